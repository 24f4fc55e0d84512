from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from generator.pages import zones
from tests.pages.reading import Body
from tests.records import Cells, Tables, descriptor, rendered, row

REQUIRED: dict[str, list[Cells]] = {"zones": [row("a", name_ko="가 특구", name_en="Zone A", decided_on="2024-04-30", round="9")]}

EVERYTHING: dict[str, list[Cells]] = {
    "zones": [
        row(
            "a",
            name_ko="가 특구",
            name_en="Zone A",
            short_name_ko="가",
            short_name_en="A",
            decided_on="2024-04-30",
            designated_on="2024-06-01",
            area_km2="21.76",
            operator_count="17",
            budget_krw="33600000000",
            summary_ko="가를 실증합니다.",
            summary_en="Demonstrates A.",
            sector_id="energy",
            source_id="gazette",
        ),
        row("b", name_en="Zone B", short_name_en="B", sector_id="energy"),
        row("c", name_en="Zone C", short_name_en="C", ended_on="2025-05-20"),
    ],
    "sectors": [row("energy", name_en="Energy"), row("sector")],
    "regions": [row("busan", name_en="Busan City", short_name_en="Busan")],
    "zone_regions": [row(f"{id}-busan", zone_id=id, region_id="busan") for id in "ac"],
    "zone_municipalities": [row("saha", zone_id="a", region_id="busan", name_en="Saha-gu", place_ko="감천항", place_en="Gamcheon port")],
    "projects": [
        row("p", zone_id="a", title_en="Ships", summary_ko="배", summary_en="Ships sail."),
        row("q", zone_id="a", title_en="Tanks"),
    ],
    "exemptions": [row("p-1", project_id="p", kind="temporary_permit", barrier_ko="막음", barrier_en="No standard.")],
    "laws": [row("ship-act", name_ko="선박법", name_en="")],
    "exemption_laws": [row("p-1-ship", exemption_id="p-1", law_id="ship-act", article="제3조", note_ko="정의", note_en="Definition")],
    "organisations": [row("hd", name_ko="현대 조선", name_en=""), row("btp", name_en="Busan Technopark")],
    "participations": [
        row("a-hd", zone_id="a", organisation_id="hd", role="operator", note_ko="배를 만듦", note_en="Builds ships"),
        row("a-btp", zone_id="a", organisation_id="btp", role="lead"),
    ],
    "periods": [
        row("a-permit", zone_id="a", project_id="p", kind="temporary_permit", starts_on="2026-01-01", ends_on="2028-05", meeting_id="m"),
        row("a-first", zone_id="a", kind="designation", starts_on="2024-06-01", ends_on="2025-12-31", note_ko="처음", note_en="First term"),
    ],
    "events": [
        row("e2", zone_id="a", happened_on="2026-01-02", kind="temporary_permit", note_en="Permit granted.", meeting_id="m"),
        row("e1", zone_id="a", happened_on="2024-06-01", kind="gazetted", note_en="Gazetted."),
    ],
    "meetings": [row("m", name_en="17th committee", held_on="2025-11-21"), row("n", name_en="Council", held_on="2024-08-26")],
    "agenda_items": [
        row("n-1", meeting_id="n", kind="request", topic_en="More time", raised_by_ko="시장", raised_by_en="The mayor"),
        row("m-1", meeting_id="m", kind="decision", topic_en="Permit", response_ko="의결", response_en="Decided"),
    ],
    "agenda_item_zones": [row("1", agenda_item_id="n-1", zone_id="a"), row("2", agenda_item_id="m-1", zone_id="a")],
    "programs": [row("fund", name_en="Zone Fund", standing="true"), row("office", name_en="Busan Office")],
    "program_zones": [row("fund-a", program_id="fund", zone_id="a")],
    "program_regions": [
        row("office-busan", program_id="office", region_id="busan"),
        row("fund-busan", program_id="fund", region_id="busan"),
    ],
    "sources": [
        row("source", publisher="Daily", url="https://daily.example/1", title="Of a zone", kind="press", published_on="2025-01-02"),
        row("gazette", publisher="관보", url="https://gazette.example/7", kind="gazette", published_on="2024-06-01"),
    ],
}


