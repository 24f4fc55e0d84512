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
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from generator import findable, package, rules
from generator.datasets import all_files, record_files
from generator.datasets.linked import Linked
from generator.descriptor import shown
from generator.feeds.calendars import calendars, former
from generator.findings import ERROR, CannotRun, Finding
from generator.linkcheck import BrokenLink, broken_links
from generator.package import Package
from generator.pages import all_pages, explorer_files
from generator.pages.edition import Edition, Page
from generator.pages.repository import repository_at
from generator.pages.search import words_file
from generator.search import index_files
from generator.styles import join_parts

EDITIONS = ("ko", "en")
_CONFIGS = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}
_SOURCES = (*_CONFIGS.values(), *(f"site_src/{folder}" for folder in (*EDITIONS, "overrides", "assets")))
# A folder that holds these was written by a build, and may be replaced by the next one.
_MARKS = ("en/index.html", "data/datapackage.json")
_SHOWN_LINKS = 20


@dataclass(frozen=True)
class Plan:
    """Where a build reads from and writes to, and for which day.

    ``edit_uri`` is the way from the repository's address to its web editor, where the host's name does not tell it.
    ``today`` is the day on which the rules judge the registry, where that is not the day of the statuses.
    """

    registry: Path
    site_dir: Path
    day: date
    project: Path = field(default_factory=Path.cwd)
    site_url: str = ""
    repository: str = ""
    today: date | None = None
    edit_uri: str = ""


@dataclass(frozen=True)
class Built:
    """What a build did: findings of the check, and pages of each edition (none where errors stopped it)."""

    findings: list[Finding]
    pages: dict[str, int]


def build(plan: Plan) -> Built:
    """Build the site. Errors in the registry stop it before anything is written; they are in the result.

    Raises CannotRun where the registry cannot be read, a template or MkDocs fails, a link is broken, or a folder
    cannot be written or is no site.
    """
    for needed in _SOURCES:
        if not (plan.project / needed).exists():
            raise CannotRun(Finding("site-source-missing", shown(plan.project, needed)))
    place = _place(plan)
    loaded = package.load(plan.registry)
    findings = rules.check(loaded, plan.today or plan.day)
    if any(finding.severity == ERROR for finding in findings):
        return Built(findings, {})
    with _work_folder(plan, place) as work:
        numbers = {language: _write_edition(plan, loaded, language, work / "docs" / language) for language in EDITIONS}
        _run_mkdocs(plan, work)
        finished = _join(work)
        _write_data(loaded, plan.day, finished)
        _write_calendars(plan, loaded, place, finished)
        findable.write(finished, loaded, plan.site_url)
        _check_links(plan, finished)
        _swap(finished, place)
    return Built(findings, numbers)


def _place(plan: Plan) -> Path:
    """The folder that the site takes, links followed. Raises CannotRun where the swap would take away what is no site."""
    name = str(plan.site_dir)
    try:
        place = plan.site_dir.resolve()
        registry = plan.registry.resolve()
        project = plan.project.resolve()
        for source in (project, registry, Path.cwd()):
            if place in (source, *source.parents):
                raise CannotRun(Finding("site-dir-holds-sources", name, value=str(source)))
        for source in (registry, project / "site_src"):
            if source in place.parents:
                raise CannotRun(Finding("site-dir-holds-sources", name, value=str(source)))
        if place.is_dir() and (stranger := _stranger(place)):
            raise CannotRun(Finding("site-dir-no-site", name, value=stranger))
    except (OSError, RuntimeError) as error:
        # A RuntimeError is a loop of links.
        raise CannotRun(Finding("site-not-writable", name, details={"reason": getattr(error, "strerror", None) or error})) from None
    return place


def _stranger(place: Path) -> str:
    """A name in the folder that tells that no build wrote it; empty for an empty folder and for a site of ours."""
    names = sorted(path.name for path in place.iterdir() if path.name != ".DS_Store")
    if not all((place / mark).is_file() for mark in _MARKS):
        return names[0] if names else ""
    # Finished sites hold no hidden files: a .git is somebody's.
    return next((name for name in names if name.startswith(".")), "")


