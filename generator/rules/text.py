"""Text that is safe to show, to open in a spreadsheet and to read in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.bytes import has_hidden
from generator.rules.shape import sound_rows

HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}")
# English titles and names are our own translations; notes may hold names of companies that no source prints in English.
_ENGLISH_ONLY = ("name_en", "short_name_en", "title_en", "term_en")
# Names of bodies stay Korean where no source prints English, also inside the name of an agreement between them.
_NAMES_OF_BODIES = ("organisations", "cooperations", "names")


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about text cells of every table."""
    for table in package:
        text_columns = [field.name for field in table.schema.fields if field.type == "string"]
        english = [name for name in _ENGLISH_ONLY if name in table.schema.field_by_name and table.name not in _NAMES_OF_BODIES]
        for row in sound_rows(table):
            for column in text_columns:
                if cell := row.text(column):
                    yield from _cell(row, column, cell)
            for column in english:
                if HANGUL.search(row.text(column)):
                    yield row.finding("hangul-in-english", column)
        yield from _half_pairs(table)


def _cell(row: Row, column: str, cell: str) -> Iterator[Finding]:
    if cell[0] in "=+-@" and len(cell) > 1:
        yield row.finding("formula-in-cell", column)
    if "\n" in cell or "\t" in cell or "\r" in cell:
        yield row.finding("line-break-in-cell", column)
    elif cell != cell.strip() and not has_hidden(cell):
        yield row.finding("outer-blank", column)
    if ("<" in cell or "&" in cell) and (match := _HTML.search(cell)):
        yield row.finding("html-in-text", column, found=match.group())
    if match := _TEMPLATE.search(cell):
        yield row.finding("template-in-text", column, found=match.group())


def _half_pairs(table: Table) -> Iterator[Finding]:
    # Names of bodies, laws and municipalities have English only where a source prints it.
    optional = {"organisations": {"name"}, "laws": {"name"}, "names": {"name"}}.get(table.name, set())
    for stem in table.schema.pairs:
        ko, en = f"{stem}_ko", f"{stem}_en"
        if stem in optional or not {ko, en} <= set(table.header):
            continue
        for row in sound_rows(table):
            empty = en if row.text(ko) else ko
            # An empty cell that must be filled is a missing value: the family schema says so.
            if bool(row.text(ko)) != bool(row.text(en)) and not table.schema.field_by_name[empty].required:
                yield row.finding("half-translated", empty)
