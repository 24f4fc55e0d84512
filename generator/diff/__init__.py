"""What changed between two states of the registry: read both, compare them record by record, say it in words.

``states`` reads a folder or, through ``git``, a commit; ``compare`` gives the changes as data, and ``difference`` all that two
states differ in; ``words`` names tables, columns, records and values for readers; ``printers`` and ``markdown`` print.
"""

from __future__ import annotations

from generator.diff.compare import FieldChange, Kind, RecordChange, compare
from generator.diff.difference import Diff, between
from generator.diff.states import State, read_folder, read_state

__all__ = ["Diff", "FieldChange", "Kind", "RecordChange", "State", "between", "compare", "read_folder", "read_state"]
