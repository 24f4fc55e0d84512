"""Zones: a page for each, and an index by region and by sector."""

from __future__ import annotations

from collections.abc import Iterator

from generator import derive
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import by_indicator, by_label, in_list_order, regions_with_zones, status_counts


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every zone."""
    zones = in_list_order(edition, edition.graph.records("zones"))
    yield _index(edition, zones)
    for zone in zones:
        yield _zone(edition, zone)


def _index(edition: Edition, zones: list[Record]) -> Page:
    words = edition.words
    return edition.page(
        "zones_index.md.j2",
        "zones/",
        words("kind.zones"),
        words("index.zones", count=len(zones)),
        zones=zones,
        counts=status_counts(edition, zones),
        by_region=[(region, in_list_order(edition, group)) for region, group in regions_with_zones(edition)],
        by_sector=[(sector, in_list_order(edition, sector.zones)) for sector in in_list_order(edition, edition.graph.records("sectors"))],
    )


def _zone(edition: Edition, zone: Record) -> Page:
    same_region = [other for region in zone.regions for other in region.zones if other != zone]
    same_sector = [other for other in zone.sector.zones if other != zone]
    told = derive.records_of_zone(zone)
    meetings = sorted(zone.agenda_items, key=lambda item: (item.meeting.held_on, item.id), reverse=True)
    return edition.page(
        "zone.md.j2",
        f"zones/{zone.id}/",
        zone.name,
        zone.summary or zone.name,
        zone,
        zone=zone,
        status=edition.zone_status(zone),
        newest=derive.newest_source(told) or derive.newest_source(told, statutes=True),
        participations_by_role=by_label(zone.participations, "role"),
        periods=sorted(zone.periods, key=lambda period: (period.starts_on or period.ends_on or "9999", period.id)),
        notes_by_topic=by_label(zone.notes, "topic"),
        observations=by_indicator(zone.observations),
        region_programs=[p for region in zone.regions for p in region.programs if p not in zone.programs],
        items=meetings,
        same_region=in_list_order(edition, dict.fromkeys(same_region)),
        same_sector=in_list_order(edition, same_sector),
    )
