from __future__ import annotations

import re
from datetime import date

import pytest

from generator.pages import programs
from tests.pages.reading import Body
from tests.records import Cells, Tables, descriptor, rendered, row

DAY = date(2026, 11, 23)
REQUIRED: dict[str, list[Cells]] = {"programs": [row("p", name_ko="기금", name_en="Fund")]}

EVERYTHING: dict[str, list[Cells]] = {
    "programs": [
        row(
            "p",
            name_en="Fund",
            kind="finance",
            zone_kind="both",
            reach="listed",
            summary_ko="돈",
            summary_en="Lends money.",
            url="https://www.fund.example/a",
        )
    ],
    "organisations": [row("bank", name_ko="은행", name_en="")],
    "program_providers": [row("p-bank", program_id="p", organisation_id="bank")],
    "zones": [row("a", short_name_en="A")],
    "program_zones": [row("p-a", program_id="p", zone_id="a")],
    "regions": [row("busan", name_en="Busan")],
    "program_regions": [row("p-busan", program_id="p", region_id="busan")],
    "calls": [
        row("old", program_id="p", kind="budget", year="2025", budget_krw="6200000000"),
        row(
            "new",
            program_id="p",
            kind="call",
            year="2026",
            title_ko="2차",
            title_en="Second call",
            audience_ko="기업",
            audience_en="Companies of 부산",
            support_ko="대출",
            support_en="Loans",
            announced_on="2026-10",
            opens_on="2026-11-01",
            closes_on="2026-12-01",
            budget_krw="0",
            url="https://call.example/b",
        ),
    ],
    "doubts": [
        row("1", table_name="programs", record_id="p", field="*", note_en="Doubt 1!"),
        row("2", table_name="calls", record_id="new", field="closes_on", note_en="Doubt 2!"),
    ],
    "conflicts": [row("3", table_name="calls", record_id="old", field="budget_krw", other_value="6300000000")],
}


def page(tables: Tables, language: str = "en", day: date = DAY) -> Body:
    return Body(rendered(programs.pages, tables, language, day)["programs/p/"].body)


@pytest.mark.parametrize(
    ("language", "none"), [("ko", "신청을 받는 공고는 출처에서"), ("en", "Our sources mention no call for applications.")]
)
def test_a_program_with_only_its_required_fields_says_so_and_names_its_source(language: str, none: str) -> None:
    body = page(REQUIRED, language)
    assert none in body.text
    assert [id for id in body.ids if id not in ("download", "cite", "citation")] == ["calls", "sources", "source-1"]
    unstated = {"ko": "출처에서 확인되지 않았습니다", "en": "Not stated in our sources"}[language]
    for question in {
        "ko": ("누구를 위한", "얼마인가요", "언제 신청", "어디에 신청"),
        "en": ("For whom", "How much", "When to", "Where to"),
    }[language]:
        assert unstated in body.after(question)[:60]
    assert rendered(programs.pages, REQUIRED)["programs/p/"].description == "Fund"


def test_a_program_shows_every_fact_about_it_and_its_calls() -> None:
    body = page(EVERYTHING)
    for words in ("Lends money.", "은행", "Busan", "A", "fund.example", "Second call 2026", "Companies of 부산", "Loans", "October 2026"):
        assert words in body.text
    for words in ("1 November 2026", "1 December 2026 (days left: 8)", "KRW 0", "call.example", "2025 Budget", "KRW 6.2 billion"):
        assert words in body.text
    for words in ("Doubt 1!", "Doubt 2!", "KRW 6.3 billion"):
        assert words in body.text
    assert body.link("call.example") == "https://call.example/b"
    assert body.unmarked == []


def test_a_program_names_its_legal_basis_and_its_calls_whom_they_are_for() -> None:
    tables = EVERYTHING | {
        "laws": [row("act", name_ko="지역특구법", name_en=""), row("decree", name_ko="시행령", name_en="Decree")],
        "program_laws": [
            row("1", program_id="p", law_id="act", article="제88조", source_id="law"),
            row("2", program_id="p", law_id="decree"),
        ],
        "call_audiences": [row("1", call_id="new", audience="company"), row("2", call_id="new", audience="research")],
        "names": [row("n", table_name="programs", record_id="p", name_ko="옛 기금", name_en="Old Fund", kind="former")],
        "sources": [row("source"), row("law", publisher="Law centre")],
    }
    body = page(tables)
    assert re.search(r"Legal basis 지역특구법 제88조\d; Decree\d", body.text)
    labels = descriptor().tables["call_audiences"].field_by_name["audience"].labels
    assert f"Who may apply {labels['company']['en']}, {labels['research']['en']}" in body.text
    assert "Law centre" in body.text
    assert "Old Fund (Former name)" in body.text
    assert body.link("지역특구법") == "../../laws/act/"
    assert body.unmarked == []
    assert "Legal basis" not in page(EVERYTHING).text
    assert "Who may apply" not in page(EVERYTHING).text


