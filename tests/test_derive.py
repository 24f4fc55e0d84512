from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from generator import derive
from generator.derive import exemptions
from generator.graph import Graph, Record
from generator.package import load
from tests.conftest import DAY
from tests.records import REGISTRY, Cells, graph_of, package_of, row

# Statuses of a zone


def zone(cells: Cells | None = None, *periods: Cells) -> Record:
    """A zone with the given cells and periods."""
    graph = graph_of({"zones": [row("zone", **(cells or {}))], "periods": list(periods), "projects": [project("one"), project("two")]})
    found = graph.find("zones", "zone")
    assert found is not None
    return found


def project(id: str) -> Cells:
    return row(id, zone_id="zone")


def period(id: str, kind: str = "designation", starts: str = "", ends: str = "", project: str = "") -> Cells:
    return row(id, zone_id="zone", kind=kind, starts_on=starts, ends_on=ends, project_id=project)


def status(found: Record, day: date = DAY) -> tuple[str, str | None, str | None]:
    """Status, end and period of a zone on a day."""
    result = derive.zone_status(found, day)
    return result.status, result.until, str(result.period.id) if result.period else None


@pytest.mark.parametrize(
    ("ended_on", "day", "expected"),
    [
        ("2024-11-22", date(2024, 11, 22), "active"),
        ("2024-11-22", date(2024, 11, 23), "ended"),
        ("2024-11", date(2024, 11, 30), "active"),
        ("2024-11", date(2024, 12, 1), "ended"),
        ("2024", date(2024, 12, 31), "active"),
        ("2024", date(2025, 1, 1), "ended"),
    ],
)
def test_a_zone_has_ended_once_the_last_day_that_its_ending_can_mean_is_past(ended_on: str, day: date, expected: str) -> None:
    ended = zone({"ended_on": ended_on}, period("a", starts="2020-01-01", ends="2030"))
    assert status(ended, day)[0] == expected
    if expected == "ended":
        assert status(ended, day) == ("ended", ended_on, None)


@pytest.mark.parametrize(
    ("designated_on", "day", "expected"),
    [
        ("2027-01-01", date(2026, 12, 31), "planned"),
        ("2027-01-01", date(2027, 1, 1), "unconfirmed"),
        ("2027", date(2026, 12, 31), "planned"),
        ("2027", date(2027, 1, 1), "unconfirmed"),
    ],
)
def test_a_zone_is_planned_until_the_first_day_that_its_designation_can_mean(designated_on: str, day: date, expected: str) -> None:
    assert status(zone({"decided_on": "2026-01-01", "designated_on": designated_on}), day) == (expected, None, None)


def test_a_zone_without_a_day_of_designation_is_planned_until_it_is_decided() -> None:
    assert status(zone({"decided_on": "2027-03"}))[0] == "planned"
    assert status(zone({"decided_on": "2026-11"}))[0] == "unconfirmed"


def test_an_ending_comes_before_every_other_rule() -> None:
    assert status(zone({"ended_on": "2025", "designated_on": "2027"}, period("a", ends="2030")))[0] == "ended"


@pytest.mark.parametrize(
    ("starts", "ends", "day", "expected"),
    [
        ("2022-01-01", "2026-11-23", date(2026, 11, 23), "active"),
        ("2022-01-01", "2026-11-22", date(2026, 11, 23), "unconfirmed"),
        ("2026-11-23", "2028", date(2026, 11, 23), "active"),
        ("2026-11-24", "2028", date(2026, 11, 23), "unconfirmed"),
        ("2022", "2026-11", date(2026, 11, 30), "active"),
        ("2022", "2026-11", date(2026, 12, 1), "unconfirmed"),
        ("2026", "2028", date(2026, 1, 1), "active"),
        ("", "2026", date(2026, 12, 31), "active"),
        ("", "2026", date(2027, 1, 1), "unconfirmed"),
    ],
)
def test_a_zone_is_active_on_every_day_that_a_stated_period_can_contain(starts: str, ends: str, day: date, expected: str) -> None:
    found = status(zone(None, period("a", starts=starts, ends=ends)), day)
    assert found[:2] == (expected, ends if expected == "active" else None)


def test_the_latest_period_that_holds_the_day_decides_between_active_and_temporary_permit() -> None:
    first = period("a", starts="2021-01-01", ends="2027")
    permit = period("b", "temporary_permit", "2025-01-01", "2028-06")
    again = period("c", "demonstration", "2026-01-01", "2026-12")
    assert status(zone(None, first, permit)) == ("temporary_permit", "2028-06", "b")
    assert status(zone(None, permit, first, again)) == ("active", "2027", "c")
    assert status(zone(None, first, permit), date(2024, 12, 31)) == ("active", "2027", "a")


def test_a_zone_lasts_to_the_latest_end_among_its_periods_of_that_status_and_no_other() -> None:
    first = period("a", starts="2021-01-01", ends="2029-12-31")
    permits = [period("b", "temporary_permit", "2025-01-01", "2028"), period("c", "temporary_permit", "2025-06-01", "2027-05")]
    assert status(zone(None, first, *permits)) == ("temporary_permit", "2028", "c")


def test_a_period_without_a_start_counts_as_late_as_it_can_have_begun() -> None:
    permit = period("a", "temporary_permit", "2025-01-01", "2027")
    assert status(zone(None, permit, period("b", "demonstration", ends="2026-12")))[0] == "active"
    assert status(zone(None, permit, period("b", "demonstration", ends="2028-12")))[0] == "active"
    assert (
        status(zone(None, period("a", "temporary_permit", "2026-11-01", "2027"), period("b", "demonstration", ends="2026-11-23")))[0]
        == "active"
    )


@pytest.mark.parametrize(
    ("extended", "expected"),
    [("temporary_permit", "temporary_permit"), ("designation", "active"), ("demonstration", "active")],
)
def test_an_extension_keeps_the_kind_of_what_it_extends(extended: str, expected: str) -> None:
    first = period("a", extended, "2022-01-01", "2024-12-31")
    assert status(zone(None, first, period("b", "extension", "2025-01-01", "2027-03"))) == (expected, "2027-03", "b")
    assert status(zone(None, first, period("b", "extension", "2025-11-21"))) == (expected, None, "b")


def test_an_extension_of_nothing_is_one_of_the_designation() -> None:
    assert status(zone(None, period("a", "extension", "2025-11-21"))) == ("active", None, "a")


def test_an_extension_keeps_the_kind_of_the_last_grant_of_its_own_project() -> None:
    designation = period("a", starts="2020-01-01", ends="2023-12-31")
    permit_of_one = period("b", "temporary_permit", "2024-01-01", "2025-12-31", "one")
    of_one, of_two, of_zone = (period("c", "extension", "2026-01-01", "2027", name) for name in ("one", "two", ""))
    assert status(zone(None, designation, permit_of_one, of_one))[0] == "temporary_permit"
    assert status(zone(None, designation, permit_of_one, of_two))[0] == "active"
    assert status(zone(None, designation, permit_of_one, of_zone))[0] == "temporary_permit"


def test_an_extension_is_not_one_of_a_permit_that_came_later() -> None:
    grants = [period("a", starts="2020-01-01", ends="2023-12-31"), period("b", "extension", "2024-01-01", "2027")]
    assert status(zone(None, *grants, period("c", "temporary_permit", "2025-01-01", "2025-12-31"))) == ("active", "2027", "b")


def test_an_extension_of_an_extension_keeps_the_kind_too() -> None:
    permit = period("a", "temporary_permit", "2020-01-01", "2022-12-31")
    assert status(zone(None, permit, period("b", "extension", "2023-01-01", "2025"), period("c", "extension", "2026-01-01", "2027")))[
        0
    ] == ("temporary_permit")


