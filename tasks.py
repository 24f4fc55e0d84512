"""The project's commands for a machine that has nothing but Python: ``python tasks.py site`` (``py tasks.py site`` on Windows).

The file makes ``.venv`` in the project folder, installs the packages that a lock file in ``requirements/`` names, each
checked against its hash, and runs the command there. The next call starts at once. It needs the standard library alone,
and its syntax stays that of Python 3.6, so that an older Python reads as far as the sentence that asks for a newer one.
"""

import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

USAGE = """\
python tasks.py COMMAND [...]         (Windows: py tasks.py COMMAND [...])

  site   사이트를 만듭니다                     build the site into site/
  serve  사이트를 만들어 이 컴퓨터에서 봅니다  build the site, show it on this computer, follow changes
  test   시험을 모두 돌립니다                  run the tests, with a browser
  check  꼴, 코드, 작업 흐름, 자료를 검사     check format, code, types, workflows and the registry
  bench  빠르기를 잽니다                       run the benchmarks
  lock   잠금 파일을 다시 만듭니다             make the lock files again (--upgrade: newer versions)
  clean  만든 파일을 지웁니다                  delete what was made (.venv stays)

명령 뒤에 적은 것은 그대로 넘깁니다.  What follows the command is passed on:
python tasks.py test -k search
"""
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
# Each lock file holds everything of the ones before it.
LOCKS = ("run", "test", "check")
MADE = ("build", "site", ".zones", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "zone_registry.egg-info")

# Which schema of check-jsonschema reads which files.
SCHEMAS = (
    ("vendor.github-workflows", ".github/workflows/*.yml"),
    ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/[0-9]*.yml"),
    ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ("vendor.citation-file-format", "CITATION.cff"),
)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
WINDOWS_BROWSERS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe")
MAC_BROWSERS = ("Google Chrome", "Chromium", "Microsoft Edge")
TRY_PLAYWRIGHT = """\
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch().close()
"""


class StopError(Exception):
    """The command cannot go on; the arguments are the reason in Korean and in English."""


def say(korean: str, english: str) -> None:
    """Print one message in both languages."""
    print(f"{korean}\n{english}", file=sys.stderr, flush=True)


def environment(**more: str) -> "dict[str, str]":
    """The environment of every child process: UTF-8 everywhere, and what is passed."""
    return dict(os.environ, PYTHONUTF8="1", PIP_DISABLE_PIP_VERSION_CHECK="1", **more)


def run(*command: str, **more: str) -> int:
    """Run a command in the project folder, its output on the screen, and give its exit code."""
    child = subprocess.Popen(command, cwd=ROOT, env=environment(**more))
    try:
        return child.wait()
    except KeyboardInterrupt:
        # The child got the same Ctrl+C; give it time to end by itself.
        try:
            child.wait(timeout=10)
        except (KeyboardInterrupt, subprocess.TimeoutExpired):
            child.kill()
        raise


