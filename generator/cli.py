"""The command ``zones``: each command calls one room and turns what comes back into words and an exit code.

0: done, no errors. 1: errors in the registry. 2: the command cannot run. 130: ended with Ctrl+C.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from generator import __version__, canonical, package, rules, serve, site
from generator.dates import today_in_seoul
from generator.findings import ERROR, WARNING, CannotRun, Finding
from generator.findings.catalogue import LANGUAGES, PARTS, catalogue
from generator.findings.printers import PRINTERS
from generator.rules.nearest import nearest

OK, ERRORS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130
# No zone is older, and dates reach no further than the year 9999.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command in both languages."""

    def error(self, message: str) -> NoReturn:
        raise CannotRun(Finding("wrong-usage", self.prog, details={"reason": message}))


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


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="zones", description="규제자유특구 등록부의 검사와 사이트 / checks and site of the zone registry")
    parser.add_argument("--version", action="version", version=f"zones {__version__}")
    commands = parser.add_subparsers(title="명령 / commands", required=True, metavar="COMMAND")

    validate = commands.add_parser("validate", help="모든 규칙으로 등록부를 검사 / check the registry against every rule")
    _registry_option(validate)
    validate.add_argument("--format", choices=sorted(PRINTERS), default="text", help="결과의 꼴 / form of the output (default: text)")
    validate.add_argument("--lang", choices=LANGUAGES, help="한 언어로만 / one language only (default: both)")
    validate.add_argument("--strict", action="store_true", help="경고도 오류로 / warnings count as errors")
    validate.set_defaults(run=_validate)

    build = commands.add_parser("build", help="검사한 뒤 사이트 전체를 만듦 / check, then build the whole site")
    _build_options(build)
    build.set_defaults(run=_build)

    serving = commands.add_parser("serve", help="만들어 보여 주고 바뀌면 다시 만듦 / build, serve, build again on changes")
    _build_options(serving)
    serving.add_argument("--port", type=int, default=8000, help="포트 번호 / port (default: 8000)")
    serving.set_defaults(run=_serve)

    fmt = commands.add_parser("fmt", help="표를 정해진 꼴로 고침 / bring the tables into canonical form")
    _registry_option(fmt)
    fmt.add_argument("--check", action="store_true", help="고치지 않고 차이만 보임 / change nothing, print the difference")
    fmt.set_defaults(run=_fmt)

    explain = commands.add_parser("explain", help="검사 결과의 뜻과 고치는 법 / what a finding means and how to mend it")
    explain.add_argument("code", nargs="?", metavar="CODE", help="코드, 없으면 목록 / a code; without one, all codes")
    explain.add_argument("--lang", choices=LANGUAGES, help="한 언어로만 / one language only (default: both)")
    explain.set_defaults(run=_explain)
    return parser


def _registry_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--registry", type=Path, default=Path("registry"), metavar="DIR", help="등록부 폴더 / registry folder (default: registry)"
    )


def _build_options(parser: argparse.ArgumentParser) -> None:
    _registry_option(parser)
    parser.add_argument(
        "--site-dir", type=Path, default=Path("site"), metavar="DIR", help="사이트를 둘 폴더 / folder of the site (default: site)"
    )
    parser.add_argument(
        "--as-of", type=_day, default=None, metavar="DATE", help="상태를 셈할 날 / day of all statuses (default: today in Korea)"
    )
    parser.add_argument("--site-url", type=_url, default="", metavar="URL", help="사이트의 공개 주소 / public address of the site")
    parser.add_argument("--repository", type=_url, default="", metavar="URL", help="저장소의 공개 주소 / public address of the repository")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    # fromisoformat() takes 20261123 and 2026-W47-1 too.
    if day.isoformat() != text or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"2026-11-23 같은 날짜여야 합니다 / must be a day like 2026-11-23, not {text!r}")
    return day


def _url(text: str) -> str:
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


def _validate(options: argparse.Namespace) -> int:
    try:
        findings = rules.check(package.load(options.registry), today_in_seoul())
    except CannotRun as error:
        sys.stdout.write(PRINTERS[options.format](error.findings, options.lang))
        return CANNOT_RUN
    sys.stdout.write(PRINTERS[options.format](findings, options.lang))
    counted = (ERROR, WARNING) if options.strict else (ERROR,)
    return ERRORS if any(finding.severity in counted for finding in findings) else OK


