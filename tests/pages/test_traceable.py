"""Every fact on a zone's page can be traced to a source on that page.

A fact stands in a block: a list item, a cell with its row, a paragraph, a value. The block, or the block of the record that it
belongs to, holds a mark that leads to the record's source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import jinja2
import pytest

from generator import package
from generator.graph import Record
from generator.pages import formats, zones
from generator.pages.edition import Edition
from generator.pages.words import Words
from tests.conftest import DAY
from tests.records import REGISTRY, descriptor

_VOID = ("br", "hr", "img", "input", "link", "meta")
_HEADING = re.compile(r"^## (.*) \{: #([\w-]+) \}$", re.MULTILINE)
_BLOCKS = ("li", "dd", "td", "th", "p")
# What stands around the facts, and the picture, whose facts the lists tell again.
_AROUND = {"zr-crumbs", "zr-sources", "zr-record-foot", "zr-figure", "zr-legend", "zr-further"}
# Words of ours inside a block; a name that leads to its own record has its sources there.
_OURS = {"zr-refs", "zr-chip", "zr-tag", "zr-label", "zr-aside-kind", "zr-visually-hidden"}
# Sentences of ours whose facts are counted or stand elsewhere with their marks: the day of the edition and of the newest source, the
# round in the line above the name, how many participants are listed.
_COMPUTED = ("sentence.reach", "sentence.reach_none", "fact.round_value", "who.named_only")


class Node:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag, self.parent = tag, parent
        self.id, self.href, self.record = attributes.get("id", ""), attributes.get("href", ""), attributes.get("data-record", "")
        self.classes = set(attributes.get("class", "").split())
        self.children: list[Node | str] = []
        self.inside: list[Node] = []
        self.blocks_in_it: list[Node] = []

    def words(self, without: set[str] = _OURS, own: bool = False) -> str:
        """Text of the element without its marks and labels; only its ``own``, without that of blocks inside it and of names."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif not (child.classes & without or child.tag == "summary" or (own and (child.tag in _BLOCKS or child.is_name))):
                parts.append(child.words(without, own))
        return "".join(parts)

    @property
    def is_name(self) -> bool:
        """True for a link to a record; a term of the glossary inside a sentence is none."""
        return bool(self.record) and "zr-term" not in self.classes

    @property
    def is_block(self) -> bool:
        return self.tag in _BLOCKS

    @property
    def is_of_record(self) -> bool:
        """True where an element holds what one record tells."""
        if self.is_aside:
            return False
        return self.tag in ("tr", "li") or bool({"zr-item", "zr-exemption", "zr-card"} & self.classes)

    @property
    def is_aside(self) -> bool:
        """True for what another source says of a fact, or what is uncertain about it."""
        return self.parent is not None and "zr-asides" in self.parent.classes

    def above(self) -> Iterator[Node]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def marks(self) -> set[str]:
        """Anchors of the sources to which marks inside the element lead; those of an aside prove the aside alone."""
        found = (node for node in self.inside if node.href.startswith("#source-"))
        return {node.href[1:] for node in found if self.is_aside or not any(above.is_aside for above in node.above())}


