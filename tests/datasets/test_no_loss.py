"""Every cell of the registry comes back from every format, read with another library than the one that wrote it."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest

from generator import package
from generator.datasets import FORMATS
from tests.datasets import linked
from tests.datasets.truth import Rows, awkward_registry, tables_of

REGISTRY = Path(__file__).parents[2] / "registry"


@pytest.fixture(scope="module", params=["real", "awkward"])
def registry(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return REGISTRY if request.param == "real" else awkward_registry(tmp_path_factory.mktemp("awkward"))


def by_pandas_csv(data: bytes, names: list[str]) -> Rows:
    return pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False).to_dict("records")


def by_polars_csv(data: bytes, names: list[str]) -> Rows:
    return polars.read_csv(io.BytesIO(data), infer_schema=False).to_dicts()


def by_polars_json(data: bytes, names: list[str]) -> Rows:
    return polars.read_json(io.BytesIO(data), infer_schema_length=None).to_dicts() if data != b"[\n\n]\n" else []


def by_polars_lines(data: bytes, names: list[str]) -> Rows:
    return polars.read_ndjson(io.BytesIO(data), infer_schema_length=None).to_dicts() if data else []


def by_polars_parquet(data: bytes, names: list[str]) -> Rows:
    return polars.read_parquet(io.BytesIO(data), columns=names).to_dicts()


def by_duckdb_parquet(data: bytes, names: list[str], folder: Path) -> Rows:
    path = folder / "table.parquet"
    path.write_bytes(data)
    found = duckdb.sql(f"SELECT {', '.join(names)} FROM read_parquet('{path.as_posix()}')")
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


READERS: list[tuple[str, str, Callable[..., Rows]]] = [
    ("csv", "csv", by_pandas_csv),
    ("csv", "csv", by_polars_csv),
    ("json", "json", by_polars_json),
    ("jsonl", "jsonl", by_polars_lines),
    ("parquet", "parquet", by_polars_parquet),
    ("parquet", "parquet", by_duckdb_parquet),
]


def compared(value: Any) -> Any:
    """A value as the files of the registry have it."""
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("name", "ending", "read"), READERS, ids=[each[2].__name__ for each in READERS])
def test_every_cell_comes_back(registry: Path, tmp_path: Path, name: str, ending: str, read: Callable[..., Rows]) -> None:
    # CSV has no types: its cells are texts, and an empty one is nothing.
    is_text = name == "csv"
    expected = tables_of(registry, typed=not is_text)
    raw = {path.stem: path.read_bytes() for path in (registry / "data").glob("*.csv")}
    files = dict(FORMATS[name](linked(package.load(registry))))
    assert set(files) == {f"{table}.{ending}" for table in expected}
    for table, rows in expected.items():
        names = list(rows[0]) if rows else raw[table].decode().strip().split(",")
        arguments = (tmp_path,) if read is by_duckdb_parquet else ()
        found = read(files[f"{table}.{ending}"], names, *arguments)
        found = [{key: None if is_text and not value else compared(value) for key, value in row.items()} for row in found]
        assert found == rows, table
        assert [[type(value) for value in row.values()] for row in found] == [[type(value) for value in row.values()] for row in rows]


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_registry_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    root = awkward_registry(tmp_path)
    assert list(FORMATS[name](linked(package.load(root)))) == list(FORMATS[name](linked(package.load(root))))
