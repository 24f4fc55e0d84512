"""The message catalogue: every code with its severity, its words in Korean and English, and an example.

One file a family stands in ``generator/locale/findings/``. An entry is written

    code:
      severity: warning                  # an error where it is left out
      title: {ko: …, en: …}              # the name of the mistake
      message: {ko: …, en: …}            # what was found and what is allowed
      hint: {ko: …, en: …}               # what to type
      why: {ko: …, en: …}                # the reason for the rule
      example: {file: …, wrong: …, mended: …}

Placeholders in ``message`` and ``hint`` are ``{path} {table} {record} {field} {value}`` and what the rule adds; a part in
``[square brackets]`` is left out where one of its placeholders is empty. ``wrong`` and ``mended`` are text of the file, or
words in both languages where text does not show the mistake (a file that is missing, a command).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("ko", "en")
PARTS = ("title", "message", "hint", "why")
FAMILIES = (
    "bytes",
    "shape",
    "schema",
    "keys",
    "dates",
    "text",
    "provenance",
    "domain",
    "changes",
    "registry",
    "build",
    "diff",
    "usage",
    "editing",
)


@dataclass(frozen=True)
class Example:
    """A mistake and what stands there when it is mended; ``file`` is empty where the example is told in words."""

    file: str
    wrong: dict[str, str]
    mended: dict[str, str]


@dataclass(frozen=True)
class Entry:
    """One code of the catalogue."""

    code: str
    severity: str
    family: str
    words: dict[str, dict[str, str]]
    example: Example

    def text(self, part: str, language: str) -> str:
        """One part (``title``, ``message``, ``hint`` or ``why``) in one language."""
        return self.words[part][language]


@cache
def catalogue() -> dict[str, Entry]:
    """All entries by code, in the order of ``FAMILIES`` and of their files. Raises ValueError for a code that stands twice."""
    folder = files("generator") / "locale" / "findings"
    result: dict[str, Entry] = {}
    for family in FAMILIES:
        text = (folder / f"{family}.yaml").read_text(encoding="utf-8")
        for code, words in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)).items():
            if code in result:
                raise ValueError(f"{code} stands in the families {result[code].family} and {family}")
            parts = {part: words[part] for part in PARTS}
            severity = words.get("severity", "error")
            result[code] = Entry(code=code, severity=severity, family=family, words=parts, example=_example(words["example"]))
    return result


def entry(code: str) -> Entry:
    """The entry of ``code``. Raises KeyError where the catalogue has none."""
    return catalogue()[code]


def _example(spec: dict[str, str | dict[str, str]]) -> Example:
    wrong, mended = (
        {language: each if isinstance(each, str) else each[language] for language in LANGUAGES} for each in (spec["wrong"], spec["mended"])
    )
    return Example(str(spec.get("file", "")), wrong, mended)
