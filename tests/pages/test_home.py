from __future__ import annotations

import re
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
    body = page({}, language)
    assert [id for id in body.ids if not id.startswith("region-map")] == ["calls", "ending", "regions", "latest"]
    assert body.text.endswith({"ko": "출처에서 확인되지 않았습니다", "en": "Not stated in our sources"}[language])


def test_the_page_has_a_search_box_that_leads_to_the_search() -> None:
    body = rendered(home.pages, {}, "en")[""].body
    assert '<form class="zr-first-search" role="search" action="search/"' in body
    assert '<input type="search" name="q"' in body


def test_the_first_page_counts_zones_that_run_records_and_statuses() -> None:
    body = page()
    assert "Zones running now 2as of 23 November 2026, temporary permits included Zones 5held in this registry Projects 0" in body.text
    assert "Active 2 Planned 1 Unconfirmed 1 Ended 1" in body.text
    assert body.link("2") == "zones/?status=active&status=temporary_permit"
    assert body.link("5") == "zones/"


# What ends


def ending(tables: Tables = TABLES, language: str = "en", day: date = date(2026, 11, 23)) -> tuple[str, str]:
    """What ends within a year, and what has no known end."""
    text = page(tables, language, day).after("Zones and permits that end within 12 months").partition("Find by region")[0]
    told, _, open_ended = text.partition("Zones and permits whose end is not stated")
    return told, open_ended


def test_zones_that_end_within_a_year_are_named_with_the_days_left_and_apart_from_them_those_without_a_stated_end() -> None:
    told, open_ended = ending()
    assert re.search(r"Ends soon\d Active 23 November 2027 365$", told.strip())
    for name in ("Open end", "Lasts", "Planned", "Ended"):
        assert name not in told
    assert open_ended.strip().endswith("until when. Open end Unconfirmed")
    assert "No zone or permit has a stated end within the next 12 months." in page({}).text


def test_days_left_are_not_made_up_where_the_end_is_not_known_to_the_day_and_the_last_day_is_named() -> None:
    def of(end: str) -> str:
        return ending({"zones": [row("z", short_name_en="Z")], "periods": [row("1", zone_id="z", starts_on="2024", ends_on=end)]})[
            0
        ].strip()

    assert of("2027-04").endswith("April 2027 not stated")
    assert of("2026-11-23").endswith("23 November 2026 Ends today")
    assert of("2026-11-24").endswith("24 November 2026 1")


def test_permits_of_projects_stand_among_the_zones_in_the_order_in_which_they_end() -> None:
    permits = {
        "projects": [row("p", zone_id="lasts", title_en="Robots")],
        "periods": [
            *TABLES["periods"],
            row("3", zone_id="lasts", kind="temporary_permit", project_id="p", starts_on="2023", ends_on="2027-06-01"),
            row("4", zone_id="lasts", kind="designation", starts_on="2024-02", ends_on="2029-01-01"),
        ],
    }
    told, _ = ending(TABLES | permits)
    assert "Robots permit in the zone Lasts" in told
    assert "Temporary permit 1 June 2027 190" in told
    assert told.index("Robots") < told.index("Ends soon")
    assert "Robots 부산" not in told
    korean = page(TABLES | permits | {"zones": [row("lasts", short_name_ko="오래")]}, "ko").text
    assert "오래 특구의 임시허가" in korean


def test_a_permit_without_a_known_end_is_named_with_its_zone() -> None:
    permits = {
        "projects": [row("p", zone_id="lasts", title_en="Robots")],
        "periods": [*TABLES["periods"], row("3", zone_id="lasts", kind="temporary_permit", project_id="p", starts_on="2023-12")],
    }
    assert "Robots (permit in the zone Lasts)" in ending(TABLES | permits)[1]


def test_zones_stand_in_the_order_in_which_they_end() -> None:
    periods = [row("1", zone_id="lasts", starts_on="2024", ends_on="2027-03"), row("2", zone_id="ends", starts_on="2024", ends_on="2027")]
    assert "Ends soon" not in ending(TABLES | {"periods": periods})[0]
    periods[1]["ends_on"] = "2027-04-01"
    told = ending(TABLES | {"periods": periods})[0]
    assert told.index("Lasts") < told.index("Ends soon")


