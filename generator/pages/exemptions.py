"""Exemptions: what each one let through, from which law, and what became of it; one list of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.bilingual import plain
from generator.derive import EXEMPTION_STAGES, exemption_stage
from generator.graph import Record
from generator.pages.addresses import exemptions_in_order
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Choice, Choices, Chooser, Days, Explorer, Sort, Words, explore_pages, other_names
from generator.pages.zones import regions_of


def pages(edition: Edition) -> Iterator[Page]:
    """The list of exemptions."""
    listed = explorer(edition)
    lead = edition.words("index.exemptions", count=len(listed.rows))
    yield from explore_pages(edition, listed, "exemptions_index.md.j2", lead)


def explorer(edition: Edition) -> Explorer:
    """The list of exemptions: those of the newest zones first."""
    words = edition.words
    choose = Chooser(edition)

    def stage(exemption: Record) -> Iterator[Choice]:
        key = exemption_stage(exemption, edition.day)
        yield choose.word(key, words(f"stage.{key}"), EXEMPTION_STAGES)

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
