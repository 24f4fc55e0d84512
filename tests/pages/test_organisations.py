from __future__ import annotations

import pytest

from generator.pages import organisations
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

REQUIRED: dict[str, list[Cells]] = {"organisations": [row("o", name_ko="쿠팡", name_en="", kind="company")]}

EVERYTHING: dict[str, list[Cells]] = {
    "organisations": [
        row(
            "o",
            name_ko="부산테크노파크",
            name_en="Busan Technopark",
            kind="technopark",
            region_id="busan",
            country="KR",
            url="https://www.btp.example/",
        )
    ],
    "regions": [row("busan", name_en="Busan")],
    "zones": [row("a", short_name_en="A")],
    "projects": [row("p", zone_id="a", title_en="Ships")],
    "participations": [
        row("a-o", zone_id="a", project_id="p", organisation_id="o", role="lead", note_ko="총괄", note_en="Coordinates 실증")
    ],
    "programs": [row("fund", name_en="Fund")],
    "program_providers": [row("fund-o", program_id="fund", organisation_id="o")],
    "laws": [row("act", name_ko="선박법", name_en="", ministry_id="o")],
    "meetings": [row("m", name_en="Council", held_on="2024-08-26")],
    "agenda_items": [row("m-1", meeting_id="m", topic_en="More time", raised_by_ko="소장", raised_by_en="The director", raised_by_id="o")],
    "doubts": [
        row("1", table_name="organisations", record_id="o", field="name_en", note_en="Doubt 1!"),
        row("2", table_name="participations", record_id="a-o", field="role", note_en="Doubt 2!"),
    ],
}


def page(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(organisations.pages, tables, language)["organisations/o/"].body)


def test_an_organisation_with_only_its_required_fields_names_its_source() -> None:
    for language in ("ko", "en"):
        body = page(REQUIRED, language)
        assert "쿠팡" in body.text
        assert body.ids == ["sources", "source-1"]


def test_the_korean_name_of_an_organisation_without_an_english_one_is_marked_on_the_english_page() -> None:
    body = page(REQUIRED)
    assert ("ko", "쿠팡") in body.marked
    assert body.unmarked == []
    assert ("ko", "쿠팡") not in page(REQUIRED, "ko").marked


def test_an_organisation_shows_every_fact_about_it() -> None:
    body = page(EVERYTHING)
    for words in ("Busan Technopark", "부산테크노파크", "Busan", "KR", "btp.example", "Ships", "Coordinates 실증", "Fund", "선박법"):
        assert words in body.text
    for words in ("A Unconfirmed Lead", "Council, 26 August 2024", "More time", "The director", "Doubt 1!", "Doubt 2!"):
        assert words in body.text
    assert body.unmarked == []
    assert body.records >= {"regions/busan", "zones/a", "projects/p", "programs/fund", "laws/act", "meetings/m"}


def test_an_organisation_shows_what_it_has_agreed_to_and_its_other_names() -> None:
    tables = EVERYTHING | {
        "cooperations": [
            row("c", zone_id="a", kind="joint_rd", name_ko="협약", name_en="Pact", note_en="Builds ships."),
            row("s", kind="other_ministry", note_en="Shares data."),
            row("x", zone_id="a", note_en="Of others."),
        ],
        "cooperation_parties": [row(id, cooperation_id=id, organisation_id="o") for id in "cs"],
        "names": [row("n", table_name="organisations", record_id="o", name_ko="부산TP", name_en="BTP", kind="abbreviation")],
    }
    body = page(tables)
    assert "A: Pact Builds ships." in body.text
    assert "Shares data." in body.text
    assert "Of others." not in body.text
    assert "BTP (Abbreviation)" in body.text
    assert "부산TP (약칭)" in page(tables, "ko").text
    assert "cooperation" in body.ids
    assert body.unmarked == []


def test_both_names_stand_on_the_korean_page() -> None:
    body = page(EVERYTHING, "ko")
    assert "부산테크노파크" in body.text
    assert ("en", "Busan Technopark") in body.marked


def test_the_description_of_an_organisation_names_its_zones_or_its_kind() -> None:
    assert rendered(organisations.pages, EVERYTHING)["organisations/o/"].description == "Busan Technopark: A"
    made = rendered(organisations.pages, REQUIRED)["organisations/o/"]
    assert made.description.startswith("쿠팡, ")
    assert made.title.startswith("쿠팡")


def test_the_index_lists_organisations_by_kind_with_the_number_of_their_roles() -> None:
    tables = EVERYTHING | {"organisations": [*EVERYTHING["organisations"], row("c", name_en="Carmaker", kind="company")]}
    body = Body(rendered(organisations.pages, tables)["organisations/"].body)
    assert body.records == {"organisations/o", "organisations/c"}
    assert "Busan Technopark Zones: 1" in body.text
    assert "Carmaker Zones: 0" not in body.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    for made in rendered(organisations.pages, {"organisations": [row("o", name_ko=evil, name_en=evil)]}, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