def page(tables: Tables, language: str = "en", day: date = date(2026, 11, 23), id: str = "a") -> Body:
    return Body(rendered(zones.pages, tables, language, day)[f"zones/{id}/"].body)


def index(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(zones.pages, tables, language)["zones/"].body)


@pytest.mark.parametrize(("language", "unstated"), [("ko", "출처에서 확인되지 않았습니다"), ("en", "Not stated in our sources")])
def test_a_zone_with_only_its_required_fields_says_what_no_source_states(language: str, unstated: str) -> None:
    # Region, designation, operators, budget, area; projects, periods, history.
    assert rendered(zones.pages, REQUIRED, language)["zones/a/"].body.count(f'class="zr-muted">{unstated}<') == 8
    body = page(REQUIRED, language)
    # As a fact, and in the description of the picture.
    assert body.text.count("2024") == 2
    assert body.ids.count("source-1") == 1
    assert len(body.ids) == len(set(body.ids))


def test_a_zone_with_only_its_required_fields_has_its_name_as_its_description() -> None:
    made = rendered(zones.pages, REQUIRED)["zones/a/"]
    assert (made.title, made.description, made.record) == ("Zone A", "Zone A", "zones/a")


def test_a_zone_shows_every_fact_about_it() -> None:
    text = page(EVERYTHING).text
    for words in (
        "Zone A",
        "Demonstrates A.",
        "Busan City",
        "Energy",
        "30 April 2024",
        "1 June 2024",
        "17",
        "KRW 33.6 billion",
        "21.76 km²",
    ):
        assert words in text
    for words in ("Saha-gu", "Gamcheon port", "Ships sail.", "No standard.", "선박법 제3조 (Definition)", "현대 조선", "Builds ships"):
        assert words in text
    for words in ("1 January 2026", "May 2028", "First term", "Gazetted.", "Permit granted.", "More time", "The mayor", "Decided"):
        assert words in text
    for words in ("Zone Fund", "Busan Office", "Daily", "Of a zone", "관보"):
        assert words in text


def test_a_zone_says_its_status_its_end_its_newest_source_and_the_day() -> None:
    body = page(EVERYTHING)
    assert "Temporary permit Continues on a temporary permit to May 2028.1 Status on 23 November 2026." in body.text
    assert "Our newest source on this zone is of 2 January 2025." in body.text
    korean = page(EVERYTHING, "ko")
    assert "임시허가 임시허가로 2028년 5월까지 이어집니다.1 2026년 11월 23일 기준이며," in korean.text
    assert "이 특구에 관한 가장 새로운 출처는 2025년 1월 2일 것입니다." in korean.text


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("gazette", "Our newest source on this zone is of 2 May 2024."),
        ("press", "Our newest source on this zone is of 2 May 2024."),
        ("paper", "The sources on this zone carry no date."),
    ],
)
def test_a_zone_of_which_only_statutes_tell_reaches_as_far_as_they_do(kind: str, sentence: str) -> None:
    assert sentence in page({"zones": [row("a")], "sources": [row("source", kind=kind, published_on="2024-05-02")]}).text


@pytest.mark.parametrize(
    ("cells", "periods", "korean", "english"),
    [
        (
            {"ended_on": "2025-05-20", "ended_reason": "expired"},
            [],
            "2025년 5월 20일에 끝났습니다(사유: ",
            "Ended on 20 May 2025 (",
        ),
        ({"ended_on": "2025-05-20"}, [], "사유는 출처에서 확인되지", "Ended on 20 May 2025. The reason is not stated"),
        ({"ended_on": "2024-12", "ended_reason": "expired"}, [], "2024년 12월에 끝났습니다(사유: ", "Ended in December 2024 ("),
        ({"ended_on": "2023"}, [], "2023년에 끝났습니다. 사유는", "Ended in 2023. The reason is not stated"),
        ({"designated_on": "2027-01-01"}, [], "2027년 1월 1일에 지정될", "To be designated on 1 January 2027."),
        ({}, [("2022", "2027-12")], "출처에 적힌 기간은 2027년 12월까지", "The term stated by sources runs to December 2027."),
        ({}, [("2024-12-01", "")], "법이 정한 가장 긴 기간 안에", "no longer than the law allows"),
        ({}, [("2020", "2024-07-31")], "마지막 기간은 2024년 7월 31일까지", "The last term in our sources ran to 31 July 2024;"),
        ({}, [], "지금 상태도 출처에서", "its present state are not stated"),
    ],
)
def test_the_sentence_of_a_zone_says_what_its_periods_say(cells: Cells, periods: list[tuple[str, str]], korean: str, english: str) -> None:
    tables = {
        "zones": [row("a", **({"decided_on": "2020-01-01"} | cells))],
        "periods": [row(str(n), zone_id="a", starts_on=start, ends_on=end) for n, (start, end) in enumerate(periods)],
    }
    assert korean in page(tables, "ko").text
    assert english in page(tables, "en").text