def _plan(options: argparse.Namespace) -> site.Plan:
    today = today_in_seoul()
    day = options.as_of or today
    # A day of checking may lie after a past day of the statuses, but not after today.
    return site.Plan(options.registry, options.site_dir, day, Path.cwd(), options.site_url, options.repository, max(day, today))


def _build(options: argparse.Namespace) -> int:
    built = site.build(_plan(options))
    errors = [finding for finding in built.findings if finding.severity == ERROR]
    if errors:
        sys.stderr.write(PRINTERS["text"](errors, None))
        return ERRORS
    pages = ", ".join(f"{language} {number}" for language, number in built.pages.items())
    print(f"{options.site_dir}: {pages} 쪽을 만들었습니다 / pages built")
    return OK


def _serve(options: argparse.Namespace) -> int:
    try:
        # Before the build: who has to give another port need not wait for it.
        server = serve.server(options.site_dir, options.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotRun(Finding("port-in-use", "zones serve", value=str(options.port), details={"reason": reason})) from None
    stop = threading.Event()
    roots = serve.watched(Path.cwd(), options.registry)
    seen = serve.snapshot(roots)
    with server:
        code = _build(options)
        if code != OK:
            return code
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C: 끝냄 / stop)", flush=True)
        watcher = threading.Thread(target=serve.watch, args=(roots, seen, lambda: _rebuild(options), stop))
        watcher.start()
        try:
            server.serve_forever()
        finally:
            # A build under way ends before the command does, or it would leave its work folder behind.
            stop.set()
            watcher.join()
    return OK


def _rebuild(options: argparse.Namespace) -> None:
    """Build in a process of its own, which reads the generator's modules and words as they are now."""
    command = [sys.executable, "-m", "generator.cli", "build", "--registry", str(options.registry), "--site-dir", str(options.site_dir)]
    command += [f"--site-url={options.site_url}", f"--repository={options.repository}"]
    command += [f"--as-of={options.as_of}"] if options.as_of else []
    subprocess.run(command, check=False)


def _fmt(options: argparse.Namespace) -> int:
    code = OK
    for change in canonical.changes(package.load(options.registry)):
        if change.refused:
            code = ERRORS
            print(f"{change.shown_path}: 고치지 않았습니다 / left as it is: {change.refused}")
        elif change.is_needed and options.check:
            code = ERRORS
            sys.stdout.writelines(_difference(change))
        elif change.is_needed:
            _replace(change.path, change.after)
            print(f"{change.shown_path}: 고쳤습니다 / mended")
    return code


def _difference(change: canonical.Change) -> list[str]:
    before = package.decode(change.before)[0].splitlines(keepends=True)
    after = change.after.decode().splitlines(keepends=True)
    lines = list(difflib.unified_diff(before, after, change.shown_path, f"{change.shown_path} (zones fmt)", n=0))
    if not lines:
        lines = [f"{change.shown_path}: 글자 부호나 줄 끝이 다릅니다 / encoding or line ends differ\n"]
    return [line if line.endswith("\n") else line + "\n" for line in lines]


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise CannotRun(Finding("file-not-writable", str(path), details={"reason": error.strerror or error})) from None


def _explain(options: argparse.Namespace) -> int:
    languages = LANGUAGES if options.lang is None else (options.lang,)
    entries = catalogue()
    if options.code is None:
        for code, each in entries.items():
            print(f"{code:28} {each.severity:8} " + " / ".join(each.text("title", language) for language in languages))
        return OK
    if options.code not in entries:
        raise CannotRun(Finding("unknown-code", "zones explain", value=options.code, details={"nearest": nearest(options.code, entries)}))
    each = entries[options.code]
    print(f"{each.code} ({each.severity})")
    for language in languages:
        print()
        for part in PARTS:
            print(each.text(part, language))
    return OK


def _write_utf8() -> None:
    """Korean on any terminal: a Windows console may stand on another encoding, which cannot show all of it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
