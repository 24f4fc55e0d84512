"""The whole site of the real registry, built once for these tests and those in a browser."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site import Plan, build
from tests.conftest import DAY
from tests.site.reading import HtmlPage, read_pages

PROJECT = Path(__file__).parents[2]
REGISTRY = PROJECT / "registry"
# Where the public site says that it stands.
ADDRESS = "https://zones.example/registry/"

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the finished site on ``DAY``. Every folder of tests that imports this fixture gets the same build."""
    folder = tmp_path_factory.getbasetemp() / "whole-site"
    if not folder.exists():
        assert build(Plan(REGISTRY, folder, DAY, PROJECT)).pages
    return folder


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same registry on the same day, built by the command, with another order of sets and for a public address."""
    folder = tmp_path_factory.getbasetemp() / "public" / "registry"
    command = [sys.executable, "-m", "generator.cli", "build", "--as-of", DAY.isoformat(), "--site-dir", str(folder), "--site-url", ADDRESS]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles"}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


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
