"""Provenance: every source is cited, every address stands once, and nothing was checked in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row
from generator.rules.nearest import nearest
from generator.rules.shape import has_every_row, sound_rows, sound_rows_of


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about sources and about when records were checked."""
    yield from _uncited(package)
    yield from _one_address_once(package)
    for table in package:
        for row in sound_rows(table):
            checked = row.values.get("checked_on")
            if isinstance(checked, date) and checked > day:
                yield row.finding("checked-in-future", "checked_on", day=day.isoformat())


def _uncited(package: Package) -> Iterator[Finding]:
    if "sources" not in package.tables:
        return
    sources = package.tables["sources"]
    links = [
        (table, key.field)
        for table in package
        for key in table.schema.foreign_keys
        if key.table == "sources" and not (table.name == "sources" and key.field == "repost_of")
    ]
    if not all(has_every_row(table) and len(table.whole_rows) == len(table.rows) for table, _ in links):
        # Whoever cites a source may stand in what could not be read.
        return
    cited = {str(row.values.get(field) or "") for table, field in links for row in table.rows}
    # A misspelt link is an error of its own, and no reason to call the source that it means unused.
    cited |= {nearest(link, sources.row_by_id) for link in cited - sources.row_by_id.keys()}
    for row in sound_rows(sources):
        if row.id and row.id not in cited:
            yield row.finding("uncited-source", "id")


def _one_address_once(package: Package) -> Iterator[Finding]:
    seen: dict[str, Row] = {}
    for row in sound_rows_of(package, "sources"):
        address = _comparable(row.text("url"))
        if address and address in seen:
            if row.id == seen[address].id:
                continue
            yield row.finding("same-address", "url", first=seen[address].id, first_line=seen[address].line)
        elif address:
            seen[address] = row


def _comparable(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").split("#", 1)[0].rstrip("/")
