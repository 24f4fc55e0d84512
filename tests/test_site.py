"""A tiny project, built once with MkDocs: what stands around the pages. What must not go wrong stands in test_bad_input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import package, site
from generator.site import Built, Plan, build
from tests.conftest import DAY
from tests.projects import PROJECT, bytes_of, tiny_project, without_mkdocs

# Names that Windows keeps for devices, with any ending, and letters that no file name of it may hold.
DEVICES = {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10))}
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
# A path may have 260 letters on Windows, and the folder of a user takes some of them.
LONGEST = 160

GUIDE = """---
title: First steps
---
<a href="{{ url('zones/') }}">Zones</a>, <a href="{{ url('glossary/#after-care') }}">after-care</a>, [next](NEXT)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tiny_project(tmp_path_factory.mktemp("project"))
    for language in ("ko", "en"):
        guide = folder / f"site_src/{language}/guide"
        guide.mkdir()
        (guide / "index.md").write_text(GUIDE.replace("NEXT", "first.md"), encoding="utf-8")
        (guide / "first.md").write_text(GUIDE.replace("NEXT", "index.md"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Built:
    return build(Plan(project / "registry", project / "site", DAY, project, "https://example.org/zones", "https://example.org/repository"))


@pytest.fixture(scope="module")
def folder(project: Path, built: Built) -> Path:
    return project / "site"


def test_both_editions_have_as_many_pages_and_the_check_found_nothing(built: Built) -> None:
    assert built.findings == []
    assert built.pages["ko"] == built.pages["en"] > 40


def test_nothing_of_the_old_site_and_of_the_work_is_left(project: Path, folder: Path) -> None:
    assert "the old site" not in (folder / "index.html").read_text(encoding="utf-8")
    assert {path.name for path in project.iterdir()} == {"mkdocs.yml", "mkdocs.en.yml", "registry", "site", "site_src"}


def test_the_next_build_knows_the_folder_as_a_site(folder: Path) -> None:
    assert all((folder / mark).is_file() for mark in site._MARKS)
    assert not [path.name for path in folder.rglob(".*")]


def test_data_stands_once_and_pages_twice(folder: Path) -> None:
    files = bytes_of(folder)
    assert {"data/zones.csv", "data/zones.json", "data/registry.zip", "data/datapackage.json", "404.html"} <= files.keys()
    assert not {"en/data/zones.csv", "en/404.html"} & files.keys()
    assert {"zones/busan-blockchain/index.html", "en/zones/busan-blockchain/index.html"} <= files.keys()


@pytest.mark.parametrize("language", ["", "en/"])
def test_hand_written_pages_lie_where_their_files_lie_and_their_links_lead_from_there(folder: Path, language: str) -> None:
    index = (folder / language / "guide/index.html").read_text(encoding="utf-8")
    first = (folder / language / "guide/first/index.html").read_text(encoding="utf-8")
    assert all(f'href="{link}"' in index for link in ("../zones/", "../glossary/#after-care", "first/"))
    assert all(f'href="{link}"' in first for link in ("../../zones/", "../../glossary/#after-care", "../"))


@pytest.mark.parametrize("language", ["", "en/"])
def test_an_old_address_leads_on_and_that_of_a_removed_record_stays(folder: Path, language: str) -> None:
    moved = (folder / language / "zones/pusan-blockchain/index.html").read_text(encoding="utf-8")
    removed = (folder / language / "zones/twice/index.html").read_text(encoding="utf-8")
    target = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', moved)
    assert target == ["../busan-blockchain/"]
    assert 'href="../busan-blockchain/"' in moved
    assert "http-equiv" not in removed
    assert "http-equiv" not in (folder / language / "zones/busan-blockchain/index.html").read_text(encoding="utf-8")


def test_public_addresses_are_those_of_the_options(folder: Path) -> None:
    page = (folder / "en/zones/busan-blockchain/index.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://example.org/zones/en/zones/busan-blockchain/"' in page
    assert 'href="https://example.org/repository"' in page


def test_every_file_has_a_name_that_windows_can_hold(folder: Path) -> None:
    names = list(bytes_of(folder))
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        parts = name.split("/")
        assert not FORBIDDEN.search(name.replace("/", ""))
        assert not {part.split(".")[0].lower() for part in parts} & DEVICES
        assert not any(FORBIDDEN.search(part) for part in parts)
        assert len(name) < LONGEST


def test_every_id_of_the_real_registry_makes_a_name_that_windows_can_hold() -> None:
    for table in package.load(PROJECT / "registry"):
        for row in table.rows:
            assert row.id not in DEVICES, f"{table.name}/{row.id}"
            assert len(f"en/{table.name}/{row.id}/index.html") < LONGEST, f"{table.name}/{row.id}"


def test_the_work_stands_beside_the_site_and_is_named_after_it(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    without_mkdocs(monkeypatch, then=lambda: seen.extend(path.name for path in (tmp_path / "www").iterdir()))
    build(Plan(project / "registry", tmp_path / "www/site", DAY, project))
    assert len(seen) == 1
    assert re.fullmatch(r"\.site\.work-[0-9]+", seen[0])
    assert not FORBIDDEN.search(seen[0])


def test_rules_judge_on_their_own_day_where_one_is_given(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_mkdocs(monkeypatch)
    past = DAY.replace(year=2019)
    without = build(Plan(project / "registry", tmp_path / "site", past, project))
    assert ({finding.code for finding in without.findings}, without.pages) == ({"checked-in-future"}, {})
    assert build(Plan(project / "registry", tmp_path / "site", past, project, today=DAY)).pages
