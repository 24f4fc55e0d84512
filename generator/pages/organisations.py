"""Organisations: a page for each with its roles, programs and statements, and an index by kind."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page
from generator.pages.groups import by_label, in_list_order


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every organisation."""
    words = edition.words
    organisations = in_list_order(edition, edition.graph.records("organisations"))
    lead = words("index.organisations", count=len(organisations))
    groups = by_label(organisations, "kind")
    title = words("kind.organisations")
    yield edition.page("organisations_index.md.j2", "organisations/", title, lead, count=len(organisations), groups=groups)
    for organisation in organisations:
        zones = ", ".join(dict.fromkeys(str(edition.short(p.zone)) for p in organisation.participations))
        yield edition.page(
            "organisation.md.j2",
            f"organisations/{organisation.id}/",
            # A region and its government share a name; their pages do not share a title.
            f"{organisation.name} ({organisation.label('kind')})",
            f"{organisation.name}: {zones}" if zones else f"{organisation.name}, {organisation.label('kind')}",
            organisation,
            organisation=organisation,
        )
