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
    assert "Or mobility?" in found.text


def test_a_sector_without_zones_says_that_it_has_none() -> None:
    assert "Zones: 0 · Projects: 0" in body("sectors/bio/").text
    assert rendered(sectors.pages, TABLES)["sectors/bio/"].description == "Bio"


def test_the_index_lists_every_sector_with_its_zones() -> None:
    found = body("sectors/", "ko")
    assert "2개 분야" in found.text
    assert found.records == {"sectors/ict", "sectors/bio", "zones/a", "zones/b"}


def test_html_in_a_name_is_escaped() -> None:
    evil = "<b>x</b> & y"
    for language in ("ko", "en"):
        for made in rendered(sectors.pages, {"sectors": [row("ict", name_ko=evil, name_en=evil)]}, language).values():
            assert "<b>" not in made.body
            assert evil in Body(made.body).text
