"""The whole site of the real registry, built once for these tests and those in a browser."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.site import Plan, build
from tests.conftest import DAY
from tests.site.reading import HtmlPage, read_pages

PROJECT = Path(__file__).parents[2]
REGISTRY = PROJECT / "registry"

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the finished site on ``DAY``. Every folder of tests that imports this fixture gets the same build."""
    folder = tmp_path_factory.getbasetemp() / "whole-site"
    if not folder.exists():
        assert build(Plan(REGISTRY, folder, DAY, PROJECT)).pages
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
