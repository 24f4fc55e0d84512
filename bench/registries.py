"""Registries that the benchmarks need beside the real one: a large one, and one in which every row is wrong."""

from __future__ import annotations

import csv
import io
import shutil
from itertools import islice, product
from pathlib import Path

from generator import package

REGISTRY = Path(__file__).parents[1] / "registry"
# The end of a column's name, and what becomes of its cell.
_MISTAKES = (
    ("id", "{}-X"),
    ("_id", "{}q"),
    ("_on", "2024.08.26"),
    ("_on", "2024-02-30"),
    ("checked_on", "2062-01-01"),
    ("source_id", ""),
    ("_ko", "<b>{}</b>"),
    ("_ko", "{{{{ {} }}}}"),
    ("_ko", "={}"),
    ("_ko", "{}\u200b"),
    ("_ko", " {} "),
    ("_ko", "{0}\u3000{0}"),
    ("_en", "특구 {}"),
    ("_en", ""),
    ("kind", "{}s"),
    ("count", "1,500"),
    ("_krw", "1조 5천억"),
    ("url", "javascript:{}"),
    ("id", "#REF!"),
    ("id", "＃{}"),
)
_ROLES = ("operator", "lead", "partner", "site")


def large(folder: Path, rows: int) -> Path:
    """The real registry with so many participations, the new ones of a zone, a body and a role that are there, and no error."""
    root = _copy(folder)
    loaded = package.load(root)
    table = loaded.tables["participations"]
    names = [field.name for field in table.schema.fields]
    zones, bodies = loaded.tables["zones"].rows, loaded.tables["organisations"].rows
    source = loaded.tables["sources"].rows[0].id
    taken = {(row.text("zone_id"), row.text("organisation_id"), row.text("role")) for row in table.rows}
    free = (each for each in product((zone.id for zone in zones), (body.id for body in bodies), _ROLES) if each not in taken)
    lines = [[row.text(name) for name in names] for row in table.rows]
    for number, (zone, body, role) in enumerate(islice(free, rows - len(lines))):
        cells = {"id": f"participation-{number:06}", "zone_id": zone, "organisation_id": body, "role": role}
        lines.append([(cells | {"source_id": source, "checked_on": "2026-11-01"}).get(name, "") for name in names])
    assert len(lines) == rows
    _write(root / table.schema.path, [names, *sorted(lines)])
    return root


def broken(folder: Path) -> Path:
    """The real registry with mistakes in every row: ids, links, dates, numbers and text are all wrong."""
    root = _copy(folder)
    for table in package.load(root):
        fields = table.schema.fields
        rows = [[_damaged(field.name, row.text(field.name), number) for field in fields] for number, row in enumerate(table.rows)]
        _write(root / table.schema.path, [[field.name for field in fields], *rows[::-1]])
    return root


def mistaken(folder: Path) -> Path:
    """The real registry with one mistake of each kind in each table: row after row, the next kind in the first cell that takes it."""
    root = _copy(folder)
    for table in package.load(root):
        names = [field.name for field in table.schema.fields]
        rows = [[row.text(name) for name in names] for row in table.rows]
        for (name, wrong), cells in zip(_MISTAKES, rows[1:], strict=False):
            place = next((place for place, each in enumerate(names) if each.endswith(name) and cells[place]), 0)
            cells[place] = wrong.format(cells[place])
        _write(root / table.schema.path, [names, *rows])
    return root


def _damaged(name: str, cell: str, number: int) -> str:
    if name == "id":
        return f"{cell}-X" if number % 3 else cell
    if not cell or number % 5 == 0:
        return cell
    if name.endswith("_id"):
        return cell[:-1] + "q"
    if cell[:4].isdecimal():
        return cell.replace("-", ".") + " "
    return f" <b>{cell}</b> {{{{x}}}}\u200b"


def _copy(folder: Path) -> Path:
    return Path(shutil.copytree(REGISTRY, folder))


def _write(path: Path, rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    path.write_bytes(buffer.getvalue().encode())
