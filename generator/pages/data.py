"""Downloads: a page that leads to every file, and a page a table with the meaning of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator import derive
from generator.bilingual import Text
from generator.charts.drawing import Chart
from generator.charts.keys import KeyBox, KeyWords, keys
from generator.descriptor import Field, TableSchema
from generator.package import Table
from generator.pages import formats
from generator.pages.addresses import relative
from generator.pages.edition import Edition, Page
from generator.pages.snippets import snippets

# Stands for the address of a site that does not know its own (RFC 2606).
UNKNOWN_SITE = "https://example.org/"

_PREVIEW_ROWS, _FEW_COLUMNS, _LEAST_FILLED = 5, 3, 5
_LONGEST_CELL = 60


@dataclass(frozen=True)
class Download:
    """A file below the site's root, with ``{table}`` in its path where each table has one.

    ``use`` and ``dates`` end the keys of the words that tell what it is good for and what it does with dates. ``language`` is
    that of its titles; ``needs`` names the table without which it is not written.
    """

    path: str
    format: str
    use: str
    dates: str
    language: str = ""
    needs: str = ""

    @property
    def name(self) -> str:
        """The path as readers see it: below /data/, where nearly all files are."""
        return self.path.removeprefix("data/")

    def of(self, table: str) -> Download:
        """The file of one table."""
        return Download(self.path.replace("{table}", table), self.format, self.use, self.dates, self.language, self.needs)


# All downloads, in the order in which the pages list them.
EACH = (
    Download("data/excel/{table}.csv", "Excel", "excel_ko", "excel", "ko"),
    Download("data/excel/en/{table}.csv", "Excel", "excel_en", "excel", "en"),
    Download("data/{table}.csv", "CSV", "csv", "text"),
    Download("data/{table}.parquet", "Parquet", "parquet", "bounds"),
    Download("data/{table}.json", "JSON", "json", "text"),
    Download("data/{table}.jsonl", "JSON Lines", "jsonl", "text"),
)
WHOLE = (
    Download("data/zones_flat.csv", "CSV", "flat", "bounds", needs="zones"),
    Download("data/registry.zip", "ZIP", "archive", "kept"),
    Download("data/datapackage.json", "Frictionless", "package", "none"),
    Download("data/SHA256SUMS", "SHA-256", "checksums", "none"),
)


@dataclass(frozen=True)
class Column:
    """A column as its table's page explains it. ``example`` is a cell of the data, and None where all are empty."""

    field: Field
    filled: int
    rows: int
    example: Text | None
    target: str

    @property
    def kind(self) -> str:
        """The type with what the descriptor adds to it."""
        if self.field.is_partial_date:
            return "partial_date"
        return "url" if self.field.is_url else self.field.type


@dataclass(frozen=True)
class Keys:
    """The links of a table with others by its foreign keys: in the order of its columns, and in that of the package."""

    targets: tuple[KeyBox, ...]
    origins: tuple[KeyBox, ...]
    any_table: tuple[TableSchema, ...]


def pages(edition: Edition, site_url: str = "") -> Iterator[Page]:
    """The overview and a page for every table. ``site_url`` is the site's public address, empty where none is known."""
    yield _overview(edition)
    coverage = derive.coverage(edition.package)
    for table in edition.package:
        yield _table_page(edition, table, coverage[table.name], site_url)


def root_from(edition: Edition, here: str) -> str:
    """The way from a page to the site's root, where data stands once for both editions."""
    way = relative(here, "")
    return way if edition.language == "ko" else f"{way}../"


def _overview(edition: Edition) -> Page:
    words, tables = edition.words, list(edition.package)
    rows = sum(len(table.rows) for table in tables)
    lead = words("data.lead", tables=len(tables), rows=formats.number(rows))
    return edition.page(
        "data.md.j2",
        "data/",
        words("data.title"),
        lead,
        lead=lead,
        whole=[each for each in WHOLE if not each.needs or each.needs in edition.package.tables],
        each=[each.of(words("data.placeholder")) for each in EACH],
        tables=[(table.schema, len(table.rows), _listed(edition, table.name)) for table in tables],
        root=root_from(edition, "data/"),
    )


def _listed(edition: Edition, table: str) -> list[Download]:
    """The files of a table that a list names without saying what they are for; those for Excel in the language of the page."""
    return [each.of(table) for each in EACH if each.language in ("", edition.language) and each.path.startswith("data/")]


