"""The command ``zones``: each command calls one room and turns what comes back into words and an exit code.

0: done, no errors. 1: errors in the registry. 2: the command cannot run. 130: ended with Ctrl+C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from generator import __version__
from generator.commands import COMMANDS
from generator.commands.options import CANNOT_RUN, INTERRUPTED, OK, Parser
from generator.findings import CannotRun, Finding
from generator.findings.printers import PRINTERS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. No traceback reaches the user for anything that a user can cause."""
    _write_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (zones explain | head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def parser() -> Parser:
    """How every command is called."""
    result = Parser(prog="zones", description="규제자유특구 등록부의 검사와 사이트 / checks and site of the zone registry")
    result.add_argument("--version", action="version", version=f"zones {__version__}")
    commands = result.add_subparsers(title="명령 / commands", required=True, metavar="COMMAND")
    for add in COMMANDS:
        add(commands)
    return result


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = parser().parse_args(arguments)
        return int(options.run(options))
    except CannotRun as error:
        findings = error.findings
    except BrokenPipeError:
        raise
    except OSError as error:
        findings = (Finding("file-unreadable", str(error.filename or error)),)
    except SystemExit:
        # After --help and --version.
        return OK
    sys.stderr.write(PRINTERS["text"](findings, None))
    return CANNOT_RUN


def _write_utf8() -> None:
    """Korean on any terminal: a Windows console may stand on another encoding, which cannot show all of it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
