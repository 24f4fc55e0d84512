"""What every download is written from: the tables of the registry, their links, and the day for which statuses hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.graph import Graph
from generator.package import Package


@dataclass(frozen=True)
class Linked:
    """A registry with its links in both languages. Computed columns hold for ``day`` (Asia/Seoul)."""

    package: Package
    day: date

    @cached_property
    def graphs(self) -> dict[str, Graph]:
        """Linked records by language; ``graphs["en"]`` reads the English half of each pair of columns."""
        return {language: Graph(self.package, language) for language in ("ko", "en")}
