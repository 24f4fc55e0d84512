from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator import derive
from generator.graph import Record
from tests.conftest import DAY
from tests.records import Cells, graph_of, package_of, row

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
    assert {*derive._STAGE_OF_EVENT.values(), "not_stated"} == set(derive.EXEMPTION_STAGES)
    outcomes = package_of({}).descriptor.tables["exemptions"].field_by_name["outcome"].labels
    assert outcomes.keys() <= set(derive.EXEMPTION_STAGES)


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
