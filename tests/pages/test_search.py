from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.pages import search
from generator.pages.search import IN_BROWSER, KINDS, words_file
from generator.pages.words import Words
from tests.pages.reading import Body
from tests.projects import PROJECT
from tests.records import Cells, edition_of, rendered, row

SCRIPTS = Path(__file__).parents[2] / "site_src/assets/js/search"
TABLES_OF_TEST: dict[str, list[Cells]] = {
    "regions": [
        row("busan", name_ko="부산광역시", name_en="Busan City", short_name_ko="부산", short_name_en="Busan", kind="metropolitan_city"),
        row("x", name_ko="<b>", name_en="<b>", short_name_ko="<b>", short_name_en="<b>", kind="province"),
    ]
}

both_languages = pytest.mark.parametrize("language", ["ko", "en"])


def body(language: str) -> Body:
    return Body(rendered(search.pages, TABLES_OF_TEST, language)["search/"].body)


def test_what_can_be_found_can_be_filtered_by_kind_in_the_order_of_the_results() -> None:
    ranking = (PROJECT / "site_src/assets/js/search/ranking.js").read_text(encoding="utf-8")
    order = re.search(r"export const TABLES = (\[.*?\]);", ranking)
    assert order
    assert json.loads(order[1]) == list(KINDS)


@both_languages
def test_the_page_offers_every_kind_region_and_status_as_a_filter_and_escapes_names(language: str) -> None:
    page = rendered(search.pages, TABLES_OF_TEST, language)["search/"]
    assert page.layout == "search"
    offered = re.findall(r'name="(kind|region|status)" value="([\w-]+)"', page.body)
    assert [value for facet, value in offered if facet == "kind"] == list(KINDS)
    assert [value for facet, value in offered if facet == "region"] == ["busan", "x"]
    assert {"active", "ended", "open", "closing_soon", "none"} <= {value for facet, value in offered if facet == "status"}
    assert {"ko": "부산", "en": "Busan"}[language] in body(language).text
    assert "<span>&lt;b&gt;</span>" in page.body


@both_languages
def test_the_page_leads_to_lists_and_its_examples_are_searches(language: str) -> None:
    page = body(language)
    assert {"../zones/", "../exemptions/", "../programs/", "../laws/"} <= {href for href, _ in page.links}
    examples = [(href, words) for href, words in page.links if href.startswith("?q=")]
    assert len(examples) == 5
    assert page.unmarked == [] or language == "ko"


@both_languages
def test_scripts_get_the_words_that_they_ask_for_and_no_others(language: str) -> None:
    words = json.loads(words_file(edition_of({}, language)))
    assert words.keys() == {*IN_BROWSER, "site"}
    assert words["kind_zones"] == Words(language)("search.kind_zones")
    code = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", code))
    put_together = {key for key in IN_BROWSER if key.startswith(("kind_", "reason_"))}
    assert asked >= words.keys() - put_together
    assert asked & {"none_for", "nearest", "site"} == {"none_for", "nearest", "site"}
