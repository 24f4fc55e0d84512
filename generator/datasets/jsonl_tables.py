"""``<table>.jsonl``: an object with typed values on each line, for tools that read one record at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.datasets.linked import Linked
from generator.datasets.values import objects


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """One JSON Lines file a table; a table without rows is an empty file."""
    for table in linked.package:
        yield f"{table.name}.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in objects(table)).encode()