def test_periods_stand_in_order_of_their_start_and_events_in_order_of_their_day() -> None:
    ids = page(EVERYTHING).ids
    assert [id for id in ids if id in ("a-first", "a-permit", "e1", "e2")] == ["a-first", "a-permit", "e1", "e2"]


def test_what_was_said_stands_newest_first_and_leads_to_its_meeting() -> None:
    body = page(EVERYTHING)
    said = body.after("At meetings")
    assert said.index("17th committee") < said.index("Council")
    assert body.link("Council") == "../../meetings/n/"


def test_a_zone_names_its_neighbours_but_not_itself() -> None:
    neighbours = page(EVERYTHING).after("Neighbouring zones")
    assert neighbours.startswith("Same region C Ended Same sector B Unconfirmed")
    assert page(REQUIRED).after("Neighbouring zones").startswith("Same region No other zone. Same sector No other zone.")


def test_a_zone_leads_to_its_comparison_with_others() -> None:
    assert page(EVERYTHING).link("Compare with other zones") == "../../compare/?zones=a"


def test_a_program_for_the_zone_is_not_named_again_as_one_for_its_region() -> None:
    programs = page(EVERYTHING).after("Support programs").partition("At meetings")[0]
    assert programs.count("Zone Fund") == 1
    assert programs.index("Zone Fund") < programs.index("Programs for this region") < programs.index("Busan Office")


def test_participants_stand_by_their_role_with_the_announced_number() -> None:
    who = page(EVERYTHING).after("Who takes part")
    assert who.startswith("Our sources name 2 participants; the announced number of operators is 17.")


def test_exemptions_and_projects_have_anchors_that_other_pages_lead_to() -> None:
    assert {"p", "q", "p-1", "a-first", "a-permit", "e1", "e2"} <= set(page(EVERYTHING).ids)


def test_no_anchor_stands_twice_and_every_footnote_leads_to_a_source() -> None:
    for language in ("ko", "en"):
        body = page(EVERYTHING, language)
        assert len(body.ids) == len(set(body.ids))
        assert "" not in body.ids
        assert {href for href, _ in body.links if href.startswith("#source")} == {f"#{id}" for id in body.ids if id.startswith("source-")}


MORE: dict[str, list[Cells]] = EVERYTHING | {
    "names": [row("n", table_name="zones", record_id="a", name_ko="가 옛 특구", name_en="Old Zone A", kind="former", valid_to="2023")],
    "zone_notes": [
        row("n-1", zone_id="a", topic="scheme", note_en="The only zone of its round.", source_id="gazette"),
        row("n-2", zone_id="a", topic="exemptions", note_en="Five were granted."),
        row("n-3", zone_id="b", topic="scheme", note_en="Of another zone."),
    ],
    "indicators": [row("jobs", name_en="Jobs", unit="people")],
    "observations": [
        row("v-2", indicator_id="jobs", scope="zone", zone_id="a", value="40", as_of="2025"),
        row("v-1", indicator_id="jobs", scope="zone", zone_id="a", value="12", as_of="2024-05", qualifier="about"),
    ],
    "task_forces": [
        row("f", zone_id="a", name_en="Zone team", duty_en="Runs the tests.", parties_ko="부산", parties_en="Busan and 조선소")
    ],
    "cooperations": [row("c", zone_id="a", kind="joint_rd", name_ko="협약", name_en="Pact", note_en="Builds ships.", starts_on="2025-03")],
    "cooperation_parties": [row("c-hd", cooperation_id="c", organisation_id="hd")],
    "zone_plans": [row("plan", region_id="busan", name_en="Plan of A", result="designated", zone_id="a")],
    "event_exemptions": [row("x", event_id="e2", exemption_id="p-1")],
}
MORE["agenda_item_zones"] = [*EVERYTHING["agenda_item_zones"], row("3", agenda_item_id="n-1", zone_id="", plan_id="plan")]


