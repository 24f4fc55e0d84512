"""Follows every internal link, anchor and asset of a finished site."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_LINK = re.compile(
    r"""<(?:a|link|script|img|source|iframe|use|form)\b[^>]*?\s(?:href|src|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.IGNORECASE,
)
_ID = re.compile(r"""<(?:[a-z][^>]*?\sid|a\s[^>]*?\bname)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)


@dataclass(frozen=True)
class BrokenLink:
    """A link that leads to nothing; ``page`` is the file below the site's root that holds it."""

    page: str
    link: str


def broken_links(site: Path, base: str = "/") -> list[BrokenLink]:
    """Links to files that are not there and to anchors that their page does not have.

    ``base`` is the path at which the site will stand: absolute links below it are followed, others are not ours.
    """
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    anchors: dict[str, set[str]] = {}
    found = []
    for page, html in pages.items():
        for link in dict.fromkeys(unescape(first(match)) for match in _LINK.finditer(html)):
            try:
                target = _target(page, link, base, files)
            except ValueError:
                # http://[ is no address at all.
                target = "", ""
            if target is None:
                continue
            path, anchor = target
            if path not in files:
                found.append(BrokenLink(page, link))
            elif anchor and path in pages:
                if path not in anchors:
                    anchors[path] = {unescape(first(match)) for match in _ID.finditer(pages[path])}
                if anchor not in anchors[path]:
                    found.append(BrokenLink(page, link))
    return found


def first(match: re.Match[str]) -> str:
    """The group of a match that took part in it."""
    return next((group for group in match.groups() if group is not None), "")


def _target(page: str, link: str, base: str, files: Container[str]) -> tuple[str, str] | None:
    """File and anchor that an internal link means; None for a link that leaves the site. Raises ValueError for no address."""
    parts = urlsplit(link)
    if link.startswith("//"):
        # The site links to other hosts by scheme alone; two slashes are an address of ours that lost its host.
        return link, ""
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base):
            return path, ""
        path = path[len(base) :]
    elif path:
        path = f"{page.rpartition('/')[0]}/{path}".lstrip("/")
    else:
        path = page
    folder = path.endswith("/")
    path = normpath(path) if path else "."
    if path == ".":
        path = "index.html"
    elif folder or path not in files:
        # A host answers a folder's address with its index; data/SHA256SUMS is a file.
        path = path if "." in path.rpartition("/")[2] and not folder else f"{path}/index.html"
    return path, unquote(parts.fragment)
