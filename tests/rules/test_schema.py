from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import package, rules
from generator.findings import CannotRun
from generator.findings.printers import PRINTERS
from tests.conftest import DAY, findings, found, small_registry
from tests.records import descriptor

TERMS = """
fields:
  - {name: id, type: string, constraints: {required: true, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$'}}
  - name: kind
    type: string
    constraints: {enum: [regulation_free, global_innovation]}
    labels: {regulation_free: {ko: 규제자유특구, en: Zone without rules}, global_innovation: {ko: 글로벌 혁신특구, en: Global zone}}
  - {name: since, type: string, partial_date: true, constraints: {pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'}}
  - {name: seen_on, type: date}
  - {name: url, type: string, url: true, constraints: {pattern: '^https?://[a-z0-9-]+([.][a-z0-9-]+)+([/?#][^ ]*)?$', maxLength: 60}}
  - {name: budget, type: integer, constraints: {minimum: 0, maximum: 1000}}
  - {name: area, type: number, constraints: {minimum: 0}}
  - {name: open, type: boolean}
  - {name: language, type: string, constraints: {pattern: '^[a-z]{2}$'}}
"""
COLUMNS = ["id", "kind", "since", "seen_on", "url", "budget", "area", "open", "language"]
CLEAN = {
    "id": "a-1",
    "kind": "regulation_free",
    "since": "2024-08",
    "seen_on": "2024-08-26",
    "url": "https://x.kr/a?b=c",
    "budget": "1000",
    "area": "0.5",
    "open": "true",
    "language": "ko",
}


def one_row(root: Path, **cells: str) -> Path:
    row = ",".join((CLEAN | cells)[column] for column in COLUMNS)
    return small_registry(root, {"terms": (TERMS, f"{','.join(COLUMNS)}\n{row}\n")})


def column_of(field: str) -> int:
    return sum(len(CLEAN[column]) + 1 for column in COLUMNS[: COLUMNS.index(field)]) + 1


def test_a_clean_row_gives_no_findings(tmp_path: Path) -> None:
    assert found(one_row(tmp_path)) == []


def test_a_row_with_nothing_but_its_id_gives_no_findings(tmp_path: Path) -> None:
    assert found(one_row(tmp_path, **dict.fromkeys(COLUMNS[1:], ""))) == []


def test_an_empty_cell_that_must_be_filled_is_missing(tmp_path: Path) -> None:
    schema = "{fields: [{name: id}, {name: name, constraints: {required: true}}]}"
    assert found(small_registry(tmp_path, {"terms": (schema, "id,name\na,\n")})) == [("missing-value", "data/terms.csv", 2, 3)]


