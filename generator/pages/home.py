"""The first page: what this is, the map of the regions, calls that are open, what ends soon, what happened last, official figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.bilingual import plain
from generator.charts.drawing import Chart
from generator.charts.region_map import STEPS, Shown, region_map
from generator.dates import first_day, last_day
from generator.derive import (
    days_until,
    ends_within,
    has_no_known_end,
    newest_values,
    permits_ending_within,
    permits_without_end,
    program_is_past,
    regions_on,
    zones_of_region,
)
from generator.graph import Record
from generator.pages.addresses import address, relative
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order, status_counts
from generator.pages.programs import OPEN

_SOON = timedelta(days=365)
_LATEST = 6
_RUNNING = ("active", "temporary_permit")
# What the scheme is known by; each stands with its newest value.
_FIGURES = ("zones-designated", "investment", "jobs-created", "sales", "laws-revised")


class RegionCount(NamedTuple):
    """A region and its zones: those that run on the edition's day, and all."""

    region: Record
    running: int
    total: int


class Ending(NamedTuple):
    """A zone, or a temporary permit in it, and when it ends. ``days`` is None where the end is not known to the day."""

    zone: Record
    permit: Record | None
    until: str
    days: int | None


def pages(edition: Edition) -> Iterator[Page]:
    """The first page."""
    graph = edition.graph
    zones = graph.records("zones")
    programs = in_list_order(edition, graph.records("programs"))
    regions = [_count(edition, region) for region in in_list_order(edition, regions_on(graph, edition.day))]
    events = sorted(graph.records("events"), key=lambda event: (first_day(event.happened_on), event.id), reverse=True)
    yield edition.page(
        "home.md.j2",
        "",
        edition.words("site.name"),
        edition.words("home.lead"),
        layout="home",
        counts=status_counts(edition, zones),
        running=sum(edition.zone_status(zone).status in _RUNNING for zone in zones),
        open_programs=[program for program in programs if edition.program_status(program) in OPEN],
        regions=regions,
        map=_map(edition, regions),
        steps=range(STEPS),
        standing_programs=[program for program in programs if edition.program_status(program) == "standing"],
        undated_programs=[
            program for program in programs if edition.program_status(program) == "undated" and not program_is_past(program, edition.day)
        ],
        announced=_announced(programs),
        endings=_endings(edition),
        open_ended=in_list_order(edition, [zone for zone in zones if has_no_known_end(zone, edition.day)]),
        open_permits=permits_without_end(graph, edition.day),
        latest=events[:_LATEST],
        figures=_figures(edition),
    )


def _count(edition: Edition, region: Record) -> RegionCount:
    zones = zones_of_region(region)
    return RegionCount(region, sum(edition.zone_status(zone).status in _RUNNING for zone in zones), len(zones))


def _map(edition: Edition, regions: list[RegionCount]) -> Chart:
    words = edition.words
    shown = []
    for region, running, total in regions:
        name = plain(edition.short(region))
        none = region.capital_area and not total
        said = words("map.capital", name=name) if none else words("map.region", name=name, running=running, total=total)
        shown.append(Shown(region, relative("", address(region)), name, None if none else running, said))
    return region_map("region-map", words("map.title"), words("map.description"), shown)


def _endings(edition: Edition) -> list[Ending]:
    """Zones and permits that end within a year, the first to end first."""
    day = edition.day
    found = []
    for zone in edition.graph.records("zones"):
        until = edition.zone_status(zone).until
        if until and ends_within(zone, day, _SOON):
            found.append(Ending(zone, None, until, days_until(until, day)))
    for permit in permits_ending_within(edition.graph, day, _SOON):
        found.append(Ending(permit.zone, permit, permit.ends_on, days_until(permit.ends_on, day)))
    return sorted(found, key=lambda ending: (last_day(ending.until), ending.zone.id, ending.permit.id if ending.permit else ""))


def _announced(programs: list[Record]) -> list[tuple[str, list[Record]]]:
    """Addresses at which those who run programs announce calls, each with them: their own, and front pages that calls name."""
    found: dict[str, list[Record]] = {}
    for program in programs:
        of_calls = [call.url for call in program.calls if call.kind == "call" and call.url and urlsplit(call.url).path in ("", "/")]
        for url in dict.fromkeys(chain([program.url], of_calls)):
            if url:
                found.setdefault(url, []).extend(program.providers)
        for provider in program.providers:
            if provider.url:
                found.setdefault(provider.url, []).append(provider)
    return [(url, list(dict.fromkeys(providers))) for url, providers in sorted(found.items())]


def _figures(edition: Edition) -> list[Record]:
    indicators = [edition.graph.find("indicators", id) for id in _FIGURES]
    return [value for indicator in indicators if indicator is not None for value in newest_values(indicator, edition.day)]
