"""What is indexed, and the files that the browser loads."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.pages.edition import Page
from generator.pages.search import KINDS
from generator.search import files, index_files
from generator.search.files import slug
from generator.search.records import plain_text
from tests.records import Cells, Tables, edition_of, row

RECORDS: dict[str, list[Cells]] = {
    "zones": [
        row(
            "zone-a",
            name_ko="가 특구",
            name_en="Zone A",
            short_name_ko="가",
            short_name_en="Zone A",
            sector_id="ict",
            ended_on="2025-05-20",
        ),
        row("b", name_ko="나 특구", name_en="B Zone", short_name_ko="나", short_name_en="B", sector_id="ict", summary_ko="글"),
    ],
    "sectors": [row("ict", name_ko="정보통신", name_en="ICT")],
    "regions": [
        row("busan", name_ko="부산광역시", name_en="Busan City", short_name_ko="부산", short_name_en="Busan", kind="metropolitan_city"),
        row("gyeongbuk", name_ko="경상북도", name_en="Gyeongsangbuk-do", short_name_ko="경북", short_name_en="Gyeongbuk", kind="province"),
    ],
    "zone_regions": [row("a-busan", zone_id="zone-a", region_id="busan")],
    "projects": [row("p", zone_id="zone-a", title_ko="배", title_en="Ships", summary_ko="물에 뜹니다.", summary_en="They float.")],
    "exemptions": [row("p-1", project_id="p", barrier_ko="기준이 없었습니다.", barrier_en="No standard.", outcome_ko="", outcome_en="")],
    "exemption_laws": [row("x", exemption_id="p-1", law_id="act")],
    "programs": [
        row("fund", name_ko="기금", name_en="Fund", kind="finance", standing="true"),
        row("other", name_ko="그 밖", name_en="Other"),
    ],
    "laws": [row("act", name_ko="선박법", name_en="", kind="act", number="법률 제1호")],
    "law_articles": [
        row("act-1", law_id="act", article="제2조", title_ko="정의", title_en="Definitions", note_ko="뜻", note_en="Meanings")
    ],
    "meetings": [row("m", name_ko="회의", name_en="Council", series="council", held_on="2024-04-30", place_ko="서울", place_en="Seoul")],
    "agenda_items": [row("m-01", meeting_id="m", kind="agenda", topic_ko="안건", topic_en="Topic", response_ko="답", response_en="Answer")],
    "organisations": [row("o", name_ko="쿠팡", name_en="", kind="company", region_id="busan")],
    "participations": [row("a-o", zone_id="zone-a", organisation_id="o")],
    "terms": [row("t", term_ko="용어", term_en="term", definition_ko="뜻", definition_en="Meaning")],
    "events": [row("e", zone_id="zone-a", note_ko="시작했습니다.", note_en="It began.")],
    "names": [
        row("1", table_name="laws", record_id="act", name_ko="선박 안전법", name_en="Ship Safety Act", kind="former"),
        row("2", table_name="organisations", record_id="o", name_ko="쿠팡(주)", name_en="", kind="as_printed"),
        row("3", table_name="laws", record_id="act", name_ko="선박법", name_en="", kind="short"),
        row("4", table_name="events", record_id="e", name_ko="착수", name_en="", kind="short"),
    ],
    "search_synonyms": [row("a", word="2차전지", means="배터리")],
}
PAGES = [
    Page("zones/", "특구", "특구 목록입니다.", ""),
    Page("", "첫 화면", "", ""),
    Page("zones/a/", "가", "", "", record="zones/zone-a"),
    Page("old/", "옛 주소", "", "", leads_to="zones/a/"),
]
WRITTEN = [("about/", "---\ntitle: x\n---\n\n# 이 등록부\n\n**누가** [만드는지](a.md) 적습니다.\n")]


def built(tables: Tables, language: str) -> dict[str, Any]:
    return {name: json.loads(data) for name, data in index_files(edition_of(tables, language), PAGES, WRITTEN).items()}


def unpacked(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every record of the files by table and id, as the browser reads it."""
    head = found["names.json"]
    english = head["language"] == "en"
    places: list[list[Any]] = [[""]]
    result: dict[str, dict[str, Any]] = {}
    keys: list[str] = []
    for name in ["names.json", *head["parts"], "texts.json"]:
        places += found[name]["places"]
        for block in found[name]["blocks"]:
            size = len(block["name"])
            column = {key: block.get(key, [0] * size) for key in ("end", "otherEnd", "place", "status")}
            more, briefs = ({at: rest for at, *rest in block.get(key, [])} for key in ("more", "brief"))
            for at in range(size):
                other = block.get("other", [""] * size)[at]
                id = block["id"][at] or slug(block["name"][at] if english else other)
                keys.append(f"{block['table']}/{id}")
                label, *near = places[column["place"][at]]
                status = column["status"][at]
                result[keys[-1]] = {
                    "name": block["name"][at] + head["ends"][column["end"][at]],
                    "short": briefs.get(at, [block["name"][at]])[0],
                    "other": other + head["ends"][column["otherEnd"][at]],
                    "more": more.get(at, []),
                    "label": label,
                    "near": [keys[number] for number in near],
                    "status": head["statuses"][status - 1] if status else None,
                    "far": [],
                    "texts": [],
                }
    for key in ("far", "texts"):
        for number, *rest in found["texts.json"][key]:
            result[keys[number]][key] = [keys[each] for each in rest] if key == "far" else rest
    return result


