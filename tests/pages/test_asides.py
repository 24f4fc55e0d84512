from __future__ import annotations

import re

import pytest

from generator.pages.asides import Asides
from generator.pages.footnotes import Footnotes
from tests.pages.reading import Body
from tests.records import Cells, descriptor, edition_of, row

SOURCES = [row("a"), row("b"), row("c")]


def conflict(id: str, field: str, other: str, **cells: str) -> Cells:
    about = {"table_name": "zones", "record_id": "zone", "reason": "differs", "other_source_id": "b"}
    return row(id, field=field, other_value=other, **(about | cells))


def doubt(id: str, field: str, note: str = "", **cells: str) -> Cells:
    about = {"table_name": "zones", "record_id": "zone"}
    return row(id, field=field, note_ko=note or f"{id} 의문", note_en=note or f"{id} doubt", **(about | cells))


def asides(
    conflicts: list[Cells] | None = None,
    doubts: list[Cells] | None = None,
    language: str = "en",
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    **tables: list[Cells],
) -> list[str]:
    """The words of each aside of a zone."""
    html = shown(conflicts, doubts, language, only, without, **tables)
    return [Body(item).text for item in re.findall(r"<li[^>]*>(.*?)</li>", html)]


def shown(
    conflicts: list[Cells] | None = None,
    doubts: list[Cells] | None = None,
    language: str = "en",
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    **tables: list[Cells],
) -> str:
    edition = edition_of(
        {"zones": [row("zone")], "sources": SOURCES, "conflicts": conflicts or [], "doubts": doubts or [], **tables}, language
    )
    return Asides(edition, Footnotes("Source"))(edition.graph.records("zones")[0], only, without)


def test_a_record_without_doubts_and_conflicts_has_no_list() -> None:
    assert shown() == ""


def word(table: str, field: str, language: str, value: str = "") -> str:
    """The descriptor's word for a column, or for one of its values."""
    column = descriptor().tables[table].field_by_name[field]
    return column.labels[value][language] if value else column.title(language)


@pytest.mark.parametrize(
    ("field", "other", "korean", "english"),
    [
        ("budget_krw", "33600000000", "336억 원", "KRW 33.6 billion"),
        ("budget_krw", "about 300", "about 300", "about 300"),
        ("budget_krw", "5²", "5²", "5²"),
        ("area_km2", "infinity", "infinity", "infinity"),
        ("area_km2", "1234.50", "1,234.5", "1,234.5"),
        ("operator_count", "17", "17", "17"),
        ("operator_count", "17 to 20", "17 to 20", "17 to 20"),
        ("designated_on", "2021-11-04", "2021년 11월 4일", "4 November 2021"),
        ("designated_on", "2021-11", "2021년 11월", "November 2021"),
        ("designated_on", "2021-13", "2021-13", "2021-13"),
        ("designated_on", "later", "later", "later"),
        ("ended_reason", "expired", word("zones", "ended_reason", "ko", "expired"), word("zones", "ended_reason", "en", "expired")),
        ("sector_id", "sector", "sector의 이름", "name of sector"),
        ("sector_id", "no-such-sector", "no-such-sector", "no-such-sector"),
    ],
)
def test_another_value_is_said_as_its_column_says_values(field: str, other: str, korean: str, english: str) -> None:
    for language, value, kind, end in (("ko", korean, "다른 출처", ""), ("en", english, "Another source", ".")):
        reason = word("conflicts", "reason", language, "differs")
        assert asides([conflict("1", field, other)], language=language) == [
            f"{kind} {word('zones', field, language)}: {value} ({reason}){end}1"
        ]


@pytest.mark.parametrize("field", ["name_ko", "name_en"])
def test_a_conflict_about_one_half_of_a_bilingual_pair_names_the_pair(field: str) -> None:
    for language, kind, end in (("ko", "다른 출처", ""), ("en", "Another source", ".")):
        name = word("zones", field, language).partition("(")[0].strip()
        reason = word("conflicts", "reason", language, "misprint")
        assert asides([conflict("1", field, "부산", reason="misprint")], language=language) == [f"{kind} {name}: 부산 ({reason}){end}1"]


def test_a_conflict_about_the_whole_record_says_its_topic() -> None:
    found = conflict("1", "*", "대구", topic_ko="지역", topic_en="Region")
    assert asides([found])[0].startswith("Another source Region: 대구 (")
    assert asides([found], language="ko")[0].startswith("다른 출처 지역: 대구 (")


