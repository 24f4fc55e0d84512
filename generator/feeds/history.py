"""What a former calendar said, and what a new one has to say of it: a static build does not know its own past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

# Not the host of the site: an entry stays the same one when the site moves.
DOMAIN = "zone-registry"
# How long an entry that was called off is told after its last day, so that slow subscribers learn of it.
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Entry:
    """One all-day entry of a calendar. ``last`` is its last day itself; ``stamp`` the day on which it was last checked.

    ``sequence`` counts its changes. ``former_uids`` are those that its record had before its id was changed, ``regions``
    the ids of the regions in whose calendars it stands.
    """

    uid: str
    first: date
    last: date
    stamp: date
    summary: str
    description: str
    url: str = ""
    place: str = ""
    sequence: int = 0
    cancelled: bool = False
    former_uids: tuple[str, ...] = field(default=(), compare=False)
    regions: frozenset[str] = field(default=frozenset(), compare=False)


def continued(present: Iterable[Entry], previous: bytes, day: date) -> list[Entry]:
    """The entries of a calendar on ``day``, with what a former file of it said carried on, in the order of their days.

    RFC 5545, 3.8.7.4: SEQUENCE grows by one where an entry changed, not where it was only checked again. An entry that is
    told no more is CANCELLED, and told as such until 90 days after its last day. One whose record got another id keeps
    its UID. A former file that cannot be read counts as none: all numbers begin at 0 again.
    """
    before = {entry.uid: entry for entry in read(previous)}
    now: dict[str, Entry] = {}
    for entry in present:
        uid = next((uid for uid in (entry.uid, *entry.former_uids) if uid in before), entry.uid)
        now[uid] = _continued(replace(entry, uid=uid), before.get(uid))
    gone = [_called_off(entry, day) for uid, entry in before.items() if uid not in now and day - entry.last <= KEPT]
    return sorted([*now.values(), *gone], key=lambda entry: (entry.first, entry.uid))


def _continued(entry: Entry, before: Entry | None) -> Entry:
    if before is None:
        return entry
    same = replace(before, stamp=entry.stamp, sequence=entry.sequence) == entry
    return replace(entry, sequence=before.sequence if same else before.sequence + 1)


def _called_off(before: Entry, day: date) -> Entry:
    return before if before.cancelled else replace(before, sequence=before.sequence + 1, cancelled=True, stamp=day)


def read(data: bytes) -> list[Entry]:
    """Entries of a calendar that an earlier build wrote. Bytes that are no calendar have none; broken entries are left out."""
    try:
        events = Calendar.from_ical(data.decode("utf-8")).walk("VEVENT")
        return [entry for event in events if isinstance(event, Event) and (entry := _entry(event))]
    except Exception:
        # The file may hold anything, and the reader's ways to fail are not listed: whatever they are, there is no past.
        return []


def _entry(event: Event) -> Entry | None:
    """One entry; None where it is not one of ours, or is broken."""
    if event.errors or not {"UID", "DTSTART", "DTEND", "DTSTAMP", "SEQUENCE"} <= event.keys():
        return None
    first, end, stamp = (event.decoded(name) for name in ("dtstart", "dtend", "dtstamp"))
    uid, sequence = str(event["uid"]), int(str(event["sequence"]))
    days = type(first) is date and type(end) is date and isinstance(stamp, datetime) and first < end
    if not days or not uid.endswith(f"@{DOMAIN}") or not 0 <= sequence < 2**31 - 1:
        return None
    summary, description, url, place, status = (
        str(event.get(name, "")) for name in ("summary", "description", "url", "location", "status")
    )
    last = end - timedelta(days=1)
    return Entry(uid, first, last, stamp.date(), summary, description, url, place, sequence, cancelled=status == "CANCELLED")
