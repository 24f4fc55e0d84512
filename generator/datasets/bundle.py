"""What stands around the other downloads: ``datapackage.json``, ``registry.zip`` and ``SHA256SUMS``."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from generator.catalog import published_descriptor
from generator.datasets import flat_zones
from generator.datasets.linked import Linked
from generator.descriptor import Descriptor
from generator.package import Package, Table

DESCRIPTOR, ARCHIVE, CHECKSUMS = "datapackage.json", "registry.zip", "SHA256SUMS"

# A ZIP entry carries a time and the system that wrote it; fixed ones keep the bytes equal from build to build.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3

# The terms of use of the data stand beside the folder of the registry.
_LICENCE = "LICENSE-DATA.md"

# What the files are, by the form of their names. A file is told of at the first form that fits.
_FORMS = (
    ("datapackage.json", "표와 열의 뜻, 자료형, 표 사이의 연결", "what tables and columns mean, their types and links"),
    (flat_zones.PATH, "특구마다 한 줄로 펼친 표", "one row a zone, with names in place of ids"),
    ("excel/*", "엑셀에서 바로 여는 CSV (한국어 제목, en 폴더는 영어 제목)", "CSV files for Excel (Korean titles; English ones in en)"),
    ("*.csv", "표마다 한 파일, CSV (UTF-8)", "one file a table, CSV (UTF-8)"),
    ("*.json", "표마다 한 파일, JSON", "one file a table, JSON"),
    ("*.jsonl", "표마다 한 파일, 한 줄에 기록 하나인 JSON", "one file a table, JSON with a record a line"),
    ("*.parquet", "표마다 한 파일, Apache Parquet", "one file a table, Apache Parquet"),
    ("*.xlsx", "모든 표를 담은 엑셀 통합 문서", "a workbook of all tables"),
    ("*.sqlite", "모든 표를 담은 SQLite 데이터베이스", "an SQLite database of all tables"),
    (_LICENCE, "자료의 이용 조건", "licence of the data"),
)


def files(linked: Linked, written: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The descriptor, a ZIP of it with all other files, and the checksums of everything. ``written`` are the other files by name."""
    members = {**written, DESCRIPTOR: _descriptor(linked.package, written)}
    yield DESCRIPTOR, members[DESCRIPTOR]
    licence = _licence(linked.package.descriptor)
    archive = _zip({**members, **licence, "README.txt": _readme(linked, [*members, *licence])})
    yield ARCHIVE, archive
    yield CHECKSUMS, checksums({**members, ARCHIVE: archive})


def checksums(files: Mapping[str, bytes]) -> bytes:
    """SHA-256 of each file in the form that ``sha256sum -c`` reads, sorted by name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _descriptor(package: Package, written: Mapping[str, bytes]) -> bytes:
    """The descriptor of every CSV file that stands beside it: the tables, and the flat table of zones where there is one."""
    tables = dict(package.tables)
    if flat_zones.PATH in written:
        schema = flat_zones.described(package.descriptor)
        tables[schema.name] = Table(schema, package.descriptor.root, written[flat_zones.PATH])
    return published_descriptor(Package(package.descriptor, tables), written)


def _licence(descriptor: Descriptor) -> dict[str, bytes]:
    """The terms of use as they stand beside the registry, by name; none where no such file does."""
    path = descriptor.root.resolve().parent / _LICENCE
    # A link is not followed: it could lead to a file that nobody meant to publish.
    return {_LICENCE: path.read_bytes()} if path.is_file() and not path.is_symlink() else {}


def _readme(linked: Linked, names: list[str]) -> bytes:
    """What the ZIP is and what its files are, in both languages."""
    descriptor = linked.package.descriptor
    version, day = descriptor.spec.get("version", ""), linked.day.isoformat()
    found = {next((form for form in _FORMS if fnmatchcase(name, form[0])), None) for name in names}
    forms = [form for form in _FORMS if form in found]
    licences = [f"{each.get('name', '')} {each.get('path', '')}".strip() for each in descriptor.spec.get("licenses") or []]
    korean = [
        descriptor.title("ko"),
        "",
        f"판: {version}",
        f"상태를 계산한 날: {day}",
        *(f"이용 조건: {licence}" for licence in licences),
        "",
        *(f"{form}: {words}" for form, words, _ in forms),
    ]
    english = [
        descriptor.title("en"),
        "",
        f"Version: {version}",
        f"Statuses as of: {day}",
        *(f"Licence: {licence}" for licence in licences),
        "",
        *(f"{form}: {words}" for form, _, words in forms),
    ]
    return "\n".join([*korean, "", "", *english, ""]).encode()


def _zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = _UNIX
            archive.writestr(info, members[name])
    return buffer.getvalue()
