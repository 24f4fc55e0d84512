"""Support programs: a page for each with its calls, and a list to filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import derive
from generator.dates import last_day
from generator.derive import call_is_past, program_is_past
from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.explorer import Choice, Choices, Chooser, Days, Explorer, Ranks, Sort, explore_pages
from generator.pages.formats import date_words
from generator.pages.groups import in_list_order

OPEN = ("open", "closing_soon", "upcoming")
# What one can still apply for stands first in the list, then what nobody can tell, then what is over.
STATUSES = ("open", "closing_soon", "upcoming", "standing", "undated", "past", "closed", "none")
_MAY_BE_OPEN = (*OPEN, "undated")
_SOONEST = ("closing_soon", *STATUSES)


def pages(edition: Edition) -> Iterator[Page]:
    """The list and a page for every program."""
    listed = explorer(edition)
    programs = listed.rows
    statuses = Counter(shown_status(edition, program) for program in programs)
    description = edition.words("index.programs", count=len(programs))
    any_open = any(statuses[status] for status in OPEN)
    yield from explore_pages(edition, listed, "programs_index.md.j2", description, any_open=any_open, answer=_answer(edition, statuses))
    for program in programs:
        yield _page(edition, program)


def _page(edition: Edition, program: Record) -> Page:
    words = edition.words
    latest = derive.call_of_status(program, edition.day)
    where = derive.where_to_apply(program, edition.day)
    at = {"call": words("program_page.at_call"), "program": words("program_page.at_program"), "provider": words("program_page.at_provider")}
    calls = derive.newest_calls(program)
    # What can still be applied for stands open, and so does the newest; the rest is folded.
    shown = [
        call for call in calls if call == calls[0] or (edition.call_status(call) in _MAY_BE_OPEN and not call_is_past(call, edition.day))
    ]
    return edition.page(
        "program.md.j2",
        f"programs/{program.id}/",
        program.name,
        program.summary or program.name,
        program,
        program=program,
        status=edition.program_status(program),
        latest=latest,
        for_whom=derive.call_of_audience(program, edition.day),
        audiences=list(dict.fromkeys(each.label("audience") for call in calls for each in call.audiences)),
        amount=derive.call_of_amount(program, edition.day),
        where=(at[where[0]], where[1]) if where else None,
        calls=shown,
        older=[call for call in calls if call not in shown],
        similar=derive.similar_programs(program),
    )


def _answer(edition: Edition, statuses: Counter[str]) -> str:
    """How many programs one can apply for on the edition's day, as one sentence."""
    told = {status: statuses[status] for status in ("closing_soon", "upcoming", "standing", "undated")}
    told["open"] = statuses["open"] + statuses["closing_soon"]
    rest = statuses["past"] + statuses["closed"] + statuses["none"]
    return edition.words("program_page.answer", day=date_words(edition.day.isoformat(), edition.language), rest=rest, **told)


def explorer(edition: Edition) -> Explorer:
    """The list of programs: those that one can apply for first, the soonest to close before others."""
    words = edition.words
    choose = Chooser(edition)
    by_name = in_list_order(edition, edition.graph.records("programs"))
    ranks = {program: rank for rank, program in enumerate(by_name)}

    def status(program: Record) -> Iterator[Choice]:
        key = shown_status(edition, program)
        still_open = choose.word("open", words("call_status.open"), STATUSES)
        if key == "closing_soon":
            # What closes soon is open.
            yield Choice(key, words("call_status.closing_soon"), STATUSES.index(key), within=still_open)
        else:
            yield choose.word(key, words(f"call_status.{key}"), STATUSES)

    def audiences(program: Record) -> list[Choice]:
        return list(dict.fromkeys(choice for call in program.calls for each in call.audiences for choice in choose.label(each, "audience")))

    def zone_kinds(program: Record) -> list[Choice]:
        labels = program.column("zone_kind").labels
        kinds = [kind for kind in labels if kind != "both"] if program.zone_kind == "both" else [program.zone_kind]
        return [choose.word(kind, labels[kind][edition.language], labels) for kind in kinds]

    def closes(program: Record) -> str | None:
        latest = derive.call_of_status(program, edition.day)
        return latest.closes_on if latest is not None else None

    def order(program: Record) -> tuple[int, str, int]:
        day = closes(program)
        return _SOONEST.index(shown_status(edition, program)), last_day(day).isoformat() if day else "9999", ranks[program]

    return Explorer(
        edition,
        "programs",
        words("kind.programs"),
        sorted(by_name, key=order),
        (
            Choices("status", words("status.label"), status, chip="zr-call--"),
            Choices("kind", words("fact.kind"), lambda program: choose.label(program, "kind")),
            Choices("audience", words("explorer.audience"), audiences),
            Choices("zone_kind", words("fact.zone_kind"), zone_kinds),
            Choices("provider", words("fact.provider"), lambda program: [choose.record(provider) for provider in program.providers]),
            Days("closes", words("explorer.closes"), closes),
            Ranks("name", "", ranks.__getitem__),
        ),
        (
            Sort("open", words("explorer.sort_open")),
            Sort("closes", words("explorer.sort_closes"), "closes"),
            Sort("latest", words("explorer.sort_closed"), "closes", descending=True),
            Sort("name", words("explorer.sort_name"), "name"),
        ),
    )


def shown_status(edition: Edition, program: Record) -> str:
    """Status of a program as its chip says it."""
    return "past" if program_is_past(program, edition.day) else edition.program_status(program) or "none"
