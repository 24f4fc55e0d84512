from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import package
from generator.descriptor import Field, ForeignKey, read_descriptor, shown
from generator.findings import CannotRun
from tests.conftest import small_registry

TERMS = """
title: 용어
title_en: Terms
description: 쓰이는 말
description_en: Words in use
primaryKey: [id]
uniqueKeys: [[name_ko, sort]]
foreignKeys:
  - {fields: [parent_id], reference: {resource: "", fields: [id]}, backlink: children}
  - {fields: [law_id], reference: {resource: laws, fields: [id]}, link: basis, backlink: terms, through: note}
fields:
  - {name: id, type: string, constraints: {required: true, pattern: '^[a-z-]+$'}}
  - {name: name_ko, type: string, title: 이름, title_en: Name, description: 한국어 이름, language: ko}
  - {name: name_en, type: string, language: en}
  - {name: note_ko}
  - {name: sort, type: string, constraints: {enum: [a, b]}, labels: {a: {ko: 가, en: A}, b: {ko: 나, en: B}}}
  - {name: since, type: string, partial_date: true}
  - {name: url, type: string, url: true}
  - {name: parent_id, type: string}
  - {name: law_id, type: string}
"""
LAWS = "{polymorphic: true, backlink: notes, fields: [{name: id, type: string}]}"


def cannot_run(root: Path) -> tuple[str, str, int, int]:
    """The one finding for which the registry cannot be read, with its path below the registry."""
    with pytest.raises(CannotRun) as stopped:
        package.load(root)
    (finding,) = stopped.value.findings
    assert finding.message()
    assert finding.hint()
    path = Path(finding.path)
    return finding.code, path.relative_to(root).as_posix() if path.is_relative_to(root) else finding.path, finding.line, finding.column


def with_schema(root: Path, schema: str) -> Path:
    return small_registry(root, {"terms": (schema, "id\n")})


def with_descriptor(root: Path, text: str | bytes) -> Path:
    with_schema(root, "fields: [{name: id}]")
    (root / "datapackage.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def test_tables_columns_words_and_links_come_from_the_schemas(tmp_path: Path) -> None:
    tables = read_descriptor(small_registry(tmp_path, {"terms": (TERMS, ""), "laws": (LAWS, "")})).tables
    terms, laws = tables["terms"], tables["laws"]
    assert list(tables) == ["terms", "laws"]
    assert [field.name for field in terms.fields] == ["id", "name_ko", "name_en", "note_ko", "sort", "since", "url", "parent_id", "law_id"]
    assert (terms.title("ko"), terms.title("en"), laws.title("en")) == ("용어", "Terms", "laws")
    assert (terms.description("ko"), terms.description("en"), laws.description("ko")) == ("쓰이는 말", "Words in use", "")
    assert terms.foreign_keys == (
        ForeignKey("parent_id", "terms", "parent", "children", ""),
        ForeignKey("law_id", "laws", "basis", "terms", "note"),
    )
    assert terms.unique_keys == (("name_ko", "sort"),)
    assert terms.pairs == ("name",)
    assert (terms.is_polymorphic, laws.is_polymorphic, laws.backlink) == (False, True, "notes")


def test_a_column_knows_its_type_its_limits_and_its_words(tmp_path: Path) -> None:
    column = read_descriptor(small_registry(tmp_path, {"terms": (TERMS, ""), "laws": (LAWS, "")})).tables["terms"].field_by_name
    assert (column["id"].required, column["name_ko"].required) == (True, False)
    assert (column["note_ko"].type, column["note_ko"].constraints, column["note_ko"].labels) == ("string", {}, {})
    assert column["sort"].constraints["enum"] == ["a", "b"]
    assert column["sort"].labels["b"]["en"] == "B"
    assert (column["name_ko"].language, column["sort"].language) == ("ko", "")
    assert (column["since"].is_partial_date, column["url"].is_url, column["url"].is_partial_date) == (True, True, False)
    assert (column["name_ko"].title("ko"), column["name_ko"].title("en"), column["since"].title("en")) == ("이름", "Name", "since")
    assert (column["name_ko"].description("ko"), column["name_ko"].description("en")) == ("한국어 이름", "")
    assert (column["id"].fits("a-b"), column["id"].fits("a-b\n"), column["since"].fits("whatever\n")) == (True, False, True)


def test_a_package_is_named_in_both_languages_or_by_its_name(tmp_path: Path) -> None:
    head = "name: zones\ntitle: 등록부\n"
    root = with_descriptor(tmp_path, f"{head}resources: [{{name: terms, path: data/terms.csv, schema: schemas/terms.yaml}}]")
    assert (read_descriptor(root).title("ko"), read_descriptor(root).title("en")) == ("등록부", "zones")


def test_a_folder_that_does_not_exist_cannot_be_read(tmp_path: Path) -> None:
    assert cannot_run(tmp_path / "nowhere")[0] == "registry-missing"


def test_a_folder_without_descriptor_cannot_be_read(tmp_path: Path) -> None:
    assert cannot_run(tmp_path) == ("descriptor-missing", "datapackage.yaml", 0, 0)


def test_a_folder_in_place_of_the_descriptor_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "datapackage.yaml").mkdir()
    assert cannot_run(tmp_path) == ("descriptor-missing", "datapackage.yaml", 0, 0)


