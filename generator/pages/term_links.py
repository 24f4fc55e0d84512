"""The first use of a glossary term in the prose of a record's page leads to its definition.

Only words that a reader reads as a sentence are linked, never headings, names, links, labels, charts or quotations. A term that
the site's own name or the name of one of its sections holds is what every page is about, and is linked nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import escape

from generator.bilingual import plain
from generator.graph import Record
from generator.pages.addresses import WITH_PAGES, address, relative
from generator.pages.words import Words

if TYPE_CHECKING:
    from generator.pages.edition import Edition

# Elements whose text is prose, and those inside them whose text is not.
_PROSE = frozenset(("p", "li", "dd", "td"))
_NO_PROSE = re.compile(
    r"a|abbr|button|caption|cite|code|data|dt|figure|form|h[1-6]|kbd|label|nav|pre|samp|select|strong|sup|summary|svg|textarea|th|time"
)
# Classes of ours with labels, marks and quotations.
_NO_PROSE_CLASS = re.compile(r"(?<!\S)zr-(?:aside-kind|chip|correction|eyebrow|label|record-foot|refs|sources|tag|visually-hidden)(?!\S)")
_VOID = re.compile(r"area|br|col|embed|hr|img|input|link|meta|source|track|wbr")
# A comment, a script with all it holds, or a tag with its attributes, in which > may stand in quotes.
_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.DOTALL | re.IGNORECASE
)
_CLASS = re.compile(r"""(?<![\w-])class=["']([^"']*)""")
_LANG = re.compile(r"""(?<![\w-])lang=["']([^"']*)""")

# What may follow a Korean noun inside its word. Anything else makes it part of a longer one.
_PARTICLE = (
    r"은|는|이|가|을|를|의|나|이나|까지[는의]?|부터[는의]?|마다|보다|처럼|만큼|조차|뿐|께|이?란|만[이을은의]?|하고|이?고|이?며|인|인지"
    r"|[에로과와](?:[는도의만]|서[는도의]?|써)?|도|에게[는도서]?|으로(?:[는도의]|서|써|부터)?|로부터|이?라|이?라[는고도]|이다|입니다"
    r"|이?었?던|였던|(?:이었|였)습니다"
)
_AROUND = {
    "ko": (r"(?<!\w)", rf"(?=들?(?:{_PARTICLE})?(?!\w))"),
    "en": (r"(?<![\w-])", r"(?![\w-])"),
}
# Behind the noun that a plural belongs to: special case for demonstration.
_OF = re.compile(r" (?:of|for|with|without|in|as|to|on) ")
_OUT, _IN, _NEVER = range(3)


class TermLinks:
    """Puts links to the glossary into ready pages of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._language = edition.language
        terms = edition.graph.records("terms")
        general = set(_general(terms))
        # A general term keeps its place, so that no shorter one is found inside it, but leads nowhere.
        spelled = {words: None if term in general else term for term in terms for words in _spellings(term, edition.language)}
        self._terms = {_key(words): term for words, term in spelled.items()}
        self._find = _finder(spelled, edition.language)
        if self._find:
            # So does a name that holds a term: the safety management of a rule's title is no term of the zones.
            names = {str(escape(name)) for name in _names(edition)}
            held = {words: None for words in names if _key(words) not in self._terms and self._find.search(words)}
            self._terms |= {_key(words): None for words in held}
            self._find = _finder({**spelled, **held}, edition.language)

    def __call__(self, body: str, here: str, record: Record | None) -> str:
        """The body of the page at ``here`` with its links; as it is where the page is not that of a record."""
        if self._find is None or record is None or record.table not in WITH_PAGES:
            return body
        linked = {self._terms.get(_key(str(escape(name)))) for name in _names_of(self._edition, record)} | {None}

        def link(found: re.Match[str]) -> str:
            words = found.group()
            term = self._terms[_key(words)]
            if term is None or term in linked:
                return words
            linked.add(term)
            return f'<a class="zr-term" href="{relative(here, address(term))}" data-record="terms/{term.id}">{words}</a>'

        parts: list[str] = []
        done = 0
        open_tags: list[tuple[str, int]] = []
        state = _OUT
        end = 0
        for tag in _TAG.finditer(body):
            if state == _IN and tag.start() > end:
                text = body[end : tag.start()]
                with_links = self._find.sub(link, text)
                if with_links != text:
                    parts += (body[done:end], with_links)
                    done = tag.start()
            end = tag.end()
            name = tag.group(3)
            if name is None:
                continue
            name = name.lower()
            if tag.group(2):
                state = _close(open_tags, name, state)
            elif not _VOID.fullmatch(name) and not tag.group(4).endswith("/"):
                open_tags.append((name, state))
                state = self._state(name, tag.group(4), state)
        return "".join((*parts, body[done:])) if parts else body

    def _state(self, name: str, attributes: str, around: int) -> int:
        """Whether the text of an element is prose."""
        if around == _NEVER or _NO_PROSE.fullmatch(name):
            return _NEVER
        if attributes:
            language = _LANG.search(attributes)
            if language and language.group(1) != self._language:
                return _NEVER
            classes = _CLASS.search(attributes)
            if classes and _NO_PROSE_CLASS.search(classes.group(1)):
                return _NEVER
        return _IN if name in _PROSE else around


def _finder(spelled: Iterable[str], language: str) -> re.Pattern[str] | None:
    """What finds each of the words, the longest first; None where there are none."""
    patterns = "|".join(_pattern(words, language) for words in sorted(spelled, key=lambda words: (-len(words), words)))
    before, after = _AROUND[language]
    return re.compile(f"{before}(?:{patterns}){after}", re.IGNORECASE) if patterns else None


def _names(edition: Edition) -> Iterator[str]:
    """Names of laws and bodies, which sentences hold in whole."""
    for table in ("laws", "organisations"):
        for record in edition.graph.records(table):
            yield from _names_of(edition, record)


def _names_of(edition: Edition, record: Record) -> list[str]:
    return [plain(name) for name in (edition.name(record), *(name.name for name in record.names))]


def _close(open_tags: list[tuple[str, int]], name: str, state: int) -> int:
    """Close the innermost element of that name and all in it; where none is open, nothing."""
    for place in range(len(open_tags) - 1, -1, -1):
        if open_tags[place][0] == name:
            around = open_tags[place][1]
            del open_tags[place:]
            return around
    return state


def _general(terms: Iterable[Record]) -> Iterator[Record]:
    """Terms that the name of the site or of one of its sections holds, in either language."""
    terms = list(terms)
    for language in ("ko", "en"):
        words = Words(language)
        names = [words("site.name"), words("site.tagline"), words("section.exemptions"), *(words(f"kind.{table}") for table in WITH_PAGES)]
        shown = [name.casefold() for name in names]
        for term in terms:
            if any(str(term.row.values[f"term_{language}"]).casefold() in name for name in shown):
                yield term


def _spellings(term: Record, language: str) -> Iterator[str]:
    """A term as HTML writes it: its words, those before a bracket that explains them, and in English their plural."""
    words = str(term.row.values[f"term_{language}"])
    for spelled in (words, words.rpartition(" (")[0] if words.endswith(")") else ""):
        if spelled:
            yield str(escape(spelled))
            if language == "en":
                yield str(escape(_plural(spelled)))


def _plural(words: str) -> str:
    of = _OF.search(words)
    noun, rest = (words[: of.start()], words[of.start() :]) if of else (words, "")
    if noun.endswith("s"):
        return words
    if noun.endswith("y") and noun[-2:-1] not in ("", *"aeiou"):
        return f"{noun[:-1]}ies{rest}"
    return f"{noun}{'es' if noun.endswith(('x', 'ch', 'sh')) else 's'}{rest}"


def _pattern(words: str, language: str) -> str:
    """Blanks inside a Korean term may be left out."""
    return (" ?" if language == "ko" else " ").join(re.escape(word) for word in words.split())


def _key(words: str) -> str:
    """What all spellings of the same words share: they may differ in blanks and in capitals."""
    return "".join(words.split()).casefold()
