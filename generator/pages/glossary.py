"""The glossary: every term on one page, each with an anchor."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order


def pages(edition: Edition) -> Iterator[Page]:
    """The glossary."""
    terms = in_list_order(edition, edition.graph.records("terms"))
    words = edition.words
    yield edition.page(
        "glossary.md.j2",
        "glossary/",
        words("kind.terms"),
        words("glossary.intro", count=len(terms)),
        terms=terms,
        synonyms=edition.graph.records("search_synonyms"),
    )
