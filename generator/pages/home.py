"""The first page: what this is, the state of the zones, open calls, regions, what ends soon, what happened last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.dates import first_day, last_day
from generator.derive import ends_within, has_no_known_end, program_is_past, regions_on, zones_of_region
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
    ending = [zone for zone in zones if ends_within(zone, edition.day, _SOON)]
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
        ending=sorted(ending, key=lambda zone: (last_day(edition.zone_status(zone).until or ""), zone.id)),
        open_ended=in_list_order(edition, [zone for zone in zones if has_no_known_end(zone, edition.day)]),
        latest=events[:_LATEST],
    )
