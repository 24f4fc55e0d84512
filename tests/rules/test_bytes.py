from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from generator.rules import bytes as bytes_
from tests.conftest import findings, found, small_registry

TERMS = "fields: [{name: id, type: string}, {name: name, type: string}]"


def terms(root: Path, content: str | bytes) -> Path:
    return small_registry(root, {"terms": (TERMS, content)})


def test_a_clean_table_gives_no_findings(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id,name\na,특구\nb,\n")) == []


def test_a_missing_file_is_found_once_and_links_to_it_are_not_judged(tmp_path: Path) -> None:
    link = "{fields: [{name: id}, {name: term_id}], foreignKeys: [{fields: [term_id], reference: {resource: terms, fields: [id]}}]}"
    root = small_registry(tmp_path, {"terms": (TERMS, ""), "uses": (link, "id,term_id\na,x\nb,y\n")})
    (root / "data" / "terms.csv").unlink()
    assert found(root) == [("table-file-missing", "data/terms.csv", 0, 0)]


def test_a_folder_in_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    root = terms(tmp_path, "")
    (root / "data" / "terms.csv").unlink()
    (root / "data" / "terms.csv").mkdir()
    assert found(root) == [("file-unreadable", "data/terms.csv", 0, 0)]


def test_a_file_of_no_table_is_found_beside_the_tables_but_a_hidden_one_is_not(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name\na,x\n")
    (root / "data" / "terms (1).csv").write_text("id,name\n")
    (root / "data" / ".gitkeep").write_text("")
    (root / "data" / "old").mkdir()
    assert found(root) == [("file-of-no-table", "data/old", 0, 0), ("file-of-no-table", "data/terms (1).csv", 0, 0)]


def test_a_file_of_no_table_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name\na,x\n")
    (root / "data" / os.fsdecode(b"\xc6\xaf\xb1\xb8.csv")).write_text("id,name\n")
    assert [(finding.code, finding.value) for finding in findings(root)] == [("file-of-no-table", "Ư\\udcb1\\udcb8.csv")]


def test_a_table_beside_the_descriptor_does_not_make_the_descriptor_a_stranger(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name\na,x\n")
    (root / "data" / "terms.csv").rename(root / "terms.csv")
    (root / "data").rmdir()
    (root / "datapackage.yaml").write_text("resources: [{name: terms, path: terms.csv, schema: schemas/terms.yaml}]")
    assert found(root) == []


@pytest.mark.parametrize("target", ["secret", "nowhere"])
def test_a_link_is_found_and_not_followed(tmp_path: Path, target: str) -> None:
    root = terms(tmp_path, "id,name\na,x\n")
    (root / "data" / "terms.csv").unlink()
    (root / "secret").write_text("secret\nsecret\n")
    (root / "data" / "terms.csv").symlink_to(root / target)
    assert found(root) == [("file-is-link", "data/terms.csv", 0, 0)]
    assert "secret" not in findings(root)[0].message()


def test_a_file_past_the_limit_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytes_, "MAX_BYTES", 12)
    root = terms(tmp_path, "id,name\na,x\n")
    assert found(root) == []
    (root / "data" / "terms.csv").write_text("id,name\na,xy\n")
    assert found(root) == [("file-too-large", "data/terms.csv", 0, 0)]
    assert "1 MB" in findings(root)[0].message("en")


@pytest.mark.parametrize("content", [b"", b"\n", b" \r\n\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\n"])
def test_a_file_without_text_is_empty_and_nothing_else(tmp_path: Path, content: bytes) -> None:
    assert found(terms(tmp_path, content)) == [("empty-file", "data/terms.csv", 1, 1)]


def test_a_file_past_the_limit_is_judged_no_further_and_links_to_it_are_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytes_, "MAX_BYTES", 20)
    link = "{fields: [{name: id}, {name: term_id}], foreignKeys: [{fields: [term_id], reference: {resource: terms, fields: [id]}}]}"
    root = small_registry(tmp_path, {"terms": (TERMS, "id,name\na,x\na,x\na,x\na,x\n"), "uses": (link, "id,term_id\na,z\n")})
    assert found(root) == [("file-too-large", "data/terms.csv", 0, 0)]


@pytest.mark.parametrize(
    ("content", "encoding", "line", "column"),
    [
        ("id,name\na,x\nb,부산 특구\n".encode("cp949"), "cp949", 3, 3),
        ("id,name\n부산,x\n".encode("cp949"), "cp949", 2, 1),
        ("id,name\na,부산\n".encode("utf-16"), "utf-16", 1, 1),
        (b"id,name\na,ok\nb,x\xff\n", "unknown", 3, 4),
        ("id,name\na,강원충북 ".encode() + b"\xb0\xa1\n", "unknown", 2, 8),
        ("id,name\na,부산\n".encode("utf-16-le"), "utf-16", 1, 1),
        ("id,name\na,x\n".encode("utf-16-be"), "utf-16", 1, 1),
        ("id,name\na,부산\n".encode("utf-32"), "utf-16", 1, 1),
    ],
)
def test_a_file_in_another_encoding_is_found_at_its_first_foreign_byte(
    tmp_path: Path, content: bytes, encoding: str, line: int, column: int
) -> None:
    root = terms(tmp_path, content)
    assert found(root) == [("not-utf-8", "data/terms.csv", line, column)]
    assert findings(root)[0].value == encoding


def test_cells_of_a_cp949_file_are_found_where_the_editor_shows_them(tmp_path: Path) -> None:
    content = 'id,name\na,"부산,\n특구"\nb, 대구 특구\n'.encode("cp949")
    assert found(terms(tmp_path, content)) == [
        ("line-break-in-cell", "data/terms.csv", 2, 3),
        ("not-utf-8", "data/terms.csv", 2, 4),
        ("outer-blank", "data/terms.csv", 4, 3),
    ]


def test_a_byte_order_mark_is_found_and_moves_no_column(tmp_path: Path) -> None:
    content = codecs.BOM_UTF8 + b"id,nam\na,x\n"
    assert found(terms(tmp_path, content)) == [("byte-order-mark", "data/terms.csv", 1, 1), ("unknown-column", "data/terms.csv", 1, 4)]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("id,name\r\na,x\r\n", 1, 8),
        ("id,name\na,x\r\n", 2, 4),
        ("id,name\ra,x\r", 1, 8),
        ("id,name\na,x\rb,y\n", 2, 4),
        ("id,name\na,x\ry\n", 2, 4),
        ("id,name\na,x\r\r\n", 2, 4),
        ('id,name\na,"x, y"\r\n', 2, 9),
    ],
)
def test_carriage_returns_are_found_once(tmp_path: Path, content: str, line: int, column: int) -> None:
    assert found(terms(tmp_path, content)) == [("carriage-return", "data/terms.csv", line, column)]


