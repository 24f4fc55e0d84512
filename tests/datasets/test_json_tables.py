from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator import package
from generator.datasets import json_tables
from tests.conftest import small_registry
from tests.datasets import linked
from tests.projects import tiny_registry

TERMS = """
fields:
  - {name: id, type: string}
  - {name: name_ko, type: string}
  - {name: round, type: integer}
  - {name: area_km2, type: number}
  - {name: standing, type: boolean}
  - {name: checked_on, type: date}
  - {name: held_on, type: string, partial_date: true}
"""
HEADER = "id,name_ko,round,area_km2,standing,checked_on,held_on\n"


def rows(root: Path, content: str) -> Any:
    """The rows of one table as a reader of its JSON file gets them."""
    ((name, data),) = json_tables.files(linked(package.load(small_registry(root, {"terms": (TERMS, content)}))))
    assert name == "terms.json"
    return json.loads(data)


def test_every_value_has_the_type_of_its_column(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f"{HEADER}a,특구,6,21.76,true,2026-11-23,2026-11\n")
    assert row == {
        "id": "a",
        "name_ko": "특구",
        "round": 6,
        "area_km2": 21.76,
        "standing": True,
        "checked_on": "2026-11-23",
        "held_on": "2026-11",
    }
    assert [type(value) for value in row.values()] == [str, str, int, float, bool, str, str]


def test_an_empty_cell_is_null_and_every_row_has_every_column(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f"{HEADER}a,,,,,,\n")
    assert list(row.items()) == [("id", "a"), *((name, None) for name in HEADER.strip().split(",")[1:])]


def test_a_number_keeps_its_type_also_where_it_is_whole(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f"{HEADER}a,,0,110,false,,\n")
    assert (repr(row["round"]), repr(row["area_km2"]), row["standing"]) == ("0", "110.0", False)


def test_a_long_amount_is_told_to_the_last_digit(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f"{HEADER}a,,123456789012345678,,,,\n")
    assert row["round"] == 123456789012345678


def test_quotes_commas_and_line_breaks_of_a_cell_stay(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f'{HEADER}a,"한 곳, ""둘""\n셋 \\ </script>",,,,,\n')
    assert row["name_ko"] == '한 곳, "둘"\n셋 \\ </script>'


def test_a_table_without_rows_is_an_empty_list(tmp_path: Path) -> None:
    assert rows(tmp_path, HEADER) == []


def test_every_row_stands_on_a_line_of_its_own_in_utf_8(tmp_path: Path) -> None:
    root = small_registry(tmp_path, {"terms": (TERMS, f"{HEADER}a,특구,,,,,\nb,지역,,,,,\n")})
    ((_, data),) = json_tables.files(linked(package.load(root)))
    lines = data.decode("utf-8").split("\n")
    assert (lines[0], lines[-2:]) == ("[", ["]", ""])
    assert [json.loads(line.removesuffix(","))["name_ko"] for line in lines[1:-2]] == ["특구", "지역"]


def test_the_same_registry_gives_the_same_bytes(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry")
    files = list(json_tables.files(linked(package.load(root))))
    assert files == list(json_tables.files(linked(package.load(root))))
    assert {name for name, _ in files} == {f"{path.stem}.json" for path in (root / "data").iterdir()}
