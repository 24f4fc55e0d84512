"""What became of the exemptions, at /exemptions/: streams that filter, the list for a phone, the matrix, the file of a filtered list."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.site.conftest import Rows

PHONE = {"width": 360, "height": 740}


def shown(page: Page) -> set[str]:
    """Ids of the rows of the list, once its filters are there."""
    expect(page.locator("#zr-explorer-query")).to_be_enabled()
    expect(page.locator(".zr-explorer-count")).not_to_be_empty()
    return {item.get_attribute("data-row") or "" for item in page.locator(".zr-rows > li").all()}


def counted(page: Page) -> tuple[int, int]:
    """How many of how many the list says that it shows."""
    total, found = re.findall(r"\d+", page.locator(".zr-explorer-count").inner_text())
    return int(found), int(total)


def test_every_stream_leads_to_the_exemptions_that_it_counts(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = visit("exemptions/")
    streams = page.locator("#exemption-flow svg a")
    labels = [stream.get_attribute("aria-label") or "" for stream in streams.all()]
    sizes = [int(re.findall(r"\d+", label)[-1]) for label in labels]
    assert sum(sizes) == len(registry["exemptions"])
    found: set[str] = set()
    for at, size in enumerate(sizes):
        page = visit("exemptions/")
        page.locator("#exemption-flow svg a").nth(at).locator(".zr-flow-target").click()
        page.wait_for_url("**/exemptions/?stage=*#list")
        ids = shown(page)
        assert len(ids) == counted(page)[0] == size
        assert not found & ids
        found |= ids
    assert found == {row["id"] for row in registry["exemptions"]}


def test_a_stream_is_reached_and_followed_with_the_keyboard(visit: Visitor) -> None:
    page = visit("exemptions/")
    page.get_by_role("link", name=re.compile("^법령 정비, ")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/exemptions/?stage=law_improved#list")
    assert counted_after(page) > 1


def counted_after(page: Page) -> int:
    shown(page)
    return counted(page)[0]


def test_without_a_stated_outcome_the_wider_filter_gives_both_groups(visit: Visitor) -> None:
    both = shown(visit("exemptions/?stage=not_stated&view=cards"))
    page = visit("exemptions/?stage=not_stated_in_period&stage=not_stated_after")
    assert shown(page) == both
    total = counted(page)[0]
    parts = [counted_after(visit(f"exemptions/?stage={end}")) for end in ("not_stated_in_period", "not_stated_after")]
    assert total == sum(parts)


def test_on_a_phone_the_same_numbers_stand_in_a_list_and_the_page_does_not_scroll_sideways(visit: Visitor) -> None:
    desk = visit("exemptions/")
    labels = [a.get_attribute("aria-label") for a in desk.locator("#exemption-flow svg a").all()]
    expect(desk.locator(".zr-flow-list")).to_be_hidden()
    expect(desk.locator(".zr-matrix")).to_be_visible()
    page = visit("exemptions/", viewport=PHONE)
    expect(page.locator("#exemption-flow svg.zr-flow")).to_be_hidden()
    links = page.locator(".zr-flow-list a")
    names = page.locator(".zr-flow-list .zr-flow-name").all_inner_texts()
    counts = page.locator(".zr-flow-list .zr-flow-count").all_inner_texts()
    assert [f"{name}, {count}" for name, count in zip(names, counts, strict=True)] == labels
    assert all((link.bounding_box() or {"height": 0})["height"] >= 44 for link in links.all())
    expect(page.locator(".zr-matrix-list")).to_be_visible()
    expect(page.locator(".zr-matrix-scroll")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 768, 1024])
@pytest.mark.parametrize("path", ["exemptions/", "en/exemptions/", "en/laws/", "en/laws/high-pressure-gas-act/"])
def test_no_width_scrolls_sideways(visit: Visitor, path: str, width: int) -> None:
    page = visit(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_grid_of_laws_is_a_region_that_the_keyboard_reaches_and_its_numbers_filter(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = visit("exemptions/")
    grid = page.get_by_role("region", name="어느 법령이 어느 특구에서 문제였는가")
    grid.focus()
    expect(grid).to_be_focused()
    link = grid.locator('a[href="./?law=high-pressure-gas-act#list"]')
    number = int(link.inner_text())
    cells = grid.get_by_role("row", name=re.compile("고압가스 안전관리법")).locator(".zr-matrix-cell").all_inner_texts()
    assert sum(map(int, cells)) == number
    link.click()
    page.wait_for_url("**/exemptions/?law=high-pressure-gas-act#list")
    assert len(shown(page)) == number
    unnamed = {row["id"] for row in registry["exemptions"]} - {row["exemption_id"] for row in registry["exemption_laws"]}
    assert counted_after(visit("exemptions/?law=-")) == len(unnamed)


def test_each_filter_alone_and_all_together_narrow_the_list_and_the_file_holds_names(
    visit: Visitor, registry: dict[str, Rows], tmp_path: Path
) -> None:
    by_id = {table: {row["id"]: row for row in registry[table]} for table in ("projects", "zones", "laws", "exemptions", "organisations")}

    def zone(exemption: str) -> dict[str, str]:
        return by_id["zones"][by_id["projects"][by_id["exemptions"][exemption]["project_id"]]["zone_id"]]

    tied = next(
        row
        for row in registry["exemption_laws"]
        if by_id["laws"][row["law_id"]]["ministry_id"] and by_id["exemptions"][row["exemption_id"]]["outcome"] == "law_improved"
    )
    law, own = by_id["laws"][tied["law_id"]], zone(tied["exemption_id"])

    def rests_on(id: str) -> bool:
        return id == law["id"] or (bool(id) and rests_on(by_id["laws"][id]["parent_id"]))

    # An act is found with the rules below it.
    named = {row["exemption_id"] for row in registry["exemption_laws"] if rests_on(row["law_id"])}
    of_ministry = {
        row["exemption_id"] for row in registry["exemption_laws"] if by_id["laws"][row["law_id"]]["ministry_id"] == law["ministry_id"]
    }
    region = next(row["region_id"] for row in registry["zone_regions"] if row["zone_id"] == own["id"])
    in_region = {row["zone_id"] for row in registry["zone_regions"] if row["region_id"] == region}
    every = by_id["exemptions"]
    wanted = {
        "law": (law["id"], named),
        "ministry": (law["ministry_id"], of_ministry),
        "sector": (own["sector_id"], {id for id in every if zone(id)["sector_id"] == own["sector_id"]}),
        "region": (region, {id for id in every if zone(id)["id"] in in_region}),
        "year": (own["decided_on"][:4], {id for id in every if zone(id)["decided_on"][:4] == own["decided_on"][:4]}),
        "outcome": ("law_improved", {id for id in every if every[id]["outcome"] == "law_improved"}),
    }
    for facet, (value, expected) in wanted.items():
        # A page of the list has 50 rows.
        page = visit(f"exemptions/?{facet}={value}")
        ids = shown(page)
        assert ids <= expected
        assert counted(page)[0] == len(expected)
    page = visit("exemptions/?stage=law_improved&" + "&".join(f"{facet}={value}" for facet, (value, _) in wanted.items()))
    both = set.intersection(*(expected for _, expected in wanted.values()))
    assert tied["exemption_id"] in both
    assert shown(page) == both
    with page.expect_download() as download:
        page.locator('.zr-explorer-files button[data-file="csv"]').click()
    target = tmp_path / "list.csv"
    download.value.save_as(target)
    lines = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert {line[0] for line in lines[1:]} == both
    told = " ".join(lines[1])
    for words in (own["short_name_ko"], law["name_ko"], by_id["organisations"][law["ministry_id"]]["name_ko"], "법령 정비"):
        assert words in told


def test_without_scripts_the_picture_the_tables_and_the_list_are_there(visit: Visitor, registry: dict[str, Rows]) -> None:
    page = visit("exemptions/", java_script_enabled=False)
    expect(page.locator("#exemption-flow svg.zr-flow")).to_be_visible()
    page.get_by_text("표로 보기").first.click()
    expect(page.locator(".zr-flow-both .zr-table")).to_be_visible()
    assert page.locator(".zr-row").count() == len(registry["exemptions"])
