"""The finder of the search box, run as it stands: by Node where it is there, else in a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.search import index_file
from tests.records import Cells, edition_of, row

MODULES = Path(__file__).parents[2] / "site_src" / "assets" / "js"
HOST = "http://modules.example"

ASK = """
import { find, prepare } from "./finder.js";
import * as letters from "./letters.js";

export default function ask({ indexes, queries, calls }) {
  const prepared = Object.fromEntries(Object.entries(indexes).map(([language, index]) => [language, prepare(index)]));
  return {
    found: queries.map(([language, ...query]) => {
      const { total, rows: found } = find(prepared[language], ...query);
      return [total, found.map(({ kind, id }) => `${indexes[language].kinds[kind].table}/${id}`)];
    }),
    returned: calls.map(([name, text]) => letters[name](text)),
  };
}
"""
BY_NODE = """
import { readFileSync } from "node:fs";
import ask from "./ask.js";
process.stdout.write(JSON.stringify(ask(JSON.parse(readFileSync(0, "utf8")))));
"""


def zone(id: str, korean: str, english: str, kind: str = "규제자유특구", kind_en: str = "Regulation-Free Special Zone") -> Cells:
    names = {"name_ko": f"{korean} {kind}", "name_en": f"{english} {kind_en}", "short_name_ko": korean, "short_name_en": english}
    return row(id, **names)


RECORDS: dict[str, list[Cells]] = {
    "zones": [
        zone("health", "강원 디지털헬스케어", "Gangwon Digital Healthcare"),
        zone("blockchain", "부산 블록체인", "Busan Blockchain"),
        zone("hemp", "경북 산업용 헴프·대마", "Gyeongbuk Industrial Hemp"),
        zone(
            "marine",
            "부산 차세대 해양모빌리티",
            "Busan Next-Generation Marine Mobility",
            "글로벌 혁신특구",
            "Global Innovation Special Zone",
        ),
        zone("co2", "울산 이산화탄소 자원화", "Ulsan CO2 Utilisation"),
    ],
    "sectors": [row("sector", name_ko="기타", name_en="Other")],
    "regions": [row("busan", name_ko="부산광역시", name_en="Busan Metropolitan City", short_name_ko="부산", short_name_en="Busan")],
    "zone_regions": [row("1", zone_id="blockchain", region_id="busan"), row("2", zone_id="marine", region_id="busan")],
    "organisations": [
        row("katech", name_ko="한국산업기술시험원", name_en="", kind="certification"),
        row("parts", name_ko="국산 부품", name_en="", kind="company"),
        row("nfb", name_ko="동원F&B", name_en="", kind="company"),
        row("komeri", name_ko="한국조선해양기자재연구원", name_en="Korea Marine Equipment Research Institute", kind="research"),
    ],
    "meetings": [row("committee", name_ko="제17차 규제자유특구위원회", name_en="17th Zone Committee", series="committee")],
    "terms": [row("permit", term_ko="임시허가", term_en="temporary permit")],
    "programs": [
        row("ships", name_ko="선박 개발 지원", name_en="Aid for ships"),
        row("yards", name_ko="조선소 대출", name_en="Loans for yards"),
        row("boats", name_ko="배", name_en="Boats"),
        row("small", name_ko="배를 위한 소형 대출", name_en="Small loans"),
    ],
    "names": [
        row("1", table_name="zones", record_id="health", name_ko="원주 원격의료", name_en="Wonju Telemedicine", kind="former"),
        row("2", table_name="organisations", record_id="katech", name_ko="KTL", name_en="", kind="abbreviation"),
    ],
    "search_synonyms": [
        row("a", word="CCUS", means="이산화탄소"),
        row("b", word="병원", means="헬스케어"),
        row("c", word="병원", means="헴프"),
        row("d", word="빠른 허가", means="임시허가"),
        row("e", word="선박", means="배"),
        row("f", word="선박", means="조선소"),
        row("g", word="소형 배", means="블록체인"),
        row("h", word="ㅅㅂㄱ", means="배"),
    ],
}

BOTH = ("ko", "en")
HEALTH, BLOCKCHAIN, HEMP, MARINE, CO2 = "zones/health", "zones/blockchain", "zones/hemp", "zones/marine", "zones/co2"
COMMITTEE, TESTS, PARTS = "meetings/committee", "organisations/katech", "organisations/parts"

# (what is looked for, editions, queries, exactly what is found and in which order)
CASES: list[tuple[str, tuple[str, ...], list[str], list[str]]] = [
    ("the whole name", BOTH, ["강원 디지털헬스케어 규제자유특구"], [HEALTH]),
    ("a part of a compound word", BOTH, ["헬스케어", "디지털", "털헬스"], [HEALTH]),
    ("a part at the end of a name", BOTH, ["시험원"], [TESTS]),
    ("an English word in the Korean edition", ("ko",), ["healthcare", "Digital Healthcare", "HEALTH"], [HEALTH]),
    ("a Korean word in the English edition", ("en",), ["블록체인", "부산 블록체인"], [BLOCKCHAIN]),
    ("an English word in the English edition", ("en",), ["blockchain", "Blockchain"], [BLOCKCHAIN]),
    ("words of both languages at once", BOTH, ["부산 blockchain", "Blockchain 부산"], [BLOCKCHAIN]),
    ("blanks left out or put in", BOTH, ["부산블록체인", "부산 블록 체인", " 부산  블록체인 ", "부 산 블 록 체 인"], [BLOCKCHAIN]),
    ("middle dots, commas and hyphens", BOTH, ["헴프대마", "헴프·대마", "헴프ㆍ대마", "헴프, 대마", "헴프-대마", "산업용헴프"], [HEMP]),
    ("marks in a name", BOTH, ["동원FB", "동원f&b", "동원 F & B"], ["organisations/nfb"]),
    ("a hyphen in an English name", BOTH, ["next generation", "next-generation", "NextGeneration"], [MARINE]),
    ("full-width letters and digits", BOTH, ["ＣＯ２", "co2"], [CO2]),
    ("decomposed Hangul", BOTH, ["\u1112\u1166\u11af\u1109\u1173\u110f\u1166\u110b\u1165"], [HEALTH]),
    ("a half-typed last syllable", BOTH, ["블록체ㅇ", "블록체이", "블록ㅊ", "블로", "블ㄹ", "브"], [BLOCKCHAIN]),
    ("a consonant that will begin the next syllable", BOTH, ["이산화탄솢", "이산홭"], [CO2]),
    ("a vowel on the way to a double one", BOTH, ["규제자유특구우", "자유특구위", "특구위원호"], [COMMITTEE]),
    ("two final consonants before the next vowel", BOTH, ["한굯", "한국사"], [TESTS]),
    ("initial consonants", BOTH, ["ㅎㄱㅅㅇㄱㅅ"], [TESTS]),
    ("initial consonants in the middle of a name", BOTH, ["ㄱㅅㅅㅎ"], [TESTS]),
    ("initial consonants that the keyboard joined", BOTH, ["ㄳㅂㅍ", "ㄱㅅㅂㅍ"], [PARTS]),
    ("initial consonants of Korean names in the Korean edition", ("ko",), ["ㅂㄹㅊㅇ", "ㅂㅅㅂㄹㅊㅇ"], [BLOCKCHAIN]),
    ("several words in any order", BOTH, ["규제자유특구 블록체인", "블록체인 부산 규제자유특구"], [BLOCKCHAIN]),
    ("several words of which one is not there", BOTH, ["부산 헬스케어", "blockchain healthcare"], []),
    ("a word from the place of a record", ("ko",), ["기타 블록체인", "블록체인 기타"], [BLOCKCHAIN]),
    ("another name", BOTH, ["원격의료", "원주 원격의료", "telemedicine", "Wonju"], [HEALTH]),
    ("an abbreviation", BOTH, ["KTL", "ktl"], [TESTS]),
    ("a synonym", BOTH, ["ccus", "CCUS", "ＣＣＵＳ"], [CO2]),
    ("a synonym of several words", ("en",), ["병원"], [HEMP, HEALTH]),
    ("a synonym and a word", BOTH, ["경북 병원", "병원 헴프"], [HEMP]),
    ("a synonym that is written with blanks", BOTH, ["빠른 허가", "빠른허가"], ["terms/permit"]),
    ("a part of a synonym, which stands for nothing", BOTH, ["CCU", "빠른"], []),
    ("nothing that is there", BOTH, ["양자컴퓨터", "quantum", "쿼크 블록체인"], []),
    ("nothing at all", BOTH, ["", " ", "·", "...", "  -  "], []),
]

QUERIES = [(language, query) for _, editions, queries, _ in CASES for language in editions for query in queries]
MEANT = [("ko", "선박"), ("ko", "ㅅㅂㄱ"), ("ko", "소형 배")]
LIMITED = [("ko", "특구", limit) for limit in (1, 2, 12)]
ORDERED = [("ko", "부산"), ("en", "busan"), ("ko", "부산광역시"), ("ko", "규제자유특구")]
# (function, text): what it gives
RETURNED: dict[tuple[str, str], Any] = {
    ("fold", "디지털 헬스케어·정밀의료 (1차)"): "디지털헬스케어정밀의료1차",
    ("fold", "ＣＯ２ Ａ"): "co2a",
    ("fold", "ㄱㅏ"): "ㄱㅏ",
    ("fold", "헴프ㆍ대마"): "헴프대마",
    ("words", "  부산  F&B · 특구 "): ["부산", "fb", "특구"],
    ("letters", "특구"): "ㅌㅡㄱㄱㅜ",
    ("letters", "위원회"): "ㅇㅜㅣㅇㅜㅓㄴㅎㅗㅣ",
    ("letters", "닭값ㄳ"): "ㄷㅏㄹㄱㄱㅏㅂㅅㄱㅅ",
    ("letters", "a1ㅌ"): "a1ㅌ",
    ("initials", "특구a"): "ㅌㄱa",
    ("isInitials", "ㅌㄱ"): True,
    ("isInitials", "ㅌ"): False,
    ("isInitials", "특ㄱ"): False,
    ("isInitials", "ㅏㄱ"): False,
}


def by_node(node: str, folder: Path, asked: str) -> str:
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "by_node.js").write_text(BY_NODE, encoding="utf-8")
    done = subprocess.run([node, "by_node.js"], cwd=folder, input=asked.encode(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def by_browser(browser: str, folder: Path, asked: str) -> str:
    from playwright.sync_api import Route, sync_playwright

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{HOST}/")
        if name:
            route.fulfill(body=(folder / name).read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser or None)
        page = chromium.new_page()
        page.route(f"{HOST}/**", answer)
        page.goto(f"{HOST}/")
        text = page.evaluate(f"async (asked) => JSON.stringify((await import('{HOST}/ask.js')).default(JSON.parse(asked)))", asked)
        chromium.close()
    return str(text)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the modules answer to everything that is asked in this file."""
    folder = tmp_path_factory.mktemp("modules")
    for name in ("finder.js", "letters.js"):
        shutil.copy(MODULES / name, folder)
    (folder / "ask.js").write_text(ASK, encoding="utf-8")
    indexes = {language: json.loads(index_file(edition_of(RECORDS, language))) for language in BOTH}
    asked = json.dumps({"indexes": indexes, "queries": [*QUERIES, *MEANT, *LIMITED, *ORDERED], "calls": list(RETURNED)})
    node, browser = shutil.which("node"), os.environ.get("ZONES_BROWSER")
    if node is None and browser is None:
        pytest.fail("the search modules need Node or a browser: install Node, or run the tests by `make test`, which finds a browser")
    text = by_node(node, folder, asked) if node is not None else by_browser(str(browser), folder, asked)
    given = json.loads(text)
    queries = [*QUERIES, *MEANT, *LIMITED, *ORDERED]
    return {
        "found": {query: (total, rows) for query, (total, rows) in zip(queries, given["found"], strict=True)},
        "returned": dict(zip(RETURNED, given["returned"], strict=True)),
    }