def test_a_zone_shows_what_else_is_known_of_it() -> None:
    body = page(MORE)
    topics = descriptor().tables["zone_notes"].field_by_name["topic"].labels
    for words in (
        "Old Zone A (Former name, ",
        f"{topics['scheme']['en']} The only zone of its round.",
        f"{topics['exemptions']['en']} Five were granted.",
        "Jobs about 12 people",
        "Jobs 40 people",
        "Zone team Runs the tests.",
        "Busan and 조선소",
        "Pact Builds ships.",
        "현대 조선",
        "Since March 2025",
        "Plan of A",
        "Projects named: Ships",
    ):
        assert words in body.text
    assert "Of another zone." not in body.text
    assert {"notes", "n-1", "n-2", "figures", "v-1", "v-2", "cooperation", "f", "c", "plans"} <= set(body.ids)
    assert [id for id in body.ids if id.startswith("v-")] == ["v-1", "v-2"]
    assert len(body.ids) == len(set(body.ids))
    assert body.link("Plan of A") == "../../regions/busan/#plan"
    assert "Council" in body.after("Plan of A").partition("Support programs")[0]
    assert body.unmarked == []


def test_a_zone_of_which_no_more_is_known_has_no_empty_sections() -> None:
    assert {"notes", "figures", "cooperation", "plans"} & set(page(EVERYTHING).ids) == set()


def test_korean_names_on_an_english_page_are_marked() -> None:
    body = page(EVERYTHING)
    assert body.unmarked == []
    assert {"현대 조선", "선박법", "제3조", "관보"} <= {words for language, words in body.marked if language == "ko"}


def test_a_korean_page_marks_no_korean_words() -> None:
    assert [words for language, words in page(EVERYTHING, "ko").marked if language == "ko"] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_any_text_is_escaped(language: str) -> None:
    evil = "<script>x</script> & \"'"
    pair = {"name_ko": evil, "name_en": evil, "short_name_ko": evil, "short_name_en": evil, "summary_ko": evil, "summary_en": evil}
    tables = {"zones": [row("a", **pair), row("b", **pair)], "sources": [row("source", publisher=evil, title=evil)]}
    for made in rendered(zones.pages, tables, language).values():
        assert "<script>" not in made.body
        assert evil in Body(made.body).text
        assert made.title in (evil, "Zones", "특구")


def aside_tables() -> Tables:
    """A zone with a doubt and a conflict about each of its columns, about itself, and about every record that tells of it."""
    columns = ["*", "kind", "name_ko", "name_en", "short_name_ko", "round", "sector_id", "decided_on", "designated_on", "ended_on"]
    columns += ["ended_reason", "area_km2", "operator_count", "budget_krw", "summary_ko", "summary_en"]
    about = [("zones", "a", column) for column in columns]
    about += [("periods", "a-first", "ends_on"), ("events", "e1", "happened_on"), ("participations", "a-hd", "role")]
    about += [
        ("projects", "p", "*"),
        ("projects", "q", "title_ko"),
        ("exemptions", "p-1", "kind"),
        ("exemption_laws", "p-1-ship", "law_id"),
    ]
    about += [("zone_municipalities", "saha", "name_ko"), ("agenda_items", "n-1", "*")]
    about += [("names", "n", "*"), ("zone_notes", "n-1", "note_ko"), ("observations", "v-1", "value")]
    about += [("task_forces", "f", "*"), ("cooperations", "c", "*"), ("exemptions", "p-1", "outcome")]
    places = [{"table_name": table, "record_id": record, "field": field} for table, record, field in about]
    doubts = [row(f"d{n}", note_ko=f"의문 {n}!", note_en=f"Doubt {n}!", **place) for n, place in enumerate(places)]
    conflicts = [row(f"c{n}", other_value="1", note_ko=f"다름 {n}!", note_en=f"Other {n}!", **place) for n, place in enumerate(places)]
    return MORE | {"doubts": doubts, "conflicts": conflicts}


