from __future__ import annotations

from pathlib import Path

import pytest

from generator.rules import keys
from tests.conftest import DAY, findings, found, small_registry
from tests.records import descriptor, package_of, row

REGIONS = """
primaryKey: [id]
foreignKeys: [{fields: [successor_id], reference: {resource: "", fields: [id]}}]
fields:
  - {name: id, type: string, constraints: {required: true, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$'}}
  - {name: successor_id, type: string, constraints: {pattern: '^[a-z0-9]+(-[a-z0-9]+)*$'}}
"""
PLACES = """
primaryKey: [id]
uniqueKeys: [[region_id, name, number]]
foreignKeys: [{fields: [region_id], reference: {resource: regions, fields: [id]}}]
fields:
  - {name: id, type: string, constraints: {required: true}}
  - {name: region_id, type: string, constraints: {required: true}}
  - {name: name, type: string}
  - {name: number, type: integer}
"""
NOTES = """
polymorphic: true
fields:
  - {name: id, type: string}
  - {name: table_name, type: string, constraints: {required: true}}
  - {name: record_id, type: string, constraints: {required: true}}
  - {name: field, type: string, constraints: {required: true}}
"""
IDS = "fields: [{name: id, type: string}]"


def regions(root: Path, rows: str) -> Path:
    return small_registry(root, {"regions": (REGIONS, f"id,successor_id\n{rows}")})


def places(root: Path, rows: str) -> Path:
    return small_registry(
        root, {"regions": (REGIONS, "id,successor_id\nbusan,\ndaegu,\n"), "places": (PLACES, f"id,region_id,name,number\n{rows}")}
    )


def notes(root: Path, rows: str) -> Path:
    tables = {"regions": (REGIONS, "id,successor_id\nbusan,\ndaegu,busan\n"), "notes": (NOTES, f"id,table_name,record_id,field\n{rows}")}
    return small_registry(root, tables)


def ids(root: Path, *ids_in_file: str) -> Path:
    return small_registry(root, {"terms": (IDS, "id\n" + "".join(f"{each}\n" for each in ids_in_file))})


def test_clean_keys_and_links_give_no_findings(tmp_path: Path) -> None:
    assert found(places(tmp_path, "a,busan,x,1\nb,busan,x,2\nc,daegu,x,1\n")) == []


def test_an_id_that_stands_twice_is_found_at_the_second_and_names_the_line_of_the_first(tmp_path: Path) -> None:
    root = places(tmp_path, "a,busan,x,1\nb,busan,y,\nb,daegu,z,\n")
    assert found(root) == [("duplicate-id", "data/places.csv", 4, 1)]
    assert findings(root)[0].message("en") == "The id b stands on line 3 already."


def test_a_row_pasted_twice_is_one_finding(tmp_path: Path) -> None:
    assert found(places(tmp_path, "a,busan,x,1\na,busan,x,1\n")) == [("duplicate-id", "data/places.csv", 3, 1)]


@pytest.mark.parametrize(
    ("order", "line", "previous"),
    [
        (("b", "c", "d", "a"), 5, "id"),
        (("d", "a", "b", "c"), 2, "c"),
        (("a", "d", "b", "c"), 3, "c"),
        (("a", "c", "d", "b"), 5, "a"),
        (("a-b", "a", "b"), 2, "a"),
    ],
)
def test_a_row_out_of_order_is_one_finding_that_says_after_which_line_it_belongs(
    tmp_path: Path, order: tuple[str, ...], line: int, previous: str
) -> None:
    root = ids(tmp_path, *order)
    assert found(root) == [("unsorted-table", "data/terms.csv", line, 1)]
    assert findings(root)[0].details["previous"] == previous


def test_two_rows_out_of_order_are_two_findings(tmp_path: Path) -> None:
    root = ids(tmp_path, "z", "a", "b", "c", "y", "d")
    assert found(root) == [("unsorted-table", "data/terms.csv", 2, 1), ("unsorted-table", "data/terms.csv", 6, 1)]
    assert [finding.details["previous"] for finding in findings(root)] == ["d", "d"]


def test_a_group_of_columns_that_two_rows_share_is_found_also_with_an_empty_cell_in_it(tmp_path: Path) -> None:
    root = places(tmp_path, "a,busan,x,1\nb,busan,x,\nc,daegu,x,\nd,busan,x,\n")
    assert found(root) == [("duplicate-key", "data/places.csv", 5, 3)]
    assert findings(root)[0].message("en") == "region_id, name, number are the same as on line 3."


