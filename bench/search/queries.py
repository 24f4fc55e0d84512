"""The queries of the tests, and how many of them an engine answers right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

PATH = Path(__file__).parents[2] / "tests" / "search" / "queries.yaml"
LANGUAGES = ("ko", "en")
# What must find nothing is told apart: it is no recall.
NOTHING = "nothing"


@dataclass(frozen=True)
class Query:
    """What is typed in an edition, and the records (``table/id``) of which any is right."""

    text: str
    kind: str
    language: str
    expect: frozenset[str]

    def place_in(self, found: Sequence[str]) -> int:
        """The place of the first right record, from 1; 0 where none is right.

        All terms stand on one page, which is right for each of them.
        """
        right = self.expect | ({"pages/glossary"} if any(record.startswith("terms/") for record in self.expect) else set())
        return next((number for number, record in enumerate(found, start=1) if record in right), 0)


def read() -> list[Query]:
    """All queries, in the order of the file."""
    rows = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return [Query(row["query"], row["kind"], row["language"], frozenset(row["expect"])) for row in rows]


@dataclass
class Recall:
    """Queries by kind: at the first place, and among the first five; of the kind ``nothing``, those that found nothing."""

    first: Counter[str]
    five: Counter[str]


def recall(queries: Iterable[Query], found: Mapping[tuple[str, str], Sequence[str]]) -> Recall:
    """What an engine found, by edition and query, counted by kind."""
    counted = Recall(Counter(), Counter())
    for query in queries:
        records = found[query.language, query.text]
        place = query.place_in(records)
        counted.first[query.kind] += not records if query.kind == NOTHING else place == 1
        counted.five[query.kind] += not records if query.kind == NOTHING else 1 <= place <= 5
    return counted
