from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import pytest

from generator import package
from generator.csvfile import CsvText
from generator.datasets import flat_zones
from generator.datasets.flat_columns import columns
from generator.datasets.linked import Linked
from generator.package import Package, Table
from tests.conftest import small_registry
from tests.datasets import linked
from tests.records import REGISTRY, Tables, descriptor, package_of, row
from tests.test_zone_statuses import DAY, STATUSES

EXCEL = {"ko": "excel/zones_flat.csv", "en": "excel/en/zones_flat.csv"}

LABELS = {
    "active": ("운영 중", "Active"),
    "temporary_permit": ("임시허가", "Temporary permit"),
    "unconfirmed": ("확인 필요", "Unconfirmed"),
    "ended": ("종료", "Ended"),
}

# Names of each zone as SQL finds them, in any order.
NAMES = {
    "sector": "SELECT z.id, s.name_{} FROM zones z JOIN sectors s ON s.id = z.sector_id",
    "regions": "SELECT l.zone_id, r.name_{} FROM zone_regions l JOIN regions r ON r.id = l.region_id",
    "municipalities": "SELECT zone_id, name_{} FROM zone_municipalities",
    "laws": """SELECT DISTINCT p.zone_id, coalesce(l.name_{}, l.name_ko) FROM exemption_laws x JOIN laws l ON l.id = x.law_id
        JOIN exemptions e ON e.id = x.exemption_id JOIN projects p ON p.id = e.project_id""",
    "lead_organisations": """SELECT DISTINCT a.zone_id, coalesce(o.name_{}, o.name_ko) FROM participations a
        JOIN organisations o ON o.id = a.organisation_id WHERE a.role = 'lead'""",
}
COUNTS = {
    "project_count": "SELECT zone_id, count(*) FROM projects GROUP BY ALL",
    "exemption_count": "SELECT p.zone_id, count(*) FROM exemptions e JOIN projects p ON p.id = e.project_id GROUP BY ALL",
}


def files_of(tables: Tables) -> dict[str, bytes]:
    return dict(flat_zones.files(linked(package_of(tables))))


def read(data: bytes) -> pd.DataFrame:
    """The table as pandas reads it, every cell as text."""
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def only(tables: Tables) -> dict[str, str]:
    """The one row of a registry with one zone."""
    (found,) = read(files_of(tables)["zones_flat.csv"]).to_dict("records")
    return {str(name): cell for name, cell in found.items()}


# The real registry


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(flat_zones.files(Linked(package.load(REGISTRY), DAY)))


@pytest.fixture(scope="module")
def flat(files: dict[str, bytes]) -> pd.DataFrame:
    return read(files["zones_flat.csv"]).set_index("id", drop=False)


@pytest.fixture(scope="module")
def sql() -> duckdb.DuckDBPyConnection:
    """The files of the registry as tables of text, read without the generator."""
    connection = duckdb.connect()
    for path in sorted((REGISTRY / "data").glob("*.csv")):
        connection.execute(f"CREATE TABLE {path.stem} AS SELECT * FROM read_csv('{path}', all_varchar = true, header = true)")
    return connection


@pytest.fixture(scope="module")
def own() -> dict[str, dict[str, str]]:
    """The rows of the table of zones by id."""
    text = (REGISTRY / "data/zones.csv").read_text(encoding="utf-8")
    return {each["id"]: each for each in csv.DictReader(io.StringIO(text, newline=""))}


def test_every_zone_is_a_row_with_the_cells_that_it_has_in_its_table(flat: pd.DataFrame, own: dict[str, dict[str, str]]) -> None:
    assert list(flat["id"]) == list(own)
    shared = [name for name in flat.columns if name in next(iter(own.values()))]
    assert len(shared) == 12
    for id, cells in own.items():
        assert {name: flat.at[id, name] for name in shared} == {name: cells[name] for name in shared}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("column", NAMES)
def test_names_are_those_that_the_links_of_the_tables_lead_to(
    flat: pd.DataFrame, sql: duckdb.DuckDBPyConnection, column: str, language: str
) -> None:
    wanted: dict[str, list[str]] = {id: [] for id in flat.index}
    for id, name in sql.execute(NAMES[column].format(language)).fetchall():
        wanted[id].append(name)
    found = {id: [name for name in cell.split("; ") if name] for id, cell in flat[f"{column}_{language}"].items()}
    assert {id: sorted(names) for id, names in found.items()} == {id: sorted(names) for id, names in wanted.items()}
    assert any(found.values())


