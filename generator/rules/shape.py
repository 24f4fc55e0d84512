"""Shape of the tables: columns as the schema lists them, as many cells in a row as columns, no blank rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator import dates
from generator.csvfile import Record
from generator.descriptor import Field
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.bytes import conflict, has_hidden, is_too_large, is_wide, plain
from generator.rules.nearest import nearest

# A sheet saved with these between its columns comes as one wide column.
_OTHER_DELIMITERS = (";", "\t", "|")

# What spreadsheets write in place of a value: a number too long for its column, a day with a time that nobody typed, a column
# too narrow to show it, a formula that failed, and the apostrophe that keeps a number as text. No source prints these.
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?[Ee]\+[0-9]{1,3}")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]0{1,2}:00(?::00(?:\.0+)?)?Z?")
_FAILED = re.compile(r"#{3,}|#(?:REF!|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|NAME\?|N/A)")
# An apostrophe before words opens a quotation, as titles of news do, and '24.12 is a month.
_APOSTROPHE = re.compile(r"'((?![0-9]{2}\.[0-9]{1,2}$)[0-9][0-9,]*(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[=+@-][^'’]*)")

# Text that stands in every file with such a cell, by a letter that is quickly looked for.
_SIGNS = {
    "'": (",'", "\n'", "\r'", "\"'"),
    "#": (",#", "\n#", "\r#", '"#'),
    "+": ("E+", "e+"),
    ":": ("0:00",),
}


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about headers and rows of every table."""
    for table in package:
        if not table.file.text.strip() or _means_nothing_yet(table):
            continue
        if not any(table.header):
            # Without a header no column can be told: one finding stands for all that would follow.
            yield table.finding("blank-row", 1, 1)
        elif delimiter := _other_delimiter(table):
            yield table.finding("wrong-delimiter", 1, 1, value=delimiter)
        else:
            yield from _header(table)
            yield from _rows(table)
            yield from _spreadsheet_cells(table)


def has_right_columns(table: Table) -> bool:
    """True where the file's columns are those of the schema, in order."""
    return table.header == _expected(table)


def is_spreadsheet_damage(cell: str) -> bool:
    """True for a cell that holds what a spreadsheet made of a value: this family reports it, the others need not."""
    return _damage(cell) is not None


def _damage(cell: str) -> re.Match[str] | None:
    if cell.startswith("'"):
        return _APOSTROPHE.fullmatch(cell)
    if cell.startswith("#"):
        return _FAILED.fullmatch(cell)
    if ":" in cell:
        return _MIDNIGHT.fullmatch(cell)
    return _SCIENTIFIC.fullmatch(cell) if "+" in cell else None


def has_every_row(table: Table) -> bool:
    """True where the file holds all its rows with all their columns, so that a record not found in it does not exist."""
    return (
        table.encoding != "unknown"
        and set(table.header) >= set(_expected(table))
        and all(record.broken_cell is None for record in table.file.records)
        and (bool(table.rows) or table.schema.may_be_empty)
        and not _means_nothing_yet(table)
    )


def sound_rows(table: Table) -> list[Row]:
    """The rows that other families judge: their cells stand in their columns, and belong to one version of the file."""
    return [] if _means_nothing_yet(table) else table.whole_rows


def sound_rows_of(package: Package, name: str) -> list[Row]:
    """The same for a table by its name; none where the package has no such table."""
    return sound_rows(package.tables[name]) if name in package.tables else []


def _means_nothing_yet(table: Table) -> bool:
    # Rows of two versions, rows pasted over and over, or no rows at all: one finding stands for all that would follow.
    return is_too_large(table) or is_wide(table) or conflict(table.file.text) is not None


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
        if name not in expected and has_hidden(name):
            missing = [each for each in missing if each != plain(name)]
        elif name not in expected:
            guess = nearest(name, missing or expected) or _named_by_its_place(name, header, expected, missing)
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


