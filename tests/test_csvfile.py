from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.csvfile import CsvText, Record


def test_records_start_on_the_lines_that_an_editor_shows_also_after_quoted_line_breaks() -> None:
    file = CsvText('id,note\na,"one\ntwo\r\nthree"\n\nb,x\n')
    assert file.records == [
        Record(1, ("id", "note")),
        Record(2, ("a", "one\ntwo\r\nthree")),
        Record(5, ()),
        Record(6, ("b", "x")),
    ]


def test_carriage_returns_end_lines_alone_or_before_a_line_feed_but_unicode_separators_do_not() -> None:
    file = CsvText("id\ra\r\nb\u2028c\x85d\ne")
    assert [(record.line, record.cells) for record in file.records] == [(1, ("id",)), (2, ("a",)), (3, ("b\u2028c\x85d",)), (4, ("e",))]


def test_an_empty_text_has_no_records() -> None:
    assert CsvText("").records == []
    assert CsvText("").place_of(0) == (1, 1)


def test_a_cell_is_found_after_quoted_commas_quotes_and_line_breaks() -> None:
    file = CsvText('id,a,b,c\nx,"1,5","say ""a,b""\nhere",end\ny,,,z\n')
    assert [file.locate(file.records[1], index) for index in range(4)] == [(2, 1), (2, 3), (2, 9), (3, 7)]
    assert [file.locate(file.records[2], index) for index in range(4)] == [(4, 1), (4, 3), (4, 4), (4, 5)]


def test_a_quote_in_the_middle_of_an_open_cell_is_a_letter() -> None:
    file = CsvText('id,a,b\nx,5" pipe,y\n')
    assert file.records[1] == Record(2, ("x", '5" pipe', "y"))
    assert file.locate(file.records[1], 2) == (2, 11)


def test_an_index_past_the_last_cell_is_the_end_of_the_record() -> None:
    file = CsvText("id,a\nxy\nlast")
    assert file.locate(file.records[1], 1) == (2, 3)
    assert file.locate(file.records[2], 5) == (3, 5)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ('id,a\nx,"open\ny,z\n', [None, 1]),
        ('id,a\nx,"open', [None, 1]),
        ('id,a,b\nx,"one, two\ny,"three, four",z\nw,,\n', [None, 1, None]),
        ('id,a\nx,"say "hi" to"\ny,z\n', [None, 1, None]),
        ('id,a\nx,5" pipe\ny,"a ""quoted"" word"\n', [None, None, None]),
    ],
)
def test_the_first_cell_whose_quotes_do_not_pair_is_marked_in_its_record(text: str, broken: list[int | None]) -> None:
    assert [record.broken_cell for record in CsvText(text).records] == broken


def test_a_cell_larger_than_the_limit_of_the_csv_module_is_read() -> None:
    assert len(CsvText("id\n" + "x" * 200_000 + "\n").records[1].cells[0]) == 200_000


@given(st.text(alphabet='ab,"\r\n', max_size=60))
def test_cells_are_located_as_the_csv_module_cuts_them(text: str) -> None:
    file = CsvText(text)
    assert [record.cells for record in file.records] == [tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""))]
    for record in file.records:
        for index, cell in enumerate(record.cells):
            line, column = file.locate(record, index)
            offset = file.line_starts[line - 1] + column - 1
            assert line >= record.line
            # What stands there reads as that cell again.
            assert next(csv.reader(io.StringIO("," + text[offset:], newline="")))[1] == cell
