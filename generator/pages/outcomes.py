"""Outcomes: the indicators of the whole scheme, of rounds and of regions, each value with its base, day and source."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph import Record
from generator.pages.edition import Edition, Page

_SCOPES = ("scheme", "round", "region", "zone")


def pages(edition: Edition) -> Iterator[Page]:
    """The page of all indicators."""
    words = edition.words
    indicators = [(indicator, _in_order(indicator)) for indicator in edition.graph.records("indicators")]
    count = sum(len(observations) for _, observations in indicators)
    lead = words("outcomes.lead", indicators=len(indicators), values=count)
    yield edition.page("outcomes.md.j2", "outcomes/", words("kind.outcomes"), lead, lead=lead, indicators=indicators)


def _in_order(indicator: Record) -> list[Record]:
    """Values of one indicator: the whole scheme first, then rounds, regions and zones, each by its day."""
    return sorted(indicator.observations, key=lambda o: (_SCOPES.index(o.scope), o.round or 0, o.as_of, o.id))
