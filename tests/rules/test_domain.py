from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import findings, found, small_registry

REGIONS = "fields: [{name: id, type: string}, {name: capital_area, type: boolean}]"
ZONES = "fields: [{name: id, type: string}, {name: kind, type: string}]"
ZONE_REGIONS = """
uniqueKeys: [[zone_id, region_id]]
foreignKeys:
  - {fields: [zone_id], reference: {resource: zones, fields: [id]}}
  - {fields: [region_id], reference: {resource: regions, fields: [id]}}
fields: [{name: id, type: string}, {name: zone_id, type: string}, {name: region_id, type: string}]
"""
MEETINGS = """
fields:
  - {name: id, type: string}
  - {name: series, type: string}
  - {name: number, type: integer}
  - {name: held_on, type: string, partial_date: true}
"""


def zones(root: Path, zones: str, links: str, header: str = "id,zone_id,region_id\n") -> Path:
    return small_registry(
        root,
        {
            "regions": (REGIONS, "id,capital_area\nbusan,false\ndaegu,false\nseoul,true\n"),
            "zones": (ZONES, f"id,kind\n{zones}"),
            "zone_regions": (ZONE_REGIONS, f"{header}{links}"),
        },
    )


def meetings(root: Path, rows: str) -> Path:
    return small_registry(root, {"meetings": (MEETINGS, f"id,series,number,held_on\n{rows}")})


def test_zones_in_regions_outside_the_capital_area_give_no_findings(tmp_path: Path) -> None:
    rows = "busan-hydrogen,regulation_free\nlinked,regional_linked\n"
    links = "a,busan-hydrogen,busan\nb,linked,busan\nc,linked,daegu\n"
    assert found(zones(tmp_path, rows, links)) == []


def test_a_zone_without_a_region_is_found(tmp_path: Path) -> None:
    assert found(zones(tmp_path, "busan-hydrogen,regulation_free\ndaegu-robot,regulation_free\n", "a,daegu-robot,daegu\n")) == [
        ("zone-without-region", "data/zones.csv", 2, 1)
    ]


def test_a_linked_zone_with_one_region_is_found_at_its_kind(tmp_path: Path) -> None:
    assert found(zones(tmp_path, "linked,regional_linked\n", "a,linked,busan\n")) == [("linked-zone-in-one-region", "data/zones.csv", 2, 8)]


def test_a_linked_zone_without_any_region_is_one_finding(tmp_path: Path) -> None:
    rows = "linked,regional_linked\nother,regulation_free\n"
    assert found(zones(tmp_path, rows, "a,other,busan\n")) == [("zone-without-region", "data/zones.csv", 2, 1)]


def test_a_zone_in_the_capital_area_is_found_at_its_region(tmp_path: Path) -> None:
    root = zones(tmp_path, "seoul-ai,regulation_free\n", "a,seoul-ai,seoul\n")
    assert found(root) == [("zone-in-capital-area", "data/zone_regions.csv", 2, 12)]
    assert findings(root)[0].message("en") == "seoul lies in the capital area and cannot have a regulation-free zone."


def test_a_misspelt_link_to_a_zone_is_one_finding(tmp_path: Path) -> None:
    assert found(zones(tmp_path, "busan-hydrogen,regulation_free\n", "a,busan-hydrogn,busan\n")) == [
        ("dangling-link", "data/zone_regions.csv", 2, 3)
    ]


def test_no_zone_is_said_to_lack_a_region_where_too_many_links_are_misspelt_to_guess(tmp_path: Path) -> None:
    rows = "".join(f"zone-{number:03},regulation_free\n" for number in range(300))
    links = "".join(f"{number:03},zones-{number:03},busan\n" for number in range(300))
    assert {code for code, *_ in found(zones(tmp_path, rows, links))} == {"dangling-link"}


