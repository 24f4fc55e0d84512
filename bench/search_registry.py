"""A registry of very many zones, whose names are put together from words of the real ones as real names are."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
from pathlib import Path

from generator import package
from generator.package import Table
from generator.search.files import slug

REGISTRY = Path(__file__).parents[1] / "registry"
_KINDS = {
    "regulation_free": ("규제자유특구", "Regulation-Free Special Zone"),
    "global_innovation": ("글로벌 혁신 규제자유특구", "Global Innovation Special Zone"),
}
# The same numbers give the same registry on every machine.
_SEED = 20261123


def with_zones(folder: Path, number: int) -> Path:
    """The real registry with so many zones: the real ones, and new ones whose summaries and regions are those of real ones."""
    root = Path(shutil.copytree(REGISTRY, folder))
    loaded = package.load(root)
    zones, links = loaded.tables["zones"], loaded.tables["zone_regions"]
    draw = random.Random(_SEED)
    regions = [row for row in loaded.tables["regions"].rows if not row.text("valid_to")]
    sectors = [row.id for row in loaded.tables["sectors"].rows]
    subjects = _subjects(zones, loaded.tables["projects"])
    cells = [_cells(zones, row.id) for row in zones.rows]
    linked = [_cells(links, row.id) for row in links.rows]
    taken = {row.id for row in zones.rows}
    while len(cells) < number:
        region = draw.choice(regions)
        picked = draw.sample(subjects, draw.choice((1, 2, 2, 3)))
        korean = " ".join([region.text("short_name_ko"), *(words for words, _ in picked)])
        english = " ".join([region.text("short_name_en"), *(words for _, words in picked)])
        kind = draw.choice(("regulation_free",) * 4 + ("global_innovation",))
        id = slug(english)
        if id in taken or len(id) > 90:
            continue
        taken.add(id)
        names = {"short_name_ko": korean, "short_name_en": english}
        names |= {"name_ko": f"{korean} {_KINDS[kind][0]}", "name_en": f"{english} {_KINDS[kind][1]}"}
        cells.append(draw.choice(cells[:40]) | names | {"id": id, "kind": kind, "sector_id": draw.choice(sectors)})
        linked.append(linked[0] | {"id": f"{id}-{region.id}", "zone_id": id, "region_id": region.id})
    _write(root, zones, cells)
    _write(root, links, linked)
    return root


def _subjects(zones: Table, projects: Table) -> list[tuple[str, str]]:
    """What real zones and projects are about, in both languages: names without regions, cut where both may be cut."""
    found = []
    for row in zones.rows:
        korean = row.text("short_name_ko").split()[1:]
        english = row.text("short_name_en").split()[1:]
        found.append((" ".join(korean), " ".join(english)))
        found += list(zip(korean, english, strict=False))
    for row in projects.rows:
        korean = re.findall(r"[가-힣A-Z]{2,}", row.text("title_ko"))
        english = re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]{2,}", row.text("title_en"))
        found += [(one, other.capitalize()) for one, other in zip(korean, english, strict=False)]
    return sorted({(one, other) for one, other in found if one and other})


def _cells(table: Table, id: str) -> dict[str, str]:
    row = next(row for row in table.rows if row.id == id)
    return {field.name: row.text(field.name) for field in table.schema.fields}


def _write(root: Path, table: Table, rows: list[dict[str, str]]) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, [field.name for field in table.schema.fields], lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda cells: cells["id"]))
    (root / table.schema.path).write_bytes(buffer.getvalue().encode())
