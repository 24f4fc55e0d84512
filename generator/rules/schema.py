"""Types and values, checked by frictionless against each table's schema and told in our words at the file's own lines.

Keys are left to the family ``keys``, which offers the nearest id and does not read a table once for each link to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import frictionless
from frictionless import errors

from generator import dates
from generator.descriptor import Field, TableSchema, shown
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.bytes import has_hidden
from generator.rules.nearest import nearest
from generator.rules.shape import has_right_columns, sound_rows

# Frictionless stops at 1000 errors of a table by default; a contributor is to see them all.
_NO_LIMIT = 10**9
# No value of any type but text.
_UNREADABLE = "?"


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings of frictionless about the cells of every table whose columns are right."""
    for table in package:
        yield from _table(table)


def _table(table: Table) -> Iterator[Finding]:
    rows = sound_rows(table) if has_right_columns(table) else []
    names = [field.name for field in table.schema.fields]
    data = [names, *([_as_read(row, name) for name in names] for row in rows)]
    try:
        resource = frictionless.Resource(name=table.name, data=data, schema=_without_keys(table.schema))
        report = resource.validate(frictionless.Checklist(), limit_errors=_NO_LIMIT)
    except Exception as reason:
        # Cells are text that frictionless reads or refuses: what it cannot work with is the schema.
        yield _invalid(table, str(reason).strip() or type(reason).__name__)
        return
    for message in {error.message for error in report.errors}:
        yield _invalid(table, message)
    for task in report.tasks:
        for error in task.errors:
            yield from _finding(table, rows, error)


def _as_read(row: Row, name: str) -> str:
    """The cell for frictionless, which takes ``TRUE``, ``1_000`` and ``2024-8-6`` where our rows hold no value."""
    cell = row.text(name)
    return _UNREADABLE if cell and row.values[name] is None else cell


def _invalid(table: Table, reason: str) -> Finding:
    return Finding("schema-invalid", shown(table.root, table.schema.schema_path), table=table.name, details={"reason": reason})


def _without_keys(schema: TableSchema) -> frictionless.Schema:
    descriptor = {key: value for key, value in schema.spec.items() if key not in ("foreignKeys", "primaryKey", "uniqueKeys")}
    return frictionless.Schema.from_descriptor(descriptor)


def _finding(table: Table, rows: list[Row], error: frictionless.Error) -> Iterator[Finding]:
    if not isinstance(error, errors.CellError):
        # The shape family has checked the header and the rows: what else frictionless says is about the schema itself.
        yield _invalid(table, error.message)
        return
    row = rows[error.row_number - 2]
    field = table.schema.field_by_name[error.field_name]
    cell = row.text(field.name)
    impossible = field.type == "date" and dates.PATTERN.fullmatch(cell) and not dates.is_real(cell)
    if not impossible and not has_hidden(cell):
        yield cell_finding(row, field, cell)


def cell_finding(row: Row, field: Field, cell: str) -> Finding:
    """Put a cell that breaks its schema into words: the most telling code for what stands there."""
    limits = field.constraints
    if cell == "":
        return row.finding("missing-value", field.name)
    if allowed := limits.get("enum"):
        values = [str(value) for value in allowed]
        return row.finding("not-allowed-value", field.name, allowed=", ".join(values), nearest=nearest(cell, values))
    if field.is_partial_date or field.type == "date":
        guess = date_guess(cell)
        return row.finding("malformed-date", field.name, nearest="" if guess == cell else guess)
    if field.is_url:
        return row.finding("malformed-url", field.name)
    if field.name == "id" or field.name.endswith("_id") or "a-z0-9]+(-" in str(limits.get("pattern", "")):
        return row.finding("malformed-id", field.name, nearest=id_guess(cell))
    if field.type in ("integer", "number"):
        return _number(row, field, cell)
    if field.type == "boolean":
        return row.finding("not-allowed-value", field.name, allowed="true, false", nearest=_BOOLEAN_GUESS.get(cell.strip().lower(), ""))
    return row.finding("pattern-mismatch", field.name, allowed=limits.get("pattern", ""))


def date_guess(cell: str) -> str:
    """What a malformed date most likely means, in our form; empty where that is not plain."""
    compact = re.fullmatch(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})", cell)
    match = compact or re.match(r"[^0-9]*((?:19|20)[0-9]{2})[^0-9]+([0-9]{1,2})(?:[^0-9]+([0-9]{1,2}))?(?:[^0-9]|$)", cell)
    if match is None:
        return ""
    guess = "-".join(part if len(part) == 4 else part.zfill(2) for part in match.groups() if part)
    return guess if dates.is_real(guess) else ""


def id_guess(cell: str) -> str:
    """The nearest well-formed id; empty where nothing of the text can stay."""
    return re.sub(r"[^a-z0-9]+", "-", cell.lower()).strip("-")


def _number(row: Row, field: Field, cell: str) -> Finding:
    limits: dict[str, Any] = field.constraints
    if row.values[field.name] is None:
        digits = re.sub(r"[,\s_]|^\+", "", unicodedata.normalize("NFKC", cell))
        if field.type == "integer":
            digits = re.sub(r"\.0*$", "", digits)
        return row.finding("malformed-number", field.name, nearest=digits if re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]+)?", digits) else "")
    return row.finding("number-out-of-range", field.name, allowed=f"{limits.get('minimum', '')} .. {limits.get('maximum', '')}".strip())


_BOOLEAN_GUESS = dict.fromkeys(("true", "예", "네", "yes", "y", "1", "o"), "true") | dict.fromkeys(
    ("false", "아니오", "아니요", "no", "n", "0", "x"), "false"
)
