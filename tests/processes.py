"""Child processes of tests."""

from __future__ import annotations

import signal
import subprocess


def hear_ctrl_c() -> None:
    """For ``preexec_fn``: a job that runs in the background is started deaf to Ctrl+C, and would hand that on to its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl+C until the child ends: one that comes just before it begins to read is heard only with the next."""
    for _ in range(60):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=1)
            return
        except subprocess.TimeoutExpired:
            continue