def output(*command: str, timeout: float = 60) -> "str | None":
    """What a command prints, or None where it fails, is missing or takes too long."""
    try:
        done = subprocess.check_output(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=timeout
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.decode("utf-8", "replace")


def module(name: str, *arguments: str, **more: str) -> int:
    """Run a module with the project's own Python."""
    return run(str(PYTHON), "-m", name, *arguments, **more)


def tool(name: str, *arguments: str) -> int:
    """Run a program that stands beside the project's own Python and is no module."""
    return run(str(PYTHON.with_name(name + PYTHON.suffix)), *arguments)


def stamp(lock: str) -> str:
    """A hash of all that an installation depends on: when it differs, the installation is out of date."""
    parts = [str(ROOT).encode(), (ROOT / "pyproject.toml").read_bytes(), (ROOT / "requirements" / f"{lock}.txt").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp_file(lock: str) -> Path:
    """Where the stamp of a finished installation stands."""
    return VENV / f".installed-{lock}"


def install(lock: str) -> None:
    """Make ``.venv`` and install the packages of a lock file, unless that was done before."""
    usable = output(str(PYTHON), "-c", f"import sys, pip; sys.exit(sys.version_info < {OLDEST})") is not None
    if usable and stamp_file(lock).is_file() and stamp_file(lock).read_text(encoding="utf-8") == stamp(lock):
        return
    if not usable:
        make_venv()
    say(
        "필요한 패키지를 설치합니다. 처음에는 몇 분 걸릴 수 있습니다.",
        "Installing the packages that are needed. The first time may take some minutes.",
    )
    for name in LOCKS:
        if stamp_file(name).exists():
            stamp_file(name).unlink()
    quiet = ("install", "--quiet", "--no-input")
    if module("pip", *quiet, "--require-hashes", "-r", f"requirements/{lock}.txt"):
        raise StopError(
            "패키지를 내려받아 설치하지 못했습니다. 까닭은 바로 위에 있습니다. 인터넷 연결과 프록시 설정을 확인하고 다시 실행하십시오.",
            "The packages could not be downloaded and installed; the reason stands above. "
            "Check the internet connection and the proxy settings, then run the command again.",
        )
    if module("pip", *quiet, "--no-deps", "--no-build-isolation", "-e", "."):
        raise StopError(
            "이 프로젝트를 .venv에 설치하지 못했습니다. 까닭은 바로 위에 있습니다.",
            "This project could not be installed into .venv; the reason stands above.",
        )
    for name in LOCKS[: LOCKS.index(lock) + 1]:
        stamp_file(name).write_text(stamp(name), encoding="utf-8")


def make_venv() -> None:
    """Make ``.venv``, or stop with the name of the package that is missing."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise StopError(
            "이 파이썬에는 가상 환경을 만드는 모듈(venv, ensurepip)이 없습니다. "
            "Debian과 Ubuntu에서는 apt-get install python3-venv로 python3-venv 패키지를 설치하고 다시 실행하십시오.",
            "This Python lacks the modules that make a virtual environment (venv, ensurepip). "
            "On Debian and Ubuntu install the package python3-venv (apt-get install python3-venv), then run the command again.",
        )
    if run(sys.executable, "-m", "venv", "--clear", str(VENV)):
        raise StopError(f"가상 환경 {VENV}을(를) 만들지 못했습니다.", f"The virtual environment {VENV} could not be made.")


def works(browser: str) -> bool:
    """Whether a browser starts; on Windows, where ``--version`` opens a window, whether the file is there."""
    return Path(browser).is_file() if os.name == "nt" else output(browser, "--version") is not None


def installed_browser() -> "str | None":
    """A browser of this computer, from the PATH or the usual places."""
    found = [shutil.which(name) for name in BROWSERS]
    if os.name == "nt":
        folders = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")]
        found += [str(Path(folder, place)) for folder in folders if folder for place in WINDOWS_BROWSERS]
    elif sys.platform == "darwin":
        found += [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in MAC_BROWSERS]
    return next((browser for browser in found if browser and works(browser)), None)


def apt_install(*packages: str) -> bool:
    """Install Debian packages, where this user may do so without a password."""
    if not shutil.which("apt-get"):
        return False
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    if not is_root and output("sudo", "-n", "true") is None:
        return False
    names = " ".join(packages)
    say(f"apt-get으로 설치합니다: {names}", f"Installing with apt-get: {names}")
    apt = (*(() if is_root else ("sudo", "-n")), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    run(*apt, "update")
    return run(*apt, "install", "-y", "--no-install-recommends", *packages) == 0


def find_browser() -> str:
    """The browser of the tests: its path, or an empty text for Playwright's own. Stops where none can be had."""
    wanted = os.environ.get("ZONES_BROWSER", "")
    if wanted:
        path = shutil.which(wanted)
        if path and works(path):
            return path
        raise StopError(
            f"ZONES_BROWSER에 적힌 브라우저를 실행할 수 없습니다: {wanted}",
            f"The browser named in ZONES_BROWSER cannot be started: {wanted}",
        )
    browser = installed_browser()
    if browser:
        return browser
    own = (str(PYTHON), "-c", TRY_PLAYWRIGHT)
    if output(*own) is not None:
        return ""
    say("브라우저가 없어 Playwright의 Chromium을 내려받아 봅니다.", "No browser found; trying to download Playwright's Chromium.")
    if output(str(PYTHON), "-m", "playwright", "install", "chromium", timeout=900) is not None and output(*own) is not None:
        return ""
    if apt_install("chromium", "fonts-noto-cjk"):
        browser = installed_browser()
        if browser:
            return browser
    raise StopError(
        "시험에 쓸 브라우저가 없고 내려받을 수도 없습니다. Chromium이나 Chrome, Edge를 설치하거나(Debian: apt-get install chromium) "
        "환경 변수 ZONES_BROWSER에 브라우저의 경로를 적고 다시 실행하십시오.",
        "The tests need a browser; none was found and none could be downloaded. Install Chromium, Chrome or Edge (Debian: "
        "apt-get install chromium), or put the path of one into the environment variable ZONES_BROWSER, and run the command again.",
    )


def need_korean_font() -> None:
    """On Linux, see to a font with Hangul: without one the browser tests measure empty boxes."""
    if not sys.platform.startswith("linux") or output("fc-list", ":lang=ko"):
        return
    apt_install("fontconfig", "fonts-noto-cjk")
    if not output("fc-list", ":lang=ko"):
        raise StopError(
            "한글 글꼴을 찾지 못했습니다. Noto Sans CJK 같은 한글 글꼴과 fontconfig를 설치하고 다시 실행하십시오 "
            "(Debian: apt-get install fontconfig fonts-noto-cjk).",
            "No font with Hangul was found. Install one, such as Noto Sans CJK, and fontconfig, then run the command again "
            "(Debian: apt-get install fontconfig fonts-noto-cjk).",
        )


def installed(lock: str, *command: str) -> "Callable[[list[str]], int]":
    """A command that needs the packages of a lock file, runs one module and passes its arguments on."""

    def start(arguments: "list[str]") -> int:
        install(lock)
        return module(*command, *arguments)

    return start


def test(arguments: "list[str]") -> int:
    """Run the tests with a browser and a Korean font."""
    install("test")
    browser = find_browser()
    need_korean_font()
    # A file stays on one processor: its tests share what they set up.
    return module("pytest", "--numprocesses=auto", "--dist=loadfile", *arguments, ZONES_BROWSER=browser)


def files(pattern: str) -> "list[str]":
    """The project's files of a pattern, in a fixed order."""
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern))


