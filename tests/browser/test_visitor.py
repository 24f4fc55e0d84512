"""What a visitor does with the site: read, switch language, download, with the keyboard, on a phone, without scripts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, WebError, expect

from tests.browser.conftest import Visitor
from tests.browser.searching import options, search_box, type_query
from tests.site.conftest import Rows

ROOT = {"ko": "", "en": "en/"}
ZONE = "zones/gangwon-digital-healthcare"
NAME = {"ko": "강원 디지털헬스케어 규제자유특구", "en": "Gangwon Digital Healthcare"}
PHONE = {"width": 360, "height": 740}

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


# Ways through the site


@pytest.mark.parametrize("path", ["", "zones/", f"{ZONE}/", "data/zones/", "glossary/"])
def test_switching_the_language_keeps_the_page(visit: Visitor, path: str) -> None:
    page = visit(path)
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(f"./en/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="한국어", exact=True).click()
    page.wait_for_url(f"./{path}")
    expect(page.locator("html")).to_have_attribute("lang", "ko")


@both_languages
def test_a_region_is_opened_from_the_first_page_and_leads_to_its_zones(visit: Visitor, language: str) -> None:
    page = visit(ROOT[language])
    page.locator('article [data-record="regions/gangwon"]').first.click()
    page.wait_for_url(f"{ROOT[language]}regions/gangwon/")
    expect(page.get_by_role("heading", level=1)).to_have_text({"ko": "강원특별자치도", "en": "Gangwon State"}[language])
    page.locator(f'article [data-record="{ZONE}"]').first.click()
    expect(page.locator("article")).to_have_attribute("data-record", ZONE)


def test_the_number_beside_a_fact_leads_to_its_source(visit: Visitor) -> None:
    page = visit(f"{ZONE}/")
    page.locator('a[href="#source-1"]').first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()
    expect(page.locator("#source-1 a")).to_have_attribute("href", re.compile("^https?://"))


@pytest.mark.parametrize("table", ["zones", "sources"])
@both_languages
def test_a_downloaded_table_holds_as_many_rows_as_its_page_says(
    visit: Visitor, registry: dict[str, Rows], tmp_path: Path, language: str, table: str
) -> None:
    page = visit(f"{ROOT[language]}data/")
    row = page.get_by_role("row").filter(has=page.locator("code", has_text=re.compile(f"^{table}$")))
    with page.expect_download() as download:
        row.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == f"{table}.csv"
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == registry[table]
    expect(row.locator(".zr-num")).to_have_text(f"{len(rows):,}")


@pytest.mark.parametrize("path", ["no-such-page", "zones/no/such/zone/at/all/", "en/zones/no-such-zone/"])
def test_a_wrong_address_shows_a_page_from_which_search_and_links_work(visit: Visitor, path: str) -> None:
    page = visit("about/")
    answer = page.goto(path)
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("페이지를 찾을 수 없습니다")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Page not found")
    type_query(page, "디지털헬스케어")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ZONE}/")
    page.goto(path)
    page.get_by_role("link", name="List of zones").click()
    page.wait_for_url("en/zones/")
    page.goto(path)
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("en/")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("zones/busan-blokchain/", "zones/busan-blockchain"),
        ("en/zones/busan-blokchain/", "zones/busan-blockchain"),
        ("zones/gangwon-digital-healthcare.html", ZONE),
    ],
)
def test_a_wrong_address_leads_to_what_has_a_name_like_it(visit: Visitor, path: str, expected: str) -> None:
    page = visit(path)
    page.locator(f'.zr-lost [data-record="{expected}"]').click()
    page.wait_for_url(f"{'en/' if path.startswith('en/') else ''}{expected}/")


@pytest.mark.parametrize("path", ["xqzxqzxqz/", "%E0%A4%A/", "zones/%3Cimg%20src=x%3E/"])
def test_a_wrong_address_without_any_name_offers_the_lists_alone(visit: Visitor, path: str) -> None:
    page = visit(path)
    page.wait_for_load_state("networkidle")
    assert page.locator("article img").count() == 0
    expect(page.get_by_role("link", name="List of zones")).to_be_visible()


# Without scripts


@both_languages
def test_without_scripts_a_record_can_be_read_and_the_search_box_leads_to_the_list(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}{ZONE}/", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME[language])
    for part in ("header .zr-status", ".zr-facts", "#projects", "#sources", ".zr-sources li >> nth=0"):
        expect(page.locator(f"article {part}" if part.startswith("header") else part).first).to_be_visible()
    search_box(page).fill("헬스케어")
    search_box(page).press("Enter")
    page.wait_for_url(re.compile(rf"/{ROOT[language]}zones/\?q="))
    listed = page.locator(f'article [data-record="{ZONE}"]').first
    expect(listed).to_be_visible()
    listed.click()
    page.wait_for_url(f"{ROOT[language]}{ZONE}/")


def test_without_scripts_the_language_can_be_switched(visit: Visitor) -> None:
    page = visit(f"{ZONE}/", java_script_enabled=False)
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(f"en/{ZONE}/")


# A page of every kind


@dataclass
class Seen:
    """What was noticed on one page."""

    path: str
    width: int
    troubles: list[str]


def paths_of_every_kind(site: Path) -> Iterator[str]:
    """Pages of their own, every index, and the longest and the shortest record page of each kind."""
    yield from ("", "glossary/", "search/", "search/?q=%EA%B7%9C%EC%A0%9C", "about/", "contribute/", "data/", "data/sources/")
    for kind in ("zones", "projects", "regions", "sectors", "programs", "laws", "meetings", "organisations"):
        records = sorted((site / kind).glob("*/index.html"), key=lambda path: path.stat().st_size)
        yield from (f"{kind}/", f"{kind}/{records[0].parent.name}/", f"{kind}/{records[-1].parent.name}/")


@pytest.fixture(scope="module")
def tour(browser: Browser, address: str, site: Path) -> Iterator[dict[str, list[Seen]]]:
    """A walk through a page of every kind in both languages, on a phone."""
    seen: dict[str, list[Seen]] = {"ko": [], "en": []}
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            troubles.append(f"console: {message.text}")

    def on_error(error: WebError) -> None:
        troubles.append(f"script: {error.error}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            troubles.append(f"foreign: {request.url}")

    def on_failure(request: Request) -> None:
        # Leaving a page stops what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            troubles.append(f"failed: {request.url} {request.failure}")

    def on_response(response: Response) -> None:
        if response.status >= 400:
            troubles.append(f"{response.status}: {response.url}")

    context = browser.new_context(base_url=address, viewport=PHONE)
    context.on("console", on_console)
    context.on("weberror", on_error)
    context.on("request", on_request)
    context.on("requestfailed", on_failure)
    context.on("response", on_response)
    page = context.new_page()
    for language, visited in seen.items():
        for path in paths_of_every_kind(site):
            page.goto(f"{ROOT[language]}{path}")
            width = page.evaluate("document.documentElement.scrollWidth")
            visited.append(Seen(path, width, list(troubles)))
            troubles.clear()
    # What came late belongs to the last page.
    page.wait_for_load_state("networkidle")
    seen["en"][-1].troubles += troubles
    yield seen
    context.close()


@both_languages
def test_no_page_makes_errors_or_asks_another_host(tour: dict[str, list[Seen]], language: str) -> None:
    assert [(seen.path, seen.troubles) for seen in tour[language] if seen.troubles] == []


@both_languages
def test_no_page_scrolls_sideways_on_a_phone(tour: dict[str, list[Seen]], language: str) -> None:
    assert len(tour[language]) >= 30
    assert [(seen.path, seen.width) for seen in tour[language] if seen.width > PHONE["width"]] == []


def test_the_page_for_wrong_addresses_does_not_scroll_sideways_on_a_phone(visit: Visitor) -> None:
    page = visit("no/such/page/", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


# Colours and keyboard


def brightness(page: Page) -> float:
    """Mean of the three colours of the page's ground, 0 to 255."""
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", ground)[:3])
    return (red + green + blue) / 3


