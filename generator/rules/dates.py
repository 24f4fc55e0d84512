"""Dates that exist and follow each other. A comparison that the precision of a date cannot decide is no finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import dates
from generator.findings import Finding
from generator.package import Package, Row
from generator.rules.shape import sound_rows, sound_rows_of

# Earlier column, later column, of tables where both stand in one row.
ORDER: tuple[tuple[str, str, str], ...] = (
    ("zones", "decided_on", "designated_on"),
    ("zones", "designated_on", "ended_on"),
    ("periods", "starts_on", "ends_on"),
    ("calls", "announced_on", "closes_on"),
    ("calls", "opens_on", "closes_on"),
    ("meetings", "held_on", "ends_on"),
    ("regions", "valid_from", "valid_to"),
    ("laws", "promulgated_on", "effective_on"),
)
_FAR_YEARS = 15


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about dates that do not exist, lie far ahead, or stand in the wrong order."""
    for table in package:
        columns = [field.name for field in table.schema.fields if field.is_partial_date or field.type == "date"]
        for row in sound_rows(table):
            for column in columns:
                yield from _real(row, column, day)
    for name, earlier, later in ORDER:
        for row in sound_rows_of(package, name):
            before, after = _date(row, earlier), _date(row, later)
            if before and after and dates.surely_before(after, before):
                yield row.finding("dates-out-of-order", later, earlier=earlier, earlier_value=before)


def _real(row: Row, column: str, day: date) -> Iterator[Finding]:
    text = row.text(column)
    if not text or not dates.PATTERN.fullmatch(text):
        return
    if not dates.is_real(text):
        yield row.finding("impossible-date", column)
    elif column != "checked_on" and dates.first_day(text) > dates.add_years(day, _FAR_YEARS):
        # A day of checking may not lie ahead at all: the family provenance says so.
        yield row.finding("far-future", column)


def _date(row: Row, column: str) -> str:
    text = row.text(column)
    return text if dates.is_real(text) else ""