def check(arguments: "list[str]") -> int:
    """Run every check, also after one has failed."""
    install("check")
    checks = [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("mypy",),
        ("zizmor", "--offline", "--persona=pedantic", "--no-progress", "--strict-collection", "."),
        *(("check_jsonschema", "--builtin-schema", schema, *files(pattern)) for schema, pattern in SCHEMAS),
        ("generator.cli", "validate"),
        ("generator.cli", "fmt", "--check"),
    ]
    failed = []
    for command in checks:
        name = " ".join(command).replace("generator.cli", "zones").replace("check_jsonschema", "check-jsonschema")
        print(f"== {name}", flush=True)
        if (tool if command[0] == "zizmor" else module)(*command):
            failed.append(name)
    if failed:
        names = ", ".join(failed)
        say(f"통과하지 못한 검사: {names}", f"Checks that failed: {names}")
    return 1 if failed else 0


def lock(arguments: "list[str]") -> int:
    """Make the lock files again with the oldest Python that the project supports."""
    install("check")
    if output(str(PYTHON), "-c", f"import sys; sys.exit(sys.version_info[:2] != {OLDEST})") is None:
        wanted = ".".join(str(part) for part in OLDEST)
        raise StopError(
            f"잠금 파일은 파이썬 {wanted}에서 만듭니다. .venv를 지우고 파이썬 {wanted}으로 다시 실행하십시오.",
            f"Lock files are made with Python {wanted}. Delete .venv and run the command with Python {wanted}.",
        )
    bare = ("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links")
    form = ("--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras", "--newline", "lf", *bare)
    for name in LOCKS:
        files = ("--output-file", f"requirements/{name}.txt", f"requirements/{name}.in")
        if module("piptools", "compile", *form, *arguments, *files, CUSTOM_COMPILE_COMMAND="python tasks.py lock"):
            return 1
    return 0


def clean(arguments: "list[str]") -> int:
    """Delete what the other commands made."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("generator", "tests", "bench"):
        for cache in list((ROOT / folder).rglob("__pycache__")):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


COMMANDS = {
    "site": installed("run", "generator.cli", "build"),
    "serve": installed("run", "generator.cli", "serve"),
    "test": test,
    "check": check,
    "bench": installed("test", "bench"),
    "lock": lock,
    "clean": clean,
}


def main(arguments: "list[str]") -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < OLDEST:
        have = ".".join(str(part) for part in sys.version_info[:3])
        say(f"파이썬 3.11 이상이 필요합니다. 지금은 {have}입니다.", f"Python 3.11 or newer is needed; this is {have}.")
        return 2
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if arguments[0] not in COMMANDS:
        print(USAGE, end="")
        say(f"'{arguments[0]}'(이)라는 명령은 없습니다.", f"There is no command '{arguments[0]}'.")
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except StopError as stop:
        say(*stop.args)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
