"""What the files of a registry say, read by nothing of ours: the csv and yaml of Python alone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import small_registry

Rows = list[dict[str, Any]]

_READ = {
    "integer": int,
    "number": float,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
}

AWKWARD = """
fields:
  - {name: id, type: string, constraints: {required: true}}
  - {name: name_ko, type: string, title: 이름}
  - {name: round, type: integer}
  - {name: area_km2, type: number}
  - {name: standing, type: boolean}
  - {name: checked_on, type: date}
  - {name: held_on, type: string, partial_date: true}
primaryKey: id
"""
_CELLS = '''id,name_ko,round,area_km2,standing,checked_on,held_on
a,,,,,,
b,"=1+1, ""둘""",0,110,true,2026-11-23,2024-02-29
c,+82-2,-7,-0.5,false,2026-01-01,2024-02
d,-1,123456789012345678,21.76,,,2024
e,@SUM(A1),,0.001,,,
f,0012,,,,,
g,null,,,,,
h,NA,,,,,
i,"두 줄
 끝",,,,,
j,</script>\\n'; DROP TABLE x,,,,,
k,😀 ㈜ 한글,,,,,
'''


def awkward_registry(root: Path) -> Path:
    """One table whose cells other programs like to read as something else."""
    return small_registry(root, {"terms": (AWKWARD, _CELLS)})


def fields_of(root: Path, table: str) -> list[dict[str, Any]]:
    """Columns of a table as its schema describes them."""
    schema = yaml.safe_load((root / "schemas" / f"{table}.yaml").read_text(encoding="utf-8"))
    return list(schema["fields"])


def tables_of(root: Path, typed: bool = True) -> dict[str, Rows]:
    """Rows of every table; an empty cell is None, and dates are texts, as is everything where types are not asked for."""
    return {path.stem: _rows(root, path, typed) for path in sorted((root / "data").glob("*.csv"))}


def _rows(root: Path, path: Path, typed: bool) -> Rows:
    kinds = {field["name"]: _READ.get(field.get("type", "string"), str) if typed else str for field in fields_of(root, path.stem)}
    with path.open(encoding="utf-8", newline="") as lines:
        return [{name: kinds[name](cell) if cell else None for name, cell in row.items()} for row in csv.DictReader(lines)]
