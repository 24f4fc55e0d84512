"""Every computed field of the registry, listed once. None of them is stored; each holds for the day it is asked for.

==========================  =====================================================================================
status of a zone            ``zone_status``: ended, planned, temporary_permit, active or unconfirmed
status of a call            ``call_status``: upcoming, open, closing_soon, closed or undated
status of a program         ``program_status``: standing, else that of its calls, else none
basis of a status           ``basis_of_status``: the record that says it
zones that end              ``ends_within``, ``has_no_known_end``: by the status of the day
permits that end            ``permits_ending_within``, ``permits_without_end``: where their zone's own end does not tell it
spans of a zone             ``spans_of_zone``: what held when, from its decision to its last known end
rounds                      ``rounds``: zones by what was designated together; ``deciding_meetings``: where that was decided
latest period of a project  ``latest_period``: the one that began last
scheme-wide records         ``of_the_scheme``: those of no single zone
stage of an exemption       ``exemption_stage``: law_improved, temporary_permit, running, ended or not_stated
use of an exemption         ``who_may_use``: who may do today what it allows, and until or since when
ends of exemptions          ``end_counts``: what became of how many of some exemptions
laws in the way             ``laws_in_the_way``: laws that some exemptions name, and how many name each
end of an exemption         ``exemption_end``: its stage; where no source states one, whether it is still in its period
ways of exemptions          ``exemption_ways``: how many came by which kind, by a permit or not, to which end
families of laws            ``family_of``, ``laws_of_family``: an act and all that rests on it
exemptions of a family      ``exemptions_of_laws``: each once, whichever of its laws it names
families and zones          ``families_and_zones``: in which zones how many exemptions touch a family
exemptions without a law    ``without_law``: those of which no source names one
newest official values      ``newest_of_the_scheme``: of an indicator, for the whole scheme
ours beside official ones   ``own_counts``: what the registry itself counts, by the indicator that it stands beside
past calls                  ``call_is_past``, ``program_is_past``: undated, but of a year that is over
days left                   ``days_left``: whole days until a call closes; ``days_until``: until any day
answer of an agenda item    ``is_answered``: whether a source tells an answer
what was said               ``what_was_said``: requests, difficulties, opinions and plans of all meetings
zones of an agenda item     ``zones_of_item``, ``regions_of_item``: those that it names, by zone or by plan
zones of a meeting          ``zones_of_meeting``: those of its items, events and periods
meetings beside a meeting   ``meetings_beside``: the ones before and after it in its series
roles of an organisation    ``roles_by_zone``: in which zones it takes part, and how
organisations beside one    ``organisations_beside``: those of its kind in its region
sources of a record         ``sources_of``: the best one first, then the further ones
newest source               ``newest_source``: up to which day the sources of a zone reach
reach of the registry       ``reach_of_registry``: up to which day news and statutes were read
regions of a day            ``regions_on``: first-level divisions that exist on it
zones of a region           ``zones_of_region``: its own and those of the regions that went into it
what a region gathers       ``region_and_before``: the region and those that went into it
coverage                    ``coverage``: how many cells of each column are filled
values of a series          ``of_one_series``, ``joined_values``: which announced values may be read as one line
newest values               ``newest_values``: the newest of the whole scheme that an indicator has
state of a table            ``state_of_table``: how full and how fresh it is, what is in doubt and what conflicts
records with one source     ``has_one_source``: those that rest on one page, copies of it not counted
==========================  =====================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

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
    return _status_by(zone, zone.periods, day)


def _status_by(zone: Record, told: list[Record], day: date) -> ZoneStatus:
    """Status of a zone on ``day`` by the given ones of its periods."""
    if zone.ended_on and dates.last_day(zone.ended_on) < day:
        return ZoneStatus("ended", zone.ended_on, None)
    if dates.first_day(zone.designated_on or zone.decided_on) > day:
        return ZoneStatus("planned", None, None)
    periods = sorted(told, key=_beginning)
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


def basis_of_status(zone: Record, day: date) -> Record:
    """The record that says the end, or the state, that ``zone_status`` gives: the period that ends then, else the zone."""
    status = zone_status(zone, day)
    if status.period is None or status.period.ends_on == status.until:
        return status.period or zone
    return next((period for period in zone.periods if period.ends_on == status.until), status.period)


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


def permits_ending_within(graph: Graph, day: date, span: timedelta) -> list[Record]:
    """Temporary permits that hold on ``day`` and whose stated end is no further ahead than ``span``, the first to end first.

    A permit that ends with its zone is told by the zone, and one of a zone that has ended by the end of the zone.
    """
    found = [
        period
        for period in _permits_of_running_zones(graph, day)
        if period.ends_on
        and _may_contain(period, day)
        and dates.last_day(period.ends_on) - day <= span
        and zone_status(period.zone, day).until != period.ends_on
    ]
    return sorted(found, key=lambda period: (dates.last_day(period.ends_on), period.id))


def permits_without_end(graph: Graph, day: date) -> list[Record]:
    """Temporary permits that may still hold on ``day``, for which no source states an end while it states that of their zone."""
    return [
        period
        for period in _permits_of_running_zones(graph, day)
        if not period.ends_on and _holds(period, day) and not has_no_known_end(period.zone, day)
    ]


def _permits_of_running_zones(graph: Graph, day: date) -> Iterator[Record]:
    for period in graph.records("periods"):
        if period.kind == "temporary_permit" and zone_status(period.zone, day).status != "ended":
            yield period


@dataclass(frozen=True)
class Span:
    """A stretch of a zone's time, and what held in it.

    ``kind`` is a status, or ``designated`` before the first period that a source dates. ``last`` is None where no source
    states the end. ``since`` and ``until`` are its days as sources write them, None where none does.
    """

    kind: str
    first: date
    last: date | None
    since: str | None
    until: str | None


class _Piece(NamedTuple):
    """A span between two edges; its last day is the last of all days where nothing ends it."""

    kind: str
    first: date
    last: date
    since: str | None
    until: str | None


@dataclass(frozen=True)
class _Edge:
    """A day from which another status may hold: the date that begins on it, and the one that ended on the day before."""

    begins: str | None = None
    ended: str | None = None


def spans_of_zone(zone: Record, day: date) -> list[Span]:
    """What held when in a zone, as its sources tell it on ``day``, from its decision to its last stated end.

    The span that contains ``day`` has the status of the day (``zone_status``); a zone that has ended has none that does. On all
    other days holds what ``zone_status`` says of them, but a permit or an extension without a stated start does not reach
    back over days that other periods explain; what comes before the first period is ``designated``; a zone that has ended ran
    until its end, whatever its periods say; and behind ``day`` stands only what a source states.
    """
    edges = _edges_of_zone(zone)
    starts = sorted(edges)
    end = dates.last_day(zone.ended_on) if zone.ended_on else date.max
    pieces: list[_Piece] = []
    for first, following in zip(starts, [*starts[1:], None], strict=True):
        if first > end:
            break
        last = min(following - timedelta(days=1) if following else date.max, end)
        until = zone.ended_on if last == end else edges[following].ended if following else None
        kind = zone_status(zone, day).status if first <= day <= last else _kind_then(zone, first, day, pieces)
        pieces.append(_Piece(kind, first, last, edges[first].begins, until))
    while pieces[-1].first > day and pieces[-1].kind == "unconfirmed":
        pieces.pop()
    running = next((number for number, piece in enumerate(pieces) if piece.kind in _RUNNING), 0)
    for number, (kind, first, last, *_) in enumerate(pieces[:running]):
        if last < day or (first > day and kind != "planned"):
            pieces[number] = pieces[number]._replace(kind="designated")
    return _joined(pieces)


def _edges_of_zone(zone: Record) -> dict[date, _Edge]:
    """Days on which the status of a zone may change, from its decision on."""
    begins = zone.designated_on or zone.decided_on
    start = dates.first_day(begins)
    found = {start: _Edge(begins)}
    if dates.first_day(zone.decided_on) < start:
        found[dates.first_day(zone.decided_on)] = _Edge(zone.decided_on)
    for period in zone.periods:
        edges = []
        if period.starts_on:
            edges.append((dates.first_day(period.starts_on), _Edge(begins=period.starts_on)))
        if period.ends_on:
            edges.append((dates.last_day(period.ends_on) + timedelta(days=1), _Edge(ended=period.ends_on)))
        elif period.starts_on:
            edges.append((dates.add_years(dates.last_day(period.starts_on), LEGAL_TERM[period.kind]), _Edge()))
        for day, edge in edges:
            if day >= start:
                known = found.get(day, _Edge())
                found[day] = _Edge(known.begins or edge.begins, known.ended or edge.ended)
    return found


def _kind_then(zone: Record, then: date, day: date, before: list[_Piece]) -> str:
    """What held on another day than ``day``, by what came before it."""
    if then > day and not before:
        return "planned"
    dated = [period for period in zone.periods if period.starts_on or period.kind not in ("extension", "temporary_permit")]
    status = _status_by(zone, dated, then)
    if status.status == "unconfirmed" and any(piece.kind in _RUNNING for piece in before):
        status = zone_status(zone, then)
        if status.status == "unconfirmed" and zone.ended_on:
            return before[-1].kind
    return "unconfirmed" if then > day and status.until is None else status.status


def _joined(pieces: list[_Piece]) -> list[Span]:
    """Pieces of one kind that follow each other as one span; the last one has no end where no source states it."""
    found: list[Span] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind:
            found[-1] = replace(found[-1], last=piece.last, until=piece.until)
        else:
            found.append(Span(*piece))
    if found[-1].until is None and (found[-1].kind != "planned" or found[-1].last == date.max):
        found[-1] = replace(found[-1], last=None)
    return found


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


@dataclass(frozen=True)
class Use:
    """Who may do on a day what an exemption allows.

    ``who`` is operators, permit_holders, anyone, nobody or not_stated. ``since`` and ``until`` are days as sources write them.
    Where nothing is stated, ``known`` says the most that is: zone_ended or term_over (both with ``until``), zone_runs, or nothing.
    ``basis`` is the record that says so.
    """

    who: str
    since: str | None = None
    until: str | None = None
    basis: Record | None = None
    known: str = ""


def who_may_use(exemption: Record, day: date) -> Use:
    """Who may use an exemption on ``day``: the first of the rules below that fits.

    1. The law was improved: anyone who meets the changed rule, since the day of the outcome or of the event that tells it.
    2. The exemption ended: nobody by this exemption; what the law allows by now is another question.
    3. Its zone has ended: not stated, since the end of a zone is no outcome of its exemptions.
    4. On a permit: its holders, while a permit of its project (else one of the whole zone) holds; where none is dated, for the legal
       term from the event that grants it.
    5. Running by an event, and a period of its project or zone holds; or a special case for demonstration of which no source tells
       what became, and a period of its project itself holds: the operators named in the plan. The term of a zone alone does not
       show that a demonstration runs.
    6. Else not stated.

    A period holds from its start (where none is stated, as long as its end is) to its stated end, and without one for the
    legal term of its kind. Articles 86 and 90 of the Act let only operators in the zone plan use an exemption.
    """
    stage = exemption_stage(exemption, day)
    if stage in ("law_improved", "ended"):
        return _use_after(exemption, stage, day)
    zone = exemption.project.zone
    status = zone_status(zone, day)
    if status.status == "ended":
        return Use("not_stated", until=zone.ended_on, basis=zone, known="zone_ended")
    told = _periods_of_use(exemption, stage, day)
    holding = [period for period in told if _holds(period, day)]
    if holding:
        furthest = max(holding, key=lambda period: (period.ends_on is not None, dates.last_day(period.ends_on or period.starts_on)))
        of_permit = stage == "temporary_permit" or _kind_of_grant(furthest, told) == "temporary_permit"
        return Use("permit_holders" if of_permit else "operators", until=furthest.ends_on, basis=furthest)
    grant = _latest_event(exemption, "temporary_permit", day) if stage == "temporary_permit" and not told else None
    if grant is not None and dates.add_years(dates.last_day(grant.happened_on), LEGAL_TERM["temporary_permit"]) > day:
        return Use("permit_holders", basis=grant)
    over = [period for period in told if period.ends_on and dates.last_day(period.ends_on) < day]
    if over:
        latest = max(over, key=lambda period: dates.last_day(period.ends_on))
        return Use("not_stated", until=latest.ends_on, basis=latest, known="term_over")
    if stage == "not_stated" and status.status in _RUNNING:
        return Use("not_stated", until=status.until, basis=basis_of_status(zone, day), known="zone_runs")
    return Use("not_stated")


def _use_after(exemption: Record, stage: str, day: date) -> Use:
    """Who may use an exemption that became law or ended, and since when."""
    who = "anyone" if stage == "law_improved" else "nobody"
    event = _latest_event(exemption, "regulation_improved" if stage == "law_improved" else "ended", day)
    if exemption.outcome == stage and (not exemption.outcome_on or dates.first_day(exemption.outcome_on) <= day):
        return Use(who, since=exemption.outcome_on, basis=exemption)
    return Use(who, since=event.happened_on if event else None, basis=event)


def _periods_of_use(exemption: Record, stage: str, day: date) -> list[Record]:
    """Periods that tell whether an exemption of this stage is in use: those of its project, else, where the stage is known, of its zone."""
    own = sorted(exemption.project.periods, key=_beginning)
    shared = sorted((period for period in exemption.project.zone.periods if period.project is None), key=_beginning)
    if stage == "temporary_permit":
        permits = [[period for period in periods if _kind_of_grant(period, periods) == stage] for periods in (own, shared)]
        return permits[0] or permits[1]
    if stage == "not_stated":
        return own if exemption.kind == "demonstration_special_case" else []
    return own if any(_holds(period, day) for period in own) else shared


def _holds(period: Record, day: date) -> bool:
    if period.ends_on:
        return _may_contain(period, day)
    if not period.starts_on or not _has_begun(period, day):
        return False
    return dates.add_years(dates.last_day(period.starts_on), LEGAL_TERM[period.kind]) > day


def _latest_event(exemption: Record, kind: str, day: date) -> Record | None:
    """The latest event of a kind up to ``day`` that names the exemption."""
    told = [event for event in exemption.events if event.kind == kind and dates.first_day(event.happened_on) <= day]
    return max(told, key=lambda event: (dates.first_day(event.happened_on), event.id), default=None)


def end_counts(exemptions: Iterable[Record], day: date) -> list[tuple[str, int]]:
    """What became of the exemptions until ``day`` (``exemption_end``), each with its number; what became of none is left out."""
    found = Counter(exemption_end(exemption, day) for exemption in exemptions)
    return [(end, found[end]) for end in EXEMPTION_ENDS if found[end]]


# Where the way of an exemption ends: its stage; for those without a stated outcome, one of two.
EXEMPTION_ENDS = (*EXEMPTION_STAGES[:-1], "not_stated_in_period", "not_stated_after")


def exemption_end(exemption: Record, day: date) -> str:
    """Its stage; without a stated outcome ``not_stated_in_period`` until its period is over, else ``not_stated_after``.

    The period is that of the zone, or of the project where it has periods of its own. One whose end is not known, past
    the legal term, does not run for sure: it counts as after.
    """
    stage = exemption_stage(exemption, day)
    if stage != "not_stated":
        return stage
    zone = exemption.project.zone
    periods = exemption.project.periods or zone.periods
    status = _status_by(zone, periods, day).status
    ahead = status == "unconfirmed" and any(period.starts_on and dates.first_day(period.starts_on) > day for period in periods)
    return "not_stated_in_period" if ahead or status in (*_RUNNING, "planned") else "not_stated_after"


class Way(NamedTuple):
    """How an exemption was first let in, whether a temporary permit followed, and where it stands."""

    kind: str
    by_permit: bool
    end: str


def exemption_ways(exemptions: Iterable[Record], day: date) -> Counter[Way]:
    """How many exemptions went each way up to ``day``; what was a permit from the start came by one too."""
    return Counter(Way(str(each.kind), _by_permit(each, day), exemption_end(each, day)) for each in exemptions)


def _by_permit(exemption: Record, day: date) -> bool:
    permits = [event for event in exemption.events if event.kind == "temporary_permit" and dates.first_day(event.happened_on) <= day]
    return exemption.kind == "temporary_permit" or bool(permits)


def family_of(law: Record) -> Record:
    """The act on which a law rests; itself where it rests on none."""
    while law.parent is not None:
        law = law.parent
    return law


def laws_of_family(law: Record) -> list[Record]:
    """The law and all that rests on it."""
    return [law, *(each for child in law.children for each in laws_of_family(child))]


def exemptions_of_laws(laws: Iterable[Record]) -> list[Record]:
    """Exemptions that name any of the laws, each once."""
    return list(dict.fromkeys(link.exemption for law in laws for link in law.exemption_links))


def families_and_zones(graph: Graph) -> list[tuple[Record, list[Record], dict[Record, int]]]:
    """Each act that exemptions touch: they, and how many of them each zone has. Those with most exemptions come first."""
    families = [law for law in graph.records("laws") if law.parent is None]
    found = [(law, exemptions_of_laws(laws_of_family(law))) for law in families]
    counted = [(law, own, dict(Counter(each.project.zone for each in own))) for law, own in found if own]
    return sorted(counted, key=lambda entry: (-len(entry[1]), -len(entry[2]), entry[0].id))


def without_law(exemptions: Iterable[Record]) -> list[Record]:
    """Exemptions of which no source names a law."""
    return [exemption for exemption in exemptions if not exemption.law_links]


def newest_of_the_scheme(indicator: Record) -> list[Record]:
    """Values of an indicator for the whole scheme that have its newest day; several where they count different kinds of zones."""
    values = [each for each in indicator.observations if each.scope == "scheme"]
    newest = max((dates.last_day(each.as_of) for each in values), default=None)
    return [each for each in values if dates.last_day(each.as_of) == newest]


def own_counts(graph: Graph, day: date) -> dict[str, int]:
    """What the registry holds on ``day`` beside each official indicator of that id.

    Projects count once, by any of their exemptions: ``temporary-permits`` those with one that a permit followed,
    ``projects-rules-improved`` those with one whose law was improved. Beside ``laws-revised`` stand exemptions whose law was
    improved, since the registry does not count the laws that were revised.
    """
    exemptions = graph.records("exemptions")
    improved = [each for each in exemptions if exemption_stage(each, day) == "law_improved"]
    of_kind = Counter(str(each.kind) for each in exemptions)
    return {
        "exemptions": len(exemptions),
        "demonstration-special-cases": of_kind["demonstration_special_case"],
        "menu-special-cases-used": of_kind["menu_special_case"],
        "quick-checks": of_kind["regulation_check"],
        "laws-revised": len(improved),
        "projects": len(graph.records("projects")),
        "projects-rules-improved": len({each.project_id for each in improved}),
        "temporary-permits": len({each.project_id for each in exemptions if _by_permit(each, day)}),
    }


def laws_in_the_way(exemptions: Iterable[Record]) -> list[tuple[Record, int]]:
    """Laws that the exemptions name, each with the number of exemptions that name it, the most frequent first."""
    found: Counter[Record] = Counter()
    for exemption in exemptions:
        found.update({link.law for link in exemption.law_links})
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0].id))


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
    return days_until(call.closes_on, day) if call.closes_on else None


def days_until(text: str, day: date) -> int | None:
    """Whole days from ``day`` to a date; None where the date is not known to the day or is past."""
    left = (dates.first_day(text) - day).days
    return left if len(text) == 10 and left >= 0 else None


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


def newest_calls(program: Record) -> list[Record]:
    """Calls, budgets, events and plans of a program, the newest first."""
    return sorted(program.calls, key=lambda call: (_call_day(call), call.year or 0, call.id), reverse=True)


def call_of_status(program: Record, day: date) -> Record | None:
    """The call that gives the program its status; None where it has no call or a law lets one apply at any time."""
    status = program_status(program, day)
    calls = [call for call in program.calls if status is not None and call_status(call, day) == status]
    return max(calls, key=lambda call: (_call_day(call), call.id), default=None)


def call_of_amount(program: Record, day: date) -> Record | None:
    """Where an amount for the program is told: the call that gives its status, else the newest one that tells any."""
    return _first_with(program, day, lambda call: call.budget_krw is not None)


def call_of_audience(program: Record, day: date) -> Record | None:
    """Where a source tells whom the program is for: the call that gives its status, else the newest one that tells it."""
    return _first_with(program, day, lambda call: bool(call.audiences or call.audience))


def _first_with(program: Record, day: date, tells: Callable[[Record], bool]) -> Record | None:
    first = call_of_status(program, day)
    return next((call for call in (*([first] if first else []), *newest_calls(program)) if tells(call)), None)


def where_to_apply(program: Record, day: date) -> tuple[str, Record] | None:
    """Whose address leads to applications: that of the call that gives the status, of the program, or of a provider.

    The first of ``call``, ``program``, ``provider`` that has one, with its record; None where none has.
    """
    call = call_of_status(program, day)
    places = [("call", call), ("program", program), *(("provider", provider) for provider in program.providers)]
    return next(((kind, record) for kind, record in places if record is not None and record.url), None)


def similar_programs(program: Record, limit: int = 5) -> list[Record]:
    """Programs most like this one: each counts what it shares of kind, providers and places; other things equal, by id."""

    def shared(other: Record) -> int:
        places = {*program.zones, *program.regions} & {*other.zones, *other.regions}
        return bool(other.kind == program.kind) + bool({*program.providers} & {*other.providers}) + bool(places)

    others = [other for other in program.graph.records("programs") if other != program and shared(other)]
    return sorted(others, key=lambda other: (-shared(other), other.id))[:limit]


def _call_day(call: Record) -> date:
    text = call.closes_on or call.opens_on or call.announced_on or (str(call.year) if call.year else "1900")
    return dates.first_day(text)


def is_answered(item: Record) -> bool:
    """True where a source tells a response to an agenda item; reports end before answers come, so False is not 'open'."""
    return item.response is not None


# Kinds of agenda items that somebody said, in the order of pages; the others are what a meeting was to treat and what it decided.
SAID_KINDS = ("request", "difficulty", "feedback", "plan")


def what_was_said(graph: Graph) -> list[Record]:
    """Requests, difficulties, opinions and plans, those of the newest meeting first, those of a meeting together."""
    items = sorted((item for item in graph.records("agenda_items") if item.kind in SAID_KINDS), key=lambda item: item.id)
    return sorted(items, key=lambda item: (*_day_of_meeting(item.meeting), item.meeting_id), reverse=True)


def zones_of_item(item: Record) -> list[Record]:
    """Zones that an agenda item is about."""
    return list(dict.fromkeys(link.zone for link in item.zone_links if link.zone is not None))


def regions_of_item(item: Record) -> list[Record]:
    """Regions of the zones and of the plans that an agenda item is about."""
    found = [region for zone in zones_of_item(item) for region in zone.regions]
    found += [link.plan.region for link in item.zone_links if link.plan is not None]
    return list(dict.fromkeys(found))


def zones_of_meeting(meeting: Record) -> list[Record]:
    """Zones that a meeting treated: those of its agenda items, then those of the events and periods that it led to."""
    found = [zone for item in meeting.agenda_items for zone in zones_of_item(item)]
    found += [each.zone for each in (*meeting.events, *meeting.periods) if each.zone is not None]
    return list(dict.fromkeys(found))


def meetings_beside(meeting: Record) -> tuple[Record | None, Record | None]:
    """The meetings before and after one in its series; None where our sources tell of none."""
    series = [other for other in meeting.graph.records("meetings") if other.series == meeting.series]
    series.sort(key=lambda other: (*_day_of_meeting(other), other.id))
    place = series.index(meeting)
    return (series[place - 1] if place else None), (series[place + 1] if place + 1 < len(series) else None)


def _day_of_meeting(meeting: Record) -> tuple[date, date]:
    return dates.first_day(meeting.held_on), dates.last_day(meeting.held_on)


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
    return list(dict.fromkeys(zone for one in region_and_before(region) for zone in one.zones))


def region_and_before(region: Record) -> list[Record]:
    """A region, and those that went into it."""
    return [region, *(earlier for before in region.predecessors for earlier in region_and_before(before))]


def coverage(package: Package) -> dict[str, dict[str, tuple[int, int]]]:
    """For each table and column: filled cells, all cells."""
    return {
        table.name: {
            field.name: (sum(row.values.get(field.name) is not None for row in table.rows), len(table.rows))
            for field in table.schema.fields
        }
        for table in package
    }


# What is planned or expected is no result.
RESULTS = ("agreed", "made", "counted")


def in_time_order(observations: Iterable[Record]) -> list[Record]:
    """Values of an indicator by the day that they hold for."""
    return sorted(observations, key=lambda o: (dates.first_day(o.as_of), dates.last_day(o.as_of), o.id))


def of_one_series(one: Record, other: Record) -> bool:
    """True where two values of one indicator, the earlier one first, may be joined by a line.

    That says that both count the same thing in the same way, so all that sources tell of it has to be equal: scope, rounds, zone,
    basis, the kind of zones counted (two values of which it is not told are not known to be equal), the start of the time
    counted (for a flow, its length), and the note, which is where an announcement's own words on what it counts stand; no
    note is equal to no note. Besides, one lies surely before the other, neither is a lower bound, and neither is in doubt.
    """
    if not dates.surely_before(one.as_of, other.as_of) or "at_least" in (one.qualifier, other.qualifier):
        return False
    if _open_doubts(one) or _open_doubts(other) or (one.counts_kind is None and one.zone_id is None):
        return False
    if one.indicator.kind == "flow" and (one.from_on is not None or len(one.as_of) != len(other.as_of)):
        return False
    return _what_is_counted(one) == _what_is_counted(other)


def _what_is_counted(observation: Record) -> tuple[object, ...]:
    columns = ("indicator_id", "scope", "round", "round_to", "zone_id", "from_on", "basis", "counts_kind", "note_ko")
    return (*(getattr(observation, column) for column in columns), frozenset(region.id for region in observation.regions))


def joined_values(observations: Iterable[Record]) -> list[tuple[Record, Record]]:
    """Pairs of values that a line joins: neighbours in time of the same basis and kind of zones that are of one series."""
    groups: dict[tuple[str, str | None], list[Record]] = {}
    for observation in in_time_order(observations):
        groups.setdefault((observation.basis, observation.counts_kind), []).append(observation)
    return [pair for group in groups.values() for pair in pairwise(group) if of_one_series(*pair)]


def newest_values(indicator: Record, day: date) -> list[Record]:
    """The newest values of the whole scheme, one for each kind of zones that has one of that date; none where it has no value.

    Results come before plans and expectations, which stand only where an indicator has nothing else; a date ahead of
    ``day`` is newest only where there is no other.
    """
    told = [observation for observation in indicator.observations if observation.scope == "scheme"]
    results = [observation for observation in told if observation.basis in RESULTS] or told
    past = [observation for observation in results if dates.first_day(observation.as_of) <= day] or results
    newest = max((observation.as_of for observation in past), key=lambda text: (dates.last_day(text), text), default="")
    return [observation for observation in in_time_order(past) if observation.as_of == newest]


@dataclass(frozen=True)
class TableState:
    """How full and how fresh a table is. ``filled`` and ``cells`` count its optional columns; days are None where none is told."""

    name: str
    rows: int
    filled: int
    cells: int
    first_check: date | None
    last_check: date | None
    newest_source: str | None
    doubts: int
    conflicts: int
    one_source: int | None


def state_of_table(package: Package, graph: Graph, name: str) -> TableState:
    """The state of a table: optional cells filled, days of checking, newest source, open doubts, conflicts, lone sources."""
    table = package.tables[name]
    optional = [field.name for field in table.schema.fields if not field.required]
    records = graph.records(name)
    checks = [day for row in table.rows if isinstance(day := row.values.get("checked_on"), date)]
    # Rows of citations are further sources themselves.
    with_source = "source" in graph.shapes[name].links and name != "citations"
    sources = records if name == "sources" else [source for record in records for source in sources_of(record)]
    days = [source.published_on for source in sources if source.published_on and source.kind not in _UNDATED_KINDS]
    return TableState(
        name=name,
        rows=len(table.rows),
        filled=sum(row.values.get(column) is not None for row in table.rows for column in optional),
        cells=len(optional) * len(table.rows),
        first_check=min(checks, default=None),
        last_check=max(checks, default=None),
        newest_source=max(days, key=lambda text: (dates.first_day(text), text), default=None),
        doubts=sum(len(_open_doubts(record)) for record in records),
        conflicts=sum(len(record.conflicts) for record in records),
        one_source=sum(has_one_source(record) for record in records) if with_source else None,
    )


def has_one_source(record: Record) -> bool:
    """True where one page alone supports a record and its fields; a page that was copied from another is the same one."""
    named = [record.source, *(citation.source for citation in record.citations)]
    return len({source.original or source for source in named if source is not None}) == 1


def _open_doubts(record: Record) -> list[Record]:
    return [doubt for doubt in record.doubts if not doubt.resolved_on]


def without_english(records: Iterable[Record]) -> list[Record]:
    """Records whose name stands in no English source."""
    return [record for record in records if record.row.values.get("name_en") is None]


def is_outdated(zone: Record, day: date, span: timedelta) -> bool:
    """True for a zone that has not ended, of which no source that carries a day is younger than ``span``."""
    if zone_status(zone, day).status == "ended":
        return False
    newest = newest_source(records_of_zone(zone))
    return newest is None or dates.last_day(newest) < day - span


def sources_by_year(sources: Iterable[Record]) -> list[tuple[int, int]]:
    """How many sources were published in each year, the newest year first; years of none are left out."""
    found = Counter(dates.first_day(source.published_on).year for source in sources if source.published_on)
    return sorted(found.items(), reverse=True)
