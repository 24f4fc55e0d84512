"""Options that several commands share, their exit codes, and how their values are read."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias
from urllib.parse import urlsplit

from generator.findings import CannotRun, Finding
from generator.findings.catalogue import LANGUAGES

OK, ERRORS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130
# No zone is older, and dates reach no further than the year 9999.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command in both languages."""

    def error(self, message: str) -> NoReturn:
        """Raise CannotRun with what argparse found."""
        raise CannotRun(Finding("wrong-usage", self.prog, details={"reason": message}))


# argparse names the type of what add_subparsers() gives in its type stubs alone.
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def registry_option(parser: argparse.ArgumentParser) -> None:
    """``--registry DIR``."""
    parser.add_argument(
        "--registry", type=Path, default=Path("registry"), metavar="DIR", help="등록부 폴더 / registry folder (default: registry)"
    )


def language_option(parser: argparse.ArgumentParser) -> None:
    """``--lang ko|en``."""
    parser.add_argument("--lang", choices=LANGUAGES, help="한 언어로만 / one language only (default: both)")


def day(text: str) -> date:
    """A day like 2026-11-23, of a year that statuses can have. Raises ArgumentTypeError for anything else."""
    try:
        result = date.fromisoformat(text)
    except ValueError:
        result = date.min
    # fromisoformat() takes 20261123 and 2026-W47-1 too.
    if result.isoformat() != text or not _FIRST_YEAR <= result.year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"2026-11-23 같은 날짜여야 합니다 / must be a day like 2026-11-23, not {text!r}")
    return result


def url(text: str) -> str:
    """A web address, or an empty text. Raises ArgumentTypeError for anything else."""
    try:
        parts = urlsplit(text)
        sound = text.isprintable() and " " not in text and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if text and not sound:
        raise argparse.ArgumentTypeError(
            f"https://example.org 같은 주소여야 합니다 / must be an address like https://example.org, not {text!r}"
        )
    return text
