"""Files of a commit, read from the repository's objects: the work tree and the index are neither read nor changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.findings import CannotRun, Finding

# Modes of plain files in a tree; the last one is of old repositories.
_FILES = (b"100644", b"100755", b"100664")
# A hook of git sets these for its own repository; here the folder alone says which one is meant.
_OF_ANOTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


@dataclass(frozen=True)
class Repository:
    """The repository around a folder; ``prefix`` is the folder's place in it."""

    folder: Path
    prefix: str

    def commit(self, name: str) -> str:
        """Hash of the commit that ``name`` means, or an empty text where it means none."""
        # git takes what begins with a hyphen for an option, and no name of a commit begins so.
        if not name.isprintable() or name.startswith("-"):
            return ""
        found = self._said("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        # ^main is understood too, as what is to be left out.
        return self._said("rev-parse", "--verify", "--quiet", found + "^{commit}") if found.isalnum() else ""

    def is_shallow(self) -> bool:
        """True where older commits were not fetched."""
        return self._said("rev-parse", "--is-shallow-repository") == "true"

    def names(self) -> list[str]:
        """Branches and tags."""
        return self._said("for-each-ref", "--format=%(refname:short)").split()

    def files(self, commit: str) -> dict[str, bytes]:
        """Every file below the folder in that commit, by its path in the folder; none where the commit has no such folder.

        Links and submodules are left out: a link could lead to any file of whoever reads it. Raises CannotRun where git fails.
        """
        tree = self._said("rev-parse", "--verify", "--quiet", f"{commit}:{self.prefix}")
        if not tree:
            return {}
        # Not `git archive`, which leaves out and rewrites files as the commit's own .gitattributes tell it.
        listed = list(_listed(self._run("ls-tree", "-r", "-z", "--full-tree", tree)))
        asked = b"".join(name + b"\n" for name, _ in listed)
        contents = _contents(self._run("cat-file", "--batch", asked=asked))
        return {path: content for (_, path), content in zip(listed, contents, strict=True)}

    def _said(self, *arguments: str) -> str:
        """What git prints on its first line, or an empty text where it fails."""
        return git(self.folder, *arguments).stdout.decode(errors="replace").strip()

    def _run(self, *arguments: str, asked: bytes = b"") -> bytes:
        done = git(self.folder, *arguments, asked=asked)
        if done.returncode:
            raise failed(done)
        return done.stdout


def repository_around(folder: Path) -> Repository | None:
    """The repository that holds ``folder``, which need not exist itself; None where there is no repository.

    Raises CannotRun where git is not installed, or refuses the repository.
    """
    path = Path(os.path.abspath(folder))
    there = next(each for each in (path, *path.parents) if each.is_dir())
    done = git(there, "rev-parse", "--show-prefix")
    if done.returncode:
        if b"not a git repository" in done.stderr:
            return None
        raise failed(done)
    place = PurePosixPath(os.fsdecode(done.stdout.removesuffix(b"\n")), path.relative_to(there).as_posix()).as_posix()
    return Repository(there, "" if place == "." else place)


def git(folder: Path, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in ``folder`` without asking the user for anything. Raises CannotRun where git is not installed."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], input=asked, capture_output=True, check=False, env=environment)
    except OSError as error:
        raise CannotRun(Finding("git-missing", "git", details={"reason": error.strerror or error})) from None


def failed(done: subprocess.CompletedProcess[bytes]) -> CannotRun:
    """What to raise after a command of git that failed, with git's own reason."""
    said = " ".join(done.stderr.decode(errors="replace").split())
    return CannotRun(Finding("git-failed", "git", details={"reason": said or f"git: {done.returncode}"}))


def _listed(said: bytes) -> Iterator[tuple[bytes, str]]:
    for line in said.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _, name = about.split(b" ")
        if mode in _FILES:
            yield name, os.fsdecode(path)


def _contents(said: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(said):
        end = said.index(b"\n", position)
        about = said[position:end].split(b" ")
        if len(about) != 3:
            # A clone without all objects, or a damaged one: "… missing".
            raise CannotRun(Finding("git-failed", "git", details={"reason": said[position:end].decode(errors="replace")}))
        start = end + 1
        position = start + int(about[2]) + 1
        yield said[start : position - 1]
