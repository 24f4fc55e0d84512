"""``/feeds/deadlines.ics`` and ``/feeds/regions/<id>.ics``: iCalendar files (RFC 5545 and RFC 7986) to subscribe to.

All entries are all-day ones. ``zones build`` reads the calendars of the site that it is about to replace, which still stands
at its place while the new one is made: what they said decides SEQUENCE and what is CANCELLED (``history``). Where no earlier
site stands, as on a fresh machine, the calendars begin anew; to go on there, put the published ``feeds/`` into the site's folder
with the rest of the site before the build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText, vUri

from generator import derive
from generator.datasets.linked import Linked
from generator.feeds.entries import Entries, ids_before
from generator.feeds.history import Entry, continued
from generator.feeds.words import say

FOLDER = "feeds"
WHOLE = f"{FOLDER}/deadlines.ics"

_ZONE = "Asia/Seoul"
# How often a program that subscribes should ask again: a site is built at most once a day.
_REFRESH = timedelta(days=1)


def calendars(linked: Linked, site_url: str = "", previous: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    """Paths below the site's root and contents: the whole calendar, then one for each region.

    ``previous`` are the bytes of former calendars by the same paths (see ``former``). A region has the entries of its zones and of
    those that went into it, of programs that name it or such a zone, and of meetings that treated one. A region whose
    id was changed has its calendar at the old path too. The same arguments give the same bytes.
    """
    address = site_url.rstrip("/") + "/" if site_url else ""
    said = previous or {}
    graph = linked.graphs["ko"]
    present = list(Entries(linked, address))
    before_by_id = ids_before(graph)
    yield WHOLE, _calendar(say("calendar.all", "ko"), continued(present, said.get(WHOLE, b""), linked.day), address and address + WHOLE)
    for region in sorted(graph.records("regions"), key=lambda region: region.id):
        paths = [region_path(id) for id in (region.id, *before_by_id.get(("regions", region.id), []))]
        ids = {each.id for each in derive.region_and_before(region)}
        own = [entry for entry in present if entry.regions & ids]
        before = next((said[path] for path in paths if path in said), b"")
        name = say("calendar.region", "ko", region=region.short_name)
        data = _calendar(name, continued(own, before, linked.day), address and address + paths[0])
        yield from ((path, data) for path in paths)


def former(site: Path) -> dict[str, bytes]:
    """Calendars that stand in a finished site, by their paths; what is not there or cannot be read is left out."""
    found = {}
    for path in sorted((site / FOLDER).rglob("*.ics")):
        try:
            found[path.relative_to(site).as_posix()] = path.read_bytes()
        except OSError:
            continue
    return found


def region_path(id: str) -> str:
    """Path of a region's calendar below the site's root."""
    return f"{FOLDER}/regions/{id}.ics"


def _calendar(name: str, entries: list[Entry], address: str) -> bytes:
    calendar = Calendar()
    about = "\n".join(say("calendar.about", language) for language in ("ko", "en"))
    calendar.add("prodid", "-//zone-registry//zone-registry//KO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # Each is told twice: by its name in RFC 7986, and by the one that programs knew before.
    for key, value in (("name", name), ("x-wr-calname", name), ("description", about), ("x-wr-caldesc", about)):
        calendar.add(key, vText(value))
    calendar.add("x-wr-timezone", _ZONE)
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    if address:
        calendar.add("source", vUri(address), parameters={"VALUE": "URI"})
    # A calendar must hold something (RFC 5545, 3.4), and a region may have no day yet.
    calendar.add_component(_time_zone())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _time_zone() -> Timezone:
    """Korean time, which has had no summer time since 1988."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", _ZONE)
    standard.add("dtstart", datetime(1989, 1, 1))
    standard.add("tzname", "KST")
    for name in ("tzoffsetfrom", "tzoffsetto"):
        standard.add(name, timedelta(hours=9))
    zone.add_component(standard)
    return zone


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", _midnight(entry.stamp))
    event.add("dtstart", entry.first)
    # The end of an all-day entry is the day after it (RFC 5545, 3.6.1).
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # An end or a closing day does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.url:
        event.add("url", vUri(entry.url))
    if entry.place:
        event.add("location", entry.place)
    return event


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
