from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.findings.catalogue import LANGUAGES, PARTS, Entry, catalogue, entry

ROOT = Path(__file__).parents[2]
ENTRIES = list(catalogue().values())
each_entry = pytest.mark.parametrize("known", ENTRIES, ids=lambda known: known.code)


def _nodes(path: Path) -> Iterator[ast.AST]:
    for file in sorted(path.rglob("*.py")) or [path]:
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def _strings(path: Path) -> set[str]:
    return {node.value for node in _nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _codes_of_findings() -> set[str]:
    """First text among the arguments of every call to ``Finding``, ``row.finding``, ``table.finding`` and the like."""
    codes: set[str] = set()
    for node in _nodes(ROOT / "generator"):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name.lower().endswith("finding"):
                texts = ([n.value for n in ast.walk(arg) if isinstance(n, ast.Constant) and isinstance(n.value, str)] for arg in node.args)
                codes.update(next(([text for text in each if "-" in text] for each in texts if each), []))
    return codes


def test_every_code_that_the_generator_uses_has_an_entry() -> None:
    codes = _codes_of_findings()
    assert len(codes) > 40
    assert codes - catalogue().keys() == set()


def test_every_entry_is_used_by_the_generator() -> None:
    assert catalogue().keys() - _strings(ROOT / "generator") == set()


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "rules").glob("test_*.py")), ids=lambda path: path.stem)
def test_every_entry_of_the_rules_is_provoked_by_the_test_of_its_family(path: Path) -> None:
    codes = {known.code for known in ENTRIES if known.family == path.stem.removeprefix("test_")}
    assert codes
    assert codes - _strings(path) == set()


def test_every_entry_about_the_descriptor_is_provoked_by_its_test() -> None:
    codes = {known.code for known in ENTRIES if known.family == "registry"} - {"schema-invalid"}
    assert codes - _strings(ROOT / "tests" / "test_descriptor.py") == set()


@each_entry
def test_both_languages_say_every_part(known: Entry) -> None:
    for part in PARTS:
        for language in LANGUAGES:
            assert known.text(part, language).strip()
        assert re.search("[가-힣]", known.text(part, "ko"))
        assert not re.search("[가-힣]", known.text(part, "en"))


@each_entry
def test_both_languages_hold_the_same_placeholders_and_leave_out_the_same(known: Entry) -> None:
    for part in PARTS:
        ko, en = (known.text(part, language) for language in LANGUAGES)
        assert set(re.findall(r"\{(\w+)\}", ko)) == set(re.findall(r"\{(\w+)\}", en))
        optional = [sorted(re.findall(r"\{(\w+)\}", "".join(re.findall(r"\[[^\]]*\]", text)))) for text in (ko, en)]
        assert optional[0] == optional[1]


@each_entry
def test_the_nearest_value_stands_only_in_parts_that_are_left_out_without_it(known: Entry) -> None:
    for part in PARTS:
        for language in LANGUAGES:
            assert "{nearest}" not in re.sub(r"\[[^\]]*\]", "", known.text(part, language))


@each_entry
def test_title_and_reason_need_no_placeholder(known: Entry) -> None:
    assert not re.search(r"[{\[]", "".join(known.text(part, language) for part in ("title", "why") for language in LANGUAGES))


@each_entry
def test_codes_are_words_and_severities_are_two(known: Entry) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", known.code)
    assert known.severity in ("error", "warning")
    assert known.family


def test_an_entry_is_found_by_its_code_and_an_unknown_code_is_an_error() -> None:
    assert entry("blank-row").family == "shape"
    with pytest.raises(KeyError):
        entry("no-such-code")
