"""Words of the dialogue, in one language or in both."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from generator.findings.catalogue import LANGUAGES


def say(key: str, language: str | None = None, **facts: Any) -> str:
    """The words for ``key`` with its placeholders filled; in both languages where ``language`` is None."""
    spoken = LANGUAGES if language is None else (language,)
    return " / ".join(words()[key][each].format(**facts) for each in spoken)


@cache
def words() -> dict[str, dict[str, str]]:
    """All words by key and language."""
    text = (files("generator") / "locale" / "editing.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
