from __future__ import annotations

import pytest

from generator.pages import projects
from generator.pages.words import Words
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

REQUIRED: dict[str, list[Cells]] = {
    "zones": [row("a", short_name_ko="가", short_name_en="A")],
    "projects": [row("p", zone_id="a", title_ko="배 실증", title_en="Ships")],
}

EVERYTHING: dict[str, list[Cells]] = {
    "zones": [row("a", name_ko="가 특구", name_en="Zone A", short_name_ko="가", short_name_en="A")],
    "projects": [
        row("p", zone_id="a", title_ko="배 실증", title_en="Ships", summary_ko="배가 갑니다.", summary_en="Ships sail.", source_id="paper"),
        row("q", zone_id="a", title_en="Tanks"),
    ],
    "exemptions": [row("p-1", project_id="p", kind="regulation_check", barrier_ko="막음", barrier_en="No standard.")],
    "laws": [row("act", name_ko="선박법", name_en="")],
    "exemption_laws": [row("p-1-act", exemption_id="p-1", law_id="act", article="제3조")],
    "organisations": [row("hd", name_ko="현대", name_en="")],
    "participations": [row("p-hd", zone_id="a", project_id="p", organisation_id="hd", role="operator")],
    "periods": [row("p-term", zone_id="a", project_id="p", kind="demonstration", starts_on="2025", ends_on="2027-03")],
    "events": [row("sails", zone_id="a", project_id="p", happened_on="2026-05", kind="milestone", note_en="Launched.")],
    "sources": [row("source"), row("paper", publisher="Paper", url="https://paper.example/1")],
    "doubts": [
        row(f"d-{table}", table_name=table, record_id=record, field="*", note_en=f"Doubt about {table}!")
        for table, record in (
            ("projects", "p"),
            ("exemptions", "p-1"),
            ("exemption_laws", "p-1-act"),
            ("participations", "p-hd"),
            ("periods", "p-term"),
            ("events", "sails"),
        )
    ],
}


def page(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(projects.pages, tables, language)["projects/p/"].body)


@pytest.mark.parametrize(
    ("language", "none"), [("ko", "규제특례가 출처에 적혀 있지"), ("en", "No source names an exemption for this project.")]
)
def test_a_project_with_only_its_required_fields_says_so_and_names_its_source(language: str, none: str) -> None:
    body = page(REQUIRED, language)
    assert none in body.text
    assert body.ids == ["exemptions", "sources", "source-1", "download", "cite", "citation"]


def test_a_project_shows_every_fact_about_it() -> None:
    text = page(EVERYTHING).text
    for words in (
        "Ships sail.",
        "No standard.",
        "선박법 제3조",
        "현대",
        "2025",
        "March 2027",
        "May 2026 Milestone Launched.",
        "Tanks",
        "Paper",
    ):
        assert words in text


def test_every_doubt_about_a_project_and_its_records_stands_on_its_page() -> None:
    text = page(EVERYTHING).text
    for doubt in EVERYTHING["doubts"]:
        assert text.count(doubt["note_en"]) == 1


def test_a_project_says_the_status_of_its_zone_and_leads_to_it() -> None:
    body = page(EVERYTHING)
    assert "Zone: Zone A. The term stated by sources runs to March 2027.1 (as of 23 November 2026)" in body.text
    assert body.link("Zone A") == body.link("A") == "../../zones/a/"


def test_a_project_names_the_others_of_its_zone_but_not_itself() -> None:
    assert page(EVERYTHING).after("A: Projects").startswith("Tanks")
    assert "A: Projects" not in page(REQUIRED).text


def test_anchors_are_unique_and_korean_names_are_marked() -> None:
    body = page(EVERYTHING)
    assert len(body.ids) == len(set(body.ids))
    assert {"p-1", "p-term", "sails"} <= set(body.ids)
    assert body.unmarked == []
    assert ("ko", "현대") in body.marked


