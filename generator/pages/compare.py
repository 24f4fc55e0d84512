"""Compare: two to four zones side by side, put together in the browser from a file of every zone's facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator import derive
from generator.bilingual import plain
from generator.graph import Record
from generator.pages import formats
from generator.pages.addresses import address
from generator.pages.edition import Edition, Page
from generator.pages.groups import in_list_order

# More columns than these cannot be read side by side.
MOST = 4

Part = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """A row of the table. ``parts`` gives what a zone's cell shows, ``anchor`` where its page tells it, ``empty`` the words for nothing."""

    title: str
    parts: Callable[[Record], Iterable[Part]]
    anchor: str = ""
    note: str = ""
    empty: str = ""


def pages(edition: Edition) -> Iterator[Page]:
    """The page."""
    words = edition.words
    lead = words("compare.lead", most=MOST)
    yield edition.page("compare.md.j2", "compare/", words("compare.title"), lead, layout="compare", lead=lead, most=MOST)


def compare_file(edition: Edition) -> tuple[str, bytes]:
    """Name and content of the file with the facts of every zone, as the browser shows them beside each other."""
    facts = list(_facts(edition))
    zones = in_list_order(edition, edition.graph.records("zones"))
    regions = in_list_order(edition, dict.fromkeys(region for zone in zones for region in zone.regions))
    moved = {
        redirect.old_id: redirect.new_id
        for redirect in edition.graph.records("redirects")
        if redirect.table_name == "zones" and redirect.new_id
    }
    data = {
        "language": edition.language,
        "most": MOST,
        "words": _words(edition),
        "facts": [_without_empty({"title": fact.title, "note": fact.note, "anchor": fact.anchor, "empty": fact.empty}) for fact in facts],
        "regions": [[region.id, plain(edition.short(region))] for region in regions],
        "moved": moved,
        "zones": [
            {
                "id": zone.id,
                "name": plain(edition.short(zone)),
                "regions": [region.id for region in zone.regions],
                "sector": zone.sector_id,
                "cells": [[_without_empty(part) for part in fact.parts(zone)] for fact in facts],
            }
            for zone in zones
        ],
    }
    return "compare.json", json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _facts(edition: Edition) -> Iterator[Fact]:
    """Rows of the table, in the order in which a zone's page tells them."""
    words, day = edition.words, edition.day

    def status(zone: Record) -> Iterator[Part]:
        found = edition.zone_status(zone).status
        yield {"words": words(f"status.{found}"), "chip": f"zr-chip--{found}"}

    def until(zone: Record) -> Iterable[Part]:
        return _day(edition.zone_status(zone).until)

    def operators(zone: Record) -> Iterator[Part]:
        if zone.operator_count is not None:
            yield {"words": words("fact.operators_value", value=formats.number(zone.operator_count))}

    def budget(zone: Record) -> Iterator[Part]:
        if zone.budget_krw is not None:
            yield {"words": formats.won_words(zone.budget_krw, edition.language), "exact": f"KRW {zone.budget_krw:,}"}

    def area(zone: Record) -> Iterator[Part]:
        if zone.area_km2 is not None:
            yield {"words": words("fact.area_value", value=formats.number(zone.area_km2))}

    def exemptions(zone: Record) -> Iterator[Part]:
        found = _exemptions(zone)
        if found:
            yield {"words": words("compare.exemptions_base", count=len(found))}
        for end, number in derive.end_counts(found, day):
            yield {"words": words(f"stage.{end}"), "chip": f"zr-stage--{end}", "number": number}

    def newest(zone: Record) -> Iterable[Part]:
        told = derive.records_of_zone(zone)
        return _day(derive.newest_source(told) or derive.newest_source(told, statutes=True))

    def records(found: Iterable[Record]) -> list[Part]:
        return [{"words": plain(edition.short(record)), "to": address(record)} for record in found]

    yield Fact(words("status.label"), status, "periods")
    yield Fact(words("fact.until"), until, "periods")
    yield Fact(words("fact.region"), lambda zone: records(zone.regions))
    yield Fact(words("fact.sector"), lambda zone: records([zone.sector]))
    yield Fact(words("fact.kind"), lambda zone: [{"words": zone.label("kind")}])
    yield Fact(words("explorer.round"), lambda zone: [{"words": words("fact.round_value", round=zone.round)}])
    yield Fact(words("fact.decided"), lambda zone: _day(zone.decided_on))
    yield Fact(words("fact.designated"), lambda zone: _day(zone.designated_on))
    yield Fact(words("fact.operators"), operators, "who", words("fact.operators_base"))
    yield Fact(words("fact.budget"), budget, note=words("fact.budget_base"))
    yield Fact(words("fact.area"), area)
    yield Fact(words("kind.projects"), lambda zone: records(zone.projects), "projects")
    yield Fact(words("section.exemptions"), exemptions, "projects")
    yield Fact(words("compare.laws"), lambda zone: records(law for law, _ in derive.laws_in_the_way(_exemptions(zone))), "projects")
    yield Fact(
        words("kind.programs"), lambda zone: records(zone.programs), "programs", words("compare.programs_base"), words("compare.no_program")
    )
    yield Fact(words("compare.newest"), newest, "sources")


def _exemptions(zone: Record) -> list[Record]:
    return [exemption for project in zone.projects for exemption in project.exemptions]


def _day(text: str | None) -> list[Part]:
    return [{"day": text}] if text else []


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != ""}


def _words(edition: Edition) -> dict[str, str]:
    """What the browser says; placeholders stand in braces."""
    words = edition.words
    return {
        "zone": words("compare.zone"),
        "choose": words("compare.choose"),
        "remove": words("compare.remove"),
        "none": words("compare.none"),
        "one": words("compare.one"),
        "shown": words("compare.shown"),
        "shown_differing": words("compare.shown_differing"),
        "unknown": words("compare.unknown"),
        "same": words("compare.same"),
        "fact": words("compare.fact"),
        "caption": words("compare.caption"),
        "same_sector": words("section.same_sector"),
        "same_region": words("section.same_region"),
        "unstated": words("fact.not_stated"),
    }