def test_rows_without_a_value_that_their_key_needs_are_missing_it_and_no_duplicates(tmp_path: Path) -> None:
    assert found(places(tmp_path, "a,,x,1\nb,,x,1\n")) == [
        ("missing-value", "data/places.csv", 2, 3),
        ("missing-value", "data/places.csv", 3, 3),
    ]


def test_a_link_to_no_record_is_found_and_offers_the_nearest_id(tmp_path: Path) -> None:
    root = places(tmp_path, "a,busn,x,1\n")
    assert found(root) == [("dangling-link", "data/places.csv", 2, 3)]
    assert findings(root)[0].hint("en") == "Nearest id: busan. A new record enters regions.csv first."


def test_a_link_like_no_id_offers_none(tmp_path: Path) -> None:
    assert findings(places(tmp_path, "a,zzzzzzzz,x,1\n"))[0].hint("en") == "A new record enters regions.csv first."


def test_a_link_inside_its_own_table_may_lead_to_a_later_row_but_not_to_none(tmp_path: Path) -> None:
    root = regions(tmp_path, "gwangju,jeonnam-gwangju\njeonnam-gwangju,\njeonnam-old,jeonnam-gwanju\n")
    assert found(root) == [("dangling-link", "data/regions.csv", 4, 13)]
    assert findings(root)[0].details == {"target": "regions", "nearest": "jeonnam-gwangju"}


def test_an_ill_formed_link_is_one_finding(tmp_path: Path) -> None:
    assert found(regions(tmp_path, "busan,\ndaegu,Busan \n")) == [
        ("malformed-id", "data/regions.csv", 3, 7),
        ("outer-blank", "data/regions.csv", 3, 7),
    ]


def test_links_to_a_table_without_rows_are_one_finding_for_each_column(tmp_path: Path) -> None:
    tables = {"regions": (REGIONS, "id,successor_id\n"), "places": (PLACES, "id,region_id,name,number\na,busan,x,1\nb,daegu,x,1\n")}
    assert found(small_registry(tmp_path, tables)) == [("dangling-link", "data/places.csv", 2, 3)]


@pytest.mark.parametrize("content", ['id,successor_id\n"busan,\ndaegu,\n', "ID,successor_id\nbusan,\ndaegu,\n", ""])
def test_links_to_a_table_that_cannot_be_read_whole_are_not_judged(tmp_path: Path, content: str) -> None:
    tables = {"regions": (REGIONS, content), "places": (PLACES, "id,region_id,name,number\na,busan,x,1\nb,daegu,x,1\n")}
    assert [path for _, path, _, _ in found(small_registry(tmp_path, tables))] == ["data/regions.csv"]


def test_a_note_on_a_record_or_on_one_of_its_columns_gives_no_findings(tmp_path: Path) -> None:
    assert found(notes(tmp_path, "a,regions,busan,*\nb,regions,daegu,successor_id\nc,notes,a,id\n")) == []


def test_a_note_on_no_table_is_one_finding_that_offers_the_nearest_name(tmp_path: Path) -> None:
    root = notes(tmp_path, "a,region,nowhere,nothing\n")
    assert found(root) == [("dangling-table", "data/notes.csv", 2, 3)]
    assert findings(root)[0].hint("en") == "Type the name of a table of datapackage.yaml. Nearest name: regions"


def test_a_note_on_no_record_and_one_on_no_column_are_found(tmp_path: Path) -> None:
    root = notes(tmp_path, "a,regions,busn,*\nb,regions,busan,succesor_id\n")
    assert found(root) == [("dangling-link", "data/notes.csv", 2, 11), ("dangling-field", "data/notes.csv", 3, 17)]
    assert [finding.details["nearest"] for finding in findings(root)] == ["busan", "successor_id"]


def test_a_note_that_lacks_its_link_is_missing_it_and_no_more(tmp_path: Path) -> None:
    assert found(notes(tmp_path, "a,,busan,*\nb,regions,,*\nc,regions,busan,\n")) == [
        ("missing-value", "data/notes.csv", 2, 3),
        ("missing-value", "data/notes.csv", 3, 11),
        ("missing-value", "data/notes.csv", 4, 17),
    ]