@pytest.mark.parametrize(
    ("more", "description"),
    [
        ({}, "Ships (A)"),
        ({"exemptions": [row("1", project_id="p", barrier_ko="막음", barrier_en="No rule.")]}, "Ships: No rule."),
        ({"projects": [row("p", zone_id="a", title_en="Ships", summary_ko="배", summary_en="Sail.")]}, "Sail."),
    ],
)
def test_the_description_of_a_project_is_the_most_that_is_known(more: dict[str, list[Cells]], description: str) -> None:
    assert rendered(projects.pages, REQUIRED | more)["projects/p/"].description == description


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    tables = {
        "zones": [row("a", short_name_ko=evil, short_name_en=evil)],
        "projects": [row(id, zone_id="a", title_ko=evil, title_en=evil) for id in "pq"],
    }
    for made in rendered(projects.pages, tables, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text


def test_the_index_lists_projects_by_zone_with_the_kinds_of_their_exemptions() -> None:
    tables = EVERYTHING | {"zones": [*EVERYTHING["zones"], row("empty", short_name_en="Empty")]}
    body = Body(rendered(projects.pages, tables)["projects/"].body)
    assert body.records == {"zones/a", "projects/p", "projects/q"}
    assert body.after("Official counts use other units.").startswith("A Active Ships ")
    assert "Empty" not in body.text
    assert f"Ships Quick regulation check {Words('en')('stage.not_stated')} Tanks Exemption not stated" in body.text


def stages(language: str = "en", **tables: list[Cells]) -> Body:
    events = [
        row("permit", zone_id="a", happened_on="2025-01-02", kind="temporary_permit", note_en="Permit.", source_id="paper"),
        row("law", zone_id="a", happened_on="2026-01-02", kind="regulation_improved", note_en="Law changed.", source_id="paper"),
    ]
    links = [row("1", event_id="permit", exemption_id="p-1"), row("2", event_id="law", exemption_id="p-1")]
    return page(EVERYTHING | {"events": events, "event_exemptions": links} | tables, language)


def test_an_exemption_says_its_stage_and_the_events_on_which_it_rests_stand_on_the_page_with_their_source() -> None:
    body = stages()
    assert Words("en")("stage.law_improved") in body.text.partition("Law changed.")[0]
    assert body.text.index("Permit.") < body.text.index("Law changed.")
    assert {"permit", "law"} <= set(body.ids)
    assert "Projects named: Ships" in body.text
    assert Words("en")("stage.not_stated") in page(EVERYTHING).text


def test_an_event_of_the_project_and_of_its_exemption_is_told_once() -> None:
    event = row("e", zone_id="a", project_id="p", happened_on="2025-01-02", kind="ended", note_en="Over!")
    body = stages(events=[event], event_exemptions=[row("1", event_id="e", exemption_id="p-1")])
    assert body.text.count("Over!") == 1
    assert Words("en")("stage.ended") in body.after("Outcome").partition("Who takes part")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", " 배를 띄울 수 있습니다. (2024년 5월)"), ("en", " Ships may sail. (May 2024)")],
)
def test_a_stated_outcome_stands_with_its_words_its_day_and_its_source(language: str, words: str) -> None:
    outcome = {"outcome": "law_improved", "outcome_on": "2024-05", "outcome_ko": "배를 띄울 수 있습니다.", "outcome_en": "Ships may sail."}
    assert Words(language)("stage.law_improved") + words in stages(language, exemptions=[row("p-1", project_id="p", **outcome)]).text


def test_other_names_of_a_project_stand_on_its_page() -> None:
    names = [row("n", table_name="projects", record_id="p", name_ko="옛 배", name_en="Old ships", kind="former", valid_from="2019")]
    assert "Old ships (Former name, " in page(EVERYTHING | {"names": names}).text


@pytest.mark.parametrize(
    ("language", "eyebrow", "question"),
    [("ko", "실증사업 배 실증", "지금 누가 할 수 있나요"), ("en", "Project Ships", "Who may do this today")],
)
def test_a_project_first_says_who_may_use_its_exemption_today(language: str, eyebrow: str, question: str) -> None:
    body = page(EVERYTHING | {"exemptions": [row("p-1", project_id="p", kind="demonstration_special_case")]}, language)
    assert body.after(eyebrow).startswith(question)
    until = {"ko": "2027년 3월까지, 특구계획에 적힌 특구사업자만", "en": "Until March 2027, only the operators named in the zone plan"}
    assert body.after(question).startswith(until[language])
    assert body.text.count(question) == 1


def test_a_project_never_lends_the_term_of_its_zone() -> None:
    tables = EVERYTHING | {"periods": [row("of-zone", zone_id="a", kind="designation", starts_on="2025", ends_on="2028")]}
    body = page(tables)
    assert "The zone has a term to 2028, but no source says that this is being done now." in body.text
    assert "The term of this project is not stated in our sources." in body.text


def test_a_project_for_which_no_source_names_an_exemption_says_so_first() -> None:
    assert "Project · Exemption not stated Ships No source names an exemption for this project." in page(REQUIRED).text
