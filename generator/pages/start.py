"""Start here: what a company, a local government, a contributor and a user of the data find where.

What the law says is read from the registry's own rows on articles and terms; the page adds only the words between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.derive import families_and_zones, without_law
from generator.graph import Graph, Record
from generator.pages.edition import Edition, Page
from generator.pages.glossary import short_law_name
from generator.pages.programs import STATUSES, shown_status

ACT = "regional-special-zone-act"
DECREE = "regional-special-zone-decree"
# How many laws are shown of those that stand in the way most often.
_LAWS = 8
_RUNNING = ("active", "temporary_permit")


@dataclass(frozen=True)
class Row:
    """One question about a way, and the articles and terms that answer it; none where no row of the registry does."""

    question: str
    answers: list[Record]


@dataclass(frozen=True)
class Way:
    """One way past a rule that forbids a product: its name, when it fits, its rows, and lists of ours that help."""

    id: str
    name: str
    when: str
    rows: list[Row]
    lists: list[tuple[str, str]]

    @property
    def articles(self) -> list[Record]:
        """The articles to read, each once."""
        return list(dict.fromkeys(each for row in self.rows for each in row.answers if each.table == "law_articles"))


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    rules = _Rules(edition.graph)
    ways = _ways(edition, rules)
    then = rules.articles(ACT, "제86조", "제90조", "제88조") + rules.articles(DECREE, "제60조")
    duties = [
        Row(words("start.who"), rules.articles(ACT, "제72조")),
        Row(words("start.plan"), rules.articles(ACT, "제73조", "제74조", "제75조")),
        Row(words("start.watch"), rules.articles(ACT, "제87조")),
        Row(
            words("start.evaluation"),
            rules.terms("performance-evaluation") + rules.articles(ACT, "제83조·제84조") + rules.articles(DECREE, "제55조"),
        ),
        Row(words("start.body"), rules.articles(ACT, "제141조의6")),
    ]
    shown = [*then, *(each for way in ways for each in way.articles), *(each for row in duties for each in row.answers)]
    laws = dict.fromkeys(each.law for each in shown if each.table == "law_articles")
    exemptions = edition.graph.records("exemptions")
    yield edition.page(
        "start.md.j2",
        "start/",
        words("start.title"),
        words("start.lead"),
        layout="start",
        ways=ways,
        then=then,
        sandbox=rules.terms("regulatory-sandbox"),
        duties=[row for row in duties if row.answers],
        law_names={law: short_law_name(edition, law) for law in laws},
        barriers=_barriers(edition)[:_LAWS],
        exemptions=len(exemptions),
        without_law=len(without_law(exemptions)),
        programs=_for_local_governments(edition),
    )


class _Rules:
    """Rows on articles and terms, as far as the registry has them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._articles = {(row.law_id, row.article): row for row in graph.records("law_articles")}

    def articles(self, law: str, *articles: str) -> list[Record]:
        return [found for article in articles if (found := self._articles.get((law, article))) is not None]

    def terms(self, *ids: str) -> list[Record]:
        return [found for id in ids if (found := self._graph.find("terms", id)) is not None]


def _ways(edition: Edition, rules: _Rules) -> list[Way]:
    words = edition.words
    by_law = (words("start.list_exemptions"), "exemptions/")
    return [
        Way(
            "ask",
            words("start.ask"),
            words("start.ask_when"),
            [
                Row(words("start.what"), rules.terms("quick-regulation-check")),
                Row(words("start.who"), []),
                Row(words("start.time"), rules.articles(ACT, "제85조")),
            ],
            [by_law],
        ),
        Way(
            "join",
            words("start.join"),
            words("start.join_when"),
            [
                Row(words("start.what"), rules.articles(ACT, "제80조~제82조") + rules.articles(DECREE, "제52조")),
                Row(words("start.who"), rules.terms("zone-operator")),
                Row(words("start.decides"), rules.articles(ACT, "제79조")),
                Row(words("start.time"), rules.terms("public-notice-plan")),
            ],
            [by_law, (words("start.list_zones"), "zones/?status=active&status=temporary_permit")],
        ),
        Way(
            "propose",
            words("start.propose"),
            words("start.propose_when"),
            [
                Row(words("start.what"), rules.terms("zone-plan")),
                Row(words("start.who"), rules.articles(ACT, "제73조")),
                Row(words("start.whom"), rules.articles(ACT, "제72조")),
                Row(words("start.time"), rules.articles(ACT, "제74조", "제75조")),
            ],
            [(words("start.list_regions"), "regions/"), (words("start.list_said"), "requests/")],
        ),
    ]


def _barriers(edition: Edition) -> list[tuple[Record, int, int]]:
    """Acts that stood in the way most often: exemptions that concern each, and how many of their zones run on the edition's day."""
    return [
        (law, len(exemptions), sum(edition.zone_status(zone).status in _RUNNING for zone in zones))
        for law, exemptions, zones in families_and_zones(edition.graph)
    ]


def _for_local_governments(edition: Edition) -> list[Record]:
    """Programs of which a call is for local governments, those that one can still apply for first."""

    def order(program: Record) -> tuple[int, str]:
        return STATUSES.index(shown_status(edition, program)), program.id

    return sorted((each for each in edition.graph.records("programs") if "local_government" in _audiences(each.calls)), key=order)


def _audiences(calls: Iterable[Record]) -> set[str]:
    return {str(each.audience) for call in calls for each in call.audiences}
