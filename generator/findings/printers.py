"""Five printers of one list of findings: text, json, github, gitlab, markdown."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence

from generator.findings import ERROR, Finding, counts

Printer = Callable[[Sequence[Finding], "str | None"], str]

# GitHub refuses a step's summary of more than 1 MiB; two lists, one a language, must fit into one.
LONGEST_MARKDOWN = 400_000


def as_text(findings: Sequence[Finding], language: str | None = None) -> str:
    """For a terminal: place, severity and code, then message and hint."""
    lines: list[str] = []
    languages = ("ko", "en") if language is None else (language,)
    for finding in findings:
        lines.append(f"{_place(finding)}: {finding.severity} [{finding.code}]")
        for each in languages:
            lines.append("    " + finding.message(each).replace("\n", "\n    "))
            lines.append("      -> " + finding.hint(each).replace("\n", "\n         "))
        # Without indentation, so that they can be pasted into the file as they are.
        lines += _additions(finding)
    lines.append(_summary(findings, language))
    return "\n".join(lines) + "\n"


def as_json(findings: Sequence[Finding], language: str | None = None) -> str:
    """For programs: ``{"findings": [...], "counts": {...}}``."""
    rows = [
        {
            "code": f.code,
            "severity": f.severity,
            "path": f.path,
            "line": f.line,
            "column": f.column,
            "table": f.table,
            "record": f.record,
            "field": f.field,
            "value": f.value,
            "message": f.message(language),
            "hint": f.hint(language),
            "additions": list(f.additions),
        }
        for f in findings
    ]
    return json.dumps({"findings": rows, "counts": counts(findings)}, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding], language: str | None = None) -> str:
    """Workflow commands that GitHub shows as annotations on the changed lines."""
    lines = []
    for f in findings:
        place = f"file={_escape_property(f.path)}"
        if f.line:
            place += f",line={f.line}"
        if f.column:
            place += f",col={f.column}"
        lines.append(f"::{f.severity} {place},title={_escape_property(f.code)}::{_escape_data(_whole(f, language))}")
    return "\n".join([*lines, _summary(findings, language)]) + "\n"


def as_gitlab(findings: Sequence[Finding], language: str | None = None) -> str:
    """A Code Quality report, which GitLab shows in a merge request (https://docs.gitlab.com/ci/testing/code_quality/).

    The fingerprint tells GitLab whether a finding is new: it stays when lines move, and no two findings share one.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    rows = []
    for f in findings:
        same = (f.code, f.path, f.table, f.record, f.field, f.value)
        seen[same] += 1
        rows.append(
            {
                "description": _whole(f, language),
                "check_name": f.code,
                "fingerprint": hashlib.sha256("\0".join((*same, str(seen[same]))).encode(errors="replace")).hexdigest(),
                "severity": "major" if f.severity == ERROR else "minor",
                "location": {"path": f.path, "lines": {"begin": max(f.line, 1)}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_markdown(findings: Sequence[Finding], language: str | None = None) -> str:
    """A table for a job summary or a comment: errors first, and cut where GitHub would refuse it."""
    lines = [f"**{_summary(findings, language)}**", ""]
    if findings:
        lines += ["| 위치 / place | 코드 / code | 내용 / message | 고치는 법 / hint |", "| --- | --- | --- | --- |"]
    below: list[str] = []
    size = 0
    for number, f in enumerate(sorted(findings, key=lambda f: f.severity != ERROR)):
        place = f"<code>{_plain(_place(f))}</code>"
        cells = (place, f"{f.severity} `{f.code}`", _plain(f.message(language)), _plain(f.hint(language)))
        row = "| " + " | ".join(cells) + " |"
        block = _block(place, _additions(f))
        size += len("\n".join([row, *block]).encode(errors="replace")) + 1
        if size > LONGEST_MARKDOWN:
            below += ["", _rest(len(findings) - number, language)]
            break
        lines.append(row)
        below += block
    return "\n".join([*lines, *below]) + "\n"


PRINTERS: dict[str, Printer] = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab, "markdown": as_markdown}


def _place(finding: Finding) -> str:
    parts = [finding.path]
    if finding.line:
        parts.append(str(finding.line))
        if finding.column:
            parts.append(str(finding.column))
    return ":".join(parts)


def _whole(finding: Finding, language: str | None) -> str:
    return "\n".join([f"{finding.message(language)} -> {finding.hint(language)}", *_additions(finding)])


def _additions(finding: Finding) -> list[str]:
    """The lines to paste, with every character visible that could steer a terminal."""
    return ["".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in line) for line in finding.additions]


def _block(place: str, lines: list[str]) -> list[str]:
    """Lines to paste as a block of code below the table; no run of backticks in them ends it."""
    if not lines:
        return []
    fence = "`" * max([3, *(len(run) + 1 for line in lines for run in re.findall("`+", line))])
    return ["", f"{place}:", "", f"{fence}csv", *lines, fence]


def _summary(findings: Sequence[Finding], language: str | None) -> str:
    number = counts(findings)
    ko = f"오류 {number['error']}건, 경고 {number['warning']}건"
    en = f"{number['error']} errors, {number['warning']} warnings"
    return _in(language, ko, en)


def _rest(number: int, language: str | None) -> str:
    ko = f"… 그 밖에 {number}건이 더 있습니다. 모두 보려면 `zones validate`를 실행하십시오."
    return _in(language, ko, f"… and {number} more. To see all of them, run `zones validate`.")


def _in(language: str | None, ko: str, en: str) -> str:
    return {"ko": ko, "en": en}.get(language or "", f"{ko} / {en}")


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """Text as a cell of a GitHub table that shows every character as it is: no markup, link, mention or reference comes of it."""
    return _LINKED.sub(r"<span>\g<0></span>", text.translate(_ESCAPED)).replace("\r\n", "<br>").replace("\r", "<br>").replace("\n", "<br>")


_ESCAPED = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"} | {mark: f"\\{mark}" for mark in "\\`*_[]!|~"})
# GitHub looks for these in the finished text, where neither a backslash nor an entity protects: @name, a#1, GH-1, $formula$,
# http://host, www.host. In an element of its own the mark is only itself.
_LINKED = re.compile(r"[@#$]|:(?=//)|(?<=www)\.|(?<=gh)-(?=[0-9])", re.IGNORECASE)
