"""What can be found: every record that a page or an anchor shows, and every page that stands for no record.

Order is that of the files: what a first result needs most stands first.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator import derive
from generator.bilingual import plain
from generator.graph import Record
from generator.pages import formats
from generator.pages.edition import Edition, Page
from generator.search.cut import fold

_RUNNING = ("active", "temporary_permit", "planned", "unconfirmed", "ended")
_STEMS = ("short_name", "name", "title", "term", "topic")


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    ``name`` is what is shown; ``short`` its short form, where it has one; ``other`` the name in the other language, ``more`` all
    further names. ``near`` are records that say where it stands and are shown with ``label``; ``far`` are records by whose names it is
    found too, below all else. ``texts`` is what its page says.
    """

    table: str
    id: str
    name: str
    short: str = ""
    other: str = ""
    other_short: str = ""
    more: tuple[str, ...] = ()
    label: str = ""
    near: tuple[Record, ...] = ()
    far: tuple[Record, ...] = ()
    status: str = ""
    texts: tuple[str, ...] = field(default=())


def entries(edition: Edition, pages: Iterable[Page], written: Iterable[tuple[str, str]]) -> list[Entry]:
    """Everything that can be found by name alone, best first.

    ``written`` are the hand-written pages: address below the edition's root, and Markdown with its placeholders filled in.
    """
    found = [entry for table in ("regions", "sectors", "terms") for entry in _of(edition, table)]
    found += [_page(page.path, page.title, "", [page.description]) for page in pages if _is_own(page)]
    found += [_written(address, markdown) for address, markdown in written]
    found += _of(edition, "programs") + _of(edition, "laws")
    found += sorted(_of(edition, "zones"), key=lambda entry: _RUNNING.index(entry.status))
    found += _of(edition, "meetings") + _of(edition, "projects") + _of(edition, "organisations")
    return found


def later_entries(edition: Edition) -> list[Entry]:
    """What is found by its text rather than by a name: barriers, and topics of meetings."""
    return _of(edition, "exemptions") + _of(edition, "agenda_items")


def _of(edition: Edition, table: str) -> list[Entry]:
    return [_entry(edition, record) for record in edition.graph.records(table)]


def _entry(edition: Edition, record: Record) -> Entry:
    table = record.table
    shown = record.project if table == "exemptions" else record
    here, there = ("ko", "en") if edition.language == "ko" else ("en", "ko")
    name = plain(edition.name(shown))
    other = _value(shown, "name", there)
    other = "" if other == name else other
    near, label = _place(edition, record)
    return Entry(
        table,
        record.id,
        name,
        _value(shown, "short_name", here) or _value(shown, "short_name", there),
        other,
        _value(shown, "short_name", there) if other else "",
        _more(record, name, other),
        label,
        near,
        _far(record),
        _status(edition, record),
        tuple(text for text in _texts(record) if text),
    )


def _value(record: Record, stem: str, language: str) -> str:
    """A name of a record in one language: the column that the table calls so, or its title, term or topic."""
    stems = (stem,) if stem == "short_name" else _STEMS[1:]
    return next((str(value) for each in stems if (value := record.row.values.get(f"{each}_{language}"))), "")


def _more(record: Record, name: str, other: str) -> tuple[str, ...]:
    """Further names that hold more than the two that are indexed: of columns, and of the table of other names."""
    given = [_value(record, stem, language) for stem in _STEMS[:2] for language in ("ko", "en")] if record.table != "exemptions" else []
    given += [str(value) for each in record.names for value in (each.name_ko, each.name_en) if value]
    if record.table == "laws" and record.number:
        given.append(str(record.number))
    # A short name that begins the full one is found with it; the files mark where it ends.
    shorts = [_value(record, "short_name", language) for language in ("ko", "en")]
    taken = {"", fold(name), fold(other), *(fold(short) for short in shorts if name.startswith(short) or other.startswith(short))}
    taken.add(fold(_value(record, "short_name", record.graph.language)))
    kept = []
    for text in sorted(set(given)):
        if (folded := fold(text)) not in taken:
            kept.append(text)
            taken.add(folded)
    return tuple(kept)


