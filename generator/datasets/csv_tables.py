"""``<table>.csv``: each table as it stands in the registry, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from generator.datasets.linked import Linked


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """One CSV file a table."""
    for table in linked.package:
        yield f"{table.name}.csv", table.raw or b""
