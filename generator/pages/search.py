"""The search page, and the words that the scripts of search say on every page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.derive import ZONE_STATUSES
from generator.pages.edition import Edition, Page

# What can be found, in the order in which equal matches are shown.
KINDS = (
    "zones",
    "regions",
    "sectors",
    "projects",
    "exemptions",
    "programs",
    "laws",
    "meetings",
    "agenda_items",
    "organisations",
    "terms",
    "pages",
)
_PROGRAM_STATUSES = ("open", "closing_soon", "upcoming", "standing", "undated", "closed", "none")
_REASONS = ("synonym", "other_name", "mended", "layout", "text", "transliteration")
# Words of the locale that the scripts ask for.
IN_BROWSER = (
    "count",
    "count_range",
    "all",
    "none",
    "none_for",
    "none_filtered",
    "names_only",
    "nearest",
    "mended",
    "document_title",
    "page",
    "filters",
    "filters_chosen",
    *(f"reason_{reason}" for reason in _REASONS),
    *(f"kind_{kind}" for kind in KINDS),
)
_LISTS = ("regions", "sectors", "projects", "programs", "laws", "meetings", "organisations")
# One of each way to search: part of a name, initial consonants or a Korean word, several words, the wrong keyboard layout.
_EXAMPLES = {
    "ko": ("헬스케어", "ㅅㅅ", "배터리 재활용", "강원 수소", "qoxjfl"),
    "en": ("healthcare", "수소", "battery recycling", "Gangwon hydrogen", "qoxjfl"),
}


def pages(edition: Edition) -> Iterator[Page]:
    """The page on which everything is searched."""
    words = edition.words
    kinds = {key: words(f"search.{key}") for key in IN_BROWSER}
    statuses = [(key, words(f"status.{key}")) for key in ZONE_STATUSES]
    statuses += [(key, words(f"call_status.{key}")) for key in _PROGRAM_STATUSES]
    facets = [
        ("kind", words("search.by_kind"), [(kind, kinds[f"kind_{kind}"]) for kind in KINDS]),
        ("region", words("search.by_region"), [(region.id, edition.short(region)) for region in edition.graph.records("regions")]),
        ("status", words("search.by_status"), statuses),
    ]
    lists = [("zones", words("kind.zones")), ("exemptions", words("section.exemptions"))]
    lists += [(table, words(f"kind.{table}")) for table in _LISTS]
    yield edition.page(
        "search.md.j2",
        "search/",
        words("search.title"),
        words("search.description"),
        layout="search",
        facets=facets,
        lists=lists,
        examples=_EXAMPLES[edition.language],
    )


def words_file(edition: Edition) -> bytes:
    """The words of search as the browser loads them: one JSON object, and in it the name of the site."""
    words = {key: edition.words(f"search.{key}") for key in IN_BROWSER}
    return json.dumps(words | {"site": edition.words("site.name")}, ensure_ascii=False, separators=(",", ":")).encode()
