from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, replace
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
    ("damaged", "mended"),
    [
        (CANONICAL.encode("cp949"), ["encoding CP949 → UTF-8"]),
        (CANONICAL.encode("utf-8-sig"), ["byte-order mark"]),
        (CANONICAL.encode("utf-16"), ["encoding UTF-16 → UTF-8"]),
        (CANONICAL.replace("\n", "\r\n"), ["line ends CRLF → LF"]),
        (CANONICAL.replace("\n", "\r"), ["line ends CR → LF"]),
        (CANONICAL.replace("\n", "\r\n", 1), ["line ends CRLF → LF"]),
        (CANONICAL.removesuffix("\n"), ["newline at the end"]),
        (unicodedata.normalize("NFD", CANONICAL), ["decomposed letters in 3 cells"]),
        (CANONICAL.replace("특구", " 특구\u3000"), ["special blanks in 1 cell", "outer blanks in 1 cell"]),
        (CANONICAL.replace("Zone", "\tZone "), ["outer blanks in 1 cell"]),
        (CANONICAL.replace("한 곳", "한\u00a0곳").replace("두 곳", "두\u3000곳"), ["special blanks in 1 cell"]),
        (CANONICAL.replace("Zone", "Ｚｏｎｅ").replace("Region", "Ｒegion"), ["2 full-width cells"]),
        (CANONICAL.replace("특구", "특\u200b구").replace("Zone", "Zo\u00adne\ufeff"), ["zero-width characters in 2 cells"]),
        (CANONICAL.replace("id,name_ko", " id,name_ko "), ["outer blanks in 2 cells"]),
        (
            CANONICAL.replace("\nb,", "\n\n,,,\n , ,\u200b,\nb,"),
            ["3 blank rows", "zero-width characters in 1 cell", "outer blanks in 2 cells"],
        ),
        (f'{HEADER}b,지역,Region,\na,특구,Zone,"한 곳, 두 곳"\n', ["order of rows"]),
        ('note,name_en,id,name_ko\n"한 곳, 두 곳",Zone,a,특구\n,Region,b,지역\n', ["order of columns"]),
        ('"id","name_ko","name_en","note"\n"a","특구","Zone","한 곳, 두 곳"\n"b","지역","Region",""\n', ["quoting"]),
    ],
)
def test_what_a_spreadsheet_or_a_browser_does_to_a_table_is_mended_and_told(damaged: str | bytes, mended: list[str]) -> None:
    found = change(damaged)
    assert found.is_needed
    assert found.after == CANONICAL.encode()
    assert [en for _, en in found.mended] == mended


def test_what_is_mended_is_told_in_both_languages() -> None:
    found = change(f"{HEADER}b,지역　하나,Ｒegion,\n\na,특구,Ｚone,\n".encode("cp949"))
    assert found.mended == (
        ("글자 부호 CP949→UTF-8", "encoding CP949 → UTF-8"),
        ("빈 줄 1개", "1 blank row"),
        ("줄 순서", "order of rows"),
        ("전각 문자 2칸", "2 full-width cells"),
        ("특수 공백 1칸", "special blanks in 1 cell"),
    )


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\u200d", "\u200e", "\u2028", "\u202e", "\u2066", "ㆍ", "，", "（", "①", "ㄱ"])
def test_what_has_no_one_right_answer_stays_for_the_rules_to_report(char: str) -> None:
    assert not change(f"{HEADER}a,특{char}구,Zone,\n").is_needed


def test_letters_that_join_once_another_is_mended_are_joined_in_the_same_run() -> None:
    once = change(f"{HEADER}a,ㄱ,Ａ\u0301,e\u200b\u0301\n").after
    assert once.decode() == f"{HEADER}a,ㄱ,Á,é\n"
    assert not change(once).is_needed


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
        (f"{HEADER}<<<<<<< HEAD\na,특구,Zone,\n=======\na,지역,Zone,\n>>>>>>> b\n", "merge conflict on line 2"),
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
    inside: str
    full_width: bool
    blank_row: str
    final_newline: bool


