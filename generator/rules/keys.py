"""Keys and links: unique ids, sorted tables, unique groups of columns, and links that lead to a record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.bytes import has_hidden
from generator.rules.nearest import nearest
from generator.rules.shape import has_every_row, sound_rows


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about primary keys, unique keys, order, foreign keys and polymorphic links."""
    # A link is judged only where the table it leads to was read whole.
    whole = {table.name for table in package if has_every_row(table)}
    for table in package:
        yield from _ids(table)
        yield from _unique_groups(table)
        yield from _foreign_keys(package, table, whole)
        if table.schema.is_polymorphic:
            yield from _polymorphic(package, table, whole)
    if "redirects" in package.tables:
        yield from _redirects(package, package.tables["redirects"], whole)


def _redirects(package: Package, table: Table, whole: set[str]) -> Iterator[Finding]:
    """A redirect leads from an id that is gone to a record that is there."""
    for row in sound_rows(table):
        name, old = row.text("table_name"), row.text("old_id")
        target = package.tables.get(name)
        if target is None:
            yield from _unknown_table(package, row)
            continue
        if old and old in target.row_by_id:
            yield row.finding("redirect-of-living-record", "old_id", target=name)
        if name in whole:
            yield from _links(table, [row], "new_id", target)


def _ids(table: Table) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    for row in sound_rows(table):
        if row.id and row.id in first:
            yield row.finding("duplicate-id", "id", first_line=first[row.id].line)
        elif row.id:
            first[row.id] = row
    ids = list(first)
    in_order = _longest_rising(ids)
    for misplaced in set(ids) - set(in_order):
        place = bisect_left(in_order, misplaced)
        yield first[misplaced].finding("unsorted-table", "id", previous=in_order[place - 1] if place else "id")


def _longest_rising(ids: Sequence[str]) -> list[str]:
    """The most ids that already stand in order: of all others it is said that they are out of place, and of no more."""
    tails: list[str] = []
    before: dict[str, str] = {}
    for each in ids:
        place = bisect_left(tails, each)
        if place:
            before[each] = tails[place - 1]
        tails[place : place + 1] = [each]
    chain = tails[-1:]
    while chain and chain[-1] in before:
        chain.append(before[chain[-1]])
    return chain[::-1]


def _unique_groups(table: Table) -> Iterator[Finding]:
    for group in table.schema.unique_keys:
        required = [name for name in group if table.schema.field_by_name[name].required]
        if not set(group) <= set(table.header):
            continue
        seen: dict[tuple[object, ...], Row] = {}
        for row in sound_rows(table):
            key = tuple(row.values.get(name) for name in group)
            if all(value is None for value in key) or any(row.values.get(name) is None for name in required):
                continue
            if key not in seen:
                seen[key] = row
            elif row.id != seen[key].id:
                # A row that was pasted twice is told by its id.
                yield row.finding("duplicate-key", group[0], columns=", ".join(group), first_line=seen[key].line)


def _foreign_keys(package: Package, table: Table, whole: set[str]) -> Iterator[Finding]:
    for key in table.schema.foreign_keys:
        if key.table in whole:
            yield from _links(table, sound_rows(table), key.field, package.tables[key.table])


def _polymorphic(package: Package, table: Table, whole: set[str]) -> Iterator[Finding]:
    rows_by_target: dict[str, list[Row]] = {}
    for row in sound_rows(table):
        name, field = row.text("table_name"), row.text("field")
        target = package.tables.get(name)
        if target is None:
            yield from _unknown_table(package, row)
            continue
        rows_by_target.setdefault(name, []).append(row)
        if field not in ("", "*") and field not in target.schema.field_by_name and _is_well_formed(table, "field", field):
            yield row.finding("dangling-field", "field", target=name, nearest=nearest(field, target.schema.field_by_name))
    for name, rows in rows_by_target.items():
        if name in whole:
            yield from _links(table, rows, "record_id", package.tables[name])


def _unknown_table(package: Package, row: Row) -> Iterator[Finding]:
    name = row.text("table_name")
    if name and not has_hidden(name):
        yield row.finding("dangling-table", "table_name", nearest=nearest(name, package.tables))


def _links(table: Table, rows: list[Row], field: str, target: Table) -> Iterator[Finding]:
    guess = cache(lambda value: nearest(value, target.row_by_id))
    for row in rows:
        value = row.text(field)
        if value and value not in target.row_by_id and _is_well_formed(table, field, value):
            yield row.finding("dangling-link", field, target=target.name, nearest=guess(value))
            if not target.rows:
                # An empty table is one cause: the first link to it says so.
                return


def _is_well_formed(table: Table, field: str, cell: str) -> bool:
    """False for a cell that another family reports: one mistake is one finding."""
    return not has_hidden(cell) and field in table.schema.field_by_name and table.schema.field_by_name[field].fits(cell)
