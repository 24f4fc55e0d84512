from __future__ import annotations

import re
from datetime import date

import pytest

from generator import package
from generator.pages import search, start
from generator.pages.edition import Edition
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, rendered, row

ACT = "regional-special-zone-act"
DECREE = "regional-special-zone-decree"


def article(id: str, number: str, law: str = ACT, **cells: str) -> Cells:
    return row(
        id, law_id=law, article=number, **{"note_ko": f"{number} 내용", "note_en": f"Note {id}.", "title_en": f"Title {id}", **cells}
    )


NUMBERS = {
    "who": "제72조",
    "propose": "제73조",
    "draw": "제74조",
    "designate": "제75조",
    "decide": "제79조",
    "change": "제80조~제82조",
    "evaluate": "제83조·제84조",
    "check": "제85조",
    "case": "제86조",
    "watch": "제87조",
    "liability": "제88조",
    "permit": "제90조",
    "body": "제141조의6",
}
LAWS: dict[str, list[Cells]] = {
    "laws": [
        row(ACT, name_ko="긴 법", name_en="Long Act", url="https://law.example/act"),
        row(DECREE, name_ko="긴 법 시행령", name_en="Decree of the Long Act", parent_id=ACT),
    ],
    "law_articles": [
        *(article(id, number) for id, number in NUMBERS.items()),
        article("minor", "제52조", DECREE),
        article("unasked", "제1조"),
    ],
    "terms": [
        row("quick-regulation-check", term_en="Quick check", definition_en="A procedure."),
        row("zone-operator", term_en="Zone operator", definition_en="A company in the plan."),
        row("regulatory-sandbox", term_en="Sandbox", definition_en="A scheme."),
    ],
    "names": [row("short", table_name="laws", record_id=ACT, name_ko="짧은 법", name_en="Short Act", kind="short")],
    "doubts": [row("1", table_name="law_articles", record_id="check", field="*", note_en="Sure?")],
}
BARRIERS: dict[str, list[Cells]] = {
    "zones": [row("runs"), row("ended", ended_on="2024-01-01")],
    "periods": [row("t", zone_id="runs", kind="designation", starts_on="2024-01-01", ends_on="2028-01-01")],
    "projects": [row("p", zone_id="runs"), row("q", zone_id="ended")],
    "exemptions": [row("p-1", project_id="p"), row("q-1", project_id="q"), row("q-2", project_id="q")],
    "laws": [row("gas", name_en="Gas Act"), row("gas-rule", name_en="Gas Rule", parent_id="gas")],
    "exemption_laws": [row("1", exemption_id="p-1", law_id="gas"), row("2", exemption_id="q-1", law_id="gas-rule")],
}


def page(tables: Tables, language: str = "en") -> Body:
    return Body(rendered(start.pages, tables, language, date(2026, 11, 24))["start/"].body)


def way(body: Body, name: str, following: str) -> str:
    return body.after(name).partition(following)[0]


def test_the_real_registry_has_every_article_and_term_that_the_page_asks_for() -> None:
    body = Body(next(start.pages(Edition(package.load(REGISTRY), "ko", date(2026, 11, 24)))).body)
    missing = [number for number in (*NUMBERS.values(), "제52조", "제55조", "제60조") if number not in body.text]
    assert missing == []
    terms = ("quick-regulation-check", "zone-operator", "public-notice-plan", "zone-plan", "regulatory-sandbox", "performance-evaluation")
    assert {f"terms/{term}" for term in terms} <= body.records
    # Who may ask is the one question that no row answers.
    assert body.text.count("이 등록부의 기록에 없습니다.") == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_four_readers_choose_at_the_top_and_each_choice_leads_to_its_section(language: str) -> None:
    body = page({}, language)
    chosen = [href for href, _ in body.links if href in ("#company", "#local-government", "#contributor", "#data-user")]
    assert chosen == ["#company", "#local-government", "#contributor", "#data-user"]
    assert {href[1:] for href in chosen} | {"ask", "join", "propose"} <= set(body.ids)
    if language == "en":
        assert body.unmarked == []


