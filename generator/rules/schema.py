"""Types and values, read by frictionless as each table's schema says and told in our words at the file's own lines.

Keys are left to the family ``keys``, which offers the nearest id and does not read a table once for each link to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import frictionless

from generator import dates
from generator.descriptor import Field, TableSchema, shown
from generator.findings import Finding
from generator.package import Package, Table, Value
from generator.rules import guesses
from generator.rules.bytes import has_hidden
from generator.rules.keys import key_columns
from generator.rules.links import target_of, twin
from generator.rules.nearest import Guesses, as_id, nearest
from generator.rules.shape import has_right_columns, is_spreadsheet_damage, sound_rows

# No value of any type but text.
_UNREADABLE = "?"
# Guesses in a column: where hundreds of values are wrong they have one cause, and the time of a run may not depend on them.
_GUESSES_OF_A_COLUMN = 20

# What frictionless makes of a cell: its value, and notes where it breaks the schema.
_Reader = Callable[[str], tuple[Any, "dict[str, str] | None"]]
# A code of the catalogue with the facts for its words.
_Told = tuple[str, dict[str, Any]]


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about the cells of every table whose columns are right."""
    for table in package:
        try:
            schema = frictionless.Schema.from_descriptor(_without_keys(table.schema))
            readers: dict[str, _Reader] = {field.name: field.create_cell_reader() for field in schema.fields}
            broken = _broken_cells(table, readers) if has_right_columns(table) else {}
        except Exception as reason:
            # Cells are text that frictionless reads or refuses: what it cannot work with is the schema.
            yield from _invalid(table, reason)
            continue
        for name, cells in broken.items():
            yield from _column(package, table, table.schema.field_by_name[name], cells)


def _invalid(table: Table, reason: Exception) -> Iterator[Finding]:
    # Frictionless names what is wrong with a column as a reason of what is wrong with the schema.
    errors = getattr(reason, "reasons", None) or [getattr(reason, "error", None)]
    for message in {error.message if error else str(reason).strip() or type(reason).__name__ for error in errors}:
        yield Finding("schema-invalid", shown(table.root, table.schema.schema_path), table=table.name, details={"reason": message})


def _without_keys(schema: TableSchema) -> dict[str, Any]:
    return {key: value for key, value in schema.spec.items() if key not in ("foreignKeys", "primaryKey", "uniqueKeys")}


def _broken_cells(table: Table, readers: dict[str, _Reader]) -> dict[str, set[str]]:
    """The cells of each column that its schema refuses. A value that stands in many rows is read once."""
    rows = sound_rows(table)
    keys = key_columns(table.schema)
    result = {}
    for index, field in enumerate(table.schema.fields):
        read = readers[field.name]
        values: dict[str, Value] = {row.record.cells[index]: row.values[field.name] for row in rows}
        if field.name in keys:
            values.pop("", None)
        # Frictionless takes ``TRUE``, ``1_000`` and ``2024-8-6`` where our rows hold no value.
        broken = {cell for cell, value in values.items() if read(_UNREADABLE if cell and value is None else cell)[1]}
        if broken:
            result[field.name] = {cell for cell in broken if not _is_told_elsewhere(field, cell, read)}
    return result


def _is_told_elsewhere(field: Field, cell: str, read: _Reader) -> bool:
    """True where another family reports what makes the cell unfit: one mistake is one finding."""
    if has_hidden(cell) or is_spreadsheet_damage(cell):
        return True
    if field.type == "date":
        return dates.PATTERN.fullmatch(cell) is not None and not dates.is_real(cell)
    bare = cell.strip()
    # A blank or a line break at an end alone is told by the family text.
    return field.type == "string" and bare != cell and (not bare or not read(bare)[1])


def _column(package: Package, table: Table, field: Field, broken: set[str]) -> Iterator[Finding]:
    told: dict[str, _Told] = {}
    left = Guesses(_GUESSES_OF_A_COLUMN)
    for row in sound_rows(table):
        cell = row.text(field.name)
        if cell not in broken:
            continue
        if cell not in told:
            told[cell] = cell_finding(field, cell, row.values[field.name], left)
        code, details = told[cell]
        if code == "malformed-id" and (target := target_of(package, row, field.name)) and twin(cell, target):
            continue
        yield row.finding(code, field.name, **details)


def cell_finding(field: Field, cell: str, value: Value, left: Guesses) -> _Told:
    """Put a cell that breaks its schema into words: the most telling code for what stands there, and its facts."""
    limits = field.constraints
    if cell == "":
        return "missing-value", {}
    if allowed := limits.get("enum"):
        values = [str(each) for each in allowed]
        guess = guesses.by_label(cell, field.labels) or (nearest(cell, values) if left.spend() else "")
        return "not-allowed-value", {"allowed": ", ".join(values), "nearest": guess}
    if len(cell) > (longest := limits.get("maxLength", len(cell))):
        return "too-long", {"length": len(cell), "longest": longest}
    if field.is_partial_date or field.type == "date":
        return "malformed-date", {"nearest": guesses.as_date(cell, whole=field.type == "date")}
    if field.is_url:
        return "malformed-url", {"nearest": next((guess for guess in guesses.as_urls(cell) if field.fits(guess)), "")}
    if field.name == "id" or field.name.endswith("_id") or "a-z0-9]+(-" in str(limits.get("pattern", "")):
        return "malformed-id", {"nearest": as_id(cell)}
    if field.type in ("integer", "number"):
        return _number(field, cell, value)
    if field.type == "boolean":
        return "not-allowed-value", {"allowed": "true, false", "nearest": guesses.as_boolean(cell)}
    return "pattern-mismatch", {"allowed": limits.get("pattern", "")}


def _number(field: Field, cell: str, value: Value) -> _Told:
    least, most = field.constraints.get("minimum"), field.constraints.get("maximum")
    if value is None:
        return "malformed-number", {"nearest": guesses.as_number(cell, field.type == "integer", least, most)}
    return "number-out-of-range", {"allowed": f"{'' if least is None else least} .. {'' if most is None else most}".strip()}
