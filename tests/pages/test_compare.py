from __future__ import annotations

import json
from typing import Any

import pytest

from generator import package
from generator.pages import compare, explorer_files, zones
from generator.pages.edition import Edition
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, edition_of, rendered, row

TABLES: dict[str, list[Cells]] = {
    "regions": [row("busan", short_name_en="Busan"), row("seoul", short_name_en="Seoul")],
    "sectors": [row("sector", name_en="Ships")],
    "zones": [
        row(
            "a",
            short_name_en="A",
            round="3",
            decided_on="2024-04-30",
            designated_on="2024-05",
            operator_count="12",
            budget_krw="15865100000",
            area_km2="1.5",
        ),
        row("b", short_name_en="B", ended_on="2025-01-01", designated_on="", operator_count="", budget_krw="", area_km2=""),
    ],
    "zone_regions": [row("1", zone_id="a", region_id="busan")],
    "periods": [row("p", zone_id="a", kind="designation", starts_on="2024-05", ends_on="2028-12")],
    "projects": [row("one", zone_id="a", title_en="Ships")],
    "exemptions": [row("x", project_id="one", outcome="law_improved"), row("y", project_id="one", outcome="law_improved")],
    "laws": [row("act", name_en="Ships Act")],
    "exemption_laws": [row("l", exemption_id="x", law_id="act")],
    "programs": [row("office", name_en="Office")],
    "program_zones": [row("o", program_id="office", zone_id="a")],
    "redirects": [
        row("old", table_name="zones", old_id="old-a", new_id="a"),
        row("gone", table_name="zones", old_id="gone", new_id=""),
        row("other", table_name="projects", old_id="old-one", new_id="one"),
    ],
}


def data(tables: Tables = TABLES, language: str = "en") -> dict[str, Any]:
    name, content = compare.compare_file(edition_of(tables, language))
    assert name == "compare.json"
    found: dict[str, Any] = json.loads(content)
    return found


def facts(id: str, tables: Tables = TABLES, language: str = "en") -> dict[str, Any]:
    found = data(tables, language)
    zone = next(zone for zone in found["zones"] if zone["id"] == id)
    assert len(zone["cells"]) == len(found["facts"])
    return {fact["title"]: cell for fact, cell in zip(found["facts"], zone["cells"], strict=True)}


def test_every_fact_of_a_zone_is_in_the_file() -> None:
    assert facts("a") == {
        "Status": [{"words": "Active", "chip": "zr-chip--active"}],
        "Until": [{"day": "2028-12"}],
        "Region": [{"words": "Busan", "to": "regions/busan/"}],
        "Sector": [{"words": "Ships", "to": "sectors/sector/"}],
        "Kind": [{"words": "Regulation-free special zone"}],
        "Round": [{"words": "Round 3"}],
        "Decision": [{"day": "2024-04-30"}],
        "Designated": [{"day": "2024-05"}],
        "Operators": [{"words": "12"}],
        "Budget": [{"words": "KRW 15.87 billion", "exact": "KRW 15,865,100,000"}],
        "Area": [{"words": "1.5 km²"}],
        "Projects": [{"words": "Ships", "to": "projects/one/"}],
        "Exemptions": [{"words": "2 in our sources"}, {"words": "Law improved", "chip": "zr-stage--law_improved", "number": 2}],
        "Laws that stood in the way": [{"words": "Ships Act", "to": "laws/act/"}],
        "Programs": [{"words": "Office", "to": "programs/office/"}],
        "Newest source": [],
    }


def test_what_is_not_known_of_a_zone_is_empty_and_has_words() -> None:
    found = facts("b")
    for title in (
        "Region",
        "Designated",
        "Operators",
        "Budget",
        "Area",
        "Projects",
        "Exemptions",
        "Laws that stood in the way",
        "Programs",
    ):
        assert found[title] == []
    assert data()["words"]["unstated"] == "Not stated in our sources"
    assert next(fact for fact in data()["facts"] if fact["title"] == "Programs")["empty"] == "None in the registry"


def test_numbers_have_their_base_beside_them() -> None:
    notes = {fact["title"]: fact.get("note") for fact in data()["facts"]}
    assert notes["Operators"] == "number announced at designation or later"
    assert notes["Budget"] == "plan announced at designation"


def test_zones_are_offered_by_region_and_old_ids_lead_on() -> None:
    found = data()
    assert found["regions"] == [["busan", "Busan"]]
    assert [(zone["id"], zone["name"], zone["regions"], zone["sector"]) for zone in found["zones"]] == [
        ("a", "A", ["busan"], "sector"),
        ("b", "B", [], "sector"),
    ]
    assert found["moved"] == {"old-a": "a"}


def test_the_file_is_written_with_those_of_the_explorers() -> None:
    assert {"zones.json", "compare.json"} <= explorer_files(edition_of(TABLES)).keys()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_value_leads_to_an_anchor_that_every_real_zone_has(language: str) -> None:
    edition = Edition(package.load(REGISTRY), language, DAY)
    anchors = {fact["anchor"] for fact in json.loads(compare.compare_file(edition)[1])["facts"] if "anchor" in fact}
    assert {"periods", "projects"} <= anchors
    for page in zones.pages(edition):
        if page.record:
            assert anchors <= set(Body(page.body).ids), page.path


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "나란히 보기에는 자바스크립트가 필요합니다."), ("en", "Comparing needs JavaScript.")]
)
def test_without_scripts_the_page_says_so_and_leads_to_the_zones(language: str, words: str) -> None:
    made = rendered(compare.pages, {}, language)["compare/"].body
    found = Body(made)
    assert words in Body(made.partition("<noscript>")[2].partition("</noscript>")[0]).text
    assert {"../zones/", "../timeline/"} <= {href for href, _ in found.links}
