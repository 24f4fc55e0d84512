"""A project small enough to be built inside a test: the real templates around a handful of linked records."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import site
from tests.records import REGISTRY

PROJECT = REGISTRY.parent

# Every table with a row or two, and no mistake in them.
SOUND = Path(__file__).parent / "broken/sound/data"

# What tells a finished site, with a page of its own in it.
OLD_SITE = {"index.html": "the old site", "en/index.html": "the old site", "data/datapackage.json": "{}"}


def tiny_registry(root: Path) -> Path:
    """Lay out the real tables with the rows of ``SOUND`` in them, without any finding, and return the registry's folder."""
    shutil.copytree(REGISTRY / "schemas", root / "schemas")
    shutil.copy(REGISTRY / "datapackage.yaml", root)
    shutil.copytree(SOUND, root / "data")
    return root


def tiny_project(root: Path) -> Path:
    """Lay out a folder from which ``zones build`` works, with the tiny registry and an old site in it, and return it."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(PROJECT / name, root)
    shutil.copytree(PROJECT / "site_src", root / "site_src")
    tiny_registry(root / "registry")
    old_site(root / "site")
    return root


def old_site(folder: Path) -> Path:
    """Lay out what stands for the site of an earlier build, and return its folder."""
    for name, text in OLD_SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def without_mkdocs(monkeypatch: pytest.MonkeyPatch, then: Callable[[], None] = lambda: None) -> None:
    """Put a page an edition in place of what templates and MkDocs would make, for tests of what stands around them."""

    def run(plan: site.Plan, work: Path) -> None:
        for language in site.EDITIONS:
            (work / "out" / language).mkdir(parents=True)
            (work / "out" / language / "index.html").write_text("the new site", encoding="utf-8")
        then()

    monkeypatch.setattr(site, "_write_edition", lambda *_: 1)
    monkeypatch.setattr(site, "_run_mkdocs", run)
