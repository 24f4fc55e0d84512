"""What the scheme itself rules out: zones without a region, zones in the capital area, a meeting counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about facts that the Regional Special Zones Act or plain logic rules out."""
    if {"zones", "zone_regions", "regions"} <= package.tables.keys():
        yield from _regions_of_zones(package)
    yield from _meeting_numbers(package)


def _regions_of_zones(package: Package) -> Iterator[Finding]:
    regions_of: dict[str, list[Row]] = {}
    for link in package.rows("zone_regions"):
        regions_of.setdefault(str(link.values.get("zone_id")), []).append(link)
    regions = package.tables["regions"].row_by_id
    for zone in package.rows("zones"):
        links = regions_of.get(zone.id, [])
        if not links:
            yield zone.finding("zone-without-region", "id")
        if zone.values.get("kind") == "regional_linked" and len(links) < 2:
            yield zone.finding("linked-zone-in-one-region", "kind")
        for link in links:
            region = regions.get(str(link.values.get("region_id")))
            if region is not None and region.values.get("capital_area") is True:
                # Regional Special Zones Act, articles 2 and 72: applicants lie outside the capital area.
                yield link.finding("zone-in-capital-area", "region_id")


def _meeting_numbers(package: Package) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Row] = {}
    for row in package.rows("meetings"):
        number = row.values.get("number")
        if number is None:
            continue
        key = (row.values.get("series"), number, row.text("held_on")[:4])
        if key in seen:
            yield row.finding("meeting-counted-twice", "number", first=seen[key].id, first_line=seen[key].line)
        else:
            seen[key] = row
