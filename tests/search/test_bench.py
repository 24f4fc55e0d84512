"""The benchmark of the search: how it counts, and what it reads out of addresses."""

from __future__ import annotations

import gzip
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bench.search.engines import record_at
from bench.search.pages import NotToBeHadError, add_pagefind
from bench.search.queries import Query, read, recall
from bench.search.server import serve


def query(text: str, *expect: str, kind: str = "exact-name") -> Query:
    return Query(text, kind, "ko", frozenset(expect))


def test_a_query_is_right_at_the_place_of_the_first_right_record() -> None:
    asked = query("부산", "regions/busan", "zones/a")
    assert asked.place_in(["zones/b", "zones/a", "regions/busan"]) == 2
    assert asked.place_in(["zones/b"]) == asked.place_in([]) == 0


def test_the_page_of_all_terms_is_right_for_a_term_and_for_nothing_else() -> None:
    assert query("임시허가", "terms/temporary-permission").place_in(["pages/glossary"]) == 1
    assert query("부산", "regions/busan").place_in(["pages/glossary"]) == 0


def test_recall_counts_first_places_the_first_five_and_what_rightly_found_nothing() -> None:
    asked = [query("a", "zones/a"), query("b", "zones/b"), query("c", "zones/c"), query("d", kind="nothing"), query("e", kind="nothing")]
    found = {"a": ["zones/a"], "b": ["zones/x", "zones/b"], "c": [*["zones/x"] * 5, "zones/c"], "d": [], "e": ["zones/x"]}
    counted = recall(asked, {("ko", text): records for text, records in found.items()})
    assert counted.first == {"exact-name": 1, "nothing": 1}
    assert counted.five == {"exact-name": 2, "nothing": 1}


def test_the_queries_of_the_tests_are_read() -> None:
    asked = read()
    assert Query("부산 블록체인 규제자유특구", "exact-name", "ko", frozenset({"zones/busan-blockchain"})) in asked
    assert len(asked) == len({(each.language, each.text) for each in asked})


@pytest.mark.parametrize(
    ("address", "language", "record"),
    [
        ("http://h/zones/busan-blockchain/", "ko", "zones/busan-blockchain"),
        ("http://h/zones/busan-blockchain/#who", "ko", "zones/busan-blockchain"),
        ("http://h/en/zones/busan-blockchain/", "en", "zones/busan-blockchain"),
        ("http://h/glossary/#permit", "ko", "pages/glossary"),
        ("http://h/en/about/", "en", "pages/about"),
    ],
)
def test_a_page_tells_its_record_by_its_address(address: str, language: str, record: str) -> None:
    assert record_at(address, language) == record


def test_the_server_tells_the_bytes_that_it_sent_compressed_where_that_is_less(tmp_path: Path) -> None:
    text = b"abc" * 5000
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_bytes(text)
    (tmp_path / "packed").write_bytes(gzip.compress(text, mtime=0))
    with serve(tmp_path) as served:
        for path in ("a/", "packed"):
            with urllib.request.urlopen(served.address + path) as answer:
                assert gzip.decompress(answer.read()) == text
        size = len(gzip.compress(text, mtime=0))
        assert served.sent == {"/a/": size, "/packed": size}
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{served.address}..%2f..%2fetc/passwd")


def test_without_npm_it_is_said_that_pagefind_cannot_be_had(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NotToBeHadError, match="npm"):
        add_pagefind(tmp_path, tmp_path / "pagefind")