damages = st.builds(
    Damage,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
    decomposed=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    columns=st.permutations(COLUMNS),
    blank=st.sampled_from(["", " ", "\t", "\u3000 ", "\u00a0"]),
    inside=st.sampled_from([" ", "\u3000", "\u00a0", "\u202f", " \u200b", "\u00ad "]),
    full_width=st.booleans(),
    blank_row=st.sampled_from(["", "\n", ",,,\n", '"",,,\n', " ,\u3000,,\n"]),
    final_newline=st.booleans(),
)
# Letters of Korean and English text, what CSV, YAML and spreadsheets take for more than a letter, and what no run may mend.
cells = st.text("특구규제가각힣 abZ019,\"'\n;=-#·（㎡\u200d\u202e\x00é", max_size=12)
ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
records = st.lists(st.tuples(ids, cells, cells, cells), max_size=6)
FULL_WIDTH = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in "abZ019"})


def damaged(rows: list[dict[str, str]], damage: Damage) -> bytes:
    def spoilt(cell: str) -> str:
        cell = cell.replace(" ", damage.inside)
        return f"{damage.blank}{cell.translate(FULL_WIDTH) if damage.full_width else cell}{damage.blank}"

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=damage.quoting)
    writer.writerow(f"{damage.blank}{name}" for name in damage.columns)
    text.write(damage.blank_row)
    for row in rows:
        writer.writerow(spoilt(row[name]) for name in damage.columns)
    content = text.getvalue().replace("\n", damage.line_end)
    if not damage.final_newline:
        content = content.removesuffix(damage.line_end)
    if damage.encoding == "cp949":
        # CP949 has no letters for decomposed Hangul, nor for some of the others.
        return "".join(char for char in content if char.encode("cp949", errors="ignore")).encode("cp949")
    return (unicodedata.normalize("NFD", content) if damage.decomposed else content).encode(damage.encoding)


@settings(max_examples=120, deadline=None)
@given(records=records, damage=damages, randomly=st.randoms(use_true_random=False))
def test_formatting_a_damaged_table_keeps_the_facts_of_every_record_and_is_done_once(
    records: list[tuple[str, str, str, str]], damage: Damage, randomly: Random
) -> None:
    # A few Hangul syllables in CP949 can be read as UTF-8; a name of several cannot.
    rows = [dict(zip(COLUMNS, (key, f"규제자유특구 {name}", other, note), strict=True)) for key, name, other, note in records]
    randomly.shuffle(rows)
    if damage.encoding == "cp949":
        rows = [
            {name: "".join(char for char in cell if char.encode("cp949", errors="ignore")) for name, cell in row.items()} for row in rows
        ]
        damage = replace(damage, inside="\u3000", blank=damage.blank.replace("\u00a0", " "))
    before = damaged(rows, damage)
    once = change(before)
    assert once.refused == ""
    assert list(csv.DictReader(io.StringIO(once.after.decode("utf-8"), newline=""))) == [
        {name: cell.strip() for name, cell in row.items()} for row in sorted(rows, key=lambda row: row["id"])
    ]
    assert b"\r" not in once.after
    assert once.after.decode().split("\n")[0] == ",".join(COLUMNS)
    assert bool(once.mended) == once.is_needed == (before != once.after)
    assert not change(once.after).is_needed


# Any bytes at all, and tables in which anything may be broken.
contents = st.one_of(
    st.binary(max_size=60),
    st.text('id,name_ko"\n\r ;\t\x00\u200b\u00a0Ａ１특\u1100\u1161', max_size=60).map(str.encode),
    st.text('a,"\n\r \u200bＡ특,,', max_size=60).map(lambda text: (HEADER + text).encode()),
)


@settings(max_examples=300, deadline=None)
@given(contents)
def test_a_table_is_either_refused_and_stays_or_is_canonical_after_one_run(content: bytes) -> None:
    found = change(content)
    if found.refused:
        assert (found.after, found.mended, found.is_needed) == (content, (), False)
    else:
        again = change(found.after)
        assert (again.refused, again.is_needed, again.mended) == ("", False, ())
        assert bool(found.mended) == found.is_needed
