"""What the scheme itself rules out: zones without a region, zones in the capital area, a meeting counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row
from generator.rules.nearest import nearest
from generator.rules.shape import has_every_row, sound_rows, sound_rows_of


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about facts that the Regional Special Zones Act or plain logic rules out."""
    if {"zones", "zone_regions", "regions"} <= package.tables.keys():
        yield from _regions_of_zones(package)
    yield from _meeting_numbers(package)


def _regions_of_zones(package: Package) -> Iterator[Finding]:
    table = package.tables["zone_regions"]
    zones, regions = package.tables["zones"].row_by_id, package.tables["regions"].row_by_id
    all_read = has_every_row(table) and len(table.whole_rows) == len(table.rows)
    regions_of: dict[str, list[Row]] = {}
    for link in sound_rows(table):
        # A misspelt link is an error of its own; here it stands for the zone that it means.
        zone_id = link.text("zone_id")
        regions_of.setdefault(zone_id if zone_id in zones else nearest(zone_id, zones), []).append(link)
    for zone in sound_rows(package.tables["zones"]):
        links = regions_of.get(zone.id, [])
        if zone.id and not links and all_read:
            yield zone.finding("zone-without-region", "id")
        elif zone.id and zone.values.get("kind") == "regional_linked" and len(links) < 2 and all_read:
            yield zone.finding("linked-zone-in-one-region", "kind")
        for link in links:
            region = regions.get(str(link.values.get("region_id")))
            if region is not None and region.values.get("capital_area") is True:
                # Regional Special Zones Act, articles 2 and 72: applicants lie outside the capital area.
                yield link.finding("zone-in-capital-area", "region_id")


def _meeting_numbers(package: Package) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Row] = {}
    for row in sound_rows_of(package, "meetings"):
        key = (row.text("series"), row.values.get("number"), row.text("held_on")[:4])
        if not all(key):
            continue
        if key in seen:
            if row.id == seen[key].id:
                continue
            yield row.finding("meeting-counted-twice", "number", first=seen[key].id, first_line=seen[key].line)
        else:
            seen[key] = row
