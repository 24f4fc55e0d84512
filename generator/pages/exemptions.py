"""Exemptions: what became of them, official totals, laws against zones, and one list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator import derive
from generator.bilingual import plain
from generator.charts.drawing import Chart
from generator.charts.flow import End, FlowWords, flow, share_bar
from generator.derive import EXEMPTION_ENDS, Way, exemption_end
from generator.graph import Record
from generator.pages.addresses import exemptions_in_order
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Choice, Choices, Chooser, Days, Explorer, Sort, Words, explore_pages, other_names
from generator.pages.formats import date_words
from generator.pages.groups import in_list_order
from generator.pages.zones import regions_of

_STAGES = (*derive.EXEMPTION_STAGES, *EXEMPTION_ENDS[-2:])
# Official indicators that ours stand beside, in the order of the page; some have no number of ours.
_OFFICIAL = (
    "exemptions",
    "demonstration-special-cases",
    "menu-special-cases-used",
    "quick-checks",
    "projects",
    "temporary-permits",
    "projects-rules-improved",
    "laws-revised",
    "projects-ending",
)


def pages(edition: Edition) -> Iterator[Page]:
    """What became of the exemptions, and the list of all."""
    listed = explorer(edition)
    became = Became(edition, listed.rows)
    yield from explore_pages(
        edition,
        listed,
        "exemptions_index.md.j2",
        became.answer,
        became=became,
        share_bar=share_bar,
        official=list(_official(edition)),
        with_terms=sum(bool(project.periods) for project in edition.graph.records("projects")),
        matrix=Matrix(edition, listed.rows),
    )


@dataclass(frozen=True)
class Became:
    """What became of some exemptions, as the picture, the list for narrow screens and the table tell it."""

    edition: Edition
    exemptions: list[Record]

    @cached_property
    def ways(self) -> Mapping[Way, int]:
        """How many went each way."""
        return derive.exemption_ways(self.exemptions, self.edition.day)

    @property
    def kinds(self) -> dict[str, str]:
        """Kinds of exemptions in the order of the schema, with their words."""
        labels = self.edition.graph.descriptor.tables["exemptions"].field_by_name["kind"].labels
        return {kind: said[self.edition.language] for kind, said in labels.items()}

    @property
    def answer(self) -> str:
        """The page in a sentence."""
        improved = self._count(end="law_improved")
        unstated = sum(number for way, number in self.ways.items() if way.end.startswith("not_stated"))
        return self.edition.words("flow.answer", total=len(self.exemptions), improved=improved, unstated=unstated)

    @cached_property
    def ends(self) -> list[End]:
        """Where they ended up; ends of none are left out."""
        return [
            End(key, self.edition.words(f"stage.{key}"), self._of(number), f"./?stage={key}#list", number) for key, number in self._ends()
        ]

    def permits_among(self, end: str) -> int:
        """How many of an end came by a temporary permit."""
        return self._count(end=end, by_permit=True)

    @property
    def permits(self) -> int:
        """How many came by a temporary permit."""
        return self._count(by_permit=True)

    @property
    def kinds_said(self) -> str:
        """Kinds with their counts, as one line."""
        return ", ".join(self._kinds().values())

    @property
    def rows(self) -> list[tuple[str, bool, str, int]]:
        """Kind, by permit or not, end and number, in the order of the picture."""
        kinds = list(self.kinds)
        ordered = sorted(
            self.ways.items(), key=lambda item: (kinds.index(item[0].kind), item[0].by_permit, EXEMPTION_ENDS.index(item[0].end))
        )
        return [(self.kinds[way.kind], way.by_permit, self.edition.words(f"stage.{way.end}"), number) for way, number in ordered]

    @property
    def chart(self) -> Chart:
        """The picture."""
        words, total = self.edition.words, len(self.exemptions)
        heads = words("flow.head_rule"), words("flow.head_kind"), words("flow.head_permit"), words("flow.head_end")
        day = date_words(self.edition.day.isoformat(), self.edition.language)
        said = FlowWords(
            title=words("flow.title", total=total, day=day),
            description=words("flow.description", total=total),
            heads=heads,
            all=words("flow.all", count=total),
            permits=words("flow.permits", count=self.permits),
            kinds=self._kinds(),
        )
        return flow("exemption-flow", said, self.ways, self.ends)

    def _kinds(self) -> dict[str, str]:
        counts = {kind: self._count(kind=kind) for kind in self.kinds}
        return {kind: self.edition.words("flow.kind", kind=self.kinds[kind], count=count) for kind, count in counts.items() if count}

    def _ends(self) -> Iterator[tuple[str, int]]:
        for end in EXEMPTION_ENDS:
            if number := self._count(end=end):
                yield end, number

    def _of(self, number: int) -> str:
        return self.edition.words("flow.of", total=len(self.exemptions), count=number)

    def _count(self, **wanted: object) -> int:
        return sum(number for way, number in self.ways.items() if all(getattr(way, key) == value for key, value in wanted.items()))


@dataclass(frozen=True)
class Matrix:
    """Families of laws against zones: which were touched where, and how often."""

    edition: Edition
    exemptions: list[Record]

    @cached_property
    def families(self) -> list[tuple[Record, list[Record], dict[Record, int]]]:
        """Each family with its exemptions and the number of each zone, zones in the order of lists."""
        found = derive.families_and_zones(self.edition.graph)
        return [(law, own, {zone: counts[zone] for zone in in_list_order(self.edition, counts)}) for law, own, counts in found]

    @property
    def shared(self) -> list[tuple[Record, list[Record], dict[Record, int]]]:
        """Families of two zones or more."""
        return [family for family in self.families if len(family[2]) > 1]

    @property
    def single(self) -> list[tuple[Record, list[Record], dict[Record, int]]]:
        """Families of one zone."""
        return [family for family in self.families if len(family[2]) == 1]

    @property
    def zones(self) -> list[Record]:
        """Zones that a shared family touches."""
        return in_list_order(self.edition, {zone for _, _, counts in self.shared for zone in counts})

    @property
    def unnamed(self) -> list[tuple[Record, int]]:
        """Zones with exemptions of which no source names a law."""
        counts = Counter(each.project.zone for each in derive.without_law(self.exemptions))
        return [(zone, counts[zone]) for zone in in_list_order(self.edition, counts)]

    @property
    def unnamed_count(self) -> int:
        """Exemptions of which no source names a law."""
        return sum(number for _, number in self.unnamed)

    def cell(self, law: Record, zone: Record, number: int) -> str:
        """A cell of the grid in words."""
        names = plain(self.edition.short(law)), plain(self.edition.short(zone))
        return self.edition.words("matrix.cell", family=names[0], zone=names[1], count=number)


@dataclass(frozen=True)
class Beside:
    """An official value, and what ours counts beside it: ``own`` None where the registry does not count it."""

    value: Record
    own: int | None
    unit: str
    says: str


def _official(edition: Edition) -> Iterator[Beside]:
    words = edition.words
    of_kind = words("flow.own_of_kind")
    says = {
        "exemptions": words("flow.own_exemptions"),
        "demonstration-special-cases": of_kind,
        "menu-special-cases-used": of_kind,
        "quick-checks": of_kind,
        "projects": words("flow.own_projects"),
        "temporary-permits": words("flow.own_permits"),
        "projects-rules-improved": words("flow.own_rules_improved"),
        "laws-revised": words("flow.own_laws_revised"),
    }
    own = derive.own_counts(edition.graph, edition.day)
    for id in _OFFICIAL:
        indicator = edition.graph.find("indicators", id)
        if indicator is None:
            continue
        unit = "exemptions" if id == "laws-revised" else str(indicator.unit)
        for value in derive.newest_values(indicator, edition.day):
            yield Beside(value, own.get(id), unit, says.get(id, ""))


def explorer(edition: Edition) -> Explorer:
    """The list of exemptions: those of the newest zones first."""
    words = edition.words
    choose = Chooser(edition)

    def stage(exemption: Record) -> Iterator[Choice]:
        key = exemption_end(exemption, edition.day)
        made = choose.word(key, words(f"stage.{key}"), _STAGES)
        wider = choose.word("not_stated", words("stage.not_stated"), _STAGES) if key.startswith("not_stated") else None
        yield replace(made, within=wider)

    def laws(exemption: Record) -> list[Choice]:
        return list(dict.fromkeys(choose.record(link.law, lambda law: law.parent) for link in exemption.law_links))

    def ministries(exemption: Record) -> list[Choice]:
        named = [link.law.ministry for link in exemption.law_links if link.law.ministry is not None]
        return list(dict.fromkeys(choose.record(ministry) for ministry in named))

    def year(exemption: Record) -> Iterator[Choice]:
        designated = str(exemption.project.zone.decided_on)[:4]
        yield Choice(designated, designated, -int(designated))

    return Explorer(
        edition,
        "exemptions",
        words("section.exemptions"),
        exemptions_in_order(edition.graph),
        (
            Choices("stage", words("explorer.stage"), stage, chip="zr-stage--"),
            Choices("outcome", words("explorer.outcome"), lambda exemption: choose.label(exemption, "outcome"), shown=False),
            Choices("zone", words("one.zones"), lambda exemption: [choose.record(exemption.project.zone)], facet=False),
            Choices("law", words("project.law"), laws, shown=False),
            Words("articles", words("explorer.articles"), lambda exemption: articles(edition, exemption)),
            Choices("ministry", words("explorer.ministry"), ministries, shown=False),
            Choices("kind", words("project.kind"), lambda exemption: choose.label(exemption, "kind")),
            Choices("region", words("fact.region"), lambda exemption: regions_of(choose, exemption.project.zone), shown=False),
            Choices("sector", words("fact.sector"), lambda exemption: [choose.record(exemption.project.zone.sector)], shown=False),
            Choices("year", words("explorer.year"), year, shown=False),
            Words("barrier", words("project.barrier"), lambda exemption: exemption.barrier),
            Words("became", words("explorer.became"), lambda exemption: edition.graph.bilingual(exemption, "outcome")),
            Days("outcome_on", words("explorer.outcome_on"), lambda exemption: exemption.outcome_on),
        ),
        (
            Sort("newest", words("explorer.sort_newest_zone")),
            Sort("outcome", words("explorer.sort_outcome"), "outcome_on", descending=True),
            Sort("zone", words("explorer.sort_zone"), "zone"),
            Sort("region", words("explorer.sort_region"), "region"),
            Sort("law", words("explorer.sort_law"), "law"),
        ),
        target=lambda exemption: exemption.project,
        also=lambda exemption: _also(edition, exemption),
    )


def articles(edition: Edition, exemption: Record) -> str:
    """Every law of an exemption with its article, as one line of words."""
    return "; ".join(" ".join(filter(None, (plain(edition.name(link.law)), link.article))) for link in exemption.law_links)


def _also(edition: Edition, exemption: Record) -> Iterable[str]:
    """Names of the project; in the other edition the barrier in Korean too."""
    korean = exemption.row.values.get("barrier_ko")
    return [*other_names(exemption.project), *([str(korean)] if korean and edition.language != "ko" else [])]
