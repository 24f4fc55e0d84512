"""Child processes of tests."""

from __future__ import annotations

import signal


def hear_ctrl_c() -> None:
    """For ``preexec_fn``: a job that runs in the background is started deaf to Ctrl+C, and would hand that on to its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
