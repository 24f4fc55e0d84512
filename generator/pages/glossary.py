"""The glossary: every term on one page, each with an anchor, below its first letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.bilingual import Text, plain
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order
from generator.search.cut import initials

# Dictionaries list a doubled consonant with its single one.
_SINGLE = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
_OTHERS = "0–9"


def pages(edition: Edition) -> Iterator[Page]:
    """The glossary."""
    terms = in_list_order(edition, edition.graph.records("terms"))
    words = edition.words
    laws = dict.fromkeys(link.law for term in terms for link in term.law_links)
    yield edition.page(
        "glossary.md.j2",
        "glossary/",
        words("kind.terms"),
        words("glossary.intro", count=len(terms)),
        terms=terms,
        letters=[(letter, list(group)) for letter, group in groupby(terms, lambda term: letter_of(plain(edition.name(term))))],
        law_names={law: short_law_name(edition, law) for law in laws},
        synonyms=edition.graph.records("search_synonyms"),
    )


def letter_of(words: str) -> str:
    """The letter below which words stand: a consonant, a capital, or one sign for all else."""
    first = initials(words[:1].upper())
    if not first.isalpha():
        return _OTHERS
    return _SINGLE.get(first, first)


def short_law_name(edition: Edition, law: Record) -> Text | str:
    """A law's short name in the edition's language, else its full one.

    Where sources give a short name in Korean alone, the glossary may have it as a term of its own, with its English words.
    A decree whose name holds that of its act holds its short name instead.
    """
    shorts = [name for name in law.names if name.kind == "short" and not name.valid_to]
    for name in shorts:
        if name.name.language == edition.language:
            return Text(name.name, edition.language, edition.language)
    korean = {name.row.values.get("name_ko") for name in shorts}
    for term in edition.graph.records("terms"):
        if term.row.values["term_ko"] in korean:
            return edition.name(term)
    name = edition.name(law)
    if law.parent and plain(act := edition.name(law.parent)) in name:
        return Text(name.replace(plain(act), plain(short_law_name(edition, law.parent))), edition.language, edition.language)
    return name
