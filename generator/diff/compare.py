"""Two packages to the list of what changed between them.

Cells are compared as they stand in the files, so that a change is found also where a cell breaks its rule. The order of rows
and columns, quoting, the encoding of a file and its line ends are no facts and make no difference. A column that one state
lacks is empty there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from generator.csvfile import Record
from generator.package import Package, Table
from generator.renames import follow

Kind = Literal["added", "removed", "renamed", "changed"]
Side = Literal["base", "head"]
Reason = Literal["no-file", "no-id-column", "no-own-id"]

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class FieldChange:
    """One cell before and after; empty where the cell is, or where the state has no such record or column."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """One record that came, went, got another id, or changed.

    ``id`` is the record's id in head, or in base where it was removed; ``old_id`` is its id in base where it was renamed, else
    empty. ``fields`` holds every cell that differs, in the order of the columns and without the id: all filled cells of a record
    that came or went, and perhaps none of a renamed one. ``line`` is the line of head's file on which the record starts, or of
    base's file where it was removed.
    """

    kind: Kind
    table: str
    id: str
    old_id: str
    fields: tuple[FieldChange, ...]
    line: int


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    table: str
    field: str


@dataclass(frozen=True)
class Structure:
    """Tables and columns that one state alone has. Columns of a table that is told as a whole are not told again."""

    tables_added: tuple[str, ...]
    tables_dropped: tuple[str, ...]
    columns_added: tuple[Column, ...]
    columns_dropped: tuple[Column, ...]


@dataclass(frozen=True)
class LeftOut:
    """What a broken file keeps from being compared.

    ``no-file``: the table's file is missing, a link, or empty, and counts as a table without rows. ``no-id-column``: no row can
    be told from another, and the table is not compared. ``no-own-id``: the rows on ``lines`` have no id, or that of a row above.
    """

    side: Side
    table: str
    reason: Reason
    lines: tuple[int, ...] = ()


def compare(base: Package, head: Package) -> list[RecordChange]:
    """What has to be done to the records of ``base`` to get those of ``head``.

    Tables come in the order of head's descriptor, those that base alone has after them, and records by their id. Of rows that
    share an id the first one counts, and rows without an id are left out; ``left_out`` tells of both.
    """
    rows = {name: (rows_of(base.tables.get(name)), rows_of(head.tables.get(name))) for name in table_names(base, head)}
    renames = _renames(head, rows)
    return [
        change
        for name, (before, after) in rows.items()
        if before.can_be_compared and after.can_be_compared
        for change in sorted(_changes(name, before, after, renames.get(name, {})), key=lambda change: change.id)
    ]


def structure(base: Package, head: Package) -> Structure:
    """Tables and columns that one of the packages alone has."""
    shared = [name for name in head.tables if name in base.tables]
    headers = [(name, rows_of(base.tables[name]).columns, rows_of(head.tables[name]).columns) for name in shared]
    # A file that is missing lacks all columns; left_out() tells it.
    headers = [(name, before, after) for name, before, after in headers if before and after]
    return Structure(
        tables_added=tuple(name for name in head.tables if name not in base.tables),
        tables_dropped=tuple(name for name in base.tables if name not in head.tables),
        columns_added=tuple(Column(name, each) for name, before, after in headers for each in after if each and each not in before),
        columns_dropped=tuple(Column(name, each) for name, before, after in headers for each in before if each and each not in after),
    )


def left_out(base: Package, head: Package) -> list[LeftOut]:
    """What could not be compared because a file of either state is broken."""
    sides: tuple[tuple[Side, Package], ...] = (("base", base), ("head", head))
    return [each for side, package in sides for table in package for each in _left_out(side, table)]


def table_names(base: Package, head: Package) -> list[str]:
    """Tables of both packages: head's in the order of its descriptor, then those that base alone has."""
    return list(dict.fromkeys([*head.tables, *base.tables]))


