"""What the data is, for machines: the published descriptor with sizes and checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.package import Package


def published_descriptor(package: Package, files: Mapping[str, bytes]) -> bytes:
    """``datapackage.json`` for a folder that holds the given CSV files by name, schemas inline, with bytes and hashes."""
    spec: dict[str, Any] = {key: value for key, value in package.descriptor.spec.items() if key != "resources"}
    resources = []
    for table in package:
        name = f"{table.name}.csv"
        data = files[name]
        resource = {**table.schema.resource, "path": name, "schema": table.schema.spec}
        resource["bytes"] = len(data)
        resource["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()
        resources.append(resource)
    return json.dumps({**spec, "resources": resources}, ensure_ascii=False, indent=2, default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    # YAML reads 2026-11-23 without quotes as a day.
    return value.isoformat() if isinstance(value, date) else str(value)
