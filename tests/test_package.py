from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest

from generator import package
from tests.conftest import small_registry

TERMS = """
fields:
  - {name: id, type: string}
  - {name: name, type: string}
  - {name: size, type: integer}
  - {name: share, type: number}
  - {name: open, type: boolean}
  - {name: checked_on, type: date}
"""
IDS = "fields: [{name: id, type: string}]"


def terms(root: Path, content: str | bytes) -> package.Table:
    return package.load(small_registry(root, {"terms": (TERMS, content)})).tables["terms"]


def test_cells_become_values_of_the_type_of_their_column(tmp_path: Path) -> None:
    table = terms(tmp_path, "id,name,size,share,open,checked_on\na,이름,-12,0.5,true,2026-11-23\nb,,,,,\n")
    assert table.rows[0].values == {"id": "a", "name": "이름", "size": -12, "share": 0.5, "open": True, "checked_on": date(2026, 11, 23)}
    assert table.rows[1].values == {"id": "b", "name": None, "size": None, "share": None, "open": None, "checked_on": None}


@pytest.mark.parametrize(
    "cells",
    [
        "1_000,nan,TRUE,20261123",
        " 5 ,inf,1,2026-W47-1",
        "+5,1e5,True,2026-11-23 ",
        "１２,１.５,yes,2026-1-3",
        "5.0,1_0.0,FALSE,2026-02-30",
        "9999999999999999999,.5,x,23.11.2026",
    ],
)
def test_a_cell_in_another_spelling_than_ours_is_no_value(tmp_path: Path, cells: str) -> None:
    row = terms(tmp_path, f"id,name,size,share,open,checked_on\na,,{cells}\n").rows[0]
    assert list(row.values.values()) == ["a", None, None, None, None, None]


def test_decomposed_hangul_is_composed_in_values_but_stays_in_the_text_of_the_cell(tmp_path: Path) -> None:
    row = terms(tmp_path, "id,name,size,share,open,checked_on\na,\u1112\u1161\u11ab,,,,\n").rows[0]
    assert row.values["name"] == "한"
    assert row.text("name") == "\u1112\u1161\u11ab"


def test_rows_know_their_line_their_id_and_whether_their_cells_stand_in_their_columns(tmp_path: Path) -> None:
    table = terms(tmp_path, 'id,name,size,share,open,checked_on\na,"two\nlines",,,,\n,,,,,\n\nb,short\n,no id,,,,\n')
    assert [(row.line, row.id, row.is_whole) for row in table.rows] == [(2, "a", True), (6, "b", False), (7, "", True)]
    assert [row.id for row in table.whole_rows] == ["a", ""]
    assert (table.rows[1].values["name"], table.rows[1].values["size"], table.rows[1].text("size")) == ("short", None, "")


def test_a_finding_of_a_row_stands_at_its_cell(tmp_path: Path) -> None:
    row = terms(tmp_path, 'id,name,size,share,open,checked_on\na,"two\nlines",x,,,\n').rows[0]
    finding = row.finding("malformed-number", "size", nearest="5")
    assert (finding.line, finding.column, finding.table, finding.record, finding.field, finding.value) == (3, 8, "terms", "a", "size", "x")
    assert finding.details == {"nearest": "5"}
    nowhere = row.finding("malformed-number", "no such column")
    assert (nowhere.line, nowhere.column, nowhere.value) == (2, 1, "")


def test_columns_are_found_by_name_also_in_another_order_or_with_some_missing_or_doubled(tmp_path: Path) -> None:
    row = terms(tmp_path, "size,id,what,id\n5,a,x,b\n").rows[0]
    assert row.values == {"size": 5, "id": "a"}
    assert (row.id, row.text("what"), row.text("name")) == ("a", "x", "")


def test_rows_are_found_by_id_and_the_first_of_two_counts(tmp_path: Path) -> None:
    table = terms(tmp_path, "id,name\na,first\na,second\n")
    assert table.row_by_id["a"].text("name") == "first"


@pytest.mark.parametrize("content", ["", "\n", "id,name,size,share,open,checked_on\n"])
def test_a_file_without_rows_is_a_table_without_rows(tmp_path: Path, content: str) -> None:
    assert terms(tmp_path, content).rows == []


def test_a_package_gives_its_tables_in_order_and_no_rows_of_a_table_it_has_not(tmp_path: Path) -> None:
    loaded = package.load(small_registry(tmp_path, {"b": (IDS, "id\nx\n"), "a": (IDS, "id\n")}))
    assert [table.name for table in loaded] == ["b", "a"]
    assert ([row.id for row in loaded.rows("b")], loaded.rows("a"), loaded.rows("zones")) == (["x"], [], [])


def test_a_missing_file_a_folder_and_a_link_are_tables_that_were_not_read(tmp_path: Path) -> None:
    root = small_registry(tmp_path, {"gone": (IDS, ""), "folder": (IDS, ""), "link": (IDS, "")})
    for name in ("gone", "folder", "link"):
        (root / "data" / f"{name}.csv").unlink()
    (root / "data" / "folder.csv").mkdir()
    (root / "secret").write_text("id\nsecret\n")
    (root / "data" / "link.csv").symlink_to(root / "secret")
    assert [(table.raw, table.rows) for table in package.load(root)] == [(None, []), (None, []), (None, [])]


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        ("이름\n".encode(), "이름\n", "utf-8"),
        (codecs.BOM_UTF8 + "이름\n".encode(), "이름\n", "utf-8-sig"),
        ("지정된 특구의 이름\n".encode("cp949"), "지정된 특구의 이름\n", "cp949"),
        ("뷁\n".encode("cp949"), "뷁\n", "cp949"),
        ("이름\n".encode("utf-16"), "이름\n", "utf-16"),
        (codecs.BOM_UTF16_BE + "이름\n".encode("utf-16-be"), "이름\n", "utf-16"),
        ("이름".encode("utf-16") + b"x", "이름\ufffd", "utf-16"),
        (b"", "", "utf-8"),
        (b"a\xffb", "a\ufffdb", "unknown"),
    ],
)
def test_text_is_decoded_from_utf_8_or_from_what_korean_spreadsheets_write(raw: bytes, text: str, encoding: str) -> None:
    assert package.decode(raw) == (text, encoding)


def test_utf_8_with_a_few_broken_bytes_is_not_taken_for_cp949() -> None:
    raw = "강원충북".encode() + b"\xb0\xa1\n"
    assert raw.decode("cp949") == "媛뺤썝異⑸턿가\n"
    assert package.decode(raw) == ("강원충북\ufffd\ufffd\n", "unknown")
