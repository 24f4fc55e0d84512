"""Every rule of the registry, one module a family. A rule is data in, findings out; it never changes a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.findings import Finding, in_file_order
from generator.package import Package
from generator.rules import bytes as bytes_
from generator.rules import dates, domain, keys, provenance, schema, shape, text

Family = Callable[[Package, date], Iterator[Finding]]

FAMILIES: tuple[Family, ...] = (
    bytes_.check,
    shape.check,
    schema.check,
    keys.check,
    dates.check,
    text.check,
    provenance.check,
    domain.check,
)


def check(package: Package, day: date) -> list[Finding]:
    """All findings of all families on ``day``, in the order of the files."""
    return in_file_order(finding for family in FAMILIES for finding in family(package, day))
