"""Data quality."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    yield edition.page("quality.md.j2", "quality/", words("quality.title"), words("quality.lead"), layout="quality")
