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
    # In the list of indicators, the newest values (twice), the heading, the definition, the caption, after the value, and as its note.
    assert Body(made.body).text.count(evil) == 8


# Series of the whole scheme


def series(*values: Cells, **indicator: str) -> Tables:
    shared = {"indicator_id": "jobs", "scope": "scheme", "basis": "counted", "counts_kind": "all"}
    return {
        "indicators": [row("jobs", **{"name_en": "Jobs", "name_ko": "고용", "unit": "people", "kind": "stock", **indicator})],
        "observations": [{**shared, **value} for value in values],
    }


FIVE = [row(f"v{year}", as_of=str(year), value=str(year - 2000)) for year in range(2020, 2025)]


def test_an_indicator_with_five_values_of_the_whole_scheme_is_drawn_and_each_point_leads_to_its_row() -> None:
    shown = page(series(*FIVE, row("zone", scope="round", round="1", as_of="2025")))
    assert "series-jobs-title" in shown.ids
    assert [href for href, _ in shown.links if href.startswith("#v")][:5] == [f"#v{year}" for year in range(2020, 2025)]
    assert {f"v{year}" for year in range(2020, 2025)} <= set(shown.ids)
    assert "Jobs (people)" in shown.text


def test_four_values_are_a_table_alone() -> None:
    shown = page(series(*FIVE[:4], row("round", scope="round", round="1", as_of="2025")))
    assert "series-jobs-title" not in shown.ids
    assert "Indicators with several values" not in shown.text


def test_the_lead_names_the_newest_values_of_what_is_drawn() -> None:
    made = rendered(outcomes.pages, series(*FIVE, row("later", as_of="2024-11", value="3000", qualifier="about")))["outcomes/"]
    assert made.description.startswith("The newest values announced for the whole scheme: Jobs: 24 people (2024).")
    korean = Body(rendered(outcomes.pages, series(*FIVE), "ko")["outcomes/"].body).text
    assert "가장 최근에 발표된 값은 고용 24명(2024년)입니다" in korean


def test_the_picture_says_how_many_values_are_joined_and_says_so_where_none_is() -> None:
    joined = page(series(*FIVE)).text
    assert "joined by a line: 4" in joined
    assert "No line" not in joined
    apart = page(series(*({**value, "counts_kind": ""} for value in FIVE))).text
    assert "joined by a line: 0" in apart
    assert "No line" in apart


def test_the_legend_names_only_what_the_pictures_hold() -> None:
    plain = page(series(*FIVE)).text
    assert "Hollow" not in plain
    assert "or more" not in plain
    told = page(series(*FIVE, row("p", as_of="2019", basis="planned", qualifier="at_least", counts_kind=""))).text
    assert "Hollow" in told
    assert "or more" in told
    assert "zones counted not stated" in told


def test_the_newest_value_of_an_indicator_leads_to_its_row_and_names_basis_day_and_source() -> None:
    text = page().after("Newest values of the whole scheme")
    assert "Jobs (All zones) about 3,750 people in doubt" in text
    assert "Investment KRW 1.2 trillion Agreed 2024" in text
    assert "Jobs (All zones) 1,000" not in text
    assert page().link("about 3,750 people") == "#jobs-all"


def test_many_values_are_folded_and_few_stand_open() -> None:
    body = rendered(outcomes.pages, TABLES, "en")["outcomes/"].body
    folded, _, rest = body.partition("</details>")[2].partition("</details>")
    assert "Jobs: 6 values" in folded
    assert 'id="jobs-all"' in folded
    assert 'id="money-all"' in rest
    assert "The registry has no value of this indicator." in rest


def test_values_of_zones_lead_to_the_zone_and_to_their_row() -> None:
    shown = page()
    assert "1 values of 1 zones" in shown.text
    assert "A Jobs 12 people Made May 2024 Daily" in shown.after("Values by zone")
    assert "zones/a" in shown.records
    assert shown.link("12 people") == "#jobs-a"


def test_indicators_stand_in_groups_by_their_unit_and_a_new_unit_in_the_last_one() -> None:
    tables = {**TABLES, "indicators": [*TABLES["indicators"], row("new", name_en="Ships", unit="ships")]}
    ids = page(tables).ids
    assert [id for id in ids if id.startswith("group-") or id in ("jobs", "money", "none", "new")] == [
        "group-people",
        "jobs",
        "group-money",
        "money",
        "group-other",
        "none",
        "new",
    ]


@pytest.mark.parametrize(
    ("value", "money", "language", "expected"),
    [
        (15_865_100_000_000, True, "ko", "15.87조"),
        (106_900_000_000, True, "ko", "1,069억"),
        (106_900_000_000, True, "en", "106.9 bn"),
        (9_000, True, "ko", "9,000"),
        (3_750, False, "ko", "3,750"),
    ],
)
def test_values_at_points_are_short(value: float, money: bool, language: str, expected: str) -> None:
    assert outcomes.in_short(value, money, language, at_point=True) == expected
