from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import frictionless
import pytest

from generator import package, rules
from generator.descriptor import TableSchema, read_descriptor
from generator.findings import ERROR
from tests.conftest import DAY

REGISTRY = Path(__file__).parents[1] / "registry"
TABLES = read_descriptor(REGISTRY).tables
NO_RECORD = "no-such-record"


@dataclass
class Copy:
    """One table of a copy of the registry, whose file a test breaks."""

    root: Path
    table: TableSchema

    def rows(self) -> list[dict[str, str]]:
        with (self.root / self.table.path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, rows: list[dict[str, str]]) -> None:
        with (self.root / self.table.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in self.table.fields], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def upstream_errors(self) -> list[tuple[str, tuple[str, ...]]]:
        """Type and fields of every error that frictionless alone finds in the table."""
        described = frictionless.Package.from_descriptor(str(self.root / "datapackage.yaml"))
        report = described.get_resource(self.table.name).validate()
        return [(error.type, tuple(getattr(error, "field_names", ()))) for task in report.tasks for error in task.errors]


@pytest.fixture
def registry_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGISTRY, tmp_path / "registry"))


def test_the_registry_loads_and_has_no_errors() -> None:
    loaded = package.load(REGISTRY)
    assert len(loaded.rows("zones")) > 40
    assert [finding for finding in rules.check(loaded, DAY) if finding.severity == ERROR] == []


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
    copy = Copy(registry_copy, table)
    # A row that links to its own table would dangle once the others are gone.
    own_links = [key.field for key in table.foreign_keys if key.table == table.name]
    row = copy.rows()[0] | dict.fromkeys(own_links, "")

    copy.write([row])
    assert copy.upstream_errors() == []

    dangling = row | {"id": f"{row['id']}-2"} | {key.field: NO_RECORD for key in table.foreign_keys}
    copy.write([row, row, dangling])
    broken = {("primary-key", ("id",))} | {("foreign-key", (key.field,)) for key in table.foreign_keys}
    assert broken <= set(copy.upstream_errors())


def test_breaking_any_group_of_unique_columns_makes_our_rules_fail(registry_copy: Path) -> None:
    groups = {(table.name, ", ".join(group)) for table in TABLES.values() for group in table.unique_keys}
    assert groups
    for table in TABLES.values():
        if table.unique_keys:
            copy = Copy(registry_copy, table)
            rows = copy.rows()
            copy.write([*rows, rows[0] | {"id": "zzz-second"}])
    found = [finding for finding in rules.check(package.load(registry_copy), DAY) if finding.severity == ERROR]
    assert {(finding.table, finding.details["columns"]) for finding in found} == groups
    assert {finding.code for finding in found} == {"duplicate-key"}


def test_breaking_any_foreign_key_makes_our_rules_fail(registry_copy: Path) -> None:
    links = {(table.name, key.field) for table in TABLES.values() for key in table.foreign_keys}
    for table in TABLES.values():
        if table.foreign_keys:
            copy = Copy(registry_copy, table)
            rows = copy.rows()
            copy.write([*rows, rows[0] | {"id": "zzz-second"} | {key.field: NO_RECORD for key in table.foreign_keys}])
    found = rules.check(package.load(registry_copy), DAY)
    assert {(finding.table, finding.field) for finding in found if finding.code == "dangling-link" and finding.value == NO_RECORD} == links
