"""How much of what people type finds what they want: by kind of query, over the real registry."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.records import REGISTRY
from tests.search.engine import results
from tests.search.keyboard import abbreviates, keys, slip

QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
PAGES = REGISTRY.parent / "site_src"
EDITIONS = ("ko", "en")
# In hundredths of the queries of an edition.
AMONG_FIRST_FIVE = 98
AT_FIRST_PLACE = 85
AT_LEAST = {"ko": 190, "en": 50}
OF_A_KIND = 8
# What a visitor does most: more queries of each.
OF_A_MAIN_KIND = 12
MAIN_KINDS = {
    "exact-name",
    "part-of-compound",
    "words-any-order",
    "particles-and-endings",
    "spacing-and-marks",
    "half-typed",
    "region-names",
    "synonyms",
    "questions",
    "body",
}
KINDS = MAIN_KINDS | {
    "full-width-and-nfd",
    "initials",
    "initials-mixed",
    "wrong-layout",
    "typo-wrong-letter",
    "typo-missing",
    "typo-extra",
    "typo-swapped",
    "law-short-names",
    "latin-and-hangul",
    "english-names",
    "operators",
    "status-words",
    "korean-in-english",
    "nothing",
}


def of_kind(*kinds: str) -> list[dict[str, Any]]:
    return [query for query in QUERIES if query["kind"] in kinds]


def test_every_query_tells_its_kind_and_edition_once_and_nothing_unknown() -> None:
    for query in QUERIES:
        assert {"query", "kind", "language", "expect"} <= query.keys() <= {"query", "kind", "language", "expect", "meant", "why"}, query
        assert query["kind"] in KINDS, query
        assert query["language"] in EDITIONS, query
        assert query["query"].strip() == query["query"] != "", query
    asked = Counter((query["language"], query["query"]) for query in QUERIES)
    assert [each for each, number in asked.items() if number > 1] == []


def test_there_are_enough_queries_of_every_kind_and_edition() -> None:
    editions = Counter(query["language"] for query in QUERIES)
    assert {language: editions[language] >= number for language, number in AT_LEAST.items()} == dict.fromkeys(EDITIONS, True)
    kinds = Counter(query["kind"] for query in QUERIES)
    assert {kind: kinds[kind] for kind in KINDS if kinds[kind] < (OF_A_MAIN_KIND if kind in MAIN_KINDS else OF_A_KIND)} == {}


def test_every_expected_record_is_there() -> None:
    known: dict[str, set[str]] = {"pages": {path.stem for path in (PAGES / "ko").glob("*.md")}}
    for query in QUERIES:
        assert len(set(query["expect"])) == len(query["expect"]), query
        assert bool(query["expect"]) == (query["kind"] != "nothing"), query
        for expected in query["expect"]:
            table, id = expected.split("/")
            if table not in known:
                with (REGISTRY / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                    known[table] = {row["id"] for row in csv.DictReader(file)}
            assert id in known[table], query


def test_full_width_and_decomposed_queries_are_what_they_say() -> None:
    queries = of_kind("full-width-and-nfd")
    decomposed = [query for query in queries if "meant" in query]
    for query in decomposed:
        assert unicodedata.is_normalized("NFD", query["query"]), query
        assert unicodedata.normalize("NFC", query["query"]) == query["meant"] != query["query"], query
    for query in queries:
        assert query in decomposed or unicodedata.normalize("NFKC", query["query"]) != query["query"], query
    assert 4 <= len(decomposed) <= len(queries) - 4


def test_initial_consonants_are_those_of_what_is_meant() -> None:
    for query in of_kind("initials", "initials-mixed"):
        assert abbreviates(query["query"], query["meant"]), query


def test_a_half_typed_query_is_on_the_way_to_what_is_meant() -> None:
    for query in of_kind("half-typed"):
        assert keys(query["meant"]).startswith(keys(query["query"])), query
        assert query["query"] != query["meant"], query


def test_a_query_of_the_wrong_layout_is_typed_with_the_keys_of_what_is_meant() -> None:
    for query in of_kind("wrong-layout"):
        typed, meant = keys(query["query"]), keys(query["meant"])
        # Caps Lock changes all letters and Shift one; the double letters must be typed with Shift.
        assert typed == meant or typed == meant.upper(), query
        assert query["query"] != query["meant"], query


@pytest.mark.parametrize("error", ["wrong-letter", "missing", "extra", "swapped"])
def test_a_typing_error_is_one_key_of_its_kind(error: str) -> None:
    for query in of_kind(f"typo-{error}"):
        assert slip(query["query"], query["meant"]) == error, query


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, str], list[str]]:
    """What the engine finds for every query, by edition and query."""
    found = {}
    for language in EDITIONS:
        queries = [query["query"] for query in QUERIES if query["language"] == language]
        found |= {(language, query): records for query, records in zip(queries, results(language, queries), strict=True)}
    return found


@pytest.mark.parametrize("language", EDITIONS)
def test_people_find_what_they_want(answers: dict[tuple[str, str], list[str]], language: str) -> None:
    asked: Counter[str] = Counter()
    first: Counter[str] = Counter()
    five: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for query in QUERIES:
        if query["language"] != language or not query["expect"]:
            continue
        found = answers[language, query["query"]]
        place = next((number for number, record in enumerate(found, start=1) if record in query["expect"]), 0)
        asked[query["kind"]] += 1
        first[query["kind"]] += place == 1
        five[query["kind"]] += 1 <= place <= 5
        if place != 1:
            at = f"at {place}" if place else "not found"
            missed[query["kind"]].append(f"    {query['query']!r}: {at}; came: {', '.join(found[:5]) or 'nothing'}")
    print(f"\n{'kind':24} {'asked':>5} {'first':>5} {'five':>5}   ({language})")
    for kind, number in asked.items():
        print(f"{kind:24} {number:5} {first[kind]:5} {five[kind]:5}", *missed[kind], sep="\n")
    total = asked.total()
    print(f"{'all':24} {total:5} {first.total():5} {five.total():5}")
    assert five.total() * 100 >= total * AMONG_FIRST_FIVE
    assert first.total() * 100 >= total * AT_FIRST_PLACE


@pytest.mark.parametrize("query", of_kind("nothing"), ids=lambda query: query["query"])
def test_what_means_nothing_finds_nothing(answers: dict[tuple[str, str], list[str]], query: dict[str, Any]) -> None:
    assert answers[query["language"], query["query"]] == []
