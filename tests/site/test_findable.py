"""How others find the pages: titles, descriptions, addresses of translations, previews, sitemap, robots.txt and llms.txt."""

from __future__ import annotations

import gzip
import re
import struct
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import DAY
from tests.kinds import LANGUAGES, NOT_FOUND, moved
from tests.site.conftest import ADDRESS, PROJECT, Rows
from tests.site.reading import HtmlPage

ROOT = {"ko": "", "en": "en/"}
NAME = {"ko": "규제자유특구 등록부", "en": "Korea Zone Registry"}
LIMIT = 60_000
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"

both_languages = pytest.mark.parametrize("language", LANGUAGES)


@dataclass(frozen=True)
class Listed:
    """One address of the sitemap: the day of its facts, and its translations by language."""

    day: str
    translations: dict[str, str]


def head(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The meta and link elements of a page, each with its attributes."""
    found = re.findall(r"<(meta|link)\b([^>]*)>", path.read_text(encoding="utf-8").partition("</head>")[0])
    return [(tag, {name: unescape(value) for name, value in re.findall(r'([\w:-]+)="([^"]*)"', attributes)}) for tag, attributes in found]


def meta(path: Path) -> dict[str, str]:
    """Name or property of every meta element, with what it says."""
    return {given.get("property") or given["name"]: given["content"] for tag, given in head(path) if "content" in given and len(given) == 2}


def translations(path: Path) -> dict[str, str]:
    return {given["hreflang"]: given["href"] for tag, given in head(path) if given.get("rel") == "alternate"}


def files(site: Path, language: str) -> dict[str, Path]:
    """The pages of an edition by their address below its root."""
    root = site / ROOT[language]
    found = {path.relative_to(root).as_posix().removesuffix("index.html"): path for path in root.rglob("index.html")}
    return {address: path for address, path in found.items() if language == "en" or not f"{address}/".startswith("en/")}


def unlisted(site: Path, language: str) -> set[str]:
    """Addresses that a search engine is not to list: the search, and what moved."""
    return {"search/", *(address.removeprefix("en/") for address in moved(site, language))}


@pytest.fixture(scope="module")
def sitemap(public_site: Path) -> dict[str, Listed]:
    root = ET.parse(public_site / "sitemap.xml").getroot()
    listed = {}
    for url in root.iter(f"{SITEMAP}url"):
        links = {link.get("hreflang", ""): link.get("href", "") for link in url.iter(LINK)}
        listed[url.findtext(f"{SITEMAP}loc", "")] = Listed(url.findtext(f"{SITEMAP}lastmod", ""), links)
    return listed


# Heads


@both_languages
def test_every_page_has_a_title_and_a_description_of_its_own(pages: dict[str, HtmlPage], language: str) -> None:
    for what in ("title", "description"):
        told = defaultdict(list)
        for path, page in pages.items():
            if path.startswith("en/") == (language == "en") and path != NOT_FOUND:
                told[getattr(page, what).strip()].append(path)
        assert [paths for text, paths in told.items() if len(paths) > 1 or not text] == []


@both_languages
def test_titles_end_with_the_name_of_the_site(pages: dict[str, HtmlPage], language: str) -> None:
    ends = Counter(page.title.strip().rpartition(" - ")[2] for path, page in pages.items() if path.startswith("en/") == (language == "en"))
    assert set(ends) == {NAME[language]}


@both_languages
def test_a_page_with_a_known_address_names_itself_and_its_translations(public_site: Path, language: str) -> None:
    left_out = unlisted(public_site, language)
    pages = files(public_site, language)
    assert len(pages) > 800
    for address, path in pages.items():
        expected = {"ko": f"{ADDRESS}{address}", "en": f"{ADDRESS}en/{address}", "x-default": f"{ADDRESS}{address}"}
        assert translations(path) == ({} if address in left_out else expected), address
        assert meta(path)["og:url"] == f"{ADDRESS}{ROOT[language]}{address}"


@both_languages
def test_only_the_search_and_what_moved_asks_not_to_be_listed(public_site: Path, language: str) -> None:
    told = {address for address, path in files(public_site, language).items() if meta(path).get("robots") == "noindex"}
    assert told == unlisted(public_site, language)
    assert meta(public_site / NOT_FOUND)["robots"] == "noindex"


@both_languages
def test_a_preview_says_what_the_page_says(public_site: Path, language: str) -> None:
    for address, path in files(public_site, language).items():
        told = meta(path)
        title = unescape(re.findall("<title>(.*?)</title>", path.read_text(encoding="utf-8"))[0])
        assert (told["og:title"] == title) if not address else f"{told['og:title']} - {NAME[language]}" == title
        assert told["og:description"] == told["description"]
        assert (told["og:type"] == "article") == ('data-record="' in path.read_text(encoding="utf-8").partition('id="content"')[2][:60])
    assert told["og:locale"] != told["og:locale:alternate"]
    assert told["og:locale"].startswith(language)
    assert told["twitter:card"] == "summary_large_image"


def test_the_picture_of_previews_is_there_and_light(public_site: Path) -> None:
    told = meta(public_site / "index.html")
    picture = public_site / told["og:image"].removeprefix(ADDRESS)
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 630)
    assert len(data) < LIMIT


@both_languages
def test_without_an_address_nothing_is_said_that_needs_one(site: Path, language: str) -> None:
    for path in files(site, language).values():
        assert not translations(path)
        told = meta(path)
        assert not {"og:url", "og:image"} & told.keys()
        assert told["og:title"]
        assert told["twitter:card"] == "summary"


def test_what_a_name_holds_does_no_harm_in_a_head(site: Path) -> None:
    for path in files(site, "en").values():
        lines = path.read_text(encoding="utf-8").partition("</head>")[0].splitlines()
        assert [line for line in lines if re.search(r"<(meta|title)", line) and re.search(r"&(?!amp;|lt;|gt;|#\d+;|quot;)", line)] == []


def test_the_colour_of_a_browser_is_that_of_the_page(site: Path) -> None:
    shades = re.findall(r"--zr-ground: light-dark\((#\w+), (#\w+)\)", (PROJECT / "site_src/assets/css/01-colours.css").read_text("utf-8"))
    told = [given["content"] for _, given in head(site / "index.html") if given.get("name") == "theme-color"]
    assert told == list(shades[0])


# Files at the root


def test_the_sitemap_lists_every_page_of_both_editions_with_its_translations(public_site: Path, sitemap: dict[str, Listed]) -> None:
    expected = set()
    for language in LANGUAGES:
        wanted = files(public_site, language).keys() - unlisted(public_site, language)
        expected |= {f"{ADDRESS}{ROOT[language]}{address}" for address in wanted}
    assert sitemap.keys() == expected
    for address, listed in sitemap.items():
        assert address in listed.translations.values()
        assert listed.translations.keys() == {"ko", "en", "x-default"}
        assert {sitemap[each].translations["en"] for each in listed.translations.values()} == {listed.translations["en"]}
    # The English edition writes none of its own.
    assert [path.relative_to(public_site).as_posix() for path in public_site.rglob("sitemap*")] == ["sitemap.xml", "sitemap.xml.gz"]
    assert gzip.decompress((public_site / "sitemap.xml.gz").read_bytes()) == (public_site / "sitemap.xml").read_bytes()


def test_the_sitemap_tells_when_facts_were_checked_and_not_when_pages_were_built(
    sitemap: dict[str, Listed], registry: dict[str, Rows]
) -> None:
    newest = max(row["checked_on"] for rows in registry.values() for row in rows if row.get("checked_on"))
    assert newest <= DAY.isoformat()
    assert sitemap[ADDRESS].day == sitemap[f"{ADDRESS}en/zones/"].day == newest
    for table in ("zones", "programs", "organisations"):
        for row in registry[table]:
            for root in ROOT.values():
                assert row["checked_on"] <= sitemap[f"{ADDRESS}{root}{table}/{row['id']}/"].day <= newest
    # What is written by hand shows no checked row, and claims no day.
    assert sitemap[f"{ADDRESS}contribute/"].day == ""


def test_robots_may_read_everything_and_are_told_of_the_sitemap_where_its_address_is_known(site: Path, public_site: Path) -> None:
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert (public_site / "robots.txt").read_text(encoding="utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"


def test_llms_txt_has_the_form_that_readers_of_it_expect(public_site: Path) -> None:
    text = (public_site / "llms.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == f"# {NAME['en']} ({NAME['ko']})"
    assert lines[1].startswith("> ")
    assert [line for line in lines if line.startswith("## ")] == ["## Data", "## English", "## 한국어"]
    below = text.partition("## ")[2].splitlines()
    assert [line for line in below if line and not re.fullmatch(r"- \[[^\]]+\]\([^)]+\)(: .+)?|(## )?\w+", line)] == []
    assert "CC BY 4.0" in text


@pytest.mark.parametrize("known", [True, False])
def test_every_link_of_llms_txt_leads_somewhere(site: Path, public_site: Path, known: bool) -> None:
    root = public_site if known else site
    links = re.findall(r"\]\(([^)]+)\)", (root / "llms.txt").read_text(encoding="utf-8"))
    assert len(links) > 25
    assert all(link.startswith(ADDRESS) == known for link in links)
    for link in links:
        path = root / link.removeprefix(ADDRESS)
        assert path.is_file() or (path / "index.html").is_file(), link
    assert {"data/registry.zip", "zones/", "en/zones/", "en/about/"} <= {link.removeprefix(ADDRESS) for link in links}
