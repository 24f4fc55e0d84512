from __future__ import annotations

from posixpath import normpath

import pytest

from generator.pages.addresses import ROWS_A_PAGE, WITH_PAGES, address, exemptions_in_order, list_page, relative
from tests.records import graph_of, row

TABLES = {
    "zones": [row("zone")],
    "projects": [row("project", zone_id="zone")],
    "exemptions": [row("exemption", project_id="project")],
    "events": [row("event", zone_id="zone"), row("scheme-event")],
    "periods": [row("period", zone_id="zone")],
    "regions": [row("region")],
    "programs": [row("program")],
    "calls": [row("call", program_id="program")],
    "laws": [row("law")],
    "meetings": [row("meeting")],
    "agenda_items": [row("item", meeting_id="meeting")],
    "organisations": [row("organisation")],
    "terms": [row("term")],
    "law_articles": [row("article", law_id="law")],
    "zone_plans": [row("plan", region_id="region")],
    "indicators": [row("indicator")],
    "doubts": [row("doubt", table_name="zones", record_id="zone", field="*")],
}


@pytest.mark.parametrize(
    ("table", "id", "path"),
    [
        ("zones", "zone", "zones/zone/"),
        ("projects", "project", "projects/project/"),
        ("regions", "region", "regions/region/"),
        ("sectors", "sector", "sectors/sector/"),
        ("programs", "program", "programs/program/"),
        ("laws", "law", "laws/law/"),
        ("meetings", "meeting", "meetings/meeting/"),
        ("organisations", "organisation", "organisations/organisation/"),
        ("terms", "term", "glossary/#term"),
        ("exemptions", "exemption", "exemptions/#exemption"),
        ("agenda_items", "item", "meetings/meeting/#item"),
        ("calls", "call", "programs/program/#call"),
        ("events", "event", "zones/zone/#event"),
        ("events", "scheme-event", "about/#scheme-event"),
        ("periods", "period", "zones/zone/#period"),
        ("law_articles", "article", "laws/law/#article"),
        ("zone_plans", "plan", "regions/region/#plan"),
        ("indicators", "indicator", "outcomes/#indicator"),
    ],
)
def test_a_record_has_a_page_or_an_anchor_on_the_page_that_shows_it(table: str, id: str, path: str) -> None:
    record = graph_of(TABLES).find(table, id)
    assert record is not None
    assert address(record) == path


def test_a_long_list_goes_on_on_further_pages() -> None:
    assert [list_page("zones", place) for place in (0, ROWS_A_PAGE - 1, ROWS_A_PAGE, 3 * ROWS_A_PAGE)] == [
        "zones/",
        "zones/",
        "zones/page/2/",
        "zones/page/4/",
    ]


def test_exemptions_stand_by_their_zone_the_newest_first() -> None:
    tables = {
        "zones": [row("a", decided_on="2019-07-23"), row("b", decided_on="2024-04"), row("c", decided_on="2024-04")],
        "projects": [row(f"{zone}-{n}", zone_id=zone) for zone in "abc" for n in "12"],
        "exemptions": [row(f"{n}-{zone}", project_id=f"{zone}-{n}") for n in "21" for zone in "abc"],
    }
    assert [exemption.id for exemption in exemptions_in_order(graph_of(tables))] == ["1-b", "2-b", "1-c", "2-c", "1-a", "2-a"]


def test_an_exemption_has_its_anchor_on_the_page_of_the_list_that_shows_it() -> None:
    tables = {
        "zones": [row("new", decided_on="2024"), row("old", decided_on="2019")],
        "projects": [row("n", zone_id="new"), row("o", zone_id="old")],
        "exemptions": [row("first-by-id", project_id="o"), *(row(f"x{number}", project_id="n") for number in range(ROWS_A_PAGE))],
    }
    graph = graph_of(tables)
    assert [address(each) for each in graph.records("exemptions")[:2]] == ["exemptions/page/2/#first-by-id", "exemptions/#x0"]


def test_the_eight_kinds_with_pages_are_those_of_the_fixed_addresses() -> None:
    assert set(WITH_PAGES) == {"zones", "projects", "regions", "sectors", "programs", "laws", "meetings", "organisations"}


def test_a_record_that_has_neither_page_nor_anchor_has_no_address() -> None:
    with pytest.raises(KeyError, match="doubts"):
        address(graph_of(TABLES).records("doubts")[0])


@pytest.mark.parametrize(
    ("here", "target", "link"),
    [
        ("", "", "./"),
        ("", "zones/", "zones/"),
        ("", "zones/a/", "zones/a/"),
        ("", "glossary/#term", "glossary/#term"),
        ("zones/", "", "../"),
        ("zones/", "zones/", "./"),
        ("zones/", "zones/a/", "a/"),
        ("zones/a/", "", "../../"),
        ("zones/a/", "zones/", "../"),
        ("zones/a/", "zones/a/", "./"),
        ("zones/a/", "zones/b/", "../b/"),
        ("zones/a/", "projects/p/#e", "../../projects/p/#e"),
        ("zones/a/", "zones/a/#e", "#e"),
        ("zones/a/", "zones/#e", "../#e"),
        ("zones/a/", "data/zones.csv", "../../data/zones.csv"),
        ("404.html", "zones/a/", "zones/a/"),
        ("data/x.html", "zones/a/", "../zones/a/"),
    ],
)
def test_a_link_leads_from_the_page_to_the_target(here: str, target: str, link: str) -> None:
    assert relative(here, target) == link
    path = target.partition("#")[0]
    reached = normpath(f"/site/{here.rpartition('/')[0]}/{link.partition('#')[0]}")
    assert reached == normpath(f"/site/{path}")
