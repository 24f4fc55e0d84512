"""Laws: a page for each with every exemption that touches it, and an index by family."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every law."""
    words = edition.words
    laws = in_list_order(edition, edition.graph.records("laws"))
    lead = words("index.laws", count=len(laws))
    yield edition.page("laws_index.md.j2", "laws/", words("kind.laws"), lead, count=len(laws), laws=list(_families(edition, laws)))
    for law in laws:
        description = law.note or f"{law.name}: {words('law.base', count=len(law.exemption_links))}"
        yield edition.page("law.md.j2", f"laws/{law.id}/", law.name, description, law, law=law)


def _families(edition: Edition, laws: list[Record]) -> Iterator[tuple[Record, int]]:
    """Each act followed by its decrees, rules and notices, with the depth in the family."""
    for law in laws:
        if law.parent is None:
            yield from _family(edition, law, 0)


def _family(edition: Edition, law: Record, depth: int) -> Iterator[tuple[Record, int]]:
    yield law, depth
    for child in in_list_order(edition, law.children):
        yield from _family(edition, child, depth + 1)
