"""Every record and every column of the registry has a place on a page, or is named here with the reason why it has none."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator import package
from generator.descriptor import Descriptor, Field, TableSchema
from generator.graph import Graph, Record
from generator.pages import all_pages, formats
from generator.pages.addresses import WITH_PAGES, address
from generator.pages.edition import Edition
from tests.conftest import DAY
from tests.records import REGISTRY, Cells, descriptor, package_of, row

# Records without a page of their own: the links that lead to the records on whose pages they stand. Of a record without any of
# these, as of an event of the whole scheme, the page about the registry tells.
STANDS_ON = {
    "exemptions": ("project",),
    "agenda_items": ("meeting",),
    "calls": ("program",),
    "events": ("zone",),
    "periods": ("zone",),
    "zone_municipalities": ("zone",),
    "zone_regions": ("zone", "region"),
    "participations": ("zone", "organisation"),
    "exemption_laws": ("exemption", "law"),
    "program_providers": ("program", "organisation"),
    "program_regions": ("program", "region"),
    "program_zones": ("program", "zone"),
    "agenda_item_zones": ("agenda_item", "zone", "plan"),
    "term_laws": ("term", "law"),
    "law_articles": ("law",),
    "law_amendments": ("law",),
    "zone_notes": ("zone",),
    "zone_plans": ("region",),
    "event_exemptions": ("event", "exemption"),
    "program_laws": ("program", "law"),
    "call_audiences": ("call",),
    "task_forces": ("zone",),
    "cooperations": ("zone",),
    "cooperation_parties": ("cooperation", "organisation"),
    "observations": ("indicator", "zone"),
    "observation_regions": ("observation", "region"),
}
# Tables of which one page shows every record.
ON_ONE_PAGE = {"terms": "glossary/", "indicators": "outcomes/", "search_synonyms": "glossary/"}
ANCHORED = ("exemptions", "agenda_items", "calls", "events", "periods", "terms", "indicators", "law_articles", "zone_plans")
ABOUT_OTHERS = ("names", "citations", "conflicts", "doubts")
ABOUT_THE_SCHEME = "about/"

# Columns that only say which record a row is or belongs to.
KEYS = ("id", "table_name", "record_id", "field")
# Columns that no page shows as they are, each with its reason.
_OF_ITS_PAGE = "a page says the day of its own record only"
_OF_A_LINK = "a page says the sources of the records that a row links, not of the link"
HIDDEN = {
    "regions.capital_area": "said in a sentence",
    "programs.standing": "said as a status",
    "sources.title_kind": "decides how the title is written",
    "meetings.number": "the name holds it",
    "events.project_id": "the page of the project shows the event",
    "zone_municipalities.region_id": "the page shows the regions of the zone",
    "exemptions.outcome": "said as a stage",
    "observations.qualifier": "said with the value",
    "redirects.old_id": "the address of the page",
    "conflicts.taken_value": "stands where the page says the fact",
    "doubts.resolved_on": "a resolved doubt is not shown",
    "citations.note_ko": "in the data only",
    "citations.note_en": "in the data only",
    **dict.fromkeys((f"{table}.source_id" for table in ("program_zones", "agenda_item_zones")), _OF_A_LINK),
    **dict.fromkeys((f"{table}.source_id" for table in ("program_providers", "program_regions")), _OF_A_LINK),
    **dict.fromkeys((f"{table}.source_id" for table in ("event_exemptions", "call_audiences")), _OF_A_LINK),
    **dict.fromkeys((f"{table}.source_id" for table in ("cooperation_parties", "observation_regions")), _OF_A_LINK),
    **dict.fromkeys((f"{table}.checked_on" for table in (*STANDS_ON, "terms", "indicators", "names")), _OF_ITS_PAGE),
}


def test_every_table_has_a_known_place() -> None:
    assert {*WITH_PAGES, *STANDS_ON, *ON_ONE_PAGE, *ABOUT_OTHERS, "sources", "redirects"} == descriptor().tables.keys()


class Made:
    """All pages of an edition by their path, each also as text."""

    def __init__(self, edition: Edition) -> None:
        self.graph: Graph = edition.graph
        pages = list(all_pages(edition))
        # A link to the glossary stands in the middle of a fact, and changes no word of it.
        self.bodies = {page.path: re.sub(r'<a class="zr-term"[^>]*>(.*?)</a>', r"\1", page.body) for page in pages}
        self.records = {page.path: page.record for page in pages}
        about = (REGISTRY.parent / f"site_src/{edition.language}/about.md").read_text(encoding="utf-8")
        self.bodies[ABOUT_THE_SCHEME] = edition.text_page(about, ABOUT_THE_SCHEME)

    def all_but_data(self) -> list[str]:
        """Paths of all pages but those that explain tables and columns."""
        return [path for path in self.bodies if not path.startswith("data/")]

    def homes(self, record: Record) -> list[str]:
        """Paths of the pages on which a record should stand."""
        if record.table in WITH_PAGES:
            return [address(record)]
        if record.table in ON_ONE_PAGE:
            return [ON_ONE_PAGE[record.table]]
        if record.table == "redirects":
            return [f"{record.table_name}/{record.old_id}/"]
        if record.table in ABOUT_OTHERS:
            target = self.graph.find(record.table_name, record.record_id)
            assert target is not None
            return self.homes(target)
        return [path for other in ends(record) for path in self.homes(other)] or [ABOUT_THE_SCHEME]


@pytest.fixture(scope="session")
def real() -> Made:
    return Made(Edition(package.load(REGISTRY), "ko", DAY))


@pytest.mark.parametrize("table", WITH_PAGES)
def test_every_record_of_these_tables_has_a_page_and_is_listed(real: Made, table: str) -> None:
    index = real.bodies[f"{table}/"]
    for record in real.graph.records(table):
        assert real.records[address(record)] == f"{table}/{record.id}"
        assert f'data-record="{table}/{record.id}"' in index


@pytest.mark.parametrize("table", ANCHORED)
def test_every_record_of_these_tables_has_its_anchor_on_the_page_of_its_address(real: Made, table: str) -> None:
    for record in real.graph.records(table):
        path, _, anchor = address(record).partition("#")
        assert real.bodies[path].count(f' id="{anchor}"') == 1


def ends(record: Record) -> list[Record]:
    """The records on whose pages a record stands."""
    return [other for link in STANDS_ON[record.table] if (other := getattr(record, link)) is not None]


@pytest.mark.parametrize(
    "table", ["zone_regions", "participations", "program_providers", "program_regions", "program_zones", "program_laws"]
)
def test_every_link_between_two_records_with_pages_is_followed_both_ways(real: Made, table: str) -> None:
    for record in real.graph.records(table):
        one, other = ends(record)
        assert f'data-record="{other.table}/{other.id}"' in real.bodies[address(one)]
        assert f'data-record="{one.table}/{one.id}"' in real.bodies[address(other)]


@pytest.mark.parametrize("table", ["exemption_laws", "term_laws", "agenda_item_zones"])
def test_every_other_link_leads_from_the_block_of_one_record_to_the_page_of_the_other_and_back(real: Made, table: str) -> None:
    for record in real.graph.records(table):
        one, other = ends(record)
        (path,) = real.homes(one)
        block = real.bodies[path].partition(f' id="{one.id}"')[2]
        assert f'data-record="{other.table}/{other.id}"' in block
        (back,) = real.homes(other)
        assert one.id in real.bodies[back] or f'data-record="{path.rstrip("/")}"' in real.bodies[back]


def test_every_event_leads_to_the_projects_of_its_exemptions_and_is_told_on_their_pages(real: Made) -> None:
    for link in real.graph.records("event_exemptions"):
        project = link.exemption.project
        for path in real.homes(link.event):
            block = real.bodies[path].partition(f' id="{link.event_id}"')[2].partition("</li>")[0]
            assert f'data-record="projects/{project.id}"' in block
        assert f' id="{link.event_id}"' in real.bodies[address(project)]


def said(text: object) -> str:
    return html.escape(str(text)).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


def test_every_municipality_stands_on_the_page_of_its_zone(real: Made) -> None:
    for record in real.graph.records("zone_municipalities"):
        assert f"<li>{said(record.name)}" in real.bodies[address(record.zone)]


# Where each further row is told: the columns of which every word stands on each page of the row.
TOLD = {
    "names": ("name",),
    "zone_notes": ("note",),
    "law_articles": ("article", "title", "note"),
    "law_amendments": ("number", "note"),
    "task_forces": ("name", "duty", "parties"),
    "cooperations": ("name", "note", "parties"),
    "zone_plans": ("name",),
    "indicators": ("name", "definition"),
    "observations": ("note",),
    "search_synonyms": ("word", "means"),
}


@pytest.mark.parametrize("table", TOLD)
def test_every_word_of_these_tables_stands_on_every_page_of_its_record(real: Made, table: str) -> None:
    for record in real.graph.records(table):
        for path in real.homes(record):
            words = [getattr(record, column) for column in TOLD[table]]
            assert all(said(text) in real.bodies[path] for text in words if text), f"{record} is not on {path}"


def test_every_observation_of_a_region_stands_on_the_page_of_the_region_too(real: Made) -> None:
    for link in real.graph.records("observation_regions"):
        assert f' id="{link.observation_id}"' in real.bodies[address(link.region)]


def test_every_cooperation_is_told_on_the_page_of_each_of_its_organisations(real: Made) -> None:
    for link in real.graph.records("cooperation_parties"):
        assert said(link.cooperation.note) in real.bodies[address(link.organisation)]
        assert f'data-record="organisations/{link.organisation_id}"' in real.bodies[real.homes(link.cooperation)[0]]


@pytest.mark.parametrize("table", ["conflicts", "doubts"])
def test_every_conflict_and_every_open_doubt_stands_on_every_page_of_its_record(real: Made, table: str) -> None:
    for record in real.graph.records(table):
        if table == "doubts" and record.resolved_on:
            continue
        for path in real.homes(record):
            asides = "".join(re.findall(r'<ul class="zr-asides">.*?</ul>', real.bodies[path], re.DOTALL))
            words = [record.note, record.topic] if table == "conflicts" else [record.note]
            assert all(said(text) in asides for text in words if text), f"{record} is not on {path}"


def listed(source: Record, body: str) -> bool:
    """True where the list of sources of a page holds this one."""
    sources = body.partition('<div class="zr-sources">')[2]
    return f'href="{said(source.url)}"' in sources if source.url else said(source.title or source.publisher) in sources


def test_every_source_that_a_record_names_is_listed_on_a_page_of_that_record(real: Made) -> None:
    for record in real.graph:
        link = {"conflicts": "other_source"}.get(record.table, "source")
        if link in real.graph.shapes[record.table].links:
            source = getattr(record, link)
            assert any(listed(source, real.bodies[path]) for path in real.homes(record)), f"{source} of {record}"


# Columns


def marked_descriptor() -> Descriptor:
    """The descriptor, in which the words for an allowed value say which column they belong to."""

    def marked(table: TableSchema) -> TableSchema:
        fields = [
            {
                **field.spec,
                "labels": {value: {language: label(table.name, field.name) for language in ("ko", "en")} for value in field.labels},
            }
            for field in table.fields
        ]
        return replace(table, spec={**table.spec, "fields": fields})

    return replace(descriptor(), tables={name: marked(table) for name, table in descriptor().tables.items()})


def label(table: str, column: str) -> str:
    return f"word-for-{table}-{column}"


def cell(table: str, field: Field, number: int) -> str:
    """A value that no other column has."""
    if field.labels:
        return next(iter(field.labels))
    if field.type == "boolean":
        return "true"
    if field.type == "date" or field.is_partial_date:
        return (date(2001, 1, 1) + timedelta(days=40 * number)).isoformat()
    if field.type in ("integer", "number"):
        return str(3_000 + number)
    if field.is_url:
        return f"https://{table}-{field.name}.example/".replace("_", "-")
    return f"{table}-{field.name}-cell"


def forms(field: Field, value: str, language: str, table: str) -> Iterator[str]:
    """How a page may show the value of a column."""
    if field.labels:
        yield label(table, field.name)
    elif field.type == "boolean":
        # A page says it in words of its own; "true" stands in the attributes of many elements.
        return
    elif field.type == "date" or field.is_partial_date:
        yield f'datetime="{value}"'
        yield formats.date_words(value, language)
    elif field.name.endswith("_krw"):
        yield f'value="{value}"'
    elif field.type in ("integer", "number"):
        yield formats.number(int(value))
        yield value
    else:
        yield value


def target(table: str, column: str) -> str:
    return f"of-{table}-{column}".replace("_", "-")


# Values without which other columns have no place.
FITTING = {
    "observations": {"scope": "round"},
    "redirects": {"table_name": "zones", "new_id": "zones"},
}


def full_registry() -> dict[str, list[Cells]]:
    """One record in every table with every cell filled, and one more for each of its links to lead to."""
    tables: dict[str, list[Cells]] = {name: [] for name in descriptor().tables}
    number = 0
    for name, table in descriptor().tables.items():
        links = {key.field: key.table for key in table.foreign_keys}
        cells: Cells = {}
        for field in table.fields:
            number += 1
            cells[field.name] = target(name, field.name) if field.name in links else cell(name, field, number)
        cells["id"] = name.replace("_", "-")
        if table.is_polymorphic:
            # A doubt that is resolved is shown no more.
            place = {"table_name": "zones", "record_id": "zones", "field": "*", "resolved_on": ""}
            cells |= {column: value for column, value in place.items() if column in cells}
        cells |= FITTING.get(name, {})
        tables[name].append(cells)
        for field_name, other in links.items():
            tables[other].append(row(target(name, field_name), **required_links(other)))
    # Short names stand in lists of zones.
    tables["zone_regions"].append(row("zones-regions", zone_id="zones", region_id="regions", source_id="sources"))
    return tables


def required_links(table: str) -> Cells:
    """Cells that lead from a further record to the full ones."""
    schema = descriptor().tables[table]
    return {key.field: key.table.replace("_", "-") for key in schema.foreign_keys if schema.field_by_name[key.field].required}


@pytest.fixture(scope="module", params=["ko", "en"])
def full(request: pytest.FixtureRequest) -> Made:
    loaded = package_of(full_registry())
    schemas = marked_descriptor()
    tables = {name: replace(table, schema=schemas.tables[name]) for name, table in loaded.tables.items()}
    return Made(Edition(package.Package(schemas, tables), request.param, DAY))


def is_shown(made: Made, record: Record, field: Field) -> bool:
    """True where a page on which the record should stand shows the value of the column."""
    paths = made.homes(record) if record.table != "sources" and not field.name.startswith("short_name") else made.all_but_data()
    linked = next((key.table for key in record.graph.descriptor.tables[record.table].foreign_keys if key.field == field.name), "")
    if not linked:
        value = record.row.text(field.name)
        return value != "" and any(
            form in made.bodies[path] for path in paths for form in forms(field, value, made.graph.language, record.table)
        )
    id = target(record.table, field.name)
    signs = (f"publisher of {id}",) if linked == "sources" else (f'data-record="{linked}/{id}"', f' id="{id}"')
    return f"{linked}/{id}/" in paths or any(sign in made.bodies[path] for path in paths for sign in signs)


def test_every_column_is_shown_on_a_page_or_hidden_for_a_reason(full: Made) -> None:
    hidden = set()
    for name, table in descriptor().tables.items():
        record = full.graph.find(name, name.replace("_", "-"))
        assert record is not None
        for field in table.fields:
            if field.name in KEYS or (field.language and field.language != full.graph.language):
                continue
            if not is_shown(full, record, field):
                hidden.add(f"{name}.{field.name}")
    other = "en" if full.graph.language == "ko" else "ko"
    assert hidden == {column for column in HIDDEN if not column.endswith(f"_{other}")}
