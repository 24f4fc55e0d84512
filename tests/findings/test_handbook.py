from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import handbook
from generator.findings.catalogue import FAMILIES, LANGUAGES, catalogue

DOCS = Path(__file__).parents[2] / "docs"
FILES = {"ko": DOCS / "findings.ko.md", "en": DOCS / "findings.md"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documents_are_what_the_command_prints(language: str) -> None:
    # If this fails: zones explain --format markdown --lang en > docs/findings.md, and the same with ko and findings.ko.md.
    assert FILES[language].read_text(encoding="utf-8") == handbook.as_markdown(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_section_with_a_wrong_and_a_mended_example(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    for code, entry in catalogue().items():
        section = text.split(f"\n### {code}\n")[1].split("\n### ")[0]
        assert entry.text("title", language) in section
        for part in ("wrong", "mended"):
            assert {"ko": {"wrong": "틀림", "mended": "고침"}, "en": {"wrong": "wrong", "mended": "mended"}}[language][part] in section
            shown = handbook.visible(getattr(entry.example, part)[language]).strip()
            assert shown.replace("\\", "") in section.replace("\\", "")
        assert entry.example.wrong[language] != entry.example.mended[language]


def test_every_family_has_a_heading_of_its_own() -> None:
    text = FILES["en"].read_text(encoding="utf-8")
    assert text.count("\n## ") == len(FAMILIES)


def test_a_terminal_gets_every_part_of_an_entry_in_the_languages_asked_for() -> None:
    entry = catalogue()["malformed-date"]
    both = handbook.as_text(entry)
    assert both.startswith("malformed-date (error)\n")
    for language, other in (("ko", "en"), ("en", "ko")):
        one = handbook.as_text(entry, (language,))
        for part in ("title", "message", "hint", "why"):
            assert handbook.plain(entry.text(part, language)) in both
            assert handbook.plain(entry.text(part, language)) in one
            assert handbook.plain(entry.text(part, other)) not in one
        assert entry.example.wrong[language] in one


def test_what_cannot_be_seen_is_written_out() -> None:
    assert handbook.visible("\ufeffid\u200b,\tx\n한") == "\\ufeffid\\u200b,\\u0009x\n한"


def test_names_and_brackets_of_placeholders_are_told_from_markup() -> None:
    assert handbook.plain("A.[ Nearest: {nearest}]") == "A. Nearest: {nearest}"
    assert "`{value}`" in handbook.as_markdown("en")
    assert "[ Nearest" not in handbook.as_markdown("en")
