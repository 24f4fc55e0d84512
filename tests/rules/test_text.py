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
    [
        *["", "-", "+", "5-1=4", "a < b & c > d", "AT&T", "R&D; and more", "{one}", "50 %", '"a, b"', "a  b", "1<2", "x & y;", "~"],
        *[
            "#1 선박",
            "C# 언어",
            "5 * 3 * 2",
            "2**3",
            "*표시",
            "[별표 1](제3조 관련)",
            "[주](단위: 명)",
            "1.5 km",
            "1. 5. 발표",
            "2024. 5월",
            "`",
        ],
        *["x_y_z", "__init__", "주1)", ">5", "3> 2", "(1) 첫째", "① 첫째", "· 첫째", "[1]", "a[1](b)"],
    ],
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


@pytest.mark.parametrize("cell", ['"x\ny"', '"x\n"', '"x\ry"', '"x\r\ny"', '"\tx\ny"'])
def test_a_line_break_in_a_cell_is_one_finding(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == [("line-break-in-cell", "data/terms.csv", 2, 3)]


@pytest.mark.parametrize("cell", ["x\ty", "\tx", "x\t", "\t=1+1", " x\ty"])
def test_a_tab_in_a_cell_is_one_finding(tmp_path: Path, cell: str) -> None:
    assert found(note(tmp_path, cell)) == [("tab-in-cell", "data/terms.csv", 2, 3)]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("# 제목", "#"),
        ("### 제목", "###"),
        ("* 첫째", "*"),
        ("1. 첫째", "1."),
        ("> 인용", ">"),
        ("특구는 **부산**이다", "**부산**"),
        ("**a b** c", "**a b**"),
        ("[고시](https://law.go.kr/x)를 보십시오", "[고시](https://law.go.kr/x)"),
        ("[고시](/law/)", "[고시](/law/)"),
        ("![그림](./a.png)", "[그림](./a.png)"),
        ("`zone_id` 열", "`zone_id`"),
    ],
)
def test_markdown_in_a_cell_is_a_warning_and_shown(tmp_path: Path, cell: str, shown: str) -> None:
    root = note(tmp_path, cell)
    assert found(root) == [("markdown-in-text", "data/terms.csv", 2, 3)]
    assert findings(root)[0].severity == "warning"
    assert findings(root)[0].details["found"] == shown


def test_a_list_of_a_dash_is_a_formula_and_no_second_finding(tmp_path: Path) -> None:
    assert found(note(tmp_path, "- 첫째")) == [("formula-in-cell", "data/terms.csv", 2, 3)]


SET_COLUMNS = """
fields:
  - {name: id, type: string}
  - {name: kind, type: string, constraints: {enum: [a, b]}}
  - {name: since, type: string, partial_date: true, constraints: {pattern: '^[0-9]{4}$'}}
  - {name: url, type: string, url: true, constraints: {pattern: '^https?://[^\\s/]+\\S*$'}}
"""


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("=a,,", ("not-allowed-value", 3)),
        ("<b>a</b>,,", ("not-allowed-value", 3)),
        (" a,,", ("outer-blank", 3)),
        ("a\t,,", ("tab-in-cell", 3)),
        (" ,,", ("outer-blank", 3)),
        (" x,,", ("not-allowed-value", 3)),
        (",-2024,", ("malformed-date", 4)),
        (",2024 ,", ("outer-blank", 4)),
        (',"2024\n",', ("line-break-in-cell", 4)),
        (",,<a>https://x.kr</a>", ("malformed-url", 5)),
        (",, https://x.kr", ("outer-blank", 5)),
        (",,https://x.kr/?a=1&amp;b=2", ("html-in-text", 5)),
        (",,https://x.kr/{{id}}", ("template-in-text", 5)),
    ],
)
def test_a_mistake_in_a_column_of_a_set_form_is_one_finding(tmp_path: Path, row: str, finding: tuple[str, int]) -> None:
    root = small_registry(tmp_path, {"terms": (SET_COLUMNS, f"id,kind,since,url\na,{row}\n")})
    code, column = finding
    assert found(root) == [(code, "data/terms.csv", 2, column)]


def test_an_address_is_no_markdown(tmp_path: Path) -> None:
    rows = "a,,,https://x.kr/a__b__c?q=`x`\n"
    assert found(small_registry(tmp_path, {"terms": (SET_COLUMNS, f"id,kind,since,url\n{rows}")})) == []


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


