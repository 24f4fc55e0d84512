"""Rows to linked records. Every link and every way back comes from the descriptor's foreign keys alone.

``zone.sector.name``, ``zone.regions``, ``region.zones``, ``record.citations``: a template walks from record to record
and finds names in the language of its edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.bilingual import Text
from generator.descriptor import Descriptor, Field
from generator.package import Package, Row


class Record:
    """One row with its links. Columns, stems of bilingual columns, links and ways back are attributes."""

    __slots__ = ("_backlinks", "graph", "row", "table")

    def __init__(self, graph: Graph, table: str, row: Row) -> None:
        self.graph = graph
        self.table = table
        self.row = row
        self._backlinks: dict[str, list[Record]] = {}

    @property
    def id(self) -> str:
        """The record's permanent identifier."""
        return self.row.id

    def __getattr__(self, name: str) -> Any:
        shape = self.graph.shapes[self.table]
        if name in shape.columns:
            return self.row.values.get(name)
        if name in shape.pairs:
            return self.graph.bilingual(self, name)
        if name in shape.links:
            field, target = shape.links[name]
            value = self.row.values.get(field)
            return None if value is None else self.graph.find(target, str(value))
        if name in shape.backlinks:
            return self._backlinks.get(name, [])
        raise AttributeError(f"{self.table} has no column, link or way back named {name!r}")

    def add_backlink(self, name: str, record: Record) -> None:
        """Remember a record that links here; for the graph alone."""
        self._backlinks.setdefault(name, []).append(record)

    def column(self, name: str) -> Field:
        """The column's description."""
        return self.graph.descriptor.tables[self.table].field_by_name[name]

    def label(self, name: str) -> str:
        """The word for an enum value in the language of this edition; empty where the cell is."""
        value = self.row.values.get(name)
        return "" if value is None else self.column(name).labels[str(value)][self.graph.language]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.table, self.id) == (other.table, other.id)

    def __hash__(self) -> int:
        return hash((self.table, self.id))

    def __repr__(self) -> str:
        return f"<{self.table}/{self.id}>"


class _Shape:
    """Names that a record of one table answers to."""

    def __init__(self) -> None:
        self.columns: set[str] = set()
        self.pairs: set[str] = set()
        self.links: dict[str, tuple[str, str]] = {}
        self.backlinks: set[str] = set()


class Graph:
    """All records of the registry in one language, linked both ways."""

    def __init__(self, package: Package, language: str) -> None:
        self.descriptor: Descriptor = package.descriptor
        self.language = language
        self.shapes = self._shapes()
        self._records: dict[str, dict[str, Record]] = {
            table.name: {row.id: Record(self, table.name, row) for row in table.rows if row.id} for table in package
        }
        self._link()

    def records(self, table: str) -> list[Record]:
        """Records of a table in the order of the file; none where the package has no such table."""
        return list(self._records.get(table, {}).values())

    def find(self, table: str, id: str) -> Record | None:
        """The record with that id, or None."""
        return self._records.get(table, {}).get(id)

    def __iter__(self) -> Iterator[Record]:
        for table in self._records.values():
            yield from table.values()

    def bilingual(self, record: Record, stem: str) -> Text | None:
        """The text of a bilingual pair in this edition's language, else in the other one, else None."""
        other = "en" if self.language == "ko" else "ko"
        for language in (self.language, other):
            value = record.row.values.get(f"{stem}_{language}")
            if value is not None:
                return Text(str(value), language, self.language)
        return None

    def _shapes(self) -> dict[str, _Shape]:
        shapes = {name: _Shape() for name in self.descriptor.tables}
        for name, table in self.descriptor.tables.items():
            shapes[name].columns = set(table.field_by_name)
            shapes[name].pairs = set(table.pairs)
            for key in table.foreign_keys:
                shapes[name].links[key.link] = (key.field, key.table)
                if key.backlink:
                    shapes[key.table].backlinks.add(key.backlink)
            if table.is_polymorphic:
                for shape in shapes.values():
                    shape.backlinks.add(table.backlink)
        return shapes

    def _link(self) -> None:
        for name, table in self.descriptor.tables.items():
            targets = {key.field: key.table for key in table.foreign_keys}
            for record in self.records(name):
                for key in table.foreign_keys:
                    target = self._target(record, key.field, key.table)
                    other = self._target(record, key.through, targets[key.through]) if key.through else record
                    if target is not None and key.backlink and other is not None:
                        target.add_backlink(key.backlink, other)
                if table.is_polymorphic:
                    target = self._target(record, "record_id", str(record.table_name))
                    if target is not None:
                        target.add_backlink(table.backlink, record)

    def _target(self, record: Record, field: str, table: str) -> Record | None:
        value = record.row.values.get(field)
        return None if value is None else self.find(table, str(value))
