from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.rules.dates import ORDER
from tests.conftest import findings, found, small_registry

DATE = "{name: %s, type: string, partial_date: true, constraints: {pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'}}"
TERMS = f"{{fields: [{{name: id}}, {DATE % 'since'}, {{name: checked_on, type: date}}, {{name: seen_on, type: date}}]}}"


def terms(root: Path, rows: str) -> Path:
    return small_registry(root, {"terms": (TERMS, f"id,since,checked_on,seen_on\n{rows}")})


def test_real_dates_of_any_precision_give_no_findings(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "a,2024-02-29,2026-11-23,2024-02-29\nb,2024-02,,\nc,2024,,\nd,,,\n")) == []


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "2024-00", "2024-01-32", "2024-08-00", "0000"])
def test_a_date_that_is_not_in_the_calendar_is_impossible(tmp_path: Path, text: str) -> None:
    assert found(terms(tmp_path, f"a,{text},,\n")) == [("impossible-date", "data/terms.csv", 2, 3)]


def test_a_full_date_that_is_not_in_the_calendar_is_one_finding(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "a,,2026-02-30,2026-13-01\n")) == [
        ("impossible-date", "data/terms.csv", 2, 4),
        ("impossible-date", "data/terms.csv", 2, 15),
    ]


def test_a_date_in_another_form_is_no_finding_of_this_family(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "a,30.2.2024,,\n")) == [("malformed-date", "data/terms.csv", 2, 3)]


def test_a_date_more_than_fifteen_years_ahead_is_far(tmp_path: Path) -> None:
    root = terms(tmp_path, "a,2041-11-23,,\nb,2041-11-24,,\nc,2041,,2062-01-01\n")
    assert found(root, date(2026, 11, 23)) == [("far-future", "data/terms.csv", 3, 3), ("far-future", "data/terms.csv", 4, 9)]
    assert findings(root)[0].severity == "warning"
    assert found(root, date(2026, 11, 24)) == [("far-future", "data/terms.csv", 4, 9)]


def test_a_day_of_checking_far_ahead_is_one_finding(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "a,,2062-11-23,\n")) == [("checked-in-future", "data/terms.csv", 2, 4)]


@pytest.mark.parametrize(("table", "earlier", "later"), ORDER)
def test_what_ends_before_it_begins_is_found_at_the_later_column(tmp_path: Path, table: str, earlier: str, later: str) -> None:
    schema = f"{{fields: [{{name: id}}, {DATE % earlier}, {DATE % later}]}}"
    rows = "a,2024-08-26,2024-08-26\nb,2024-08-26,2024-08-25\nc,2024-08-26,2024-07\n"
    rows += "d,2024-08-26,2024-08\ne,2024-08-26,2023\nf,2024,2024-01-01\ng,,2023\n"
    root = small_registry(tmp_path, {table: (schema, f"id,{earlier},{later}\n{rows}")})
    assert found(root) == [("dates-out-of-order", f"data/{table}.csv", line, 14) for line in (3, 4, 6)]
    assert findings(root)[0].message("en") == f"{later} (2024-08-25) lies before {earlier} (2024-08-26)."


def test_a_date_that_is_not_in_the_calendar_is_not_compared(tmp_path: Path) -> None:
    schema = f"{{fields: [{{name: id}}, {DATE % 'starts_on'}, {DATE % 'ends_on'}]}}"
    root = small_registry(tmp_path, {"periods": (schema, "id,starts_on,ends_on\na,2024-08-26,2023-02-30\n")})
    assert found(root) == [("impossible-date", "data/periods.csv", 2, 14)]


def test_one_wrong_end_is_one_finding_whatever_it_is_compared_with(tmp_path: Path) -> None:
    schema = f"{{fields: [{{name: id}}, {DATE % 'announced_on'}, {DATE % 'opens_on'}, {DATE % 'closes_on'}]}}"
    root = small_registry(tmp_path, {"calls": (schema, "id,announced_on,opens_on,closes_on\na,2024-03-01,2024-03-05,2023-03-31\n")})
    assert found(root) == [("dates-out-of-order", "data/calls.csv", 2, 25)]


def test_dates_of_a_row_whose_cells_have_slipped_are_not_judged(tmp_path: Path) -> None:
    assert found(terms(tmp_path, "a,x,2026-02-30,,\nb,2024,,\n")) == [("ragged-row", "data/terms.csv", 2, 17)]


def test_dates_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    assert found(terms(tmp_path, '"a\nb",2024-02-30,,\nc,2024-02-31,,\n')) == [
        ("line-break-in-cell", "data/terms.csv", 2, 1),
        ("impossible-date", "data/terms.csv", 3, 4),
        ("impossible-date", "data/terms.csv", 4, 3),
    ]