@pytest.mark.parametrize(
    ("kind", "years", "expected"),
    [("designation", 4, "active"), ("demonstration", 4, "active"), ("temporary_permit", 3, "temporary_permit"), ("extension", 2, "active")],
)
def test_a_grant_without_a_stated_end_holds_for_the_legal_term_of_its_kind(kind: str, years: int, expected: str) -> None:
    granted = zone(None, period("a", kind, "2020-11-23"))
    assert derive.LEGAL_TERM[kind] == years
    assert status(granted, date(2020 + years, 11, 22)) == (expected, None, "a")
    assert status(granted, date(2020 + years, 11, 23)) == ("unconfirmed", None, "a")


def test_the_legal_term_runs_from_the_last_day_on_which_the_grant_can_have_begun() -> None:
    granted = zone(None, period("a", "extension", "2022"))
    assert status(granted, date(2022, 1, 1))[0] == "active"
    assert status(granted, date(2024, 12, 30))[0] == "active"
    assert status(granted, date(2024, 12, 31))[0] == "unconfirmed"


def test_a_grant_that_is_still_ahead_says_nothing_yet() -> None:
    assert status(zone(None, period("a", starts="2026-11-24")))[0] == "unconfirmed"
    assert status(zone(None, period("a", starts="2026-11-23")))[0] == "active"


def test_a_stated_period_that_holds_the_day_comes_before_a_later_grant_without_an_end() -> None:
    stated = period("a", starts="2022-01-01", ends="2027")
    assert status(zone(None, stated, period("b", "temporary_permit", "2025-11-21"))) == ("active", "2027", "a")


def test_only_the_latest_grant_may_go_without_an_end() -> None:
    open_grant = period("a", starts="2024-01-01")
    assert status(zone(None, open_grant, period("b", "demonstration", "2025-01-01", "2025-12-31")))[0] == "unconfirmed"


def test_a_period_with_neither_start_nor_end_says_nothing() -> None:
    assert status(zone(None, period("a"))) == ("unconfirmed", None, None)


def test_an_unconfirmed_zone_names_the_period_that_reaches_furthest() -> None:
    designation = period("a", starts="2020-08-01", ends="2024-07-31")
    without_start = period("c", "demonstration", ends="2022-11-30")
    ahead = period("d", starts="2030-01-01", ends="2031")
    assert status(zone(None, designation, period("b", "demonstration", "2021", "2023"), without_start, ahead)) == ("unconfirmed", None, "a")
    assert status(zone(None, period("a", ends="2019"), period("b", "extension", "2021-05"))) == ("unconfirmed", None, "b")
    assert status(zone()) == ("unconfirmed", None, None)


def test_a_status_is_one_of_those_that_have_words() -> None:
    assert set(derive.ZONE_STATUSES) == {"active", "temporary_permit", "planned", "unconfirmed", "ended"}


# Permits that end


def permits(cells: Cells, *zone_periods: Cells, **of_zone: str) -> tuple[list[str], list[str]]:
    """Permits that end within a year, and those without an end, of a zone with one permit of a project and other periods."""
    permit = row("permit", zone_id="zone", kind="temporary_permit", project_id="one", **cells)
    graph = zone(of_zone, permit, *zone_periods).graph
    ending = derive.permits_ending_within(graph, DAY, timedelta(days=365))
    return [str(each.id) for each in ending], [str(each.id) for each in derive.permits_without_end(graph, DAY)]


IN_A_YEAR = (DAY + timedelta(days=365)).isoformat()
LATER = (DAY + timedelta(days=366)).isoformat()
OF_ZONE = period("of-zone", "extension", starts="2026-01-01", ends=(DAY + timedelta(days=700)).isoformat())
PERMIT_OF_ZONE = period("permit-of-zone", "temporary_permit", starts="2026-01-02", ends=(DAY + timedelta(days=800)).isoformat())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"starts_on": "2025", "ends_on": IN_A_YEAR}, ["permit"]),
        ({"starts_on": "2025", "ends_on": DAY.isoformat()}, ["permit"]),
        ({"starts_on": "2025", "ends_on": LATER}, []),
        ({"starts_on": "2025", "ends_on": (DAY - timedelta(days=1)).isoformat()}, []),
        ({"starts_on": (DAY + timedelta(days=1)).isoformat(), "ends_on": IN_A_YEAR}, []),
        ({"starts_on": "2025"}, []),
    ],
)
def test_a_permit_that_holds_and_ends_within_the_span_is_told(cells: Cells, expected: list[str]) -> None:
    assert permits(cells, PERMIT_OF_ZONE)[0] == expected


def test_a_permit_that_ends_with_its_zone_or_whose_zone_has_ended_is_not_told_again() -> None:
    assert permits({"starts_on": "2025", "ends_on": IN_A_YEAR}) == ([], [])
    assert permits({"starts_on": "2025", "ends_on": IN_A_YEAR}, PERMIT_OF_ZONE, ended_on="2026-01-31") == ([], [])
    assert permits({"starts_on": "2025"}, OF_ZONE, ended_on="2026-01-31") == ([], [])


def test_a_permit_without_an_end_is_told_within_its_legal_term_unless_its_zone_has_no_known_end_either() -> None:
    assert permits({"starts_on": "2025"}, OF_ZONE) == ([], ["permit"])
    assert permits({"starts_on": "2021"}, OF_ZONE) == ([], [])
    assert permits({"starts_on": "2025"}) == ([], [])


@pytest.mark.parametrize(
    ("text", "left"),
    [(DAY.isoformat(), 0), (IN_A_YEAR, 365), ((DAY - timedelta(days=1)).isoformat(), None), ("2099-12", None), ("2099", None)],
)
def test_days_are_counted_only_to_a_date_that_is_known_to_the_day_and_not_past(text: str, left: int | None) -> None:
    assert derive.days_until(text, DAY) == left


# Calls and programs


def program(standing: str, *calls: Cells) -> Record:
    found = graph_of({"programs": [row("program", standing=standing)], "calls": list(calls)}).find("programs", "program")
    assert found is not None
    return found


def call(id: str = "call", opens: str = "", closes: str = "", kind: str = "call", **cells: str) -> Cells:
    return row(id, program_id="program", kind=kind, opens_on=opens, closes_on=closes, **cells)


def call_status(day: date, **cells: str) -> str | None:
    (only,) = program("false", call(**cells)).calls
    return derive.call_status(only, day)


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("2026-11-01", "2026-11-22", "closed"),
        ("2026-11-01", "2026-11-23", "closing_soon"),
        ("2026-11-01", "2026-12-07", "closing_soon"),
        ("2026-11-01", "2026-12-08", "open"),
        ("2026-11-23", "2026-12-31", "open"),
        ("2026-11-24", "2026-11-25", "upcoming"),
        ("", "2026-12-31", "open"),
        ("", "2026-11-22", "closed"),
        ("2026-11-24", "", "upcoming"),
        ("2026-11-23", "", "undated"),
        ("2026-11-01", "", "undated"),
        ("", "", "undated"),
        ("2026-12", "2027-01", "upcoming"),
        ("2027", "", "upcoming"),
    ],
)
def test_a_call_is_open_from_its_first_to_its_closing_day(opens: str, closes: str, expected: str) -> None:
    assert call_status(DAY, opens=opens, closes=closes) == expected


@pytest.mark.parametrize(
    ("closes", "day", "expected"),
    [
        ("2026-11", date(2026, 10, 17), "open"),
        ("2026-11", date(2026, 10, 18), "closing_soon"),
        ("2026-11", date(2026, 11, 1), "closing_soon"),
        ("2026-11", date(2026, 11, 2), "undated"),
        ("2026-11", date(2026, 11, 30), "undated"),
        ("2026-11", date(2026, 12, 1), "closed"),
        ("2026", date(2025, 12, 17), "open"),
        ("2026", date(2026, 6, 1), "undated"),
        ("2026", date(2027, 1, 1), "closed"),
    ],
)
def test_a_call_is_undated_in_the_month_or_year_in_which_it_closes_on_an_unknown_day(closes: str, day: date, expected: str) -> None:
    assert call_status(day, closes=closes) == expected