class Tree(HTMLParser):
    """The body of a page as elements."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.root = self._open = Node("body", {}, None)
        self.nodes: list[Node] = []
        self.feed(_HEADING.sub(r'<h2 id="\2">\1</h2>', body))
        self.close()
        self.by_id = {node.id: node for node in self.nodes if node.id}
        self.facts = [node for node in self.nodes if node.is_block and not any(each.classes & _AROUND for each in node.above())]
        self.said = {node: squeezed(node.words({"zr-refs"})) for node in self.facts}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self._open)
        self._open.children.append(node)
        self.nodes.append(node)
        for above in node.above():
            above.inside.append(node)
        if tag not in _VOID:
            self._open = node

    def handle_endtag(self, tag: str) -> None:
        assert self._open.tag == tag
        assert self._open.parent is not None
        self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)

    def innermost(self, text: str, within: Node, asides: bool) -> list[Node]:
        """The smallest blocks that hold a text, of asides or of facts."""
        holding = [node for node in self.facts if text in self.said[node] and within in node.above() and node.is_aside == asides]
        return [node for node in holding if not any(other is not node and other in node.inside for other in holding)]


def squeezed(text: object) -> str:
    return " ".join(str(text).split())


# What a page shows of a record


def shown(edition: Edition, zone: Record) -> Iterator[tuple[Record, str]]:
    """Every record that a zone's page tells, with the texts that it shows of it."""
    language = edition.language

    def day(text: str | None) -> str | None:
        return formats.date_words(text, language) if text else None

    def told(record: Record, *texts: object) -> Iterator[tuple[Record, str]]:
        yield from ((record, squeezed(text)) for text in texts if text)

    first, rest = formats.first_sentence(zone.summary) if zone.summary else (None, None)
    yield from told(zone, first, rest, day(zone.decided_on), day(zone.designated_on))
    yield from told(zone, zone.budget_krw is not None and formats.won_words(zone.budget_krw, language))
    yield from told(zone, zone.operator_count and edition.words("fact.operators_value", value=formats.number(zone.operator_count)))
    for link in edition.graph.records("zone_regions"):
        if link.zone == zone:
            yield from told(link, edition.name(link.region))
    for project in zone.projects:
        yield from told(project, project.title, project.summary)
        for exemption in project.exemptions:
            outcome = edition.graph.bilingual(exemption, "outcome")
            yield from told(exemption, exemption.barrier, outcome, day(exemption.outcome_on), exemption.label("kind"))
            for link in exemption.law_links:
                yield from told(link, edition.name(link.law), link.article, link.note)
    for period in zone.periods:
        yield from told(period, period.label("kind"), day(period.starts_on), day(period.ends_on), period.note)
    for event in zone.events:
        yield from told(event, event.note, day(event.happened_on))
    for record in zone.participations:
        yield from told(record, edition.name(record.organisation), record.note)
    for record in zone.municipalities:
        yield from told(record, record.name, record.place)
    for record in zone.notes:
        yield from told(record, record.note)
    for record in zone.observations:
        yield from told(record, edition.name(record.indicator), record.note, day(record.as_of))
    for record in zone.task_forces:
        yield from told(record, record.name, record.duty, record.parties, day(record.launched_on))
    for record in zone.cooperations:
        yield from told(record, record.name, record.note, record.parties, day(record.starts_on))
    for record in zone.plans:
        yield from told(record, record.name)
    for record in zone.agenda_items:
        yield from told(record, record.topic, record.raised_by, record.response)
    for record in zone.programs:
        yield from told(record, record.name)
    named = [zone, *zone.projects]
    for name in (name for record in named for name in record.names):
        yield from told(name, name.name)
    for conflict in zone.conflicts:
        yield from told(conflict, conflict.note, conflict.topic)


def sources(record: Record) -> list[Record]:
    own = record.other_source if record.table == "conflicts" else record.source
    return [own, *(citation.source for citation in record.citations)]


def leads_to(item: Node, source: Record) -> bool:
    """True where an item of the list of sources is this source."""
    if source.url:
        return any(node.href == source.url for node in item.inside)
    return str(source.title or source.publisher) in item.words()


def is_traced(tree: Tree, record: Record, text: str) -> bool:
    """True where a block that shows the text, or the block of its record, has a mark of one of the record's sources."""
    within = tree.by_id.get(record.id, tree.root)
    blocks = tree.innermost(text, within, record.table == "conflicts")
    if not blocks and within is not tree.root:
        # A title stands in no block but its record's.
        blocks = [within] if text in squeezed(within.words({"zr-refs"})) else []
    for block in blocks:
        record_block = next((node for node in block.above() if node.is_of_record), block)
        for anchor in block.marks() | record_block.marks():
            if any(leads_to(tree.by_id[anchor], source) for source in sources(record)):
                return True
    return False


# Words that are no facts


@cache
def interface(language: str) -> re.Pattern[str]:
    """Words of the interface, labels of values, and sentences of ours."""
    words = Words(language)
    found: set[str] = set()
    for key in _COMPUTED:
        found.add(re.sub(r"\\\{\w+\\\}", r"(?:\\d+(?!\\d)|\\D.{0,40}?)", re.escape(words(key))))
    found |= {re.escape(text) for text in _texts(words._words) if "{" not in text and len(text) > 1}
    for table in descriptor().tables.values():
        for field in table.fields:
            found |= {re.escape(label[language]) for label in field.labels.values()}
            found.add(re.escape(field.fact_title(language)))
    return re.compile("|".join(sorted((text for text in found if text), key=len, reverse=True)))


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for value in tree.values():
            yield from _texts(value)
    else:
        yield str(tree)


