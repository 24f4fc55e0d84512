"""A tiny registry for each test, laid out from text that the test itself holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator import package, rules
from generator.findings import Finding
from tests.chromium import browser

__all__ = ["browser"]

DAY = date(2026, 11, 23)

# (code, path below the registry, line, column)
Found = tuple[str, str, int, int]


def small_registry(root: Path, tables: Mapping[str, tuple[str, str | bytes]]) -> Path:
    """Lay out a data package of the given tables, each as (schema in YAML, content of its CSV file), and return its folder."""
    (root / "schemas").mkdir()
    (root / "data").mkdir()
    resources = ""
    for name, (schema, content) in tables.items():
        (root / "schemas" / f"{name}.yaml").write_text(schema, encoding="utf-8")
        (root / "data" / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
        resources += f"  - {{name: {name}, type: table, path: data/{name}.csv, schema: schemas/{name}.yaml, encoding: utf-8}}\n"
    (root / "datapackage.yaml").write_text(f"name: small-registry\nresources:\n{resources}", encoding="utf-8")
    return root


def findings(root: Path, day: date = DAY) -> list[Finding]:
    """All findings about the registry under ``root``."""
    return rules.check(package.load(root), day)


def found(root: Path, day: date = DAY) -> list[Found]:
    """Code and place of every finding, in the order of the files; also sees that each can be said in both languages."""
    result = []
    for finding in findings(root, day):
        for words in (finding.message("ko"), finding.message("en"), finding.hint("ko"), finding.hint("en")):
            assert words
            assert words == words.strip()
            assert not words.endswith((":", ",", "''"))
        result.append((finding.code, Path(finding.path).relative_to(root).as_posix(), finding.line, finding.column))
    return result
