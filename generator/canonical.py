"""The canonical form of a table: UTF-8, LF, NFC, no outer blanks, half-width, columns as in the schema, rows sorted by id.

Only what has one right answer is mended. In cells these are: line ends (LF), decomposed letters (NFC), full-width digits and
Latin letters (half-width), special blanks (the ordinary blank), blanks at the ends (none), and soft hyphens, zero-width spaces,
word joiners and byte-order marks inside the text (none): they only say where a line may break, so that nothing is lost with them.
What else cannot be seen stays for the rules to report: a control character may stand where a letter was lost, a change of
direction may show the text in another order than it stands, and a zero-width joiner or a line separator may be meant.

A table that cannot be read for certain is left as it is.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.csvfile import Record
from generator.package import Package, Table
from generator.rules.bytes import FULL_WIDTH, HALF_WIDTH, SPECIAL_BLANKS, conflict

# Words in Korean and English.
Words = tuple[str, str]

_LINE_END = re.compile("\r\n?|\n")
_CARRIAGE_RETURN = re.compile("\r\n?")
_SPECIAL_BLANK = re.compile(f"[{SPECIAL_BLANKS}]")
_WITHOUT_MEANING = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Nearly no cell holds one of these; the steps for them are worth taking only where one does.
_RARE = re.compile(f"[\r\u00ad\u200b\u2060\ufeff{FULL_WIDTH}{SPECIAL_BLANKS}]")
# Each step of mending a cell, in an order that leaves nothing to mend for a second run.
_STEPS: tuple[tuple[Callable[[str], str], Words], ...] = (
    (lambda cell: _CARRIAGE_RETURN.sub("\n", cell), ("칸 안의 줄 끝 {}칸", "line ends inside {} {cells}")),
    (lambda cell: cell.translate(HALF_WIDTH), ("전각 문자 {}칸", "{} full-width {cells}")),
    (lambda cell: _SPECIAL_BLANK.sub(" ", cell), ("특수 공백 {}칸", "special blanks in {} {cells}")),
    (lambda cell: _WITHOUT_MEANING.sub("", cell), ("폭 없는 문자 {}칸", "zero-width characters in {} {cells}")),
    (lambda cell: unicodedata.normalize("NFC", cell), ("풀어진 글자 {}칸", "decomposed letters in {} {cells}")),
    (str.strip, ("앞뒤 빈칸 {}칸", "outer blanks in {} {cells}")),
)


@dataclass(frozen=True)
class Change:
    """What canonical form means for one table: its file before and after, and in words what differs.

    ``refused`` says why the file stays as it is.
    """

    path: Path
    shown_path: str
    before: bytes
    after: bytes
    mended: tuple[Words, ...] = ()
    refused: str = ""

    @property
    def is_needed(self) -> bool:
        """True where the file is not in canonical form and can be brought into it."""
        return not self.refused and self.before != self.after


def changes(package: Package) -> list[Change]:
    """For every table's file that is there: what canonical form would make of it."""
    return [_change(table) for table in package if table.raw is not None]


def _change(table: Table) -> Change:
    raw = table.raw or b""
    path = table.root / table.schema.path
    if refused := _reason_to_refuse(table):
        return Change(path, table.shown_path, raw, raw, refused=refused)
    after = _written(_canonical_rows(table))
    if raw == after.encode():
        return Change(path, table.shown_path, raw, raw)
    return Change(path, table.shown_path, raw, after.encode(), tuple(_differences(table)))


