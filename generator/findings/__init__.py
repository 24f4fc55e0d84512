"""A finding is data: what is wrong, where, and which catalogue entry puts it into words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.findings.catalogue import LANGUAGES, entry

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One mistake in the registry.

    ``line`` and ``column`` are those of the file as an editor shows them, counted from 1; 0 means that the
    finding is about the file as a whole. ``details`` fills the placeholders of the catalogue's sentences.
    """

    code: str
    path: str
    line: int = 0
    column: int = 0
    table: str = ""
    record: str = ""
    field: str = ""
    value: str = ""
    details: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False, hash=False)

    @property
    def severity(self) -> str:
        """``error`` or ``warning``, as the catalogue says for this code."""
        return entry(self.code).severity

    @property
    def additions(self) -> tuple[str, ...]:
        """Lines to paste, each file's under a line with ``#`` and its name; empty for nearly all findings."""
        return tuple(self.details.get("additions", ()))

    def message(self, language: str | None = None) -> str:
        """What was found and what is allowed; in both languages where ``language`` is None."""
        return self._say("message", language)

    def hint(self, language: str | None = None) -> str:
        """What to type instead; in both languages where ``language`` is None."""
        return self._say("hint", language)

    def _say(self, part: str, language: str | None) -> str:
        facts = _Facts(self)
        languages = LANGUAGES if language is None else (language,)
        return " / ".join(_filled(entry(self.code).text(part, each), facts) for each in languages)


class _Facts(dict[str, str]):
    """What fills the placeholders of a finding's sentences, each made printable when a sentence asks for it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(path=finding.path)
        self._finding = finding

    def __missing__(self, name: str) -> str:
        finding = self._finding
        # Lists of allowed values and columns are shown in full.
        shown = _shown(finding.details[name], 2000) if name in finding.details else _shown(getattr(finding, name))
        self[name] = shown
        return shown


class CannotRun(Exception):
    """The registry cannot be read at all; carries the findings that say why. Ends a command with exit code 2."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message("en") for finding in findings))
        self.findings = findings


def in_file_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings as a reader walks through the files; equal places by code, so that output is stable."""
    return sorted(set(findings), key=lambda f: (f.path, f.line, f.column, f.code, f.field, f.value))


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Number of findings of each severity."""
    result = {ERROR: 0, WARNING: 0}
    for finding in findings:
        result[finding.severity] += 1
    return result


def _filled(words: str, facts: _Facts) -> str:
    """The words with their placeholders filled; a part in square brackets is left out where one of its facts is empty."""

    def part(match: re.Match[str]) -> str:
        return match[1] if all(facts[name] for name in _PLACEHOLDER.findall(match[1])) else ""

    return (_OPTIONAL.sub(part, words) if "[" in words else words).format_map(facts)


_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def _shown(value: Any, longest: int = 120) -> str:
    """A value as a message shows it: on one line, invisible characters written out, no longer than a line."""
    text = str(value)[: longest + 1]
    if not text.isprintable():
        text = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return text if len(text) <= longest else text[: longest - 3] + "..."
