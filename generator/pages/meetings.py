"""Meetings: a page for each with its decisions, agenda and what was said, and an index by year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator import derive
from generator.dates import first_day
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import by_label, in_list_order


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every meeting."""
    words = edition.words
    meetings = sorted(edition.graph.records("meetings"), key=lambda meeting: (first_day(meeting.held_on), meeting.id), reverse=True)
    years = [(year, list(group)) for year, group in groupby(meetings, key=lambda meeting: str(meeting.held_on)[:4])]
    series = [(group[0].series, label, len(group)) for label, group in by_label(meetings, "series")]
    lead = words("index.meetings", count=len(meetings))
    title = words("kind.meetings")
    yield edition.page("meetings_index.md.j2", "meetings/", title, lead, count=len(meetings), years=years, series=series)
    for meeting in meetings:
        yield _meeting(edition, meeting)


def _meeting(edition: Edition, meeting: Record) -> Page:
    items = meeting.agenda_items
    before, after = derive.meetings_beside(meeting)
    said = [(kind, [item for item in items if item.kind == kind]) for kind in derive.SAID_KINDS]
    ordered = [*(item for item in items if item.kind == "decision"), *(item for item in items if item.kind == "agenda")]
    ordered += [item for _, group in said for item in group]
    return edition.page(
        "meeting.md.j2",
        f"meetings/{meeting.id}/",
        meeting.name,
        "; ".join(str(item.topic) for item in ordered[:3]) or meeting.name,
        meeting,
        meeting=meeting,
        decisions=[item for item in items if item.kind == "decision"],
        agenda=[item for item in items if item.kind == "agenda"],
        said=[(group[0].label("kind"), group) for _, group in said if group],
        zones=in_list_order(edition, derive.zones_of_meeting(meeting)),
        before=before,
        after=after,
    )
