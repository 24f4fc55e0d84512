"""How full, how fresh and how sure the tables are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator import dates
from generator.derive.sources import UNDATED_KINDS, has_one_source, sources_of
from generator.graph import Graph, Record
from generator.package import Package


def coverage(package: Package) -> dict[str, dict[str, tuple[int, int]]]:
    """For each table and column: filled cells, all cells."""
    return {
        table.name: {
            field.name: (sum(row.values.get(field.name) is not None for row in table.rows), len(table.rows))
            for field in table.schema.fields
        }
        for table in package
    }


@dataclass(frozen=True)
class TableState:
    """How full and how fresh a table is. ``filled`` and ``cells`` count its optional columns; days are None where none is told."""

    name: str
    rows: int
    filled: int
    cells: int
    first_check: date | None
    last_check: date | None
    newest_source: str | None
    doubts: int
    conflicts: int
    one_source: int | None


def state_of_table(package: Package, graph: Graph, name: str) -> TableState:
    """The state of a table: optional cells filled, days of checking, newest source, open doubts, conflicts, lone sources."""
    table = package.tables[name]
    optional = [field.name for field in table.schema.fields if not field.required]
    records = graph.records(name)
    checks = [day for row in table.rows if isinstance(day := row.values.get("checked_on"), date)]
    # Rows of citations are further sources themselves.
    with_source = "source" in graph.shapes[name].links and name != "citations"
    sources = records if name == "sources" else [source for record in records for source in sources_of(record)]
    days = [source.published_on for source in sources if source.published_on and source.kind not in UNDATED_KINDS]
    return TableState(
        name=name,
        rows=len(table.rows),
        filled=sum(row.values.get(column) is not None for row in table.rows for column in optional),
        cells=len(optional) * len(table.rows),
        first_check=min(checks, default=None),
        last_check=max(checks, default=None),
        newest_source=max(days, key=lambda text: (dates.first_day(text), text), default=None),
        doubts=sum(len(open_doubts(record)) for record in records),
        conflicts=sum(len(record.conflicts) for record in records),
        one_source=sum(has_one_source(record) for record in records) if with_source else None,
    )


def open_doubts(record: Record) -> list[Record]:
    """Doubts about a record that nothing has settled."""
    return [doubt for doubt in record.doubts if not doubt.resolved_on]


def without_english(records: Iterable[Record]) -> list[Record]:
    """Records whose name stands in no English source."""
    return [record for record in records if record.row.values.get("name_en") is None]
