"""Descriptor and CSV files to typed rows that know the file, line and column of every cell."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.csvfile import CsvText, Record
from generator.descriptor import Descriptor, TableSchema, read_descriptor, shown
from generator.findings import Finding

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Row:
    """One row of a table. ``values`` holds typed values by column; an empty or unreadable cell is None."""

    table: Table
    record: Record
    values: dict[str, Value]

    @property
    def id(self) -> str:
        """The row's identifier, or an empty string where the cell is empty."""
        return str(self.values.get("id") or "")

    @property
    def line(self) -> int:
        """Line of the file on which the row starts."""
        return self.record.line

    def text(self, field: str) -> str:
        """The cell as it stands in the file; empty where the row has no such cell."""
        index = self.table.column_index.get(field)
        return self.record.cells[index] if index is not None and index < len(self.record.cells) else ""

    @property
    def is_whole(self) -> bool:
        """True where the row has one cell for every column and its quotes pair: else its cells have slipped."""
        return self.record.broken_cell is None and len(self.record.cells) == len(self.table.header)

    def finding(self, code: str, field: str = "", **details: Any) -> Finding:
        """A finding at a cell of this row, or at the row where no field is named."""
        index = self.table.column_index.get(field, 0)
        line, column = self.table.file.locate(self.record, index)
        return Finding(code, self.table.shown_path, line, column, self.table.name, self.id, field, self.text(field), details)


@dataclass
class Table:
    """One table as read: its bytes, its decoded text, its rows."""

    schema: TableSchema
    root: Path
    raw: bytes | None
    encoding: str = "utf-8"
    file: CsvText = field(default_factory=lambda: CsvText(""))

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.schema.name

    @cached_property
    def shown_path(self) -> str:
        """The file as messages name it."""
        return shown(self.root, self.schema.path)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """Column names as the file has them."""
        return self.file.records[0].cells if self.file.records else ()

    @cached_property
    def column_index(self) -> dict[str, int]:
        """Position of each column in the file, by name."""
        return {name: index for index, name in reversed(list(enumerate(self.header)))}

    @cached_property
    def rows(self) -> list[Row]:
        """Rows in the order of the file; blank lines are no rows."""
        casts = [(name, _CASTS.get(self.schema.field_by_name[name].type, str)) for name in self.header if name in self.schema.field_by_name]
        columns = [(self.column_index[name], name, cast) for name, cast in casts]
        rows = []
        for record in self.file.records[1:]:
            if record.is_blank:
                continue
            cells = record.cells
            values = {name: _typed(cells[index], cast) if index < len(cells) else None for index, name, cast in columns}
            rows.append(Row(self, record, values))
        return rows

    @cached_property
    def whole_rows(self) -> list[Row]:
        """Rows whose cells stand in their columns."""
        return [row for row in self.rows if row.is_whole]

    @cached_property
    def row_by_id(self) -> dict[str, Row]:
        """First row of each id."""
        return {row.id: row for row in reversed(self.rows)}

    def finding(self, code: str, line: int = 0, column: int = 0, field: str = "", value: str = "", **details: Any) -> Finding:
        """A finding about this file."""
        return Finding(code, self.shown_path, line, column, self.name, "", field, value, details)


@dataclass(frozen=True)
class Package:
    """The whole registry as read."""

    descriptor: Descriptor
    tables: dict[str, Table]

    def rows(self, table: str) -> list[Row]:
        """Rows of a table; none where the package has no such table, so that rules run on small packages too."""
        return self.tables[table].rows if table in self.tables else []

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())


def load(root: Path) -> Package:
    """Read the registry under ``root``. Broken tables are read as far as they go: the rules say what is wrong.

    Raises CannotRun where the descriptor or a schema cannot be read.
    """
    descriptor = read_descriptor(root)
    tables = {name: _read(descriptor.root, schema) for name, schema in descriptor.tables.items()}
    return Package(descriptor, tables)


def _read(root: Path, schema: TableSchema) -> Table:
    path = root / schema.path
    try:
        # A link is not followed: it could show a file from outside the registry to whoever reads the findings.
        raw = None if path.is_symlink() else path.read_bytes()
    except OSError:
        raw = None
    if raw is None:
        return Table(schema, root, None)
    text, encoding = decode(raw)
    return Table(schema, root, raw, encoding, CsvText(text))


def decode(raw: bytes) -> tuple[str, str]:
    """Text of a file in UTF-8, or in what Korean spreadsheets write instead, with the name of the encoding found."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace"), "utf-16"
    utf8 = "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return raw.decode(utf8), utf8
    except UnicodeDecodeError:
        mended = raw.decode(utf8, errors="replace")
    # Few bytes of UTF-8 text may be broken, and the rest still be text of CP949 to a decoder: nearly all of it must be wrong.
    foreign = sum(not char.isascii() for char in mended)
    if mended.count(_REPLACEMENT) * 2 > foreign:
        try:
            return raw.decode("cp949"), "cp949"
        except UnicodeDecodeError:
            pass
    return mended, "unknown"


def _typed(cell: str, cast: Callable[[str], Value]) -> Value:
    if cell == "":
        return None
    try:
        return cast(cell)
    except ValueError:
        return None


def _boolean(cell: str) -> bool:
    return _exact(_BOOLEAN, cell) == "true"


def _integer(cell: str) -> int:
    return int(_exact(_INTEGER, cell))


def _number(cell: str) -> float:
    return float(_exact(_NUMBER, cell))


def _date(cell: str) -> date:
    return date.fromisoformat(_exact(_DATE, cell))


def _exact(form: re.Pattern[str], cell: str) -> str:
    # int() takes "1_000" and " 5 ", fromisoformat() takes "20240826": one value has one spelling here.
    if form.fullmatch(cell) is None:
        raise ValueError(cell)
    return cell


def _text(cell: str) -> str:
    # Decomposed Hangul would never equal what other rows hold; the rules report it at its place.
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


_REPLACEMENT = "\ufffd"
_BOOLEAN = re.compile("true|false")
_INTEGER = re.compile("-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_CASTS: dict[str, Callable[[str], Value]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "string": _text,
}
