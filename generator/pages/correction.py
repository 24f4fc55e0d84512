"""How a reader corrects a page: the file and id of every row that it tells, and the record's cells as the file has them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.descriptor import Field
from generator.graph import Record
from generator.pages.addresses import address

if TYPE_CHECKING:
    from generator.pages.edition import Edition

# The registry's folder in the repository, wherever the build reads it from.
_FOLDER = "registry"
# Rows that a page shows as a link from one record to another or as a label, besides those of tables with a way through.
_SHOWN_AS_LINKS = ("term_laws", "call_audiences")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


class Told:
    """What one page tells: the rows whose facts stand on it, in their order, and the records that it leads to."""

    def __init__(self) -> None:
        self.rows: dict[Record, None] = {}
        self.linked: set[Record] = set()

    def noting(self, show: Callable[..., Markup]) -> Callable[..., Markup]:
        """``show`` as it is, but the record that it is called with counts as told."""

        def noted(record: Record, *given: object, **named: object) -> Markup:
            self.rows[record] = None
            return show(record, *given, **named)

        return noted


@dataclass(frozen=True)
class Cell:
    """One cell of the record: its column, its text as the file has it, and the language of that text where it is not the page's."""

    field: Field
    text: str
    language: str


class Corrections:
    """The fold at the foot of a page that says how to correct it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __call__(self, here: str, told: Told, record: Record | None = None) -> str:
        """The fold for the page at ``here``; empty for a page that is not the place of any record, such as a list."""
        if record is None and not any(_place(row) == here for row in told.rows):
            return ""
        return self.edition.environment.get_template("correction.md.j2").render(
            here=here,
            told=Told(),
            record=record,
            repository=self.edition.repository,
            file_of=self.file_of,
            cells=list(self._cells(record)) if record else [],
            others=self._others(told, record),
        )

    def file_of(self, table: str) -> str:
        """The table's file as the repository names it."""
        return f"{_FOLDER}/{self.edition.graph.descriptor.tables[table].path}"

    def _cells(self, record: Record) -> Iterator[Cell]:
        for field in self.edition.graph.descriptor.tables[record.table].fields:
            if field.name != "id":
                text = record.row.text(field.name)
                language = field.language or ("ko" if _HANGUL.search(text) else "")
                yield Cell(field, as_in_file(text), "" if language == self.edition.language else language)

    def _others(self, told: Told, record: Record | None) -> dict[str, list[str]]:
        """Ids of all further rows on the page, by table: what it tells, what links that, and what questions it."""
        tables: dict[str, list[str]] = {}
        for row in dict.fromkeys([*told.rows, *self._links(told), *_questions(told)]):
            if row != record:
                tables.setdefault(row.table, []).append(row.id)
        return tables

    def _links(self, told: Told) -> Iterator[Record]:
        """Rows that the page shows as links between records on it: they have no mark of their own."""
        # Where a page leads to an item on an agenda, the link is that of its meeting.
        items = {item for record in told.linked if record.table == "meetings" for item in record.agenda_items}
        shown = told.rows.keys() | told.linked | items
        for row in told.rows:
            yield from (link for link, ends in self._links_by_end.get(row, []) if shown.issuperset(ends))

    @cached_property
    def _links_by_end(self) -> dict[Record, list[tuple[Record, list[Record]]]]:
        found: dict[Record, list[tuple[Record, list[Record]]]] = {}
        graph = self.edition.graph
        for name, table in graph.descriptor.tables.items():
            if name not in _SHOWN_AS_LINKS and not any(key.through for key in table.foreign_keys):
                continue
            links = [key.link for key in table.foreign_keys if key.table != "sources"]
            for row in graph.records(name):
                ends = [end for link in links if (end := getattr(row, link)) is not None]
                for end in ends:
                    found.setdefault(end, []).append((row, ends))
        return found


def as_in_file(text: str) -> str:
    """A cell as its file writes it: in quotes where it holds a comma, a quote or a line break."""
    if not text:
        return ""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerow([text])
    return file.getvalue().removesuffix("\n")


def _questions(told: Told) -> Iterator[Record]:
    for row in told.rows:
        yield from row.conflicts
        yield from (doubt for doubt in row.doubts if not doubt.resolved_on)


def _place(record: Record) -> str | None:
    """Path of the page on which the record has its address; None for rows without one."""
    try:
        return address(record).partition("#")[0]
    except KeyError:
        return None
