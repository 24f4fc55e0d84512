"""The hand-written page about the registry, which also tells the facts of the whole scheme."""

from __future__ import annotations

import pytest

from tests.pages.reading import Body
from tests.records import REGISTRY, Cells, Tables, edition_of, row

TABLES: dict[str, list[Cells]] = {
    "zones": [row("a", short_name_en="A")],
    "organisations": [row("molit", name_ko="국토부", name_en="Ministry of Land")],
    "task_forces": [
        row("board", name_en="Zone Board", duty_en="Judges zones.", parties_ko="위원", parties_en="Members", launched_on="2019-04"),
        row("team", zone_id="a", name_en="Team of A"),
    ],
    "cooperations": [
        row(
            "pact",
            name_ko="협약",
            name_en="Pact",
            note_en="Shares data.",
            parties_ko="셋",
            parties_en="Three bodies",
            starts_on="2021-05-01",
        ),
        row("local", zone_id="a", note_en="Pact of A."),
    ],
    "cooperation_parties": [row("1", cooperation_id="pact", organisation_id="molit")],
    "events": [
        row("late", happened_on="2024-05-28", note_en="Second!"),
        row("early", happened_on="2019-06-25", note_en="First!"),
        row("e", zone_id="a", note_en="Event of A."),
    ],
    "doubts": [
        row(f"d-{table}", table_name=table, record_id=id, field="*", note_en=f"Doubt about {table}!")
        for table, id in (("task_forces", "board"), ("cooperations", "pact"), ("events", "late"))
    ],
    "sources": [row("source", publisher="Daily")],
}


def page(tables: Tables = TABLES, language: str = "en") -> Body:
    source = (REGISTRY.parent / f"site_src/{language}/about.md").read_text(encoding="utf-8")
    # What stands above is Markdown, of which these tests know nothing.
    return Body(edition_of(tables, language).text_page(source, "about/").partition("](contribute.md)")[2])


def test_bodies_cooperation_and_events_of_the_whole_scheme_are_told_with_their_doubts_and_sources() -> None:
    body = page()
    for words in ("Zone Board Judges zones.", "Members", "Launched April 2019", "Pact Shares data.", "Ministry of Land, Three bodies"):
        assert words in body.text
    for words in ("Since 1 May 2021", "Doubt about task_forces!", "Doubt about cooperations!", "Doubt about events!", "Daily"):
        assert words in body.text
    assert body.text.index("First!") < body.text.index("Second!")
    assert {"board", "pact", "late", "early", "bodies", "cooperation", "events", "source-1"} <= set(body.ids)
    assert len(body.ids) == len(set(body.ids))
    assert body.link("Ministry of Land") == "../organisations/molit/"
    assert body.unmarked == []


def test_what_belongs_to_a_zone_is_not_told_there() -> None:
    text = page().text
    for words in ("Team of A", "Pact of A.", "Event of A."):
        assert words not in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_registry_without_such_facts_has_the_page_as_it_was_written(language: str) -> None:
    assert page({}, language).ids == []


def test_html_in_a_text_is_escaped() -> None:
    evil = "<b>x</b> & y"
    body = page({"task_forces": [row("f", name_en=evil, duty_en=evil)], "cooperations": [row("c", note_en=evil)]})
    assert body.text.count(evil) == 3
