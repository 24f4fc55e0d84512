"""The whole site from the registry: load, check, derive, write, run MkDocs for both editions, check links, swap in.

Nothing touches the finished site before its successor is whole: on any failure the old one stays as it was.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from generator import package, rules
from generator.datasets import all_files
from generator.findings import ERROR, CannotRun, Finding
from generator.linkcheck import broken_links
from generator.package import Package
from generator.pages import all_pages
from generator.pages.edition import Edition, Page
from generator.search import index_file

EDITIONS = ("ko", "en")
_CONFIGS = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}
_SHOWN_LINKS = 20


@dataclass(frozen=True)
class Plan:
    """Where a build reads from and writes to, and for which day."""

    registry: Path
    site_dir: Path
    day: date
    project: Path = field(default_factory=Path.cwd)
    site_url: str = ""
    repository: str = ""


@dataclass(frozen=True)
class Built:
    """What a build did: findings of the check, and pages of each edition (none where errors stopped it)."""

    findings: list[Finding]
    pages: dict[str, int]


def build(plan: Plan) -> Built:
    """Build the site. Errors in the registry stop it before anything is written; they are in the result.

    Raises CannotRun where the registry cannot be read, a template or MkDocs fails, a link is broken, or a folder
    cannot be written.
    """
    for needed in (*_CONFIGS.values(), "site_src"):
        if not (plan.project / needed).exists():
            raise CannotRun(Finding("site-source-missing", str(plan.project / needed)))
    loaded = package.load(plan.registry)
    findings = rules.check(loaded, plan.day)
    if any(finding.severity == ERROR for finding in findings):
        return Built(findings, {})
    with _work_folder(plan) as work:
        numbers = {language: _write_edition(plan, loaded, language, work / "docs" / language) for language in EDITIONS}
        _run_mkdocs(plan, work)
        finished = _join(work)
        _write_data(loaded, finished)
        _check_links(plan, finished)
        _swap(finished, plan.site_dir)
    return Built(findings, numbers)


@contextmanager
def _work_folder(plan: Plan) -> Iterator[Path]:
    """An empty folder beside the site, on the same disk, so that the swap is a rename; gone afterwards."""
    parent = plan.site_dir.resolve().parent
    work = parent / f".{plan.site_dir.name}.work-{os.getpid()}"
    try:
        if plan.site_dir.exists() and not plan.site_dir.is_dir():
            raise NotADirectoryError(20, os.strerror(20), str(plan.site_dir))
        parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
    except OSError as error:
        raise CannotRun(Finding("site-not-writable", str(plan.site_dir), details={"reason": error.strerror or error})) from None
    try:
        yield work
    except OSError as error:
        raise CannotRun(Finding("site-not-writable", str(plan.site_dir), details={"reason": error.strerror or error})) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_edition(plan: Plan, loaded: Package, language: str, docs: Path) -> int:
    """Write one edition's Markdown, assets and search index; returns the number of its pages."""
    edition = Edition(loaded, language, plan.day, plan.site_url, plan.repository)
    source = plan.project / "site_src"
    number = 0
    try:
        for page in all_pages(edition):
            _write(docs / page.path / "index.md", _markdown(page))
            number += 1
        for path in sorted((source / language).rglob("*.md")):
            relative = path.relative_to(source / language)
            here = "" if relative.name == "index.md" else relative.with_suffix("").as_posix() + "/"
            _write(docs / relative, edition.text_page(path.read_text(encoding="utf-8"), here))
            number += 1
    except jinja2.TemplateError as error:
        place = getattr(error, "filename", None) or getattr(error, "name", None) or f"site_src/{language}"
        raise CannotRun(Finding("template-failed", str(place), getattr(error, "lineno", 0) or 0, details={"reason": error})) from None
    shutil.copytree(source / "assets", docs / "assets")
    (docs / "assets" / "search-index.json").write_bytes(index_file(edition))
    return number


def _markdown(page: Page) -> str:
    meta = {"title": page.title, "description": page.description, "record": page.record, "layout": page.layout}
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items() if value)
    return f"---\n{head}\n---\n\n{page.body}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _run_mkdocs(plan: Plan, work: Path) -> None:
    """Run MkDocs for the editions side by side, each into a folder of its own."""
    url = plan.site_url.rstrip("/") + "/" if plan.site_url else ""
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "ZONES_SITE_URL": url,
        "ZONES_SITE_URL_EN": f"{url}en/" if url else "",
        "ZONES_REPOSITORY": plan.repository,
        **{f"ZONES_DOCS_{language.upper()}": str(work / "docs" / language) for language in EDITIONS},
    }
    running = {
        language: subprocess.Popen(
            [
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "--quiet",
                "--strict",
                "-f",
                str(plan.project / config),
                "-d",
                str(work / "out" / language),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            cwd=plan.project,
        )
        for language, config in _CONFIGS.items()
    }
    outputs = {language: process.communicate()[0] for language, process in running.items()}
    for language, process in running.items():
        if process.returncode != 0:
            raise CannotRun(_mkdocs_finding(_CONFIGS[language], outputs[language]))


def _mkdocs_finding(config: str, output: str) -> Finding:
    """The place and reason of a failure of MkDocs, without its traceback."""
    frames = re.findall(r'File "([^"]+\.(?:html|yml|md))", line (\d+)', output)
    lines = [line.strip() for line in output.strip().splitlines() if line.strip() and not line.startswith(("  ", "Traceback"))]
    path, line = frames[-1] if frames else (config, "0")
    reason = lines[-1] if lines else "no output"
    return Finding("mkdocs-failed", path, int(line), details={"reason": reason})


def _join(work: Path) -> Path:
    """Put the English edition below the Korean one; returns the finished site's folder."""
    finished = work / "out" / "ko"
    os.replace(work / "out" / "en", finished / "en")
    return finished


def _write_data(loaded: Package, finished: Path) -> None:
    folder = finished / "data"
    folder.mkdir(exist_ok=True)
    for name, data in all_files(loaded).items():
        (folder / name).write_bytes(data)


def _check_links(plan: Plan, finished: Path) -> None:
    base = urlsplit(plan.site_url).path.rstrip("/") + "/"
    broken = broken_links(finished, base)
    if broken:
        raise CannotRun(*(Finding("broken-link", link.page, value=link.link) for link in broken[:_SHOWN_LINKS]))


def _swap(finished: Path, site_dir: Path) -> None:
    """Put the finished site in place of the old one; where that fails, the old one comes back."""
    old = finished.parent / "old"
    had_site = site_dir.exists()
    if had_site:
        os.replace(site_dir, old)
    try:
        os.replace(finished, site_dir)
    except OSError:
        if had_site:
            os.replace(old, site_dir)
        raise
