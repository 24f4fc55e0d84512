from __future__ import annotations

import json
import re
from datetime import date

import pytest

from generator import package
from generator.pages import exemptions
from generator.pages.edition import Edition
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, descriptor, edition_of, rendered, row

EVERYTHING: dict[str, list[Cells]] = {
    "zones": [row("a", short_name_en="Busan Ships", sector_id="ships"), row("b", decided_on="2024", short_name_en="Daegu Robots")],
    "sectors": [row("sector"), row("ships", name_en="Shipbuilding")],
    "projects": [row("p", zone_id="a", title_ko="배", title_en="Ships"), row("q", zone_id="b", title_en="Robots")],
    "exemptions": [
        row(
            "p-1",
            project_id="p",
            kind="demonstration_special_case",
            barrier_ko="막음",
            barrier_en="No standard.",
            outcome="law_improved",
            outcome_on="2024-11-14",
            outcome_ko="고쳐짐",
            outcome_en="The act was amended.",
            source_id="gazette",
        ),
        row("q-1", project_id="q", kind="temporary_permit"),
    ],
    "laws": [row("ship-act", name_ko="선박법", name_en="")],
    "exemption_laws": [row("p-1-ship", exemption_id="p-1", law_id="ship-act", article="제3조", note_ko="정의", note_en="Definition")],
    "sources": [row("source", publisher="Daily"), row("gazette", publisher="관보", url="https://gazette.example/7", kind="gazette")],
    "doubts": [
        row("1", table_name="exemptions", record_id="p-1", field="kind", note_en="Doubt 1!"),
        row("2", table_name="exemption_laws", record_id="p-1-ship", field="*", note_en="Doubt 2!"),
    ],
    "conflicts": [row("3", table_name="exemptions", record_id="p-1", field="outcome_on", other_value="2025-05", note_en="Other 3!")],
}


def page(tables: Tables = EVERYTHING, language: str = "en", day: date = DAY) -> Body:
    return Body(rendered(exemptions.pages, tables, language, day)["exemptions/"].body)


def test_an_exemption_tells_its_zone_project_barrier_law_kind_and_outcome() -> None:
    body = page()
    label = descriptor().tables["exemptions"].field_by_name["kind"].labels["demonstration_special_case"]["en"]
    entry = body.after("Ships Busan Ships")
    for words in (
        "Shipbuilding",
        "No standard.",
        label,
        "선박법 제3조 (Definition)",
        "Law improved The act was amended. (14 November 2024)",
    ):
        assert words in entry
    assert body.records >= {"exemptions/p-1", "exemptions/q-1", "projects/p", "zones/a", "sectors/ships", "laws/ship-act"}
    assert body.link("Ships") == "../projects/p/"
    assert {"p-1", "q-1"} <= set(body.ids)
    assert body.unmarked == []


def test_what_no_source_states_of_an_exemption_is_said_so() -> None:
    entry = page().after("Robots Daegu Robots").partition("Ships Busan Ships")[0]
    assert "Law The law is not named in our sources." in entry
    assert "On a temporary permit" in entry


def test_the_page_begins_with_the_answer_and_says_what_an_exemption_is_and_its_day() -> None:
    text = page().text
    assert "Exemptions Of the 2 exemptions in our sources, the law was improved for 1. No source states an outcome for 0." in text
    assert "An exemption lets a zone do, for a limited time, what the law forbids or does not cover." in text
    assert "as of 23 November 2026" in text
    assert "규제특례 2건 가운데 관련 법령이 고쳐진 것은 1건입니다." in page(language="ko").text
    assert rendered(exemptions.pages, EVERYTHING)["exemptions/"].description.startswith("Of the 2 exemptions")


def test_facts_doubts_and_conflicts_carry_their_sources() -> None:
    body = page()
    for words in ("Doubt 1!", "Doubt 2!", "Other 3!"):
        assert body.text.count(words) == 1
    assert {href for href, _ in body.links if href.startswith("#source-")} == {"#source-1", "#source-2"}
    assert body.text.count("Daily") == 1
    assert body.text.count("관보") == 1


def test_an_outcome_that_is_ahead_of_the_day_is_not_yet_the_stage() -> None:
    assert "Outcome not stated The act was amended." in page(day=date(2024, 11, 13)).text


