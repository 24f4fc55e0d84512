from __future__ import annotations

import pytest

from generator.pages import regions
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

ACT = row("regional-special-zone-act", name_ko="지역특구법", name_en="Regional Special Zones Act")
REQUIRED: dict[str, list[Cells]] = {"regions": [row("busan", name_ko="부산광역시", name_en="Busan")]}

MERGER: dict[str, list[Cells]] = {
    "regions": [
        row("jeonnam", name_ko="전라남도", name_en="Jeollanam-do", valid_to="2026-06-30", successor_id="merged"),
        row("gwangju", name_ko="광주광역시", name_en="Gwangju", valid_to="2026-06-30", successor_id="merged"),
        row("merged", name_ko="통합특별시", name_en="Merged City", valid_from="2026-07-01", source_id="law"),
    ],
    "zones": [row("a", short_name_en="A"), row("b", short_name_en="B", ended_on="2025-01-01")],
    "zone_regions": [row("1", zone_id="a", region_id="jeonnam"), row("2", zone_id="b", region_id="gwangju")],
    "sources": [row("source"), row("law", publisher="Law centre"), row("day", publisher="Day source")],
    "citations": [row(id, table_name="regions", record_id=id, field="valid_to", source_id="day") for id in ("jeonnam", "gwangju")],
}

EVERYTHING: dict[str, list[Cells]] = {
    "regions": [row("busan", iso_code="KR-26", name_en="Busan", kind="metropolitan_city", valid_from="1995-01-01")],
    "zones": [row("a", short_name_en="A")],
    "zone_regions": [row("a-busan", zone_id="a", region_id="busan")],
    "programs": [row("office", name_en="Office")],
    "program_regions": [row("office-busan", program_id="office", region_id="busan")],
    "organisations": [row("city", name_ko="부산시청", name_en="", region_id="busan")],
    "meetings": [row("old", name_en="Old council", held_on="2023-05"), row("new", name_en="New council", held_on="2024")],
    "agenda_items": [
        row("r", meeting_id="old", kind="request", topic_en="More time"),
        row("f", meeting_id="new", kind="feedback", topic_en="Too slow"),
        row("d", meeting_id="new", kind="decision", topic_en="Decided"),
    ],
    "agenda_item_zones": [row(id, agenda_item_id=id, zone_id="a") for id in "rfd"],
    "doubts": [row("doubt", table_name="regions", record_id="busan", field="iso_code", note_en="Which code?")],
}


def page(tables: Tables, id: str, language: str = "en") -> Body:
    return Body(rendered(regions.pages, tables, language)[f"regions/{id}/"].body)


@pytest.mark.parametrize(
    ("language", "none"), [("ko", "이 지역의 특구는 등록부에 없습니다."), ("en", "The registry has no zone in this region.")]
)
def test_a_region_with_only_its_required_fields_says_so_and_names_its_source(language: str, none: str) -> None:
    body = page(REQUIRED, "busan", language)
    assert none in body.text
    assert [id for id in body.ids if id in ("zones", "bars", "figures", "plans", "programs", "requests", "organisations")] == ["zones"]
    assert "source-1" in body.ids


def test_a_region_shows_every_fact_about_it() -> None:
    body = page(EVERYTHING, "busan")
    for words in ("Busan", "KR-26", "since 1 January 1995", "Office", "부산시청", "More time", "Too slow", "Which code?", "Unconfirmed 1"):
        assert words in body.text
    assert body.unmarked == []
    assert body.records >= {"zones/a", "programs/office", "organisations/city", "meetings/old", "meetings/new"}


def test_what_zones_of_a_region_were_heard_to_ask_stands_newest_first_without_decisions() -> None:
    text = page(EVERYTHING, "busan").text
    assert text.index("Too slow") < text.index("More time")
    assert "Decided on" not in text.partition("At meetings")[2]
    assert " Decided " not in text.partition("At meetings")[2]


def test_a_region_shows_the_plans_it_made_before_any_zone_was_designated() -> None:
    tables = EVERYTHING | {
        "zone_plans": [
            row(
                "won", region_id="busan", name_en="Ships", kind="global_innovation", applied_on="2023-09", result="designated", zone_id="a"
            ),
            row("lost", region_id="busan", name_en="Lost plan", kind="regulation_free", result="rejected"),
        ],
        "agenda_item_zones": [row("1", agenda_item_id="f", zone_id="", plan_id="lost")],
        "names": [row("n", table_name="regions", record_id="busan", name_ko="부산직할시", name_en="", kind="former")],
        "doubts": [row("d", table_name="zone_plans", record_id="lost", field="*", note_en="Which plan?")],
    }
    body = page(tables, "busan")
    for words in (
        "Ships Designated A",
        "Global innovation special zone · Applied on September 2023",
        "Lost plan Not designated",
        "Which plan?",
    ):
        assert words in body.text
    assert "New council" in body.after("Lost plan")
    assert "부산직할시 (Former name)" in body.text
    assert {"plans", "won", "lost"} <= set(body.ids)
    assert body.unmarked == []


@pytest.mark.parametrize("region", ["jeonnam", "gwangju"])
def test_a_region_that_is_gone_keeps_its_page_and_leads_to_its_successor(region: str) -> None:
    body = page(MERGER, region)
    assert "This region existed until 30 June 2026. Its successor is Merged City." in body.text
    assert body.link("Merged City") == "../merged/"
    assert "Day source" in body.text
    assert {"zones/a", "zones/b"} & body.records == {{"jeonnam": "zones/a", "gwangju": "zones/b"}[region]}
    assert "2026년 6월 30일까지 있었습니다." in page(MERGER, region, "ko").text


