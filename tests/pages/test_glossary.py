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
