from __future__ import annotations

from functools import cache

import pytest

from generator.pages import data
from generator.pages.edition import Page
from tests.pages.reading import Body
from tests.records import descriptor, rendered, row

TABLES = {"zones": [row("a", budget_krw="5"), row("b")]}


@cache
def pages(language: str) -> dict[str, Page]:
    return rendered(data.pages, TABLES, language)


def body(path: str, language: str = "en") -> Body:
    return Body(pages(language)[path].body)


def test_the_overview_leads_to_the_page_and_the_files_of_every_table() -> None:
    targets = {href for href, _ in body("data/", "ko").links}
    for table in descriptor().tables:
        assert {f"{table}/", f"../data/{table}.csv", f"../data/{table}.json"} <= targets
    assert {"../data/registry.zip", "../data/datapackage.json"} <= targets


def test_the_english_edition_leads_to_the_same_files_at_the_root() -> None:
    assert "../../data/zones.csv" in {href for href, _ in body("data/").links}
    assert "../../../data/zones.csv" in {href for href, _ in body("data/zones/").links}
    assert "../../data/zones.csv" in {href for href, _ in body("data/zones/", "ko").links}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_a_table_explains_every_column_and_every_allowed_value(language: str) -> None:
    for table in descriptor().tables.values():
        found = body(f"data/{table.name}/", language)
        assert found.ids == ["columns", *(field.name for field in table.fields)]
        for field in table.fields:
            assert field.title(language) in found.text
            assert all(words[language] in found.text for words in field.labels.values())
        assert {"./" if key.table == table.name else f"../{key.table}/" for key in table.foreign_keys} <= {href for href, _ in found.links}


def test_the_page_of_a_table_counts_its_rows_and_filled_cells() -> None:
    text = body("data/zones/").text
    assert "Rows: 2" in text
    budget = descriptor().tables["zones"].field_by_name["budget_krw"]
    row_of_budget = text.partition(f"budget_krw {budget.title('en')}")[2]
    assert row_of_budget.partition("integer no ")[2].startswith("1 ")


def test_english_pages_mark_korean_words_in_descriptions() -> None:
    for table in descriptor().tables:
        assert body(f"data/{table}/").unmarked == []
