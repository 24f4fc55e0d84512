from __future__ import annotations

import re

import pytest

from generator.graph import Record
from generator.pages import zones
from generator.pages.edition import Edition
from generator.pages.term_links import TermLinks
from tests.records import Cells, edition_of, row

TABLES: dict[str, list[Cells]] = {
    "terms": [
        row("permit", term_ko="임시허가", term_en="Temporary permission"),
        row("case", term_ko="실증특례", term_en="Special case for demonstration"),
        row("negative", term_ko="네거티브 실증특례", term_en="Negative special case for demonstration"),
        row("rd", term_ko="실증 R&D", term_en="Demonstration R&D"),
        row("agency", term_ko="총괄주관기관", term_en="Lead agency"),
        row("sandbox", term_ko="규제샌드박스", term_en="Regulatory sandbox"),
        row("innopolis", term_ko="연구개발특구", term_en="Innopolis (R&D special zone)"),
        row("safety", term_ko="안전관리", term_en="Safety management"),
        # What the site's own name and its sections hold.
        row("zone", term_ko="규제자유특구", term_en="Regulation-free special zone"),
        row("project", term_ko="실증사업", term_en="Demonstration project"),
        row("act", term_ko="지역특구법", term_en="Zones Act"),
    ],
    "zones": [row("z", name_ko="가 특구", name_en="Zone Z")],
    "laws": [
        row("law", name_ko="긴 법률", name_en="Long Law"),
        row("rule", name_ko="기기의 안전관리에 관한 규칙", name_en="Rule on Safety Management of Machines"),
    ],
    "names": [row("n", table_name="laws", record_id="law", name_ko="지역특구법", name_en="Zones Act", kind="short")],
}


def record(edition: Edition, name: str) -> Record:
    table, id = name.split("/")
    found = edition.graph.find(table, id)
    assert found is not None
    return found


def linked(body: str, language: str = "ko", of: str = "zones/z") -> str:
    edition = edition_of(TABLES, language)
    return TermLinks(edition)(body, f"{of}/", record(edition, of))


def found(body: str, language: str = "ko", of: str = "zones/z") -> list[tuple[str, str]]:
    """Term and words of each link in the page."""
    return re.findall(r'<a class="zr-term" href="[^"]*" data-record="terms/([\w-]+)">([^<]*)</a>', linked(body, language, of))


def in_prose(text: str, language: str = "ko") -> list[tuple[str, str]]:
    return found(f"<p>{text}</p>", language)


def test_the_first_use_of_a_term_leads_to_its_definition_and_its_words_stay() -> None:
    body = "<p>임시허가를 받고, 임시허가가 끝났습니다.</p><p>임시허가</p>"
    link = '<a class="zr-term" href="../../glossary/#permit" data-record="terms/permit">임시허가</a>'
    assert linked(body) == body.replace("임시허가를", f"{link}를", 1)


@pytest.mark.parametrize("element", ["p", "li", "dd", "td", 'p class="zr-lead"', "p id=a"])
def test_prose_is_linked_and_so_is_what_stands_inline_or_in_a_block_inside_it(element: str) -> None:
    name = element.split()[0]
    assert found(f"<{element}>임시허가</{name}>") == [("permit", "임시허가")]
    assert found(f"<{element}><small>앞 <span class='x'>임시허가</span></small></{name}>") == [("permit", "임시허가")]
    assert found(f"<div><{element}><div>임시허가</div></{name}></div>") == [("permit", "임시허가")]


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="x">임시허가</a>',
        '<a href="x">앞 <span>임시허가</span> 뒤</a>',
        "<h2>임시허가</h2>",
        "<strong>임시허가</strong>",
        "<code>임시허가</code>",
        "<button>임시허가</button>",
        "<form><p>임시허가</p></form>",
        "<summary>임시허가</summary>",
        "<svg><text>임시허가</text><svg><text>a</text></svg><text>임시허가</text></svg>",
        '<sup class="zr-refs"><a href="#1">1</a> 임시허가</sup>',
        '<span class="zr-tag">임시허가</span>',
        '<span class="a zr-chip zr-chip--x">임시허가</span>',
        '<span lang="en">임시허가</span>',
        '<span lang="en"><span lang="ko">임시허가</span></span>',
        "<cite>임시허가</cite>",
        "<!-- 임시허가 <p>임시허가</p> -->",
        "<script>if (1 < 2) document.write('<p>임시허가</p>')</script>",
        "<style>p::before { content: '임시허가' }</style>",
        '<img alt="임시허가">',
        '<span title="a > b 임시허가">x</span>',
        "<span title='임시허가\"> 임시허가'>x</span>",
        '<details class="zr-correction"><p>임시허가</p></details>',
        '<div class="zr-sources"><ol><li>임시허가</li></ol></div>',
    ],
)
def test_nothing_is_linked_inside_what_is_no_prose_and_the_text_behind_it_is(inside: str) -> None:
    body = f"<li>{inside} 뒤의 임시허가</li>"
    assert (
        linked(body) == f'<li>{inside} 뒤의 <a class="zr-term" href="../../glossary/#permit" data-record="terms/permit">임시허가</a></li>'
    )


