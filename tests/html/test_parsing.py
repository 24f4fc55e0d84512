"""A strict parser of HTML reads one page of every kind, on any machine, and finds no error that a browser would have to mend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from tests.kinds import LANGUAGES, file_of, moved, page_kinds


def errors(html: str) -> Iterator[str]:
    """What the parser complains about, with line and column."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    for (line, column), code, details in parser.errors:
        yield f"{line}:{column} {html5lib.constants.E[code] % details}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_markup_that_a_browser_must_mend(site: Path, language: str) -> None:
    addresses = [*page_kinds(site, language), *moved(site, language)]
    assert len(addresses) > 30
    found = [(path, error) for path in addresses for error in errors(file_of(site, path).read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "wrong",
    ["<p><ul><li>a</li></ul></p>", "<ul><li>a</ul></li>", "<p title=a title=b>a</p>", "<table><tr><p>a</p></tr></table>", "R&Ds<b></i>"],
)
def test_a_mistake_is_found(wrong: str) -> None:
    assert list(errors(f"<!doctype html><html lang=ko><head><title>a</title></head><body>{wrong}</body></html>"))
