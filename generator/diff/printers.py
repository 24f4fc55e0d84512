"""Three printers of one difference: text, json, markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby

from generator.diff.compare import FieldChange, RecordChange
from generator.diff.difference import Diff, counts
from generator.diff.markdown import as_markdown
from generator.diff.words import Words, clipped, looks_alike, shortened

Printer = Callable[[Diff, "str | None"], str]

# Values that are longer than this together stand below each other.
_LONG = 80


def as_text(diff: Diff, language: str | None = None) -> str:
    """For a terminal: a heading a table, then each record with what changed in it."""
    return "\n".join(_text(diff, Words(diff, language))) + "\n"


def as_json(diff: Diff, language: str | None = None) -> str:
    """For programs. The form does not change; keys may be added.

    ``base``, ``head``: what the command was given, or the registry's folder. ``counts``: number of records by kind, which are
    ``added``, ``removed``, ``renamed`` and ``changed``. ``records``: one object each with ``kind``; ``table``; ``id`` (in head,
    or in base where it was removed); ``old_id`` (in base where it was renamed, else empty); ``name_ko``, ``name_en`` (the
    id where no column names the record); ``fields``: a list of ``field``, ``before``, ``after`` for each cell that differs, as it
    stands in the file, empty where it is empty or where the state lacks it. ``tables_added``, ``tables_dropped``: names;
    ``columns_added``, ``columns_dropped``: ``table``, ``field``. ``left_out``: what a broken file kept from being compared, each
    with ``state`` (``base`` or ``head``), ``table``, ``reason`` (``no-file``, ``no-id-column``, ``no-own-id``) and ``lines`` of
    the file. All values are texts but the numbers in ``counts`` and ``lines``.
    """
    words = Words(diff, language)
    told = diff.structure
    result = {
        "base": diff.base.name,
        "head": diff.head.name,
        "counts": diff.counts,
        "records": [
            {
                "kind": change.kind,
                "table": change.table,
                "id": change.id,
                "old_id": change.old_id,
                "name_ko": words.record_name(change, "ko") or change.id,
                "name_en": words.record_name(change, "en") or change.id,
                "fields": [{"field": each.field, "before": each.before, "after": each.after} for each in change.fields],
            }
            for change in diff.changes
        ],
        "tables_added": told.tables_added,
        "tables_dropped": told.tables_dropped,
        "columns_added": [{"table": each.table, "field": each.field} for each in told.columns_added],
        "columns_dropped": [{"table": each.table, "field": each.field} for each in told.columns_dropped],
        "left_out": [{"state": each.side, "table": each.table, "reason": each.reason, "lines": each.lines} for each in diff.left_out],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


PRINTERS: dict[str, Printer] = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _text(diff: Diff, words: Words) -> Iterator[str]:
    yield f"{clipped(diff.base.name)} → {clipped(diff.head.name)}: {words.summary(diff.counts) or words.say('unchanged')}"
    yield from (f"  {clipped(note)}" for note in words.notes)
    for table, group in groupby(diff.changes, key=lambda change: change.table):
        changes = tuple(group)
        yield ""
        yield f"{clipped(words.table(table))} `{table}`: {words.summary(counts(changes))}"
        for change in changes:
            yield f"  {words.say(change.kind)}: {_record(change, words)}"
            for each in change.fields:
                yield from _field(change, each, words)


def _record(change: RecordChange, words: Words) -> str:
    ids = f"`{clipped(change.old_id)}` → `{clipped(change.id)}`" if change.old_id else f"`{clipped(change.id)}`"
    return f"{clipped(words.record(change))} {ids}".strip()


def _field(change: RecordChange, field: FieldChange, words: Words) -> Iterator[str]:
    part = shortened(field)
    title = f"{clipped(words.field(change.table, field.field))} `{clipped(field.field)}`".strip()
    before, after = (_value(change.table, field.field, cell, words) for cell in (part.before, part.after))
    unseen = f" ({words.say('unseen')})" if looks_alike(field) else ""
    if change.kind in ("added", "removed"):
        yield f"    {title}: {after if change.kind == 'added' else before}"
    elif len(before) + len(after) <= _LONG:
        yield f"    {title}: {before} → {after}{unseen}"
    else:
        yield f"    {title}:"
        yield f"      - {before}"
        yield f"      + {after}{unseen}"


def _value(table: str, field: str, cell: str, words: Words) -> str:
    if not cell:
        return f"({words.say('empty')})"
    label = clipped(words.label(table, field, cell))
    return f"{label} `{cell}`" if label else cell
