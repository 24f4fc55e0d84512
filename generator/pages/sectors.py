"""Sectors: a page for each with its zones, what became of their exemptions, and the laws in their way, and an index."""

from __future__ import annotations

from collections.abc import Iterator

from generator import derive
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order
from generator.pages.timeline import bars_of, by_status


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every sector."""
    words = edition.words
    sectors = in_list_order(edition, edition.graph.records("sectors"))
    lead = words("index.sectors", count=len(sectors))
    listed = [(sector, by_status(edition, sector.zones)) for sector in sectors]
    yield edition.page("sectors_index.md.j2", "sectors/", words("kind.sectors"), lead, sectors=listed)
    for sector in sectors:
        yield _sector(edition, sector)


def _sector(edition: Edition, sector: Record) -> Page:
    zones = in_list_order(edition, sector.zones)
    path = f"sectors/{sector.id}/"
    names = ", ".join(str(edition.short(zone)) for zone in zones)
    projects = [project for zone in zones for project in zone.projects]
    exemptions = [exemption for project in projects for exemption in project.exemptions]
    laws = derive.laws_in_the_way(exemptions)
    return edition.page(
        "sector.md.j2",
        path,
        sector.name,
        f"{sector.name}: {names}" if names else sector.name,
        sector,
        sector=sector,
        zones=by_status(edition, zones),
        spans={zone: derive.spans_of_zone(zone, edition.day) for zone in zones},
        chart=bars_of(edition, path, edition.words("timeline.chart_sector"), zones),
        zones_by_name=zones,
        projects=projects,
        exemptions=exemptions,
        ends=derive.end_counts(exemptions, edition.day),
        named=sum(bool(exemption.law_links) for exemption in exemptions),
        laws=laws,
        frequent=[(law, number) for law, number in laws if number > 1],
        programs=list(dict.fromkeys(program for zone in zones for program in zone.programs)),
    )
