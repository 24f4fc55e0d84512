"""A difference as Markdown for a job summary or a comment on GitHub.

Whoever proposes a change writes the cells, and the summary is read by others: nothing in a cell may become markup, a link, an
image, a mention of a person or of an issue. Values stand in ``<code>`` of an HTML table, where GitHub looks for none of these
and text need not be changed; in names outside of code, what could be markup is written as character references.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from generator.diff.compare import FieldChange, RecordChange
from generator.diff.difference import Diff, counts
from generator.diff.words import Words, clipped, looks_alike, shortened

LIMIT = 1_000_000
"""Bytes of UTF-8. A job summary takes 1 MiB for each step, and other commands may write into the same one.
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary"""

# What can begin or end markup; the rest of the punctuation does nothing of its own.
_PUNCTUATION = re.compile(r"""[]!"#$&*+.<=>@[\\^_`{|}~]""")
# Where GitHub would see a mention, an issue or an address, also when it is written as references: an invisible space parts it.
_JOINT = re.compile(r"@|#|:(?=//)|\bwww(?=\.)|\bGH-(?=[0-9])", re.IGNORECASE)
_INVISIBLE = "&#8203;"


def as_markdown(diff: Diff, language: str | None = None, limit: int = LIMIT) -> str:
    """A heading with counts a table, and for each record a line and a table of what changed; cut after ``limit`` bytes."""
    words = Words(diff, language)
    names = f"{_code_span(diff.base.name)} → {_code_span(diff.head.name)}"
    parts = [f"**{names}: {prose(words.summary(diff.counts) or words.say('unchanged'))}**\n"]
    room, untold = limit - _size(parts[0]), len(diff.changes)
    for part, records in _parts(diff, words):
        room -= _size(part)
        if room < 0:
            break
        parts.append(part)
        untold -= records
    if untold:
        parts.append("\n" + words.say("more.one" if untold == 1 else "more.many", number=untold) + "\n")
    return "".join(parts)


def prose(text: str) -> str:
    """Text that reads as it stands, in Markdown and in HTML alike, with nothing in it that acts."""
    result, end = [], 0
    for joint in _JOINT.finditer(text := clipped(text)):
        result += [text[end : joint.end()], "\0"]
        end = joint.end()
    referred = _PUNCTUATION.sub(lambda match: f"&#{ord(match.group())};", "".join([*result, text[end:]]))
    return referred.replace("\0", _INVISIBLE)


def _parts(diff: Diff, words: Words) -> Iterator[tuple[str, int]]:
    """Pieces of the text with the number of records that each tells."""
    for number, note in enumerate(words.notes):
        yield ("" if number else "\n") + f"- {prose(note)}\n", 0
    for table, group in groupby(diff.changes, key=lambda change: change.table):
        changes = tuple(group)
        heading = f"\n### {prose(words.table(table))} {_code_span(table)}: {prose(words.summary(counts(changes)))}\n"
        for change in changes:
            # A heading stands only above a record that is told.
            yield heading + _record(change, words), 1
            heading = ""


def _record(change: RecordChange, words: Words) -> str:
    ids = _code_span(change.id) if not change.old_id else f"{_code_span(change.old_id)} → {_code_span(change.id)}"
    name = prose(words.record(change))
    line = f"\n- **{prose(words.say(change.kind))}** {name}{' ' if name else ''}{ids}\n"
    if not change.fields:
        return line
    heads = "".join(f"<th>{prose(words.say(key))}</th>" for key in ("field", "before", "after"))
    # A blank line would end the HTML, and what follows would be read as Markdown.
    rows = [f"<tr>{heads}</tr>", *(_row(change.table, each, words) for each in change.fields)]
    return line + "\n  <table>\n" + "".join(f"  {row}\n" for row in rows) + "  </table>\n"


def _row(table: str, field: FieldChange, words: Words) -> str:
    part = shortened(field)
    title = prose(words.field(table, field.field))
    cells = [f"{title} {_code(clipped(field.field))}".strip()]
    cells += [_value(table, field.field, cell, words) for cell in (part.before, part.after)]
    if looks_alike(field):
        cells[-1] += f" ({prose(words.say('unseen'))})"
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _value(table: str, field: str, cell: str, words: Words) -> str:
    if not cell:
        return f"({prose(words.say('empty'))})"
    label = prose(words.label(table, field, cell))
    return f"{label} {_code(cell)}".strip()


def _code(text: str) -> str:
    """Code inside HTML."""
    return f"<code>{html.escape(text)}</code>"


def _code_span(text: str) -> str:
    """Code inside Markdown: no run of backticks in the text is as long as those around it."""
    text = clipped(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{space}{text}{space}{fence}"


def _size(text: str) -> int:
    return len(text.encode(errors="replace"))
