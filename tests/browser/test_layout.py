"""How pages are laid out: nothing shifts while they load or runs out of a narrow screen, letters may grow, and scripts are no need."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.accessibility.opening import open_everything
from tests.kinds import LANGUAGES, page_kinds
from tests.site.test_weight import VISIT

NARROW = {"width": 320, "height": 640}
PHONE = {"width": 360, "height": 740}
TABLET = {"width": 768, "height": 1000}
DESK = {"width": 1280, "height": 800}
LARGEST = 8

# Sum of all shifts that no touch or key caused, and what shifted.
SHIFTS = """
window.shifted = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    const places = sources.map(({ node }) => `${node?.nodeName}.${node?.className}`);
    if (!hadRecentInput) shifted.push(`${value.toFixed(4)} ${places.join(", ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# What sticks out to the right of the screen and is no part of a box that scrolls by itself.
SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const outside = (each) => !each.children.length && each.getBoundingClientRect().right > width + 1;
  const told = (each) => `${each.tagName} ${each.textContent.trim().slice(0, 40)} in .${each.parentElement.className}`;
  return [[...document.querySelectorAll("body *")].filter(outside).slice(0, 2).map(told).join("; ")];
}"""

both_languages = pytest.mark.parametrize("language", LANGUAGES)
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_page(new_context: NewContext) -> Callable[..., Page]:
    return lambda **settings: new_context(**settings).new_page()


class Slowly(SimpleHTTPRequestHandler):
    """Pages that arrive in pieces, as over a slow line: a browser shows what it has."""

    FIRST, NEXT, SECONDS = 8_000, 4_000, 0.01

    def copyfile(self, source: Any, outputfile: Any) -> None:
        pieces = [source.read(self.FIRST), *iter(partial(source.read, self.NEXT), b"")]
        is_page = pieces[0].lstrip().startswith(b"<!doctype html>")
        for piece in pieces:
            outputfile.write(piece)
            outputfile.flush()
            if is_page:
                time.sleep(self.SECONDS)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def slow_address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Slowly, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_shifts_while_a_page_arrives(site: Path, slow_address: str, new_page: Callable[..., Page], screen: dict[str, int]) -> None:
    page = new_page(viewport=screen, color_scheme="dark", base_url=slow_address)
    page.add_init_script(SHIFTS)
    found = []
    for path in page_kinds(site, "ko"):
        page.goto(path, wait_until="networkidle" if "explorer" in page_source(site, path) else "load")
        page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
        found += [(path, each) for each in page.evaluate("shifted")]
    page.context.close()
    assert found == []


@both_languages
def test_a_zone_prints_on_two_sheets_of_paper(site: Path, new_page: Callable[..., Page], language: str) -> None:
    """Two sheets have four sides; the longest zones take three of them, a usual one two."""
    folder = site / ("" if language == "ko" else "en") / "zones"
    longest = sorted(folder.glob("*/index.html"), key=lambda page: page.stat().st_size)[-3:]
    page = new_page()
    for source, most in [*((each, 3) for each in longest), (folder / "gangwon-liquid-hydrogen/index.html", 2)]:
        page.goto(f"{source.parent.relative_to(site).as_posix()}/")
        sides = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))
        assert 1 <= len(sides) <= most, source
    page.context.close()


def page_source(site: Path, path: str) -> str:
    file = site / path
    return (file if file.is_file() else file / "index.html").read_text(encoding="utf-8")


@both_languages
def test_nothing_runs_out_of_a_narrow_screen_or_one_with_letters_of_twice_the_size(
    site: Path, new_page: Callable[..., Page], language: str
) -> None:
    page = new_page(viewport=NARROW)
    found = []
    for path in page_kinds(site, language):
        page.set_viewport_size(NARROW)
        open_everything(page, path)
        found += [(path, "narrow", each) for each in page.evaluate(SIDEWAYS)]
        # The theme's own size is 125 %.
        page.add_style_tag(content="html { font-size: 250% !important }")
        page.set_viewport_size(DESK if language == "ko" else TABLET)
        found += [(path, "large letters", each) for each in page.evaluate(SIDEWAYS)]
    page.context.close()
    assert found == []


@both_languages
def test_every_page_can_be_read_without_scripts(site: Path, new_page: Callable[..., Page], language: str) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    for path in page_kinds(site, language):
        page.goto(path)
        assert page.locator("h1").is_visible(), path
        said = page.locator("#content").inner_text()
        assert len(said) > 90, path
        assert page.locator("footer nav a").count() > 15, path
    # The menu at the foot opens from the head too.
    page.locator(".zr-menu").click()
    expect(page.locator("#zr-drawer a").first).to_be_visible()
    page.context.close()


def test_without_scripts_the_device_chooses_the_colours_and_nobody_is_offered_a_choice(new_page: Callable[..., Page]) -> None:
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(18, 23, 30)")):
        page = new_page(java_script_enabled=False, color_scheme=scheme)
        page.goto("zones/")
        # Scripts are off in the page alone, not in what the test asks it.
        assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == ground
        assert page.locator(".zr-scheme").is_hidden()
        page.context.close()


def test_the_dark_choice_is_for_the_screen_and_not_for_paper(new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="dark")
    page.goto("zones/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(27, 36, 48)"
    page.context.close()


def test_the_contents_mark_the_part_that_is_read(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=DESK)
    page.goto("zones/busan-blockchain/")
    marked = page.locator(".zr-contents [aria-current]")
    expect(marked).to_have_count(0)
    page.locator("#history").evaluate("heading => heading.scrollIntoView()")
    expect(marked).to_have_attribute("href", "#history")
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize(("language", "query"), [("ko", "부산 블록체인"), ("en", "Busan blockchain")])
def test_the_page_for_wrong_addresses_searches_in_both_languages(new_page: Callable[..., Page], language: str, query: str) -> None:
    page = new_page()
    page.goto("no/such/page/")
    page.locator(f"#zr-lost-{language}").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{'en/' if language == 'en' else ''}search/?q=*")
    page.locator('.zr-find-list [data-record="zones/busan-blockchain"]').first.wait_for()
    page.context.close()


def test_the_header_keeps_its_height_when_scripts_come(new_page: Callable[..., Page]) -> None:
    heights = set()
    for enabled in (True, False):
        page = new_page(java_script_enabled=enabled)
        page.goto("about/")
        box = page.locator("header.md-header").bounding_box()
        assert box is not None
        heights.add(box["height"])
        page.context.close()
    assert len(heights) == 1


def test_a_first_visit_to_the_largest_pages_is_light_as_a_browser_counts_it(site: Path, address: str, new_context: NewContext) -> None:
    pages = (
        path
        for language in LANGUAGES
        for path in page_kinds(site, language)
        if '<article class="md-content__inner md-typeset" id="content" data-record' in page_source(site, path)
    )
    for path in sorted(pages, key=lambda path: len(page_source(site, path)), reverse=True)[:LARGEST]:
        context = new_context(viewport=PHONE)
        page = context.new_page()
        asked: list[Request] = []
        page.on("request", lambda request, asked=asked: asked.append(request))
        page.goto(path, wait_until="networkidle")
        assert [each.url for each in asked if not each.url.startswith(address)] == []
        assert [each.url for each in asked if "worker" in each.url or "/assets/search/" in each.url] == [], path
        total = sum(len(compress(answer.body(), mtime=0)) for each in asked if (answer := each.response()) is not None and answer.ok)
        assert total <= VISIT, (path, total)
        context.close()
