"""Dates, numbers and money as each language writes them; always beside the machine's form."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.bilingual import Text, plain

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_KOREAN_UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_ENGLISH_UNITS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def date_words(text: str, language: str) -> str:
    """A date of any precision in words: ``2024년 8월 26일``, ``26 August 2024``, ``2024년 8월``, ``2024``."""
    parts = [int(part) for part in text.split("-")]
    if language == "ko":
        return " ".join(f"{part}{unit}" for part, unit in zip(parts, ("년", "월", "일"), strict=False))
    if len(parts) == 1:
        return str(parts[0])
    words = f"{_MONTHS[parts[1] - 1]} {parts[0]}"
    return f"{parts[2]} {words}" if len(parts) == 3 else words


def time_tag(text: str, language: str) -> Markup:
    """A date in words inside ``<time>``, which carries the machine's form."""
    return Markup('<time datetime="{}">{}</time>').format(text, date_words(text, language))


def number(value: int | float) -> str:
    """A number with groups of three digits, without a needless fraction."""
    if isinstance(value, float) and value != int(value):
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    return f"{int(value):,}"


def won_words(amount: int, language: str) -> str:
    """An amount of KRW in the language's large units: ``15조 8,651억 원``, ``KRW 15.87 trillion``."""
    if language == "ko":
        parts, rest = [], amount
        for size, unit in _KOREAN_UNITS:
            if rest >= size:
                parts.append(f"{rest // size:,}{unit}")
                rest %= size
        if rest or not parts:
            parts.append(f"{rest:,}")
        return " ".join(parts) + " 원"
    for size, unit in _ENGLISH_UNITS:
        # What rounds to a thousand of the smaller unit is one of this: 999,999,999 is 1 billion.
        if round(amount / size * 1000, 2) >= 1000:
            return f"KRW {amount / size:,.2f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"KRW {amount:,}"


def won(amount: int, language: str) -> Markup:
    """An amount in words, with the exact figure at hand."""
    return Markup('<data value="{}" title="KRW {:,}">{}</data>').format(amount, amount, won_words(amount, language))


_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_DESCRIPTION = 160


def first_sentence(text: Text) -> tuple[Text, Text | None]:
    """The first sentence of a text, and all that follows it; None where nothing does."""
    first, *rest = _SENTENCE_END.split(text, maxsplit=1)
    if not rest:
        return text, None
    return Text(first, text.language, text.page_language), Text(rest[0], text.language, text.page_language)


def description(value: object) -> str:
    """The first sentences of a text, as many as fit a search result; a long first one is cut at a word."""
    text = as_attribute(value)
    if len(text) <= _DESCRIPTION:
        return text
    shown = ""
    for sentence in _SENTENCE_END.split(text):
        if shown and len(shown) + len(sentence) + 1 > _DESCRIPTION:
            break
        shown = f"{shown} {sentence}".strip()
    return shown if len(shown) <= _DESCRIPTION else shown[:_DESCRIPTION].rpartition(" ")[0] + " …"


def as_attribute(value: object) -> str:
    """Plain text for an attribute: on one line, no markup."""
    return " ".join(plain(value).split())


# 제86조의2제4항제1호가목: article 86-2, paragraph (4), subparagraph 1, item (a).
_ARTICLE = re.compile(r"(?:제(\d+)조(?:의(\d+))?)?(?:제(\d+)항)?(?:제(\d+)호)?(?:([가나다라마바사아자차카타파하])목)?")
_ITEMS = dict(zip("가나다라마바사아자차카타파하", "abcdefghijklmn", strict=True))


def article_words(text: str | None, language: str) -> str:
    """An article of a law as English lawyers cite it: ``제86조제4항·제5항`` is ``Art. 86(4) and (5)``.

    Empty where the reading is not purely mechanical (annexes, words in between) and in Korean, which needs none.
    """
    if not text or language == "ko":
        return ""
    groups = [[_one_article(part) for part in group.split("~")] for group in re.sub(r"\s+", "", text).split("·")]
    if not all(all(group) for group in groups) or not groups[0][0].startswith("Art."):
        return ""
    said = [" to ".join(group) for group in groups]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _one_article(text: str) -> str:
    match = _ARTICLE.fullmatch(text)
    if not text or match is None:
        return ""
    article, branch, paragraph, subparagraph, item = match.groups()
    said = f"Art. {article}{f'-{branch}' if branch else ''}" if article else ""
    said += f"({paragraph})" if paragraph else ""
    rest = [f"subpara. {subparagraph}" if subparagraph else "", f"item ({_ITEMS[item]})" if item else ""]
    return ", ".join(filter(None, [said, *rest]))
