"""``zones validate``: every rule over the whole registry, and over a change of it where a base is given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from generator import package, rules
from generator.commands.options import CANNOT_RUN, ERRORS, OK, Commands, language_option, registry_option
from generator.dates import today_in_seoul
from generator.diff import read_state
from generator.findings import ERROR, WARNING, CannotRun, Finding, in_file_order
from generator.findings.printers import PRINTERS
from generator.rules import changes


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("validate", help="모든 규칙으로 등록부를 검사 / check the registry against every rule")
    registry_option(parser)
    parser.add_argument("--format", choices=sorted(PRINTERS), default="text", help="결과의 꼴 / form of the output (default: text)")
    language_option(parser)
    parser.add_argument("--strict", action="store_true", help="경고도 오류로 / warnings count as errors")
    parser.add_argument(
        "--base",
        metavar="BASE",
        default="",
        help="고치기 전의 커밋이나 폴더: 고친 값에 더 적을 줄도 말함 / commit or folder before the change: says what a correction lacks",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        findings = _findings(options)
    except CannotRun as error:
        sys.stdout.write(PRINTERS[options.format](error.findings, options.lang))
        return CANNOT_RUN
    sys.stdout.write(PRINTERS[options.format](findings, options.lang))
    counted = (ERROR, WARNING) if options.strict else (ERROR,)
    return ERRORS if any(finding.severity in counted for finding in findings) else OK


def _findings(options: argparse.Namespace) -> Sequence[Finding]:
    head, day = package.load(options.registry), today_in_seoul()
    findings = rules.check(head, day)
    if options.base:
        base = read_state(options.base, options.registry).package
        # First, since GitHub shows ten annotations of a kind and warnings of long standing would push them out.
        findings = [*in_file_order(changes.check(base, head, day)), *findings]
    return findings
