"""Shape of the tables: columns as the schema lists them, as many cells in a row as columns, no blank rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Table
from generator.rules.nearest import nearest


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about headers and rows of every table."""
    for table in package:
        if table.file.records and table.raw and table.raw.strip():
            yield from _header(table)
            yield from _rows(table)


def has_right_columns(table: Table) -> bool:
    """True where the file's columns are those of the schema, in order: other rules rely on it."""
    return table.header == tuple(field.name for field in table.schema.fields)


def _header(table: Table) -> Iterator[Finding]:
    expected = [field.name for field in table.schema.fields]
    header = list(table.header)
    if header == expected:
        return
    record = table.file.records[0]
    for delimiter in (";", "\t"):
        if len(header) == 1 and len(expected) > 1 and header[0].count(delimiter) == len(expected) - 1:
            yield table.finding("wrong-delimiter", 1, 1, value=delimiter)
            return
    missing = [name for name in expected if name not in header]
    for name, times in Counter(header).items():
        index = len(header) - 1 - header[::-1].index(name)
        place = table.file.locate(record, index)
        if times > 1:
            yield table.finding("doubled-column", *place, field=name, value=name)
        if name not in expected:
            yield table.finding("unknown-column", *place, field=name, value=name, nearest=nearest(name, missing or expected))
    for name in missing:
        yield table.finding("missing-column", 1, 1, field=name, value=name)
    if sorted(header) == sorted(expected):
        place = table.file.locate(record, next(i for i, (a, b) in enumerate(zip(header, expected, strict=True)) if a != b))
        yield table.finding("column-order", *place, expected=",".join(expected))


def _rows(table: Table) -> Iterator[Finding]:
    width = len(table.header)
    records = table.file.records
    for record in records[1:]:
        if not any(record.cells):
            yield table.finding("blank-row", record.line, 1)
        elif len(record.cells) != width:
            open_quote = record is records[-1] and _ends_inside_quotes(table.file.text)
            code = "unclosed-quote" if open_quote else "ragged-row"
            place = table.file.locate(record, min(len(record.cells), width))
            yield Finding(code, table.shown_path, *place, table.name, record.cells[0], details={"cells": len(record.cells), "columns": width})


def _ends_inside_quotes(text: str) -> bool:
    return text.count('"') % 2 == 1
