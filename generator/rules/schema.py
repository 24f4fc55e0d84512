"""Types and values, checked by frictionless against each table's schema and told in our words at the file's own lines.

Keys are left to the family ``keys``, which offers the nearest id and does not read a table once for each link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import frictionless
from frictionless import errors

from generator.dates import PATTERN as PARTIAL_DATE
from generator.descriptor import Field, TableSchema
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.nearest import nearest
from generator.rules.shape import has_right_columns

# Frictionless stops at 1000 errors of a table by default; a contributor is to see them all.
_NO_LIMIT = 10**9


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings of frictionless about the cells of every table whose columns are right."""
    for table in package:
        if table.rows and has_right_columns(table):
            yield from _table(table)


def _table(table: Table) -> Iterator[Finding]:
    rows = [row for row in table.rows if len(row.record.cells) == len(table.header)]
    data = [list(table.header), *(list(row.record.cells) for row in rows)]
    resource = frictionless.Resource(name=table.name, data=data, schema=_without_keys(table.schema))
    report = resource.validate(frictionless.Checklist(), limit_errors=_NO_LIMIT)
    for task in report.tasks:
        for error in task.errors:
            yield from _finding(table, rows, error)


def _without_keys(schema: TableSchema) -> frictionless.Schema:
    descriptor = {key: value for key, value in schema.spec.items() if key not in ("foreignKeys", "primaryKey", "uniqueKeys")}
    return frictionless.Schema.from_descriptor(descriptor)


def _finding(table: Table, rows: list[Row], error: frictionless.Error) -> Iterator[Finding]:
    if not isinstance(error, errors.CellError):
        # The shape family has checked the header and the rows: what else frictionless says is about the schema itself.
        yield Finding("schema-invalid", table.shown_path, table=table.name, details={"reason": error.message})
        return
    row = rows[error.row_number - 2]
    field = table.schema.field_by_name[error.field_name]
    yield cell_finding(row, field, error.cell or "")


def cell_finding(row: Row, field: Field, cell: str) -> Finding:
    """Put a cell that breaks its schema into words: the most telling code for what stands there."""
    limits = field.constraints
    if cell == "":
        return row.finding("missing-value", field.name)
    if allowed := limits.get("enum"):
        return row.finding("not-allowed-value", field.name, allowed=", ".join(allowed), nearest=nearest(cell, allowed))
    if field.is_partial_date or field.type == "date":
        return row.finding("malformed-date", field.name, nearest=date_guess(cell))
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
    match = re.match(r"^\D*((?:19|20)\d\d)\D+(\d{1,2})(?:\D+(\d{1,2}))?(?:\D|$)", cell)
    if match is None:
        return ""
    guess = "-".join(part if len(part) == 4 else part.zfill(2) for part in match.groups() if part)
    return guess if PARTIAL_DATE.match(guess) else ""


def id_guess(cell: str) -> str:
    """The nearest well-formed id; empty where nothing of the text can stay."""
    return re.sub(r"[^a-z0-9]+", "-", cell.lower()).strip("-")


def _number(row: Row, field: Field, cell: str) -> Finding:
    limits: dict[str, Any] = field.constraints
    try:
        number = float(cell)
    except ValueError:
        digits = re.sub(r"[,\s]", "", cell)
        return row.finding("malformed-number", field.name, nearest=digits if re.fullmatch(r"-?\d+(\.\d+)?", digits) else "")
    if field.type == "integer" and not re.fullmatch(r"[+-]?\d+", cell):
        return row.finding("malformed-number", field.name, nearest=str(int(number)) if number == int(number) else "")
    return row.finding("number-out-of-range", field.name, allowed=f"{limits.get('minimum', '')} .. {limits.get('maximum', '')}".strip())


_BOOLEAN_GUESS = {"예": "true", "네": "true", "yes": "true", "y": "true", "1": "true", "o": "true"} | {
    "아니오": "false",
    "아니요": "false",
    "no": "false",
    "n": "false",
    "0": "false",
    "x": "false",
}
