"""How complete and how fresh every table is, what is missing, what conflicts, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from generator import derive
from generator.bilingual import Text, plain
from generator.descriptor import Field
from generator.graph import Record
from generator.pages import formats
from generator.pages.addresses import address
from generator.pages.asides import Asides
from generator.pages.edition import Edition, Page
from generator.pages.footnotes import Footnotes
from generator.pages.groups import by_label, in_list_order

_OUTDATED = timedelta(days=730)
# Columns that a row names as its emptiest.
_EMPTIEST = 3
_ASKED = ("request", "difficulty")
# What records without an address of their own stand with: those that have an anchor there, and those that have none.
_ANCHORED = {"observations": "indicator", "law_amendments": "law", "task_forces": "zone", "cooperations": "zone"}
_UNANCHORED = {"exemption_laws": "exemption", "participations": "zone"}
_ABOUT = "about/"


@dataclass(frozen=True)
class Column:
    """How many cells of a column are filled; a pair of both languages that is filled together is one."""

    field: Field
    title: str
    filled: int
    rows: int


@dataclass(frozen=True)
class Place:
    """A record as a list names it, and where it stands."""

    record: Record
    words: Any
    path: str


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words, graph, day = edition.words, edition.graph, edition.day
    states = [derive.state_of_table(edition.package, graph, name) for name in edition.package.tables]
    zones = in_list_order(edition, graph.records("zones"))
    unconfirmed = [zone for zone in zones if edition.zone_status(zone).status == "unconfirmed"]
    without_end = [zone for zone in zones if derive.has_no_known_end(zone, day) and zone not in unconfirmed]
    lead = words(
        "quality.answer",
        zones=len(zones),
        unconfirmed=len(unconfirmed),
        without_end=len(without_end),
        rows=formats.number(sum(state.rows for state in states)),
        tables=len(states),
        conflicts=sum(state.conflicts for state in states),
        doubts=sum(state.doubts for state in states),
    )
    exemptions = graph.records("exemptions")
    programs = in_list_order(edition, graph.records("programs"))
    asked = [item for item in graph.records("agenda_items") if item.kind in _ASKED]
    sources = graph.records("sources")
    coverage = derive.coverage(edition.package)
    columns = {name: _columns(edition, name, coverage[name]) for name in coverage}
    values = Asides(edition, Footnotes(""))
    yield edition.page(
        "quality.md.j2",
        "quality/",
        words("quality.title"),
        lead,
        layout="quality",
        lead=lead,
        fresh=_freshness(edition, states),
        states=[(state, graph.descriptor.tables[state.name], columns[state.name], _emptiest(columns[state.name])) for state in states],
        percent=_percent,
        unconfirmed=unconfirmed,
        without_end=without_end,
        outdated=[(zone, derive.newest_source(derive.records_of_zone(zone))) for zone in zones if derive.is_outdated(zone, day, _OUTDATED)],
        exemptions=len(exemptions),
        without_outcome=[each for each in exemptions if derive.exemption_stage(each, day) == "not_stated"],
        programs=len(programs),
        without_call=[program for program in programs if edition.program_status(program) is None],
        asked=len(asked),
        unanswered=[item for item in asked if not derive.is_answered(item)],
        without_english=_without_english(edition),
        conflicts=_grouped(edition, [(place, _conflict(values, place.record, row)) for row, place in _about(edition, "conflicts")]),
        doubts=_doubts(edition),
        sources=len(sources),
        kinds=[(label, len(group)) for label, group in by_label(sources, "kind")],
        years=derive.sources_by_year(sources),
        undated=sum(source.published_on is None for source in sources),
    )


def _freshness(edition: Edition, states: list[derive.TableState]) -> str:
    """When records were compared with their sources, and up to which day these reach; empty for a registry without records."""
    firsts = [state.first_check for state in states if state.first_check]
    lasts = [state.last_check for state in states if state.last_check]
    if not firsts:
        return ""
    first, last = min(firsts), max(lasts)
    reach = [
        formats.date_words(text, edition.language) if text else edition.words("quality.no_day")
        for text in derive.reach_of_registry(edition.graph)
    ]
    days = [formats.date_words(each.isoformat(), edition.language) for each in (first, last)]
    told = {"first": days[0], "last": days[1], "news": reach[0], "laws": reach[1]}
    return edition.words("quality.fresh_day", **told) if first == last else edition.words("quality.fresh", **told)


def _percent(part: int, whole: int) -> int:
    """Whole percent; only what is empty is 0, and only what is full is 100."""
    if part == whole:
        return 100
    return max(100 * part // whole, 1 if part else 0)


def _columns(edition: Edition, name: str, coverage: Mapping[str, tuple[int, int]]) -> list[Column]:
    """Coverage of every column of a table, in the order of the file."""
    found: list[Column] = []
    schema = edition.package.tables[name].schema
    for field in schema.fields:
        other = f"{field.name[:-3]}_{'ko' if field.language == 'en' else 'en'}"
        is_pair = bool(field.language) and coverage.get(other) == coverage[field.name]
        if is_pair and field.language == "en":
            continue
        title = field.fact_title(edition.language) if is_pair else field.title(edition.language)
        found.append(Column(field, title, *coverage[field.name]))
    return found


def _emptiest(columns: list[Column]) -> list[Column]:
    """Optional columns with the smallest share of filled cells; full ones are left out."""
    optional = [column for column in columns if not column.field.required and column.filled < column.rows]
    return sorted(optional, key=lambda column: column.filled / column.rows)[:_EMPTIEST]


def _without_english(edition: Edition) -> list[tuple[str, str, int, int]]:
    """Tables whose names need no English form: name, title, records without one, records."""
    found = []
    for name, schema in edition.graph.descriptor.tables.items():
        if "name_en" in schema.field_by_name and not schema.field_by_name["name_en"].required and name != "names":
            records = edition.graph.records(name)
            if without := len(derive.without_english(records)):
                found.append((name, schema.title(edition.language), without, len(records)))
    return sorted(found, key=lambda each: -each[2])


def _about(edition: Edition, table: str) -> Iterator[tuple[Record, Place]]:
    """Rows that question other records, each with the place of its record."""
    for row in edition.graph.records(table):
        target = edition.graph.find(row.table_name, row.record_id)
        if target is not None:
            yield row, _place(edition, target)


def _place(edition: Edition, record: Record) -> Place:
    """Where a record stands: its page, its anchor, or the page of the record that it belongs to."""
    try:
        path = address(record)
    except KeyError:
        path = _path_of_owner(record)
    return Place(record, _named(edition, record), path)


def _path_of_owner(record: Record) -> str:
    """Where a record without an address stands; the page of its table for what stands on pages of many records."""
    if record.table in _ANCHORED:
        owner = getattr(record, _ANCHORED[record.table])
        return (address(owner).partition("#")[0] if owner is not None else _ABOUT) + f"#{record.id}"
    owner = record.graph.find(record.table_name, record.record_id) if record.table == "names" else None
    if record.table in _UNANCHORED:
        owner = getattr(record, _UNANCHORED[record.table])
    return address(owner) if owner is not None else f"data/{record.table}/"


def _named(edition: Edition, record: Record) -> Any:
    """A record's short name; of one without a name, what it links and its kind."""
    name = edition.short(record)
    if plain(name) != record.id:
        return name
    links = edition.graph.descriptor.tables[record.table].foreign_keys
    others = [getattr(record, key.link) for key in links if key.table != "sources"]
    parts = [_named(edition, other) for other in others if other is not None][:2]
    if "kind" in edition.graph.shapes[record.table].columns and record.column("kind").labels:
        parts.append(record.label("kind"))
    return Markup(" · ").join(parts) if parts else record.id


