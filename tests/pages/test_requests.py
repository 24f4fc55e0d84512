from __future__ import annotations

import json
from typing import Any

import pytest

from generator import derive, package
from generator.pages import requests
from generator.pages.addresses import ROWS_A_PAGE
from generator.pages.edition import Edition
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, edition_of, rendered, row

SAID: dict[str, list[Cells]] = {
    "meetings": [
        row("old", name_en="Briefing", held_on="2019", series="briefing"),
        row("new", name_ko="협의회", name_en="Council", held_on="2024-08-26", series="council"),
    ],
    "organisations": [row("mss", name_ko="중기부", name_en="Ministry"), row("firm", name_ko="쿠팡", name_en="", kind="company")],
    "agenda_items": [
        row(
            "new-1",
            meeting_id="new",
            kind="request",
            topic_ko="기간 연장",
            topic_en="More time",
            raised_by_ko="시장",
            raised_by_en="The mayor",
            response_ko="검토",
            response_en="Under review",
        ),
        row("new-2", meeting_id="new", kind="difficulty", topic_en="Costs of 쿠팡", raised_by_id="firm"),
        row("new-3", meeting_id="new", kind="decision", topic_en="A decision"),
        row(
            "old-1", meeting_id="old", kind="plan", topic_en="Next year", raised_by_ko="중기부", raised_by_en="Ministry", raised_by_id="mss"
        ),
        row("old-2", meeting_id="old", kind="feedback", topic_en="Well done"),
        row("old-3", meeting_id="old", kind="agenda", topic_en="An agenda"),
    ],
    "zones": [row("a", short_name_en="Ships")],
    "regions": [row("gwangju", short_name_en="Gwangju", successor_id="union"), row("union", short_name_en="Union"), row("busan")],
    "zone_regions": [row("1", zone_id="a", region_id="gwangju")],
    "zone_plans": [row("plan", region_id="busan", name_en="Ships of tomorrow")],
    "agenda_item_zones": [row("1", agenda_item_id="new-1", zone_id="a"), row("2", agenda_item_id="new-1", plan_id="plan")],
    "sources": [row("source", publisher="Daily", published_on="2026-03-05", kind="press")],
    "doubts": [row("d", table_name="agenda_items", record_id="new-2", field="*", note_en="Doubt 1!")],
}


def page(tables: Tables = SAID, language: str = "en") -> Body:
    return Body(rendered(requests.pages, tables, language)["requests/"].body)


def file(tables: Tables = SAID, language: str = "en") -> dict[str, Any]:
    name, content = requests.explorer(edition_of(tables, language)).file()
    assert name == "agenda_items.json"
    data: dict[str, Any] = json.loads(content)
    return data


def values(data: dict[str, Any], key: str) -> dict[str, list[str]]:
    """Ids of the values of a column by row."""
    made = next(column for column in data["columns"] if column["key"] == key)
    cells = [cell if isinstance(cell, list) else [cell] for cell in made["cells"]]
    return {row: [made["values"][place][0] for place in cell] for row, cell in zip(data["rows"]["id"], cells, strict=True)}


def test_the_first_sentence_counts_what_was_said_by_kind_and_what_was_answered() -> None:
    text = page().text
    assert (
        "4 statements from meetings (request: 1, difficulty: 1, feedback: 1, plan: 1). For 1 of them our sources report an answer" in text
    )
    assert "Our news sources reach to 5 March 2026." in text
    korean = page(language="ko").text
    assert "건의 1건, 애로 1건, 의견 1건, 계획 1건을 모았습니다. 모두 4건이고, 이 가운데 1건은" in korean
    assert "2026년 3월 5일까지" in korean


def test_a_registry_in_which_nothing_was_said_says_so() -> None:
    body = page({"meetings": SAID["meetings"], "agenda_items": [SAID["agenda_items"][2]]})
    assert "Our sources state no requests, difficulties, opinions or plans from meetings." in body.text
    assert "A decision" not in body.text


def test_an_item_tells_what_was_said_by_whom_where_about_which_zones_and_the_answer() -> None:
    body = page()
    entry = body.after("Request 26 August 2024 Council More time")
    for words in ("Raised by The mayor", "Answer or result Under review", "Ships, Ships of tomorrow (plan before designation)"):
        assert words in entry.partition("Difficulty 26 August 2024")[0]
    assert body.link("More time") == "../meetings/new/#new-1"
    assert body.link("Council") == "../meetings/new/"
    assert body.records >= {"agenda_items/new-1", "agenda_items/old-2", "meetings/new", "meetings/old", "zones/a", "organisations/firm"}
    assert "Doubt 1!" in body.text
    assert body.unmarked == []


