from __future__ import annotations

import pytest

from generator.graph import Graph
from generator.pages.footnotes import Footnotes
from tests.records import graph_of, row


@pytest.fixture
def graph() -> Graph:
    citations = [
        row("1", table_name="zones", record_id="a", field="*", source_id="second"),
        row("2", table_name="zones", record_id="a", field="decided_on", source_id="third"),
    ]
    return graph_of(
        {
            "zones": [row("a", source_id="first"), row("b", source_id="third")],
            "sources": [row("first"), row("second"), row("third")],
            "citations": citations,
        }
    )


def link(number: int, label: str = "Source") -> str:
    return f'<a href="#source-{number}" aria-label="{label} {number}">{number}</a>'


def test_sources_are_numbered_in_the_order_in_which_facts_name_them(graph: Graph) -> None:
    notes = Footnotes("Source")
    a, b = graph.records("zones")
    assert notes.mark(b) == f'<sup class="zr-refs">{link(1)}</sup>'
    assert notes.mark(a) == f'<sup class="zr-refs">{link(2)}{link(3)}</sup>'
    assert [(number, source.id) for number, source in notes.sources] == [(1, "third"), (2, "first"), (3, "second")]


def test_a_source_keeps_its_number_on_the_page(graph: Graph) -> None:
    notes = Footnotes("Source")
    a, b = graph.records("zones")
    notes.mark(a)
    assert notes.mark(a, "decided_on") == notes.mark(b) == f'<sup class="zr-refs">{link(3)}</sup>'
    assert len(notes.sources) == 3


def test_a_field_has_only_the_sources_that_are_tied_to_it(graph: Graph) -> None:
    notes = Footnotes("Source")
    assert notes.mark(graph.records("zones")[0], "area_km2") == ""
    assert notes.mark_sources([]) == ""
    assert notes.sources == []


def test_the_word_for_a_source_is_that_of_the_page_and_is_escaped(graph: Graph) -> None:
    notes = Footnotes('출처 "1"')
    assert notes.mark(graph.records("zones")[1]) == ('<sup class="zr-refs"><a href="#source-1" aria-label="출처 &#34;1&#34; 1">1</a></sup>')


def test_a_field_without_a_source_of_its_own_can_have_the_best_one_of_its_record(graph: Graph) -> None:
    notes = Footnotes("Source")
    a = graph.records("zones")[0]
    assert notes.mark(a, "decided_on", best=True) == f'<sup class="zr-refs">{link(1)}</sup>'
    assert notes.mark(a, "area_km2", best=True) == f'<sup class="zr-refs">{link(2)}</sup>'
    assert [source.id for _, source in notes.sources] == ["third", "first"]
