from __future__ import annotations

import pytest

from generator.pages import meetings
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, descriptor, rendered, row

REQUIRED: dict[str, list[Cells]] = {"meetings": [row("m", name_ko="회의", name_en="Meeting", held_on="2024-08-26")]}

EVERYTHING: dict[str, list[Cells]] = {
    "meetings": [
        row(
            "m",
            name_en="17th committee",
            held_on="2025-11-19",
            ends_on="2025-11-21",
            form="written",
            place_ko="서울",
            place_en="Seoul",
            chair_ko="총리",
            chair_en="Prime Minister",
            speaker_ko="장관",
            speaker_en="Minister",
            participants_ko="위원",
            participants_en="Members and 포스텍",
        )
    ],
    "organisations": [row("mss", name_ko="중기부", name_en="Ministry of SMEs"), row("city", name_ko="부산시청", name_en="")],
    "agenda_items": [
        row(
            "m-1",
            meeting_id="m",
            kind="request",
            topic_en="More time",
            raised_by_ko="시장",
            raised_by_en="The mayor",
            raised_by_id="city",
            response_ko="검토",
            response_en="Under review",
        ),
        row(
            "m-2",
            meeting_id="m",
            kind="decision",
            topic_en="Permit",
            raised_by_ko="중기부",
            raised_by_en="Ministry of SMEs",
            raised_by_id="mss",
        ),
        row("m-3", meeting_id="m", kind="difficulty", topic_en="Costs"),
        row("m-4", meeting_id="m", kind="plan", topic_en="Next year", raised_by_id="mss"),
    ],
    "zones": [row("a", short_name_en="A"), row("b", short_name_en="B"), row("c", short_name_en="C")],
    "agenda_item_zones": [row("1", agenda_item_id="m-1", zone_id="a"), row("2", agenda_item_id="m-1", zone_id="b")],
    "events": [row("e", zone_id="c", meeting_id="m", happened_on="2025-11-21", note_en="Permit granted.")],
    "doubts": [
        row("1", table_name="meetings", record_id="m", field="*", note_en="Doubt 1!"),
        row("2", table_name="agenda_items", record_id="m-3", field="*", note_en="Doubt 2!"),
    ],
}


def page(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(meetings.pages, tables, language)["meetings/m/"].body)


def sections(body: Body) -> list[str]:
    """Anchors of the sections and items of a page, without its foot."""
    ids = [id for id in body.ids if not id.startswith("source-")]
    return ids[: ids.index("sources") + 1]


@pytest.mark.parametrize(("language", "unstated"), [("ko", "출처에서 확인되지 않았습니다"), ("en", "Not stated in our sources")])
def test_a_meeting_with_only_its_required_fields_says_what_no_source_states(language: str, unstated: str) -> None:
    body = page(REQUIRED, language)
    # Form, place, chair, agenda.
    assert body.text.count(unstated) == 4
    assert sections(body) == ["agenda", "sources"]
    assert rendered(meetings.pages, REQUIRED)["meetings/m/"].description == "Meeting"


def test_a_meeting_shows_every_fact_about_it() -> None:
    body = page(EVERYTHING)
    for words in ("17th committee", "19 November 2025 to 21 November 2025", "Seoul", "Prime Minister", "Minister", "Members and 포스텍"):
        assert words in body.text
    for words in ("Request More time", "Under review", "A, B", "Permit granted.", "Doubt 1!", "Doubt 2!"):
        assert words in body.text
    assert body.unmarked == []
    assert rendered(meetings.pages, EVERYTHING)["meetings/m/"].description == "Permit; More time; Costs"


def test_an_item_about_a_plan_names_it_beside_the_zones_and_leads_to_its_region() -> None:
    tables = EVERYTHING | {
        "regions": [row("busan")],
        "zone_plans": [row("plan", region_id="busan", name_en="Ships of tomorrow", result="rejected")],
        "agenda_item_zones": [
            row("1", agenda_item_id="m-1", zone_id="a"),
            row("2", agenda_item_id="m-1", zone_id="", plan_id="plan"),
        ],
    }
    body = page(tables)
    assert "A, Ships of tomorrow (plan before designation)" in body.text
    assert body.link("Ships of tomorrow") == "../../regions/busan/#plan"
    assert "지정 전의 계획" in page(tables, "ko").text


def test_an_event_names_the_projects_of_the_exemptions_that_it_is_about() -> None:
    tables = EVERYTHING | {
        "projects": [row("p", zone_id="a", title_en="Ships"), row("q", zone_id="a", title_en="Tanks")],
        "exemptions": [row("p-1", project_id="p"), row("q-1", project_id="q")],
        "event_exemptions": [row("1", event_id="e", exemption_id="p-1"), row("2", event_id="e", exemption_id="q-1")],
    }
    assert page(tables).after("Permit granted.").startswith("1 17th committee Projects named: Ships, Tanks")


