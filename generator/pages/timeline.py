"""Timeline: rounds of designation, one bar a zone, and what happened to the whole scheme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from generator import dates, derive
from generator.bilingual import plain
from generator.charts.bars import Bars, Group, Row, axis_of
from generator.graph import Record
from generator.pages import formats
from generator.pages.addresses import address, relative
from generator.pages.edition import Edition, Page

_PATH = "timeline/"


@dataclass(frozen=True)
class Round:
    """What was designated together. ``meetings`` decided it, ``anchor`` is its place in the picture."""

    label: str
    kind: str
    number: int
    decided: str
    zones: list[Record]
    meetings: list[Record]
    anchor: str


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    found = _rounds(edition)
    zones = [zone for each in found for zone in each.zones]
    yield edition.page(
        "timeline.md.j2",
        _PATH,
        words("timeline.title"),
        words("timeline.lead"),
        layout="timeline",
        rounds=found,
        kinds={kind: [each for each in found if each.kind == kind] for kind in dict.fromkeys(each.kind for each in found)},
        zones=zones,
        spans={zone: derive.spans_of_zone(zone, edition.day) for zone in zones},
        chart=_bars(edition, _PATH, words("timeline.chart", count=len(zones)), [_group(edition, each) for each in found]),
        events=derive.of_the_scheme(edition.graph, "events"),
    )


def bars_of(edition: Edition, path: str, title: str, zones: Iterable[Record]) -> Bars:
    """The bars of some zones for the page at ``path``, by their status, those of one status in the order of their decisions."""
    words = edition.words
    groups = []
    for status, each in groupby(by_status(edition, zones), key=lambda zone: edition.zone_status(zone).status):
        found = list(each)
        label = Markup("<strong>{}</strong> {}").format(words(f"status.{status}"), words("region_pages.counted", count=len(found)))
        groups.append((label, "", found))
    return _bars(edition, path, title, groups)


def by_status(edition: Edition, zones: Iterable[Record]) -> list[Record]:
    """Zones in the order in which their bars stand: by status, then by the day of their decision."""

    def place(zone: Record) -> tuple[int, date, str]:
        return derive.ZONE_STATUSES.index(edition.zone_status(zone).status), dates.first_day(zone.decided_on), zone.id

    return sorted(zones, key=place)


def _rounds(edition: Edition) -> list[Round]:
    found = []
    for kind, number, decided, zones in derive.rounds(edition.graph):
        label = edition.words("timeline.round", round=number, kind=zones[0].label("kind"))
        ordered = sorted(zones, key=lambda zone: (plain(edition.short(zone)).casefold(), zone.id))
        anchor = f"round-{kind.replace('_', '-')}-{number}-{decided}"
        found.append(Round(label, zones[0].label("kind"), number, decided, ordered, derive.deciding_meetings(zones), anchor))
    return found


def _group(edition: Edition, each: Round) -> tuple[Markup, str, list[Record]]:
    decided = formats.date_words(each.decided, edition.language)
    told = edition.words("timeline.decided", day=decided, count=len(each.zones))
    return Markup("<strong>{}</strong> {}").format(each.label, told), each.anchor, each.zones


def _bars(edition: Edition, path: str, title: str, groups: Iterable[tuple[Markup, str, list[Record]]]) -> Bars:
    """A picture of groups, each with label, anchor and zones."""
    day = edition.day
    # All pages share one axis, so that a bar looks the same wherever it stands.
    axis = axis_of((derive.spans_of_zone(zone, day) for zone in edition.graph.records("zones")), day)
    made = [Group([_row(edition, path, zone) for zone in zones], label, anchor) for label, anchor, zones in groups]
    today = formats.date_words(day.isoformat(), edition.language)
    return Bars("bars", title, edition.words("timeline.described", day=today), made, axis, day, today)


def _row(edition: Edition, path: str, zone: Record) -> Row:
    status = edition.zone_status(zone)
    said = edition.words(f"status.{status.status}")
    if status.until:
        said += ", " + edition.words("range.until", last=formats.date_words(status.until, edition.language))
    extended = [dates.first_day(period.starts_on) for period in zone.periods if period.kind == "extension" and period.starts_on]
    return Row(
        Markup("{}").format(edition.short(zone)),
        relative(path, address(zone)),
        f"zones/{zone.id}",
        status.status,
        derive.spans_of_zone(zone, edition.day),
        sorted(set(extended)),
        said,
    )
