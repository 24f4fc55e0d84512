"""What was said at meetings: requests, difficulties, opinions and plans, with the answers that sources tell; one list of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import derive
from generator.bilingual import plain
from generator.graph import Record
from generator.pages import formats
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Choice, Choices, Chooser, Days, Explorer, Sort, Words, explore_pages, other_names

_ANSWERS = ("answered", "unanswered")


def pages(edition: Edition) -> Iterator[Page]:
    """The list of what was said."""
    listed = explorer(edition)
    yield from explore_pages(edition, listed, "requests.md.j2", edition.words("said.what"), lead=_lead(edition, listed.rows))


def explorer(edition: Edition) -> Explorer:
    """The list of what was said: at the newest meetings first."""
    words = edition.words
    choose = Chooser(edition)

    def speaker(item: Record) -> Iterator[Choice]:
        """The organisation; else the words of the source, which are the same value in both editions by their Korean form."""
        organisation = item.raised_by_organisation
        if organisation is not None:
            yield Choice(organisation.id, *_sorted(edition.name(organisation)), also=tuple(other_names(organisation)))
        elif item.raised_by is not None:
            yield Choice(str(item.row.values["raised_by_ko"]), *_sorted(item.raised_by))

    def answer(item: Record) -> Iterator[Choice]:
        said = (words("said.answered"), words("said.unanswered"))
        at = 0 if derive.is_answered(item) else 1
        yield Choice(_ANSWERS[at], said[at], at)

    def year(item: Record) -> Iterator[Choice]:
        held = str(item.meeting.held_on)[:4]
        yield Choice(held, held, -int(held))

    return Explorer(
        edition,
        "agenda_items",
        words("said.title"),
        derive.what_was_said(edition.graph),
        (
            Choices("kind", words("said.kind"), lambda item: [_kind(item)], chip="zr-said--"),
            Choices("answer", words("said.answer"), answer, shown=False),
            Choices("speaker", words("said.speaker"), speaker),
            Choices("series", words("said.series"), lambda item: choose.label(item.meeting, "series"), shown=False),
            Choices("year", words("said.year"), year, shown=False),
            Choices(
                "region",
                words("fact.region"),
                lambda item: [choose.record(region, lambda merged: merged.successor) for region in derive.regions_of_item(item)],
                shown=False,
                unstated=words("said.no_region"),
            ),
            Choices(
                "zone",
                words("one.zones"),
                lambda item: [choose.record(zone) for zone in derive.zones_of_item(item)],
                unstated=words("said.no_zone"),
            ),
            Choices("meeting", words("said.meeting"), lambda item: [choose.record(item.meeting)], facet=False),
            Days("held", words("said.held"), lambda item: item.meeting.held_on),
            Words("response", words("said.response"), lambda item: item.response),
        ),
        (
            Sort("newest", words("said.sort_newest")),
            Sort("oldest", words("said.sort_oldest"), "held"),
            Sort("kind", words("said.sort_kind"), "kind"),
            Sort("speaker", words("said.sort_speaker"), "speaker"),
        ),
        also=_also,
        folder="requests",
        stands_on=lambda item: item.meeting,
    )


def _kind(item: Record) -> Choice:
    return Choice(item.kind, item.label("kind"), derive.SAID_KINDS.index(item.kind))


def _sorted(name: object) -> tuple[str, str]:
    """Words of a value, and by what it is sorted."""
    return plain(name), plain(name).casefold()


def _lead(edition: Edition, items: list[Record]) -> list[str]:
    """How many items there are, of which kinds, how many with an answer, and up to which day the sources reach."""
    words = edition.words
    news, _ = derive.reach_of_registry(edition.graph)
    reach = words("said.reach", day=formats.date_words(news, edition.language)) if news else words("said.reach_none")
    if not items:
        return [words("said.lead_none"), reach]
    found = [item.kind for item in items]
    labels = {item.kind: item.label("kind") for item in items}
    kinds = ", ".join(
        words("said.of_kind", kind=labels[kind] if edition.language == "ko" else labels[kind].lower(), count=found.count(kind))
        for kind in derive.SAID_KINDS
        if kind in labels
    )
    answered = sum(derive.is_answered(item) for item in items)
    return [words("said.lead", count=len(items), kinds=kinds, answered=answered), reach]


def _also(item: Record) -> Iterable[str]:
    """The topic, who spoke and the meeting in both languages, and the plans that the item is about."""
    told = [item.row.values.get(f"{stem}_{language}") for stem in ("topic", "raised_by", "response") for language in ("ko", "en")]
    plans = [name for link in item.zone_links if link.plan is not None for name in other_names(link.plan)]
    return [*(str(text) for text in told if text), *other_names(item.meeting), *plans]