def test_a_long_list_of_ends_is_folded_and_loses_nobody() -> None:
    zones = [row(f"z{n}", short_name_en=f"Zone-{n}.") for n in range(8)]
    periods = [row(f"p{n}", zone_id=f"z{n}", starts_on="2024", ends_on=f"2027-0{n + 1}-01") for n in range(8)]
    told, _ = ending({"zones": zones, "periods": periods})
    first, _, folded = told.partition("2 more")
    assert [f"Zone-{n}." in first for n in range(8)] == [True] * 6 + [False] * 2
    assert [f"Zone-{n}." in folded for n in range(8)] == [False] * 6 + [True] * 2


# Regions


def test_regions_of_the_day_are_named_with_their_zones_and_those_of_their_predecessors() -> None:
    assert page().after("Find by region").startswith("Here (Gone) 2 of 2 running")
    assert page(day=date(2026, 6, 30)).after("Find by region").startswith("Gone 1 of 1 running")


def test_regions_of_the_capital_area_say_that_they_have_no_zones() -> None:
    tables = {"regions": [row("seoul", short_name_en="Seoul", capital_area="true")]}
    assert page(tables).after("Find by region").startswith("Seoul Capital area (no zones)")
    body = rendered(home.pages, tables, "en")[""].body
    assert 'aria-label="Seoul: in the capital area, where the law allows no zone"' in body


def test_the_map_tells_what_the_list_tells() -> None:
    tables = TABLES | {"regions": [row("busan", short_name_en="Busan")], "zone_regions": [row("1", zone_id="ends", region_id="busan")]}
    body = rendered(home.pages, tables, "en")[""].body
    assert '<a href="regions/busan/" aria-label="Busan: 1 running, 1 in all" data-record="regions/busan">' in body
    assert page(tables).after("Find by region").startswith("Busan 1 of 1 running")
    assert "MapSVG (CC BY 4.0)" in page(tables).text


# Events, programs, figures


def test_the_six_latest_events_stand_newest_first() -> None:
    latest = page().after("Latest events")
    places = [latest.find(f"Event {number}!") for number in range(10, 0, -1)]
    assert places[:6] == sorted(places[:6])
    assert places[0] >= 0
    assert places[6:] == [-1] * 4


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
    assert "Always open, or closing day unknown (2)" in text
    assert text.index("Always open Always") < text.index("Calls with an unknown closing day Undated")
    assert "Long past" not in text


def test_the_places_where_providers_announce_calls_are_those_that_the_registry_holds() -> None:
    tables = {
        "organisations": [row("o", name_en="Ministry", url="https://ministry.example/notices/"), row("n", name_en="Nobody")],
        "programs": [row("p", url="https://program.example/apply"), row("q")],
        "program_providers": [row("1", program_id="p", organisation_id="o"), row("2", program_id="q", organisation_id="n")],
        "calls": [
            row("c", program_id="q", kind="call", url="https://www.front.example/"),
            row("d", program_id="q", kind="call", url="https://front.example/old-call?no=1"),
            row("e", program_id="q", kind="budget", url="https://budget.example"),
        ],
    }
    body = page(tables)
    assert "Where providers announce calls: ministry.example (Ministry) · program.example (Ministry) · front.example (Nobody)" in body.text
    assert body.link("front.example") == "https://www.front.example/"
    assert "budget.example" not in body.text
    assert "old-call" not in str(body.links)
    assert "Where providers announce" not in page().text


def test_figures_of_the_whole_scheme_are_the_newest_with_their_base_date_and_source() -> None:
    def value(id: str, number: str, as_of: str, **cells: str) -> Cells:
        return row(id, indicator_id="investment", value=number, as_of=as_of, **({"scope": "scheme", "basis": "counted"} | cells))

    tables = {
        "indicators": [row("investment", name_en="Investment", unit="KRW"), row("exports", name_en="Exports", unit="KRW")],
        "observations": [
            value("old", "1000000", "2024-07"),
            value("new", "15865100000000", "2025-06"),
            value("hoped", "2000000", "2025-12", basis="expected"),
            value("zone", "3000000", "2026-01", scope="round", round="1"),
            row("other", indicator_id="exports", scope="scheme", basis="counted", value="7", as_of="2026-01"),
        ],
    }
    figures = page(tables).after("Announced figures of the whole scheme").partition("Sources")[0]
    assert figures.strip().endswith("Investment KRW 15.87 trillion Counted June 20251")
    assert "Announced figures of the whole scheme" not in page().text


def test_anchors_are_unique_and_html_is_escaped() -> None:
    assert len(page().ids) == len(set(page().ids))
    evil = "<b>x</b> & y"
    body = page({"zones": [row("a", short_name_en=evil)], "events": [row("e", zone_id="a", note_en=evil)]})
    assert body.text.count(evil) == 3
