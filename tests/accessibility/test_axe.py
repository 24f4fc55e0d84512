"""axe-core over one page of every kind, in both languages, on a phone and at a desk, light and dark: nothing may be found.

KWCAG 2.2 has no engine of its own. Of its 33 items axe looks, wholly or in part, at: text alternatives (5.1.1), tables (5.3.1), order of
reading (5.3.2), contrast of text (5.4.3), reach by keyboard (6.1.1), size of targets (6.1.3), pages that refresh (6.2.1), skip links
(6.4.1), titles of pages and headings (6.4.2), words of links (6.4.3), names that hold the visible label (6.5.3), language of the page
(7.1.1), labels of fields (7.3.2), markup (8.1.1), names and roles of controls (8.2.1). What it cannot see is tested beside this file
(focus, targets for a finger, headings, tables, foreign words, motion) or looked at: colour alone, sound, time, flashes, gestures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.accessibility.opening import DESK, PHONE, open_everything
from tests.kinds import LANGUAGES, page_kinds

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on the place of things; all else is the same on every screen. Colours are the same in both languages.
ON_A_DESK = ["target-size", "scrollable-region-focusable", "landmark-unique", "landmark-one-main", "region"]
COLOURS = ["color-contrast", "link-in-text-block"]
# Where a wide screen shows other things than a phone: sections, contents, tables instead of cards.
WIDE = ("", "zones/", "exemptions/", "outcomes/", "zones/busan-blockchain/")

# Whether axe looked at anything, and what it found, each with the first place.
RUN = """async ([context, options]) => {
  const all = { ...options, preload: false, resultTypes: ["violations"] };
  const { violations, passes, incomplete } = await axe.run(context ?? document, all);
  return [passes.length + incomplete.length, violations.map(({ id, nodes }) => {
    const why = nodes[0].failureSummary.split("\\n").slice(1, 3).join(" ");
    return `${id}: ${nodes.length} × ${nodes[0].target.join(" ")} ${nodes[0].html.slice(0, 160)} ${why}`;
  })];
}"""
# Colours hang on the way from the root to a word, so of all words with the same way one is looked at: a tenth of the time.
WORDS = """() => {
  const first = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const place = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !place.checkVisibility()) continue;
    const way = [];
    for (let each = place; each; each = each.parentElement) way.push(each.tagName, each.className.baseVal ?? each.className);
    if (!first.has(way.join())) first.set(way.join(), place);
  }
  return [...first.values()];
}"""


def found(page: Page, tags: list[str] | None = None, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page as it is now, by tags or by single rules; colours are left to ``colours``."""
    if tags:
        options = {"runOnly": {"type": "tag", "values": tags}, "rules": {rule: {"enabled": False} for rule in COLOURS}}
    else:
        options = {"runOnly": {"type": "rule", "values": rules}}
    return _run(page, None, options)


def colours(page: Page) -> list[str]:
    """What axe finds about colours of words and links in both palettes."""
    violations = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        words = page.evaluate_handle(WORDS)
        violations += [f"{scheme} {each}" for each in _run(page, words, {"runOnly": {"type": "rule", "values": COLOURS}})]
    return violations


def _run(page: Page, context: object, options: object) -> list[str]:
    looked_at, violations = page.evaluate(RUN, [context, options])
    assert looked_at
    return list(violations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_phone(site: Path, new_context: Callable[..., BrowserContext], language: str) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    violations = []
    for path in page_kinds(site, language):
        open_everything(page, path)
        page.evaluate(AXE)
        violations += [(path, each) for each in found(page, tags=TAGS)]
        if language == "ko":
            violations += [(path, each) for each in colours(page)]
    context.close()
    assert violations == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_at_a_desk(site: Path, new_context: Callable[..., BrowserContext], language: str) -> None:
    context = new_context(viewport=DESK)
    page = context.new_page()
    violations = []
    for path in page_kinds(site, language):
        is_wide = path.removeprefix("en/") in WIDE
        if is_wide or language == "ko":
            open_everything(page, path)
            page.evaluate(AXE)
            violations += [(path, each) for each in (*found(page, rules=ON_A_DESK), *(colours(page) if is_wide else ()))]
    context.close()
    assert violations == []


def test_axe_would_find_what_is_wrong(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(viewport=PHONE)
    page = context.new_page()
    page.goto("about/")
    page.evaluate(AXE)
    page.evaluate("""() => {
      document.querySelector("article").insertAdjacentHTML("beforeend",
        "<img src='data:,'><h5>Skipped</h5><p style='color: light-dark(#000, #333); background: #fff'>"
        + "<b style='color: light-dark(#ccc, #000)'>pale</b></p><button></button>");
    }""")
    rules = {each.partition(":")[0] for each in found(page, tags=TAGS)}
    pale = [each.partition(":")[0] for each in colours(page)]
    context.close()
    assert {"image-alt", "heading-order", "button-name"} <= rules
    assert pale == ["light color-contrast"]
