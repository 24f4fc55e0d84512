from __future__ import annotations

from datetime import date

import pytest

from generator.pages import home
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

TABLES: dict[str, list[Cells]] = {
    "zones": [
        row("ends", short_name_en="Ends soon"),
        row("lasts", short_name_en="Lasts"),
        row("open", short_name_en="Open end"),
        row("ended", short_name_en="Ended", ended_on="2025-05-20"),
        row("planned", short_name_en="Planned", designated_on="2027-01-01"),
    ],
    "periods": [
        row("1", zone_id="ends", starts_on="2024", ends_on="2027-11-23"),
        row("2", zone_id="lasts", starts_on="2024", ends_on="2027-11-24"),
    ],
    "regions": [
        row("gone", name_en="Gone", short_name_en="Gone", valid_to="2026-06-30", successor_id="here"),
        row("here", name_en="Here", short_name_en="Here", valid_from="2026-07-01"),
    ],
    "zone_regions": [row("1", zone_id="ends", region_id="gone"), row("2", zone_id="lasts", region_id="here")],
    "events": [row(f"e{n}", zone_id="ends", happened_on=f"2026-01-{n:02}", note_en=f"Event {n}!") for n in range(1, 11)],
    "sources": [row("source", kind="press", published_on="2026-02-25"), row("law", kind="law", published_on="2026-07-01")],
}


def page(tables: Tables = TABLES, language: str = "en", day: date = date(2026, 11, 23)) -> Body:
    return Body(rendered(home.pages, tables, language, day)[""].body)


def test_the_first_page_says_how_far_its_sources_reach() -> None:
    assert "25 February 2026" in page().text.partition("1 July 2026")[0]
    assert "소식은 2026년 2월 25일까지, 법령은 2026년 7월 1일까지 읽었습니다." in page(language="ko").text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_registry_has_a_first_page(language: str) -> None:
    assert page({}, language).ids == ["status", "calls", "regions", "ending", "latest"]


def test_the_first_page_counts_records_and_statuses() -> None:
    body = page()
    assert "Zones 5 Projects 0" in body.text
    assert "Active 2 Planned 1 Unconfirmed 1 Ended 1" in body.text
    assert body.link("5") == "zones/"


def test_zones_that_end_within_a_year_are_named_and_apart_from_them_those_without_a_stated_end() -> None:
    ending, _, open_ended = page().after("Zones that end within 12 months").partition("Latest events")[0].partition("not stated")
    assert "Ends soon" in ending
    assert "Open end" not in ending.partition("Zones whose end")[0]
    assert open_ended.strip() == "Open end Unconfirmed"
    for name in ("Lasts", "Planned", "Ended"):
        assert f"{name} " not in ending.partition("Decision")[2]
    assert "No zone has a stated end within the next 12 months." in page({}).text


def test_zones_stand_in_the_order_in_which_they_end() -> None:
    periods = [row("1", zone_id="lasts", starts_on="2024", ends_on="2027-03"), row("2", zone_id="ends", starts_on="2024", ends_on="2027")]
    ending = page(TABLES | {"periods": periods}).after("Zones that end within 12 months").partition("Latest events")[0]
    assert "Ends soon" not in ending.partition("Zones whose end")[0]
    periods[1]["ends_on"] = "2027-04-01"
    ending = page(TABLES | {"periods": periods}).after("Zones that end within 12 months")
    assert ending.index("Lasts") < ending.index("Ends soon")


def test_regions_of_the_day_are_named_with_their_zones_and_those_of_their_predecessors() -> None:
    assert page().after("Find by region").startswith("Here (Gone) Zones: 2")
    assert page(day=date(2026, 6, 30)).after("Find by region").startswith("Gone Zones: 1")


def test_the_eight_latest_events_stand_newest_first() -> None:
    latest = page().after("Latest events")
    places = [latest.find(f"Event {number}!") for number in range(10, 0, -1)]
    assert places[:8] == sorted(places[:8])
    assert places[0] >= 0
    assert places[8:] == [-1, -1]


def test_programs_that_take_applications_are_named_and_else_that_none_is_known() -> None:
    assert "Our sources confirm no call that is open now. News was read up to 25 February 2026" in page().text
    programs = {
        "programs": [row("p", name_en="Fund"), row("q", name_en="Closed fund")],
        "calls": [
            row("c", program_id="p", kind="call", closes_on="2026-12-31"),
            row("d", program_id="q", kind="call", closes_on="2026-01-31"),
        ],
    }
    opened = page(TABLES | programs)
    assert "Our sources confirm no call" not in opened.text
    assert "Fund Open" in opened.text
    assert "Closed fund" not in opened.text


def test_programs_that_are_always_open_and_those_without_a_closing_day_of_this_year_are_named_apart() -> None:
    programs = {
        "programs": [row("p", name_en="Always", standing="true"), row("q", name_en="Undated"), row("r", name_en="Long past")],
        "calls": [row("c", program_id="q", kind="call", year="2026"), row("d", program_id="r", kind="call", year="2025")],
    }
    text = page(TABLES | programs).text
    assert text.index("Always open Always") < text.index("Calls with an unknown closing day Undated")
    assert "Long past" not in text


def test_anchors_are_unique_and_html_is_escaped() -> None:
    assert len(page().ids) == len(set(page().ids))
    evil = "<b>x</b> & y"
    body = page({"zones": [row("a", short_name_en=evil)], "events": [row("e", zone_id="a", note_en=evil)]})
    assert body.text.count(evil) == 3
