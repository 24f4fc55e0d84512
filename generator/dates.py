"""Dates as precise as their source: ``2024-08-26``, ``2024-08`` or ``2024``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

SEOUL = timezone(timedelta(hours=9), "KST")
PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(text: str) -> date:
    """First day that a date of any precision can mean. Raises ValueError where it is no real date."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Last day that a date of any precision can mean. Raises ValueError where it is no real date."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def is_real(text: str) -> bool:
    """True where the text is a date of year, month or day precision that exists."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def surely_before(one: str, other: str) -> bool:
    """True where ``one`` lies before ``other`` whatever days they mean; precision that cannot decide gives False."""
    return last_day(one) < first_day(other)


def add_years(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def today_in_seoul() -> date:
    """The calendar day in Korea (UTC+9, no summer time), on which every status depends."""
    return datetime.now(UTC).astimezone(SEOUL).date()


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = match.groups()
    # "00" is a month that does not exist, not a month that is not known.
    date(int(year), int(month or "1"), int(day or "1"))
    return int(year), int(month) if month else None, int(day) if day else None