def test_what_the_law_says_is_the_note_of_its_article_with_source_and_link_under_the_way_it_belongs_to() -> None:
    body = page(LAWS)
    ask = way(body, "First ask", "Join a zone with")
    join = way(body, "Join a zone with the same barrier", "Propose a plan")
    propose = way(body, "Propose a plan", "What applies once")
    assert re.search(r"Quick check: A procedure\. ?1.*How long it takes Note check\. ?1", ask)
    assert "Who can Our records do not say." in ask
    assert all(f"Note {id}." in join for id in ("change", "decide", "minor"))
    assert "Zone operator: A company in the plan." in join
    assert [propose.index(f"Note {id}.") for id in ("propose", "who", "draw", "designate")] == sorted(
        propose.index(f"Note {id}.") for id in ("propose", "who", "draw", "designate")
    )
    assert "Sure?" in ask
    assert "Short Act 제85조 (original text)" in ask
    assert "Decree of the Short Act 제52조" in join
    assert body.link("original text") == "https://law.example/act"
    assert f"../laws/{ACT}/#check" in [href for href, _ in body.links]
    assert {"exemptions/", "zones/"} <= {href.split("?")[0].removeprefix("../") for href, _ in body.links}
    assert "Note unasked." not in body.text


def test_what_applies_then_and_duties_of_a_local_government_come_from_articles_too() -> None:
    body = page(LAWS)
    then = way(body, "What applies once a way is open", "Other regulatory sandboxes")
    for id, number in (("case", "제86조"), ("permit", "제90조"), ("liability", "제88조")):
        assert f"Title {id} Note {id}. (Short Act {number})" in then
    duties = body.text.rpartition("Local government")[2].partition("Calls and programs")[0]
    assert all(f"Note {id}." in duties for id in ("who", "propose", "draw", "designate", "watch", "evaluate", "body"))


@pytest.mark.parametrize(("language", "words"), [("ko", "ICT, 산업, 금융"), ("en", "ICT, industry, finance")])
def test_other_sandboxes_are_said_not_to_be_in_this_registry(language: str, words: str) -> None:
    assert words in page({}, language).text
    assert "Sandbox: A scheme.1 This registry" in page(LAWS).after("Other regulatory sandboxes")


def test_without_articles_no_law_is_stated() -> None:
    body = page({})
    assert "What applies once" not in body.text
    assert "source-1" not in body.ids
    assert "Where to read it" not in body.text
    assert body.text.count("Our records do not say.") == 11


def test_laws_in_the_way_count_exemptions_of_their_family_and_zones_that_run_today() -> None:
    body = page(BARRIERS)
    barriers = way(body, "Which laws stood in the way most often", "Support for companies")
    assert "As of 24 November 2026, those of the 3 exemptions in our sources" in barriers
    assert "For 1 our sources name no law." in barriers
    assert "Gas Act Exemptions: 2 · zones that continue today: 1" in barriers
    assert "Gas Rule" not in barriers
    assert body.link("Exemptions: 2") == "../exemptions/?law=gas"
    assert "Which laws stood" not in page({}).text


def test_programs_for_local_governments_are_listed_with_those_that_one_can_apply_for_first() -> None:
    tables: Tables = {
        "programs": [row("closed", name_en="Old call"), row("open", name_en="New call"), row("for-firms", name_en="Firms")],
        "calls": [
            row("c", program_id="closed", kind="call", closes_on="2025-01-01"),
            row("o", program_id="open", kind="call", closes_on="2027-01-01"),
            row("f", program_id="for-firms", kind="call", closes_on="2027-01-01"),
        ],
        "call_audiences": [
            row("1", call_id="c", audience="local_government"),
            row("2", call_id="o", audience="local_government"),
            row("3", call_id="f", audience="company"),
        ],
    }
    listed = way(page(tables), "Calls and programs for local governments", "Compare and correct")
    assert re.search(r"New call Open.*Old call Closed", listed)
    assert "Firms" not in listed
    assert "The registry has no program for local governments." in page({}).text


def test_the_licence_and_a_line_to_cite_are_given() -> None:
    body = page({})
    assert "Korea Zone Registry (2026). Version 0.1.0, as of 24 November 2026. CC BY 4.0." in body.text
    assert {"../data/", "../quality/", "../contribute/", "../compare/"} <= {href for href, _ in body.links}


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "법이 제품을 막을 때 갈 수 있는 길"), ("en", "Ways to go where the law forbids a product")]
)
def test_the_search_page_holds_the_way_here_until_nothing_is_found(language: str, words: str) -> None:
    body = rendered(search.pages, {}, language)["search/"].body
    assert Body(body).link(words) == "../start/#company"
    assert '<p class="zr-find-start" hidden>' in body
