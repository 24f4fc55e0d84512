"""Meetings, and what was said there."""

from __future__ import annotations

from datetime import date

from generator import dates
from generator.graph import Graph, Record


def is_answered(item: Record) -> bool:
    """True where a source tells a response to an agenda item; reports end before answers come, so False is not 'open'."""
    return item.response is not None


# Kinds of agenda items that somebody said, in the order of pages; the others are what a meeting was to treat and what it decided.
SAID_KINDS = ("request", "difficulty", "feedback", "plan")


def what_was_said(graph: Graph) -> list[Record]:
    """Requests, difficulties, opinions and plans, those of the newest meeting first, those of a meeting together."""
    items = sorted((item for item in graph.records("agenda_items") if item.kind in SAID_KINDS), key=lambda item: item.id)
    return sorted(items, key=lambda item: (*_day_of_meeting(item.meeting), item.meeting_id), reverse=True)


def zones_of_item(item: Record) -> list[Record]:
    """Zones that an agenda item is about."""
    return list(dict.fromkeys(link.zone for link in item.zone_links if link.zone is not None))


def regions_of_item(item: Record) -> list[Record]:
    """Regions of the zones and of the plans that an agenda item is about."""
    found = [region for zone in zones_of_item(item) for region in zone.regions]
    found += [link.plan.region for link in item.zone_links if link.plan is not None]
    return list(dict.fromkeys(found))


def zones_of_meeting(meeting: Record) -> list[Record]:
    """Zones that a meeting treated: those of its agenda items, then those of the events and periods that it led to."""
    found = [zone for item in meeting.agenda_items for zone in zones_of_item(item)]
    found += [each.zone for each in (*meeting.events, *meeting.periods) if each.zone is not None]
    return list(dict.fromkeys(found))


def meetings_beside(meeting: Record) -> tuple[Record | None, Record | None]:
    """The meetings before and after one in its series; None where our sources tell of none."""
    series = [other for other in meeting.graph.records("meetings") if other.series == meeting.series]
    series.sort(key=lambda other: (*_day_of_meeting(other), other.id))
    place = series.index(meeting)
    return (series[place - 1] if place else None), (series[place + 1] if place + 1 < len(series) else None)


def _day_of_meeting(meeting: Record) -> tuple[date, date]:
    return dates.first_day(meeting.held_on), dates.last_day(meeting.held_on)
