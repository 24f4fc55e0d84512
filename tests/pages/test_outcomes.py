from __future__ import annotations

import pytest

from generator.pages import outcomes, regions, zones
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

TABLES: dict[str, list[Cells]] = {
    "zones": [row("a", short_name_ko="가", short_name_en="A")],
    "regions": [row("busan", name_en="Busan City", short_name_en="Busan"), row("ulsan", short_name_en="Ulsan")],
    "indicators": [
        row("jobs", name_ko="고용", name_en="Jobs", unit="people", kind="stock", definition_en="People hired.", source_id="scope"),
        row("money", name_ko="투자", name_en="Investment", unit="KRW", definition_en="Money promised."),
        row("none", name_ko="특허", name_en="Patents", unit="patents"),
    ],
    "observations": [
        row("jobs-a", indicator_id="jobs", scope="zone", zone_id="a", value="12", as_of="2024-05", basis="made", source_id="news"),
        row("jobs-busan", indicator_id="jobs", scope="region", value="30", as_of="2023", qualifier="at_least"),
        row("jobs-9", indicator_id="jobs", scope="round", round="9", value="5", as_of="2024", basis="planned"),
        row("jobs-1", indicator_id="jobs", scope="round", round="1", round_to="4", value="40", as_of="2022"),
        row("jobs-all", indicator_id="jobs", scope="scheme", value="3750", as_of="2024-06-30", qualifier="about", counts_kind="all"),
        row("jobs-old", indicator_id="jobs", scope="scheme", value="1000", as_of="2022", from_on="2019-07", note_en="Since the start."),
        row("money-all", indicator_id="money", scope="scheme", value="1200000000000", as_of="2024", basis="agreed"),
    ],
    "observation_regions": [
        row("1", observation_id="jobs-busan", region_id="busan"),
        row("2", observation_id="jobs-busan", region_id="ulsan"),
    ],
    "names": [row("n", table_name="indicators", record_id="jobs", name_ko="일자리", name_en="Employment", kind="alias")],
    "doubts": [
        row("d1", table_name="indicators", record_id="jobs", field="*", note_en="Doubt 1!"),
        row("d2", table_name="observations", record_id="jobs-all", field="value", note_en="Doubt 2!"),
    ],
    "conflicts": [row("c", table_name="observations", record_id="jobs-a", field="value", other_value="14", note_en="Other!")],
    "sources": [row("source"), row("news", publisher="Daily"), row("scope", publisher="Law centre")],
}


def page(tables: Tables = TABLES, language: str = "en") -> Body:
    return Body(rendered(outcomes.pages, tables, language)["outcomes/"].body)


def test_every_indicator_and_every_value_has_an_anchor_and_no_anchor_stands_twice() -> None:
    ids = page().ids
    assert {"jobs", "money", "none", *(observation["id"] for observation in TABLES["observations"])} <= set(ids)
    assert len(ids) == len(set(ids))
    assert page().link("Investment") == "#money"


def test_values_stand_by_their_scope_the_widest_first_and_by_their_day() -> None:
    shown = [id for id in page().ids if id.startswith("jobs-")]
    assert shown == ["jobs-old", "jobs-all", "jobs-1", "jobs-9", "jobs-busan", "jobs-a"]


def test_a_value_stands_with_its_scope_unit_basis_day_note_and_source() -> None:
    text = page().text
    for words in (
        "3 indicators of size and results, with 7 values",
        "People hired.",
        "Whole scheme (All zones) about 3,750 people",
        "July 2019 to 2022 Since the start.",
        "30 June 2024",
        "Rounds 1 to 4 40 people",
        "Round 9 5 people",
        "Planned 2024",
        "Busan, Ulsan 30 people or more",
        "A 12 people",
        "KRW 1.2 trillion",
        "Employment (Other name)",
        "Doubt 1!",
        "Doubt 2!",
        "14",
        "Other!",
        "Daily",
        "Law centre",
    ):
        assert words in text
    assert page().unmarked == []


def test_the_korean_page_says_units_and_qualifiers_in_korean() -> None:
    text = page(language="ko").text
    for words in ("약 3,750명", "30명 이상", "1~4차", "9차", "1조 2,000억 원", "2024년 6월 30일"):
        assert words in text


def test_a_value_of_a_zone_or_region_stands_on_its_page_too() -> None:
    zone = Body(rendered(zones.pages, TABLES)["zones/a/"].body)
    assert "Jobs 12 people" in zone.after("Announced figures")
    assert zone.link("Jobs") == "../../outcomes/#jobs"
    assert "jobs-all" not in zone.ids
    for id in ("busan", "ulsan"):
        region = Body(rendered(regions.pages, TABLES)[f"regions/{id}/"].body)
        assert "Jobs Busan, Ulsan 30 people or more" in region.after("Announced figures")
        assert "jobs-a" not in region.ids


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_registry_without_indicators_has_the_page(language: str) -> None:
    assert page({}, language).ids == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_text_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    texts = {"name_ko": evil, "name_en": evil, "definition_ko": evil, "definition_en": evil, "unit": evil}
    values = [row("v", indicator_id="i", value="1", note_ko=evil, note_en=evil)]
    made = rendered(outcomes.pages, {"indicators": [row("i", **texts)], "observations": values}, language)["outcomes/"]
    assert "<b>" not in made.body
    # In the list, the heading, the definition, the caption, after the value, and as its note.
    assert Body(made.body).text.count(evil) == 6
