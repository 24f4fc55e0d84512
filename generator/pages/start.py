"""Start here."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    yield edition.page("start.md.j2", "start/", words("start.title"), words("start.lead"), layout="start")
