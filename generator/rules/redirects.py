"""Ids that changed or went: none stands at a record again, none leads nowhere, and none leads back to itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding
from generator.package import Package, Row, Table
from generator.renames import follow
from generator.rules.links import differs_by_case, is_judged, unknown_table
from generator.rules.nearest import Guesses, Nearest
from generator.rules.shape import has_every_row, sound_rows_of

_GUESSES = 20


def check(package: Package) -> Iterator[Finding]:
    """Findings about the table ``redirects`` and about records whose id it lists as gone."""
    rows_by_table: dict[str, dict[str, Row]] = {}
    for row in sound_rows_of(package, "redirects"):
        name, old = row.text("table_name"), row.text("old_id")
        if name not in package.tables:
            yield from unknown_table(package, row)
        elif old:
            rows_by_table.setdefault(name, {}).setdefault(old, row)
    for name, row_by_old in rows_by_table.items():
        target = package.tables[name]
        yield from _retired(target, row_by_old)
        yield from _loops(target, row_by_old)
        yield from _dead_ends(target, row_by_old)


def _retired(target: Table, row_by_old: dict[str, Row]) -> Iterator[Finding]:
    for old, row in row_by_old.items():
        if old in target.row_by_id:
            yield target.row_by_id[old].finding("retired-id", "id", redirects=row.table.shown_path, other_line=row.line)


def _loops(target: Table, row_by_old: dict[str, Row]) -> Iterator[Finding]:
    new_by_old = {old: row.text("new_id") for old, row in row_by_old.items()}
    done: set[str] = set()
    for start in row_by_old:
        if start in done:
            continue
        walk = [start]
        position = {start: 0}
        while (new := new_by_old.get(walk[-1], "")) and new not in position and new not in done:
            position[new] = len(walk)
            walk.append(new)
        done.update(walk)
        if new in position:
            ring = walk[position[new] :]
            # A record with such an id is the mistake, where there is one.
            if not any(each in target.row_by_id for each in ring):
                first = min(ring, key=lambda each: row_by_old[each].line)
                yield row_by_old[first].finding("redirect-loop", "old_id", chain=" → ".join([first, *follow(first, new_by_old), first]))


def _dead_ends(target: Table, row_by_old: dict[str, Row]) -> Iterator[Finding]:
    nearest = Nearest(each for each in target.row_by_id if each)
    left = Guesses(_GUESSES)
    whole = has_every_row(target)
    for row in row_by_old.values():
        new = row.text("new_id")
        if not new or new in target.row_by_id or new in row_by_old:
            continue
        if finding := differs_by_case(row, "new_id", target):
            yield finding
        elif whole and is_judged(row.table, "new_id", new):
            guess = nearest.exactly(new) or (nearest.to(new) if left.spend() else "")
            yield row.finding("redirect-to-nothing", "new_id", target=target.name, nearest=guess)
