"""The downloads: one module a format, each with ``files(package)`` that yields names below ``/data/`` and their bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.datasets import bundle, csv_tables, json_tables
from generator.package import Package

Format = Callable[[Package], Iterator[tuple[str, bytes]]]

FORMATS: tuple[Format, ...] = (csv_tables.files, json_tables.files, bundle.files)


def all_files(package: Package) -> dict[str, bytes]:
    """Every download by its name below ``/data/``. The same registry gives the same bytes."""
    return {name: data for files in FORMATS for name, data in files(package)}
