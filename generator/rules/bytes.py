"""Bytes of the files: encoding, newlines, invisible characters, and which files there are."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from pathlib import PurePosixPath

from generator.csvfile import CsvText, Record
from generator.descriptor import DESCRIPTOR, shown
from generator.findings import Finding
from generator.package import Package, Table

MAX_BYTES = 20 * 1024 * 1024

# C0 and C1 controls but tab and line ends; a tab has its own rule.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# Soft hyphen, zero-width characters, Hangul fillers, line and paragraph separators, bidirectional controls, a byte-order mark
# inside the text.
_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
# Digits and letters as a Korean input method types them in full width, and the half-width twin of each.
FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ"
HALF_WIDTH = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
# No-break, thin, figure and ideographic spaces: they look like the blank that a reader types, and are not found by it.
SPECIAL_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Letters of Hangul that stand alone. U+318D is left out: laws and news of the ministries use it as a middle dot.
_JAMO = "\u3131-\u3163\u3165-\u318c\u318e"
_CHARACTERS = {
    "control-character": re.compile(f"[{_CONTROL}]"),
    "invisible-character": re.compile(f"[{_INVISIBLE}]"),
    "full-width-character": re.compile(f"[{FULL_WIDTH}]"),
    "no-break-space": re.compile(f"[{SPECIAL_BLANKS}]"),
    "lone-jamo": re.compile(f"[{_JAMO}]"),
}
_ANY_CHARACTER = re.compile(f"[{_CONTROL}{_INVISIBLE}{FULL_WIDTH}{SPECIAL_BLANKS}{_JAMO}]")
_HIDDEN = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
# In an English name any Hangul is too much: the family text says so.
_NAME_COLUMNS = ("name_ko", "short_name_ko", "title_ko", "term_ko")
_QUOTED_OR_RETURN = re.compile(r'"[^"]*"|\r')
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
    if is_too_large(table):
        yield table.finding("file-too-large", size=math.ceil(len(table.raw) / 1024 / 1024))
        return
    if not table.file.text.strip():
        yield table.finding("empty-file", 1, 1)
        return
    if is_wide(table):
        yield table.finding("not-utf-8", 1, 1, value="utf-16")
        return
    yield from _encoding(table)
    text, file = table.file.text, table.file
    if "\r" in text and (found := _first_carriage_return(text)):
        yield table.finding("carriage-return", *file.place_of(found.start()))
    if not text.endswith(("\n", "\r")):
        yield table.finding("no-final-newline", *file.place_of(len(text)))
    # Of bytes that are no text it has been said already that they are none.
    if table.encoding != "unknown":
        yield from _characters(table)
    if match := conflict(text):
        yield table.finding("merge-conflict", *file.place_of(match.start()), value=match.group().strip())
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        yield from _not_composed(table, file)


def is_too_large(table: Table) -> bool:
    """True for a file past the limit. It has mostly been pasted over and over, and is judged no further."""
    return table.raw is not None and len(table.raw) > MAX_BYTES


def is_wide(table: Table) -> bool:
    """True for a file that was read as if each byte were a letter, and has several a letter: UTF-16 or UTF-32 without its mark."""
    text = table.file.text
    return "\0" in text and text.count("\0") * 5 > len(text)


def conflict(text: str) -> re.Match[str] | None:
    """The first marker of a merge conflict. Rows of a file that holds one are those of two versions, and mean nothing yet."""
    return _CONFLICT.search(text) if any(mark in text for mark in ("<<<<<<< ", "=======", ">>>>>>> ")) else None


def has_hidden(cell: str) -> bool:
    """True for a cell with characters that this family reports whatever the column: the other families need not."""
    return (
        _HIDDEN.search(cell) is not None
        or _CHARACTERS["full-width-character"].search(cell) is not None
        or _CHARACTERS["no-break-space"].search(cell.strip()) is not None
    )


def plain(cell: str) -> str:
    """The cell as it reads without the characters that ``has_hidden`` looks for: what its writer meant to type."""
    return _HIDDEN.sub("", unicodedata.normalize("NFKC", cell)).strip()


def _first_carriage_return(text: str) -> re.Match[str] | None:
    # One inside a quoted cell is a line break in that cell: the family text says so.
    return next((match for match in _QUOTED_OR_RETURN.finditer(text) if match.group() == "\r"), None)


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


def _characters(table: Table) -> Iterator[Finding]:
    """Characters that nobody means to type, each told once a cell."""
    if not _ANY_CHARACTER.search(table.file.text):
        return
    distinct = "".join(set(table.file.text))
    patterns = {code: pattern for code, pattern in _CHARACTERS.items() if pattern.search(distinct)}
    for record in table.file.records:
        for index, cell in enumerate(record.cells):
            if cell.isascii() and cell.isprintable():
                continue
            field = table.header[index] if index < len(table.header) else ""
            for code, pattern in patterns.items():
                if code == "lone-jamo" and field not in _NAME_COLUMNS:
                    continue
                # A special blank at an end of the cell is a blank too many, whatever its kind: the family text says so.
                before = cell[: len(cell) - len(cell.lstrip())] if code == "no-break-space" else ""
                if match := pattern.search(cell.strip() if code == "no-break-space" else cell):
                    place = _place(table.file, record, index, pattern, skipped=len(pattern.findall(before)))
                    yield _character(table, code, place, field, match.group())


def _place(file: CsvText, record: Record, index: int, pattern: re.Pattern[str], skipped: int) -> tuple[int, int]:
    line, column = file.locate(record, index)
    start = file.line_starts[line - 1] + column - 1
    return file.place_of(next(islice(pattern.finditer(file.text, start), skipped, None)).start())


def _character(table: Table, code: str, place: tuple[int, int], field: str, char: str) -> Finding:
    half = chr(HALF_WIDTH.get(ord(char), ord(char)))
    return table.finding(code, *place, field=field, value=char, point=f"U+{ord(char):04X}", half=half)


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
