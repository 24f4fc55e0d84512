"""Requests and answers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    yield edition.page("requests.md.j2", "requests/", words("said.title"), words("said.lead"), layout="requests")