@pytest.mark.parametrize(
    ("header", "links", "finding"),
    [
        ("id,region_id\n", "a,busan\n", ("missing-column", "data/zone_regions.csv", 1, 1)),
        ("id,zone_id,region_id\n", "a,x,busan,\nb,y\n", ("ragged-row", "data/zone_regions.csv", 2, 11)),
        ("id,zone_id,region_id\n", 'a,"x,busan\n', ("unclosed-quote", "data/zone_regions.csv", 2, 3)),
    ],
)
def test_no_zone_is_said_to_lack_a_region_while_the_regions_of_zones_cannot_be_read(
    tmp_path: Path, header: str, links: str, finding: tuple[str, str, int, int]
) -> None:
    assert found(zones(tmp_path, "x,regulation_free\ny,regional_linked\n", links, header))[0] == finding
    assert {path for _, path, _, _ in found(tmp_path)} == {"data/zone_regions.csv"}


def test_a_package_without_regions_is_not_judged_by_them(tmp_path: Path) -> None:
    assert found(small_registry(tmp_path, {"zones": (ZONES, "id,kind\nx,regional_linked\n")})) == []


def test_meetings_with_numbers_of_their_own_give_no_findings(tmp_path: Path) -> None:
    rows = "a,committee,1,2024-03-01\nb,committee,2,2024-05\nc,committee,1,2025-03-01\nd,council,1,2024\n"
    rows += "e,council,,2024\nf,council,,2024\ng,,1,2024\nh,,1,2024\n"
    assert found(meetings(tmp_path, rows)) == []


def test_a_meeting_counted_twice_in_a_year_is_found_at_its_number(tmp_path: Path) -> None:
    root = meetings(tmp_path, "a,committee,1,2024-03-01\nb,committee,1,2024-05\n")
    assert found(root) == [("meeting-counted-twice", "data/meetings.csv", 3, 13)]
    assert findings(root)[0].message("en") == "This number belongs to the meeting a already (line 2)."


def test_a_meeting_pasted_twice_is_one_finding(tmp_path: Path) -> None:
    assert found(meetings(tmp_path, "a,committee,1,2024\na,committee,1,2024\n")) == [("duplicate-id", "data/meetings.csv", 3, 1)]


def test_cells_after_a_quoted_line_break_are_found_on_the_lines_of_the_file(tmp_path: Path) -> None:
    assert found(meetings(tmp_path, 'a,committee,1,2024\nb,"x\ny",1,2024\nc,committee,1,2024\n')) == [
        ("line-break-in-cell", "data/meetings.csv", 3, 3),
        ("meeting-counted-twice", "data/meetings.csv", 5, 13),
    ]


OBSERVATIONS = """
fields:
  - {name: id, type: string}
  - {name: scope, type: string}
  - {name: round, type: integer}
  - {name: zone_id, type: string}
"""
OBSERVATION_REGIONS = """
foreignKeys:
  - {fields: [observation_id], reference: {resource: observations, fields: [id]}}
fields: [{name: id, type: string}, {name: observation_id, type: string}]
"""
EVENTS = "fields: [{name: id, type: string}, {name: zone_id, type: string}]"
PROJECTS = "fields: [{name: id, type: string}, {name: zone_id, type: string}]"
EXEMPTIONS = "fields: [{name: id, type: string}, {name: project_id, type: string}]"
EVENT_EXEMPTIONS = """
foreignKeys:
  - {fields: [event_id], reference: {resource: events, fields: [id]}}
  - {fields: [exemption_id], reference: {resource: exemptions, fields: [id]}}
fields: [{name: id, type: string}, {name: event_id, type: string}, {name: exemption_id, type: string}]
"""
AGENDA_ITEM_ZONES = "fields: [{name: id, type: string}, {name: zone_id, type: string}, {name: plan_id, type: string}]"
OUTCOMES = """
fields:
  - {name: id, type: string}
  - {name: outcome, type: string}
  - {name: outcome_on, type: string}
  - {name: outcome_ko, type: string}
"""
ZONE_PLANS = "fields: [{name: id, type: string}, {name: result, type: string}, {name: zone_id, type: string}]"
SYNONYMS = "fields: [{name: id, type: string}, {name: word, type: string}, {name: means, type: string}]"