@pytest.mark.parametrize(("language", "doubt", "conflict"), [("ko", "의문", "다름"), ("en", "Doubt", "Other")])
def test_every_doubt_and_conflict_of_a_zone_and_of_its_records_stands_once_on_its_page(language: str, doubt: str, conflict: str) -> None:
    tables = aside_tables()
    text = page(tables, language).text
    for number in range(len(tables["doubts"])):
        assert text.count(f"{doubt} {number}!") == 1
        assert text.count(f"{conflict} {number}!") == 1


def test_the_index_counts_statuses_and_lists_zones_with_their_regions_and_sectors() -> None:
    body = index(EVERYTHING)
    assert "3 regulation-free special zones" in body.text
    # C has ended, and nothing is known of B.
    assert "Temporary permit 1 Unconfirmed 1 Ended 1" in body.text
    assert body.records >= {"zones/a", "zones/b", "zones/c", "regions/busan", "sectors/energy"}
    assert body.after(" List ").startswith("A Temporary permit Region Busan Sector Energy Kind Regulation-free special zone Round Round 1")


def test_the_index_lists_zones_by_their_short_name_in_its_language() -> None:
    tables = {
        "zones": [row("x", short_name_ko="나", short_name_en="Alpha"), row("y", short_name_ko="가", short_name_en="beta")],
        "sectors": [row("sector")],
    }
    for language, list_begins, order in (("en", " List ", ["Alpha", "beta"]), ("ko", " 목록 ", ["가", "나"])):
        text = index(tables, language).after(list_begins)
        assert text.index(order[0]) < text.index(order[1])


@pytest.mark.parametrize(
    ("table", "id", "field"),
    [
        ("zones", "a", "decided_on"),
        ("zones", "a", "designated_on"),
        ("zones", "a", "operator_count"),
        ("events", "e1", "happened_on"),
        ("periods", "a-first", "starts_on"),
        ("periods", "a-first", "ends_on"),
    ],
)
def test_a_source_of_a_single_fact_stands_beside_it(table: str, id: str, field: str) -> None:
    citation = row("1", table_name=table, record_id=id, field=field, source_id="further")
    sources = [*EVERYTHING["sources"], row("further", publisher="Further source")]
    assert "Further source" in page(EVERYTHING | {"citations": [citation], "sources": sources}).text


@pytest.mark.parametrize(
    ("language", "summary", "lead", "rest"),
    [
        ("ko", "가를 실증합니다. 1.5㎢에서 합니다. 끝.", "가를 실증합니다.", "1.5㎢에서 합니다. 끝."),
        ("en", "Tests A on 1.5 km². It began in 2024. Still.", "Tests A on 1.5 km².", "It began in 2024. Still."),
        ("en", "Tests A without an end", "Tests A without an end", ""),
    ],
)
def test_the_first_sentence_of_a_summary_leads_and_the_rest_stands_with_the_projects(
    language: str, summary: str, lead: str, rest: str
) -> None:
    made = rendered(zones.pages, {"zones": [row("a", summary_ko=summary, summary_en=summary)]}, language)["zones/a/"].body
    assert f'<p class="zr-lead">{lead}<sup' in made
    assert ('<p class="zr-rest">' in made) == bool(rest)
    assert f'<p class="zr-rest">{rest}<sup' in made or not rest
    assert made.index('class="zr-lead"') < made.index('class="zr-facts ') < made.index('id="band"') < made.index("{: #projects }")