def _named_by_its_place(name: str, header: list[str], expected: list[str], missing: list[str]) -> str:
    """The missing column in whose place a name stands that is like none, such as its translation."""
    place = expected[header.index(name)] if len(header) == len(expected) else ""
    return place if place in missing else ""


def _rows(table: Table) -> Iterator[Finding]:
    if len(table.file.records) == 1 and table.file.records[0].broken_cell is None and not table.schema.may_be_empty:
        yield table.finding("header-only", 1, 1)
    width = len(table.header)
    widths = {len(record.cells) for record in table.file.records[1:] if not record.is_blank}
    # Where the rows agree with each other or with the schema, it is the header that differs from them: said once.
    rows_agree = len(widths) == 1
    told = False
    header_is_wrong = not has_right_columns(table)
    halves = _halves(table) if widths - {width} or "\r" in table.file.text else set()
    for record in table.file.records:
        cells = len(record.cells)
        if record.broken_cell is not None:
            yield _row_finding(table, record, "unclosed-quote", record.broken_cell)
        elif record.line in halves:
            continue
        elif record.is_blank:
            yield table.finding("blank-row", record.line, 1)
        elif cells != width and not (header_is_wrong and cells == len(table.schema.fields)):
            if not (rows_agree and told):
                yield _row_finding(table, record, "ragged-row", min(cells, width), cells=cells, columns=width)
            told = True


def _halves(table: Table) -> set[int]:
    """Lines of rows that need no finding: a line end broke a row in two, and that is told at the first half or at the CR itself."""
    text, width = table.file.text, len(table.header)
    result: set[int] = set()
    for one, other in pairwise(table.file.records):
        # In a file whose lines all end with CR it is no stray.
        after_return = text[table.file.line_starts[other.line - 1] - 1] == "\r" and "\n" in text
        if not other.cells and after_return:
            result.add(other.line)
        elif len(one.cells) + len(other.cells) - 1 != width or one.line in result:
            continue
        elif after_return:
            result.update((one.line, other.line))
        elif max(len(one.cells), len(other.cells)) < width:
            result.add(other.line)
    return result


def _spreadsheet_cells(table: Table) -> Iterator[Finding]:
    text = table.file.text
    if not any(letter in text and any(sign in text for sign in signs) for letter, signs in _SIGNS.items()):
        return
    columns = [(index, field) for field in table.schema.fields if (index := table.column_index.get(field.name)) is not None]
    for row in table.whole_rows:
        for index, field in columns:
            if damage := _damage(row.record.cells[index]):
                yield row.finding("spreadsheet-cell", field.name, **_remedy(damage, field))


def _remedy(damage: re.Match[str], field: Field) -> dict[str, str]:
    """What stood in the cell before, where that is certain and fits the column; else that only the source can tell."""
    if damage.re is _SCIENTIFIC:
        return {"nearest": "", "shortened": damage[0], "lost": ""}
    meaning = damage[1] if damage.re in (_MIDNIGHT, _APOSTROPHE) else ""
    if field.type in ("integer", "number"):
        meaning = meaning.replace(",", "")
    if _is_value(meaning, field):
        return {"nearest": meaning, "shortened": "", "lost": ""}
    return {"nearest": "", "shortened": "", "lost": damage[0]}


def _is_value(text: str, field: Field) -> bool:
    if field.type == "date":
        return len(text) == len("2024-08-26") and dates.is_real(text)
    if field.is_partial_date:
        return dates.is_real(text)
    if field.type in ("integer", "number"):
        return (text.replace(".", "", 1) if field.type == "number" else text).isdigit()
    listed = [str(value) for value in field.constraints.get("enum", [text])]
    return text[:1].isdigit() and text in listed and field.fits(text)


def _row_finding(table: Table, record: Record, code: str, index: int, **details: int) -> Finding:
    line, column = table.file.locate(record, index)
    return Finding(code, table.shown_path, line, column, table.name, record.cells[0], details=details)
