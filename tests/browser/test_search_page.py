"""The search page: its address, its filters and pages, going back, missing data, hostile text, a phone, no scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.pages.words import Words
from tests.browser.conftest import Visitor
from tests.browser.searching import FINGER, INDEX, PHONE, ROOT, ZONE, by_hand, compose

TEXTS = "**/assets/search/texts.json"

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


def address(query: str, language: str = "ko", **more: str | int | list[str]) -> str:
    return f"{ROOT[language]}search/?{urlencode({'q': query, **more}, doseq=True)}"


def field(page: Page) -> Locator:
    return page.locator("#zr-find-query")


def hits(page: Page) -> Locator:
    return page.locator(".zr-find-list > li")


def said(page: Page) -> Locator:
    return page.locator(".zr-find-said")


def filter_box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'input[name="{facet}"][value="{value}"]')


def number_beside(box: Locator) -> int:
    """How many results a filter says that it leaves."""
    return int(box.locator("xpath=..").locator(".zr-find-number").inner_text().replace(",", ""))


def total(page: Page) -> int:
    """How many results the page says that there are."""
    told = re.search(r"[\d,]+", said(page).inner_text())
    assert told
    return int(told.group().replace(",", ""))


def wait_for_state(page: Page, expected: dict[str, list[str]]) -> None:
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == expected)


def complete(page: Page) -> None:
    """Wait until texts are searched besides names."""
    expect(page.locator('.zr-find[aria-busy="false"]')).to_be_visible()
    page.wait_for_load_state("networkidle")


# The address holds the state


@both_languages
def test_an_address_that_was_shared_shows_what_its_sender_saw(visit: Visitor, language: str) -> None:
    page = visit(address("헬스케어", language, kind=["zones"], region=["gangwon"], status=["ended"]))
    expect(field(page)).to_have_value("헬스케어")
    for facet, value in (("kind", "zones"), ("region", "gangwon"), ("status", "ended")):
        expect(filter_box(page, facet, value)).to_be_checked()
    expect(page.locator(f'.zr-find-list [data-record="{ZONE}"]')).to_be_visible()
    for chip in page.locator(".zr-find-list .zr-chip").all():
        expect(chip).to_have_text(Words(language)("status.ended"))
    expect(page).to_have_title(f"{Words(language)('search.document_title', query='헬스케어')} - {Words(language)('site.name')}")


def test_typing_searches_and_writes_the_address_without_filling_the_history(visit: Visitor) -> None:
    page = visit("search/")
    expect(field(page)).to_be_focused()
    length = page.evaluate("history.length")
    page.keyboard.type("헬스케어")
    expect(page.locator(f'.zr-find-list [data-record="{ZONE}"]')).to_be_visible()
    wait_for_state(page, {"q": ["헬스케어"]})
    assert page.evaluate("history.length") == length
    field(page).fill("")
    wait_for_state(page, {})
    expect(page.locator(".zr-find-hint")).to_be_visible()
    expect(hits(page).first).to_be_hidden()
    expect(page).to_have_title(f"{Words('ko')('search.title')} - {Words('ko')('site.name')}")


def test_values_that_the_page_does_not_offer_are_left_out(visit: Visitor) -> None:
    page = visit("search/?q=헬스케어&kind=<b>&kind=zones&kind=zones&region=nowhere&page=-3")
    expect(hits(page).first).to_be_visible()
    filter_box(page, "kind", "zones").uncheck()
    wait_for_state(page, {"q": ["헬스케어"]})


@pytest.mark.parametrize("number", ["99999", "1e3"])
def test_a_page_beyond_the_last_is_the_last(visit: Visitor, number: str) -> None:
    page = visit(address("규제", page=number))
    expect(page.locator('.zr-find-pages [aria-current="page"]')).to_be_visible()
    complete(page)
    last = page.locator(".zr-find-pages a").last.get_attribute("data-page")
    expect(page.locator('.zr-find-pages [aria-current="page"]')).to_have_text(str(last))
    wait_for_state(page, {"q": ["규제"], "page": [str(last)]})


@both_languages
def test_the_language_link_keeps_query_and_filters(visit: Visitor, language: str) -> None:
    other = "en" if language == "ko" else "ko"
    page = visit(f"{ROOT[language]}search/")
    field(page).fill("헬스케어")
    filter_box(page, "kind", "zones").check()
    page.locator("a.zr-language").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert urlsplit(page.url).path.endswith(f"/{ROOT[other]}search/")
    expect(field(page)).to_have_value("헬스케어")
    expect(filter_box(page, "kind", "zones")).to_be_checked()
    expect(page.locator(f'.zr-find-list [data-record="{ZONE}"]')).to_be_visible()


def test_back_and_forward_lead_through_filters_and_pages_and_back_to_the_results_from_a_record(visit: Visitor) -> None:
    page = visit(address("규제"))
    expect(hits(page)).to_have_count(20)
    filter_box(page, "kind", "zones").check()
    wait_for_state(page, {"q": ["규제"], "kind": ["zones"]})
    page.locator(".zr-find-pages a", has_text="2").click()
    wait_for_state(page, {"q": ["규제"], "kind": ["zones"], "page": ["2"]})
    expect(page.locator(".zr-find-list")).to_have_attribute("start", "21")
    record = page.locator(".zr-find-list a").first.get_attribute("data-record")
    page.locator(".zr-find-list a").first.click()
    page.wait_for_url(f"{record}/")
    page.go_back()
    expect(page.locator(f'.zr-find-list [data-record="{record}"]')).to_be_visible()
    expect(page.locator('.zr-find-pages [aria-current="page"]')).to_have_text("2")
    page.go_back()
    expect(page.locator('.zr-find-pages [aria-current="page"]')).to_have_text("1")
    page.go_back()
    wait_for_state(page, {"q": ["규제"]})
    expect(filter_box(page, "kind", "zones")).not_to_be_checked()
    page.go_forward()
    expect(filter_box(page, "kind", "zones")).to_be_checked()
    wait_for_state(page, {"q": ["규제"], "kind": ["zones"]})


def test_what_was_typed_just_now_is_there_after_coming_back_from_a_record(visit: Visitor) -> None:
    page = visit("search/")
    field(page).fill("디지털헬스케어")
    page.locator(f'.zr-find-list [data-record="{ZONE}"]').click()
    page.wait_for_url(f"{ZONE}/")
    page.go_back()
    expect(field(page)).to_have_value("디지털헬스케어")
    expect(page.locator(f'.zr-find-list [data-record="{ZONE}"]')).to_be_visible()


# Results, filters, pages


def test_a_result_is_a_heading_with_a_link_and_tells_what_it_is(visit: Visitor) -> None:
    page = visit(address("헬스케어"))
    hit = hits(page).filter(has=page.locator(f'[data-record="{ZONE}"]'))
    expect(hit.get_by_role("heading", level=3)).to_contain_text("디지털헬스케어")
    expect(hit.get_by_role("heading", level=3).locator("mark")).to_have_text("헬스케어")
    expect(hit.locator(".zr-hit-facts")).to_contain_text("특구")
    expect(hit.locator(".zr-chip--ended")).to_be_visible()


def test_every_result_leads_to_what_it_names(visit: Visitor, address: str) -> None:
    page = visit("search/?q=실증")
    expect(hits(page).first).to_be_visible()
    complete(page)
    kinds = [box.get_attribute("value") for box in page.locator("input[name=kind]:visible").all()]
    assert len(kinds) > 3
    for kind in kinds:
        page.goto(f"search/?q=실증&kind={kind}")
        link = page.locator(".zr-find-list a").first
        expect(link).to_be_visible()
        target = str(link.evaluate("link => link.href"))
        if kind == "pages":
            assert link.get_attribute("data-record") is None
        else:
            assert str(link.get_attribute("data-record")).startswith(f"{kind}/")
        answer = page.request.get(target)
        assert answer.ok, target
        anchor = urlsplit(target).fragment
        assert not anchor or f'id="{anchor}"' in answer.text(), target


def test_filters_narrow_the_results_by_as_many_as_they_say(visit: Visitor) -> None:
    page = visit(address("수소"))
    expect(hits(page).first).to_be_visible()
    complete(page)
    everything = total(page)
    expected = number_beside(filter_box(page, "kind", "zones"))
    assert 0 < expected < everything
    filter_box(page, "kind", "zones").check()
    expect(said(page)).to_contain_text(f"{expected:,}건")
    # The others of the same group still tell how many they would add.
    more = number_beside(filter_box(page, "kind", "projects"))
    filter_box(page, "kind", "projects").check()
    expect(said(page)).to_contain_text(f"{expected + more:,}건")
    page.locator(".zr-find-clear").click()
    expect(said(page)).to_contain_text(f"{everything:,}건")
    expect(page.locator(".zr-find-facets input:checked")).to_have_count(0)
    expect(page.locator(".zr-find-clear")).to_be_hidden()
    expect(page.locator(".zr-find-heading")).to_be_focused()


def test_filters_that_leave_nothing_can_be_taken_back(visit: Visitor) -> None:
    page = visit(address("헬스케어", kind="zones", status="planned"))
    expect(said(page)).to_have_text(Words("ko")("search.none_filtered"))
    expect(filter_box(page, "status", "planned")).to_be_visible()
    filter_box(page, "status", "planned").uncheck()
    expect(hits(page).first).to_be_visible()


def test_the_keyboard_alone_searches_filters_and_turns_pages(visit: Visitor) -> None:
    page = visit("about/")
    page.keyboard.press("/")
    page.keyboard.type("규제")
    page.keyboard.press("Enter")
    page.wait_for_url("search/?q=*")
    expect(hits(page)).to_have_count(20)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()

    def tab_to(part: Locator) -> None:
        for _ in range(80):
            if part.evaluate("part => part === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail("the Tab key does not reach it")

    tab_to(filter_box(page, "kind", "zones"))
    page.keyboard.press("Space")
    wait_for_state(page, {"q": ["규제"], "kind": ["zones"]})
    expect(filter_box(page, "kind", "zones")).to_be_focused()
    tab_to(page.locator(".zr-find-pages a", has_text="2"))
    page.keyboard.press("Enter")
    wait_for_state(page, {"q": ["규제"], "kind": ["zones"], "page": ["2"]})
    expect(page.locator(".zr-find-heading")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.zr-find-list') !== null")


def test_pages_are_links_that_can_be_opened_elsewhere(visit: Visitor) -> None:
    page = visit(address("규제", kind="zones"))
    link = page.locator(".zr-find-pages a", has_text="2")
    expect(link).to_be_visible()
    expect(link).to_have_accessible_name("2쪽")
    first = page.locator(".zr-find-list a").first.get_attribute("data-record")
    page.goto(str(link.evaluate("link => link.href")))
    expect(hits(page).first).to_be_visible()
    assert page.locator(".zr-find-list a").first.get_attribute("data-record") != first


def test_an_example_of_an_empty_search_is_a_search(visit: Visitor) -> None:
    page = visit("search/")
    page.locator(".zr-find-hint a").first.click()
    expect(hits(page).first).to_be_visible()


@both_languages
def test_every_example_finds_something(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}search/")
    for target in [link.evaluate("link => link.href") for link in page.locator(".zr-find-hint a").all()]:
        page.goto(target)
        expect(hits(page).first).to_be_visible()


# What was mended, nothing found, late and missing answers


ANSWERS: list[tuple[dict[str, object], str, Callable[[Words], str]]] = [
    ({"total": 1, "mended": "암모니아"}, ".zr-find-said", lambda words: words("search.mended", query="ㄱ", mended="암모니아")),
    ({"total": 0}, ".zr-find-said", lambda words: words("search.none_for", query="ㄱ")),
    ({"total": 0, "nearest": [{"table": "zones", "id": "x", "name": "이름"}]}, ".zr-find-nearest", lambda words: "이름"),
]


@both_languages
@pytest.mark.parametrize(("told", "place", "words"), ANSWERS, ids=["mended", "none", "nearest"])
def test_what_the_engine_answers_is_said(
    visit: Visitor, language: str, told: dict[str, object], place: str, words: Callable[[Words], str]
) -> None:
    page = by_hand(visit, f"{ROOT[language]}search/")
    field(page).fill("ㄱ")
    page.wait_for_function("asked.length > 0")
    page.evaluate("told => answer(0, [], told)", told)
    expect(page.locator(place)).to_contain_text(words(Words(language)))
    expect(page.locator(".zr-find-lists a").first).to_be_visible()


def test_a_late_answer_never_takes_the_place_of_a_newer_one(visit: Visitor) -> None:
    page = by_hand(visit, "search/")
    for number, query in enumerate(("수", "수소")):
        field(page).fill(query)
        page.wait_for_function("number => asked.length > number", arg=number)
    page.evaluate("answer(1, ['새 답'])")
    expect(hits(page)).to_have_text(re.compile("새 답"))
    page.evaluate("answer(0, ['늦은 답', '또'])")
    page.wait_for_timeout(100)
    expect(hits(page)).to_have_text(re.compile("새 답"))


def test_an_answer_from_names_alone_is_completed_when_the_texts_come(visit: Visitor) -> None:
    page = by_hand(visit, "search/")
    field(page).fill("수")
    page.wait_for_function("asked.length > 0")
    page.evaluate("answer(0, ['하나'], { complete: false })")
    page.wait_for_function("asked.length > 1")
    expect(hits(page)).to_have_count(1)
    page.evaluate("answer(1, ['하나', '둘'], { complete: true })")
    expect(hits(page)).to_have_count(2)


def test_results_of_names_say_that_texts_could_not_be_loaded(visit: Visitor) -> None:
    page = visit("search/")
    page.context.route(TEXTS, lambda route: route.abort())
    try:
        field(page).fill("헬스케어")
        expect(said(page)).to_contain_text(Words("ko")("search.names_only"))
        expect(hits(page).first).to_be_visible()
    finally:
        page.context.unroute(TEXTS)


@both_languages
@pytest.mark.parametrize("again", ["button", "key"])
def test_a_search_without_its_data_says_so_offers_lists_and_can_be_tried_again(visit: Visitor, language: str, again: str) -> None:
    page = visit("about/")
    page.context.route(INDEX, lambda route: route.abort())
    try:
        page.goto(address("헬스", language))
        expect(said(page)).to_have_text(Words(language)("search.failed"))
        expect(page.locator(".zr-find-lists a").first).to_be_visible()
        expect(hits(page).first).to_be_hidden()
        page.locator(".zr-find-retry").click()
        expect(said(page)).to_have_text(Words(language)("search.failed"))
    finally:
        page.context.unroute(INDEX)
    if again == "button":
        page.locator(".zr-find-retry").click()
    else:
        field(page).press("End")
        field(page).press_sequentially("케어")
    expect(page.locator(f'.zr-find-list [data-record="{ZONE}"]')).to_be_visible()
    expect(page.locator(".zr-find-retry")).to_be_hidden()


def test_a_syllable_that_is_not_finished_is_searched_already(visit: Visitor) -> None:
    page = visit("search/")
    expect(field(page)).to_be_focused()
    compose(page, "ㅎ", "헤", "헬")
    expect(hits(page).first.locator("mark")).to_have_text("헬")
    expect(field(page)).to_have_value("헬")


@pytest.mark.parametrize("query", ['<img src=x onerror="window.hit=1">', "(.*)[a-z]+\\$^|?{2}", "\"'&amp;#x27;&q=2", "수소" * 1000])
def test_any_text_is_only_text(visit: Visitor, query: str) -> None:
    page = visit("about/", viewport=PHONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address(query))
    expect(field(page)).to_have_value(query)
    expect(said(page)).not_to_be_empty()
    assert page.evaluate("window.hit") is None
    assert page.locator(".zr-find img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert len(page.title()) < 120
    field(page).press("End")
    field(page).press_sequentially("x")
    wait_for_state(page, {"q": [f"{query}x"]})
    assert errors == []


# A phone, print, robots, no scripts


def test_the_page_fits_on_a_phone_and_its_targets_are_large_enough(visit: Visitor) -> None:
    page = visit(address("규제"), viewport=PHONE, has_touch=True, is_mobile=True)
    expect(hits(page).first).to_be_visible()
    expect(filter_box(page, "kind", "zones")).to_be_hidden()
    drawer = page.locator(".zr-find-drawer")
    drawer.tap()
    expect(drawer).to_have_attribute("aria-expanded", "true")
    for target in (field(page), drawer, page.locator(".zr-find-form button"), page.locator(".zr-find-pages a").first):
        box = target.bounding_box()
        assert box
        assert box["height"] >= FINGER
    label = page.locator("label", has=filter_box(page, "kind", "zones"))
    box = label.bounding_box()
    assert box
    assert box["height"] >= FINGER
    label.tap()
    expect(drawer).to_have_text(Words("ko")("search.filters_chosen", count=1))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_print_shows_the_results_without_what_cannot_be_pressed(visit: Visitor) -> None:
    page = visit(address("헬스케어"), locale="ko-KR")
    expect(hits(page).first).to_be_visible()
    page.emulate_media(media="print")
    expect(hits(page).first).to_be_visible()
    for part in (".zr-find-form", ".zr-find-side", ".zr-find-lists", ".zr-search"):
        expect(page.locator(part)).to_be_hidden()


@both_languages
def test_robots_are_asked_to_leave_the_page_out_and_no_other(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}search/")
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    page.goto(f"{ROOT[language]}zones/")
    expect(page.locator('meta[name="robots"]')).to_have_count(0)


@both_languages
def test_without_scripts_the_page_says_so_and_leads_to_lists(visit: Visitor, language: str) -> None:
    page = visit(address("헬스케어", language), java_script_enabled=False)
    expect(page.locator("article noscript p")).to_be_visible()
    assert page.locator("article noscript p").inner_text() == Words(language)("search.noscript")
    expect(field(page)).to_be_hidden()
    page.locator(".zr-find-lists a").first.click()
    page.wait_for_url(f"{ROOT[language]}zones/")
