from __future__ import annotations

import random

import pytest

from generator.rules.nearest import Guesses, Nearest, as_id, nearest
from tests.records import REGISTRY

IDS = [line.split(",")[0] for line in (REGISTRY / "data/sources.csv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(
    ("value", "expected"), [("Busan", "busan"), ("busann", "busan"), ("dageu", "daegu"), ("jeon nam", "jeon-nam"), ("zzz", ""), ("", "")]
)
def test_of_a_few_values_the_most_alike_is_offered_or_none(value: str, expected: str) -> None:
    assert nearest(value, ["busan", "daegu", "jeon-nam"]) == expected


def test_among_a_thousand_ids_one_slip_anywhere_still_finds_the_id() -> None:
    chance = random.Random(1)
    ids = Nearest(IDS)
    for id in chance.sample(IDS, 100):
        at = chance.randrange(len(id))
        slip = f"{id[:at]}{id[at + 1 :]}"
        assert slip in IDS or ids.to(slip) == id


def test_a_text_too_long_for_a_slip_is_compared_with_nothing() -> None:
    assert Nearest(["a" * 300]).to("a" * 299) == ""


@pytest.mark.parametrize(("value", "expected"), [("BUSAN-X", "busan-x"), ("busan x", "busan-x"), ("busan_x", "busan-x"), ("busanx", "")])
def test_a_value_that_differs_in_capitals_blanks_or_marks_alone_is_found_without_a_guess(value: str, expected: str) -> None:
    assert Nearest(["busan-x", "daegu"]).exactly(value) == expected


@pytest.mark.parametrize(("text", "id"), [("Busan Zone_1", "busan-zone-1"), ("../x", "x"), ("부산", ""), ("a--b", "a-b")])
def test_a_text_as_an_id(text: str, id: str) -> None:
    assert as_id(text) == id


def test_guesses_end() -> None:
    left = Guesses(2)
    assert [left.spend() for _ in range(4)] == [True, True, False, False]
