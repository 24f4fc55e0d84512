"""Provenance: every source is cited, every address stands once, and nothing was checked in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about sources and about when records were checked."""
    yield from _uncited(package)
    yield from _one_address_once(package)
    for table in package:
        for row in table.rows:
            checked = row.values.get("checked_on")
            if isinstance(checked, date) and checked > day:
                yield row.finding("checked-in-future", "checked_on", day=day.isoformat())


def _uncited(package: Package) -> Iterator[Finding]:
    cited = {
        row.values.get(key.field)
        for table in package
        for key in table.schema.foreign_keys
        if key.table == "sources" and not (table.name == "sources" and key.field == "repost_of")
        for row in table.rows
    }
    for row in package.rows("sources"):
        if row.id not in cited:
            yield row.finding("uncited-source", "id")


def _one_address_once(package: Package) -> Iterator[Finding]:
    seen: dict[str, Row] = {}
    for row in package.rows("sources"):
        address = _comparable(row.text("url"))
        if address and address in seen:
            yield row.finding("same-address", "url", first=seen[address].id, first_line=seen[address].line)
        elif address:
            seen[address] = row


def _comparable(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").split("#", 1)[0].rstrip("/")
