"""The keys of a table: above it the tables that it points to, below it those that point to it, each a link to its page.

Boxes stand in up to three columns beside a line that gathers them, so that a table to which forty others point stays readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import svg

from generator.charts.drawing import Chart, attribute, link, percent, words

_COLUMNS = 3
_WIDTH = 100 / _COLUMNS
# Within a column, in percent: the gathering line, and the box beside it.
_LINE, _BOX, _BOX_WIDTH = 1.0, 4.0, 28.0
# In pixels: a box of two lines of words, the way to the next one, and the way to the table in the middle.
_HEIGHT, _STEP, _WAY, _MIDDLE = 44.0, 52.0, 26.0, 50.0
_INSIDE = 8


@dataclass(frozen=True)
class KeyBox:
    """Another table: its title, the columns that make the link, and where its page is."""

    title: str
    columns: tuple[str, ...]
    href: str

    @property
    def said(self) -> str:
        """The columns in words."""
        return ", ".join(self.columns)


@dataclass(frozen=True)
class KeyWords:
    """What the picture says: title, description, and the heads of both groups."""

    title: str
    description: str
    above: str
    below: str


def keys(name: str, said: KeyWords, table: tuple[str, str], targets: Sequence[KeyBox], origins: Sequence[KeyBox]) -> Chart:
    """The picture of a table, given as title and name. ``targets`` are the tables that it points to, ``origins`` those that point to it."""
    elements: list[svg.Element] = [_arrow(name)]
    top = 0.0
    if targets:
        elements.append(words(said.above, percent(0), 12, "zr-quiet"))
        boxes, lines, bottom = _group(targets, 22, name, leads_there=True)
        joint = bottom + _WAY / 2
        elements += [*lines, *_gather(targets, 22, joint), _line(50, joint, 50, bottom + _WAY), *boxes]
        top = bottom + _WAY
    middle: list[svg.Element] = [
        svg.Rect(x=percent(30), y=top, width=percent(40), height=_MIDDLE, rx=6, class_=["zr-key-table"]),
        words(table[0], percent(50), top + 21, "zr-key-name", "middle"),
        words(table[1], percent(50), top + 38, "zr-quiet", "middle"),
    ]
    height = top + _MIDDLE
    if origins:
        joint = height + _WAY
        start = joint + _WAY
        boxes, lines, bottom = _group(origins, start, name, leads_there=False)
        arrow = _line(50, joint, 50, height + 2, marker=name)
        elements += [*lines, *_gather(origins, start, joint), arrow, words(said.below, percent(0), joint - 8, "zr-quiet"), *boxes]
        height = bottom
    elements += middle
    return Chart(name, said.title, said.description, height + 2, elements, leads=bool(targets or origins), kind="zr-keys")


def _columns(boxes: Sequence[KeyBox]) -> list[float]:
    """Left edges of the columns that the boxes need, as a block in the middle."""
    number = min(len(boxes), _COLUMNS)
    left = (100 - number * _WIDTH) / 2
    return [left + place * _WIDTH for place in range(number)]


def _group(boxes: Sequence[KeyBox], top: float, name: str, leads_there: bool) -> tuple[list[svg.Element], list[svg.Element], float]:
    """Boxes row by row, the short line of each, and where the last row ends. The line has its arrow at a box that it leads to."""
    columns = _columns(boxes)
    drawn: list[svg.Element] = []
    lines: list[svg.Element] = []
    for place, box in enumerate(boxes):
        left, y = columns[place % len(columns)], top + place // len(columns) * _STEP
        lines.append(_line(left + _LINE, y + _HEIGHT / 2, left + _BOX, y + _HEIGHT / 2, marker=name if leads_there else ""))
        parts: list[svg.Element] = [
            svg.Rect(x=percent(left + _BOX), y=y, width=percent(_BOX_WIDTH), height=_HEIGHT, rx=5, class_=["zr-key-box"]),
            words(box.title, percent(left + _BOX), y + 18, "zr-key-title", dx=_INSIDE),
            words(box.said, percent(left + _BOX), y + 35, "zr-quiet", dx=_INSIDE),
        ]
        drawn.append(link(box.href, parts, f"{box.title}, {box.said}"))
    rows = -(-len(boxes) // len(columns))
    return drawn, lines, top + (rows - 1) * _STEP + _HEIGHT


def _gather(boxes: Sequence[KeyBox], top: float, joint: float) -> list[svg.Element]:
    """A line along each column, from its box farthest from the table, and the one across that joins them at ``joint``."""
    columns = _columns(boxes)
    found: list[svg.Element] = []
    for place, left in enumerate(columns):
        rows = len(range(place, len(boxes), len(columns)))
        farthest = top if joint > top else top + (rows - 1) * _STEP
        found.append(_line(left + _LINE, farthest + _HEIGHT / 2, left + _LINE, joint))
    ends = [*(left + _LINE for left in columns), 50.0]
    return [*found, _line(min(ends), joint, max(ends), joint)]


def _line(x1: float, y1: float, x2: float, y2: float, marker: str = "") -> svg.Line:
    end = f"url(#{attribute(marker)}-arrow)" if marker else None
    return svg.Line(x1=percent(x1), y1=y1, x2=percent(x2), y2=y2, class_=["zr-key-line"], marker_end=end)


def _arrow(name: str) -> svg.Defs:
    tip = svg.Path(d=[svg.M(0, 0), svg.L(8, 4), svg.L(0, 8), svg.Z()], class_=["zr-key-tip"])
    marker = svg.Marker(
        id=f"{attribute(name)}-arrow",
        viewBox=svg.ViewBoxSpec(0, 0, 8, 8),
        refX=8,
        refY=4,
        markerWidth=8,
        markerHeight=8,
        orient="auto",
        elements=[tip],
    )
    return svg.Defs(elements=[marker])
