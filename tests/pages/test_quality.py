from __future__ import annotations

import re

import pytest

from generator import package
from generator.graph import Graph
from generator.pages import quality
from generator.pages.addresses import address
from generator.pages.edition import Edition
from generator.pages.repository import repository_at
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, edition_of, rendered, row

TABLES: dict[str, list[Cells]] = {
    "zones": [
        row("dark", short_name_en="Dark", decided_on="2020-01-01", source_id="old"),
        row("open", short_name_en="Open", decided_on="2026-01-01", source_id="news"),
        row("over", short_name_en="Over", decided_on="2019-01-01", ended_on="2023", area_km2="2", source_id="old"),
    ],
    "periods": [
        row("p1", zone_id="open", kind="designation", starts_on="2026-01-01", source_id="news"),
        row("p2", zone_id="dark", kind="designation", ends_on="2024", source_id="old"),
    ],
    "projects": [row("project", zone_id="open", title_en="Buses")],
    "exemptions": [
        row("known", project_id="project", kind="demonstration_special_case", outcome="law_improved"),
        row("unknown", project_id="project", kind="demonstration_special_case"),
    ],
    "programs": [row("never", name_en="Never called"), row("called", name_en="Called"), row("always", name_en="Always", standing="true")],
    "calls": [row("call", program_id="called", kind="call")],
    "meetings": [row("meeting")],
    "agenda_items": [
        row("asked", meeting_id="meeting", kind="request", topic_en="More time"),
        row("answered", meeting_id="meeting", kind="difficulty", topic_en="More room", response_ko="예", response_en="Yes"),
        row("plan", meeting_id="meeting", kind="plan", topic_en="Next year"),
    ],
    "organisations": [row("ministry", name_ko="부처", name_en="Ministry"), row("firm", name_ko="회사"), row("shop", name_ko="가게")],
    "sources": [
        row("source", kind="press"),
        row("news", kind="wire", published_on="2026-02-03"),
        row("old", kind="press", published_on="2024-11-22", publisher="Old Daily"),
        row("paper", kind="press", published_on="2024"),
    ],
    "conflicts": [
        row(
            "c1",
            table_name="zones",
            record_id="over",
            field="area_km2",
            taken_value="2",
            other_value="3",
            other_source_id="old",
            reason="planned",
        ),
        row("c2", table_name="periods", record_id="p2", field="ends_on", other_value="2025", other_source_id="old", note_en="Later page!"),
    ],
    "doubts": [
        row("d1", table_name="zones", record_id="dark", field="*", note_ko="흐림", note_en="Not clear!"),
        row("d2", table_name="zones", record_id="open", field="*", note_ko="흐림", note_en="Not clear!"),
        row("d3", table_name="zones", record_id="over", field="*", note_en="Solved!", resolved_on="2026-01"),
    ],
    "citations": [row("x", table_name="doubts", record_id="d1", field="*", source_id="old")],
}


def page(tables: Tables = TABLES, language: str = "en") -> Body:
    return Body(rendered(quality.pages, tables, language)["quality/"].body)


def section(words: str, until: str, tables: Tables = TABLES) -> str:
    return page(tables).after(words).partition(until)[0]


def test_the_lead_counts_what_is_not_known_what_differs_and_what_is_in_doubt() -> None:
    text = page().text
    assert "Of 3 zones, the present state of 1 is unconfirmed, and the end of another 1 is not known." in text
    assert "2 values differ between sources and 2 points are in doubt" in text
    assert (
        "All records were compared with their sources on 2 January 2020. The news read reaches to 3 February 2026, statutes to no date."
        in text
    )
    assert "As of 23 November 2026." in text


def test_records_that_were_checked_on_several_days_are_told_with_the_first_and_the_last() -> None:
    tables = {**TABLES, "meetings": [row("meeting", checked_on="2026-05-06")]}
    assert "between 2 January 2020 and 6 May 2026" in page(tables).text


def test_a_row_of_a_table_says_how_full_and_how_fresh_it_is() -> None:
    rows = section("Table by table", "What is missing most")
    optional = sum(not field.required for field in edition_of(TABLES).package.tables["zones"].schema.fields)
    share = 100 * 2 // (3 * optional)
    found = re.search(r"Zones 3 (\d+)% (.*?) 2 January 2020 3 February 2026 (\d) (\d) (\d)", rows)
    assert found is not None
    assert (int(found[1]), found[3], found[4], found[5]) == (share, "3", "2", "1")
    assert found[2].count("%") == 3
    assert "Sectors 1 all required not held not held not held 0 0" in rows
    assert "Redirects 0 no rows" in rows


def test_every_table_of_the_registry_has_a_row_that_leads_to_its_page() -> None:
    hrefs = [href for href, _ in page().links]
    assert all(f"../data/{name}/" in hrefs for name in edition_of(TABLES).package.tables)


