from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import package
from generator.canonical import Change, changes
from generator.csvfile import CsvText
from generator.descriptor import Descriptor, TableSchema
from generator.package import Package, Table, decode
from tests.conftest import small_registry

COLUMNS = ("id", "name_ko", "name_en", "note")
SCHEMA = TableSchema("terms", "data/terms.csv", {}, {"fields": [{"name": name} for name in COLUMNS]}, "schemas/terms.yaml")
HEADER = "id,name_ko,name_en,note\n"
CANONICAL = f'{HEADER}a,특구,Zone,"한 곳, 두 곳"\nb,지역,Region,\n'


def change(content: str | bytes) -> Change:
    """What canonical form makes of a file of the table."""
    raw = content.encode() if isinstance(content, str) else content
    text, encoding = decode(raw)
    table = Table(SCHEMA, Path("registry"), raw, encoding, CsvText(text))
    (found,) = changes(Package(Descriptor(Path("registry"), {}, {"terms": SCHEMA}), {"terms": table}))
    return found


def test_a_canonical_table_needs_no_change() -> None:
    found = change(CANONICAL)
    assert (found.is_needed, found.refused, found.after) == (False, "", CANONICAL.encode())


@pytest.mark.parametrize(
    "damaged",
    [
        CANONICAL.encode("cp949"),
        CANONICAL.encode("utf-8-sig"),
        CANONICAL.encode("utf-16"),
        CANONICAL.replace("\n", "\r\n"),
        CANONICAL.replace("\n", "\r"),
        CANONICAL.removesuffix("\n"),
        unicodedata.normalize("NFD", CANONICAL),
        CANONICAL.replace("특구", " 특구\u3000").replace("Zone", "\tZone\xa0"),
        CANONICAL.replace("id,name_ko", " id,name_ko "),
        CANONICAL.replace("\nb,", "\n\n,,,\n , , ,\nb,"),
        f'{HEADER}b,지역,Region,\na,특구,Zone,"한 곳, 두 곳"\n',
        'note,name_en,id,name_ko\n"한 곳, 두 곳",Zone,a,특구\n,Region,b,지역\n',
        '"id","name_ko","name_en","note"\n"a","특구","Zone","한 곳, 두 곳"\n"b","지역","Region",""\n',
    ],
)
def test_what_a_spreadsheet_or_a_browser_does_to_a_table_is_mended(damaged: str | bytes) -> None:
    found = change(damaged)
    assert found.is_needed
    assert found.after == CANONICAL.encode()


def test_line_ends_inside_a_cell_become_one_kind_and_stay() -> None:
    assert change(f'{HEADER}a,특구,Zone,"one\r\ntwo\rthree"\n').after.decode() == f'{HEADER}a,특구,Zone,"one\ntwo\nthree"\n'


def test_rows_of_one_id_are_both_kept_in_their_order() -> None:
    assert change(f"{HEADER}b,지역,,\na,둘,,\na,하나,,\n").after.decode() == f"{HEADER}a,둘,,\na,하나,,\nb,지역,,\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"id,name_ko,name_en,note\na,\xed\x8a,Zone,\xff\xfe\xfd\n", "encoding not known"),
        (CANONICAL.encode("utf-16")[:-1], "encoding not known"),
        ("", "empty file"),
        ("\n \n", "empty file"),
        ("id,name_ko,name_en\na,특구,Zone\n", "columns differ from the schema"),
        ("id,name_ko,name_en,note,more\na,특구,Zone,,\n", "columns differ from the schema"),
        ("id,name_ko,name_ko,note\na,특구,Zone,\n", "columns differ from the schema"),
        (HEADER.replace(",", ";") + "a;특구;Zone;\n", "columns differ from the schema"),
        (f"{HEADER}a,특구,Zone,\nb,지역, Region, land,\n", "row on line 3 is ragged"),
        (f"{HEADER}a,특구\n", "row on line 2 is ragged"),
        (f"{HEADER}<<<<<<< HEAD\na,특구,Zone,\n=======\na,지역,Zone,\n>>>>>>> b\n", "row on line 2 is ragged"),
        (f'{HEADER}a,특구,Zone,\nb,지역,Region,"land\nc,말,Word,\n', "quotes on line 3 do not pair"),
        (f'{HEADER}a,특구,Zone,"the "best" zone"\n', "quotes on line 2 do not pair"),
    ],
)
def test_a_table_that_cannot_be_read_for_certain_stays_as_it_is(content: str | bytes, reason: str) -> None:
    found = change(content)
    assert found.refused.endswith(f" / {reason}")
    assert (found.is_needed, found.after) == (False, found.before)


