"""Which record gets which page: one module a page kind, each with ``pages(edition)``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.pages import (
    compare,
    data,
    exemptions,
    glossary,
    home,
    laws,
    meetings,
    organisations,
    outcomes,
    programs,
    projects,
    quality,
    redirects,
    regions,
    requests,
    search,
    sectors,
    start,
    timeline,
    zones,
)
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Explorer

KINDS: tuple[Callable[[Edition], Iterator[Page]], ...] = (
    home.pages,
    zones.pages,
    exemptions.pages,
    projects.pages,
    regions.pages,
    sectors.pages,
    programs.pages,
    laws.pages,
    meetings.pages,
    organisations.pages,
    glossary.pages,
    outcomes.pages,
    requests.pages,
    timeline.pages,
    compare.pages,
    quality.pages,
    start.pages,
    search.pages,
    redirects.pages,
    data.pages,
)


# Lists that a browser filters: each has its rows in a file.
EXPLORERS: tuple[Callable[[Edition], Explorer], ...] = (zones.explorer, exemptions.explorer, programs.explorer, requests.explorer)


def all_pages(edition: Edition) -> Iterator[Page]:
    """Every generated page of an edition."""
    for kind in KINDS:
        yield from kind(edition)


def explorer_files(edition: Edition) -> dict[str, bytes]:
    """Names and contents of the files of all explorers of an edition, and of the comparison."""
    return dict((*(explorer(edition).file() for explorer in EXPLORERS), compare.compare_file(edition)))
