"""Doubts and conflicts beside the fact that they question."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator.bilingual import Text, mixed
from generator.dates import is_real
from generator.graph import Record
from generator.pages import formats
from generator.pages.footnotes import Footnotes

if TYPE_CHECKING:
    from generator.pages.edition import Edition

_MONEY = "_krw"
# Columns on which the answer to "may I still" rests: what questions them stands out, all else is a quiet line.
_ANSWERS = {
    "zones": ("ended_on", "ended_reason"),
    "periods": ("kind", "starts_on", "ends_on"),
    "exemptions": ("kind", "outcome", "outcome_on", "outcome_ko", "outcome_en"),
    "programs": ("standing", "reach", "zone_kind"),
    "calls": ("opens_on", "closes_on", "audience_ko", "audience_en"),
}


class Asides:
    """What other sources say of a record, and what is uncertain about it, as one list."""

    def __init__(self, edition: Edition, notes: Footnotes) -> None:
        self.edition = edition
        self.notes = notes
        self._told: set[str] = set()

    def __call__(self, record: Record, only: Collection[str] = (), without: Collection[str] = (), kind: str = "") -> Markup:
        """Doubts and conflicts of ``record``, or those of one ``kind``: of the columns in ``only``, or of all but those in ``without``."""
        conflicts = record.conflicts if kind != "doubts" else []
        items = [(conflict, self._conflict(record, conflict)) for conflict in conflicts if _wanted(conflict, only, without)]
        for doubt in record.doubts if kind != "conflicts" else []:
            # The same doubt on several facts of a page is told once, where it comes up first.
            if _wanted(doubt, only, without) and not doubt.resolved_on and doubt.note not in self._told:
                self._told.add(doubt.note)
                items.append((doubt, self._doubt(doubt)))
        if not items:
            return Markup("")
        rows = Markup("").join(Markup("<li{}>{}</li>").format(_kind(record, aside), item) for aside, item in items)
        return Markup('<ul class="zr-asides">{}</ul>').format(rows)

    def value(self, record: Record, field: str, value: str) -> Markup:
        """A value as its column is shown elsewhere: money in words, dates in words, labels of enums."""
        language = self.edition.language
        column = self.edition.graph.descriptor.tables[record.table].field_by_name.get(field)
        if column is None:
            return self._words(value)
        if column.labels:
            return escape(column.labels.get(value, {}).get(language, value))
        if field.endswith(_MONEY) and value.isdecimal():
            return formats.won(int(value), language)
        if (column.is_partial_date or column.type == "date") and is_real(value):
            return formats.time_tag(value, language)
        if column.type in ("integer", "number"):
            try:
                return escape(formats.number(float(value)))
            except (ValueError, OverflowError):
                return self._words(value)
        linked = self._linked(record.table, field, value)
        return self._words(value) if linked is None else escape(linked)

    def _conflict(self, record: Record, conflict: Record) -> Markup:
        words = self.edition.words
        what = conflict.topic if conflict.field == "*" else record.column(conflict.field).fact_title(self.edition.language)
        sources = [conflict.other_source, *(c.source for c in conflict.citations)]
        as_of = ""
        if conflict.other_as_of:
            as_of = words("aside.as_of", day=formats.date_words(conflict.other_as_of, self.edition.language))
        note: Any = Markup(" {}").format(conflict.note) if conflict.note else ""
        return Markup('<span class="zr-aside-kind">{}</span> {}: <strong>{}</strong>{}{}{}{}').format(
            words("aside.conflict"),
            what or "",
            self.value(record, conflict.field, conflict.other_value),
            Markup(" <span>({}{})</span>").format(conflict.label("reason"), f", {as_of}" if as_of else ""),
            "." if self.edition.language == "en" else "",
            note,
            self.notes.mark_sources(list(dict.fromkeys(sources))),
        )

    def _doubt(self, doubt: Record) -> Markup:
        return Markup('<span class="zr-aside-kind">{}</span> {}{}').format(
            self.edition.words("aside.doubt"), doubt.note, self.notes.mark_sources([c.source for c in doubt.citations])
        )

    def _linked(self, table: str, field: str, value: str) -> Text | str | None:
        for key in self.edition.graph.descriptor.tables[table].foreign_keys:
            if key.field == field and (target := self.edition.graph.find(key.table, value)) is not None:
                return self.edition.name(target)
        return None

    def _words(self, value: str) -> Markup:
        return mixed(value, self.edition.language)


def _kind(record: Record, aside: Record) -> Markup:
    if aside.field in _ANSWERS.get(record.table, ()):
        return Markup(' class="zr-answer"')
    return Markup(' class="zr-doubt"' if aside.table == "doubts" else "")


def _wanted(aside: Record, only: Collection[str], without: Collection[str]) -> bool:
    return aside.field in only if only else aside.field not in without
