"""Every computed field of the registry, listed once. None of them is stored; each holds for the day it is asked for.

==========================  =====================================================================================
status of a zone            ``zone_status``: ended, planned, temporary_permit, active or unconfirmed
status of a call            ``call_status``: upcoming, open, closing_soon, closed or undated
status of a program         ``program_status``: standing, else that of its calls, else none
basis of a status           ``basis_of_status``: the record that says it
zones that end              ``ends_within``, ``has_no_known_end``: by the status of the day
permits that end            ``permits_ending_within``, ``permits_without_end``: where their zone's own end does not tell it
spans of a zone             ``spans_of_zone``: what held when, from its decision to its last known end
rounds                      ``rounds``: zones by what was designated together; ``deciding_meetings``: where that was decided
latest period of a project  ``latest_period``: the one that began last
scheme-wide records         ``of_the_scheme``: those of no single zone
stage of an exemption       ``exemption_stage``: law_improved, temporary_permit, running, ended or not_stated
use of an exemption         ``who_may_use``: who may do today what it allows, and until or since when
ends of exemptions          ``end_counts``: what became of how many of some exemptions
laws in the way             ``laws_in_the_way``: laws that some exemptions name, and how many name each
end of an exemption         ``exemption_end``: its stage; where no source states one, whether it is still in its period
ways of exemptions          ``exemption_ways``: how many came by which kind, by a permit or not, to which end
families of laws            ``family_of``, ``laws_of_family``: an act and all that rests on it
exemptions of a family      ``exemptions_of_laws``: each once, whichever of its laws it names
families and zones          ``families_and_zones``: in which zones how many exemptions touch a family
exemptions without a law    ``without_law``: those of which no source names one
ours beside official ones   ``own_counts``: what the registry itself counts, by the indicator that it stands beside
past calls                  ``call_is_past``, ``program_is_past``: undated, but of a year that is over
days left                   ``days_left``: whole days until a call closes; ``days_until``: until any day
answer of an agenda item    ``is_answered``: whether a source tells an answer
what was said               ``what_was_said``: requests, difficulties, opinions and plans of all meetings
zones of an agenda item     ``zones_of_item``, ``regions_of_item``: those that it names, by zone or by plan
zones of a meeting          ``zones_of_meeting``: those of its items, events and periods
meetings beside a meeting   ``meetings_beside``: the ones before and after it in its series
roles of an organisation    ``roles_by_zone``: in which zones it takes part, and how
organisations beside one    ``organisations_beside``: those of its kind in its region
sources of a record         ``sources_of``: the best one first, then the further ones
newest source               ``newest_source``: up to which day the sources of a zone reach
reach of the registry       ``reach_of_registry``: up to which day news and statutes were read
regions of a day            ``regions_on``: first-level divisions that exist on it
zones of a region           ``zones_of_region``: its own and those of the regions that went into it
what a region gathers       ``region_and_before``: the region and those that went into it
coverage                    ``coverage``: how many cells of each column are filled
values of a series          ``of_one_series``, ``joined_values``: which announced values may be read as one line
newest values               ``newest_values``: the newest of the whole scheme that an indicator has
state of a table            ``state_of_table``: how full and how fresh it is, what is in doubt and what conflicts
records with one source     ``has_one_source``: those that rest on one page, copies of it not counted
==========================  =====================================================================================
"""

from __future__ import annotations

from generator.derive.exemptions import (
    EXEMPTION_ENDS,
    EXEMPTION_STAGES,
    Way,
    end_counts,
    exemption_end,
    exemption_stage,
    exemption_ways,
    own_counts,
)
from generator.derive.laws import exemptions_of_laws, families_and_zones, family_of, laws_in_the_way, laws_of_family, without_law
from generator.derive.meetings import (
    SAID_KINDS,
    is_answered,
    meetings_beside,
    regions_of_item,
    what_was_said,
    zones_of_item,
    zones_of_meeting,
)
from generator.derive.organisations import organisations_beside, roles_by_zone
from generator.derive.outcomes import RESULTS, in_time_order, joined_values, newest_values, of_one_series
from generator.derive.periods import LEGAL_TERM
from generator.derive.programs import (
    CLOSING_SOON,
    call_is_past,
    call_of_amount,
    call_of_audience,
    call_of_status,
    call_status,
    days_left,
    days_until,
    newest_calls,
    program_is_past,
    program_status,
    similar_programs,
    where_to_apply,
)
from generator.derive.quality import TableState, coverage, state_of_table, without_english
from generator.derive.regions import region_and_before, regions_on, zones_of_region
from generator.derive.sources import has_one_source, newest_source, reach_of_registry, records_of_zone, sources_by_year, sources_of
from generator.derive.spans import Span, spans_of_zone
from generator.derive.uses import Use, who_may_use
from generator.derive.zones import (
    ZONE_STATUSES,
    ZoneStatus,
    basis_of_status,
    deciding_meetings,
    ends_within,
    has_no_known_end,
    is_outdated,
    latest_period,
    of_the_scheme,
    permits_ending_within,
    permits_without_end,
    rounds,
    zone_status,
)

__all__ = [
    "CLOSING_SOON",
    "EXEMPTION_ENDS",
    "EXEMPTION_STAGES",
    "LEGAL_TERM",
    "RESULTS",
    "SAID_KINDS",
    "ZONE_STATUSES",
    "Span",
    "TableState",
    "Use",
    "Way",
    "ZoneStatus",
    "basis_of_status",
    "call_is_past",
    "call_of_amount",
    "call_of_audience",
    "call_of_status",
    "call_status",
    "coverage",
    "days_left",
    "days_until",
    "deciding_meetings",
    "end_counts",
    "ends_within",
    "exemption_end",
    "exemption_stage",
    "exemption_ways",
    "exemptions_of_laws",
    "families_and_zones",
    "family_of",
    "has_no_known_end",
    "has_one_source",
    "in_time_order",
    "is_answered",
    "is_outdated",
    "joined_values",
    "latest_period",
    "laws_in_the_way",
    "laws_of_family",
    "meetings_beside",
    "newest_calls",
    "newest_source",
    "newest_values",
    "of_one_series",
    "of_the_scheme",
    "organisations_beside",
    "own_counts",
    "permits_ending_within",
    "permits_without_end",
    "program_is_past",
    "program_status",
    "reach_of_registry",
    "records_of_zone",
    "region_and_before",
    "regions_of_item",
    "regions_on",
    "roles_by_zone",
    "rounds",
    "similar_programs",
    "sources_by_year",
    "sources_of",
    "spans_of_zone",
    "state_of_table",
    "what_was_said",
    "where_to_apply",
    "who_may_use",
    "without_english",
    "without_law",
    "zone_status",
    "zones_of_item",
    "zones_of_meeting",
    "zones_of_region",
]
