"""The nearest allowed value, offered where a value is unknown; the work for it is bounded, however much is wrong."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

# A text as long as this is no slip of the keyboard.
_LONGEST = 200
_CUTOFF = 0.6
# Of many values only those that share the beginning or the end are compared: a slip leaves one of them whole.
_NEIGHBOURS = 6


def nearest(value: str, allowed: Iterable[str]) -> str:
    """The allowed value most like ``value``; empty where none is like it. For lists of a few values."""
    return Nearest(allowed).to(value)


def as_id(text: str) -> str:
    """The well-formed id most like a text; empty where nothing of the text can stay."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class Guesses:
    """How many guesses may still be made: where hundreds of values are wrong they have one cause, and guessing does not find it."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self) -> bool:
        """Take one guess; False where none is left."""
        self._left -= 1
        return self._left >= 0


class Nearest:
    """The allowed values, laid out so that the nearest among many thousands is found without comparing them all."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._by_lower = {each.lower(): each for each in allowed}

    def exactly(self, value: str) -> str:
        """The allowed value that differs in capital letters, blanks or punctuation alone; costs no guess."""
        for spelling in (value.lower(), value.lower().replace(" ", "-"), as_id(value)):
            if spelling in self._by_lower:
                return self._by_lower[spelling]
        return ""

    def to(self, value: str) -> str:
        """The allowed value most like ``value``; empty where none is like it."""
        if len(value) > _LONGEST:
            return ""
        key = value.lower().replace(" ", "-")
        matches = get_close_matches(key, self._candidates(key), n=1, cutoff=_CUTOFF)
        return self._by_lower[matches[0]] if matches else ""

    def _candidates(self, key: str) -> Iterable[str]:
        if len(self._by_lower) <= 4 * _NEIGHBOURS:
            return self._by_lower
        by_end = (each[::-1] for each in _around(self._reversed, key[::-1]))
        return dict.fromkeys([*_around(self._sorted, key), *by_end])

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._by_lower)

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(each[::-1] for each in self._by_lower)


def _around(values: list[str], key: str) -> Iterator[str]:
    place = bisect_left(values, key)
    yield from values[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
