"""Pages that stand for all: one of every kind that a finished site holds, found by looking at the site."""

from __future__ import annotations

from pathlib import Path

LANGUAGES = ("ko", "en")
NOT_FOUND = "404.html"
# Kinds of which a record in the middle and the emptiest one are looked at too.
_LOOKED_AT_CLOSELY = ("zones",)


def page_kinds(site: Path, language: str) -> list[str]:
    """Addresses below the site's root, the home page first: every list and page of its own, the longest record of each kind, and of
    zones also a middling and the emptiest. Addresses that only lead on are none of them; the page for wrong addresses is one of the Korean.
    """
    root = site / "en" if language == "en" else site
    found = [root, *_pages(root)]
    for folder in _pages(root):
        records = sorted(
            (each for each in _pages(folder) if not _leads_on(each)), key=lambda each: ((each / "index.html").stat().st_size, each.name)
        )
        if records:
            found.append(records[-1])
            if folder.name in _LOOKED_AT_CLOSELY:
                found += [records[0], records[len(records) // 2]]
    # A list's further pages stand two folders below it.
    found += sorted(each.parent for each in root.glob("*/page/2/index.html"))
    addresses = [f"{path.relative_to(site).as_posix()}/".removeprefix("./") for path in dict.fromkeys(found)]
    return addresses + ([NOT_FOUND] if language == "ko" else [])


def moved(site: Path, language: str) -> list[str]:
    """Addresses of records that moved or went."""
    root = site / "en" if language == "en" else site
    pages = (each for folder in _pages(root) for each in _pages(folder) if _leads_on(each))
    return [f"{page.relative_to(site).as_posix()}/" for page in pages]


def file_of(site: Path, address: str) -> Path:
    """The file that is served at an address."""
    path = site / address
    return path if path.is_file() else path / "index.html"


def _pages(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if (each / "index.html").is_file() and each.name != "en")


def _leads_on(page: Path) -> bool:
    return 'data-layout="redirect"' in (page / "index.html").read_text(encoding="utf-8")