@contextmanager
def _work_folder(plan: Plan, place: Path) -> Iterator[Path]:
    """An empty folder beside the site, on the same disk, so that the swap is a rename; gone afterwards."""
    work = place.parent / f".{place.name}.work-{os.getpid()}"
    try:
        for folder in (place, place.parent):
            if folder.exists() and not folder.is_dir():
                raise NotADirectoryError(20, os.strerror(20), str(folder))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        yield work
    except OSError as error:
        raise CannotRun(Finding("site-not-writable", str(plan.site_dir), details={"reason": error.strerror or error})) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_edition(plan: Plan, loaded: Package, language: str, docs: Path) -> int:
    """Write one edition's Markdown, assets and search index; returns the number of its pages."""
    edition = Edition(loaded, language, plan.day, repository_at(plan.repository, plan.edit_uri))
    source = plan.project / "site_src"
    here: Path | None = None
    try:
        pages = list(all_pages(edition))
        for page in pages:
            _write(docs / page.path / "index.md", _markdown(page))
        written = []
        for here in sorted((source / language).rglob("*.md")):
            relative = here.relative_to(source / language)
            address = _address(relative)
            written.append((address, edition.text_page(here.read_bytes().decode("utf-8"), address)))
            _write(docs / relative, written[-1][1])
    except Exception as error:
        found = _source_finding(plan, error, here)
        if found is None:
            raise
        raise CannotRun(found) from None
    shutil.copytree(source / "assets", docs / "assets")
    join_parts(docs / "assets" / "css")
    (docs / "assets" / "search").mkdir()
    for name, data in (index_files(edition, pages, written) | {"words.json": words_file(edition)}).items():
        (docs / "assets" / "search" / name).write_bytes(data)
    (docs / "assets" / "explore").mkdir()
    for name, data in explorer_files(edition).items():
        (docs / "assets" / "explore" / name).write_bytes(data)
    return len(pages) + len(written)


def _address(relative: Path) -> str:
    """Address of a hand-written page below its edition's root; ``index.md`` stands for its folder."""
    folder = relative.parent if relative.name == "index.md" else relative.with_suffix("")
    return "" if folder == Path() else f"{folder.as_posix()}/"


def _source_finding(plan: Plan, error: Exception, page: Path | None) -> Finding | None:
    """File, line and reason of what failed in a template or in a hand-written page; None where it was something else."""
    hand_written = shown(plan.project, str(page)) if page else ""
    if isinstance(error, UnicodeDecodeError) and page:
        line = error.object[: error.start].count(b"\n") + 1
        return Finding("template-failed", hand_written, line, details={"reason": "UTF-8이 아닌 글자 / not UTF-8"})
    if isinstance(error, OSError) and page and error.filename == str(page):
        return Finding("file-unreadable", hand_written)
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    places = [(name, line) for name, line in frames if name.endswith(".j2") or (name == "<template>" and page)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places = [(error.filename or "<template>", error.lineno)]
    elif isinstance(error, jinja2.TemplateNotFound) and not places:
        places = [(f"generator/pages/templates/{error.name}", 0)]
    if not places:
        return None
    name, line = places[-1]
    reason = error if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
    return Finding("template-failed", hand_written if name == "<template>" else shown(plan.project, name), line, details={"reason": reason})


def _markdown(page: Page) -> str:
    meta = {name: getattr(page, name) for name in ("title", "description", "record", "layout", "leads_to", "side", "checked_on")}
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items() if value)
    return f"---\n{head}\n---\n\n{page.body}\n\n{page.correction}\n"


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
    running: dict[str, subprocess.Popen[str]] = {}
    try:
        for language, config in _CONFIGS.items():
            # Not --quiet: with it, MkDocs counts no warnings, and --strict does nothing.
            command = (sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(plan.project / config))
            running[language] = subprocess.Popen(
                (*command, "-d", str(work / "out" / language)),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=environment,
                cwd=plan.project,
            )
        outputs = {language: process.communicate()[0] for language, process in running.items()}
    finally:
        # After Ctrl+C a run that goes on would write the work folder again.
        for process in running.values():
            process.kill()
            process.wait()
    for language, process in running.items():
        if process.returncode != 0:
            raise CannotRun(_mkdocs_finding(plan, _CONFIGS[language], outputs[language]))


