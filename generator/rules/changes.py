"""What a change leaves undone: a corrected fact has a source, a day of checking, and keeps what the old source said.

This family compares two states of the registry, and runs where a base is given (``zones validate --base``). A change is never
an error for what it leaves out: one warning a record prints the missing lines, ready to paste.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.diff import FieldChange, RecordChange, compare
from generator.findings import Finding
from generator.package import Package, Row

# Tables that say where facts come from: a change in them is itself what should follow a correction.
_ABOUT_FACTS = ("sources", "citations", "conflicts", "doubts", "redirects")
_NO_FACTS = ("id", "source_id", "checked_on")
# The events that fall on the day of a column, by kind.
_EVENTS_OF: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("zones", "decided_on"): ("decided",),
    ("zones", "designated_on"): ("announced", "gazetted"),
    ("zones", "ended_on"): ("ended",),
    ("periods", "starts_on"): ("extended", "temporary_permit", "demonstration_started"),
    ("exemptions", "outcome_on"): ("regulation_improved",),
}
_EVENT_OF_PERIOD = {"extension": "extended", "temporary_permit": "temporary_permit", "demonstration": "demonstration_started"}


@dataclass(frozen=True)
class _Addition:
    """Cells of a new row of a table, or cells to change in a row that is there."""

    table: str
    cells: Mapping[str, str]
    row: Row | None = None


def check(base: Package, head: Package, day: date) -> Iterator[Finding]:
    """One warning for each record of ``head`` that was corrected since ``base`` without what belongs to the correction."""
    change = _Change(base, head, day)
    for correction in change.corrections.values():
        additions = [*correction.sources(), *correction.conflicts(), *correction.same_day(), *correction.checked()]
        if additions:
            words = "; ".join(f"{each.field}: '{each.before}' → '{each.after}'" for each in correction.facts)
            details = {"changed": words, "additions": _printed(head, additions)}
            yield correction.row.finding("unfinished-correction", correction.facts[0].field, **details)


class _Change:
    """Everything that one change of the registry adds and corrects."""

    def __init__(self, base: Package, head: Package, day: date) -> None:
        self.base, self.head, self.day = base, head, day
        self.added: dict[str, list[Row]] = {}
        self.corrections: dict[tuple[str, str], _Correction] = {}
        for each in compare(base, head):
            if each.kind == "added":
                self.added.setdefault(each.table, []).append(head.tables[each.table].row_by_id[each.id])
            elif each.kind == "changed" and each.table not in _ABOUT_FACTS and "source_id" in head.tables[each.table].column_index:
                correction = _Correction(self, each)
                if correction.facts:
                    self.corrections[each.table, each.id] = correction


class _Correction:
    """One corrected record, and what is missing beside it."""

    def __init__(self, whole: _Change, change: RecordChange) -> None:
        self.whole, self.change = whole, change
        self.head, self.day = whole.head, whole.day
        self.row = whole.head.tables[change.table].row_by_id[change.id]
        self.before = whole.base.tables[change.table].row_by_id[change.id]
        self.changed_fields = {each.field for each in change.fields}
        self.facts = [each for each in change.fields if each.field not in _NO_FACTS]

    def has_source(self, field: str) -> bool:
        """True where the change gives the record another source, or cites one for the field."""
        cited = {row.text("field") for row in self.whole.added.get("citations", []) if self._is_about(row)}
        return "source_id" in self.changed_fields or bool({field, "*"} & cited)

    def sources(self) -> Iterator[_Addition]:
        """A source for the new values and the citations that tie it to them, where the change brings neither."""
        uncited = [each for each in self.facts if not self.has_source(each.field) and not self._follows(each)]
        if not uncited:
            return
        brought = self.whole.added.get("sources", [])
        source = brought[0].id if brought else f"publisher-{self.day.isoformat()}"
        if not brought:
            today = self.day.isoformat()
            cells = {"id": source, "url": "ADDRESS", "publisher": "PUBLISHER", "title": "TITLE", "title_kind": "headline"}
            yield _Addition("sources", cells | {"accessed_on": today, "language": "ko", "kind": "press"})
        for each in uncited:
            id = self._id("citations", self.change.table, self.change.id, each.field, source)
            cells = {"id": id, "table_name": self.change.table, "record_id": self.change.id, "field": each.field, "source_id": source}
            yield _Addition("citations", cells)

    def conflicts(self) -> Iterator[_Addition]:
        """The old value beside the new one, and conflicts that still name the old value as the one taken."""
        rows = [row for row in self.head.rows("conflicts") if self._is_about(row)]
        for each in self.facts:
            mine = [row for row in rows if row.text("field") == each.field]
            told = self._follows(each) or any(row.text("other_value") == each.before for row in mine)
            if each.before and each.after and not told:
                id = self._id("conflicts", self.change.table, self.change.id, each.field)
                cells = {"id": id, "table_name": self.change.table, "record_id": self.change.id, "field": each.field}
                cells |= {"taken_value": each.after, "other_value": each.before, "other_source_id": self.before.text("source_id")}
                yield _Addition("conflicts", cells | {"reason": "differs"})
            for row in mine:
                if each.before and row.text("taken_value") == each.before:
                    yield _Addition("conflicts", {"taken_value": each.after}, row)

    def same_day(self) -> Iterator[_Addition]:
        """Rows of other tables that tell the same day, and still tell the old one."""
        for each in self.facts:
            for row, column in self._twins(each.field):
                if each.before and each.after and row.text(column) == each.before:
                    yield _Addition(row.table.name, {column: each.after, "checked_on": self.day.isoformat()}, row)

    def checked(self) -> Iterator[_Addition]:
        """The record itself with today as its day of checking."""
        today = self.day.isoformat()
        is_checked = "checked_on" in self.changed_fields or self.row.text("checked_on") == today
        if "checked_on" in self.row.table.column_index and not is_checked:
            yield _Addition(self.change.table, {"checked_on": today}, self.row)

    def _follows(self, fact: FieldChange) -> bool:
        """True where the same day was corrected in another record, with a source there."""
        for row, column in self._twins(fact.field):
            other = self.whole.corrections.get((row.table.name, row.id))
            if other and FieldChange(column, fact.before, fact.after) in other.facts and other.has_source(column):
                return True
        return False

    def _twins(self, field: str) -> Iterator[tuple[Row, str]]:
        table, row = self.change.table, self.row
        if table == "events" and field == "happened_on":
            for (other, column), kinds in _EVENTS_OF.items():
                if row.text("kind") in kinds:
                    yield from ((each, column) for each in self.head.rows(other) if self._same_zone(other, each) and _kind_fits(each, row))
        elif table == "meetings" and field == "held_on":
            yield from ((each, "happened_on") for each in self.head.rows("events") if each.text("meeting_id") == row.id)
        for each in self.head.rows("events"):
            if each.text("kind") in _EVENTS_OF.get((table, field), ()) and self._same_zone(table, each) and _kind_fits(row, each):
                yield each, "happened_on"

    def _same_zone(self, table: str, other: Row) -> bool:
        return zone_of(self.head, self.row) == zone_of(self.head, other) != ""

    def _is_about(self, row: Row) -> bool:
        return (row.text("table_name"), row.text("record_id")) == (self.change.table, self.change.id)

    def _id(self, table: str, *parts: str) -> str:
        wanted = "-".join(part.replace("_", "-") for part in parts)
        taken = self.head.tables[table].row_by_id if table in self.head.tables else {}
        number = 1
        while (id := wanted if number == 1 else f"{wanted}-{number}") in taken:
            number += 1
        return id


def _kind_fits(record: Row, event: Row) -> bool:
    """A period and an event of the same kind; any other record fits by its table alone."""
    return record.table.name != "periods" or _EVENT_OF_PERIOD.get(record.text("kind")) == event.text("kind")


def zone_of(package: Package, row: Row) -> str:
    """Id of the zone that a row is about, itself or through its project; empty where it is about none."""
    if row.table.name == "zones":
        return row.id
    if zone := row.text("zone_id"):
        return zone
    project = package.tables["projects"].row_by_id.get(row.text("project_id")) if "projects" in package.tables else None
    return project.text("zone_id") if project else ""


def _csv_line(cells: list[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _printed(head: Package, additions: list[_Addition]) -> tuple[str, ...]:
    """The lines by file, each file under its name; a line that takes the place of another is told with its number."""
    lines: dict[str, list[str]] = {}
    replaced: dict[tuple[str, int], tuple[Row, dict[str, str]]] = {}
    for each in additions:
        path = head.tables[each.table].shown_path
        if each.row is None:
            names = [field.name for field in head.descriptor.tables[each.table].fields]
            lines.setdefault(f"# {path}", []).append(_csv_line([each.cells.get(name, "") for name in names]))
        else:
            replaced.setdefault((path, each.row.line), (each.row, {}))[1].update(each.cells)
    for (path, line), (row, cells) in replaced.items():
        lines[f"# {path}:{line}"] = [_csv_line([cells.get(name, row.text(name)) for name in row.table.header])]
    return tuple(line for place, rows in lines.items() for line in (place, *rows))