def _table_page(edition: Edition, table: Table, coverage: Mapping[str, tuple[int, int]], site_url: str) -> Page:
    schema, words, path = table.schema, edition.words, f"data/{table.name}/"
    columns = _columns(edition, table, coverage)
    optional = [column for column in columns if column.filled < column.rows]
    few = _few(schema, edition.language)
    name = schema.title(edition.language)
    links = _keys(edition, schema)
    primary = schema.spec.get("primaryKey") or []
    base = f"{site_url.rstrip('/')}/" if site_url else UNKNOWN_SITE
    return edition.page(
        "data_table.md.j2",
        path,
        words("data.table_title", name=name),
        schema.description(edition.language),
        table=schema,
        name=name,
        listed=_listed(edition, table.name),
        columns=columns,
        state=derive.state_of_table(edition.package, edition.graph, table.name),
        size=len(table.raw or b""),
        # A single column may stand without a list (Table Schema).
        primary=[primary] if isinstance(primary, str) else primary,
        links=links,
        picture=_picture(edition, schema, links),
        few=few,
        preview=[[_shown(edition, field, row.text(field.name)) for field in schema.fields] for row in table.rows[:_PREVIEW_ROWS]],
        gaps=sorted(optional, key=lambda column: column.filled)[:_LEAST_FILLED],
        downloads=[each.of(table.name) for each in (*EACH, *(file for file in WHOLE if file.needs == table.name))],
        snippets=[(each, _in_pre(each.code)) for each in snippets(table.name, f"{base}data/")],
        placeholder="" if site_url else UNKNOWN_SITE,
        address=f"{'/' if edition.language == 'ko' else '/en/'}{path}",
        root=root_from(edition, path),
    )


def _columns(edition: Edition, table: Table, coverage: Mapping[str, tuple[int, int]]) -> list[Column]:
    targets = {key.field: key.table for key in table.schema.foreign_keys}
    found = []
    for field in table.schema.fields:
        cell = next((text for row in table.rows if (text := row.text(field.name))), "")
        example = _shown(edition, field, cell) if cell else None
        found.append(Column(field, *coverage[field.name], example, targets.get(field.name, "")))
    return found


def _shown(edition: Edition, field: Field, cell: str) -> Text:
    """A cell on one line, a long one cut, in the language of its column."""
    line = " ".join(cell.split())
    short = line if len(line) <= _LONGEST_CELL else line[:_LONGEST_CELL].rstrip() + "…"
    return Text(short, field.language or edition.language, edition.language)


def _few(schema: TableSchema, language: str) -> set[str]:
    """The columns that tell most of a row on a narrow screen: the first ones that are no links and not in the other language."""
    links = {key.field for key in schema.foreign_keys}
    telling = [field.name for field in schema.fields if field.language in ("", language) and field.name not in links]
    others = [field.name for field in schema.fields if field.name in links]
    # A row that only joins two others is its id and its links.
    chosen = telling if len(telling) > _FEW_COLUMNS else [*telling[:1], *others]
    return set(chosen[:_FEW_COLUMNS])


def _keys(edition: Edition, schema: TableSchema) -> Keys:
    tables = edition.package.descriptor.tables
    targets: dict[str, list[str]] = {}
    for key in schema.foreign_keys:
        targets.setdefault(key.table, []).append(key.field)
    origins = {
        other.name: columns
        for other in tables.values()
        if other is not schema and (columns := [key.field for key in other.foreign_keys if key.table == schema.name])
    }
    any_table = tuple(other for other in tables.values() if other.is_polymorphic and other is not schema)
    return Keys(
        tuple(_box(edition, schema, name, columns) for name, columns in targets.items()),
        tuple(_box(edition, schema, name, columns) for name, columns in origins.items()),
        any_table,
    )


def _box(edition: Edition, schema: TableSchema, name: str, columns: list[str]) -> KeyBox:
    title = edition.package.descriptor.tables[name].title(edition.language)
    said = edition.words("data.itself", name=title) if name == schema.name else title
    return KeyBox(said, tuple(columns), relative(f"data/{schema.name}/", f"data/{name}/"))


def _picture(edition: Edition, schema: TableSchema, links: Keys) -> Chart | None:
    """The links as a picture; None where there are none."""
    if not links.targets and not links.origins:
        return None
    words, name = edition.words, schema.title(edition.language)
    said = KeyWords(
        words("data.keys_picture", name=name),
        words("data.keys_said", targets=len(links.targets), origins=len(links.origins)),
        words("data.keys_to"),
        words("data.keys_from"),
    )
    return keys("keys-picture", said, (name, schema.name), links.targets, links.origins)


def _in_pre(code: str) -> Markup:
    """Lines of code as HTML on one line of the page's Markdown, which a blank line would end."""
    return Markup(str(escape(code)).replace("\n", "&#10;"))
