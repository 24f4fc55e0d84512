from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import frictionless
import pytest

from generator import package
from generator.datasets import all_files
from generator.package import Package
from tests.datasets import DAY, bundled, linked
from tests.projects import tiny_registry
from tests.records import REGISTRY


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


def test_the_zip_holds_every_other_download_in_order(loaded: Package) -> None:
    files = all_files(linked(loaded))
    with zipfile.ZipFile(io.BytesIO(files["registry.zip"])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted([*(files.keys() - {"registry.zip", "SHA256SUMS"}), "README.txt"])
        assert {"datapackage.json", "zones_flat.csv", *(f"{table.name}.csv" for table in loaded)} <= set(archive.namelist())
        assert all(archive.read(name) == files[name] for name in archive.namelist() if name != "README.txt")
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}
        assert {info.create_system for info in archive.infolist()} == {3}


def test_the_zip_says_in_both_languages_what_it_is(loaded: Package, extracted: Path) -> None:
    text = (extracted / "README.txt").read_text(encoding="utf-8")
    for language in ("ko", "en"):
        assert loaded.descriptor.title(language) in text
    assert text.count("CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/") == 2
    assert text.count(DAY.isoformat()) == 2
    # A line for every form of file that is there, and for no other.
    forms = {line.partition(":")[0] for line in text.splitlines() if "." in line.partition(":")[0] or "*" in line.partition(":")[0]}
    names = {path.relative_to(extracted).as_posix() for path in extracted.rglob("*") if path.is_file()} - {"README.txt"}
    assert forms >= {"datapackage.json", "zones_flat.csv", "*.csv", "excel/*"}
    assert all(any(fnmatchcase(name, form) for name in names) for form in forms)
    assert {name for name in names if not any(fnmatchcase(name, form) for form in forms)} == set()


def test_the_licence_that_stands_beside_the_registry_is_in_the_zip(loaded: Package, tmp_path: Path) -> None:
    def members() -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(bundled(loaded)["registry.zip"])) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    licence = tmp_path / "LICENSE-DATA.md"
    assert licence.name not in members()
    licence.write_text("이용 조건", encoding="utf-8")
    assert members()[licence.name].decode("utf-8") == "이용 조건"
    assert "LICENSE-DATA.md: " in members()["README.txt"].decode("utf-8")
    # A link may lead to a file that nobody meant to publish.
    licence.rename(tmp_path / "private.txt")
    licence.symlink_to(tmp_path / "private.txt")
    assert licence.name not in members()


def test_every_download_but_itself_stands_in_the_checksums_by_name(loaded: Package) -> None:
    files = all_files(linked(loaded))
    lines = files["SHA256SUMS"].decode("ascii").splitlines()
    assert [line[66:] for line in lines] == sorted(files.keys() - {"SHA256SUMS"})
    for line in lines:
        assert line == f"{hashlib.sha256(files[line[66:]]).hexdigest()}  {line[66:]}"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_accepts_the_downloads_and_sees_a_changed_byte(loaded: Package, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for name, data in all_files(linked(loaded)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (folder / "excel/en/zones_flat.csv").write_bytes(b"changed")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    assert (done.returncode, done.stdout) == (1, "excel/en/zones_flat.csv: FAILED\n")


def test_processes_of_other_hash_seeds_time_zones_and_locales_write_the_same_bytes(tmp_path: Path) -> None:
    script = "\n".join(
        [
            "import sys",
            "from datetime import date",
            "from pathlib import Path",
            "from generator import package",
            "from generator.datasets import all_files",
            "from generator.datasets.linked import Linked",
            "linked = Linked(package.load(Path(sys.argv[1])), date.fromisoformat(sys.argv[2]))",
            "sys.stdout.buffer.write(all_files(linked)['SHA256SUMS'])",
        ]
    )
    settings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    ]
    command = [sys.executable, "-c", script, str(REGISTRY), DAY.isoformat()]
    running = []
    for place, setting in enumerate(settings):
        folder = tmp_path / str(place)
        folder.mkdir()
        environment = {**os.environ, **setting, "PYTHONPATH": str(REGISTRY.parent)}
        running.append(subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    told = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    (first, _), (second, _) = told
    assert first.decode() == second.decode()
    assert first.count(b"\n") > 80


def test_upstream_frictionless_finds_the_unpacked_download_valid(extracted: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=extracted, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_upstream_frictionless_reads_typed_rows_from_the_unpacked_download(extracted: Path) -> None:
    zone, *_ = frictionless.Package(str(extracted / "datapackage.json")).get_resource("zones").read_rows()
    assert (zone["name_ko"], float(zone["area_km2"]), zone["operator_count"]) == ("부산 블록체인 규제자유특구", 110.65, 7)
    flat, *_ = frictionless.Package(str(extracted / "datapackage.json")).get_resource("zones_flat").read_rows()
    assert (flat["id"], flat["regions_en"], flat["decided_on_last"]) == (zone["id"], "Busan Metropolitan City", date(2019, 7, 23))
    assert (flat["project_count"], flat["status_as_of"]) == (1, DAY)


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
