"""Laws: a page for each with every exemption that touches it or a law below it, and an index by family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from generator import derive
from generator.charts.flow import stages_bar
from generator.derive import EXEMPTION_ENDS
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.formats import article_words
from generator.pages.groups import in_list_order

# Fewer than these are seen at a glance.
_ENOUGH_FOR_A_BAR = 3


@dataclass(frozen=True)
class Gathered:
    """The exemptions of a law: of an act those of its whole family, of what rests on an act its own."""

    edition: Edition
    law: Record

    @cached_property
    def groups(self) -> list[tuple[Record, list[Record]]]:
        """Laws with the rows that tie exemptions to them: the law itself first; laws of none are left out."""
        laws = [law for law, _ in _family(self.edition, self.law, 0)]
        return [(law, law.exemption_links) for law in laws if law.exemption_links]

    @cached_property
    def exemptions(self) -> list[Record]:
        """The exemptions, each once."""
        return derive.exemptions_of_laws(law for law, _ in self.groups)

    @property
    def zones(self) -> list[Record]:
        """Zones that were granted them."""
        return list(dict.fromkeys(exemption.project.zone for exemption in self.exemptions))

    @property
    def base(self) -> str:
        """How many there are, in a sentence."""
        words, counts = self.edition.words, {"count": len(self.exemptions), "zones": len(self.zones)}
        return words("law.family_base", **counts) if self.law.children else words("law.base", **counts)

    @property
    def shown_twice(self) -> bool:
        """True where an exemption concerns several laws of the family."""
        return sum(len({link.exemption for link in links}) for _, links in self.groups) > len(self.exemptions)

    @property
    def ends(self) -> list[tuple[str, int]]:
        """How many ended up where."""
        found = Counter(derive.exemption_end(exemption, self.edition.day) for exemption in self.exemptions)
        return [(end, found[end]) for end in EXEMPTION_ENDS if found[end]]

    @property
    def bar(self) -> Markup | None:
        """Where they ended up, as one bar."""
        return stages_bar("law-stages", self.ends) if len(self.exemptions) >= _ENOUGH_FOR_A_BAR else None

    @property
    def family(self) -> tuple[Record, int] | None:
        """The act of a law that rests on one, and how many exemptions its family has."""
        act = derive.family_of(self.law)
        return None if act == self.law else (act, len(derive.exemptions_of_laws(derive.laws_of_family(act))))


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every law."""
    words = edition.words
    laws = in_list_order(edition, edition.graph.records("laws"))
    lead = words("index.laws", count=len(laws))
    every = edition.graph.records("exemptions")
    families = [_with_counts(edition, law) for law in laws if law.parent is None]
    touched = sorted((family for family in families if family[0][1]), key=lambda family: -family[0][1])
    untouched = [law for family in families if not family[0][1] for law, _, _ in family]
    facts: dict[str, Any] = {"total": len(every), "unnamed": len(derive.without_law(every))}
    yield edition.page(
        "laws_index.md.j2", "laws/", words("kind.laws"), lead, count=len(laws), touched=touched, untouched=untouched, **facts
    )
    for law in laws:
        gathered = Gathered(edition, law)
        description = law.note or f"{law.name}: {gathered.base}"
        facts |= {"law": law, "gathered": gathered, "article_words": article_words}
        yield edition.page("law.md.j2", f"laws/{law.id}/", law.name, description, law, **facts)


def _with_counts(edition: Edition, act: Record) -> list[tuple[Record, int, int]]:
    """Laws of a family with a number of exemptions and their depth: of the act that of the family, of the others their own."""
    family = list(_family(edition, act, 0))
    whole = len(derive.exemptions_of_laws(law for law, _ in family))
    return [(law, len(derive.exemptions_of_laws([law])) if depth else whole, depth) for law, depth in family]


def _family(edition: Edition, law: Record, depth: int) -> Iterator[tuple[Record, int]]:
    """A law followed by those that rest on it, with the depth in the family."""
    yield law, depth
    for child in in_list_order(edition, law.children):
        yield from _family(edition, child, depth + 1)
