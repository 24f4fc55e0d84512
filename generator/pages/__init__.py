"""Which record gets which page: one module a page kind, each with ``pages(edition)``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.pages import (
    data,
    glossary,
    home,
    laws,
    meetings,
    organisations,
    outcomes,
    programs,
    projects,
    redirects,
    regions,
    sectors,
    zones,
)
from generator.pages.edition import Edition, Page

KINDS: tuple[Callable[[Edition], Iterator[Page]], ...] = (
    home.pages,
    zones.pages,
    projects.pages,
    regions.pages,
    sectors.pages,
    programs.pages,
    laws.pages,
    meetings.pages,
    organisations.pages,
    glossary.pages,
    outcomes.pages,
    redirects.pages,
    data.pages,
)


def all_pages(edition: Edition) -> Iterator[Page]:
    """Every generated page of an edition."""
    for kind in KINDS:
        yield from kind(edition)
