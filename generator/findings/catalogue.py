"""The message catalogue: every code with its severity and its words in Korean and English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("ko", "en")
PARTS = ("title", "message", "hint", "why")


@dataclass(frozen=True)
class Entry:
    """One code of the catalogue."""

    code: str
    severity: str
    family: str
    words: dict[str, dict[str, str]]

    def text(self, part: str, language: str) -> str:
        """One part (``title``, ``message``, ``hint`` or ``why``) in one language."""
        return self.words[part][language]


@cache
def catalogue() -> dict[str, Entry]:
    """All entries by code, in the order of the file."""
    text = (files("generator") / "locale" / "findings.yaml").read_text(encoding="utf-8")
    result: dict[str, Entry] = {}
    for family, entries in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)).items():
        for code, words in entries.items():
            parts = {part: words[part] for part in PARTS}
            result[code] = Entry(code=code, severity=words.get("severity", "error"), family=family, words=parts)
    return result


def entry(code: str) -> Entry:
    """The entry of ``code``. Raises KeyError where the catalogue has none."""
    return catalogue()[code]
