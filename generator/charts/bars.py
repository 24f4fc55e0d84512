"""One bar a zone on a common axis of time: from its decision over permits and extensions to its known end.

Each row is a link with the zone's name and a small SVG; years and today's line stand in pictures behind and around the
rows. So names are text of the page: beside the bars on a desk, above them on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import svg
from markupsafe import Markup

from generator.charts.drawing import TimeAxis, attribute, fill_of, percent, textures, words
from generator.derive import Span

# What a stretch of a bar can look like, in the order of the legend. What is over is grey, whatever it was.
LOOKS = ("designated", "active", "temporary_permit", "unconfirmed", "planned", "ended", "over")
_TEXTURE = {"temporary_permit": "permit", "unconfirmed": "unconfirmed", "over": "over"}
_HEIGHT = 16
_TOP, _BAR = 3, 10
# A span of a day is seen too.
_NARROWEST = 0.4


@dataclass(frozen=True)
class Row:
    """A zone with its spans. ``said`` tells status and end in words, ``record`` is table/id."""

    name: str | Markup
    href: str
    record: str
    status: str
    spans: Sequence[Span]
    extended: Sequence[date]
    said: str


@dataclass(frozen=True)
class Group:
    """Rows under a common label; ``anchor`` is its id on the page, where it has one."""

    rows: Sequence[Row]
    label: Markup | str
    anchor: str = ""


@dataclass(frozen=True)
class Bars:
    """The picture of some zones. ``today`` is the word at the line of ``day``."""

    name: str
    title: str
    description: str
    groups: Sequence[Group]
    axis: TimeAxis
    day: date
    today: str

    @property
    def marks(self) -> list[str]:
        """What the legend explains: looks of bars, then ``extension``, ``end`` and ``open``, where the picture has them."""
        rows = [row for group in self.groups for row in group.rows]
        looks = {look_of(row.status, span.kind) for row in rows for span in row.spans}
        found = [look for look in LOOKS if look in looks]
        if any(row.extended for row in rows):
            found.append("extension")
        if any(row.spans[-1].last for row in rows):
            found.append("end")
        if any(row.spans[-1].last is None for row in rows):
            found.append("open")
        return found

    @property
    def svg(self) -> Markup:
        """The rows with their bars, ready for a page."""
        groups = Markup("").join(self._group(group) for group in self.groups)
        return Markup(
            '<div class="zr-bars"><p class="zr-visually-hidden">{}</p>'
            '<div class="zr-bars-years" aria-hidden="true">{}</div>'
            '<div class="zr-bars-body">{}{}</div>'
            '<div class="zr-bars-years" aria-hidden="true">{}</div></div>'
        ).format(self.description, self._head(), self._grid(), groups, self._years(12))

    def _group(self, group: Group) -> Markup:
        rows = Markup("").join(self._row(row) for row in group.rows)
        anchor = Markup(' id="{}"').format(group.anchor) if group.anchor else ""
        return Markup('<p class="zr-bars-group"{}>{}</p><ul>{}</ul>').format(anchor, group.label, rows)

    def _row(self, row: Row) -> Markup:
        return Markup('<li><a href="{}" data-record="{}"><span class="zr-bars-name">{}</span> {}</a></li>').format(
            row.href, row.record, row.name, _picture(_bar(self, row), _HEIGHT, "zr-bars-bar", row.said)
        )

    def _head(self) -> Markup:
        """Textures, the word of today and the years, above the rows."""
        today = self.axis.today(self.day, 0, 13, self.today)
        return _picture([textures(self.name, tuple(_TEXTURE.values())), *today, *_ticks(self.axis, 26)], 30)

    def _years(self, y: float) -> Markup:
        return _picture(_ticks(self.axis, y), y + 4)

    def _grid(self) -> Markup:
        """Lines of the years and of today, behind all rows."""
        whole = svg.Length(100, "%")
        lines: list[svg.Element] = [
            svg.Line(x1=percent(place), x2=percent(place), y1=0, y2=whole, class_=["zr-grid"]) for _, place in self.axis.years()
        ]
        place = percent(self.axis.at(self.day))
        lines.append(svg.Line(x1=place, x2=place, y1=0, y2=whole, class_=["zr-today"]))
        return _picture(lines, 0, "zr-bars-grid")


def axis_of(spans: Iterable[Sequence[Span]], day: date) -> TimeAxis:
    """An axis on which all spans and the day have a place."""
    found = [span for each in spans for span in each]
    return TimeAxis(
        min([span.first for span in found], default=day),
        max([day, *(span.last for span in found if span.last)]),
    )


def _bar(bars: Bars, row: Row) -> list[svg.Element]:
    found: list[svg.Element] = []
    for span in row.spans:
        start = bars.axis.at(span.first)
        width = max(bars.axis.at(span.last or max(bars.day, span.first)) - start, _NARROWEST)
        look = look_of(row.status, span.kind)
        if look == "designated":
            middle = _TOP + _BAR / 2
            found.append(svg.Line(x1=percent(start), x2=percent(start + width), y1=middle, y2=middle, class_=["zr-bars-lead"]))
            continue
        fill = fill_of(bars.name, _TEXTURE[look]) if look in _TEXTURE else None
        kind = ["zr-bar", f"zr-bar--{look}"]
        found.append(svg.Rect(x=percent(start), y=_TOP, width=percent(width), height=_BAR, fill=fill, class_=kind))
    for day in row.extended:
        place = percent(bars.axis.at(day))
        found.append(svg.Line(x1=place, x2=place, y1=_TOP, y2=_TOP + _BAR, class_=["zr-bars-extension"]))
    last = row.spans[-1]
    if last.last:
        place = percent(bars.axis.at(last.last))
        found.append(svg.Line(x1=place, x2=place, y1=0, y2=_HEIGHT, class_=["zr-bars-end"]))
    else:
        place = percent(bars.axis.at(max(bars.day, last.first)))
        found.append(words("?", place, _HEIGHT - 3, "zr-bars-open", dx=5))
    return found


def look_of(status: str, kind: str) -> str:
    """How a stretch of a zone's time is drawn: all that an ended zone had is grey, so that green never means the past."""
    if status == "ended" and kind not in ("designated", "not_stated"):
        return "over" if kind == "temporary_permit" else "ended"
    return "planned" if status == "planned" else kind


def _ticks(axis: TimeAxis, y: float) -> list[svg.Element]:
    """The years at their lines; on a narrow screen the style sheet leaves out every other one."""
    kinds = ("zr-tick", "zr-tick zr-tick--minor")
    return [words(year, percent(place), y, kinds[number % 2], dx=3) for number, (year, place) in enumerate(axis.years())]


def _picture(elements: list[svg.Element], height: float, kind: str = "", said: str = "") -> Markup:
    """A small SVG across the width. What is ``said`` of it stands for it; without that it is decoration."""
    picture = svg.SVG(
        xmlns=None,
        width=svg.Length(100, "%"),
        height=height or svg.Length(100, "%"),
        class_=["zr-svg", *([kind] if kind else [])],
        extra={"role": "img", "aria-label": attribute(said)} if said else {"aria-hidden": "true"},
        elements=elements,
    )
    return Markup(picture.as_str())
