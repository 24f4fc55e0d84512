"""Announced values of one indicator on a time axis: points that stand alone unless they count the same thing.

A shape says on what basis a value stands, a frame around it which zones it counts, a filling whether it is a result; colour
only repeats the frame. A date that is known to the month or year is a line as long as that month or year. Words at points
are placed for the narrowest screen, on which those that find no room are left out: every point leads to its row in a table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import svg
from markupsafe import Markup

from generator.charts.drawing import Anchor, Chart, TimeAxis, attribute, hint, link, percent, words

# Pixels from the top: the plot, and the picture with the years at its foot.
_TOP, _BOTTOM, _HEIGHT = 22, 172, 190
# Percent of the width that the points take; tick labels stand above their lines, at the left of it.
_LEFT, _RIGHT = 13, 96
# Width in pixels for which words are placed; on a wider picture they only move apart.
_NARROW = 290
_LINE = 13
_TICKS = 4
# A finger's or pointer's room around a point.
_REACH = 12
_APPROXIMATE = "~"
_CORNERS: dict[str, list[svg.PathData]] = {
    "agreed": [svg.M(0, -5.5), svg.L(5.5, 0), svg.L(0, 5.5), svg.L(-5.5, 0), svg.Z()],
    "planned": [svg.M(0, -5), svg.L(5, 4), svg.L(-5, 4), svg.Z()],
    "expected": [svg.M(0, 5), svg.L(5, -4), svg.L(-5, -4), svg.Z()],
}


@dataclass(frozen=True)
class Point:
    """One announced value. ``basis``, ``counts`` and ``qualifier`` are values of the registry; ``counts`` is empty where not told.

    ``label`` is the value in few words, ``says`` all that is to be said of the point, ``href`` leads to its row, and
    ``is_result`` is False for what is planned or expected.
    """

    first: date
    last: date
    value: float
    basis: str
    counts: str
    qualifier: str
    is_result: bool
    label: str
    says: str
    href: str

    @property
    def middle(self) -> date:
        """The day at which the point stands."""
        return self.first + (self.last - self.first) / 2


def time_axis(points: Iterable[Point]) -> TimeAxis:
    """The axis on which several series stand: from the first year in which there is a value to the end of the last one."""
    points = list(points)
    first = min(point.first for point in points)
    last = max(point.last for point in points)
    return TimeAxis(date(first.year, 1, 1), date(last.year, 12, 31), left=_LEFT, right=_RIGHT)


def draw(
    name: str,
    title: str,
    description: str,
    points: Sequence[Point],
    joined: Iterable[tuple[Point, Point]],
    axis: TimeAxis,
    tick: Callable[[float], str],
) -> Chart:
    """A chart of the points, in the order of time, with lines between the pairs in ``joined``. ``tick`` writes a value at a grid line."""
    scale = _Scale([point.value for point in points])
    elements: list[svg.Element] = []
    taken: list[_Box] = []
    for value in scale.ticks:
        y = scale.at(value)
        kind = "zr-axis" if value == 0 else "zr-grid"
        elements.append(svg.Line(x1=percent(0), x2=percent(100), y1=y, y2=y, class_=[kind]))
        elements.append(words(tick(value), 0, y - 3, "zr-quiet"))
        taken.append(_box(tick(value), 0, y - 3, "start"))
    elements += axis.grid(_TOP, _BOTTOM)
    places = {point: (_across(axis, point), scale.at(point.value)) for point in points}
    for one, other in joined:
        start, end = percent(axis.at(one.middle)), percent(axis.at(other.middle))
        kind = f"zr-series--{attribute(one.counts or 'unknown')}"
        heights = scale.at(one.value), scale.at(other.value)
        elements.append(svg.Line(x1=start, y1=heights[0], x2=end, y2=heights[1], class_=["zr-series-line", kind]))
        taken += _along(places[one], places[other])
    labels = dict(_labels(points, places, taken))
    for point in points:
        elements.append(_point(point, axis, scale, labels.get(point)))
    return Chart(name, title, description, _HEIGHT, elements, leads=True, kind="zr-series")


def sign(basis: str, counts: str, is_result: bool) -> Markup:
    """The sign of a point, for a legend."""
    picture = svg.SVG(
        xmlns=None,
        width=20,
        height=20,
        viewBox=svg.ViewBoxSpec(-10, -10, 20, 20),
        class_=["zr-sign"],
        extra={"aria-hidden": "true"},
        elements=[_drawn(basis, counts, is_result)],
    )
    return Markup(picture.as_str())


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


class _Scale:
    """Values up the height, from 0 at the foot to a little over the largest, with a few round ones at lines."""

    def __init__(self, values: Sequence[float]) -> None:
        largest = max(values, default=0) or 1
        step = _round_step(largest / _TICKS)
        self.ticks = [number * step for number in range(math.floor(largest / step) + 1)]
        self._top = largest * 1.06

    def at(self, value: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * value / self._top, 1)


def _round_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is no less than ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * 0.999)


def _across(axis: TimeAxis, point: Point) -> float:
    return axis.at(point.middle) * _NARROW / 100


def _box(text: str, x: float, y: float, anchor: Anchor) -> _Box:
    """About the room that words take; Hangul is as wide as it is high."""
    width = sum(13 if ord(letter) > 0x10FF else 7.4 for letter in text)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return _Box(left, y - _LINE + 2, left + width, y + 2)


def _along(one: tuple[float, float], other: tuple[float, float]) -> list[_Box]:
    """The room that a line takes, in small steps."""
    steps = max(1, math.ceil(math.hypot(other[0] - one[0], other[1] - one[1]) / 4))
    shares = [step / steps for step in range(steps + 1)]
    ways = [(one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share) for share in shares]
    return [_Box(x - 1, y - 1, x + 1, y + 1) for x, y in ways]


def _labels(
    points: Sequence[Point], places: dict[Point, tuple[float, float]], taken: list[_Box]
) -> Iterable[tuple[Point, tuple[str, Anchor, float, float]]]:
    """Words for the points that have room for them: the newest and the oldest of each kind before those between them."""
    for point in _by_weight(points):
        x, y = places[point]
        text = _APPROXIMATE + point.label if point.qualifier == "about" else point.label
        tries: list[tuple[str, Anchor, float, float]] = [(text, "middle", 0, y - 12), (text, "end", -11, y + 4)]
        tries += [(text, "start", 11, y + 4), (text, "middle", 0, y + 22), (text, "end", 4, y - 12)]
        if point.qualifier == "about":
            tries += [(_APPROXIMATE, "middle", 0, y - 9), (_APPROXIMATE, "middle", 0, y + 18)]
        for found in tries:
            box = _box(found[0], x + found[2], found[3], found[1])
            # Words right above or below another point would be read as its own.
            others = [_Box(a - 7, b - 18, a + 7, b + 14) for other, (a, b) in places.items() if other is not point and (a, b) != (x, y)]
            inside = box.left >= 0 and box.right <= _NARROW and box.bottom <= _BOTTOM
            if inside and not any(box.meets(other) for other in [*taken, *others]):
                taken.append(box)
                yield point, found
                break
        else:
            if point.qualifier == "about":
                yield point, tries[-2]


def _by_weight(points: Sequence[Point]) -> list[Point]:
    groups: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        groups.setdefault((point.basis, point.counts), []).append(point)
    ends = [group[-1] for group in groups.values()] + [group[0] for group in groups.values()]
    return list(dict.fromkeys([*ends, *reversed(points)]))


def _point(point: Point, axis: TimeAxis, scale: _Scale, label: tuple[str, Anchor, float, float] | None) -> svg.Element:
    """The link of one point: its span of days, its sign, and its words."""
    y = scale.at(point.value)
    x = percent(axis.at(point.middle))
    kind = f"zr-series--{attribute(point.counts or 'unknown')}"
    parts: list[svg.Element] = [hint(point.says)]
    if point.first != point.last:
        span = [percent(axis.at(point.first)), percent(axis.at(point.last))]
        parts.append(svg.Line(x1=span[0], x2=span[1], y1=y, y2=y, class_=["zr-series-span", kind]))
    drawn: list[svg.Element] = [svg.Circle(r=_REACH, class_=["zr-series-reach"]), _drawn(point.basis, point.counts, point.is_result)]
    if point.qualifier == "at_least":
        arrow: list[svg.PathData] = [svg.M(0, -9), svg.V(-19), svg.M(-4, -15), svg.L(0, -19), svg.L(4, -15)]
        drawn.append(svg.Path(d=arrow, class_=["zr-series-up", kind]))
    parts.append(svg.SVG(xmlns=None, x=x, y=y, width=1, height=1, overflow="visible", elements=drawn))
    if label is not None:
        text, anchor, dx, at = label
        parts.append(words(text, x, at, "", anchor, dx))
    return link(point.href, parts, point.says)


def _drawn(basis: str, counts: str, is_result: bool) -> svg.Element:
    """A shape for the basis, inside a frame for what is counted."""
    kind = ["zr-series-point", f"zr-series--{attribute(counts or 'unknown')}", *([] if is_result else ["zr-series-point--hollow"])]
    shape: svg.Element
    if basis == "counted":
        shape = svg.Circle(r=4, class_=kind)
    elif basis == "made":
        shape = svg.Rect(x=-4, y=-4, width=8, height=8, class_=kind)
    else:
        shape = svg.Path(d=_CORNERS.get(basis, _CORNERS["expected"]), class_=kind)
    frame = ["zr-series-frame", f"zr-series--{attribute(counts or 'unknown')}"]
    around: dict[str, svg.Element] = {
        "global_innovation": svg.Circle(r=7.5, class_=frame),
        "all": svg.Rect(x=-7.5, y=-7.5, width=15, height=15, class_=frame),
        "": svg.Circle(r=7.5, class_=[*frame, "zr-series-frame--dashed"]),
    }
    return svg.G(elements=[shape, around[counts]] if counts in around else [shape])
