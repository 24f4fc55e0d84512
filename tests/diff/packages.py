"""Packages in memory, each table written as CSV text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.csvfile import CsvText
from generator.descriptor import Descriptor, TableSchema
from generator.diff import Diff, State, between
from generator.package import Package, Table, decode

ZONES: dict[str, Any] = {
    "title": "특구",
    "title_en": "Zones",
    "fields": [
        {"name": "id", "title": "식별자", "title_en": "Id"},
        {"name": "name_ko", "title": "이름(한국어)", "title_en": "Name (Korean)", "language": "ko"},
        {"name": "name_en", "title": "이름(영어)", "title_en": "Name (English)", "language": "en"},
        {
            "name": "kind",
            "title": "종류",
            "title_en": "Kind",
            "labels": {
                "free": {"ko": "규제자유특구", "en": "Regulation-free zone"},
                "global": {"ko": "글로벌 혁신특구", "en": "Global zone"},
            },
        },
        {"name": "round", "type": "integer", "title": "차수", "title_en": "Round"},
    ],
}
REDIRECTS: dict[str, Any] = {"fields": [{"name": name} for name in ("id", "table_name", "old_id", "new_id")]}
_SCHEMAS = {"zones": ZONES, "redirects": REDIRECTS}


def package(**tables: str | bytes | None) -> Package:
    """A package of the given tables, each by the content of its file, or by None where it has no file.

    ``zones`` and ``redirects`` have the columns above; any other table has those of its first line.
    """
    read = {name: _table(name, content) for name, content in tables.items()}
    return Package(Descriptor(Path(), {}, {name: table.schema for name, table in read.items()}), read)


def diff(base: Package, head: Package) -> Diff:
    """The difference of two packages that are called base and head."""
    return between(State("base", base), State("head", head))


def zones(*rows: str, header: str = "id,name_ko,name_en,kind,round") -> str:
    """The table of zones with the given lines."""
    return "".join(f"{line}\n" for line in (header, *rows))


def redirects(*rows: str) -> str:
    """The table of redirects: each line is the table, the old id and the new one."""
    return "id,table_name,old_id,new_id\n" + "".join(f"r{number},{row}\n" for number, row in enumerate(rows))


def _table(name: str, content: str | bytes | None) -> Table:
    raw = content.encode() if isinstance(content, str) else content
    text, encoding = decode(raw or b"")
    header = CsvText(text).records[0].cells if text else ()
    spec: Mapping[str, Any] = _SCHEMAS.get(name, {"fields": [{"name": column} for column in header]})
    return Table(TableSchema(name, f"data/{name}.csv", {}, dict(spec), ""), Path(), raw, encoding, CsvText(text))