def unmarked(tree: Tree, language: str) -> Iterator[str]:
    """Blocks with words that are not ours and without a mark, in them or in the block of their record."""
    for node in tree.facts:
        if node.is_aside and node.words(set()).startswith(Words(language)("aside.doubt")):
            # What no source settles may have no source.
            continue
        rest = interface(language).sub("", squeezed(node.words(own=True)))
        if re.search(r"\w", rest):
            record_block = next((above for above in node.above() if above.is_of_record), node)
            if not node.marks() and not record_block.marks():
                yield squeezed(node.words(set()))


# The real registry


@cache
def registry() -> package.Package:
    return package.load(REGISTRY)


@cache
def edition(language: str) -> Edition:
    return Edition(registry(), language, DAY)


def faults(made: Edition, *only: str) -> list[str]:
    """What cannot be traced on the pages of some zones, or of all."""
    found = []
    for zone in made.graph.records("zones"):
        if only and zone.id not in only:
            continue
        tree = Tree(zones.zone_page(made, zone).body)
        found += [f"{zone.id}: {record} {text!r}" for record, text in shown(made, zone) if not is_traced(tree, record, text)]
        found += [f"{zone.id}: no mark at {text!r}" for text in unmarked(tree, made.language)]
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_fact_on_the_page_of_a_zone_leads_to_its_source(language: str) -> None:
    assert faults(edition(language)) == []


@pytest.mark.parametrize(
    ("template", "text", "instead"),
    [
        ("zone.md.j2", "{{ n.note }}{{ refs(n) }}", "{{ n.note }}"),
        # A mark of another source is no proof.
        ("zone.md.j2", "{{ n.note }}{{ refs(n) }}", "{{ n.note }}{{ refs(zone.sector.zones[0].events[0]) }}"),
        ("zone.md.j2", "{{ link(p.organisation) }}{{ refs(p) }}", "{{ link(p.organisation) }}"),
        ("zone.md.j2", "{{ link(l.region) }}{{ refs(l) }}", "{{ link(l.region) }}"),
        ("zone.md.j2", "{{ refs(zone, 'budget_krw', best=True) }}", ""),
        ("zone.md.j2", "{{ rest }}{{ refs(zone) }}", "{{ rest }}"),
        ("_macros.md.j2", "{{ e.barrier }}{{ refs(e) }}", "{{ e.barrier }}"),
        ("_macros.md.j2", "<p>{{ e.note }}{{ refs(e) }}", "<p>{{ e.note }}"),
        ("_macros.md.j2", "{{ p.label('kind') }}{{ refs(p) }}", "{{ p.label('kind') }}"),
        ("_macros.md.j2", "{{ item.topic }}{{ refs(item) }}", "{{ item.topic }}"),
        ("_macros.md.j2", "{{ value_of(o) }}{{ refs(o) }}", "{{ value_of(o) }}"),
        ("_macros.md.j2", "{{ f.duty }}{{ refs(f) }}", "{{ f.duty }}"),
        ("_macros.md.j2", "{{ c.note }}{{ refs(c) }}", "{{ c.note }}"),
        # A text that belongs to no record of the page.
        ("zone.md.j2", "{{ m.footer(zone) }}", "<p>Something is true.</p>{{ m.footer(zone) }}"),
    ],
)
def test_a_fact_without_its_mark_is_found(template: str, text: str, instead: str) -> None:
    made = Edition(registry(), "en", DAY)
    loader = made.environment.loader
    assert loader is not None
    source, _, _ = loader.get_source(made.environment, template)
    assert source.count(text) >= 1
    made.environment.loader = jinja2.ChoiceLoader([jinja2.DictLoader({template: source.replace(text, instead)}), loader])
    assert faults(made, "busan-ammonia-energy", "daegu-mobile-collaborative-robots", "gangwon-ai-healthcare")
