from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import canonical, package, rules
from generator.commands.writing import replace
from generator.editing import new_record
from generator.editing.answers import filled
from generator.editing.conventions import PATTERNS, proposed_id
from generator.editing.new_record import NewRecord, Review
from generator.findings import ERROR, CannotRun
from generator.findings.catalogue import catalogue
from tests.conftest import DAY
from tests.editing.prepared import answers, new
from tests.projects import bytes_of, tiny_registry
from tests.records import REGISTRY

TABLES = list(package.read_descriptor(REGISTRY).tables)

EVENT = {
    "zone_id": "gangwon-health",
    "happened_on": "2020-05-18",
    "kind": "evaluated",
    "note_ko": "평가를 발표.",
    "note_en": "The evaluation was announced.",
    "source_id": "bulletin-2024",
}
SOURCE = {
    "url": "https://www.example.co.kr/news/7",
    "publisher": "바다신문",
    "title": "수소 특구",
    "title_kind": "headline",
    "published_on": "2024-08-26",
    "language": "ko",
    "kind": "press",
}
ZONE = {
    "kind": "regulation_free",
    "name_ko": "부산 바다 규제자유특구",
    "name_en": "Busan Sea Zone",
    "short_name_ko": "부산 바다",
    "short_name_en": "Busan Sea",
    "round": "2",
    "sector_id": "hydrogen",
    "decided_on": "2020-07-06",
    "source_id": "bulletin-2024",
}


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tiny_registry(tmp_path / "registry")


def reviewed(registry: Path, table: str, cells: dict[str, str]) -> Review:
    """What the registry says about a record of which nobody is asked."""
    record = new(registry, table)
    return record.review(filled(record, cells))


def refused(registry: Path, table: str, cells: dict[str, str]) -> list[tuple[str, str]]:
    """Code and column of whatever forbids writing the record."""
    return [(finding.code, finding.field) for finding in reviewed(registry, table, cells).refused]


def problems(registry: Path, table: str, field: str, cells: dict[str, str]) -> list[str]:
    """Codes of what is wrong with the answer for ``field`` after the others."""
    return [finding.code for finding in new(registry, table).problems(cells, field)]


# The row in its place


@pytest.mark.parametrize("table", TABLES)
def test_every_table_takes_a_new_record(registry: Path, table: str) -> None:
    record = new(registry, table)
    before = record.table.raw or b""
    review = record.review(filled(record, answers(record.package, table)))
    assert [(finding.code, finding.field) for finding in review.refused] == []
    replace(registry / record.schema.path, review.file)
    read = package.load(registry)
    assert [change.shown_path for change in canonical.changes(read) if change.refused or change.is_needed] == []
    assert len(read.tables[table].rows) == len(record.table.rows) + 1
    lines = review.file.splitlines(keepends=True)
    assert lines.pop(review.line_number - 1) == f"{review.line}\n".encode()
    assert b"".join(lines) == before
    errors = {(finding.code, finding.table) for finding in rules.check(read, DAY) if finding.severity == ERROR}
    assert errors == {(step.finding.code, step.finding.table) for step in review.steps if step.finding.severity == ERROR}


def test_a_row_stands_between_its_neighbours_and_is_quoted_as_fmt_quotes(registry: Path) -> None:
    review = reviewed(registry, "events", {**EVENT, "note_ko": '평가, "우수"', "note_en": "Excellent"})
    assert review.line == (
        'gangwon-health-2020-05-18-evaluated,gangwon-health,,2020-05-18,evaluated,"평가, ""우수""",Excellent,,bulletin-2024,2026-11-23'
    )
    assert review.line_number == 5
    assert reviewed(registry, "events", {**EVENT, "zone_id": "busan-blockchain"}).line_number == 4


def test_a_value_is_brought_into_the_form_that_fmt_gives_it(registry: Path) -> None:
    cells = new(registry, "sectors").tidied({"name_ko": "  \u1112\u1161\u11ab\u1100\u1173\u11af ", "name_en": "a\r\nb"})
    assert cells == {"id": "", "name_ko": "한글", "name_en": "a\nb"}


def test_todays_day_stands_where_no_day_of_checking_is_given(registry: Path) -> None:
    record = new(registry, "sources")
    assert filled(record, SOURCE)["accessed_on"] == "2026-11-23"
    assert filled(record, {**SOURCE, "accessed_on": "2026-11-01"})["accessed_on"] == "2026-11-01"
    assert filled(new(registry, "events"), EVENT)["checked_on"] == "2026-11-23"