@pytest.mark.parametrize(
    ("area", "shown", "exact"),
    [
        ("0.768084", "0.77 km²", "0.768084 km²"),
        ("21.76", "21.76 km²", "21.76 km²"),
        ("16875", "16,875 km²", "16,875 km²"),
        ("0.004", "0.004 km²", "0.004 km²"),
    ],
)
def test_an_area_is_rounded_and_its_exact_figure_is_at_hand(area: str, shown: str, exact: str) -> None:
    made = rendered(zones.pages, {"zones": [row("a", area_km2=area)]})["zones/a/"].body
    assert f'title="{exact}">{shown}</data>' in made


def test_a_project_says_who_may_use_its_exemption_on_the_day_of_the_edition() -> None:
    assert "Who may do this today Until May 2028, only those who hold the temporary permit." in page(EVERYTHING).text
    later = page(EVERYTHING, day=date(2029, 1, 1)).text
    assert "The stated term ran to May 2028; what holds since is not stated in our sources." in later


PROGRAMS = {
    "of-zone": {},
    "of-region": {},
    "open": {"zone_kind": "both"},
    "of-law": {"zone_kind": "regulation_free"},
    "law-of-others": {"zone_kind": "global_innovation"},
    "any": {"zone_kind": "both"},
    "closed": {"zone_kind": "both"},
}


def test_a_zone_names_its_programs_those_of_its_region_open_ones_and_those_that_stand_in_a_law_and_no_others() -> None:
    tables = EVERYTHING | {
        "programs": [row(id, name_en=f"Program {id}!", **cells) for id, cells in PROGRAMS.items()],
        "program_zones": [row("1", program_id="of-zone", zone_id="a")],
        "program_regions": [row("1", program_id="of-region", region_id="busan")],
        "calls": [
            row("1", program_id="open", kind="call", closes_on="2026-12-31"),
            row("2", program_id="closed", kind="call", closes_on="2026-01-31"),
        ],
        "program_laws": [row(id, program_id=id, law_id="ship-act") for id in ("of-law", "law-of-others", "open")],
    }
    programs = page(tables).after("Support programs").partition("At meetings")[0]
    found = [id for id in PROGRAMS if f"Program {id}!" in programs]
    assert found == ["of-zone", "of-region", "open", "of-law"]
    assert [programs.index(f"Program {id}!") for id in found] == sorted(programs.index(f"Program {id}!") for id in found)
    assert programs.count("Program open!") == 1


def test_a_long_list_of_sources_is_folded_after_ten_and_goes_on_with_its_numbers() -> None:
    def sources(count: int) -> str:
        tables = {
            "zones": [row("a", source_id="s0")],
            "sources": [row(f"s{number}", publisher=f"Paper {number}!", accessed_on="2026-11-20") for number in range(count)],
            "citations": [
                row(f"c{number}", table_name="zones", record_id="a", field="*", source_id=f"s{number}") for number in range(1, count)
            ],
        }
        return rendered(zones.pages, tables)["zones/a/"].body.partition('<div class="zr-sources">')[2].partition("</div>")[0]

    assert "<details" not in sources(10)
    above, folded, below = sources(11).partition('<details class="zr-fold">')
    assert folded
    assert above.count("<li") == 10
    assert '<ol start="11">' in below
    assert re.findall(r'id="source-(\d+)"', below) == ["11"]
    assert "checked 20 November 2026" in below


def test_a_source_in_korean_says_so_on_the_english_page() -> None:
    sources = [row("source", publisher="Daily", language="ko", published_on="2025-01-02", kind="press", url="https://daily.example/1")]
    listed = page({"zones": [row("a")], "sources": sources}).after("Small numbers give the source.")
    label = descriptor().tables["sources"].field_by_name["kind"].labels["press"]["en"]
    assert listed.startswith(f"{label} · Daily (daily.example), published 2 January 2025, in Korean")


@pytest.mark.parametrize(("language", "above"), [("ko", "../../"), ("en", "../../../")])
def test_a_zone_leads_to_its_own_record_as_files_at_the_root_of_the_site(language: str, above: str) -> None:
    body = page(REQUIRED, language)
    assert body.link("JSON") == f"{above}api/v1/zones/a.json"
    assert body.link("CSV") == f"{above}api/v1/zones/a.csv"


