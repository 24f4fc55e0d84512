"""The search box of the header: the keyboard, an input method, slow and missing answers, hostile text, a phone, no scripts."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from generator.pages.words import Words
from tests.browser.conftest import Visitor
from tests.browser.searching import (
    FINGER,
    INDEX,
    NAME,
    PHONE,
    ROOT,
    WORDS,
    ZONE,
    active_option,
    answer,
    by_hand,
    compose,
    options,
    results,
    said,
    search_box,
    type_query,
)

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


# Typing and choosing


@pytest.mark.parametrize(("language", "query"), [("ko", "헬스케어"), ("ko", "healthcare"), ("en", "healthcare"), ("en", "헬스케어")])
def test_a_piece_of_a_name_in_either_language_finds_the_zone_and_the_keyboard_opens_it(visit: Visitor, language: str, query: str) -> None:
    page = visit(f"{ROOT[language]}about/")
    type_query(page, query)
    wanted = options(page).filter(has=page.locator(f'[data-record="{ZONE}"]'))
    expect(wanted).to_be_visible()
    expect(search_box(page)).to_have_attribute("aria-expanded", "true")
    for _ in range(options(page).count()):
        page.keyboard.press("ArrowDown")
        if active_option(page).locator(f'[data-record="{ZONE}"]').count():
            break
    expect(wanted).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ROOT[language]}{ZONE}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME[language])


def test_the_arrow_keys_go_round_the_options(visit: Visitor) -> None:
    page = visit("")
    type_query(page, "헬스케어")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    expect(options(page).last).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(page.locator('[aria-selected="true"]')).to_have_count(1)


@both_languages
def test_enter_without_a_choice_leads_to_all_results_and_so_does_the_last_option(visit: Visitor, language: str) -> None:
    for keys in (["Enter"], ["ArrowUp", "Enter"]):
        page = visit(f"{ROOT[language]}about/")
        type_query(page, "강원 수소")
        expect(results(page).first).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url(re.compile(rf"/{ROOT[language]}search/\?q="))
        expect(page.locator("#zr-find-query")).to_have_value("강원 수소")


def test_enter_before_anything_is_loaded_leads_to_all_results(visit: Visitor) -> None:
    page = visit("about/")
    page.route("**/search/combobox.js", lambda route: route.abort())
    page.route(INDEX, lambda route: route.abort())
    type_query(page, "수소")
    page.keyboard.press("Enter")
    page.wait_for_url("search/?q=*")


def test_enter_in_an_empty_box_leads_nowhere(visit: Visitor) -> None:
    page = visit("about/")
    type_query(page, "수소")
    expect(results(page).first).to_be_visible()
    search_box(page).fill("  ")
    expect(options(page).first).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url.endswith("/about/")


def test_home_and_end_move_in_the_text(visit: Visitor) -> None:
    page = visit("about/")
    type_query(page, "수소")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert search_box(page).evaluate("box => box.selectionStart") == 0
    page.keyboard.press("End")
    assert search_box(page).evaluate("box => box.selectionStart") == 2


def test_an_option_can_be_clicked(visit: Visitor) -> None:
    page = visit("laws/")
    type_query(page, "강원 디지털")
    page.locator(f'[role=option] [data-record="{ZONE}"]').click()
    page.wait_for_url(f"{ZONE}/")


def test_escape_closes_the_options_and_leaves_what_was_typed(visit: Visitor) -> None:
    page = visit("")
    type_query(page, "헬스케어")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(search_box(page)).to_have_attribute("aria-expanded", "false")
    expect(search_box(page)).to_have_value("헬스케어")
    expect(search_box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


@pytest.mark.parametrize("key", ["Tab", "click"])
def test_leaving_the_box_closes_the_options(visit: Visitor, key: str) -> None:
    page = visit("")
    type_query(page, "헬스케어")
    expect(options(page).first).to_be_visible()
    page.get_by_role("heading", level=1).click() if key == "click" else page.keyboard.press(key)
    expect(options(page).first).to_be_hidden()


def test_a_slash_leads_to_the_search_box_and_is_a_letter_inside_it(visit: Visitor) -> None:
    page = visit(f"{ZONE}/")
    expect(search_box(page)).not_to_be_focused()
    page.keyboard.press("/")
    expect(search_box(page)).to_be_focused()
    expect(search_box(page)).to_have_value("")
    page.keyboard.press("/")
    expect(search_box(page)).to_have_value("/")


def test_a_page_on_which_nobody_searches_loads_no_more_than_the_script_of_the_box(visit: Visitor) -> None:
    page = visit("about/")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto("glossary/", wait_until="networkidle")
    assert [url.rpartition("/")[2] for url in loaded if "/search/" in url] == ["box.js"]
    with page.expect_request(INDEX):
        search_box(page).focus()


# What is shown


def test_an_option_tells_kind_place_and_status_and_marks_what_matched(visit: Visitor) -> None:
    page = visit("about/")
    type_query(page, "헬스케어")
    option = options(page).filter(has=page.locator(f'[data-record="{ZONE}"]'))
    expect(option.locator("mark")).to_have_text("헬스케어")
    for words in ("특구", "강원", "바이오헬스", "종료"):
        expect(option.locator(".zr-hit-facts")).to_contain_text(words)
    expect(option.locator(".zr-chip--ended")).to_be_visible()


@both_languages
def test_a_screen_reader_hears_how_many_were_found(visit: Visitor, language: str) -> None:
    page = by_hand(visit, f"{ROOT[language]}about/")
    type_query(page, "수")
    answer(page, 0, *(f"이름 {number}" for number in range(8)), total=1234)
    expect(said(page)).to_have_text(Words(language)("search.count", count="1,234"))
    expect(options(page).last).to_have_text(Words(language)("search.all", count="1,234"))


@both_languages
@pytest.mark.parametrize("kind", ["synonym", "other-name", "mended", "layout", "text", "transliteration"])
def test_an_option_tells_why_it_matched_where_that_is_not_obvious(visit: Visitor, language: str, kind: str) -> None:
    page = by_hand(visit, f"{ROOT[language]}about/")
    type_query(page, "수")
    result = {"table": "laws", "id": "x", "name": "수소법", "lang": "ko", "where": "", "status": "", "statusKey": "", "marks": [[0, 1]]}
    told = {"reason": {"kind": kind, "text": "가 → 나"}, "snippet": {"text": "어떤 수소 시설", "marks": [[3, 5]]}}
    answer(page, 0, total=1, mended="소", results=[result | told])
    words = Words(language)
    expect(options(page).first.locator(".zr-hit-reason")).to_have_text(f"{words(f'search.reason_{kind}'.replace('-', '_'))}: 가 → 나")
    expect(options(page).first.locator("strong mark")).to_have_text("수")
    expect(options(page).first.locator(".zr-hit-snippet mark")).to_have_text("수소")
    expect(said(page)).to_contain_text(words("search.mended", query="수", mended="소"))
    expect(page.locator(".zr-search-count")).to_contain_text(words("search.mended", query="수", mended="소"))


@both_languages
def test_a_search_that_finds_nothing_says_so_and_offers_near_names_and_the_list(visit: Visitor, language: str) -> None:
    page = by_hand(visit, f"{ROOT[language]}about/")
    type_query(page, "x")
    answer(page, 0, nearest=[{"table": "zones", "id": "busan-blockchain", "name": "부산 블록체인"}])
    expect(said(page)).to_contain_text(Words(language)("search.none"))
    expect(results(page)).to_have_count(1)
    expect(results(page)).to_contain_text("부산 블록체인")
    expect(options(page).locator("a[href$='start/#company']")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ROOT[language]}zones/")


# Slow, late and missing answers


def test_a_late_answer_never_takes_the_place_of_a_newer_one(visit: Visitor) -> None:
    page = by_hand(visit)
    type_query(page, "수소")
    answer(page, 1, "새 답")
    expect(options(page).first).to_contain_text("새 답")
    answer(page, 0, "늦은 답")
    page.wait_for_timeout(100)
    expect(options(page).first).to_contain_text("새 답")


@pytest.mark.parametrize("leave", ["Escape", "Tab", "Backspace"])
def test_an_answer_that_comes_after_the_box_was_left_opens_nothing(visit: Visitor, leave: str) -> None:
    page = by_hand(visit)
    type_query(page, "수")
    answer(page, 0, "처음")
    expect(options(page).first).to_be_visible()
    page.keyboard.type("수")
    page.wait_for_function("asked.length > 1")
    for _ in range(2):
        page.keyboard.press(leave)
    page.evaluate("asked.slice(1).forEach((_, number) => answer(number + 1, ['늦은 답']))")
    page.wait_for_timeout(100)
    expect(options(page).first).to_be_hidden()


def test_an_arrow_key_that_comes_before_the_answer_chooses_from_it(visit: Visitor) -> None:
    page = by_hand(visit)
    type_query(page, "수")
    answer(page, 0, "처음")
    expect(options(page).first).to_be_visible()
    page.keyboard.type("수")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(100)
    expect(page.locator('[aria-selected="true"]')).to_have_count(0)
    answer(page, 1, "하나", "둘")
    expect(page.locator('[aria-selected="true"]')).to_contain_text("하나")


def test_texts_that_come_late_do_not_undo_a_choice(visit: Visitor) -> None:
    page = by_hand(visit)
    type_query(page, "수")
    answer(page, 0, "하나", "둘", complete=False)
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    answer(page, 1, "셋", complete=True)
    page.wait_for_timeout(100)
    expect(page.locator('[aria-selected="true"]')).to_contain_text("하나")


def test_an_answer_from_names_alone_is_completed_when_the_texts_come(visit: Visitor) -> None:
    page = by_hand(visit)
    type_query(page, "수")
    answer(page, 0, "이름", complete=False)
    expect(options(page).first).to_contain_text("이름")
    answer(page, 1, "이름", "본문", complete=True)
    expect(results(page)).to_have_count(2)


@both_languages
@pytest.mark.parametrize("missing", [INDEX, WORDS], ids=["names", "words"])
def test_a_search_without_its_data_says_so_and_offers_the_list(visit: Visitor, language: str, missing: str) -> None:
    page = visit(f"{ROOT[language]}{ZONE}/")
    page.context.route(missing, lambda route: route.abort())
    try:
        type_query(page, "헬스")
        told = page.locator(".zr-search").get_attribute("data-failed")
        assert told
        expect(said(page)).to_have_text(told)
        expect(page.locator(".zr-search-count")).to_have_text(told)
        expect(options(page)).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{ROOT[language]}zones/")
    finally:
        page.context.unroute(missing)


def test_search_tries_again_with_the_next_key(visit: Visitor) -> None:
    page = visit("about/")
    page.context.route(INDEX, lambda route: route.abort())
    try:
        type_query(page, "헬스")
        expect(options(page)).to_have_count(1)
        expect(results(page)).to_have_count(0)
    finally:
        page.context.unroute(INDEX)
    page.keyboard.type("케어")
    expect(results(page).first).to_be_visible()


# An input method


def test_a_syllable_that_is_not_finished_is_searched_already(visit: Visitor) -> None:
    page = visit("about/")
    search_box(page).click()
    compose(page, "ㅎ", "헤", "헬")
    expect(search_box(page)).to_have_value("헬")
    expect(options(page).first.locator("mark")).to_have_text("헬")


def test_keys_pressed_while_a_syllable_is_composed_belong_to_the_input_method(visit: Visitor) -> None:
    page = visit("about/")
    search_box(page).click()
    compose(page, "수", "숫", "수소")
    expect(results(page).first).to_be_visible()
    for key in ("ArrowDown", "Enter"):
        # Browsers tell it in two ways: Safari has ended the composition when it sends the key that ended it.
        for marks in ({"isComposing": True}, {"keyCode": 229}):
            search_box(page).evaluate(
                "(box, init) => box.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, cancelable: true, ...init}))",
                {"key": key, **marks},
            )
            expect(page.locator('[aria-selected="true"]')).to_have_count(0)
    assert page.url.endswith("/about/")


def test_the_enter_that_ends_a_composition_does_not_open_what_is_chosen(visit: Visitor) -> None:
    page = visit("about/")
    type_query(page, "수소")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    search_box(page).evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(200)
    assert page.url.endswith("/about/")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(?!about/)[a-z_]+/[^/]+/$|/#"))


def test_the_end_of_a_composition_keeps_the_choice_and_asks_nothing_again(visit: Visitor) -> None:
    page = by_hand(visit)
    search_box(page).click()
    compose(page, "수")
    answer(page, 0, "하나", "둘")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    search_box(page).evaluate("box => box.dispatchEvent(new CompositionEvent('compositionend', {data: '수', bubbles: true}))")
    page.wait_for_timeout(100)
    assert page.evaluate("asked.length") == 1
    expect(options(page).first).to_be_visible()


# Hostile text


@pytest.mark.parametrize(
    "query", ['<img src=x onerror="window.hit=1">', "<b>수소</b>", "(.*)[a-z]+\\$^|?{2}", "\"'&amp;#x27;", "수소" * 1000]
)
def test_any_text_is_only_text(visit: Visitor, query: str) -> None:
    page = visit("about/")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    search_box(page).fill(query)
    search_box(page).press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("search/?q=*")
    expect(page.locator("#zr-find-query")).to_have_value(query)
    expect(page.locator(".zr-find-said")).not_to_be_empty()
    assert page.evaluate("window.hit") is None
    assert errors == []


def test_names_and_snippets_are_shown_as_text(visit: Visitor) -> None:
    page = by_hand(visit)
    evil = "<img src=x onerror='window.hit=1'>"
    type_query(page, "수")
    result = {"table": "zones", "id": "x", "name": evil, "where": evil, "status": evil, "statusKey": "active", "marks": [[0, 4], [2, 900]]}
    told = {"reason": {"kind": "synonym", "text": evil}, "snippet": {"text": evil, "marks": []}}
    answer(page, 0, total=1, mended=evil, results=[json.loads(json.dumps(result | told))])
    expect(options(page).first.locator("strong")).to_have_text(evil)
    expect(options(page).first.locator("strong mark")).to_have_text([evil[:4], evil[4:]])
    assert page.locator(".zr-search-panel img").count() == 0
    assert page.evaluate("window.hit") is None


# A phone, and no scripts


def test_search_fits_on_a_phone_and_its_targets_are_large_enough(visit: Visitor) -> None:
    page = visit(f"{ZONE}/", viewport=PHONE, has_touch=True, is_mobile=True)
    search_box(page).tap()
    page.keyboard.type("블록체인")
    expect(options(page).first).to_be_in_viewport()
    expect(options(page).last).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for part in (search_box(page), *options(page).all()):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] >= FINGER
    page.locator('[role=option] [data-record="zones/busan-blockchain"]').tap()
    page.wait_for_url("zones/busan-blockchain/")


@both_languages
def test_without_scripts_the_box_leads_to_the_list(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}about/", java_script_enabled=False)
    search_box(page).fill("헬스케어")
    search_box(page).press("Enter")
    page.wait_for_url(re.compile(rf"/{ROOT[language]}zones/\?q="))
    expect(page.locator(f'article [data-record="{ZONE}"]').first).to_be_visible()