# What refuses it


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("happened_on", "2020-13-01", "impossible-date"),
        ("happened_on", "20200518", "malformed-date"),
        ("kind", "feast", "not-allowed-value"),
        ("note_ko", "=1+1", "formula-in-cell"),
        ("note_ko", "둘\n줄", "line-break-in-cell"),
        ("note_en", "<b>bold</b>", "html-in-text"),
        ("note_en", "right\u202eleft", "invisible-character"),
        ("note_en", "a bell\x07", "control-character"),
        ("note_en", "", "missing-value"),
        ("zone_id", "gangwon-healht", "dangling-link"),
        ("source_id", "no-such-source", "dangling-link"),
        ("checked_on", "2026-11-24", "checked-in-future"),
        ("id", "Busan", "malformed-id"),
        ("id", "gangwon-health-2019-09-01-launched", "duplicate-id"),
    ],
)
def test_what_validate_would_find_at_a_cell_is_found_at_the_answer_and_refuses_the_record(
    registry: Path, field: str, value: str, code: str
) -> None:
    cells = {**EVENT, field: value}
    assert [found for found, _ in refused(registry, "events", cells)] == [code]
    assert problems(registry, "events", field, cells) == [code]


def test_a_valid_answer_has_no_finding(registry: Path) -> None:
    record = new(registry, "events")
    cells: dict[str, str] = {}
    for field in record.fields:
        cells[field.name] = EVENT.get(field.name) or record.default(field.name, cells)
        assert record.problems(cells, field.name) == []


def test_an_id_that_redirects_hold_is_not_given_again(registry: Path) -> None:
    assert refused(registry, "zones", {**ZONE, "id": "pusan-blockchain"}) == [("retired-id", "id")]
    assert problems(registry, "zones", "id", {**ZONE, "id": "pusan-blockchain"}) == ["retired-id"]
    assert problems(registry, "terms", "id", {"id": "pusan-blockchain"}) == []
    # Nor is it proposed.
    assert filled(new(registry, "zones"), {**ZONE, "short_name_en": "Pusan Blockchain"})["id"] == "pusan-blockchain-2"


def test_bytes_that_are_no_text_are_told_before_anything_is_checked(registry: Path) -> None:
    assert problems(registry, "events", "note_ko", {"note_ko": "\udcc7\udcd1"}) == ["answer-not-text"]
    assert refused(registry, "events", {**EVENT, "note_ko": "\udcc7\udcd1"}) == [("answer-not-text", "note_ko")]


def test_a_record_that_repeats_another_is_refused_at_the_new_row_wherever_it_would_stand(registry: Path) -> None:
    address = {**SOURCE, "url": "https://example.org/bulletin/2024", "id": "a-first-source"}
    (finding,) = reviewed(registry, "sources", address).refused
    assert (finding.code, finding.path, finding.details["first"]) == ("same-address", "sources.url", "bulletin-2024")
    link = {"zone_id": "busan-blockchain", "region_id": "busan", "source_id": "bulletin-2024", "id": "a-first-row"}
    assert [code for code, _ in refused(registry, "zone_regions", link)] == ["duplicate-key"]


def test_a_group_of_columns_is_judged_when_the_last_of_them_is_answered(registry: Path) -> None:
    assert problems(registry, "zone_regions", "zone_id", {"zone_id": "busan-blockchain"}) == []
    assert problems(registry, "zone_regions", "region_id", {"zone_id": "busan-blockchain", "region_id": "busan"}) == ["duplicate-key"]
    assert problems(registry, "sources", "url", {"url": "https://example.org/bulletin/2024"}) == ["same-address"]


def test_the_other_language_is_asked_for_when_its_turn_comes(registry: Path) -> None:
    assert problems(registry, "zones", "summary_ko", {"summary_ko": "요약"}) == []
    assert problems(registry, "zones", "summary_en", {"summary_ko": "요약", "summary_en": ""}) == ["half-translated"]


def test_a_polymorphic_link_is_judged_in_the_table_that_it_names(registry: Path) -> None:
    cells = {"table_name": "zones", "record_id": "busan-city"}
    assert problems(registry, "citations", "record_id", cells) == ["dangling-link"]
    assert problems(registry, "citations", "record_id", {**cells, "table_name": "organisations"}) == []
    assert problems(registry, "citations", "table_name", {"table_name": "zone"}) == ["dangling-table"]
    record = new(registry, "citations")
    target = record.link_target("record_id", cells)
    assert target is not None
    assert target.name == "zones"
    assert record.link_target("record_id", {}) is None
    assert record.link_target("note_ko", cells) is None
    redirect = new(registry, "redirects").link_target("new_id", cells)
    assert redirect is not None
    assert redirect.name == "zones"


