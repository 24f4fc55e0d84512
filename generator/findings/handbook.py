"""The handbook of findings: every code with its meaning, the way to mend it, and an example, as text and as Markdown.

``docs/findings.md`` and ``docs/findings.ko.md`` are what ``as_markdown`` gives: ``zones explain --format markdown --lang en``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.findings.catalogue import FAMILIES, LANGUAGES, Entry, catalogue

_WORDS = {
    "wrong": {"ko": "틀림", "en": "wrong"},
    "mended": {"ko": "고침", "en": "mended"},
    "error": {"ko": "오류", "en": "error"},
    "warning": {"ko": "경고", "en": "warning"},
    "title": {"ko": "검사 결과의 뜻", "en": "What each finding means"},
    "other": {"ko": "[English](findings.md)", "en": "[한국어](findings.ko.md)"},
    "intro": {
        "ko": "`zones validate`가 말하는 것과 고치는 법입니다. 오류가 있으면 검사를 통과하지 못하고, 경고는 살펴보기만 하면 됩니다. "
        "터미널에서는 `zones explain 코드`가 같은 글을 보여 줍니다. 중괄호 안의 이름에는 실제 값이 들어갑니다. "
        "이 파일은 `zones explain --format markdown --lang ko`가 씁니다.",
        "en": "What `zones validate` says, and how to mend it. An error fails the check; a warning asks for a look. In a terminal "
        "`zones explain CODE` shows the same. Names in braces stand for the real values. "
        "This file is written by `zones explain --format markdown --lang en`.",
    },
}
_FAMILY_TITLES = {
    "bytes": {"ko": "파일과 글자", "en": "Files and characters"},
    "shape": {"ko": "열과 줄", "en": "Columns and rows"},
    "schema": {"ko": "값의 꼴", "en": "Form of values"},
    "keys": {"ko": "식별자와 연결", "en": "Ids and links"},
    "dates": {"ko": "날짜", "en": "Dates"},
    "text": {"ko": "글", "en": "Text"},
    "provenance": {"ko": "출처", "en": "Sources"},
    "domain": {"ko": "제도와 논리", "en": "The scheme and logic"},
    "changes": {"ko": "제안 전체", "en": "The change as a whole"},
    "diff": {"ko": "견주기", "en": "Comparing"},
    "editing": {"ko": "새 기록", "en": "New records"},
    "registry": {"ko": "차림표와 스키마", "en": "Descriptor and schemas"},
    "build": {"ko": "사이트", "en": "The site"},
    "usage": {"ko": "명령", "en": "Commands"},
}
# What a rule puts in where it has it; in the handbook the part is shown without its brackets.
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def as_text(entry: Entry, languages: Iterable[str] = LANGUAGES) -> str:
    """One entry for a terminal, in each of the languages."""
    lines = [f"{entry.code} ({entry.severity})"]
    for language in languages:
        lines += ["", *(plain(entry.text(part, language)) for part in ("title", "message", "hint", "why"))]
        lines += [f"  {_WORDS[part][language]}: {each}" for part in ("wrong", "mended") for each in _example(entry, part, language)]
    return "\n".join(lines) + "\n"


def as_markdown(language: str) -> str:
    """The whole handbook in one language."""
    lines = [f"# {_WORDS['title'][language]}", "", _WORDS["other"][language], "", _WORDS["intro"][language], ""]
    for family in FAMILIES:
        entries = [entry for entry in catalogue().values() if entry.family == family]
        lines += [f"## {_FAMILY_TITLES[family][language]}", ""]
        for entry in entries:
            lines += _section(entry, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(words: str) -> str:
    """The words of an entry without the brackets around what a finding may leave out."""
    return _OPTIONAL.sub(r"\1", words)


def visible(text: str) -> str:
    """Text with its invisible characters written out: ``\\ufeff`` for a byte-order mark."""
    return "".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in text)


def _section(entry: Entry, language: str) -> Iterator[str]:
    severity = _WORDS[entry.severity][language]
    yield from (f"### {entry.code}", "", f"**{entry.text('title', language)}** ({severity})", "")
    yield from (
        _prose(entry.text("message", language)),
        "",
        _prose(entry.text("hint", language)),
        "",
        _prose(entry.text("why", language)),
        "",
    )
    example = entry.example
    place = f" (`{example.file}`)" if example.file else ""
    for part, texts in (("wrong", example.wrong), ("mended", example.mended)):
        shown = _example(entry, part, language)
        if len(set(texts.values())) == 1:
            yield from (f"{_WORDS[part][language]}{place}:", "", "```csv" if place else "```text", *shown, "```", "")
        else:
            # Words about a file, or a command: no text of a table.
            yield from (f"{_WORDS[part][language]}{place}: {_escaped(' '.join(shown))}", "")


def _example(entry: Entry, part: str, language: str) -> list[str]:
    text = getattr(entry.example, part)[language]
    return visible(text).split("\n")


def _prose(words: str) -> str:
    """The words of an entry in Markdown, the names in braces as code."""
    return _escaped(re.sub(r"(\{\w+\})", r"`\1`", plain(words)))


def _escaped(text: str) -> str:
    """Text without what Markdown would take for markup."""
    return re.sub(r"(?<!`)([*_<>|])(?!`)", r"\\\1", text)
