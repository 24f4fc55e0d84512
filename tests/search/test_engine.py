"""What the engine finds, in which order, and how it says so, over a few records."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.search import index_files
from tests.records import Cells, edition_of, row
from tests.search.modules import run

ASK = """
import { find, prepare, prepareRows } from "./search/engine.js";
import { hangul, latin } from "./search/keyboard.js";
import { spelled } from "./search/spelling.js";
import { stems } from "./search/words.js";
import { address } from "./search/address.js";

const functions = { hangul, latin, spelled, stems, address: (...parameters) => address(...parameters) };

export default function ask({ indexes, queries, calls = [], rows = null }) {
  const prepared = Object.fromEntries(Object.entries(indexes).map(([language, files]) => [language, prepare(files)]));
  return {
    found: queries.map(([language, query, options]) => find(prepared[language], query, options)),
    returned: calls.map(([name, ...parameters]) => functions[name](...parameters)),
    rows: rows && rows.queries.map((query) => find(prepareRows(rows.rows), query).results.map(({ id }) => id)),
  };
}
"""
BOTH = ("ko", "en")
WRITTEN = [
    ("about/", "---\ntitle: x\n---\n\n# 이 등록부\n\n누리집을 **누가** 만드는지 [여기](a.md)에 적습니다. 사용권은 CC BY 4.0입니다.\n")
]


def zone(
    id: str, korean: str, english: str, kind: str = "규제자유특구", kind_en: str = "Regulation-Free Special Zone", **cells: str
) -> Cells:
    names = {"name_ko": f"{korean} {kind}", "name_en": f"{english} {kind_en}", "short_name_ko": korean, "short_name_en": english}
    return row(id, **names, **cells)


RECORDS: dict[str, list[Cells]] = {
    "zones": [
        zone("health", "강원 디지털헬스케어", "Gangwon Digital Healthcare", ended_on="2025-05-20", sector_id="medicine"),
        zone("blockchain", "부산 블록체인", "Busan Blockchain", summary_ko="문현 지구에서 물류 기록을 나눕니다.", sector_id="medicine"),
        zone("hemp", "경북 산업용 헴프·대마", "Gyeongbuk Industrial Hemp", sector_id="medicine"),
        zone(
            "marine",
            "부산 차세대 해양모빌리티",
            "Busan Next-Generation Marine Mobility",
            "글로벌 혁신특구",
            "Global Innovation Special Zone",
            sector_id="medicine",
        ),
        zone("co2", "울산 이산화탄소 자원화", "Ulsan CO2 Utilisation", sector_id="medicine"),
        zone("factory", "경남 5G 스마트공장", "Gyeongnam 5G Smart Factory", sector_id="medicine"),
        zone("mobility", "전남 e-모빌리티", "Jeonnam e-Mobility", sector_id="medicine"),
    ],
    "sectors": [row("medicine", name_ko="바이오", name_en="Bio")],
    "regions": [
        row("busan", name_ko="부산광역시", name_en="Busan Metropolitan City", short_name_ko="부산", short_name_en="Busan"),
        row("gyeongbuk", name_ko="경상북도", name_en="Gyeongsangbuk-do", short_name_ko="경북", short_name_en="Gyeongbuk"),
    ],
    "zone_regions": [
        row("1", zone_id="blockchain", region_id="busan"),
        row("2", zone_id="marine", region_id="busan"),
        row("3", zone_id="hemp", region_id="gyeongbuk"),
    ],
    "organisations": [
        row("katech", name_ko="한국산업기술시험원", name_en="", kind="certification"),
        row("nfb", name_ko="동원F&B", name_en="", kind="company"),
        row("works", name_ko="한국중공업", name_en="", kind="company"),
        row("motie", name_ko="산업통상자원부", name_en="Ministry of Trade", kind="ministry"),
    ],
    "participations": [row("p", zone_id="hemp", organisation_id="nfb", role="operator")],
    "projects": [row("ship", zone_id="marine", title_ko="암모니아 선박 실증", title_en="Ammonia ship")],
    "exemptions": [row("ship-1", project_id="ship", barrier_ko="벙커링 기준이 없었습니다.", barrier_en="No bunkering standard.")],
    "laws": [row("energy", name_ko="신에너지 및 재생에너지 개발·이용·보급 촉진법", name_en="", kind="act")],
    "exemption_laws": [row("e", exemption_id="ship-1", law_id="energy")],
    "meetings": [row("committee", name_ko="제17차 규제자유특구위원회", name_en="17th Zone Committee", series="committee")],
    "agenda_items": [
        row("committee-01", meeting_id="committee", kind="agenda", topic_ko="블록체인 특구 연장", topic_en="Extension of blockchain")
    ],
    "terms": [row("permit", term_ko="임시허가", term_en="temporary permit", definition_ko="법령이 없을 때 허가하는 제도입니다.")],
    "programs": [
        row("ships", name_ko="선박 개발 지원", name_en="Aid for ships", standing="true"),
        row("loans", name_ko="조선소 융자", name_en="Loans for yards"),
    ],
    "names": [
        row("1", table_name="zones", record_id="health", name_ko="원주 원격의료", name_en="Wonju Telemedicine", kind="former"),
        row("2", table_name="organisations", record_id="katech", name_ko="KTL", name_en="", kind="abbreviation"),
    ],
    "search_synonyms": [
        row("a", word="CCUS", means="이산화탄소"),
        row("b", word="빠른 허가", means="임시허가"),
        row("c", word="무인배", means="선박"),
    ],
}

HEALTH, BLOCKCHAIN, HEMP, MARINE, CO2 = "zones/health", "zones/blockchain", "zones/hemp", "zones/marine", "zones/co2"
FACTORY, MOBILITY, SHIP, TESTS = "zones/factory", "zones/mobility", "projects/ship", "organisations/katech"
BUSAN, ITEM, BARRIER, LAW = "regions/busan", "agenda_items/committee-01", "exemptions/ship-1", "laws/energy"
COMMITTEE, ABOUT, PERMIT, SHIPS = "meetings/committee", "pages/about", "terms/permit", "programs/ships"

# (what is looked for, editions, queries, the first record that is found)
CASES: list[tuple[str, tuple[str, ...], list[str], str]] = [
    ("the whole name", BOTH, ["강원 디지털헬스케어 규제자유특구"], HEALTH),
    ("a part of a compound word", BOTH, ["헬스케어", "디지털", "털헬스"], HEALTH),
    ("a part at the end of a name", BOTH, ["시험원"], TESTS),
    ("an English word", BOTH, ["healthcare", "Digital Healthcare", "HEALTH"], HEALTH),
    ("a Korean word", BOTH, ["블록체인", "부산 블록체인"], BLOCKCHAIN),
    ("words of both languages at once", BOTH, ["부산 blockchain", "Blockchain 부산"], BLOCKCHAIN),
    ("blanks left out or put in", BOTH, ["부산블록체인", "부산 블록 체인", " 부산  블록체인 "], BLOCKCHAIN),
    ("middle dots, commas, hyphens, brackets", BOTH, ["헴프대마", "헴프·대마", "헴프ㆍ대마", "헴프, 대마", "(헴프)-대마"], HEMP),
    ("marks in a name", BOTH, ["동원FB", "동원f&b", "동원 F & B"], "organisations/nfb"),
    ("full-width letters and digits", BOTH, ["ＣＯ２", "co2"], CO2),
    ("decomposed Hangul", BOTH, ["\u1112\u1166\u11af\u1109\u1173\u110f\u1166\u110b\u1165"], HEALTH),
    ("a half-typed last syllable", BOTH, ["블록체ㅇ", "블록체이", "블록ㅊ", "블로", "블ㄹ"], BLOCKCHAIN),
    ("a consonant that will begin the next syllable", BOTH, ["이산화탄솢", "이산홭"], CO2),
    ("a vowel on the way to a double one", BOTH, ["규제자유특구우", "자유특구위", "특구위원호"], COMMITTEE),
    ("two final consonants before the next vowel", BOTH, ["한국산ㄱ", "한굯"], TESTS),
    ("initial consonants", BOTH, ["ㅎㄱㅅㅇㄱㅅ", "ㄱㅅㅅㅎ"], TESTS),
    ("initial consonants of several words", BOTH, ["ㅂㅅㅂㄹㅊㅇ", "ㅂㅅ ㅂㄹㅊㅇ"], BLOCKCHAIN),
    ("initial consonants and syllables", BOTH, ["부산ㅂㄹㅊㅇ", "부산 ㅂㄹㅊㅇ", "ㅂㅅ블록체인", "블록ㅊㅇ"], BLOCKCHAIN),
    ("several words in any order", BOTH, ["규제자유특구 블록체인", "블록체인 부산 규제자유특구"], BLOCKCHAIN),
    ("particles and endings", BOTH, ["블록체인은", "블록체인에서의", "부산에서 블록체인을", "블록체인이란"], BLOCKCHAIN),
    ("a question", ("ko",), ["부산 블록체인 어디", "블록체인 특구는 어디에 있나요", "지금 할 수 있는 블록체인"], BLOCKCHAIN),
    ("a region with its kind", BOTH, ["부산시 블록체인", "부산시블록체인"], BLOCKCHAIN),
    ("the region itself", BOTH, ["부산", "부산시", "부산광역시", "Busan"], BUSAN),
    ("a region's name that does not begin the long one", ("ko",), ["경북", "경상북도"], "regions/gyeongbuk"),
    ("words written as one", BOTH, ["원주원격의료", "디지털헬스케어강원"], HEALTH),
    ("another name", BOTH, ["원격의료", "telemedicine", "Wonju"], HEALTH),
    ("an abbreviation", BOTH, ["KTL", "ktl", "케이티엘"], TESTS),
    ("a long name shortened", BOTH, ["산자부"], "organisations/motie"),
    ("a law shortened", BOTH, ["신재생에너지법"], LAW),
    ("Latin letters spelled in Hangul", BOTH, ["파이브지", "오지 스마트공장", "파이브지스마트공장"], FACTORY),
    ("a Latin letter spelled in Hangul", BOTH, ["이모빌리티", "이-모빌리티", "e모빌리티"], MOBILITY),
    ("Hangul typed on a Latin layout", BOTH, ["qmffhrcpdls", "QMFFHRCPDLS", "qntks qmffhrcpdls"], BLOCKCHAIN),
    ("Latin typed on a Hangul layout", BOTH, ["ㅠㅣㅐ차초먀ㅜ"], BLOCKCHAIN),
    ("a wrong letter", BOTH, ["블럭체인", "불록체인", "블록채인", "blokkchain"], BLOCKCHAIN),
    ("a missing letter", BOTH, ["블록체이인", "블록체ㅣㄴ", "blckchain"], BLOCKCHAIN),
    ("an extra letter", BOTH, ["블록크체인", "blockkchain"], BLOCKCHAIN),
    ("swapped letters", BOTH, ["bolckchain", "blockhcain"], BLOCKCHAIN),
    ("a wrong letter in one of several words", BOTH, ["부산 블럭체인"], BLOCKCHAIN),
    ("a synonym", BOTH, ["ccus", "CCUS", "ＣＣＵＳ", "CCUS는"], CO2),
    ("a synonym written with blanks", BOTH, ["빠른 허가", "빠른허가"], PERMIT),
    ("a synonym in a compound", ("ko",), ["무인배개발"], SHIPS),
    ("a barrier", ("ko",), ["벙커링 기준"], BARRIER),
    ("a topic of a meeting", ("ko",), ["블록체인 특구 연장"], ITEM),
    ("the text of a page", ("ko",), ["문현 지구", "문현"], BLOCKCHAIN),
    ("a hand-written page", ("ko",), ["사용권", "CC BY", "이 등록부"], ABOUT),
    ("an operator with what it takes part in", ("ko",), ["동원F&B 헴프"], HEMP),
    ("what is open", ("ko",), ["지금 신청할 수 있는 지원사업", "모집 중인 사업"], SHIPS),
    ("what has a status", ("ko",), ["종료된 특구", "종료 강원"], HEALTH),
    ("a word that nothing knows beside one that is known", BOTH, ["쿼크 블록체인", "블록체인 quark"], BLOCKCHAIN),
]
NOTHING = ["", " ", "·", "...", "  -  ", "양자컴퓨터", "quantum", "쿼크 법", "아이폰 중고", "\ud800", "🚀", ".*", "(((", "[", "\\", "<>"]
QUERIES = [(language, query) for _, editions, queries, _ in CASES for language in editions for query in queries]
CALLS: list[tuple[list[Any], Any]] = [
    (["hangul", "dkaahsldk"], "암모니아"),
    (["hangul", "rkqtdl dnldnjs"], "값이 위원"),
    (["hangul", "rsA1"], "ㄱㄴㅁ1"),
    (["latin", "ㅠㅣㅐ차초먀ㅜ"], "blockchain"),
    (["latin", "뽀ㄲ"], "qhr"),
    (["spelled", "5G"], ["파이브지", "오지"]),
    (["spelled", "r&d"], ["알앤디"]),
    (["spelled", "제17차"], []),
    (["spelled", "blockchain"], []),
    (["spelled", "부산"], []),
    (["stems", "부산에서의"], ["부산에서", "부산"]),
    (["stems", "batteries"], ["battery", "batterie", "batteri"]),
    (["stems", "부산"], []),
    (["address", "zones", "a"], "zones/a/"),
    (["address", "terms", "a"], "glossary/#a"),
    (["address", "exemptions", "a"], "exemptions/#a"),
    (["address", "agenda_items", "a-01"], "meetings/a/#a-01"),
    (["address", "agenda_items", "x", "meetings/a"], "meetings/a/#x"),
    (["address", "pages", "about"], "about/"),
    (["address", "pages", ""], ""),
]
FILTERED: list[tuple[str, dict[str, Any]]] = [
    ("부산", {}),
    ("부산", {"tables": ["zones"]}),
    ("부산", {"regions": ["busan"], "tables": ["zones", "regions"]}),
    ("특구", {"statuses": ["ended"]}),
    ("특구", {"limit": 2}),
    ("특구", {"limit": 2, "offset": 2}),
    ("특구", {"limit": 4}),
]
ROWS = {
    "rows": [{"id": "a", "names": ["부산 블록체인", "Busan Blockchain"]}, {"id": "b", "names": ["강원 수소"]}],
    "queries": ["블럭체인", "ㅅㅅ", "busan", "없는말"],
}


def indexes() -> dict[str, list[Any]]:
    built = {language: index_files(edition_of(RECORDS, language), [], WRITTEN) for language in BOTH}
    return {language: [json.loads(data) for data in files.values()] for language, files in built.items()}


@pytest.fixture(scope="module")
def asked() -> Any:
    """What the modules answer to everything that is asked in this file."""
    queries = [*QUERIES, *(("ko", query) for query in NOTHING), *(("ko", query, options) for query, options in FILTERED)]
    return run(ASK, {"indexes": indexes(), "queries": queries, "calls": [call for call, _ in CALLS], "rows": ROWS})


@pytest.fixture(scope="module")
def answers(asked: Any) -> dict[tuple[str, str], Any]:
    return dict(zip(QUERIES, asked["found"][: len(QUERIES)], strict=True))


def names(answer: Any) -> list[str]:
    return [f"{result['table']}/{result['id']}" for result in answer["results"]]


@pytest.mark.parametrize(("queries", "editions", "first"), [(case[2], case[1], case[3]) for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_looked_for_comes_first(
    answers: dict[tuple[str, str], Any], queries: list[str], editions: tuple[str, ...], first: str
) -> None:
    asked = [(language, query) for language in editions for query in queries]
    found = {(language, query): names(answers[language, query])[:4] for language, query in asked}
    assert {each: records[:1] for each, records in found.items()} == {each: [first] for each in found}, found


def test_what_means_nothing_finds_nothing(asked: Any) -> None:
    found = asked["found"][len(QUERIES) : len(QUERIES) + len(NOTHING)]
    assert {query: names(answer) for query, answer in zip(NOTHING, found, strict=True)} == {query: [] for query in NOTHING}
    assert all(answer["total"] == 0 and answer["mended"] == "" for answer in found)


@pytest.mark.parametrize(("number", "call"), list(enumerate(call for call, _ in CALLS)), ids=str)
def test_words_are_turned_about_as_they_are_typed_and_said(asked: Any, number: int, call: list[Any]) -> None:
    assert asked["returned"][number] == CALLS[number][1]


def filtered(asked: Any) -> list[Any]:
    return list(asked["found"][len(QUERIES) + len(NOTHING) :])


def test_facets_count_what_the_others_let_through(asked: Any) -> None:
    plain, of_zones, of_busan, ended, *_ = filtered(asked)
    assert plain["counts"]["regions"]["busan"] == len([name for name in names(plain) if name in (BLOCKCHAIN, MARINE, BUSAN, SHIP, BARRIER)])
    assert set(names(of_zones)) == {BLOCKCHAIN, MARINE}
    assert of_zones["total"] == 2
    assert of_zones["counts"]["tables"] == plain["counts"]["tables"]
    assert of_zones["counts"]["regions"] == {"busan": 2}
    assert set(names(of_busan)) == {BLOCKCHAIN, MARINE, BUSAN}
    assert names(ended) == [HEALTH]
    assert ended["counts"]["statuses"]["ended"] == 1
    assert len(ended["counts"]["statuses"]) > 1


def test_results_come_by_pages_in_one_order(asked: Any) -> None:
    *_, first, second, both = filtered(asked)
    assert names(first) + names(second) == names(both)
    assert first["total"] == second["total"] == both["total"] > 4


def result(answers: dict[tuple[str, str], Any], query: str, record: str, language: str = "ko") -> Any:
    answer = answers[language, query]
    return next(each for each, name in zip(answer["results"], names(answer), strict=True) if name == record)


def marked(found: Any) -> list[str]:
    return [found["name"].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") for start, end in found["marks"]]


def test_a_result_tells_what_it_is(answers: dict[tuple[str, str], Any]) -> None:
    found = result(answers, "블록체인", BLOCKCHAIN)
    assert (found["name"], found["where"], found["lang"]) == ("부산 블록체인 규제자유특구", "부산 · 바이오", "ko")
    assert (found["regions"], found["reason"], found["snippet"]) == (["busan"], "", "")
    found = result(answers, "시험원", TESTS, "en")
    assert (found["name"], found["lang"]) == ("한국산업기술시험원", "ko")
    found = result(answers, "강원 디지털헬스케어 규제자유특구", HEALTH, "en")
    assert (found["name"], found["lang"]) == ("Gangwon Digital Healthcare Regulation-Free Special Zone", "en")
    assert (found["status"], found["statusKey"]) == ("Ended", "ended")
    assert result(answers, "블록체인 특구 연장", ITEM)["owner"] == "meetings/committee"


def test_the_words_that_matched_are_marked_in_the_name(answers: dict[tuple[str, str], Any]) -> None:
    assert marked(result(answers, "부산 블록체인", BLOCKCHAIN)) == ["부산", "블록체인"]
    assert marked(result(answers, "부산블록체인", BLOCKCHAIN)) == ["부산 블록체인"]
    assert marked(result(answers, "헴프대마", HEMP)) == ["헴프·대마"]
    assert marked(result(answers, "블ㄹ", BLOCKCHAIN)) == ["블록"]
    assert marked(result(answers, "ㅂㅅㅂㄹㅊㅇ", BLOCKCHAIN)) == ["부산 블록체인"]
    assert marked(result(answers, "부산ㅂㄹㅊㅇ", BLOCKCHAIN)) == ["부산 블록체인"]
    assert marked(result(answers, "블록체인은", BLOCKCHAIN)) == ["블록체인"]
    assert marked(result(answers, "블럭체인", BLOCKCHAIN)) == ["블록체인"]
    assert marked(result(answers, "qmffhrcpdls", BLOCKCHAIN)) == ["블록체인"]
    assert marked(result(answers, "ccus", CO2)) == ["이산화탄소"]
    assert marked(result(answers, "health".upper(), HEALTH, "en")) == ["Health"]


def test_a_result_tells_why_where_its_name_does_not(answers: dict[tuple[str, str], Any]) -> None:
    def reason(query: str, record: str) -> Any:
        return result(answers, query, record)["reason"]

    assert reason("ccus", CO2) == {"kind": "synonym", "text": "이산화탄소"}
    assert reason("원격의료", HEALTH) == {"kind": "other-name", "text": "원주 원격의료"}
    assert reason("healthcare", HEALTH) == {"kind": "other-name", "text": "Gangwon Digital Healthcare Regulation-Free Special Zone"}
    assert reason("블럭체인", BLOCKCHAIN) == {"kind": "mended", "text": "블록체인"}
    assert reason("qmffhrcpdls", BLOCKCHAIN) == {"kind": "layout", "text": "블록체인"}
    assert reason("파이브지", FACTORY)["kind"] == "transliteration"
    assert reason("문현 지구", BLOCKCHAIN)["kind"] == "text"
    assert reason("부산 블록체인", BLOCKCHAIN) == ""


def test_an_answer_tells_what_was_searched_instead(answers: dict[tuple[str, str], Any]) -> None:
    assert answers["ko", "부산 블럭체인"]["mended"] == "부산 블록체인"
    assert answers["ko", "qntks qmffhrcpdls"]["mended"] == "부산 블록체인"
    assert answers["ko", "부산 블록체인"]["mended"] == ""
    assert answers["ko", "부산 블록체인"]["query"] == "부산 블록체인"


def test_a_match_in_a_text_is_shown_where_it_stands(answers: dict[tuple[str, str], Any]) -> None:
    snippet = result(answers, "문현 지구", BLOCKCHAIN)["snippet"]
    assert snippet["text"] == "문현 지구에서 물류 기록을 나눕니다."
    assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["문현", "지구"]
    snippet = result(answers, "사용권", ABOUT)["snippet"]
    assert "누리집을 누가 만드는지 여기에 적습니다" in snippet["text"].replace("  ", " ").replace(" 는", "는")


def test_where_nothing_is_found_like_names_are_offered() -> None:
    answer = run(ASK, {"indexes": indexes(), "queries": [["ko", "디지탈핼쓰캐어"]]})["found"][0]
    assert answer["total"] == 0
    assert answer["nearest"][0] == {"table": "zones", "id": "health", "name": "강원 디지털헬스케어 규제자유특구"}


def test_a_page_may_search_rows_of_its_own(asked: Any) -> None:
    assert asked["rows"] == [["a"], ["b"], ["a"], []]


PARTS = st.sampled_from([*"부산블록체인ㅂㅅㄱ ㅏㅗ 특구 은의 a5G&.*[](\\<>'\"", "\u1107", "\ud800", "🚀", "CCUS", "규제자유특구", "  "])


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.lists(PARTS, max_size=14).map("".join), st.text(max_size=40)), min_size=40, max_size=120))
def test_any_query_is_answered_with_marks_inside_names(queries: list[str]) -> None:
    answers = run(ASK, {"indexes": indexes(), "queries": [["ko", query] for query in queries]})["found"]
    for query, answer in zip(queries, answers, strict=True):
        assert answer["query"] == query
        assert len(answer["results"]) == min(12, answer["total"])
        for found in answer["results"]:
            assert_inside(found["marks"], found["name"])
            if found["snippet"]:
                assert_inside(found["snippet"]["marks"], found["snippet"]["text"])


def assert_inside(marks: list[list[int]], text: str) -> None:
    """Ranges in order, apart, not empty, within the text."""
    places = [place for pair in marks for place in pair]
    assert places == sorted(places)
    assert all(start < end for start, end in marks)
    assert not places or (places[0] >= 0 and places[-1] <= len(text.encode("utf-16-le")) // 2)


def test_a_very_long_query_is_cut_and_answered() -> None:
    queries = ["특구 " * 700, "부산블록체인" * 400, "a" * 2000, "ㅂ" * 2000, "블록체인 " + "x" * 2000]
    answers = run(ASK, {"indexes": indexes(), "queries": [["ko", query] for query in queries]})["found"]
    assert [answer["query"] for answer in answers] == queries
    assert names(answers[4])[0] == BLOCKCHAIN


def test_the_same_query_is_answered_alike_every_time() -> None:
    first, second = (run(ASK, {"indexes": indexes(), "queries": [["ko", "특구"], ["ko", "부산"]]})["found"] for _ in range(2))
    assert first == second
