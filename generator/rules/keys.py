"""Keys and links: unique ids, sorted tables, unique groups of columns, and links that lead to a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.nearest import nearest


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about primary keys, unique keys, order, foreign keys and polymorphic links."""
    for table in package:
        yield from _ids(table)
        yield from _unique_groups(table)
        yield from _foreign_keys(package, table)
        if table.schema.is_polymorphic:
            yield from _polymorphic(package, table)


def _ids(table: Table) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    before = ""
    for row in table.rows:
        if not row.id:
            continue
        if row.id in first:
            yield row.finding("duplicate-id", "id", first_line=first[row.id].line)
        else:
            if row.id < before:
                yield row.finding("unsorted-table", "id", previous=before)
            before = max(before, row.id)
            first[row.id] = row


def _unique_groups(table: Table) -> Iterator[Finding]:
    for group in table.schema.unique_keys:
        seen: dict[tuple[object, ...], Row] = {}
        for row in table.rows:
            key = tuple(row.values.get(name) for name in group)
            if key in seen:
                yield row.finding("duplicate-key", group[0], columns=", ".join(group), first_line=seen[key].line)
            else:
                seen[key] = row


def _foreign_keys(package: Package, table: Table) -> Iterator[Finding]:
    for key in table.schema.foreign_keys:
        target = package.tables[key.table]
        for row in table.rows:
            value = row.values.get(key.field)
            if value is not None and str(value) not in target.row_by_id:
                yield row.finding("dangling-link", key.field, target=key.table, nearest=nearest(str(value), target.row_by_id))


def _polymorphic(package: Package, table: Table) -> Iterator[Finding]:
    for row in table.rows:
        name, record, field = (str(row.values.get(part) or "") for part in ("table_name", "record_id", "field"))
        target = package.tables.get(name)
        if target is None:
            yield row.finding("dangling-table", "table_name", nearest=nearest(name, package.tables))
            continue
        if record not in target.row_by_id:
            yield row.finding("dangling-link", "record_id", target=name, nearest=nearest(record, target.row_by_id))
        if field not in ("", "*") and field not in target.schema.field_by_name:
            yield row.finding("dangling-field", "field", target=name, nearest=nearest(field, target.schema.field_by_name))
