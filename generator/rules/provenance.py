"""Provenance: every record has a source, every source is cited, every address stands once, and nothing was checked too far from today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import dates
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.meant import meant
from generator.rules.shape import has_every_row, has_right_columns, sound_rows, sound_rows_of

_YEARS_UNTIL_READ_AGAIN = 2


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about sources and about when records were checked."""
    without_source = [row for table in package for row in _without_source(table)]
    for row in without_source:
        yield row.finding("record-without-source", "source_id")
    if not without_source:
        # A source that nobody cites may be the one that is missing there.
        yield from _uncited(package)
    yield from _one_address_once(package)
    for table in package:
        if "checked_on" in table.schema.field_by_name:
            yield from _checked(table, day)
    for source in sound_rows_of(package, "sources"):
        read = source.values.get("accessed_on")
        if isinstance(read, date) and read > day:
            yield source.finding("checked-in-future", "accessed_on", day=day.isoformat())


def _without_source(table: Table) -> list[Row]:
    field = table.schema.field_by_name.get("source_id")
    if field is None or not field.required or not has_right_columns(table):
        return []
    index = table.column_index["source_id"]
    return [row for row in sound_rows(table) if not row.record.cells[index]]


def _checked(table: Table, day: date) -> Iterator[Finding]:
    oldest = dates.add_years(day, -_YEARS_UNTIL_READ_AGAIN)
    for row in sound_rows(table):
        checked = row.values.get("checked_on")
        if not isinstance(checked, date):
            continue
        if checked > day:
            yield row.finding("checked-in-future", "checked_on", day=day.isoformat())
        elif checked < oldest:
            yield row.finding("checked-long-ago", "checked_on", day=day.isoformat())


def _uncited(package: Package) -> Iterator[Finding]:
    if "sources" not in package.tables:
        return
    sources = package.tables["sources"]
    links = [
        (table, key.field)
        for table in package
        for key in table.schema.foreign_keys
        if key.table == "sources" and not (table.name == "sources" and key.field == "repost_of")
    ]
    if not all(has_every_row(table) and len(table.whole_rows) == len(table.rows) for table, _ in links):
        # Whoever cites a source may stand in what could not be read.
        return
    # A misspelt link is an error of its own, and no reason to call the source that it means unused.
    cells = {row.record.cells[table.column_index[field]]: None for table, field in links for row in table.rows}
    cited = meant(cells, sources.row_by_id)
    if cited is None:
        return
    used = set(cited.values())
    for row in sound_rows(sources):
        if row.id and row.id not in used:
            yield row.finding("uncited-source", "id")


def _one_address_once(package: Package) -> Iterator[Finding]:
    seen: dict[str, Row] = {}
    for row in sound_rows_of(package, "sources"):
        address = _comparable(row.text("url"))
        if address and address in seen:
            if row.id == seen[address].id:
                continue
            yield row.finding("same-address", "url", first=seen[address].id, first_line=seen[address].line)
        elif address:
            seen[address] = row


def _comparable(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").split("#", 1)[0].rstrip("/")
