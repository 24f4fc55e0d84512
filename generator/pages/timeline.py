"""Timeline."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    yield edition.page("timeline.md.j2", "timeline/", words("timeline.title"), words("timeline.lead"), layout="timeline")