def test_mistakes_that_the_registry_had_before_refuse_nothing(registry: Path) -> None:
    path = registry / "data/terms.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("bulletin-2024", "gone-2024"), encoding="utf-8")
    review = reviewed(registry, "events", EVENT)
    assert (review.refused, review.steps, review.warnings) == ([], [], [])


def test_an_empty_record_is_refused(registry: Path) -> None:
    record = new(registry, "sectors")
    review = record.review({})
    assert {finding.field for finding in review.refused} == {"id", "name_ko", "name_en"}


# What is to follow


def test_a_zone_is_written_and_its_region_is_asked_for_next(registry: Path) -> None:
    review = reviewed(registry, "zones", ZONE)
    assert review.refused == []
    assert [(step.finding.code, step.command) for step in review.steps] == [
        ("zone-without-region", "zones new zone_regions --set zone_id=busan-sea")
    ]


def test_a_source_is_written_before_what_cites_it(registry: Path) -> None:
    review = reviewed(registry, "sources", SOURCE)
    assert (review.refused, review.warnings) == ([], [])
    assert [(step.finding.code, step.command) for step in review.steps] == [
        ("uncited-source", "zones new citations --set source_id=example-2024-08-26")
    ]


def test_only_regions_of_an_observation_follow_it(registry: Path) -> None:
    cells = {"indicator_id": "jobs", "scope": "region", "as_of": "2024", "value": "5", "qualifier": "exact", "basis": "counted"}
    cells |= {"source_id": "bulletin-2024", "id": "jobs-gangwon-2024"}
    steps = reviewed(registry, "observations", cells).steps
    assert [step.command for step in steps] == ["zones new observation_regions --set observation_id=jobs-gangwon-2024"]
    assert refused(registry, "observations", {**cells, "scope": "zone"}) == [("scope-mismatch", "scope")]
    assert refused(registry, "observations", {**cells, "zone_id": "gangwon-health"}) == [("scope-mismatch", "scope")]


def test_follow_ups_are_known_codes_and_name_a_column_of_a_table(registry: Path) -> None:
    tables = package.load(registry).tables
    for code, (table, field) in new_record.FOLLOW_UPS.items():
        assert code in catalogue()
        assert field in tables[table].schema.field_by_name


def test_what_another_record_still_needs_is_told_too(registry: Path) -> None:
    path = registry / "data/zone_regions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "east-sea-hydrogen" not in line), encoding="utf-8")
    review = reviewed(registry, "zone_regions", {"zone_id": "east-sea-hydrogen", "region_id": "busan", "source_id": "bulletin-2024"})
    assert review.refused == []
    assert [(step.finding.code, step.finding.table, step.command) for step in review.steps] == [
        ("linked-zone-in-one-region", "zones", "zones new zone_regions --set zone_id=east-sea-hydrogen")
    ]


def test_a_redirect_of_a_record_that_is_there_is_refused(registry: Path) -> None:
    cells = {"table_name": "zones", "old_id": "gangwon-health", "since": "2026-01-01"}
    cells |= {"reason_ko": "이름을 고쳤습니다.", "reason_en": "The name was mended."}
    assert [code for code, _ in refused(registry, "redirects", cells)] == ["retired-id"]


# Tables that take none


def cannot(registry: Path, table: str) -> list[tuple[str, str]]:
    before = bytes_of(registry)
    with pytest.raises(CannotRun) as raised:
        new(registry, table)
    assert bytes_of(registry) == before
    return [(finding.code, str(finding.details.get("nearest", ""))) for finding in raised.value.findings]


def test_an_unknown_table_is_told_with_the_nearest(registry: Path) -> None:
    assert cannot(registry, "zone") == [("unknown-table", "zones")]


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw.decode().encode("cp949"),
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.removesuffix(b"\n"),
        lambda raw: raw + b"ragged,row\n",
        lambda raw: raw + b'"open,quote\n',
        lambda raw: raw + b"\n",
        lambda raw: raw + b"a-row-out-of-place,\xea\xb0\x80,a\n",
        lambda raw: raw.replace(b"id,name_ko,name_en", b"id,name_en,name_ko"),
        lambda raw: b"",
        lambda raw: b"\xff\xff\xff",
    ],
    ids=["cp949", "crlf", "bom", "no-final-newline", "ragged", "unclosed", "blank", "unsorted", "columns", "empty", "no-text"],
)
def test_a_table_that_fmt_would_change_or_refuse_takes_no_row(registry: Path, damage: object) -> None:
    assert callable(damage)
    path = registry / "data/sectors.csv"
    path.write_bytes(damage(path.read_bytes()))
    assert cannot(registry, "sectors") == [("table-not-canonical", "")]


