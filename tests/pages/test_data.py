from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from generator import package
from generator.datasets import all_files
from generator.pages import data
from generator.pages.data import EACH, UNKNOWN_SITE, WHOLE, Download
from generator.pages.edition import Edition, Page
from generator.pages.snippets import snippets
from generator.pages.words import Words
from tests.conftest import DAY
from tests.datasets import linked
from tests.pages.reading import Body
from tests.projects import tiny_registry
from tests.records import REGISTRY, descriptor, edition_of, package_of, rendered, row

LONG = "가" * 59 + " 나다라"
TABLES = {
    "zones": [row("a", budget_krw="5", summary_ko=LONG, summary_en="One\n\nTwo"), row("b"), *(row(f"z{place}") for place in range(5))],
    "periods": [row("p", zone_id="a", starts_on="2024-08")],
    "doubts": [row("d", table_name="zones", record_id="a"), row("e", table_name="zones", record_id="b", resolved_on="2026-01-02")],
    "conflicts": [row("c", table_name="zones", record_id="a", other_source_id="source")],
}


@cache
def pages(language: str) -> dict[str, Page]:
    return rendered(data.pages, TABLES, language)


def body(path: str, language: str = "en") -> Body:
    return Body(pages(language)[path].body)


@cache
def real(language: str) -> dict[str, Page]:
    return {page.path: page for page in data.pages(Edition(package.load(REGISTRY), language, DAY))}


def row_of(column: str, path: str, language: str = "en") -> Body:
    """The line of the column's table that explains a column."""
    (line,) = re.findall(rf'<tr id="{column}">.*?</tr>', pages(language)[path].body)
    return Body(line)


def test_the_overview_leads_to_the_page_and_the_files_of_every_table() -> None:
    targets = {href for href, _ in body("data/", "ko").links}
    for table in descriptor().tables:
        assert f"{table}/" in targets
        assert {f"../data/{table}.{ending}" for ending in ("csv", "json", "jsonl", "parquet")} <= targets
        assert f"../data/excel/{table}.csv" in targets
    assert {f"../{file.path}" for file in WHOLE} <= targets


def test_the_overview_gives_each_language_its_own_files_for_excel() -> None:
    targets = {href for href, _ in body("data/").links}
    assert "../../data/excel/en/zones.csv" in targets
    assert "../../data/excel/zones.csv" not in targets


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_overview_says_of_every_format_what_it_is_for_and_what_it_does_with_dates(language: str) -> None:
    words, found = Words(language), body("data/", language)
    for file in (*EACH, *WHOLE):
        use, dates = words(f"data.for_{file.use}"), words(f"data.dates_{file.dates}")
        name = file.of(words("data.placeholder")).name
        assert f"{use} {name} {dates}" in found.text
    assert found.text.count(words("data.empty")) == 1


def test_a_file_that_needs_a_table_is_offered_only_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [Download(f"data/{name}.csv", "CSV", "flat", "text", needs=name) for name in ("zones", "nothing")]
    monkeypatch.setattr(data, "WHOLE", tuple(files))
    targets = {href for href, _ in Body(rendered(data.pages, TABLES, "ko")["data/"].body).links}
    assert "../data/zones.csv" in targets
    assert "../data/nothing.csv" not in targets


def test_the_english_edition_leads_to_the_same_files_at_the_root() -> None:
    assert "../../data/zones.csv" in {href for href, _ in body("data/").links}
    assert "../../../data/zones.csv" in {href for href, _ in body("data/zones/").links}
    assert "../../data/zones.csv" in {href for href, _ in body("data/zones/", "ko").links}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_a_table_offers_its_files_in_all_formats(language: str) -> None:
    up = "../../" if language == "ko" else "../../../"
    for table in descriptor().tables:
        targets = {href for href, _ in body(f"data/{table}/", language).links}
        assert {f"{up}{file.of(table).path}" for file in EACH} <= targets
        assert (f"{up}data/zones_flat.csv" in targets) == (table == "zones")