def test_a_descriptor_without_permission_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(path)

    root = with_descriptor(tmp_path, "resources: []")
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert cannot_run(root) == ("file-unreadable", "datapackage.yaml", 0, 0)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("# only a comment\n", 1, 1),
        ("- a list\n", 1, 1),
        ("just words", 1, 1),
        ("name: x\nresources:\n\t- name: y\n", 3, 1),
        ("name: 'open\n", 2, 1),
        ("name: x\nresources: [\n", 3, 1),
        (b"name: \xbf\xeb\xbe\xee\n", 1, 7),
        (b"name: x\ntitle: a\x00b\n", 2, 9),
        ("created: 2026-02-30\n", 0, 0),
        ("name: !!int x\n", 0, 0),
        ("name: !python/object:os.system x\n", 1, 7),
    ],
)
def test_a_descriptor_that_is_no_yaml_mapping_is_shown_at_its_place(tmp_path: Path, text: str | bytes, line: int, column: int) -> None:
    assert cannot_run(with_descriptor(tmp_path, text)) == ("not-yaml", "datapackage.yaml", line, column)


@pytest.mark.parametrize(
    "text",
    [
        "name: x",
        "resources:",
        "resources: []",
        "resources: {name: terms}",
        "resources: [terms]",
        "resources: [{path: data/terms.csv, schema: schemas/terms.yaml}]",
        "resources: [{name: terms, schema: schemas/terms.yaml}]",
        "resources: [{name: terms, path: data/terms.csv}]",
        "resources: [{name: terms, path: [data/terms.csv], schema: schemas/terms.yaml}]",
        "resources: [{name: terms, path: data/terms.csv, schema: {fields: []}}]",
    ],
)
def test_a_descriptor_without_what_a_table_needs_is_incomplete(tmp_path: Path, text: str) -> None:
    assert cannot_run(with_descriptor(tmp_path, text)) == ("descriptor-incomplete", "datapackage.yaml", 0, 0)


def test_two_tables_of_one_name_make_the_descriptor_incomplete(tmp_path: Path) -> None:
    table = "{name: terms, path: data/terms.csv, schema: schemas/terms.yaml}"
    assert cannot_run(with_descriptor(tmp_path, f"resources: [{table}, {table}]")) == ("descriptor-incomplete", "datapackage.yaml", 0, 0)


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../terms.csv", "data/../../terms.csv", "C:/terms.csv", "data\\terms.csv", "https://x.kr/t.csv", '"data/\\0.csv"'],
)
def test_a_table_may_not_name_a_file_outside_the_registry(tmp_path: Path, path: str) -> None:
    data = f"resources: [{{name: terms, path: {path}, schema: schemas/terms.yaml}}]"
    schema = f"resources: [{{name: terms, path: data/terms.csv, schema: {path}}}]"
    root = with_descriptor(tmp_path, data)
    assert cannot_run(root) == ("path-outside-registry", "datapackage.yaml", 0, 0)
    (root / "datapackage.yaml").write_text(schema)
    assert cannot_run(root) == ("path-outside-registry", "datapackage.yaml", 0, 0)