def observations(root: Path, rows: str, links: str = "", header: str = "id,observation_id\n") -> Path:
    tables: dict[str, tuple[str, str | bytes]] = {"observations": (OBSERVATIONS, f"id,scope,round,zone_id\n{rows}")}
    return small_registry(root, tables | {"observation_regions": (OBSERVATION_REGIONS, f"{header}{links}")})


def test_an_observation_that_names_what_its_scope_says_gives_no_findings(tmp_path: Path) -> None:
    assert found(observations(tmp_path, "a,scheme,,\nb,round,3,\nc,zone,,busan\nd,region,,\n", "x,d\ny,d\n")) == []


@pytest.mark.parametrize(
    ("row", "links", "message"),
    [
        ("a,scheme,3,\n", "", "The scope 'scheme' does not fit what is named: round."),
        ("a,scheme,,\n", "x,a\n", "The scope 'scheme' does not fit what is named: region."),
        ("a,round,,\n", "", "The scope 'round' does not fit what is named."),
        ("a,zone,,\n", "", "The scope 'zone' does not fit what is named."),
        ("a,region,,\n", "", "The scope 'region' does not fit what is named."),
        ("a,region,,busan\n", "x,a\n", "The scope 'region' does not fit what is named: region, zone."),
        ("a,zone,3,busan\n", "", "The scope 'zone' does not fit what is named: round, zone."),
    ],
)
def test_an_observation_that_names_too_much_or_too_little_is_found_at_its_scope(tmp_path: Path, row: str, links: str, message: str) -> None:
    root = observations(tmp_path, f"{row}other,region,,\n", f"{links}y,other\n")
    assert found(root) == [("scope-mismatch", "data/observations.csv", 2, 3)]
    assert findings(root)[0].message("en") == message


def test_a_package_without_the_regions_of_observations_is_judged_by_the_rest(tmp_path: Path) -> None:
    root = small_registry(tmp_path, {"observations": (OBSERVATIONS, "id,scope,round,zone_id\na,zone,,\nb,zone,,busan\n")})
    assert found(root) == [("scope-mismatch", "data/observations.csv", 2, 3)]


def test_a_misspelt_link_from_a_region_to_an_observation_is_one_finding(tmp_path: Path) -> None:
    assert found(observations(tmp_path, "jobs-2024,region,,\n", "x,jobs-202\n")) == [
        ("dangling-link", "data/observation_regions.csv", 2, 3)
    ]


@pytest.mark.parametrize(
    ("header", "links", "finding"),
    [
        ("id\n", "x\n", ("missing-column", "data/observation_regions.csv", 1, 1)),
        ("id,observation_id\n", "x,a,\n", ("ragged-row", "data/observation_regions.csv", 2, 5)),
        ("id,observation_id\n", 'x,"a\n', ("unclosed-quote", "data/observation_regions.csv", 2, 3)),
    ],
)
def test_no_scope_is_judged_while_the_regions_of_observations_cannot_be_read(
    tmp_path: Path, header: str, links: str, finding: tuple[str, str, int, int]
) -> None:
    assert found(observations(tmp_path, "a,region,,\n", links, header)) == [finding]


def event_exemptions(root: Path, events: str, links: str) -> Path:
    return small_registry(
        root,
        {
            "events": (EVENTS, f"id,zone_id\n{events}"),
            "projects": (PROJECTS, "id,zone_id\np,busan\nq,daegu\n"),
            "exemptions": (EXEMPTIONS, "id,project_id\np-1,p\nq-1,q\n"),
            "event_exemptions": (EVENT_EXEMPTIONS, f"id,event_id,exemption_id\n{links}"),
        },
    )


def test_an_event_that_names_an_exemption_of_its_zone_gives_no_findings(tmp_path: Path) -> None:
    assert found(event_exemptions(tmp_path, "e,busan\nf,daegu\n", "1,e,p-1\n2,f,q-1\n")) == []