@pytest.mark.parametrize("kind", ["budget", "event", "plan"])
def test_budgets_events_and_plans_have_no_status(kind: str) -> None:
    assert call_status(DAY, kind=kind, opens="2026-01-01", closes="2026-12-31") is None


@pytest.mark.parametrize(
    ("closes", "left"),
    [("2026-11-23", 0), ("2026-11-24", 1), ("2027-01-01", 39), ("2026-11-22", None), ("2026-12", None), ("2027", None), ("", None)],
)
def test_days_are_left_only_until_a_closing_day_that_is_known_to_the_day(closes: str, left: int | None) -> None:
    (only,) = program("false", call(closes=closes)).calls
    assert derive.days_left(only, DAY) == left


CLOSED, CLOSED_LATER = call("closed", closes="2026-01-31"), call("later", closes="2026-02-28")
UPCOMING, OPEN = call("upcoming", opens="2026-12-01"), call("open", closes="2027-03-31")
CLOSING, UNDATED = call("closing", closes="2026-11-30"), call("undated", opens="2026-05-01")


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ((), None),
        ((call("budget", kind="budget", year="2026"),), None),
        ((CLOSED,), "closed"),
        ((CLOSED, UPCOMING), "upcoming"),
        ((UPCOMING, OPEN, CLOSED), "open"),
        ((OPEN, CLOSING, UNDATED), "closing_soon"),
        ((CLOSED, UNDATED), "undated"),
        ((CLOSED_LATER, call("undated", opens="2026-02-01")), "closed"),
        ((CLOSED, call("undated", announced_on="2026-03")), "undated"),
        ((CLOSED, call("undated", year="2026")), "closed"),
        ((CLOSED, call("undated", year="2027")), "undated"),
        ((call("a"), CLOSED), "closed"),
    ],
)
def test_a_program_is_as_open_as_its_best_call_and_else_as_its_latest(calls: tuple[Cells, ...], expected: str | None) -> None:
    assert derive.program_status(program("false", *calls), DAY) == expected


def test_a_standing_program_needs_no_call() -> None:
    assert derive.program_status(program("true"), DAY) == "standing"
    assert derive.program_status(program("true", CLOSED), DAY) == "standing"


# Stages of an exemption


def stage(*events: tuple[str, str], day: date = DAY, zone: Cells | None = None, **cells: str) -> str:
    """Stage of an exemption with these cells, which events of these kinds and days name."""
    graph = graph_of(
        {
            "zones": [row("zone", **(zone or {}))],
            "projects": [project("one")],
            "exemptions": [row("x", project_id="one", **({"kind": "demonstration_special_case"} | cells))],
            "events": [row(f"e{number}", zone_id="zone", kind=kind, happened_on=on) for number, (kind, on) in enumerate(events)],
            "event_exemptions": [row(f"e{number}", event_id=f"e{number}", exemption_id="x") for number in range(len(events))],
        }
    )
    return derive.exemption_stage(graph.records("exemptions")[0], day)


def test_a_stated_outcome_comes_before_every_event() -> None:
    assert stage(("ended", "2025-01-01"), outcome="law_improved", outcome_on="2024-05") == "law_improved"
    assert stage(("regulation_improved", "2025-01-01"), outcome="ended") == "ended"


@pytest.mark.parametrize(
    ("outcome_on", "day", "expected"),
    [
        ("2026-11-23", date(2026, 11, 22), "running"),
        ("2026-11-23", date(2026, 11, 23), "law_improved"),
        ("2027", date(2026, 12, 31), "running"),
        ("2027", date(2027, 1, 1), "law_improved"),
        ("", date(2020, 1, 1), "law_improved"),
    ],
)
def test_an_outcome_holds_from_the_first_day_that_its_day_can_mean(outcome_on: str, day: date, expected: str) -> None:
    assert stage(("extended", "2019-01-01"), day=day, outcome="law_improved", outcome_on=outcome_on) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("temporary_permit", "2024-05-01"), ("regulation_improved", "2025-05-01")], "law_improved"),
        ([("regulation_improved", "2025-05-01"), ("temporary_permit", "2024-05-01")], "law_improved"),
        ([("regulation_improved", "2024-05-01"), ("ended", "2025")], "ended"),
        ([("temporary_permit", "2024-05-01"), ("extended", "2025-05-01")], "temporary_permit"),
        ([("extended", "2024-05-01"), ("temporary_permit", "2025-05-01")], "temporary_permit"),
        ([("extended", "2024-05-01")], "running"),
        ([("ended", "2024-05-01"), ("extended", "2025-05-01")], "running"),
        ([("temporary_permit", "2024-05-01"), ("ended", "2026-11-24")], "temporary_permit"),
        ([("temporary_permit", "2024-05-01"), ("changed", "2025-05-01")], "temporary_permit"),
        ([("milestone", "2025-05-01"), ("changed", "2025-05-01")], "not_stated"),
        ([], "not_stated"),
    ],
)
def test_the_latest_event_that_names_an_exemption_tells_its_stage_and_an_extension_lets_it_run_on(
    events: list[tuple[str, str]], expected: str
) -> None:
    assert stage(*events) == expected


def test_an_exemption_that_is_a_permit_is_on_it_until_an_event_says_otherwise() -> None:
    assert stage(kind="temporary_permit") == "temporary_permit"
    assert stage(("extended", "2025-05-01"), kind="temporary_permit") == "temporary_permit"
    assert stage(("ended", "2025-05-01"), kind="temporary_permit") == "ended"


def test_the_end_of_a_zone_is_not_the_outcome_of_its_exemptions() -> None:
    assert stage(zone={"ended_on": "2025-05-20", "ended_reason": "regulation_improved"}) == "not_stated"


def test_an_event_that_does_not_name_an_exemption_says_nothing_of_it() -> None:
    graph = graph_of(
        {
            "zones": [row("zone")],
            "projects": [project("one")],
            "exemptions": [row("x", project_id="one", kind="demonstration_special_case")],
            "events": [row("e", zone_id="zone", project_id="one", kind="ended", happened_on="2024")],
        }
    )
    assert derive.exemption_stage(graph.records("exemptions")[0], DAY) == "not_stated"


def test_every_stage_is_one_of_those_that_have_words() -> None:
    assert {*exemptions._STAGE_OF_EVENT.values(), "not_stated"} == set(derive.EXEMPTION_STAGES)
    outcomes = package_of({}).descriptor.tables["exemptions"].field_by_name["outcome"].labels
    assert outcomes.keys() <= set(derive.EXEMPTION_STAGES)


# Ends and ways of exemptions


def ends(zone: Cells, *periods: Cells, day: date = DAY, **cells: str) -> dict[str, str]:
    """Ends of two exemptions in one zone; the periods may be those of their projects, one and two."""
    graph = graph_of(
        {
            "zones": [row("zone", **zone)],
            "projects": [project("one"), project("two")],
            "periods": list(periods),
            "exemptions": [row(f"in-{id}", project_id=id, **({"kind": "demonstration_special_case"} | cells)) for id in ("one", "two")],
        }
    )
    return {each.id: derive.exemption_end(each, day) for each in graph.records("exemptions")}


def test_without_a_stated_outcome_an_exemption_ends_by_the_period_of_its_zone() -> None:
    running = ends({}, period("a", starts="2024-01-01", ends="2027-12-31"))
    assert set(running.values()) == {"not_stated_in_period"}
    permit = ends({}, period("a", "temporary_permit", starts="2024-01-01", ends="2027-12-31"))
    assert set(permit.values()) == {"not_stated_in_period"}
    over = ends({}, period("a", starts="2020-01-01", ends="2024-12-31"))
    assert set(over.values()) == {"not_stated_after"}
    ended = ends({"ended_on": "2025-05-20", "ended_reason": "regulation_improved"}, period("a", starts="2024-01-01", ends="2027-12-31"))
    assert set(ended.values()) == {"not_stated_after"}
    assert set(ends({}).values()) == {"not_stated_after"}


