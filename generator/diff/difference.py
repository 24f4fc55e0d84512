"""All that two states differ in: the one value that every printer prints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.diff.compare import KINDS, Kind, LeftOut, RecordChange, Structure, compare, left_out, structure
from generator.diff.states import State


@dataclass(frozen=True)
class Diff:
    """Two states with their changes, the tables and columns that one alone has, and what could not be compared."""

    base: State
    head: State
    changes: tuple[RecordChange, ...]
    structure: Structure
    left_out: tuple[LeftOut, ...]

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """Number of changes of each kind."""
        return counts(self.changes)


def between(base: State, head: State) -> Diff:
    """Compare two states."""
    packages = (base.package, head.package)
    return Diff(base, head, tuple(compare(*packages)), structure(*packages), tuple(left_out(*packages)))


def counts(changes: tuple[RecordChange, ...]) -> dict[Kind, int]:
    """Number of changes of each kind, also of kinds that do not occur."""
    kinds = [change.kind for change in changes]
    return {kind: kinds.count(kind) for kind in KINDS}
