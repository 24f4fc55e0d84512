from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

import pytest

from generator.charts.keys import Chart, KeyBox, KeyWords, keys

SAID = KeyWords("Title", "Description", "Points to", "Pointed at by")


def boxes(number: int) -> list[KeyBox]:
    return [KeyBox(f"<T{place}>", ("a_id", "b_id"), f"../t{place}/") for place in range(number)]


def picture(targets: Sequence[KeyBox], origins: Sequence[KeyBox]) -> tuple[Chart, ElementTree.Element]:
    chart = keys("k", SAID, ("Zones", "zones"), targets, origins)
    return chart, ElementTree.fromstring(str(chart.svg))


def number(element: ElementTree.Element, name: str) -> float:
    return float((element.get(name) or "").removesuffix("%"))


def rectangles(root: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every box."""
    found = []
    for rect in root.iter("rect"):
        left, top = number(rect, "x"), number(rect, "y")
        found.append((left, top, left + number(rect, "width"), top + number(rect, "height")))
    return found


def test_every_other_table_is_a_link_that_names_its_columns() -> None:
    chart, root = picture(boxes(1), boxes(2))
    assert chart.leads
    assert [(a.get("href"), a.get("aria-label")) for a in root.iter("a")] == [
        ("../t0/", "<T0>, a_id, b_id"),
        ("../t0/", "<T0>, a_id, b_id"),
        ("../t1/", "<T1>, a_id, b_id"),
    ]
    said = [text.text for text in root.iter("text")]
    assert {"Zones", "zones", "Points to", "Pointed at by", "<T0>", "a_id, b_id"} <= set(said)


def test_what_it_points_to_stands_above_the_table_and_what_points_to_it_below() -> None:
    _, root = picture(boxes(2), boxes(4))
    *others, table = rectangles(root)
    assert all(bottom < table[1] for _, _, _, bottom in others[:2])
    assert all(top > table[3] for _, top, _, _ in others[2:])


@pytest.mark.parametrize(("targets", "origins"), [(1, 0), (0, 1), (2, 5), (4, 42)])
def test_no_box_overlaps_another_or_leaves_the_picture(targets: int, origins: int) -> None:
    chart, root = picture(boxes(targets), boxes(origins))
    found = rectangles(root)
    assert len(found) == targets + origins + 1
    for place, (left, top, right, bottom) in enumerate(found):
        assert 0 <= left < right <= 100
        assert 0 <= top < bottom <= chart.height
        for other in found[place + 1 :]:
            assert right < other[0] or other[2] < left or bottom < other[1] or other[3] < top


@pytest.mark.parametrize(("targets", "origins"), [(1, 0), (0, 1), (2, 5), (4, 42)])
def test_lines_lead_from_every_box_to_the_table(targets: int, origins: int) -> None:
    _, root = picture(boxes(targets), boxes(origins))
    lines = [
        tuple(sorted([(number(line, "x1"), number(line, "y1")), (number(line, "x2"), number(line, "y2"))])) for line in root.iter("line")
    ]
    *others, table = rectangles(root)
    # The table touches what starts on its edge or just beside it, for its arrow.
    reached = [line for line in lines if any(table[0] <= x <= table[2] and table[1] - 3 <= y <= table[3] + 3 for x, y in line)]
    grown = True
    while grown:
        touching = [line for line in lines if line not in reached and any(_meet(line, other) for other in reached)]
        reached += touching
        grown = bool(touching)
    assert sorted(reached) == sorted(lines)
    for left, top, _, bottom in others:
        assert any(abs(x - left) < 0.01 and top < y < bottom for line in reached for x, y in line)


def _meet(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    """True where an upright and a level line share a point."""
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    across = max(x1, x3) <= min(x2, x4) + 0.01
    upright = max(min(y1, y2), min(y3, y4)) <= min(max(y1, y2), max(y3, y4)) + 0.01
    return across and upright


def test_arrows_tell_which_table_points_to_which() -> None:
    _, root = picture(boxes(3), boxes(5))
    arrows = [line for line in root.iter("line") if line.get("marker-end") == "url(#k-arrow)"]
    assert root.find(".//marker[@id='k-arrow']") is not None
    # One at each table that it points to, and one at the table itself.
    *others, table = rectangles(root)
    assert sorted(number(line, "x2") for line in arrows) == pytest.approx(sorted([50.0, *(left for left, _, _, _ in others[:3])]), abs=0.01)
    (own,) = (line for line in arrows if number(line, "x2") == 50)
    assert table[3] <= number(own, "y2") < number(own, "y1")


def test_a_table_alone_leads_nowhere() -> None:
    chart, root = picture([], [])
    assert not chart.leads
    assert list(root.iter("a")) == list(root.iter("line")) == []