@pytest.mark.parametrize(
    ("code", "field", "cell", "nearest"),
    [
        ("not-allowed-value", "kind", "Regulation-Free", "regulation_free"),
        ("not-allowed-value", "kind", "규제자유특구", "regulation_free"),
        ("not-allowed-value", "kind", "글로벌혁신특구", "global_innovation"),
        ("not-allowed-value", "kind", "global zone", "global_innovation"),
        ("not-allowed-value", "kind", "특구", ""),
        ("not-allowed-value", "open", "예", "true"),
        ("not-allowed-value", "open", "TRUE", "true"),
        ("not-allowed-value", "open", "아니요", "false"),
        ("not-allowed-value", "open", "maybe", ""),
        ("not-allowed-value", "open", "1", "true"),
        ("malformed-date", "since", "2024.8.26.", "2024-08-26"),
        ("malformed-date", "since", "2024년 8월", "2024-08"),
        ("malformed-date", "since", "20240826", "2024-08-26"),
        ("malformed-date", "since", "2024.13.1", ""),
        ("malformed-date", "since", "26/08/2024", "2024-08-26"),
        ("malformed-date", "since", "08/26/2024", "2024-08-26"),
        ("malformed-date", "since", "08/09/2024", ""),
        ("malformed-date", "since", "24/8/26", ""),
        ("malformed-date", "since", "24년 8월 26일", "2024-08-26"),
        ("malformed-date", "since", "26 August 2024", "2024-08-26"),
        ("malformed-date", "since", "26th Aug. 2024", "2024-08-26"),
        ("malformed-date", "since", "Sept 2024", "2024-09"),
        ("malformed-date", "since", "spring 2024", ""),
        ("malformed-date", "since", "2024.2.30", ""),
        ("malformed-date", "seen_on", "2024년 8월", ""),
        ("malformed-date", "since", "내년", ""),
        ("malformed-date", "seen_on", "2024-8-6", "2024-08-06"),
        ("malformed-date", "seen_on", "20240826", "2024-08-26"),
        ("malformed-date", "seen_on", "2024-08", ""),
        ("malformed-date", "seen_on", "2024", ""),
        ("malformed-url", "url", "x.kr/a", "https://x.kr/a"),
        ("malformed-url", "url", "javascript:alert(1)", ""),
        ("malformed-url", "url", "javascript://x.kr/%0aalert(1)", ""),
        ("malformed-url", "url", "data:text/html;base64;PGI+", ""),
        ("malformed-url", "url", "https:///x", ""),
        ("malformed-url", "url", "http://", ""),
        ("malformed-url", "url", "HTTP://x.kr", "http://x.kr"),
        ("malformed-url", "url", "https:/x.kr", "https://x.kr"),
        ("malformed-url", "url", "https://x.kr/a b", "https://x.kr/a%20b"),
        ("malformed-url", "url", "주소 없음", ""),
        ("too-long", "url", f"https://x.kr/{'a' * 60}", None),
        ("malformed-id", "id", "Busan Zone_1", "busan-zone-1"),
        ("malformed-id", "id", "a--b", "a-b"),
        ("malformed-id", "id", "부산", ""),
        ("malformed-id", "id", "../x", "x"),
        ("malformed-id", "id", "a/b", "a-b"),
        ("malformed-number", "budget", "1_000", "1000"),
        ("malformed-number", "budget", "+5", "5"),
        ("malformed-number", "budget", " 5", "5"),
        ("malformed-number", "budget", "5.0", "5"),
        ("malformed-number", "budget", "5.5", ""),
        ("malformed-number", "budget", "9백 원", "900"),
        ("malformed-number", "budget", "12억", ""),
        ("malformed-number", "budget", "+2000", ""),
        ("malformed-number", "budget", "nan", ""),
        ("malformed-number", "budget", "1e999", ""),
        ("malformed-number", "area", "sNaN", ""),
        ("malformed-number", "area", "nan", ""),
        ("malformed-number", "area", "inf", ""),
        ("malformed-number", "area", "1e5", ""),
        ("malformed-number", "area", "3 ㎢", "3"),
        ("malformed-number", "area", "1.50㎢", "1.5"),
        ("malformed-number", "area", "3 ha", ""),
        ("number-out-of-range", "budget", "-1", None),
        ("number-out-of-range", "budget", "1001", None),
        ("number-out-of-range", "area", "-0.5", None),
        ("pattern-mismatch", "language", "korean", None),
    ],
)
def test_a_cell_that_breaks_its_schema_is_one_finding_at_its_place(
    tmp_path: Path, code: str, field: str, cell: str, nearest: str | None
) -> None:
    root = one_row(tmp_path, **{field: cell})
    assert found(root) == [(code, "data/terms.csv", 2, column_of(field))]
    assert findings(root)[0].details.get("nearest") == nearest


def test_a_number_with_a_thousands_comma_is_found_with_what_it_means(tmp_path: Path) -> None:
    root = one_row(tmp_path, budget='"1,000"')
    assert found(root) == [("malformed-number", "data/terms.csv", 2, column_of("budget"))]
    assert findings(root)[0].hint("en").startswith("Type 1000. ")


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("budget", "１２", "full-width-character"),
        ("id", "a\u200b1", "invisible-character"),
        ("id", "a-1 ", "outer-blank"),
        ("kind", "\tregulation_free", "tab-in-cell"),
        ("url", "https://x.kr/a\u00a0b", "no-break-space"),
        ("seen_on", "2024-02-30", "impossible-date"),
        ("seen_on", "2024-13", "impossible-date"),
        ("since", "2024-08-26 00:00:00", "spreadsheet-cell"),
        ("budget", "1.90E+12", "spreadsheet-cell"),
        ("area", "########", "spreadsheet-cell"),
        ("id", "#REF!", "spreadsheet-cell"),
    ],
)
def test_a_cell_that_another_family_reports_is_not_reported_twice(tmp_path: Path, field: str, cell: str, code: str) -> None:
    assert [each for each, *_ in found(one_row(tmp_path, **{field: cell}))] == [code]


