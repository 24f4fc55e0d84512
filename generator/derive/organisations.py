"""The roles of an organisation, and those beside it."""

from __future__ import annotations

from generator import dates
from generator.graph import Record


def roles_by_zone(organisation: Record) -> list[tuple[Record, list[Record]]]:
    """Zones in which an organisation takes part, the newest first, each with its participations."""
    zones: dict[Record, list[Record]] = {}
    for participation in organisation.participations:
        zones.setdefault(participation.zone, []).append(participation)
    return sorted(zones.items(), key=lambda pair: (dates.first_day(pair[0].decided_on), pair[0].id), reverse=True)


def organisations_beside(organisation: Record) -> list[Record]:
    """Other organisations of the same kind in the same region; none where no source tells the region."""
    if organisation.region is None:
        return []
    return [other for other in organisation.region.organisations if other.kind == organisation.kind and other != organisation]
