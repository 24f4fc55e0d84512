"""Tables as they are pasted elsewhere: copied in a browser as a reader does, read back from the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import html5lib
import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.kinds import LANGUAGES

ROOT = {"ko": "", "en": "en/"}
# A table of zones, one of figures with sources at its cells, and one that a script filters.
TABLES = {
    "regions/busan/": '#content table.zr-table:has([data-record^="zones/"])',
    "zones/busan-blockchain/": "#content :is(#figures, h2#figures ~ *) table.zr-table",
    "zones/?view=table": ".zr-explorer table.zr-table",
}
# What stands in a page for eyes or for a screen reader alone, and is no word of a cell.
UNCOPIED = "●◐○◌？✓↗"
COPY = """(table) => {
  const range = document.createRange();
  range.selectNode(table);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
}"""


class Copied(NamedTuple):
    """A table as plain text and as HTML."""

    text: str
    html: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each line, without the caption, which has none."""
        return [line.split("\t") for line in self.text.splitlines() if "\t" in line]


@pytest.fixture
def copying(new_context: Callable[..., BrowserContext]) -> Page:
    # Only a page that has the focus may read the clipboard.
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    return context.new_page()


def copy(page: Page, table: Locator) -> Copied:
    table.evaluate(COPY)
    page.keyboard.press("Control+c")
    return Copied(*page.evaluate(READ))


def shown(table: Locator) -> list[list[str]]:
    """Text of each cell as the page holds it, without source marks and pictures."""
    return table.evaluate("""(table) => [...table.rows].map((row) => [...row.cells].map((cell) => {
      const copy = cell.cloneNode(true);
      for (const mark of copy.querySelectorAll("sup, .zr-refs, .zr-visually-hidden, details, svg")) mark.remove();
      return copy.textContent.replace(/\\s+/g, " ").trim();
    }))""")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", TABLES)
def test_a_table_is_pasted_as_words_and_numbers_alone(copying: Page, path: str, language: str) -> None:
    copying.goto(ROOT[language] + path)
    table = copying.locator(TABLES[path]).first
    table.wait_for()
    copied = copy(copying, table)
    cells = shown(table)
    assert len(cells) > 1
    # One line a row, one value a cell, no line break within.
    assert [[" ".join(cell.split()) for cell in row] for row in copied.rows] == cells
    assert not set(UNCOPIED) & set(copied.text)
    pasted = html5lib.parse(copied.html, namespaceHTMLElements=False)
    (pasted_table,) = pasted.iter("table")
    assert [len(list(row)) for row in pasted_table.iter("tr")] == [len(row) for row in cells]
    assert not set(UNCOPIED) & set("".join(pasted_table.itertext()))
    assert [each.text for each in pasted_table.iter("sup")] == []


def test_a_paragraph_is_pasted_without_its_source_marks(copying: Page) -> None:
    copying.goto("zones/busan-blockchain/")
    lead = copying.locator(".zr-lead").first
    marks = lead.locator("sup a").all_inner_texts()
    assert marks
    text = copy(copying, lead).text.strip()
    assert text == lead.evaluate(
        "lead => { const copy = lead.cloneNode(true); copy.querySelector('sup').remove(); return copy.textContent.trim() }"
    )
