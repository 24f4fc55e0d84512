"""Order and names that a screen reader goes by, read from one page of every kind: landmarks, headings, tables, languages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.kinds import LANGUAGES, NOT_FOUND, file_of, page_kinds

HANGUL = re.compile("[가-힣]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LANDMARKS = {"header": 1, "main": 1, "footer": 1}
# Elements that a page is divided by hold headers and footers of their own, which are no landmarks.
SECTIONS = ("article", "section", "aside", "nav", "main")
# Plain text, like an attribute: no part of it can say which language it is in.
PLAIN = ("{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc")
UNSAID = ("script", "style", "noscript", "template", *PLAIN)

both_languages = pytest.mark.parametrize("language", LANGUAGES)
Trees = dict[str, Element]


@pytest.fixture(scope="module")
def trees(site: Path) -> Trees:
    """The pages as a browser would read them."""

    def read(path: str) -> Element:
        return html5lib.parse(file_of(site, path).read_text(encoding="utf-8"), namespaceHTMLElements=False)

    return {path: read(path) for language in LANGUAGES for path in page_kinds(site, language)}


def of(trees: Trees, language: str) -> Iterator[tuple[str, Element]]:
    return ((path, tree) for path, tree in trees.items() if path.startswith("en/") == (language == "en"))


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def landmarks(element: Element, inside: bool = False) -> Iterator[str]:
    for child in element:
        if child.tag == "main" or (child.tag in LANDMARKS and not inside):
            yield child.tag
        yield from landmarks(child, inside or child.tag in SECTIONS)


@both_languages
def test_every_page_has_one_header_one_main_part_and_one_footer(trees: Trees, language: str) -> None:
    assert [(path, found) for path, tree in of(trees, language) if (found := Counter(landmarks(tree))) != LANDMARKS] == []


@both_languages
def test_every_navigation_and_search_has_a_name_of_its_own(trees: Trees, language: str) -> None:
    for path, tree in of(trees, language):
        ids = {each.get("id"): text(each) for each in tree.iter() if each.get("id")}
        names = [each.get("aria-label") or ids.get(each.get("aria-labelledby")) for each in tree.iter("nav")]
        assert all(names), path
        assert len(set(names)) == len(names) >= 2, (path, names)
        searches = [each.get("aria-label") for each in tree.iter("form") if each.get("role") == "search"]
        assert len(set(searches)) == len(searches), path


@both_languages
def test_headings_begin_with_one_of_the_first_level_and_skip_none(trees: Trees, language: str) -> None:
    for path, tree in of(trees, language):
        levels = [int(each.tag[1]) for each in tree.iter() if each.tag in HEADINGS]
        assert levels[:1] == [1], path
        assert levels.count(1) == 1, path
        assert [(before, after) for before, after in itertools.pairwise(levels) if after > before + 1] == [], path


@both_languages
def test_no_heading_link_or_button_is_without_words(trees: Trees, language: str) -> None:
    for path, tree in of(trees, language):
        for each in tree.iter():
            if each.tag in (*HEADINGS, "a", "button", "summary", "legend"):
                said = each.get("aria-label") or text(each) or any(child.tag in ("title", "svg", "text") for child in each.iter())
                assert said, (path, each.tag, each.attrib)


@both_languages
def test_every_table_says_what_it_is_and_which_cells_head_which(trees: Trees, language: str) -> None:
    seen = 0
    for path, tree in of(trees, language):
        for table in tree.iter("table"):
            captions = [text(each) for each in table.iter("caption")]
            assert captions, (path, table.attrib)
            assert all(captions), (path, table.attrib)
            heads = list(table.iter("th"))
            assert heads, path
            assert [text(each) for each in heads if each.get("scope") not in ("col", "row", "colgroup", "rowgroup")] == [], path
            seen += 1
    assert seen > 5


def foreign(element: Element, language: str) -> Iterator[str]:
    """Words in Hangul where English is said to be spoken."""
    spoken = element.get("lang") or language
    if element.tag in UNSAID:
        return
    for words in (element.text, *(child.tail for child in element)):
        if words and spoken == "en" and HANGUL.search(words):
            yield words.strip()
    for child in element:
        yield from foreign(child, spoken)


def test_hangul_on_english_pages_is_marked_as_korean(trees: Trees) -> None:
    found = [(path, words) for path, tree in of(trees, "en") for body in tree.iter("body") for words in foreign(body, "en")]
    assert found == []


def test_the_page_for_wrong_addresses_says_which_of_its_words_are_english(trees: Trees) -> None:
    (main,) = trees[NOT_FOUND].iter("main")
    marked = [text(each) for each in main.iter() if each.get("lang") == "en"]
    assert {"Page not found", "Lists", "List of zones"} <= set(marked)
    assert [words for words in marked if HANGUL.search(words)] == []


@both_languages
def test_what_is_in_the_other_language_says_so(trees: Trees, language: str) -> None:
    for path, tree in of(trees, language):
        assert tree.get("lang") == language, path
        odd = [each.get("lang") for each in tree.iter() if each.get("lang") not in (None, "ko", "en")]
        assert odd == [], path
