"""The commands of ``zones``, one module each: ``add`` says how the command is called, and what it sets as ``run`` does it."""

from __future__ import annotations

from collections.abc import Callable

from generator.commands import build, diff, explain, export, fmt, new, serve, validate
from generator.commands.options import Commands

COMMANDS: tuple[Callable[[Commands], None], ...] = (
    validate.add,
    build.add,
    serve.add,
    fmt.add,
    new.add,
    diff.add,
    export.add,
    explain.add,
)
