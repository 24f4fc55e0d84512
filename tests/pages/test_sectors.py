from __future__ import annotations

from generator.pages import sectors
from tests.pages.reading import Body
from tests.records import Cells, rendered, row

TABLES: dict[str, list[Cells]] = {
    "sectors": [row("ict", name_ko="정보통신", name_en="ICT"), row("bio", name_ko="바이오", name_en="Bio")],
    "zones": [row("a", short_name_ko="가", short_name_en="A", sector_id="ict"), row("b", short_name_en="B", sector_id="ict")],
    "projects": [row("p", zone_id="a", title_en="Ships")],
    "doubts": [row("doubt", table_name="sectors", record_id="ict", field="*", note_en="Or mobility?")],
}


def body(path: str, language: str = "en", **tables: list[Cells]) -> Body:
    return Body(rendered(sectors.pages, TABLES | tables, language)[path].body)


def test_a_sector_lists_its_zones_and_their_projects() -> None:
    found = body("sectors/ict/")
    assert "Zones: 2 · Projects: 1" in found.text
    assert found.records == {"zones/a", "zones/b", "projects/p"}
    assert {"bars", "zones", "projects"} <= set(found.ids)
    assert not {"exemptions", "laws", "programs"} & set(found.ids)
    assert "Or mobility?" in found.text


EXEMPTIONS: dict[str, list[Cells]] = {
    "exemptions": [row("x", project_id="p", outcome="law_improved"), row("y", project_id="p", outcome="ended"), row("z", project_id="p")],
    "laws": [row("often", name_en="Ships Act"), row("once", name_en="Boats Act")],
    "exemption_laws": [
        row("1", exemption_id="x", law_id="often"),
        row("2", exemption_id="y", law_id="often"),
        row("3", exemption_id="y", law_id="once"),
    ],
}


def test_a_sector_counts_what_became_of_its_exemptions_with_their_base() -> None:
    found = body("sectors/ict/", **EXEMPTIONS)
    assert "The 3 exemptions of this sector's zones in our sources" in found.text
    assert "Law improved 1" in found.text
    assert "Ended 1" in found.text
    assert found.link("All exemptions of this sector") == "../../exemptions/?sector=ict"


def test_a_sector_names_the_laws_in_its_way_the_most_frequent_first_and_all_of_them_folded() -> None:
    found = body("sectors/ict/", **EXEMPTIONS)
    assert "Counted in 2 of 3 exemptions" in found.text
    assert "Ships Act 2 All 2 laws, with those of one exemption Ships Act 2 Boats Act 1" in found.text
    assert found.link("Ships Act") == "../../laws/often/"


def test_laws_of_one_exemption_each_are_not_hidden() -> None:
    tables = EXEMPTIONS | {"exemption_laws": [row("1", exemption_id="x", law_id="once")]}
    made = rendered(sectors.pages, TABLES | tables)["sectors/ict/"].body
    assert '<details class="zr-fold" open>' in made


def test_a_sector_lists_the_programs_of_its_zones_once() -> None:
    tables = {
        "programs": [row("office", name_en="Office")],
        "program_zones": [row("1", program_id="office", zone_id="a"), row("2", program_id="office", zone_id="b")],
    }
    made = rendered(sectors.pages, TABLES | tables)["sectors/ict/"].body
    assert made.count('data-record="programs/office"') == 1


def test_a_sector_without_zones_says_that_it_has_none() -> None:
    assert "Zones: 0 · Projects: 0" in body("sectors/bio/").text
    assert rendered(sectors.pages, TABLES)["sectors/bio/"].description == "Bio"


def test_the_index_lists_every_sector_with_its_zones() -> None:
    found = body("sectors/", "ko")
    assert "2개 분야" in found.text
    assert found.records == {"sectors/ict", "sectors/bio", "zones/a", "zones/b"}
    assert "다른 특구가 없습니다." in found.text


def test_html_in_a_name_is_escaped() -> None:
    evil = "<b>x</b> & y"
    for language in ("ko", "en"):
        for made in rendered(sectors.pages, {"sectors": [row("ict", name_ko=evil, name_en=evil)]}, language).values():
            assert "<b>" not in made.body
            assert evil in Body(made.body).text
