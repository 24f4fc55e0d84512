from __future__ import annotations

from datetime import date
from typing import Any

import jinja2
import pytest

from generator.bilingual import Text
from generator.pages.edition import Edition
from generator.pages.formats import article_words
from generator.pages.laws import Gathered
from tests.records import Cells, edition_of, row

TABLES: dict[str, list[Cells]] = {
    "zones": [row("a", name_ko="가 특구", name_en="Zone A", short_name_ko="가", short_name_en="A", ended_on="2025-12-31")],
    "projects": [row("p", zone_id="a", title_ko="사업", title_en="Project")],
    "terms": [row("t", term_ko="용어", term_en="Term")],
    "organisations": [row("o", name_ko="쿠팡", name_en="")],
    "meetings": [row("m")],
    "agenda_items": [row("i", meeting_id="m", topic_ko="안건", topic_en="Topic")],
    "events": [row("e", zone_id="a")],
    "sources": [row("source", title="제목"), row("untitled")],
}


def render(source: str, language: str = "en", here: str = "zones/a/", day: date = date(2026, 11, 23), **tables: list[Cells]) -> str:
    edition = edition_of(TABLES | tables, language, day)
    return edition.text_page(source, here)


@pytest.mark.parametrize(
    ("table", "korean", "english"),
    [
        ("zones", "가 특구", "Zone A"),
        ("projects", "사업", "Project"),
        ("terms", "용어", "Term"),
        ("organisations", "쿠팡", "쿠팡"),
        ("agenda_items", "안건", "Topic"),
        ("events", "e", "e"),
        ("sources", "제목", "제목"),
    ],
)
def test_the_name_of_a_record_is_what_its_table_calls_it(table: str, korean: str, english: str) -> None:
    for language, name in (("ko", korean), ("en", english)):
        edition = edition_of(TABLES, language)
        assert edition.name(edition.graph.records(table)[0]) == name


def test_a_record_without_a_name_is_called_by_its_id() -> None:
    edition = edition_of(TABLES)
    assert edition.name(edition.graph.records("sources")[1]) == "untitled"


def test_the_short_name_of_a_record_without_one_is_its_full_name() -> None:
    edition = edition_of(TABLES, "en")
    assert edition.short(edition.graph.records("zones")[0]) == "A"
    assert edition.short(edition.graph.records("projects")[0]) == "Project"


def test_statuses_hold_for_the_day_of_the_edition() -> None:
    assert render("{{ zone_status(records('zones')[0]).status }}", day=date(2025, 12, 31)) == "unconfirmed"
    assert render("{{ zone_status(records('zones')[0]).status }}", day=date(2026, 1, 1)) == "ended"
    program: dict[str, Any] = {"programs": [row("p")], "calls": [row("c", program_id="p", kind="call", closes_on="2026-06-30")]}
    source = "{{ program_status(records('programs')[0]) }} {{ call_status(records('calls')[0]) }} {{ days_left(records('calls')[0]) }}"
    assert render(source, day=date(2026, 6, 20), **program) == "closing_soon closing_soon 10"
    assert render(source, day=date(2026, 7, 1), **program) == "closed closed None"


def test_a_link_is_relative_to_its_page_and_names_its_record() -> None:
    link = "{{ link(records('projects')[0]) }}"
    assert render(link, here="zones/a/") == '<a href="../../projects/p/" data-record="projects/p">Project</a>'
    assert render(link, here="") == '<a href="projects/p/" data-record="projects/p">Project</a>'
    assert render("{{ link(records('zones')[0], short=True) }}", "ko") == '<a href="./" data-record="zones/a">가</a>'
    assert render("{{ link(records('zones')[0], words='x & y') }}", here="zones/") == '<a href="a/" data-record="zones/a">x &amp; y</a>'


def test_a_way_to_a_path_or_a_record_is_relative_to_its_page() -> None:
    assert render("{{ url('laws/') }} {{ url(records('projects')[0]) }} {{ url('') }}") == "../../laws/ ../../projects/p/ ../../"