def _reason_to_refuse(table: Table) -> str:
    """Why a table cannot be rewritten without the danger of losing a fact; empty where it can."""
    if table.encoding == "unknown" or (table.encoding == "utf-16" and "\ufffd" in table.file.text):
        return "글자 부호를 알 수 없음 / encoding not known"
    if not table.file.records or not table.file.text.strip():
        return "빈 파일 / empty file"
    if match := conflict(table.file.text):
        line, _ = table.file.place_of(match.start())
        return f"{line}째 줄에 병합 충돌 표시가 있음 / merge conflict on line {line}"
    for record in table.file.records:
        if record.broken_cell is not None:
            return f"{record.line}째 줄의 따옴표가 짝이 맞지 않음 / quotes on line {record.line} do not pair"
    if sorted(_header(table)) != sorted(_names(table)):
        return "열 이름이 스키마와 다름 / columns differ from the schema"
    width = len(table.header)
    for record in table.file.records[1:]:
        if len(record.cells) != width and not _is_blank(record):
            return f"{record.line}째 줄의 칸 수가 다름 / row on line {record.line} is ragged"
    return ""


def _names(table: Table) -> list[str]:
    return [field.name for field in table.schema.fields]


def _header(table: Table) -> list[str]:
    return [_canonical_cell(name) for name in table.header]


def _canonical_cell(cell: str) -> str:
    if not _RARE.search(cell):
        return unicodedata.normalize("NFC", cell).strip()
    for step, _ in _STEPS:
        cell = step(cell)
    return cell


def _is_blank(record: Record) -> bool:
    return not any(map(_canonical_cell, record.cells))


def _rows_in_file_order(table: Table) -> list[list[str]]:
    header = _header(table)
    order = [header.index(name) for name in _names(table)]
    rows = ([_canonical_cell(cell) for cell in record.cells] for record in table.file.records[1:])
    return [[row[index] for index in order] for row in rows if any(row)]


def _canonical_rows(table: Table) -> list[list[str]]:
    names = _names(table)
    id_column = names.index("id") if "id" in names else 0
    return [names, *sorted(_rows_in_file_order(table), key=lambda row: row[id_column])]


def _written(rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _differences(table: Table) -> Iterable[Words]:
    """What is mended, from the file as a whole to its cells."""
    text, records = table.file.text, table.file.records
    if table.encoding == "utf-8-sig":
        yield "바이트 순서 표식(BOM)", "byte-order mark"
    elif table.encoding != "utf-8":
        shown = table.encoding.upper()
        yield f"글자 부호 {shown}→UTF-8", f"encoding {shown} → UTF-8"
    as_is = [[_CARRIAGE_RETURN.sub("\n", cell) for cell in record.cells] for record in records]
    with_lf = _CARRIAGE_RETURN.sub("\n", text)
    cells = Counter(words for record in records for cell in record.cells for words in _steps_needed(cell))
    if text.count("\r") > sum(cell.count("\r") for record in records for cell in record.cells):
        found = "·".join(sorted({_NAMES_OF_LINE_ENDS[end] for end in _LINE_END.findall(text)} - {"LF"}))
        yield f"줄 끝 {found}→LF", f"line ends {found} → LF"
    if not text.endswith(("\n", "\r")):
        yield "마지막 줄바꿈", "newline at the end"
    if _written(as_is) != with_lf.removesuffix("\n") + "\n":
        yield "따옴표", "quoting"
    if blank := sum(_is_blank(record) for record in records[1:]):
        yield f"빈 줄 {blank}개", f"{blank} blank {'row' if blank == 1 else 'rows'}"
    if _header(table) != _names(table):
        yield "열 순서", "order of columns"
    if _rows_in_file_order(table) != _canonical_rows(table)[1:]:
        yield "줄 순서", "order of rows"
    for _, (ko, en) in _STEPS:
        if number := cells[ko, en]:
            yield ko.format(number), en.format(number, cells="cell" if number == 1 else "cells")


def _steps_needed(cell: str) -> Iterable[Words]:
    if cell.isascii() and cell.isprintable() and cell == cell.strip():
        return
    for step, words in _STEPS:
        before, cell = cell, step(cell)
        if cell != before:
            yield words


_NAMES_OF_LINE_ENDS = {"\r\n": "CRLF", "\r": "CR", "\n": "LF"}
