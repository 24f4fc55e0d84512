"""``zones explain``: what a finding means and how to mend it."""

from __future__ import annotations

import argparse
import sys

from generator.commands.options import OK, Commands, language_option
from generator.findings import CannotRun, Finding, handbook
from generator.findings.catalogue import LANGUAGES, catalogue
from generator.rules.nearest import nearest


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("explain", help="검사 결과의 뜻과 고치는 법 / what a finding means and how to mend it")
    parser.add_argument("code", nargs="?", metavar="CODE", help="코드, 없으면 목록 / a code; without one, all codes")
    parser.add_argument("--format", choices=("text", "markdown"), default="text", help="markdown: 모든 코드의 풀이 / the whole handbook")
    language_option(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    languages = LANGUAGES if options.lang is None else (options.lang,)
    if options.format == "markdown":
        sys.stdout.write("\n".join(handbook.as_markdown(language) for language in languages))
        return OK
    entries = catalogue()
    if options.code is None:
        for code, each in entries.items():
            print(f"{code:28} {each.severity:8} " + " / ".join(each.text("title", language) for language in languages))
        return OK
    if options.code not in entries:
        raise CannotRun(Finding("unknown-code", "zones explain", value=options.code, details={"nearest": nearest(options.code, entries)}))
    sys.stdout.write(handbook.as_text(entries[options.code], languages))
    return OK
