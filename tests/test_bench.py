from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench.measure import Measured, run, tree_megabytes
from generator import package, rules
from generator.findings import ERROR
from tests.conftest import DAY

needs_proc = pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="memory is read from /proc")


def test_a_run_is_timed_to_its_end_and_tells_its_exit_code() -> None:
    measured = run([sys.executable, "-c", "import time; time.sleep(0.2); raise SystemExit(3)"])
    assert measured.returncode == 3
    assert 0.2 <= measured.seconds < 10


@needs_proc
def test_memory_is_that_of_the_children_too() -> None:
    child = "import time; kept = bytearray(60_000_000); time.sleep(0.5)"
    measured = run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"])
    assert measured.returncode == 0
    assert measured.megabytes > 60


@needs_proc
def test_memory_of_a_process_that_is_gone_is_nothing() -> None:
    assert tree_megabytes(os.getpid()) > 1
    assert tree_megabytes(2**22 + 1) == 0


@pytest.mark.parametrize("runs", ["0", "-1", "many"])
def test_a_number_of_runs_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], runs: str) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", runs])
    with pytest.raises(SystemExit) as stopped:
        bench.main()
    assert stopped.value.code == 2
    assert "--runs" in capsys.readouterr().err


def test_every_command_is_timed_and_told_beside_what_it_is_compared_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    measure = bench.Case("upstream", ("up",), "upstream")
    ours = bench.Case("  ours", ("zones", "validate"), "upstream", "2.00", (1,))
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "commands"])
    monkeypatch.setattr(bench, "cases", lambda folder: iter((measure, ours)))
    seconds = iter([2.0, 9.0, 4.0, 1.0, 1.0, 8.0])
    monkeypatch.setattr(bench, "run", lambda command: Measured(next(seconds), 100 + len(command), int("zones" in command)))
    assert bench.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        "command                   median s   ratio  peak MB  compared with, aim",
        "upstream                      4.00    1.00      101",
        "  ours                        1.00    0.25      102  upstream: 2.00",
    ]


def test_the_cases_are_the_real_registry_a_large_one_and_a_broken_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bench, "ROWS", 500)
    cases = {case.name.strip(): case for case in bench.cases(tmp_path)}
    assert all(case.base in {each.name for each in cases.values()} for case in cases.values())
    loaded = package.load(tmp_path / "large")
    assert len(loaded.tables["participations"].rows) == 500
    assert [finding.code for finding in rules.check(loaded, DAY) if finding.severity == ERROR] == []
    mistaken = rules.check(package.load(tmp_path / "mistaken"), DAY)
    assert len({finding.code for finding in mistaken}) > 15
    broken = rules.check(package.load(tmp_path / "broken"), DAY)
    lines = {(finding.path, finding.line) for finding in broken if finding.severity == ERROR}
    assert len(lines) > sum(len(table.rows) for table in package.load(tmp_path / "broken")) / 2


def test_a_command_that_fails_is_told_and_nothing_is_compared(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "commands", "--runs", "1"])
    monkeypatch.setattr(bench, "cases", lambda folder: iter((bench.Case("build", ("build",), "build"),)))
    monkeypatch.setattr(bench, "run", lambda command: Measured(1.0, 1.0, int("build" in command)))
    assert bench.main() == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "a command failed: run it by hand to see why\n")


def test_all_parts_run_and_the_worst_exit_code_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(bench, "commands", lambda number: ran.append(f"commands {number}") or 1)
    monkeypatch.setattr(bench.search, "main", lambda: ran.append("search") or 0)
    monkeypatch.setattr(bench.lighthouse, "main", lambda: ran.append("lighthouse") or 0)
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", "2"])
    assert bench.main() == 1
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "search"])
    assert bench.main() == 0
    assert ran == ["commands 2", "search", "lighthouse", "search"]
