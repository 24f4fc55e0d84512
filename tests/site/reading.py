"""Reads finished pages with the standard library's parser, apart from the regular expressions of our own link check."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

_POINTS = {"a": "href", "area": "href", "form": "action"}
_LOADS = {"link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data", "use": "href"}
_SAID = ("title", "aria-label", "placeholder", "alt", "content", "data-label", "data-failed", "data-list")
_UNSAID = ("script", "style", "code")


class HtmlPage(HTMLParser):
    """What one page says, where it leads and what it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = ""
        self.title = ""
        self.description = ""
        self.canonical = ""
        self.record = ""
        self.language_link = ""
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.records: set[str] = set()
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self._tag = ""
        self._in_head = True
        self._divs_of_sources = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what the attributes of an element say."""
        given = {name: value or "" for name, value in attributes}
        self._tag = tag
        if "id" in given:
            self.ids.append(given["id"])
        self.words += [given[name] for name in _SAID if name in given]
        if _POINTS.get(tag) in given:
            self.leads.append(given[_POINTS[tag]])
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        elif _LOADS.get(tag) in given:
            self.loads.append(given[_LOADS[tag]])
        if tag == "body":
            # Pictures have titles too.
            self._in_head = False
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta" and given.get("name") == "description":
            self.description = given.get("content", "")
        elif tag == "article":
            self.record = given.get("data-record", "")
        elif tag == "a":
            self._note_link(given)
        elif tag == "div" and (self._divs_of_sources or given.get("class") == "zr-sources"):
            self._divs_of_sources += 1

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._tag = ""
        if tag == "div" and self._divs_of_sources:
            self._divs_of_sources -= 1

    def handle_data(self, data: str) -> None:
        """Note the words that a reader sees."""
        if self._tag == "title" and self._in_head:
            self.title += data
        if self._tag not in _UNSAID and not data.isspace():
            self.words.append(data)

    def _note_link(self, given: dict[str, str]) -> None:
        if "data-record" in given:
            self.records.add(given["data-record"])
        if self._divs_of_sources:
            self.sources.append(given.get("href", ""))
        if given.get("class") == "zr-language":
            self.language_link = given.get("href", "")


def read_pages(site: Path) -> dict[str, HtmlPage]:
    """Every page of a finished site by its path below the site's root."""
    return {path.relative_to(site).as_posix(): HtmlPage(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
