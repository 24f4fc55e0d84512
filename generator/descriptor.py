"""The descriptor is the model: tables, columns, links and labels, read from ``datapackage.yaml`` and its schemas."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from generator.findings import CannotRun, Finding

DESCRIPTOR = "datapackage.yaml"
_NAME = re.compile("[a-z0-9]+([_-][a-z0-9]+)*")
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
        limits = self.spec.get("constraints")
        return dict(limits) if isinstance(limits, dict) else {}

    @property
    def required(self) -> bool:
        """True where a cell may not be empty."""
        return bool(self.constraints.get("required"))

    def fits(self, cell: str) -> bool:
        """True where the cell has the form that the column's pattern asks for; a pattern that is none asks for nothing."""
        try:
            return re.fullmatch(str(self.constraints.get("pattern", ".*")), cell, re.DOTALL) is not None
        except re.error:
            return True

    @property
    def labels(self) -> dict[str, dict[str, str]]:
        """Words of each allowed value, by value and language."""
        labels = self.spec.get("labels")
        return dict(labels) if isinstance(labels, dict) else {}

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

    def fact_title(self, language: str) -> str:
        """Name of the fact: a bilingual pair is one, and the language of its columns is no part of it."""
        title = self.title(language)
        return title[: title.rindex("(")].rstrip() if self.language and title.endswith(")") else title

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
            (field,) = map(str, key["fields"])
            target = str(key["reference"]["resource"] or self.name)
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
    def may_be_empty(self) -> bool:
        """True where a table without rows is no sign that its rows were lost."""
        return bool(self.spec.get("may_be_empty"))

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
        if table.name in tables:
            missing = f"resources[].name ({table.name}, {table.name})"
            raise CannotRun(Finding("descriptor-incomplete", shown(root, DESCRIPTOR), table=table.name, details={"missing": missing}))
        tables[table.name] = table
    _check_links(root, tables)
    return Descriptor(root, spec, tables)


def shown(root: Path, relative: str) -> str:
    """A file of the registry as messages name it: below the working folder where it lies there."""
    path = root / relative
    with contextlib.suppress(ValueError, OSError):
        # A file that is a link is meant itself, not the file that it leads to.
        path = (path.parent.resolve() / path.name).relative_to(Path.cwd())
    # A file name need not be text; what cannot be printed is written out.
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in path.as_posix())


def _read_table(root: Path, resource: Any) -> TableSchema:
    place = shown(root, DESCRIPTOR)
    if not isinstance(resource, dict):
        raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": "resources[].name"}))
    for needed in ("name", "path", "schema"):
        if not isinstance(resource.get(needed), str):
            raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": f"resources[].{needed}"}))
    if not _NAME.fullmatch(resource["name"]):
        # Names become files and folders of the site: ../x would leave it.
        raise CannotRun(Finding("descriptor-incomplete", place, details={"missing": f"resources[].name ({resource['name']})"}))
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
        groups = table.spec.get("uniqueKeys") or []
        if not isinstance(groups, list) or not all(
            isinstance(g, list) and g and set(map(str, g)) <= table.field_by_name.keys() for g in groups
        ):
            raise CannotRun(Finding("descriptor-incomplete", place, table=table.name, details={"missing": "uniqueKeys[]"}))


def _lies_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return path.isprintable() and not (pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path)


def _read_mapping(path: Path, place: str) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except OSError:
        raise CannotRun(Finding("file-unreadable", place)) from None
    try:
        loaded = yaml.load(raw, Loader=_LOADER)
    except yaml.reader.ReaderError as error:
        before = raw[: error.position]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise CannotRun(Finding("not-yaml", place, line, column, details={"reason": error.reason})) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A ValueError comes from a value that YAML reads as more than text: 2026-02-30 without quotes.
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = getattr(error, "problem", None) or str(error)
        raise CannotRun(Finding("not-yaml", place, line, column, details={"reason": reason})) from None
    if not isinstance(loaded, dict):
        raise CannotRun(Finding("not-yaml", place, 1, 1, details={"reason": "no mapping"}))
    return loaded
