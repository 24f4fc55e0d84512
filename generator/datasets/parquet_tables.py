"""``<table>.parquet``: each table with typed columns that carry their meaning, for pandas, polars, DuckDB and R.

A date that a source gives by month or year stays text; beside it stand ``<field>_first`` and ``<field>_last``, the days
between which it lies.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pyarrow
from pyarrow import parquet

from generator.datasets.linked import Linked
from generator.datasets.values import FIRST, LAST, span
from generator.descriptor import Descriptor, Field, TableSchema
from generator.package import Table

_TYPES = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
}
_LANGUAGES = ("ko", "en")


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """One Parquet file a table."""
    for table in linked.package:
        buffer = io.BytesIO()
        # Named here, since the defaults of the library may change between its versions.
        parquet.write_table(_arrow(table, linked.package.descriptor), buffer, version="2.6", compression="zstd", data_page_version="1.0")
        yield f"{table.name}.parquet", buffer.getvalue()


def _arrow(table: Table, descriptor: Descriptor) -> Any:
    fields, columns = [], []
    for field in table.schema.fields:
        fields.append(_field(field, field.name, _TYPES.get(field.type, pyarrow.string()), not field.required))
        columns.append([row.values.get(field.name) for row in table.rows])
        if field.is_partial_date:
            spans = [span(row, field) for row in table.rows]
            for at, suffix in enumerate((FIRST, LAST)):
                fields.append(_field(field, field.name + suffix, pyarrow.date32(), not field.required))
                columns.append([each[at] for each in spans])
    schema = pyarrow.schema(fields, metadata=_about(table.schema, descriptor))
    arrays = [pyarrow.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _field(field: Field, name: str, kind: Any, nullable: bool) -> Any:
    told = {f"title_{language}": field.title(language) for language in _LANGUAGES}
    told |= {f"description_{language}": field.description(language) for language in _LANGUAGES if field.description(language)}
    return pyarrow.field(name, kind, nullable, told)


def _about(schema: TableSchema, descriptor: Descriptor) -> dict[str, str]:
    """Title and meaning of the table, and the licence and version of the package."""
    told = {f"title_{language}": schema.title(language) for language in _LANGUAGES}
    told |= {f"description_{language}": schema.description(language) for language in _LANGUAGES}
    licences = ", ".join(str(each.get("name", "")) for each in descriptor.spec.get("licenses") or [])
    return told | {"licence": licences, "version": str(descriptor.spec.get("version", ""))}
