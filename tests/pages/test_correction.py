from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

import markdown
import pytest
import yaml

from generator import package
from generator.graph import Record
from generator.pages import all_pages
from generator.pages.correction import Told, as_in_file
from generator.pages.edition import Edition
from generator.pages.repository import Repository, repository_at
from tests.conftest import DAY
from tests.pages.reading import Body
from tests.pages.test_everything_is_shown import Made
from tests.records import REGISTRY, Cells, edition_of, row

GITHUB = "https://github.com/owner/zones"
PROJECT = REGISTRY.parent

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


# Where a file is edited


@pytest.mark.parametrize(
    ("address", "editor", "issue"),
    [
        (GITHUB, f"{GITHUB}/edit/main/", f"{GITHUB}/issues/new/choose"),
        (f"{GITHUB}/", f"{GITHUB}/edit/main/", f"{GITHUB}/issues/new/choose"),
        (f"{GITHUB}.git", f"{GITHUB}/edit/main/", f"{GITHUB}/issues/new/choose"),
        (f" {GITHUB}.git/ ", f"{GITHUB}/edit/main/", f"{GITHUB}/issues/new/choose"),
        (f"{GITHUB}?tab=readme#top", f"{GITHUB}/edit/main/", f"{GITHUB}/issues/new/choose"),
        (
            "https://gitlab.com/group/part/zones",
            "https://gitlab.com/group/part/zones/-/edit/main/",
            "https://gitlab.com/group/part/zones/-/issues/new",
        ),
        (
            "https://GitLab.example.kr:8443/g/zones.git",
            "https://GitLab.example.kr:8443/g/zones/-/edit/main/",
            "https://GitLab.example.kr:8443/g/zones/-/issues/new",
        ),
        ("https://codeberg.org/o/zones", "https://codeberg.org/o/zones/_edit/main/", "https://codeberg.org/o/zones/issues/new/choose"),
        # A host whose name tells nothing, and a project whose name tells the wrong thing.
        ("http://git.example.kr/o/zones", "http://git.example.kr/o/zones/edit/main/", "http://git.example.kr/o/zones/issues/new/choose"),
        ("https://github.com/gitlab/zones", "https://github.com/gitlab/zones/edit/main/", "https://github.com/gitlab/zones/issues/new/choose"),
        ("https://github.com/o/특구", "https://github.com/o/%ED%8A%B9%EA%B5%AC/edit/main/", "https://github.com/o/%ED%8A%B9%EA%B5%AC/issues/new/choose"),
        ("https://[2001:db8::1]/o/zones", "https://[2001:db8::1]/o/zones/edit/main/", "https://[2001:db8::1]/o/zones/issues/new/choose"),
    ],
)  # fmt: skip
def test_a_file_is_edited_where_the_host_of_its_repository_does_that(address: str, editor: str, issue: str) -> None:
    repository = repository_at(address)
    assert repository
    assert repository.edit("registry/data/zones.csv") == f"{editor}registry/data/zones.csv"
    assert repository.new_issue == issue


@pytest.mark.parametrize(
    "address",
    [
        *("", " ", "https://github.com", "https://github.com/", "git@github.com:o/zones.git", "ssh://git@github.com/o/zones", "o/zones"),
        *("javascript:alert(1)", "https://[half/o/zones", "https:///o/zones", "https://github.com/.git"),
    ],
)
def test_what_is_no_web_address_of_a_repository_gives_none(address: str) -> None:
    assert repository_at(address) is None


def test_a_token_in_the_address_is_not_published() -> None:
    repository = repository_at("https://ci:s3cret@gitlab.com/o/zones.git")
    assert repository
    assert repository.edit("x") == "https://gitlab.com/o/zones/-/edit/main/x"


@pytest.mark.parametrize(
    ("edit_uri", "editor", "issue"),
    [
        ("edit/master/", "edit/master/", "issues/new/choose"),
        ("/edit/release/1 b", "edit/release/1%20b/", "issues/new/choose"),
        ("-/edit/main", "-/edit/main/", "-/issues/new"),
        ("_edit/main/", "_edit/main/", "issues/new/choose"),
    ],
)
def test_another_branch_or_editor_can_be_told(edit_uri: str, editor: str, issue: str) -> None:
    repository = repository_at("https://git.example.kr/o/zones", edit_uri)
    assert repository
    assert repository.edit("x") == f"https://git.example.kr/o/zones/{editor}x"
    assert repository.new_issue == f"https://git.example.kr/o/zones/{issue}"


def test_a_path_with_odd_characters_stays_one_address() -> None:
    assert Repository(GITHUB, "edit/main/", "issues/new").edit('a b?"#.csv') == f"{GITHUB}/edit/main/a%20b%3F%22%23.csv"


# The fold of one page

