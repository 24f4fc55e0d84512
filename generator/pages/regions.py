"""Regions: a page for each, those that merged and those of the capital area too, and an index with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.derive import ZONE_STATUSES, region_and_before, regions_on, spans_of_zone, zones_of_region
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import by_indicator, in_list_order, status_counts
from generator.pages.timeline import bars_of, by_status

# The act whose articles 2 and 72 leave the capital area out.
_ACT = "regional-special-zone-act"
# The term whose sources tell of the sandboxes that the capital area has.
_SANDBOX = "regulatory-sandbox"


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every region."""
    regions = in_list_order(edition, edition.graph.records("regions"))
    yield _index(edition, regions)
    for region in regions:
        yield _region(edition, region)


def _index(edition: Edition, regions: list[Record]) -> Page:
    words = edition.words
    rows = []
    statuses = [status for status, _ in status_counts(edition, edition.graph.records("zones"))]
    for region in regions:
        zones = zones_of_region(region)
        numbers = dict(status_counts(edition, zones))
        rows.append((region, len(zones), [(status, numbers.get(status, 0)) for status in ZONE_STATUSES if status in statuses]))
    lead = words("index.regions", count=len(regions_on(edition.graph, edition.day)))
    return edition.page("regions_index.md.j2", "regions/", words("kind.regions"), lead, lead=lead, rows=rows, statuses=statuses)


def _region(edition: Edition, region: Record) -> Page:
    zones = in_list_order(edition, zones_of_region(region))
    said = {item.id: item for zone in zones for item in zone.agenda_items if item.kind in ("request", "difficulty", "feedback", "plan")}
    names = ", ".join(str(edition.short(zone)) for zone in zones)
    path = f"regions/{region.id}/"
    sectors = Counter(zone.sector for zone in zones)
    gathered = region_and_before(region)
    return edition.page(
        "region.md.j2",
        path,
        region.name,
        f"{region.name}: {names or edition.words('region.none')}",
        region,
        region=region,
        zones=by_status(edition, zones),
        spans={zone: spans_of_zone(zone, edition.day) for zone in zones},
        chart=bars_of(edition, path, edition.words("timeline.chart_region"), zones),
        counts=status_counts(edition, zones),
        sectors=[(sector, sectors[sector]) for sector in in_list_order(edition, sectors)],
        programs=_of_each(gathered, "programs"),
        plans=_of_each(gathered, "plans"),
        organisations=_of_each(gathered, "organisations"),
        observations=by_indicator(region.observations),
        items=sorted(said.values(), key=lambda item: (item.meeting.held_on, item.id), reverse=True),
        act=edition.graph.find("laws", _ACT),
        sandbox=edition.graph.find("terms", _SANDBOX),
    )


def _of_each(regions: list[Record], name: str) -> list[Record]:
    return list(dict.fromkeys(record for region in regions for record in getattr(region, name)))
