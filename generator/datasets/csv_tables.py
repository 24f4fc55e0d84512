"""``<table>.csv``: each table as it stands in the registry, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from generator.package import Package


def files(package: Package) -> Iterator[tuple[str, bytes]]:
    """One CSV file a table."""
    for table in package:
        yield f"{table.name}.csv", table.raw or b""
