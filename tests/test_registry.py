from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from generator import package, rules
from generator.descriptor import TableSchema, read_descriptor
from generator.findings import ERROR, Finding
from tests.conftest import DAY
from tests.records import package_of, row

REGISTRY = Path(__file__).parents[1] / "registry"
TABLES = read_descriptor(REGISTRY).tables
NO_RECORD = "no-such-record"


# What the registry holds may grow, but not shrink by mistake.
AT_LEAST = {
    "zones": 49,
    "projects": 93,
    "exemptions": 110,
    "participations": 350,
    "events": 250,
    "meetings": 57,
    "agenda_items": 190,
    "programs": 38,
    "calls": 52,
    "observations": 180,
    "terms": 70,
    "laws": 60,
    "sources": 900,
    "conflicts": 100,
    "doubts": 100,
}
# Tables that may hold no row yet.
MAY_BE_EMPTY = ("redirects",)


def read(root: Path, table: TableSchema) -> list[dict[str, str]]:
    with (root / table.path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_of(root: Path, table: TableSchema) -> dict[str, str]:
    """First row of a table; for one that holds none yet, a row made of its required cells."""
    rows = read(root, table)
    if not rows:
        (made,) = package_of({table.name: [row("first", table_name="zones")]}).rows(table.name)
        return {field.name: made.text(field.name) for field in table.fields}
    return rows[0]


def write(root: Path, table: TableSchema, rows: list[dict[str, str]]) -> None:
    with (root / table.path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in table.fields], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def upstream_errors(resource: frictionless.Resource) -> set[tuple[str, str]]:
    """Type and column of every error that frictionless alone finds in one table (it names no column of a primary key)."""
    report = resource.validate()
    return {(error.type, ",".join(getattr(error, "field_names", ()))) for task in report.tasks for error in task.errors}


@pytest.fixture
def registry_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGISTRY, tmp_path / "registry"))


def test_the_registry_loads_and_has_no_errors() -> None:
    loaded = package.load(REGISTRY)
    assert [finding for finding in rules.check(loaded, DAY) if finding.severity == ERROR] == []


@pytest.mark.parametrize(("table", "number"), AT_LEAST.items(), ids=AT_LEAST)
def test_the_registry_holds_at_least_so_many_records(table: str, number: int) -> None:
    assert len(read(REGISTRY, TABLES[table])) >= number


def test_no_table_is_empty_but_those_that_may_be() -> None:
    assert [name for name, table in TABLES.items() if name not in MAY_BE_EMPTY and not read(REGISTRY, table)] == []


def test_every_source_has_a_kind_and_no_two_share_an_address() -> None:
    sources = read(REGISTRY, TABLES["sources"])
    assert [source["id"] for source in sources if not source["kind"]] == []
    addresses = Counter(source["url"] for source in sources if source["url"])
    assert [url for url, number in addresses.items() if number > 1] == []


def test_upstream_frictionless_finds_the_registry_valid() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "registry/datapackage.yaml"]
    done = subprocess.run(command, cwd=REGISTRY.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_has_a_primary_key_of_its_id(table: TableSchema) -> None:
    assert table.spec["primaryKey"] == ["id"]
    assert table.field_by_name["id"].required


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_breaking_the_primary_key_or_any_foreign_key_of_a_table_makes_upstream_frictionless_fail(
    registry_copy: Path, table: TableSchema
) -> None:
    # For speed the package holds only the tables and rows that the first row of this one needs; links inside it are emptied.
    first = first_of(registry_copy, table)
    linked = {(key.table, first[key.field]) for key in table.foreign_keys}
    others = {key.table for key in table.foreign_keys} - {table.name}
    for other in others:
        rows = read(registry_copy, TABLES[other])
        write(registry_copy, TABLES[other], [each for each in rows if (other, each["id"]) in linked])
    resources = [TABLES[name].resource for name in (table.name, *sorted(others))]
    described = frictionless.Package.from_descriptor({"name": "part", "resources": resources}, basepath=str(registry_copy))
    resource = described.get_resource(table.name)

    kept = first | {key.field: "" for key in table.foreign_keys if key.table == table.name}
    write(registry_copy, table, [kept])
    assert upstream_errors(resource) == set()

    dangling = kept | {"id": f"{kept['id']}-2"} | {key.field: NO_RECORD for key in table.foreign_keys}
    write(registry_copy, table, [kept, kept, dangling])
    broken = {("primary-key", "")} | {("foreign-key", key.field) for key in table.foreign_keys}
    assert upstream_errors(resource) == broken


def broken_copy(root: Path, tables: list[TableSchema], change: Callable[[TableSchema], dict[str, str]]) -> list[Finding]:
    """Errors after a changed second copy of its first row was added to each of the tables."""
    for table in tables:
        rows = read(root, table) or [first_of(root, table)]
        write(root, table, [*rows, rows[0] | {"id": "zzz-second"} | change(table)])
    return [finding for finding in rules.check(package.load(root), DAY) if finding.severity == ERROR]


def test_breaking_any_group_of_unique_columns_makes_our_rules_fail(registry_copy: Path) -> None:
    tables = [table for table in TABLES.values() if table.unique_keys]
    found = broken_copy(registry_copy, tables, lambda table: {})
    assert {(finding.code, finding.table, finding.details["columns"]) for finding in found} == {
        ("duplicate-key", table.name, ", ".join(group)) for table in tables for group in table.unique_keys
    }


def test_breaking_any_foreign_key_makes_our_rules_fail(registry_copy: Path) -> None:
    tables = [table for table in TABLES.values() if table.foreign_keys]
    found = broken_copy(registry_copy, tables, lambda table: {key.field: NO_RECORD for key in table.foreign_keys})
    assert {(finding.table, finding.field) for finding in found if finding.code == "dangling-link"} == {
        (table.name, key.field) for table in tables for key in table.foreign_keys
    }
