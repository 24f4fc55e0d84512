"""Words of the calendars, in both languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def say(key: str, language: str, **facts: object) -> str:
    """The words for a dotted key in a language, with its placeholders filled in. Raises KeyError where there are none."""
    found: Any = _catalogue()
    for part in key.split("."):
        found = found[part]
    return str(found[language]).format(**facts)


def label(key: str) -> str:
    """The words for a key in both languages, side by side."""
    return f"{say(key, 'ko')} / {say(key, 'en')}"


@cache
def _catalogue() -> dict[str, Any]:
    text = (files("generator") / "locale" / "calendars.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
