"""Who may use an exemption on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import dates
from generator.derive.exemptions import exemption_stage
from generator.derive.periods import LEGAL_TERM, RUNNING, beginning, holds, kind_of_grant
from generator.derive.zones import basis_of_status, zone_status
from generator.graph import Record


@dataclass(frozen=True)
class Use:
    """Who may do on a day what an exemption allows.

    ``who`` is operators, permit_holders, anyone, nobody or not_stated. ``since`` and ``until`` are days as sources write them.
    Where nothing is stated, ``known`` says the most that is: zone_ended or term_over (both with ``until``), zone_runs, or nothing.
    ``basis`` is the record that says so.
    """

    who: str
    since: str | None = None
    until: str | None = None
    basis: Record | None = None
    known: str = ""


def who_may_use(exemption: Record, day: date) -> Use:
    """Who may use an exemption on ``day``: the first of the rules below that fits.

    1. The law was improved: anyone who meets the changed rule, since the day of the outcome or of the event that tells it.
    2. The exemption ended: nobody by this exemption; what the law allows by now is another question.
    3. Its zone has ended: not stated, since the end of a zone is no outcome of its exemptions.
    4. On a permit: its holders, while a permit of its project (else one of the whole zone) holds; where none is dated, for the legal
       term from the event that grants it.
    5. Running by an event, and a period of its project or zone holds; or a special case for demonstration of which no source tells
       what became, and a period of its project itself holds: the operators named in the plan. The term of a zone alone does not
       show that a demonstration runs.
    6. Else not stated.

    A period holds from its start (where none is stated, as long as its end is) to its stated end, and without one for the
    legal term of its kind. Articles 86 and 90 of the Act let only operators in the zone plan use an exemption.
    """
    stage = exemption_stage(exemption, day)
    if stage in ("law_improved", "ended"):
        return _use_after(exemption, stage, day)
    zone = exemption.project.zone
    status = zone_status(zone, day)
    if status.status == "ended":
        return Use("not_stated", until=zone.ended_on, basis=zone, known="zone_ended")
    told = _periods_of_use(exemption, stage, day)
    holding = [period for period in told if holds(period, day)]
    if holding:
        furthest = max(holding, key=lambda period: (period.ends_on is not None, dates.last_day(period.ends_on or period.starts_on)))
        of_permit = stage == "temporary_permit" or kind_of_grant(furthest, told) == "temporary_permit"
        return Use("permit_holders" if of_permit else "operators", until=furthest.ends_on, basis=furthest)
    grant = _latest_event(exemption, "temporary_permit", day) if stage == "temporary_permit" and not told else None
    if grant is not None and dates.add_years(dates.last_day(grant.happened_on), LEGAL_TERM["temporary_permit"]) > day:
        return Use("permit_holders", basis=grant)
    over = [period for period in told if period.ends_on and dates.last_day(period.ends_on) < day]
    if over:
        latest = max(over, key=lambda period: dates.last_day(period.ends_on))
        return Use("not_stated", until=latest.ends_on, basis=latest, known="term_over")
    if stage == "not_stated" and status.status in RUNNING:
        return Use("not_stated", until=status.until, basis=basis_of_status(zone, day), known="zone_runs")
    return Use("not_stated")


def _use_after(exemption: Record, stage: str, day: date) -> Use:
    """Who may use an exemption that became law or ended, and since when."""
    who = "anyone" if stage == "law_improved" else "nobody"
    event = _latest_event(exemption, "regulation_improved" if stage == "law_improved" else "ended", day)
    if exemption.outcome == stage and (not exemption.outcome_on or dates.first_day(exemption.outcome_on) <= day):
        return Use(who, since=exemption.outcome_on, basis=exemption)
    return Use(who, since=event.happened_on if event else None, basis=event)


def _periods_of_use(exemption: Record, stage: str, day: date) -> list[Record]:
    """Periods that tell whether an exemption of this stage is in use: those of its project, else, where the stage is known, of its zone."""
    own = sorted(exemption.project.periods, key=beginning)
    shared = sorted((period for period in exemption.project.zone.periods if period.project is None), key=beginning)
    if stage == "temporary_permit":
        permits = [[period for period in periods if kind_of_grant(period, periods) == stage] for periods in (own, shared)]
        return permits[0] or permits[1]
    if stage == "not_stated":
        return own if exemption.kind == "demonstration_special_case" else []
    return own if any(holds(period, day) for period in own) else shared


def _latest_event(exemption: Record, kind: str, day: date) -> Record | None:
    """The latest event of a kind up to ``day`` that names the exemption."""
    told = [event for event in exemption.events if event.kind == kind and dates.first_day(event.happened_on) <= day]
    return max(told, key=lambda event: (dates.first_day(event.happened_on), event.id), default=None)
