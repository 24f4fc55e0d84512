"""Words that know their language, so that a Korean name on an English page is marked as Korean."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
# A name with the marks, digits and capitals inside it. Small letters are English words between two names.
_INSIDE = r" ·・ㆍ&'’‘A-Z0-9-"
_HANGUL_RUN = re.compile(rf"[{_HANGUL}]+(?:[{_INSIDE}]*(?:[{_HANGUL}]+|\([{_INSIDE}]*[{_HANGUL}][{_HANGUL}{_INSIDE}]*\)))*")


class Text(str):
    """A text in one language, shown on a page in another or the same one.

    As HTML, parts in a language other than the page's stand in ``<span lang>``; as a string it is plain.
    """

    language: str
    page_language: str

    def __new__(cls, value: str, language: str, page_language: str) -> Text:
        text = super().__new__(cls, value)
        text.language = language
        text.page_language = page_language
        return text

    def __html__(self) -> Markup:
        if self.language != self.page_language:
            return Markup('<span lang="{}">{}</span>').format(self.language, str(self))
        return mixed(str(self), self.page_language)


def mixed(text: str, page_language: str) -> Markup:
    """Text that may mix both languages as HTML: on an English page, every Korean name in it is marked."""
    return escape(text) if page_language == "ko" else mark_korean(text)


def mark_korean(text: str) -> Markup:
    """English text as HTML, with every Korean name in it marked ``lang="ko"``."""
    parts = []
    end = 0
    for match in _HANGUL_RUN.finditer(text):
        parts.append(escape(text[end : match.start()]))
        parts.append(Markup('<span lang="ko">{}</span>').format(match.group()))
        end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def plain(value: Any) -> str:
    """The bare string, for attributes and titles."""
    return "" if value is None else str.__str__(value) if isinstance(value, str) else str(value)
