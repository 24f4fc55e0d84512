"""Text is cut alike for what is typed and what is indexed: in Python and in the browser."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.search import cut
from tests.search.modules import run, run_by_browser

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cutting.yaml").read_text(encoding="utf-8"))
FUNCTIONS = ("fold", "words", "letters", "initials")
SCRIPT = """
import * as cut from "./search/cut.js";

export default function ask(calls) {
  return calls.map(([name, text]) => cut[name](text));
}
"""
PLACES = """
import { fold } from "./search/cut.js";

export default function ask(texts) {
  return texts.map((text) => {
    const places = { from: [], to: [] };
    const folded = fold(text, places);
    return [folded, fold(text), places.from, places.to, text.length];
  });
}
"""
# Surrogates are left to a test of their own: Python and JavaScript do not see pairs of them alike.
ANY = st.characters(exclude_categories=["Cn", "Cs"])
TRICKY = st.sampled_from("각가 ㄱㅏㄳㅢㆍ·ＡａÅ\u0301\u302e\u1100\u1161\u11a8\u119e\u115fᆨ㈀㉠㎢①ﾡǅİΣ0-&")
CONJOINING = st.characters(min_codepoint=0x1100, max_codepoint=0x11FF)
TEXT = st.text(st.one_of(TRICKY, CONJOINING, ANY), max_size=24)


def by_python() -> list[Any]:
    return [getattr(cut, case["function"])(case["text"]) for case in CASES]


def calls() -> list[list[str]]:
    return [[case["function"], case["text"]] for case in CASES]


def test_the_table_holds_cases_of_every_function() -> None:
    assert {case["function"] for case in CASES} == set(FUNCTIONS)


@pytest.mark.parametrize(("case", "given"), list(zip(CASES, by_python(), strict=True)), ids=lambda value: str(value)[:60])
def test_python_cuts_as_the_table_says(case: dict[str, Any], given: Any) -> None:
    assert given == case["gives"]


def test_javascript_cuts_as_the_table_says() -> None:
    given = run(SCRIPT, calls())
    assert [(case["text"], gives) for case, gives in zip(CASES, given, strict=True)] == [(case["text"], case["gives"]) for case in CASES]


def test_a_browser_cuts_as_the_table_says() -> None:
    assert run_by_browser(SCRIPT, calls()) == [case["gives"] for case in CASES]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXT, min_size=40, max_size=200))
def test_python_and_javascript_cut_any_text_alike(texts: list[str]) -> None:
    assert run(SCRIPT, [["fold", text] for text in texts]) == [cut.fold(text) for text in texts]
    folded = [cut.fold(text) for text in texts]
    for function in ("letters", "initials"):
        assert run(SCRIPT, [[function, text] for text in folded]) == [getattr(cut, function)(text) for text in folded]
    assert run(SCRIPT, [["words", text] for text in texts]) == [cut.words(text) for text in texts]


@given(TEXT)
def test_cut_text_holds_only_letters_and_digits_and_no_letters_in_parts(text: str) -> None:
    folded = cut.fold(text)
    assert all(unicodedata.category(char)[0] in "LN" and not "\u1100" <= char <= "\u11ff" for char in folded)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)))
def test_composed_and_decomposed_hangul_are_cut_alike(text: str) -> None:
    assert cut.fold(unicodedata.normalize("NFD", text)) == cut.fold(text) == text


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXT, min_size=40, max_size=200))
def test_every_cut_character_knows_its_place_in_the_text(texts: list[str]) -> None:
    for folded, plain, starts, ends, length in run(PLACES, texts):
        assert folded == plain
        units = len(folded.encode("utf-16-le")) // 2
        assert len(starts) == len(ends) == units
        assert starts == sorted(starts)
        assert all(0 <= start < end <= length for start, end in zip(starts, ends, strict=True))


def test_halves_of_characters_are_left_out() -> None:
    assert run(SCRIPT, [["fold", "부\ud800산\udc00"]]) == [cut.fold("부\ud800산\udc00")] == ["부산"]