@pytest.mark.parametrize("element", ["h1", "h2", "h3", "th", "caption", "dt", "div", "section", "figure", "nav"])
def test_text_outside_prose_is_left_alone(element: str) -> None:
    body = f"## 임시허가 {{: #a }}\n\n임시허가\n\n<{element}>임시허가</{element}>\n"
    assert linked(body) == body


def test_unclosed_void_and_stray_tags_do_not_shift_what_is_prose() -> None:
    assert found("<p>앞<br>뒤<img src=a></p>임시허가") == []
    assert found("</p></div><a href=x></a><p>임시허가</p>") == [("permit", "임시허가")]
    assert found("<div><p>앞<span></div>임시허가") == []
    assert found("<P CLASS='x'>임시허가</P>임시허가") == [("permit", "임시허가")]
    assert found("<p>1 < 2 그리고 임시허가</p>") == [("permit", "임시허가")]


@pytest.mark.parametrize(
    "after",
    ["", ".", " 뒤", "를", "은", "에서는", "으로부터", "까지의", "들의", "입니다.", "였습니다", "(2년)", "·", "이며,", "만을", "와의"],
)
def test_particles_and_marks_may_follow_a_korean_term(after: str) -> None:
    assert in_prose(f"앞 임시허가{after}") == [("permit", "임시허가")]


@pytest.mark.parametrize(
    "text", ["임시허가제", "임시허가증을", "임시허가받은", "전임시허가", "A임시허가", "2임시허가", "임시허가A", "임시허가_"]
)
def test_a_term_is_not_found_inside_a_longer_word(text: str) -> None:
    assert in_prose(text) == []


def test_the_longest_term_wins_and_the_shorter_one_is_linked_where_it_stands_alone() -> None:
    text = "네거티브 실증특례와 실증특례"
    assert in_prose(text) == [("negative", "네거티브 실증특례"), ("case", "실증특례")]
    english = "a negative special case for demonstration and a special case for demonstration"
    assert [term for term, _ in in_prose(english, "en")] == ["negative", "case"]


def test_blanks_inside_a_korean_term_may_be_left_out() -> None:
    assert in_prose("네거티브실증특례를") == [("negative", "네거티브실증특례")]


def test_a_term_with_signs_is_found_as_html_writes_it() -> None:
    assert in_prose("실증 R&amp;D를") == [("rd", "실증 R&amp;D")]
    assert in_prose("demonstration R&amp;D", "en") == [("rd", "demonstration R&amp;D")]
    assert in_prose("an innopolis", "en") == [("innopolis", "innopolis")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Temporary Permission.", "Temporary Permission"),
        ("TEMPORARY PERMISSION", "TEMPORARY PERMISSION"),
        ("temporary permissions", "temporary permissions"),
        ("special cases for demonstration", "special cases for demonstration"),
        ("lead agencies", "lead agencies"),
        ("regulatory sandboxes", "regulatory sandboxes"),
        ("the lead agency&#39;s", "lead agency"),
    ],
)
def test_english_terms_are_found_as_whole_words_in_any_case_and_number(text: str, expected: str) -> None:
    assert [words for _, words in in_prose(text, "en")] == [expected]


@pytest.mark.parametrize(
    "text", ["contemporary permission", "temporary permissioned", "non-temporary permission", "lead agency-wide", "agency"]
)
def test_english_parts_of_words_are_no_terms(text: str) -> None:
    assert in_prose(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "규제자유특구의 실증사업"),
        ("en", "a regulation-free special zone and its demonstration projects"),
    ],
)
def test_a_term_that_every_page_is_about_is_linked_nowhere(language: str, text: str) -> None:
    assert in_prose(text, language) == []


def test_a_term_inside_the_name_of_a_law_or_a_body_is_part_of_that_name() -> None:
    assert in_prose("기기의 안전관리에 관한 규칙이 바뀌었고 안전관리를 합니다") == [("safety", "안전관리")]
    assert in_prose("the Rule on Safety Management of Machines", "en") == []


def test_a_page_about_the_term_itself_does_not_link_it() -> None:
    assert found("<p>지역특구법은</p>", of="laws/rule") == [("act", "지역특구법")]
    assert found("<p>지역특구법은</p>", of="laws/law") == []
    assert found("<p>the Zones Act</p>", "en", of="laws/law") == []


def test_only_pages_of_records_are_linked() -> None:
    edition = edition_of(TABLES)
    links = TermLinks(edition)
    assert links("<p>임시허가</p>", "zones/", None) == "<p>임시허가</p>"
    assert links("<p>임시허가</p>", "glossary/", record(edition, "terms/permit")) == "<p>임시허가</p>"


def test_a_registry_without_terms_links_nothing() -> None:
    edition = edition_of({"zones": [row("z")]})
    assert TermLinks(edition)("<p>임시허가</p>", "zones/z/", record(edition, "zones/z")) == "<p>임시허가</p>"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_edition_links_the_prose_of_its_pages(language: str) -> None:
    tables = TABLES | {"zones": [row("z", summary_ko="임시허가를 받았습니다.", summary_en="It has a temporary permission.")]}
    edition = edition_of(tables, language)
    body = {page.path: page.body for page in zones.pages(edition)}["zones/z/"]
    assert body.count('href="../../glossary/#permit"') == 1