def test_a_conflict_says_its_day_its_reason_its_note_and_every_source_once() -> None:
    found = conflict("1", "round", "3", other_as_of="2024-05", reason="earlier", note_ko="전에는 3차.", note_en="It was 3 before.")
    citations = [row(id, table_name="conflicts", record_id="1", field="other_value", source_id=id) for id in ("c", "b")]
    for language, day, note in (("ko", "2024년 5월 기준)", "전에는 3차."), ("en", "as of May 2024).", "It was 3 before.")):
        (aside,) = asides([found], language=language, citations=citations)
        assert aside.endswith(f": 3 ({word('conflicts', 'reason', language, 'earlier')}, {day} {note}12")


def test_a_doubt_says_its_note_and_the_sources_that_it_names() -> None:
    found = doubt("1", "*", "A doubt.")
    citations = [row("x", table_name="doubts", record_id="1", field="*", source_id="c")]
    assert asides(doubts=[found]) == ["To be confirmed A doubt."]
    assert asides(doubts=[found], citations=citations) == ["To be confirmed A doubt.1"]


def test_a_doubt_that_was_resolved_is_not_shown() -> None:
    assert asides(doubts=[doubt("1", "*", resolved_on="2026-10"), doubt("2", "*")]) == ["To be confirmed 2 doubt"]


def test_conflicts_stand_before_doubts_each_in_the_order_of_its_file() -> None:
    conflicts = [conflict("1", "round", "3"), conflict("2", "area_km2", "5")]
    found = asides(conflicts, [doubt("1", "round"), doubt("2", "*")], language="ko")
    starts = ["다른 출처 " + word("zones", field, "ko") for field in ("round", "area_km2")] + ["확인할 점 1 의문", "확인할 점 2 의문"]
    assert [aside.startswith(start) for aside, start in zip(found, starts, strict=True)] == [True] * 4


def test_asides_can_be_those_of_some_columns_or_of_all_but_some() -> None:
    doubts = [doubt("a", "round"), doubt("b", "*"), doubt("c", "area_km2")]
    assert asides(doubts=doubts, only=("round", "area_km2")) == ["To be confirmed a doubt", "To be confirmed c doubt"]
    assert asides(doubts=doubts, without=("round",)) == ["To be confirmed b doubt", "To be confirmed c doubt"]
    assert asides(doubts=doubts, only=("budget_krw",)) == []


@pytest.mark.parametrize(("kind", "starts"), [("", ["Another", "To be"]), ("conflicts", ["Another"]), ("doubts", ["To be"])])
def test_asides_can_be_those_of_one_kind(kind: str, starts: list[str]) -> None:
    edition = edition_of(
        {"zones": [row("zone")], "sources": SOURCES, "conflicts": [conflict("1", "round", "3")], "doubts": [doubt("1", "round")]}, "en"
    )
    html = Asides(edition, Footnotes("Source"))(edition.graph.records("zones")[0], only=("round",), kind=kind)
    assert [start in html for start in ("Another", "To be")] == [start in starts for start in ("Another", "To be")]


def test_html_in_a_doubt_or_a_conflict_is_escaped() -> None:
    html = shown([conflict("1", "name_en", "<b>x</b>", note_ko="<i>", note_en="<i>")], [doubt("1", "*", "<u>")])
    for tag in ("<b>", "<i>", "<u>"):
        assert tag not in html
        assert tag.replace("<", "&lt;").replace(">", "&gt;") in html


def test_korean_words_in_an_aside_are_marked_on_an_english_page() -> None:
    html = shown([conflict("1", "name_ko", "부산 특구", note_ko="말", note_en="says 부산일보")], [doubt("1", "*", "says 국제신문")])
    assert Body(html).unmarked == []
    assert [words for language, words in Body(html).marked if language == "ko"] == ["부산 특구", "부산일보", "국제신문"]


@pytest.mark.parametrize(
    ("field", "kind"),
    [("ended_on", ' class="zr-answer"'), ("ended_reason", ' class="zr-answer"'), ("budget_krw", ""), ("*", "")],
)
def test_only_what_questions_the_answer_to_whether_one_may_still_stands_out(field: str, kind: str) -> None:
    assert shown([conflict("1", field, "5")]).startswith(f'<ul class="zr-asides"><li{kind}>')
    quiet = kind or ' class="zr-doubt"'
    assert shown(doubts=[doubt("1", field)]).startswith(f'<ul class="zr-asides"><li{quiet}>')
