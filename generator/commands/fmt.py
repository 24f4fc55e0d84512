"""``zones fmt``: bring the tables into canonical form, or show what that would change."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterator

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
            print(f"{change.shown_path}: {_in_words('고칠 것', 'to mend', change)}")
            sys.stdout.writelines(_difference(change))
        elif change.is_needed:
            replace(change.path, change.after)
            print(f"{change.shown_path}: {_in_words('고쳤습니다', 'mended', change)}")
    return code


def _in_words(ko: str, en: str, change: canonical.Change) -> str:
    """What a difference of lines cannot show, and how often: encoding, line ends, characters that look alike."""
    return f"{ko}: {', '.join(each for each, _ in change.mended)} / {en}: {', '.join(each for _, each in change.mended)}"


def _difference(change: canonical.Change) -> Iterator[str]:
    # Line ends are told in words: as a difference they would be every line of the file.
    before = _lines(re.sub("\r\n?", "\n", package.decode(change.before)[0]))
    after = _lines(change.after.decode())
    return difflib.unified_diff(before, after, change.shown_path, f"{change.shown_path} (zones fmt)", n=0)


def _lines(text: str) -> list[str]:
    # str.splitlines would break lines also where a cell holds a line separator.
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
