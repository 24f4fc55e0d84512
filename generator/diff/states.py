"""A state of the registry: a folder, or a commit of the repository around the working folder."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import package
from generator.descriptor import DESCRIPTOR, Descriptor
from generator.diff.git import repository_around
from generator.findings import CannotRun, Finding
from generator.package import Package
from generator.rules.nearest import nearest


@dataclass(frozen=True)
class State:
    """The registry as it was or is. ``name`` is what the user called it; ``is_there`` is False before the registry began."""

    name: str
    package: Package
    is_there: bool = True


def read_state(name: str, registry: Path) -> State:
    """Read the folder or the commit that ``name`` means.

    A folder is the registry's own, with ``datapackage.yaml`` in it, or the one around a folder ``registry``; anything else is
    a commit in the repository that holds ``registry``, where the registry is looked for at the same place. A commit
    without that folder gives an empty state. Raises CannotRun where ``name`` means neither, where git cannot be asked, or
    where the descriptor or a schema of that state cannot be read.
    """
    for folder in (Path(name), Path(name, "registry")):
        if name and os.path.isfile(folder / DESCRIPTOR):
            return State(name, package.load(folder))
    return _read_commit(name, registry)


def read_folder(registry: Path) -> State:
    """Read the registry's folder as it is now. Raises CannotRun where its descriptor or a schema cannot be read."""
    return State(registry.as_posix(), package.load(registry))


def need_one(base: State, head: State, registry: Path) -> None:
    """Raise CannotRun where neither state holds the registry: a folder that was misspelt would look unchanged."""
    if not (base.is_there or head.is_there):
        raise CannotRun(Finding("registry-in-no-state", str(registry), value=f"{base.name}, {head.name}"))


def _read_commit(name: str, registry: Path) -> State:
    repository = repository_around(registry)
    if repository is None:
        raise CannotRun(Finding("no-repository", "git", value=name))
    commit = repository.commit(name)
    if not commit:
        if repository.is_shallow():
            raise CannotRun(Finding("shallow-clone", "git", value=name))
        raise CannotRun(Finding("unknown-state", "git", value=name, details={"nearest": nearest(name, repository.names())}))
    files = repository.files(commit)
    if not files:
        return State(name, Package(Descriptor(registry, {}, {}), {}), is_there=False)
    with tempfile.TemporaryDirectory(prefix="zones-diff-") as work:
        root = Path(work, "registry")
        _lay_out(root, files)
        try:
            return State(name, package.load(root))
        except CannotRun as error:
            # Nobody can look into the folder of work: the place is told as git calls it.
            place = f"{name}:{repository.prefix}".removesuffix("/")
            raise CannotRun(*(_placed(finding, Path(work).name, place) for finding in error.findings)) from None


def _lay_out(root: Path, files: dict[str, bytes]) -> None:
    root.mkdir()
    for name, content in files.items():
        pure = PurePosixPath(name)
        # A tree that was made by hand can name a file outside the folder, and a drive or a folder of Windows.
        if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
            continue
        path = root / pure
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _placed(finding: Finding, work: str, place: str) -> Finding:
    return dataclasses.replace(finding, path=place + finding.path.rpartition(f"{work}/registry")[2])
