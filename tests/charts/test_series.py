from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from generator.charts.drawing import Chart
from generator.charts.series import Point, draw, sign, time_axis
from generator.dates import first_day, last_day
from generator.pages import formats


def point(day: str, value: float = 10, **given: object) -> Point:
    cells: dict[str, object] = {"basis": "counted", "counts": "all", "qualifier": "exact", "is_result": True}
    cells |= {"label": formats.number(value), "says": f"{day}: {value}", "href": f"#at-{day}"}
    return Point(first=first_day(day), last=last_day(day), value=value, **(cells | given))  # type: ignore[arg-type]


def chart(*points: Point, joined: list[tuple[Point, Point]] | None = None) -> Chart:
    return draw("s", "Name", "About", points, joined or [], time_axis(points), formats.number)


def read(made: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(str(made.svg))


def lines(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [line for line in root.iter("line") if kind in str(line.get("class")).split()]


def share(text: str | None) -> float:
    assert text is not None
    assert text.endswith("%")
    return float(text[:-1])


def test_every_point_leads_to_its_row_and_says_what_it_is() -> None:
    root = read(chart(point("2022-05-01", 5), point("2023-05-01", 7)))
    assert root.get("role") == "group"
    assert [(a.get("href"), a.get("aria-label"), a.findtext("title")) for a in root.iter("a")] == [
        ("#at-2022-05-01", "2022-05-01: 5", "2022-05-01: 5"),
        ("#at-2023-05-01", "2023-05-01: 7", "2023-05-01: 7"),
    ]


def test_only_the_given_pairs_are_joined_and_the_line_ends_at_its_points() -> None:
    one, two, three = point("2021-01-01", 4), point("2022-01-01", 8), point("2023-01-01", 2)
    root = read(chart(one, two, three, joined=[(one, two)]))
    (line,) = lines(root, "zr-series-line")
    places = [(each.get("x"), each.get("y")) for each in root.iter("svg") if each.get("overflow")]
    assert [(line.get("x1"), line.get("y1")), (line.get("x2"), line.get("y2"))] == places[:2]
    assert lines(read(chart(one, two, three)), "zr-series-line") == []


@pytest.mark.parametrize(("day", "days"), [("2022", 364), ("2022-04", 29), ("2022-04-05", 0)])
def test_a_date_that_is_not_known_to_the_day_is_a_line_as_long_as_what_it_can_mean(day: str, days: int) -> None:
    root = read(chart(point("2021-01-01"), point(day)))
    spans = lines(root, "zr-series-span")
    if not days:
        assert spans == []
        return
    (span,) = spans
    axis = time_axis([point("2021-01-01"), point(day)])
    assert share(span.get("x1")) == pytest.approx(axis.at(first_day(day)), abs=0.001)
    assert share(span.get("x2")) == pytest.approx(axis.at(last_day(day)), abs=0.001)
    assert (last_day(day) - first_day(day)).days == days


def test_values_stand_on_a_scale_from_zero_with_few_round_lines() -> None:
    root = read(chart(point("2021-01-01", 15_865_100_000_000), point("2022-01-01", 0)))
    ticks = [text.text for text in root.iter("text") if text.get("class") == "zr-quiet"]
    assert ticks == ["0", "5,000,000,000,000", "10,000,000,000,000", "15,000,000,000,000"]
    (foot,) = lines(root, "zr-axis")
    high, low = (float(str(each.get("y"))) for each in root.iter("svg") if each.get("overflow"))
    assert str(low) == str(float(str(foot.get("y1"))))
    assert 0 < high < low


@pytest.mark.parametrize("value", [0, 0.3, 1, 42, 99_999, 10**15])
def test_a_scale_has_two_to_six_lines_whatever_the_values(value: float) -> None:
    root = read(chart(point("2021-01-01", value)))
    ticks = [line for line in root.iter("line") if line.get("x2") == "100%"]
    assert 2 <= len(ticks) <= 6 or value == 0


def test_each_basis_has_a_shape_of_its_own_and_plans_are_hollow() -> None:
    bases = {"counted": True, "made": True, "agreed": True, "planned": False, "expected": False}
    shapes = {}
    for basis, is_result in bases.items():
        (shape,) = ElementTree.fromstring(str(sign(basis, "regulation_free", is_result))).iter("g")
        drawn = shape[0]
        assert ("zr-series-point--hollow" in str(drawn.get("class"))) is not is_result
        shapes[basis] = (drawn.tag, drawn.get("d"))
    assert len(set(shapes.values())) == len(bases)


def test_each_kind_of_zones_counted_has_a_frame_of_its_own() -> None:
    frames = set()
    for kind in ("regulation_free", "global_innovation", "all", ""):
        (group,) = ElementTree.fromstring(str(sign("counted", kind, True))).iter("g")
        frames.add(tuple((part.tag, "dashed" in str(part.get("class"))) for part in group))
    assert len(frames) == 4


def test_a_lower_bound_has_an_arrow_and_an_approximate_value_a_tilde() -> None:
    root = read(chart(point("2021-01-01", 10, qualifier="at_least"), point("2023-01-01", 20, qualifier="about")))
    bound, about = root.iter("a")
    assert [part.get("class") for part in bound.iter("path")] == ["zr-series-up zr-series--all"]
    assert list(about.iter("path")) == []
    assert about.findtext("text") == "~20"
    assert bound.findtext("text") == "10"


def test_points_that_stand_close_keep_their_tilde_where_there_is_no_room_for_the_value() -> None:
    points = [point(f"2022-{month:02}-01", 1000, qualifier="about") for month in range(1, 13)]
    said = [a.findtext("text") for a in read(chart(point("2018-01-01", 900), *points)).iter("a")]
    assert said[0] == "900"
    assert set(said[1:]) <= {"~", "~1,000"}
    assert said.count("~") > 6


def test_words_do_not_stand_on_a_line() -> None:
    one, two = point("2021-01-01", 0, label="0 one"), point("2024-12-31", 100, label="100 two")
    between = point("2022-12-31", 50, label="between")
    joined = [(one, between), (between, two)]
    label = {a.get("href"): a.find("text") for a in read(chart(one, between, two, joined=joined)).iter("a")}["#at-2022-12-31"]
    free = {a.get("href"): a.find("text") for a in read(chart(one, between, two)).iter("a")}["#at-2022-12-31"]
    assert free is not None
    assert free.get("text-anchor") == "middle"
    assert label is not None
    assert label.get("text-anchor") == "end"


def test_no_word_leaves_the_picture_on_the_narrowest_screen() -> None:
    root = read(chart(point("2020-01-01", 10**12, label="1,000,000,000,000"), point("2024-12-31", 10**12, label="2,000,000,000,000")))
    first, last = (a.find("text") for a in root.iter("a"))
    assert first is None or first.get("text-anchor") is None
    assert last is not None
    assert last.get("text-anchor") == "end"


def test_series_share_the_years_in_which_any_of_them_has_a_value() -> None:
    axis = time_axis([point("2021-05"), point("2024")])
    assert (axis.first, axis.last) == (date(2021, 1, 1), date(2024, 12, 31))


def test_words_cannot_become_markup() -> None:
    nasty = '<b>"&'
    made = chart(point("2021-01-01", 1, label=nasty, says=nasty, href=nasty))
    assert {each.tag for each in read(made).iter()}.isdisjoint({"b"})
    assert next(read(made).iter("a")).get("href") == nasty
