"""What was said at /requests/, the list of meetings, the list of organisations, and the files of single records."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_explorer import ROOT, both_languages, box, count, download, explorer, ids, number, query_of, rows, with_rows
from tests.conftest import DAY
from tests.site.conftest import Rows

SMALL = {"width": 320, "height": 740}


def said(registry: dict[str, Rows]) -> Rows:
    return [item for item in registry["agenda_items"] if item["kind"] not in ("decision", "agenda")]


def of(registry: dict[str, Rows], **cells: str) -> set[str]:
    return {item["id"] for item in said(registry) if item.items() >= cells.items()}


def test_what_was_said_is_narrowed_by_kind_speaker_and_answer(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "requests/")
    everything = {item["id"] for item in said(registry)}
    expect(count(page)).to_have_text(f"모두 {len(everything)}건입니다.")
    assert number(page, "kind", "request") == len(of(registry, kind="request")) > 1
    assert number(page, "answer", "unanswered") == len(of(registry, response_ko=""))
    box(page, "kind", "request").check()
    assert set(ids(page)) == of(registry, kind="request")
    box(page, "answer", "answered").check()
    answered = of(registry, kind="request") - of(registry, response_ko="")
    assert set(ids(page)) == answered
    assert len(answered) > 0
    assert query_of(page) == "kind=request&answer=answered"
    page = explorer(visit, "requests/?speaker=jungso-bencheo-gieopbu")
    assert set(ids(page)) == of(registry, raised_by_id="jungso-bencheo-gieopbu")


def test_items_are_found_by_zone_region_series_and_year(visit: Visitor, registry: dict[str, Rows]) -> None:
    busan = {link["zone_id"] for link in registry["zone_regions"] if link["region_id"] == "busan"}
    about = {link["agenda_item_id"] for link in registry["agenda_item_zones"] if link["zone_id"] in busan}
    wanted = about & {item["id"] for item in said(registry)}
    assert set(ids(explorer(visit, "requests/?region=busan"))) == wanted
    assert wanted
    meetings = {meeting["id"]: meeting for meeting in registry["meetings"]}
    of_council = {item["id"] for item in said(registry) if meetings[item["meeting_id"]]["series"] == "council"}
    page = explorer(visit, "requests/?series=council")
    assert set(ids(page)) == of_council
    box(page, "year", "2025").check()
    in_2025 = {item["id"] for item in said(registry) if meetings[item["meeting_id"]]["held_on"].startswith("2025")}
    assert set(ids(page)) == of_council & in_2025


def test_text_finds_an_item_by_what_was_said_in_either_language(visit: Visitor) -> None:
    item = "council-1-2024-08-07"
    for path in ("requests/?q=인증기관 해외협력", "requests/?q=certification bodies", "en/requests/?q=인증기관"):
        expect(explorer(visit, path).locator(f'.zr-row[data-row="{item}"]')).to_be_visible()


def test_days_sort_both_ways(visit: Visitor, registry: dict[str, Rows]) -> None:
    held = {meeting["id"]: meeting["held_on"] for meeting in registry["meetings"]}
    days = {item["id"]: held[item["meeting_id"]] for item in said(registry)}
    page = explorer(visit, "requests/")
    newest = [days[id] for id in ids(page)]
    assert newest == sorted(newest, reverse=True)
    page.get_by_label("정렬").select_option("oldest")
    expect(rows(page).first).to_contain_text("2019")
    oldest = [days[id] for id in ids(page)]
    assert oldest == sorted(oldest)


@both_languages
def test_an_item_leads_to_its_place_on_the_page_of_its_meeting(visit: Visitor, language: str) -> None:
    item = "council-1-2024-08-07"
    for view in ("cards", "table"):
        page = explorer(visit, f"{ROOT[language]}requests/?answer=answered&view={view}")
        page.locator(f'.zr-explorer [data-record="agenda_items/{item}"]').click()
        page.wait_for_url(f"**/{ROOT[language]}meetings/council-1-2024-08/#{item}")
        expect(page.locator(f"#{item}")).to_be_in_viewport()


def test_a_row_that_the_page_did_not_come_with_leads_to_its_meeting_too(visit: Visitor) -> None:
    page = visit("about/", locale="ko-KR")
    with_rows(page, 2, "agenda_items")
    page.goto("requests/?answer=answered")
    made = page.locator('.zr-row[data-row="council-1-2024-08-07-1"]')
    expect(made.locator("a").first).to_have_attribute("href", re.compile("/meetings/council-1-2024-08/#council-1-2024-08-07-1$"))
    expect(made.locator('[data-record="meetings/council-1-2024-08"]')).to_be_visible()


def test_the_language_link_keeps_a_speaker_without_a_page(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "requests/?speaker=옴부즈만")
    wanted = of(registry, raised_by_ko="옴부즈만")
    assert set(ids(page)) == wanted
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/requests/?speaker=*")
    expect(rows(page)).to_have_count(len(wanted))
    expect(box(page, "speaker", "옴부즈만")).to_be_checked()


def test_what_fits_can_be_downloaded_with_the_address_of_each_item(visit: Visitor, tmp_path: Path) -> None:
    page = explorer(visit, "requests/?kind=difficulty")
    shown = ids(page)
    name, content = download(page, "csv", tmp_path)
    assert name == f"agenda_items-{DAY.isoformat()}.csv"
    told = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert [row["id"] for row in told] == shown
    assert all(re.search(rf"/meetings/[a-z0-9-]+/#{row['id']}$", row["주소"]) for row in told)


@both_languages
def test_nothing_is_wider_than_a_small_phone_and_targets_are_large(visit: Visitor, language: str) -> None:
    for path in ("requests/", "requests/?view=table", "meetings/", "meetings/council-1-2024-08/", "organisations/"):
        page = visit(f"{ROOT[language]}{path}", viewport=SMALL, has_touch=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
        for target in page.locator(".zr-series label, .zr-jump a, .zr-initials summary, .zr-meetings li > a").all()[:30]:
            size = target.bounding_box()
            assert size is not None
            assert size["height"] >= 44


@both_languages
def test_without_scripts_everything_said_stands_there(visit: Visitor, registry: dict[str, Rows], language: str) -> None:
    page = visit(f"{ROOT[language]}requests/", java_script_enabled=False)
    for item in said(registry):
        assert page.locator(f'.zr-row [data-record="agenda_items/{item["id"]}"]').count() == 1
    expect(page.locator(".zr-explorer-bar")).to_be_hidden()


# Meetings


@pytest.mark.parametrize("scripts", [True, False])
def test_one_series_of_meetings_can_be_shown_alone_without_scripts_too(visit: Visitor, registry: dict[str, Rows], scripts: bool) -> None:
    page = visit("meetings/", java_script_enabled=scripts)
    shown = page.locator(".zr-meetings li[data-series]:visible")
    expect(shown).to_have_count(len(registry["meetings"]))
    council = [meeting for meeting in registry["meetings"] if meeting["series"] == "council"]
    page.locator('.zr-series input[value="council"]').check(force=True)
    expect(shown).to_have_count(len(council))
    years = {meeting["held_on"][:4] for meeting in council}
    expect(page.locator(".zr-meetings h2:visible")).to_have_count(len(years))
    expect(page.locator(".zr-jump")).to_be_hidden()
    # The arrow keys of a group of choices lead on.
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_count(sum(meeting["series"] == "deliberation" for meeting in registry["meetings"]))


# Organisations


@both_languages
def test_a_company_is_found_by_the_initial_of_its_name(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}organisations/")
    company = page.locator('[data-record="organisations/aensseo"]')
    expect(company).to_be_hidden()
    page.get_by_role("navigation").locator('a[href="#company"]').click()
    fold = page.locator("#ko-o > summary")
    expect(fold).to_be_visible()
    fold.focus()
    page.keyboard.press("Enter")
    expect(company).to_be_visible()
    page.goto(f"{ROOT[language]}organisations/#ko-g")
    expect(page.locator("#ko-g li").first).to_be_visible()


# Files of single records


def test_a_record_is_had_as_json_and_csv(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = visit("about/")
    zone = json.loads(page.request.get("api/v1/zones/busan-blockchain.json").text())
    (given,) = [row for row in registry["zones"] if row["id"] == "busan-blockchain"]
    assert zone["record"]["name_ko"] == given["name_ko"]
    assert zone["computed"]["as_of"] == DAY.isoformat()
    page.goto(zone["page"]["en"])
    expect(page.locator("h1")).to_have_text(given["name_en"])
    (row,) = csv.DictReader(io.StringIO(page.request.get("/api/v1/zones/busan-blockchain.csv").text()))
    assert row == given
