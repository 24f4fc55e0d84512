from __future__ import annotations

import pytest

from generator.pages import redirects
from generator.pages.addresses import WITH_PAGES
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row


def redirect(id: str, table: str, old: str, new: str = "") -> Cells:
    reasons = {"reason_ko": "이름이 바뀌었습니다.", "reason_en": "The name changed."}
    return row(id, table_name=table, old_id=old, new_id=new, since="2026-10-05", **reasons)


TABLES: Tables = {
    "zones": [row("busan", name_ko="부산 특구", name_en="Busan Zone")],
    "terms": [row("permit")],
    "redirects": [
        redirect("1", "zones", "pusan", "busan"),
        redirect("2", "zones", "twice"),
        redirect("3", "terms", "licence", "permit"),
        redirect("4", "sources", "gone"),
    ],
}


def test_only_ids_of_records_with_pages_have_a_page_at_their_old_address() -> None:
    assert rendered(redirects.pages, TABLES).keys() == {"zones/pusan/", "zones/twice/"}
    every = {"redirects": [redirect(str(number), table, "gone") for number, table in enumerate(WITH_PAGES)]}
    for language in ("ko", "en"):
        assert rendered(redirects.pages, every, language).keys() == {f"{table}/gone/" for table in WITH_PAGES}
    assert rendered(redirects.pages, {}) == {}


@pytest.mark.parametrize(
    ("language", "title", "reason", "day", "name"),
    [
        ("ko", "주소가 바뀌었습니다", "이름이 바뀌었습니다.", "2026년 10월 5일", "부산 특구"),
        ("en", "This address has changed", "The name changed.", "5 October 2026", "Busan Zone"),
    ],
)
def test_a_page_of_an_id_that_changed_leads_on_by_itself_and_by_a_link(language: str, title: str, reason: str, day: str, name: str) -> None:
    made = rendered(redirects.pages, TABLES, language)["zones/pusan/"]
    assert (made.title, made.description, made.record, made.layout, made.leads_to) == (title, reason, "", "redirect", "../busan/")
    body = Body(made.body)
    assert f"{title} {reason} ({day})" in body.text
    assert body.link(name) == "../busan/"


@pytest.mark.parametrize(("language", "title", "zones"), [("ko", "없어진 기록입니다", "특구"), ("en", "This record was removed", "Zones")])
def test_a_page_of_a_record_that_was_removed_says_why_and_stays(language: str, title: str, zones: str) -> None:
    made = rendered(redirects.pages, TABLES, language)["zones/twice/"]
    assert (made.title, made.leads_to) == (title, "")
    body = Body(made.body)
    assert title in body.text
    assert body.link(zones) == "../"
    assert body.records == set()


CHAIN: Tables = {
    "zones": [row("busan", name_ko="부산 특구", name_en="Busan Zone")],
    "redirects": [
        redirect("1", "zones", "fusan", "pusan") | {"reason_ko": "일본식 이름이었습니다.", "reason_en": "The name was Japanese."},
        redirect("2", "zones", "pusan", "busan"),
        redirect("3", "zones", "tsushima", "twice"),
        redirect("4", "zones", "twice") | {"reason_ko": "두 번 적혔습니다.", "reason_en": "It stood twice."},
        redirect("5", "terms", "pusan", "busan"),
    ],
}


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("ko", "일본식 이름이었습니다.", "이름이 바뀌었습니다."), ("en", "The name was Japanese.", "The name changed.")],
)
def test_a_page_of_an_id_that_changed_twice_leads_to_the_last_record_and_tells_both_changes(language: str, first: str, second: str) -> None:
    made = rendered(redirects.pages, CHAIN, language)
    assert [made[f"zones/{old}/"].leads_to for old in ("fusan", "pusan")] == ["../busan/", "../busan/"]
    text = Body(made["zones/fusan/"].body).text
    assert text.index(first) < text.index(second)
    assert first not in Body(made["zones/pusan/"].body).text


@pytest.mark.parametrize(
    ("language", "title", "reason"),
    [("ko", "없어진 기록입니다", "두 번 적혔습니다."), ("en", "This record was removed", "It stood twice.")],
)
def test_a_page_of_an_id_that_changed_before_its_record_was_removed_says_so(language: str, title: str, reason: str) -> None:
    made = rendered(redirects.pages, CHAIN, language)["zones/tsushima/"]
    assert (made.title, made.description, made.leads_to) == (title, reason, "")
    assert reason in Body(made.body).text


def test_redirects_in_a_ring_or_to_no_record_are_pages_all_the_same() -> None:
    ring = [
        redirect("1", "zones", "a", "b"),
        redirect("2", "zones", "b", "a"),
        redirect("3", "zones", "c", "c"),
        redirect("4", "zones", "d", "e"),
    ]
    made = rendered(redirects.pages, {"redirects": ring})
    assert {path: page.leads_to for path, page in made.items()} == {f"zones/{old}/": "" for old in "abcd"}


def test_html_in_a_reason_is_escaped() -> None:
    evil = "<b>x</b> & y"
    tables = {"redirects": [row("1", table_name="zones", old_id="old", reason_ko=evil, reason_en=evil)]}
    for language in ("ko", "en"):
        made = rendered(redirects.pages, tables, language)["zones/old/"]
        assert "<b>" not in made.body
        assert evil in Body(made.body).text
