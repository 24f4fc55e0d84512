"""``excel/<table>.csv`` and ``excel/en/<table>.csv``: the tables for people who open a CSV file in Excel.

They begin with a byte order mark, so that Excel reads Korean, and have the titles of the columns in the reader's language.
No cell is a formula there (OWASP, CSV injection): what Excel would calculate gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from generator.datasets.linked import Linked
from generator.descriptor import Field
from generator.package import Table

# The folder of each language below ``/data/``.
FOLDERS = {"ko": "excel/", "en": "excel/en/"}

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = ("integer", "number")


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """A CSV file a table and language."""
    for language, folder in FOLDERS.items():
        for table in linked.package:
            yield f"{folder}{table.name}.csv", spreadsheet_csv([titles(table, language), *_rows(table)])


def spreadsheet_safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def spreadsheet_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a CSV file that Excel opens: byte order mark, CRLF. Cells are written as they are given."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def titles(table: Table, language: str) -> list[str]:
    """Titles of the columns; a column whose title another one has too is told by its name as well."""
    fields = table.schema.fields
    names = [field.title(language) for field in fields]
    return [name if names.count(name) == 1 else f"{name} [{field.name}]" for name, field in zip(names, fields, strict=True)]


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [_cell(row.text(field.name), field) for field in table.schema.fields]


def _cell(text: str, field: Field) -> str:
    # A minus sign before a number is no formula.
    return text if field.type in _NUMBERS else spreadsheet_safe(text)
