"""Sources of records, and up to which day they reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator import dates
from generator.graph import Graph, Record

_STATUTES = ("law", "gazette")
# Reference works carry a day of their own, which says nothing of how far the news was read.
UNDATED_KINDS = ("paper",)


def sources_of(record: Record, field: str | None = None) -> list[Record]:
    """Sources of a record, the best one first; of one field where ``field`` is given: only those tied to it."""
    found: list[Record] = []
    if field is None and "source" in record.graph.shapes[record.table].links and record.source is not None:
        found.append(record.source)
    for citation in record.citations:
        if (field is None and citation.field == "*") or (field is not None and citation.field == field):
            found.append(citation.source)
    return list(dict.fromkeys(found))


def records_of_zone(zone: Record) -> list[Record]:
    """The zone and every record that tells of it alone: its projects, exemptions, periods, events, participations."""
    found = [zone, *zone.periods, *zone.events, *zone.participations, *zone.projects, *zone.notes, *zone.cooperations]
    found += [*zone.task_forces, *zone.observations]
    found += [exemption for project in zone.projects for exemption in project.exemptions]
    return found


def newest_source(records: Iterable[Record], statutes: bool = False) -> str | None:
    """Day of the newest source of the records, news (default) or statutes; None where no source has a day."""
    days = [
        source.published_on
        for record in records
        for source in [*sources_of(record), *(conflict.other_source for conflict in record.conflicts)]
        if source.published_on and source.kind not in UNDATED_KINDS and (source.kind in _STATUTES) == statutes
    ]
    return max(days, key=lambda text: (dates.first_day(text), text)) if days else None


def reach_of_registry(graph: Graph) -> tuple[str | None, str | None]:
    """Up to which day the sources of the whole registry reach: news, statutes."""
    dated = [s for s in graph.records("sources") if s.published_on and s.kind not in UNDATED_KINDS]
    news = [s.published_on for s in dated if s.kind not in _STATUTES]
    laws = [s.published_on for s in dated if s.kind in _STATUTES]
    return max(news, key=dates.first_day, default=None), max(laws, key=dates.first_day, default=None)


def has_one_source(record: Record) -> bool:
    """True where one page alone supports a record and its fields; a page that was copied from another is the same one."""
    named = [record.source, *(citation.source for citation in record.citations)]
    return len({source.original or source for source in named if source is not None}) == 1


def sources_by_year(sources: Iterable[Record]) -> list[tuple[int, int]]:
    """How many sources were published in each year, the newest year first; years of none are left out."""
    found = Counter(dates.first_day(source.published_on).year for source in sources if source.published_on)
    return sorted(found.items(), reverse=True)
