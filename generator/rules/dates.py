"""Dates that exist and follow each other. A comparison that the precision of a date cannot decide is no finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator import dates
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.shape import sound_rows, sound_rows_of

# Line, table and column of a date that a finding is about already.
_Cell = tuple[int, str, str]

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
# What only happens while a zone runs: table, its day, and the kinds meant. Rule changes, evaluations and news may come later.
WHILE_IT_RUNS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("events", "happened_on", frozenset({"launched", "demonstration_started", "extended", "temporary_permit"})),
    ("periods", "starts_on", frozenset({"extension", "temporary_permit"})),
)
# A zone's day that an event tells too: kind of the event, column of the zone, what else may stand for that day, code.
_DAYS_OF_DESIGNATION = (
    ("decided", "decided_on", "", "decided-on-another-day"),
    ("announced", "designated_on", "gazetted", "announced-on-another-day"),
)
_FAR_YEARS = 15
# A later decision or announcement is about something else: an added project, a permit, the end.
_ABOUT_THE_DESIGNATION = timedelta(days=365)


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about dates that do not exist, lie far ahead, stand in the wrong order, or contradict those of their zone."""
    told: set[_Cell] = set()
    yield from _in_order(package, told)
    # A zone whose own dates contradict each other is told: nothing is compared with them.
    doubtful = {line for line, table, _ in told if table == "zones"}
    zones = {row.id: row for row in sound_rows_of(package, "zones") if row.line not in doubtful}
    yield from _after_the_end(package, zones, told)
    yield from _days_of_designation(package, zones)
    latest = dates.add_years(day, _FAR_YEARS)
    for table in package:
        rows = sound_rows(table)
        for field in table.schema.fields:
            if (field.is_partial_date or field.type == "date") and field.name in table.column_index:
                yield from _real(table, field.name, rows, latest, told)


def _in_order(package: Package, told: set[_Cell]) -> Iterator[Finding]:
    for name, earlier, later in ORDER:
        for row in sound_rows_of(package, name):
            before, after = _date(row, earlier), _date(row, later)
            if before and after and dates.surely_before(after, before):
                told |= {(row.line, name, earlier), (row.line, name, later)}
                yield row.finding("dates-out-of-order", later, earlier=earlier, earlier_value=before)


def _after_the_end(package: Package, zones: dict[str, Row], told: set[_Cell]) -> Iterator[Finding]:
    ends = {id: _date(zone, "ended_on") for id, zone in zones.items()}
    for name, column, kinds in WHILE_IT_RUNS:
        for row in sound_rows_of(package, name):
            end = ends.get(row.text("zone_id"))
            cell = (row.line, name, column)
            if end and row.text("kind") in kinds and cell not in told and (text := _date(row, column)) and dates.surely_before(end, text):
                told.add(cell)
                yield row.finding("after-the-end", column, zone=row.text("zone_id"), ended_on=end)


def _days_of_designation(package: Package, zones: dict[str, Row]) -> Iterator[Finding]:
    """The event nearest to the zone's own day, where no event of the kind can mean that day."""
    by_zone: dict[tuple[str, str], list[Row]] = {}
    for event in sound_rows_of(package, "events"):
        if event.text("kind") in ("decided", "announced", "gazetted") and not event.text("project_id") and _date(event, "happened_on"):
            by_zone.setdefault((event.text("zone_id"), event.text("kind")), []).append(event)
    for kind, column, other_kind, code in _DAYS_OF_DESIGNATION:
        for id, zone in zones.items():
            stated, events = _date(zone, column), by_zone.get((id, kind), [])
            others = by_zone.get((id, other_kind), [])
            if not stated or not events or any(not _days_between(stated, event.text("happened_on")) for event in others):
                continue
            nearest = min(events, key=lambda event: _days_between(stated, event.text("happened_on")))
            if timedelta() < _days_between(stated, nearest.text("happened_on")) <= _ABOUT_THE_DESIGNATION:
                yield nearest.finding(code, "happened_on", zone=id, stated=stated)


def _days_between(one: str, other: str) -> timedelta:
    """The shortest time that can lie between two dates of any precision; none where they can mean one day."""
    return max(dates.first_day(one) - dates.last_day(other), dates.first_day(other) - dates.last_day(one), timedelta())


def _real(table: Table, column: str, rows: list[Row], latest: date, told: set[_Cell]) -> Iterator[Finding]:
    index = table.column_index[column]
    # A column has few days, and many rows of each.
    codes: dict[str, str] = {}
    for row in rows:
        text = row.record.cells[index]
        if text not in codes:
            codes[text] = _judged(text, column, latest)
        if codes[text] and (row.line, table.name, column) not in told:
            yield row.finding(codes[text], column)


def _judged(text: str, column: str, latest: date) -> str:
    """What is wrong with a date by itself; empty where nothing is, or where the family schema tells that it is no date."""
    if not dates.PATTERN.fullmatch(text):
        return ""
    if not dates.is_real(text):
        return "impossible-date"
    # A day of checking may not lie ahead at all: the family provenance says so.
    return "far-future" if column != "checked_on" and dates.first_day(text) > latest else ""


def _date(row: Row, column: str) -> str:
    text = row.text(column)
    return text if dates.is_real(text) else ""
