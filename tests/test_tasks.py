from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tasks
from tasks import StopError

ROOT = Path(__file__).parents[1]
HANGUL = re.compile("[가-힣]")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project in which every call of another program fails the test."""

    def called(*command: object, **_: object) -> None:
        raise AssertionError(f"called: {command}")

    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    monkeypatch.setattr(tasks, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(tasks, "PYTHON", tmp_path / ".venv/bin/python")
    for name in ("Popen", "check_output"):
        monkeypatch.setattr(subprocess, name, called)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for lock in tasks.LOCKS:
        (tmp_path / f"requirements/{lock}.txt").write_text(f"{lock}==1\n", encoding="utf-8")
    return tmp_path


# Words of the command


def test_every_command_is_told_in_the_usage_in_both_languages() -> None:
    told = {line.split()[0]: line for line in tasks.USAGE.splitlines() if line.startswith("  ")}
    assert told.keys() == tasks.COMMANDS.keys()
    assert all(re.search("  [가-힣].*[가-힣]  +[a-z]", line) for line in told.values())


def test_the_makefile_has_a_target_for_every_command() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^TARGETS := (.*)$", text, flags=re.MULTILINE)
    assert set(targets.split()) == tasks.COMMANDS.keys()
    assert {name for name in tasks.COMMANDS if f"make {name} " in text} == tasks.COMMANDS.keys()


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_help_is_printed_without_a_command(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert tasks.main(arguments) == 0
    assert capsys.readouterr() == (tasks.USAGE, "")


def test_an_unknown_command_ends_with_2_and_is_named_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["biuld"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (tasks.USAGE, "'biuld'(이)라는 명령은 없습니다.\nThere is no command 'biuld'.\n")


def test_what_follows_a_command_is_passed_on_and_its_exit_code_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setitem(tasks.COMMANDS, "test", lambda arguments: given.append(arguments) or 5)  # type: ignore[func-returns-value]
    assert tasks.main(["test", "-k", "search"]) == 5
    assert given == [["-k", "search"]]


def test_a_command_that_cannot_go_on_ends_with_2_and_both_reasons(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(arguments: list[str]) -> int:
        raise StopError("까닭", "reason")

    monkeypatch.setitem(tasks.COMMANDS, "test", stop)
    assert tasks.main(["test"]) == 2
    assert capsys.readouterr() == ("", "까닭\nreason\n")


def test_ctrl_c_ends_with_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(tasks.COMMANDS, "test", interrupted)
    assert tasks.main(["test"]) == 130
    assert capsys.readouterr() == ("", "")


def test_an_old_python_is_told_which_one_is_needed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    assert tasks.main(["site"]) == 2
    assert (
        capsys.readouterr().err == "파이썬 3.11 이상이 필요합니다. 지금은 3.8.10입니다.\nPython 3.11 or newer is needed; this is 3.8.10.\n"
    )


def test_an_old_python_can_read_the_file_as_far_as_that_sentence() -> None:
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


# The installation


def test_the_stamp_of_an_installation_changes_with_all_that_it_depends_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = [tasks.stamp("run")]
    assert tasks.stamp("run") == stamps[0]
    stamps.append(tasks.stamp("test"))
    (root / "requirements/run.txt").write_text("run==2\n", encoding="utf-8")
    stamps.append(tasks.stamp("run"))
    (root / "pyproject.toml").write_text("[project]\nname='x'\n", encoding="utf-8")
    stamps.append(tasks.stamp("run"))
    moved = root.rename(root.parent / "moved")
    monkeypatch.setattr(tasks, "ROOT", moved)
    stamps.append(tasks.stamp("run"))
    assert len(set(stamps)) == len(stamps)


def test_what_is_installed_is_not_installed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "output", lambda *command: "")
    tasks.VENV.mkdir()
    tasks.stamp_file("run").write_text(tasks.stamp("run"), encoding="utf-8")
    tasks.install("run")
    assert [path.name for path in tasks.VENV.iterdir()] == [".installed-run"]


def test_an_installation_holds_those_before_it_and_none_after_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "output", lambda *command: "")
    monkeypatch.setattr(tasks, "module", lambda *command: called.append(command) or 0)  # type: ignore[func-returns-value]
    tasks.VENV.mkdir()
    tasks.stamp_file("check").write_text("out of date", encoding="utf-8")
    tasks.install("test")
    assert {path.name for path in tasks.VENV.iterdir()} == {".installed-run", ".installed-test"}
    assert ["--require-hashes" in command for command in called] == [True, False]
    assert called[0][-1] == "requirements/test.txt"


@pytest.mark.parametrize("failing", [0, 1])
def test_an_installation_that_fails_is_tried_again_the_next_time(root: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    codes = iter([0] * failing + [1])
    monkeypatch.setattr(tasks, "output", lambda *command: "")
    monkeypatch.setattr(tasks, "module", lambda *command: next(codes))
    tasks.VENV.mkdir()
    tasks.stamp_file("run").write_text("out of date", encoding="utf-8")
    with pytest.raises(StopError) as stopped:
        tasks.install("run")
    assert says_both(stopped.value)
    assert list(tasks.VENV.iterdir()) == []


def test_a_python_without_venv_names_the_package_that_is_missing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(StopError, match="python3-venv") as stopped:
        tasks.make_venv()
    assert says_both(stopped.value)


def test_a_venv_that_cannot_be_made_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "run", lambda *command: 1)
    with pytest.raises(StopError, match=re.escape(str(tasks.VENV))) as stopped:
        tasks.make_venv()
    assert says_both(stopped.value)


def test_every_command_installs_what_it_needs_before_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(tasks, "install", lambda lock: done.append(f"install {lock}"))
    monkeypatch.setattr(tasks, "module", lambda *command, **_: done.append(" ".join(command)) or 0)  # type: ignore[func-returns-value]
    monkeypatch.setattr(tasks, "find_browser", lambda: "")
    monkeypatch.setattr(tasks, "need_korean_font", lambda: None)
    for name in ("site", "serve", "test", "bench"):
        assert tasks.main([name, "-x"]) == 0
    assert done == [
        *("install run", "generator.cli build -x", "install run", "generator.cli serve -x"),
        *("install test", "pytest --numprocesses=auto --dist=loadfile -x", "install test", "bench -x"),
    ]


# What the commands do


def test_a_check_runs_all_that_is_to_be_checked_and_names_what_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def module(*command: str) -> int:
        ran.append(" ".join(command))
        return int(command[0] in ("mypy", "generator.cli"))

    def tool(*command: str) -> int:
        ran.append(" ".join(command))
        return 11

    monkeypatch.setattr(tasks, "install", lambda lock: None)
    monkeypatch.setattr(tasks, "module", module)
    monkeypatch.setattr(tasks, "tool", tool)
    monkeypatch.setattr(tasks, "files", lambda pattern: [pattern.replace("*", "a"), pattern.replace("*", "b")])
    monkeypatch.setattr(tasks, "SCHEMAS", (("vendor.x", "x/*.yml"),))
    assert tasks.check([]) == 1
    zizmor = "zizmor --offline --persona=pedantic --no-progress --strict-collection ."
    assert ran == [
        *("ruff format --check .", "ruff check .", "mypy", zizmor, "check_jsonschema --builtin-schema vendor.x x/a.yml x/b.yml"),
        *("generator.cli validate", "generator.cli fmt --check"),
    ]
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        *(f"== {name}" for name in ("ruff format --check .", "ruff check .", "mypy", zizmor)),
        *("== check-jsonschema --builtin-schema vendor.x x/a.yml x/b.yml", "== zones validate", "== zones fmt --check"),
    ]
    assert said.err == (
        f"통과하지 못한 검사: mypy, {zizmor}, zones validate, zones fmt --check\n"
        f"Checks that failed: mypy, {zizmor}, zones validate, zones fmt --check\n"
    )
    monkeypatch.setattr(tasks, "module", lambda *command: 0)
    monkeypatch.setattr(tasks, "tool", lambda *command: 0)
    assert tasks.check([]) == 0


def test_every_form_and_workflow_is_read_with_its_schema() -> None:
    read = {name: tasks.files(pattern) for name, pattern in tasks.SCHEMAS}
    assert all(read.values())
    hosted = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").rglob("*.yml")}
    assert hosted | {".gitlab-ci.yml", "CITATION.cff"} == {path for paths in read.values() for path in paths}


@pytest.mark.parametrize(("python", "program"), [("bin/python", "bin/zizmor"), ("Scripts/python.exe", "Scripts/zizmor.exe")])
def test_a_program_is_taken_from_beside_the_own_python(monkeypatch: pytest.MonkeyPatch, python: str, program: str) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "PYTHON", Path(python))
    monkeypatch.setattr(tasks, "run", lambda *command: ran.append(command) or 3)  # type: ignore[func-returns-value]
    assert tasks.tool("zizmor", "--offline") == 3
    assert ran == [(str(Path(program)), "--offline")]


def test_lock_files_are_made_in_order_and_the_first_that_fails_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def module(*command: str, **more: str) -> int:
        assert more == {"CUSTOM_COMPILE_COMMAND": "python tasks.py lock"}
        assert {"--generate-hashes", "--upgrade"} <= set(command)
        made.append(command[-1])
        return int(command[-1] == "requirements/test.in")

    monkeypatch.setattr(tasks, "install", lambda lock: None)
    monkeypatch.setattr(tasks, "output", lambda *command: "")
    monkeypatch.setattr(tasks, "module", module)
    assert tasks.lock(["--upgrade"]) == 1
    assert made == ["requirements/run.in", "requirements/test.in"]


def test_lock_files_of_another_python_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "install", lambda lock: None)
    monkeypatch.setattr(tasks, "output", lambda *command: None)
    with pytest.raises(StopError, match=r"3\.11") as stopped:
        tasks.lock([])
    assert says_both(stopped.value)


def test_cleaning_deletes_what_was_made_and_nothing_else(root: Path) -> None:
    kept = ("registry/data/zones.csv", ".venv/bin/python", "generator/cli.py", "site_src/ko/about.md", "pyproject.toml")
    made = ("site/index.html", "build/x", ".pytest_cache/x", "generator/__pycache__/cli.pyc", "tests/rules/__pycache__/x.pyc")
    for name in (*kept, *made):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    assert tasks.clean([]) == 0
    assert [(root / name).exists() for name in kept] == [True] * len(kept)
    assert [(root / name).exists() for name in made] == [False] * len(made)
    assert tasks.clean([]) == 0


# Browsers and fonts


def test_a_browser_that_is_named_is_taken_or_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONES_BROWSER", "my-browser")
    monkeypatch.setattr("shutil.which", lambda name: f"/opt/{name}")
    monkeypatch.setattr(tasks, "works", lambda browser: True)
    assert tasks.find_browser() == "/opt/my-browser"
    monkeypatch.setattr(tasks, "works", lambda browser: False)
    with pytest.raises(StopError, match="my-browser") as stopped:
        tasks.find_browser()
    assert says_both(stopped.value)


def test_the_first_browser_that_starts_is_taken(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZONES_BROWSER", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/opt/{name}" if name in ("chromium-browser", "google-chrome") else None)
    monkeypatch.setattr(tasks, "works", lambda browser: browser.endswith("chrome"))
    assert tasks.find_browser() == "/opt/google-chrome"


def test_a_browser_of_playwright_is_an_empty_path_and_is_downloaded_where_it_is_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def output(*command: str, timeout: float = 60) -> str | None:
        asked.append(command[1:])
        return "" if ("-m", "playwright", "install", "chromium") in asked else None

    monkeypatch.delenv("ZONES_BROWSER", raising=False)
    monkeypatch.setattr(tasks, "installed_browser", lambda: None)
    monkeypatch.setattr(tasks, "output", output)
    assert tasks.find_browser() == ""
    assert len(asked) == 3


def test_without_any_browser_the_way_out_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZONES_BROWSER", raising=False)
    monkeypatch.setattr(tasks, "installed_browser", lambda: None)
    monkeypatch.setattr(tasks, "output", lambda *command, timeout=60: None)
    monkeypatch.setattr(tasks, "apt_install", lambda *packages: False)
    with pytest.raises(StopError, match="ZONES_BROWSER") as stopped:
        tasks.find_browser()
    assert says_both(stopped.value)


def test_a_missing_font_is_told_on_linux_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "output", lambda *command: None)
    monkeypatch.setattr(tasks, "apt_install", lambda *packages: False)
    monkeypatch.setattr(sys, "platform", "darwin")
    tasks.need_korean_font()
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(StopError, match="Noto Sans CJK") as stopped:
        tasks.need_korean_font()
    assert says_both(stopped.value)


def test_packages_are_not_installed_without_apt_or_the_right_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert tasks.apt_install("chromium") is False
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(tasks, "output", lambda *command: None)
    assert tasks.apt_install("chromium") is False


# Other programs


def test_what_a_program_prints_comes_back_and_nothing_where_it_fails_or_is_missing() -> None:
    assert tasks.output(sys.executable, "-c", "print('특구')") == "특구\n"
    assert tasks.output(sys.executable, "-c", "raise SystemExit(3)") is None
    assert tasks.output("no-such-program-anywhere") is None
    assert tasks.output(sys.executable, "-c", "import time; time.sleep(9)", timeout=0.2) is None


def test_a_program_runs_in_the_project_folder_with_utf_8_and_its_exit_code_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    check = f"import os, sys; sys.exit(7 if (os.getcwd(), os.environ['ZONES_X'], sys.flags.utf8_mode) == ({str(ROOT)!r}, 'y', 1) else 1)"
    assert tasks.run(sys.executable, "-c", check, ZONES_X="y") == 7


def says_both(stop: StopError) -> bool:
    """True where the reason stands in Korean and then in English."""
    korean, english = stop.args
    return bool(HANGUL.search(korean)) and not HANGUL.search(english)
