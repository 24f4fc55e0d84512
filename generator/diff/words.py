"""A difference in words: names of tables, columns, records and values in the language that was asked for, or in both."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import Any

import yaml

from generator.descriptor import Field, TableSchema
from generator.diff.compare import FieldChange, Kind, RecordChange, Rows, Side, rows_of
from generator.diff.difference import Diff
from generator.diff.states import State
from generator.findings.catalogue import LANGUAGES

# Columns that name a record, the best first. A stem stands for its columns in both languages, or for one column in any.
_NAMES = ("name", "short_name", "title", "term", "topic")
_LONGEST = 2000
_BEFORE_THE_DIFFERENCE = 100


class Words:
    """Words about one difference. Where ``language`` is None, both languages stand side by side.

    What comes from the registry comes as it stands there: each printer makes it safe for its own form.
    """

    def __init__(self, diff: Diff, language: str | None) -> None:
        self.diff = diff
        self.languages = LANGUAGES if language is None else (language,)
        self._rows: dict[tuple[Side, str], Rows] = {}

    def say(self, key: str, **facts: object) -> str:
        """The words for a dotted key, with its placeholders filled in."""
        return self._in_each(lambda language: _words(key, language).format(**facts))

    def summary(self, counts: Mapping[Kind, int]) -> str:
        """How many records came, went, and changed; kinds that do not occur are left out."""
        return self._in_each(
            lambda language: ", ".join(_words(f"count.{kind}", language).format(number=number) for kind, number in counts.items() if number)
        )

    def table(self, name: str) -> str:
        """Name of the table."""
        return self._in_each(lambda language: _words("table", language).format(title=self._table_title(name, language)))

    def field(self, table: str, name: str) -> str:
        """Name of the column; empty where no schema has one beside that of the file."""
        field = self._field(table, name)
        titles = "" if field is None else self._in_each(field.title)
        return titles if titles != name else ""

    def label(self, table: str, name: str, value: str) -> str:
        """Word for an allowed value; empty where no schema has one."""
        for schema in self._schemas(table):
            labels = schema.field_by_name[name].labels.get(value) if name in schema.field_by_name else None
            if isinstance(labels, dict):
                return self._in_each(partial(_label, labels))
        return ""

    def record(self, change: RecordChange) -> str:
        """Name of the record; empty where no column names it."""
        return self._in_each(lambda language: self.record_name(change, language))

    def record_name(self, change: RecordChange, language: str) -> str:
        """Name of the record in one language, or in the other where it has none; empty where no column names it."""
        side: Side = "base" if change.kind == "removed" else "head"
        rows = self._rows_of(side, change.table)
        others = [other for other in LANGUAGES if other != language]
        cells = (rows.cell(change.id, column) for stem in _NAMES for column in _columns(stem, [language, *others]))
        return next(filter(None, cells), "")

    @cached_property
    def notes(self) -> list[str]:
        """Sentences about what is told once: tables and columns that one state alone has, and what was not compared."""
        return list(self._notes())

    def _notes(self) -> Iterator[str]:
        diff = self.diff
        if not diff.base.is_there or not diff.head.is_there:
            # Every table is new then, or gone.
            key, without = ("not_there", diff.base) if not diff.base.is_there else ("gone", diff.head)
            yield self.say(f"note.{key}", state=without.name)
        else:
            for key, tables in (("tables_added", diff.structure.tables_added), ("tables_dropped", diff.structure.tables_dropped)):
                for table in tables:
                    yield self._note(key, table)
        for key, columns in (("columns_added", diff.structure.columns_added), ("columns_dropped", diff.structure.columns_dropped)):
            for column in columns:
                yield self._note(key, column.table, column.field)
        for each in diff.left_out:
            state: State = getattr(diff, each.side)
            yield self._note(each.reason, each.table, state=state.name, lines=", ".join(map(str, each.lines)))

    def _note(self, key: str, table: str, field: str = "", **facts: str) -> str:
        def words(language: str) -> str:
            column = self._field(table, field)
            title = _named(column.title(language) if column else "", field)
            return _words(f"note.{key}", language).format(title=_named(self._table_title(table, language), table), field=title, **facts)

        return self._in_each(words)

    def _table_title(self, name: str, language: str) -> str:
        return next(self._schemas(name)).title(language)

    def _field(self, table: str, name: str) -> Field | None:
        return next((schema.field_by_name[name] for schema in self._schemas(table) if name in schema.field_by_name), None)

    def _schemas(self, table: str) -> Iterator[TableSchema]:
        """The table's schemas, head's first: what base alone has is named by base."""
        for state in (self.diff.head, self.diff.base):
            if table in state.package.tables:
                yield state.package.tables[table].schema

    def _rows_of(self, side: Side, table: str) -> Rows:
        if (side, table) not in self._rows:
            state: State = getattr(self.diff, side)
            self._rows[side, table] = rows_of(state.package.tables.get(table))
        return self._rows[side, table]

    def _in_each(self, words: Callable[[str], str]) -> str:
        """Words in each language that was asked for; once where they are the same."""
        return " / ".join(filter(None, dict.fromkeys(words(language) for language in self.languages)))


def visible(text: str) -> str:
    """Text on one line, with invisible and control characters written out: no cell can hide a part or steer a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _WRITTEN_OUT.get(char) or f"\\u{ord(char):04x}" for char in text)


def shortened(change: FieldChange) -> FieldChange:
    """The change with its values made visible, and of very long ones the part around their first difference."""
    before, after = visible(change.before), visible(change.after)
    start = 0
    if max(len(before), len(after)) > _LONGEST:
        shared = next((place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
        start = max(0, shared - _BEFORE_THE_DIFFERENCE) if before and after else 0
    return FieldChange(change.field, _part(before, start), _part(after, start))


def looks_alike(change: FieldChange) -> bool:
    """True where a reader sees the same text before and after: blanks at its ends differ, or how letters are composed."""
    before, after = (unicodedata.normalize("NFC", visible(cell)).strip() for cell in (change.before, change.after))
    return before == after


def clipped(text: str) -> str:
    """Visible text that is cut where it is longer than any name."""
    return _part(visible(text), 0)


def _part(text: str, start: int) -> str:
    end = start + _LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")


def _named(title: str, name: str) -> str:
    return f"{title} ({name})" if title not in ("", name) else name


def _label(labels: dict[str, str], language: str) -> str:
    return str(labels.get(language) or "")


def _columns(stem: str, languages: list[str]) -> list[str]:
    return [*(f"{stem}_{language}" for language in languages), stem]


def _words(key: str, language: str) -> str:
    found: Any = _catalogue()
    for part in key.split("."):
        found = found[part]
    return str(found[language])


@cache
def _catalogue() -> dict[str, Any]:
    text = (files("generator") / "locale" / "diff.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


_WRITTEN_OUT = {"\n": "\\n", "\t": "\\t"}
