from __future__ import annotations

from pathlib import Path

import pytest

from generator.linkcheck import BrokenLink, broken_links

PAGES = {
    "index.html": "",
    "zones/index.html": "",
    "zones/a/index.html": '<h2 id="projects">Projects</h2><a name=laws>Laws</a><p id="한글">말</p>',
    "en/index.html": "",
    "assets/app.js": "",
    "assets/logo.svg": "",
    "data/zones.csv": "",
    "data/SHA256SUMS": "",
    "v1.0/index.html": "",
}


def broken(root: Path, page: str, html: str, base: str = "/") -> list[str]:
    """The broken links of one page, in a site that holds ``PAGES`` too."""
    for name, content in {**PAGES, page: PAGES.get(page, "") + html}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    found = broken_links(root, base)
    assert {link.page for link in found} <= {page}
    return [link.link for link in found]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#projects",
        "?q=busan",
        ".",
        "./",
        "..",
        "../",
        "../../",
        "../..",
        "../../index.html",
        "../../zones/a/",
        "../../zones/a",
        "../a/#laws",
        "../a/?year=2026#projects",
        "../../en/",
        "../../assets/app.js",
        "../../data/zones.csv",
        "../../data/SHA256SUMS",
        "../../v1.0/",
        "/",
        "/zones/a/",
        "/zones/a/#projects",
        "#%ED%95%9C%EA%B8%80",
        "#한글",
        "&#46;&#46;/a/",
    ],
)
def test_a_link_to_a_file_a_folder_or_an_anchor_that_is_there_is_sound(tmp_path: Path, link: str) -> None:
    assert broken(tmp_path, "zones/a/index.html", f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    "link",
    [
        "#nowhere",
        "nowhere/",
        "../b/",
        "../b",
        "../../../",
        "../../../etc/passwd",
        "../../zones/b/index.html",
        "../a/#nowhere",
        "../../about.md",
        "../../data/zones.json",
        "../../assets/",
        "/nowhere/",
        "/zones/a/#nowhere",
        "//nowhere/",
        "http://[",
    ],
)
def test_a_link_that_leads_to_nothing_is_broken(tmp_path: Path, link: str) -> None:
    assert broken(tmp_path, "zones/a/index.html", f'<a href="{link}">x</a>') == [link]


@pytest.mark.parametrize("link", ["https://www.law.go.kr/x", "http://x.kr", "mailto:a@b.kr", "tel:1357", "data:image/gif;base64,x"])
def test_a_link_that_leaves_the_site_is_not_followed(tmp_path: Path, link: str) -> None:
    assert broken(tmp_path, "index.html", f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    "html",
    [
        '<a class="x" href="gone/">x</a>',
        "<a href='gone/'>x</a>",
        "<a href=gone/>x</a>",
        '<A HREF="gone/">x</A>',
        '<a\n  class="x"\n  href = "gone/">x</a>',
        '<link rel="stylesheet" href="gone/">',
        '<script type="module" src="gone/"></script>',
        '<img alt="" src="gone/">',
        '<svg><use href="gone/"/></svg>',
        '<form role="search" action="gone/"></form>',
        '<iframe src="gone/"></iframe>',
    ],
)
def test_links_of_every_element_and_spelling_are_followed(tmp_path: Path, html: str) -> None:
    assert broken(tmp_path, "index.html", html) == ["gone/"]


@pytest.mark.parametrize("html", ['<p data-href="gone/">x</p>', '<article href="gone/">x</article>', "&lt;a href=&quot;gone/&quot;&gt;"])
def test_what_is_no_link_is_not_followed(tmp_path: Path, html: str) -> None:
    assert broken(tmp_path, "index.html", html) == []


def test_a_name_of_a_field_and_words_of_the_text_are_no_anchors(tmp_path: Path) -> None:
    html = '<meta name="words"><input name="q"><p>an id="text" in words</p>' + "".join(
        f'<a href="#{to}"></a>' for to in ("words", "q", "text")
    )
    assert broken(tmp_path, "index.html", html) == ["#words", "#q", "#text"]


def test_a_link_that_stands_twice_on_a_page_is_told_once_and_each_page_tells_its_own(tmp_path: Path) -> None:
    for name in ("index.html", "en/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('<a href="gone/">x</a> <a href="gone/">y</a> <a href="lost/">z</a>', encoding="utf-8")
    pages = ("en/index.html", "index.html")
    assert broken_links(tmp_path) == [BrokenLink(page, link) for page in pages for link in ("gone/", "lost/")]


@pytest.mark.parametrize(("link", "expected"), [("/repo/zones/", []), ("/repo/", []), ("/zones/", ["/zones/"]), ("/repo/b/", ["/repo/b/"])])
def test_absolute_links_begin_at_the_path_of_the_site(tmp_path: Path, link: str, expected: list[str]) -> None:
    assert broken(tmp_path, "index.html", f'<a href="{link}">x</a>', base="/repo/") == expected


def test_a_page_that_is_no_utf_8_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes("<p>특구</p><a href='gone/'>x</a>".encode("cp949"))
    assert broken_links(tmp_path) == [BrokenLink("index.html", "gone/")]


def test_an_empty_site_has_no_broken_links(tmp_path: Path) -> None:
    assert broken_links(tmp_path) == []
