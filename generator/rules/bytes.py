"""Bytes of the files: encoding, newlines, invisible characters, and which files there are."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from generator.csvfile import CsvText
from generator.descriptor import DESCRIPTOR, shown
from generator.findings import Finding
from generator.package import Package, Table

MAX_BYTES = 20 * 1024 * 1024

# C0 and C1 controls but tab and line ends; a tab has its own rule.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Zero-width characters, soft hyphen, line and paragraph separators, bidirectional controls, a byte-order mark inside the text.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about bytes of every table's file, and about files that belong to no table."""
    for table in package:
        yield from _file(table)
    yield from _strangers(package)


def _file(table: Table) -> Iterator[Finding]:
    path = table.root / table.schema.path
    if path.is_symlink():
        yield table.finding("file-is-link")
        return
    if table.raw is None:
        yield table.finding("table-file-missing" if not path.exists() else "file-unreadable")
        return
    if len(table.raw) > MAX_BYTES:
        yield table.finding("file-too-large", size=math.ceil(len(table.raw) / 1024 / 1024))
    if not table.file.text.strip():
        yield table.finding("empty-file", 1, 1)
        return
    yield from _encoding(table)
    text, file = table.file.text, table.file
    if "\r" in text:
        line, column = file.place_of(text.index("\r"))
        yield table.finding("carriage-return", line, column)
    if not text.endswith(("\n", "\r")):
        yield table.finding("no-final-newline", *file.place_of(len(text)))
    for code, pattern in (("control-character", _CONTROL), ("invisible-character", _INVISIBLE)):
        yield from _first_of_each(table, file, code, pattern)
    if match := conflict(text):
        yield table.finding("merge-conflict", *file.place_of(match.start()), value=match.group().strip())
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        yield from _not_composed(table, file)


def conflict(text: str) -> re.Match[str] | None:
    """The first marker of a merge conflict. Rows of a file that holds one are those of two versions, and mean nothing yet."""
    return _CONFLICT.search(text) if any(mark in text for mark in ("<<<<<<< ", "=======", ">>>>>>> ")) else None


def has_hidden(cell: str) -> bool:
    """True for a cell with control or invisible characters: this family reports it, the others need not."""
    return _CONTROL.search(cell) is not None or _INVISIBLE.search(cell) is not None


def _encoding(table: Table) -> Iterator[Finding]:
    raw = table.raw or b""
    if table.encoding == "utf-8-sig":
        yield table.finding("byte-order-mark", 1, 1)
    elif table.encoding != "utf-8":
        yield table.finding("not-utf-8", *_first_bad_place(raw), value=table.encoding)


def _first_bad_place(raw: bytes) -> tuple[int, int]:
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        return CsvText(f"{before}?").place_of(len(before))
    return 1, 1


def _first_of_each(table: Table, file: CsvText, code: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    lines = set()
    for match in pattern.finditer(file.text):
        line, column = file.place_of(match.start())
        if line not in lines:
            lines.add(line)
            yield table.finding(code, line, column, value=match.group(), point=f"U+{ord(match.group()):04X}")


def _not_composed(table: Table, file: CsvText) -> Iterator[Finding]:
    for number, (start, end) in enumerate(pairwise([*file.line_starts, len(file.text)]), start=1):
        line = file.text[start:end]
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), 0) + 1
            yield table.finding("not-composed", number, column)


def _strangers(package: Package) -> Iterator[Finding]:
    root = package.descriptor.root
    tables = {table.schema.path for table in package}
    folders = {(root / path).parent for path in tables}
    listed = [*tables, *(table.schema.schema_path for table in package), DESCRIPTOR]
    known = {part.as_posix() for path in listed for part in (PurePosixPath(path), *PurePosixPath(path).parents)}
    for folder in sorted(folders):
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            relative = path.relative_to(root).as_posix()
            if relative not in known and not path.name.startswith("."):
                place = shown(root, relative)
                yield Finding("file-of-no-table", place, value=place.rsplit("/", 1)[-1])