def test_columns_are_counted_and_a_pair_of_both_languages_is_one() -> None:
    folds = page().after("Column by column")
    assert "Area (km²) 1 33%" in folds
    organisations = folds.partition("Organisations")[2]
    assert "Name (English) 1 33%" in organisations
    assert re.search(r"Summary \(", folds) is None


def test_only_what_is_empty_is_nothing_and_only_what_is_full_is_everything() -> None:
    assert [quality._percent(*pair) for pair in ((0, 300), (1, 300), (299, 300), (300, 300), (0, 0))] == [0, 1, 99, 100, 100]


def test_what_is_missing_is_listed_with_links() -> None:
    text = section("What is missing most", "Values that differ")
    assert "Zones whose present state is unconfirmed: 1 Dark" in text
    assert "Zones that run without a known end: 1 Open" in text
    assert "older than two years: 1 Dark 22 November 2024" in text
    assert "whose outcome no source states: 1 of 2 Buses Open" in text
    assert "show no call: 1 of 3 Never called" in text
    assert "without an answer in our sources: 1 of 2" in text
    assert "More time" in text
    assert "Next year" not in text
    assert "Organisations: 2 of 3" in text
    assert {"zones/dark", "zones/open", "exemptions/unknown", "programs/never", "agenda_items/asked"} <= page().records
    assert "zones/over" not in page({**TABLES, "conflicts": [], "doubts": []}).records


def test_a_conflict_stands_with_both_values_its_record_and_the_source_of_the_other_one() -> None:
    text = section("Values that differ between sources", "Points in doubt")
    assert "Zones: 1" in text
    assert re.search(r"Over Area \(km²\) 2 3\d Planned value", text)
    assert re.search(r"Dark · Designation Ends on none taken 2025\d Sources differ Later page!", text)
    assert page().link("Dark · Designation") == "../zones/dark/#p2"
    assert "Old Daily" in page().after("Sources")


def test_a_doubt_of_several_records_is_told_once_and_a_resolved_one_not_at_all() -> None:
    text = section("Points in doubt", "Sources by kind")
    assert text.count("Not clear!") == 1
    assert re.search(r"Zones: 2 Not clear! ?\d Dark, Open", text)
    assert "Solved!" not in page().text


def test_sources_are_counted_by_kind_and_year() -> None:
    text = section("Sources by kind and year", "Column by column")
    assert "Of 4 sources, 1 carry no date" in text
    assert "Press 3" in text
    assert "2026 1 2024 2" in text


def test_records_without_a_page_are_led_to_where_they_stand() -> None:
    loaded = package.load(REGISTRY)
    edition = Edition(loaded, "ko", DAY)
    graph: Graph = edition.graph
    told = [
        target for name in ("conflicts", "doubts") for row in graph.records(name) if (target := graph.find(row.table_name, row.record_id))
    ]
    for record in told:
        place = quality._place(edition, record)
        assert not place.path.startswith("data/")
        assert str(place.words) != record.id
    observation = graph.records("observations")[0]
    assert quality._place(edition, observation).path == f"outcomes/#{observation.id}"
    amendment = graph.records("law_amendments")[0]
    assert quality._place(edition, amendment).path == f"{address(amendment.law)}#{amendment.id}"
    force = next(each for each in graph.records("task_forces") if each.zone is None)
    assert quality._place(edition, force).path == f"about/#{force.id}"


def test_the_ledger_is_linked_where_the_repository_is_known() -> None:
    edition = edition_of(TABLES, "en")
    (without,) = quality.pages(edition)
    assert "docs/data-quality.md" not in without.body
    known = Edition(edition.package, "en", DAY, repository_at("https://example.org/a/b"))
    (page_with,) = quality.pages(known)
    assert 'href="https://example.org/a/b"' in page_with.body


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_registry_has_the_page(language: str) -> None:
    shown = page({"sources": [], "sectors": []}, language)
    assert "%" not in shown.text
    if language == "en":
        assert shown.unmarked == []


def test_no_anchor_stands_twice() -> None:
    ids = page().ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_html_in_a_text_is_escaped(language: str) -> None:
    evil = "<b>x</b> & y"
    named = [row("dark", **dict.fromkeys(("name_ko", "name_en", "short_name_ko", "short_name_en"), evil))]
    tables = {
        "zones": named,
        "doubts": [row("d", table_name="zones", record_id="dark", field="*", note_ko=evil, note_en=evil)],
        "conflicts": [row("c", table_name="zones", record_id="dark", field="*", topic_ko=evil, topic_en=evil, other_value=evil)],
    }
    made = rendered(quality.pages, tables, language)["quality/"]
    assert "<b>" not in made.body
    assert Body(made.body).text.count(evil) >= 6