def test_a_project_with_periods_of_its_own_goes_by_them_and_not_by_its_zone() -> None:
    zone_runs = period("a", starts="2024-01-01", ends="2027-12-31")
    own = period("b", "demonstration", starts="2022-01-01", ends="2024-12-31", project="one")
    assert ends({}, zone_runs, own) == {"in-one": "not_stated_after", "in-two": "not_stated_in_period"}
    longer = period("b", "demonstration", starts="2022-01-01", ends="2027", project="one")
    zone_is_over = period("a", starts="2020-01-01", ends="2024-12-31")
    assert ends({}, zone_is_over, longer)["in-one"] == "not_stated_in_period"


def test_a_period_whose_end_is_not_known_runs_for_the_legal_term_and_not_longer() -> None:
    own = period("b", "demonstration", starts="2022-11-24", project="one")
    assert ends({}, own, day=date(2026, 11, 23))["in-one"] == "not_stated_in_period"
    assert ends({}, own, day=date(2026, 11, 24))["in-one"] == "not_stated_after"


def test_a_period_that_is_still_ahead_is_not_over() -> None:
    assert set(ends({"designated_on": "2027-01-01"}).values()) == {"not_stated_in_period"}
    own = period("b", "demonstration", starts="2027-03", ends="2028-02", project="one")
    assert ends({}, own)["in-one"] == "not_stated_in_period"


@pytest.mark.parametrize("outcome", ["law_improved", "ended"])
def test_a_stated_outcome_is_the_end_whatever_became_of_the_zone(outcome: str) -> None:
    assert set(ends({}, period("a", starts="2020-01-01", ends="2024-12-31"), outcome=outcome).values()) == {outcome}


def test_ways_tell_kind_permit_and_end_and_count_every_exemption_once() -> None:
    demonstration = {"kind": "demonstration_special_case", "project_id": "one"}
    graph = graph_of(
        {
            "zones": [row("zone"), row("old", ended_on="2024-05-01", ended_reason="expired")],
            "projects": [project("one"), row("gone", zone_id="old")],
            "periods": [period("a", starts="2024-01-01", ends="2027-12-31")],
            "exemptions": [
                row("improved", **demonstration, outcome="law_improved"),
                row("improved-by-permit", **demonstration, outcome="law_improved"),
                row("permit", **demonstration),
                row("extended", **demonstration),
                row("ended", **demonstration, outcome="ended"),
                row("in-period", **demonstration),
                row("permit-ahead", **demonstration),
                row("gone", project_id="gone", kind="menu_special_case"),
                row("permit-first", project_id="gone", kind="temporary_permit"),
            ],
            "events": [
                row("e", zone_id="zone", kind="temporary_permit", happened_on="2023-01"),
                row("f", zone_id="zone", kind="extended", happened_on="2023-01"),
                row("g", zone_id="zone", kind="temporary_permit", happened_on="2026-11-24"),
            ],
            "event_exemptions": [
                row("1", event_id="e", exemption_id="improved-by-permit"),
                row("2", event_id="e", exemption_id="permit"),
                row("3", event_id="f", exemption_id="extended"),
                row("4", event_id="g", exemption_id="permit-ahead"),
            ],
        }
    )
    exemptions = graph.records("exemptions")
    ways = derive.exemption_ways(exemptions, DAY)
    assert ways == {
        ("demonstration_special_case", False, "law_improved"): 1,
        ("demonstration_special_case", True, "law_improved"): 1,
        ("demonstration_special_case", True, "temporary_permit"): 1,
        ("demonstration_special_case", False, "running"): 1,
        ("demonstration_special_case", False, "ended"): 1,
        ("demonstration_special_case", False, "not_stated_in_period"): 2,
        ("menu_special_case", False, "not_stated_after"): 1,
        ("temporary_permit", True, "temporary_permit"): 1,
    }
    assert sum(ways.values()) == len(exemptions)


def test_real_ways_count_every_exemption_and_none_without_a_stated_outcome_has_ended() -> None:
    exemptions = Graph(load(REGISTRY), "ko").records("exemptions")
    ways = derive.exemption_ways(exemptions, DAY)
    assert sum(ways.values()) == len(exemptions)
    assert {way.end for way in ways} <= set(derive.EXEMPTION_ENDS)
    told = [each for each in exemptions if each.outcome == "ended" or any(event.kind == "ended" for event in each.events)]
    assert sum(number for way, number in ways.items() if way.end == "ended") <= len(told)


# Families of laws


def test_a_family_is_an_act_with_all_that_rests_on_it_and_counts_each_exemption_once() -> None:
    graph = graph_of(
        {
            "laws": [
                row("act", name_ko="법"),
                row("decree", name_ko="영", parent_id="act"),
                row("notice", name_ko="고시", parent_id="decree"),
                row("gas", name_ko="가스법"),
                row("idle", name_ko="쉬는 법"),
            ],
            "zones": [row("zone"), row("other")],
            "projects": [project("one"), row("two", zone_id="other")],
            "exemptions": [row("x", project_id="one"), row("y", project_id="one"), row("z", project_id="two"), row("w", project_id="two")],
            "exemption_laws": [
                row("1", exemption_id="x", law_id="act"),
                row("2", exemption_id="x", law_id="notice"),
                row("3", exemption_id="y", law_id="notice"),
                row("4", exemption_id="z", law_id="decree"),
                row("5", exemption_id="z", law_id="gas"),
            ],
        }
    )
    act, decree, notice, gas, _ = graph.records("laws")
    x, y, z, w = graph.records("exemptions")
    zone, other = graph.records("zones")
    assert [derive.family_of(law) for law in (act, decree, notice, gas)] == [act, act, act, gas]
    assert derive.laws_of_family(act) == [act, decree, notice]
    assert derive.exemptions_of_laws(derive.laws_of_family(act)) == [x, z, y]
    assert derive.families_and_zones(graph) == [(act, [x, z, y], {zone: 2, other: 1}), (gas, [z], {other: 1})]
    assert derive.without_law([x, y, z, w]) == [w]


def test_ours_beside_official_indicators_count_projects_once_and_kinds_apart() -> None:
    graph = graph_of(
        {
            "zones": [row("zone")],
            "projects": [project("one"), project("two"), project("three")],
            "exemptions": [
                row("a", project_id="one", kind="demonstration_special_case", outcome="law_improved"),
                row("b", project_id="one", kind="demonstration_special_case", outcome="law_improved"),
                row("c", project_id="two", kind="temporary_permit"),
                row("d", project_id="two", kind="menu_special_case", outcome="law_improved", outcome_on="2027"),
            ],
        }
    )
    assert derive.own_counts(graph, DAY) == {
        "exemptions": 4,
        "demonstration-special-cases": 2,
        "menu-special-cases-used": 1,
        "quick-checks": 0,
        "laws-revised": 2,
        "projects": 3,
        "projects-rules-improved": 1,
        "temporary-permits": 1,
    }


# Answers, sources, regions, coverage


def test_an_agenda_item_is_answered_where_a_source_tells_a_response() -> None:
    items = [row("a", meeting_id="m", response_ko="검토", response_en="Under review"), row("b", meeting_id="m")]
    graph = graph_of({"meetings": [row("m")], "agenda_items": items})
    assert [derive.is_answered(item) for item in graph.records("agenda_items")] == [True, False]


def citation(id: str, source: str, field: str = "*", record: str = "zone", table: str = "zones") -> Cells:
    return row(id, table_name=table, record_id=record, field=field, source_id=source)


def test_sources_of_a_record_are_its_best_one_and_those_that_cite_it_whole() -> None:
    citations = [citation("1", "b"), citation("2", "a"), citation("3", "c", "budget_krw"), citation("4", "d", record="other")]
    sources = [row(id) for id in "abcd"]
    found = graph_of({"zones": [row("zone", source_id="a")], "sources": sources, "citations": citations}).find("zones", "zone")
    assert found is not None
    assert [source.id for source in derive.sources_of(found)] == ["a", "b"]
    assert [source.id for source in derive.sources_of(found, "budget_krw")] == ["c"]
    assert derive.sources_of(found, "area_km2") == []