def test_who_raised_an_item_is_named_once_and_leads_to_the_organisation() -> None:
    text = page(EVERYTHING).text
    assert "Raised by The mayor (부산시청)" in text
    assert text.count("Raised by Ministry of SMEs") == 2
    assert "Ministry of SMEs (Ministry of SMEs)" not in text


def test_a_request_or_difficulty_without_a_response_says_so_and_a_decision_does_not() -> None:
    text = page(EVERYTHING).text
    assert text.count("No answer is stated in our sources.") == 1
    assert text.index("Costs") < text.index("No answer is stated in our sources.")


def test_items_and_events_have_anchors() -> None:
    body = page(EVERYTHING)
    assert len(body.ids) == len(set(body.ids))
    assert {"m-1", "m-2", "m-3", "m-4", "e"} <= set(body.ids)


def test_decisions_come_first_then_the_agenda_then_what_was_said_by_kind() -> None:
    tables = EVERYTHING | {"agenda_items": [*EVERYTHING["agenda_items"], row("m-5", meeting_id="m", kind="agenda", topic_en="Reports")]}
    body = page(tables)
    assert sections(body) == [
        "decisions", "m-2", "agenda", "m-5", "said", "m-1", "m-3", "m-4", "events", "e", "zones", "sources",
    ]  # fmt: skip
    said = body.after("What was said and planned")
    places = [said.index(words) for words in ("Request More time", "Difficulty Costs", "Plan Next year")]
    assert places == sorted(places)
    assert ("../../requests/", "Requests and answers of all meetings") in body.links


def test_a_meeting_of_which_only_decisions_are_told_says_nothing_of_its_agenda() -> None:
    body = page(EVERYTHING | {"agenda_items": [EVERYTHING["agenda_items"][1]], "agenda_item_zones": []})
    assert "decisions" in body.ids
    assert {"agenda", "said"}.isdisjoint(body.ids)


def test_the_zones_of_items_and_events_are_gathered_with_their_status() -> None:
    assert page(EVERYTHING).after("Zones concerned").startswith("A Unconfirmed B Unconfirmed C Unconfirmed as of 23 November 2026")
    assert "zones" not in page(REQUIRED).ids


def test_a_meeting_leads_to_the_ones_before_and_after_it_in_its_series() -> None:
    days = (("first", "2024", "council"), ("m", "2024-08-26", "council"), ("other", "2024-09-01", "launch"), ("last", "2025-01", "council"))
    tables = {"meetings": [row(id, name_en=f"Meeting {id}", held_on=day, series=series) for id, day, series in days]}
    way = page(tables).after("Previous meeting")
    assert way.startswith("Meeting first 2024 Next meeting Meeting last January 2025")
    made = {path: Body(made.body) for path, made in rendered(meetings.pages, tables).items()}
    assert made["meetings/first/"].after("Previous meeting").startswith("This is the first of its kind in our sources.")
    assert made["meetings/last/"].after("Next meeting").startswith("This is the latest of its kind in our sources.")
    assert made["meetings/last/"].link("Meeting m") == "../m/"
    assert "Meeting other" not in made["meetings/m/"].text


# The index

DAYS = (("m", "2024-08-26", "council"), ("n", "2024", "launch"), ("o", "2025-01", "council"))
LISTED = {"meetings": [row(id, name_en=f"Meeting {id}", held_on=day, series=series) for id, day, series in DAYS]}


def index(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(meetings.pages, tables, language)["meetings/"].body)


def test_the_index_lists_meetings_by_year_newest_first() -> None:
    body = index(LISTED | {"agenda_items": [row("o-1", meeting_id="o")]})
    places = [body.text.index(words) for words in ("January 2025 Meeting o", "26 August 2024 Meeting m", "2024 Meeting n")]
    assert places == sorted(places)
    assert body.after("Meeting o").startswith("Council Agenda items: 1")
    assert body.after("Meeting m").startswith("Council Items not stated")


def test_the_index_leads_to_each_year_and_counts_the_meetings_of_each_series() -> None:
    body = index(LISTED)
    assert [href for href, _ in body.links if href.startswith("#")] == ["#y2025", "#y2024"]
    assert {"y2025", "y2024"} <= set(body.ids)
    assert body.after("Show one kind of meeting").startswith("All 3 Council 2 Launch 1")
    assert "Show one kind of meeting" not in index({"meetings": LISTED["meetings"][:1]}).text


def test_every_series_of_the_schema_can_be_chosen_alone() -> None:
    css = (REGISTRY.parent / "site_src/assets/css/23-requests.css").read_text(encoding="utf-8")
    for series in descriptor().tables["meetings"].field_by_name["series"].labels:
        rule = f':has([value="{series}"]:checked) :is(li[data-series]:not([data-series="{series}"])'
        assert f'.zr-meetings{rule}, section:not(:has([data-series="{series}"])))' in css


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    items = [row("m-1", meeting_id="m", topic_ko=evil, topic_en=evil, response_ko=evil, response_en=evil)]
    tables = {"meetings": [row("m", name_ko=evil, name_en=evil, place_ko=evil, place_en=evil)], "agenda_items": items}
    for made in rendered(meetings.pages, tables, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
