"""``zones diff``: what changed between two states of the registry, in words."""

from __future__ import annotations

import argparse
import sys

from generator.commands.options import OK, Commands, language_option, registry_option
from generator.diff.difference import between
from generator.diff.printers import PRINTERS
from generator.diff.states import need_one, read_folder, read_state


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("diff", help="두 상태 사이에 바뀐 기록 / records that changed between two states")
    parser.add_argument("base", metavar="BASE", help="앞 상태: 커밋 또는 등록부 폴더 / state before: a commit or a registry folder")
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="뒤 상태, 없으면 지금 폴더의 등록부 / state after; without it, the registry as it is now"
    )
    registry_option(parser)
    parser.add_argument("--format", choices=sorted(PRINTERS), default="text", help="결과의 꼴 / form of the output (default: text)")
    language_option(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    base = read_state(options.base, options.registry)
    head = read_folder(options.registry) if options.head is None else read_state(options.head, options.registry)
    need_one(base, head, options.registry)
    sys.stdout.write(PRINTERS[options.format](between(base, head), options.lang))
    return OK
