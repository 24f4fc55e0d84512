"""What needs hands: focus that is seen, targets that a finger hits, and motion only for who wants it, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.accessibility.opening import DESK, PHONE, open_everything
from tests.kinds import page_kinds

# Kinds of things that can have the focus, each once: by element, classes and the landmark that holds it.
KINDS = """() => {
  const kinds = new Map();
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (!each.checkVisibility({ visibilityProperty: true }) || each.disabled) continue;
    const place = each.closest("header, nav, main, footer, [popover]");
    const classes = [each, place, each.parentElement].map((part) => part?.className.baseVal ?? part?.className);
    const kind = [each.tagName, each.type, place?.tagName, ...classes].join(" ");
    if (!kinds.has(kind)) kinds.set(kind, each);
  }
  return [...kinds.entries()].map(([kind, each]) => {
    each.focus({ focusVisible: true, preventScroll: false });
    const shown = [each, ...each.querySelectorAll("rect, path, circle"), each.nextElementSibling, each.parentElement].filter(Boolean);
    const seen = shown.some((part) => {
      const { outlineStyle, outlineWidth, outlineColor, stroke, strokeWidth } = getComputedStyle(part);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== "rgba(0, 0, 0, 0)")
        || (part.closest("svg") && stroke !== "none" && parseFloat(strokeWidth) >= 3);
    });
    // A sticky head must not stand over what has the focus.
    const head = each.closest("header.md-header, .zr-skip") ? 0 : document.querySelector("header.md-header").getBoundingClientRect().bottom;
    const box = each.getBoundingClientRect();
    const covered = box.bottom <= head || box.top >= innerHeight;
    return document.activeElement !== each ? `${kind}: takes no focus` : !seen ? `${kind}: not seen` : covered ? `${kind}: covered` : "";
  }).filter(Boolean);
}"""

# Controls, and links that stand alone, which a finger aims at: what is smaller than it should be, each kind once.
SMALL = """() => {
  const small = new Map();
  const controls = "button, summary, select, input:not([type=hidden]), .zr-menu-list a, .zr-language, [role=option] a";
  for (const each of document.querySelectorAll(controls)) {
    if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    // A box to tick is hit by its label too.
    const boxes = [each, ...(each.labels ?? []), each.closest("label")].filter(Boolean).map((part) => part.getBoundingClientRect());
    const [width, height] = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
    if (width > 1 && height > 1 && (Math.round(width) < 24 || Math.round(height) < 44)) {
      small.set(`${each.tagName}.${each.className} in .${each.parentElement.className}`, `${Math.round(width)} × ${Math.round(height)}`);
    }
  }
  return [...small].map((each) => each.join(": "));
}"""

# What moves, or would, by the styles that hold.
MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(each);
  const takes_time = transitionProperty !== "none" && transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
  return animationName !== "none" || scrollBehavior === "smooth" || takes_time;
}).map((each) => each.tagName + "." + each.className)"""


@pytest.fixture(scope="module")
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture(scope="module")
def desk(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport=DESK).new_page()


def test_whatever_has_the_focus_shows_it_and_is_not_covered_and_nothing_moves_for_who_wants_no_motion(site: Path, desk: Page) -> None:
    unseen, moving = [], []
    for path in page_kinds(site, "ko"):
        open_everything(desk, path)
        moving += [(path, each) for each in desk.evaluate(MOVING)]
        # The browser shows the focus of a link only to who uses the keyboard.
        desk.keyboard.press("Tab")
        unseen += [(path, each) for each in desk.evaluate(KINDS)]
    assert unseen == []
    assert moving == []


def test_controls_are_as_large_as_a_finger_needs(site: Path, phone: Page) -> None:
    small = []
    for path in page_kinds(site, "ko"):
        open_everything(phone, path)
        small += [(path, each) for each in phone.evaluate(SMALL)]
    assert small == []


def test_the_drawer_opens_and_closes_by_keyboard_and_by_touch(phone: Page) -> None:
    phone.goto("zones/")
    drawer, menu = phone.locator("#zr-drawer"), phone.locator(".zr-menu")
    menu.tap()
    assert drawer.is_visible()
    assert phone.evaluate(SMALL) == []
    assert phone.locator("#zr-drawer [aria-current=page]").inner_text() == "특구 찾기"
    phone.keyboard.press("Escape")
    assert drawer.is_hidden()
    menu.focus()
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.className") == "zr-icon zr-drawer-close"
    phone.keyboard.press("Enter")
    assert drawer.is_hidden()
    assert phone.evaluate("document.activeElement.className") == "zr-icon zr-menu"
