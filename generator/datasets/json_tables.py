"""``<table>.json``: each table as an array of objects with typed values; an empty cell is ``null``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from generator.datasets.linked import Linked
from generator.package import Value


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """One JSON file a table; every object has every column."""
    for table in linked.package:
        names = [field.name for field in table.schema.fields]
        rows = [{name: _plain(row.values.get(name)) for name in names} for row in table.rows]
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        yield f"{table.name}.json", f"[\n{lines}\n]\n".encode()


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value
