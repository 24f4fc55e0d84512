from __future__ import annotations

from pathlib import Path

from generator import package
from generator.datasets import csv_tables
from tests.conftest import small_registry
from tests.datasets import linked
from tests.projects import tiny_registry


def test_every_table_is_a_file_of_its_name_with_the_bytes_of_the_registry(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry")
    files = dict(csv_tables.files(linked(package.load(root))))
    assert files == {path.name: path.read_bytes() for path in (root / "data").iterdir()}
    assert "부산 블록체인 규제자유특구".encode() in files["zones.csv"]
    assert not files["zones.csv"].startswith(b"\xef\xbb\xbf")


def test_the_same_registry_gives_the_same_bytes(tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry")
    assert list(csv_tables.files(linked(package.load(root)))) == list(csv_tables.files(linked(package.load(root))))


def test_a_table_in_a_folder_or_a_file_of_another_name_is_named_by_its_table(tmp_path: Path) -> None:
    root = small_registry(tmp_path, {"terms": ("fields: [{name: id}]", "id\na\n")})
    descriptor = root / "datapackage.yaml"
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace("data/terms.csv", "data/words.csv"), encoding="utf-8")
    (root / "data/terms.csv").rename(root / "data/words.csv")
    assert dict(csv_tables.files(linked(package.load(root)))) == {"terms.csv": b"id\na\n"}
