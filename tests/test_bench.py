from __future__ import annotations

import os
import sys

import pytest

from bench import __main__ as bench
from bench.measure import Measured, run, tree_megabytes

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


def test_the_table_shows_medians_ratios_and_the_largest_memory(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([2.0, 9.0, 4.0, 1.0, 1.0, 8.0, 8.0, 8.0, 8.0])
    monkeypatch.setattr(sys, "argv", ["bench"])
    monkeypatch.setattr(bench, "run", lambda command: Measured(next(seconds), 100 + len(command), 0))
    assert bench.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["command", "median", "s", "ratio", "peak", "MB", "aim"]
    assert lines[1].split() == ["frictionless", "validate", "4.00", "1.00", "105"]
    assert lines[2].startswith("zones validate                1.00    0.25      106  at most 3 s")
    assert lines[3].startswith("zones build                   8.00    2.00      106  at most 20 s, 500 MB")


def test_a_command_that_fails_is_told_and_nothing_is_compared(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", "1"])
    monkeypatch.setattr(bench, "run", lambda command: Measured(1.0, 1.0, int("build" in command)))
    assert bench.main() == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "a command failed: run it by hand to see why\n")
