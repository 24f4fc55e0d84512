"""The forms for issues and the template of a pull request."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.descriptor import read_descriptor
from tests.repository.reading import FORMS, PULL_REQUEST, ROOT, read

HANGUL = re.compile("[가-힣]")
TABLES = read_descriptor(ROOT / "registry").tables
# Labels that GitHub gives every new repository: https://docs.github.com/en/issues/using-labels-and-milestones-to-track-work/managing-labels
DEFAULT_LABELS = {"bug", "documentation", "duplicate", "enhancement", "good first issue", "help wanted", "invalid", "question", "wontfix"}

of_each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def language(path: Path) -> str:
    """``ko`` or ``en``, from a name such as 1-ko-fact.yml."""
    return path.stem.split("-")[1]


def fields(path: Path) -> dict[str, dict[str, Any]]:
    """What a form asks for, by id."""
    return {part["id"]: part for part in read(path)["body"] if part["type"] != "markdown"}


def words(part: Any) -> list[str]:
    """Every text below a part of a form that a person reads as a sentence or a name."""
    if isinstance(part, dict):
        texts = [part[key] for key in ("name", "description", "title", "label", "value") if isinstance(part.get(key), str)]
        return texts + [text for each in part.values() for text in words(each)]
    return [text for each in part for text in words(each)] if isinstance(part, list) else []


def test_each_form_stands_in_both_languages_and_the_korean_ones_come_first() -> None:
    assert [path.stem for path in FORMS] == ["1-ko-fact", "1-ko-program", "1-ko-zone", "2-en-fact", "2-en-program", "2-en-zone"]


@of_each_form
def test_a_form_is_written_in_its_language(path: Path) -> None:
    assert all(bool(HANGUL.search(text)) == (language(path) == "ko") for text in words(read(path)))


@pytest.mark.parametrize("kind", ["fact", "program", "zone"])
def test_both_languages_ask_for_the_same(kind: str) -> None:
    ko, en = (fields(path) for path in FORMS if path.stem.endswith(kind))

    def shape(part: dict[str, Any]) -> tuple[Any, ...]:
        return part["id"], part["type"], part.get("validations"), len(part["attributes"].get("options", []))

    assert [shape(part) for part in ko.values()] == [shape(part) for part in en.values()]


@of_each_form
def test_a_form_wants_a_source_and_the_licence(path: Path) -> None:
    asked = fields(path)
    assert asked["source"]["validations"] == {"required": True}
    consent = asked["consent"]["attributes"]["options"]
    assert "CC BY 4.0" in consent[0]["label"]
    assert all(option["required"] is True for option in consent)


def test_a_mistake_on_a_page_is_told_by_what_a_visitor_sees() -> None:
    for path in FORMS:
        if path.stem.endswith("fact"):
            needed = [name for name, part in fields(path).items() if part.get("validations", {}).get("required")]
            assert needed == ["page", "stands", "should", "source"]


@of_each_form
def test_a_form_names_only_tables_and_records_that_exist(path: Path) -> None:
    asked = fields(path)
    named = [name for text in words(read(path)) for name in re.findall("`([^`]+)`", text)]
    assert [name for name in named if name not in TABLES] == []
    if "table" in asked:
        table, record = (asked[name]["attributes"]["placeholder"] for name in ("table", "record"))
        assert table in named
        assert f"\n{record}," in (ROOT / "registry" / TABLES[table].path).read_text(encoding="utf-8")
        assert asked["page"]["attributes"]["placeholder"].endswith(f"/{table}/{record}/")


@pytest.mark.parametrize(("kind", "table"), [("zone", "zones"), ("program", "programs")])
def test_the_kinds_to_choose_from_are_those_of_the_table(kind: str, table: str) -> None:
    labels = TABLES[table].field_by_name["kind"].labels
    for path in FORMS:
        if path.stem.endswith(kind):
            assert fields(path)["kind"]["attributes"]["options"] == [label[language(path)] for label in labels.values()]


@of_each_form
def test_a_form_sets_only_labels_that_every_repository_has(path: Path) -> None:
    assert set(read(path)["labels"]) <= DEFAULT_LABELS


def test_a_blank_issue_stays_possible() -> None:
    assert read(ROOT / ".github/ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": True}


# The template of a pull request


def test_every_heading_comment_and_point_of_the_template_stands_in_both_languages() -> None:
    lines = [line for line in PULL_REQUEST.read_text(encoding="utf-8").splitlines() if line]
    comments = [line for line in lines if line.startswith("<!--")]
    assert all(HANGUL.search(korean) and not HANGUL.search(english) for korean, english in zip(comments[1::2], comments[2::2], strict=True))
    for line in [*comments[:1], *(line for line in lines if not line.startswith("<!--"))]:
        korean, english = line.split(" / ")
        assert HANGUL.search(korean), line
        assert re.search("[a-z]", english), line
        assert not HANGUL.search(english), line


def test_the_template_asks_for_change_source_and_the_usual_checks() -> None:
    text = PULL_REQUEST.read_text(encoding="utf-8")
    assert text.count("## ") == 3
    assert text.count("- [ ] ") == 6
    for part in ("one subject", "`checked_on`", "`_ko`, `_en`", "`zones fmt`", "CC BY 4.0", "MIT"):
        assert part in text