@pytest.mark.parametrize(("editions", "queries", "records"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_record_is_found_by(answers: dict[str, Any], editions: tuple[str, ...], queries: list[str], records: list[str]) -> None:
    for language in editions:
        for query in queries:
            assert (language, query, *answers["found"][language, query]) == (language, query, len(records), records)


def test_the_best_matches_stand_first(answers: dict[str, Any]) -> None:
    # A name that is the whole query, then one that begins with it (a zone before a meeting, a short name before a long one), then the rest.
    assert answers["found"]["ko", "부산"][1] == ["regions/busan", BLOCKCHAIN, MARINE]
    assert answers["found"]["en", "busan"][1] == ["regions/busan", BLOCKCHAIN, MARINE]
    assert answers["found"]["ko", "부산광역시"][1] == ["regions/busan"]
    assert answers["found"]["ko", "규제자유특구"][1] == [BLOCKCHAIN, HEALTH, CO2, HEMP, COMMITTEE]


def test_what_a_word_stands_for_is_found_after_the_word_itself_however_weak_its_match(answers: dict[str, Any]) -> None:
    # The word in a name, then a name that is what it stands for, then those that begin with it, a short one first.
    assert answers["found"]["ko", "선박"][1] == ["programs/ships", "programs/boats", "programs/yards", "programs/small"]
    # Initial consonants are the weakest match of all.
    assert answers["found"]["ko", "ㅅㅂㄱ"][1] == ["programs/ships", "programs/boats", "programs/small"]
    # Both words in one name, then what they stand for together.
    assert answers["found"]["ko", "소형 배"][1] == ["programs/small", BLOCKCHAIN]


@pytest.mark.parametrize("limit", [1, 2, 12])
def test_all_matches_are_counted_and_only_so_many_shown(answers: dict[str, Any], limit: int) -> None:
    total, rows = answers["found"]["ko", "특구", limit]
    assert (total, len(rows)) == (6, min(limit, 6))


@pytest.mark.parametrize("call", RETURNED)
def test_text_is_cut_alike_for_what_is_typed_and_what_is_indexed(answers: dict[str, Any], call: tuple[str, str]) -> None:
    assert answers["returned"][call] == RETURNED[call]
