"""Outcomes: series of the whole scheme, its newest values, all values of every indicator, and those of single zones."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator import derive
from generator.bilingual import plain
from generator.charts.drawing import Chart, TimeAxis
from generator.charts.series import Point, draw, sign, time_axis
from generator.dates import first_day, last_day
from generator.graph import Record
from generator.pages import formats
from generator.pages.edition import Edition, Page
from generator.pages.groups import by_indicator, in_list_order

_SCOPES = ("scheme", "round", "region", "zone")
# Large units, as they stand at a grid line and, shorter, at a point.
_UNITS = {
    "ko": ((10**12, "조", "조"), (10**8, "억", "억"), (10**4, "만", "만")),
    "en": ((10**12, " trillion", " tn"), (10**9, " billion", " bn"), (10**6, " million", " m")),
}
# With fewer values a picture says no more than the table.
_LEAST = 5
# A longer table is folded.
LONG = 4
# What an indicator is about, by its unit; other units stand in the last group.
_GROUPS = {
    "zones": ("zones",),
    "people": ("people",),
    "money": ("KRW",),
    "companies": ("companies",),
    "rules": ("projects", "exemptions", "items", "laws"),
    "other": (),
}


def pages(edition: Edition) -> Iterator[Page]:
    """The page of all indicators."""
    words = edition.words
    indicators = edition.graph.records("indicators")
    series = sorted((each for each in indicators if len(_of_scheme(each)) >= _LEAST), key=lambda each: (-len(_of_scheme(each)), each.id))
    points = {indicator: [_point(edition, value) for value in _of_scheme(indicator)] for indicator in series}
    charts = _charts(edition, points)
    shown = [value for indicator in series for value in _of_scheme(indicator)]
    newest = [(words("figures.newest", values=", ".join(_in_words(edition, each) for each in series)))] if series else []
    count = sum(len(each.observations) for each in indicators)
    lead = " ".join([*newest, words("outcomes.lead", indicators=len(indicators), values=count)])
    groups = _groups(indicators)
    zones = in_list_order(edition, [zone for zone in edition.graph.records("zones") if zone.observations])
    yield edition.page(
        "outcomes.md.j2",
        "outcomes/",
        words("kind.outcomes"),
        lead,
        lead=lead,
        charts=charts,
        least=_LEAST,
        legend=_legend(edition, shown),
        qualifiers={value.qualifier for value in shown},
        has_plans=any(value.basis not in derive.RESULTS for value in shown),
        newest=[(value, _in_doubt(value)) for _, group in groups for each in group for value in derive.newest_values(each, edition.day)],
        groups=[(name, [(each, _in_order(each)) for each in group]) for name, group in groups],
        long=LONG,
        zones=[(zone, by_indicator(zone.observations)) for zone in zones],
        zone_values=sum(len(zone.observations) for zone in zones),
        layout="outcomes",
    )


def _of_scheme(indicator: Record) -> list[Record]:
    return derive.in_time_order(value for value in indicator.observations if value.scope == "scheme")


def _in_order(indicator: Record) -> list[Record]:
    """Values of one indicator: the whole scheme first, then rounds, regions and zones, each by its day."""
    return sorted(indicator.observations, key=lambda o: (_SCOPES.index(o.scope), o.round or 0, o.as_of, o.id))


def _groups(indicators: list[Record]) -> list[tuple[str, list[Record]]]:
    group_of = {unit: name for name, units in _GROUPS.items() for unit in units}
    found: dict[str, list[Record]] = {name: [] for name in _GROUPS}
    for indicator in indicators:
        found[group_of.get(indicator.unit, "other")].append(indicator)
    return [(name, group) for name, group in found.items() if group]


def _charts(edition: Edition, series: dict[Record, list[Point]]) -> list[tuple[Chart, int]]:
    """A chart of each indicator, on one time axis, with the number of its lines."""
    if not series:
        return []
    axis = time_axis(point for points in series.values() for point in points)
    return [_chart(edition, indicator, points, axis) for indicator, points in series.items()]


def _chart(edition: Edition, indicator: Record, points: list[Point], axis: TimeAxis) -> tuple[Chart, int]:
    values = _of_scheme(indicator)
    point_of = dict(zip(values, points, strict=True))
    joined = [(point_of[one], point_of[other]) for one, other in derive.joined_values(values)]
    description = edition.words(
        "figures.picture",
        first=formats.date_words(values[0].as_of, edition.language),
        last=formats.date_words(values[-1].as_of, edition.language),
        count=len(values),
        newest=_in_words(edition, indicator),
        lines=len(joined),
    )
    money = indicator.unit == "KRW"
    chart = draw(
        f"series-{indicator.id}",
        edition.words("figures.title", name=plain(edition.name(indicator)), unit=_unit(edition, indicator.unit)),
        description,
        points,
        joined,
        axis,
        lambda value: in_short(value, money, edition.language),
    )
    return chart, len(joined)


def _point(edition: Edition, value: Record) -> Point:
    kind = value.label("counts_kind") or edition.words("figures.no_kind")
    about = [value.label("basis"), kind, *([edition.words("figures.in_doubt")] if _in_doubt(value) else [])]
    return Point(
        first=first_day(value.as_of),
        last=last_day(value.as_of),
        value=float(value.value),
        basis=value.basis,
        counts=value.counts_kind or "",
        qualifier=value.qualifier,
        is_result=value.basis in derive.RESULTS,
        label=in_short(float(value.value), value.indicator.unit == "KRW", edition.language, at_point=True),
        says=edition.words(
            "figures.point",
            day=formats.date_words(value.as_of, edition.language),
            value=_value(edition, value),
            about=", ".join(about),
            publisher=plain(value.source.publisher),
        ),
        href=f"#{value.id}",
    )


def _legend(edition: Edition, values: list[Record]) -> list[tuple[Markup, str]]:
    """Signs of the values and what they mean: each basis without a frame, then each frame around what is counted."""
    bases = {value.basis: value.label("basis") for value in values}
    kinds = {value.counts_kind or "": value.label("counts_kind") or edition.words("figures.no_kind") for value in values}
    if "regulation_free" in kinds:
        kinds["regulation_free"] = edition.words("figures.unframed", kind=kinds["regulation_free"])
    basis = next(iter(bases), "counted")
    found = [(sign(each, "regulation_free", each in derive.RESULTS), label) for each, label in bases.items()]
    return found + [(sign(basis, kind, True), label) for kind, label in kinds.items()]


def _unit(edition: Edition, unit: str) -> str:
    """The unit alone, as it stands with a value."""
    if unit == "KRW":
        return edition.words("figures.won")
    return edition.words(f"value.{unit}", value="").strip() if edition.words.has("value." + unit) else unit


def _in_doubt(value: Record) -> bool:
    return bool(value.conflicts) or any(not doubt.resolved_on for doubt in value.doubts)


def _in_words(edition: Edition, indicator: Record) -> str:
    """The newest value of an indicator with its name and day."""
    value = derive.newest_values(indicator, edition.day)[-1]
    day = formats.date_words(value.as_of, edition.language)
    return edition.words("figures.one", name=plain(edition.name(indicator)), value=_value(edition, value), day=day)


def _value(edition: Edition, value: Record) -> str:
    """A value as tables show it, as plain text."""
    macros = vars(edition.environment.get_template("_macros.md.j2").module)
    return " ".join(Markup(macros["value_of"](value)).striptags().split())


def in_short(value: float, money: bool, language: str, at_point: bool = False) -> str:
    """A value for a picture: money in its largest unit, with two places at most."""
    for size, unit, shorter in _UNITS[language] if money else ():
        if value >= size:
            return f"{value / size:,.2f}".rstrip("0").rstrip(".") + (shorter if at_point else unit)
    return formats.number(value)
