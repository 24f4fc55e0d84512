"""``zones validate``: every rule over the whole registry."""

from __future__ import annotations

import argparse
import sys

from generator import package, rules
from generator.commands.options import CANNOT_RUN, ERRORS, OK, Commands, language_option, registry_option
from generator.dates import today_in_seoul
from generator.findings import ERROR, WARNING, CannotRun
from generator.findings.printers import PRINTERS


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("validate", help="모든 규칙으로 등록부를 검사 / check the registry against every rule")
    registry_option(parser)
    parser.add_argument("--format", choices=sorted(PRINTERS), default="text", help="결과의 꼴 / form of the output (default: text)")
    language_option(parser)
    parser.add_argument("--strict", action="store_true", help="경고도 오류로 / warnings count as errors")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        findings = rules.check(package.load(options.registry), today_in_seoul())
    except CannotRun as error:
        sys.stdout.write(PRINTERS[options.format](error.findings, options.lang))
        return CANNOT_RUN
    sys.stdout.write(PRINTERS[options.format](findings, options.lang))
    counted = (ERROR, WARNING) if options.strict else (ERROR,)
    return ERRORS if any(finding.severity in counted for finding in findings) else OK
