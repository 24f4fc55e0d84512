"""Explorers: lists with facets, a text filter, sorts and a file of rows, written once for all kinds that have one.

The page holds every row as HTML; the file ``assets/explore/<table>.json`` holds the same rows in columns for the browser.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.bilingual import plain
from generator.graph import Record
from generator.pages.addresses import ROWS_A_PAGE, list_page
from generator.pages.edition import Edition

# Stands in an address for the rows that have no value in a column; no id is spelled so.
UNSTATED = "-"
_STEMS = ("name", "short_name", "title")


@dataclass(frozen=True)
class Choice:
    """One value of a column: its id in an address, its words, its place among the others.

    ``record`` is what it leads to; ``within`` a wider value that holds it (a region's successor, a decree's act); ``also`` further words
    by which a row that has it is found.
    """

    id: str
    words: str
    rank: Any
    record: Record | None = None
    within: Choice | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One thing that a cell shows: a record to lead to, a day, or words."""

    words: str = ""
    day: str = ""
    record: Record | None = None


@dataclass(frozen=True)
class Column:
    """What every column has: the key in addresses and in the file, the title, and whether cards and tables show it."""

    key: str
    title: str
    cell: Callable[[Record], Any]
    shown: bool = True

    def parts(self, row: Record) -> list[Part]:
        """What the cell of a row shows; nothing where it is empty."""
        value = plain(self.cell(row))
        return [Part(words=value)] if value else []


@dataclass(frozen=True)
class Choices(Column):
    """A column of values out of a list. As a facet it filters; as chips the first value of a row stands beside its name.

    ``unstated`` are the words of the facet for rows without a value, where "not stated" does not fit.
    """

    facet: bool = True
    chip: str = ""
    unstated: str = ""

    def of(self, row: Record) -> list[Choice]:
        """Values of a row."""
        return list(self.cell(row))

    def parts(self, row: Record) -> list[Part]:
        """The values of a row."""
        return [Part(words=choice.words, record=choice.record) for choice in self.of(row)]


@dataclass(frozen=True)
class Days(Column):
    """A column of dates of any precision."""

    def parts(self, row: Record) -> list[Part]:
        """The day of a row."""
        day = self.cell(row)
        return [Part(day=day)] if day else []


@dataclass(frozen=True)
class Words(Column):
    """A column of text."""


@dataclass(frozen=True)
class Ranks(Column):
    """A column of numbers to sort by; a reader never sees it."""

    shown: bool = False


@dataclass(frozen=True)
class Sort:
    """One order of rows: by a column, or with an empty ``column`` as they come. The first of an explorer is its own."""

    key: str
    title: str
    column: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Explorer:
    """The rows of one table as its list shows them.

    ``target`` gives the record with the page that tells of a row, ``also`` further words by which the row is found. ``folder`` is the
    address of the list where it is not the name of the table; ``stands_on`` gives the record on whose page the anchor of a row stands,
    where that is not the list.
    """

    edition: Edition
    table: str
    title: str
    rows: list[Record]
    columns: tuple[Column, ...]
    sorts: tuple[Sort, ...]
    target: Callable[[Record], Record] = field(default=lambda record: record)
    also: Callable[[Record], Iterable[str]] = field(default=lambda record: other_names(record))
    folder: str = ""
    stands_on: Callable[[Record], Record] | None = None

    @property
    def shown(self) -> list[Column]:
        """Columns that a card tells."""
        return [column for column in self.columns if column.shown and not is_chip(column)]

    @property
    def chip(self) -> Choices | None:
        """The column whose value stands beside the name."""
        return next((column for column in self.columns if isinstance(column, Choices) and column.chip), None)

    @cached_property
    def pages(self) -> list[tuple[str, list[Record]]]:
        """Addresses of the pages of the list, and the rows of each; without rows the first page alone."""
        starts = range(0, max(len(self.rows), 1), ROWS_A_PAGE)
        return [(list_page(self.folder or self.table, start), self.rows[start : start + ROWS_A_PAGE]) for start in starts]

    def file(self) -> tuple[str, bytes]:
        """Name and content of the file that the browser loads."""
        data = {
            "table": self.table,
            "language": self.edition.language,
            "day": self.edition.day.isoformat(),
            "words": _words(self.edition),
            "columns": [_column(self.edition, column, self.rows) for column in self.columns],
            "sorts": [_without_empty({"key": s.key, "column": s.column, "descending": s.descending}) for s in self.sorts],
            "synonyms": [[synonym.word, synonym.means] for synonym in self.edition.graph.records("search_synonyms")],
            "rows": self._names(),
        }
        return f"{self.table}.json", json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()

    def _names(self) -> dict[str, Any]:
        targets = [self.target(row) for row in self.rows]
        names = [plain(self.edition.short(target)) for target in targets]
        rows: dict[str, Any] = {"id": [row.id for row in self.rows], "name": names}
        if any(target != row for target, row in zip(targets, self.rows, strict=True)):
            rows["target"] = [f"{target.table}/{target.id}" for target in targets]
        if self.stands_on is not None:
            rows["on"] = [f"{place.table}/{place.id}" for place in map(self.stands_on, self.rows)]
        rows["also"] = [
            " / ".join(dict.fromkeys(words for words in self.also(row) if words not in name))
            for row, name in zip(self.rows, names, strict=True)
        ]
        return rows


