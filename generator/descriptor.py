"""The descriptor is the model: tables, columns, links and labels, read from ``datapackage.yaml`` and its schemas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from generator.findings import CannotRun, Finding

DESCRIPTOR = "datapackage.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Field:
    """One column: its type, its limits, and its words in both languages."""

    name: str
    spec: dict[str, Any]

    @property
    def type(self) -> str:
        """Frictionless type of the column."""
        return str(self.spec.get("type", "string"))

    @property
    def constraints(self) -> dict[str, Any]:
        """Frictionless constraints: required, enum, pattern, minimum, maximum."""
        return dict(self.spec.get("constraints") or {})

    @property
    def required(self) -> bool:
        """True where a cell may not be empty."""
        return bool(self.constraints.get("required"))

    @property
    def labels(self) -> dict[str, dict[str, str]]:
        """Words of each allowed value, by value and language."""
        return dict(self.spec.get("labels") or {})

    @property
    def language(self) -> str:
        """``ko`` or ``en`` for a column of one language, else empty."""
        return str(self.spec.get("language", ""))

    @property
    def is_partial_date(self) -> bool:
        """True for a date with the precision of its source."""
        return bool(self.spec.get("partial_date"))

    @property
    def is_url(self) -> bool:
        """True for a web address."""
        return bool(self.spec.get("url"))

    def title(self, language: str) -> str:
        """Name of the column for readers."""
        return str(self.spec.get("title" if language == "ko" else "title_en") or self.name)

    def description(self, language: str) -> str:
        """Meaning of the column for readers; may be empty."""
        return str(self.spec.get("description" if language == "ko" else "description_en") or "")


@dataclass(frozen=True)
class ForeignKey:
    """A link to another table, with the words for both ways."""

    field: str
    table: str
    link: str
    backlink: str
    through: str


@dataclass(frozen=True)
class TableSchema:
    """One table of the package."""

    name: str
    path: str
    resource: dict[str, Any]
    spec: dict[str, Any]
    schema_path: str

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Columns in the order of the file."""
        return tuple(Field(str(spec["name"]), spec) for spec in self.spec["fields"])

    @cached_property
    def field_by_name(self) -> dict[str, Field]:
        """Columns by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """Links to other tables (an empty resource name means this table)."""
        keys = []
        for key in self.spec.get("foreignKeys") or []:
            (field,) = key["fields"]
            target = key["reference"]["resource"] or self.name
            link = key.get("link") or field.removesuffix("_id")
            keys.append(ForeignKey(field, target, link, key.get("backlink", ""), key.get("through", "")))
        return tuple(keys)

    @cached_property
    def unique_keys(self) -> tuple[tuple[str, ...], ...]:
        """Groups of columns that no two rows share."""
        return tuple(tuple(key) for key in self.spec.get("uniqueKeys") or [])

    @property
    def is_polymorphic(self) -> bool:
        """True where ``table_name`` and ``record_id`` point at a record of any table."""
        return bool(self.spec.get("polymorphic"))

    @property
    def backlink(self) -> str:
        """Word for the way back from the record that a polymorphic row points at."""
        return str(self.spec.get("backlink", ""))

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """Stems of columns that stand in both languages: ``name`` for ``name_ko`` and ``name_en``."""
        names = self.field_by_name
        return tuple(n.removesuffix("_ko") for n in names if n.endswith("_ko") and n.removesuffix("ko") + "en" in names)

    def title(self, language: str) -> str:
        """Name of the table for readers."""
        return str(self.spec.get("title" if language == "ko" else "title_en") or self.name)

    def description(self, language: str) -> str:
        """Meaning of the table for readers."""
        return str(self.spec.get("description" if language == "ko" else "description_en") or "")


@dataclass(frozen=True)
class Descriptor:
    """The whole package as described, before any row is read."""

    root: Path
    spec: dict[str, Any]
    tables: dict[str, TableSchema]

    def title(self, language: str) -> str:
        """Name of the package for readers."""
        return str(self.spec.get("title" if language == "ko" else "title_en") or self.spec.get("name", ""))


def read_descriptor(root: Path) -> Descriptor:
    """Read the descriptor and every schema under ``root``.

    Raises CannotRun where the folder or the descriptor is missing, is no YAML, lacks what a package needs, or
    names a file outside the folder.
    """
    if not root.is_dir():
        raise CannotRun(Finding("registry-missing", str(root)))
    path = root / DESCRIPTOR
    if not path.is_file():
        raise CannotRun(Finding("descriptor-missing", str(path)))
    spec = _read_mapping(path, shown(root, DESCRIPTOR))
    resources = spec.get("resources")
    if not isinstance(resources, list) or not resources:
        raise CannotRun(Finding("descriptor-incomplete", shown(root, DESCRIPTOR), details={"missing": "resources"}))
    tables: dict[str, TableSchema] = {}
    for resource in resources:
        table = _read_table(root, resource)
        tables[table.name] = table
    _check_links(root, tables)
    return Descriptor(root, spec, tables)


def shown(root: Path, relative: str) -> str:
    """A file of the registry as messages name it: below the working folder where it lies there."""
    path = root / relative
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _read_table(root: Path, resource: Any) -> TableSchema:
    place = shown(root, DESCRIPTOR)
    if not isinstance(resource, dict):
        raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": "resources[].name"}))
    for needed in ("name", "path", "schema"):
        if not isinstance(resource.get(needed), str):
            raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": f"resources[].{needed}"}))
    for part in ("path", "schema"):
        if not _lies_inside(resource[part]):
            raise CannotRun(Finding("path-outside-registry", place, table=resource["name"], value=resource[part]))
    schema_path = root / resource["schema"]
    if not schema_path.is_file():
        raise CannotRun(Finding("schema-missing", shown(root, resource["schema"]), table=resource["name"]))
    spec = _read_mapping(schema_path, shown(root, resource["schema"]))
    columns = spec.get("fields")
    if not isinstance(columns, list) or not all(isinstance(f, dict) and isinstance(f.get("name"), str) for f in columns):
        place = shown(root, resource["schema"])
        raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": "fields[].name"}))
    return TableSchema(resource["name"], resource["path"], resource, spec, resource["schema"])


def _check_links(root: Path, tables: dict[str, TableSchema]) -> None:
    for table in tables.values():
        place = shown(root, table.schema_path)
        try:
            keys = table.foreign_keys
        except (KeyError, TypeError, ValueError, AttributeError):
            raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": "foreignKeys[].reference"})) from None
        for key in keys:
            if key.table not in tables or key.field not in table.field_by_name:
                raise CannotRun(Finding("link-to-unknown-table", place, table=table.name, field=key.field, value=key.table))


def _lies_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not (pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path)


def _read_mapping(path: Path, place: str) -> dict[str, Any]:
    try:
        loaded = yaml.load(path.read_bytes(), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = getattr(error, "problem", None) or "not UTF-8"
        raise CannotRun(Finding("not-yaml", place, line, column, details={"reason": reason})) from None
    if not isinstance(loaded, dict):
        raise CannotRun(Finding("not-yaml", place, 1, 1, details={"reason": "no mapping"}))
    return loaded