def test_exemptions_of_newer_zones_come_first_in_both_editions() -> None:
    for language in ("ko", "en"):
        assert [id for id in page(language=language).ids if id in ("p-1", "q-1")] == ["q-1", "p-1"]


def test_the_page_says_how_to_correct_what_it_tells() -> None:
    made = rendered(exemptions.pages, EVERYTHING)["exemptions/"]
    for row_id in ("p-1", "q-1", "p-1-ship"):
        assert row_id in made.correction


# What became of them


UNSTATED = {
    "zones": [row("a", short_name_en="Running"), row("b", short_name_en="Over")],
    "projects": [row("p", zone_id="a"), row("q", zone_id="b")],
    "periods": [
        row("1", zone_id="a", kind="designation", starts_on="2025-01-01", ends_on="2027-12-31"),
        row("2", zone_id="b", kind="designation", starts_on="2020-01-01", ends_on="2023-12-31"),
    ],
    "exemptions": [row(f"p-{number}", project_id="p", kind="demonstration_special_case") for number in (1, 2)]
    + [row("q-1", project_id="q", kind="demonstration_special_case"), row("q-2", project_id="q", kind="temporary_permit")],
}


def test_every_end_is_a_filter_that_says_its_count_with_its_base() -> None:
    body = page(UNSTATED)
    said = {href: " ".join(words.split()) for href, words in body.links if href.startswith("./?stage=")}
    # The list for narrow screens; the picture says the same.
    assert said == {
        "./?stage=temporary_permit#list": "On a temporary permit 1 of 4",
        "./?stage=not_stated_in_period#list": "Not stated, term not over 2 of 4",
        "./?stage=not_stated_after#list": "Not stated, term over or end unknown 1 of 4",
    }
    # Nothing without a stated outcome is an ending.
    assert "stage=ended" not in rendered(exemptions.pages, UNSTATED)["exemptions/"].body
    assert body.text.count("2 of 4") == 2


def test_the_table_of_ways_has_the_numbers_of_the_picture_and_their_sum() -> None:
    text = page(UNSTATED).after("computed from the registry as of 23 November 2026)")
    assert "Special case for demonstration not in our sources Not stated, term not over 2" in text
    assert "Special case for demonstration not in our sources Not stated, term over or end unknown 1" in text
    assert "Temporary permit received On a temporary permit 1" in text
    assert "Total 4" in text


def test_without_exemptions_there_is_neither_picture_nor_table_of_them() -> None:
    body = page({})
    assert not {"flow", "official", "matrix", "exemption-flow"} & set(body.ids)
    assert body.link("Find in the list") == "#list"


def test_both_groups_without_an_outcome_lie_within_the_wider_one() -> None:
    data = json.loads(exemptions.explorer(edition_of(UNSTATED, "en")).file()[1])
    stage = next(column for column in data["columns"] if column["key"] == "stage")
    ids = [value[0] for value in stage["values"]]
    assert ids == ["temporary_permit", "not_stated", "not_stated_in_period", "not_stated_after"]
    assert [value[3] if len(value) > 3 else None for value in stage["values"]] == [None, None, 1, 1]


# Official totals


OFFICIAL = EVERYTHING | {
    "indicators": [
        row("exemptions", name_en="Exemptions", unit="exemptions", definition_ko="수", definition_en="Those granted."),
        row("laws-revised", name_en="Laws revised", unit="laws", definition_ko="수", definition_en="Laws changed."),
        row("projects-ending", name_en="Projects ending", unit="projects", definition_ko="수", definition_en="Ending."),
        row("sales", name_en="Sales", unit="KRW"),
    ],
    "observations": [
        row("old", indicator_id="exemptions", scope="scheme", as_of="2022-04", value="149", basis="counted"),
        row(
            "new",
            indicator_id="exemptions",
            scope="scheme",
            as_of="2024-04",
            value="174",
            basis="counted",
            counts_kind="regulation_free",
            note_ko="34개",
            note_en="For 34 zones.",
            source_id="gazette",
        ),
        row("laws", indicator_id="laws-revised", scope="scheme", as_of="2025-11", value="55", basis="counted"),
        row("ending", indicator_id="projects-ending", scope="scheme", as_of="2025-11", value="14", basis="planned"),
        row("sold", indicator_id="sales", scope="scheme", as_of="2025-11", value="5", basis="made"),
    ],
}


