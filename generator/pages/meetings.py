"""Meetings: a page for each with its agenda, and an index by year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every meeting."""
    words = edition.words
    meetings = sorted(edition.graph.records("meetings"), key=lambda meeting: (meeting.held_on, meeting.id), reverse=True)
    years = [(year, list(group)) for year, group in groupby(meetings, key=lambda meeting: str(meeting.held_on)[:4])]
    lead = words("index.meetings", count=len(meetings))
    yield edition.page("meetings_index.md.j2", "meetings/", words("kind.meetings"), lead, count=len(meetings), years=years)
    for meeting in meetings:
        topics = "; ".join(str(item.topic) for item in meeting.agenda_items[:3])
        yield edition.page("meeting.md.j2", f"meetings/{meeting.id}/", meeting.name, topics or meeting.name, meeting, meeting=meeting)