TABLES: dict[str, list[Cells]] = {
    "zones": [row("a", name_ko="가 특구", name_en="Zone A", summary_ko="가, 나", summary_en='Say "no"', area_km2="")],
    "regions": [row("r"), row("far")],
    "zone_regions": [row("a-r", zone_id="a", region_id="r"), row("b-far", zone_id="a", region_id="far")],
    "projects": [row("p", zone_id="a")],
    "terms": [row("t", term_ko="용어", term_en="Term")],
    "search_synonyms": [row("s")],
    "doubts": [
        row("open", table_name="projects", record_id="p", field="*"),
        row("settled", table_name="projects", record_id="p", field="*", resolved_on="2026-01-02"),
    ],
    "conflicts": [row("c", table_name="zones", record_id="a", field="area_km2", other_value="3", reason="differs")],
}


def edition(language: str = "en", address: str = "", **tables: list[Cells]) -> Edition:
    made = edition_of(TABLES | tables, language)
    made.repository = repository_at(address)
    return made


def fold_of(edition: Edition, path: str) -> str:
    return next(page for page in all_pages(edition) if page.path == path).correction


def fact(words: str) -> str:
    """What a page tells in this test: a zone with one region of two, its project, and whatever stands beside it."""
    return "{% set z = records('zones')[0] %}{{ refs(z) }}{{ asides(z) }}{{ link(z.regions[0]) }}{{ refs(z.projects[0]) }}" + words


@both_languages
def test_a_fold_names_file_row_and_every_cell_as_the_file_has_it(language: str) -> None:
    body = Body(fold_of(edition(language), "zones/a/"))
    titles = {"ko": ("이름(한국어)", "빈칸"), "en": ("Name (Korean)", "empty")}[language]
    assert "registry/data/zones.csv" in body.text
    assert f"name_ko {titles[0]} 가 특구" in body.text
    assert '"가, 나"' in body.text
    assert '"Say ""no"""' in body.text
    assert re.search(rf"area_km2 [^ ]+( \S+)? {titles[1]}", body.text)


def test_words_in_the_other_language_are_marked() -> None:
    assert '<code lang="ko">가 특구</code>' in fold_of(edition("en"), "zones/a/")
    assert '<code lang="en">Zone A</code>' in fold_of(edition("ko"), "zones/a/")
    # No column of a language, but Korean words.
    (law,) = re.findall("<code[^>]*>제1호</code>", fold_of(edition("en", laws=[row("law", number="제1호")]), "laws/law/"))
    assert law.startswith('<code lang="ko">')


@both_languages
def test_without_a_repository_no_link_leaves_the_site(language: str) -> None:
    body = Body(fold_of(edition(language), "zones/a/"))
    assert [href for href, _ in body.links] == ["../../contribute/"]
    assert {"ko": "연필 단추", "en": "press the pencil"}[language] in body.text


@both_languages
def test_with_a_repository_every_file_leads_to_its_editor_and_a_report_to_its_form(language: str) -> None:
    body = Body(fold_of(edition(language, GITHUB), "zones/a/"))
    assert body.link("registry/data/zones.csv") == f"{GITHUB}/edit/main/registry/data/zones.csv"
    assert body.link("registry/data/projects.csv") == f"{GITHUB}/edit/main/registry/data/projects.csv"
    assert body.link({"ko": "고치지 않고 틀린 곳만 알리기", "en": "Only report a mistake"}[language]) == f"{GITHUB}/issues/new/choose"


def rows_in(fold: str) -> dict[str, list[str]]:
    """Ids in the list of further rows, by the name of their table."""
    blocks = re.findall(r"<div><dt>.*?registry/data/(\w+)\.csv</code>(?:</a>)?</dt><dd>(.*?)</dd></div>", fold.partition("</table>")[2])
    return {table: re.findall("<code>(.*?)</code>", ids) for table, ids in blocks if "<code>" in ids}


def test_further_rows_are_those_that_the_page_tells_what_links_them_and_what_questions_them() -> None:
    found = rows_in(fold_of(edition(), "zones/a/"))
    assert found == {"projects": ["p"], "zone_regions": ["a-r", "b-far"], "conflicts": ["c"], "doubts": ["open"]}


def test_a_link_to_a_record_that_the_page_does_not_show_is_none_of_its_rows() -> None:
    made = edition()
    fold = made.text_page(fact("{{ refs(records('terms')[0]) }}"), "glossary/")
    assert "a-r" in fold
    assert "b-far" not in fold


def test_rows_stand_in_the_order_of_the_page() -> None:
    made = edition(terms=[row("x"), row("y")])
    source = "{{ refs(records('terms')[1]) }}{{ asides(records('terms')[0]) }}{{ refs(records('terms')[1]) }}"
    assert "<code>y</code> <code>x</code>" in made.text_page(source, "glossary/")


def test_a_page_that_is_the_place_of_no_record_has_no_fold() -> None:
    made = edition()
    assert made.text_page(fact(""), "about/") == made.environment.from_string(fact("")).render(made._helpers("about/", Told()))
    assert made.text_page("text", "") == "text"


