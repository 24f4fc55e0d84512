"""Families of laws and the exemptions that touch them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.graph import Graph, Record


def family_of(law: Record) -> Record:
    """The act on which a law rests; itself where it rests on none."""
    while law.parent is not None:
        law = law.parent
    return law


def laws_of_family(law: Record) -> list[Record]:
    """The law and all that rests on it."""
    return [law, *(each for child in law.children for each in laws_of_family(child))]


def exemptions_of_laws(laws: Iterable[Record]) -> list[Record]:
    """Exemptions that name any of the laws, each once."""
    return list(dict.fromkeys(link.exemption for law in laws for link in law.exemption_links))


def families_and_zones(graph: Graph) -> list[tuple[Record, list[Record], dict[Record, int]]]:
    """Each act that exemptions touch: they, and how many of them each zone has. Those with most exemptions come first."""
    families = [law for law in graph.records("laws") if law.parent is None]
    found = [(law, exemptions_of_laws(laws_of_family(law))) for law in families]
    counted = [(law, own, dict(Counter(each.project.zone for each in own))) for law, own in found if own]
    return sorted(counted, key=lambda entry: (-len(entry[1]), -len(entry[2]), entry[0].id))


def without_law(exemptions: Iterable[Record]) -> list[Record]:
    """Exemptions of which no source names a law."""
    return [exemption for exemption in exemptions if not exemption.law_links]


def laws_in_the_way(exemptions: Iterable[Record]) -> list[tuple[Record, int]]:
    """Laws that the exemptions name, each with the number of exemptions that name it, the most frequent first."""
    found: Counter[Record] = Counter()
    for exemption in exemptions:
        found.update({link.law for link in exemption.law_links})
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0].id))