def test_a_record_of_a_table_without_sources_has_those_that_cite_it() -> None:
    graph = graph_of({"sectors": [row("ict")], "citations": [citation("1", "source", record="ict", table="sectors")]})
    assert [source.id for source in derive.sources_of(graph.records("sectors")[0])] == ["source"]


def dated(id: str, published_on: str, kind: str = "press") -> Cells:
    return row(id, published_on=published_on, kind=kind)


def newest(*sources: Cells, statutes: bool = False, **tables: list[Cells]) -> str | None:
    given = {"zones": [row("zone", source_id=sources[0]["id"])], "sources": list(sources), **tables}
    return derive.newest_source(derive.records_of_zone(graph_of(given).records("zones")[0]), statutes)


def test_the_newest_source_of_a_zone_is_that_of_any_record_that_tells_of_it_alone() -> None:
    names = ("zone", "period", "event", "role", "project", "exemption", "note", "cooperation", "force", "observation")
    sources = [dated(id, f"2024-{number:02}-01") for number, id in enumerate(names, 1)]
    base: dict[str, list[Cells]] = {
        "periods": [period("p") | {"source_id": "period"}],
        "events": [row("e", zone_id="zone", source_id="event")],
        "organisations": [row("o")],
        "participations": [row("r", zone_id="zone", organisation_id="o", source_id="role")],
        "projects": [project("one") | {"source_id": "project"}],
        "exemptions": [row("x", project_id="one", source_id="exemption")],
        "zone_notes": [row("n", zone_id="zone", source_id="note")],
        "cooperations": [row("c", zone_id="zone", source_id="cooperation")],
        "task_forces": [row("f", zone_id="zone", source_id="force")],
        "indicators": [row("i")],
        "observations": [row("v", indicator_id="i", scope="zone", zone_id="zone", source_id="observation")],
    }
    # Organisations and indicators tell of no zone alone.
    months = (2, 3, 3, 4, 5, 6, 7, 8, 9, 9, 10)
    for table, day in zip(list(base), [f"2024-{month:02}-01" for month in months], strict=True):
        held: dict[str, Any] = {name: base[name] for name in list(base)[: list(base).index(table) + 1]}
        assert newest(*sources, **held) == day


def test_a_further_source_and_one_that_differs_reach_as_far_as_any() -> None:
    sources = [dated("a", "2024-01-01"), dated("b", "2024-05-01"), dated("c", "2024-06-01")]
    assert newest(*sources, citations=[citation("1", "b")]) == "2024-05-01"
    conflict = row("1", table_name="zones", record_id="zone", field="round", other_source_id="c")
    assert newest(*sources, conflicts=[conflict]) == "2024-06-01"


def test_news_statutes_and_reference_works_are_told_apart() -> None:
    sources = [
        dated("a", "2024-01-01"),
        dated("b", "2025-01-01", "law"),
        dated("c", "2026-01-01", "paper"),
        dated("d", "2025-02", "gazette"),
    ]
    citations = [citation(id, id) for id in "bcd"]
    assert newest(*sources, citations=citations) == "2024-01-01"
    assert newest(*sources, citations=citations, statutes=True) == "2025-02"


def test_the_newest_source_is_sorted_by_the_first_day_that_it_can_mean() -> None:
    sources = [dated("a", "2024-03-15"), dated("b", "2024"), dated("c", "2024-03")]
    assert newest(*sources, citations=[citation("1", "b"), citation("2", "c")]) == "2024-03-15"


def test_a_zone_whose_sources_have_no_day_has_no_newest_source() -> None:
    assert newest(row("a")) is None


def test_the_registry_reaches_as_far_as_its_newest_news_and_its_newest_statute() -> None:
    sources = [
        dated("a", "2026-02-25"),
        dated("b", "2026-03", "ministry"),
        dated("c", "2026-07-01", "law"),
        dated("d", "2027", "paper"),
        row("e"),
    ]
    assert derive.reach_of_registry(graph_of({"sources": sources})) == ("2026-03", "2026-07-01")
    assert derive.reach_of_registry(graph_of({})) == (None, None)


REGIONS = {
    "regions": [
        row("jeonnam", valid_to="2026-06-30", successor_id="merged"),
        row("gwangju", valid_to="2026-06-30", successor_id="merged"),
        row("merged", valid_from="2026-07-01"),
        row("busan"),
    ],
    "zones": [row("a"), row("b"), row("c"), row("both")],
    "zone_regions": [
        row("1", zone_id="a", region_id="jeonnam"),
        row("2", zone_id="b", region_id="gwangju"),
        row("3", zone_id="c", region_id="merged"),
        row("4", zone_id="both", region_id="jeonnam"),
        row("5", zone_id="both", region_id="gwangju"),
    ],
}


@pytest.mark.parametrize(
    ("region", "zones"),
    [("merged", ["c", "a", "both", "b"]), ("jeonnam", ["a", "both"]), ("gwangju", ["b", "both"]), ("busan", [])],
)
def test_a_merged_region_gathers_the_zones_of_those_that_went_into_it(region: str, zones: list[str]) -> None:
    found = graph_of(REGIONS).find("regions", region)
    assert found is not None
    assert [zone.id for zone in derive.zones_of_region(found)] == zones


@pytest.mark.parametrize(
    ("day", "regions"),
    [
        (date(2026, 6, 30), ["jeonnam", "gwangju", "busan"]),
        (date(2026, 7, 1), ["merged", "busan"]),
        (DAY, ["merged", "busan"]),
    ],
)
def test_regions_exist_from_their_first_to_their_last_day(day: date, regions: list[str]) -> None:
    assert [region.id for region in derive.regions_on(graph_of(REGIONS), day)] == regions


def test_coverage_counts_the_filled_cells_of_every_column_of_every_table() -> None:
    package = package_of({"zones": [row("a", budget_krw="0"), row("b", budget_krw="5"), row("c")], "sectors": []})
    counts = derive.coverage(package)
    assert counts.keys() == package.tables.keys()
    assert (counts["zones"]["id"], counts["zones"]["budget_krw"], counts["zones"]["ended_on"]) == ((3, 3), (2, 3), (0, 3))
    assert counts["sectors"] == {"id": (0, 0), "name_ko": (0, 0), "name_en": (0, 0)}


def test_every_computed_field_is_listed_once_with_a_function_that_exists() -> None:
    listed = re.findall(r"``(\w+)``: ", derive.__doc__ or "")
    assert "zone_status" in listed
    assert sorted(listed) == sorted(set(listed))
    assert all(callable(getattr(derive, name)) for name in listed)


# What was said, meetings, organisations


def meeting(id: str, held_on: str, series: str = "council") -> Cells:
    return row(id, held_on=held_on, series=series)


SAID: dict[str, list[Cells]] = {
    "meetings": [meeting("b", "2024-08"), meeting("a", "2024-08-26"), meeting("c", "2019"), meeting("other", "2024-08-27", "launch")],
    "agenda_items": [
        row("c-1", meeting_id="c", kind="plan"),
        row("a-2", meeting_id="a", kind="feedback"),
        row("a-1", meeting_id="a", kind="request"),
        row("a-3", meeting_id="a", kind="decision"),
        row("b-1", meeting_id="b", kind="difficulty"),
        row("b-2", meeting_id="b", kind="agenda"),
    ],
    "zones": [row("x"), row("y"), row("z")],
    "regions": [row("busan"), row("ulsan")],
    "zone_regions": [row("1", zone_id="x", region_id="busan"), row("2", zone_id="y", region_id="busan")],
    "zone_plans": [row("plan", region_id="ulsan")],
    "agenda_item_zones": [
        row("1", agenda_item_id="a-1", zone_id="y"),
        row("2", agenda_item_id="a-1", zone_id="x"),
        row("3", agenda_item_id="a-1", plan_id="plan"),
        row("4", agenda_item_id="a-3", zone_id="x"),
    ],
    "events": [row("e", zone_id="z", meeting_id="a", happened_on="2024-08-26"), row("f", meeting_id="a", happened_on="2024-08-26")],
    "periods": [row("p", zone_id="y", meeting_id="a", kind="extension")],
}