def test_names_are_escaped_and_korean_ones_marked_on_an_english_page() -> None:
    source = "{{ records('organisations')[0].name }}"
    assert render(source) == '<span lang="ko">쿠팡</span>'
    assert render(source, "ko") == "쿠팡"
    assert render(source, "ko", organisations=[row("o", name_ko="<b>A&B</b>", name_en="")]) == "&lt;b&gt;A&amp;B&lt;/b&gt;"


@pytest.mark.parametrize(
    ("source", "korean", "english"),
    [
        ("{{ '2024-08'|when }}", '<time datetime="2024-08">2024년 8월</time>', '<time datetime="2024-08">August 2024</time>'),
        ("{{ '2024-08'|when_words }}", "2024년 8월", "August 2024"),
        ("{{ none|when_words }}", "미상", "not stated"),
        (
            "{{ 20000|won }}",
            '<data value="20000" title="KRW 20,000">2만 원</data>',
            '<data value="20000" title="KRW 20,000">KRW 20,000</data>',
        ),
        ("{{ 1234.5|number }}", "1,234.5", "1,234.5"),
        ("{{ records('zones')[0].name|plain }}", "가 특구", "Zone A"),
        ("{{ 'A 가'|mixed }}", "A 가", 'A <span lang="ko">가</span>'),
        ("{{ 'https://www.mss.go.kr/site/x.do?a=b'|host }}", "mss.go.kr", "mss.go.kr"),
        ("{{ t('kind.zones') }} {{ language }}", "특구 ko", "Zones en"),
        ("{{ day }}", "2026-11-23", "2026-11-23"),
    ],
)
def test_hand_written_pages_and_templates_have_the_formats_of_their_language(source: str, korean: str, english: str) -> None:
    assert render(source, "ko") == korean
    assert render(source, "en") == english


def test_records_are_put_in_order_of_their_day_and_those_without_one_first() -> None:
    days = (("a", "2024-05-02"), ("b", "2024"), ("c", ""), ("d", "2024-05"))
    tables: dict[str, Any] = {"programs": [row("p")], "calls": [row(id, program_id="p", kind="call", opens_on=day) for id, day in days]}
    source = "{{ records('calls')|by_date('opens_on')|map(attribute='id')|join }}"
    assert render(source, **tables) == "cbda"
    assert render(source.replace("'opens_on'", "'opens_on', reverse=true"), **tables) == "adbc"


def test_what_a_template_does_not_know_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("{{ nothing }}")
    with pytest.raises((jinja2.UndefinedError, AttributeError)):
        render("{{ records('zones')[0].colour }}")


def test_a_page_carries_its_path_its_plain_title_one_line_of_description_and_its_record() -> None:
    edition: Edition = edition_of(TABLES, "en")
    (law,) = edition_of({"laws": [row("law", name_ko="법", name_en="")]}, "en").graph.records("laws")
    facts = {"law": law, "gathered": Gathered(edition, law), "article_words": article_words, "total": 0, "unnamed": 0}
    page = edition.page("law.md.j2", "laws/law/", law.name, Text("두\n줄", "ko", "en"), law, **facts)
    assert (page.path, page.title, page.description, page.record, page.layout) == ("laws/law/", "법", "두 줄", "laws/law", "")
    assert type(page.title) is str
    assert "laws/law" not in edition.page("glossary.md.j2", "glossary/", "x", terms=[], letters=[], synonyms=[]).record


def test_pages_of_one_edition_number_their_sources_each_from_one() -> None:
    edition = edition_of(TABLES | {"terms": [row("t", source_id="source"), row("u", source_id="untitled")]}, "en")
    first, second = (
        edition.page("glossary.md.j2", "glossary/", "x", terms=[term], letters=[("T", [term])], law_names={}, synonyms=[])
        for term in edition.graph.records("terms")
    )
    assert 'id="source-1"' in first.body
    assert 'id="source-1"' in second.body
    assert 'id="source-2"' not in second.body