def test_the_successor_gathers_the_zones_of_the_regions_that_went_into_it_and_names_them() -> None:
    body = page(MERGER, "merged")
    assert "Formed on 1 July 2026 from: Jeollanam-do, Gwangju." in body.text
    assert body.link("Gwangju") == "../gwangju/"
    assert body.records >= {"zones/a", "zones/b", "regions/jeonnam", "regions/gwangju"}
    assert "Unconfirmed 1 Ended 1" in body.text
    assert "Law centre" in body.text


def test_a_region_of_the_capital_area_explains_why_it_has_no_zones() -> None:
    tables = {
        "regions": [row("seoul", capital_area="true"), row("busan")],
        "laws": [ACT],
        "sources": [row("source"), row("act", publisher="Law centre")],
        "citations": [row("1", table_name="regions", record_id="seoul", field="capital_area", source_id="act")],
    }
    english, korean = page(tables, "seoul"), page(tables, "seoul", "ko")
    assert (
        "There are no regulation-free zones in the capital area. Under articles 2 and 72 of the Regional Special Zones Act" in english.text
    )
    assert "Law centre" in english.text
    assert "수도권에는 규제자유특구가 없습니다. 지역특구법 제2조와 제72조는" in korean.text
    assert "capital area" not in page(tables, "busan").text


def test_a_region_of_the_capital_area_says_once_that_it_has_no_zones_and_leads_on() -> None:
    tables = {
        "regions": [row("seoul", capital_area="true")],
        "laws": [ACT],
        "terms": [row("regulatory-sandbox", term_en="Regulatory sandbox", definition_en="A trial without a rule.", source_id="centre")],
        "sources": [row("source"), row("centre", publisher="Sandbox centre")],
    }
    body = page(tables, "seoul")
    assert "zones" not in body.ids
    assert "The registry has no zone in this region." not in body.text
    assert body.link("Regional Special Zones Act") == "../../laws/regional-special-zone-act/"
    assert body.link("Regulatory sandbox") == "../../glossary/#regulatory-sandbox"
    assert "A trial without a rule." in body.text
    assert "Sandbox centre" in body.after("Sources")


def test_zones_of_a_region_stand_on_one_axis_by_their_status_and_in_words_below() -> None:
    tables = MERGER | {"periods": [row("p", zone_id="a", kind="designation", starts_on="2024-01-01", ends_on="2028")]}
    made = rendered(regions.pages, tables)["regions/merged/"].body
    picture = made.partition('class="zr-bars"')[2].partition("</figure>")[0]
    assert picture.index("<strong>Active</strong> zones: 1") < picture.index('zones/a"') < picture.index("<strong>Ended</strong>")
    body = Body(made)
    assert "1 January 2024 to 2028" in body.text


def test_a_region_says_for_what_it_is_a_place() -> None:
    tables = MERGER | {"sectors": [row("sector", name_en="Ships"), row("ict", name_en="ICT")]}
    assert "Sectors of its zones Ships 2" in page(tables, "merged").text
    assert "ICT" not in page(tables, "merged").text


def test_the_successor_gathers_programs_plans_and_bodies_too() -> None:
    tables = MERGER | {
        "programs": [row("office", name_en="Office")],
        "program_regions": [row("1", program_id="office", region_id="gwangju")],
        "organisations": [row("city", name_en="City hall", region_id="jeonnam")],
        "zone_plans": [row("plan", region_id="gwangju", name_en="First plan")],
    }
    text = page(tables, "merged").text
    for words in ("Office", "City hall", "First plan"):
        assert words in text
        assert words not in page({**tables, "program_regions": [], "organisations": [], "zone_plans": []}, "merged").text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    names = {"name_ko": evil, "name_en": evil, "short_name_ko": evil, "short_name_en": evil}
    tables = {"regions": [row("a", successor_id="b", valid_to="2026-06-30", **names), row("b", valid_from="2026-07-01", **names)]}
    for made in rendered(regions.pages, tables, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text


def test_the_index_lists_every_region_with_its_counts_those_that_are_gone_too() -> None:
    body = Body(rendered(regions.pages, MERGER)["regions/"].body)
    assert body.records == {"regions/jeonnam", "regions/gwangju", "regions/merged"}
    assert "Korea's 1 first-level divisions" in body.text
    # Name, kind, zones, then the statuses that any zone has: unconfirmed, ended.
    kind = "Special city"
    assert f"Jeollanam-do until 30 June 2026 {kind} 1 1 Merged City {kind} 2 1 1" in body.text
    assert "an empty cell means that there is none" in body.text


def test_the_index_leaves_zeros_out() -> None:
    made = rendered(regions.pages, MERGER)["regions/"].body
    assert made.count('data-label="Ended"></td>') == 1
    assert ">0</td>" not in made


def test_the_description_of_a_region_names_its_zones_or_says_that_there_are_none() -> None:
    made = rendered(regions.pages, MERGER | {"regions": [*MERGER["regions"], row("ulsan", name_en="Ulsan")]})
    assert made["regions/merged/"].description == "Merged City: A, B"
    assert made["regions/ulsan/"].description == "Ulsan: The registry has no zone in this region."
