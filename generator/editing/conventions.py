"""Ids as the tables form them: what a new record is called, from its other cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from urllib.parse import urlsplit

Cells = Mapping[str, str]

# {column} is the cell, without its accents, blanks and marks; # is the next number below what stands before it, ## with a nought.
PATTERNS: dict[str, str] = {
    "agenda_item_zones": "{agenda_item_id}-{zone_id}-{plan_id}",
    "agenda_items": "{meeting_id}-##",
    "call_audiences": "{call_id}-{audience}",
    "calls": "{program_id}-{year}",
    "citations": "{table_name}-{record_id}-{source_id}",
    "conflicts": "{table_name}-{record_id}-{field}",
    "cooperation_parties": "{cooperation_id}-{organisation_id}",
    "cooperations": "{where}-cooperation-#",
    "doubts": "{table_name}-{record_id}",
    "event_exemptions": "{event_id}-{exemption_id}",
    "events": "{where}-{happened_on}-{kind}",
    "exemption_laws": "{exemption_id}-{law_id}",
    "exemptions": "{project_id}-exemption-#",
    "indicators": "{name_en}",
    "law_amendments": "{law_id}-amendment-{number}",
    "law_articles": "{law_id}-article-##",
    "laws": "{name_en}",
    "meetings": "{series}-{number}-{held_on:.7}",
    "names": "{table_name}-{record_id}-name",
    "observation_regions": "{observation_id}-{region_id}",
    "observations": "{indicator_id}-{where}-{as_of}",
    "organisations": "{name_en}",
    "participations": "{zone_id}-{organisation_id}",
    "periods": "{zone_id}-{kind}-#",
    "program_laws": "{program_id}-{law_id}",
    "program_providers": "{program_id}-{organisation_id}",
    "program_regions": "{program_id}-{region_id}",
    "program_zones": "{program_id}-{zone_id}",
    "programs": "{name_en}",
    "projects": "{zone_id}-{title_en}",
    "redirects": "{table_name}-{old_id}",
    "regions": "{short_name_en}",
    "search_synonyms": "synonym-###",
    "sectors": "{name_en}",
    "sources": "{host}-{day}",
    "task_forces": "{name_en}",
    "term_laws": "{term_id}-{law_id}",
    "terms": "{term_en}",
    "zone_municipalities": "{zone_id}-{name_en}",
    "zone_notes": "{zone_id}-note-#",
    "zone_plans": "{name_en}",
    "zone_regions": "{zone_id}-{region_id}",
    "zones": "{short_name_en}",
}

# Second-level names below which Korean sites stand: etnews.co.kr is etnews.
_SHARED_SUFFIX = frozenset({"ac", "co", "go", "ne", "or", "pe", "re"})
_NUMBER = re.compile("#+$")


def proposed_id(table: str, cells: Cells, taken: Collection[str], parent: str = "") -> str:
    """An id of the table's form that is not taken; empty where the cells do not give one.

    A table without a form of its own takes ``parent`` and a number.
    """
    facts = {**cells, **{name: find(cells) for name, find in _FOUND.get(table, {}).items()}}
    pattern = PATTERNS.get(table, f"{parent or table}-#")
    number = _NUMBER.search(pattern)
    stem = _slug(_NUMBER.sub("", pattern).format_map(facts))
    if number:
        return f"{stem}-{_next_number(stem, taken):0{len(number.group())}}"
    return free_id(stem, taken) if stem else ""


def free_id(stem: str, taken: Collection[str]) -> str:
    """The stem itself, or with the first number from 2 that is free."""
    result, number = stem, 1
    while result in taken:
        number += 1
        result = f"{stem}-{number}"
    return result


def _slug(text: str) -> str:
    """Lower-case letters without accents, and digits, joined by hyphens."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _next_number(stem: str, taken: Collection[str]) -> int:
    numbered = re.compile(re.escape(stem) + "-([0-9]{1,9})")
    return max((int(match[1]) for each in taken if (match := numbered.fullmatch(each))), default=0) + 1


def _site(cells: Cells) -> str:
    """The name of a site without what it stands below: ``m.etnews.co.kr`` is etnews."""
    try:
        host = urlsplit(cells["url"]).hostname or ""
    except ValueError:
        return ""
    names = host.split(".")
    below = 2 if len(names) > 2 and len(names[-1]) == 2 and names[-2] in _SHARED_SUFFIX else 1
    return names[-below - 1] if len(names) > below else ""


_FOUND: dict[str, dict[str, Callable[[Cells], str]]] = {
    "cooperations": {"where": lambda cells: cells["zone_id"] or "scheme"},
    "events": {"where": lambda cells: cells["zone_id"] or "scheme"},
    "observations": {
        "where": lambda cells: (
            cells["zone_id"] or (f"round-{cells['round']}" if cells["round"] else "") or ("scheme" if cells["scope"] == "scheme" else "")
        )
    },
    "sources": {"host": _site, "day": lambda cells: cells["published_on"] or cells["accessed_on"]},
}
