"""The dialogue about a new record: one question a column, each answer checked at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from generator.descriptor import Field
from generator.editing.answers import Choice, choices, label, matches, meaning
from generator.editing.new_record import NewRecord, Review
from generator.editing.words import say
from generator.findings import Finding
from generator.findings.catalogue import LANGUAGES

LONGEST_LIST = 15
_YES = frozenset({"", "y", "yes", "예", "네"})
_NO = frozenset({"n", "no", "아니요", "아니오"})
_BACK, _EMPTY, _LIST = "<", "-", "?"


@dataclass
class Dialogue:
    """Asks for a record. ``read`` shows a prompt and gives a line, ``show`` shows one; ``given`` are answers known before.

    ``read`` raises EOFError where there are no more answers; nothing here catches it.
    """

    record: NewRecord
    read: Callable[[str], str]
    show: Callable[[str], None]
    language: str | None = None
    given: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    id_follows: bool = False

    def ask_all(self) -> dict[str, str]:
        """Ask for every column that is not given, the id last; returns the cells."""
        schema = self.record.schema
        titles = self._both(schema.title)
        self.show(say("title", self.language, table=schema.name, title=titles))
        self.show(say("how", self.language))
        fields = self.record.fields
        asked: list[int] = []
        position = 0
        while position < len(fields):
            if self._is_given(fields[position]):
                position += 1
            elif self.ask(fields[position], f"[{position + 1}/{len(fields)}] "):
                asked.append(position)
                position += 1
            elif asked:
                position = asked.pop()
        return self.cells

    def ask(self, column: Field, count: str = "") -> bool:
        """Ask for one column until its answer is allowed; False where the question before is wanted instead."""
        allowed = choices(self.record, column, self.cells)
        self._show_question(column, allowed, count)
        proposed = self.cells.get(column.name) or self.record.default(column.name, self.cells)
        listed: list[str] = []
        while True:
            text = self.read(f"{column.name}{f' [{proposed}]' if proposed else ''}> ").strip()
            if text == _BACK:
                return False
            if found := self._listed(column, text):
                listed = found
                continue
            known = [*allowed, *(Choice(each, ()) for each in listed)]
            answer = "" if text == _EMPTY else meaning(text, known, numbered=True) or proposed
            if self._take(column.name, answer):
                if column.name == "id":
                    self.id_follows = not text and answer == self.record.proposed_id(self.cells)
                return True

    def agree(self, review: Review, path: str) -> bool | None:
        """Show the record and ask whether to write it. True: write, False: stop, None: an answer has changed, so check again."""
        self._show_review(review, path)
        while True:
            text = self.read(say("mend" if review.refused else "write", self.language) + "> ").strip()
            if text.casefold() in _NO:
                return False
            if text.casefold() in _YES and not review.refused:
                return True
            if column := self._column(text):
                self.ask(column)
                self._follow()
                return None
            self.show(say("columns", self.language, columns=", ".join(f.name for f in self.record.schema.fields)))

    def show_findings(self, findings: list[Finding]) -> None:
        """Show what was found and what to type."""
        for finding in findings:
            for language in self._languages:
                self.show(f"  ! {finding.message(language)}")
                self.show(f"    -> {finding.hint(language)}")

    @property
    def _languages(self) -> tuple[str, ...]:
        return LANGUAGES if self.language is None else (self.language,)

    def _both(self, words: Callable[[str], str]) -> str:
        return " / ".join(dict.fromkeys(each for language in self._languages if (each := words(language))))

    def _is_given(self, column: Field) -> bool:
        """Take an answer that was given before the dialogue; one that is not allowed is told, and asked for."""
        if column.name not in self.given:
            return False
        if column.name not in self.cells:
            answer = meaning(self.given[column.name], choices(self.record, column, self.cells))
            if not self._take(column.name, answer):
                del self.given[column.name]
        return column.name in self.given

    def _take(self, name: str, answer: str) -> bool:
        problems = self.record.unreadable({name: answer})
        if not problems:
            answer = self.record.tidied({**self.cells, name: answer})[name]
            problems = self.record.problems({**self.cells, name: answer}, name)
        self.show_findings(problems)
        if not problems:
            self.cells[name] = answer
        return not problems

    def _listed(self, column: Field, text: str) -> list[str]:
        """Ids of the records that a part of a name, or a question mark, finds; they are shown."""
        target = self.record.link_target(column.name, self.cells)
        if target is None or not text or text == _EMPTY or text in target.row_by_id or text.isdecimal():
            return []
        rows = matches(target, text.removeprefix(_LIST))
        if not rows:
            if text.startswith(_LIST):
                self.show(say("found_none", self.language))
            return []
        for number, row in enumerate(rows[:LONGEST_LIST], start=1):
            self.show(f"  {number:2}) {row.id}  {self._both(partial(label, row))}".rstrip())
        key = "found" if len(rows) <= LONGEST_LIST else "found_more"
        self.show(say(key, self.language, count=len(rows), shown=LONGEST_LIST))
        return [row.id for row in rows[:LONGEST_LIST]]

    def _show_question(self, column: Field, allowed: list[Choice], count: str) -> None:
        need = say("required" if column.required else "optional", self.language)
        self.show(f"\n{count}{column.name}: {self._both(column.title)} ({need})")
        if description := self._both(column.description):
            self.show(f"  {description}")
        for number, choice in enumerate(allowed, start=1):
            shown = choice.labels if self.language is None else choice.labels[LANGUAGES.index(self.language) :][:1]
            self.show(f"  {number:2}) {choice.value}  {' / '.join(shown)}".rstrip())
        target = self.record.link_target(column.name, self.cells)
        if allowed:
            self.show("  " + say("choose", self.language))
        elif target is not None:
            self.show("  " + say("link", self.language, table=target.name))
        elif column.is_partial_date or column.type == "date":
            self.show("  " + say("partial_date" if column.is_partial_date else "date", self.language))

    def _show_review(self, review: Review, path: str) -> None:
        self.show("")
        for each in self.record.schema.fields:
            if cell := self.cells.get(each.name):
                self.show(f"  {each.name}: {cell}")
        self.show(say("line", self.language))
        self.show(f"  {review.line}")
        self.show_findings([*review.refused, *review.warnings])
        if not review.refused:
            self.show(say("place", self.language, line=review.line_number, path=path))

    def _column(self, text: str) -> Field | None:
        titles = {title: f for f in self.record.schema.fields for title in (f.title("en").casefold(), f.title("ko"), f.name)}
        return titles.get(text.casefold())

    def _follow(self) -> None:
        """Form the id anew where it was the proposed one and another cell has changed."""
        if self.id_follows:
            self.cells["id"] = self.record.proposed_id(self.cells)
