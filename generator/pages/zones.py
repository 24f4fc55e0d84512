"""Zones: a page for each, and a list to filter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator import dates, derive
from generator.bilingual import plain
from generator.charts import band
from generator.charts.drawing import Chart
from generator.graph import Record
from generator.pages import formats
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Choice, Choices, Chooser, Days, Explorer, Sort, explore_pages
from generator.pages.groups import by_indicator, by_label, in_list_order, status_counts


def pages(edition: Edition) -> Iterator[Page]:
    """The list and a page for every zone."""
    listed = explorer(edition)
    description = edition.words("index.zones", count=len(listed.rows))
    yield from explore_pages(edition, listed, "zones_index.md.j2", description, counts=status_counts(edition, listed.rows))
    for zone in listed.rows:
        yield zone_page(edition, zone)


def explorer(edition: Edition) -> Explorer:
    """The list of zones."""
    words = edition.words
    choose = Chooser(edition)

    def status(zone: Record) -> Iterator[Choice]:
        key = edition.zone_status(zone).status
        yield choose.word(key, words(f"status.{key}"), derive.ZONE_STATUSES)

    def designation_round(zone: Record) -> Iterator[Choice]:
        if zone.round is not None:
            yield Choice(str(zone.round), words("fact.round_value", round=zone.round), zone.round)

    def kinds_of_exemptions(zone: Record) -> list[Choice]:
        kinds = [kind for project in zone.projects for exemption in project.exemptions for kind in choose.label(exemption, "kind")]
        return list(dict.fromkeys(kinds))

    return Explorer(
        edition,
        "zones",
        words("kind.zones"),
        in_list_order(edition, edition.graph.records("zones")),
        (
            Choices("status", words("status.label"), status, chip="zr-chip--"),
            Choices("region", words("fact.region"), lambda zone: regions_of(choose, zone)),
            Choices("sector", words("fact.sector"), lambda zone: [choose.record(zone.sector)]),
            Choices("kind", words("fact.kind"), lambda zone: choose.label(zone, "kind")),
            Choices("round", words("explorer.round"), designation_round),
            Choices("exemption", words("section.exemptions"), kinds_of_exemptions, shown=False),
            Days("decided", words("fact.decided"), lambda zone: zone.decided_on, shown=False),
            Days("designated", words("fact.designated"), lambda zone: zone.designated_on),
            Days("until", words("fact.until"), lambda zone: edition.zone_status(zone).until),
        ),
        (
            Sort("name", words("explorer.sort_name")),
            Sort("newest", words("explorer.sort_newest"), "designated", descending=True),
            Sort("oldest", words("explorer.sort_oldest"), "designated"),
            Sort("until", words("explorer.sort_until"), "until"),
            Sort("region", words("explorer.sort_region"), "region"),
        ),
    )


def regions_of(choose: Chooser, zone: Record) -> list[Choice]:
    """Regions of a zone as values; a region that merged lies within its successor."""
    return [choose.record(region, lambda merged: merged.successor) for region in zone.regions]


def _rounded(area: float | None) -> float | None:
    """An area as a reader grasps it: two places after the point, unless nothing would be left of it."""
    return area if area is None or area < 0.1 else round(area, 2)


# What happened, by its mark in the picture; all else is "other".
_GROUPS = {
    "decided": "decided",
    "gazetted": "decided",
    "extended": "extended",
    "temporary_permit": "permit",
    "regulation_improved": "improved",
    "ended": "ended",
}


def zone_page(edition: Edition, zone: Record) -> Page:
    """The page of one zone."""
    same_region = [other for region in zone.regions for other in region.zones if other != zone]
    same_sector = [other for other in zone.sector.zones if other != zone]
    told = derive.records_of_zone(zone)
    items = sorted(zone.agenda_items, key=lambda item: (item.meeting.held_on, item.id), reverse=True)
    lead, rest = formats.first_sentence(zone.summary) if zone.summary else (None, None)
    picture = _band(edition, zone)
    return edition.page(
        "zone.md.j2",
        f"zones/{zone.id}/",
        zone.name,
        zone.summary or zone.name,
        zone,
        zone=zone,
        status=edition.zone_status(zone),
        basis=derive.basis_of_status(zone, edition.day),
        newest=derive.newest_source(told) or derive.newest_source(told, statutes=True),
        lead=lead,
        rest=rest,
        area=_rounded(zone.area_km2),
        region_links=[link for link in edition.graph.records("zone_regions") if link.zone == zone],
        band=picture,
        chart=_chart(edition, zone, picture),
        sign=band.sign,
        participations_by_role=by_label(zone.participations, "role"),
        # Those of the whole zone stand first.
        periods=sorted(sorted(zone.periods, key=_in_order), key=lambda period: period.project is not None),
        notes_by_topic=by_label(zone.notes, "topic"),
        observations=by_indicator(zone.observations),
        programs=_programs(edition, zone),
        items=items,
        same_region=in_list_order(edition, dict.fromkeys(same_region)),
        same_sector=in_list_order(edition, same_sector),
    )


def _programs(edition: Edition, zone: Record) -> list[tuple[str, list[Record]]]:
    """Programs that concern a zone, by why: tied to it, tied to its region, open now, and standing in a law; each once."""
    words = edition.words
    fitting = [program for program in edition.graph.records("programs") if program.zone_kind in ("both", zone.kind)]
    groups = (
        (words("programs.of_zone"), zone.programs),
        (words("programs.of_region"), [program for region in zone.regions for program in region.programs]),
        (
            words("programs.open"),
            [program for program in fitting if edition.program_status(program) in ("open", "closing_soon", "standing")],
        ),
        (words("programs.by_law"), [program for program in fitting if program.law_links]),
    )
    shown: set[Record] = set()
    found = []
    for why, programs in groups:
        new = [program for program in dict.fromkeys(programs) if program not in shown]
        shown.update(new)
        if new:
            found.append((why, new))
    return found


def _band(edition: Edition, zone: Record) -> band.Band:
    """The picture of a zone's time, of what its page lists below it."""
    begun = [period.starts_on for period in zone.periods if period.kind == "extension" and period.starts_on]
    return band.Band(
        "band",
        edition.zone_status(zone).status,
        spans := derive.spans_of_zone(zone, edition.day),
        sorted({dates.first_day(day) for day in begun}),
        list(_lanes(edition, zone, spans)),
        [_mark(edition, event) for event in sorted(zone.events, key=lambda event: (dates.first_day(event.happened_on), event.id))],
        edition.day,
    )