def test_a_cell_with_a_blank_and_another_mistake_is_one_finding_about_its_form(tmp_path: Path) -> None:
    assert found(one_row(tmp_path, id="A_1 ")) == [("malformed-id", "data/terms.csv", 2, 1)]


def test_a_long_text_is_found_with_its_length(tmp_path: Path) -> None:
    schema = "{fields: [{name: id}, {name: name, type: string, constraints: {maxLength: 300}}]}"
    root = small_registry(tmp_path, {"terms": (schema, f"id,name\na,{'가' * 300}\nb,{'가' * 5000}\n")})
    assert found(root) == [("too-long", "data/terms.csv", 3, 3)]
    assert findings(root)[0].message("en") == "The value in name has 5000 characters; 300 are allowed."


def test_where_hundreds_of_values_are_wrong_only_the_first_are_guessed_and_all_are_found(tmp_path: Path) -> None:
    schema = "{fields: [{name: id}, {name: kind, type: string, constraints: {enum: [regulation_free, global_innovation]}}]}"
    rows = "".join(f"a{number:03},regulation_fre{number}\n" for number in range(300))
    nearest = [finding.details["nearest"] for finding in findings(small_registry(tmp_path, {"terms": (schema, f"id,kind\n{rows}")}))]
    assert len(nearest) == 300
    assert nearest[0] == "regulation_free"
    assert nearest[-1] == ""


def test_every_column_of_the_registry_has_limits() -> None:
    for table in descriptor().tables.values():
        for field in table.fields:
            limits = field.constraints.keys()
            if field.type in ("integer", "number"):
                assert limits >= {"minimum", "maximum"}, f"{table.name}.{field.name}"
            elif field.type == "string" and field.name != "table_name":
                assert limits & {"enum", "pattern", "maxLength"}, f"{table.name}.{field.name}"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://www.mss.go.kr/site/smba/ex/bbs/View.do?cbIdx=86&bcIdx=1#a", True),
        ("http://203.0.113.7:8080/x", True),
        ("https://규제자유특구.kr/한글(1),2", True),
        ("https://x.kr", True),
        ("https://x.kr?a=1", True),
        ("https://x", False),
        ("https://x..kr", False),
        ("https://user@x.kr/", False),
        ("https://x.kr\\a", False),
        ("https://x.kr/a b", False),
        ("//x.kr/a", False),
        ("ftp://x.kr/a", False),
        ("https://?x.kr", False),
        ("mailto:a@x.kr", False),
    ],
)
def test_addresses_of_the_registry_have_a_scheme_and_a_host(address: str, allowed: bool) -> None:
    fields = [field for table in descriptor().tables.values() for field in table.fields if field.is_url]
    assert len(fields) >= 5
    assert {field.fits(address) for field in fields} == {allowed}


def test_what_is_allowed_is_said(tmp_path: Path) -> None:
    (finding,) = findings(one_row(tmp_path, budget="1001"))
    assert finding.message("en") == "1001 in budget is outside 0 .. 1000."


def test_cells_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    schema = "{fields: [{name: id}, {name: note}, {name: kind, constraints: {enum: [x]}}]}"
    content = 'id,note,kind\na,"one\ntwo, ""three""",y\n\nb,"한 줄",z\n'
    assert found(small_registry(tmp_path, {"terms": (schema, content)})) == [
        ("line-break-in-cell", "data/terms.csv", 2, 3),
        ("not-allowed-value", "data/terms.csv", 3, 17),
        ("blank-row", "data/terms.csv", 4, 1),
        ("not-allowed-value", "data/terms.csv", 5, 9),
    ]


def test_every_wrong_cell_is_found_also_past_the_thousand_at_which_frictionless_stops(tmp_path: Path) -> None:
    rows = "".join(f"a{number:04},x\n" for number in range(1500))
    schema = "{fields: [{name: id, type: string}, {name: size, type: integer}]}"
    assert len(found(small_registry(tmp_path, {"terms": (schema, f"id,size\n{rows}")}))) == 1500


def test_allowed_values_may_be_numbers(tmp_path: Path) -> None:
    schema = "{fields: [{name: id}, {name: round, type: integer, constraints: {enum: [1, 2]}}]}"
    assert found(small_registry(tmp_path, {"terms": (schema, "id,round\na,1\nb,3\n")})) == [("not-allowed-value", "data/terms.csv", 3, 3)]


