from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pytest

from generator import package
from generator.datasets import all_files
from generator.package import Package
from tests.datasets import bundled, linked
from tests.projects import tiny_registry


@pytest.fixture
def loaded(tmp_path: Path) -> Package:
    return package.load(tiny_registry(tmp_path / "registry"))


@pytest.fixture
def extracted(loaded: Package, tmp_path: Path) -> Path:
    """The folder that a reader has after unpacking the download."""
    folder = tmp_path / "extracted"
    with zipfile.ZipFile(io.BytesIO(bundled(loaded)["registry.zip"])) as archive:
        archive.extractall(folder)
    return folder


def test_the_same_registry_gives_the_same_bytes(loaded: Package) -> None:
    again = package.load(loaded.descriptor.root)
    assert bundled(loaded) == bundled(again)
    assert all_files(linked(loaded)) == all_files(linked(again))


def test_the_zip_holds_the_descriptor_and_every_table_in_order(loaded: Package) -> None:
    files = bundled(loaded)
    with zipfile.ZipFile(io.BytesIO(files["registry.zip"])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(["datapackage.json", *(f"{table.name}.csv" for table in loaded)])
        assert archive.read("datapackage.json") == files["datapackage.json"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}


def test_upstream_frictionless_finds_the_unpacked_download_valid(extracted: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=extracted, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_upstream_frictionless_reads_typed_rows_from_the_unpacked_download(extracted: Path) -> None:
    zone, *_ = frictionless.Package(str(extracted / "datapackage.json")).get_resource("zones").read_rows()
    assert (zone["name_ko"], float(zone["area_km2"]), zone["operator_count"]) == ("부산 블록체인 규제자유특구", 110.65, 7)


def test_hashes_and_sizes_are_those_of_the_unpacked_files(extracted: Path) -> None:
    resources = json.loads((extracted / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert len(resources) == len(list(extracted.glob("*.csv"))) > 20
    for resource in resources:
        data = (extracted / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def test_a_changed_byte_is_seen_by_upstream_frictionless(extracted: Path) -> None:
    path = extracted / "terms.csv"
    path.write_bytes(path.read_bytes().replace(b"after-care", b"after-cara"))
    errors = {error.type for task in frictionless.validate(str(extracted / "datapackage.json")).tasks for error in task.errors}
    assert "hash-count" in errors
