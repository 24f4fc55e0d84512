"""``zones fmt``: bring the tables into canonical form, or show what that would change."""

from __future__ import annotations

import argparse
import difflib
import sys

from generator import canonical, package
from generator.commands.options import ERRORS, OK, Commands, registry_option
from generator.commands.writing import replace


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("fmt", help="표를 정해진 꼴로 고침 / bring the tables into canonical form")
    registry_option(parser)
    parser.add_argument("--check", action="store_true", help="고치지 않고 차이만 보임 / change nothing, print the difference")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    code = OK
    for change in canonical.changes(package.load(options.registry)):
        if change.refused:
            code = ERRORS
            print(f"{change.shown_path}: 고치지 않았습니다 / left as it is: {change.refused}")
        elif change.is_needed and options.check:
            code = ERRORS
            sys.stdout.writelines(_difference(change))
        elif change.is_needed:
            replace(change.path, change.after)
            print(f"{change.shown_path}: 고쳤습니다 / mended")
    return code


def _difference(change: canonical.Change) -> list[str]:
    before = package.decode(change.before)[0].splitlines(keepends=True)
    after = change.after.decode().splitlines(keepends=True)
    lines = list(difflib.unified_diff(before, after, change.shown_path, f"{change.shown_path} (zones fmt)", n=0))
    if not lines:
        lines = [f"{change.shown_path}: 글자 부호나 줄 끝이 다릅니다 / encoding or line ends differ\n"]
    return [line if line.endswith("\n") else line + "\n" for line in lines]
