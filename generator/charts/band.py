"""The time of one zone: a bar from its decision to its last known end, what happened as marks above it, and below it,
thinner, the stated periods that differ from the bar.

On a phone the marks stand without their words; the list of events has both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import svg
from markupsafe import Markup

from generator.charts.bars import look_of
from generator.charts.drawing import Anchor, Chart, TimeAxis, fill_of, hint, percent, textures, words
from generator.derive import Span

# What happened, by the shape of its mark, in the order of the legend.
MARKS = ("decided", "extended", "permit", "improved", "ended", "other")
# How stretches look, in the order of the legend: as on the pages that show all zones.
LOOKS = ("designated", "active", "temporary_permit", "unconfirmed", "planned", "ended", "over", "not_stated")
_MOST_LANES = 6

_TEXTURE = {"temporary_permit": "permit", "unconfirmed": "unconfirmed", "over": "over", "not_stated": "not_stated"}
_SHAPES = {
    "decided": "M0-6 6 0 0 6-6 0Z",
    "extended": "M-4-6 6 0-4 6Z",
    "permit": "M0-5.5A5.5 5.5 0 0 0 0 5.5Z",
    "improved": "M-6 0-2 4 6-5",
    "ended": "M-5-5H5V5H-5Z",
    "other": "M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0-3.5 0Z",
}
# Pixels: the narrowest pictures on a desk and on a phone, for which places are shared out.
_DESK, _PHONE = 660, 320
_LABEL, _TODAY, _MARK, _BAR, _LANE, _FOOT = 16, 16, 14, 22, 29, 20
_MOST_LABELS, _MOST_MARKS = 3, 3
# A stretch of a day is seen too.
_NARROWEST = 0.5


@dataclass(frozen=True)
class Mark:
    """Something that happened: ``group`` is one of ``MARKS``; ``label`` stands beside it where there is room."""

    day: date
    group: str
    label: str
    said: str


@dataclass(frozen=True)
class Lane:
    """A stated period under the bar. ``first`` or ``last`` is None where no source states it; ``kind`` is a kind of span."""

    label: str
    kind: str
    first: date | None
    last: date | None
    said: str


@dataclass(frozen=True)
class Band:
    """The picture of a zone's time. ``status`` is that of ``day``; ``extended`` are days on which an extension began."""

    name: str
    status: str
    spans: Sequence[Span]
    extended: Sequence[date]
    lanes: Sequence[Lane]
    marks: Sequence[Mark]
    day: date

    @property
    def left_out(self) -> int:
        """How many stated periods have no place in the picture."""
        return max(len(self.lanes) - _MOST_LANES, 0)

    @property
    def looks(self) -> list[str]:
        """What the legend of the bars explains."""
        found = {self._look(span.kind) for span in self.spans}
        for lane in self.lanes[:_MOST_LANES]:
            found.add(self._look(lane.kind) if lane.first and lane.last else "not_stated")
        if self.spans[-1].last is None and self.spans[-1].kind != "unconfirmed":
            found.add("not_stated")
        return [look for look in LOOKS if look in found] + (["extension"] if self.extended else [])

    @property
    def groups(self) -> list[str]:
        """What the legend of the marks explains."""
        found = {mark.group for mark in self.marks}
        return [group for group in MARKS if group in found]

    def chart(self, title: str, description: str, today: str) -> Chart:
        """The picture, with ``today`` as the word at the line of the day."""
        axis = self._axis()
        rows = _rows([(axis.at(mark.day), 13) for mark in self.marks], _PHONE, _MOST_MARKS)
        labels = self._labels(axis)
        label_rows = 1 + max((label.level for label in labels.values()), default=-1)
        marks_top = label_rows * _LABEL + _TODAY
        bar_top = marks_top + _MARK * (1 + max(rows, default=-1)) + 4
        lanes_top = bar_top + _BAR
        bottom = lanes_top + _LANE * len(self.lanes[:_MOST_LANES]) + 4
        elements: list[svg.Element] = [textures(self.name, tuple(_TEXTURE.values())), *axis.grid(marks_top, bottom)]
        places = [bar_top - 8 - _MARK * row for row in rows]
        for number, label in labels.items():
            elements.extend(self._words(number, label, (label_rows - label.level) * _LABEL - 4, places[number]))
        elements.extend(self._bar(axis, bar_top))
        for number, lane in enumerate(self.lanes[:_MOST_LANES]):
            elements.extend(self._lane(axis, lane, lanes_top + _LANE * number))
        elements.extend(axis.today(self.day, label_rows * _LABEL + 3, bottom, today))
        elements.extend(_sign(mark, percent(axis.at(mark.day)), place) for mark, place in zip(self.marks, places, strict=True))
        return Chart(self.name, title, description, bottom + _FOOT, elements, kind=f"zr-band zr-band--{label_rows}")

    def _axis(self) -> TimeAxis:
        days = [self.day, *(mark.day for mark in self.marks)]
        days += [day for span in self.spans for day in (span.first, span.last) if day]
        days += [day for lane in self.lanes for day in (lane.first, lane.last) if day]
        return TimeAxis(min(days), max(days), 1.5, 94 if self.spans[-1].last is None else 98.5)

    def _look(self, kind: str) -> str:
        return look_of(self.status, kind)

    def _bar(self, axis: TimeAxis, top: float) -> Iterator[svg.Element]:
        for span in self.spans:
            start = axis.at(span.first)
            end = axis.at(span.last or max(self.day, span.first))
            if span.kind == "designated":
                middle = top + _BAR / 2
                yield svg.Line(x1=percent(start), x2=percent(end), y1=middle, y2=middle, class_=["zr-bars-lead"])
            else:
                yield self._stretch(start, end, top, _BAR, self._look(span.kind))
        for day in self.extended:
            place = percent(axis.at(day))
            yield svg.Line(x1=place, x2=place, y1=top, y2=top + _BAR, class_=["zr-band-extension"])
        if self.spans[-1].last is None and self.spans[-1].kind != "unconfirmed":
            # How long it goes on is not stated.
            yield self._stretch(axis.at(max(self.day, self.spans[-1].first)), 100, top, _BAR, "not_stated")

    def _lane(self, axis: TimeAxis, lane: Lane, top: float) -> Iterator[svg.Element]:
        short = fitting(lane.label, _PHONE - 40)
        long = fitting(lane.label, _DESK)
        yield words(long, 0, top + 16, "zr-quiet" if short == long else "zr-quiet zr-desk")
        if short != long:
            yield words(short, 0, top + 16, "zr-quiet zr-phone")
        start = axis.at(lane.first) if lane.first else axis.left
        end = axis.at(lane.last) if lane.last else max(axis.at(self.day), start)
        look = self._look(lane.kind)
        stretch = self._stretch(start, end, top + 20, 7, look if lane.first and lane.last else "not_stated")
        if not lane.first or not lane.last:
            stretch.class_ = ["zr-band-unsure", f"zr-band-unsure--{look}"]
        stretch.elements = [hint(lane.said)]
        yield stretch

    def _stretch(self, start: float, end: float, top: float, height: float, look: str) -> svg.Rect:
        fill = fill_of(self.name, _TEXTURE[look]) if look in _TEXTURE else None
        width = percent(max(end - start, _NARROWEST))
        return svg.Rect(x=percent(start), width=width, y=top, height=height, fill=fill, class_=["zr-bar", f"zr-bar--{look}"])

    def _labels(self, axis: TimeAxis) -> dict[int, _Label]:
        """Words of the marks that have room, those that say most first: none stands on another or on its leader."""
        order = sorted(range(len(self.marks)), key=lambda number: self.marks[number].group == "other")
        found: dict[int, _Label] = {}
        for number in order:
            at = axis.at(self.marks[number].day)
            width = (_width(self.marks[number].label) + 8) / _DESK * 100
            left = at if at + width <= 100 else at - width
            for level in range(_MOST_LABELS if self.marks[number].label else 0):
                label = _Label(level, at, left, left + width)
                if not any(label.hides(other) for other in found.values()):
                    found[number] = label
                    break
        return found

    def _words(self, number: int, label: _Label, y: float, mark: float) -> Iterator[svg.Element]:
        mirrored = label.left < label.at
        yield svg.Line(x1=percent(label.at), x2=percent(label.at), y1=y - 10, y2=mark - 6, class_=["zr-band-leader zr-desk"])
        anchor: Anchor = "end" if mirrored else "start"
        yield words(self.marks[number].label, percent(label.at), y, "zr-desk", anchor, dx=-4 if mirrored else 4)


