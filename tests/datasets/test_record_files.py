from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from generator import derive, package
from generator.datasets import record_files
from generator.graph import Graph
from generator.package import Package
from tests.conftest import DAY
from tests.records import REGISTRY, Cells, Tables, package_of, row

SHIPS: dict[str, list[Cells]] = {
    "zones": [row("a", name_en="Ships", sector_id="sector", area_km2="21.76", operator_count="7", designated_on="2024-08-26")],
    "regions": [row("busan", name_en="Busan")],
    "zone_regions": [row("a-busan", zone_id="a", region_id="busan")],
    "projects": [row("p", zone_id="a", title_en="Tanks"), row("q", zone_id="a", title_en="Hulls")],
    "periods": [row("a-1", zone_id="a", kind="designation", starts_on="2024-08-26", ends_on="2028-08-25")],
    "exemptions": [row("p-1", project_id="p", kind="temporary_permit")],
    "organisations": [row("o", name_ko="조선소", name_en="")],
    "participations": [row("a-o", zone_id="a", organisation_id="o")],
    "sources": [
        row("source", publisher="Daily", title="The news", language="en", published_on="2024-08-27", url="https://daily.example/1"),
        row("gazette", publisher="관보", title="고시", language="ko", published_on="2024-09", kind="ministry"),
    ],
    "citations": [
        row("1", table_name="zones", record_id="a", field="area_km2", source_id="gazette"),
        row("2", table_name="zones", record_id="a", field="*", source_id="gazette"),
    ],
    "conflicts": [row("3", table_name="zones", record_id="a", field="operator_count", other_value="8", other_source_id="gazette")],
    "doubts": [row("4", table_name="zones", record_id="a", field="area_km2", note_ko="의심", note_en="Doubt", resolved_on="2026-01-02")],
    "names": [row("5", table_name="zones", record_id="a", name_ko="배", name_en="Boats")],
}


def files_of(tables: Tables, day: date = DAY) -> dict[str, bytes]:
    return dict(record_files.files(package_of(tables), day))


def told(path: str, tables: Tables = SHIPS, day: date = DAY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files_of(tables, day)[f"api/v1/{path}.json"])
    return found


def test_a_record_is_told_with_its_cells_as_their_types() -> None:
    zone = told("zones/a")
    assert (zone["table"], zone["id"], zone["record"]["id"]) == ("zones", "a", "a")
    cells = {key: zone["record"][key] for key in ("area_km2", "operator_count", "designated_on", "budget_krw", "checked_on")}
    assert cells == {"area_km2": 21.76, "operator_count": 7, "designated_on": "2024-08-26", "budget_krw": None, "checked_on": "2020-01-02"}


def test_every_link_is_resolved_one_step_and_an_empty_one_is_null() -> None:
    zone = told("zones/a")
    assert zone["links"]["sector"] == {"table": "sectors", "id": "sector", "name": {"ko": "sector의 이름", "en": "name of sector"}}
    assert zone["links"]["source"]["name"] == {"ko": None, "en": "The news"}
    assert told("organisations/o")["links"] == {"region": None, "source": zone["links"]["source"]}


def test_what_links_to_a_record_is_listed_under_the_word_for_the_way_back() -> None:
    linked = told("zones/a")["linked_from"]
    assert linked["regions"] == [{"table": "regions", "id": "busan", "name": {"ko": "busan의 이름", "en": "Busan"}}]
    assert [(each["id"], each["name"]["en"]) for each in linked["projects"]] == [("p", "Tanks"), ("q", "Hulls")]
    assert linked["participations"] == [{"table": "participations", "id": "a-o", "name": {"ko": None, "en": None}}]
    assert linked["names"] == [{"table": "names", "id": "5", "name": {"ko": "배", "en": "Boats"}}]
    assert linked["programs"] == []
    assert linked.keys().isdisjoint({"citations", "conflicts", "doubts"})
    assert told("organisations/o")["record"]["name_en"] is None


def test_sources_name_the_column_that_they_tell_of() -> None:
    zone = told("zones/a")
    daily = {"id": "source", "publisher": "Daily", "title": "The news", "url": "https://daily.example/1", "published_on": "2024-08-27"}
    assert zone["sources"][0].items() >= {"field": "*", **daily}.items()
    assert [(source["field"], source["id"]) for source in zone["sources"]] == [("*", "source"), ("area_km2", "gazette"), ("*", "gazette")]
    (conflict,), (doubt,) = zone["conflicts"], zone["doubts"]
    assert (conflict["other_value"], conflict["sources"][0]["publisher"]) == ("8", "관보")
    assert (doubt["note_en"], doubt["resolved_on"], doubt["sources"]) == ("Doubt", "2026-01-02", [])


def test_statuses_hold_for_the_day_and_say_so() -> None:
    assert told("zones/a")["computed"] == {
        "as_of": DAY.isoformat(),
        "status": "active",
        "until": "2028-08-25",
        "newest_source": "2024-09",
    }
    later = date(2028, 8, 26)
    assert told("zones/a", day=later)["computed"].items() >= {"as_of": "2028-08-26", "status": "unconfirmed", "until": None}.items()
    assert told("exemptions/p-1")["computed"] == {"as_of": DAY.isoformat(), "stage": "temporary_permit"}
    assert told("regions/busan")["computed"] == {"as_of": DAY.isoformat()}


