"""Every computed field of the registry, listed once. None of them is stored; each holds for the day it is asked for.

==========================  =====================================================================================
status of a zone            ``zone_status``: ended, planned, temporary_permit, active or unconfirmed
status of a call            ``call_status``: upcoming, open, closing_soon, closed or undated
status of a program         ``program_status``: standing, else that of its calls, else none
zones that end              ``ends_within``, ``has_no_known_end``: by the status of the day
latest period of a project  ``latest_period``: the one that began last
scheme-wide records         ``of_the_scheme``: those of no single zone
stage of an exemption       ``exemption_stage``: law_improved, temporary_permit, running, ended or not_stated
past calls                  ``call_is_past``, ``program_is_past``: undated, but of a year that is over
days left                   ``days_left``: whole days until a call closes
answer of an agenda item    ``is_answered``: whether a source tells an answer
sources of a record         ``sources_of``: the best one first, then the further ones
newest source               ``newest_source``: up to which day the sources of a zone reach
reach of the registry       ``reach_of_registry``: up to which day news and statutes were read
regions of a day            ``regions_on``: first-level divisions that exist on it
zones of a region           ``zones_of_region``: its own and those of the regions that went into it
coverage                    ``coverage``: how many cells of each column are filled
==========================  =====================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator import dates
from generator.graph import Graph, Record
from generator.package import Package

ZONE_STATUSES = ("active", "temporary_permit", "planned", "unconfirmed", "ended")
_RUNNING = ("active", "temporary_permit")

# Regional Special Zones Act, articles 86 and 90 as amended in 2024: the longest term of each kind of grant, in years.
LEGAL_TERM = {"designation": 4, "demonstration": 4, "temporary_permit": 3, "extension": 2}
CLOSING_SOON = timedelta(days=14)
_STATUTES = ("law", "gazette")
# Reference works carry a day of their own, which says nothing of how far the news was read.
_UNDATED_KINDS = ("paper",)


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
    if zone.ended_on and dates.last_day(zone.ended_on) < day:
        return ZoneStatus("ended", zone.ended_on, None)
    if dates.first_day(zone.designated_on or zone.decided_on) > day:
        return ZoneStatus("planned", None, None)
    periods = sorted(zone.periods, key=_beginning)
    containing = [period for period in periods if period.ends_on and _may_contain(period, day)]
    if containing:
        latest = containing[-1]
        status = _kind_of_grant(latest, periods)
        until = max((period.ends_on for period in containing if _kind_of_grant(period, periods) == status), key=dates.last_day)
        return ZoneStatus(status, until, latest)
    grants = [period for period in periods if period.starts_on and dates.first_day(period.starts_on) <= day]
    if grants:
        latest = grants[-1]
        if latest.ends_on is None and dates.add_years(dates.last_day(latest.starts_on), LEGAL_TERM[latest.kind]) > day:
            return ZoneStatus(_kind_of_grant(latest, periods), None, latest)
    begun = [period for period in periods if (period.starts_on or period.ends_on) and _has_begun(period, day)]
    return ZoneStatus("unconfirmed", None, max(begun, key=lambda period: dates.last_day(period.ends_on or period.starts_on), default=None))


def _beginning(period: Record) -> tuple[date, str]:
    """Periods in order of their start; one without a start stands at the last day that it can have begun."""
    if period.starts_on:
        return dates.first_day(period.starts_on), period.id
    return (dates.last_day(period.ends_on) if period.ends_on else date.min), period.id


def _has_begun(period: Record, day: date) -> bool:
    return period.starts_on is None or dates.first_day(period.starts_on) <= day


def _may_contain(period: Record, day: date) -> bool:
    return _has_begun(period, day) and dates.last_day(period.ends_on) >= day


def _kind_of_grant(period: Record, periods: list[Record]) -> str:
    kind = period.kind
    if kind == "extension":
        kind = _extended_kind(period, periods)
    return "temporary_permit" if kind == "temporary_permit" else "active"


def _extended_kind(extension: Record, periods: list[Record]) -> str:
    """Kind of what an extension extends: the last earlier permit or designation of its project (a zone's: of any)."""
    earlier = [
        period
        for period in periods
        if period.kind != "extension"
        and (extension.project is None or period.project is None or period.project == extension.project)
        and (extension.starts_on is None or _beginning(period) <= _beginning(extension))
    ]
    of_same = [period for period in earlier if period.kind in ("temporary_permit", "designation")]
    return str((of_same or earlier)[-1].kind) if of_same or earlier else "designation"


def ends_within(zone: Record, day: date, span: timedelta) -> bool:
    """True where a running zone has a stated end, and even its last possible day is no further ahead than ``span``."""
    status = zone_status(zone, day)
    return status.status in _RUNNING and status.until is not None and dates.last_day(status.until) - day <= span


def has_no_known_end(zone: Record, day: date) -> bool:
    """True where a zone may still run and no source states until when."""
    status = zone_status(zone, day)
    return status.status in (*_RUNNING, "unconfirmed") and status.until is None


def latest_period(project: Record) -> Record | None:
    """The period of a project that began last; None where no source states one."""
    return max(project.periods, key=_beginning, default=None)


def of_the_scheme(graph: Graph, table: str) -> list[Record]:
    """Records of a table that belong to no single zone."""
    return [record for record in graph.records(table) if record.zone_id is None]


EXEMPTION_STAGES = ("law_improved", "temporary_permit", "running", "ended", "not_stated")
# What an event that names an exemption says of it; an extension lets it run on as it was.
_STAGE_OF_EVENT = {"regulation_improved": "law_improved", "temporary_permit": "temporary_permit", "extended": "running", "ended": "ended"}


def exemption_stage(exemption: Record, day: date) -> str:
    """Where an exemption stands on ``day``: its stated outcome, else the latest event that names it, else its kind.

    ``not_stated`` is an answer of its own: the end of a zone never becomes the outcome of its exemptions.
    """
    if exemption.outcome and (not exemption.outcome_on or dates.first_day(exemption.outcome_on) <= day):
        return str(exemption.outcome)
    stage = "temporary_permit" if exemption.kind == "temporary_permit" else "not_stated"
    for event in sorted(exemption.events, key=lambda event: (dates.first_day(event.happened_on), event.id)):
        if dates.first_day(event.happened_on) <= day and event.kind in _STAGE_OF_EVENT:
            told = _STAGE_OF_EVENT[event.kind]
            stage = stage if told == "running" and stage == "temporary_permit" else told
    return stage


def call_status(call: Record, day: date) -> str | None:
    """Status of a row of kind ``call``; None for budgets, events and plans.

    ``open`` needs a closing day that is not past: in the month or year in which a call closes on a day that no source
    tells, it is ``undated``.
    """
    if call.kind != "call":
        return None
    if call.closes_on and dates.last_day(call.closes_on) < day:
        return "closed"
    if call.opens_on and dates.first_day(call.opens_on) > day:
        return "upcoming"
    if not call.closes_on or dates.first_day(call.closes_on) < day:
        return "undated"
    return "closing_soon" if dates.first_day(call.closes_on) - day <= CLOSING_SOON else "open"


def call_is_past(call: Record, day: date) -> bool:
    """True for a call without a known closing day whose own year, or every day that a source gives for it, is over."""
    if call_status(call, day) != "undated":
        return False
    told = [text for text in (call.announced_on, call.opens_on, call.closes_on, str(call.year) if call.year else None) if text]
    return bool(told) and max(dates.last_day(text).year for text in told) < day.year


def program_is_past(program: Record, day: date) -> bool:
    """True for a program whose status is ``undated`` only because of calls that are past."""
    if program_status(program, day) != "undated":
        return False
    return all(call_is_past(call, day) for call in program.calls if call_status(call, day) == "undated")


def days_left(call: Record, day: date) -> int | None:
    """Whole days until a call closes; None where the closing day is not known to the day or is past."""
    if not call.closes_on or len(call.closes_on) != 10:
        return None
    left = (dates.first_day(call.closes_on) - day).days
    return left if left >= 0 else None


def program_status(program: Record, day: date) -> str | None:
    """Status of a program: standing; else open or closing soon if a call is; else its latest call's; else None."""
    if program.standing:
        return "standing"
    calls = [(call, call_status(call, day)) for call in program.calls]
    statuses = [(call, status) for call, status in calls if status]
    for wanted in ("closing_soon", "open", "upcoming"):
        if any(status == wanted for _, status in statuses):
            return wanted
    if not statuses:
        return None
    latest = max(statuses, key=lambda pair: (_call_day(pair[0]), pair[0].id))
    return latest[1]


def _call_day(call: Record) -> date:
    text = call.closes_on or call.opens_on or call.announced_on or (str(call.year) if call.year else "1900")
    return dates.first_day(text)


def is_answered(item: Record) -> bool:
    """True where a source tells a response to an agenda item; reports end before answers come, so False is not 'open'."""
    return item.response is not None


def sources_of(record: Record, field: str | None = None) -> list[Record]:
    """Sources of a record, the best one first; of one field where ``field`` is given: only those tied to it."""
    found: list[Record] = []
    if field is None and "source" in record.graph.shapes[record.table].links and record.source is not None:
        found.append(record.source)
    for citation in record.citations:
        if (field is None and citation.field == "*") or (field is not None and citation.field == field):
            found.append(citation.source)
    return list(dict.fromkeys(found))


def records_of_zone(zone: Record) -> list[Record]:
    """The zone and every record that tells of it alone: its projects, exemptions, periods, events, participations."""
    found = [zone, *zone.periods, *zone.events, *zone.participations, *zone.projects, *zone.notes, *zone.cooperations]
    found += [*zone.task_forces, *zone.observations]
    found += [exemption for project in zone.projects for exemption in project.exemptions]
    return found


def newest_source(records: Iterable[Record], statutes: bool = False) -> str | None:
    """Day of the newest source of the records, news (default) or statutes; None where no source has a day."""
    days = [
        source.published_on
        for record in records
        for source in [*sources_of(record), *(conflict.other_source for conflict in record.conflicts)]
        if source.published_on and source.kind not in _UNDATED_KINDS and (source.kind in _STATUTES) == statutes
    ]
    return max(days, key=lambda text: (dates.first_day(text), text)) if days else None


def reach_of_registry(graph: Graph) -> tuple[str | None, str | None]:
    """Up to which day the sources of the whole registry reach: news, statutes."""
    dated = [s for s in graph.records("sources") if s.published_on and s.kind not in _UNDATED_KINDS]
    news = [s.published_on for s in dated if s.kind not in _STATUTES]
    laws = [s.published_on for s in dated if s.kind in _STATUTES]
    return max(news, key=dates.first_day, default=None), max(laws, key=dates.first_day, default=None)


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
    found = list(region.zones)
    for before in region.predecessors:
        found += zones_of_region(before)
    return list(dict.fromkeys(found))


def coverage(package: Package) -> dict[str, dict[str, tuple[int, int]]]:
    """For each table and column: filled cells, all cells."""
    return {
        table.name: {
            field.name: (sum(row.values.get(field.name) is not None for row in table.rows), len(table.rows))
            for field in table.schema.fields
        }
        for table in package
    }
