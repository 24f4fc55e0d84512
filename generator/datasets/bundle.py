"""``datapackage.json`` and ``registry.zip``: the whole registry, ready for any Frictionless tool."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from generator.catalog import published_descriptor
from generator.datasets.linked import Linked

# A ZIP entry carries a time; a fixed one keeps the bytes equal from build to build.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def files(linked: Linked, written: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The descriptor, and a ZIP of it with every CSV file. ``written`` are the files of all formats by name."""
    tables = {f"{table.name}.csv": written[f"{table.name}.csv"] for table in linked.package}
    descriptor = published_descriptor(linked.package, tables)
    yield "datapackage.json", descriptor
    yield "registry.zip", _zip({"datapackage.json": descriptor, **tables})


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name])
    return buffer.getvalue()
