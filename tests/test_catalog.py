from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from generator import package
from generator.catalog import published_descriptor
from generator.package import Package
from tests.conftest import small_registry

SCHEMA = """
title: "용어"
title_en: "Terms"
primaryKey: [id]
fields:
  - {name: id, type: string, constraints: {required: true}}
  - {name: kind, type: string, labels: {a: {ko: "가", en: "A"}}}
"""
CSV = b"id,kind\nx,a\n"


def published(loaded: Package, files: dict[str, bytes]) -> Any:
    """The descriptor as a reader of the published file gets it."""
    return json.loads(published_descriptor(loaded, files))


def registry(root: Path, head: str = "") -> Package:
    small_registry(root, {"terms": (SCHEMA, CSV), "laws": (SCHEMA, "id,kind\n")})
    descriptor = root / "datapackage.yaml"
    descriptor.write_text(head + descriptor.read_text(encoding="utf-8"), encoding="utf-8")
    return package.load(root)


def test_what_the_package_says_of_itself_is_kept(tmp_path: Path) -> None:
    loaded = registry(tmp_path, 'title: "등록부"\ntitle_en: "Registry"\nlicenses: [{name: CC-BY-4.0}]\n')
    found = published(loaded, {"terms.csv": CSV, "laws.csv": b""})
    assert {key: found[key] for key in found if key != "resources"} == {
        "name": "small-registry",
        "title": "등록부",
        "title_en": "Registry",
        "licenses": [{"name": "CC-BY-4.0"}],
    }


def test_every_table_has_its_file_beside_the_descriptor_its_schema_inside_it_and_its_hash(tmp_path: Path) -> None:
    terms, laws = published(registry(tmp_path), {"terms.csv": CSV, "laws.csv": b"id,kind\n"})["resources"]
    assert (terms["name"], terms["path"], terms["type"], terms["encoding"]) == ("terms", "terms.csv", "table", "utf-8")
    assert terms["schema"]["fields"][1]["labels"] == {"a": {"ko": "가", "en": "A"}}
    assert (terms["bytes"], terms["hash"]) == (len(CSV), f"sha256:{hashlib.sha256(CSV).hexdigest()}")
    assert (laws["name"], laws["bytes"]) == ("laws", 8)


def test_hangul_stands_as_it_is_and_the_file_ends_with_a_newline(tmp_path: Path) -> None:
    data = published_descriptor(registry(tmp_path), {"terms.csv": CSV, "laws.csv": b""})
    assert "용어".encode() in data
    assert data.endswith(b"}\n")


def test_a_day_without_quotes_in_the_descriptor_is_published_as_text(tmp_path: Path) -> None:
    loaded = registry(tmp_path, "created: 2026-11-23T00:00:00Z\nupdated: 2026-11-23\n")
    found = published(loaded, {"terms.csv": CSV, "laws.csv": b""})
    assert (found["created"], found["updated"]) == ("2026-11-23T00:00:00+00:00", "2026-11-23")


def test_the_same_registry_gives_the_same_bytes(tmp_path: Path) -> None:
    files = {"terms.csv": CSV, "laws.csv": b""}
    loaded = registry(tmp_path)
    assert published_descriptor(loaded, files) == published_descriptor(package.load(tmp_path), files)
