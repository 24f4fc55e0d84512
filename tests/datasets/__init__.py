from __future__ import annotations

from datetime import date

from generator.datasets import FORMATS, bundle
from generator.datasets.linked import Linked
from generator.package import Package

DAY = date(2026, 11, 24)


def linked(package: Package) -> Linked:
    """What downloads are written from, for a fixed day."""
    return Linked(package, DAY)


def bundled(package: Package) -> dict[str, bytes]:
    """The bundles of all other downloads, by name."""
    written = {name: data for files in FORMATS.values() for name, data in files(linked(package))}
    return dict(bundle.files(linked(package), written))
