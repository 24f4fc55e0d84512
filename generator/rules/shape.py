"""Shape of the tables: columns as the schema lists them, as many cells in a row as columns, no blank rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.csvfile import Record
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.bytes import conflict
from generator.rules.nearest import nearest

# A sheet saved with these between its columns comes as one wide column.
_OTHER_DELIMITERS = (";", "\t", "|")


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about headers and rows of every table."""
    for table in package:
        if not table.file.text.strip() or conflict(table.file.text):
            continue
        if not any(table.header):
            # Without a header no column can be told: one finding stands for all that would follow.
            yield table.finding("blank-row", 1, 1)
        elif delimiter := _other_delimiter(table):
            yield table.finding("wrong-delimiter", 1, 1, value=delimiter)
        else:
            yield from _header(table)
            yield from _rows(table)


def has_right_columns(table: Table) -> bool:
    """True where the file's columns are those of the schema, in order."""
    return table.header == _expected(table)


def has_every_row(table: Table) -> bool:
    """True where the file holds all its rows with all their columns, so that a record not found in it does not exist."""
    return (
        table.encoding != "unknown"
        and set(table.header) >= set(_expected(table))
        and all(record.broken_cell is None for record in table.file.records)
        and conflict(table.file.text) is None
    )


def sound_rows(table: Table) -> list[Row]:
    """The rows that other families judge: their cells stand in their columns, and belong to one version of the file."""
    return [] if conflict(table.file.text) else table.whole_rows


def sound_rows_of(package: Package, name: str) -> list[Row]:
    """The same for a table by its name; none where the package has no such table."""
    return sound_rows(package.tables[name]) if name in package.tables else []


def _expected(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.schema.fields)


def _other_delimiter(table: Table) -> str:
    if len(table.header) > 1:
        return ""
    columns = set(_expected(table))
    return next((each for each in _OTHER_DELIMITERS if len(columns & set(table.header[0].split(each))) > 1), "")


def _header(table: Table) -> Iterator[Finding]:
    expected = list(_expected(table))
    header = list(table.header)
    record = table.file.records[0]
    if header == expected or record.broken_cell is not None:
        return
    missing = [name for name in expected if name not in header]
    for name, times in Counter(header).items():
        place = table.file.locate(record, len(header) - 1 - header[::-1].index(name))
        if name not in expected:
            guess = nearest(name, missing or expected)
            yield table.finding("unknown-column", *place, field=name, value=name, nearest=guess)
            # A misspelt column is not missing too.
            missing = [each for each in missing if each != guess]
        elif times > 1:
            yield table.finding("doubled-column", *place, field=name, value=name)
    for name in missing:
        yield table.finding("missing-column", 1, 1, field=name, value=name)
    if sorted(header) == sorted(expected):
        place = table.file.locate(record, next(i for i, (a, b) in enumerate(zip(header, expected, strict=True)) if a != b))
        yield table.finding("column-order", *place, expected=",".join(expected))


def _rows(table: Table) -> Iterator[Finding]:
    width = len(table.header)
    widths = {len(record.cells) for record in table.file.records[1:] if any(record.cells)}
    # Where the rows agree with each other or with the schema, it is the header that differs from them: said once.
    rows_agree = len(widths) == 1
    told = False
    header_is_wrong = not has_right_columns(table)
    for record in table.file.records:
        cells = len(record.cells)
        if record.broken_cell is not None:
            yield _row_finding(table, record, "unclosed-quote", record.broken_cell)
        elif not any(record.cells):
            yield table.finding("blank-row", record.line, 1)
        elif cells != width and not (header_is_wrong and cells == len(table.schema.fields)):
            if not (rows_agree and told):
                yield _row_finding(table, record, "ragged-row", min(cells, width), cells=cells, columns=width)
            told = True


def _row_finding(table: Table, record: Record, code: str, index: int, **details: int) -> Finding:
    line, column = table.file.locate(record, index)
    return Finding(code, table.shown_path, line, column, table.name, record.cells[0], details=details)
