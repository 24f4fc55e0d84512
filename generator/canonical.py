"""The canonical form of a table: UTF-8, LF, NFC, no outer blanks, columns as in the schema, rows sorted by id.

Only what has one right answer is mended; a table that cannot be read for certain is left as it is.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from generator.package import Package, Table


@dataclass(frozen=True)
class Change:
    """What canonical form means for one table: its file before and after. ``refused`` says why it stays as it is."""

    path: Path
    shown_path: str
    before: bytes
    after: bytes
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
    refused = _reason_to_refuse(table)
    after = raw if refused else _canonical_text(table).encode()
    return Change(path, table.shown_path, raw, after, refused)


def _reason_to_refuse(table: Table) -> str:
    """Why a table cannot be rewritten without the danger of losing a fact; empty where it can."""
    if table.encoding == "unknown" or (table.encoding == "utf-16" and "\ufffd" in table.file.text):
        return "글자 부호를 알 수 없음 / encoding not known"
    if not table.file.records or not table.file.text.strip():
        return "빈 파일 / empty file"
    for record in table.file.records:
        if record.broken_cell is not None:
            return f"{record.line}째 줄의 따옴표가 짝이 맞지 않음 / quotes on line {record.line} do not pair"
    if sorted(_header(table)) != sorted(field.name for field in table.schema.fields):
        return "열 이름이 스키마와 다름 / columns differ from the schema"
    width = len(table.header)
    for record in table.file.records[1:]:
        if any(record.cells) and len(record.cells) != width:
            return f"{record.line}째 줄의 칸 수가 다름 / row on line {record.line} is ragged"
    return ""


def _header(table: Table) -> list[str]:
    return [_canonical_cell(name) for name in table.header]


def _canonical_text(table: Table) -> str:
    names = [field.name for field in table.schema.fields]
    order = [_header(table).index(name) for name in names]
    id_column = names.index("id") if "id" in names else 0
    rows = [
        [_canonical_cell(record.cells[index]) for index in order]
        for record in table.file.records[1:]
        if any(cell.strip() for cell in record.cells)
    ]
    rows.sort(key=lambda row: row[id_column])
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return buffer.getvalue()


def _canonical_cell(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()
