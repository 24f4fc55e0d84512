"""What became of exemptions: streams from the rule in the way by the first grant, with or without a permit, to where they stand.

Ribbons scale across the width in a picture of their own; words stand outside of it and keep their size. What ends without a stated
outcome is hatched, and every stream at the right is a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import svg
from markupsafe import Markup

from generator.charts.drawing import Chart, attribute, fill_of, link, percent, textures, words
from generator.derive import Way

# Where the four columns stand, in percent: the rule, the first grant, the permit, the end. Words of the ends need the rest.
_RULE, _KIND, _PERMIT, _END = 0.0, 17.0, 37.0, 60.0
_NODE = 1.2
_TOP, _GAP = 26.0, 10.0
# A stream of one exemption is seen, and one of many fits a screen.
_TALLEST, _THICKEST, _THINNEST = 360.0, 12.0, 1.5
# Two lines of words and a finger.
_SLOT = 44.0
# Ends that a texture tells apart; the others have a plain colour.
TEXTURE_OF_END = {
    "temporary_permit": "permit",
    "running": "open",
    "not_stated_in_period": "not_stated",
    "not_stated_after": "unconfirmed",
}


@dataclass(frozen=True)
class End:
    """Where exemptions ended up: its words, its count with the base in words, and where its link leads."""

    key: str
    words: str
    said: str
    href: str
    number: int


@dataclass(frozen=True)
class FlowWords:
    """What the picture says: heads of the four columns, and counts under them."""

    title: str
    description: str
    heads: tuple[str, str, str, str]
    all: str
    permits: str
    kinds: Mapping[str, str]


@dataclass
class _Node:
    """A place where streams meet; ``left`` and ``right`` are how far its sides are taken."""

    x: float
    y: float
    height: float
    left: float = field(default=0.0)
    right: float = field(default=0.0)

    def give(self, height: float) -> float:
        """Where the next stream leaves."""
        self.right += height
        return self.y + self.right - height

    def take(self, height: float) -> float:
        """Where the next stream arrives."""
        self.left += height
        return self.y + self.left - height


def flow(name: str, said: FlowWords, ways: Mapping[Way, int], ends: Sequence[End]) -> Chart:
    """The picture of some exemptions. ``said.kinds`` and ``ends`` hold every kind and end of ``ways``, in their order."""
    total = sum(ways.values())
    unit = min(_THICKEST, max(_TALLEST / max(total, 1), _THINNEST))
    slots = [max(end.number * unit, _SLOT) for end in ends]
    kinds = [kind for kind in said.kinds if any(way.kind == kind for way in ways)]
    sizes = {kind: unit * _sum(ways, kind=kind) for kind in kinds}
    left = total * unit + _GAP * (len(kinds) - 1)
    height = max(left, sum(slots) + _GAP * (len(slots) - 1))
    start = _TOP + (height - left) / 2

    rule = _Node(_RULE, start, total * unit)
    kind_nodes: dict[str, _Node] = {}
    for kind in kinds:
        kind_nodes[kind] = _Node(_KIND, start, sizes[kind])
        start += sizes[kind] + _GAP
    end_nodes: dict[str, _Node] = {}
    tops: dict[str, float] = {}
    top = _TOP + (height - sum(slots) - _GAP * (len(slots) - 1)) / 2
    for end, slot in zip(ends, slots, strict=True):
        tops[end.key] = top
        end_nodes[end.key] = _Node(_END, top + (slot - end.number * unit) / 2, end.number * unit)
        top += slot + _GAP

    shared = [_ribbon(rule, node, sizes[kind], "way") for kind, node in kind_nodes.items()]
    into_permit, direct = _from_kinds(kind_nodes, ways, list(end_nodes), unit)
    streams: dict[str, list[tuple[_Node, float, float]]] = {key: [] for key in end_nodes}
    for node, y, key, size in direct:
        streams[key].append((node, y, size))
    permit = None
    if into_permit:
        size = sum(size for _, _, size in into_permit)
        middle = sum((y + size / 2) * size for _, y, size in into_permit) / size
        permit = _Node(_PERMIT, middle - size / 2, size)
        shared += [_between(node, y, permit, permit.take(part), part, "way") for node, y, part in into_permit]
        for key in end_nodes:
            part = unit * _sum(ways, by_permit=True, end=key)
            if part:
                streams[key].append((permit, permit.give(part), part))

    elements: list[svg.Element] = [
        textures(name, tuple(TEXTURE_OF_END.values())),
        *(words(head, percent(x), 12, "zr-quiet") for head, x in zip(said.heads, (_RULE, _KIND, _PERMIT, _END), strict=True)),
        _scaled(shared, height),
    ]
    for end, slot in zip(ends, slots, strict=True):
        elements.append(_end(name, end, end_nodes[end.key], sorted(streams[end.key], key=_place), tops[end.key], slot, height))
    for node in (rule, *kind_nodes.values(), *([permit] if permit else [])):
        elements.append(_bar(node, "way"))
    elements.append(_label(rule, said.all))
    elements += [_label(node, said.kinds[kind]) for kind, node in kind_nodes.items()]
    if permit:
        elements.append(_label(permit, said.permits))
    return Chart(name, said.title, said.description, _TOP + height + 2, elements, leads=True, kind="zr-flow")


def share_bar(number: int, total: int, end: str) -> Markup:
    """A bar for a line of a list: what share of the width a number is. The line says the number in words."""
    name = f"share-{end}"
    kind = ["zr-node", f"zr-node--{end}"]
    bar = svg.Rect(width=percent(100 * number / max(total, 1)), height=10, class_=kind, fill=_fill(name, end))
    return _decoration([textures(name, [TEXTURE_OF_END[end]]), bar] if end in TEXTURE_OF_END else [bar], 10)


def stages_bar(name: str, counts: Iterable[tuple[str, int]]) -> Markup:
    """All exemptions of a page in one bar, a part for each end; the legend beside it says the numbers."""
    counts = list(counts)
    total = sum(number for _, number in counts)
    kinds = [TEXTURE_OF_END[key] for key, _ in counts if key in TEXTURE_OF_END]
    elements: list[svg.Element] = [textures(name, kinds)] if kinds else []
    place = 0.0
    for key, number in counts:
        width = 100 * number / total
        part = svg.Rect(
            x=percent(place), width=percent(width), y=1, height=16, class_=["zr-stream", f"zr-stream--{key}"], fill=_fill(name, key)
        )
        elements.append(part)
        place += width
    return _decoration(elements, 18)


def _sum(ways: Mapping[Way, int], **wanted: object) -> int:
    return sum(number for way, number in ways.items() if all(getattr(way, key) == value for key, value in wanted.items()))


def _from_kinds(
    nodes: Mapping[str, _Node], ways: Mapping[Way, int], ends: Sequence[str], unit: float
) -> tuple[list[tuple[_Node, float, float]], list[tuple[_Node, float, str, float]]]:
    """What leaves the kinds: to the permit, and past it to each end. The permit comes second, so that few streams cross."""
    into_permit: list[tuple[_Node, float, float]] = []
    direct: list[tuple[_Node, float, str, float]] = []
    for kind, node in nodes.items():
        for place, end in enumerate(ends):
            size = unit * ways.get(Way(kind, False, end), 0)
            if size:
                direct.append((node, node.give(size), end, size))
            permits = unit * _sum(ways, kind=kind, by_permit=True)
            if place == 0 and permits:
                into_permit.append((node, node.give(permits), permits))
    return into_permit, direct


def _place(stream: tuple[_Node, float, float]) -> float:
    return stream[1]


def _end(name: str, end: End, node: _Node, streams: Sequence[tuple[_Node, float, float]], top: float, slot: float, height: float) -> svg.A:
    ribbons = [_between(origin, y, node, node.take(size), size, end.key, _fill(name, end.key)) for origin, y, size in streams]
    middle = top + slot / 2
    right = percent(_END + _NODE)
    target = svg.Rect(x=percent(_END), width=percent(100 - _END), y=top, height=slot, class_=["zr-flow-target"])
    parts: list[svg.Element] = [
        _scaled(ribbons, height),
        target,
        _bar(node, end.key, _fill(name, end.key)),
        words(end.words, right, middle - 3, "zr-flow-end", dx=8),
        words(end.said, right, middle + 14, "zr-quiet", dx=8),
    ]
    return link(end.href, parts, f"{end.words}, {end.said}")


def _ribbon(start: _Node, end: _Node, size: float, kind: str) -> svg.Path:
    return _between(start, start.give(size), end, end.take(size), size, kind)


def _between(start: _Node, y1: float, end: _Node, y2: float, size: float, kind: str, fill: str | None = None) -> svg.Path:
    # Coordinates of the scaled picture: ten to a percent.
    x1, x2 = (start.x + _NODE) * 10, end.x * 10
    middle = (x1 + x2) / 2
    path: list[svg.PathData] = [
        svg.M(_n(x1), _n(y1)),
        svg.C(_n(middle), _n(y1), _n(middle), _n(y2), _n(x2), _n(y2)),
        svg.L(_n(x2), _n(y2 + size)),
        svg.C(_n(middle), _n(y2 + size), _n(middle), _n(y1 + size), _n(x1), _n(y1 + size)),
        svg.Z(),
    ]
    return svg.Path(d=path, class_=["zr-stream", f"zr-stream--{kind}"], fill=fill)


def _n(value: float) -> float:
    return round(value, 1)


def _bar(node: _Node, kind: str, fill: str | None = None) -> svg.Rect:
    return svg.Rect(
        x=percent(node.x), y=_n(node.y), width=percent(_NODE), height=_n(node.height), class_=["zr-node", f"zr-node--{kind}"], fill=fill
    )


def _label(node: _Node, said: str) -> svg.Text:
    return words(said, percent(node.x + _NODE), _n(node.y + node.height / 2 + 4), "zr-flow-word", dx=6)


def _fill(name: str, end: str) -> str | None:
    return fill_of(name, TEXTURE_OF_END[end]) if end in TEXTURE_OF_END else None


def _scaled(elements: Sequence[svg.Element], height: float) -> svg.SVG:
    """Shapes whose width follows the page while their height stays."""
    whole = _n(_TOP + height + 2)
    return svg.SVG(
        xmlns=None,
        width=svg.Length(100, "%"),
        height=whole,
        viewBox=svg.ViewBoxSpec(0, 0, 1000, whole),
        preserveAspectRatio=svg.PreserveAspectRatio("none"),
        elements=list(elements),
    )


def _decoration(elements: list[svg.Element], height: float) -> Markup:
    picture = svg.SVG(
        xmlns=None,
        width=svg.Length(100, "%"),
        height=height,
        class_=["zr-svg"],
        extra={"aria-hidden": attribute("true")},
        elements=elements,
    )
    return Markup(picture.as_str())
