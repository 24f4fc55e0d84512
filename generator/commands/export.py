"""``zones export``: the data sets without the site."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from generator import package, rules
from generator.commands.options import ERRORS, OK, Commands, day, registry_option
from generator.datasets import FORMATS, all_files
from generator.datasets.linked import Linked
from generator.dates import today_in_seoul
from generator.findings import ERROR, CannotRun, Finding
from generator.findings.printers import PRINTERS

_EVERYTHING = "all"


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("export", help="사이트 없이 자료만 만듦 / the data sets without the site")
    registry_option(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="자료를 둘 폴더 / folder of the data sets")
    parser.add_argument(
        "--format", choices=[_EVERYTHING, *FORMATS], default=_EVERYTHING, help="한 형식만 / one format only (default: all, with checksums)"
    )
    parser.add_argument(
        "--as-of", type=day, default=None, metavar="DATE", help="상태를 셈할 날 / day of all statuses (default: today in Korea)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, write the files, and give the exit code. Errors in the registry stop it before anything is written."""
    _refuse_sources(options.out, options.registry)
    today = today_in_seoul()
    as_of = options.as_of or today
    loaded = package.load(options.registry)
    errors = [finding for finding in rules.check(loaded, max(as_of, today)) if finding.severity == ERROR]
    if errors:
        sys.stderr.write(PRINTERS["text"](errors, None))
        return ERRORS
    linked = Linked(loaded, as_of)
    files = all_files(linked) if options.format == _EVERYTHING else dict(FORMATS[options.format](linked))
    write(options.out, files)
    print(f"{options.out}: {len(files)} 파일을 만들었습니다 / files written")
    return OK


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, all of them written beside it first; other files in it stay.

    Raises CannotRun where the folder cannot be written; what stood there is then as it was.
    """
    work = folder.parent / f".{folder.name}.work-{os.getpid()}"
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(20, os.strerror(20), str(folder))
        for name, data in files.items():
            place = work / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        # A rename takes no space.
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(work / name, folder / name)
    except OSError as error:
        raise CannotRun(Finding("export-not-writable", str(folder), details={"reason": error.strerror or error})) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refuse_sources(folder: Path, registry: Path) -> None:
    """Raise CannotRun where the folder is the registry or lies in it: its tables would be overwritten."""
    source = registry.resolve()
    if source in (folder.resolve(), *folder.resolve().parents):
        raise CannotRun(Finding("export-in-registry", str(folder), value=str(registry)))
