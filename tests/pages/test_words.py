from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator
from generator.charts.band import MARKS
from generator.charts.bars import LOOKS
from generator.derive import EXEMPTION_ENDS, ZONE_STATUSES
from generator.pages.addresses import WITH_PAGES
from generator.pages.data import EACH, WHOLE
from generator.pages.search import IN_BROWSER
from generator.pages.words import Words
from tests.records import REGISTRY

GENERATOR = Path(generator.__file__).parent
SITE_SOURCES = GENERATOR.parent / "site_src"

# Rooms whose words stand in files of their own.
WITH_OWN_WORDS = {"commands", "diff", "editing", "findings"}

# Units of real indicators; money has words of its own.
with (REGISTRY / "data/indicators.csv").open(encoding="utf-8", newline="") as file:
    UNITS = sorted({row["unit"] for row in csv.DictReader(file)} - {"KRW"})

# Keys that the code puts together: how it begins them, and how they can end.
CALL_STATUSES = ("open", "closing_soon", "upcoming", "closed", "undated", "standing", "past", "none")
USES = ("operators", "operators_open", "permit_holders", "permit_holders_open", "anyone", "anyone_undated", "nobody", "nobody_undated")
PUT_TOGETHER = {
    "band.mark_": MARKS,
    "who_may.": USES,
    "who_may.not_stated": ("", "_zone_ended", "_term_over", "_zone_runs", "_zone_runs_open"),
    "kind.": WITH_PAGES,
    "status.": ZONE_STATUSES,
    "sentence.": ("active", "active_open", "temporary_permit", "temporary_permit_open"),
    "sentence.ended": ("", "_unstated", "_year", "_year_unstated"),
    "call_status.": CALL_STATUSES,
    "call_sentence.": CALL_STATUSES,
    "search.": IN_BROWSER,
    "stage.": ("not_stated", *EXEMPTION_ENDS),
    "value.": UNITS,
    "quality.": ("unconfirmed", "without_end", "without_outcome", "without_call", "unanswered"),
    "data.for_": {file.use for file in (*EACH, *WHOLE)},
    "data.dates_": {file.dates for file in (*EACH, *WHOLE)},
    "data.type_": ("string", "integer", "number", "boolean", "date", "partial_date", "url"),
    "figures.group_": ("zones", "people", "money", "companies", "rules", "other"),
    "timeline.look_": (*LOOKS, "extension", "end", "open"),
    "timeline.span_": ("designated", "active", "temporary_permit", "unconfirmed", "planned"),
}
# t('a.b'), words("a.b"), t('a.b' ~ c), words(f"a.{b}"), key = 'a.b' ~ c
WHOLE = re.compile(r"""(?:\bt|\bwords)\(\s*["']([a-z_]+\.[a-z_0-9]+)["']\s*[,)]""")
BEGUN = re.compile(r"""["']([a-z_]+\.[a-z_]*)["'] ~|words\(f["']([a-z_]+\.)\{""")


def keys(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def locale(language: str) -> dict[str, str]:
    words = yaml.safe_load((GENERATOR / "locale" / f"{language}.yaml").read_text(encoding="utf-8"))
    for path in sorted((GENERATOR / "locale" / "pages").glob("*.yaml")):
        words |= yaml.safe_load(path.read_text(encoding="utf-8"))[language]
    return dict(keys(words))


def sources() -> str:
    paths = [path for suffix in ("*.py", "*.j2") for path in sorted(GENERATOR.rglob(suffix)) if not WITH_OWN_WORDS & set(path.parts)]
    paths += [path for suffix in ("*.md", "*.html") for path in sorted(SITE_SOURCES.rglob(suffix))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.fixture(scope="module")
def used() -> set[str]:
    """Every key that the generator and the hand-written pages ask for."""
    text = sources()
    begun = {one or other for one, other in BEGUN.findall(text)}
    assert begun == PUT_TOGETHER.keys(), "a key is put together in a way that this test does not know"
    return set(WHOLE.findall(text)) | {start + end for start, ends in PUT_TOGETHER.items() for end in ends}


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(locale("ko")) == list(locale("en"))


def test_both_languages_have_the_same_placeholders() -> None:
    def placeholders(language: str) -> dict[str, set[str]]:
        return {key: set(re.findall(r"\{(\w*)\}", words)) for key, words in locale(language).items()}

    assert placeholders("ko") == placeholders("en")


def test_every_key_has_words_in_both_languages() -> None:
    without = {
        (language, key) for language in ("ko", "en") for key, words in locale(language).items() if not isinstance(words, str) or not words
    }
    # A Korean page need not say that a Korean source is in Korean.
    assert without == {("ko", "sources.language")}


def test_every_key_that_is_used_exists(used: set[str]) -> None:
    assert used - locale("ko").keys() == set()


def test_every_key_is_used(used: set[str]) -> None:
    assert locale("ko").keys() - used == set()


def test_english_words_hold_no_hangul() -> None:
    assert {key for key, words in locale("en").items() if re.search("[가-힣]", words)} == set()


def test_words_are_found_by_their_dotted_key_and_filled_in() -> None:
    assert Words("ko")("kind.zones") == "특구"
    assert Words("en")("kind.zones") == "Zones"
    assert Words("en")("index.count_zones", count=3) == "Zones: 3"


def test_words_without_facts_keep_their_placeholders_for_the_browser() -> None:
    assert "{count}" in Words("en")("search.count")


def test_a_fact_with_braces_is_left_as_it_is() -> None:
    assert Words("en")("index.by_status", day="{x}") == "Status on {x}"


def test_a_missing_key_or_fact_is_an_error() -> None:
    words = Words("ko")
    for key in ("kind.nothing", "nothing.zones", "kind.zones.more"):
        assert not words.has(key)
    assert words.has("kind.zones")
    with pytest.raises(KeyError, match="nothing"):
        words("kind.nothing")
    with pytest.raises(KeyError, match="count"):
        words("index.count_zones", day="2026")
