"""Which days of the registry stand in calendars: calls, ends of zones and permits, meetings.

Only days known to the full date: an end in ``2028-05`` has no entry, since any day in it would be invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator import derive
from generator.datasets.linked import Linked
from generator.dates import first_day
from generator.derive.periods import beginning, kind_of_grant
from generator.feeds.history import DOMAIN, Entry
from generator.feeds.words import label, say
from generator.graph import Graph, Record
from generator.pages.addresses import address
from generator.renames import follow

_LANGUAGES = ("ko", "en")


class Entries:
    """Entries of a registry on a day, all of them. Links to pages need ``site``, the address of the site with a slash at the end."""

    def __init__(self, linked: Linked, site: str = "") -> None:
        self._linked = linked
        self._site = site
        self._former = ids_before(linked.graphs["ko"])

    def __iter__(self) -> Iterator[Entry]:
        graph = self._linked.graphs["ko"]
        for call in graph.records("calls"):
            if call.kind == "call":
                yield from self._of_call(call)
        for zone in graph.records("zones"):
            yield from self._of_zone(zone)
        for meeting in graph.records("meetings"):
            if to_the_day(meeting.held_on):
                yield self._of_meeting(meeting)

    def _of_call(self, call: Record) -> Iterator[Entry]:
        program = call.program
        regions = [*program.regions, *(region for zone in program.zones for region in zone.regions)]
        link = call.url or program.url
        for kind, field in (("call_opens", "opens_on"), ("call_closes", "closes_on")):
            if to_the_day(getattr(call, field)):
                more = [("call", link)] if link else []
                yield self._entry(kind, call, field, (program, call) if call.title else (program,), regions, more)

    def _of_zone(self, zone: Record) -> Iterator[Entry]:
        """Ends of a zone, and those of its permits that end while it goes on."""
        ends = ends_of_zone(zone, self._linked.day)
        permits = _permits(zone)
        for end, (kind, period) in ends.items():
            together = dict.fromkeys(permit.project for permit in permits if permit.ends_on == end and permit.project is not None)
            more = [("permit", self._both_names(project)) for project in together]
            if kind == "ended":
                # Where the end that a period stated came true, it is the same entry.
                stated = (_uid("zone_end", period.table, period.id),) if period else ()
                ended = self._entry("zone_ended", zone, "ended_on", (zone,), zone.regions, more)
                yield replace(ended, former_uids=(*stated, *ended.former_uids))
            elif period:
                yield self._entry(f"zone_{kind}", period, "ends_on", (zone,), zone.regions, more)
        for permit in permits:
            outlived = zone.ended_on is not None and first_day(zone.ended_on) <= first_day(permit.ends_on)
            if permit.ends_on not in ends and not outlived:
                yield self._entry("permit", permit, "ends_on", (zone, permit.project) if permit.project else (zone,), zone.regions)

    def _of_meeting(self, meeting: Record) -> Entry:
        """A meeting on all its days; on the first alone where the last is not known to the day."""
        of_items = [region for item in meeting.agenda_items for region in derive.regions_of_item(item)]
        regions = [*of_items, *(region for zone in derive.zones_of_meeting(meeting) for region in zone.regions)]
        return self._entry("meeting", meeting, "held_on", (meeting,), regions)

    def _entry(
        self,
        kind: str,
        record: Record,
        field: str,
        named: tuple[Record, ...],
        regions: list[Record],
        more: list[tuple[str, str]] | None = None,
    ) -> Entry:
        """The entry of a day that stands in ``field`` of ``record``; ``named`` are the records by which it is called."""
        text = getattr(record, field)
        last = record.ends_on if record.table == "meetings" and record.ends_on else text
        names = {language: self._name(named, language) for language in _LANGUAGES}
        lines = [say(f"sentence.{kind}", "ko"), say(f"entry.{kind}", "en", name=names["en"]), say(f"sentence.{kind}", "en")]
        if not to_the_day(last):
            lines.append(_line("end", last))
            last = text
        lines += [_line(key, value) for key, value in more or []]
        lines += [_line("other", f"{each.other_value} ({_source(each.other_source)})") for each in _others(record, field)]
        pages = [f"{self._site}{edition}{address(record)}" for edition in ("", "en/")] if self._site else []
        lines += [_line("page", page) for page in pages]
        sources = dict.fromkeys([*derive.sources_of(record, field), record.source])
        lines += [_line("source", _source(source)) for source in sources]
        return Entry(
            uid=_uid(kind, record.table, record.id),
            first=date.fromisoformat(text),
            last=date.fromisoformat(last),
            stamp=record.checked_on,
            summary=say(f"entry.{kind}", "ko", name=names["ko"]),
            description="\n".join(lines),
            url=pages[0] if pages else "",
            place=str(record.place or "") if kind == "meeting" else "",
            former_uids=tuple(_uid(kind, record.table, id) for id in self._former.get((record.table, record.id), ())),
            regions=frozenset(region.id for region in regions),
        )

    def _both_names(self, record: Record) -> str:
        return " / ".join(dict.fromkeys(self._name((record,), language) for language in _LANGUAGES))

    def _name(self, records: tuple[Record, ...], language: str) -> str:
        """Names of records, the wider one first; a zone by its short one."""
        found = []
        for record in records:
            own = self._linked.graphs[language].find(record.table, record.id)
            stem = {"zones": "short_name", "projects": "title", "calls": "title"}.get(record.table, "name")
            found.append(str(getattr(own, stem)))
        return ": ".join(dict.fromkeys(found))


def ends_of_zone(zone: Record, day: date) -> dict[str, tuple[str, Record | None]]:
    """Full dates on which a zone ends: what ends then (``active``, ``temporary_permit``; ``ended``: all), and a period that says so.

    They are the end that holds on ``day``, and those past: what ``zone_status`` of an end's own day gives. So an end stands on
    after its day, whatever the status is by then, and goes only where the registry says something else of it.
    """
    until = derive.zone_status(zone, day).until
    past = {period.ends_on for period in zone.periods if to_the_day(period.ends_on) and first_day(period.ends_on) < day}
    found: dict[str, tuple[str, Record | None]] = {}
    for end in sorted(end for end in {*past, until} if end is not None and to_the_day(end)):
        told = [status for status in (derive.zone_status(zone, then) for then in (first_day(end), day)) if status.until == end]
        if told or end == until:
            kind = "ended" if zone.ended_on == end else told[0].status
            found[end] = kind, _period_that_ends(zone, end, kind)
    return found


def _period_that_ends(zone: Record, end: str, kind: str) -> Record | None:
    """The period that says an end: one of that kind of grant, of the whole zone before those of projects, the first to begin.

    Not the one that ``basis_of_status`` takes: a period added later must not take the entry over.
    """
    periods = sorted(zone.periods, key=beginning)
    ending = [period for period in periods if period.ends_on == end]
    return min(ending, key=lambda period: (kind_of_grant(period, periods) != kind, period.project is not None), default=None)


def _permits(zone: Record) -> list[Record]:
    """Temporary permits whose end is known to the day, and extensions of such; one without a start may extend anything."""
    periods = sorted(zone.periods, key=beginning)
    found = [period for period in periods if to_the_day(period.ends_on) and kind_of_grant(period, periods) == "temporary_permit"]
    return [period for period in found if period.kind == "temporary_permit" or period.starts_on]


def ids_before(graph: Graph) -> dict[tuple[str, str], list[str]]:
    """Ids that records had before, by table and present id, in the order of the ids."""
    new_by_table: dict[str, dict[str, str]] = {}
    for redirect in graph.records("redirects"):
        new_by_table.setdefault(redirect.table_name, {})[redirect.old_id] = redirect.new_id or ""
    found: dict[tuple[str, str], list[str]] = {}
    for table, new_by_old in new_by_table.items():
        for old in sorted(new_by_old):
            found.setdefault((table, follow(old, new_by_old)[-1]), []).append(old)
    return found


def to_the_day(text: str | None) -> bool:
    """True where a date is known to the day."""
    return text is not None and len(text) == len("2028-05-31")


def _line(key: str, value: str) -> str:
    return f"{label(f'line.{key}')}: {value}"


def _uid(kind: str, table: str, id: str) -> str:
    # The words for a zone's end may change with what ends; the entry stays the same one.
    kind = "zone-end" if kind.startswith("zone_") else kind.replace("_", "-")
    return f"{kind}-{table}-{id}@{DOMAIN}"


def _others(record: Record, field: str) -> list[Record]:
    return [conflict for conflict in record.conflicts if conflict.field == field and conflict.other_value]


def _source(source: Record | None) -> str:
    """A source as one line, by what is known of it."""
    told = (source.publisher, source.title, source.published_on, source.url) if source is not None else ()
    return ", ".join(str(each) for each in told if each)
