from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import findings, found, small_registry

TERMS = """
fields:
  - {name: id, type: string}
  - {name: note, type: string}
  - {name: size, type: integer}
"""
PAIRS = """
fields:
  - {name: id, type: string}
  - {name: name_ko, type: string, constraints: {required: true}}
  - {name: name_en, type: string}
  - {name: note_ko, type: string}
  - {name: note_en, type: string}
"""


def note(root: Path, cell: str) -> Path:
    return small_registry(root, {"terms": (TERMS, f"id,note,size\na,{cell},5\n")})


def pairs(root: Path, rows: str, name: str = "terms") -> Path:
    return small_registry(root, {name: (PAIRS, f"id,name_ko,name_en,note_ko,note_en\n{rows}")})


@pytest.mark.parametrize(
    "cell",
    ["", "-", "+", "5-1=4", "a < b & c > d", "AT&T", "R&D; and more", "{one}", "50 %", '"a, b"', "a  b", "1<2", "x & y;", "`code`", "~"],
)
def test_plain_text_gives_no_findings(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == []


@pytest.mark.parametrize("cell", ["=1+1", "+82-2-123", "-5 %", "@sum(a1)", '"=HYPERLINK(""http://x.kr"",""x"")"'])
def test_a_cell_that_a_spreadsheet_would_run_is_found(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == [("formula-in-cell", "data/terms.csv", 2, 3)]


def test_a_negative_number_in_a_column_of_numbers_is_no_formula(tmp_path: Path) -> None:
    assert found(small_registry(tmp_path, {"terms": (TERMS, "id,note,size\na,,-5\n")})) == []


@pytest.mark.parametrize("cell", [" x", "x ", "\u3000x", "x\u00a0", " "])
def test_a_blank_at_an_end_is_found(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == [("outer-blank", "data/terms.csv", 2, 3)]


@pytest.mark.parametrize("cell", ['"x\ny"', '"x\n"', "x\ty", "\tx", "x\t"])
def test_a_line_break_or_a_tab_in_a_cell_is_one_finding(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == [("line-break-in-cell", "data/terms.csv", 2, 3)]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<b>특구</b>", "<b>"),
        ("특구<br/>", "<br/>"),
        ("</p>", "</p>"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("<!-- x -->", "<!--"),
        ("A&amp;B", "&amp;"),
        ("A&#39;B", "&#39;"),
        ("A&#x27;B", "&#x27;"),
    ],
)
def test_html_in_a_cell_is_found_and_shown(tmp_path: Path, cell: str, shown: str) -> None:
    root = note(tmp_path, cell)
    assert found(root) == [("html-in-text", "data/terms.csv", 2, 3)]
    assert findings(root)[0].details["found"] == shown


@pytest.mark.parametrize("cell", ["{{ config }}", "a }} b", "{% raw %}", "100%}"])
def test_template_syntax_in_a_cell_is_found(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == [("template-in-text", "data/terms.csv", 2, 3)]


def test_every_mistake_of_a_cell_is_found(tmp_path: Path) -> None:
    assert [code for code, *_ in found(note(tmp_path, "=<b>{{x}} "))] == [
        "formula-in-cell",
        "html-in-text",
        "outer-blank",
        "template-in-text",
    ]


def test_hangul_in_an_english_name_is_found_but_not_in_an_english_note(tmp_path: Path) -> None:
    root = pairs(tmp_path, "a,특구,특구 Zone,말,A 말\nb,특구,Zone,,\n")
    assert found(root) == [("hangul-in-english", "data/terms.csv", 2, 6)]


def test_hangul_is_allowed_where_the_name_is_that_of_an_organisation(tmp_path: Path) -> None:
    assert found(pairs(tmp_path, "a,㈜한국,Hankook 한국,,\n", name="organisations")) == []


def test_one_language_without_the_other_is_found_at_the_empty_cell(tmp_path: Path) -> None:
    root = pairs(tmp_path, "a,특구,,말,\nb,지역,Region,,words\nc,해,Year,말,words\nd,달,Month,,\n")
    assert found(root) == [
        ("half-translated", "data/terms.csv", 2, 6),
        ("half-translated", "data/terms.csv", 2, 9),
        ("half-translated", "data/terms.csv", 3, 13),
    ]


@pytest.mark.parametrize("table", ["organisations", "laws", "names"])
def test_names_that_no_source_prints_in_english_may_be_korean_alone(tmp_path: Path, table: str) -> None:
    assert found(pairs(tmp_path, "a,특구법,,말,\n", name=table)) == [("half-translated", f"data/{table}.csv", 2, 10)]


def test_an_empty_cell_of_a_pair_that_must_be_filled_is_one_finding(tmp_path: Path) -> None:
    assert found(pairs(tmp_path, "a,,Zone,,\n")) == [("missing-value", "data/terms.csv", 2, 3)]


def test_text_of_a_row_whose_cells_have_slipped_is_not_judged(tmp_path: Path) -> None:
    root = pairs(tmp_path, "a, 특구, 둘째,Zone,말,Words\nb,지역,Region,,\n")
    assert found(root) == [("ragged-row", "data/terms.csv", 2, 18)]


def test_cells_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    root = pairs(tmp_path, 'a,"특\n구, ""둘""",한글,,\nb,지역,한글,,\n')
    assert found(root) == [
        ("line-break-in-cell", "data/terms.csv", 2, 3),
        ("hangul-in-english", "data/terms.csv", 3, 11),
        ("hangul-in-english", "data/terms.csv", 4, 6),
    ]