@pytest.mark.parametrize("column", COUNTS)
def test_counts_are_those_of_the_tables(flat: pd.DataFrame, sql: duckdb.DuckDBPyConnection, column: str) -> None:
    counted = dict(sql.execute(COUNTS[column]).fetchall())
    assert {id: int(cell) for id, cell in flat[column].items()} == {id: counted.get(id, 0) for id in flat.index}


def test_statuses_are_those_of_the_research_beside_their_day(flat: pd.DataFrame) -> None:
    for id, (status, until) in STATUSES.items():
        zone = flat.loc[id]
        assert (zone["status_ko"], zone["status_en"], zone["status_until"]) == (*LABELS[status], until or "")
    assert set(flat["status_as_of"]) == {DAY.isoformat()}


def test_every_reduced_date_has_its_first_and_last_day_beside_it(flat: pd.DataFrame) -> None:
    dated = [name.removesuffix("_first") for name in flat.columns if name.endswith("_first")]
    assert dated == ["decided_on", "designated_on", "ended_on", "status_until", "newest_source_on"]
    for name in dated:
        assert list(flat.columns)[list(flat.columns).index(name) :][:3] == [name, f"{name}_first", f"{name}_last"]
        for text, first, last in zip(flat[name], flat[f"{name}_first"], flat[f"{name}_last"], strict=True):
            # A period of pandas is a day, a month or a year by the text.
            period = pd.Period(text, freq={4: "Y", 7: "M", 10: "D"}[len(text)]) if text else None
            days = (period.start_time.date().isoformat(), period.end_time.date().isoformat()) if period is not None else ("", "")
            assert (first, last) == days
    assert {len(text) for text in flat["status_until"]} == {0, 4, 7, 10}


def test_every_row_leads_to_the_pages_of_its_zone(flat: pd.DataFrame) -> None:
    assert list(flat["page_ko"]) == [f"zones/{id}/" for id in flat.index]
    assert list(flat["page_en"]) == [f"en/zones/{id}/" for id in flat.index]


def test_cells_are_valid_by_the_descriptor_of_the_flat_table(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "zones_flat.csv").write_bytes(files["zones_flat.csv"])
    spec = {key: value for key, value in flat_zones.described(descriptor()).spec.items() if key != "foreignKeys"}
    resource = frictionless.Resource(path="zones_flat.csv", basepath=str(tmp_path), schema=frictionless.Schema.from_descriptor(spec))
    report = resource.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_copies_for_excel_hold_the_same_cells_under_titles(files: dict[str, bytes], flat: pd.DataFrame, language: str) -> None:
    data = files[EXCEL[language]]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == len(flat) + 1
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == [column.field.title(language) for column in columns(descriptor())]
    assert len(set(header)) == len(header)
    # No cell of the registry looks like a formula now.
    assert rows == flat.to_numpy().tolist()


def test_the_same_registry_and_day_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(flat_zones.files(Linked(package.load(REGISTRY), DAY))) == files
    assert files.keys() == {"zones_flat.csv", *EXCEL.values()}
    assert not files["zones_flat.csv"].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in files["zones_flat.csv"]


# Made-up registries


def test_cells_of_any_text_come_back_as_they_are() -> None:
    awkward = ["=1+1", "007", 'a "b", c', "첫 줄\n둘째 줄", "긴 글 " * 3_000, "NULL", "-5", "@x"]
    tables = {"zones": [row(f"z{place}", name_ko=text, round="1") for place, text in enumerate(awkward)]}
    data = files_of(tables)["zones_flat.csv"]
    assert list(read(data)["name_ko"]) == awkward
    assert list(read(data)["area_km2"]) == [""] * len(awkward)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_excel_takes_no_cell_for_a_formula(text: str) -> None:
    files = files_of({"zones": [row("a", name_ko=text, sector_id="sector")], "sectors": [row("sector", name_en=text)]})
    for language, path in EXCEL.items():
        (_, zone) = csv.reader(io.StringIO(files[path].decode("utf-8-sig"), newline=""))
        names = [column.field.name for column in columns(descriptor())]
        cells = dict(zip(names, zone, strict=True))
        for cell in (cells["name_ko"], cells["sector_en"]):
            assert cell[0] not in "=+-@", language
            assert cell.endswith(text)


