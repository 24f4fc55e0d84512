from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import findings, found, small_registry

SOURCES = """
foreignKeys: [{fields: [repost_of], reference: {resource: "", fields: [id]}}]
fields:
  - {name: id, type: string, constraints: {required: true}}
  - {name: url, type: string, url: true}
  - {name: repost_of, type: string}
"""
TERMS = """
foreignKeys: [{fields: [source_id], reference: {resource: sources, fields: [id]}}]
fields:
  - {name: id, type: string}
  - {name: source_id, type: string, constraints: {required: true}}
  - {name: checked_on, type: date}
"""


def registry(root: Path, sources: str, terms: str) -> Path:
    tables = {"sources": (SOURCES, f"id,url,repost_of\n{sources}"), "terms": (TERMS, f"id,source_id,checked_on\n{terms}")}
    return small_registry(root, tables)


def test_cited_sources_with_addresses_of_their_own_give_no_findings(tmp_path: Path) -> None:
    sources = "law,https://law.go.kr/a?b=1,\nlaw-2,https://law.go.kr/a?b=2,law\nno-url,,\nno-url-2,,\n"
    assert found(registry(tmp_path, sources, "a,law,2026-11-23\nb,law-2,\nc,no-url,\nd,no-url-2,\n")) == []


def test_a_source_that_nobody_cites_is_a_warning(tmp_path: Path) -> None:
    root = registry(tmp_path, "law,,\nyna,,\n", "a,law,2026-11-23\n")
    assert found(root) == [("uncited-source", "data/sources.csv", 3, 1)]
    assert findings(root)[0].severity == "warning"


def test_a_repost_is_no_citation(tmp_path: Path) -> None:
    assert found(registry(tmp_path, "law,,\nyna,,law\n", "a,yna,2026-11-23\n")) == [("uncited-source", "data/sources.csv", 2, 1)]


def test_a_misspelt_citation_is_one_finding(tmp_path: Path) -> None:
    assert found(registry(tmp_path, "law-2024,,\nyna-2024,,\n", "a,law-2042,\nb,yna-2024,\n")) == [
        ("dangling-link", "data/terms.csv", 2, 3)
    ]


@pytest.mark.parametrize(
    ("terms", "finding"),
    [
        ("a,law,,\nb,yna,\n", ("ragged-row", "data/terms.csv", 2, 8)),
        ('a,"law,\nb,law,\n', ("unclosed-quote", "data/terms.csv", 2, 3)),
    ],
)
def test_no_source_is_called_unused_while_a_row_that_may_cite_it_cannot_be_read(
    tmp_path: Path, terms: str, finding: tuple[str, str, int, int]
) -> None:
    assert found(registry(tmp_path, "law,,\nyna,,\n", terms)) == [finding]


def test_an_address_of_two_sources_is_found_at_the_second_whatever_its_scheme_and_ending(tmp_path: Path) -> None:
    sources = "a,https://law.go.kr/x,\nb,http://www.law.go.kr/x/#top,\nc,https://law.go.kr/X,\n"
    root = registry(tmp_path, sources, "a,a,\nb,b,\nc,c,\n")
    assert found(root) == [("same-address", "data/sources.csv", 3, 3)]
    assert findings(root)[0].message("en") == "This address belongs to the source a already (line 2)."


def test_a_source_pasted_twice_is_one_finding(tmp_path: Path) -> None:
    sources = "a,https://law.go.kr/x,\na,https://law.go.kr/x,\n"
    assert found(registry(tmp_path, sources, "a,a,\n")) == [("duplicate-id", "data/sources.csv", 3, 1)]


def test_a_day_of_checking_after_today_is_found(tmp_path: Path) -> None:
    root = registry(tmp_path, "law,,\n", "a,law,2026-11-23\nb,law,2026-11-24\n")
    assert found(root, date(2026, 11, 23)) == [("checked-in-future", "data/terms.csv", 3, 7)]
    assert findings(root, date(2026, 11, 23))[0].message("en") == "The day of checking 2026-11-24 lies after today (2026-11-23)."
    assert found(root, date(2026, 11, 24)) == []


def test_cells_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    assert found(registry(tmp_path, "law,,\n", '"a\nb",law,2027-01-01\nc,law,2027-01-01\n')) == [
        ("line-break-in-cell", "data/terms.csv", 2, 1),
        ("checked-in-future", "data/terms.csv", 3, 8),
        ("checked-in-future", "data/terms.csv", 4, 7),
    ]


def test_a_record_without_a_source_is_one_finding_at_its_source(tmp_path: Path) -> None:
    root = registry(tmp_path, "law,,\n", "a,,2026-11-23\nb,law,\n")
    assert found(root) == [("record-without-source", "data/terms.csv", 2, 3)]
    assert findings(root)[0].severity == "error"
    assert findings(root)[0].message("en") == "This record of terms names no source."


def test_a_source_that_only_a_record_without_its_source_may_cite_is_not_called_unused(tmp_path: Path) -> None:
    assert found(registry(tmp_path, "law,,\n", "a,,\n")) == [("record-without-source", "data/terms.csv", 2, 3)]


def test_a_table_whose_records_need_no_source_may_have_none(tmp_path: Path) -> None:
    schema = "fields: [{name: id, type: string}, {name: source_id, type: string}]"
    assert found(small_registry(tmp_path, {"notes": (schema, "id,source_id\na,\n")})) == []


def test_a_missing_column_of_sources_is_one_finding(tmp_path: Path) -> None:
    tables = {"sources": (SOURCES, "id,url,repost_of\nlaw,,\n"), "terms": (TERMS, "id,checked_on\na,2026-11-23\n")}
    assert found(small_registry(tmp_path, tables)) == [("missing-column", "data/terms.csv", 1, 1)]


def test_a_record_checked_more_than_two_years_ago_is_a_warning(tmp_path: Path) -> None:
    root = registry(tmp_path, "law,,\n", "a,law,2024-11-23\nb,law,2024-11-22\nc,law,2014-01-01\n")
    assert found(root, date(2026, 11, 23)) == [("checked-long-ago", "data/terms.csv", 3, 7), ("checked-long-ago", "data/terms.csv", 4, 7)]
    assert findings(root, date(2026, 11, 23))[0].severity == "warning"
    message = "The day of checking 2024-11-22 lies more than two years before today (2026-11-23)."
    assert findings(root, date(2026, 11, 23))[0].message("en") == message


def test_two_years_after_a_leap_day_are_counted_from_its_month_end(tmp_path: Path) -> None:
    root = registry(tmp_path, "law,,\n", "a,law,2022-02-28\n")
    assert found(root, date(2024, 2, 29)) == []
    assert found(root, date(2024, 3, 1)) == [("checked-long-ago", "data/terms.csv", 2, 7)]


def test_no_source_is_called_unused_where_too_many_links_are_misspelt_to_guess(tmp_path: Path) -> None:
    sources = "".join(f"law-{number:03},,\n" for number in range(300))
    terms = "".join(f"{number:03},laws-{number:03},\n" for number in range(300))
    assert {code for code, *_ in found(registry(tmp_path, sources, terms))} == {"dangling-link"}


def test_a_source_read_in_the_future_is_found_and_one_read_long_ago_is_not(tmp_path: Path) -> None:
    schema = "{fields: [{name: id}, {name: accessed_on, type: date}]}"
    root = small_registry(tmp_path, {"sources": (schema, "id,accessed_on\na,2026-11-24\nb,2026-11-23\nc,2020-01-01\n")})
    assert [finding for finding in found(root) if finding[0] != "uncited-source"] == [("checked-in-future", "data/sources.csv", 2, 3)]
