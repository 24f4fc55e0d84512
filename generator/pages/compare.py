"""Compare zones."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    yield edition.page("compare.md.j2", "compare/", words("compare.title"), words("compare.lead"), layout="compare")
