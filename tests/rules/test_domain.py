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
    assert found(zones(tmp_path, "linked,regional_linked\n", "")) == [("zone-without-region", "data/zones.csv", 2, 1)]


def test_a_zone_in_the_capital_area_is_found_at_its_region(tmp_path: Path) -> None:
    root = zones(tmp_path, "seoul-ai,regulation_free\n", "a,seoul-ai,seoul\n")
    assert found(root) == [("zone-in-capital-area", "data/zone_regions.csv", 2, 12)]
    assert findings(root)[0].message("en") == "seoul lies in the capital area and cannot have a regulation-free zone."


def test_a_misspelt_link_to_a_zone_is_one_finding(tmp_path: Path) -> None:
    assert found(zones(tmp_path, "busan-hydrogen,regulation_free\n", "a,busan-hydrogn,busan\n")) == [
        ("dangling-link", "data/zone_regions.csv", 2, 3)
    ]


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
