"""Downloads: a page that leads to every file, and a page a table with the meaning of its columns."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive import coverage
from generator.pages.addresses import relative
from generator.pages.edition import Edition, Page


def pages(edition: Edition) -> Iterator[Page]:
    """The overview and a page for every table."""
    words = edition.words
    tables = list(edition.package)
    rows = [(table.schema, len(table.rows)) for table in tables]
    yield edition.page("data.md.j2", "data/", words("data.title"), words("data.lead"), tables=rows, root=root_from(edition, "data/"))
    filled = coverage(edition.package)
    for table in tables:
        path = f"data/{table.name}/"
        targets = {key.field: key.table for key in table.schema.foreign_keys}
        fields = [(field, filled[table.name][field.name][0], targets.get(field.name)) for field in table.schema.fields]
        schema = table.schema
        yield edition.page(
            "data_table.md.j2",
            path,
            words("data.table_title", name=schema.title(edition.language)),
            schema.description(edition.language),
            table=schema,
            rows=len(table.rows),
            fields=fields,
            root=root_from(edition, path),
        )


def root_from(edition: Edition, here: str) -> str:
    """The way from a page to the site's root, where data stands once for both editions."""
    way = relative(here, "")
    return way if edition.language == "ko" else f"{way}../"