def test_a_name_without_english_stands_in_korean() -> None:
    cells = only(
        {
            "zones": [row("a")],
            "organisations": [row("o", name_ko="조선소"), row("p", name_ko="대학", name_en="University")],
            "participations": [
                row("1", zone_id="a", organisation_id="o", role="lead"),
                row("2", zone_id="a", organisation_id="p", role="lead"),
                row("3", zone_id="a", organisation_id="p", role="partner"),
            ],
        }
    )
    assert (cells["lead_organisations_ko"], cells["lead_organisations_en"]) == ("조선소; 대학", "조선소; University")


def test_an_organisation_that_leads_a_zone_and_a_project_stands_once() -> None:
    cells = only(
        {
            "zones": [row("a")],
            "projects": [row("p", zone_id="a")],
            "organisations": [row("o", name_ko="조선소")],
            "participations": [
                row("1", zone_id="a", organisation_id="o", role="lead"),
                row("2", zone_id="a", project_id="p", organisation_id="o", role="lead"),
            ],
        }
    )
    assert cells["lead_organisations_ko"] == "조선소"


def test_municipalities_of_one_name_in_two_regions_stand_twice() -> None:
    places = [row(f"a-{id}", zone_id="a", region_id=id, name_ko="중구", name_en="Jung-gu") for id in ("busan", "daegu")]
    cells = only({"zones": [row("a")], "regions": [row("busan"), row("daegu")], "zone_municipalities": places})
    assert (cells["municipalities_ko"], cells["municipalities_en"]) == ("중구; 중구", "Jung-gu; Jung-gu")


def test_the_newest_source_is_that_of_the_zone_and_its_records() -> None:
    tables = {
        "zones": [row("a", source_id="old"), row("b", source_id="undated")],
        "projects": [row("p", zone_id="a", source_id="new")],
        "sources": [
            row("source", published_on="2019", kind="press"),
            row("old", published_on="2020-01-05", kind="press"),
            row("new", published_on="2024-02", kind="press"),
            row("statute", published_on="2025-01-01", kind="law"),
            row("undated", kind="press"),
        ],
        "citations": [row("1", table_name="zones", record_id="a", field="*", source_id="statute")],
    }
    flat = read(files_of(tables)["zones_flat.csv"])
    assert list(flat["newest_source_on"]) == ["2024-02", ""]
    assert list(flat["newest_source_on_first"]) == ["2024-02-01", ""]
    assert list(flat["newest_source_on_last"]) == ["2024-02-29", ""]


def test_labels_stand_in_place_of_values() -> None:
    cells = only({"zones": [row("a", kind="global_innovation", ended_on="2021", ended_reason="expired")]})
    assert (cells["kind_ko"], cells["kind_en"]) == ("글로벌 혁신특구", "Global innovation special zone")
    assert (cells["ended_reason_ko"], cells["ended_reason_en"]) == ("기간 만료", "Term ran out")


def test_a_registry_without_zones_has_a_header_and_one_without_the_table_has_no_file(tmp_path: Path) -> None:
    ((header,),) = [list(csv.reader(io.StringIO(files_of({})["zones_flat.csv"].decode())))]
    assert header == [column.field.name for column in columns(descriptor())]
    few = package.load(small_registry(tmp_path, {"terms": ("fields: [{name: id}]", "id\na\n")}))
    assert list(flat_zones.files(linked(few))) == []


def test_every_column_is_described_once_with_titles_in_both_languages() -> None:
    found = flat_zones.described(descriptor())
    assert [field.name for field in found.fields] == [column.field.name for column in columns(descriptor())]
    assert len({field.name for field in found.fields}) == len(found.fields)
    own = descriptor().tables["zones"].field_by_name
    for field in found.fields:
        assert {"title", "title_en"} <= field.spec.keys()
        if field.name not in own and not field.name.startswith(("kind", "sector", "ended_reason")):
            assert all(field.description(language).endswith(".") for language in ("ko", "en"))


def test_a_table_read_by_its_description_has_types() -> None:
    # What stands for the file in the published descriptor is a table like any other.
    made = package_of({"zones": [row("a", area_km2="21.76", decided_on="2024-08")]})
    data = dict(flat_zones.files(linked(made)))["zones_flat.csv"]
    schema = flat_zones.described(made.descriptor)
    table = Package(made.descriptor, {schema.name: Table(schema, REGISTRY, data, "utf-8", CsvText(data.decode()))}).tables[schema.name]
    values = table.rows[0].values
    assert (values["area_km2"], values["project_count"], values["decided_on"]) == (21.76, 0, "2024-08")
    assert str(values["decided_on_last"]) == "2024-08-31"
