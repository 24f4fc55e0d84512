"""The first page: what this is, the state of the zones, open calls, regions, what ends soon, what happened last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.dates import first_day
from generator.derive import regions_on, zones_of_region
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order, status_counts
from generator.pages.programs import OPEN

_TABLES = ("zones", "projects", "programs", "meetings", "laws", "organisations")
_SOON = timedelta(days=365)
_LATEST = 8


def pages(edition: Edition) -> Iterator[Page]:
    """The first page."""
    graph = edition.graph
    zones = graph.records("zones")
    regions = in_list_order(edition, regions_on(graph, edition.day))
    events = sorted(graph.records("events"), key=lambda event: (first_day(event.happened_on), event.id), reverse=True)
    yield edition.page(
        "home.md.j2",
        "",
        edition.words("site.name"),
        edition.words("home.lead"),
        layout="home",
        totals=[(table, len(graph.records(table))) for table in _TABLES],
        counts=status_counts(edition, zones),
        open_programs=[program for program in graph.records("programs") if edition.program_status(program) in OPEN],
        regions=[(region, len(zones_of_region(region)), 0) for region in regions],
        ending=in_list_order(edition, [zone for zone in zones if _ends_soon(edition, zone)]),
        latest=events[:_LATEST],
    )


def _ends_soon(edition: Edition, zone: Record) -> bool:
    status = edition.zone_status(zone)
    if status.status in ("ended", "planned"):
        return False
    return status.until is None or first_day(status.until) - edition.day <= _SOON
