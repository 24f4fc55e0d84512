"""A CSV file with the place of every cell: records as the csv module reads them, lines and columns as editors show them."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# A cell may be as large as its file: the rules say where a file is too large, and reading it must not fail before.
csv.field_size_limit(2**31 - 1)

# What the csv module takes for one cell. A quote opens at the start of a cell alone; what follows the closing quote
# is taken as it stands, and a quote that is never closed takes all the rest of the file.
_CELL = re.compile(r'"(?:[^"]+|"")*+(?:"[^,\r\n]*)?|[^,\r\n]*')
_QUOTED = re.compile(r'"(?:[^"]+|"")*+"')


@dataclass(frozen=True)
class Record:
    """One record of the file; ``line`` is the line on which it starts, counted from 1.

    ``broken_cell`` is the index of the first cell whose quotes do not pair, so that the cell, and whatever it
    swallowed, cannot be trusted; None in a sound record.
    """

    line: int
    cells: tuple[str, ...]
    broken_cell: int | None = None

    @property
    def is_blank(self) -> bool:
        """True for a line without anything but commas and blanks."""
        return not any(self.cells) or not "".join(self.cells).strip()


class CsvText:
    """Decoded text of a CSV file, cut into records."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def records(self) -> list[Record]:
        """All records, blank ones included (they have no cells)."""
        try:
            return [Record(line, cells) for line, cells in self._read(strict=True)]
        except csv.Error:
            return [Record(line, cells, self._broken_cell(line)) for line, cells in self._read(strict=False)]

    def locate(self, record: Record, index: int) -> tuple[int, int]:
        """Line and column of the cell with that index (from 0), also after quoted line breaks.

        An index past the last cell gives the end of the record.
        """
        end = self.line_starts[record.line - 1]
        after = self.line_starts[record.line] if record.line < len(self.line_starts) else len(self.text)
        if self.text.find('"', end, after) < 0:
            # Most lines hold no quote: a cell begins where the cells and commas before it end.
            commas = min(index, len(record.cells) - 1) if record.cells else 0
            return record.line, sum(map(len, record.cells[:index])) + commas + 1
        for number, cell in enumerate(self._cells(record.line)):
            if number == index:
                return self.place_of(cell.start())
            end = cell.end()
        return self.place_of(end)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset in the text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of every line; \\n, \\r\\n and a lone \\r end a line, and nothing else does."""
        starts = [0]
        for line in io.StringIO(self.text, newline=""):
            starts.append(starts[-1] + len(line))
        return starts[:-1] or [0]

    def _read(self, strict: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=strict)
        before = 0
        for cells in reader:
            yield before + 1, tuple(cells)
            before = reader.line_num

    def _cells(self, line: int) -> Iterator[re.Match[str]]:
        position = self.line_starts[line - 1]
        while cell := _CELL.match(self.text, position):
            yield cell
            if self.text[cell.end() : cell.end() + 1] != ",":
                return
            position = cell.end() + 1

    def _broken_cell(self, line: int) -> int | None:
        cells = enumerate(cell.group() for cell in self._cells(line))
        return next((index for index, cell in cells if cell.startswith('"') and not _QUOTED.fullmatch(cell)), None)