class Chooser:
    """Makes the values of columns, one for each record and label that rows share."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._of_records: dict[Record, Choice] = {}

    def record(self, record: Record, wider: Callable[[Record], Record | None] = lambda _: None) -> Choice:
        """A record as a value, in the order of lists, found by every name that it has; ``wider`` gives what holds it."""
        if record not in self._of_records:
            words = plain(self.edition.short(record))
            also = tuple(name for name in other_names(record) if name != words)
            holds = wider(record)
            within = self.record(holds, wider) if holds is not None else None
            self._of_records[record] = Choice(record.id, words, (words.casefold(), record.id), record, within, also)
        return self._of_records[record]

    def label(self, record: Record, column: str) -> list[Choice]:
        """The value of an enum column, in the order of its schema; none where the cell is empty."""
        value = getattr(record, column)
        return [] if value is None else [self.word(value, record.label(column), list(record.column(column).labels))]

    def word(self, id: str, words: str, order: Iterable[str]) -> Choice:
        """A value that is no record, in a given order."""
        return Choice(id, words, list(order).index(id))


def explore_pages(edition: Edition, explorer: Explorer, template: str, description: str, **facts: Any) -> Iterator[Any]:
    """The pages of the list: the first is the explorer, the others hold further rows for readers without scripts."""
    words = edition.words
    for number, (path, rows) in enumerate(explorer.pages, start=1):
        title = explorer.title
        if number > 1:
            title = words("explorer.page_title", title=title, number=number, count=len(explorer.pages))
        yield edition.page(template, path, title, description, layout="explorer", explorer=explorer, rows=rows, number=number, **facts)


def other_names(record: Record) -> list[str]:
    """Every name of a record: those of its columns in both languages, and those that the table of names adds."""
    columns = [f"{stem}_{language}" for stem in _STEMS for language in ("ko", "en")]
    names = [record.row.values.get(column) for column in columns]
    names += [name for other in record.names for name in (other.name_ko, other.name_en)]
    return list(dict.fromkeys(str(name) for name in names if name))


def is_chip(column: Column) -> bool:
    """True for the column that stands beside the name."""
    return isinstance(column, Choices) and bool(column.chip)


def _column(edition: Edition, column: Column, rows: list[Record]) -> dict[str, Any]:
    made: dict[str, Any] = {"key": column.key, "title": column.title, "type": type(column).__name__.lower(), "shown": column.shown}
    if not isinstance(column, Choices):
        return _without_empty(made | {"cells": [plain(column.cell(row)) or None for row in rows]})
    cells = [column.of(row) for row in rows]
    values: dict[str, Choice] = {}
    for choice in (choice for cell in cells for choice in cell):
        wider: Choice | None = choice
        while wider is not None and wider.id not in values:
            values[wider.id] = wider
            wider = wider.within
    ordered = sorted(values.values(), key=lambda choice: choice.rank)
    places = {choice.id: place for place, choice in enumerate(ordered)}
    if column.facet and not all(cells):
        ordered.append(Choice(UNSTATED, column.unstated or edition.words("fact.not_stated_short"), None))
    numbers = [[places[choice.id] for choice in cell] for cell in cells]
    return _without_empty(
        made
        | {
            "facet": column.facet,
            "chip": column.chip,
            "table": next((choice.record.table for choice in ordered if choice.record is not None), ""),
            "values": [_value(choice, places) for choice in ordered],
            # Most rows have one value: a number alone is shorter than a list of one.
            "cells": [cell[0] if len(cell) == 1 else cell for cell in numbers],
        }
    )


def _value(choice: Choice, places: dict[str, int]) -> list[Any]:
    made: list[Any] = [choice.id, choice.words]
    if choice.also or choice.within is not None:
        made.append(" / ".join(choice.also))
    if choice.within is not None:
        made.append(places[choice.within.id])
    return made


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", False)}


def _words(edition: Edition) -> dict[str, str]:
    """What the browser says; placeholders stand in braces."""
    words = edition.words
    return {
        "all": words("explorer.all"),
        "some": words("explorer.some"),
        "none": words("explorer.none"),
        "filters": words("explorer.filters"),
        "clear": words("explorer.clear"),
        "without": words("explorer.without"),
        "query": words("explorer.query"),
        "more": words("explorer.more"),
        "less": words("explorer.less"),
        "pages": words("explorer.pages"),
        "page": words("explorer.page"),
        "mended": words("explorer.mended"),
        "results": words("explorer.results"),
        "previous": words("explorer.previous"),
        "next": words("explorer.next"),
        "name": words("explorer.name"),
        "address": words("explorer.address"),
        "permalink": words("explorer.permalink"),
        "unstated": words("fact.not_stated_short"),
    }
