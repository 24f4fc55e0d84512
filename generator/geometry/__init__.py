"""Outlines of the regions, read from regions.json; README.md says where they come from and how to make them again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from generator.graph import Record

Point = tuple[float, float]
Ring = tuple[Point, ...]
# Rings that fill by the even-odd rule.
Outline = tuple[Ring, ...]


def view() -> tuple[float, float]:
    """Width and height of the picture that all outlines lie in."""
    width, height = _read()["view"]
    return width, height


def outline(region: Record, small: bool = False) -> Outline:
    """A region's outline, for a map or for a picture of a thumb's size; empty where there is none.

    A region without one of its own has that of the regions that went into it, without the borders between them.
    """
    own = _read()["small" if small else "regions"].get(region.id)
    if own is not None:
        return tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in own)
    return joined(outline(before, small) for before in region.predecessors)


def joined(outlines: Iterable[Outline]) -> Outline:
    """The outline around several regions: borders that two of them share fall out, which they draw in opposite directions."""
    edges = {edge for each in outlines for ring in each for edge in _edges(ring)}
    following: dict[Point, list[Point]] = {}
    for start, end in sorted(edges, reverse=True):
        if (end, start) not in edges:
            following.setdefault(start, []).append(end)
    return tuple(_rings(following))


def path(outline: Outline) -> str:
    """The outline as the data of an SVG path, in steps from corner to corner to keep it short."""
    return "".join(_steps(ring) for ring in outline)


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    yield from pairwise(ring)
    yield ring[-1], ring[0]


def _rings(following: dict[Point, list[Point]]) -> Iterator[Ring]:
    while following:
        start = at = min(following)
        ring = []
        while at in following:
            ring.append(at)
            ends = following[at]
            following_point = ends.pop()
            if not ends:
                del following[at]
            at = following_point
            if at == start:
                break
        yield tuple(ring)


def _steps(ring: Ring) -> str:
    # Steps are rounded, so they are taken between rounded corners: the ring closes where it began.
    first, *rest = [(round(x, 1), round(y, 1)) for x, y in ring]
    text = f"M{_short(first[0])} {_short(first[1])}l"
    numbers = [_short(step) for one, other in pairwise([first, *rest]) for step in (other[0] - one[0], other[1] - one[1])]
    for number in numbers:
        text += number if text[-1] == "l" or number.startswith("-") else f" {number}"
    return text + "z"


def _short(number: float) -> str:
    shown = f"{number:.1f}".removesuffix(".0")
    return shown.replace("0.", ".", 1) if shown.startswith(("0.", "-0.")) else "0" if shown == "-0" else shown


@cache
def _read() -> dict[str, Any]:
    return dict(json.loads((files("generator") / "geometry" / "regions.json").read_text(encoding="utf-8")))
