"""The whole site of the real registry: every record in both languages, every link, every download."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from icalendar import Calendar

from generator.linkcheck import broken_links
from generator.search.files import slug
from tests.site.conftest import ADDRESS, REGISTRY, Rows
from tests.site.reading import HtmlPage

Pages = dict[str, HtmlPage]
Registry = dict[str, Rows]

LANGUAGES = ("ko", "en")
TABLES = ("zones", "projects", "regions", "sectors", "programs", "laws", "meetings", "organisations")
ROOT = {"ko": "", "en": "en/"}
# The page for wrong addresses stands once, for both languages.
NOT_FOUND = "404.html"

SENTENCE_END = re.compile(r"(?<=[.!?]) ")

both_languages = pytest.mark.parametrize("language", LANGUAGES)
every_table = pytest.mark.parametrize("table", TABLES)


def of_language(pages: Pages, language: str) -> Pages:
    """Pages of one edition, by their path below its root."""
    if language == "en":
        return {path.removeprefix("en/"): page for path, page in pages.items() if path.startswith("en/")}
    return {path: page for path, page in pages.items() if not path.startswith("en/") and path != NOT_FOUND}


def record_pages(pages: Pages, language: str) -> Pages:
    return {path: page for path, page in of_language(pages, language).items() if page.record}


# Which pages there are


@both_languages
@every_table
def test_every_record_has_a_page_of_its_own_and_no_page_is_left_over(pages: Pages, registry: Registry, table: str, language: str) -> None:
    ids = {row["id"] for row in registry[table]}
    assert len(ids) == len(registry[table]) > 0
    found = {path for path in of_language(pages, language) if path.startswith(f"{table}/")}
    # Ids that changed or went keep a page at their old address.
    gone = {row["old_id"] for row in registry["redirects"] if row["table_name"] == table}
    assert found == {f"{table}/index.html"} | {f"{table}/{record}/index.html" for record in ids | gone}


@both_languages
@every_table
def test_every_index_leads_to_every_record_of_its_kind(pages: Pages, registry: Registry, table: str, language: str) -> None:
    listed = pages[f"{ROOT[language]}{table}/index.html"].records
    # A region that merged is listed among the regions; all else that is listed is found too.
    assert {f"{table}/{row['id']}" for row in registry[table]} <= listed


@both_languages
@every_table
def test_every_record_page_carries_the_name_of_its_record(pages: Pages, registry: Registry, table: str, language: str) -> None:
    for row in registry[table]:
        assert pages[f"{ROOT[language]}{table}/{row['id']}/index.html"].record == f"{table}/{row['id']}"


@both_languages
def test_no_other_page_claims_to_be_a_record(pages: Pages, registry: Registry, language: str) -> None:
    assert len(record_pages(pages, language)) == sum(len(registry[table]) for table in TABLES)


def test_both_editions_have_the_same_pages_under_the_same_path(pages: Pages) -> None:
    assert of_language(pages, "ko").keys() == of_language(pages, "en").keys()


@both_languages
def test_every_record_without_a_page_has_an_anchor_on_the_page_that_shows_it(pages: Pages, registry: Registry, language: str) -> None:
    expected = [("glossary", row["id"]) for row in registry["terms"]]
    expected += [("exemptions", row["id"]) for row in registry["exemptions"]]
    for table, owners, link in (
        ("exemptions", "projects", "project_id"),
        ("agenda_items", "meetings", "meeting_id"),
        ("calls", "programs", "program_id"),
        ("events", "zones", "zone_id"),
        ("periods", "zones", "zone_id"),
    ):
        expected += [(f"{owners}/{row[link]}", row["id"]) for row in registry[table] if row[link]]
    shown = of_language(pages, language)
    assert [place for place in expected if place[1] not in shown[f"{place[0]}/index.html"].ids] == []


@both_languages
def test_every_table_has_a_page_that_explains_each_of_its_columns(pages: Pages, registry: Registry, language: str) -> None:
    for table in registry:
        with (REGISTRY / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        assert set(columns) <= set(pages[f"{ROOT[language]}data/{table}/index.html"].ids)


# Where pages lead


def test_our_own_check_finds_no_broken_link(site: Path) -> None:
    assert broken_links(site) == []


def test_another_reading_of_the_pages_finds_no_broken_link_either(site: Path, pages: Pages) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids = {path: set(page.ids) for path, page in pages.items()}
    broken = []
    followed = 0
    for path, page in pages.items():
        for link in {*page.leads, *page.loads}:
            if link.startswith(("http://", "https://")):
                continue
            parts = urlsplit(urljoin(f"http://site/{path}", link))
            assert parts.netloc == "site", f"{path} leads to {link}"
            target = unquote(parts.path).removeprefix("/")
            target += "index.html" if target.endswith("/") or not target else ""
            if target not in files or (parts.fragment and unquote(parts.fragment) not in ids[target]):
                broken.append(f"{path}: {link}")
            followed += 1
    assert broken == []
    assert followed > 20 * len(pages)


def test_no_page_uses_an_anchor_twice(pages: Pages) -> None:
    doubled = {path: [name for name, number in Counter(page.ids).items() if number > 1] for path, page in pages.items()}
    assert {path: names for path, names in doubled.items() if names} == {}


def test_the_language_link_of_every_page_leads_to_the_same_page_in_the_other_language(pages: Pages) -> None:
    for language, other in (("ko", "en"), ("en", "ko")):
        for path, page in of_language(pages, language).items():
            target = urljoin(f"http://site/{ROOT[language]}{path}", page.language_link)
            assert target == f"http://site/{ROOT[other]}{path.removesuffix('index.html')}", path
    assert urljoin("http://site/404.html", pages[NOT_FOUND].language_link) == "http://site/en/"


def test_no_page_loads_anything_from_another_host(pages: Pages) -> None:
    assert [(path, load) for path, page in pages.items() for load in page.loads if urlsplit(load).scheme or urlsplit(load).netloc] == []


def test_no_stylesheet_loads_anything_from_another_host(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//[^)]*", text) == [], sheet


# What pages say


# Where the words of a table stand: its owners' pages, the column that names the owner, and the columns with words.
WORDS = (
    ("zones", "zones", "id", ("name", "summary")),
    ("projects", "projects", "id", ("title", "summary")),
    ("regions", "regions", "id", ("name",)),
    ("sectors", "sectors", "id", ("name",)),
    ("programs", "programs", "id", ("name", "summary")),
    ("laws", "laws", "id", ("name", "note")),
    ("meetings", "meetings", "id", ("name", "place", "chair", "speaker", "participants")),
    ("organisations", "organisations", "id", ("name",)),
    ("exemptions", "projects", "project_id", ("barrier",)),
    ("events", "zones", "zone_id", ("note",)),
    ("periods", "zones", "zone_id", ("note",)),
    ("participations", "zones", "zone_id", ("note",)),
    ("zone_municipalities", "zones", "zone_id", ("name", "place")),
    ("agenda_items", "meetings", "meeting_id", ("topic", "raised_by", "response")),
    ("calls", "programs", "program_id", ("title", "audience", "support")),
)


def without_blanks(words: str) -> str:
    return "".join(words.split())


@both_languages
@pytest.mark.parametrize(("table", "owners", "link", "columns"), WORDS, ids=[table for table, *_ in WORDS])
def test_pages_show_the_words_of_the_registry_letter_for_letter(
    pages: Pages, registry: Registry, table: str, owners: str, link: str, columns: tuple[str, ...], language: str
) -> None:
    shown = {}
    missing = []
    for row in registry[table]:
        path = f"{ROOT[language]}{owners}/{row[link]}/index.html"
        if row[link] and path not in shown:
            shown[path] = without_blanks("".join(pages[path].words))
        for column in columns:
            words = row.get(f"{column}_{language}", "")
            # A long text may stand as its first sentence and, further down, the rest.
            if row[link] and not all(without_blanks(part) in shown[path] for part in SENTENCE_END.split(words)):
                missing.append((path, column, words))
    assert missing == []


@both_languages
def test_every_page_says_its_language(pages: Pages, language: str) -> None:
    assert {page.language for page in of_language(pages, language).values()} == {language}


@both_languages
def test_every_zone_page_leads_to_its_sources(pages: Pages, registry: Registry, language: str) -> None:
    addresses = {row["id"]: row["url"] for row in registry["sources"]}
    for zone in registry["zones"]:
        sources = pages[f"{ROOT[language]}zones/{zone['id']}/index.html"].sources
        assert [link for link in sources if link.startswith(("http://", "https://"))]
        assert not addresses[zone["source_id"]] or addresses[zone["source_id"]] in sources


@every_table
def test_both_editions_of_a_record_name_the_same_sources(pages: Pages, registry: Registry, table: str) -> None:
    for row in registry[table]:
        path = f"{table}/{row['id']}/index.html"
        assert Counter(pages[path].sources) == Counter(pages[f"en/{path}"].sources), path


@every_table
def test_every_record_page_names_the_source_of_its_record(pages: Pages, registry: Registry, table: str) -> None:
    addresses = {row["id"]: row["url"] for row in registry["sources"]}
    sourced = [(row["id"], addresses[row["source_id"]]) for row in registry[table] if row.get("source_id")]
    assert [record for record, address in sourced if address and address not in pages[f"{table}/{record}/index.html"].sources] == []


@both_languages
@pytest.mark.parametrize("part", ["title", "description"])
def test_no_two_record_pages_share_a_title_or_a_description(pages: Pages, language: str, part: str) -> None:
    counted = Counter(getattr(page, part).strip() for page in record_pages(pages, language).values())
    assert counted
    assert [words for words, number in counted.items() if number > 1 or not words] == []


def test_every_page_has_a_title_and_a_description(pages: Pages) -> None:
    assert [path for path, page in pages.items() if not page.title.strip() or not page.description.strip()] == []


ARTEFACT = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{:|\{#|(?:^|\s)#{2,6}\s|\*\*|\]\(|\bundefined\b|\bNaN\b|\[object |Markup\(|Record\("
    r"|&(?:lt|gt|amp|quot|#\d+);|</?\w+>|^None$|\bNone(?= [a-z0-9])|: None\b"
)


@pytest.mark.parametrize(
    "text", ["{{ x }}", "{: #id }", "## 제목", "a **b**", "None", "Area: None", "&lt;b&gt;", "&amp;lt;", "x undefined"]
)
def test_leftovers_of_templates_and_markdown_are_noticed(text: str) -> None:
    assert ARTEFACT.search(text)


def test_no_page_shows_leftovers_of_templates_or_markdown(pages: Pages) -> None:
    assert [(path, words) for path, page in pages.items() for words in page.words if ARTEFACT.search(words.strip())] == []


# What can be downloaded


def as_text(value: object) -> str:
    """A value of a JSON file as the table writes it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_table_is_downloaded_byte_for_byte_as_it_stands_in_the_registry(site: Path, registry: Registry) -> None:
    for table in registry:
        assert (site / "data" / f"{table}.csv").read_bytes() == (REGISTRY / "data" / f"{table}.csv").read_bytes()


