from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.cli import main
from generator.commands import export
from generator.datasets import FORMATS, all_files
from generator.datasets.linked import Linked
from generator.findings import CannotRun
from generator.package import load
from tests.datasets import DAY
from tests.projects import tiny_registry

AS_OF = ("--as-of", DAY.isoformat())


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tiny_registry(tmp_path / "registry")


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_holds_what_the_site_offers(registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "data"
    assert main(["export", "--registry", str(registry), "--out", str(out), *AS_OF]) == 0
    assert files_below(out) == all_files(Linked(load(registry), DAY))
    assert str(len(files_below(out))) in capsys.readouterr().out
    assert [path.name for path in out.parent.iterdir()] == ["data"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_one_format_is_written_alone_and_other_files_stay(registry: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "data"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["export", "--registry", str(registry), "--out", str(out), "--format", name, *AS_OF]) == 0
    written = files_below(out)
    assert written.pop("notes.txt") == b"mine"
    assert written == dict(FORMATS[name](Linked(load(registry), DAY)))


def test_a_registry_with_errors_gives_findings_and_no_file(registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = registry / "data/zones.csv"
    table.write_bytes(table.read_bytes().replace(b"regulation_free", b"regulation_fre"))
    assert main(["export", "--registry", str(registry), "--out", str(tmp_path / "data")]) == 1
    assert "zones.csv" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("out", ["registry", "registry/data", "registry/new/deep"])
def test_the_registry_itself_is_never_written_to(registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    before = files_below(registry)
    assert main(["export", "--registry", str(registry), "--out", str(tmp_path / out)]) == 2
    assert "[export-in-registry]" in capsys.readouterr().err
    assert files_below(registry) == before


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_a_place_that_is_no_folder_is_told(registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main(["export", "--registry", str(registry), "--out", str(tmp_path / out)]) == 2
    assert "[export-not-writable]" in capsys.readouterr().err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_where_no_space_is_left_the_old_files_stay_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "data"
    export.write(out, {"a.csv": b"old", "deep/b.csv": b"old"})
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "b.csv":
            raise OSError(28, os.strerror(28), str(path))
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotRun) as told:
        export.write(out, {"a.csv": b"new", "deep/b.csv": b"new"})
    assert [finding.code for finding in told.value.findings] == ["export-not-writable"]
    assert files_below(tmp_path) == {"data/a.csv": b"old", "data/deep/b.csv": b"old"}


@pytest.mark.parametrize("wrong", [["--format", "nix"], ["--as-of", "soon"], []])
def test_wrong_words_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    out = ["--out", str(tmp_path / "data")] if wrong else []
    assert main(["export", *out, *wrong]) == 2
    assert "[wrong-usage]" in capsys.readouterr().err
