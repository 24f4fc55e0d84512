"""The whole site of the real registry, built once for these tests and those in a browser."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from generator.site import Plan, build
from tests.conftest import DAY
from tests.site.reading import HtmlPage, read_pages

PROJECT = Path(__file__).parents[2]
REGISTRY = PROJECT / "registry"
# Where the public site says that it stands.
ADDRESS = "https://zones.example/registry/"

Rows = list[dict[str, str]]


def built_once(places: pytest.TempPathFactory, worker: str, name: str, build: Callable[[Path], None]) -> Path:
    """A folder that one of the processes of a test run builds while the others wait for it."""
    # Each process has a folder of its own below that of the run.
    base = places.getbasetemp() if worker == "master" else places.getbasetemp().parent
    folder = base / name
    with FileLock(base / f"{folder.name}.lock"):
        if not folder.exists():
            build(folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Folder of the finished site on ``DAY``. Every folder of tests that imports this fixture gets the same build."""

    def make(folder: Path) -> None:
        assert build(Plan(REGISTRY, folder, DAY, PROJECT)).pages

    return built_once(tmp_path_factory, worker_id, "whole-site", make)


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The same registry on the same day, built by the command, with another order of sets and for a public address."""

    def make(folder: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "generator.cli",
            "build",
            "--as-of",
            DAY.isoformat(),
            "--site-dir",
            str(folder),
            "--site-url",
            ADDRESS,
        ]
        environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles"}
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr

    return built_once(tmp_path_factory, worker_id, "public/registry", make)


@pytest.fixture(scope="session")
def registry() -> dict[str, Rows]:
    """The rows of every table as text, read without the generator."""
    tables = {}
    for path in sorted((REGISTRY / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, HtmlPage]:
    """Every page of the site by its path."""
    return read_pages(site)
