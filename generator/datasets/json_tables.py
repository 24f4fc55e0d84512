"""``<table>.json``: each table as an array of objects with typed values; an empty cell is ``null``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.datasets.linked import Linked
from generator.datasets.values import objects


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """One JSON file a table."""
    for table in linked.package:
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in objects(table))
        yield f"{table.name}.json", f"[\n{lines}\n]\n".encode()
