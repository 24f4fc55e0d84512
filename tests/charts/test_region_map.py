from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator import geometry, package
from generator.charts.region_map import STEPS, Shown, SmallMap, region_map, step
from generator.derive import regions_on
from generator.graph import Graph, Record
from generator.pages import laws, programs, projects, regions, zones
from tests.records import REGISTRY, Tables, graph_of, rendered, row

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
FILE = Path(geometry.__file__).with_name("regions.json")


@pytest.fixture(scope="module")
def real() -> Graph:
    return Graph(package.load(REGISTRY), "ko")


def edges(outline: geometry.Outline) -> Counter[tuple[geometry.Point, geometry.Point]]:
    return Counter((one, other) for ring in outline for one, other in zip(ring, [*ring[1:], ring[0]], strict=True))


def area(outline: geometry.Outline) -> float:
    """Signed: outer rings run against holes, so that holes count off."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges(outline)) / 2


def corners(d: str) -> list[geometry.Point]:
    """Corners that the data of a path leads through."""
    found = []
    for ring in d.split("z")[:-1]:
        start, _, steps = ring.removeprefix("M").partition("l")
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", steps)]
        x, y = map(float, start.split())
        found.append((x, y))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((round(x, 1), round(y, 1)))
    return found


@pytest.mark.parametrize("small", [False, True])
def test_every_region_of_the_registry_has_an_outline_inside_the_picture(real: Graph, small: bool) -> None:
    width, height = geometry.view()
    for region in real.records("regions"):
        outline = geometry.outline(region, small)
        assert outline, f"{region.id} has no outline"
        assert all(len(ring) >= 3 for ring in outline)
        assert all(0 <= x <= width and 0 <= y <= height for ring in outline for x, y in ring)
        assert abs(area(outline)) > 300


def test_neighbours_share_their_border_and_never_draw_the_same_way(real: Graph) -> None:
    drawn = sum((edges(geometry.outline(region)) for region in regions_on(real, BEFORE)), Counter())
    assert max(drawn.values()) == 1
    assert sum((end, start) in drawn for start, end in drawn) > 500


def test_a_region_without_an_outline_of_its_own_is_that_of_its_predecessors_without_their_border(real: Graph) -> None:
    merged, one, other = (real.find("regions", id) for id in ("jeonnam-gwangju", "gwangju", "jeonnam"))
    assert merged is not None
    assert one is not None
    assert other is not None
    union = geometry.outline(merged)
    assert area(union) == pytest.approx(area(geometry.outline(one)) + area(geometry.outline(other)))
    # Gwangju lies inside: nothing of its border is left.
    assert not set(edges(union)) & set(edges(geometry.outline(one)))
    assert set(edges(union)) < set(edges(geometry.outline(other)))


def test_outlines_that_touch_in_one_corner_stay_two_rings() -> None:
    one, other = (((0, 0), (1, 0), (1, 1), (0, 1)),), (((1, 1), (2, 1), (2, 2), (1, 2)),)
    union = geometry.joined([one, other])
    assert edges(union) == edges(one) + edges(other)
    assert area(union) == 2


def test_a_path_leads_through_the_corners_of_its_outline(real: Graph) -> None:
    for region in real.records("regions"):
        outline = geometry.outline(region)
        assert corners(geometry.path(outline)) == [point for ring in outline for point in ring]


def test_outlines_are_small_and_say_where_they_come_from() -> None:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    assert len(json.dumps(told["regions"], separators=(",", ":"))) < 14_000
    assert "Cazanave" in told["creator"]
    assert "MapSVG" in told["creator"]
    assert told["licence"] == "CC BY 4.0"
    assert "Gwangju" in told["changes"]


def shown(region: Record, count: int | None) -> Shown:
    return Shown(region, f"regions/{region.id}/", region.id.title(), count, f"{region.id}: {count} & more")


def drawn(graph: Graph, counts: dict[str, int | None], day: date = AFTER) -> ElementTree.Element:
    chart = region_map("m", "Title", "Text", [shown(region, counts.get(region.id, 0)) for region in regions_on(graph, day)])
    return ElementTree.fromstring(str(chart.svg))


def links(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {link.attrib["data-record"].removeprefix("regions/"): link for link in root.iter("a")}


def test_the_map_links_each_region_of_its_day_by_name(real: Graph) -> None:
    root = drawn(real, {})
    assert root.attrib["role"] == "group"
    assert links(root).keys() == {region.id for region in regions_on(real, AFTER)}
    assert links(root)["busan"].attrib["href"] == "regions/busan/"
    assert links(root)["busan"].attrib["aria-label"] == "busan: 0 & more"
    assert {"gwangju", "jeonnam"} < links(drawn(real, {}, BEFORE)).keys()
    assert "jeonnam-gwangju" not in links(drawn(real, {}, BEFORE))


def test_shades_follow_the_number_of_zones_and_the_capital_area_has_a_texture(real: Graph) -> None:
    found = links(drawn(real, {"busan": 2, "gangwon": 9, "seoul": None}))

    def area_of(id: str) -> ElementTree.Element:
        return next(found[id].iter("path"))

    assert area_of("busan").attrib["class"] == "zr-area zr-area--2"
    assert area_of("gangwon").attrib["class"] == f"zr-area zr-area--{STEPS - 1}"
    assert area_of("jeju").attrib["class"] == "zr-area zr-area--0"
    assert area_of("seoul").attrib == area_of("seoul").attrib | {"class": "zr-area", "fill": "url(#m-capital)"}
    assert [step(count) for count in range(7)] == [0, 1, 2, 3, 4, 4, 4]


def test_names_and_counts_are_text_and_names_in_the_sea_have_a_line_to_their_region(real: Graph) -> None:
    found = links(drawn(real, {"busan": 2, "seoul": None}))
    assert "".join(next(found["busan"].iter("text")).itertext()) == "Busan 2"
    assert "".join(next(found["seoul"].iter("text")).itertext()) == "Seoul"
    assert list(found["busan"].iter("line"))
    assert not list(found["gangwon"].iter("line"))
    # What has a line stands above what it crosses.
    with_line = [bool(list(link.iter("line"))) for link in found.values()]
    assert with_line == sorted(with_line)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_names_do_not_overlap(language: str, day: date) -> None:
    graph = Graph(package.load(REGISTRY), language)
    boxes = []
    for region in regions_on(graph, day):
        root = drawn(graph, {}, day)
        text = next(links(root)[region.id].iter("text"))
        words = f"{region.short_name} 0"
        # Glyphs of Hangul are as wide as high, others half of that.
        width = sum(14.5 if "가" <= letter <= "힣" else 8 for letter in words)
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
        boxes.append((region.id, left, left + width, y - 12, y + 3))
    for number, (id, left, right, top, bottom) in enumerate(boxes):
        assert left >= 0, id
        assert right <= geometry.view()[0], id
        for other, other_left, other_right, other_top, other_bottom in boxes[:number]:
            apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
            assert apart, f"{id} and {other}"


def test_a_region_without_an_outline_is_left_to_the_list() -> None:
    graph = graph_of({"regions": [row("busan"), row("atlantis")]})
    assert links(drawn(graph, {})).keys() == {"busan"}


# The small picture at the side of a record

TABLES: Tables = {
    "regions": [row("busan"), row("atlantis")],
    "zones": [row("z"), row("lost")],
    "zone_regions": [row("1", zone_id="z", region_id="busan"), row("2", zone_id="lost", region_id="atlantis")],
    "projects": [row("p", zone_id="z")],
    "programs": [row("g"), row("far")],
    "program_regions": [row("3", program_id="g", region_id="busan")],
    "laws": [row("l")],
}


def test_the_small_picture_marks_its_regions_and_is_not_read_out(real: Graph) -> None:
    busan, ulsan = (real.find("regions", id) for id in ("busan", "ulsan"))
    assert busan is not None
    assert ulsan is not None
    picture = SmallMap(regions_on(real, AFTER))
    root = ElementTree.fromstring(str(picture([busan, ulsan])))
    assert root.attrib["aria-hidden"] == "true"
    assert not list(root.iter("a"))
    assert not list(root.iter("text"))
    land, here = root.iter("path")
    assert land.attrib["class"] == "zr-land"
    assert corners(here.attrib["d"]) == [p for region in (busan, ulsan) for ring in geometry.outline(region, small=True) for p in ring]
    assert picture([]) == ""


def test_the_small_picture_leaves_no_land_out(real: Graph) -> None:
    regions = regions_on(real, AFTER)
    left, top, width, height = map(float, ElementTree.fromstring(str(SmallMap(regions)(regions))).attrib["viewBox"].split())
    points = [point for region in regions for ring in geometry.outline(region, small=True) for point in ring]
    assert all(left < x < left + width and top < y < top + height for x, y in points)
    assert width < geometry.view()[0] - 100


def test_the_small_picture_weighs_little(real: Graph) -> None:
    picture = SmallMap(regions_on(real, AFTER))
    assert max(len(picture([region])) for region in real.records("regions")) < 3_500


def test_pages_of_records_that_lead_to_a_region_show_where_it_lies() -> None:
    pages = {path: page for kind in (zones, projects, programs, regions, laws) for path, page in rendered(kind.pages, TABLES).items()}
    with_map = {path for path, page in pages.items() if "zr-small-map" in page.side}
    assert with_map == {"zones/z/", "projects/p/", "programs/g/", "regions/busan/"}
