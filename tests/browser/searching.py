"""How tests use search: the parts of the box, an input method, and a search that answers by hand."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visitor

ROOT = {"ko": "", "en": "en/"}
ZONE = "zones/gangwon-digital-healthcare"
NAME = {"ko": "강원 디지털헬스케어 규제자유특구", "en": "Gangwon Digital Healthcare"}
INDEX = "**/assets/search/names.json"
WORDS = "**/assets/search/words.json"
PHONE = {"width": 360, "height": 740}
# The least size of what a finger has to hit, in CSS pixels.
FINGER = 44

# Takes the place of the client: a test answers each query itself, in the order that it wants.
ANSWERED_BY_HAND = """
window.asked = [];
const result = (name) => ({ table: "zones", id: "busan-blockchain", name, lang: "ko", where: "", status: "", statusKey: "", regions: [],
  marks: [], reason: "", snippet: "" });
window.answer = (number, names, more) => asked[number].resolve({ query: asked[number].query, total: names.length, mended: "",
  results: names.map(result), counts: {}, nearest: [], ...more });
export const openSearch = () => ({
  load: async () => {},
  loadAll: async () => {},
  find: (query) => new Promise((resolve, reject) => asked.push({ query, resolve, reject })),
});
"""


def search_box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def results(page: Page) -> Locator:
    """Options that stand for a record."""
    return options(page).filter(has=page.locator("[data-record]"))


def said(page: Page) -> Locator:
    """What a screen reader is told."""
    return page.locator(".zr-search").get_by_role("status")


def type_query(page: Page, query: str) -> None:
    search_box(page).click()
    search_box(page).press_sequentially(query)


def active_option(page: Page) -> Locator:
    return page.locator(f"#{search_box(page).get_attribute('aria-activedescendant')}")


def by_hand(visit: Visitor, path: str = "about/") -> Page:
    """A page whose search waits for the test to answer."""
    page = visit("about/")
    page.route("**/search/client.js", lambda route: route.fulfill(body=ANSWERED_BY_HAND, content_type="text/javascript"))
    page.goto(path)
    search_box(page).focus()
    page.wait_for_function("window.asked")
    return page


def answer(page: Page, number: int, *names: str, **more: Any) -> None:
    page.wait_for_function("number => window.asked?.length > number", arg=number)
    page.evaluate("([number, names, more]) => answer(number, names, more)", [number, names, more])


def compose(page: Page, *steps: str) -> None:
    """Type as an input method does: each step takes the place of the one before, and nothing is settled yet."""
    session = page.context.new_cdp_session(page)
    for step in steps:
        session.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})