@pytest.mark.parametrize(("count", "folded"), [(4, False), (5, True)])
def test_many_periods_are_folded_those_of_the_whole_zone_first(count: int, folded: bool) -> None:
    periods = [row(f"t{number}", zone_id="a", project_id="p" if number < 2 else "", starts_on=f"202{number}") for number in range(count)]
    made = rendered(zones.pages, EVERYTHING | {"periods": periods})["zones/a/"].body
    assert ('<details class="zr-fold zr-periods">' in made) == folded
    ids = [id for id in Body(made).ids if id in {f"t{number}" for number in range(count)}]
    assert ids == [*(f"t{number}" for number in range(2, count)), "t0", "t1"]


@pytest.mark.parametrize("count", [5, 6])
def test_what_was_said_is_folded_after_five(count: int) -> None:
    items = [row(f"i{number}", meeting_id="m", topic_en=f"Topic {number}!") for number in range(count)]
    links = [row(f"l{number}", agenda_item_id=f"i{number}", zone_id="a") for number in range(count)]
    made = rendered(zones.pages, EVERYTHING | {"agenda_items": items, "agenda_item_zones": links})["zones/a/"].body
    said = made.partition("{: #requests }")[2].partition("{: #neighbours }")[0]
    assert said.count("Topic ") == count
    assert ("Show 1 more" in said) == (count > 5)


# The picture of a zone's time


def picture(tables: Tables, language: str = "en", day: date = date(2026, 11, 23)) -> ElementTree.Element:
    body = rendered(zones.pages, tables, language, day)["zones/a/"].body
    return ElementTree.fromstring(body[body.index('<svg width="100%"') : body.rindex("</svg></div>") + len("</svg>")])


def lines(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


def test_the_picture_of_a_zone_shows_its_events_and_the_periods_that_differ_from_its_bar() -> None:
    svg = picture(EVERYTHING)
    assert {"Gazetted", "Temporary permit", "23 November 2026", "2025", "2026"} <= set(lines(svg))
    assert {"zr-mark--decided", "zr-mark--permit"} <= set(" ".join(path.get("class", "") for path in svg.iter("path")).split())
    # Both periods are stretches of the bar already.
    assert not [line for line in lines(svg) if " · " in line]
    assert not list(svg.iter("a"))
    periods = [
        *EVERYTHING["periods"],
        row("x", zone_id="a", project_id="p", kind="demonstration", starts_on="2024-07", ends_on="2025-03"),
        row("y", zone_id="a", project_id="q", kind="demonstration", starts_on="2024-07", ends_on="2025-03"),
        row("z", zone_id="a", project_id="q", kind="extension", starts_on="2025-04"),
        row("none", zone_id="a", kind="demonstration"),
    ]
    found = [line for line in lines(picture(EVERYTHING | {"periods": periods})) if " · " in line]
    assert found == ["Demonstration · 2 projects", "Extension (end not stated) · Tanks"]


def test_the_picture_of_a_zone_of_which_only_the_decision_is_known_has_its_line_and_its_day() -> None:
    svg = picture(REQUIRED)
    assert "23 November 2026" in lines(svg)
    assert [rect.get("class") for rect in svg.iter("rect") if "zr-bar" in rect.get("class", "")] == ["zr-bar zr-bar--unconfirmed"]


def test_very_long_names_stay_whole_on_the_page_and_are_cut_in_the_picture() -> None:
    long = "아주 긴 이름의 실증사업과 그 밖의 여러 가지를 함께 하는 사업 " * 8
    periods = [row("x", zone_id="a", project_id="p", kind="demonstration", starts_on="2021-07", ends_on="2021-12")]
    tables = EVERYTHING | {"projects": [row("p", zone_id="a", title_ko=long.strip())], "periods": periods}
    assert long.strip() in page(tables, "ko").text
    cut = [line for line in lines(picture(tables, "ko")) if " · " in line]
    assert len(cut) == 2
    assert all(line.endswith("…") for line in cut)
    assert max(map(len, cut)) < len(long)
