"""The files that the browser loads: columns of names, in parts where there are many, and the texts after them.

A file is JSON. The first, ``names.json``, tells the edition's language, which parts follow it, words of statuses, synonyms, and what
follows short names in full ones. Every names file has ``places`` (what stands beside a name: a word, and numbers of records) and
``blocks``: the records of a table in columns. Records are numbered through all files. The last, ``texts.json``, has blocks too, and
``far`` links and ``texts`` by number of record.

Columns of a block: ``id`` (empty where it is the other or shown name spelled as an id), ``name``, ``end`` (number of its ending), ``other``
and ``otherEnd`` for the other language, ``brief`` (short names that do not begin the full one) and ``more`` (further names), both by
position, ``place`` and ``status`` (numbers). A column in which nothing stands is left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from generator.pages.edition import Edition, Page
from generator.search.records import Entry, entries, later_entries

# Bytes of a names file before compression. The first must be there before anything is found; the others follow at once.
FIRST_BYTES = 60_000
PART_BYTES = 350_000
_SEPARATORS = (",", ":")


def index_files(edition: Edition, pages: Iterable[Page], written: Iterable[tuple[str, str]] = ()) -> dict[str, bytes]:
    """The index of one edition by file name.

    ``pages`` are its generated pages; ``written`` its hand-written ones: address below the root, and Markdown.
    """
    first = entries(edition, pages, written)
    later = later_entries(edition)
    packing = _Packing(edition, [*first, *later])
    parts = list(_parts(packing, first))
    head = {
        "language": edition.language,
        "parts": [f"names-{number}.json" for number in range(2, len(parts) + 1)],
        "count": len(first),
        "statuses": [[key, _status_words(edition, key)] for key in packing.statuses],
        "ends": packing.ends,
        "synonyms": [[synonym.word, synonym.means] for synonym in edition.graph.records("search_synonyms")],
    }
    files: dict[str, dict[str, Any]] = {"names.json": head | parts[0]}
    for number, part in enumerate(parts[1:], start=2):
        files[f"names-{number}.json"] = part
    files["texts.json"] = packing.part(later) | {
        "far": _by_number(packing.far(entry) for entry in packing.order),
        "texts": _by_number(list(entry.texts) for entry in packing.order),
    }
    return {name: json.dumps(data, ensure_ascii=False, separators=_SEPARATORS).encode() for name, data in files.items()}


def _status_words(edition: Edition, key: str) -> str:
    """The words of a status of zones or of programs."""
    return edition.words(f"status.{key}" if edition.words.has(f"status.{key}") else f"call_status.{key}")


def _by_number(lists: Iterable[list[Any]]) -> list[list[Any]]:
    """Those of the lists that hold something, each behind the number of its record."""
    return [[number, *each] for number, each in enumerate(lists) if each]


def _parts(packing: _Packing, found: list[Entry]) -> Iterator[dict[str, Any]]:
    """Parts of at most ``FIRST_BYTES`` and then ``PART_BYTES`` each, records in the order that is given."""
    taken: list[Entry] = []
    size, most = 0, FIRST_BYTES
    for entry in found:
        # Close enough without packing every record twice: names, an id where no name spells it, quotes, commas and numbers.
        names = (entry.short or entry.name, entry.other_short or entry.other, *entry.more)
        entry_size = len("".join((*names, entry.id)).encode()) + 16
        if taken and size + entry_size > most:
            yield packing.part(taken)
            taken, size, most = [], 0, PART_BYTES
        taken.append(entry)
        size += entry_size
    yield packing.part(taken)


class _Packing:
    """Records as columns; remembers numbers of records, places, endings and statuses from part to part."""

    def __init__(self, edition: Edition, order: list[Entry]) -> None:
        self.language = edition.language
        self.order = order
        self.numbers = {(entry.table, entry.id): number for number, entry in enumerate(order)}
        pairs = [pair for entry in order for pair in ((entry.name, entry.short), (entry.other, entry.other_short))]
        ends = Counter(name[len(short) :] for name, short in pairs if short and name.startswith(short))
        self.ends = ["", *(end for end, _ in sorted(ends.items(), key=lambda each: (-each[1], each[0])) if end)]
        self.statuses = sorted({entry.status for entry in order if entry.status})
        self._places: dict[tuple[Any, ...], int] = {}

    def part(self, found: list[Entry]) -> dict[str, Any]:
        """Blocks of records that stand together in the order, and the places that they are the first to need."""
        known = len(self._places)
        blocks = [self._block(table, list(group)) for table, group in groupby(found, key=lambda entry: entry.table)]
        return {"places": [list(place) for place in list(self._places)[known:]], "blocks": blocks}

    def far(self, entry: Entry) -> list[int]:
        """Numbers of the records by whose names this one is found too."""
        return [number for record in entry.far if (number := self.numbers.get((record.table, record.id))) is not None]

    def _block(self, table: str, found: list[Entry]) -> dict[str, Any]:
        names = [self._cut(entry.name, entry.short) for entry in found]
        others = [self._cut(entry.other, entry.other_short) for entry in found]
        english = names if self.language == "en" else others
        columns: dict[str, list[Any]] = {
            "id": ["" if entry.id == slug(name) else entry.id for entry, (name, _) in zip(found, english, strict=True)],
            "name": [name for name, _ in names],
            "end": [end for _, end in names],
            "other": [name for name, _ in others],
            "otherEnd": [end for _, end in others],
            "place": [self._place(entry) for entry in found],
            "status": [self.statuses.index(entry.status) + 1 if entry.status else 0 for entry in found],
        }
        kept: dict[str, Any] = {name: column for name, column in columns.items() if name in ("id", "name") or any(column)}
        briefs = [[number, entry.short] for number, entry in enumerate(found) if entry.short and not entry.name.startswith(entry.short)]
        more = [[number, *entry.more] for number, entry in enumerate(found) if entry.more]
        return {"table": table, **kept, **({"brief": briefs} if briefs else {}), **({"more": more} if more else {})}

    def _cut(self, name: str, short: str) -> tuple[str, int]:
        """A name as its short form and the number of what follows that; 0 where nothing does."""
        end = name[len(short) :] if short and name.startswith(short) else ""
        return (short, self.ends.index(end)) if end else (name, 0)

    def _place(self, entry: Entry) -> int:
        """Number of what stands beside the name, counted from 1; 0 for nothing."""
        near = [number for record in entry.near if (number := self.numbers.get((record.table, record.id))) is not None]
        if not near and not entry.label:
            return 0
        return self._places.setdefault((entry.label, *near), len(self._places) + 1)


def slug(name: str) -> str:
    """A name as ids are written: words of lower-case letters and digits, joined by hyphens."""
    return "-".join(re.findall("[a-z0-9]+", name.lower()))
