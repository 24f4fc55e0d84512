"""``/api/v1/<table>/<id>.json`` and ``.csv``: one record with what it links to, what links to it, and where it comes from.

Every record of a table has the same keys in the same order, and each key the same type; what is not known is ``null``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from generator import derive
from generator.descriptor import Descriptor
from generator.graph import Graph, Record
from generator.package import Package, Value
from generator.pages.addresses import WITH_PAGES, address

FOLDER = "api/v1"
# Records that have a page or an anchor of their own, and that people cite as such.
TABLES = (*WITH_PAGES, "terms", "exemptions")

_LANGUAGES = ("ko", "en")
_NAMES = ("name", "title", "term", "topic")
# Ways back that the file tells in full, each under a key of its own.
_TOLD = ("citations", "conflicts", "doubts")


def files(package: Package, day: date) -> Iterator[tuple[str, bytes]]:
    """Paths below the site's root and contents, a JSON and a CSV file for each record. Statuses hold for ``day``."""
    graph = Graph(package, "ko")
    spec = package.descriptor.spec
    licence = next((str(each.get("name")) for each in spec.get("licenses") or []), None)
    about = {"licence": licence, "version": str(spec.get("version", ""))}
    shapes = {name: _ways_back(package.descriptor, name) for name in TABLES if name in package.tables}
    for name, ways in shapes.items():
        for record in graph.records(name):
            path = f"{FOLDER}/{name}/{record.id}"
            yield f"{path}.json", _lines({**_told(record, ways, day), **about})
            yield f"{path}.csv", _csv(record)


def _told(record: Record, ways: tuple[str, ...], day: date) -> dict[str, Any]:
    where = address(record)
    links = record.graph.descriptor.tables[record.table].foreign_keys
    return {
        "table": record.table,
        "id": record.id,
        "record": _cells(record),
        "links": {key.link: _reference(getattr(record, key.link)) for key in links},
        "linked_from": {way: [_reference(other) for other in dict.fromkeys(getattr(record, way))] for way in ways},
        "computed": {"as_of": day.isoformat(), **_COMPUTED.get(record.table, _nothing)(record, day)},
        "sources": _sources(record),
        "conflicts": [
            {**_cells(conflict), "sources": [_source(conflict.other_source, conflict.field), *_sources(conflict)]}
            for conflict in record.conflicts
        ],
        "doubts": [{**_cells(doubt), "sources": _sources(doubt)} for doubt in record.doubts],
        "page": {"ko": where, "en": f"en/{where}"},
    }


def _cells(record: Record) -> dict[str, str | int | float | bool | None]:
    fields = record.graph.descriptor.tables[record.table].fields
    return {field.name: _plain(record.row.values.get(field.name)) for field in fields}


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def _reference(record: Record | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {"table": record.table, "id": record.id, "name": _name(record)}


def _name(record: Record) -> dict[str, Any]:
    """Names of a record in both languages; ``null`` where it has none, as rows that only join others."""
    values = record.row.values
    if record.table == "sources":
        # A title is in the language of its page.
        return {language: values.get("title") if values.get("language") == language else None for language in _LANGUAGES}
    stem = next((stem for stem in _NAMES if stem in record.graph.shapes[record.table].pairs), "")
    return {language: values.get(f"{stem}_{language}") for language in _LANGUAGES}


def _sources(record: Record) -> list[dict[str, Any]]:
    """The source of a record and those that citations add, each with the column that it tells of; ``*`` is the record."""
    own = [("*", record.source)] if "source" in record.graph.shapes[record.table].links and record.source is not None else []
    cited = [(citation.field, citation.source) for citation in record.citations]
    return [_source(source, field) for field, source in dict.fromkeys([*own, *cited])]


def _source(source: Record, field: str) -> dict[str, Any]:
    told = ("publisher", "title", "url", "published_on", "language", "kind")
    return {"field": field, "id": source.id, **{column: source.row.values.get(column) for column in told}}


def _nothing(record: Record, day: date) -> dict[str, Any]:
    return {}


def _of_zone(zone: Record, day: date) -> dict[str, Any]:
    status = derive.zone_status(zone, day)
    return {"status": status.status, "until": status.until, "newest_source": derive.newest_source(derive.records_of_zone(zone))}


def _of_program(program: Record, day: date) -> dict[str, Any]:
    return {"status": derive.program_status(program, day), "is_past": derive.program_is_past(program, day)}


def _of_exemption(exemption: Record, day: date) -> dict[str, Any]:
    return {"stage": derive.exemption_stage(exemption, day)}


# What derive says of a record on a day; its docstrings are the definitions.
_COMPUTED: dict[str, Callable[[Record, date], dict[str, Any]]] = {
    "zones": _of_zone,
    "programs": _of_program,
    "exemptions": _of_exemption,
}


def _ways_back(descriptor: Descriptor, name: str) -> tuple[str, ...]:
    """Words for the ways back to the records of a table, in the order of the tables from which they come."""
    ways = []
    for table in descriptor.tables.values():
        ways += [key.backlink for key in table.foreign_keys if key.table == name and key.backlink]
        ways += [table.backlink] if table.is_polymorphic else []
    return tuple(way for way in dict.fromkeys(ways) if way not in _TOLD)


def _lines(told: dict[str, Any]) -> bytes:
    """JSON with a line for each of the outermost keys, so that a reader sees what is there."""
    lines = ",\n".join(f'"{key}": {_encoder().encode(value)}' for key, value in told.items())
    return f"{{\n{lines}\n}}\n".encode()


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False)


def _csv(record: Record) -> bytes:
    """The record's row under the header of its table, as the file of the table has both."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([record.row.table.header, record.row.record.cells])
    return text.getvalue().encode()
