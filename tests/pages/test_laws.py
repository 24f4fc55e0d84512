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
    ("language", "none"), [("ko", "이 법령을 다룬 규제특례는"), ("en", "The registry has no exemption that concerns this law.")]
)
def test_a_law_with_only_its_required_fields_says_so_and_names_its_source(language: str, none: str) -> None:
    body = page(REQUIRED, "act", language)
    assert none in body.text
    assert body.ids[:3] == ["exemptions", "sources", "source-1"]
    assert "law-stages" not in rendered(laws.pages, REQUIRED, language)["laws/act/"].body


def test_a_law_shows_every_fact_about_it() -> None:
    body = page(EVERYTHING, "decree")
    for words in (
        "선박법 시행령",
        "On ships.",
        "Ship Act",
        "제123호",
        "1 February 2024",
        "August 2024",
        "제86조 (Art. 86)",
        "Ministry of Oceans",
        "law.go.kr",
    ):
        assert words in body.text
    for words in (
        "Ships Zone: A",
        "제3조 (Art. 3) · Definition",
        "No standard.",
        "Temporary permit",
        "Test ship 제2조 (Art. 2)",
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


def test_the_index_lists_families_with_exemptions_first_and_each_law_below_the_one_that_it_rests_on() -> None:
    tables = EVERYTHING | {"laws": [*EVERYTHING["laws"], row("gas", name_ko="가스법", name_en="Gas Act")]}
    made = rendered(laws.pages, tables)["laws/"]
    ordered = ["laws/act", "laws/decree", "laws/notice", "laws/gas"]
    places = [made.body.index(f'data-record="{record}"') for record in ordered]
    assert places == sorted(places)
    assert made.body.index("#touched") < places[0]
    assert places[2] < made.body.index("#untouched") < places[3]
    assert made.body.count('class="zr-child"') == 2


def test_the_index_gives_an_act_the_number_of_its_family_and_every_other_law_its_own() -> None:
    text = Body(rendered(laws.pages, FAMILY)["laws/"].body).text
    assert "Ship Act Act 3 Ship Decree Presidential decree 2 Ship Notice" in text
    assert "Of the 4 exemptions in the registry, 1 have no law named in our sources." in text


FAMILY = EVERYTHING | {
    "laws": [
        row("act", name_ko="선박법", name_en="Ship Act", kind="act"),
        row("decree", name_ko="시행령", name_en="Ship Decree", kind="decree", parent_id="act"),
        row("notice", name_ko="고시", name_en="Ship Notice", kind="notice", parent_id="decree"),
    ],
    "zones": [row("a", short_name_en="A"), row("b", short_name_en="B", ended_on="2024-01-01")],
    "projects": [row("p", zone_id="a", title_en="Ships"), row("q", zone_id="b", title_en="Boats")],
    "exemptions": [
        row("p-1", project_id="p", kind="demonstration_special_case", outcome="law_improved", outcome_en="Now allowed.", outcome_ko="허용"),
        row("p-2", project_id="p", kind="demonstration_special_case", outcome="ended"),
        row("q-1", project_id="q", kind="demonstration_special_case"),
        row("q-2", project_id="q", kind="demonstration_special_case"),
    ],
    "exemption_laws": [
        row("l", exemption_id="p-1", law_id="act"),
        row("m", exemption_id="p-2", law_id="decree"),
        row("n", exemption_id="q-1", law_id="decree"),
        row("o", exemption_id="q-1", law_id="notice"),
    ],
    "doubts": [],
}


def test_an_act_gathers_the_exemptions_of_its_whole_family_by_law() -> None:
    body = page(FAMILY, "act")
    assert "the decrees, rules and notices below it: 3, in zones: 2." in body.text
    assert "One that concerns several of them is shown under each." in body.text
    gathered = body.after("Exemptions that concern this act and the rules below it")
    places = [gathered.index(words) for words in ("Ship Act 1", "Ship Decree 2", "Ship Notice 1")]
    assert places == sorted(places)
    assert "Law improved 1 Ended 1 Not stated, term over or end unknown 1" in gathered
    assert "Now allowed." in gathered
    assert "Of the 4 exemptions in the registry, 1 have no law named in our sources." in gathered


def test_a_law_that_rests_on_an_act_shows_its_own_and_leads_to_the_family() -> None:
    body = page(FAMILY, "notice")
    assert "Exemptions in our sources that concern this law: 1, in zones: 1." in body.text
    assert "Family: Ship Act exemptions of the whole family: 3" in body.text
    assert "Ships" not in body.after("Exemptions that concern this law").partition("Sources")[0]
    assert body.link("Ship Act") == "../act/"
    # Too few for a bar.
    assert "law-stages" not in rendered(laws.pages, FAMILY)["laws/notice/"].body
    assert "law-stages" in rendered(laws.pages, FAMILY)["laws/act/"].body


def test_an_act_without_exemptions_of_its_own_has_those_of_the_laws_below_it() -> None:
    tables = FAMILY | {"exemption_laws": [row("o", exemption_id="q-1", law_id="notice")]}
    body = page(tables, "act")
    assert "below it: 1, in zones: 1." in body.text
    assert "Boats" in body.text
    assert "One that concerns several" not in body.text


def test_a_law_shows_its_articles_its_amendments_in_order_of_their_day_and_the_programs_that_it_carries() -> None:
    tables = EVERYTHING | {
        "law_articles": [
            row("a-2", law_id="decree", article="제2조", title_en="Definitions", note_en="Defines ships."),
            row("a-3", law_id="act", article="제3조", title_en="Scope"),
        ],
        "law_amendments": [
            row("m-1", law_id="decree", number="제20호", promulgated_on="2024-02-01", effective_on="2024-08", note_en="Second change."),
            row("m-2", law_id="decree", number="제9호", promulgated_on="2019-04-17", note_en="First change."),
        ],
        "programs": [row("fund", name_en="Ship Fund")],
        "program_laws": [row("l", program_id="fund", law_id="decree", article="제88조")],
        "names": [
            row("n-1", table_name="laws", record_id="decree", name_ko="배법", name_en="", kind="short"),
            row("n-2", table_name="laws", record_id="decree", name_ko="옛법", name_en="Old Act", kind="former", valid_to="2018"),
        ],
        "doubts": [
            row("1", table_name="law_articles", record_id="a-2", field="*", note_en="Doubt 1!"),
            row("2", table_name="law_amendments", record_id="m-1", field="*", note_en="Doubt 2!"),
            row("3", table_name="names", record_id="n-1", field="*", note_en="Doubt 3!"),
        ],
    }
    body = page(tables, "decree")
    for words in (
        "제2조 (Art. 2) Definitions",
        "Defines ships.",
        "제9호 Promulgated 17 April 2019",
        "Second change.",
        "Ship Fund 제88조 (Art. 88)",
        "Doubt 1!",
    ):
        assert words in body.text
    for words in ("배법 (Short name)", "Old Act (Former name, ", "2018", "Doubt 2!", "Doubt 3!", "제20호 Promulgated 1 February 2024"):
        assert words in body.text
    assert "Scope" not in body.text
    assert body.text.index("First change.") < body.text.index("Second change.")
    assert {"articles", "amendments", "programs", "a-2", "m-1", "m-2"} <= set(body.ids)
    assert body.link("Ship Fund") == "../../programs/fund/"
    assert body.unmarked == []


def test_amendments_without_a_day_do_not_stop_the_page() -> None:
    amendments = [row("m-1", law_id="act", promulgated_on="2024", note_en="Dated."), row("m-2", law_id="act", note_en="Undated.")]
    text = page(REQUIRED | {"law_amendments": amendments}, "act").text
    assert "Dated." in text
    assert "Undated." in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    tables = {"laws": [row("act", name_ko=evil, name_en=evil, number=evil, menu_article=evil)]}
    for made in rendered(laws.pages, tables, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