@dataclass(frozen=True)
class _Label:
    """Place of the words of a mark: from ``left`` to ``right`` percent, ``level`` rows above the marks, its leader at ``at``."""

    level: int
    at: float
    left: float
    right: float

    def hides(self, other: _Label) -> bool:
        """True where one of the two stands on the other, or on the leader of the other."""
        if self.level == other.level:
            return self.left < other.right and other.left < self.right
        low, high = (self, other) if self.level < other.level else (other, self)
        return low.left < high.at < low.right


def sign(group: str) -> Markup:
    """The mark of a group by itself, for the legend."""
    picture = svg.SVG(
        xmlns=None,
        viewBox=svg.ViewBoxSpec(-7, -7, 14, 14),
        width=14,
        height=14,
        class_=["zr-band-sign"],
        extra={"aria-hidden": "true"},
        elements=_shape(group),
    )
    return Markup(picture.as_str())


def fitting(text: str, width: float) -> str:
    """A text cut to a width in pixels as charts write it."""
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 14:
        text = text[:-1]
    return text.rstrip() + "…"


def _sign(mark: Mark, x: svg.Length, y: float) -> svg.SVG:
    # A path knows no percentages; the picture around it does.
    return svg.SVG(xmlns=None, x=x, y=y, overflow="visible", elements=[hint(mark.said), *_shape(mark.group)])


def _shape(group: str) -> list[svg.Element]:
    shape = svg.Path(d=_SHAPES[group], class_=["zr-mark", f"zr-mark--{group}"])  # type: ignore[arg-type]
    return [svg.Circle(r=5.5, class_=["zr-mark", "zr-mark--ring"]), shape] if group == "permit" else [shape]


def _rows(places: list[tuple[float, float]], width: float, most: int) -> list[int]:
    """A row for each thing at a place in percent, with its pixels; where all rows are taken, the last one."""
    ends: list[float] = []
    found = []
    for at, pixels in places:
        half = pixels / width * 50
        row = next((row for row, end in enumerate(ends) if at - half >= end), len(ends))
        if row == len(ends) and row < most:
            ends.append(0)
        row = min(row, most - 1)
        ends[row] = at + half
        found.append(row)
    return found


def _width(text: str) -> float:
    """Pixels that a text of a chart takes up at most."""
    return sum(13.6 if unicodedata.east_asian_width(letter) in "WF" else 7.1 for letter in text)
