"""Four printers of one list of findings: text, json, github, markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from generator.findings import Finding, counts

Printer = Callable[[Sequence[Finding], "str | None"], str]


def as_text(findings: Sequence[Finding], language: str | None = None) -> str:
    """For a terminal: place, severity and code, then message and hint."""
    lines: list[str] = []
    languages = ("ko", "en") if language is None else (language,)
    for finding in findings:
        lines.append(f"{_place(finding)}: {finding.severity} [{finding.code}]")
        for each in languages:
            lines.append(f"    {finding.message(each)}")
            lines.append(f"      -> {finding.hint(each)}")
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
        text = _escape_data(f"{f.message(language)} -> {f.hint(language)}")
        lines.append(f"::{f.severity} {place},title={_escape_property(f.code)}::{text}")
    return "\n".join([*lines, _summary(findings, language)]) + "\n"


def as_markdown(findings: Sequence[Finding], language: str | None = None) -> str:
    """A table for a job summary or a comment."""
    lines = [f"**{_summary(findings, language)}**", ""]
    if findings:
        lines += ["| 위치 / place | 코드 / code | 내용 / message | 고치는 법 / hint |", "| --- | --- | --- | --- |"]
        for f in findings:
            cells = (f"`{_place(f)}`", f"{f.severity} `{f.code}`", f.message(language), f.hint(language))
            lines.append("| " + " | ".join(_escape_cell(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


PRINTERS: dict[str, Printer] = {"text": as_text, "json": as_json, "github": as_github, "markdown": as_markdown}


def _place(finding: Finding) -> str:
    parts = [finding.path]
    if finding.line:
        parts.append(str(finding.line))
        if finding.column:
            parts.append(str(finding.column))
    return ":".join(parts)


def _summary(findings: Sequence[Finding], language: str | None) -> str:
    number = counts(findings)
    ko = f"오류 {number['error']}건, 경고 {number['warning']}건"
    en = f"{number['error']} errors, {number['warning']} warnings"
    return {"ko": ko, "en": en}.get(language or "", f"{ko} / {en}")


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _escape_cell(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
