"""A corrected cell is never an error for what it leaves out; one warning a record prints the lines that should follow."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import package, rules
from generator.findings import ERROR, Finding
from generator.package import Row
from generator.rules import changes
from tests.conftest import DAY
from tests.projects import tiny_registry

TODAY = DAY.isoformat()
SOURCE = f"publisher-{TODAY}"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tiny_registry(tmp_path / "base")


@pytest.fixture
def head(tmp_path: Path) -> Path:
    return tiny_registry(tmp_path / "head")


def put(root: Path, table: str, id: str, **cells: str) -> None:
    """Change cells of one row, or add the row where the table has none with that id."""
    path = root / "data" / f"{table}.csv"
    names, *rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    if id not in [row[0] for row in rows]:
        rows.append([id] + [""] * (len(names) - 1))
    for row in rows:
        if row[0] == id:
            row[:] = [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([names, *sorted(rows)])
    path.write_text(buffer.getvalue(), encoding="utf-8")


def found(base: Path, head: Path) -> list[Finding]:
    return list(changes.check(package.load(base), package.load(head), DAY))


def additions(base: Path, head: Path) -> dict[str, list[str]]:
    """Lines of the only finding, by file and line as it names them, without the folder."""
    (finding,) = found(base, head)
    lines: dict[str, list[str]] = {}
    for line in finding.additions:
        if line.startswith("# "):
            place = line.rsplit("/", 1)[-1]
            lines[place] = []
        else:
            lines[place].append(line)
    return lines


def paste(root: Path, finding: Finding) -> None:
    """Do what the finding says: add its lines to the files, or put them in place of the line that is named."""
    path, number = root, 0
    for line in finding.additions:
        if match := re.fullmatch(r"# (.*?\.csv)(?::(\d+))?", line):
            path, number = root / "data" / Path(match[1]).name, int(match[2] or 0)
            continue
        rows = path.read_text(encoding="utf-8").splitlines()
        if number:
            rows[number - 1] = line
        else:
            rows = [rows[0], *sorted([*rows[1:], line])]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_no_change_lacks_nothing(base: Path, head: Path) -> None:
    assert found(base, head) == []


def test_a_corrected_date_lacks_source_citation_conflict_event_and_day_of_checking(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", decided_on="2019-07-22")
    (finding,) = found(base, head)
    assert (finding.code, finding.severity, finding.line, finding.column) == ("unfinished-correction", "warning", 2, 109)
    assert "decided_on: '2019-07-23' → '2019-07-22'" in finding.message("ko")
    lines = additions(base, head)
    assert lines["sources.csv"] == [f"{SOURCE},ADDRESS,PUBLISHER,TITLE,headline,,{TODAY},ko,press,"]
    assert lines["citations.csv"] == [
        f"zones-busan-blockchain-decided-on-{SOURCE},zones,busan-blockchain,decided_on,{SOURCE},,",
    ]
    assert lines["conflicts.csv"] == [
        "zones-busan-blockchain-decided-on,zones,busan-blockchain,decided_on,,,2019-07-22,2019-07-23,gazette-2019,,differs,,"
    ]
    (event,) = lines["events.csv:2"]
    assert event.startswith("busan-blockchain-2019-07-23-decided,busan-blockchain,,2019-07-22,decided,")
    (zone,) = lines["zones.csv:2"]
    assert zone.endswith(f",gazette-2019,{TODAY}")
    assert len(lines) == 5


def test_the_lines_can_be_pasted_and_then_nothing_is_missing(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", decided_on="2019-07-22")
    paste(head, found(base, head)[0])
    codes = [finding.code for finding in rules.check(package.load(head), DAY)]
    # What stands in capitals is for the contributor to fill in, and the check says so.
    assert codes == ["malformed-url"]
    put(head, "sources", SOURCE, url="https://example.org/new")
    assert rules.check(package.load(head), DAY) == []
    assert found(base, head) == []


def test_a_source_that_the_change_brings_is_taken_up(base: Path, head: Path) -> None:
    put(head, "periods", "busan-blockchain-designation-1", ends_on="2027-08-09")
    put(head, "sources", "gazette-2023", url="https://example.org/g", publisher="관보", title_kind="none", accessed_on=TODAY)
    lines = additions(base, head)
    assert "sources.csv" not in lines
    assert lines["citations.csv"] == [
        "periods-busan-blockchain-designation-1-ends-on-gazette-2023,periods,busan-blockchain-designation-1,ends_on,gazette-2023,,"
    ]


def test_another_source_of_the_record_needs_no_citation(base: Path, head: Path) -> None:
    put(head, "periods", "busan-blockchain-designation-1", ends_on="2027-08-09", source_id="paper-2021", checked_on=TODAY)
    assert list(additions(base, head)) == ["conflicts.csv"]


@pytest.mark.parametrize("field", ["ends_on", "*"])
def test_a_citation_of_the_field_or_of_the_whole_record_is_enough(base: Path, head: Path, field: str) -> None:
    put(head, "periods", "busan-blockchain-designation-1", ends_on="2027-08-09")
    cells = {"table_name": "periods", "record_id": "busan-blockchain-designation-1", "field": field, "source_id": "paper-2021"}
    put(head, "citations", "periods-new", **cells)
    assert list(additions(base, head)) == ["conflicts.csv", "periods.csv:2"]


def test_a_cell_that_was_empty_leaves_no_conflict(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", ended_on="2027-08-08", ended_reason="expired")
    lines = additions(base, head)
    assert list(lines) == ["sources.csv", "citations.csv", "zones.csv:2"]
    assert len(lines["citations.csv"]) == 2


def test_a_conflict_that_names_the_old_value_as_taken_is_brought_up_to_date(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", area_km2="114.25", source_id="paper-2021", checked_on=TODAY)
    lines = additions(base, head)
    assert lines["conflicts.csv"] == [
        "zones-busan-blockchain-area-km2,zones,busan-blockchain,area_km2,,,114.25,110.65,gazette-2019,,differs,,"
    ]
    assert lines["conflicts.csv:2"][0].startswith("zones-busan-blockchain-area,zones,busan-blockchain,area_km2,,,114.25,114.25,")


@pytest.mark.parametrize(
    ("table", "id", "column", "value", "place"),
    [
        ("events", "busan-blockchain-2019-07-23-decided", "happened_on", "2019-07-22", "zones.csv:2"),
        ("events", "busan-blockchain-2019-07-24-announced", "happened_on", "2019-07-25", "zones.csv:2"),
        ("zones", "busan-blockchain", "designated_on", "2019-07-25", "events.csv:3"),
    ],
)
def test_the_same_day_in_another_table_is_told(base: Path, head: Path, table: str, id: str, column: str, value: str, place: str) -> None:
    put(head, table, id, **{column: value})
    assert value in additions(base, head)[place][0]


def test_the_day_of_a_period_is_that_of_an_event_of_its_kind(base: Path, head: Path) -> None:
    for root in (base, head):
        put(root, "periods", "busan-blockchain-temporary-permit-1", starts_on="2019-07-24")
        event = {"zone_id": "busan-blockchain", "happened_on": "2019-07-24", "kind": "temporary_permit", "note_ko": "가", "note_en": "a"}
        put(root, "events", "permit", **event)
    put(head, "periods", "busan-blockchain-temporary-permit-1", starts_on="2019-07-25")
    lines = additions(base, head)
    assert [place for place in lines if place.startswith("events")] == ["events.csv:5"]
    assert lines["events.csv:5"][0].startswith("permit,busan-blockchain,,2019-07-25,temporary_permit,")


def test_a_meeting_that_moves_moves_its_events(base: Path, head: Path) -> None:
    for root in (base, head):
        put(root, "events", "busan-blockchain-2019-07-23-decided", meeting_id="committee-14", happened_on="2024-11-21")
    put(head, "meetings", "committee-14", held_on="2024-11-22")
    assert ",2024-11-22," in additions(base, head)["events.csv:2"][0]


def test_new_rows_and_rows_about_facts_lack_nothing(base: Path, head: Path) -> None:
    put(head, "doubts", "periods-temporary-permit-start", note_en="The day is not known.")
    put(head, "sources", "paper-2021", title="다른 제목")
    put(head, "zone_notes", "busan-blockchain-target-1", checked_on=TODAY)
    new = {"zone_id": "busan-blockchain", "topic": "site", "note_ko": "새 글", "note_en": "new", "source_id": "paper-2021"}
    put(head, "zone_notes", "busan-blockchain-site-1", checked_on=TODAY, **new)
    assert found(base, head) == []


def test_each_corrected_record_is_one_warning(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", decided_on="2019-07-22", operator_count="8")
    put(head, "programs", "b-space", name_en="B-Space")
    assert [finding.record for finding in found(base, head)] == ["busan-blockchain", "b-space"]


def test_a_day_that_follows_another_record_needs_no_source_of_its_own(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", decided_on="2019-07-22", source_id="paper-2021", checked_on=TODAY)
    put(head, "events", "busan-blockchain-2019-07-23-decided", happened_on="2019-07-22", checked_on=TODAY)
    assert [finding.record for finding in found(base, head)] == ["busan-blockchain"]
    assert list(additions(base, head)) == ["conflicts.csv"]
    put(head, "events", "busan-blockchain-2019-07-23-decided", happened_on="2019-07-21")
    assert [finding.record for finding in found(base, head)] == ["busan-blockchain", "busan-blockchain-2019-07-23-decided"]


def test_a_base_without_the_table_or_a_broken_one_is_no_reason_to_stop(base: Path, head: Path) -> None:
    put(head, "zones", "busan-blockchain", decided_on="2019-07-22")
    (base / "data/conflicts.csv").unlink()
    (base / "data/events.csv").write_bytes(b"\xff\xfe\x00")
    (head / "data/sources.csv").write_bytes(b"")
    assert len(found(base, head)) == 1


def _date_cells() -> list[tuple[str, str, str, str]]:
    """Every filled date cell of the sound registry."""
    loaded = package.load(Path(__file__).parents[2] / "registry")
    folder = Path(__file__).parents[1] / "broken/sound/data"
    cells = []
    for table in loaded:
        columns = [field.name for field in table.schema.fields if field.is_partial_date or field.type == "date"]
        for row in csv.DictReader(io.StringIO((folder / f"{table.name}.csv").read_text(encoding="utf-8"))):
            cells += [(table.name, row["id"], column, row[column]) for column in columns if row[column]]
    return cells


def test_every_date_can_be_corrected_without_an_error(head: Path) -> None:
    """One well-formed day, possible beside the other dates of its record, in one cell: never an error, whatever should follow."""
    tried = 0
    for table, id, column, cell in _date_cells():
        if len(cell) < 10:
            continue
        before = (head / f"data/{table}.csv").read_bytes()
        possible = []
        for days in (-1, 1):
            put(head, table, id, **{column: (date.fromisoformat(cell) + timedelta(days)).isoformat()})
            possible.append([finding for finding in rules.check(package.load(head), DAY) if finding.severity == ERROR])
        (head / f"data/{table}.csv").write_bytes(before)
        assert [] in possible, (table, id, column, possible)
        tried += 1
        if tried > 25 and table == "zones":
            break
    assert tried > 25


def test_a_row_knows_its_zone_through_its_project(head: Path) -> None:
    loaded = package.load(head)
    row: Row = loaded.tables["exemptions"].row_by_id["digital-voucher-exemption-1"]
    assert changes.zone_of(loaded, row) == "busan-blockchain"
    assert changes.zone_of(loaded, loaded.tables["zones"].row_by_id["gangwon-health"]) == "gangwon-health"
    assert changes.zone_of(loaded, loaded.tables["sources"].row_by_id["paper-2021"]) == ""
