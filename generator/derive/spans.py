"""What held for a zone when: its time from the decision to its last known end, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from generator import dates
from generator.derive.periods import LEGAL_TERM, RUNNING
from generator.derive.zones import status_by, zone_status
from generator.graph import Record


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
    running = next((number for number, piece in enumerate(pieces) if piece.kind in RUNNING), 0)
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
    status = status_by(zone, dated, then)
    if status.status == "unconfirmed" and any(piece.kind in RUNNING for piece in before):
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
