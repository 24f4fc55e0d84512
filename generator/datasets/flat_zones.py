"""``zones_flat.csv``: one row a zone with names in place of ids, for people who work in a spreadsheet.

The copies in ``excel/`` and ``excel/en/`` hold the same cells under titles of one language, in the form that Excel opens with
its letters right and that it takes for no formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from generator.datasets.excel_csv import FOLDERS, spreadsheet_csv, spreadsheet_safe
from generator.datasets.flat_columns import columns, zones
from generator.datasets.linked import Linked
from generator.descriptor import Descriptor, TableSchema

NAME = "zones_flat"
PATH = f"{NAME}.csv"

_RESOURCE = {
    "name": NAME,
    "type": "table",
    "title": "특구 요약표",
    "title_en": "Zones, one row each",
    "path": PATH,
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"csv": {"delimiter": ",", "quoteChar": '"'}},
}
_DESCRIPTIONS = {
    "description": "특구마다 한 줄입니다. 식별자 대신 이름을 적었고, 이름이 여럿이면 세미콜론으로 이었습니다.",
    "description_en": "One row a zone, with names in place of ids. Several names are joined by semicolons.",
}


def files(linked: Linked) -> Iterator[tuple[str, bytes]]:
    """The table under the names of its columns, and a copy for Excel under titles in each language; none without zones."""
    if "zones" not in linked.package.tables:
        return
    found = columns(linked.package.descriptor)
    rows = [[column.cell(zone) for column in found] for zone in zones(linked)]
    yield PATH, _csv([[column.field.name for column in found], *rows])
    safe = [[spreadsheet_safe(cell) for cell in row] for row in rows]
    for language, folder in FOLDERS.items():
        yield f"{folder}{PATH}", spreadsheet_csv([[column.field.title(language) for column in found], *safe])


def described(descriptor: Descriptor) -> TableSchema:
    """The flat table as a descriptor describes a table of the registry; its columns are those of the file."""
    schema = {
        **{key: _RESOURCE[key] for key in ("title", "title_en")},
        **_DESCRIPTIONS,
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": ["id"], "reference": {"resource": "zones", "fields": ["id"]}, "link": "zone"}],
        "fields": [column.field.spec for column in columns(descriptor)],
    }
    return TableSchema(NAME, PATH, _RESOURCE, schema, "")


def _csv(rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
