"""Text that is safe to show, to open in a spreadsheet and to read in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.descriptor import Field
from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.rules.bytes import has_hidden
from generator.rules.shape import is_spreadsheet_damage, sound_rows

HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}")
# A list of a dash is a formula. The target of a link must look like one: Korean statutes write "[별표 1](제3조 관련)".
_MARKDOWN = re.compile(
    r"^(?:#{1,6} |> |\* |[0-9]{1,2}\. (?![0-9]))"
    r"|(?<!\*)\*\*[^\s*](?:[^*]*[^\s*])?\*\*(?!\*)"
    r"|\[[^\[\]]+\]\((?:[a-z]+:|www\.|[./#])[^()\s]+\)"
    r"|`[^`]+`"
)
_MARKS_AT_THE_START = "#>*0123456789"

# English titles and names are our own translations, and so are definitions.
_ENGLISH_ONLY = ("name_en", "short_name_en", "title_en", "term_en", "definition_en")
# Names of bodies stay Korean where no source prints English, also inside the name of an agreement between them.
_NAMES_OF_BODIES = ("organisations", "cooperations", "names")
# Who spoke and where: such a cell may hold the name of a body alone, which no source prints in English.
_NAMING_BODIES = ("raised_by_en", "parties_en", "chair_en", "speaker_en", "participants_en", "place_en")
# Our Korean sentences end with it; names do not hold it.
_SENTENCE_END = "니다"
# Names that bodies and companies write in Latin letters in Korean too.
_LATIN_NAMES = ("organisations", "names")

# Columns that tell one thing of one record, in sentences. Notes of other tables repeat what is true of several records: the
# decision of a meeting at each of its zones, the basis of a figure. So do the topics of meetings from year to year.
_SENTENCES = ("summary", "definition", "barrier", "outcome", "duty", "support", "response")
_TABLES_OF_NOTES = ("zone_notes", "cooperations", "laws", "law_articles", "law_amendments")
_NOT_A_LETTER = re.compile(r"[\W_]+")
# Letters and digits of the shortest sentence that no two records share by chance; Hangul says more with fewer.
_SHORTEST = {"ko": 15, "en": 25}


def check(package: Package, day: date) -> Iterator[Finding]:
    """Findings about text cells of every table."""
    for table in package:
        rows = sound_rows(table)
        for field in table.schema.fields:
            if field.type != "string" or field.name not in table.column_index:
                continue
            if field.constraints.keys() & {"enum", "pattern"}:
                yield from _set_column(table, field, rows)
            else:
                yield from _free_column(table, field, rows)
        yield from _half_pairs(table, rows)
        yield from _same_sentences(table, rows)


def _set_column(table: Table, field: Field, rows: list[Row]) -> Iterator[Finding]:
    """A column with a set form refuses what it does not know, and the family schema says so: but not blanks at the ends."""
    name, index, is_url = field.name, table.column_index[field.name], field.is_url
    for row in rows:
        cell = row.record.cells[index]
        bare = cell.strip()
        if bare != cell:
            if not bare or _fits(field, bare):
                yield from _blanks(row, name, cell)
        elif is_url and _may_be_markup(cell) and field.fits(cell):
            yield from _markup(row, name, cell)


def _fits(field: Field, cell: str) -> bool:
    return field.fits(cell) and cell in field.constraints.get("enum", (cell,))


def _free_column(table: Table, field: Field, rows: list[Row]) -> Iterator[Finding]:
    name, index = field.name, table.column_index[field.name]
    is_english = name.endswith("_en")
    is_korean = name.endswith("_ko") and table.name not in _LATIN_NAMES
    for row in rows:
        cell = row.record.cells[index]
        if not cell:
            continue
        if cell[0] in "=+-@" and len(cell) > 1:
            yield row.finding("formula-in-cell", name)
        if cell != cell.strip() or "\n" in cell or "\t" in cell or "\r" in cell:
            yield from _blanks(row, name, cell)
        if _may_be_markup(cell):
            yield from _markup(row, name, cell)
        if (cell[0] in _MARKS_AT_THE_START or "*" in cell or "`" in cell or "](" in cell) and (match := _MARKDOWN.search(cell)):
            yield row.finding("markdown-in-text", name, found=match.group().strip())
        if is_english and not cell.isascii() and _is_korean(table.name, name, cell):
            yield row.finding("hangul-in-english", name)
        elif is_korean and not HANGUL.search(cell) and _LATIN.search(cell) and not is_spreadsheet_damage(cell):
            yield row.finding("english-only-korean", name)


def _blanks(row: Row, column: str, cell: str) -> Iterator[Finding]:
    if "\n" in cell or "\r" in cell:
        yield row.finding("line-break-in-cell", column)
    elif "\t" in cell:
        yield row.finding("tab-in-cell", column)
    elif not has_hidden(cell):
        yield row.finding("outer-blank", column)


def _may_be_markup(cell: str) -> bool:
    return "<" in cell or "&" in cell or "{" in cell or "}" in cell


def _markup(row: Row, column: str, cell: str) -> Iterator[Finding]:
    for code, pattern in (("html-in-text", _HTML), ("template-in-text", _TEMPLATE)):
        if match := pattern.search(cell):
            yield row.finding(code, column, found=match.group())


def _is_korean(table: str, column: str, cell: str) -> bool:
    """True where an English cell holds Hangul that is no name of a body inside English words."""
    if column in _ENGLISH_ONLY:
        return table not in _NAMES_OF_BODIES and HANGUL.search(cell) is not None
    if _SENTENCE_END in cell:
        return True
    return column not in _NAMING_BODIES and len(HANGUL.findall(cell)) > len(_LATIN.findall(cell))


def _half_pairs(table: Table, rows: list[Row]) -> Iterator[Finding]:
    # Names of bodies, laws and municipalities have English only where a source prints it.
    optional = {"organisations": {"name"}, "laws": {"name"}, "names": {"name"}}.get(table.name, set())
    for stem in table.schema.pairs:
        ko, en = f"{stem}_ko", f"{stem}_en"
        if stem in optional or not {ko, en} <= set(table.header):
            continue
        for row in rows:
            empty = en if row.text(ko) else ko
            # An empty cell that must be filled is a missing value: the family schema says so.
            if bool(row.text(ko)) != bool(row.text(en)) and not table.schema.field_by_name[empty].required:
                yield row.finding("half-translated", empty)


def _same_sentences(table: Table, rows: list[Row]) -> Iterator[Finding]:
    """A sentence that an earlier record has too; both languages of a row are one finding."""
    for stem in table.schema.pairs:
        if stem not in _SENTENCES and not (stem == "note" and table.name in _TABLES_OF_NOTES):
            continue
        told: set[int] = set()
        for language, shortest in _SHORTEST.items():
            column = f"{stem}_{language}"
            first: dict[str, Row] = {}
            for row in rows:
                cell = row.text(column)
                if len(cell) < shortest or len(letters := _NOT_A_LETTER.sub("", cell).casefold()) < shortest:
                    continue
                other = first.setdefault(letters, row)
                # A row that was pasted twice has its id twice: the family keys says so.
                if other is not row and other.id != row.id and row.line not in told:
                    told.add(row.line)
                    yield row.finding("same-sentence", column, first=other.id, first_line=other.line)
