"""Reads the body of a page: its words, its anchors, its links, and the language of each word."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HANGUL = re.compile("[가-힣]")
_HEADING = re.compile(r"^## (.*) \{: #([\w-]+) \}$", re.MULTILINE)
_VOID = ("br", "hr", "img", "input", "link", "meta")
_INLINE = ("a", "abbr", "cite", "code", "data", "small", "span", "strong", "sup", "time")


class Body(HTMLParser):
    """What the body of one page says and where it leads."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.records: set[str] = set()
        self.marked: list[tuple[str, str]] = []
        self.unmarked: list[str] = []
        self._words: list[str] = []
        self._open: list[tuple[str, str]] = []
        # The second headings are Markdown, all else is ready HTML.
        self.feed(_HEADING.sub(r'<h2 id="\2">\1</h2>', body))
        self.close()

    @property
    def text(self) -> str:
        """All words of the page, with single blanks between them."""
        return " ".join("".join(self._words).split())

    def after(self, words: str) -> str:
        """The text of the page behind the first place where the words stand."""
        assert words in self.text, f"{words!r} is not in {self.text!r}"
        return self.text.partition(words)[2].strip()

    def link(self, words: str) -> str:
        """Where the first link of these words leads."""
        return next(href for href, said in self.links if said == words)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._part(tag)
        if tag not in _VOID:
            self._open.append((tag, given.get("lang", "")))
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append((given["href"], ""))
        if "data-record" in given:
            self.records.add(given["data-record"])

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        language = next((language for _, language in reversed(self._open) if language), "")
        if language:
            self.marked.append((language, data))
        elif _HANGUL.search(data):
            self.unmarked.append(data)
        if self.links and any(tag == "a" for tag, _ in self._open):
            href, words = self.links[-1]
            self.links[-1] = (href, words + data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self._words.append(" ")