def test_a_last_line_without_line_end_is_found_at_its_end(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id,name\na,xyz")) == [("no-final-newline", "data/terms.csv", 2, 6)]


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "control-character"),
        ("\x0b", "control-character"),
        ("\x7f", "control-character"),
        ("\x85", "control-character"),
        ("\u200b", "invisible-character"),
        ("\u202e", "invisible-character"),
        ("\u2028", "invisible-character"),
        ("\ufeff", "invisible-character"),
        ("\u00ad", "invisible-character"),
    ],
)
def test_characters_that_are_not_seen_are_found_once_in_a_cell(tmp_path: Path, char: str, code: str) -> None:
    root = terms(tmp_path, f"id,name\na,x{char}y{char}z\nb,x\nc{char}d,x{char}\n")
    assert found(root) == [(code, "data/terms.csv", line, column) for line, column in ((2, 4), (4, 2), (4, 6))]
    assert f"U+{ord(char):04X}" in findings(root)[0].message("en")


@pytest.mark.parametrize(("char", "code"), [("\x00", "control-character"), ("\u200b", "invisible-character")])
def test_a_character_that_is_not_seen_is_one_finding_also_in_a_key_a_link_a_date_or_a_listed_value(
    tmp_path: Path, char: str, code: str
) -> None:
    schema = """
fields:
  - {name: id, type: string, constraints: {pattern: '[a-z]+'}}
  - {name: parent_id, type: string, constraints: {pattern: '[a-z]+'}}
  - {name: since, type: date}
  - {name: kind, type: string, constraints: {enum: [good]}}
  - {name: size, type: integer}
foreignKeys: [{fields: [parent_id], reference: {resource: '', fields: [id]}}]
"""
    rows = f"a{char},,,,\nb,b{char},,,\nc,,2024-01-01{char},,\nd,,,good{char},\ne,,,,5{char}\n"
    root = small_registry(tmp_path, {"terms": (schema, f"id,parent_id,since,kind,size\n{rows}")})
    assert found(root) == [(code, "data/terms.csv", line, column) for line, column in ((2, 2), (3, 4), (4, 14), (5, 9), (6, 7))]


