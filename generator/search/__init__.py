"""The search index: what is indexed, and the file that the browser loads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.bilingual import plain
from generator.graph import Record
from generator.pages.edition import Edition

# Records that can be found, in the order in which equal matches are shown.
TABLES = ("zones", "regions", "sectors", "projects", "programs", "laws", "meetings", "organisations", "terms")
_NAMES = ("name", "short_name", "title", "term")


def index_file(edition: Edition) -> bytes:
    """The index of one edition: kinds with their words, and one row a record.

    A row is ``[kind, id, name, where, status, other names]``; the browser builds the address from kind and id.
    """
    kinds = [{"table": table, "label": edition.words(f"kind.{table}")} for table in TABLES]
    rows = [row for number, table in enumerate(TABLES) for row in _rows(edition, number, table)]
    words = {key: edition.words(f"search.{key}") for key in ("count", "none")}
    synonyms = [[synonym.word, synonym.means] for synonym in edition.graph.records("search_synonyms")]
    data = {"kinds": kinds, "rows": rows, "synonyms": synonyms, "words": words}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _rows(edition: Edition, kind: int, table: str) -> Iterator[list[Any]]:
    for record in edition.graph.records(table):
        name = plain(edition.name(record))
        status = edition.words(f"status.{edition.zone_status(record).status}") if table == "zones" else ""
        others = sorted({other for other in _names(record) if other != name})
        yield [kind, record.id, name, _where(edition, record), status, others]


def _names(record: Record) -> Iterator[str]:
    """Every name of a record: those of its columns in both languages, and its other names."""
    for stem in _NAMES:
        for language in ("ko", "en"):
            value = record.row.values.get(f"{stem}_{language}")
            if value is not None:
                yield str(value)
    for other in record.names:
        yield from (str(value) for value in (other.name_ko, other.name_en) if value)


def _where(edition: Edition, record: Record) -> str:
    """What tells a record from others of like name: its zone, its region, its kind."""
    if record.table == "zones":
        return " · ".join([*(plain(edition.short(region)) for region in record.regions), plain(edition.name(record.sector))])
    if record.table == "projects":
        return plain(edition.short(record.zone))
    column = {"regions": "kind", "programs": "kind", "laws": "kind", "meetings": "series", "organisations": "kind"}.get(record.table)
    return record.label(column) if column else ""
