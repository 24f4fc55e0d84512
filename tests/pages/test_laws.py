from __future__ import annotations

import pytest

from generator.pages import laws
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

REQUIRED: dict[str, list[Cells]] = {"laws": [row("act", name_ko="선박법", name_en="")]}

EVERYTHING: dict[str, list[Cells]] = {
    "laws": [
        row("act", name_ko="선박법", name_en="Ship Act", kind="act"),
        row(
            "decree",
            name_ko="선박법 시행령",
            name_en="",
            kind="decree",
            parent_id="act",
            number="제123호",
            promulgated_on="2024-02-01",
            effective_on="2024-08",
            menu_article="제86조",
            ministry_id="mof",
            url="https://www.law.go.kr/x",
            note_ko="배",
            note_en="On ships.",
        ),
        row("notice", name_ko="선박 고시", name_en="", kind="notice", parent_id="decree"),
    ],
    "organisations": [row("mof", name_en="Ministry of Oceans")],
    "zones": [row("a", short_name_en="A")],
    "projects": [row("p", zone_id="a", title_en="Ships")],
    "exemptions": [row("p-1", project_id="p", kind="temporary_permit", barrier_ko="막음", barrier_en="No standard.")],
    "exemption_laws": [row("l", exemption_id="p-1", law_id="decree", article="제3조", note_ko="정의", note_en="Definition")],
    "terms": [row("t", term_en="Test ship")],
    "term_laws": [row("t-l", term_id="t", law_id="decree", article="제2조")],
    "doubts": [
        row("1", table_name="laws", record_id="decree", field="number", note_en="Doubt 1!"),
        row("2", table_name="exemption_laws", record_id="l", field="article", note_en="Doubt 2!"),
    ],
}


def page(tables: Tables, id: str, language: str = "en") -> Body:
    return Body(rendered(laws.pages, tables, language)[f"laws/{id}/"].body)


@pytest.mark.parametrize(
    ("language", "none"), [("ko", "이 법령을 다룬 규제특례는"), ("en", "The registry has no exemption that touches this law.")]
)
def test_a_law_with_only_its_required_fields_says_so_and_names_its_source(language: str, none: str) -> None:
    body = page(REQUIRED, "act", language)
    assert none in body.text
    assert body.ids == ["exemptions", "sources", "source-1"]


def test_a_law_shows_every_fact_about_it() -> None:
    body = page(EVERYTHING, "decree")
    for words in (
        "선박법 시행령",
        "On ships.",
        "Ship Act",
        "제123호",
        "1 February 2024",
        "August 2024",
        "제86조",
        "Ministry of Oceans",
        "law.go.kr",
    ):
        assert words in body.text
    for words in (
        "Ships A",
        "제3조 · Definition",
        "No standard.",
        "Temporary permit",
        "Test ship 제2조",
        "선박 고시",
        "Doubt 1!",
        "Doubt 2!",
    ):
        assert words in body.text
    assert body.link("Test ship") == "../../glossary/#t"
    assert body.records >= {"laws/act", "laws/notice", "organisations/mof", "projects/p", "zones/a", "terms/t"}


def test_korean_names_on_an_english_page_are_marked() -> None:
    for id in ("act", "decree", "notice"):
        body = page(EVERYTHING, id)
        assert body.unmarked == []
    assert ("ko", "선박 고시") in page(EVERYTHING, "notice").marked


def test_the_index_lists_every_law_each_below_the_one_that_it_rests_on() -> None:
    tables = EVERYTHING | {"laws": [*EVERYTHING["laws"], row("gas", name_ko="가스법", name_en="Gas Act")]}
    made = rendered(laws.pages, tables)["laws/"]
    shown = [record for record in ("laws/gas", "laws/act", "laws/decree", "laws/notice") if record in Body(made.body).records]
    assert shown == ["laws/gas", "laws/act", "laws/decree", "laws/notice"]
    places = [made.body.index(f'data-record="{record}"') for record in shown]
    assert places == sorted(places)
    assert made.body.count('class="zr-child"') == 2


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    tables = {"laws": [row("act", name_ko=evil, name_en=evil, number=evil, menu_article=evil)]}
    for made in rendered(laws.pages, tables, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