def test_a_call_of_an_earlier_year_without_a_closing_day_is_a_past_one() -> None:
    assert "Past call A call of an earlier year;" in page(REQUIRED | {"calls": [call(year="2025")]}).text
    assert "Past call" not in page(REQUIRED | {"calls": [call(year="2026")]}).text


def test_calls_stand_newest_first_and_have_anchors() -> None:
    assert [id for id in page(EVERYTHING).ids if id in ("old", "new")] == ["new", "old"]


def test_the_newest_call_and_all_that_may_be_open_stand_before_a_fold_with_the_older_ones() -> None:
    tables = REQUIRED | {
        "calls": [
            call("budget", year="2027"),
            call("open", opens_on="2026-11-01", closes_on="2026-12-31"),
            call("unknown", year="2026"),
            call("closed", closes_on="2026-01-31"),
            call("past", year="2019"),
        ]
    }
    body = rendered(programs.pages, tables)["programs/p/"].body
    before, _, fold = body.partition("<summary>Earlier ones: 2</summary>")
    assert re.findall(r'class="zr-card" id="(\w+)"', before) == ["budget", "open", "unknown"]
    assert re.findall(r'class="zr-card" id="(\w+)"', fold) == ["closed", "past"]
    assert "Earlier ones" not in page(EVERYTHING | {"calls": [call()]}).text


def test_the_strip_says_who_how_much_when_and_where_each_with_its_source() -> None:
    tables = EVERYTHING | {"call_audiences": [row("1", call_id="new", audience="company")]}
    body = page(tables)
    strip = body.text.partition("Calls and budgets")[0]
    assert re.search(r"For whom Companies of 부산\d ?Compan(y|ies)", strip)
    assert re.search(r"How much KRW 0\d ?Call of 2026", strip)
    assert re.search(r"When to apply announced October 2026, from 1 November 2026 to 1 December 2026\d", strip)
    assert re.search(r"Where to apply call.example\d ?address given for the call", strip)
    assert body.link("fund.example") == "https://www.fund.example/a"


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"programs": [row("p", url="https://fund.example/")]}, "fund.example1 site of the program"),
        (
            {"programs": [row("p")], "organisations": [row("o", name_en="Bank", url="https://bank.example/")]},
            "bank.example1 site of the provider: Bank",
        ),
    ],
)
def test_without_a_page_of_the_call_the_site_of_the_program_or_of_a_provider_is_where_to_apply(tables: Tables, words: str) -> None:
    providers = [row("1", program_id="p", organisation_id="o")] if "organisations" in tables else []
    body = page({**tables, "program_providers": providers, "calls": [call(closes_on="2026-12-31")]})
    assert f"Where to apply {words}" in body.text
    assert body.text.count("fund.example") <= 1


def test_a_standing_program_says_who_can_apply_and_has_no_empty_list_of_calls() -> None:
    body = page({"programs": [row("p", standing="true")]})
    assert "Who can apply" not in body.text
    assert "calls" not in body.ids
    tables = {
        "programs": [row("p", standing="true")],
        "calls": [call("c", closes_on="2020-01-01"), call("d", closes_on="2021-01-01")],
        "call_audiences": [row("1", call_id="c", audience="local_government"), row("2", call_id="d", audience="local_government")],
    }
    label = descriptor().tables["call_audiences"].field_by_name["audience"].labels["local_government"]["en"]
    assert re.search(rf"applications are always possible\. Who can apply: {label}\.\d", page(tables).text)