def _grouped(edition: Edition, rows: list[tuple[Place, Any]]) -> list[tuple[str, list[tuple[Place, Any]]]]:
    """Rows by the table of their record, the largest group first."""
    groups: dict[str, list[tuple[Place, Any]]] = {}
    for place, row in rows:
        groups.setdefault(place.record.table, []).append((place, row))
    titled = [(edition.graph.descriptor.tables[table].title(edition.language), group) for table, group in groups.items()]
    return sorted(titled, key=lambda pair: -len(pair[1]))


def _conflict(values: Asides, record: Record, conflict: Record) -> dict[str, Any]:
    """A conflict as a row of a table: what it is about, the value taken, the other one, and who says so."""
    language = values.edition.language
    what = conflict.topic if conflict.field == "*" else record.column(conflict.field).fact_title(language)
    taken = values.value(record, conflict.field, conflict.taken_value) if conflict.taken_value else ""
    return {
        "row": conflict,
        "what": what or "",
        "taken": taken,
        "other": values.value(record, conflict.field, conflict.other_value),
        "sources": list(dict.fromkeys([conflict.other_source, *(citation.source for citation in conflict.citations)])),
    }


def _doubts(edition: Edition) -> list[tuple[str, list[tuple[Text | str, list[Place], list[Record]]], int]]:
    """Open doubts by the table of their record; what is said of several records is told once, with all of them."""
    groups: dict[str, dict[str, tuple[Text | str, list[Place], list[Record]]]] = {}
    counts: dict[str, int] = {}
    for row, place in _about(edition, "doubts"):
        if row.resolved_on:
            continue
        table = place.record.table
        _, places, sources = groups.setdefault(table, {}).setdefault(str(row.note), (row.note, [], []))
        places.append(place)
        sources += [citation.source for citation in row.citations if citation.source not in sources]
        counts[table] = counts.get(table, 0) + 1
    titled = [(edition.graph.descriptor.tables[t].title(edition.language), list(group.values()), counts[t]) for t, group in groups.items()]
    return sorted(titled, key=lambda each: -each[2])
