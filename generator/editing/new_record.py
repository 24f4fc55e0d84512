"""A new record of a table, before and after it is whole: checked by the rules of ``zones validate``, written as ``zones fmt`` would.

While it is checked the new row stands on the last line: what it repeats is then found at the new row, and not at the old one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator import canonical, rules
from generator.csvfile import CsvText
from generator.descriptor import Field
from generator.editing.conventions import free_id, proposed_id
from generator.findings import ERROR, CannotRun, Finding
from generator.package import Package, Table
from generator.rules import bytes as bytes_
from generator.rules import dates, keys, provenance, schema, text
from generator.rules.nearest import nearest

# Rules that judge a cell by itself or beside the cells of its row, and those that look up other rows.
_OF_CELLS = (bytes_.check, schema.check, dates.check, text.check)
_OF_LINKS = (keys.check, provenance.check)

# What only another new record can mend: the table that it enters, and the column that names this record there.
FOLLOW_UPS: dict[str, tuple[str, str]] = {
    "zone-without-region": ("zone_regions", "zone_id"),
    "linked-zone-in-one-region": ("zone_regions", "zone_id"),
    "scope-mismatch": ("observation_regions", "observation_id"),
    "uncited-source": ("citations", "source_id"),
}
# Writing puts the row in its place: on the last line it stands for the check alone.
_OUT_OF_PLACE = "unsorted-table"
# A redirect of a record that is there is wrong itself, and not the record.
_OF_THE_NEW_RECORD = frozenset({"retired-id"})
_DAYS_OF_TODAY = ("checked_on", "accessed_on")


@dataclass(frozen=True)
class Step:
    """What the registry needs beside the new record: a finding, and the command that adds what it asks for (else empty)."""

    finding: Finding
    command: str


@dataclass(frozen=True)
class Review:
    """The whole registry with the new record in it: what forbids writing it, what is to follow, and the file to write."""

    refused: list[Finding]
    warnings: list[Finding]
    steps: list[Step]
    line: str
    line_number: int
    file: bytes


@dataclass(frozen=True)
class _OneTable(Package):
    """The registry, of which rules walk through one table alone; the others are there to be looked up."""

    only: Table

    def __iter__(self) -> Iterator[Table]:
        return iter((self.only,))


class NewRecord:
    """A record that is to enter ``table`` on ``day``.

    Raises CannotRun where the registry has no such table, or its file is not in canonical form: it would not be only the new
    row that changes.
    """

    def __init__(self, package: Package, table: str, day: date) -> None:
        self.package = package
        self.table = _writable(package, table)
        self.schema = self.table.schema
        self.day = day

    @cached_property
    def fields(self) -> list[Field]:
        """Columns in the order in which they are asked for: the id comes last, since it follows from the others."""
        return sorted(self.schema.fields, key=lambda field: field.name == "id")

    @cached_property
    def retired_ids(self) -> set[str]:
        """Ids of this table that lead somewhere else: they are not given again."""
        return {row.text("old_id") for row in self.package.rows("redirects") if row.text("table_name") == self.table.name}

    def default(self, field: str, cells: Mapping[str, str]) -> str:
        """What stands in a cell that nobody fills: the day of checking, and the id that follows from the other cells."""
        if field in _DAYS_OF_TODAY:
            return self.day.isoformat()
        return self.proposed_id(cells) if field == "id" else ""

    def proposed_id(self, cells: Mapping[str, str]) -> str:
        """A free id of the table's form; empty where the cells do not give one."""
        links = [key.field for key in self.schema.foreign_keys if key.field != "source_id"]
        parent = next((cells[field] for field in links if cells.get(field)), "")
        return proposed_id(self.table.name, self._filled(cells), {*self.table.row_by_id, *self.retired_ids}, parent)

    def link_target(self, field: str, cells: Mapping[str, str]) -> Table | None:
        """The table whose ids a cell may hold; None for a column that is no link, or while its table is not known."""
        for key in self.schema.foreign_keys:
            if key.field == field:
                return self.package.tables[key.table]
        if field == "new_id" or (field == "record_id" and self.schema.is_polymorphic):
            return self.package.tables.get(cells.get("table_name", ""))
        return None

    def unreadable(self, cells: Mapping[str, str]) -> list[Finding]:
        """A finding for each cell whose bytes were no text when they were typed, so that no file can hold it."""
        return [self._finding("answer-not-text", field, cell) for field, cell in cells.items() if not _is_text(cell)]

    def tidied(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The cells as ``zones fmt`` would leave them."""
        read = CsvText(self._canonical(self._header() + self._line(cells))).records
        # A row of blanks alone is no row.
        return dict(zip(self._names, read[1].cells, strict=True)) if len(read) > 1 else self._filled({})

    def problems(self, cells: Mapping[str, str], field: str) -> list[Finding]:
        """Errors that are seen at ``field`` before the rest of the record is known."""
        if wrong := self.unreadable({field: cells.get(field, "")}):
            return wrong
        row = self._row(cells)
        alone = self._table(self._header() + self._line(row))
        last = self._with_last(row)
        found = self._mine(_OneTable(self.package.descriptor, self._package(alone).tables, alone), 2, _OF_CELLS)
        found += self._mine(self._package(last), self._next_line, _OF_LINKS)
        answered = {*cells, field}
        return [self._placed(finding) for finding in found if _is_seen_at(finding, field, answered)]

    def review(self, cells: Mapping[str, str]) -> Review:
        """Run every rule over the registry as it would be."""
        if unreadable := self.unreadable(cells):
            return Review(unreadable, [], [], "", 0, b"")
        row = self._row(cells)
        last = self._with_last(row)
        found = [each for each in rules.check(self._package(last), self.day) if each.code != _OUT_OF_PLACE]
        mine = [each for each in found if self._is_mine(each, self._next_line)]
        elsewhere = [each for each in found if not self._is_mine(each, self._next_line)]
        known = set(rules.check(self.package, self.day)) if elsewhere else set()
        new = [each for each in elsewhere if each not in known]
        follow = [each for each in mine if self._is_follow_up(each)]
        steps = [Step(self._placed(each), self._command(each)) for each in follow]
        beside = [each for each in new if each.severity == ERROR]
        steps += [Step(each, self._command(each)) for each in beside if not self._is_of_this(each)]
        refused = [self._placed(each) for each in mine if each.severity == ERROR and each not in follow]
        refused += [each for each in beside if self._is_of_this(each)]
        if row["id"] and not cells.get("id"):
            refused.append(self._placed(last.rows[-1].finding("missing-value", "id")))
        warnings = [self._placed(each) for each in mine if each.severity != ERROR and each not in follow]
        warnings += [each for each in new if each.severity != ERROR]
        return Review(refused, warnings, steps, *self._in_place(last))

    @cached_property
    def _names(self) -> list[str]:
        return [field.name for field in self.schema.fields]

    @cached_property
    def _text(self) -> str:
        return (self.table.raw or b"").decode()

    @cached_property
    def _next_line(self) -> int:
        """The line after the last one of the file as it stands."""
        return self._text.count("\n") + 1

    def _row(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The cells of all columns. A row of empty cells is no row to the rules: an id that is free stands in for them."""
        row = self._filled(cells)
        return row if any(row.values()) else row | {"id": free_id("new-record", {*self.table.row_by_id, *self.retired_ids})}

    def _filled(self, cells: Mapping[str, str]) -> dict[str, str]:
        return {name: cells.get(name, "") for name in self._names}

    def _header(self) -> str:
        return ",".join(self._names) + "\n"

    def _line(self, cells: Mapping[str, str]) -> str:
        buffer = io.StringIO(newline="")
        # All quoted: a lone carriage return would end the row otherwise.
        csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(self._filled(cells).values())
        return buffer.getvalue()

    def _canonical(self, text: str) -> str:
        (change,) = canonical.changes(Package(self.package.descriptor, {self.table.name: self._table(text)}))
        return change.after.decode()

    def _table(self, text: str) -> Table:
        return Table(self.schema, self.table.root, text.encode(), "utf-8", CsvText(text))

    def _with_last(self, cells: Mapping[str, str]) -> Table:
        """The table with the new row on its last line, both in canonical form."""
        return self._table(self._text + self._canonical(self._header() + self._line(cells)).removeprefix(self._header()))

    def _package(self, table: Table) -> Package:
        return Package(self.package.descriptor, {**self.package.tables, table.name: table})

    def _mine(self, package: Package, line: int, families: tuple[rules.Family, ...]) -> list[Finding]:
        """What the families say about the row that begins on ``line`` of this table, the last of its file."""
        return [each for family in families for each in family(package, self.day) if self._is_mine(each, line)]

    def _is_mine(self, finding: Finding, line: int) -> bool:
        return finding.table == self.table.name and finding.path == self.table.shown_path and finding.line >= line

    def _is_of_this(self, finding: Finding) -> bool:
        """True where the new record itself has to change, though the finding stands at another one."""
        return finding.table == self.table.name or finding.code in _OF_THE_NEW_RECORD

    def _is_follow_up(self, finding: Finding) -> bool:
        if finding.code == "scope-mismatch" and (finding.value != "region" or finding.details.get("named")):
            return False
        return finding.code in FOLLOW_UPS and FOLLOW_UPS[finding.code][0] in self.package.tables

    def _command(self, finding: Finding) -> str:
        if not self._is_follow_up(finding):
            return ""
        table, field = FOLLOW_UPS[finding.code]
        return f"zones new {table} --set {field}={finding.record}"

    def _in_place(self, last: Table) -> tuple[str, int, bytes]:
        """The new line, its number, and the file with it."""
        new = last.rows[-1]
        file = self._canonical(last.file.text)
        after = CsvText(file)
        number = next(record.line for record in reversed(after.records) if record.cells == new.record.cells)
        return last.file.text[len(self._text) :].removesuffix("\n"), number, file.encode()

    def _finding(self, code: str, field: str, value: str) -> Finding:
        return Finding(code, f"{self.table.name}.{field}", table=self.table.name, field=field, value=value)

    def _placed(self, finding: Finding) -> Finding:
        """The finding at its column: the row stands on no line of the file yet."""
        return replace(finding, path=".".join(filter(None, (self.table.name, finding.field))), line=0, column=0)


def _writable(package: Package, name: str) -> Table:
    table = package.tables.get(name)
    if table is None:
        raise CannotRun(Finding("unknown-table", "zones new", value=name, details={"nearest": nearest(name, package.tables)}))
    if table.raw is None:
        # Missing, a link, or not readable: the rules know the words.
        alone = Package(package.descriptor, {name: table})
        raise CannotRun(*(finding for finding in bytes_.check(alone, date.min) if finding.table == name))
    (change,) = canonical.changes(Package(package.descriptor, {name: table}))
    if change.refused or change.is_needed:
        raise CannotRun(table.finding("table-not-canonical", reason=change.refused))
    return table


def _is_seen_at(finding: Finding, field: str, answered: set[str]) -> bool:
    """True where an answer to ``field`` makes the finding certain; until then the rest of the record may still mend it."""
    if finding.code == "duplicate-key":
        columns = set(str(finding.details["columns"]).split(", "))
        return field in columns and columns <= answered
    return finding.field in (field, "") and finding.severity == ERROR and finding.code != _OUT_OF_PLACE


def _is_text(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True
