"""The explorers at /zones/, /exemptions/ and /programs/: facets, text, sorts, views, pages, the address, files, the keyboard."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.pages.words import Words
from tests.browser.conftest import Visitor
from tests.conftest import DAY
from tests.site.conftest import Rows

ROOT = {"ko": "", "en": "en/"}
LISTS = ("zones", "exemptions", "programs")
PHONE = {"width": 360, "height": 740}
ON_A_PAGE = 50

both_languages = pytest.mark.parametrize("language", ["ko", "en"])
every_list = pytest.mark.parametrize("table", LISTS)


def explorer(visit: Visitor, path: str, **settings: Any) -> Page:
    """An explorer that is ready."""
    page = visit(path, **settings)
    expect(page.locator("#zr-explorer-query")).to_be_enabled()
    expect(page.locator(".zr-explorer-count")).not_to_be_empty()
    return page


def rows(page: Page) -> Locator:
    return page.locator(".zr-rows > li")


def ids(page: Page) -> list[str]:
    return [item.get_attribute("data-row") or "" for item in rows(page).all()]


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'input[type="checkbox"][name="{facet}"][value="{value}"]')


def label(page: Page, facet: str, value: str) -> Locator:
    return page.locator("label", has=box(page, facet, value))


def number(page: Page, facet: str, value: str) -> int:
    # A value that the facet keeps for later is there, and hidden.
    said = label(page, facet, value).locator(".zr-facet-number").text_content() or ""
    return int(said.replace(",", ""))


def count(page: Page) -> Locator:
    return page.locator(".zr-explorer-count")


def query_of(page: Page) -> str:
    return page.url.partition("?")[2].partition("#")[0]


def region_of(registry: dict[str, Rows], region: str) -> set[str]:
    return {row["zone_id"] for row in registry["zone_regions"] if row["region_id"] == region}


# Facets


def test_a_facet_narrows_the_list_and_says_how_many_are_left(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/")
    zones = registry["zones"]
    expect(count(page)).to_have_text(f"모두 {len(zones)}건입니다.")
    assert {each["id"] for each in zones} == set(ids(page))
    wanted = region_of(registry, "gangwon")
    assert number(page, "region", "gangwon") == len(wanted) > 1
    box(page, "region", "gangwon").check()
    expect(count(page)).to_have_text(f"{len(zones)}건 가운데 {len(wanted)}건입니다.")
    assert set(ids(page)) == wanted
    assert query_of(page) == "region=gangwon"
    assert count(page).get_attribute("aria-live") == "polite"


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/")
    busan, gangwon = region_of(registry, "busan"), region_of(registry, "gangwon")
    box(page, "region", "busan").check()
    box(page, "region", "gangwon").check()
    expect(rows(page)).to_have_count(len(busan | gangwon))
    second = {row["id"] for row in registry["zones"] if row["round"] == "1" and row["kind"] == "global_innovation"}
    box(page, "round", "1").check()
    box(page, "kind", "global_innovation").check()
    expect(rows(page)).to_have_count(len((busan | gangwon) & second))
    assert set(ids(page)) == (busan | gangwon) & second


def test_a_facet_counts_what_the_others_let_through_and_greys_what_has_none(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/")
    before = {value: number(page, "region", value) for value in ("busan", "gangwon")}
    box(page, "region", "busan").check()
    expect(rows(page)).to_have_count(before["busan"])
    # Its own choice changes no number of a facet.
    assert {value: number(page, "region", value) for value in ("busan", "gangwon")} == before
    busan = region_of(registry, "busan")
    sectors = [row["sector_id"] for row in registry["zones"] if row["id"] in busan]
    for sector in {row["sector_id"] for row in registry["zones"]}:
        assert number(page, "sector", sector) == sectors.count(sector)
        greyed = "zr-facet-none" in (label(page, "sector", sector).get_attribute("class") or "")
        assert greyed == (sector not in sectors)


def test_a_region_that_merged_is_found_under_both_names(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/?region=jeonnam-gwangju")
    merged = region_of(registry, "gwangju") | region_of(registry, "jeonnam") | region_of(registry, "jeonnam-gwangju")
    expect(rows(page)).to_have_count(len(merged))
    page = explorer(visit, "zones/?region=gwangju")
    expect(rows(page)).to_have_count(len(region_of(registry, "gwangju")))


def test_all_values_of_a_long_facet_can_be_shown(visit: Visitor) -> None:
    page = explorer(visit, "exemptions/")
    facet = page.locator(".zr-facet", has=page.locator('input[name="law"]')).first
    expect(facet.locator("label:visible")).to_have_count(8)
    more = facet.get_by_role("button")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    assert facet.locator("label:visible").count() > 50
    # What is chosen stays in sight when the facet is short again.
    last = facet.locator("label").last.locator("input")
    last.check()
    more.click()
    expect(last).to_be_visible()


def test_exemptions_are_counted_by_what_became_of_them(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "exemptions/")
    outcomes = [row["outcome"] for row in registry["exemptions"]]
    for value, stated in (("law_improved", "law_improved"), ("ended", "ended"), ("-", "")):
        assert number(page, "outcome", value) == outcomes.count(stated)
    named = {row["exemption_id"] for row in registry["exemption_laws"]}
    assert number(page, "law", "-") == len(outcomes) - len(named)
    box(page, "outcome", "ended").check()
    expect(rows(page)).to_have_count(outcomes.count("ended"))
    expect(rows(page).first.locator(".zr-stage--ended")).to_be_visible()
    # An entry keeps its sources.
    assert rows(page).first.locator('a[href^="#source-"]').count() >= 1


def test_an_act_is_found_with_its_rules(visit: Visitor, registry: dict[str, Rows]) -> None:
    children: dict[str, set[str]] = {}
    for law in registry["laws"]:
        children.setdefault(law["parent_id"], set()).add(law["id"])
    act = "high-pressure-gas-act"
    family = {act, *children[act], *(each for child in children[act] for each in children.get(child, ()))}
    wanted = {row["exemption_id"] for row in registry["exemption_laws"] if row["law_id"] in family}
    page = explorer(visit, f"exemptions/?law={act}")
    assert set(ids(page)) == wanted
    assert len(wanted) > sum(row["law_id"] == act for row in registry["exemption_laws"])


def test_programs_are_narrowed_by_provider_and_audience(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "programs/?provider=jungso-bencheo-gieopbu")
    wanted = {row["program_id"] for row in registry["program_providers"] if row["organisation_id"] == "jungso-bencheo-gieopbu"}
    assert set(ids(page)) == wanted
    companies = {row["call_id"] for row in registry["call_audiences"] if row["audience"] == "company"}
    for_companies = {row["program_id"] for row in registry["calls"] if row["id"] in companies}
    box(page, "audience", "company").check()
    expect(rows(page)).to_have_count(len(wanted & for_companies))


# Clear, chips, focus


def test_chips_tell_what_is_chosen_and_take_it_back(visit: Visitor) -> None:
    page = explorer(visit, "zones/?q=수소&region=gangwon&status=active")
    chips = page.locator(".zr-explorer-picked button:not(.zr-explorer-clear)")
    expect(chips).to_have_text(["찾는 말: 수소", "상태: 운영 중", "지역: 강원"])
    chips.nth(1).click()
    expect(chips).to_have_count(2)
    expect(box(page, "status", "active")).not_to_be_checked()
    # The focus goes to what stands in its place.
    expect(chips.nth(1)).to_be_focused()
    page.get_by_role("button", name="조건 모두 지우기").click()
    expect(chips).to_have_count(0)
    expect(page.locator("#zr-explorer-query")).to_have_value("")
    assert "?" not in page.url
    expect(page.locator("#list")).to_be_focused()


def test_nothing_that_fits_is_said(visit: Visitor) -> None:
    page = explorer(visit, "en/zones/?q=xqzxqz")
    expect(count(page)).to_have_text(Words("en")("explorer.none"))
    expect(rows(page)).to_have_count(0)


# Text


@pytest.mark.parametrize(
    "query",
    [
        "헬스케어",
        "ㅎㅅㅋㅇ",
        "강원 헬스케어",
        "디지털헬스",
        "헬스케어를",
        "gangwon digital",
        "DIGITAL-HEALTHCARE",
        "디지탈헬스케어",
        "gpftmzpdj",
    ],
)
def test_the_text_filter_finds_as_the_search_does(visit: Visitor, query: str) -> None:
    page = explorer(visit, "zones/")
    page.locator("#zr-explorer-query").press_sequentially(query)
    expect(page.locator('.zr-row[data-row="gangwon-digital-healthcare"]')).to_be_visible()
    expect(count(page)).not_to_have_text(re.compile("^모두"))
    assert len(ids(page)) <= 5


def test_the_text_filter_knows_synonyms(visit: Visitor) -> None:
    page = explorer(visit, "zones/")
    page.locator("#zr-explorer-query").fill("대마")
    expect(page.locator('.zr-row[data-row="gyeongbuk-industrial-hemp"]')).to_be_visible()
    expect(count(page)).not_to_have_text(re.compile("^모두"))


def test_text_and_facets_narrow_together_and_the_counts_follow(visit: Visitor) -> None:
    page = explorer(visit, "zones/?region=gangwon")
    before = number(page, "sector", "hydrogen")
    page.locator("#zr-explorer-query").fill("헬스케어")
    expect(rows(page)).to_have_count(2)
    assert before > 0
    expect(label(page, "sector", "hydrogen").locator(".zr-facet-number")).to_have_text("0")


@both_languages
def test_an_exemption_is_found_by_what_stood_in_the_way(visit: Visitor, language: str) -> None:
    page = explorer(visit, f"{ROOT[language]}exemptions/?q=충전소")
    assert 0 < len(ids(page)) < 30
    assert "ulsan-hydrogen-green-mobility-mobile-station-exemption-1" in ids(page)


def test_odd_text_is_only_text(visit: Visitor) -> None:
    page = explorer(visit, "zones/")
    for odd in ("<img src=x onerror=alert(1)>", "(.*[", "가" * 2000, "   "):
        page.locator("#zr-explorer-query").fill(odd)
        expect(count(page)).not_to_be_empty()
    expect(count(page)).to_have_text(re.compile("^모두"))
    assert page.locator(".zr-explorer img").count() == 0


def test_the_header_search_without_a_hit_leads_to_the_list_with_its_text(visit: Visitor) -> None:
    page = explorer(visit, "zones/?q=블록체인")
    expect(page.locator("#zr-explorer-query")).to_have_value("블록체인")
    assert ids(page) == ["busan-blockchain"]


# Sort, views, pages


def test_sorts_put_rows_in_order_and_unknown_ends_last(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/")
    days = {row["id"]: row["designated_on"] for row in registry["zones"]}
    page.get_by_label("정렬").select_option("newest")
    assert [days[id] for id in ids(page)] == sorted(days.values(), reverse=True)
    assert query_of(page) == "sort=newest"
    page.get_by_label("정렬").select_option("oldest")
    assert [days[id] for id in ids(page)] == sorted(days.values())
    page.get_by_label("정렬").select_option("until")
    until = [item.locator("dt", has_text="언제까지").count() for item in rows(page).all()]
    assert until == sorted(until, reverse=True)
    assert 0 in until
    page.get_by_label("정렬").select_option("name")
    assert "?" not in page.url


def test_the_table_shows_the_same_rows_and_the_address_keeps_the_view(visit: Visitor) -> None:
    page = explorer(visit, "zones/?region=busan")
    cards = ids(page)
    page.get_by_label("표", exact=True).check(force=True)
    links = page.locator(".zr-explorer table tbody th a")
    assert [link.get_attribute("data-record") for link in links.all()] == [f"zones/{id}" for id in cards]
    assert query_of(page) == "region=busan&view=table"
    assert page.locator(".zr-explorer thead th").count() == page.locator(".zr-explorer tbody tr").first.locator("th, td").count()
    page.reload()
    expect(page.locator(".zr-explorer table")).to_be_visible()
    links.first.click()
    page.wait_for_url(f"**/zones/{cards[0]}/")


def test_a_row_of_the_table_of_exemptions_leads_to_its_entry(visit: Visitor) -> None:
    page = explorer(visit, "exemptions/?outcome=ended&view=table")
    link = page.locator(".zr-explorer tbody th a").last
    record = link.get_attribute("data-record") or ""
    link.click()
    page.wait_for_url(f"**/exemptions/**#{record.removeprefix('exemptions/')}")
    expect(page.locator(f'.zr-row [data-record="{record}"]')).to_be_visible()


def test_a_long_list_comes_in_pages_and_the_focus_goes_to_its_beginning(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "exemptions/")
    expect(rows(page)).to_have_count(ON_A_PAGE)
    first = ids(page)
    pages = page.get_by_role("navigation", name="목록의 쪽")
    pages.get_by_role("link", name="다음").click()
    expect(page.locator("#list")).to_be_focused()
    assert query_of(page) == "page=2"
    second = ids(page)
    assert not set(first) & set(second)
    pages.get_by_role("link", name="3쪽").click()
    expect(rows(page)).to_have_count(len(registry["exemptions"]) - 2 * ON_A_PAGE)
    assert {*first, *second, *ids(page)} == {row["id"] for row in registry["exemptions"]}
    expect(pages.get_by_role("link", name="다음")).to_have_count(0)
    # A choice leads to the first page of what is left.
    box(page, "outcome", "law_improved").check()
    assert query_of(page) == "outcome=law_improved"


def test_an_anchor_leads_to_its_exemption_on_whatever_page_it_stands(visit: Visitor, registry: dict[str, Rows]) -> None:
    for path in ("exemptions/", "exemptions/?outcome=law_improved", "exemptions/?view=table"):
        oldest = "busan-blockchain-data-reward-exemption-1"
        page = explorer(visit, f"{path}#{oldest}")
        entry = page.locator(f'.zr-row[data-row="{oldest}"]')
        expect(entry).to_be_in_viewport()
        expect(entry).to_have_class(re.compile("zr-row--meant"))
        assert page.url.endswith(f"#{oldest}")


# The address


def test_back_and_forward_walk_through_the_choices(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/")
    everything = len(registry["zones"])
    box(page, "region", "busan").check()
    box(page, "status", "ended").check()
    page.get_by_label("정렬").select_option("newest")
    page.go_back()
    expect(page.get_by_label("정렬")).to_have_value("name")
    expect(box(page, "status", "ended")).to_be_checked()
    page.go_back()
    expect(box(page, "status", "ended")).not_to_be_checked()
    expect(rows(page)).to_have_count(len(region_of(registry, "busan")))
    page.go_back()
    expect(rows(page)).to_have_count(everything)
    assert "?" not in page.url
    page.go_forward()
    expect(rows(page)).to_have_count(len(region_of(registry, "busan")))


def test_typed_text_is_one_step_back(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "zones/")
    page.locator("#zr-explorer-query").press_sequentially("수소")
    page.wait_for_url("**/zones/?q=*")
    page.go_back()
    expect(page.locator("#zr-explorer-query")).to_have_value("")
    expect(rows(page)).to_have_count(len(registry["zones"]))
    assert page.url.endswith("/zones/")


def test_an_address_can_be_shared_and_what_it_asks_wrongly_is_left_out(visit: Visitor) -> None:
    page = explorer(visit, "zones/?region=busan&region=atlantis&status=ended&sort=best&view=map&page=99&colour=red")
    expect(box(page, "region", "busan")).to_be_checked()
    expect(box(page, "status", "ended")).to_be_checked()
    for item in rows(page).all():
        expect(item.locator(".zr-chip--ended")).to_be_visible()
    box(page, "status", "ended").uncheck()
    assert query_of(page) == "region=busan"


def test_the_language_link_keeps_what_is_chosen(visit: Visitor) -> None:
    page = explorer(visit, "zones/?region=busan&view=table")
    box(page, "status", "active").check()
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/zones/?status=active&region=busan&view=table")
    expect(box(page, "region", "busan")).to_be_checked()


# Files


def download(page: Page, kind: str, folder: Path) -> tuple[str, bytes]:
    with page.expect_download() as waited:
        page.locator(f'.zr-explorer-files [data-file="{kind}"]').click()
    path = folder / "file.csv"
    waited.value.save_as(path)
    return waited.value.suggested_filename, path.read_bytes()


@pytest.mark.parametrize(
    ("table", "choice"), [("zones", "region=busan"), ("exemptions", "stage=law_improved"), ("programs", "kind=finance")]
)
def test_the_rows_that_fit_can_be_downloaded(visit: Visitor, tmp_path: Path, table: str, choice: str) -> None:
    page = explorer(visit, f"{table}/?{choice}&view=cards")
    shown = ids(page)
    name, content = download(page, "csv", tmp_path)
    assert name == f"{table}-{DAY.isoformat()}.csv"
    assert not content.startswith(b"\xef\xbb\xbf")
    told = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert [row["id"] for row in told] == shown
    assert all(row["이름"] and row["주소"].startswith("http") for row in told)
    if table == "zones":
        assert {row["지역"] for row in told} == {"부산"}
        assert {row["지역 id"] for row in told} == {"busan"}
        assert all(re.fullmatch(r"\d{4}(-\d{2}){0,2}", row["지정"]) for row in told)


def test_the_file_for_excel_differs_by_its_mark_alone(visit: Visitor, tmp_path: Path) -> None:
    page = explorer(visit, "en/zones/")
    _, plain = download(page, "csv", tmp_path)
    _, marked = download(page, "excel", tmp_path)
    assert marked == b"\xef\xbb\xbf" + plain


def test_a_cell_that_looks_like_a_formula_is_made_harmless(visit: Visitor) -> None:
    page = visit("zones/")
    text = page.evaluate(
        """async () => {
          const { csvOf } = await import("/assets/js/explorer/csv.js");
          const { prepare } = await import("/assets/js/explorer/model.js");
          const columns = [{ key: "note", title: "=1+1", type: "words", shown: true, cells: ["@x", "a, \\"b\\"\\nc", null] }];
          const rows = { id: ["1", "2", "3"], name: ["=cmd()", "-x", "plain"], also: ["", "", ""] };
          const words = { name: "name", address: "address" };
          return csvOf(prepare({ table: "t", words, sorts: [], columns, rows }), [0, 1, 2], (row) => `u${row}`);
        }"""
    )
    assert list(csv.reader(io.StringIO(text))) == [
        ["id", "name", "'=1+1", "address"],
        ["1", "'=cmd()", "'@x", "u0"],
        ["2", "'-x", 'a, "b"\nc', "u1"],
        ["3", "plain", "", "u2"],
    ]


# Keyboard, phone, print, failures


def test_the_keyboard_alone_filters_sorts_and_opens(visit: Visitor) -> None:
    page = explorer(visit, "zones/")
    page.locator("#zr-explorer-query").focus()
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.name || document.activeElement.className"))
        if stops[-1] == "region":
            break
    assert stops[:2] == ["sort", "view"]
    assert stops[-1] == "region"
    page.keyboard.press("Space")
    focused = page.locator(":focus")
    expect(focused).to_be_checked()
    wanted = focused.get_attribute("value")
    assert query_of(page) == f"region={wanted}"
    # The focus stays where it was, so that the next value is one key away.
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "region")
    page.get_by_label("카드").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".zr-explorer table")).to_be_visible()
    page.locator(".zr-explorer tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/zones/[a-z0-9-]+/$"))


@both_languages
@every_list
def test_on_a_phone_facets_open_with_a_button_and_targets_are_large(visit: Visitor, table: str, language: str) -> None:
    page = explorer(visit, f"{ROOT[language]}{table}/", viewport=PHONE, has_touch=True)
    opener = page.locator(".zr-explorer-open")
    expect(page.locator(".zr-facet").first).to_be_hidden()
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    first = page.locator(".zr-facet label").first
    expect(first).to_be_visible()
    for target in [opener, first, page.locator("#zr-explorer-sort"), page.locator(".zr-explorer-files button").first]:
        size = target.bounding_box()
        assert size is not None
        assert size["height"] >= 44
    first.click()
    expect(opener).to_contain_text("(1)")
    for view in ("cards", "table"):
        page.locator(f'[name="view"][value="{view}"]').check(force=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # The label of a cell has a place of its own beside the value.
    beside = page.locator(".zr-explorer td").first.evaluate("cell => parseFloat(getComputedStyle(cell).paddingInlineStart)")
    assert beside > 80


@every_list
def test_no_table_makes_the_page_wider_than_the_screen(visit: Visitor, table: str) -> None:
    page = explorer(visit, f"en/{table}/?view=table", viewport={"width": 1000, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000


def test_on_paper_stands_every_row_that_fits(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = explorer(visit, "exemptions/?view=table")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(rows(page)).to_have_count(len(registry["exemptions"]))
    page.emulate_media(media="print")
    expect(page.locator(".zr-explorer-bar")).to_be_hidden()
    expect(page.locator(".zr-facet").first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(rows(page)).to_have_count(0)


@both_languages
@every_list
def test_without_scripts_the_whole_list_stands_there_and_nothing_else(
    visit: Visitor, registry: dict[str, Rows], table: str, language: str
) -> None:
    page = visit(f"{ROOT[language]}{table}/", java_script_enabled=False)
    for id in [row["id"] for row in registry[table]]:
        assert page.locator(f'.zr-row [data-record="{table}/{id}"]').count() == 1
    for part in (".zr-explorer-bar", ".zr-explorer-facets", ".zr-explorer-files"):
        expect(page.locator(part)).to_be_hidden()


@both_languages
def test_rows_that_cannot_be_loaded_leave_the_list_and_say_so(visit: Visitor, registry: dict[str, Rows], language: str) -> None:
    page = visit(f"{ROOT[language]}about/", locale="ko-KR")
    page.route("**/assets/explore/*.json", lambda route: route.fulfill(status=500))
    page.goto(f"{ROOT[language]}zones/?region=busan")
    expect(count(page)).to_have_text(Words(language)("explorer.failed"))
    expect(rows(page)).to_have_count(len(registry["zones"]))
    expect(page.locator(".zr-explorer-bar")).to_be_hidden()


def test_the_text_filter_works_without_a_worker(visit: Visitor) -> None:
    page = visit("about/", locale="ko-KR")
    page.route("**/match-worker.js", lambda route: route.abort())
    page.goto("zones/?q=블록체인")
    expect(rows(page)).to_have_count(1)


def test_a_text_filter_that_cannot_be_loaded_leaves_the_list_and_says_so(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = visit("about/", locale="ko-KR")
    page.route("**/explorer/match*.js", lambda route: route.abort() if "matcher" not in route.request.url else route.continue_())
    page.goto("zones/?q=블록체인")
    expect(count(page)).to_have_text(Words("ko")("explorer.failed"))
    expect(rows(page)).to_have_count(len(registry["zones"]))
    box(page, "region", "busan").check()
    expect(rows(page)).to_have_count(len(region_of(registry, "busan")))


# Rows made by the browser


def with_rows(page: Page, times: int, table: str = "zones") -> None:
    """Let the file of a list hold its rows so many times, under new ids."""

    def answer(route: Any) -> None:
        data = json.loads(route.fetch().text())
        rows = data["rows"]
        size = len(rows["id"])
        rows["id"] += [f"{id}-{time}" for time in range(1, times) for id in rows["id"][:size]]
        for key in rows.keys() - {"id"}:
            rows[key] = rows[key] * times
        for column in data["columns"]:
            column["cells"] = column["cells"] * times
        route.fulfill(json=data)

    page.route(f"**/assets/explore/{table}.json", answer)


@both_languages
def test_rows_that_the_page_did_not_come_with_look_like_those_that_it_did(visit: Visitor, language: str) -> None:
    page = visit(f"{ROOT[language]}about/", locale="ko-KR")
    with_rows(page, 3)
    page.goto(f"{ROOT[language]}zones/?region=busan")
    given = page.locator('.zr-row[data-row="busan-blockchain"]')
    made = page.locator('.zr-row[data-row="busan-blockchain-1"]')
    expect(made).to_be_visible()
    assert made.inner_text() == given.inner_text()
    assert made.locator("time").first.get_attribute("datetime") == given.locator("time").first.get_attribute("datetime")
    assert made.locator("a").first.get_attribute("data-record") == "zones/busan-blockchain-1"


def test_an_exemption_that_the_page_did_not_come_with_leads_to_its_project_and_to_itself(visit: Visitor) -> None:
    page = visit("about/", locale="ko-KR")
    with_rows(page, 2, "exemptions")
    page.goto("exemptions/#busan-blockchain-data-reward-exemption-1-1")
    made = page.locator("#busan-blockchain-data-reward-exemption-1-1")
    expect(made).to_be_in_viewport()
    expect(made.locator("a").first).to_have_attribute("data-record", "projects/busan-blockchain-data-reward")
    own = made.locator('[data-record="exemptions/busan-blockchain-data-reward-exemption-1-1"]')
    expect(own).to_have_attribute("href", re.compile("/exemptions/#busan-blockchain-data-reward-exemption-1-1$"))


def test_ten_thousand_rows_keep_the_page_small(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = visit("about/", locale="ko-KR")
    with_rows(page, 205)
    page.goto("zones/")
    total = 205 * len(registry["zones"])
    expect(count(page)).to_have_text(f"모두 {total:,}건입니다.")
    expect(rows(page)).to_have_count(ON_A_PAGE)
    box(page, "region", "busan").check()
    expect(count(page)).to_have_text(f"{total:,}건 가운데 {205 * len(region_of(registry, 'busan')):,}건입니다.")
    page.get_by_role("link", name="다음").click()
    assert query_of(page) == "region=busan&page=2"
    assert page.evaluate("document.querySelectorAll('*').length") < 4000