def of_said(table: str, id: str) -> Record:
    found = graph_of(SAID).find(table, id)
    assert found is not None
    return found


def test_what_was_said_is_no_decision_and_no_agenda_and_the_newest_meeting_comes_first() -> None:
    assert [item.id for item in derive.what_was_said(graph_of(SAID))] == ["a-1", "a-2", "b-1", "c-1"]


def test_an_item_has_the_zones_that_it_names_and_the_regions_of_its_plans_too() -> None:
    item = of_said("agenda_items", "a-1")
    assert [zone.id for zone in derive.zones_of_item(item)] == ["y", "x"]
    assert [region.id for region in derive.regions_of_item(item)] == ["busan", "ulsan"]
    assert derive.zones_of_item(of_said("agenda_items", "b-1")) == []


def test_zones_of_a_meeting_are_those_of_its_items_events_and_periods_once_each() -> None:
    assert sorted(zone.id for zone in derive.zones_of_meeting(of_said("meetings", "a"))) == ["x", "y", "z"]


@pytest.mark.parametrize(("id", "before", "after"), [("c", None, "b"), ("b", "c", "a"), ("a", "b", None), ("other", None, None)])
def test_meetings_beside_one_are_of_its_series(id: str, before: str | None, after: str | None) -> None:
    found = derive.meetings_beside(of_said("meetings", id))
    assert tuple(each.id if each else None for each in found) == (before, after)


def test_roles_of_an_organisation_are_gathered_by_zone() -> None:
    tables = {
        "zones": [row("old", decided_on="2019-07-23"), row("new", decided_on="2024-04")],
        "organisations": [row("o"), row("p")],
        "participations": [
            row("1", zone_id="old", organisation_id="o", role="lead"),
            row("2", zone_id="new", organisation_id="o", role="site"),
            row("3", zone_id="old", organisation_id="o", role="site"),
        ],
    }
    graph = graph_of(tables)
    roles = [(zone.id, [part.role for part in parts]) for zone, parts in derive.roles_by_zone(graph.records("organisations")[0])]
    assert roles == [("new", ["site"]), ("old", ["lead", "site"])]
    assert derive.roles_by_zone(graph.records("organisations")[1]) == []


def test_organisations_beside_one_share_its_kind_and_its_known_region() -> None:
    given = (("a", "company", "busan"), ("b", "company", "busan"), ("c", "agency", "busan"), ("d", "company", ""), ("e", "company", ""))
    tables = {"organisations": [row(id, kind=kind, region_id=region) for id, kind, region in given], "regions": [row("busan")]}
    beside = {each.id: [other.id for other in derive.organisations_beside(each)] for each in graph_of(tables).records("organisations")}
    assert beside == {"a": ["b"], "b": ["a"], "c": [], "d": [], "e": []}


# Facts of programs


def program_of(calls: list[Cells], **tables: list[Cells]) -> Record:
    """A program with the given calls."""
    found = graph_of({"programs": [row("p")], "calls": [{"program_id": "p", **cells} for cells in calls], **tables}).find("programs", "p")
    assert found is not None
    return found


def id_of(found: Record | None) -> str | None:
    return None if found is None else found.id


OLD_BUDGET = row("old", kind="budget", year="2020", budget_krw="5", audience_ko="기업")
CLOSED_CALL = row("closed", kind="call", closes_on="2025-03-31", budget_krw="0")
OPENED_CALL = row("opened", kind="call", opens_on="2026-10-01", closes_on="2026-12-31", url="https://call.example/")


@pytest.mark.parametrize(
    ("calls", "status", "amount", "audience"),
    [
        ([], None, None, None),
        ([OLD_BUDGET], None, "old", "old"),
        ([OLD_BUDGET, CLOSED_CALL], "closed", "closed", "old"),
        ([OLD_BUDGET, CLOSED_CALL, OPENED_CALL], "opened", "closed", "old"),
        ([OPENED_CALL, row("late", kind="call", opens_on="2026-10-01", closes_on="2027-12-31")], "late", None, None),
    ],
)
def test_facts_of_a_program_come_from_the_call_of_its_status_else_from_the_newest_that_tells_them(
    calls: list[Cells], status: str | None, amount: str | None, audience: str | None
) -> None:
    day = date(2026, 11, 23)
    program = program_of(calls)
    assert id_of(derive.call_of_status(program, day)) == status
    assert id_of(derive.call_of_amount(program, day)) == amount
    assert id_of(derive.call_of_audience(program, day)) == audience


def test_a_program_that_is_always_open_has_no_call_that_gives_its_status() -> None:
    assert derive.call_of_status(program_of([OPENED_CALL], programs=[row("p", standing="true")]), DAY) is None


def test_calls_of_a_program_stand_newest_first() -> None:
    calls = [OLD_BUDGET, OPENED_CALL, CLOSED_CALL, row("undated", kind="event")]
    assert [call.id for call in derive.newest_calls(program_of(calls))] == ["opened", "closed", "old", "undated"]


def test_where_to_apply_is_at_the_call_else_at_the_program_else_at_a_provider() -> None:
    day = date(2026, 11, 23)

    def where(calls: list[Cells], program_url: str = "", provider_url: str = "") -> tuple[str, str] | None:
        providers = {
            "organisations": [row("first"), row("second", url=provider_url)],
            "program_providers": [row("1", program_id="p", organisation_id="first"), row("2", program_id="p", organisation_id="second")],
        }
        found = derive.where_to_apply(program_of(calls, programs=[row("p", url=program_url)], **providers), day)
        return (found[0], found[1].id) if found else None

    assert where([OPENED_CALL], "https://p.example/", "https://o.example/") == ("call", "opened")
    assert where([CLOSED_CALL], "https://p.example/", "https://o.example/") == ("program", "p")
    assert where([], "", "https://o.example/") == ("provider", "second")
    assert where([CLOSED_CALL]) is None


def test_similar_programs_share_kind_providers_or_places_and_those_that_share_most_come_first() -> None:
    tables = {
        "programs": [
            row("p", kind="finance"),
            row("kind", kind="finance"),
            row("both", kind="finance"),
            row("provider", kind="tax"),
            row("place", kind="tax"),
            row("neither", kind="tax"),
        ],
        "organisations": [row("o")],
        "program_providers": [row(id, program_id=id, organisation_id="o") for id in ("p", "both", "provider")],
        "regions": [row("busan")],
        "program_regions": [row(id, program_id=id, region_id="busan") for id in ("p", "place")],
    }
    found = graph_of(tables).find("programs", "p")
    assert found is not None
    assert [other.id for other in derive.similar_programs(found)] == ["both", "kind", "place", "provider"]
    assert [other.id for other in derive.similar_programs(found, 1)] == ["both"]


# Announced values

EARLIER = {"indicator_id": "jobs", "scope": "scheme", "basis": "counted", "counts_kind": "all", "as_of": "2022-03", "value": "1"}


def values(*cells: Cells, kind: str = "stock", **further: list[Cells]) -> list[Record]:
    """Values of one indicator of the whole scheme, named a, b, c in the order given."""
    rows = [row("abcdef"[number], **{**EARLIER, **each}) for number, each in enumerate(cells)]
    graph = graph_of({"indicators": [row("jobs", kind=kind)], "zones": [row("z"), row("y")], "observations": rows, **further})
    return graph.records("observations")


def joined(*cells: Cells, kind: str = "stock", **further: list[Cells]) -> list[str]:
    return [f"{one.id}{other.id}" for one, other in derive.joined_values(values(*cells, kind=kind, **further))]


