"""Time and peak memory of a command with all its children."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Measured:
    """One run: wall-clock seconds, peak resident megabytes of the process tree (0 where the system cannot tell), exit code."""

    seconds: float
    megabytes: float
    returncode: int


def run(command: Sequence[str]) -> Measured:
    """Run a command to its end, watching its memory."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL_SECONDS):
            peak[0] = max(peak[0], tree_megabytes(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    return Measured(seconds, peak[0], code)


def tree_megabytes(pid: int) -> float:
    """Resident memory of a process and its children in MB, from ``/proc``; 0 where there is none."""
    total = 0.0
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        try:
            status = Path(f"/proc/{each}/status").read_text(encoding="ascii", errors="replace")
            children = Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split()
        except OSError:
            continue
        resident = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "VmRSS: 0 kB")
        total += int(resident.split()[1]) / 1024
        waiting += [int(child) for child in children]
    return total