def test_a_page_with_anchored_records_has_a_fold_without_cells() -> None:
    fold = fold_of(edition(), "glossary/")
    assert "<table" not in fold
    assert "registry/data/terms.csv" in fold
    assert "<code>t</code>" in fold
    assert "<code>s</code>" in fold


HOSTILE = [
    "<script>alert(1)</script>",
    "</code></td></table></details><h1>x</h1>",
    "a\n\nb\n# c\n- d",
    "{{ 1 }} {% x %} {: #id .class }",
    "`a` **b** [c](javascript:d) ![e](f) <!-- g",
    "&lt;b&gt; &amp; ' \"",
    "| a | b |\n|---|---|",
    "two  blanks",
    "=1+1,@x",
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_breaks_out_of_its_place_on_the_finished_page(cell: str) -> None:
    page = next(page for page in all_pages(edition("ko", zones=[row("a", name_ko="가", summary_ko=cell)])) if page.path == "zones/a/")
    config = yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    names = [name if isinstance(name, str) else next(iter(name)) for name in config["markdown_extensions"]]
    finished = markdown.markdown(f"{page.body}\n\n{page.correction}\n", extensions=names)
    fold = finished[finished.index('<details class="zr-correction" id="correction">') :]
    assert finished.count("<details") == finished.count("</details>")
    assert fold.count("</details>") == 1
    (code,) = re.findall(r"<code>summary_ko</code>[^<]*</th><td><code[^>]*>(.*?)</code></td>", fold, re.DOTALL)
    assert next(csv.reader(io.StringIO(html.unescape(code), newline=""))) == [cell]


@pytest.mark.parametrize(
    ("cell", "written"),
    [("", ""), ("a b", "a b"), ("a,b", '"a,b"'), ('a "b"', '"a ""b"""'), ("a\nb", '"a\nb"'), ("한 글", "한 글"), ("'", "'")],
)
def test_a_cell_is_written_as_its_file_writes_it(cell: str, written: str) -> None:
    assert as_in_file(cell) == written


# The real registry


@pytest.fixture(scope="module", params=["ko", "en"])
def real(request: pytest.FixtureRequest) -> Edition:
    return Edition(package.load(REGISTRY), request.param, DAY, repository_at("https://gitlab.example.kr/o/zones"))


@pytest.fixture(scope="module")
def folds(real: Edition) -> dict[str, str]:
    found = {page.path: page.correction for page in all_pages(real)}
    about = (PROJECT / f"site_src/{real.language}/about.md").read_text(encoding="utf-8")
    return found | {"about/": real.text_page(about, "about/").partition('<details class="zr-correction" id="correction">')[2]}


def places(real: Edition) -> Iterator[tuple[Record, list[str]]]:
    made = Made(real)
    for record in real.graph:
        # A source is found by its address and a citation by its fact; an old address and a settled doubt are told nowhere.
        if record.table not in ("sources", "citations", "redirects") and not (record.table == "doubts" and record.resolved_on):
            yield record, made.homes(record)


def test_every_row_is_named_with_its_file_on_each_page_that_tells_it(real: Edition, folds: dict[str, str]) -> None:
    missing = []
    number = 0
    for record, paths in places(real):
        for path in paths:
            number += 1
            named = f"registry/data/{record.table}.csv</code>" in folds[path] and f"<code>{record.id}</code>" in folds[path]
            if not named:
                missing.append((record, path))
    assert missing == []
    assert number > 4_000


def test_every_row_that_a_fold_names_is_in_the_file_beside_it(real: Edition, folds: dict[str, str]) -> None:
    for fold in folds.values():
        for table, ids in rows_in(fold).items():
            assert len(ids) == len(set(ids))
            assert all(real.graph.find(table, id) for id in ids)


def test_every_link_of_every_fold_leads_to_the_contribute_page_the_form_or_a_file_that_exists(folds: dict[str, str]) -> None:
    base = "https://gitlab.example.kr/o/zones/-/"
    links = {link for fold in folds.values() for link in re.findall('href="([^"]*)"', fold)}
    files = {link.removeprefix(f"{base}edit/main/") for link in links if link.startswith(f"{base}edit/main/")}
    assert {link for link in links if link.startswith("http")} == {f"{base}edit/main/{file}" for file in files} | {f"{base}issues/new"}
    assert all((PROJECT / file).is_file() for file in files)
    assert {f"registry/data/{table}.csv" for table in ("zones", "exemptions", "terms", "sources", "citations")} <= files
    assert [link for link in links if not link.startswith("http") and not link.endswith("contribute/")] == []


# The walk on the contribute page


@both_languages
@pytest.mark.parametrize("address", ["", GITHUB])
def test_the_contribute_page_leads_to_the_form_of_the_repository_where_there_is_one(language: str, address: str) -> None:
    source = (PROJECT / f"site_src/{language}/contribute.md").read_text(encoding="utf-8")
    page = edition(language, address).text_page(source, "contribute/")
    assert (f"({GITHUB}/issues/new/choose)" in page) == bool(address)
    assert page.count("http") == bool(address)
    assert "zr-correction" not in page
