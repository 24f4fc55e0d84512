"""``zones build``: check, then write the whole site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import site
from generator.commands.options import ERRORS, OK, Commands, day, registry_option, url
from generator.dates import today_in_seoul
from generator.findings import ERROR
from generator.findings.printers import PRINTERS


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("build", help="검사한 뒤 사이트 전체를 만듦 / check, then build the whole site")
    build_options(parser)
    parser.set_defaults(run=run)


def build_options(parser: argparse.ArgumentParser) -> None:
    """Everything that a build can be told."""
    registry_option(parser)
    parser.add_argument(
        "--site-dir", type=Path, default=Path("site"), metavar="DIR", help="사이트를 둘 폴더 / folder of the site (default: site)"
    )
    parser.add_argument(
        "--as-of", type=day, default=None, metavar="DATE", help="상태를 셈할 날 / day of all statuses (default: today in Korea)"
    )
    parser.add_argument("--site-url", type=url, default="", metavar="URL", help="사이트의 공개 주소 / public address of the site")
    parser.add_argument("--repository", type=url, default="", metavar="URL", help="저장소의 공개 주소 / public address of the repository")
    parser.add_argument(
        "--edit-uri", default="", metavar="PATH", help="저장소 편집 화면의 경로 / path to the repository's editor, such as edit/main/"
    )


def run(options: argparse.Namespace) -> int:
    """Build once and give the exit code."""
    built = site.build(_plan(options))
    errors = [finding for finding in built.findings if finding.severity == ERROR]
    if errors:
        sys.stderr.write(PRINTERS["text"](errors, None))
        return ERRORS
    pages = ", ".join(f"{language} {number}" for language, number in built.pages.items())
    print(f"{options.site_dir}: {pages} 쪽을 만들었습니다 / pages built")
    return OK


def _plan(options: argparse.Namespace) -> site.Plan:
    today = today_in_seoul()
    day = options.as_of or today
    # A day of checking may lie after a past day of the statuses, but not after today.
    public = {"site_url": options.site_url, "repository": options.repository, "edit_uri": options.edit_uri}
    return site.Plan(options.registry, options.site_dir, day, Path.cwd(), today=max(day, today), **public)