def test_hangul_in_an_english_name_is_found_but_not_among_the_words_of_an_english_note(tmp_path: Path) -> None:
    root = pairs(tmp_path, "a,특구,특구 Zone,말,A word 말\nb,특구,Zone,,\n")
    assert found(root) == [("hangul-in-english", "data/terms.csv", 2, 6)]


@pytest.mark.parametrize(
    "text",
    ["수소를 만들고 나릅니다.", "The zone makes hydrogen. 배도 띄웁니다.", "수소를 만들고 나르는 zone", "부산"],
)
def test_korean_text_in_an_english_column_is_found(tmp_path: Path, text: str) -> None:
    assert found(pairs(tmp_path, f"a,특구,Zone,말,{text}\n")) == [("hangul-in-english", "data/terms.csv", 2, 13)]


def test_the_name_of_a_body_may_stand_in_an_english_text(tmp_path: Path) -> None:
    assert found(pairs(tmp_path, "a,특구,Zone,말,The keel was laid at 동일조선 in October.\n")) == []


def test_a_column_of_names_of_bodies_may_hold_one_alone_but_no_sentence(tmp_path: Path) -> None:
    schema = "fields: [{name: id, type: string}, {name: raised_by_ko, type: string}, {name: raised_by_en, type: string}]"
    rows = "a,울산경제자유구역청,울산경제자유구역청\nb,시가 말했습니다,시가 말했습니다\n"
    root = small_registry(tmp_path, {"agenda_items": (schema, f"id,raised_by_ko,raised_by_en\n{rows}")})
    assert found(root) == [("hangul-in-english", "data/agenda_items.csv", 3, 12)]


@pytest.mark.parametrize("row", ["Hydrogen ship,Hydrogen ship,,", "특구,Zone,5G smart factory,5G smart factory"])
def test_a_korean_cell_in_latin_letters_is_a_warning(tmp_path: Path, row: str) -> None:
    root = pairs(tmp_path, f"a,{row}\n")
    assert found(root) == [("english-only-korean", "data/terms.csv", 2, 3 if row.startswith("H") else 11)]
    assert findings(root)[0].severity == "warning"


def test_a_korean_cell_with_a_word_of_hangul_or_without_any_letter_gives_no_findings(tmp_path: Path) -> None:
    assert found(pairs(tmp_path, "a,LPG 선박,LPG ship,2024,2024\nb,5G 특구,5G zone,114.25,114.25\n")) == []


@pytest.mark.parametrize("table", ["organisations", "names"])
def test_names_of_bodies_may_be_in_latin_letters(tmp_path: Path, table: str) -> None:
    assert found(pairs(tmp_path, "a,HMM,HMM,,\n", name=table)) == []


KO = "블록체인으로 물류와 관광을 시험합니다."
EN = "Tries blockchain in logistics and tourism."


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (f"지역,Region,{KO},{EN}", 13),
        (f"지역,Region,{KO},Something else is told here.", 13),
        (f"지역,Region,다른 말을 적습니다.,{EN}", 25),
        (f"지역,Region,블록체인으로  물류와 관광을 시험합니다,{EN}", 13),
        (f"지역,Region,다른 말을 적습니다.,{EN.upper()}", 25),
    ],
)
def test_a_sentence_of_an_earlier_record_is_one_warning(tmp_path: Path, row: str, column: int) -> None:
    root = pairs(tmp_path, f"a,특구,Zone,{KO},{EN}\nb,{row}\n", name="zone_notes")
    assert found(root) == [("same-sentence", "data/zone_notes.csv", 3, column)]
    assert findings(root)[0].severity == "warning"
    assert findings(root)[0].details == {"first": "a", "first_line": 2}


def test_short_sentences_and_notes_that_are_true_of_many_may_be_the_same(tmp_path: Path) -> None:
    assert (
        found(pairs(tmp_path, "a,특구,Zone,날은 모릅니다.,Day not told.\nb,해,Year,날은 모릅니다.,Day not told.\n", name="zone_notes"))
        == []
    )


@pytest.mark.parametrize("table", ["events", "doubts", "observations", "terms"])
def test_notes_of_other_tables_may_be_the_same(tmp_path: Path, table: str) -> None:
    assert found(pairs(tmp_path, f"a,특구,Zone,{KO},{EN}\nb,해,Year,{KO},{EN}\n", name=table)) == []


def test_a_row_pasted_twice_is_no_same_sentence(tmp_path: Path) -> None:
    rows = f"a,특구,Zone,{KO},{EN}\n" * 2
    assert found(pairs(tmp_path, rows, name="zone_notes")) == [("duplicate-id", "data/zone_notes.csv", 3, 1)]


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
