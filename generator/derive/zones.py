"""The status of a zone on a day, its terms and permits, and the rounds of designation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator import dates
from generator.derive.periods import LEGAL_TERM, RUNNING, beginning, has_begun, holds, kind_of_grant, may_contain
from generator.derive.sources import newest_source, records_of_zone
from generator.graph import Graph, Record

ZONE_STATUSES = ("active", "temporary_permit", "planned", "unconfirmed", "ended")


@dataclass(frozen=True)
class ZoneStatus:
    """What may be said of a zone on a day, and the period that says it; where unconfirmed, the one that reaches furthest."""

    status: str
    until: str | None
    period: Record | None


def zone_status(zone: Record, day: date) -> ZoneStatus:
    """Status of a zone on ``day``: the first of the rules below that fits.

    1. ended: the day of its ending is past. 2. planned: its designation is ahead. 3. A stated period may contain the
    day: ``temporary_permit`` if the latest such period is one (an extension keeps the kind of what it extends), else
    ``active``. 4. The latest grant states no end and is younger than the legal term of its kind: the same, until not
    stated. 5. Else ``unconfirmed``: no source says what followed.
    """
    return status_by(zone, zone.periods, day)


def status_by(zone: Record, told: list[Record], day: date) -> ZoneStatus:
    """Status of a zone on ``day`` by the given ones of its periods."""
    if zone.ended_on and dates.last_day(zone.ended_on) < day:
        return ZoneStatus("ended", zone.ended_on, None)
    if dates.first_day(zone.designated_on or zone.decided_on) > day:
        return ZoneStatus("planned", None, None)
    periods = sorted(told, key=beginning)
    containing = [period for period in periods if period.ends_on and may_contain(period, day)]
    if containing:
        latest = containing[-1]
        status = kind_of_grant(latest, periods)
        until = max((period.ends_on for period in containing if kind_of_grant(period, periods) == status), key=dates.last_day)
        return ZoneStatus(status, until, latest)
    grants = [period for period in periods if period.starts_on and dates.first_day(period.starts_on) <= day]
    if grants:
        latest = grants[-1]
        if latest.ends_on is None and dates.add_years(dates.last_day(latest.starts_on), LEGAL_TERM[latest.kind]) > day:
            return ZoneStatus(kind_of_grant(latest, periods), None, latest)
    begun = [period for period in periods if (period.starts_on or period.ends_on) and has_begun(period, day)]
    return ZoneStatus("unconfirmed", None, max(begun, key=lambda period: dates.last_day(period.ends_on or period.starts_on), default=None))


def basis_of_status(zone: Record, day: date) -> Record:
    """The record that says the end, or the state, that ``zone_status`` gives: the period that ends then, else the zone."""
    status = zone_status(zone, day)
    if status.period is None or status.period.ends_on == status.until:
        return status.period or zone
    return next((period for period in zone.periods if period.ends_on == status.until), status.period)


def ends_within(zone: Record, day: date, span: timedelta) -> bool:
    """True where a running zone has a stated end, and even its last possible day is no further ahead than ``span``."""
    status = zone_status(zone, day)
    return status.status in RUNNING and status.until is not None and dates.last_day(status.until) - day <= span


def has_no_known_end(zone: Record, day: date) -> bool:
    """True where a zone may still run and no source states until when."""
    status = zone_status(zone, day)
    return status.status in (*RUNNING, "unconfirmed") and status.until is None


def permits_ending_within(graph: Graph, day: date, span: timedelta) -> list[Record]:
    """Temporary permits that hold on ``day`` and whose stated end is no further ahead than ``span``, the first to end first.

    A permit that ends with its zone is told by the zone, and one of a zone that has ended by the end of the zone.
    """
    found = [
        period
        for period in _permits_of_running_zones(graph, day)
        if period.ends_on
        and may_contain(period, day)
        and dates.last_day(period.ends_on) - day <= span
        and zone_status(period.zone, day).until != period.ends_on
    ]
    return sorted(found, key=lambda period: (dates.last_day(period.ends_on), period.id))


def permits_without_end(graph: Graph, day: date) -> list[Record]:
    """Temporary permits that may still hold on ``day``, for which no source states an end while it states that of their zone."""
    return [
        period
        for period in _permits_of_running_zones(graph, day)
        if not period.ends_on and holds(period, day) and not has_no_known_end(period.zone, day)
    ]


def _permits_of_running_zones(graph: Graph, day: date) -> Iterator[Record]:
    for period in graph.records("periods"):
        if period.kind == "temporary_permit" and zone_status(period.zone, day).status != "ended":
            yield period


def rounds(graph: Graph) -> list[tuple[str, int, str, list[Record]]]:
    """Kind, round, day of the decision, and the zones that were designated together, the first ones first."""
    found: dict[tuple[str, str, int], list[Record]] = {}
    for zone in graph.records("zones"):
        found.setdefault((zone.decided_on, zone.kind, zone.round), []).append(zone)
    order = sorted(found, key=lambda key: (dates.first_day(key[0]), key[1] != "regulation_free", key))
    return [(kind, number, decided, found[decided, kind, number]) for decided, kind, number in order]


def deciding_meetings(zones: Iterable[Record]) -> list[Record]:
    """Meetings that decided the designation of zones: those of its event, and those of that day with a decision on the zone."""
    found: dict[Record, None] = {}
    for zone in zones:
        told = [event.meeting for event in zone.events if event.kind == "decided" and event.meeting]
        items = [item.meeting for item in zone.agenda_items if item.kind == "decision" and item.meeting.held_on == zone.decided_on]
        found |= dict.fromkeys(told or items)
    return list(found)


def latest_period(project: Record) -> Record | None:
    """The period of a project that began last; None where no source states one."""
    return max(project.periods, key=beginning, default=None)


def of_the_scheme(graph: Graph, table: str) -> list[Record]:
    """Records of a table that belong to no single zone."""
    return [record for record in graph.records(table) if record.zone_id is None]


def is_outdated(zone: Record, day: date, span: timedelta) -> bool:
    """True for a zone that has not ended, of which no source that carries a day is younger than ``span``."""
    if zone_status(zone, day).status == "ended":
        return False
    newest = newest_source(records_of_zone(zone))
    return newest is None or dates.last_day(newest) < day - span
