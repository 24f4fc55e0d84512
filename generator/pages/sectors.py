"""Sectors: a page for each with its zones and projects, and an index."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every sector."""
    words = edition.words
    sectors = in_list_order(edition, edition.graph.records("sectors"))
    lead = words("index.sectors", count=len(sectors))
    yield edition.page("sectors_index.md.j2", "sectors/", words("kind.sectors"), lead, sectors=sectors)
    for sector in sectors:
        zones = in_list_order(edition, sector.zones)
        projects = [project for zone in zones for project in zone.projects]
        names = ", ".join(str(edition.short(zone)) for zone in zones)
        yield edition.page(
            "sector.md.j2",
            f"sectors/{sector.id}/",
            sector.name,
            f"{sector.name}: {names}" if names else sector.name,
            sector,
            sector=sector,
            zones=zones,
            projects=projects,
        )
