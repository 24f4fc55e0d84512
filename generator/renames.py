"""Ids that changed, followed to the last one: an id may have been changed more than once."""

from __future__ import annotations

from collections.abc import Mapping


def follow(id: str, new_by_old: Mapping[str, str]) -> list[str]:
    """The ids that ``id`` became, in order; the last is empty where the record was removed.

    A chain that comes back to an id ends before it, so that the walk ends also where the redirects are wrong.
    """
    steps: list[str] = []
    seen = {id}
    while id in new_by_old and (id := new_by_old[id]) not in seen:
        seen.add(id)
        steps.append(id)
    return steps
