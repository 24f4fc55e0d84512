from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

import pytest

from generator.charts.drawing import fill_of
from generator.charts.flow import TEXTURE_OF_END, Chart, End, FlowWords, flow, share_bar, stages_bar
from generator.derive import EXEMPTION_ENDS, Way

KINDS = {"trial": "Trial: 9", "permit": "Permit: 2"}
SAID = FlowWords("Title", "Description", ("Rule", "First", "Permit", "End"), "11 in all", "5 by permit", KINDS)
WAYS = {
    Way("trial", False, "law_improved"): 3,
    Way("trial", True, "law_improved"): 1,
    Way("trial", True, "ended"): 2,
    Way("trial", False, "not_stated_in_period"): 3,
    Way("permit", True, "temporary_permit"): 2,
}


def picture(ways: Mapping[Way, int] = WAYS) -> tuple[Chart, ElementTree.Element]:
    total = sum(ways.values())
    numbers = {end: sum(number for way, number in ways.items() if way.end == end) for end in EXEMPTION_ENDS}
    ends = [End(end, f"<{end}>", f"{number} of {total}", f"./?stage={end}#list", number) for end, number in numbers.items() if number]
    chart = flow("f", SAID, ways, ends)
    return chart, ElementTree.fromstring(str(chart.svg))


def height(path: ElementTree.Element) -> float:
    """How thick a ribbon begins."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path.get("d") or "")]
    return numbers[-1] - numbers[1]


def ribbons(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [path for path in root.iter("path") if f"zr-stream--{kind}" in (path.get("class") or "")]


def test_every_end_is_a_link_that_is_named_with_its_count_and_base() -> None:
    chart, root = picture()
    assert root.get("role") == "group"
    assert [(a.get("href"), a.get("aria-label")) for a in root.iter("a")] == [
        ("./?stage=law_improved#list", "<law_improved>, 4 of 11"),
        ("./?stage=temporary_permit#list", "<temporary_permit>, 2 of 11"),
        ("./?stage=ended#list", "<ended>, 2 of 11"),
        ("./?stage=not_stated_in_period#list", "<not_stated_in_period>, 3 of 11"),
    ]
    assert "&lt;ended&gt;" in chart.svg
    said = [text.text for text in root.iter("text")]
    assert {"Rule", "First", "Permit", "End", "11 in all", "5 by permit", *KINDS.values()} <= set(said)


def test_streams_are_as_thick_as_what_they_count() -> None:
    _, root = picture()
    unit = height(ribbons(root, "not_stated_in_period")[0]) / 3
    assert [round(height(path) / unit) for path in ribbons(root, "law_improved")] == [3, 1]
    assert [round(height(path) / unit) for path in ribbons(root, "ended")] == [2]
    # From the rule to both kinds, and from both to the permit.
    assert [round(height(path) / unit) for path in ribbons(root, "way")] == [9, 2, 3, 2]


def test_what_ends_without_a_stated_outcome_is_hatched_and_each_group_differently() -> None:
    ways = {Way("trial", False, "not_stated_in_period"): 3, Way("trial", False, "not_stated_after"): 2}
    _, root = picture(ways)
    fills = {path.get("fill") for end in ("not_stated_in_period", "not_stated_after") for path in ribbons(root, end)}
    assert fills == {fill_of("f", "not_stated"), fill_of("f", "unconfirmed")}
    patterns = {f"url(#{pattern.get('id')})" for pattern in root.iter("pattern")}
    assert fills <= patterns
    assert not ribbons(root, "ended")


def test_without_a_permit_there_is_no_place_for_one() -> None:
    _, root = picture({Way("trial", False, "ended"): 1})
    assert "5 by permit" not in [text.text for text in root.iter("text")]
    assert len([rect for rect in root.iter("rect") if rect.get("class") == "zr-node zr-node--way"]) == 2


@pytest.mark.parametrize("number", [1, 3_000])
def test_few_and_many_exemptions_keep_a_height_that_fits_and_room_for_words(number: int) -> None:
    ways = {Way("trial", False, "law_improved"): number, Way("trial", False, "not_stated_after"): 1}
    chart, root = picture(ways)
    assert 88 <= chart.height <= 5_000
    targets = [float(rect.get("height") or 0) for rect in root.iter("rect") if rect.get("class") == "zr-flow-target"]
    assert len(targets) == 2
    assert min(targets) >= 44


def test_nothing_lies_outside_of_the_picture() -> None:
    chart, root = picture()
    for rect in root.iter("rect"):
        if rect.get("class", "").startswith("zr-node"):
            top = float(rect.get("y") or 0)
            assert top >= 0
            assert top + float(rect.get("height") or 0) <= chart.height


def test_a_bar_of_a_list_is_as_wide_as_its_share_and_hatched_like_its_stream() -> None:
    root = ElementTree.fromstring(str(share_bar(30, 120, "not_stated_after")))
    (bar,) = (rect for rect in root.iter("rect") if "zr-node" in (rect.get("class") or ""))
    assert bar.get("width") == "25.0%"
    assert bar.get("fill") == fill_of("share-not_stated_after", TEXTURE_OF_END["not_stated_after"])
    assert root.get("aria-hidden") == "true"


def test_parts_of_the_bar_of_a_law_fill_the_width_one_after_the_other() -> None:
    root = ElementTree.fromstring(str(stages_bar("law", [("law_improved", 1), ("ended", 1), ("not_stated_after", 2)])))
    parts = [rect for rect in root.iter("rect") if "zr-stream" in (rect.get("class") or "")]
    assert [(rect.get("x"), rect.get("width")) for rect in parts] == [("0.0%", "25.0%"), ("25.0%", "25.0%"), ("50.0%", "50.0%")]
    assert [rect.get("fill") for rect in parts] == [None, None, fill_of("law", "unconfirmed")]
