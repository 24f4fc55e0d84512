from __future__ import annotations

from pathlib import Path

import pytest

from generator import package
from generator.bilingual import Text
from generator.graph import Graph
from tests.conftest import small_registry

LAWS = """
primaryKey: [id]
foreignKeys:
  - {fields: [parent_id], reference: {resource: "", fields: [id]}, backlink: children}
fields:
  - {name: id}
  - {name: name_ko, language: ko}
  - {name: name_en, language: en}
  - {name: kind, constraints: {enum: [act, rule]}, labels: {act: {ko: 법률, en: Act}, rule: {ko: 규칙, en: Rule}}}
  - {name: parent_id}
"""
TERMS = "{primaryKey: [id], fields: [{name: id}, {name: note_ko}, {name: note_en}, {name: year, type: integer}]}"
TERM_LAWS = """
foreignKeys:
  - {fields: [term_id], reference: {resource: terms, fields: [id]}, backlink: laws, through: law_id}
  - {fields: [law_id], reference: {resource: laws, fields: [id]}, link: basis, backlink: links}
fields: [{name: id}, {name: term_id}, {name: law_id}]
"""
DOUBTS = "{polymorphic: true, backlink: doubts, fields: [{name: id}, {name: table_name}, {name: record_id}]}"

LAW_ROWS = "id,name_ko,name_en,kind,parent_id\nact,법,Act,act,\nrule,규칙,,rule,act\nlost,없음,,,nowhere\n"
TERM_ROWS = "id,note_ko,note_en,year\nzone,특구,,2024\nplain,,,\n"
LINK_ROWS = "id,term_id,law_id\na,zone,rule\nb,zone,act\nc,zone,nowhere\nd,,act\n"
DOUBT_ROWS = "id,table_name,record_id\n1,terms,zone\n2,laws,zone\n3,laws,act\n4,nothing,act\n"


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    return graph_in("ko", tmp_path)


def graph_in(language: str, root: Path) -> Graph:
    tables = {"laws": (LAWS, LAW_ROWS), "terms": (TERMS, TERM_ROWS), "term_laws": (TERM_LAWS, LINK_ROWS), "doubts": (DOUBTS, DOUBT_ROWS)}
    return Graph(package.load(small_registry(root, tables)), language)


def test_records_stand_in_the_order_of_the_file_and_are_found_by_id(graph: Graph) -> None:
    assert [law.id for law in graph.records("laws")] == ["act", "rule", "lost"]
    assert graph.records("zones") == []
    rule = graph.find("laws", "rule")
    assert rule is not None
    assert (rule.id, rule.table, repr(rule)) == ("rule", "laws", "<laws/rule>")
    assert graph.find("laws", "zone") is None
    assert graph.find("zones", "zone") is None
    assert len(list(graph)) == 3 + 2 + 4 + 4


def test_columns_are_typed_attributes_and_empty_cells_are_none(graph: Graph) -> None:
    zone, bare = graph.records("terms")
    assert (zone.year, zone.note_ko, zone.note_en) == (2024, "특구", None)
    assert (bare.year, bare.note) == (None, None)


def test_a_link_leads_to_its_record_and_a_broken_or_empty_one_to_none(graph: Graph) -> None:
    act, rule, lost = graph.records("laws")
    assert rule.parent == act
    assert act.parent is None
    assert lost.parent is None


def test_a_link_with_a_name_of_its_own_is_found_under_it(graph: Graph) -> None:
    link = graph.records("term_laws")[0]
    assert link.basis == graph.find("laws", "rule")
    with pytest.raises(AttributeError, match="term_laws has no column, link or way back named 'law'"):
        link.law  # noqa: B018


def test_a_way_back_holds_the_records_that_link_here_in_the_order_of_their_file(graph: Graph) -> None:
    act, rule, _ = graph.records("laws")
    assert act.children == [rule]
    assert rule.children == []
    assert [link.id for link in act.links] == ["b", "d"]


def test_a_way_back_through_a_link_table_holds_the_records_at_its_other_end(graph: Graph) -> None:
    act, rule, _ = graph.records("laws")
    zone, bare = graph.records("terms")
    assert zone.laws == [rule, act]
    assert bare.laws == []


def test_a_row_about_any_record_is_found_at_the_record_that_it_names(graph: Graph) -> None:
    assert [doubt.id for doubt in graph.find("terms", "zone").doubts] == ["1"]  # type: ignore[union-attr]
    assert [doubt.id for doubt in graph.find("laws", "act").doubts] == ["3"]  # type: ignore[union-attr]
    assert graph.records("term_laws")[0].doubts == []


def test_an_unknown_name_is_an_error_that_names_the_table(graph: Graph) -> None:
    with pytest.raises(AttributeError, match="laws has no column, link or way back named 'colour'"):
        graph.records("laws")[0].colour  # noqa: B018


def test_a_bilingual_pair_is_in_the_language_of_the_edition_and_else_in_the_other(tmp_path: Path) -> None:
    graph = graph_in("en", tmp_path)
    act, rule, _ = graph.records("laws")
    assert isinstance(rule.name, Text)
    assert (act.name, act.name.language, act.name.page_language) == ("Act", "en", "en")
    assert (rule.name, rule.name.language, rule.name.page_language) == ("규칙", "ko", "en")


def test_an_enum_value_has_a_word_in_the_language_of_the_edition(tmp_path: Path) -> None:
    act, rule, lost = graph_in("en", tmp_path).records("laws")
    assert (act.label("kind"), rule.label("kind"), lost.label("kind")) == ("Act", "Rule", "")
    assert act.column("kind").title("en") == "kind"


def test_records_are_equal_by_table_and_id(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "en").mkdir()
    korean, english = graph_in("ko", tmp_path / "ko"), graph_in("en", tmp_path / "en")
    assert korean.records("laws") == english.records("laws")
    assert len({*korean.records("laws"), *english.records("laws")}) == 3
    assert korean.find("terms", "zone") != korean.find("laws", "act")
    assert korean.find("terms", "zone") != "zone"


def test_rows_without_an_id_are_no_records(tmp_path: Path) -> None:
    loaded = package.load(small_registry(tmp_path, {"terms": (TERMS, "id,note_ko,note_en,year\n,특구,,\n")}))
    assert Graph(loaded, "ko").records("terms") == []
