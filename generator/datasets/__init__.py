"""The downloads: one module a format, each with ``files(linked)`` that yields names below ``/data/`` and their bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.datasets import bundle, csv_tables, excel_csv, flat_zones, json_tables, jsonl_tables, parquet_tables
from generator.datasets.linked import Linked

Format = Callable[[Linked], Iterator[tuple[str, bytes]]]

# By the word that ``zones export --format`` takes.
FORMATS: dict[str, Format] = {
    "csv": csv_tables.files,
    "excel-csv": excel_csv.files,
    "flat": flat_zones.files,
    "json": json_tables.files,
    "jsonl": jsonl_tables.files,
    "parquet": parquet_tables.files,
}


def all_files(linked: Linked) -> dict[str, bytes]:
    """Every download by its name below ``/data/``. The same registry gives the same bytes on the same day."""
    written = {name: data for files in FORMATS.values() for name, data in files(linked)}
    return written | dict(bundle.files(linked, written))