def _chart(edition: Edition, zone: Record, picture: band.Band) -> Chart:
    words = edition.words
    first, last = picture.spans[0].first, picture.spans[-1].last
    facts = {"first": _said(edition, first), "day": _said(edition, edition.day)}
    description = words("band.described", last=_said(edition, last), **facts) if last else words("band.described_open", **facts)
    return picture.chart(words("band.title", name=plain(edition.short(zone))), description, facts["day"])


def _lanes(edition: Edition, zone: Record, spans: list[derive.Span]) -> Iterator[band.Lane]:
    """Stated periods that the bar does not show already: those of the whole zone, then those of projects, equal ones as one."""
    words = edition.words
    shown = {(span.first, span.last) for span in spans}
    groups: dict[tuple[bool, str, date | None, date | None], list[Record]] = {}
    for period in sorted(zone.periods, key=_in_order):
        first = dates.first_day(period.starts_on) if period.starts_on else None
        last = dates.last_day(period.ends_on) if period.ends_on else None
        if (first or last) and (first, last) not in shown:
            groups.setdefault((period.project is not None, str(period.kind), first, last), []).append(period)
    for (of_project, _, first, last), periods in sorted(groups.items(), key=lambda item: item[0][0]):
        projects = [edition.name(period.project) for period in periods if period.project]
        whose = words("band.projects", count=len(projects)) if of_project else words("band.whole")
        kind = "temporary_permit" if periods[0].kind == "temporary_permit" else "active"
        unknown = "" if first and last else f" ({words('band.no_end') if first else words('band.no_start')})"
        label = f"{periods[0].label('kind')}{unknown} · {plain(projects[0]) if len(projects) == 1 else whose}"
        said = f"{periods[0].label('kind')}{unknown}: {', '.join(plain(name) for name in projects) or whose}"
        yield band.Lane(label, kind, first, last, said)


def _in_order(period: Record) -> tuple[str, str]:
    return period.starts_on or period.ends_on or "9999", period.id


def _mark(edition: Edition, event: Record) -> band.Mark:
    said = f"{formats.date_words(event.happened_on, edition.language)} {event.label('kind')}"
    label = "" if event.kind == "other" else event.label("kind")
    return band.Mark(dates.first_day(event.happened_on), _GROUPS.get(str(event.kind), "other"), label, said)


def _said(edition: Edition, day: date) -> str:
    return formats.date_words(day.isoformat(), edition.language)
