"""The nearest allowed value, offered where a value is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(value: str, allowed: Iterable[str]) -> str:
    """The allowed value most like ``value``; empty where none is like it."""
    lowered = {each.lower(): each for each in allowed}
    matches = get_close_matches(value.lower().replace(" ", "-"), lowered, n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else ""