def test_every_json_download_holds_the_rows_of_its_table(site: Path, registry: Registry) -> None:
    for table, rows in registry.items():
        records = json.loads((site / "data" / f"{table}.json").read_text(encoding="utf-8"))
        for record, row in zip(records, rows, strict=True):
            assert record.keys() == row.keys()
            for column, value in record.items():
                same = float(row[column]) == value if isinstance(value, float) else as_text(value) == row[column]
                assert same, f"{table}/{row['id']}: {column}"


def test_the_zip_holds_every_download_and_a_descriptor_with_the_checksums_of_the_tables(site: Path, registry: Registry) -> None:
    with zipfile.ZipFile(io.BytesIO((site / "data/registry.zip").read_bytes())) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    data_folder = site / "data"
    # Pages about the tables stand in the same folder.
    downloads = {
        path.relative_to(data_folder).as_posix() for path in data_folder.rglob("*") if path.is_file() and path.name != "index.html"
    }
    assert files.keys() - {"README.txt", "LICENSE-DATA.md"} == downloads - {"registry.zip", "SHA256SUMS"}
    assert all(files[name] == (data_folder / name).read_bytes() for name in downloads & files.keys())
    described = {resource["path"]: resource for resource in json.loads(files["datapackage.json"])["resources"]}
    for table in registry:
        data = files[f"{table}.csv"]
        assert data == (REGISTRY / "data" / f"{table}.csv").read_bytes()
        assert described[f"{table}.csv"]["bytes"] == len(data)
        assert described[f"{table}.csv"]["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def indexed(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Table and id of every record of an edition's search index, as ``generator/search/files.py`` packs them."""
    first = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    for name in ("names.json", *first["parts"], "texts.json"):
        for block in json.loads((folder / name).read_text(encoding="utf-8"))["blocks"]:
            english = block["name" if language == "en" else "other"] if "" in block["id"] else block["id"]
            yield from ((block["table"], id or slug(words)) for id, words in zip(block["id"], english, strict=True))


@both_languages
def test_every_entry_of_the_search_index_leads_to_a_page_or_an_anchor(site: Path, pages: Pages, registry: Registry, language: str) -> None:
    found = Counter(indexed(site / ROOT[language] / "assets/search", language))
    owner = {row["id"]: f"meetings/{row['meeting_id']}" for row in registry["agenda_items"]}
    anchored = {"terms": "glossary", "exemptions": "exemptions"}
    for table in (*TABLES, *anchored, "agenda_items"):
        assert {id for name, id in found if name == table} == {row["id"] for row in registry[table]}
    assert max(found.values()) == 1
    for table, id in found:
        if table == "pages":
            assert f"{ROOT[language]}{id}/index.html".replace("//", "/").lstrip("/") in pages
        elif table in TABLES:
            assert f"{ROOT[language]}{table}/{id}/index.html" in pages
        else:
            place = anchored.get(table) or owner[id]
            assert id in pages[f"{ROOT[language]}{place}/index.html"].ids


# Built again, elsewhere, for a public address


# They hold public addresses, and nothing where none is known.
ADDRESSES = {"sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt"}


def without_address(html: str) -> Iterator[str]:
    """The lines of a page but for those of its head that hold a public address, or are there because it is known."""
    in_head = re.compile('<link rel="(?:canonical|alternate)"|<meta (?:property="og:|name="twitter:card")')
    return (line for line in html.splitlines() if line.strip() and not in_head.search(line))


def test_a_second_build_differs_in_nothing_but_the_public_address(site: Path, public_site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert files == {path.relative_to(public_site).as_posix() for path in public_site.rglob("*") if path.is_file()}
    different = []
    for name in sorted(files - ADDRESSES - {NOT_FOUND}):
        one, other = (site / name).read_bytes(), (public_site / name).read_bytes()
        if name.endswith(".html"):
            if list(without_address(one.decode())) != list(without_address(other.decode())):
                different.append(name)
        elif name.endswith(".ics"):
            if list(events(one, "")) != list(events(other, ADDRESS)):
                different.append(name)
        elif one != other:
            different.append(name)
    assert different == []


def events(calendar: bytes, address: str) -> Iterator[tuple[str, str, str]]:
    """What a calendar says of each event, but for the address of its page, which must be one of the site."""
    for event in Calendar.from_ical(calendar).walk("VEVENT"):
        assert str(event.get("URL", address)).startswith(address)
        yield str(event["UID"]), str(event["SUMMARY"]), event["DTSTART"].to_ical().decode()


def test_every_page_of_a_public_site_says_its_own_address(public_site: Path) -> None:
    for path in public_site.rglob("index.html"):
        page = path.relative_to(public_site).as_posix().removesuffix("index.html")
        assert f'<link rel="canonical" href="{ADDRESS}{page}">' in path.read_text(encoding="utf-8")


def test_the_page_for_wrong_addresses_leads_into_a_site_that_stands_in_a_folder(public_site: Path) -> None:
    (path,) = (path for path in public_site.rglob(NOT_FOUND))
    page = HtmlPage(path.read_text(encoding="utf-8"))
    for link in (*page.leads, *page.loads):
        if not link.startswith(("#", "https://")):
            assert link.startswith("/registry/"), link
            target = public_site / link.removeprefix("/registry/")
            assert target.is_file() or (target / "index.html").is_file(), link
