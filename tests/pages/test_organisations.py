from __future__ import annotations

import re

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
        assert body.ids[:2] == ["sources", "source-1"]


def test_the_korean_name_of_an_organisation_without_an_english_one_is_marked_on_the_english_page() -> None:
    body = page(REQUIRED)
    assert ("ko", "쿠팡") in body.marked
    assert body.unmarked == []
    assert ("ko", "쿠팡") not in page(REQUIRED, "ko").marked


def test_an_organisation_shows_every_fact_about_it() -> None:
    body = page(EVERYTHING)
    for words in ("Busan Technopark", "부산테크노파크", "Busan", "KR", "btp.example", "Ships", "Coordinates 실증", "Fund", "선박법"):
        assert words in body.text
    for words in ("A Unconfirmed Lead Ships", "26 August 2024 Council More time", "The director", "Doubt 1!", "Doubt 2!"):
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


def test_the_roles_of_an_organisation_stand_by_zone_the_newest_first() -> None:
    tables = EVERYTHING | {
        "zones": [row("a", short_name_en="A", decided_on="2019-07-23"), row("b", short_name_en="B", decided_on="2024-04-30")],
        "participations": [
            row("1", zone_id="a", organisation_id="o", role="lead"),
            row("2", zone_id="b", organisation_id="o", role="operator"),
            row("3", zone_id="a", project_id="p", organisation_id="o", role="site"),
        ],
    }
    body = page(tables)
    # The marks of sources stand between them.
    roles = re.sub(r" \d+\b", "", body.after("2 zones").partition("as of")[0])
    assert "B Unconfirmed Operator A Unconfirmed Lead Site Ships" in roles
    assert body.text.count("A Unconfirmed") == 1
    assert "특구 2곳" in page(tables, "ko").text
    assert "1 zone" in page(EVERYTHING).text


def test_what_an_organisation_said_leads_to_its_place_on_the_page_of_the_meeting() -> None:
    body = page(EVERYTHING)
    assert body.link("More time") == "../../meetings/m/#m-1"
    assert body.link("Council") == "../../meetings/m/"


def test_neighbours_are_of_the_same_kind_in_the_same_region() -> None:
    others = [
        row("same", name_en="Second Technopark", kind="technopark", region_id="busan"),
        row("kind", name_en="Daegu Technopark", kind="technopark", region_id="daegu"),
        row("region", name_en="Busan University", kind="university", region_id="busan"),
    ]
    tables = EVERYTHING | {"organisations": [*EVERYTHING["organisations"], *others], "regions": [*EVERYTHING["regions"], row("daegu")]}
    beside = page(tables).after("Of the same kind in the same region").partition("Sources")[0]
    assert "Second Technopark" in beside
    assert "Daegu Technopark" not in beside
    assert "Busan University" not in beside
    assert "beside" not in page(EVERYTHING).ids


# The index


def index(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(organisations.pages, tables, language)["organisations/"].body)


def test_the_index_lists_organisations_by_kind_with_the_number_of_their_zones() -> None:
    twice = [*EVERYTHING["participations"], row("again", zone_id="a", organisation_id="o", role="site")]
    tables = EVERYTHING | {
        "organisations": [
            row("c", name_en="Carmaker", kind="company"),
            *EVERYTHING["organisations"],
            row("x", name_en="Club", kind="other"),
        ],
        "participations": twice,
    }
    body = index(tables)
    assert body.records == {"organisations/o", "organisations/c", "organisations/x"}
    # One zone, in two roles.
    assert body.after("Busan Technopark").startswith("1 zone")
    assert body.after("Carmaker") == ""
    assert [href for href, _ in body.links if href.startswith("#")] == ["#technopark", "#other", "#company"]
    assert [id for id in body.ids if id in ("technopark", "other", "company")] == ["technopark", "other", "company"]
    assert "특구 1곳" in index(tables, "ko").text


def many(*names: str) -> Tables:
    """So many companies that the index cuts them by initials."""
    filling = [row(f"filling-{number}", name_ko=f"하늘{number:02}", name_en="", kind="company") for number in range(60)]
    return {
        "organisations": [*filling, *(row(f"o{number}", name_ko=name, name_en="", kind="company") for number, name in enumerate(names))]
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", ["ko-g", "ko-n", "ko-s", "ko-h", "latin-a", "latin-z", "others"]),
        ("en", ["latin-a", "latin-z", "ko-g", "ko-n", "ko-s", "ko-h", "others"]),
    ],
)
def test_a_long_kind_is_cut_by_initials_those_of_the_editions_script_first(language: str, expected: list[str]) -> None:
    body = index(many("zeta", "네이버", "씨젠", "가온셀", "까치", "3D팩토리", "Aptus"), language)
    assert [id for id in body.ids if id != "company"] == expected
    folded = body.after("ㄱ 2")
    assert folded.index("가온셀") < folded.index("ㄴ 1")
    assert "까치" in folded.partition("ㄴ 1")[0]
    assert "씨젠" in body.after("ㅅ 1").partition("ㅎ")[0]
    assert len(body.records) == 67
    assert body.unmarked == [] or language == "ko"


def test_a_short_kind_is_not_cut() -> None:
    tables = {"organisations": many()["organisations"]}
    assert index(tables).ids == ["company"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    for made in rendered(organisations.pages, {"organisations": [row("o", name_ko=evil, name_en=evil)]}, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
