from __future__ import annotations

import pytest

from generator.pages import glossary
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

TABLES: dict[str, list[Cells]] = {
    "terms": [
        row("zone", term_ko="특구", term_en="zone", definition_ko="지역입니다.", definition_en="An area, in Korean 규제자유특구."),
        row("act", term_ko="법", term_en="Act"),
    ],
    "laws": [row("law", name_ko="지역특구법", name_en="")],
    "term_laws": [row("zone-law", term_id="zone", law_id="law", article="제2조제13호")],
    "doubts": [row("1", table_name="terms", record_id="zone", field="term_en", note_en="Or district?")],
}


def page(tables: Tables = TABLES, language: str = "en") -> Body:
    return Body(rendered(glossary.pages, tables, language)["glossary/"].body)


def test_every_term_has_an_anchor_its_definition_its_law_and_its_doubts() -> None:
    body = page()
    assert {"zone", "act"} <= set(body.ids)
    for words in (
        "2 terms of the zone scheme",
        "zone 특구",
        "An area, in Korean 규제자유특구.",
        "지역특구법 제2조제13호",
        "Or district?",
        "definition of act",
    ):
        assert words in body.text
    assert body.link("지역특구법") == "../laws/law/"


def test_each_term_stands_in_both_languages_that_of_the_edition_first() -> None:
    assert "zone 특구" in page().text
    assert "특구 zone" in page(language="ko").text
    assert ("en", "zone") in page(language="ko").marked


def test_terms_stand_in_the_order_of_the_edition() -> None:
    assert [id for id in page().ids if id in ("zone", "act")] == ["act", "zone"]
    assert [id for id in page(language="ko").ids if id in ("zone", "act")] == ["act", "zone"]
    reverse = {"terms": [row("a", term_ko="나", term_en="a"), row("b", term_ko="가", term_en="b")]}
    assert [id for id in page(reverse, "ko").ids if id in "ab"] == ["b", "a"]


def letters(body: Body) -> list[tuple[str, str]]:
    """Letters of the row and where each leads."""
    return [(said, href) for href, said in body.links if href.startswith("#letter-")]


@pytest.mark.parametrize(
    ("language", "korean", "english", "expected"),
    [
        ("ko", ("가", "나", "까다", "14개", "R&D", "한"), ("a",) * 6, ["0–9", "R", "ㄱ", "ㄴ", "ㅎ"]),
        ("en", ("가",) * 5, ("zone", "act", "Area", "9 bodies", "Act"), ["0–9", "A", "Z"]),
    ],
)
def test_a_row_of_letters_leads_to_the_terms_below_each(
    language: str, korean: tuple[str, ...], english: tuple[str, ...], expected: list[str]
) -> None:
    terms = [row(f"t{number}", term_ko=ko, term_en=en) for number, (ko, en) in enumerate(zip(korean, english, strict=True))]
    body = page({"terms": terms}, language)
    assert letters(body) == [(letter, f"#letter-{number}") for number, letter in enumerate(expected, start=1)]
    places = [body.ids.index(f"letter-{number}") for number in range(1, len(expected) + 1)]
    assert places == sorted(places)
    assert body.ids.index("letter-1") < body.ids.index("t3") < body.ids.index("letter-2")
    assert body.unmarked == [] or language == "ko"


@pytest.mark.parametrize(("letter", "words"), [("ㄱ", "규제"), ("ㅅ", "쓰기"), ("A", "act"), ("0–9", "14개"), ("0–9", "「법"), ("0–9", "")])
def test_a_term_stands_below_its_first_consonant_or_letter(letter: str, words: str) -> None:
    assert glossary.letter_of(words) == letter


LAWS: dict[str, list[Cells]] = {
    "terms": [row("t", term_ko="용어", term_en="Term"), row("act-term", term_ko="짧은법", term_en="Short Act")],
    "laws": [
        row("act", name_ko="매우 긴 법", name_en="Very Long Act"),
        row("decree", name_ko="매우 긴 법 시행령", name_en="Decree of the Very Long Act", parent_id="act"),
        row("other", name_ko="다른 법", name_en=""),
    ],
    "names": [
        row("former", table_name="laws", record_id="act", name_ko="옛법", name_en="Old Act", kind="former"),
        row("past", table_name="laws", record_id="act", name_ko="지난법", name_en="", kind="short", valid_to="2020"),
        row("short", table_name="laws", record_id="act", name_ko="짧은법", name_en="", kind="short"),
    ],
    "term_laws": [
        row("1", term_id="t", law_id="act", article="제1조"),
        row("2", term_id="t", law_id="decree", article="제2조"),
        row("3", term_id="t", law_id="other"),
    ],
}


def test_laws_stand_with_their_short_names() -> None:
    assert "짧은법 제1조; 짧은법 시행령 제2조; 다른 법" in page(LAWS, "ko").text
    # Sources have the short name in Korean alone; the glossary has it as a term.
    body = page(LAWS)
    assert "Short Act 제1조; Decree of the Short Act 제2조; 다른 법" in body.text
    assert body.link("Short Act") == "../laws/act/"
    assert body.unmarked == []
    without = {name: rows for name, rows in LAWS.items() if name != "names"}
    assert "매우 긴 법 제1조" in page(without, "ko").text


def test_other_names_with_the_same_sources_share_one_mark() -> None:
    names = [
        row(f"n{number}", table_name="terms", record_id="act", name_ko=name, name_en="", kind="alias", source_id=source)
        for number, (name, source) in enumerate((("하나", "source"), ("둘", "source"), ("셋", "other")))
    ]
    body = page(TABLES | {"names": names, "sources": [row("source"), row("other")]}, "ko")
    assert "다른 이름 하나, 둘1, 셋2" in body.text


def test_terms_stand_with_their_other_names_and_words_for_search_with_what_they_find() -> None:
    names = [row("n", table_name="terms", record_id="zone", name_ko="규제프리존", name_en="", kind="former")]
    synonyms = [row("s-1", word="드론", means="무인기"), row("s-2", word="UAV", means="무인기")]
    body = page(TABLES | {"names": names, "search_synonyms": synonyms})
    assert "Other names 규제프리존 (Former name)" in body.text
    assert "드론 → 무인기 UAV → 무인기" in body.after("Synonyms for search")
    assert {"synonyms", "s-1", "s-2"} <= set(body.ids)
    assert body.unmarked == []
    assert "찾기에서 같은 말" in page(TABLES | {"search_synonyms": synonyms}, "ko").text
    assert "synonyms" not in page().ids


@pytest.mark.parametrize("language", ["ko", "en"])
def test_korean_words_are_marked_on_the_english_page_and_html_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    body = page({"terms": [row("a", term_ko=evil, term_en=evil, definition_ko=evil, definition_en=evil)]}, language)
    assert body.text.count(evil) == 3
    if language == "en":
        assert page().unmarked == []