def test_the_newest_official_value_stands_beside_ours_with_what_each_counts() -> None:
    body = page(OFFICIAL)
    text = body.after("What ours counts").partition("Our numbers are")[0]
    assert "149" not in text
    assert "Sales" not in text
    assert re.search(
        r"Exemptions 174 exemptions\d+ April 2024 Those granted\. .+ For 34 zones\. 2 exemptions Exemptions in the registry\.", text
    )
    assert re.search(r"Laws revised 55 laws\d+ November 2025 Laws changed\. 1 exemptions Not laws, but exemptions", text)
    assert re.search(r"Projects ending 14 projects.+ Planned\. Not counted\. Of 2 projects, only 0 have a term", text)
    assert "They cover all 2 zones" in body.text


# Laws against zones


MATRIX = {
    "zones": [row("a", short_name_en="Alpha"), row("b", short_name_en="Beta"), row("c", short_name_en="Gamma")],
    "projects": [row("p", zone_id="a"), row("q", zone_id="b"), row("r", zone_id="c")],
    "laws": [
        row("gas", name_ko="가스법", name_en="Gas Act"),
        row("gas-rule", name_ko="가스법 시행규칙", name_en="Gas Rule", parent_id="gas"),
        row("road", name_ko="도로법", name_en="Road Act"),
        row("idle", name_ko="쉬는 법", name_en="Idle Act"),
    ],
    "exemptions": [row(id, project_id=id[0]) for id in ("p-1", "p-2", "q-1", "r-1", "r-2")],
    "exemption_laws": [
        row("1", exemption_id="p-1", law_id="gas"),
        row("2", exemption_id="p-2", law_id="gas-rule"),
        row("3", exemption_id="q-1", law_id="gas-rule"),
        row("4", exemption_id="q-1", law_id="road"),
    ],
}


def test_families_of_several_zones_make_a_grid_and_those_of_one_zone_follow() -> None:
    body = rendered(exemptions.pages, MATRIX)["exemptions/"].body
    grid = Body(body.partition('<table class="zr-matrix">')[2].partition("</table>")[0])
    assert grid.text.endswith("Alpha Beta Gas Act 3 2 1")
    assert grid.link("3") == "./?law=gas#list"
    assert 'title="Gas Act, Alpha: 2"' in body
    listed = Body(body.partition('<div class="zr-matrix-list">')[2].partition("</div>")[0])
    assert "Gas Act 3 Alpha ×2 , Beta" in listed.text or "Gas Act 3 Alpha ×2, Beta" in listed.text
    single = Body(body).after("occur in one zone only: 1")
    assert "Road Act 1 Beta" in single
    assert "Idle Act" not in body.partition('id="list"')[0]
    assert "Sources name the law for 3 exemptions. These fall into 2 families, of which 1 occur" in Body(body).text


def test_exemptions_of_which_no_source_names_a_law_are_counted_apart_and_can_be_listed() -> None:
    body = page(MATRIX)
    assert body.link("Law not named in our sources: 2") == "./?law=-#list"
    assert "Law not named in our sources: 2 : Gamma ×2" in body.text or "Law not named in our sources: 2: Gamma ×2" in body.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_real_exemption_stands_once_with_its_barrier(language: str) -> None:
    edition = Edition(package.load(REGISTRY), language, DAY)
    body = Body(next(exemptions.pages(edition)).body)
    for exemption in edition.graph.records("exemptions"):
        assert body.ids.count(exemption.id) == 1
        assert f"exemptions/{exemption.id}" in body.records
        assert not exemption.barrier or str(exemption.barrier) in body.text
    assert len(body.ids) == len(set(body.ids))
    assert body.unmarked == [] or language == "ko"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_text_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    tables = EVERYTHING | {"exemptions": [row("p-1", project_id="p", barrier_ko=evil, barrier_en=evil)]}
    body = rendered(exemptions.pages, tables, language)["exemptions/"].body
    assert "<b>" not in body
    assert evil in Body(body).text