def _mkdocs_finding(plan: Plan, config: str, output: str) -> Finding:
    """The place and reason of a failure of MkDocs, without its traceback."""
    lines = [line.strip() for line in output.strip().splitlines() if line.strip() and not line.startswith(("  ", "Traceback"))]
    logged = [line.split("-", 1)[1].strip() for line in lines if re.match("(ERROR|WARNING) +- ", line)]
    reason = lines[-1].rstrip(".") if lines else "no output"
    if frames := re.findall(r'(?:File|in) "([^"]+\.(?:html|yml|md))", line (\d+)', output):
        path, line = frames[-1]
        return Finding("mkdocs-failed", shown(plan.project, path), int(line), details={"reason": reason})
    if logged:
        reason = "; ".join(each.rstrip(".") for each in logged)
        for quoted in sorted(re.findall(r"'([^' ]+)'", reason), key=len, reverse=True):
            for name in (config, _CONFIGS["ko"]):
                if number := _line_with(plan.project / name, quoted):
                    return Finding("mkdocs-failed", shown(plan.project, name), number, details={"reason": reason})
    return Finding("mkdocs-failed", shown(plan.project, config), details={"reason": reason})


def _line_with(path: Path, text: str) -> int:
    """The first line of a file that holds the text; 0 where none does."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    return next((number for number, line in enumerate(lines, start=1) if text in line), 0)


def _join(work: Path) -> Path:
    """Put the English edition below the Korean one; returns the finished site's folder."""
    finished = work / "out" / "ko"
    # Hosts show the page for wrong addresses that stands at the root; it speaks both languages.
    (work / "out" / "en" / "404.html").unlink(missing_ok=True)
    # That of the Korean edition lists the pages of both.
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (work / "out" / "en" / name).unlink(missing_ok=True)
    os.replace(work / "out" / "en", finished / "en")
    return finished


def _write_data(loaded: Package, day: date, finished: Path) -> None:
    for name, data in all_files(Linked(loaded, day)).items():
        _write_bytes(finished / "data" / name, data)
    for name, data in record_files.files(loaded, day):
        _write_bytes(finished / name, data)


def _write_calendars(plan: Plan, loaded: Package, place: Path, finished: Path) -> None:
    """Write the calendars; what those of the site that is replaced said goes on in them."""
    for name, data in calendars(Linked(loaded, plan.day), plan.site_url, former(place)):
        _write_bytes(finished / name, data)


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _check_links(plan: Plan, finished: Path) -> None:
    base = urlsplit(plan.site_url).path.rstrip("/") + "/"
    broken = broken_links(finished, base)
    if broken:
        raise CannotRun(*(_link_finding(plan, link) for link in broken[:_SHOWN_LINKS]))


def _link_finding(plan: Plan, link: BrokenLink) -> Finding:
    """A broken link at its line of the hand-written page that holds it, else at the page of the site."""
    language = "en" if link.page.startswith("en/") else "ko"
    address = link.page.removeprefix("en/").removesuffix("index.html").rstrip("/")
    for name in (f"{address}.md", f"{address}/index.md"):
        source = plan.project / "site_src" / language / name.lstrip("/")
        for text in (link.link, f"#{link.link.partition('#')[2]}"):
            if len(text) > 1 and (line := _line_with(source, text)):
                return Finding("broken-link", shown(plan.project, str(source)), line, value=link.link)
    return Finding("broken-link", link.page, value=link.link)


def _swap(finished: Path, site_dir: Path) -> None:
    """Put the finished site in place of the old one; where that fails, the old one comes back."""
    old = finished.parent / "old"
    had_site = site_dir.exists()
    if had_site:
        os.replace(site_dir, old)
    try:
        os.replace(finished, site_dir)
    except BaseException:
        if had_site:
            os.replace(old, site_dir)
        raise
