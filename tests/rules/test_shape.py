from __future__ import annotations

from pathlib import Path

import pytest

from generator.rules import shape
from tests.conftest import findings, found, small_registry

# Columns that may not be empty, in two languages, and with a link, so that a wrong header could set off every family.
TERMS = """
uniqueKeys: [[name_ko, name_en]]
foreignKeys: [{fields: [parent_id], reference: {resource: "", fields: [id]}}]
fields:
  - {name: id, type: string, constraints: {required: true}}
  - {name: name_ko, type: string, constraints: {required: true}}
  - {name: name_en, type: string}
  - {name: parent_id, type: string}
"""
HEADER = "id,name_ko,name_en,parent_id\n"


def terms(root: Path, content: str) -> Path:
    return small_registry(root, {"terms": (TERMS, content)})


def test_a_clean_table_gives_no_findings(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f"{HEADER}a,특구,Zone,\nb,지역,Region,a\n")) == []


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_one_finding(tmp_path: Path, delimiter: str) -> None:
    content = f"{HEADER}a,특구,Zone,\nb,지역,Region,a\n".replace(",", delimiter)
    root = terms(tmp_path, content + delimiter.join(("c", "한 곳, 두 곳", "One, two", "a\n")))
    assert found(root) == [("wrong-delimiter", "data/terms.csv", 1, 1)]
    assert findings(root)[0].value == delimiter