def test_values_that_count_the_same_are_joined_from_the_earlier_to_the_later_one() -> None:
    assert joined({}, {"as_of": "2023"}) == ["ab"]
    assert joined({"as_of": "2023"}, {}) == ["ba"]
    assert joined({"note_ko": "같음", "note_en": "Same"}, {"as_of": "2023", "note_ko": "같음", "note_en": "Same"}) == ["ab"]
    assert joined({"qualifier": "about"}, {"as_of": "2023"}) == ["ab"]


@pytest.mark.parametrize(
    "differs",
    [
        {"basis": "made"},
        {"scope": "round", "round": "3"},
        {"counts_kind": "regulation_free"},
        {"counts_kind": ""},
        {"note_ko": "다른 것", "note_en": "Another thing"},
        {"from_on": "2019"},
        {"qualifier": "at_least"},
    ],
)
def test_values_are_not_joined_where_anything_told_of_what_is_counted_differs(differs: Cells) -> None:
    assert joined({}, {"as_of": "2023", **differs}) == []
    assert joined({**differs}, {"as_of": "2023"}) == []


def test_two_values_of_which_it_is_not_told_which_zones_they_count_are_not_known_to_be_equal() -> None:
    assert joined({"counts_kind": ""}, {"counts_kind": "", "as_of": "2023"}) == []
    of_zone = {"scope": "zone", "zone_id": "z", "counts_kind": ""}
    assert joined(of_zone, {**of_zone, "as_of": "2023"}) == ["ab"]
    assert joined(of_zone, {**of_zone, "zone_id": "y", "as_of": "2023"}) == []


def test_values_whose_order_in_time_is_not_known_are_not_joined() -> None:
    assert joined({"as_of": "2022"}, {"as_of": "2022-08"}) == []
    assert joined({"as_of": "2022-08"}, {"as_of": "2022-08"}) == []


def test_a_value_in_doubt_is_joined_with_none_until_the_doubt_is_resolved() -> None:
    doubt = row("d", table_name="observations", record_id="a", field="*")
    assert joined({}, {"as_of": "2023"}, doubts=[doubt]) == []
    assert joined({}, {"as_of": "2023"}, doubts=[{**doubt, "resolved_on": "2024"}]) == ["ab"]


def test_no_line_passes_over_a_value_of_the_same_basis_and_kind_of_zones() -> None:
    noted = {"as_of": "2023", "note_ko": "다른 것", "note_en": "Another thing"}
    assert joined({}, noted, {"as_of": "2024"}) == []
    assert joined({}, {"as_of": "2023", "basis": "made"}, {"as_of": "2024"}) == ["ac"]


def test_values_of_a_flow_are_joined_only_where_their_periods_are_equally_long() -> None:
    assert joined({"as_of": "2022"}, {"as_of": "2023"}, kind="flow") == ["ab"]
    assert joined({"as_of": "2022"}, {"as_of": "2023-06"}, kind="flow") == []
    assert joined({"as_of": "2022", "from_on": "2020"}, {"as_of": "2023", "from_on": "2020"}, kind="flow") == []


def newest_of(*cells: Cells) -> list[str]:
    (indicator,) = values(*cells)[0].graph.records("indicators")
    return [value.id for value in derive.newest_values(indicator, DAY)]


def test_the_newest_value_is_a_result_of_the_whole_scheme_and_not_one_ahead() -> None:
    assert newest_of({}, {"as_of": "2023"}, {"as_of": "2024", "scope": "round", "round": "1"}) == ["b"]
    assert newest_of({}, {"as_of": "2023", "basis": "planned"}) == ["a"]
    assert newest_of({}, {"as_of": "2027"}) == ["a"]
    assert newest_of({"basis": "planned"}, {"as_of": "2021", "basis": "expected"}) == ["a"]
    assert newest_of({"as_of": "2027", "basis": "planned"}) == ["a"]
    assert newest_of({"scope": "round", "round": "1"}) == []


def test_values_of_the_same_newest_date_stand_together() -> None:
    assert newest_of({}, {"counts_kind": "regulation_free"}, {"as_of": "2021"}) == ["a", "b"]


# State of tables


def test_the_state_of_a_table_counts_optional_cells_days_doubts_and_conflicts() -> None:
    package = package_of(
        {
            "sectors": [row("sector")],
            "sources": [row("news", published_on="2024-05", kind="press"), row("old", published_on="2020", kind="law")],
            "regions": [
                row("one", iso_code="KR-1", source_id="old", checked_on="2026-01-02"),
                row("two", source_id="old", checked_on="2026-03-04"),
            ],
            "citations": [row("c", table_name="regions", record_id="one", field="*", source_id="news")],
            "doubts": [
                row("d1", table_name="regions", record_id="one", field="*"),
                row("d2", table_name="regions", record_id="one", field="*", resolved_on="2025"),
            ],
            "conflicts": [row("k", table_name="regions", record_id="two", field="iso_code", other_source_id="news")],
        }
    )
    graph = Graph(package, "ko")
    state = derive.state_of_table(package, graph, "regions")
    optional = sum(not field.required for field in package.tables["regions"].schema.fields)
    assert (state.rows, state.filled, state.cells) == (2, 1, 2 * optional)
    assert (state.first_check, state.last_check) == (date(2026, 1, 2), date(2026, 3, 4))
    assert (state.newest_source, state.doubts, state.conflicts, state.one_source) == ("2024-05", 1, 1, 1)
    sectors = derive.state_of_table(package, graph, "sectors")
    assert (sectors.last_check, sectors.newest_source, sectors.one_source) == (None, None, None)
    assert derive.state_of_table(package, graph, "sources").newest_source == "2024-05"
    assert derive.state_of_table(package, graph, "citations").one_source is None


def test_a_page_and_its_copy_are_one_source() -> None:
    sources = [row("first"), row("copy", repost_of="first"), row("other")]
    records = {"zones": [row("zone", source_id="first")], "sources": sources}
    for cited, expected in (("copy", True), ("other", False)):
        graph = graph_of({**records, "citations": [row("c", table_name="zones", record_id="zone", field="round", source_id=cited)]})
        assert derive.has_one_source(graph.records("zones")[0]) is expected


@pytest.mark.parametrize(
    ("published", "expected"), [("2024-11-22", True), ("2024-11-23", False), ("2024", False), ("2023", True), ("", True)]
)
def test_a_zone_is_outdated_where_its_newest_source_is_surely_older(published: str, expected: bool) -> None:
    source = row("s", published_on=published, kind="press")
    for ended, outdated in (("", expected), ("2023", False)):
        graph = graph_of({"zones": [row("zone", source_id="s", ended_on=ended)], "sources": [source]})
        assert derive.is_outdated(graph.records("zones")[0], DAY, timedelta(days=730)) is outdated


def test_sources_are_counted_by_their_year_and_years_of_none_are_left_out() -> None:
    graph = graph_of({"sources": [row(str(number), published_on=day) for number, day in enumerate(("2020", "2024-05", "2024-06-01", ""))]})
    assert derive.sources_by_year(graph.records("sources")) == [(2024, 2), (2020, 1)]


def test_records_without_an_english_name_are_those_with_an_empty_cell() -> None:
    graph = graph_of({"organisations": [row("a", name_ko="가", name_en="A"), row("b", name_ko="나")]})
    assert [record.id for record in derive.without_english(graph.records("organisations"))] == ["b"]


# Who may use an exemption


def use_of(
    *periods: Cells,
    events: tuple[tuple[str, str], ...] = (),
    zone_cells: Cells | None = None,
    day: date = DAY,
    **exemption: str,
) -> tuple[str, str, str | None, str | None, str | None]:
    """Who may use an exemption of project one, what else is known, since and until when, and the record that says so."""
    graph = graph_of(
        {
            "zones": [row("zone", **({"decided_on": "2022-01-01"} | (zone_cells or {})))],
            "projects": [project("one"), project("two")],
            "exemptions": [row("x", project_id="one", **({"kind": "demonstration_special_case"} | exemption))],
            "periods": list(periods),
            "events": [row(kind, zone_id="zone", kind=kind, happened_on=day) for kind, day in events],
            "event_exemptions": [row(kind, event_id=kind, exemption_id="x") for kind, _ in events],
        }
    )
    found = derive.who_may_use(graph.records("exemptions")[0], day)
    return found.who, found.known, found.since, found.until, found.basis and str(found.basis.id)


