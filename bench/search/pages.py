"""The site whose pages all engines search: ours, with the index of Material's search plugin and that of Pagefind beside it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

from bench.search_registry import with_zones
from generator import package
from generator.pages.edition import Edition
from generator.search import index_files
from generator.site import Plan, build

ROOT = Path(__file__).parents[2]
# Material's settings for the language are left as they are; they hold the separator and the pipeline.
_PLUGIN = "plugins:\n  - search: {{lang: {language}}}\n"
_PACKAGES = ("package.json", "package-lock.json")
_NPM_SECONDS = 300


class NotToBeHadError(Exception):
    """A package that is compared with cannot be had; the argument says why."""


def build_site(folder: Path) -> Path:
    """Build the site with Material's search plugin switched on, from a copy of the project's pages, and return its folder."""
    project = folder / "project"
    shutil.copytree(ROOT / "site_src", project / "site_src")
    shared = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    switched = shared.replace("plugins: []\n", _PLUGIN.format(language="ko"))
    assert switched != shared, "mkdocs.yml no longer says that there are no plugins"
    (project / "mkdocs.yml").write_text(switched, encoding="utf-8")
    english = (ROOT / "mkdocs.en.yml").read_text(encoding="utf-8")
    (project / "mkdocs.en.yml").write_text(f"{english}\n{_PLUGIN.format(language='en')}", encoding="utf-8")
    site = folder / "site"
    build(Plan(ROOT / "registry", site, date.today(), project=project))
    return site


def enlarge(site: Path, zones: int, folder: Path) -> None:
    """Put the index of a registry of so many zones in place of the site's own; its pages stay as they are."""
    loaded = package.load(with_zones(folder, zones))
    for language, edition in (("ko", site), ("en", site / "en")):
        for name, data in index_files(Edition(loaded, language, date.today()), [], []).items():
            (edition / "assets/search" / name).write_bytes(data)


def add_pagefind(site: Path, folder: Path) -> None:
    """Let Pagefind index the finished site. Raises NotToBeHadError where npm or the package cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotToBeHadError("npm is not installed")
    folder.mkdir()
    for name in _PACKAGES:
        shutil.copy(Path(__file__).with_name(name), folder)
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
    # What stands around the text of a page is the same on every page.
    _run([npm, "exec", "--no", "--", "pagefind", "--site", str(site), "--root-selector", "#content"], folder)


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=_NPM_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHadError(str(error)) from None
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no output"]
        raise NotToBeHadError("; ".join(lines[-3:]))