def test_only_a_request_or_a_difficulty_without_an_answer_says_that_none_is_stated() -> None:
    text = page().text
    assert text.count("No answer is stated in our sources.") == 1
    assert text.index("Costs of") < text.index("No answer is stated in our sources.") < text.index("Next year")


def test_what_a_meeting_decided_or_was_to_treat_is_not_listed() -> None:
    text = page().text
    assert "A decision" not in text
    assert "An agenda" not in text


def test_nothing_is_called_open_or_waiting() -> None:
    for language, words in (("en", ("open", "waiting", "pending")), ("ko", ("대기", "미해결", "처리 중"))):
        assert not [word for word in words if word in page(language=language).text.lower()]


def test_what_was_said_at_the_newest_meeting_comes_first_and_items_of_a_meeting_together() -> None:
    assert file()["rows"]["id"] == ["new-1", "new-2", "old-1", "old-2"]


def test_an_item_has_its_kind_speaker_zones_series_year_and_whether_it_was_answered() -> None:
    data = file()
    assert values(data, "kind") == {"new-1": ["request"], "new-2": ["difficulty"], "old-1": ["plan"], "old-2": ["feedback"]}
    assert values(data, "answer") == {"new-1": ["answered"], **{id: ["unanswered"] for id in ("new-2", "old-1", "old-2")}}
    assert values(data, "speaker") == {"new-1": ["시장"], "new-2": ["firm"], "old-1": ["mss"], "old-2": []}
    assert values(data, "zone") == {"new-1": ["a"], "new-2": [], "old-1": [], "old-2": []}
    assert values(data, "region")["new-1"] == ["gwangju", "busan"]
    assert values(data, "series")["old-1"] == ["briefing"]
    assert values(data, "year") == {"new-1": ["2024"], "new-2": ["2024"], "old-1": ["2019"], "old-2": ["2019"]}


def test_ids_of_speakers_are_the_same_in_both_editions() -> None:
    assert values(file(language="ko"), "speaker") == values(file(), "speaker")


def test_rows_without_a_zone_or_region_have_words_of_their_own() -> None:
    columns = {column["key"]: column for column in file()["columns"]}
    assert columns["zone"]["values"][-1] == ["-", "No zone named"]
    assert columns["region"]["values"][-1] == ["-", "No region named"]
    assert columns["speaker"]["values"][-1] == ["-", "not stated"]


def test_a_region_that_merged_lies_within_its_successor() -> None:
    column = next(column for column in file()["columns"] if column["key"] == "region")
    (gwangju,) = [value for value in column["values"] if value[0] == "gwangju"]
    assert column["values"][gwangju[3]][0] == "union"


def test_a_row_is_found_in_the_other_language_and_stands_on_the_page_of_its_meeting() -> None:
    data = file()
    assert data["rows"]["on"] == ["meetings/new", "meetings/new", "meetings/old", "meetings/old"]
    assert data["rows"]["name"][0] == "More time"
    also = data["rows"]["also"][0].split(" / ")
    assert {"기간 연장", "시장", "검토", "협의회", "Ships of tomorrow"} <= set(also)
    assert "target" not in data["rows"]


def test_a_long_list_has_its_further_pages_below_its_own_address() -> None:
    items = [row(f"new-{number}", meeting_id="new", kind="plan") for number in range(ROWS_A_PAGE + 1)]
    pages = rendered(requests.pages, SAID | {"agenda_items": items, "agenda_item_zones": [], "doubts": []})
    assert list(pages) == ["requests/", "requests/page/2/"]
    assert ("../../", "To filter the list, see its first page.") in Body(pages["requests/page/2/"].body).links


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everything_said_in_the_real_registry_stands_once(language: str) -> None:
    edition = Edition(package.load(REGISTRY), language, DAY)
    body = Body(next(requests.pages(edition)).body)
    said = [item for item in edition.graph.records("agenda_items") if item.kind not in ("decision", "agenda")]
    assert len(said) == len(derive.what_was_said(edition.graph)) > 60
    for item in said:
        assert body.links.count((f"../meetings/{item.meeting_id}/#{item.id}", str(item.topic))) == 1
        assert not item.response or str(item.response) in body.text
    assert len(body.ids) == len(set(body.ids))
    assert body.unmarked == [] or language == "ko"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_text_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    items = [row("new-1", meeting_id="new", kind="request", topic_ko=evil, topic_en=evil, raised_by_ko=evil, raised_by_en=evil)]
    body = rendered(requests.pages, SAID | {"agenda_items": items}, language)["requests/"].body
    assert "<b>" not in body
    assert evil in Body(body).text
