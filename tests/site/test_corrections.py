"""How each finished page says that it can be corrected, read without the generator."""

from __future__ import annotations

import csv
import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import cli
from generator.site import Plan, build
from tests.conftest import DAY
from tests.projects import tiny_project
from tests.site.conftest import PROJECT, Rows

TABLES = ("zones", "projects", "regions", "sectors", "programs", "laws", "meetings", "organisations")
# Pages on which records have their place without a page of their own: one table of each.
SHARED = {"glossary": "terms", "outcomes": "indicators", "about": "events", "exemptions": "exemptions"}
ROOT = {"ko": "", "en": "en/"}

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


class Fold(HTMLParser):
    """The folds of one page: how many there are, their text by element, and the cells of their table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.number = 0
        self.is_open = False
        self.codes: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.cells: list[list[str]] = []
        self._path: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "details" and given.get("class") == "zr-correction":
            self.number += 1
            self.is_open = "open" in given
            self._path = []
        if not self.number:
            return
        self._path.append(tag)
        if tag == "code":
            self.codes.append("")
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "tr":
            self.cells.append([])
        if tag in ("th", "td"):
            self.cells[-1].append("")
        if tag == "h2":
            self.headings.append("/".join(self._path))

    def handle_endtag(self, tag: str) -> None:
        if self._path and self._path[-1] == tag:
            self._path.pop()

    def handle_data(self, data: str) -> None:
        # A name in the other language is marked inside its cell.
        if "code" in self._path[-2:]:
            self.codes[-1] += data
            if {"th", "td"} & set(self._path):
                self.cells[-1][-1] += data


@pytest.fixture(scope="module")
def folds(site: Path) -> dict[str, Fold]:
    """The fold of every page that has one, by the path of the page."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if "zr-correction" in text:
            # The footer of the site comes after the article.
            found[path.relative_to(site).as_posix()] = Fold(text.partition("</article>")[0])
    return found


@both_languages
@pytest.mark.parametrize("table", TABLES)
def test_every_page_of_a_record_names_the_file_and_the_id_of_its_record(
    folds: dict[str, Fold], registry: dict[str, Rows], table: str, language: str
) -> None:
    file = f"registry/data/{table}.csv"
    assert (PROJECT / file).is_file()
    for row in registry[table]:
        assert folds[f"{ROOT[language]}{table}/{row['id']}/index.html"].codes[:2] == [file, row["id"]]


@both_languages
@pytest.mark.parametrize("table", TABLES)
def test_every_page_of_a_record_shows_each_of_its_cells(
    folds: dict[str, Fold], registry: dict[str, Rows], table: str, language: str
) -> None:
    for row in registry[table]:
        head, *shown = folds[f"{ROOT[language]}{table}/{row['id']}/index.html"].cells
        assert len(head) == 2
        # What stands in a file is read as a file.
        cells = {column: next(csv.reader([cell]))[0] if cell else "" for column, cell in shown}
        assert {"id": row["id"], **cells} == row


def test_no_other_page_has_a_fold_but_those_that_are_the_place_of_records(folds: dict[str, Fold], registry: dict[str, Rows]) -> None:
    expected = {f"{table}/{row['id']}" for table in TABLES for row in registry[table]} | SHARED.keys()
    assert folds.keys() == {f"{root}{place}/index.html" for root in ROOT.values() for place in expected}


@both_languages
@pytest.mark.parametrize("page", SHARED)
def test_a_page_of_many_records_names_their_file_and_ids(
    folds: dict[str, Fold], registry: dict[str, Rows], page: str, language: str
) -> None:
    fold = folds[f"{ROOT[language]}{page}/index.html"]
    table = SHARED[page]
    ids = {row["id"] for row in registry[table] if table != "events" or not row["zone_id"]}
    assert ids
    assert ids | {f"registry/data/{table}.csv"} <= set(fold.codes)
    assert fold.cells == []


def test_every_file_that_a_page_names_exists(folds: dict[str, Fold]) -> None:
    files = {code for fold in folds.values() for code in fold.codes if code.startswith("registry/")}
    assert len(files) > 30
    assert [file for file in files if not (PROJECT / file).is_file()] == []


def test_a_fold_is_closed_and_stands_once_under_a_heading(folds: dict[str, Fold]) -> None:
    for path, fold in folds.items():
        assert (path, fold.number, fold.is_open, fold.headings) == (path, 1, False, ["details/summary/h2"])


def test_without_a_repository_the_only_link_is_that_to_the_steps(folds: dict[str, Fold]) -> None:
    for path, fold in folds.items():
        assert [link.endswith("../contribute/") for link in fold.links] == [True], path


def test_a_fold_adds_little_to_the_weight_of_a_zone_page(site: Path) -> None:
    for path in site.glob("zones/*/index.html"):
        text = path.read_text(encoding="utf-8")
        without = re.sub('<details class="zr-correction">.*?</details>', "", text, flags=re.DOTALL)
        assert len(gzip.compress(text.encode())) < 1.25 * len(gzip.compress(without.encode())), path


def test_with_a_repository_every_finished_page_leads_to_the_editor_of_its_file(tmp_path: Path) -> None:
    project = tiny_project(tmp_path)
    address = "https://gitlab.example.kr/o/zones"
    assert build(Plan(project / "registry", project / "site", DAY, project, repository=f"{address}.git/")).pages
    seen = set()
    for path in (project / "site").rglob("index.html"):
        fold = Fold(path.read_text(encoding="utf-8").partition("</article>")[0])
        if fold.number:
            steps, report, *files = fold.links
            assert steps.endswith("contribute/")
            assert report == f"{address}/-/issues/new"
            assert files == [f"{address}/-/edit/main/{code}" for code in fold.codes if code.startswith("registry/")]
            seen |= {file.rpartition("/")[2] for file in files}
    assert seen >= {f"{table}.csv" for table in (*TABLES, *SHARED.values(), "sources", "citations")}
    for contribute in ("contribute", "en/contribute"):
        assert f'href="{address}/-/issues/new"' in (project / f"site/{contribute}/index.html").read_text(encoding="utf-8")


@both_languages
def test_the_steps_name_commands_and_tables_that_exist(registry: dict[str, Rows], language: str) -> None:
    text = (PROJECT / f"site_src/{language}/contribute.md").read_text(encoding="utf-8")
    commands = set(re.findall("`zones ([a-z]+)", text))
    assert commands >= {"validate", "fmt", "explain"}
    for command in commands:
        assert cli.main([command, "--help"]) == 0
    tables = set(re.findall(r"(\w+)\.csv", text))
    assert {"sources", "citations", "conflicts"} <= tables <= registry.keys()