def test_another_delimiter_is_told_also_where_a_column_is_missing(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id;name_ko;name_en\na;특구;Zone\n")) == [("wrong-delimiter", "data/terms.csv", 1, 1)]


def test_a_missing_column_is_one_finding_and_not_one_a_row(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id,name_ko,parent_id\na,특구,\nb,특구,a\n")) == [("missing-column", "data/terms.csv", 1, 1)]


def test_a_missing_id_is_one_finding_and_links_to_the_table_are_not_judged(tmp_path: Path) -> None:
    uses = "{fields: [{name: id}, {name: term_id}], foreignKeys: [{fields: [term_id], reference: {resource: terms, fields: [id]}}]}"
    tables = {"terms": (TERMS, "name_ko,name_en,parent_id\n특구,Zone,\n지역,Region,a\n"), "uses": (uses, "id,term_id\na,a\nb,b\n")}
    assert found(small_registry(tmp_path, tables)) == [("missing-column", "data/terms.csv", 1, 1)]


def test_a_name_missing_from_the_header_alone_is_one_finding(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id,name_ko,parent_id\na,특구,Zone,\nb,지역,Region,a\n")) == [("missing-column", "data/terms.csv", 1, 1)]


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,parent_id\na,\n")
    assert [(finding.code, finding.field) for finding in findings(root)] == [("missing-column", "name_en"), ("missing-column", "name_ko")]


def test_an_unknown_column_stands_at_its_name(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name_ko,colour,name_en,parent_id\na,특구,red,Zone,\n")
    assert found(root) == [("unknown-column", "data/terms.csv", 1, 12)]
    assert findings(root)[0].hint("en") == "Delete a column that is not needed; a new column enters the schema first."


def test_a_misspelt_column_is_one_finding_that_offers_the_right_name(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,nmae_ko,name_en,parent_id\na,특구,Zone,\nb,지역,Region,a\n")
    assert found(root) == [("unknown-column", "data/terms.csv", 1, 4)]
    assert findings(root)[0].details["nearest"] == "name_ko"


def test_columns_without_a_name_as_a_spreadsheet_adds_them_are_one_finding(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name_ko,name_en,parent_id,,\na,특구,Zone,,,\nb,지역,Region,a,,\n")
    assert found(root) == [("unknown-column", "data/terms.csv", 1, 31)]


def test_a_column_that_stands_twice_is_found_at_its_second_place(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "id,name_ko,name_en,parent_id,name_ko\na,특구,Zone,,특구\n")) == [
        ("doubled-column", "data/terms.csv", 1, 30)
    ]


def test_columns_in_another_order_are_found_at_the_first_that_differs(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,name_en,name_ko,parent_id\na,Zone,특구,\nb,Region,지역,a\n")
    assert found(root) == [("column-order", "data/terms.csv", 1, 4)]
    assert findings(root)[0].hint("en") == "The first line reads: id,name_ko,name_en,parent_id"


def test_a_row_with_a_cell_too_many_is_found_at_that_cell_and_judged_no_further(tmp_path: Path) -> None:
    root = terms(tmp_path, f"{HEADER}a,특구, 둘째,Zone,\nb,지역,Region,a\n")
    assert found(root) == [("ragged-row", "data/terms.csv", 2, 15)]
    assert findings(root)[0].message("en") == "This row has 5 cells, the table has 4 columns."


def test_a_row_with_a_cell_too_few_is_found_at_its_end_and_can_still_be_linked_to(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f"{HEADER}a,특구,Zone\nb,지역,Region,a\n")) == [("ragged-row", "data/terms.csv", 2, 10)]


def test_rows_that_all_differ_from_the_header_alike_are_one_finding(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f"{HEADER}a,특구,Zone,,x\nb,지역,Region,,x\nc,말,Word,,x\n")) == [("ragged-row", "data/terms.csv", 2, 12)]


def test_rows_that_differ_each_in_its_own_way_are_found_each(tmp_path: Path) -> None:
    root = terms(tmp_path, f"{HEADER}a,특구,Zone,,x\nb,지역\nc,말,Word,\n\n")
    assert found(root) == [
        ("ragged-row", "data/terms.csv", 2, 12),
        ("ragged-row", "data/terms.csv", 3, 5),
        ("blank-row", "data/terms.csv", 5, 1),
    ]


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_quote_that_is_never_closed_is_one_finding_where_it_opens(tmp_path: Path, end: str) -> None:
    rows = "a,특구,Zone,\nb,지역,Region,c\nc,말,Word,e\nd,해,Year,\ne,달,Month,"
    opened = rows.replace("b,지역", 'b,"지역')
    expected = [("unclosed-quote", "data/terms.csv", 3, 3)]
    if not end:
        expected.append(("no-final-newline", "data/terms.csv", 6, 11))
    assert found(terms(tmp_path, HEADER + opened + end)) == expected


def test_a_quote_that_is_never_closed_is_found_also_where_it_opens_in_the_last_column(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f'{HEADER}a,특구,Zone,\nb,지역,Region,"a\nc,말,Word,a\n')) == [("unclosed-quote", "data/terms.csv", 3, 13)]


def test_a_quote_in_the_very_last_cell_is_found(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f'{HEADER}a,특구,Zone,\nb,지역,Region,"a\n')) == [("unclosed-quote", "data/terms.csv", 3, 13)]


def test_a_quote_that_a_later_row_closes_is_one_finding_and_rows_after_it_are_judged(tmp_path: Path) -> None:
    content = f'{HEADER}a,"특구,Zone,\nb,지역,"Region, land",\nc,말,Word,\nd, 해,Year,b\n'
    assert found(terms(tmp_path, content)) == [("unclosed-quote", "data/terms.csv", 2, 3), ("outer-blank", "data/terms.csv", 5, 3)]


def test_a_single_quote_inside_a_quoted_value_is_found(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f'{HEADER}a,특구,"A "zone" of trial",\nb,지역,"A ""region""",\n')) == [
        ("unclosed-quote", "data/terms.csv", 2, 6)
    ]


def test_an_unclosed_quote_in_the_header_is_one_finding(tmp_path: Path) -> None:
    assert found(terms(tmp_path, 'id,"name_ko,name_en,parent_id\na,특구,Zone,\n')) == [("unclosed-quote", "data/terms.csv", 1, 4)]


def test_a_quote_in_an_open_value_is_a_letter(tmp_path: Path) -> None:
    assert found(terms(tmp_path, f'{HEADER}a,특구,5" pipe,\n')) == []


@pytest.mark.parametrize("blank", ["", ",,,", '"",,,'])
def test_a_blank_row_is_found_on_its_line_also_after_a_quoted_line_break(tmp_path: Path, blank: str) -> None:
    content = f'{HEADER}a,"특\n구",Zone,\n{blank}\nb,지역,Region,\n'
    assert found(terms(tmp_path, content)) == [("line-break-in-cell", "data/terms.csv", 2, 3), ("blank-row", "data/terms.csv", 4, 1)]


@pytest.mark.parametrize("blank", ["", ",,,"])
def test_a_blank_first_line_is_one_finding(tmp_path: Path, blank: str) -> None:
    assert found(terms(tmp_path, f"{blank}\n{HEADER}a,특구,Zone,\nb,지역,Region,x\n")) == [("blank-row", "data/terms.csv", 1, 1)]


@pytest.mark.parametrize(("broken", "column"), [("b,지\n역,Region,a", 4), ("b,지역,Region\n,a", 12)])
def test_a_row_that_a_line_end_broke_in_two_is_one_finding(tmp_path: Path, broken: str, column: int) -> None:
    content = f"{HEADER}a,특구,Zone,\n{broken}\nc,말,Word,\n"
    assert found(terms(tmp_path, content)) == [("ragged-row", "data/terms.csv", 3, column)]


def test_a_column_name_that_is_like_none_is_taken_for_the_missing_one_in_its_place(tmp_path: Path) -> None:
    root = terms(tmp_path, "id,이름,name_en,parent_id\na,특구,Zone,\n")
    assert found(root) == [("unknown-column", "data/terms.csv", 1, 4)]
    assert findings(root)[0].details["nearest"] == "name_ko"


# Tables without rows


def test_a_table_with_nothing_but_its_header_is_one_finding_and_links_to_it_are_not_judged(tmp_path: Path) -> None:
    uses = "{fields: [{name: id}, {name: term_id}], foreignKeys: [{fields: [term_id], reference: {resource: terms, fields: [id]}}]}"
    root = small_registry(tmp_path, {"terms": (TERMS, HEADER), "uses": (uses, "id,term_id\na,a\nb,b\n")})
    assert found(root) == [("header-only", "data/terms.csv", 1, 1)]


def test_a_table_of_blank_rows_is_told_by_its_blank_rows(tmp_path: Path) -> None:
    uses = "{fields: [{name: id}, {name: term_id}], foreignKeys: [{fields: [term_id], reference: {resource: terms, fields: [id]}}]}"
    root = small_registry(tmp_path, {"terms": (TERMS, f"{HEADER}\n,,,\n"), "uses": (uses, "id,term_id\na,a\n")})
    assert found(root) == [("blank-row", "data/terms.csv", 2, 1), ("blank-row", "data/terms.csv", 3, 1)]


def test_a_table_that_may_be_empty_needs_no_row_and_links_to_it_are_judged(tmp_path: Path) -> None:
    uses = "{fields: [{name: id}, {name: term_id}], foreignKeys: [{fields: [term_id], reference: {resource: terms, fields: [id]}}]}"
    root = small_registry(tmp_path, {"terms": (f"may_be_empty: true\n{TERMS}", HEADER), "uses": (uses, "id,term_id\na,\n")})
    assert found(root) == []
    (root / "data" / "uses.csv").write_text("id,term_id\na,a\n")
    assert found(root) == [("dangling-link", "data/uses.csv", 2, 3)]


# What spreadsheets make of a value

CELLS = """
fields:
  - {name: id, type: string}
  - {name: title, type: string}
  - {name: size, type: integer}
  - {name: since, type: date}
  - {name: until, type: string, partial_date: true, constraints: {pattern: '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?'}}
"""
COLUMNS = ("id", "title", "size", "since", "until")


def cell(root: Path, column: str, text: str) -> Path:
    row = [{"id": "a"}.get(name, "") if name != column else f'"{text}"' for name in COLUMNS]
    return small_registry(root, {"terms": (CELLS, f"{','.join(COLUMNS)}\n{','.join(row)}\n")})


@pytest.mark.parametrize(
    ("column", "text", "remedy"),
    [
        ("size", "1.90E+12", "1.90E+12 has lost digits: type all digits from the source."),
        ("size", "2e+05", "2e+05 has lost digits: type all digits from the source."),
        ("title", "1.23457E+14", "1.23457E+14 has lost digits: type all digits from the source."),
        ("since", "2024-08-26 00:00:00", "Type 2024-08-26."),
        ("since", "2024-08-26 0:00", "Type 2024-08-26."),
        ("until", "2024-08-26T00:00:00", "Type 2024-08-26."),
        ("title", "2024-08-26T00:00:00.000Z", "Type 2024-08-26."),
        ("title", "'0012", "Type 0012."),
        ("size", "'1,200", "Type 1200."),
        ("until", "'2024-08", "Type 2024-08."),
        ("size", "'12", "Type 12."),
        ("size", "'112.5", "In place of '112.5, type the value again from the source."),
        ("size", "2024-08-26 00:00:00", "In place of 2024-08-26 00:00:00, type the value again from the source."),
        ("since", "'2024-08", "In place of '2024-08, type the value again from the source."),
        ("since", "2024-02-30 00:00:00", "In place of 2024-02-30 00:00:00, type the value again from the source."),
        ("since", "'24", "In place of '24, type the value again from the source."),
        ("title", "'=A1", "In place of '=A1, type the value again from the source."),
        *(
            (column, text, f"In place of {text}, type the value again from the source.")
            for column in ("title", "size", "since", "until")
            for text in ("########", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!")
        ),
    ],
)
def test_a_cell_that_a_spreadsheet_changed_is_one_finding_with_what_to_type(tmp_path: Path, column: str, text: str, remedy: str) -> None:
    root = cell(tmp_path, column, text)
    place = len("a" + "," * COLUMNS.index(column)) + 1
    assert found(root) == [("spreadsheet-cell", "data/terms.csv", 2, place)]
    assert findings(root)[0].hint("en") == remedy
    assert shape.is_spreadsheet_damage(text)


@pytest.mark.parametrize(
    "text",
    [
        "'우수특구' 선정",
        "'24.12월 특구",
        "'24.12",
        "'5G 활용' 특구",
        "#1",
        "#특구",
        "##",
        "1.90E+12원",
        "E+12",
        "2024-08-26 00:00 시작",
        "2024-08-26 09:30",
        "12:00",
        "#N/A가 없음",
        "5e2",
        "'",
        "#",
    ],
)
def test_text_that_only_looks_like_it_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(cell(tmp_path, "title", text)) == []
    assert not shape.is_spreadsheet_damage(text)


def test_a_cell_that_a_spreadsheet_changed_is_found_where_the_editor_shows_it_also_in_cp949(tmp_path: Path) -> None:
    root = cell(tmp_path, "title", "특구,\n둘")
    path = root / "data" / "terms.csv"
    path.write_bytes(path.read_bytes().decode().replace('둘",', '둘",####').encode("cp949"))
    assert found(root)[-1] == ("spreadsheet-cell", "data/terms.csv", 3, 4)


def test_cells_of_a_row_that_has_slipped_are_not_judged(tmp_path: Path) -> None:
    root = cell(tmp_path, "title", "########")
    path = root / "data" / "terms.csv"
    path.write_text(path.read_text(encoding="utf-8") + "b,########\n", encoding="utf-8")
    assert found(root) == [("spreadsheet-cell", "data/terms.csv", 2, 3), ("ragged-row", "data/terms.csv", 3, 11)]
