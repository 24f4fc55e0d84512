"""Bytes of the files: encoding, newlines, invisible characters, and which files there are."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from generator.csvfile import CsvText
from generator.descriptor import shown
from generator.findings import Finding
from generator.package import Package, Table

MAX_BYTES = 20 * 1024 * 1024

# C0 and C1 controls but tab and line ends; a tab has its own rule.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Zero-width characters, soft hyphen, bidirectional controls, and a byte-order mark inside the text.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about bytes of every table's file, and about files that belong to no table."""
    for table in package:
        yield from _file(table)
    yield from _strangers(package)


def _file(table: Table) -> Iterator[Finding]:
    path = table.root / table.schema.path
    if table.raw is None:
        yield table.finding("table-file-missing" if not path.exists() else "file-unreadable")
        return
    if path.is_symlink():
        yield table.finding("file-is-link")
    if len(table.raw) > MAX_BYTES:
        yield table.finding("file-too-large", size=len(table.raw) // 1024 // 1024)
    if not table.raw.strip():
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
    if match := _CONFLICT.search(text):
        yield table.finding("merge-conflict", *file.place_of(match.start()), value=match.group().strip())
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        yield from _not_composed(table, file)


def _encoding(table: Table) -> Iterator[Finding]:
    raw = table.raw or b""
    if table.encoding == "utf-8-sig":
        yield table.finding("byte-order-mark", 1, 1)
    elif table.encoding != "utf-8":
        yield table.finding("not-utf-8", *_first_bad_place(raw), value=table.encoding)


def _first_bad_place(raw: bytes) -> tuple[int, int]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return 1, 1
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    return 1, 1


def _first_of_each(table: Table, file: CsvText, code: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    lines = set()
    for match in pattern.finditer(file.text):
        line, column = file.place_of(match.start())
        if line not in lines:
            lines.add(line)
            yield table.finding(code, line, column, value=match.group(), point=f"U+{ord(match.group()):04X}")


def _not_composed(table: Table, file: CsvText) -> Iterator[Finding]:
    for number, line in enumerate(file.text.splitlines(), start=1):
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), 0) + 1
            yield table.finding("not-composed", number, column)


def _strangers(package: Package) -> Iterator[Finding]:
    root = package.descriptor.root
    known = {table.schema.path for table in package}
    folders = {(root / path).parent for path in known}
    for folder in sorted(folders):
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            relative = path.relative_to(root).as_posix()
            if relative not in known and not path.name.startswith("."):
                yield Finding("file-of-no-table", shown(root, relative), value=path.name)