def test_a_merge_conflict_is_one_finding_whatever_its_two_versions_hold(tmp_path: Path) -> None:
    content = "id,name\na,x\n<<<<<<< HEAD\nc,one\nb,y\n=======\nc,two\n>>>>>>> main\nd,z\n"
    root = terms(tmp_path, content)
    assert found(root) == [("merge-conflict", "data/terms.csv", 3, 1)]
    assert findings(root)[0].value == "<<<<<<<"


@pytest.mark.parametrize("name", ["=======x", "a ======= b", "<<<<<<<"])
def test_a_cell_that_only_looks_like_a_conflict_marker_is_none(tmp_path: Path, name: str) -> None:
    assert found(terms(tmp_path, f"id,name\na,x{name}\n")) == []


def test_decomposed_letters_are_found_on_their_line_also_after_a_line_separator(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name\na,특\u2028구\nb,강\u110b\u116f\u11ab\nc,Cafe\u0301\n")
    assert found(root) == [
        ("invisible-character", "data/terms.csv", 2, 4),
        ("not-composed", "data/terms.csv", 3, 4),
        ("not-composed", "data/terms.csv", 4, 6),
    ]


def test_a_carriage_return_inside_a_quoted_cell_is_a_line_break_in_that_cell_and_nothing_else(tmp_path: Path) -> None:
    assert found(terms(tmp_path, 'id,name\na,"x\r\ny"\nb,"x\ry"\n')) == [
        ("line-break-in-cell", "data/terms.csv", 2, 3),
        ("line-break-in-cell", "data/terms.csv", 4, 3),
    ]


@pytest.mark.parametrize(("char", "half"), [("０", "0"), ("９", "9"), ("Ａ", "A"), ("Ｚ", "Z"), ("ａ", "a"), ("ｚ", "z")])
def test_a_full_width_character_is_found_once_in_a_cell_and_its_half_width_twin_is_told(tmp_path: Path, char: str, half: str) -> None:
    root = terms(tmp_path, f"id,name\na,특구 {char}{char}\nb,x{char}\n")
    assert found(root) == [("full-width-character", "data/terms.csv", 2, 6), ("full-width-character", "data/terms.csv", 3, 4)]
    assert f"'{char}'" in findings(root)[0].message("en")
    assert findings(root)[0].hint("en") == f"Type '{half}', or run zones fmt."


@pytest.mark.parametrize("name", ["（주）바다，", "！％＆～", "㎡ ① Ⅳ", "ﾊﾝ", "Å"])
def test_full_width_marks_and_other_wide_letters_are_left_to_the_writer(tmp_path: Path, name: str) -> None:
    assert found(terms(tmp_path, f"id,name\na,{name}\n")) == []


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2007", "\u2009", "\u3000"])
def test_a_special_blank_is_found_inside_a_cell_and_at_its_ends_it_is_an_outer_blank(tmp_path: Path, blank: str) -> None:
    root = terms(tmp_path, f'id,name\na,한{blank}곳\nb,{blank}한 곳\nc,한 곳{blank}\nd,"{blank}한, 두{blank}곳"\n')
    assert found(root) == [
        ("no-break-space", "data/terms.csv", 2, 4),
        ("outer-blank", "data/terms.csv", 3, 3),
        ("outer-blank", "data/terms.csv", 4, 3),
        ("no-break-space", "data/terms.csv", 5, 9),
    ]
    assert f"U+{ord(blank):04X}" in findings(root)[0].message("ko")


@pytest.mark.parametrize(("char", "code"), [("１", "full-width-character"), ("\u00a01", "no-break-space")])
def test_a_character_that_looks_alike_is_one_finding_also_in_a_key_a_link_a_date_or_a_listed_value(
    tmp_path: Path, char: str, code: str
) -> None:
    schema = """
fields:
  - {name: id, type: string, constraints: {pattern: '[a-z]+'}}
  - {name: parent_id, type: string, constraints: {pattern: '[a-z]+'}}
  - {name: since, type: date}
  - {name: kind, type: string, constraints: {enum: [good]}}
  - {name: size, type: integer}
foreignKeys: [{fields: [parent_id], reference: {resource: '', fields: [id]}}]
"""
    rows = f"a{char},,,,\nb,b{char},,,\nc,,2024-01-01{char},,\nd,,,good{char},\ne,,,,5{char}\n"
    root = small_registry(tmp_path, {"terms": (schema, f"id,parent_id,since,kind,size\n{rows}")})
    assert found(root) == [(code, "data/terms.csv", line, column) for line, column in ((2, 2), (3, 4), (4, 14), (5, 9), (6, 7))]


NAMES = "fields: [{name: id, type: string}, {name: short_name_ko, type: string}, {name: note_ko, type: string}]"


@pytest.mark.parametrize(("name", "column"), [("특ㄱ구", 4), ("ㅌ특구", 3), ("특구ㅣ", 5), ("특ㅡ구", 4)])
def test_a_lone_letter_in_a_name_is_found_once(tmp_path: Path, name: str, column: int) -> None:
    root = small_registry(tmp_path, {"terms": (NAMES, f"id,short_name_ko,note_ko\na,{name},\nb,특구,\n")})
    assert found(root) == [("lone-jamo", "data/terms.csv", 2, column)]


@pytest.mark.parametrize("row", ["a,시ㆍ도지사,", "a,특구,ㄱ부터 ㅎ까지", "ㄱ,특구,"])
def test_a_middle_dot_of_korean_laws_and_letters_outside_a_name_are_no_slip(tmp_path: Path, row: str) -> None:
    root = small_registry(tmp_path, {"terms": (NAMES, f"id,short_name_ko,note_ko\n{row}\n")})
    assert found(root) == []


def test_characters_of_a_cp949_file_are_found_where_the_editor_shows_them_after_quoted_line_breaks(tmp_path: Path) -> None:
    content = 'id,name\na,"부산,\n특구"\nb,"대구, ""특구"" ２０２４"\nc,한\u3000곳\n'.encode("cp949")
    assert found(terms(tmp_path, content)) == [
        ("line-break-in-cell", "data/terms.csv", 2, 3),
        ("not-utf-8", "data/terms.csv", 2, 4),
        ("full-width-character", "data/terms.csv", 4, 15),
        ("no-break-space", "data/terms.csv", 5, 4),
    ]


def test_a_character_in_a_column_name_is_one_finding(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id,ｎame\na,x\n")) == [("full-width-character", "data/terms.csv", 1, 4)]
    (tmp_path / "data" / "terms.csv").write_text("i\u200bd,name\na,x\n", encoding="utf-8")
    assert found(tmp_path) == [("invisible-character", "data/terms.csv", 1, 2)]
