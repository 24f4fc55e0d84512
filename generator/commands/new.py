"""``zones new``: ask for a new record, check each answer, and write its row in its place."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from generator import package
from generator.commands.options import ERRORS, INTERRUPTED, OK, Commands, language_option, registry_option
from generator.commands.writing import replace
from generator.dates import today_in_seoul
from generator.descriptor import TableSchema
from generator.editing.answers import filled
from generator.editing.asking import Dialogue
from generator.editing.new_record import NewRecord, Review
from generator.editing.words import say
from generator.findings import CannotRun, Finding
from generator.findings.catalogue import LANGUAGES
from generator.findings.printers import PRINTERS
from generator.rules.nearest import nearest


def add(commands: Commands) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("new", help="새 기록을 물어 제자리에 적음 / ask for a new record and write it in its place")
    parser.add_argument("table", nargs="?", metavar="TABLE", help="표의 이름, 없으면 목록 / a table; without one, all tables")
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", dest="given", help="칸의 값, 여러 번 / value of a cell, repeatable"
    )
    parser.add_argument("--yes", action="store_true", help="묻지 않고 적음 / ask nothing, write")
    registry_option(parser)
    language_option(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    loaded = package.load(options.registry)
    if options.table is None:
        if options.given or options.yes:
            raise CannotRun(Finding("wrong-usage", "zones new", details={"reason": "TABLE"}))
        print(say("tables", options.lang))
        for schema in loaded.descriptor.tables.values():
            print(f"  {schema.name:22} {' / '.join(schema.title(each) for each in LANGUAGES if options.lang in (None, each))}")
        return OK
    record = NewRecord(loaded, options.table, today_in_seoul())
    given = _given(record.schema, options.given)
    is_terminal = sys.stdin is not None and sys.stdin.isatty()
    if options.yes or (given and not is_terminal):
        return _write_unasked(options, record, given)
    try:
        return _ask(options, record, given)
    except KeyboardInterrupt:
        print(f"\n{say('unwritten', options.lang)}", file=sys.stderr)
        return INTERRUPTED


def _given(schema: TableSchema, pairs: Sequence[str]) -> dict[str, str]:
    """Values by column. Raises CannotRun for every pair that is none, names no column, or names one again."""
    given: dict[str, str] = {}
    wrong = []
    place = f"zones new {schema.name}"
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or not field:
            wrong.append(Finding("malformed-set", place, table=schema.name, value=pair))
        elif field not in schema.field_by_name:
            details = {"nearest": nearest(field, schema.field_by_name), "columns": ", ".join(schema.field_by_name)}
            wrong.append(Finding("unknown-field", place, table=schema.name, field=field, value=field, details=details))
        elif field in given:
            wrong.append(Finding("field-set-twice", place, table=schema.name, field=field, value=field))
        given.setdefault(field, value)
    if wrong:
        raise CannotRun(*wrong)
    return given


def _write_unasked(options: argparse.Namespace, record: NewRecord, given: dict[str, str]) -> int:
    review = record.review(filled(record, given))
    if review.refused:
        sys.stderr.write(PRINTERS["text"]([*review.refused, *review.warnings], options.lang))
        print(say("unwritten", options.lang), file=sys.stderr)
        return ERRORS
    print(review.line)
    return _write(options, record, review)


def _ask(options: argparse.Namespace, record: NewRecord, given: dict[str, str]) -> int:
    dialogue = Dialogue(record, _read, print, options.lang, given)
    dialogue.ask_all()
    agreed = None
    while agreed is None:
        review = dialogue.record.review(dialogue.cells)
        agreed = dialogue.agree(review, dialogue.record.table.shown_path)
        # Typing takes its time: what somebody else wrote meanwhile is not undone.
        if agreed and _bytes(fresh := package.load(options.registry), record) != dialogue.record.table.raw:
            print(say("changed", options.lang))
            dialogue.record = NewRecord(fresh, options.table, record.day)
            agreed = None
    if agreed:
        return _write(options, dialogue.record, review)
    print(say("unwritten", options.lang))
    return ERRORS if review.refused else OK


def _bytes(loaded: package.Package, record: NewRecord) -> bytes | None:
    return loaded.tables[record.table.name].raw if record.table.name in loaded.tables else None


def _write(options: argparse.Namespace, record: NewRecord, review: Review) -> int:
    replace(record.table.root / record.schema.path, review.file)
    tell = partial(say, language=options.lang)
    print(tell("written", path=record.table.shown_path, line=review.line_number))
    if review.warnings:
        sys.stdout.write(PRINTERS["text"](review.warnings, options.lang))
    if review.steps:
        print(tell("next"))
    for step in review.steps:
        finding = step.finding
        for language in LANGUAGES if options.lang is None else (options.lang,):
            print(f"  {finding.message(language)}")
            if not step.command:
                print(f"    -> {finding.hint(language)}")
        if step.command:
            print(f"    {step.command}")
    return OK


def _read(prompt: str) -> str:
    """One line that was typed. Raises CannotRun where none comes, or what comes is no UTF-8."""
    if sys.stdin is None:
        raise CannotRun(Finding("input-ended", "zones new"))
    try:
        return input(prompt)
    except EOFError:
        # The prompt stands on a line of its own.
        print()
        raise CannotRun(Finding("input-ended", "zones new")) from None
    except UnicodeDecodeError as error:
        raise CannotRun(Finding("input-not-utf-8", "zones new", details={"encoding": error.encoding})) from None
