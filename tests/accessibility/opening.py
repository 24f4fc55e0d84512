"""Pages as a reader has them who opened whatever can be opened."""

from __future__ import annotations

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
_QUERY = "?q=%EB%B6%80%EC%82%B0"


def open_everything(page: Page, path: str) -> None:
    """Visit a path and show what its page hides at first: filters of lists, folds, the results of a search."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    searches = path.endswith("search/")
    page.goto(path + _QUERY if searches else path)
    if searches:
        page.locator(".zr-find-list li").first.wait_for()
    if page.locator(".zr-explorer").count():
        page.locator(".zr-explorer [data-record]").first.wait_for()
    for opener in page.locator(".zr-explorer-open:visible, .zr-find-drawer:visible").all():
        opener.click()
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
