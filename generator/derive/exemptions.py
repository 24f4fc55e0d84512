"""Where an exemption stands, and what became of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator import dates
from generator.derive.periods import RUNNING
from generator.derive.zones import status_by
from generator.graph import Graph, Record

EXEMPTION_STAGES = ("law_improved", "temporary_permit", "running", "ended", "not_stated")
# What an event that names an exemption says of it; an extension lets it run on as it was.
_STAGE_OF_EVENT = {"regulation_improved": "law_improved", "temporary_permit": "temporary_permit", "extended": "running", "ended": "ended"}


def exemption_stage(exemption: Record, day: date) -> str:
    """Where an exemption stands on ``day``: its stated outcome, else the latest event that names it, else its kind.

    ``not_stated`` is an answer of its own: the end of a zone never becomes the outcome of its exemptions.
    """
    if exemption.outcome and (not exemption.outcome_on or dates.first_day(exemption.outcome_on) <= day):
        return str(exemption.outcome)
    stage = "temporary_permit" if exemption.kind == "temporary_permit" else "not_stated"
    for event in sorted(exemption.events, key=lambda event: (dates.first_day(event.happened_on), event.id)):
        if dates.first_day(event.happened_on) <= day and event.kind in _STAGE_OF_EVENT:
            told = _STAGE_OF_EVENT[event.kind]
            stage = stage if told == "running" and stage == "temporary_permit" else told
    return stage


def end_counts(exemptions: Iterable[Record], day: date) -> list[tuple[str, int]]:
    """What became of the exemptions until ``day`` (``exemption_end``), each with its number; what became of none is left out."""
    found = Counter(exemption_end(exemption, day) for exemption in exemptions)
    return [(end, found[end]) for end in EXEMPTION_ENDS if found[end]]


# Where the way of an exemption ends: its stage; for those without a stated outcome, one of two.
EXEMPTION_ENDS = (*EXEMPTION_STAGES[:-1], "not_stated_in_period", "not_stated_after")


def exemption_end(exemption: Record, day: date) -> str:
    """Its stage; without a stated outcome ``not_stated_in_period`` until its period is over, else ``not_stated_after``.

    The period is that of the zone, or of the project where it has periods of its own. One whose end is not known, past
    the legal term, does not run for sure: it counts as after.
    """
    stage = exemption_stage(exemption, day)
    if stage != "not_stated":
        return stage
    zone = exemption.project.zone
    periods = exemption.project.periods or zone.periods
    status = status_by(zone, periods, day).status
    ahead = status == "unconfirmed" and any(period.starts_on and dates.first_day(period.starts_on) > day for period in periods)
    return "not_stated_in_period" if ahead or status in (*RUNNING, "planned") else "not_stated_after"


class Way(NamedTuple):
    """How an exemption was first let in, whether a temporary permit followed, and where it stands."""

    kind: str
    by_permit: bool
    end: str


def exemption_ways(exemptions: Iterable[Record], day: date) -> Counter[Way]:
    """How many exemptions went each way up to ``day``; what was a permit from the start came by one too."""
    return Counter(Way(str(each.kind), _by_permit(each, day), exemption_end(each, day)) for each in exemptions)


def _by_permit(exemption: Record, day: date) -> bool:
    permits = [event for event in exemption.events if event.kind == "temporary_permit" and dates.first_day(event.happened_on) <= day]
    return exemption.kind == "temporary_permit" or bool(permits)


def own_counts(graph: Graph, day: date) -> dict[str, int]:
    """What the registry holds on ``day`` beside each official indicator of that id.

    Projects count once, by any of their exemptions: ``temporary-permits`` those with one that a permit followed,
    ``projects-rules-improved`` those with one whose law was improved. Beside ``laws-revised`` stand exemptions whose law was
    improved, since the registry does not count the laws that were revised.
    """
    exemptions = graph.records("exemptions")
    improved = [each for each in exemptions if exemption_stage(each, day) == "law_improved"]
    of_kind = Counter(str(each.kind) for each in exemptions)
    return {
        "exemptions": len(exemptions),
        "demonstration-special-cases": of_kind["demonstration_special_case"],
        "menu-special-cases-used": of_kind["menu_special_case"],
        "quick-checks": of_kind["regulation_check"],
        "laws-revised": len(improved),
        "projects": len(graph.records("projects")),
        "projects-rules-improved": len({each.project_id for each in improved}),
        "temporary-permits": len({each.project_id for each in exemptions if _by_permit(each, day)}),
    }
