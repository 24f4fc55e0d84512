from __future__ import annotations

from generator.pages import groups
from tests.records import edition_of, row


def test_records_are_grouped_by_the_label_of_a_column_in_the_order_of_the_schema() -> None:
    records = [row("a", kind="company"), row("b", kind="ministry"), row("c", kind="company")]
    edition = edition_of({"organisations": records}, "en")
    found = groups.by_label(edition.graph.records("organisations"), "kind")
    assert [(label, [record.id for record in group]) for label, group in found] == [("Ministry", ["b"]), ("Company", ["a", "c"])]
    assert groups.by_label([], "kind") == []


def test_statuses_are_counted_in_their_order_and_those_that_none_has_are_left_out() -> None:
    edition = edition_of({"zones": [row("a", ended_on="2025"), row("b"), row("c", ended_on="2024"), row("d", designated_on="2027")]})
    assert groups.status_counts(edition, edition.graph.records("zones")) == [("planned", 1), ("unconfirmed", 1), ("ended", 2)]
    assert groups.status_counts(edition, []) == []


def test_regions_without_zones_and_regions_of_another_day_are_left_out() -> None:
    tables = {
        "regions": [row("gone", valid_to="2026-06-30", successor_id="here"), row("here"), row("empty")],
        "zones": [row("a")],
        "zone_regions": [row("1", zone_id="a", region_id="gone")],
    }
    found = groups.regions_with_zones(edition_of(tables))
    assert [(region.id, [zone.id for zone in zones]) for region, zones in found] == [("here", ["a"])]


def test_lists_follow_the_short_name_without_regard_to_case_and_then_the_id() -> None:
    zones = [row("z", short_name_en="b"), row("y", short_name_en="A"), row("x", short_name_en="b")]
    edition = edition_of({"zones": zones}, "en")
    assert [zone.id for zone in groups.in_list_order(edition, edition.graph.records("zones"))] == ["y", "x", "z"]
