"""Whoever finds nothing is led to the page that says where to go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_search_without_result_leads_to_the_ways_of_a_company(visit: Visitor, language: str) -> None:
    page = visit(f"{'' if language == 'ko' else 'en/'}search/?q=qqxxzzqq")
    way = page.locator(".zr-find-start")
    expect(way).to_be_visible()
    page.locator("#zr-find-query").fill("수소")
    expect(page.locator(".zr-find-list > li").first).to_be_visible()
    expect(way).to_be_hidden()
    page.locator("#zr-find-query").fill("qqxxzzqq")
    way.locator("a").click()
    expect(page).to_have_url(f"{page.url.split('/start/')[0]}/start/#company")
    expect(page.locator("#company")).to_be_in_viewport()


def test_neither_an_empty_query_nor_filters_that_leave_nothing_lead_there(visit: Visitor) -> None:
    page = visit("search/")
    expect(page.locator(".zr-find-hint")).to_be_visible()
    expect(page.locator(".zr-find-start")).to_be_hidden()
    page.goto(f"{page.url}?q=qqxxzzqq&kind=zones")
    expect(page.locator(".zr-find-said")).not_to_be_empty()
    expect(page.locator(".zr-find-start")).to_be_hidden()