def test_every_table_whose_file_is_there_is_named_with_its_place(tmp_path: Path) -> None:
    schema = "fields: [{name: id}]"
    root = small_registry(tmp_path, {"terms": (schema, "id\nb\na\n"), "laws": (schema, "id\n"), "zones": (schema, "id\n")})
    (root / "data/zones.csv").unlink()
    found = changes(package.load(root))
    assert [(each.path, Path(each.shown_path), each.is_needed) for each in found] == [
        (root / "data/terms.csv", root / "data/terms.csv", True),
        (root / "data/laws.csv", root / "data/laws.csv", False),
    ]


@dataclass(frozen=True)
class Damage:
    """What was done to a table on its way through somebody's tools."""

    encoding: str
    decomposed: bool
    line_end: str
    quoting: int
    columns: list[str]
    blank: str
    blank_row: str
    final_newline: bool


damages = st.builds(
    Damage,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
    decomposed=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    columns=st.permutations(COLUMNS),
    blank=st.sampled_from(["", " ", "\t", "\u3000 "]),
    blank_row=st.sampled_from(["", "\n", ",,,\n", '"",,,\n']),
    final_newline=st.booleans(),
)
# Letters of Korean and English text and what CSV, YAML and spreadsheets take for more than a letter.
cells = st.text("특구규제가각힣 ab,\"'\n;=-#·", max_size=12)
records = st.dictionaries(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), st.tuples(cells, cells, cells), max_size=6)


def damaged(rows: list[dict[str, str]], damage: Damage) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=damage.quoting)
    writer.writerow(f"{damage.blank}{name}" for name in damage.columns)
    text.write(damage.blank_row)
    for row in rows:
        writer.writerow(f"{damage.blank}{row[name]}{damage.blank}" for name in damage.columns)
    content = text.getvalue().replace("\n", damage.line_end)
    if not damage.final_newline:
        content = content.removesuffix(damage.line_end)
    # CP949 has no letters for decomposed Hangul.
    if damage.decomposed and damage.encoding != "cp949":
        content = unicodedata.normalize("NFD", content)
    return content.encode(damage.encoding)


@settings(max_examples=80, deadline=None)
@given(records=records, damage=damages, randomly=st.randoms(use_true_random=False))
def test_formatting_a_damaged_table_keeps_the_facts_of_every_record_and_is_done_once(
    records: dict[str, tuple[str, str, str]], damage: Damage, randomly: Random
) -> None:
    # A few Hangul syllables in CP949 can be read as UTF-8; a name of several cannot.
    rows = [dict(zip(COLUMNS, (key, f"규제자유특구 {name}", other, note), strict=True)) for key, (name, other, note) in records.items()]
    randomly.shuffle(rows)
    once = change(damaged(rows, damage))
    assert once.refused == ""
    assert list(csv.DictReader(io.StringIO(once.after.decode("utf-8"), newline=""))) == [
        {name: cell.strip() for name, cell in row.items()} for row in sorted(rows, key=lambda row: row["id"])
    ]
    assert b"\r" not in once.after
    assert once.after.decode().splitlines()[0] == ",".join(COLUMNS)
    assert not change(once.after).is_needed