@pytest.fixture(scope="module", params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_record_with_an_address_and_every_page_of_its_own_is_indexed(language: str) -> None:
    found = unpacked(built(RECORDS, language))
    ids = ["busan", "gyeongbuk", "ict", "t", "zones", "about", "fund", "other", "act", "zone-a", "b", "m", "p", "o", "p-1", "m-01"]
    assert sorted(key.partition("/")[2] for key in found) == sorted(ids)
    assert {key.partition("/")[0] for key in found} == set(KINDS)
    # A running zone, or one that may run, comes before one that has ended; what a first result needs most comes first.
    order = list(found)
    assert order.index("zones/b") < order.index("zones/zone-a")
    assert order[:3] == ["regions/busan", "regions/gyeongbuk", "sectors/ict"]


def test_a_record_has_its_names_in_both_languages_and_all_further_ones() -> None:
    korean, english = (unpacked(built(RECORDS, language)) for language in ("ko", "en"))
    assert (korean["zones/b"]["name"], korean["zones/b"]["short"], korean["zones/b"]["other"]) == ("나 특구", "나", "B Zone")
    assert (english["zones/b"]["name"], english["zones/b"]["short"], english["zones/b"]["other"]) == ("B Zone", "B", "나 특구")
    assert korean["regions/gyeongbuk"]["short"] == "경북"
    assert korean["laws/act"]["more"] == ["Ship Safety Act", "법률 제1호", "선박 안전법"]
    assert korean["organisations/o"]["more"] == ["쿠팡(주)"]
    assert korean["agenda_items/m-01"]["name"] == "안건"
    assert korean["exemptions/p-1"]["name"] == "배"


def test_a_name_without_a_translation_is_indexed_in_korean_in_both_editions(language: str) -> None:
    found = unpacked(built(RECORDS, language))["organisations/o"]
    assert (found["name"], found["other"]) == ("쿠팡", "")


def test_a_record_tells_what_it_stands_with() -> None:
    found = unpacked(built(RECORDS, "en"))
    assert found["zones/zone-a"]["near"] == ["regions/busan", "sectors/ict"]
    assert found["projects/p"]["near"] == found["exemptions/p-1"]["near"] == ["zones/zone-a"]
    assert found["agenda_items/m-01"]["near"] == ["meetings/m"]
    assert found["organisations/o"]["near"] == ["regions/busan"]
    edition = edition_of(RECORDS, "en")
    for key, column in {"programs/fund": "kind", "laws/act": "kind", "organisations/o": "kind", "exemptions/p-1": "kind"}.items():
        record = edition.graph.find(*key.split("/"))
        assert record is not None
        assert found[key]["label"] == record.label(column) != ""
    assert found["meetings/m"]["label"].endswith(" · 30 April 2024")


def test_a_record_is_found_by_what_takes_part_in_it() -> None:
    found = unpacked(built(RECORDS, "ko"))
    assert found["zones/zone-a"]["far"] == ["organisations/o"]
    assert found["exemptions/p-1"]["far"] == ["projects/p", "laws/act"]
    assert found["laws/act"]["far"] == []


def test_zones_and_programs_tell_their_status_on_the_edition_s_day() -> None:
    found = unpacked(built(RECORDS, "en"))
    assert {key: each["status"][0] for key, each in found.items() if each["status"]} == {
        "zones/zone-a": "ended",
        "zones/b": "unconfirmed",
        "programs/fund": "standing",
        "programs/other": "none",
    }
    assert found["zones/zone-a"]["status"] == ["ended", "Ended"]


def test_texts_are_those_of_the_record_s_page_in_the_edition_s_language() -> None:
    korean, english = (unpacked(built(RECORDS, language)) for language in ("ko", "en"))
    assert korean["zones/zone-a"]["texts"] == ["시작했습니다."]
    assert english["zones/zone-a"]["texts"] == ["It began."]
    # A text without a translation is found in the language that it has.
    assert english["zones/b"]["texts"] == ["글"]
    assert korean["exemptions/p-1"]["texts"] == ["기준이 없었습니다."]
    assert korean["agenda_items/m-01"]["texts"] == ["답"]
    assert korean["laws/act"]["texts"] == ["제2조 정의 뜻"]
    assert korean["meetings/m"]["texts"] == ["서울"]
    assert korean["terms/t"]["texts"] == ["뜻"]
    assert korean["pages/zones"]["texts"] == ["특구 목록입니다."]
    assert korean["pages/about"] | {"name": "이 등록부", "texts": ["누가 만드는지 적습니다."]} == korean["pages/about"]


def test_the_words_of_a_page_stand_without_their_markup() -> None:
    markdown = (
        "---\ntitle: x\n---\n# 제목 {#top}\n\n- **굵게** `code` [이름](a.md){.zr-x}\n1. 하나\n\n> 인용\n"
        "\n| 표 | 칸 |\n|---|---|\n| a | b |\n\n"
        '<p class="x">글 &amp; 글</p>\n<script>no()</script>\n```py\nx = 1\n```\n'
        '<details class="zr-correction">\n<p>고치기</p>\n</details>\n'
    )
    assert plain_text(markdown).split("\n") == ["제목", "굵게 code 이름", "하나", "인용", "표 칸", "a b", "글 & 글", "x = 1"]


def test_the_index_holds_every_synonym(language: str) -> None:
    assert built(RECORDS, language)["names.json"]["synonyms"] == [["2차전지", "배터리"]]


def test_an_id_that_its_name_spells_is_left_out() -> None:
    for language in ("ko", "en"):
        zones = next(block for block in built(RECORDS, language)["names.json"]["blocks"] if block["table"] == "zones")
        assert zones["id"] == ["", ""]


def test_many_names_are_cut_into_parts_that_tell_the_same(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = built(RECORDS, language)
    assert whole["names.json"]["parts"] == []
    monkeypatch.setattr(files, "FIRST_BYTES", 100)
    monkeypatch.setattr(files, "PART_BYTES", 200)
    parts = built(RECORDS, language)
    assert len(parts["names.json"]["parts"]) > 2
    assert set(parts) == {"names.json", *parts["names.json"]["parts"], "texts.json"}
    assert unpacked(parts) == unpacked(whole)


def test_an_index_without_records_has_no_entries() -> None:
    found = index_files(edition_of({"sectors": []}, "ko"), [])
    assert json.loads(found["names.json"])["blocks"] == json.loads(found["texts.json"])["blocks"] == []


def test_the_same_records_give_the_same_bytes_in_utf_8_without_needless_blanks() -> None:
    first, second = (index_files(edition_of(RECORDS, "ko"), PAGES, WRITTEN) for _ in range(2))
    assert first == second
    assert "부산".encode() in first["names.json"]
    assert all(b'": ' not in data for data in first.values())
