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


def test_rows_without_a_value_that_their_key_needs_have_an_empty_key_and_are_no_duplicates(tmp_path: Path) -> None:
    assert found(places(tmp_path, "a,,x,1\nb,,x,1\n")) == [
        ("empty-key", "data/places.csv", 2, 3),
        ("empty-key", "data/places.csv", 3, 3),
    ]


def test_a_row_without_its_id_has_an_empty_key_whatever_the_schema_asks_for(tmp_path: Path) -> None:
    schema = "fields: [{name: id, type: string}, {name: name, type: string}]"
    assert found(small_registry(tmp_path, {"terms": (schema, "id,name\n,x\na,y\n")})) == [("empty-key", "data/terms.csv", 2, 1)]


def test_a_link_that_may_be_empty_is_no_empty_key(tmp_path: Path) -> None:
    assert found(regions(tmp_path, "busan,\ndaegu,busan\n")) == []


def test_an_id_like_another_but_for_capitals_is_found_where_the_capitals_are(tmp_path: Path) -> None:
    root = regions(tmp_path, "BUSAN,\nbusan,\ndaegu,\n")
    assert found(root) == [("id-differs-by-case", "data/regions.csv", 2, 1)]
    assert findings(root)[0].message("en") == "'BUSAN' differs from busan on line 3 of table regions by capital letters alone."


def test_an_id_like_another_but_for_capitals_is_found_also_where_the_schema_asks_for_no_form(tmp_path: Path) -> None:
    assert found(ids(tmp_path, "Busan", "busan")) == [("id-differs-by-case", "data/terms.csv", 2, 1)]


def test_an_id_with_capitals_and_no_twin_is_ill_formed_and_no_more(tmp_path: Path) -> None:
    assert found(regions(tmp_path, "busan,\nDaegu,\n")) == [("malformed-id", "data/regions.csv", 3, 1)]


def test_a_link_that_differs_from_an_id_by_capitals_alone_says_so(tmp_path: Path) -> None:
    root = places(tmp_path, "a,Busan,x,1\n")
    assert found(root) == [("id-differs-by-case", "data/places.csv", 2, 3)]
    assert findings(root)[0].hint("en").startswith("Type busan ")


def test_links_to_a_record_whose_id_is_ill_formed_are_right_once_it_is_mended(tmp_path: Path) -> None:
    assert found(regions(tmp_path, "Busan,\ndaegu,busan\n")) == [("malformed-id", "data/regions.csv", 2, 1)]


def test_a_link_to_no_record_is_found_and_offers_the_nearest_id(tmp_path: Path) -> None:
    root = places(tmp_path, "a,busn,x,1\n")
    assert found(root) == [("dangling-link", "data/places.csv", 2, 3)]
    assert findings(root)[0].hint("en") == "Type busan. A new record enters regions.csv first."


def test_where_hundreds_of_links_are_broken_only_the_first_are_guessed_and_all_are_found(tmp_path: Path) -> None:
    links = findings(places(tmp_path, "".join(f"a{number:03},busan{number},x,1\n" for number in range(300))))
    assert len(links) == 300
    assert links[0].details["nearest"] == "busan"
    assert links[-1].details["nearest"] == ""


def test_a_link_with_other_capitals_and_blanks_is_guessed_whatever_else_is_broken(tmp_path: Path) -> None:
    rows = "".join(f"a{number:03},wrong{number},x,1\n" for number in range(50))
    places = (PLACES, f"id,region_id,name,number\n{rows}z,Nam Gu,x,1\n")
    tables = {"regions": (REGIONS, "id,successor_id\nnam-gu,\n"), "places": places}
    assert findings(small_registry(tmp_path, tables))[-1].details["nearest"] == "nam-gu"


def test_a_link_like_no_id_offers_none(tmp_path: Path) -> None:
    assert findings(places(tmp_path, "a,zzzzzzzz,x,1\n"))[0].hint("en") == "A new record enters regions.csv first."


def test_a_link_inside_its_own_table_may_lead_to_a_later_row_but_not_to_none(tmp_path: Path) -> None:
    root = regions(tmp_path, "gwangju,jeonnam-gwangju\njeonnam-gwangju,\njeonnam-old,jeonnam-gwanju\n")
    assert found(root) == [("dangling-link", "data/regions.csv", 4, 13)]
    assert findings(root)[0].details == {"target": "regions", "nearest": "jeonnam-gwangju"}


def test_an_ill_formed_link_is_one_finding(tmp_path: Path) -> None:
    assert found(regions(tmp_path, "busan,\ndaegu,busan_1 \n")) == [("malformed-id", "data/regions.csv", 3, 7)]


@pytest.mark.parametrize(
    ("link", "code"), [("busan ", "outer-blank"), ("bu\u200bsan", "invisible-character"), ("#N/A", "spreadsheet-cell")]
)
def test_a_link_that_another_family_reports_is_not_reported_twice(tmp_path: Path, link: str, code: str) -> None:
    assert [each for each, *_ in found(places(tmp_path, f"a,{link},x,1\n"))] == [code]


def test_links_to_a_table_without_rows_are_one_finding_for_each_column(tmp_path: Path) -> None:
    tables = {"regions": (REGIONS, "id,successor_id\n"), "places": (PLACES, "id,region_id,name,number\na,busan,x,1\nb,daegu,x,1\n")}
    tables["regions"] = (f"may_be_empty: true\n{REGIONS}", "id,successor_id\n")
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
    assert findings(root)[0].hint("en") == "Type regions. Only names of tables in datapackage.yaml may stand here."