def test_cells_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    assert found(places(tmp_path, 'a,busan,"x\ny",1\nb,busn,x,1\n')) == [
        ("line-break-in-cell", "data/places.csv", 2, 9),
        ("dangling-link", "data/places.csv", 4, 3),
    ]


REDIRECTS = """
fields:
  - {name: id, type: string}
  - {name: table_name, type: string, constraints: {required: true}}
  - {name: old_id, type: string, constraints: {required: true}}
  - {name: new_id, type: string, constraints: {pattern: '^[a-z0-9]+(-[a-z0-9]+)*$'}}
"""


def redirects(root: Path, rows: str, regions: str = "id,successor_id\nbusan,\ndaegu,\n") -> Path:
    tables: dict[str, tuple[str, str | bytes]] = {"regions": (REGIONS, regions)}
    return small_registry(root, tables | {"redirects": (REDIRECTS, f"id,table_name,old_id,new_id\n{rows}")})


def test_a_redirect_from_an_id_that_is_gone_to_a_record_or_to_none_gives_no_findings(tmp_path: Path) -> None:
    assert found(redirects(tmp_path, "a,regions,pusan,busan\nb,regions,taegu,\n")) == []


def test_a_redirect_of_a_record_that_is_still_there_is_found_at_its_old_id(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,regions,busan,daegu\nb,regions,daegu,\n")
    assert found(root) == [
        ("redirect-of-living-record", "data/redirects.csv", 2, 11),
        ("redirect-of-living-record", "data/redirects.csv", 3, 11),
    ]
    assert findings(root)[0].message("en") == "Table regions still has the record 'busan'."


def test_a_redirect_to_no_record_is_found_at_its_new_id_and_offers_the_nearest(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,regions,pusan,busn\n")
    assert found(root) == [("dangling-link", "data/redirects.csv", 2, 17)]
    assert findings(root)[0].details == {"target": "regions", "nearest": "busan"}


def test_a_redirect_of_an_unknown_table_is_one_finding_that_offers_the_nearest_name(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,region,busan,nowhere\n")
    assert found(root) == [("dangling-table", "data/redirects.csv", 2, 3)]
    assert findings(root)[0].details["nearest"] == "regions"


def test_a_redirect_that_lacks_its_table_or_its_old_id_is_missing_it_and_no_more(tmp_path: Path) -> None:
    assert found(redirects(tmp_path, "a,,pusan,busan\nb,regions,,busan\n")) == [
        ("missing-value", "data/redirects.csv", 2, 3),
        ("missing-value", "data/redirects.csv", 3, 11),
    ]


@pytest.mark.parametrize("content", ['id,successor_id\n"busan,\ndaegu,\n', "ID,successor_id\nbusan,\ndaegu,\n", ""])
def test_redirects_to_a_table_that_cannot_be_read_whole_are_not_judged(tmp_path: Path, content: str) -> None:
    assert [path for _, path, _, _ in found(redirects(tmp_path, "a,regions,pusan,busan\n", content))] == ["data/regions.csv"]


def id_of(table: str) -> str:
    return table.replace("_", "-")


@pytest.mark.parametrize("name", [name for name, table in descriptor().tables.items() if table.is_polymorphic])
def test_notes_of_the_registry_can_be_on_a_record_of_any_table(name: str) -> None:
    tables = {}
    for table, schema in descriptor().tables.items():
        required = {key.field: id_of(key.table) for key in schema.foreign_keys if schema.field_by_name[key.field].required}
        place = {"table_name": "zones", "record_id": "zones", "field": "*"}
        given = {column: cell for column, cell in place.items() if column in schema.field_by_name}
        tables[table] = [row(id_of(table), **required | given)]
    (note,) = tables[name]
    notes = [note | {"id": f"on-{id_of(table)}", "table_name": table, "record_id": id_of(table)} for table in descriptor().tables]
    broken = [note | {"id": f"x-{id_of(table)}", "table_name": table, "record_id": "nothing"} for table in descriptor().tables]
    found = keys.check(package_of(tables | {name: [note, *notes, *broken]}), DAY)
    dangling = [(finding.code, finding.table, finding.details["target"]) for finding in found if "dangling" in finding.code]
    assert sorted(dangling) == [("dangling-link", name, table) for table in sorted(descriptor().tables)]
