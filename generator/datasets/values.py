"""Cells as the formats write them: typed, an empty one as ``None``, a date as the text that was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dates import first_day, last_day
from generator.descriptor import Field
from generator.package import Row, Table, Value

Plain = str | int | float | bool | None

# What the columns are called that say between which days a reduced date lies.
FIRST, LAST = "_first", "_last"


def plain(value: Value) -> Plain:
    """A value for formats that know no dates."""
    return value.isoformat() if isinstance(value, date) else value


def objects(table: Table) -> Iterator[dict[str, Plain]]:
    """The rows of a table; every object has every column, in the order of the file."""
    names = [field.name for field in table.schema.fields]
    for row in table.rows:
        yield {name: plain(row.values.get(name)) for name in names}


def span(row: Row, field: Field) -> tuple[date | None, date | None]:
    """First and last day that a reduced date of a row can mean; two times None where the cell is empty."""
    text = row.values.get(field.name)
    return (first_day(text), last_day(text)) if isinstance(text, str) else (None, None)
