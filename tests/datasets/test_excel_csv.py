from __future__ import annotations

import io
from pathlib import Path

import pandas
import pytest

from generator import package
from generator.datasets import excel_csv
from tests.conftest import small_registry
from tests.datasets import linked
from tests.datasets.truth import awkward_registry, fields_of, tables_of

REGISTRY = Path(__file__).parents[2] / "registry"
TITLES = {"ko": "title", "en": "title_en"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_cell_of_the_registry_comes_back_under_the_title_of_its_column(language: str) -> None:
    files = dict(excel_csv.files(linked(package.load(REGISTRY))))
    for table, rows in tables_of(REGISTRY, typed=False).items():
        data = files[f"{excel_csv.FOLDERS[language]}{table}.csv"]
        found = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        assert list(found.columns) == [field[TITLES[language]] for field in fields_of(REGISTRY, table)]
        cells = [
            [cell.removeprefix("'") if cell[:2] in ("'=", "'+", "'-", "'@") else cell for cell in row] for row in found.values.tolist()
        ]
        assert cells == [[cell or "" for cell in row.values()] for row in rows], table


def test_excel_reads_korean_and_windows_lines(tmp_path: Path) -> None:
    for _, data in excel_csv.files(linked(package.load(awkward_registry(tmp_path)))):
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == 12


def test_no_text_is_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    files = dict(excel_csv.files(linked(package.load(awkward_registry(tmp_path)))))
    found = pandas.read_csv(io.BytesIO(files["excel/terms.csv"]), dtype=str, keep_default_na=False)
    assert list(found["이름"][:6]) == ["", '\'=1+1, "둘"', "'+82-2", "'-1", "'@SUM(A1)", "0012"]
    assert list(found["round"][1:4]) == ["0", "-7", "123456789012345678"]
    assert list(found["area_km2"][1:4]) == ["110", "-0.5", "21.76"]


def test_columns_of_one_title_are_told_apart(tmp_path: Path) -> None:
    schema = "fields: [{name: id}, {name: a, title: 이름}, {name: b, title: 이름}]"
    root = small_registry(tmp_path, {"terms": (schema, "id,a,b\nx,1,2\n")})
    files = dict(excel_csv.files(linked(package.load(root))))
    assert files["excel/terms.csv"].decode("utf-8-sig").split("\r\n")[0] == "id,이름 [a],이름 [b]"