@pytest.mark.parametrize(
    "column",
    [
        "{name: id, type: text}",
        "{name: id, title: {ko: 식별자}}",
        "{name: id}, {name: id}",
        "{name: id, type: string, constraints: [required]}",
        "{name: id, type: string, constraints: {pattern: '('}}",
        "{name: id, type: string, constraints: {enum: 5}}",
        "{name: id, type: integer, constraints: {minimum: x}}",
    ],
)
def test_a_schema_that_frictionless_cannot_use_is_one_finding_about_the_schema(tmp_path: Path, column: str) -> None:
    header = ",".join(["id"] * column.count("name:"))
    root = small_registry(tmp_path, {"terms": (f"{{fields: [{column}]}}", f"{header}\n{header.replace('id', '5')}\n")})
    assert ("schema-invalid", "schemas/terms.yaml", 0, 0) in found(root)
    assert [code for code, *_ in found(root) if code not in ("schema-invalid", "doubled-column")] == []


def test_a_schema_is_checked_also_where_its_table_has_no_rows(tmp_path: Path) -> None:
    root = small_registry(tmp_path, {"terms": ("{may_be_empty: true, fields: [{name: id, type: text}]}", "id\n")})
    assert found(root) == [("schema-invalid", "schemas/terms.yaml", 0, 0)]


VALID = "id,kind,since,seen_on,url,budget,area,open,language\n" + "".join(
    f'{id_},global_innovation,2024-08-26,2024-08-26,"https://x.kr/{id_}",5,1.5,false,ko\n' for id_ in ("a", "b", "c", "d")
)
PARENTS = """
uniqueKeys: [[name_ko, term_id]]
foreignKeys:
  - {fields: [term_id], reference: {resource: terms, fields: [id]}}
  - {fields: [parent_id], reference: {resource: "", fields: [id]}}
polymorphic: true
fields:
  - {name: id, type: string, constraints: {required: true}}
  - {name: name_ko, type: string}
  - {name: name_en, type: string}
  - {name: term_id, type: string}
  - {name: parent_id, type: string}
  - {name: table_name, type: string}
  - {name: record_id, type: string}
  - {name: field, type: string}
  - {name: checked_on, type: date}
"""
VALID_PARENTS = (
    "id,name_ko,name_en,term_id,parent_id,table_name,record_id,field,checked_on\n"
    'p,"부산, 블록체인","Busan ""block"" chain",a,,terms,b,kind,2026-11-23\nq,특구,Zone,b,p,parents,p,*,2026-11-23\n'
)

damage = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.integers(0, 3), st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\n", b"\r", b"\x00", b"\xff\xfe"])
    ),
    min_size=1,
    max_size=6,
)


def damaged(raw: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, put in changes:
        at %= len(raw) + 1
        raw = raw[:at] + put + raw[at + length :]
    return raw


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_registry(tmp_path_factory.mktemp("valid"), {"terms": (TERMS, VALID), "parents": (PARENTS, VALID_PARENTS)})
    assert found(root) == []
    return root


@given(changes=damage, name=st.sampled_from(["terms", "parents"]))
@settings(max_examples=300, deadline=None)
def test_a_damaged_table_gives_findings_at_places_of_the_file_or_none_and_never_an_exception(
    valid: Path, changes: list[tuple[int, int, bytes]], name: str
) -> None:
    path = valid / "data" / f"{name}.csv"
    before = path.read_bytes()
    try:
        path.write_bytes(damaged(before, changes))
        loaded = package.load(valid)
        for code, shown_path, line, column in found(valid):
            assert code
            lines = loaded.tables[Path(shown_path).stem].file.line_starts
            text = loaded.tables[Path(shown_path).stem].file.text
            assert line <= len(lines)
            assert column <= len(text) - lines[line - 1] + 1
    finally:
        path.write_bytes(before)


@given(changes=damage, name=st.sampled_from(["datapackage", "schemas/terms", "schemas/parents"]))
@settings(max_examples=300, deadline=None)
def test_a_damaged_descriptor_or_schema_gives_findings_or_cannot_run_and_never_another_exception(
    valid: Path, changes: list[tuple[int, int, bytes]], name: str
) -> None:
    path = valid / f"{name}.yaml"
    before = path.read_bytes()
    try:
        path.write_bytes(damaged(before, changes))
        rules.check(package.load(valid), DAY)
    except CannotRun as stopped:
        PRINTERS["text"](stopped.findings, None)
    finally:
        path.write_bytes(before)
