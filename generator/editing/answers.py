"""What an answer means: one of the allowed values by its value, its label or its number, or a record by its id or its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.descriptor import Field
from generator.editing.new_record import NewRecord
from generator.editing.words import say
from generator.findings.catalogue import LANGUAGES
from generator.package import Row, Table

_STEMS = ("name", "short_name", "title", "term", "topic", "note", "publisher", "word")


@dataclass(frozen=True)
class Choice:
    """One allowed value, with what it is called in each language."""

    value: str
    labels: tuple[str, ...]


def choices(record: NewRecord, field: Field, cells: Mapping[str, str]) -> list[Choice]:
    """The values that a column allows; none where it takes any value of its form."""
    if allowed := field.constraints.get("enum"):
        return [Choice(str(value), tuple((field.labels.get(str(value)) or {}).values())) for value in allowed]
    if field.type == "boolean":
        return [Choice(value, tuple(say(value, language) for language in LANGUAGES)) for value in ("true", "false")]
    tables = record.package.descriptor.tables
    if field.name == "table_name":
        return [Choice(name, tuple(table.title(language) for language in LANGUAGES)) for name, table in tables.items()]
    if field.name == "field" and record.schema.is_polymorphic and cells.get("table_name") in tables:
        columns = [Choice(f.name, tuple(f.title(language) for language in LANGUAGES)) for f in tables[cells["table_name"]].fields]
        return [Choice("*", tuple(say("whole_record", language) for language in LANGUAGES)), *columns]
    return []


def meaning(text: str, allowed: list[Choice], numbered: bool = False) -> str:
    """The value that is meant by its label, or by its number in the list; the text itself where it is not one of them."""
    sought = text.strip().casefold()
    if any(choice.value == text.strip() for choice in allowed):
        return text.strip()
    values = {choice.value for choice in allowed for name in (choice.value, *choice.labels) if name.casefold() == sought}
    if len(values) == 1:
        return values.pop()
    if numbered and sought.isdecimal() and sought.isascii() and len(sought) < 6 and 0 < int(sought) <= len(allowed):
        return allowed[int(sought) - 1].value
    return text


def filled(record: NewRecord, given: Mapping[str, str]) -> dict[str, str]:
    """The cells of a record of which nobody is asked: what is given, and what stands in a cell that nobody fills."""
    cells: dict[str, str] = {}
    for field in record.fields:
        answer = given.get(field.name)
        default = record.default(field.name, cells)
        cells[field.name] = default if answer is None else meaning(answer, choices(record, field, cells))
    return cells if record.unreadable(cells) else record.tidied(cells)


def matches(table: Table, part: str) -> list[Row]:
    """Records whose id, names or address hold the text, in the order of the file; all of them for an empty text."""
    columns = [field.name for field in table.schema.fields if field.name == "id" or field.is_url or _is_name(field)]
    sought = part.strip().casefold()
    return [row for row in table.rows if any(sought in row.text(column).casefold() for column in columns)]


def label(row: Row, language: str) -> str:
    """What a record is called in a list of records; empty where it has no name."""
    for stem in _STEMS:
        for column in (f"{stem}_{language}", f"{stem}_ko", stem):
            if cell := row.text(column):
                return cell
    return ""


def _is_name(field: Field) -> bool:
    return field.name.removesuffix("_ko").removesuffix("_en") in _STEMS
