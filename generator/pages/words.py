"""Interface words of both editions, and the Korean particles that follow them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml


class Words:
    """Interface words of one language, found by dotted keys: ``words("status.active")``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _load(language)

    def __call__(self, key: str, **facts: Any) -> str:
        """The words for ``key``, with placeholders filled in. Raises KeyError where the locale has none."""
        found: Any = self._words
        for part in key.split("."):
            found = found[part]
        return str(found).format(**facts) if facts else str(found)

    def has(self, key: str) -> bool:
        """True where the locale has words for ``key``."""
        found: Any = self._words
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                return False
            found = found[part]
        return True


@cache
def _load(language: str) -> dict[str, Any]:
    """The words that all pages share, and those of single kinds of pages, each in a file of both languages."""
    folder = files("generator") / "locale"
    words = _read(folder / f"{language}.yaml")
    for room in sorted((folder / "pages").iterdir(), key=lambda path: path.name):
        for key, found in _read(room)[language].items():
            if key in words:
                raise ValueError(f"{room.name}: {key} stands twice")
            words[key] = found
    return words


def _read(path: Traversable) -> dict[str, Any]:
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
