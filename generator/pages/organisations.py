"""Organisations: a page for each with its roles, programs and statements, and an index by kind and initial."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator import derive
from generator.bilingual import plain
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.glossary import letter_of
from generator.pages.groups import by_label, in_list_order

# A longer group is cut by initials, each of them folded.
_LONG = 60
# Anchors of the consonants, which are Korean letters.
_ROMAN = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", ("g", "n", "d", "r", "m", "b", "s", "o", "j", "ch", "k", "t", "p", "h"), strict=True))


@dataclass(frozen=True)
class Group:
    """Organisations of one kind. ``initials`` cut a long list: anchor, words and members of each; else they are empty."""

    kind: str
    label: str
    members: list[Record]
    initials: list[tuple[str, str, list[Record]]]


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every organisation."""
    words = edition.words
    organisations = in_list_order(edition, edition.graph.records("organisations"))
    lead = words("index.organisations", count=len(organisations))
    yield edition.page(
        "organisations_index.md.j2",
        "organisations/",
        words("kind.organisations"),
        lead,
        count=len(organisations),
        groups=_groups(edition, organisations),
        zones_of=_counter(edition),
    )
    for organisation in organisations:
        yield _organisation(edition, organisation)


def _organisation(edition: Edition, organisation: Record) -> Page:
    roles = derive.roles_by_zone(organisation)
    zones = ", ".join(str(edition.short(zone)) for zone, _ in roles)
    return edition.page(
        "organisation.md.j2",
        f"organisations/{organisation.id}/",
        # A region and its government share a name; their pages do not share a title.
        f"{organisation.name} ({organisation.label('kind')})",
        f"{organisation.name}: {zones}" if zones else f"{organisation.name}, {organisation.label('kind')}",
        organisation,
        organisation=organisation,
        roles=roles,
        items=sorted(organisation.agenda_items, key=lambda item: (item.meeting.held_on, item.id), reverse=True),
        beside=in_list_order(edition, derive.organisations_beside(organisation)),
        zones_of=_counter(edition),
    )


def _counter(edition: Edition) -> Callable[[Record], str]:
    """Tells in how many zones an organisation takes part, in words; nothing for none."""

    def told(organisation: Record) -> str:
        count = len(derive.roles_by_zone(organisation))
        if count == 1:
            return edition.words("organisation_pages.zone", count=count)
        return edition.words("organisation_pages.zones", count=count) if count else ""

    return told


def _groups(edition: Edition, organisations: list[Record]) -> list[Group]:
    """Organisations by kind: public bodies first, companies last."""
    groups = [(members[0].kind, label, members) for label, members in by_label(organisations, "kind")]
    groups.sort(key=lambda group: group[0] == "company")
    return [Group(kind, label, members, _by_initial(edition, members) if len(members) > _LONG else []) for kind, label, members in groups]


def _by_initial(edition: Edition, organisations: list[Record]) -> list[tuple[str, str, list[Record]]]:
    """Organisations by the initial of the name that the edition shows: those in the edition's own script first."""
    found: dict[tuple[int, str], list[Record]] = {}
    for organisation in organisations:
        letter = letter_of(plain(edition.short(organisation)))
        found.setdefault((_script(letter, edition.language), letter), []).append(organisation)
    return [(_anchor(letter), letter, found[place, letter]) for place, letter in sorted(found)]


def _script(letter: str, language: str) -> int:
    """Place of a letter's script in the index of a language: its own, the other one, then what is no letter."""
    if not letter.isalpha():
        return 2
    return int((letter in _ROMAN) != (language == "ko"))


def _anchor(letter: str) -> str:
    if letter in _ROMAN:
        return f"ko-{_ROMAN[letter]}"
    return f"latin-{letter.lower()}" if letter.isascii() and letter.isalpha() else "others"