@pytest.mark.parametrize(
    ("zone", "message"),
    [
        ("busan", "The exemption q-1 does not belong to the event's zone busan."),
        ("", "The exemption q-1 does not belong to the event's zone."),
    ],
)
def test_an_event_that_names_an_exemption_of_another_zone_is_found_at_the_exemption(tmp_path: Path, zone: str, message: str) -> None:
    root = event_exemptions(tmp_path, f"e,{zone}\n", "1,e,q-1\n")
    assert found(root) == [("exemption-of-another-zone", "data/event_exemptions.csv", 2, 5)]
    assert findings(root)[0].message("en") == message


def test_a_misspelt_event_or_exemption_is_one_finding(tmp_path: Path) -> None:
    assert [code for code, *_ in found(event_exemptions(tmp_path, "e,busan\n", "1,x,q-1\n2,e,q-2\n"))] == ["dangling-link"] * 2


@pytest.mark.parametrize("zone", ["buan", "x"])
def test_a_zone_that_does_not_exist_is_no_other_zone(tmp_path: Path, zone: str) -> None:
    root = event_exemptions(tmp_path, f"e,{zone}\nf,busan\n", "1,e,p-1\n2,f,q-1\n")
    assert found(root)[0] == ("exemption-of-another-zone", "data/event_exemptions.csv", 2, 5)
    (root / "schemas/zones.yaml").write_text(ZONES, encoding="utf-8")
    (root / "data/zones.csv").write_text("id,kind\nbusan,regulation_free\ndaegu,regulation_free\n", encoding="utf-8")
    with (root / "datapackage.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {name: zones, type: table, path: data/zones.csv, schema: schemas/zones.yaml, encoding: utf-8}\n")
    assert found(root) == [("exemption-of-another-zone", "data/event_exemptions.csv", 3, 5)]


def test_an_agenda_item_is_about_either_a_zone_or_a_plan(tmp_path: Path) -> None:
    rows = "a,busan,\nb,,plan\nc,,\nd,busan,plan\n"
    assert found(small_registry(tmp_path, {"agenda_item_zones": (AGENDA_ITEM_ZONES, f"id,zone_id,plan_id\n{rows}")})) == [
        ("zone-or-plan", "data/agenda_item_zones.csv", 4, 3),
        ("zone-or-plan", "data/agenda_item_zones.csv", 5, 3),
    ]


def test_a_day_or_a_text_of_an_outcome_needs_the_outcome(tmp_path: Path) -> None:
    rows = "a,,,\nb,ended,,\nc,law_improved,2024-05,글\nd,,2024,\ne,,,글\n"
    assert found(small_registry(tmp_path, {"exemptions": (OUTCOMES, f"id,outcome,outcome_on,outcome_ko\n{rows}")})) == [
        ("outcome-not-named", "data/exemptions.csv", 5, 3),
        ("outcome-not-named", "data/exemptions.csv", 6, 3),
    ]


def test_a_plan_leads_to_a_zone_exactly_where_it_was_designated(tmp_path: Path) -> None:
    rows = "a,designated,busan\nb,rejected,\nc,unknown,\nd,designated,\ne,rejected,busan\nf,designatd,busan\n"
    assert found(small_registry(tmp_path, {"zone_plans": (ZONE_PLANS, f"id,result,zone_id\n{rows}")})) == [
        ("plan-without-zone", "data/zone_plans.csv", 5, 14),
        ("plan-without-zone", "data/zone_plans.csv", 6, 12),
    ]


def test_a_word_is_no_synonym_of_itself(tmp_path: Path) -> None:
    rows = "a,2차전지,배터리\nb,배터리,2차전지\nc,배터리,배터리\n"
    root = small_registry(tmp_path, {"search_synonyms": (SYNONYMS, f"id,word,means\n{rows}")})
    assert found(root) == [("synonym-of-itself", "data/search_synonyms.csv", 4, 7)]
    assert findings(root)[0].message("en") == "'배터리' stands for itself."