def test_similar_programs_are_listed_and_left_out_where_there_are_none() -> None:
    others = [row("p", kind="finance"), row("q", kind="finance", name_en="Like it"), row("r", kind="tax", name_en="Unlike")]
    body = page({"programs": others})
    assert "Like it" in body.after("Similar programs")
    assert "Unlike" not in body.text
    assert "similar" not in page(REQUIRED).ids


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ko",
            "2026년 11월 23일 기준으로 접수 중 2건(그 가운데 곧 마감 1건), 접수 예정 1건, 상시 1건이며, 마감일을 알 수 없는",
        ),
        ("en", "As of 23 November 2026, 2 are open (closing soon: 1), 1 upcoming, 1 always open, and 1 have a call whose closing day"),
    ],
)
def test_the_index_begins_with_how_many_one_can_apply_for(language: str, words: str) -> None:
    told = {
        "open": {"closes_on": "2027-01-31"},
        "soon": {"closes_on": "2026-11-30"},
        "upcoming": {"opens_on": "2026-12-01"},
        "undated": {"year": "2026"},
        "past": {"year": "2020"},
        "closed": {"closes_on": "2020-01-31"},
    }
    tables = {
        "programs": [row("none"), row("standing", standing="true"), *(row(id) for id in told)],
        "calls": [row(f"{id}-call", program_id=id, kind="call", **cells) for id, cells in told.items()],
    }
    body = Body(rendered(programs.pages, tables, language, DAY)["programs/"].body)
    assert words in body.text
    assert body.text.index(words) < body.text.index({"ko": "지원사업과 제도 8건", "en": "8 programs and schemes"}[language])


def test_the_year_of_a_call_is_not_said_twice() -> None:
    calls = [row("c", program_id="p", kind="event", year="2025", title_ko="2025 주간", title_en="Week 2025")]
    assert "Week 2025 " in page(REQUIRED | {"calls": calls}).text
    assert "2025 2025" not in page(REQUIRED | {"calls": calls}).text


def call(id: str = "c", **cells: str) -> Cells:
    return row(id, program_id="p", kind="call", **cells)


@pytest.mark.parametrize(
    ("calls", "korean", "english"),
    [
        (
            [call(closes_on="2026-12-31")],
            "접수 중 2026년 12월 31일까지 신청할 수 있습니다.",
            "Open Applications are taken until 31 December 2026.",
        ),
        ([call(closes_on="2026-11-23")], "2026년 11월 23일에 마감합니다. 0일 남았습니다.", "Closes on 23 November 2026. Days left: 0."),
        ([call(closes_on="2026-12")], "곧 마감 2026년 12월까지 신청할", "Closing soon Applications are taken until December 2026."),
        ([call(opens_on="2026-12-01")], "접수 예정 2026년 12월 1일부터", "Upcoming Applications open on 1 December 2026."),
        (
            [call(closes_on="2025-01-31"), call("d", closes_on="2025-03-31")],
            "마감 신청이 끝났습니다. 가장 최근 공고는 2025년 3월 31일에 마감",
            "Closed Applications are over: the latest call closed on 31 March 2025.",
        ),
        ([call(opens_on="2026-01-01")], "마감일 미상 마감일이 출처에", "Closing day unknown No source states a closing day"),
        ([], "공고 없음 신청을 받는 공고는", "No call known Our sources mention no call"),
    ],
)
def test_a_program_says_in_a_sentence_whether_one_can_apply(calls: list[Cells], korean: str, english: str) -> None:
    for language, words in (("ko", korean), ("en", english)):
        assert words in page(REQUIRED | {"calls": calls}, language).text


def test_a_standing_program_says_that_it_is_always_open() -> None:
    assert "Always open A law or page says" in page({"programs": [row("p", standing="true")], "calls": [call(closes_on="2025-01-01")]}).text


def test_the_index_lists_programs_and_says_when_none_is_open() -> None:
    tables = {
        "programs": [row("p", name_en="Fund", kind="finance"), row("q", name_en="Tests", kind="demonstration")],
        "sources": [row("source", kind="press", published_on="2026-02-25")],
    }
    body = Body(rendered(programs.pages, tables)["programs/"].body)
    assert body.records == {"programs/p", "programs/q"}
    assert "2 programs and schemes" in body.text
    assert "Our sources confirm no call that is open now. News was read up to 25 February 2026" in body.text
    opened = Body(rendered(programs.pages, tables | {"calls": [call(closes_on="2026-12-31")]})["programs/"].body)
    assert "confirm no call" not in opened.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_name_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    calls = [call(title_ko=evil, title_en=evil, audience_ko=evil, audience_en=evil)]
    for made in rendered(programs.pages, {"programs": [row("p", name_ko=evil, name_en=evil)], "calls": calls}, language).values():
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
