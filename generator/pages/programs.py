"""Support programs: a page for each with its calls, and an index by kind."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph import Record
from generator.pages.edition import Edition, Page
from generator.pages.groups import by_label, in_list_order

OPEN = ("open", "closing_soon", "upcoming")


def pages(edition: Edition) -> Iterator[Page]:
    """The index and a page for every program."""
    words = edition.words
    programs = in_list_order(edition, edition.graph.records("programs"))
    yield edition.page(
        "programs_index.md.j2",
        "programs/",
        words("kind.programs"),
        words("index.programs", count=len(programs)),
        count=len(programs),
        groups=by_label(programs, "kind"),
        any_open=any(edition.program_status(program) in OPEN for program in programs),
    )
    for program in programs:
        yield edition.page(
            "program.md.j2",
            f"programs/{program.id}/",
            program.name,
            program.summary or program.name,
            program,
            program=program,
            status=edition.program_status(program),
            latest=_latest(edition, program),
            calls=sorted(program.calls, key=lambda call: (call.year or 0, call.id), reverse=True),
        )


def _latest(edition: Edition, program: Record) -> Record | None:
    """The call that gives the program its status."""
    status = edition.program_status(program)
    calls = [call for call in program.calls if edition.call_status(call) == status]
    return max(calls, key=lambda call: (call.closes_on or call.opens_on or "", call.id), default=None)
