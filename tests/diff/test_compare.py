from __future__ import annotations

import csv
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff import FieldChange, RecordChange, compare
from generator.diff.compare import Column, LeftOut, Structure, left_out, structure
from generator.package import Package
from tests.diff.packages import package, redirects, zones

BUSAN = "busan,부산,Busan,free,1"
ULSAN = "ulsan,울산,Ulsan,free,2"


def kinds(base: Package, head: Package) -> list[tuple[str, str, str, str]]:
    """Kind, table, old id and id of every change."""
    return [(change.kind, change.table, change.old_id, change.id) for change in compare(base, head)]


def test_a_cell_that_changed_is_told_with_its_line_in_head() -> None:
    base, head = package(zones=zones(BUSAN, ULSAN)), package(zones=zones(BUSAN, "ulsan,울산,Ulsan,free,3"))
    assert compare(base, head) == [RecordChange("changed", "zones", "ulsan", "", (FieldChange("round", "2", "3"),), 3)]


def test_a_record_that_came_tells_every_filled_cell() -> None:
    fields = (FieldChange("name_ko", "", "울산"), FieldChange("kind", "", "free"))
    assert compare(package(zones=zones(BUSAN)), package(zones=zones(BUSAN, "ulsan,울산,,free,"))) == [
        RecordChange("added", "zones", "ulsan", "", fields, 3)
    ]


def test_a_record_that_went_tells_every_filled_cell_and_its_line_in_base() -> None:
    fields = (FieldChange("name_ko", "울산", ""), FieldChange("kind", "free", ""))
    assert compare(package(zones=zones(BUSAN, "ulsan,울산,,free,")), package(zones=zones(BUSAN))) == [
        RecordChange("removed", "zones", "ulsan", "", fields, 3)
    ]


def test_an_empty_cell_and_a_text_differ_both_ways() -> None:
    empty, full = package(zones=zones("busan,부산,Busan,free,")), package(zones=zones(BUSAN))
    assert compare(empty, full)[0].fields == (FieldChange("round", "", "1"),)
    assert compare(full, empty)[0].fields == (FieldChange("round", "1", ""),)


def test_cells_are_compared_as_they_stand_in_the_file() -> None:
    head = package(zones=zones("busan, 부산,Busan,free,01"))
    assert compare(package(zones=zones(BUSAN)), head)[0].fields == (
        FieldChange("name_ko", "부산", " 부산"),
        FieldChange("round", "1", "01"),
    )


@pytest.mark.parametrize(
    "same",
    [
        zones(ULSAN, BUSAN),
        zones('busan,"부산","Busan",free,1', ULSAN),
        zones("1,free,Busan,부산,busan", "2,free,Ulsan,울산,ulsan", header="round,kind,name_en,name_ko,id"),
        zones(BUSAN, "", ",,,,", ULSAN),
        zones(BUSAN, ULSAN).replace("\n", "\r\n"),
        zones(BUSAN, ULSAN).encode("utf-8-sig"),
        zones(BUSAN, ULSAN).encode("utf-16"),
        zones(BUSAN, ULSAN).encode("cp949"),
        zones(BUSAN, ULSAN).rstrip("\n"),
    ],
    ids=["rows", "quotes", "columns", "blank-rows", "crlf", "byte-order-mark", "utf-16", "cp949", "no-final-newline"],
)
def test_the_form_of_a_file_is_no_change(same: str | bytes) -> None:
    base, head = package(zones=zones(BUSAN, ULSAN)), package(zones=same)
    assert compare(base, head) == compare(head, base) == []


def test_line_ends_inside_a_cell_are_those_of_the_file() -> None:
    text = zones('busan,"부\n산",Busan,free,1')
    assert compare(package(zones=text), package(zones=text.replace("\n", "\r\n"))) == []


def test_changes_come_in_the_order_of_the_tables_of_head_and_of_the_ids() -> None:
    base = package(gone="id,x\nb,1\n", zones=zones("m,,,,1", "c,,,,1"), sectors="id,x\n")
    head = package(sectors="id,x\nz,1\na,1\n", zones=zones("m,,,,2", "d,,,,1"))
    assert kinds(base, head) == [
        ("added", "sectors", "", "a"),
        ("added", "sectors", "", "z"),
        ("removed", "zones", "", "c"),
        ("added", "zones", "", "d"),
        ("changed", "zones", "", "m"),
        ("removed", "gone", "", "b"),
    ]


# redirects


def test_a_record_that_came_back_under_a_new_id_is_renamed() -> None:
    base = package(zones=zones("pusan,부산,Pusan,free,1"), redirects=redirects())
    head = package(zones=zones(BUSAN), redirects=redirects("zones,pusan,busan"))
    renamed, row = compare(base, head)
    assert renamed == RecordChange("renamed", "zones", "busan", "pusan", (FieldChange("name_en", "Pusan", "Busan"),), 2)
    assert (row.kind, row.table) == ("added", "redirects")


