"""Writing a table's file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from generator.findings import CannotRun, Finding


def replace(path: Path, data: bytes) -> None:
    """Put ``data`` in place of the file. Raises CannotRun where that fails; the file is then as it was."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise CannotRun(Finding("file-not-writable", str(path), details={"reason": error.strerror or error})) from None