def _place(edition: Edition, record: Record) -> tuple[tuple[Record, ...], str]:
    """What tells a record from others of like name: records that are shown by their short names, and a word."""
    match record.table:
        case "zones":
            return (*record.regions, record.sector), ""
        case "projects":
            return (record.zone,), ""
        case "exemptions":
            return (record.project.zone,), record.label("kind")
        case "programs":
            return tuple(record.regions), record.label("kind")
        case "organisations":
            return ((record.region,) if record.region else ()), record.label("kind")
        case "meetings":
            return (), f"{record.label('series')} · {formats.date_words(record.held_on, edition.language)}"
        case "agenda_items":
            return (record.meeting,), ""
        case "regions" | "laws":
            return (), record.label("kind")
        case _:
            return (), ""


def _far(record: Record) -> tuple[Record, ...]:
    match record.table:
        case "zones":
            found = [each.organisation for each in record.participations]
        case "projects":
            found = [each.organisation for each in record.participations]
        case "exemptions":
            found = [record.project, *(link.law for link in record.law_links)]
        case "programs":
            found = [*record.providers, *record.zones]
        case "laws":
            found = [record.ministry, record.parent]
        case "agenda_items":
            found = [*(link.zone for link in record.zone_links), record.raised_by_organisation]
        case "terms":
            found = [link.law for link in record.law_links]
        case _:
            found = []
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _status(edition: Edition, record: Record) -> str:
    if record.table == "zones":
        return edition.zone_status(record).status
    if record.table == "programs":
        return "past" if derive.program_is_past(record, edition.day) else edition.program_status(record) or "none"
    return ""


def _texts(record: Record) -> Iterator[str]:
    """What the record's page says in sentences, paragraph by paragraph, in the edition's language where that is there."""

    def of(records: Iterable[Record], *stems: str) -> Iterator[str]:
        for each in records:
            yield " ".join(plain(text) for stem in stems if (text := getattr(each, stem)))

    match record.table:
        case "zones":
            yield from of([record], "summary")
            yield ", ".join(of(record.municipalities, "name", "place"))
            yield from of(record.notes, "note")
            yield from of(record.cooperations, "name", "note", "parties")
            yield from of(record.task_forces, "name", "duty", "parties")
            yield from of(record.events, "note")
        case "projects":
            yield from of([record], "summary")
        case "exemptions":
            yield from of([record], "barrier")
            yield plain(record.graph.bilingual(record, "outcome"))
        case "programs":
            yield from of([record], "summary")
            yield from of(record.calls, "title", "audience", "support")
        case "laws":
            for article in record.articles:
                yield " ".join([str(article.article), *of([article], "title", "note")])
            yield from of([record], "note")
        case "meetings":
            yield from of([record], "place", "chair", "speaker", "participants")
        case "agenda_items":
            yield from of([record], "raised_by", "response")
        case "terms":
            yield from of([record], "definition")
        case _:
            return


def _is_own(page: Page) -> bool:
    return bool(page.path) and not page.record and not page.leads_to


def _page(path: str, title: str, short: str, texts: list[str]) -> Entry:
    return Entry("pages", path.rstrip("/"), title, short, texts=tuple(text for text in texts if text))


_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)
# What Markdown and HTML put around words: tags, fences, addresses of links, attributes in braces, marks at the start of lines, emphasis.
_MARKUP = (
    # What a page says of how to correct it is said on every page.
    (re.compile(r'<details class="zr-correction">.*?</details>', re.DOTALL), " "),
    (re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL), " "),
    (re.compile(r"<[^>]+>"), " "),
    (re.compile(r"^(```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\{[:#.][^}]*\}"), ""),
    (re.compile(r"^[ \t]*(#+ |[-*+>] |\d+\. |\|[-| :]+\|$|!!! |\?\?\? )[ \t]*", re.MULTILINE), ""),
    (re.compile(r"\*\*|__|`|\|"), " "),
    (re.compile(r"[ \t]+"), " "),
)


def plain_text(markdown: str) -> str:
    """The words of a Markdown page, a paragraph a line."""
    text = _FRONT.sub("", markdown)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return "\n".join(line for each in html.unescape(text).split("\n") if (line := each.strip()))


def _written(address: str, markdown: str) -> Entry:
    title = _TITLE.search(_FRONT.sub("", markdown))
    name = plain_text(title.group(1)) if title else address.rstrip("/")
    body = plain_text(markdown)
    return _page(address, name, "", [body.removeprefix(name).strip()])