def test_a_rename_that_changes_no_cell_is_told_too() -> None:
    base = package(zones=zones("pusan,부산,Busan,free,1"))
    head = package(zones=zones(BUSAN), redirects=redirects("zones,pusan,busan"))
    assert compare(base, head)[0] == RecordChange("renamed", "zones", "busan", "pusan", (), 2)


def test_links_that_follow_a_rename_are_changes_of_their_own() -> None:
    base = package(zones=zones("pusan,,,,1"), periods="id,zone_id\np,pusan\n")
    head = package(zones=zones("busan,,,,1"), periods="id,zone_id\np,busan\n", redirects=redirects("zones,pusan,busan"))
    change = next(change for change in compare(base, head) if change.table == "periods")
    assert change == RecordChange("changed", "periods", "p", "", (FieldChange("zone_id", "pusan", "busan"),), 2)


def test_an_id_that_was_changed_twice_since_base_is_one_rename() -> None:
    base = package(zones=zones("a,,,,1"))
    head = package(zones=zones("c,,,,1"), redirects=redirects("zones,a,b", "zones,b,c"))
    assert kinds(base, head)[0] == ("renamed", "zones", "a", "c")


def test_of_two_records_that_became_one_the_first_is_renamed_and_the_other_removed() -> None:
    base = package(zones=zones("a,,,,1", "b,,,,2"))
    head = package(zones=zones("c,,,,1"), redirects=redirects("zones,b,c", "zones,a,c"))
    assert kinds(base, head)[:2] == [("removed", "zones", "", "b"), ("renamed", "zones", "a", "c")]


@pytest.mark.parametrize(
    ("after", "redirect", "told"),
    [
        ((BUSAN,), "zones,ulsan,busan", [("removed", "ulsan")]),
        ((BUSAN,), "zones,ulsan,", [("removed", "ulsan")]),
        ((BUSAN,), "zones,ulsan,nowhere", [("removed", "ulsan")]),
        ((BUSAN, "x,,,,1"), "zones,ulsan,ulsan", [("removed", "ulsan"), ("added", "x")]),
        ((BUSAN, "x,,,,1"), "sectors,ulsan,x", [("removed", "ulsan"), ("added", "x")]),
        ((BUSAN, ULSAN, "x,,,,1"), "zones,ulsan,x", [("added", "x")]),
        ((BUSAN, ULSAN, "x,,,,1"), "zones,never,x", [("added", "x")]),
    ],
    ids=["to-a-record-of-base", "removed", "to-nothing", "to-itself", "of-another-table", "of-a-living-record", "of-no-record"],
)
def test_a_redirect_that_renames_nothing_leaves_the_records_as_they_are(
    after: tuple[str, ...], redirect: str, told: list[tuple[str, str]]
) -> None:
    base, head = package(zones=zones(BUSAN, ULSAN)), package(zones=zones(*after), redirects=redirects(redirect))
    assert [(kind, id) for kind, table, _, id in kinds(base, head) if table == "zones"] == told


def test_redirects_that_lead_in_a_circle_end() -> None:
    base = package(zones=zones("a,,,,1"))
    head = package(zones=zones("c,,,,1"), redirects=redirects("zones,a,b", "zones,b,a"))
    assert kinds(base, head)[:2] == [("removed", "zones", "", "a"), ("added", "zones", "", "c")]


# tables and columns


def test_a_new_column_is_told_once_and_only_its_filled_cells_are_changes() -> None:
    base = package(zones=zones("a,가", "b,나", header="id,name_ko"))
    head = package(zones=zones("a,가,1", "b,나,", header="id,name_ko,round"))
    assert structure(base, head) == Structure((), (), (Column("zones", "round"),), ())
    assert compare(base, head) == [RecordChange("changed", "zones", "a", "", (FieldChange("round", "", "1"),), 2)]
    assert structure(head, base) == Structure((), (), (), (Column("zones", "round"),))
    assert compare(head, base)[0].fields == (FieldChange("round", "1", ""),)


def test_a_new_table_is_told_once_and_its_columns_are_not() -> None:
    base, head = package(zones=zones(BUSAN)), package(zones=zones(BUSAN), laws="id,name_ko\nact,법\n")
    assert structure(base, head) == Structure(("laws",), (), (), ())
    assert structure(head, base) == Structure((), ("laws",), (), ())
    assert kinds(base, head) == [("added", "laws", "", "act")]
    assert kinds(head, base) == [("removed", "laws", "", "act")]


def test_columns_that_no_schema_has_are_compared_after_the_others() -> None:
    base, head = zones("a,1,x", header="id,round,more"), zones("y,a,2", header="more,id,round")
    fields = (FieldChange("round", "1", "2"), FieldChange("more", "x", "y"))
    assert compare(package(zones=base), package(zones=head))[0].fields == fields


# broken files


