from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import polars
import pytest
from pyarrow import parquet

from generator import package
from generator.datasets import parquet_tables
from generator.descriptor import read_descriptor
from tests.datasets import linked
from tests.datasets.truth import awkward_registry

REGISTRY = Path(__file__).parents[2] / "registry"


@pytest.fixture
def awkward(tmp_path: Path) -> bytes:
    ((_, data),) = parquet_tables.files(linked(package.load(awkward_registry(tmp_path))))
    return data


def test_a_reduced_date_has_its_first_and_last_day_beside_it_and_stays_text(awkward: bytes) -> None:
    table = polars.read_parquet(io.BytesIO(awkward))
    spans = table.select("held_on", "held_on_first", "held_on_last").rows()
    assert spans[1:4] == [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ]
    assert set(spans[4:]) == {(None, None, None)}
    place = table.columns.index("held_on")
    assert table.columns[place : place + 3] == ["held_on", "held_on_first", "held_on_last"]


def test_columns_have_types(awkward: bytes) -> None:
    kinds = polars.read_parquet(io.BytesIO(awkward)).schema
    assert [kinds[name] for name in ("id", "round", "area_km2", "standing", "checked_on", "held_on", "held_on_first")] == [
        polars.String,
        polars.Int64,
        polars.Float64,
        polars.Boolean,
        polars.Date,
        polars.String,
        polars.Date,
    ]


def test_a_required_column_holds_no_nulls_by_its_type(awkward: bytes) -> None:
    schema = parquet.read_schema(io.BytesIO(awkward))
    assert (schema.field("id").nullable, schema.field("name_ko").nullable) == (False, True)


def test_table_and_columns_carry_their_meaning_in_both_languages() -> None:
    described = read_descriptor(REGISTRY)
    files = dict(parquet_tables.files(linked(package.load(REGISTRY))))
    for name, table in described.tables.items():
        schema = parquet.read_schema(io.BytesIO(files[f"{name}.parquet"]))
        about = {key.decode(): value.decode() for key, value in schema.metadata.items()}
        assert (about["title_ko"], about["description_en"]) == (table.title("ko"), table.description("en"))
        assert (about["licence"], about["version"]) == ("CC-BY-4.0", str(described.spec["version"]))
        for field in table.fields:
            told = {key.decode(): value.decode() for key, value in schema.field(field.name).metadata.items()}
            assert told["title_en"] == field.title("en")
            assert told.get("description_ko", "") == field.description("ko")
