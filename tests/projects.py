"""A project small enough to be built inside a test: the real templates around a handful of linked records."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import site
from tests.records import REGISTRY, package_of, row

PROJECT = REGISTRY.parent

RECORDS = {
    "regions": [row("busan", short_name_ko="부산", short_name_en="Busan")],
    "zones": [
        row(
            "busan-blockchain", name_ko="부산 블록체인 규제자유특구", name_en="Busan Blockchain Zone", area_km2="110.65", operator_count="7"
        )
    ],
    "zone_regions": [row("busan-blockchain-busan", zone_id="busan-blockchain", region_id="busan")],
    "projects": [row("digital-voucher", zone_id="busan-blockchain", title_ko="디지털바우처, 실증", title_en='The "voucher" trial')],
    "exemptions": [row("digital-voucher-1", project_id="digital-voucher")],
    "programs": [row("b-space", standing="true")],
    "laws": [row("special-zone-act")],
    "meetings": [row("committee-1")],
    "agenda_items": [row("committee-1-01", meeting_id="committee-1")],
    "organisations": [row("busan-city")],
    "terms": [row("after-care"), row("temporary-permit")],
    "redirects": [
        row("zones-pusan-blockchain", table_name="zones", old_id="pusan-blockchain", new_id="busan-blockchain"),
        row("zones-twice", table_name="zones", old_id="twice"),
    ],
}

# What tells a finished site, with a page of its own in it.
OLD_SITE = {"index.html": "the old site", "en/index.html": "the old site", "data/datapackage.json": "{}"}


def tiny_registry(root: Path) -> Path:
    """Lay out a registry of every real table with ``RECORDS`` in them, without any finding, and return its folder."""
    shutil.copytree(REGISTRY / "schemas", root / "schemas")
    shutil.copy(REGISTRY / "datapackage.yaml", root)
    (root / "data").mkdir()
    for table in package_of(RECORDS):
        (root / table.schema.path).write_bytes(table.raw or b"")
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