def test_every_download_that_is_written_is_offered() -> None:
    written = all_files(linked(package_of(TABLES)))
    offered = {file.of(table).path for file in EACH for table in descriptor().tables} | {file.path for file in WHOLE}
    # The copies of the flat table for Excel stand beside it, in the folders that its row of the page does not name.
    assert {name for name in written if f"data/{name}" not in offered} <= {"excel/zones_flat.csv", "excel/en/zones_flat.csv"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_a_table_explains_every_column_and_every_allowed_value(language: str) -> None:
    for table in descriptor().tables.values():
        found = body(f"data/{table.name}/", language)
        assert [each for each in found.ids if each in table.field_by_name] == [field.name for field in table.fields]
        for field in table.fields:
            said = row_of(field.name, f"data/{table.name}/", language)
            assert field.title(language) in said.text
            assert field.description(language) in said.text
            assert all(f"{value} {words[language]}" in said.text for value, words in field.labels.items())
        for key in table.foreign_keys:
            target = "./" if key.table == table.name else f"../{key.table}/"
            assert target in {href for href, _ in row_of(key.field, f"data/{table.name}/", language).links}


def test_the_page_of_a_table_counts_its_rows_columns_and_bytes() -> None:
    text = body("data/zones/").text
    zones = package_of(TABLES).tables["zones"]
    assert f"Rows 7 Columns {len(zones.schema.fields)} Size as CSV {len(zones.raw or b''):,} bytes Last checked 2 January 2020" in text


def test_a_table_without_a_day_of_checking_says_so() -> None:
    assert f"Last checked {Words('en')('data.not_held')}" in body("data/citations/").text


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("zones", "id", "text yes 7 a"),
        ("zones", "budget_krw", "whole number no 1 5"),
        ("zones", "area_km2", "number no 0 no row filled"),
        ("zones", "checked_on", "date yes 7 2020-01-02"),
        ("periods", "starts_on", "date, or a month or year no 1 2024-08"),
        ("sources", "url", "web address no 0 no row filled"),
        ("regions", "capital_area", "true or false yes 0 no row filled"),
    ],
)
def test_a_column_tells_its_type_whether_it_is_required_how_full_it_is_and_an_example(table: str, column: str, said: str) -> None:
    assert row_of(column, f"data/{table}/").text.endswith(f" {said}")