def test_a_program_says_whether_its_calls_are_past() -> None:
    tables = {
        "programs": [row("fund", zone_kind="both"), row("law", zone_kind="both", standing="true")],
        "calls": [row("1", program_id="fund", kind="call", announced_on="2024")],
    }
    assert told("programs/fund", tables)["computed"].items() >= {"status": "undated", "is_past": True}.items()
    assert told("programs/law", tables)["computed"].items() >= {"status": "standing", "is_past": False}.items()


def test_a_record_leads_to_its_page_in_both_editions_and_names_licence_and_version() -> None:
    assert told("zones/a")["page"] == {"ko": "zones/a/", "en": "en/zones/a/"}
    assert told("exemptions/p-1")["page"]["en"] == "en/exemptions/#p-1"
    assert told("terms/t", {"terms": [row("t")]})["page"]["ko"] == "glossary/#t"
    spec = package_of(SHIPS).descriptor.spec
    assert (told("zones/a")["licence"], told("zones/a")["version"]) == ("CC-BY-4.0", spec["version"])


def test_the_csv_file_is_the_header_of_the_table_and_the_row() -> None:
    tables = {"terms": [row("t", term_ko='"특구", 곧', term_en="zone\nline"), row("u")]}
    data = files_of(tables)["api/v1/terms/t.csv"].decode("utf-8")
    (read,) = csv.DictReader(io.StringIO(data))
    table = package_of(tables).tables["terms"]
    assert read == dict(zip(table.header, table.rows[0].record.cells, strict=True))
    assert (read["term_ko"], read["term_en"]) == ('"특구", 곧', "zone\nline")
    assert data.endswith("\n")
    assert "\r" not in data
    assert not data.startswith("\ufeff")


# The real registry


@pytest.fixture(scope="module")
def loaded() -> Package:
    return package.load(REGISTRY)


@pytest.fixture(scope="module")
def files(loaded: Package) -> dict[str, bytes]:
    return dict(record_files.files(loaded, DAY))


@pytest.fixture(scope="module")
def real(files: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """What the JSON files tell, by table."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for path, data in files.items():
        if path.endswith(".json"):
            tables.setdefault(path.split("/")[2], []).append(json.loads(data))
    return tables


def test_every_record_of_these_tables_has_both_files(loaded: Package, files: dict[str, bytes]) -> None:
    wanted = {f"api/v1/{table}/{each.id}.{end}" for table in record_files.TABLES for each in loaded.rows(table) for end in ("json", "csv")}
    assert files.keys() == wanted
    assert len(wanted) > 1_900


def kind(value: Any) -> str:
    return {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}[type(value)]


def places(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every place in a file with the type that stands there; all entries of a list share one."""
    if isinstance(value, dict):
        yield place, f"object of {', '.join(value)}"
        for key, inner in value.items():
            yield from places(inner, f"{place}.{key}")
    elif isinstance(value, list):
        yield place, "list"
        for inner in value:
            yield from places(inner, f"{place}[]")
    else:
        yield place, kind(value)


def test_all_files_of_a_table_have_the_same_keys_in_the_same_order_and_the_same_types(real: dict[str, list[dict[str, Any]]]) -> None:
    for table, records in real.items():
        types: dict[str, set[str]] = {}
        for record in records:
            for place, type_ in places(record):
                types.setdefault(place, set()).add(type_)
        for place, found in types.items():
            # What is not known is null; nothing else changes.
            assert len(found - {"null"}) <= 1, f"{table}{place}: {found}"


def test_every_value_is_the_one_of_the_table(loaded: Package, real: dict[str, list[dict[str, Any]]]) -> None:
    for table, records in real.items():
        for record, given in zip(records, loaded.rows(table), strict=True):
            for field in loaded.descriptor.tables[table].fields:
                value, cell = record["record"][field.name], given.text(field.name)
                assert (value is None) == (cell == "")
                if cell:
                    same = {"boolean": lambda cell: cell == "true", "integer": int, "number": float}.get(field.type, str)
                    assert value == same(cell)


def test_every_link_leads_to_a_record_and_every_way_back_returns(loaded: Package, real: dict[str, list[dict[str, Any]]]) -> None:
    ids = {table.name: table.row_by_id.keys() for table in loaded}
    for table, records in real.items():
        keys = loaded.descriptor.tables[table].foreign_keys
        for record in records:
            for key in keys:
                link, value = record["links"][key.link], record["record"][key.field]
                assert (link["table"], link["id"]) == (key.table, value) if value else link is None
            for others in record["linked_from"].values():
                assert all(other["id"] in ids[other["table"]] for other in others)
                assert len({(other["table"], other["id"]) for other in others}) == len(others)
    zones = {zone["id"]: zone for zone in real["zones"]}
    for project in real["projects"]:
        assert project["id"] in [each["id"] for each in zones[project["record"]["zone_id"]]["linked_from"]["projects"]]


def test_the_statuses_of_the_files_are_those_of_the_pages(loaded: Package, real: dict[str, list[dict[str, Any]]]) -> None:
    graph = Graph(loaded, "en")
    for zone in real["zones"]:
        record = graph.find("zones", zone["id"])
        assert record is not None
        assert zone["computed"]["status"] == derive.zone_status(record, DAY).status


def test_the_same_registry_and_day_give_the_same_bytes(loaded: Package, files: dict[str, bytes]) -> None:
    assert list(record_files.files(package.load(REGISTRY), DAY)) == list(files.items())


def test_a_registry_without_some_of_the_tables_has_files_for_the_others(loaded: Package) -> None:
    few = Package(loaded.descriptor, {"terms": loaded.tables["terms"], "sources": loaded.tables["sources"]})
    assert {path.split("/")[2] for path, _ in record_files.files(few, DAY)} == {"terms"}
