from __future__ import annotations

from datetime import date

import pytest

from generator import package
from generator.pages import exemptions
from generator.pages.edition import Edition
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, descriptor, rendered, row

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


def test_the_sentence_says_what_an_exemption_is_and_the_page_its_day() -> None:
    assert "An exemption lets a zone do, for a limited time, what the law forbids or does not cover. These are the 2" in page().text
    assert "as of 23 November 2026" in page().text
    assert "규제특례는 법령이 막거나 정하지 않은 일을" in page(language="ko").text


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