OWN_PERMIT = period("own", "temporary_permit", "2025-01-01", "2027-12", project="one")
OWN_TERM = period("own", "demonstration", "2025-01-01", "2027-12", project="one")
OF_ZONE = period("of-zone", "designation", "2024-06", "2028-05")
PERMIT_OF_ZONE = period("of-zone", "temporary_permit", "2025-06", "2028-05")
OPEN_TERM = period("own", "demonstration", "2025-01-01", project="one")


@pytest.mark.parametrize(
    ("exemption", "events", "expected"),
    [
        ({"outcome": "law_improved", "outcome_on": "2025-07"}, (), ("anyone", "", "2025-07", None, "x")),
        ({"outcome": "law_improved"}, (), ("anyone", "", None, None, "x")),
        ({}, (("regulation_improved", "2025-05-02"),), ("anyone", "", "2025-05-02", None, "regulation_improved")),
        ({"outcome": "ended", "outcome_on": "2024"}, (), ("nobody", "", "2024", None, "x")),
        ({"outcome": "ended"}, (), ("nobody", "", None, None, "x")),
        ({}, (("ended", "2025-05-02"),), ("nobody", "", "2025-05-02", None, "ended")),
        # An outcome that is ahead is none yet: the event before it holds.
        (
            {"outcome": "law_improved", "outcome_on": "2027-01-01"},
            (("regulation_improved", "2025-05-02"),),
            ("anyone", "", "2025-05-02", None, "regulation_improved"),
        ),
    ],
)
def test_what_became_law_is_for_anyone_and_what_ended_for_nobody_whatever_the_periods_say(
    exemption: Cells, events: tuple[tuple[str, str], ...], expected: tuple[Any, ...]
) -> None:
    assert use_of(events=events, **exemption) == expected
    assert use_of(OWN_TERM, OF_ZONE, events=events, zone_cells={"ended_on": "2026-01-01"}, **exemption) == expected


def test_the_end_of_a_zone_says_nothing_of_its_exemptions() -> None:
    expected = ("not_stated", "zone_ended", None, "2026-01", "zone")
    for events in ((), (("temporary_permit", "2025-01-01"),), (("extended", "2025-01-01"),)):
        assert use_of(OWN_PERMIT, OF_ZONE, events=events, zone_cells={"ended_on": "2026-01"}) == expected


GRANTED = (("temporary_permit", "2025-01-01"),)


@pytest.mark.parametrize(
    ("periods", "day", "expected"),
    [
        ((OWN_PERMIT, PERMIT_OF_ZONE), DAY, ("permit_holders", "", None, "2027-12", "own")),
        ((OWN_PERMIT, PERMIT_OF_ZONE), date(2028, 1, 1), ("not_stated", "term_over", None, "2027-12", "own")),
        ((PERMIT_OF_ZONE,), DAY, ("permit_holders", "", None, "2028-05", "of-zone")),
        # The term of the zone is no permit.
        ((OF_ZONE,), date(2026, 1, 1), ("permit_holders", "", None, None, "temporary_permit")),
        ((), date(2027, 12, 31), ("permit_holders", "", None, None, "temporary_permit")),
        ((), date(2028, 1, 1), ("not_stated", "", None, None, None)),
        ((period("own", "temporary_permit", "2025-01-01", project="one"),), date(2027, 12, 31), ("permit_holders", "", None, None, "own")),
        ((period("own", "temporary_permit", "2025-01-01", project="one"),), date(2028, 1, 1), ("not_stated", "", None, None, None)),
        ((period("own", "temporary_permit", ends="2027", project="one"),), DAY, ("permit_holders", "", None, "2027", "own")),
        ((period("others", "temporary_permit", "2025", "2030", project="two"),), date(2029, 1, 1), ("not_stated", "", None, None, None)),
        (
            (OWN_PERMIT, period("more", "extension", "2028-01-01", "2029-12-31", project="one")),
            date(2029, 1, 1),
            ("permit_holders", "", None, "2029-12-31", "more"),
        ),
    ],
)
def test_a_permit_is_for_its_holders_while_a_permit_of_its_project_else_of_its_zone_holds(
    periods: tuple[Cells, ...], day: date, expected: tuple[Any, ...]
) -> None:
    assert use_of(*periods, events=GRANTED, day=day) == expected
    if GRANTED[0][0] != str(expected[4]) and expected[4]:
        assert use_of(*periods, kind="temporary_permit", day=day) == expected


@pytest.mark.parametrize(
    ("periods", "day", "expected"),
    [
        ((OWN_TERM, OF_ZONE), DAY, ("operators", "", None, "2027-12", "own")),
        ((OWN_TERM, OF_ZONE), date(2028, 1, 1), ("operators", "", None, "2028-05", "of-zone")),
        ((OF_ZONE,), DAY, ("operators", "", None, "2028-05", "of-zone")),
        ((OF_ZONE,), date(2028, 6, 1), ("not_stated", "term_over", None, "2028-05", "of-zone")),
        ((OPEN_TERM,), date(2028, 12, 31), ("operators", "", None, None, "own")),
        ((OPEN_TERM,), date(2029, 1, 1), ("not_stated", "", None, None, None)),
        ((), DAY, ("not_stated", "", None, None, None)),
    ],
)
def test_what_runs_by_an_event_is_for_the_operators_while_a_period_of_its_project_or_zone_holds(
    periods: tuple[Cells, ...], day: date, expected: tuple[Any, ...]
) -> None:
    assert use_of(*periods, events=(("extended", "2025-11-21"),), day=day) == expected


@pytest.mark.parametrize(
    ("periods", "day", "expected"),
    [
        ((OWN_TERM, OF_ZONE), DAY, ("operators", "", None, "2027-12", "own")),
        ((OWN_PERMIT, OF_ZONE), DAY, ("permit_holders", "", None, "2027-12", "own")),
        ((OWN_TERM, OF_ZONE), date(2024, 7, 1), ("not_stated", "zone_runs", None, "2028-05", "of-zone")),
        ((OWN_TERM, OF_ZONE), date(2028, 1, 1), ("not_stated", "term_over", None, "2027-12", "own")),
        # The term of a zone alone does not show that a demonstration runs.
        ((OF_ZONE,), DAY, ("not_stated", "zone_runs", None, "2028-05", "of-zone")),
        ((period("of-zone", starts="2025-06"),), DAY, ("not_stated", "zone_runs", None, None, "of-zone")),
        ((period("others", "demonstration", "2025", "2027", project="two"),), DAY, ("not_stated", "zone_runs", None, "2027", "others")),
        ((), DAY, ("not_stated", "", None, None, None)),
    ],
)
def test_a_demonstration_of_which_no_source_tells_the_outcome_is_for_the_operators_only_in_a_period_of_its_own(
    periods: tuple[Cells, ...], day: date, expected: tuple[Any, ...]
) -> None:
    assert use_of(*periods, day=day) == expected


@pytest.mark.parametrize("kind", ["menu_special_case", "regulation_check"])
def test_of_other_kinds_without_a_stated_outcome_nothing_is_said(kind: str) -> None:
    assert use_of(OWN_TERM, OF_ZONE, kind=kind) == ("not_stated", "zone_runs", None, "2028-05", "of-zone")


def test_a_status_rests_on_the_period_whose_end_it_gives_else_on_the_zone() -> None:
    found = zone({}, OF_ZONE, OWN_TERM)
    assert status(found) == ("active", "2028-05", "own")
    assert derive.basis_of_status(found, DAY).id == "of-zone"
    assert derive.basis_of_status(found, date(2030, 1, 1)).id == "of-zone"
    assert derive.basis_of_status(zone({"ended_on": "2025"}, OF_ZONE), DAY).table == "zones"
    assert derive.basis_of_status(zone(), DAY).table == "zones"
