"""Zones side by side at /compare/: the picker, the address, the table, the keyboard, and what happens without scripts or without data."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.pages.words import Words
from tests.browser.conftest import Visitor
from tests.site.conftest import Rows

ROOT = {"ko": "", "en": "en/"}
PHONE = {"width": 360, "height": 740}
BUSAN, DAEGU, JEJU, SEJONG = "busan-blockchain", "daegu-ai-robots", "jeju-ev-charging", "sejong-autonomous-driving"

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


def comparison(visit: Visitor, zones: str = "", language: str = "ko", **settings: Any) -> Page:
    """The page, ready."""
    page = visit(f"{ROOT[language]}compare/" + (f"?zones={zones}" if zones else ""), **settings)
    expect(picker(page, 1)).to_be_enabled()
    expect(said(page)).not_to_be_empty()
    return page


def picker(page: Page, number: int) -> Locator:
    return page.locator(f"#zr-compare-{number}")


def said(page: Page) -> Locator:
    return page.locator(".zr-compare-said")


def table(page: Page) -> Locator:
    return page.locator(".zr-compare-table table")


def heads(page: Page) -> list[str]:
    return [link.get_attribute("data-record") or "" for link in page.locator(".zr-compare-table thead a").all()]


def row(page: Page, title: str) -> Locator:
    return page.locator(".zr-compare-table tbody tr").filter(has=page.locator("th", has_text=title))


def zones_of(page: Page) -> list[str]:
    told = parse_qs(urlsplit(page.url).query).get("zones", [""])[0]
    return told.split(",") if told else []


def test_choosing_zones_fills_the_table_and_the_address(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = comparison(visit)
    expect(said(page)).to_have_text(Words("ko")("compare.none"))
    expect(table(page)).to_have_count(0)
    assert set(picker(page, 1).locator("option").evaluate_all("all => all.map(one => one.value)")) == {
        "",
        *(zone["id"] for zone in registry["zones"]),
    }
    picker(page, 1).select_option(BUSAN)
    expect(said(page)).to_have_text(Words("ko")("compare.one"))
    picker(page, 2).select_option(DAEGU)
    expect(said(page)).to_have_text(Words("ko")("compare.shown", count=2))
    assert heads(page) == [f"zones/{BUSAN}", f"zones/{DAEGU}"]
    assert zones_of(page) == [BUSAN, DAEGU]


@both_languages
def test_an_address_can_be_shared_and_every_value_leads_on(visit: Visitor, registry: dict[str, Rows], language: str) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU}", language)
    words = Words(language)
    assert heads(page) == [f"zones/{BUSAN}", f"zones/{DAEGU}"]
    zone = next(zone for zone in registry["zones"] if zone["id"] == BUSAN)
    decided = row(page, words("fact.decided")).locator("td").first
    assert decided.locator("time").get_attribute("datetime") == zone["decided_on"]
    decided.locator("a").click()
    page.wait_for_url(f"**/{ROOT[language]}zones/{BUSAN}/")


def test_at_most_four_zones_are_offered_and_the_next_place_appears_when_it_is_needed(visit: Visitor) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU}")
    expect(picker(page, 3)).to_be_visible()
    expect(picker(page, 4)).to_be_hidden()
    picker(page, 3).select_option(JEJU)
    picker(page, 4).select_option(SEJONG)
    assert zones_of(page) == [BUSAN, DAEGU, JEJU, SEJONG]
    expect(page.locator(".zr-compare-slots select")).to_have_count(4)


def test_a_zone_that_is_chosen_cannot_be_chosen_twice(visit: Visitor) -> None:
    page = comparison(visit, BUSAN)
    expect(picker(page, 2).locator(f'option[value="{BUSAN}"]')).to_be_disabled()
    expect(picker(page, 1).locator(f'option[value="{BUSAN}"]')).to_be_enabled()
    assert zones_of(comparison(visit, f"{BUSAN},{BUSAN}")) == [BUSAN, BUSAN]
    assert heads(comparison(visit, f"{BUSAN},{BUSAN}")) == [f"zones/{BUSAN}"]


def test_a_zone_can_be_taken_away_and_the_focus_stays_on_the_page(visit: Visitor) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU}")
    page.locator(f'button[data-remove="{DAEGU}"]').click()
    assert zones_of(page) == [BUSAN]
    assert heads(page) == [f"zones/{BUSAN}"]
    expect(picker(page, 2)).to_be_focused()
    expect(picker(page, 2)).to_have_value("")


def test_beside_a_single_zone_stand_those_of_its_sector_and_region(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = comparison(visit, BUSAN)
    sector = next(zone["sector_id"] for zone in registry["zones"] if zone["id"] == BUSAN)
    near = {zone["id"] for zone in registry["zones"] if zone["sector_id"] == sector}
    near |= {link["zone_id"] for link in registry["zone_regions"] if link["region_id"] == "busan"}
    links = page.locator(".zr-compare-near a")
    assert {link.get_attribute("data-zone") for link in links.all()} == near - {BUSAN}
    other = links.first.get_attribute("data-zone")
    links.first.click()
    expect(said(page)).to_have_text(Words("ko")("compare.shown", count=2))
    assert zones_of(page) == [BUSAN, other]
    expect(links).to_have_count(0)
    expect(page.locator(".zr-compare-table")).to_be_focused()


def test_only_what_differs_can_be_shown_and_the_address_keeps_it(visit: Visitor) -> None:
    page = comparison(visit, f"{BUSAN},{SEJONG}")
    same = page.locator(".zr-compare-table tbody tr").filter(has=page.locator("th .zr-tag", has_text=Words("ko")("compare.same")))
    every = page.locator(".zr-compare-table tbody tr").count()
    alike = same.count()
    # Both are of round 1, of one kind and decided on one day.
    assert alike >= 3
    page.get_by_label(Words("ko")("compare.differing")).check()
    expect(same).to_have_count(0)
    assert page.locator(".zr-compare-table tbody tr").count() <= every - alike
    assert parse_qs(urlsplit(page.url).query)["differ"] == ["1"]
    page.reload()
    expect(page.get_by_label(Words("ko")("compare.differing"))).to_be_checked()
    expect(same).to_have_count(0)


def test_what_the_address_asks_for_and_the_registry_does_not_have_is_said_and_left_out(visit: Visitor) -> None:
    page = comparison(visit, f"nothing,{BUSAN},<b>")
    expect(said(page)).to_contain_text("nothing, <b>")
    assert heads(page) == [f"zones/{BUSAN}"]


def test_what_no_source_states_is_said(visit: Visitor, registry: dict[str, Rows]) -> None:
    without = next(zone["id"] for zone in registry["zones"] if not zone["area_km2"])
    page = comparison(visit, without)
    expect(row(page, Words("ko")("fact.area")).locator("td")).to_have_text(Words("ko")("fact.not_stated"))


def test_back_and_forward_walk_through_the_choices(visit: Visitor) -> None:
    page = comparison(visit, BUSAN)
    picker(page, 2).select_option(DAEGU)
    picker(page, 3).select_option(JEJU)
    page.go_back()
    expect(page.locator(".zr-compare-table thead a")).to_have_count(2)
    expect(picker(page, 3)).to_have_value("")
    page.go_forward()
    expect(page.locator(".zr-compare-table thead a")).to_have_count(3)


def test_the_language_link_keeps_the_choice(visit: Visitor) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU}")
    picker(page, 3).select_option(JEJU)
    page.locator("a.zr-language").first.click()
    expect(said(page)).to_have_text(Words("en")("compare.shown", count=3))
    assert heads(page) == [f"zones/{id}" for id in (BUSAN, DAEGU, JEJU)]


def test_the_keyboard_alone_chooses_and_scrolls(visit: Visitor) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU},{JEJU},{SEJONG}", viewport=PHONE)
    picker(page, 1).focus()
    page.keyboard.press("ArrowDown")
    assert heads(page)[0] != f"zones/{BUSAN}"
    board = page.locator(".zr-compare-table")
    board.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.zr-compare-table').scrollLeft > 0")


@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_wide_table_scrolls_by_itself_and_its_first_column_stays(visit: Visitor, width: int) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU},{JEJU},{SEJONG}", "en", viewport={"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    board = page.locator(".zr-compare-table")
    head = page.locator(".zr-compare-table tbody th").first
    before = head.bounding_box()
    board.evaluate("board => { board.scrollLeft = 200; }")
    assert board.evaluate("board => board.scrollLeft") > 0
    after = head.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) < 1


def test_the_table_has_heads_for_its_rows_and_columns(visit: Visitor) -> None:
    page = comparison(visit, f"{BUSAN},{DAEGU}")
    assert page.locator(".zr-compare-table thead th[scope=col]").count() == 3
    assert page.locator(".zr-compare-table tbody th[scope=row]").count() == page.locator(".zr-compare-table tbody tr").count()
    expect(page.locator(".zr-compare-table caption")).not_to_be_empty()


def test_korean_names_on_the_english_page_are_marked(visit: Visitor) -> None:
    page = comparison(visit, BUSAN, "en")
    laws = row(page, Words("en")("compare.laws")).locator("td")
    expect(laws.locator('[lang="ko"]').first).to_be_visible()


@both_languages
def test_without_scripts_the_page_says_so_and_leads_to_the_zones(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}compare/", java_script_enabled=False)
    told = page.locator("article noscript p")
    expect(told).to_be_visible()
    assert told.inner_text() == Words(language)("compare.scripts")
    expect(page.locator(".zr-compare-picker")).to_be_hidden()
    page.locator(".zr-compare").get_by_role("link", name=Words(language)("compare.zones")).click()
    page.wait_for_url("**/zones/")


def test_facts_that_cannot_be_loaded_are_said(visit: Visitor) -> None:
    page = visit("about/", locale="ko-KR")
    page.route("**/compare.json", lambda route: route.abort())
    page.goto("compare/")
    expect(said(page)).to_have_text(Words("ko")("compare.failed"))
    expect(picker(page, 1)).to_have_count(0)
