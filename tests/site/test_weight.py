"""What a first visit to a page costs: its HTML, and all that it loads before anybody touches it, as a server sends them (gzip)."""

from __future__ import annotations

import re
from functools import cache
from gzip import compress
from pathlib import Path
from posixpath import normpath
from urllib.parse import urljoin, urlsplit

import pytest

from tests.kinds import LANGUAGES
from tests.site.reading import HtmlPage

HTML = 60_000
VISIT = 150_000
# A static import; what import() loads waits for a reader's wish.
_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^;("']*?["'](\.[^"']+)["']""", re.MULTILINE)
_URL = re.compile(r"url\(\s*[\"']?(?!data:|#)([^)\"']+)")
_FETCHED = (".css", ".js", ".svg", ".png", ".woff2")


@cache
def weight(path: Path) -> int:
    """Bytes of a file on the way to a reader."""
    return len(compress(path.read_bytes(), mtime=0))


@cache
def with_what_it_needs(path: Path) -> frozenset[Path]:
    """A script with all that it imports, a sheet with all that it names."""
    pattern = {".js": _IMPORT, ".css": _URL}.get(path.suffix)
    needed = pattern.findall(path.read_text(encoding="utf-8")) if pattern else []
    return frozenset({path}.union(*(with_what_it_needs(Path(normpath(path.parent / each))) for each in needed)))


def loaded(site: Path, name: str, page: HtmlPage) -> set[Path]:
    """Every file that a browser fetches for a page by itself."""
    found: set[Path] = set()
    for link in page.loads:
        parts = urlsplit(urljoin(f"/{name}", link))
        if not parts.netloc and parts.path.endswith(_FETCHED):
            found |= with_what_it_needs(site / parts.path.lstrip("/"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_page_is_light(site: Path, pages: dict[str, HtmlPage], language: str) -> None:
    heavy, looked_at = [], 0
    for name, page in pages.items():
        if page.record and name.startswith("en/") == (language == "en"):
            html = weight(site / name)
            visit = html + sum(weight(each) for each in loaded(site, name, page))
            looked_at += 1
            if html > HTML or visit > VISIT:
                heavy.append((name, html, visit))
    assert looked_at > 500
    assert heavy == []


def test_pages_load_the_sheets_and_their_scripts_and_none_of_the_theme(site: Path, pages: dict[str, HtmlPage]) -> None:
    fetched = {name: {each.relative_to(site).as_posix() for each in loaded(site, name, page)} for name, page in pages.items()}
    for name, files in fetched.items():
        assert any(each.endswith("assets/css/registry.css") for each in files), name
        assert [each for each in files if "/javascripts/" in each or each.endswith((".woff2", "worker.js"))] == [], name
    # Imports are followed: an explorer's modules are there.
    assert {"assets/js/explorer/explorer.js", "assets/js/explorer/rows.js", "assets/images/favicon.svg"} <= fetched["zones/index.html"]
