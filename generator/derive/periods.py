"""What a stated period says of a day."""

from __future__ import annotations

from datetime import date

from generator import dates
from generator.graph import Record

RUNNING = ("active", "temporary_permit")
# Regional Special Zones Act, articles 86 and 90 as amended in 2024: the longest term of each kind of grant, in years.
LEGAL_TERM = {"designation": 4, "demonstration": 4, "temporary_permit": 3, "extension": 2}


def beginning(period: Record) -> tuple[date, str]:
    """Periods in order of their start; one without a start stands at the last day that it can have begun."""
    if period.starts_on:
        return dates.first_day(period.starts_on), period.id
    return (dates.last_day(period.ends_on) if period.ends_on else date.min), period.id


def has_begun(period: Record, day: date) -> bool:
    """True where a period may have begun by ``day``; one without a start has."""
    return period.starts_on is None or dates.first_day(period.starts_on) <= day


def may_contain(period: Record, day: date) -> bool:
    """True where ``day`` may lie in a period with a stated end, by the widest reading of its dates."""
    return has_begun(period, day) and dates.last_day(period.ends_on) >= day


def kind_of_grant(period: Record, periods: list[Record]) -> str:
    """``temporary_permit`` or ``active``: an extension keeps the kind of what it extends."""
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
        and (extension.starts_on is None or beginning(period) <= beginning(extension))
    ]
    of_same = [period for period in earlier if period.kind in ("temporary_permit", "designation")]
    return str((of_same or earlier)[-1].kind) if of_same or earlier else "designation"


def holds(period: Record, day: date) -> bool:
    """True where ``day`` may lie in a period; one without a stated end holds for the legal term of its kind."""
    if period.ends_on:
        return may_contain(period, day)
    if not period.starts_on or not has_begun(period, day):
        return False
    return dates.add_years(dates.last_day(period.starts_on), LEGAL_TERM[period.kind]) > day
