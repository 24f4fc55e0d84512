from __future__ import annotations

import json
from typing import Any

from generator.search import TABLES, index_file
from tests.records import Cells, Tables, edition_of, row

RECORDS: dict[str, list[Cells]] = {
    "zones": [
        row("a", name_ko="가 특구", name_en="Zone A", short_name_ko="가", short_name_en="A", sector_id="ict", ended_on="2025-05-20"),
        row("b", name_ko="나 특구", name_en="Zone B", short_name_ko="나 특구", short_name_en="B", sector_id="ict"),
    ],
    "sectors": [row("ict", name_ko="정보통신", name_en="ICT")],
    "regions": [
        row("busan", name_ko="부산광역시", name_en="Busan City", short_name_ko="부산", short_name_en="Busan", kind="metropolitan_city")
    ],
    "zone_regions": [row("a-busan", zone_id="a", region_id="busan")],
    "projects": [row("p", zone_id="a", title_ko="배", title_en="Ships")],
    "programs": [row("fund", name_ko="기금", name_en="Fund", kind="finance")],
    "laws": [row("act", name_ko="선박법", name_en="", kind="act")],
    "meetings": [row("m", name_ko="회의", name_en="Council", series="council")],
    "organisations": [row("o", name_ko="쿠팡", name_en="", kind="company")],
    "terms": [row("t", term_ko="용어", term_en="term")],
    "events": [row("e", zone_id="a")],
}


def index(tables: Tables, language: str) -> Any:
    return json.loads(index_file(edition_of(tables, language)))


def rows(language: str) -> dict[str, list[Any]]:
    """Name, place, status and other names of every entry, by table and id."""
    found = index(RECORDS, language)
    return {f"{found['kinds'][kind]['table']}/{id}": rest for kind, id, *rest in found["rows"]}


def test_every_record_with_a_page_and_every_term_is_indexed_in_the_order_of_the_kinds() -> None:
    found = index(RECORDS, "ko")
    assert [kind["table"] for kind in found["kinds"]] == list(TABLES)
    assert [entry[0] for entry in found["rows"]] == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert [entry[1] for entry in found["rows"]] == ["a", "b", "busan", "ict", "p", "fund", "act", "m", "o", "t"]
    assert found["kinds"][0] == {"table": "zones", "label": "특구"}
    assert index(RECORDS, "en")["kinds"][0]["label"] == "Zones"


def test_an_entry_tells_its_name_in_the_edition_and_its_other_names_in_both_languages() -> None:
    assert rows("en")["zones/a"] == ["Zone A", "Busan · ICT", "Ended", ["A", "가", "가 특구"]]
    assert rows("ko")["zones/a"] == ["가 특구", "부산 · 정보통신", "종료", ["A", "Zone A", "가"]]
    assert rows("ko")["zones/b"] == ["나 특구", "정보통신", "확인 필요", ["B", "Zone B"]]
    assert rows("en")["regions/busan"][3] == ["Busan", "부산", "부산광역시"]
    assert rows("en")["terms/t"] == ["term", "", "", ["용어"]]


def test_a_name_without_a_translation_is_indexed_in_korean_in_both_editions() -> None:
    assert rows("en")["organisations/o"][0] == rows("ko")["organisations/o"][0] == "쿠팡"
    assert rows("en")["organisations/o"][3] == []


def other_name(id: str, table: str, record: str, korean: str, english: str = "", kind: str = "short") -> Cells:
    return row(id, table_name=table, record_id=record, name_ko=korean, name_en=english, kind=kind)


def test_an_entry_holds_the_names_that_its_record_has_or_had_besides() -> None:
    names = [
        other_name("1", "laws", "act", "선박 안전법", "Ship Safety Act", "former"),
        other_name("2", "organisations", "o", "쿠팡(주)", kind="as_printed"),
        other_name("3", "terms", "t", "낱말"),
        other_name("4", "laws", "act", "선박법"),
        other_name("5", "events", "e", "착수"),
    ]
    found = index(RECORDS | {"names": names}, "ko")["rows"]
    others = {id: rest[-1] for _, id, *rest in found}
    assert others["act"] == ["Ship Safety Act", "선박 안전법"]
    assert others["o"] == ["쿠팡(주)"]
    assert others["t"] == ["term", "낱말"]
    assert len(found) == len(index(RECORDS, "ko")["rows"])


def test_the_index_holds_every_synonym_in_both_editions() -> None:
    synonyms = [row("a", word="2차전지", means="배터리"), row("b", word="드론", means="무인기")]
    for language in ("ko", "en"):
        assert index(RECORDS | {"search_synonyms": synonyms}, language)["synonyms"] == [["2차전지", "배터리"], ["드론", "무인기"]]
        assert index(RECORDS, language)["synonyms"] == []


def test_an_entry_tells_what_sets_it_apart_from_others_of_like_name() -> None:
    found = rows("en")
    edition = edition_of(RECORDS, "en")
    places = {"regions/busan": "kind", "programs/fund": "kind", "laws/act": "kind", "meetings/m": "series", "organisations/o": "kind"}
    for entry, column in places.items():
        table, _, id = entry.partition("/")
        record = edition.graph.find(table, id)
        assert record is not None
        assert found[entry][1] == record.label(column) != ""
    assert found["projects/p"][1] == "A"
    assert found["sectors/ict"][1] == ""


def test_only_zones_have_a_status() -> None:
    assert {entry for entry, (_, _, status, _) in rows("en").items() if status} == {"zones/a", "zones/b"}


def test_the_index_carries_the_words_of_the_search_box_with_their_placeholder() -> None:
    for language in ("ko", "en"):
        words = index(RECORDS, language)["words"]
        assert words.keys() == {"count", "none"}
        assert "{count}" in words["count"]


def test_an_index_without_records_has_no_entries() -> None:
    assert index({"sectors": []}, "ko")["rows"] == []


def test_the_same_records_give_the_same_bytes_in_utf_8_without_needless_blanks() -> None:
    first, second = (index_file(edition_of(RECORDS, "ko")) for _ in range(2))
    assert first == second
    assert "가 특구".encode() in first
    assert b'": ' not in first
