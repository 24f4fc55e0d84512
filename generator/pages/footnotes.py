"""Sources of one page, numbered in the order in which its facts name them."""

from __future__ import annotations

from markupsafe import Markup

from generator.derive import sources_of
from generator.graph import Record


class Footnotes:
    """Collects the sources that a page's facts rest on."""

    def __init__(self, label: str) -> None:
        self._numbers: dict[Record, int] = {}
        self._label = label

    def mark(self, record: Record, field: str | None = None, best: bool = False) -> Markup:
        """Small links to the sources of a record, or of one field where ``field`` is given.

        With ``best``, a field to which no source is tied has the best one of its record.
        """
        sources = sources_of(record, field)
        return self.mark_sources(sources or sources_of(record)[:1] if best else sources)

    def mark_sources(self, sources: list[Record]) -> Markup:
        """Small links to the given sources."""
        if not sources:
            return Markup("")
        links = Markup("").join(
            Markup('<a href="#source-{0}" aria-label="{1} {0}">{0}</a>').format(self._number(source), self._label) for source in sources
        )
        return Markup('<sup class="zr-refs">{}</sup>').format(links)

    @property
    def sources(self) -> list[tuple[int, Record]]:
        """All sources named so far, with their numbers."""
        return [(number, source) for source, number in self._numbers.items()]

    def _number(self, source: Record) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)
