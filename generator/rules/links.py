"""Links that lead to a record: foreign keys, and the places that a citation, a doubt or a conflict is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.renames import follow
from generator.rules.bytes import has_hidden
from generator.rules.nearest import Guesses, Nearest, as_id, nearest
from generator.rules.shape import has_every_row, is_spreadsheet_damage, sound_rows, sound_rows_of

# The columns of a row that is about a record of any table.
PLACE = ("table_name", "record_id", "field")
# Guesses in a run, and in a column: with hundreds of broken links the time of a run may not depend on them.
_GUESSES = 120
_GUESSES_OF_A_COLUMN = 20

# A code of the catalogue with the facts for its words.
_Told = tuple[str, dict[str, Any]]


def check(package: Package) -> Iterator[Finding]:
    """Findings about every column that names a record, a table or a column."""
    targets = _Targets(package)
    for table in package:
        for key in table.schema.foreign_keys:
            yield from _links(table, sound_rows(table), key.field, targets[key.table])
        if table.schema.is_polymorphic:
            yield from _places(package, table, targets)


def target_of(package: Package, row: Row, field: str) -> Table | None:
    """The table of the record that a cell names: its own for an id; None for a cell that names none."""
    schema = row.table.schema
    if field == "id":
        return row.table
    if field == "new_id" or (schema.is_polymorphic and field == "record_id"):
        return package.tables.get(row.text("table_name"))
    return next((package.tables[key.table] for key in schema.foreign_keys if key.field == field), None)


def twin(cell: str, target: Table) -> Row | None:
    """The record whose id is the cell in lower case, where the cell is not that id itself."""
    value = cell.strip()
    lower = value.lower()
    return target.row_by_id.get(lower) if lower != value else None


def differs_by_case(row: Row, field: str, target: Table) -> Finding | None:
    """The finding about a cell with such a twin; the same words at a record and at a link to it."""
    other = twin(row.text(field), target)
    return row.finding("id-differs-by-case", field, **_twin_facts(other)) if other else None


def _twin_facts(other: Row) -> dict[str, Any]:
    return {"other": other.id, "target": other.table.name, "other_line": other.line}


def unknown_table(package: Package, row: Row) -> Iterator[Finding]:
    """The finding about a name of no table."""
    name = row.text("table_name")
    # A blank around a name is told by the family text.
    if name and name.strip() not in package.tables and not has_hidden(name) and not is_spreadsheet_damage(name):
        yield row.finding("dangling-table", "table_name", nearest=nearest(name, package.tables))


def is_judged(table: Table, field: str, cell: str) -> bool:
    """False for a cell that another family reports: one mistake is one finding."""
    if has_hidden(cell) or is_spreadsheet_damage(cell):
        return False
    return field in table.schema.field_by_name and table.schema.field_by_name[field].fits(cell)


class Target:
    """A table that links lead to, with what is needed to say why one leads to no record of it."""

    def __init__(self, table: Table, new_by_old: dict[str, str], guesses: Guesses) -> None:
        self.table = table
        self.ids = table.row_by_id
        # A link is judged only where the table it leads to was read whole.
        self.is_whole = has_every_row(table)
        self._new_by_old = new_by_old
        self._guesses = guesses

    @cached_property
    def nearest(self) -> Nearest:
        """The ids of the table."""
        return Nearest(each for each in self.ids if each)

    @cached_property
    def _meant(self) -> set[str]:
        field = self.table.schema.field_by_name.get("id")
        return {as_id(each) for each in self.ids if field is not None and not field.fits(each)}

    def has_it_ill_formed(self, value: str) -> bool:
        """True where a record's ill-formed id becomes ``value`` once it is mended: that id is the mistake, and not the link."""
        return value in self._meant

    def guess(self, value: str, left: Guesses) -> str:
        """The id that ``value`` became, else the id most like it; empty where none is, or where no guess is left."""
        for step in reversed(follow(value, self._new_by_old)):
            if step in self.ids:
                return step
        if exact := self.nearest.exactly(value):
            return exact
        return self.nearest.to(value) if left.spend() and self._guesses.spend() else ""


class _Targets(dict[str, Target]):
    """Every table of the package as a target, made when the first link leads there."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._package = package
        self._guesses = Guesses(_GUESSES)
        self._new_by_old: dict[str, dict[str, str]] = {}
        for row in sound_rows_of(package, "redirects"):
            self._new_by_old.setdefault(row.text("table_name"), {})[row.text("old_id")] = row.text("new_id")

    def __missing__(self, name: str) -> Target:
        self[name] = Target(self._package.tables[name], self._new_by_old.get(name, {}), self._guesses)
        return self[name]


def _places(package: Package, table: Table, targets: _Targets) -> Iterator[Finding]:
    rows_by_target: dict[str, list[Row]] = {}
    guesses: dict[tuple[str, str], str] = {}
    left = Guesses(_GUESSES_OF_A_COLUMN)
    for row in sound_rows(table):
        name, field = row.text("table_name"), row.text("field")
        target = package.tables.get(name)
        if target is None:
            yield from unknown_table(package, row)
            continue
        rows_by_target.setdefault(name, []).append(row)
        columns = target.schema.field_by_name
        if field not in ("", "*") and field not in columns and is_judged(table, "field", field):
            if (name, field) not in guesses:
                guesses[name, field] = nearest(field, columns) if left.spend() else ""
            yield row.finding("dangling-field", "field", target=name, nearest=guesses[name, field])
    for name, rows in rows_by_target.items():
        yield from _links(table, rows, "record_id", targets[name])


def _links(table: Table, rows: list[Row], field: str, target: Target) -> Iterator[Finding]:
    index = table.column_index.get(field)
    if index is None:
        return
    ids = target.ids
    told: dict[str, _Told | None] = {}
    left = Guesses(_GUESSES_OF_A_COLUMN)
    for row in rows:
        cell = row.record.cells[index]
        if not cell or cell in ids:
            continue
        if cell not in told:
            told[cell] = _judged(table, field, cell, target, left)
        if words := told[cell]:
            code, details = words
            yield row.finding(code, field, **details)
            if not target.table.rows:
                # An empty table is one cause: the first link to it says so.
                return


def _judged(table: Table, field: str, cell: str, target: Target, left: Guesses) -> _Told | None:
    """What to say of a link that leads to no record; None where another finding tells it."""
    value = cell.strip()
    if other := twin(cell, target.table):
        return "id-differs-by-case", _twin_facts(other)
    if not target.is_whole or value in target.ids or not is_judged(table, field, cell) or target.has_it_ill_formed(value):
        return None
    return "dangling-link", {"target": target.table.name, "nearest": target.guess(value, left)}
