"""Regions in time."""

from __future__ import annotations

from datetime import date

from generator import dates
from generator.graph import Graph, Record


def regions_on(graph: Graph, day: date) -> list[Record]:
    """First-level divisions that exist on ``day``."""
    return [
        region
        for region in graph.records("regions")
        if (not region.valid_from or dates.first_day(region.valid_from) <= day)
        and (not region.valid_to or dates.last_day(region.valid_to) >= day)
    ]


def zones_of_region(region: Record) -> list[Record]:
    """Zones of a region, and those of the regions that went into it."""
    return list(dict.fromkeys(zone for one in region_and_before(region) for zone in one.zones))


def region_and_before(region: Record) -> list[Record]:
    """A region, and those that went into it."""
    return [region, *(earlier for before in region.predecessors for earlier in region_and_before(before))]
