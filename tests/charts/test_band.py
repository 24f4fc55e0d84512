from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from generator.charts import band
from generator.charts.band import Band, Lane, Mark
from generator.derive import Span

DAY = date(2024, 1, 1)
TERM = Span("active", date(2020, 1, 1), date(2025, 12, 31), "2020-01-01", "2025-12-31")
OPEN = Span("temporary_permit", date(2020, 1, 1), None, "2020-01-01", None)


def drawn(
    spans: Sequence[Span] = (TERM,), lanes: Sequence[Lane] = (), marks: Sequence[Mark] = (), status: str = "active", day: date = DAY
) -> ElementTree.Element:
    chart = Band("band", status, spans, [], lanes, marks, day).chart("Title", "Description", "today")
    return ElementTree.fromstring(str(chart.svg))


def bars(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [rect for rect in svg.iter("rect") if {"zr-bar", "zr-band-unsure"} & set(rect.get("class", "").split())]


def percent(value: str | None) -> float:
    assert value is not None
    return float(value.removesuffix("%"))


def mark(day: str, group: str = "other", label: str = "") -> Mark:
    return Mark(date.fromisoformat(day), group, label, f"said {label}")


def lane(label: str = "lane", kind: str = "active", first: date | None = DAY, last: date | None = DAY) -> Lane:
    return Lane(label, kind, first, last, f"said {label}")


def test_the_bar_goes_from_the_decision_to_the_last_known_end() -> None:
    (bar,) = bars(drawn())
    assert percent(bar.get("x")) == 1.5
    assert percent(bar.get("x")) + percent(bar.get("width")) == pytest.approx(98.5)


def test_where_the_end_is_not_known_the_picture_ends_with_its_day_and_what_follows_is_hatched() -> None:
    known, unknown = bars(drawn([OPEN]))
    assert percent(known.get("x")) + percent(known.get("width")) == pytest.approx(94)
    assert (percent(unknown.get("x")), percent(unknown.get("width"))) == (94, 6)
    assert unknown.get("fill") == "url(#band-not_stated)"
    assert unknown.get("class") == "zr-bar zr-bar--not_stated"


def test_a_zone_that_is_unconfirmed_is_hatched_until_the_day_and_not_beyond() -> None:
    spans = [TERM, Span("unconfirmed", date(2026, 1, 1), None, None, None)]
    _, unconfirmed = bars(drawn(spans, day=date(2027, 1, 1)))
    assert unconfirmed.get("fill") == "url(#band-unconfirmed)"
    assert percent(unconfirmed.get("x")) + percent(unconfirmed.get("width")) == pytest.approx(94)


@pytest.mark.parametrize(
    ("status", "kind", "look", "fill"),
    [
        ("active", "active", "active", None),
        ("temporary_permit", "temporary_permit", "temporary_permit", "url(#band-permit)"),
        ("ended", "active", "ended", None),
        ("ended", "temporary_permit", "over", "url(#band-over)"),
        ("planned", "planned", "planned", None),
        ("unconfirmed", "unconfirmed", "unconfirmed", "url(#band-unconfirmed)"),
    ],
)
def test_a_stretch_looks_like_the_status_that_held_and_one_of_an_ended_zone_as_over(
    status: str, kind: str, look: str, fill: str | None
) -> None:
    spans = [Span(kind, date(2020, 1, 1), date(2025, 1, 1), "2020-01-01", "2025-01-01")]
    (bar,) = bars(drawn(spans, status=status))
    assert (bar.get("class"), bar.get("fill")) == (f"zr-bar zr-bar--{look}", fill)
    assert Band("band", status, spans, [], [], [], DAY).looks == [look]


def test_a_decision_before_the_first_term_is_a_line() -> None:
    svg = drawn([Span("designated", date(2019, 7, 1), date(2019, 12, 31), "2019-07-01", None), TERM])
    assert len(bars(svg)) == 1
    assert [line.get("class") for line in svg.iter("line")].count("zr-bars-lead") == 1


def test_the_start_of_an_extension_cuts_the_bar() -> None:
    picture = Band("band", "active", [TERM], [date(2022, 1, 1)], [], [], DAY)
    svg = ElementTree.fromstring(str(picture.chart("a", "b", "c").svg))
    assert [line.get("class") for line in svg.iter("line")].count("zr-band-extension") == 1
    assert picture.looks == ["active", "extension"]


@pytest.mark.parametrize(("first", "last"), [(None, date(2022, 1, 1)), (date(2021, 1, 1), None)])
def test_a_period_whose_start_or_end_is_not_stated_is_hatched_and_says_its_kind_by_its_edge(first: date | None, last: date | None) -> None:
    picture = Band("band", "active", [TERM], [], [lane("lane", "temporary_permit", first, last)], [], DAY)
    _, unsure = bars(ElementTree.fromstring(str(picture.chart("a", "b", "c").svg)))
    assert unsure.get("class") == "zr-band-unsure zr-band-unsure--temporary_permit"
    assert unsure.get("fill") == "url(#band-not_stated)"
    assert picture.looks == ["active", "not_stated"]


def test_a_period_without_a_stated_end_is_drawn_to_the_day() -> None:
    svg = drawn(lanes=[lane(first=date(2021, 1, 1), last=None)])
    today = next(line for line in svg.iter("line") if line.get("class") == "zr-today")
    assert percent(bars(svg)[1].get("x")) + percent(bars(svg)[1].get("width")) == pytest.approx(percent(today.get("x1")), abs=0.01)


def test_six_periods_have_room_and_the_rest_are_counted() -> None:
    picture = Band("band", "active", [TERM], [], [lane(f"lane {number}") for number in range(8)], [], DAY)
    svg = ElementTree.fromstring(str(picture.chart("a", "b", "c").svg))
    assert picture.left_out == 2
    assert [text.text for text in svg.iter("text") if (text.text or "").startswith("lane")] == [f"lane {number}" for number in range(6)]
    assert Band("band", "active", [TERM], [], [lane()], [], DAY).left_out == 0


def test_a_long_name_is_cut_for_a_desk_and_more_for_a_phone() -> None:
    name = "가" * 100
    svg = drawn(lanes=[lane(name)])
    shown = {text.get("class"): text.text or "" for text in svg.iter("text") if (text.text or "").startswith("가")}
    assert set(shown) == {"zr-quiet zr-desk", "zr-quiet zr-phone"}
    assert len(shown["zr-quiet zr-phone"]) < len(shown["zr-quiet zr-desk"]) < len(name)
    assert band.fitting("short", 320) == "short"
    assert next(rect for rect in bars(svg)[1].iter("title")).text == f"said {name}"


def boxes(svg: ElementTree.Element) -> list[tuple[float, float, float]]:
    """Left, right and height of the words of marks on the narrowest desk."""
    found = []
    for text in svg.iter("text"):
        if text.get("class") == "zr-desk" and text.text:
            width = len(text.text) * 13.6 / 660 * 100
            at = percent(text.get("x"))
            left = at - width if text.get("text-anchor") == "end" else at
            found.append((left, left + width, float(text.get("y") or 0)))
    return found


def crowd(count: int, days: int) -> list[Mark]:
    return [Mark(date(2020, 1, 1) + timedelta(days=days * number), "decided", "임시허가", "") for number in range(count)]


@pytest.mark.parametrize(("count", "days"), [(2, 1), (3, 90), (13, 60), (40, 30)])
def test_words_of_marks_never_overlap_and_those_without_room_are_left_out(count: int, days: int) -> None:
    marks = crowd(count, days)
    svg = drawn(marks=marks)
    found = boxes(svg)
    assert 0 < len(found) <= count
    for number, (left, right, height) in enumerate(found):
        assert left >= 0
        assert right <= 100
        for other_left, other_right, other_height in found[number + 1 :]:
            assert height != other_height or right <= other_left or other_right <= left
    assert sum("zr-mark" in (path.get("class") or "") for path in svg.iter("path")) == count


def test_no_line_to_a_mark_runs_through_the_words_of_another() -> None:
    svg = drawn(marks=crowd(13, 60))
    for line in svg.iter("line"):
        if "zr-band-leader" in (line.get("class") or ""):
            at, top = percent(line.get("x1")), float(line.get("y1") or 0)
            assert not [box for box in boxes(svg) if box[0] < at < box[1] and box[2] > top + 12]


def test_marks_close_to_each_other_stand_above_each_other() -> None:
    svg = drawn(marks=[mark("2022-01-01", "decided"), mark("2022-01-02", "ended"), mark("2024-01-01", "permit")])
    places = [(percent(each.get("x")), float(each.get("y") or 0)) for each in svg.iter("svg") if each.get("x")]
    assert len({y for _, y in places[:2]}) == 2
    assert places[2][1] == places[0][1]


def test_each_group_has_a_shape_of_its_own() -> None:
    shapes = [path.get("d") for group in band.MARKS for path in ElementTree.fromstring(str(band.sign(group))).iter("path")]
    assert len(set(shapes)) == len(band.MARKS) == len(shapes)
    picture = Band("band", "active", [TERM], [], [], [mark("2022-01-01", "permit"), mark("2021-01-01", "decided")], DAY)
    assert picture.groups == ["decided", "permit"]


def test_words_of_the_registry_cannot_become_markup() -> None:
    nasty = '<b onclick="x">&'
    svg = drawn(lanes=[lane(nasty)], marks=[Mark(DAY, "decided", nasty, nasty)])
    assert {element.tag for element in svg.iter()} <= {"svg", "title", "desc", "text", "defs", "pattern", "rect", "line", "path", "circle"}
    assert nasty in [text.text for text in svg.iter("text")]


def test_a_zone_of_one_day_has_a_picture() -> None:
    assert len(bars(drawn([Span("active", DAY, DAY, "2024-01-01", "2024-01-01")]))) == 1
