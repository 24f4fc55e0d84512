from __future__ import annotations

import pytest

from generator.renames import follow

NEW_BY_OLD = {"a": "b", "b": "c", "gone": "", "moved": "gone", "x": "y", "y": "x", "self": "self", "tail": "x"}


@pytest.mark.parametrize(
    ("id", "steps"),
    [
        ("c", []),
        ("b", ["c"]),
        ("a", ["b", "c"]),
        ("gone", [""]),
        ("moved", ["gone", ""]),
        ("x", ["y"]),
        ("self", []),
        ("tail", ["x", "y"]),
    ],
)
def test_an_id_is_followed_to_the_last_and_never_round_again(id: str, steps: list[str]) -> None:
    assert follow(id, NEW_BY_OLD) == steps