def test_a_schema_that_is_not_there_is_named(tmp_path: Path) -> None:
    root = with_schema(tmp_path, "fields: [{name: id}]")
    (root / "schemas" / "terms.yaml").unlink()
    assert cannot_run(root) == ("schema-missing", "schemas/terms.yaml", 0, 0)


def test_a_schema_with_a_tab_is_shown_at_its_line(tmp_path: Path) -> None:
    assert cannot_run(with_schema(tmp_path, "fields:\n  - name: id\n\ttype: string\n")) == ("not-yaml", "schemas/terms.yaml", 3, 1)


def test_an_empty_schema_is_no_mapping(tmp_path: Path) -> None:
    assert cannot_run(with_schema(tmp_path, "")) == ("not-yaml", "schemas/terms.yaml", 1, 1)


@pytest.mark.parametrize(
    "schema",
    [
        "title: no columns",
        "fields: {name: id}",
        "fields: [id]",
        "fields: [{type: string}]",
        "fields: [{name: 5}]",
        "{fields: [{name: id}], foreignKeys: [{fields: [id]}]}",
        "{fields: [{name: id}], foreignKeys: [{fields: id, reference: {resource: '', fields: id}}]}",
        "{fields: [{name: id}], foreignKeys: [{fields: [id], reference: terms}]}",
        "{fields: [{name: id}], foreignKeys: {fields: [id]}}",
        "{fields: [{name: id}], foreignKeys: 5}",
        "{fields: [{name: id}], uniqueKeys: [[id, nmae]]}",
        "{fields: [{name: id}], uniqueKeys: [id]}",
        "{fields: [{name: id}], uniqueKeys: [[[id]]]}",
        "{fields: [{name: id}], uniqueKeys: [[]]}",
        "{fields: [{name: id}], uniqueKeys: 5}",
    ],
)
def test_a_schema_with_columns_or_keys_of_another_form_is_incomplete(tmp_path: Path, schema: str) -> None:
    assert cannot_run(with_schema(tmp_path, schema)) == ("descriptor-incomplete", "schemas/terms.yaml", 0, 0)


@pytest.mark.parametrize(("column", "table"), [("id", "nowhere"), ("nocolumn", "terms")])
def test_a_link_names_a_column_and_a_table_of_the_package(tmp_path: Path, column: str, table: str) -> None:
    schema = f"{{fields: [{{name: id}}], foreignKeys: [{{fields: [{column}], reference: {{resource: {table}, fields: [id]}}}}]}}"
    assert cannot_run(with_schema(tmp_path, schema)) == ("link-to-unknown-table", "schemas/terms.yaml", 0, 0)


def test_a_file_is_shown_below_the_working_folder_where_it_lies_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(tmp_path, "data/terms.csv") == (tmp_path / "data/terms.csv").as_posix()
    monkeypatch.chdir(tmp_path.parent)
    assert shown(tmp_path, "data/terms.csv") == f"{tmp_path.name}/data/terms.csv"
    assert shown(Path(tmp_path.name), "data/terms.csv") == f"{tmp_path.name}/data/terms.csv"


def test_a_file_name_that_is_no_text_is_shown_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path, os.fsdecode(b"data/a\xff\nb.csv")) == "data/a\\udcff\\u000ab.csv"


@pytest.mark.parametrize(
    ("spec", "ko", "en"),
    [
        ({"title": "대상(한국어)", "title_en": "Audience (Korean)", "language": "ko"}, "대상", "Audience"),
        ({"title": "대상(영어)", "title_en": "Audience (English)", "language": "en"}, "대상", "Audience"),
        ({"title": "이름", "title_en": "Name", "language": "ko"}, "이름", "Name"),
        ({"title": "사업비(원)", "title_en": "Budget (KRW)"}, "사업비(원)", "Budget (KRW)"),
    ],
)
def test_the_name_of_a_fact_is_that_of_its_column_without_the_language(spec: dict[str, str], ko: str, en: str) -> None:
    field = Field("audience_ko", spec)
    assert (field.fact_title("ko"), field.fact_title("en")) == (ko, en)
