"""A CSV file with the place of every cell: records as the csv module reads them, lines and columns as editors show them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property

# A cell is never larger than the largest file that the rules accept.
csv.field_size_limit(64 * 1024 * 1024)


@dataclass(frozen=True)
class Record:
    """One record of the file; ``line`` is the line on which it starts, counted from 1."""

    line: int
    cells: tuple[str, ...]


class CsvText:
    """Decoded text of a CSV file, cut into records."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def records(self) -> list[Record]:
        """All records, blank ones included (they have no cells)."""
        reader = csv.reader(io.StringIO(self.text, newline=""))
        records = []
        before = 0
        for cells in reader:
            records.append(Record(before + 1, tuple(cells)))
            before = reader.line_num
        return records

    def locate(self, record: Record, index: int) -> tuple[int, int]:
        """Line and column of the cell with that index (from 0), also after quoted line breaks."""
        position = self._line_starts[record.line - 1]
        line, line_start, quoted, cell = record.line, position, False, 0
        while position < len(self.text) and cell < index:
            char = self.text[position]
            if char == '"':
                quoted = not quoted
            elif char == "," and not quoted:
                cell += 1
            elif char in "\r\n":
                if not quoted:
                    break
                if not (char == "\r" and self.text[position + 1 : position + 2] == "\n"):
                    line, line_start = line + 1, position + 1
            position += 1
        return line, position - line_start + 1

    def place_of(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset in the text."""
        starts = self._line_starts
        low, high = 0, len(starts)
        while high - low > 1:
            middle = (low + high) // 2
            if starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low + 1, offset - starts[low] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        # csv counts \n, \r\n and a lone \r as line ends, and nothing else.
        for line in io.StringIO(self.text, newline=""):
            end = starts[-1] + len(line)
            starts.append(end)
        return starts[:-1] or [0]