def test_a_table_without_a_file_is_told_in_the_words_of_the_rules(registry: Path) -> None:
    path = registry / "data/sectors.csv"
    path.rename(registry / "elsewhere.csv")
    assert cannot(registry, "sectors") == [("table-file-missing", "")]
    path.symlink_to(registry / "elsewhere.csv")
    assert cannot(registry, "sectors") == [("file-is-link", "")]


# Ids


def test_every_table_has_a_form_of_id() -> None:
    assert set(PATTERNS) == set(TABLES)


# Ids of the others are shorter than what their cells give, or hold a word that no cell holds.
FREELY_NAMED = {
    *("conflicts", "doubts", "indicators", "laws", "meetings", "names", "observations", "organisations", "programs", "projects"),
    *("redirects", "regions", "sectors", "sources", "task_forces", "terms", "zone_plans", "zones"),
}


@pytest.mark.parametrize("table", [table for table in TABLES if table not in FREELY_NAMED])
def test_real_ids_are_those_that_would_be_proposed(table: str) -> None:
    read = package.load(REGISTRY).tables[table]
    for row in read.rows:
        cells = {name: row.text(name) for name in read.header}
        if "undated" not in row.id:
            # The last number depends on which records of its kind were there before.
            proposed = proposed_id(table, cells, ())
            assert row.id == proposed or without_number(row.id) == without_number(proposed) or without_number(row.id) == proposed


def without_number(id: str) -> str:
    return re.sub("-[0-9]+$", "", id)


def test_an_id_that_is_taken_gets_a_number(registry: Path) -> None:
    record = new(registry, "events")
    launched = {**EVENT, "happened_on": "2019-09-01", "kind": "launched"}
    assert record.proposed_id(launched) == "gangwon-health-2019-09-01-launched-2"
    assert record.proposed_id({**EVENT, "zone_id": ""}) == "scheme-2020-05-18-evaluated"


@pytest.mark.parametrize(
    ("table", "cells", "id"),
    [
        ("sources", {"url": "https://m.etnews.co.kr/a?b=1", "published_on": "2024-08"}, "etnews-2024-08"),
        ("sources", {"url": "https://example.org/a", "accessed_on": "2026-11-23"}, "example-2026-11-23"),
        ("sources", {"url": "http://[broken", "accessed_on": "2026-11-23"}, "2026-11-23"),
        ("organisations", {"name_en": "Société Générale & Co."}, "societe-generale-co"),
        ("organisations", {"name_ko": "물결회사"}, ""),
        ("zone_notes", {"zone_id": "busan-blockchain"}, "busan-blockchain-note-1"),
        ("agenda_items", {"meeting_id": "committee-14"}, "committee-14-02"),
        ("search_synonyms", {}, "synonym-002"),
        ("meetings", {"series": "committee", "number": "15", "held_on": "2025-05-21"}, "committee-15-2025-05"),
        ("conflicts", {"table_name": "zone_notes", "record_id": "a-1", "field": "note_ko"}, "zone-notes-a-1-note-ko"),
        ("conflicts", {"table_name": "zones", "record_id": "busan", "field": "*"}, "zones-busan"),
        ("observations", {"indicator_id": "jobs", "scope": "round", "round": "2", "as_of": "2020"}, "jobs-round-2-2020"),
        ("observations", {"indicator_id": "jobs", "scope": "scheme", "as_of": "2020"}, "jobs-scheme-2020"),
    ],
)
def test_an_id_follows_from_the_other_cells(registry: Path, table: str, cells: dict[str, str], id: str) -> None:
    assert new(registry, table).proposed_id(cells) == id


def test_a_table_without_a_form_takes_its_parent_and_a_number() -> None:
    assert proposed_id("visits", {}, {"busan-1", "busan-3"}, "busan") == "busan-4"
    assert proposed_id("visits", {}, set()) == "visits-1"


def test_the_id_is_asked_for_last(registry: Path) -> None:
    assert [field.name for field in NewRecord(package.load(registry), "sectors", DAY).fields] == ["name_ko", "name_en", "id"]
