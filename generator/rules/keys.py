"""Keys and links: unique ids, sorted tables, unique groups of columns, links that lead to a record, and ids that changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from generator.descriptor import TableSchema
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules import links, redirects
from generator.rules.shape import has_right_columns, sound_rows


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about primary keys, unique keys, order, foreign keys, polymorphic links and redirects."""
    for table in package:
        yield from _empty_keys(table)
        yield from _ids(table)
        yield from _unique_groups(table)
    yield from links.check(package)
    yield from redirects.check(package)


def key_columns(schema: TableSchema) -> frozenset[str]:
    """Columns that tell records apart or link them, and may not be empty: this family reports an empty cell of them."""
    named = set(links.PLACE) if schema.is_polymorphic else set()
    named |= {key.field for key in schema.foreign_keys} | {name for group in schema.unique_keys for name in group}
    return frozenset({"id"} | {name for name in named if name in schema.field_by_name and schema.field_by_name[name].required})


def _empty_keys(table: Table) -> Iterator[Finding]:
    if not has_right_columns(table):
        return
    rows = sound_rows(table)
    # A record without its source is told by the family provenance.
    for name in sorted((key_columns(table.schema) - {"source_id"}) & table.column_index.keys()):
        index = table.column_index[name]
        for row in rows:
            if not row.record.cells[index]:
                yield row.finding("empty-key", name)


def _ids(table: Table) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    for row in sound_rows(table):
        id = row.id
        if not id:
            continue
        if id in first:
            yield row.finding("duplicate-id", "id", first_line=first[id].line)
        else:
            first[id] = row
    for row in first.values():
        if finding := links.differs_by_case(row, "id", table):
            yield finding
    yield from _order(table, first)


def _order(table: Table, first: dict[str, Row]) -> Iterator[Finding]:
    ids = list(first)
    if ids == sorted(ids):
        return
    # An ill-formed id stands elsewhere once it is mended.
    ids = [id for id in ids if "id" not in table.schema.field_by_name or table.schema.field_by_name["id"].fits(id)]
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
            values = row.values
            key = tuple([values[name] for name in group])
            if None in key and (not any(value is not None for value in key) or any(values[name] is None for name in required)):
                continue
            if key not in seen:
                seen[key] = row
            elif row.id != seen[key].id:
                # A row that was pasted twice is told by its id.
                yield row.finding("duplicate-key", group[0], columns=", ".join(group), first_line=seen[key].line)
