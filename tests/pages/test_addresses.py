from __future__ import annotations

from posixpath import normpath

import pytest

from generator.pages.addresses import WITH_PAGES, address, relative
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
        ("exemptions", "exemption", "projects/project/#exemption"),
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
