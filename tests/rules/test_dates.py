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


ZONES = f"{{fields: [{{name: id}}, {DATE % 'decided_on'}, {DATE % 'designated_on'}, {DATE % 'ended_on'}]}}"
EVENTS = f"{{fields: [{{name: id}}, {{name: zone_id}}, {{name: project_id}}, {DATE % 'happened_on'}, {{name: kind}}]}}"
PERIODS = f"{{fields: [{{name: id}}, {{name: zone_id}}, {{name: kind}}, {DATE % 'starts_on'}, {DATE % 'ends_on'}]}}"


def history(root: Path, zone: str, events: str = "", periods: str = "") -> Path:
    """A zone ``z`` and what happened in it; the rows that are always there happened to nobody."""
    return small_registry(
        root,
        {
            "zones": (ZONES, f"id,decided_on,designated_on,ended_on\nz,{zone}\n"),
            "events": (EVENTS, f"id,zone_id,project_id,happened_on,kind\n{events}zz,,,2024,other\n"),
            "periods": (PERIODS, f"id,zone_id,kind,starts_on,ends_on\n{periods}zz,,designation,,\n"),
        },
    )


@pytest.mark.parametrize("kind", ["launched", "demonstration_started", "extended", "temporary_permit"])
def test_what_happens_while_a_zone_runs_is_found_after_its_end(tmp_path: Path, kind: str) -> None:
    root = history(tmp_path, ",,2023-08-08", f"a,z,,2023-08-08,{kind}\nb,z,,2023-08-09,{kind}\nc,z,,2024,{kind}\n")
    assert found(root) == [("after-the-end", "data/events.csv", 3, 6), ("after-the-end", "data/events.csv", 4, 6)]
    assert findings(root)[0].message("en") == "happened_on (2023-08-09) lies after the end of the zone z (2023-08-08)."
    assert findings(root)[0].severity == "error"


@pytest.mark.parametrize("kind", ["regulation_improved", "evaluated", "ended", "announced", "other"])
def test_what_may_follow_the_end_of_a_zone_is_not_found(tmp_path: Path, kind: str) -> None:
    assert found(history(tmp_path, ",,2023-08-08", f"a,z,,2025-01-01,{kind}\n")) == []


@pytest.mark.parametrize(
    ("end", "day"), [("2023", "2023-12-31"), ("2023-08", "2023-08-31"), ("2023-08-08", "2023-08"), ("2023-08-08", "2023")]
)
def test_a_day_that_may_lie_before_the_end_is_not_found(tmp_path: Path, end: str, day: str) -> None:
    assert found(history(tmp_path, f",,{end}", f"a,z,,{day},launched\n", f"a,z,extension,{day},\n")) == []


def test_an_extension_or_a_permit_that_starts_after_the_end_is_found_and_a_designation_is_not(tmp_path: Path) -> None:
    periods = "a,z,extension,2024-01-01,\nb,z,temporary_permit,2024,\nc,z,designation,2024,\nd,z,demonstration,2024,\ne,,extension,2024,\n"
    assert found(history(tmp_path, ",,2023-08-08", periods=periods)) == [
        ("after-the-end", "data/periods.csv", 2, 15),
        ("after-the-end", "data/periods.csv", 3, 22),
    ]


def test_a_period_that_contradicts_itself_is_one_finding(tmp_path: Path) -> None:
    periods = "a,z,extension,2033-08-09,2023-08-08\n"
    assert found(history(tmp_path, ",,2023-08-08", periods=periods)) == [("dates-out-of-order", "data/periods.csv", 2, 26)]


def test_a_zone_that_ends_before_it_begins_is_one_finding_whatever_follows(tmp_path: Path) -> None:
    root = history(tmp_path, "2019-07-23,2019-07-24,2013-08-08", "a,z,,2019-07-22,decided\nb,z,,2020,launched\n")
    assert found(root) == [("dates-out-of-order", "data/zones.csv", 2, 25)]


def test_a_date_far_ahead_that_contradicts_another_is_one_finding(tmp_path: Path) -> None:
    root = history(tmp_path, "2091-07-23,2019-07-24,", "a,z,,2019-07-24,announced\n")
    assert found(root) == [("dates-out-of-order", "data/zones.csv", 2, 14)]


def test_an_event_far_ahead_in_a_zone_that_has_ended_is_one_finding(tmp_path: Path) -> None:
    assert found(history(tmp_path, ",,2023", "a,z,,2092-01-01,launched\n")) == [("after-the-end", "data/events.csv", 2, 6)]


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("decided", "decided-on-another-day", "The decision on 2019-07-22 is on another day than decided_on of the zone z (2019-07-23)."),
        (
            "announced",
            "announced-on-another-day",
            "The announcement on 2019-07-22 is on another day than designated_on of the zone z (2019-07-24).",
        ),
    ],
)
def test_a_designation_told_on_another_day_is_a_warning_at_the_nearest_event(tmp_path: Path, kind: str, code: str, message: str) -> None:
    events = f"a,z,,2019-05-01,{kind}\nb,z,,2019-07-22,{kind}\nc,z,,2019-09,{kind}\n"
    root = history(tmp_path, "2019-07-23,2019-07-24,", events)
    assert found(root) == [(code, "data/events.csv", 3, 6)]
    assert findings(root)[0].severity == "warning"
    assert findings(root)[0].message("en") == message


@pytest.mark.parametrize(
    "events",
    [
        "",
        "a,z,,2019-07-23,decided\nb,z,,2019-07-24,announced\n",
        "a,z,,2019-07,decided\nb,z,,2019,announced\n",
        "a,z,,2019-07-23,decided\nb,z,,2019-08-30,decided\n",
        "a,z,,2021-07-01,decided\nb,z,,2025-02-02,announced\n",
        "a,z,p,2019-07-30,decided\nb,z,p,2019-07-30,announced\n",
        "a,z,,2019-07-23,announced\nb,z,,2019-07-24,gazetted\n",
        "a,z,,2019-08-09,gazetted\n",
        "a,,,2019-07-22,decided\nb,x,,2019-07-22,decided\n",
    ],
)
def test_events_of_the_same_day_or_of_something_else_give_no_findings(tmp_path: Path, events: str) -> None:
    assert found(history(tmp_path, "2019-07-23,2019-07-24,", events)) == []


def test_a_zone_without_a_day_is_not_compared_with_its_events(tmp_path: Path) -> None:
    assert found(history(tmp_path, ",,", "a,z,,2019-07-22,decided\nb,z,,2019-07-22,announced\n")) == []
