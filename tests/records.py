"""Records in the real tables, of which a test writes only the cells that matter to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from generator.csvfile import CsvText
from generator.descriptor import Descriptor, Field, read_descriptor
from generator.graph import Graph
from generator.package import Package, Table
from generator.pages.edition import Edition, Page
from tests.conftest import DAY

REGISTRY = Path(__file__).parents[1] / "registry"

Cells = dict[str, str]
Tables = Mapping[str, list[Cells]]


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates in memory, since each test has an edition of its own."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@cache
def descriptor() -> Descriptor:
    """The descriptor of the real registry."""
    return read_descriptor(REGISTRY)


def row(id: str, **cells: str) -> Cells:
    """One record by its cells; every required cell that is not given is filled, all others stay empty."""
    return {"id": id, **cells}


def package_of(tables: Tables) -> Package:
    """A package with every real table and the given rows. Required links to a source and a sector lead to ones made here."""
    given = {"sources": [row("source")], "sectors": [row("sector")], **tables}
    assert given.keys() <= descriptor().tables.keys()
    return Package(descriptor(), {name: _table(name, given.get(name, [])) for name in descriptor().tables})


def graph_of(tables: Tables, language: str = "ko") -> Graph:
    """The linked records of such a package."""
    return Graph(package_of(tables), language)


def edition_of(tables: Tables, language: str = "ko", day: date = DAY) -> Edition:
    """An edition of such a package."""
    edition = Edition(package_of(tables), language, day)
    edition.environment.bytecode_cache = _COMPILED
    return edition


def rendered(pages: Callable[[Edition], Iterator[Page]], tables: Tables, language: str = "en", day: date = DAY) -> dict[str, Page]:
    """All pages of a kind by their path."""
    return {page.path: page for page in pages(edition_of(tables, language, day))}


def _table(name: str, rows: list[Cells]) -> Table:
    schema = descriptor().tables[name]
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in schema.fields], lineterminator="\n")
    writer.writeheader()
    for cells in rows:
        required = {field.name: _filling(field, cells["id"]) for field in schema.fields if field.required and field.name not in cells}
        writer.writerow(required | cells)
    return Table(schema, REGISTRY, text.getvalue().encode(), "utf-8", CsvText(text.getvalue()))


def _filling(field: Field, id: str) -> str:
    if field.name in ("source_id", "other_source_id"):
        return "source"
    if field.name == "sector_id":
        return "sector"
    if field.labels:
        return next(iter(field.labels))
    if field.type == "boolean":
        return "false"
    if field.type in ("integer", "number"):
        return "1"
    if field.type == "date" or field.is_partial_date:
        return "2020-01-02"
    if field.language:
        return f"{id}의 {'이름' if field.name.startswith('name') else '글'}" if field.language == "ko" else f"{field.name[:-3]} of {id}"
    if field.name == "language":
        return "ko"
    if field.name == "old_id":
        return f"old-{id}"
    # A required link to any other record is for the test to give.
    assert not field.name.endswith("_id"), f"{field.name} of {id} is required"
    return f"{field.name} of {id}"
