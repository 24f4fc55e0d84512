"""What the file of an explorer holds, and how its list is cut into pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator import derive, package
from generator.pages import EXPLORERS, exemptions, explorer_files, programs, zones
from generator.pages.addresses import ROWS_A_PAGE
from generator.pages.edition import Edition
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, edition_of, rendered, row

ZONES: dict[str, list[Cells]] = {
    "zones": [
        row("b", name_ko="나 특구", name_en="Zone B", short_name_ko="나", short_name_en="B", decided_on="2020-05", round="2"),
        row("a", short_name_ko="가", short_name_en="A", ended_on="2025-05-20", sector_id="energy", kind="global_innovation"),
    ],
    "sectors": [row("sector", name_ko="기타", name_en="Other"), row("energy", name_ko="에너지", name_en="Energy")],
    "regions": [
        row("gwangju", short_name_en="Gwangju", successor_id="union", valid_to="2026-06-30"),
        row("union", short_name_en="Union", valid_from="2026-07-01"),
    ],
    "zone_regions": [row("1", zone_id="a", region_id="gwangju"), row("2", zone_id="b", region_id="union")],
    "projects": [row("p", zone_id="a"), row("q", zone_id="a")],
    "exemptions": [
        row("p-1", project_id="p", kind="temporary_permit"),
        row("q-1", project_id="q", kind="temporary_permit"),
        row("q-2", project_id="q", kind="menu_special_case"),
    ],
    "names": [row("n", table_name="zones", record_id="b", name_ko="옛 나", name_en="Old B", kind="former")],
}


def file(table: str, tables: Tables, language: str = "en") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(explorer_files(edition_of(tables, language))[f"{table}.json"])
    return data


def column(data: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(column for column in data["columns"] if column["key"] == key)
    return found


def told(data: dict[str, Any], key: str) -> dict[str, list[str]]:
    """Ids of the values of a column by row."""
    made = column(data, key)
    cells = [cell if isinstance(cell, list) else [cell] for cell in made["cells"]]
    return {row: [made["values"][place][0] for place in cell] for row, cell in zip(data["rows"]["id"], cells, strict=True)}


def test_there_is_a_file_for_each_of_the_four_lists() -> None:
    files = dict(explorer(edition_of({})).file() for explorer in EXPLORERS)
    assert files.keys() == {"zones.json", "exemptions.json", "programs.json", "agenda_items.json"}
    assert files.items() <= explorer_files(edition_of({})).items()


def test_a_file_holds_rows_in_the_order_of_the_list_with_all_their_names() -> None:
    data = file("zones", ZONES)
    assert (data["table"], data["language"], data["day"]) == ("zones", "en", DAY.isoformat())
    assert data["rows"]["id"] == ["a", "b"]
    assert data["rows"]["name"] == ["A", "B"]
    assert data["rows"]["also"][1] == "나 특구 / Zone B / 나 / 옛 나 / Old B"
    assert file("zones", ZONES, "ko")["rows"]["name"] == ["가", "나"]


def test_the_values_of_a_zone_are_those_that_its_page_tells() -> None:
    data = file("zones", ZONES)
    assert told(data, "status") == {"a": ["ended"], "b": ["unconfirmed"]}
    assert told(data, "sector") == {"a": ["energy"], "b": ["sector"]}
    assert told(data, "kind") == {"a": ["global_innovation"], "b": ["regulation_free"]}
    assert told(data, "round") == {"a": ["1"], "b": ["2"]}
    assert told(data, "exemption") == {"a": ["temporary_permit", "menu_special_case"], "b": []}
    assert column(data, "until")["cells"] == ["2025-05-20", None]
    assert column(data, "decided")["cells"] == ["2020-01-02", "2020-05"]


def test_a_facet_in_which_rows_have_no_value_ends_with_one_for_them() -> None:
    data = file("zones", ZONES)
    assert column(data, "exemption")["values"][-1] == ["-", "not stated"]
    assert "-" not in [value[0] for value in column(data, "sector")["values"]]


def test_a_region_that_merged_lies_within_its_successor() -> None:
    values = column(file("zones", ZONES), "region")["values"]
    (gwangju,) = [value for value in values if value[0] == "gwangju"]
    assert values[gwangju[3]][0] == "union"
    assert gwangju[2].split(" / ")[0] == "gwangju의 이름"
    assert told(file("zones", ZONES), "region") == {"a": ["gwangju"], "b": ["union"]}


def test_values_stand_in_the_order_of_their_schema_and_rounds_by_number() -> None:
    rounds = [row(str(number), round=str(number)) for number in (10, 9, 1)]
    assert [value[0] for value in column(file("zones", {"zones": rounds}), "round")["values"]] == ["1", "9", "10"]
    assert [value[0] for value in column(file("zones", ZONES), "status")["values"]] == ["unconfirmed", "ended"]


LAWS: dict[str, list[Cells]] = ZONES | {
    "organisations": [row("ministry", name_en="Ministry"), row("bank", name_en="Bank")],
    "laws": [row("act", name_ko="법", name_en="", ministry_id="ministry"), row("rule", name_ko="규칙", name_en="Rule", parent_id="act")],
    "exemption_laws": [row("1", exemption_id="p-1", law_id="rule", article="제3조"), row("2", exemption_id="p-1", law_id="act")],
    "events": [row("e", zone_id="a", happened_on="2025-01-01", kind="ended")],
    "event_exemptions": [row("x", event_id="e", exemption_id="q-2")],
}


def test_an_exemption_has_its_zone_laws_ministry_and_what_became_of_it() -> None:
    tables = LAWS | {
        "exemptions": [
            row("p-1", project_id="p", barrier_ko="막음", barrier_en="Stopped.", outcome="law_improved", outcome_on="2024-11"),
            *ZONES["exemptions"][1:],
        ]
    }
    data = file("exemptions", tables)
    assert told(data, "stage") == {"p-1": ["law_improved"], "q-1": ["temporary_permit"], "q-2": ["ended"]}
    assert told(data, "outcome") == {"p-1": ["law_improved"], "q-1": [], "q-2": []}
    assert told(data, "law") == {"p-1": ["rule", "act"], "q-1": [], "q-2": []}
    assert told(data, "ministry")["p-1"] == ["ministry"]
    assert {tuple(values) for values in told(data, "region").values()} == {("gwangju",)}
    assert {tuple(values) for values in told(data, "year").values()} == {("2020",)}
    assert column(data, "articles")["cells"] == ["Rule 제3조; 법", None, None]
    assert column(data, "barrier")["cells"][0] == "Stopped."
    assert "막음" in data["rows"]["also"][0]
    assert data["rows"]["target"] == ["projects/p", "projects/q", "projects/q"]


def test_a_rule_lies_within_its_act() -> None:
    values = column(file("exemptions", LAWS), "law")["values"]
    (rule,) = [value for value in values if value[0] == "rule"]
    assert values[rule[3]][0] == "act"


def program(id: str, **cells: str) -> Cells:
    return row(id, **({"zone_kind": "regulation_free"} | cells))


PROGRAMS: dict[str, list[Cells]] = {
    "programs": [
        program("closed"),
        program("standing", standing="true"),
        program("none"),
        program("soon", zone_kind="both"),
        program("later"),
    ],
    "calls": [
        row("1", program_id="closed", kind="call", closes_on="2025-01-31"),
        row("2", program_id="soon", kind="call", closes_on="2026-12-01"),
        row("3", program_id="later", kind="call", closes_on="2027-03-01"),
    ],
    "call_audiences": [row("1", call_id="2", audience="company"), row("2", call_id="3", audience="research")],
    "organisations": [row("bank", name_en="Bank")],
    "program_providers": [row("1", program_id="soon", organisation_id="bank")],
}


def test_programs_that_one_can_apply_for_come_first() -> None:
    data = file("programs", PROGRAMS)
    assert data["rows"]["id"] == ["soon", "later", "standing", "closed", "none"]
    assert column(data, "closes")["cells"] == ["2026-12-01", "2027-03-01", None, "2025-01-31", None]
    assert column(data, "name")["type"] == "ranks"


def test_a_program_that_closes_soon_is_among_the_open_ones() -> None:
    status = column(file("programs", PROGRAMS), "status")
    (soon,) = [value for value in status["values"] if value[0] == "closing_soon"]
    assert status["values"][soon[3]][0] == "open"


def test_a_program_for_both_kinds_of_zones_has_both() -> None:
    data = file("programs", PROGRAMS)
    assert told(data, "zone_kind")["soon"] == ["regulation_free", "global_innovation"]
    assert told(data, "audience") == {"soon": ["company"], "later": ["research"], "standing": [], "closed": [], "none": []}
    assert told(data, "provider")["soon"] == ["bank"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_real_files_have_a_cell_for_every_row_and_a_value_for_every_number(language: str) -> None:
    edition = Edition(package.load(REGISTRY), language, DAY)
    for name, content in (explorer(edition).file() for explorer in EXPLORERS):
        data = json.loads(content)
        table = name.removesuffix(".json")
        size = len(derive.what_was_said(edition.graph) if table == "agenda_items" else edition.graph.records(table))
        assert len(data["rows"]["id"]) == len(set(data["rows"]["id"])) == size
        for made in data["columns"]:
            assert len(made["cells"]) == size
            numbers = (
                {place for cell in made["cells"] for place in (cell if isinstance(cell, list) else [cell])} if "values" in made else set()
            )
            assert numbers <= set(range(len(made.get("values", []))))
        assert {sort.get("column", "") for sort in data["sorts"]} - {""} <= {made["key"] for made in data["columns"]}
        # Small enough to come right after the page.
        assert len(content) < 150_000


# The list as HTML


def test_every_row_of_a_list_stands_on_one_of_its_pages() -> None:
    many = {"zones": [row(f"z{number:03}", short_name_en=f"Zone {number:03}") for number in range(2 * ROWS_A_PAGE + 1)]}
    pages = {path: page for path, page in rendered(zones.pages, many).items() if not page.record}
    assert list(pages) == ["zones/", "zones/page/2/", "zones/page/3/"]
    listed = [[record for record in Body(page.body).records if record.startswith("zones/")] for page in pages.values()]
    assert [len(records) for records in listed] == [ROWS_A_PAGE, ROWS_A_PAGE, 1]
    assert len(set().union(*listed)) == 2 * ROWS_A_PAGE + 1
    last = Body(pages["zones/page/3/"].body)
    assert pages["zones/page/3/"].title == "Zones, page 3 of 3"
    assert ("../../", "Zones") in last.links
    assert ("../2/", "2") in last.links
    assert last.link("Zone 400") == "../../z400/"


def test_only_the_first_page_of_a_list_is_an_explorer() -> None:
    many = {"programs": [row(f"p{number}") for number in range(ROWS_A_PAGE + 1)]}
    first, second = (page for page in rendered(programs.pages, many).values() if not page.record)
    assert 'data-file="../assets/explore/programs.json"' in first.body
    assert "assets/js/explorer/explorer.js" in first.body
    assert "explorer.js" not in second.body
    assert "zr-explorer-bar" not in second.body
    assert ("../../", "To filter the list, see its first page.") in Body(second.body).links


def test_every_exemption_of_a_long_list_has_its_anchor_where_links_lead() -> None:
    tables = {
        "zones": [row("z")],
        "projects": [row("p", zone_id="z")],
        "exemptions": [row(f"e{number:03}", project_id="p") for number in range(ROWS_A_PAGE + 1)],
    }
    first, second = (Body(page.body) for page in rendered(exemptions.pages, tables).values())
    assert second.ids[:2] == ["list", "e200"]
    assert ("#e200", "Link to this exemption") in second.links
    assert len(first.ids) == len(set(first.ids))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_value_is_escaped(language: str) -> None:
    evil = "<b>x</b> & \"'"
    tables = ZONES | {"sectors": [row("sector", name_ko=evil, name_en=evil), row("energy", name_ko=evil, name_en=evil)]}
    body = rendered(zones.pages, tables, language)["zones/"].body
    assert "<b>" not in body
    assert evil in Body(body).text