def test_a_column_tells_its_unit_and_a_type_that_has_no_words(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry")
    schema = root / "schemas/zones.yaml"
    text = schema.read_text(encoding="utf-8").replace('primaryKey: ["id"]', "primaryKey: id")
    text = text.replace('name: "area_km2"\n    type: "number"', 'name: "area_km2"\n    type: "length"\n    unit: "km"')
    schema.write_text(text, encoding="utf-8")
    found = {page.path: page for page in data.pages(Edition(package.load(root), "en", DAY))}["data/zones/"]
    (line,) = re.findall('<tr id="area_km2">.*?</tr>', found.body)
    assert "length Unit: km no" in Body(line).text
    assert "Primary key id Links of Zones" in Body(found.body).text


def test_a_long_or_broken_cell_stands_cut_on_one_line() -> None:
    assert row_of("summary_ko", "data/zones/", "ko").text.endswith("가" * 59 + "…")
    assert row_of("summary_en", "data/zones/").text.endswith("One Two")
    assert not re.search(r"<(?:table|div|pre)[^>]*>(?:(?!</(?:table|div|pre)>).)*\n\n", pages("en")["data/zones/"].body, re.DOTALL)


def test_the_preview_shows_five_rows_and_few_columns_on_a_phone() -> None:
    (preview,) = re.findall(r'<table class="zr-preview">.*?</table>', pages("en")["data/zones/"].body, re.DOTALL)
    lines = re.findall("<tr>.*?</tr>", preview)
    assert len(lines) == 6
    assert [re.sub("<[^>]*>", "", line.partition("</td>")[0]) for line in lines[1:]] == ["a", "b", "z0", "z1", "z2"]
    for line in lines:
        assert len(re.findall("<t[hd]", line)) == len(descriptor().tables["zones"].fields)
        assert len(re.findall('<t[hd](?! class="zr-later")(?: scope="col")?>', line)) == 3
    assert re.findall('<th scope="col">([^<]*)', lines[0]) == ["id", "kind", "name_en"]


def test_a_phone_shows_both_ends_of_a_row_that_joins_two_records() -> None:
    found = pages("ko")["data/zone_regions/"].body
    assert Words("ko")("data.preview_empty") in found
    made = rendered(data.pages, {"zones": [row("a")], "regions": [row("b")], "zone_regions": [row("c", zone_id="a", region_id="b")]}, "ko")
    assert re.findall('<th scope="col">([a-z_]+)<', made["data/zone_regions/"].body) == ["id", "zone_id", "region_id"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_links_of_a_table_stand_in_a_picture_and_in_a_list_that_says_the_same(language: str) -> None:
    tables = descriptor().tables
    for table in tables.values():
        found = pages(language)[f"data/{table.name}/"].body
        expected = Counter((f"../{key.table}/" if key.table != table.name else "./", key.field) for key in table.foreign_keys) + Counter(
            (f"../{other.name}/", key.field)
            for other in tables.values()
            if other is not table
            for key in other.foreign_keys
            if key.table == table.name
        )
        picture = found.partition("<svg")[2].partition("</svg>")[0]
        drawn: Counter[tuple[str, str]] = Counter()
        for href, label in re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', picture):
            drawn.update((href, column) for column in re.findall(r"\b[a-z]+_[a-z_]+\b", html.unescape(label)))
        listed: Counter[tuple[str, str]] = Counter()
        for items in re.findall(r'<ul class="zr-keys-list">(.*?)</ul>', found, re.DOTALL):
            for href, rest in re.findall(r'<li><a href="([^"]*)">(.*?)</li>', items):
                listed.update((href, column) for column in re.findall("<code>(.*?)</code>", rest))
        assert drawn == listed == expected


def test_a_table_names_those_whose_rows_can_be_about_any_record() -> None:
    text = body("data/zones/").text
    assert f"{Words('en')('data.keys_any')}: Names, Citations, Conflicts, Doubts" in text
    assert Words("en")("data.about_any") in row_of("record_id", "data/doubts/").text
    assert f"{Words('en')('data.keys_any')}: Names, Citations, Conflicts Preview" not in body("data/doubts/").text


def test_keys_and_groups_that_are_unique_are_named() -> None:
    text = body("data/redirects/").text
    assert f"Primary key id Unique together table_name, old_id {Words('en')('data.keys_none')}" in text


def test_gaps_are_the_least_filled_columns_with_open_doubts_and_conflicts() -> None:
    found = body("data/zones/")
    gaps = found.after("Least filled columns:").partition("Open doubts")[0]
    assert len(re.findall(r": \d of 7 rows", gaps)) == 5
    assert "budget_krw" not in gaps
    assert set(re.findall(r": (\d) of", gaps)) == {"0"}
    assert "Open doubts about records of this table: 1. Values that differ between sources: 1. Data quality" in found.text
    assert found.link("Data quality") == "../../quality/"
    assert Words("en")("data.gaps_none") in body("data/sectors/").text


def test_a_table_without_rows_has_no_gaps_to_tell() -> None:
    text = body("data/regions/").text
    assert Words("en")("data.preview_empty") in text
    assert Words("en")("data.gaps_none") not in text
    assert "Least filled columns" not in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_lines_to_copy_stand_as_they_are_run(language: str) -> None:
    found = pages(language)["data/periods/"].body
    shown = [html.unescape(code) for code in re.findall(r'<pre class="zr-code"><code[^>]*>(.*?)</code></pre>', found)]
    assert shown == [each.code for each in snippets("periods", f"{UNKNOWN_SITE}data/")]
    own = "/data/periods/" if language == "ko" else "/en/data/periods/"
    assert Words(language)("data.read_address", placeholder=UNKNOWN_SITE, path=own) in body("data/periods/", language).text


@pytest.mark.parametrize("address", ["https://zones.example/registry", "https://zones.example/registry/"])
def test_the_lines_to_copy_name_the_site_where_its_address_is_known(address: str) -> None:
    found = {page.path: page.body for page in data.pages(edition_of(TABLES, "en"), address)}["data/periods/"]
    assert "https://zones.example/registry/data/periods.parquet" in found
    assert UNKNOWN_SITE not in found


def test_a_table_is_cited_with_its_version_and_day() -> None:
    cited = body("data/zones/").after("Citing and licence")
    assert f"Table: Zones. Version {descriptor().spec['version']}, as of 23 November 2026. CC BY 4.0." in cited
    assert Words("en")("data.license") in cited


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_of_the_real_registry_have_no_anchor_twice_and_mark_korean(language: str) -> None:
    found = real(language)
    assert len(found) == len(descriptor().tables) + 1
    for page in found.values():
        read = Body(page.body)
        assert len(read.ids) == len(set(read.ids)), page.path
        if language == "en":
            assert read.unmarked == [], page.path