@dataclass(frozen=True)
class Rows:
    """Rows of one table that can be told apart: the first one of each id. A table that is not there has none."""

    columns: dict[str, int] = field(default_factory=dict)
    by_id: dict[str, Record] = field(default_factory=dict)
    left_out: tuple[int, ...] = ()

    @property
    def can_be_compared(self) -> bool:
        """False where the table has columns, but none that tells its rows apart."""
        return not self.columns or "id" in self.columns

    def cell(self, id: str, column: str) -> str:
        """A cell of the record; empty where there is none."""
        record, index = self.by_id.get(id), self.columns.get(column)
        return "" if record is None or index is None else _cell(record.cells, index)


def rows_of(table: Table | None) -> Rows:
    """The rows of a table by id. Values are not cast to their types, which a comparison does not need."""
    if table is None or not table.header:
        return Rows()
    index = table.column_index
    # In the order of the schema, whatever that of the file is; a column of no schema comes last.
    ordered = [*(name for name in table.schema.field_by_name if name in index), *table.header]
    columns = {name: index[name] for name in ordered}
    by_id: dict[str, Record] = {}
    unknown = []
    for record in table.file.records[1:]:
        if record.is_blank:
            continue
        id = _cell(record.cells, columns.get("id", -1))
        if id and id not in by_id:
            by_id[id] = record
        else:
            unknown.append(record.line)
    return Rows(columns, by_id, tuple(unknown))


def _renames(head: Package, rows: dict[str, tuple[Rows, Rows]]) -> dict[str, dict[str, str]]:
    """Old id of each record that came back under a new one, by table and new id, as the table ``redirects`` says.

    An id may have been changed more than once since base. A redirect to a record that base has already joins two records into
    one: the first goes, and the other was there before.
    """
    redirects: dict[str, dict[str, str]] = {}
    for row in head.rows("redirects"):
        redirects.setdefault(row.text("table_name"), {}).setdefault(row.text("old_id"), row.text("new_id"))
    result: dict[str, dict[str, str]] = {}
    for table, new_by_old in redirects.items():
        before, after = rows.get(table, (Rows(), Rows()))
        gone = (id for id in new_by_old if id in before.by_id and id not in after.by_id)
        # Of two records that became one, the one with fewer redirects to follow is renamed, and the other removed.
        for ways in sorted(([id, *follow(id, new_by_old)] for id in gone), key=lambda ids: (len(ids), ids)):
            if ways[-1] in after.by_id and ways[-1] not in before.by_id:
                result.setdefault(table, {}).setdefault(ways[-1], ways[0])
    return result


def _changes(table: str, before: Rows, after: Rows, renames: dict[str, str]) -> Iterator[RecordChange]:
    names = [name for name in dict.fromkeys([*after.columns, *before.columns]) if name != "id"]
    columns = [(name, before.columns.get(name, -1), after.columns.get(name, -1)) for name in names]
    same_columns = before.columns == after.columns
    for id, record in after.by_id.items():
        old_id = renames.get(id, "")
        old = before.by_id.get(old_id or id)
        if old is None:
            yield RecordChange("added", table, id, "", _fields(columns, (), record.cells), record.line)
        elif old_id or not (same_columns and old.cells == record.cells):
            fields = _fields(columns, old.cells, record.cells)
            if old_id or fields:
                yield RecordChange("renamed" if old_id else "changed", table, id, old_id, fields, record.line)
    renamed = set(renames.values())
    for id, record in before.by_id.items():
        if id not in after.by_id and id not in renamed:
            yield RecordChange("removed", table, id, "", _fields(columns, record.cells, ()), record.line)


def _fields(columns: list[tuple[str, int, int]], before: tuple[str, ...], after: tuple[str, ...]) -> tuple[FieldChange, ...]:
    cells = ((name, _cell(before, old), _cell(after, new)) for name, old, new in columns)
    return tuple(FieldChange(name, old, new) for name, old, new in cells if old != new)


def _cell(cells: tuple[str, ...], index: int) -> str:
    cell = cells[index] if 0 <= index < len(cells) else ""
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def _left_out(side: Side, table: Table) -> Iterator[LeftOut]:
    rows = rows_of(table)
    if not rows.columns:
        yield LeftOut(side, table.name, "no-file")
    elif not rows.can_be_compared:
        yield LeftOut(side, table.name, "no-id-column")
    elif rows.left_out:
        yield LeftOut(side, table.name, "no-own-id", rows.left_out)
