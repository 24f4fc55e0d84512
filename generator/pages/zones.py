"""Zones: a page for each, and a list to filter."""

from __future__ import annotations

from collections.abc import Iterator

from generator import derive
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Choice, Choices, Chooser, Days, Explorer, Sort, explore_pages
from generator.pages.groups import by_indicator, by_label, in_list_order, status_counts


def pages(edition: Edition) -> Iterator[Page]:
    """The list and a page for every zone."""
    listed = explorer(edition)
    description = edition.words("index.zones", count=len(listed.rows))
    yield from explore_pages(edition, listed, "zones_index.md.j2", description, counts=status_counts(edition, listed.rows))
    for zone in listed.rows:
        yield _zone(edition, zone)


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


def _zone(edition: Edition, zone: Record) -> Page:
    same_region = [other for region in zone.regions for other in region.zones if other != zone]
    same_sector = [other for other in zone.sector.zones if other != zone]
    told = derive.records_of_zone(zone)
    meetings = sorted(zone.agenda_items, key=lambda item: (item.meeting.held_on, item.id), reverse=True)
    return edition.page(
        "zone.md.j2",
        f"zones/{zone.id}/",
        zone.name,
        zone.summary or zone.name,
        zone,
        zone=zone,
        status=edition.zone_status(zone),
        newest=derive.newest_source(told) or derive.newest_source(told, statutes=True),
        participations_by_role=by_label(zone.participations, "role"),
        periods=sorted(zone.periods, key=lambda period: (period.starts_on or period.ends_on or "9999", period.id)),
        notes_by_topic=by_label(zone.notes, "topic"),
        observations=by_indicator(zone.observations),
        region_programs=[p for region in zone.regions for p in region.programs if p not in zone.programs],
        items=meetings,
        same_region=in_list_order(edition, dict.fromkeys(same_region)),
        same_sector=in_list_order(edition, same_sector),
    )