def test_a_note_on_no_record_and_one_on_no_column_are_found(tmp_path: Path) -> None:
    root = notes(tmp_path, "a,regions,busn,*\nb,regions,busan,succesor_id\n")
    assert found(root) == [("dangling-link", "data/notes.csv", 2, 11), ("dangling-field", "data/notes.csv", 3, 17)]
    assert [finding.details["nearest"] for finding in findings(root)] == ["busan", "successor_id"]


def test_a_note_that_lacks_its_link_has_an_empty_key_and_no_more(tmp_path: Path) -> None:
    assert found(notes(tmp_path, "a,,busan,*\nb,regions,,*\nc,regions,busan,\n")) == [
        ("empty-key", "data/notes.csv", 2, 3),
        ("empty-key", "data/notes.csv", 3, 11),
        ("empty-key", "data/notes.csv", 4, 17),
    ]


def test_cells_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    assert found(places(tmp_path, 'a,busan,"x\ny",1\nb,busn,x,1\n')) == [
        ("line-break-in-cell", "data/places.csv", 2, 9),
        ("dangling-link", "data/places.csv", 4, 3),
    ]


REDIRECTS = """
uniqueKeys: [[table_name, old_id]]
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


def test_redirects_may_lead_on_to_a_record_or_to_one_that_was_removed(tmp_path: Path) -> None:
    rows = "a,regions,pusan,fusan\nb,regions,fusan,busan\nc,regions,taegu,taiku\nd,regions,taiku,\n"
    assert found(redirects(tmp_path, rows)) == []


def test_a_record_with_an_id_that_changed_or_went_is_found_at_the_record(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,regions,busan,daegu\nb,regions,daegu,\n")
    assert found(root) == [("retired-id", "data/regions.csv", 2, 1), ("retired-id", "data/regions.csv", 3, 1)]
    assert findings(root)[1].message("en").startswith("daegu is listed on line 3 of ")


def test_an_id_that_changed_in_another_table_may_stand_here(tmp_path: Path) -> None:
    assert found(redirects(tmp_path, "a,redirects,busan,a\n")) == []


@pytest.mark.parametrize(
    ("rows", "line", "chain"),
    [
        ("a,regions,pusan,pusan\n", 2, "pusan → pusan"),
        ("a,regions,pusan,fusan\nb,regions,fusan,pusan\n", 2, "pusan → fusan → pusan"),
        ("a,regions,x,y\nb,regions,z,y\nc,regions,y,z\n", 3, "z → y → z"),
        ("a,regions,x,y\nb,regions,y,z\nc,regions,z,x\nd,regions,w,x\n", 2, "x → y → z → x"),
    ],
)
def test_redirects_in_a_ring_are_one_finding_at_the_first_of_them(tmp_path: Path, rows: str, line: int, chain: str) -> None:
    root = redirects(tmp_path, rows)
    assert found(root) == [("redirect-loop", "data/redirects.csv", line, 11)]
    assert findings(root)[0].details["chain"] == chain


def test_two_rings_are_two_findings(tmp_path: Path) -> None:
    assert [code for code, *_ in found(redirects(tmp_path, "a,regions,x,x\nb,regions,y,y\n"))] == ["redirect-loop", "redirect-loop"]


def test_a_ring_through_a_record_is_the_retired_id_of_that_record(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,regions,pusan,busan\nb,regions,busan,pusan\n")
    assert found(root) == [("retired-id", "data/regions.csv", 2, 1)]


def test_a_redirect_to_no_record_is_found_at_its_new_id_and_offers_the_nearest(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,regions,pusan,busn\n")
    assert found(root) == [("redirect-to-nothing", "data/redirects.csv", 2, 17)]
    assert findings(root)[0].details == {"target": "regions", "nearest": "busan"}


def test_a_redirect_to_a_record_in_capitals_says_so(tmp_path: Path) -> None:
    assert found(redirects(tmp_path, "a,regions,pusan,Busan\n")) == [("id-differs-by-case", "data/redirects.csv", 2, 17)]


def test_a_link_to_an_id_that_changed_offers_what_it_became(tmp_path: Path) -> None:
    tables: dict[str, tuple[str, str | bytes]] = {"regions": (REGIONS, "id,successor_id\nbusan,\ndaegu,\n")}
    tables["places"] = (PLACES, "id,region_id,name,number\na,fukuyama,x,1\nb,taegu,x,1\n")
    rows = "a,regions,fukuyama,pusan\nb,regions,pusan,busan\nc,regions,taegu,\n"
    tables["redirects"] = (REDIRECTS, f"id,table_name,old_id,new_id\n{rows}")
    root = small_registry(tmp_path, tables)
    assert [(finding.code, finding.details["nearest"]) for finding in findings(root)] == [
        ("dangling-link", "busan"),
        ("dangling-link", "daegu"),
    ]


def test_a_redirect_of_an_unknown_table_is_one_finding_that_offers_the_nearest_name(tmp_path: Path) -> None:
    root = redirects(tmp_path, "a,region,busan,nowhere\n")
    assert found(root) == [("dangling-table", "data/redirects.csv", 2, 3)]
    assert findings(root)[0].details["nearest"] == "regions"


def test_a_redirect_that_lacks_its_table_or_its_old_id_has_an_empty_key_and_no_more(tmp_path: Path) -> None:
    assert found(redirects(tmp_path, "a,,pusan,busan\nb,regions,,busan\n")) == [
        ("empty-key", "data/redirects.csv", 2, 3),
        ("empty-key", "data/redirects.csv", 3, 11),
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
