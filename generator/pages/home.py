"""The first page: what this is, the state of the zones, open calls, regions, what ends soon, what happened last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.dates import first_day, last_day
from generator.derive import program_is_past, regions_on, zones_of_region
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
    programs = in_list_order(edition, graph.records("programs"))
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
        open_programs=[program for program in programs if edition.program_status(program) in OPEN],
        regions=[(region, len(zones_of_region(region))) for region in regions],
        standing_programs=[program for program in programs if edition.program_status(program) == "standing"],
        undated_programs=[
            program for program in programs if edition.program_status(program) == "undated" and not program_is_past(program, edition.day)
        ],
        ending=sorted((zone for zone in zones if _ends_soon(edition, zone)), key=lambda zone: _end(edition, zone)),
        open_ended=in_list_order(edition, [zone for zone in zones if _has_no_known_end(edition, zone)]),
        latest=events[:_LATEST],
    )


def _ends_soon(edition: Edition, zone: Record) -> bool:
    status = edition.zone_status(zone)
    return status.status in ("active", "temporary_permit") and status.until is not None and _end(edition, zone)[0] - edition.day <= _SOON


def _end(edition: Edition, zone: Record) -> tuple[date, str]:
    """Last day that the stated end can mean, and the id, so that the order is stable."""
    return last_day(edition.zone_status(zone).until or "9999"), zone.id


def _has_no_known_end(edition: Edition, zone: Record) -> bool:
    status = edition.zone_status(zone)
    return status.status in ("active", "temporary_permit", "unconfirmed") and status.until is None
