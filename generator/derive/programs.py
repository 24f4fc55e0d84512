"""Support programs and their calls on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from generator import dates
from generator.graph import Record

CLOSING_SOON = timedelta(days=14)


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
