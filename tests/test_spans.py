"""What held when in a zone: spans agree with the status of every day, and claim nothing that no period tells."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from generator import derive, package
from generator.derive import Span, spans_of_zone, zone_status
from generator.graph import Graph, Record
from tests.conftest import DAY
from tests.records import REGISTRY, Cells, graph_of, row

# Kind, first and last day, and the days as sources write them.
Told = tuple[str, str, str | None, str | None, str | None]


def zone(cells: Cells, *periods: Cells) -> Record:
    tables = {
        "zones": [row("zone", **{"decided_on": "2020-01-01", "designated_on": "2020-01-01", **cells})],
        "projects": [row("one", zone_id="zone"), row("two", zone_id="zone")],
        "periods": list(periods),
    }
    found = graph_of(tables).find("zones", "zone")
    assert found is not None
    return found


def period(kind: str, starts: str = "", ends: str = "", project: str = "") -> Cells:
    return row(f"{kind}-{starts}-{ends}-{project}", zone_id="zone", kind=kind, starts_on=starts, ends_on=ends, project_id=project)


def told(found: Record, day: date = DAY) -> list[Told]:
    return [
        (span.kind, span.first.isoformat(), span.last.isoformat() if span.last else None, span.since, span.until)
        for span in spans_of_zone(found, day)
    ]


def on(spans: list[Span], day: date) -> list[str]:
    return [span.kind for span in spans if span.first <= day and (span.last is None or day <= span.last)]


def test_a_stated_term_is_one_span_with_the_days_of_its_source() -> None:
    found = zone({}, period("designation", "2020-01-01", "2027-06"))
    assert told(found) == [("active", "2020-01-01", "2027-06-30", "2020-01-01", "2027-06")]


def test_days_between_the_decision_and_the_first_period_are_no_gap() -> None:
    found = zone({"decided_on": "2019-12-20"}, period("designation", "2020-03", "2027"))
    assert told(found) == [
        ("designated", "2019-12-20", "2020-02-29", "2019-12-20", None),
        ("active", "2020-03-01", "2027-12-31", "2020-03", "2027"),
    ]


def test_a_permit_follows_the_designation_and_has_no_end_where_none_is_stated() -> None:
    found = zone({}, period("designation", "2020-01-01", "2025-12-31"), period("temporary_permit", "2025-11-21"))
    assert told(found) == [
        ("active", "2020-01-01", "2025-12-31", "2020-01-01", "2025-12-31"),
        ("temporary_permit", "2026-01-01", None, None, None),
    ]


def test_behind_the_last_known_end_nothing_is_confirmed_until_the_day_and_beyond() -> None:
    found = zone({}, period("designation", "2020-01-01", "2024-07"))
    assert told(found)[-1] == ("unconfirmed", "2024-08-01", None, None, None)


def test_a_gap_between_two_stated_periods_is_shown_as_one() -> None:
    found = zone({}, period("designation", "2020-01-01", "2023-12"), period("temporary_permit", "2025-01-01", "2027"))
    assert [(kind, first) for kind, first, *_ in told(found)] == [
        ("active", "2020-01-01"),
        ("unconfirmed", "2024-01-01"),
        ("temporary_permit", "2025-01-01"),
    ]


def test_a_period_without_an_end_lasts_no_longer_than_its_legal_term() -> None:
    found = zone({}, period("designation", "2020-01-01"))
    assert told(found) == [("active", "2020-01-01", "2023-12-31", "2020-01-01", None), ("unconfirmed", "2024-01-01", None, None, None)]


def test_an_extension_without_a_start_does_not_make_permits_of_the_years_before() -> None:
    found = zone(
        {},
        period("designation", "2020-01-01", "2024-06"),
        period("temporary_permit", "2024-07-01", "2027-12-31"),
        period("extension", "", "2027-12-31"),
    )
    assert [kind for kind, *_ in told(found)] == ["active", "temporary_permit"]
    assert told(found)[-1][2] == "2027-12-31"


def test_a_permit_without_a_start_explains_days_that_nothing_else_does() -> None:
    found = zone({}, period("designation", "2020-01-01", "2024-06"), period("temporary_permit", "", "2025-07"))
    assert [(kind, first) for kind, first, *_ in told(found)] == [
        ("active", "2020-01-01"),
        ("temporary_permit", "2024-07-01"),
        ("unconfirmed", "2025-08-01"),
    ]


@pytest.mark.parametrize(("ended_on", "last"), [("2025-05-20", "2025-05-20"), ("2025-05", "2025-05-31"), ("2025", "2025-12-31")])
def test_a_zone_that_has_ended_ran_until_its_end_whatever_its_periods_say(ended_on: str, last: str) -> None:
    for periods in ([period("designation", "2020-01-01", "2023-12")], [period("designation", "2020-01-01", "2030")]):
        found = zone({"ended_on": ended_on}, *periods)
        assert told(found) == [("active", "2020-01-01", last, "2020-01-01", ended_on)]


def test_behind_the_day_stands_only_what_is_stated() -> None:
    stated = zone({}, period("designation", "2024-01-01", "2027"), period("temporary_permit", "2028-01-01", "2030"))
    assert [(kind, first, last) for kind, first, last, *_ in told(stated)][-2:] == [
        ("active", "2024-01-01", "2027-12-31"),
        ("temporary_permit", "2028-01-01", "2030-12-31"),
    ]
    # An extension without a stated end would last until 2028 by law.
    opened = zone({}, period("designation", "2024-01-01", "2027-06"), period("extension", "2026-01-01"))
    assert told(opened)[-1][2] == "2027-06-30"


def test_a_zone_without_periods_is_unconfirmed_from_its_designation() -> None:
    assert told(zone({})) == [("unconfirmed", "2020-01-01", None, "2020-01-01", None)]


def test_a_planned_zone_is_planned_and_its_stated_term_is_shown() -> None:
    found = zone({"decided_on": "2026-11-01", "designated_on": "2026-12-01"}, period("designation", "2027-01", "2030-12"))
    assert [(kind, first, last) for kind, first, last, *_ in told(found)] == [
        ("planned", "2026-11-01", "2026-11-30"),
        ("designated", "2026-12-01", "2026-12-31"),
        ("active", "2027-01-01", "2030-12-31"),
    ]
    ahead = zone({"decided_on": "2027-03-01", "designated_on": ""})
    assert told(ahead) == [("planned", "2027-03-01", None, "2027-03-01", None)]


@pytest.fixture(scope="module")
def zones() -> list[Record]:
    return Graph(package.load(REGISTRY), "ko").records("zones")


def test_on_every_day_the_spans_of_every_real_zone_agree_with_its_status(zones: list[Record]) -> None:
    for found in zones:
        for number in range(0, 12 * 365, 61):
            day = date(2019, 1, 1) + timedelta(days=number)
            status = zone_status(found, day).status
            spans = spans_of_zone(found, day)
            if status == "ended" or spans[0].first > day:
                assert on(spans, day) == []
                assert status in ("ended", "planned")
            else:
                assert on(spans, day) == [status], (found, day)


def test_spans_of_real_zones_follow_each_other_without_holes(zones: list[Record]) -> None:
    for found in zones:
        spans = spans_of_zone(found, DAY)
        assert all(one.last and one.last + timedelta(days=1) == other.first for one, other in pairwise(spans))
        assert all(one.kind != other.kind for one, other in pairwise(spans))


def test_rounds_are_zones_of_one_kind_and_number_in_the_order_of_their_decisions() -> None:
    tables = {
        "zones": [
            row("late", kind="regulation_free", round="2", decided_on="2021-07"),
            row("world", kind="global_innovation", round="1", decided_on="2020-01-01"),
            row("one", kind="regulation_free", round="1", decided_on="2020-01-01"),
            row("two", kind="regulation_free", round="1", decided_on="2020-01-01"),
        ]
    }
    found = [(kind, number, decided, [zone.id for zone in zones]) for kind, number, decided, zones in derive.rounds(graph_of(tables))]
    assert found == [
        ("regulation_free", 1, "2020-01-01", ["one", "two"]),
        ("global_innovation", 1, "2020-01-01", ["world"]),
        ("regulation_free", 2, "2021-07", ["late"]),
    ]


def test_a_designation_was_decided_where_its_event_says_or_where_that_day_decided_on_the_zone() -> None:
    tables = {
        "zones": [row("told", decided_on="2020-01-01"), row("item", decided_on="2021-01-01"), row("none", decided_on="2022-01-01")],
        "meetings": [row("first", held_on="2020-01-01"), row("second", held_on="2021-01-01"), row("later", held_on="2023-01-01")],
        "events": [
            row("decided", zone_id="told", kind="decided", meeting_id="first"),
            row("permit", zone_id="told", kind="temporary_permit", meeting_id="later"),
        ],
        "agenda_items": [
            row("d", meeting_id="second", kind="decision"),
            row("r", meeting_id="second", kind="request"),
            row("l", meeting_id="later", kind="decision"),
        ],
        "agenda_item_zones": [
            row("1", agenda_item_id="d", zone_id="item"),
            row("2", agenda_item_id="l", zone_id="item"),
            row("3", agenda_item_id="r", zone_id="none"),
        ],
    }
    graph = graph_of(tables)
    found = {zone.id: [meeting.id for meeting in derive.deciding_meetings([zone])] for zone in graph.records("zones")}
    assert found == {"told": ["first"], "item": ["second"], "none": []}
    assert [meeting.id for meeting in derive.deciding_meetings(graph.records("zones"))] == ["first", "second"]


def test_laws_in_the_way_are_counted_once_an_exemption_the_most_frequent_first() -> None:
    tables = {
        "zones": [row("z")],
        "projects": [row("p", zone_id="z")],
        "laws": [row("a"), row("b")],
        "exemptions": [row(id, project_id="p") for id in ("one", "two", "none")],
        "exemption_laws": [
            row("1", exemption_id="one", law_id="b", article="제1조"),
            row("2", exemption_id="one", law_id="b", article="제2조"),
            row("3", exemption_id="two", law_id="b"),
            row("4", exemption_id="two", law_id="a"),
        ],
    }
    graph = graph_of(tables)
    assert [(law.id, number) for law, number in derive.laws_in_the_way(graph.records("exemptions"))] == [("b", 2), ("a", 1)]


def test_ends_of_exemptions_are_counted_and_those_of_none_left_out() -> None:
    tables = {
        "zones": [row("z")],
        "projects": [row("p", zone_id="z")],
        "exemptions": [
            row("a", project_id="p", outcome="ended"),
            row("b", project_id="p", outcome="law_improved"),
            row("c", project_id="p"),
        ],
    }
    counts = derive.end_counts(graph_of(tables).records("exemptions"), DAY)
    assert counts[:2] == [("law_improved", 1), ("ended", 1)]
    assert [(end.startswith("not_stated"), number) for end, number in counts[2:]] == [(True, 1)]
    assert derive.end_counts([], DAY) == []