def test_rows_without_an_id_of_their_own_are_left_out_and_told() -> None:
    base = package(zones=zones(BUSAN))
    head = package(zones=zones(",이름 없음,,,", BUSAN, "busan,다른 부산,,,9", ULSAN))
    assert kinds(base, head) == [("added", "zones", "", "ulsan")]
    assert left_out(base, head) == [LeftOut("head", "zones", "no-own-id", (2, 4))]


def test_a_table_without_a_column_of_ids_is_not_compared() -> None:
    base, head = package(zones=zones(BUSAN)), package(zones=zones("busan,부산", header="identifier,name_ko"))
    assert compare(base, head) == []
    assert left_out(base, head) == [LeftOut("head", "zones", "no-id-column")]


@pytest.mark.parametrize("content", [None, b""])
def test_a_table_whose_file_is_missing_or_empty_has_no_records(content: bytes | None) -> None:
    base, head = package(zones=content), package(zones=zones(BUSAN))
    assert kinds(base, head) == [("added", "zones", "", "busan")]
    assert structure(base, head) == Structure((), (), (), ())
    assert left_out(base, head) == [LeftOut("base", "zones", "no-file")]


def test_ragged_rows_are_compared_as_far_as_their_cells_go() -> None:
    base, head = package(zones=zones(BUSAN, ULSAN)), package(zones=zones("busan,부산", ULSAN + ",more"))
    missing = (FieldChange("name_en", "Busan", ""), FieldChange("kind", "free", ""), FieldChange("round", "1", ""))
    assert compare(base, head) == [RecordChange("changed", "zones", "busan", "", missing, 2)]


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xfe\x00",
        b"\x00\x01\x02,\n\x00",
        b'id,name_ko\n"busan,\n',
        b"id,id,id\na,b\n",
        b"\n\n\n",
        b",,,\n,,,\n",
        b"<<<<<<< HEAD\nid,x\n=======\nid,y\n>>>>>>> main\n",
        "아이디\n부산\n".encode("cp949"),
    ],
)
def test_whatever_a_file_holds_can_be_compared(broken: bytes) -> None:
    sound, other = package(zones=zones(BUSAN), redirects=broken), package(zones=broken, redirects=redirects())
    for base, head in ((sound, other), (other, sound)):
        compare(base, head)
        left_out(base, head)
        structure(base, head)
    assert compare(other, other) == []


# any two states

_IDS = st.sampled_from(["a", "b", "c", "d", "e"])
_CELLS = st.sampled_from(["", "x", "y", " x", "가", "1,2", 'say "x"', "two\nlines"])
_COLUMNS = st.lists(st.sampled_from(["name_ko", "round", "kind", "more"]), unique=True)


@st.composite
def states(draw: st.DrawFn) -> Package:
    """A state with some columns and some records, and redirects between ids."""
    columns = ["id", *draw(_COLUMNS)]
    rows = [[id, *(draw(_CELLS) for _ in columns[1:])] for id in draw(st.lists(_IDS, unique=True))]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    ways = draw(st.lists(st.tuples(_IDS, _IDS), max_size=3))
    return package(zones=text.getvalue(), redirects=redirects(*(f"zones,{old},{new}" for old, new in ways)))


def _records(package: Package, table: str) -> dict[str, dict[str, str]]:
    """Filled cells of each record, read without the code under test."""
    rows = csv.DictReader(io.StringIO((package.tables[table].raw or b"").decode(), newline=""))
    return {row["id"]: {name: cell for name, cell in row.items() if cell and name != "id"} for row in rows}


@given(state=states())
def test_a_state_does_not_differ_from_itself(state: Package) -> None:
    assert compare(state, state) == []


@given(base=states(), head=states())
def test_the_changes_applied_to_base_give_head(base: Package, head: Package) -> None:
    for table in ("zones", "redirects"):
        records = _records(base, table)
        changes = [change for change in compare(base, head) if change.table == table]
        for change in changes:
            if change.kind == "removed":
                assert records.pop(change.id) == {each.field: each.before for each in change.fields}
        renamed = {change.id: records.pop(change.old_id) for change in changes if change.kind == "renamed"}
        records |= renamed
        for change in changes:
            if change.kind != "removed":
                assert (change.id not in records) == (change.kind == "added")
                cells = records.setdefault(change.id, {})
                for each in change.fields:
                    assert cells.get(each.field, "") == each.before != each.after
                    cells[each.field] = each.after
                    if not each.after:
                        del cells[each.field]
        assert records == _records(head, table)


def test_a_large_table_is_compared_in_one_walk() -> None:
    ids = [f"zone-{number:05}" for number in range(20_000)]
    base = package(zones=zones(*(f"{id},,,,1" for id in ids)))
    random.Random(0).shuffle(ids)
    head = package(zones=zones(*(f"{id},,,,{2 if id.endswith('7') else 1}" for id in ids)))
    assert [change.id for change in compare(base, head)] == sorted(id for id in ids if id.endswith("7"))
