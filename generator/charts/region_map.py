"""The map of the regions: how many zones run in each, and the small picture of where a region lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import svg
from markupsafe import Markup

from generator import geometry
from generator.charts.drawing import Chart, attribute, fill_of, hint, link, textures
from generator.graph import Record

# Shades of one blue, by the number of running zones; the last stands for that number and more.
STEPS = 5
_CAPITAL = "capital"


@dataclass(frozen=True)
class Shown:
    """A region as the map shows it. ``words`` are read out and shown to a pointer; ``count`` is empty where no zone may be."""

    region: Record
    href: str
    name: str
    count: int | None
    words: str


@dataclass(frozen=True)
class _Place:
    """Where a region's name stands; ``line`` leads from it into a region that is too small to hold it."""

    x: float
    y: float
    line: tuple[float, float, float, float] | None = None

    @property
    def anchor(self) -> str:
        if self.line is None:
            return "middle"
        return "end" if self.line[0] < self.line[2] else "start"


# In the coordinates of the outlines. Names stand inside their region, or in the sea beside it.
_PLACES = {
    "busan": _Place(388, 410, (384, 405, 354, 401)),
    "chungbuk": _Place(250, 194),
    "chungnam": _Place(132, 226),
    "daegu": _Place(412, 330, (408, 326, 305, 336)),
    "daejeon": _Place(98, 292, (102, 287, 192, 275)),
    "gangwon": _Place(290, 112),
    "gwangju": _Place(78, 398, (82, 393, 139, 406)),
    "gyeongbuk": _Place(316, 252),
    "gyeonggi": _Place(184, 174),
    "gyeongnam": _Place(272, 386),
    "incheon": _Place(78, 154, (82, 149, 121, 136)),
    "jeju": _Place(112, 609),
    "jeonbuk": _Place(164, 346),
    "jeonnam": _Place(157, 450),
    "jeonnam-gwangju": _Place(156, 428),
    "sejong": _Place(84, 262, (88, 257, 176, 247)),
    "seoul": _Place(154, 134),
    "ulsan": _Place(404, 372, (400, 367, 370, 364)),
}


def step(count: int) -> int:
    """Which shade stands for a number of zones: one a number, and the last for all beyond."""
    return min(count, STEPS - 1)


def region_map(name: str, title: str, description: str, shown: Sequence[Shown]) -> Chart:
    """The map of those regions that have an outline: each a link, shaded by its running zones, the capital area hatched.

    Regions with a line to their name come last, so that no neighbour covers it.
    """
    drawn = [(each, shape) for each in shown if (shape := geometry.outline(each.region))]
    drawn.sort(key=lambda pair: _PLACES[pair[0].region.id].line is not None)
    elements: list[svg.Element] = [textures(name, (_CAPITAL,))]
    elements += [_region(name, each, shape) for each, shape in drawn]
    return Chart(name, title, description, geometry.view()[1], elements, view=geometry.view(), leads=True, kind="zr-map")


def _region(chart: str, shown: Shown, shape: geometry.Outline) -> svg.Element:
    place = _PLACES[shown.region.id]
    area = svg.Path(
        fill_rule="evenodd",
        class_=["zr-area"] if shown.count is None else ["zr-area", f"zr-area--{step(shown.count)}"],
        fill=fill_of(chart, _CAPITAL) if shown.count is None else None,
        extra={"d": geometry.path(shape)},
    )
    elements: list[svg.Element] = [hint(shown.words), area]
    if place.line:
        x1, y1, x2, y2 = place.line
        elements += [svg.Line(x1=x1, y1=y1, x2=x2, y2=y2, class_=["zr-leader"]), svg.Circle(cx=x2, cy=y2, r=2, class_=["zr-leader-end"])]
    words = Markup("{}").format(shown.name)
    if shown.count is not None:
        words += Markup(' <tspan class="zr-map-count">{}</tspan>').format(shown.count)
    elements.append(svg.Text(text=str(words), x=place.x, y=place.y, extra={"text-anchor": place.anchor}))
    return link(shown.href, elements, shown.words, f"regions/{attribute(shown.region.id)}")


class SmallMap:
    """The regions of a day as a picture of a thumb's size, on which some of them stand out.

    It says nothing that the page does not say, so readers of the page are not told of it.
    """

    def __init__(self, of_the_day: Iterable[Record]) -> None:
        outlines = [geometry.outline(region, small=True) for region in of_the_day]
        self._land = svg.Path(class_=["zr-land"], fill_rule="evenodd", extra={"d": "".join(map(geometry.path, outlines))})
        points = [point for outline in outlines for ring in outline for point in ring]
        self._view = _around(points) if points else svg.ViewBoxSpec(0, 0, *geometry.view())

    def __call__(self, regions: Iterable[Record]) -> Markup:
        """The picture for these regions; empty where none of them has an outline."""
        here = "".join(geometry.path(geometry.outline(region, small=True)) for region in regions)
        if not here:
            return Markup("")
        picture = svg.SVG(
            xmlns=None,
            viewBox=self._view,
            class_=["zr-small-map"],
            extra={"aria-hidden": "true"},
            elements=[self._land, svg.Path(class_=["zr-here"], fill_rule="evenodd", extra={"d": here})],
        )
        return Markup(picture.as_str())


def _around(points: list[geometry.Point]) -> svg.ViewBoxSpec:
    """The land with a margin for its strokes, without the wide sea around it."""
    margin = 4
    left, top = (int(min(place)) - margin for place in zip(*points, strict=True))
    right, bottom = (int(max(place)) + margin for place in zip(*points, strict=True))
    return svg.ViewBoxSpec(left, top, right - left, bottom - top)
