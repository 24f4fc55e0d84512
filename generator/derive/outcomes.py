"""Announced values: which may be read together, and which are the newest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from generator import dates
from generator.derive.quality import open_doubts
from generator.graph import Record

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
    if open_doubts(one) or open_doubts(other) or (one.counts_kind is None and one.zone_id is None):
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