def test_dark_colours_are_chosen_once_and_stay_on_every_page_and_in_both_languages(visit: Visitor) -> None:
    page = visit("", color_scheme="light")
    assert brightness(page) > 200
    page.locator(".zr-scheme").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    assert brightness(page) < 60
    page.reload()
    assert brightness(page) < 60
    page.goto(f"{ZONE}/")
    assert brightness(page) < 60
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert brightness(page) < 60
    page.locator(".zr-scheme").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    assert brightness(page) > 200


def test_dark_colours_follow_the_device_where_nothing_was_chosen(visit: Visitor) -> None:
    assert brightness(visit("", color_scheme="dark")) < 60


# The width of the outline around what has the focus.
OUTLINE = """() => {
  const shown = document.activeElement;
  const box = shown.getBoundingClientRect();
  const style = getComputedStyle(shown);
  const inside = box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  return inside && style.outlineStyle !== "none" && style.visibility === "visible" ? parseFloat(style.outlineWidth) : 0;
}"""


@both_languages
def test_the_tab_key_reaches_search_and_the_language_link_and_shows_where_it_is(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}{ZONE}/")
    language_link = page.locator("a.zr-language")
    reached = []
    for _ in range(10):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        reached.append((focused, page.evaluate(OUTLINE)))
        if language_link.evaluate("link => link === document.activeElement"):
            break
    assert [focused for focused, outline in reached if outline < 1] == []
    assert any("zr-search-input" in focused for focused, _ in reached)
    expect(language_link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{'' if language == 'en' else 'en/'}{ZONE}/")


def test_the_keyboard_changes_the_colours(visit: Visitor) -> None:
    page = visit("", color_scheme="light")
    search_box(page).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_first_tab_leads_past_the_header(visit: Visitor) -> None:
    page = visit(f"{ZONE}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
