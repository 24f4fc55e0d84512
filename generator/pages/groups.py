"""Records in groups and counts, as lists and indexes show them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.derive import ZONE_STATUSES, regions_on, zones_of_region
from generator.graph import Record
from generator.pages.edition import Edition


def by_label(records: Iterable[Record], column: str) -> list[tuple[str, list[Record]]]:
    """Records grouped by the label of an enum column, in the order of the schema's list of values."""
    records = list(records)
    if not records:
        return []
    order = list(records[0].column(column).labels)
    groups: dict[str, list[Record]] = {value: [] for value in order}
    for record in records:
        groups[str(getattr(record, column))].append(record)
    return [(group[0].label(column), group) for group in groups.values() if group]


def status_counts(edition: Edition, zones: Iterable[Record]) -> list[tuple[str, int]]:
    """How many zones have each status on the edition's day; statuses that none has are left out."""
    found = [edition.zone_status(zone).status for zone in zones]
    return [(status, found.count(status)) for status in ZONE_STATUSES if status in found]


def regions_with_zones(edition: Edition) -> list[tuple[Record, list[Record]]]:
    """Regions of the edition's day that have zones, each with its own and its predecessors'."""
    pairs = [(region, zones_of_region(region)) for region in in_list_order(edition, regions_on(edition.graph, edition.day))]
    return [(region, zones) for region, zones in pairs if zones]


def in_list_order(edition: Edition, records: Iterable[Record]) -> list[Record]:
    """Records by their short name in the edition's language."""
    return sorted(records, key=lambda record: (str(edition.short(record)).casefold(), record.id))


def by_indicator(observations: Iterable[Record]) -> list[Record]:
    """Observations by what they measure, then by their day."""
    return sorted(observations, key=lambda observation: (observation.indicator_id, observation.as_of, observation.id))
