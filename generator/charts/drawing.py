"""What all charts share: places across the width, text, textures, and the SVG element around them.

Places along x are percentages of the width and places along y are pixels, so that a chart fills a phone as well as a desk
while its words keep their size. Elements are made by the library svg.py, which escapes nothing: words and attributes go
through ``words`` and ``attribute``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import svg
from markupsafe import Markup, escape

Anchor = Literal["start", "middle", "end"]
# Textures, each a class of lines in the style sheet: what is hatched is never known for sure.
TEXTURES = ("unconfirmed", "permit", "not_stated", "open")


def percent(value: float) -> svg.Length:
    """A place across the width, 0 at the left and 100 at the right."""
    return svg.Length(round(value, 3), "%")


def attribute(value: object) -> str:
    """A value as an attribute may hold it."""
    return str(escape(str(value)))


def words(
    text: object,
    x: svg.Length | float,
    y: float,
    kind: str = "",
    anchor: Anchor = "start",
    dx: float = 0,
    language: str | None = None,
) -> svg.Text:
    """A line of text. ``kind`` is a class of the style sheet; ``dx`` moves it by pixels; ``language`` marks a foreign one."""
    return svg.Text(
        text=str(escape(str(text))),
        x=x,
        y=y,
        dx=dx or None,
        class_=[kind] if kind else None,
        text_anchor=None if anchor == "start" else anchor,
        lang=language,
    )


def hint(text: object) -> svg.Title:
    """What a pointer that rests on an element is told; readers of the page find the same in the list or table."""
    return svg.Title(text=str(escape(str(text))))


def link(href: str, elements: list[svg.Element], label: str, record: str = "") -> svg.A:
    """A part that leads to a page. ``record`` is table/id where it stands for a record."""
    extra = {"aria-label": attribute(label)}
    if record:
        extra["data-record"] = attribute(record)
    return svg.A(href=attribute(href), elements=elements, extra=extra)


@dataclass(frozen=True)
class TimeAxis:
    """Days across the width, from ``left`` to ``right`` percent."""

    first: date
    last: date
    left: float = 0
    right: float = 100

    def at(self, day: date) -> float:
        """Place of a day in percent; days beyond the ends stand at the ends."""
        span = max((self.last - self.first).days, 1)
        share = (day - self.first).days / span
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def years(self) -> Iterator[tuple[int, float]]:
        """First days of the years on the axis, with their places."""
        for year in range(self.first.year, self.last.year + 1):
            start = date(year, 1, 1)
            if self.first <= start <= self.last:
                yield year, self.at(start)

    def grid(self, top: float, bottom: float) -> list[svg.Element]:
        """A line a year, with the year at its foot; on a narrow screen the style sheet leaves out every other year."""
        found: list[svg.Element] = []
        for number, (year, place) in enumerate(self.years()):
            found.append(svg.Line(x1=percent(place), x2=percent(place), y1=top, y2=bottom, class_=["zr-grid"]))
            kind = "zr-tick" if number % 2 == 0 else "zr-tick zr-tick--minor"
            found.append(words(year, percent(place), bottom + 14, kind, dx=3))
        return found

    def today(self, day: date, top: float, bottom: float, label: str) -> list[svg.Element]:
        """The line of the day that the page holds for."""
        place = self.at(day)
        near_end = place > (self.left + self.right) / 2
        return [
            svg.Line(x1=percent(place), x2=percent(place), y1=top, y2=bottom, class_=["zr-today"]),
            words(label, percent(place), top + 9, "zr-today-word", "end" if near_end else "start", dx=-4 if near_end else 4),
        ]


def textures(name: str, kinds: Sequence[str] = TEXTURES) -> svg.Defs:
    """Fillings that a chart names as ``fill_of(name, kind)``."""
    return svg.Defs(
        elements=[
            svg.Pattern(
                id=attribute(f"{name}-{kind}"),
                width=6,
                height=6,
                patternUnits="userSpaceOnUse",
                patternTransform=[svg.Rotate(45)],
                elements=[
                    svg.Rect(width=6, height=6, class_=["zr-texture", f"zr-texture--{kind}"]),
                    svg.Line(x1=0, x2=0, y1=0, y2=6, class_=["zr-texture-line", f"zr-texture-line--{kind}"]),
                ],
            )
            for kind in kinds
        ]
    )


def fill_of(name: str, kind: str) -> str:
    """The filling of a texture in the chart ``name``."""
    return f"url(#{attribute(name)}-{attribute(kind)})"


@dataclass(frozen=True)
class Chart:
    """A picture with its words. ``name`` is its id on the page; ``view`` a coordinate system that scales as a whole.

    ``leads`` is True where parts of it are links; it is then a group, and its parts are read out one by one.
    """

    name: str
    title: str
    description: str
    height: float
    elements: list[svg.Element] = field(default_factory=list)
    view: tuple[float, float] | None = None
    leads: bool = False
    kind: str = ""

    @property
    def svg(self) -> Markup:
        """The SVG element, ready for a page."""
        name = attribute(self.name)
        extra = {"role": "group" if self.leads else "img", "aria-labelledby": f"{name}-title {name}-desc"}
        picture = svg.SVG(
            xmlns=None,
            viewBox=svg.ViewBoxSpec(0, 0, *self.view) if self.view else None,
            width=svg.Length(100, "%"),
            height=None if self.view else self.height,
            class_=["zr-svg", *([self.kind] if self.kind else [])],
            extra=extra,
            elements=[
                svg.Title(id=f"{name}-title", text=str(escape(self.title))),
                svg.Desc(id=f"{name}-desc", text=str(escape(self.description))),
                *self.elements,
            ],
        )
        return Markup(picture.as_str())
