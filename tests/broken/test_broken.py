"""One mistake each in a registry that is sound otherwise (``sound/``): its code, file, line and column, and no other finding.

The mistakes stand in a file a family. A case damages ``file`` in one of these ways:

    example: CODE            as the catalogue's example of the code does
    mended: …  wrong: …      a text that stands once in the file is replaced
    damage: {encode: cp949}  one of the ways in DAMAGES

and says ``at: [line, column]`` of the only finding, its ``code``, and its ``path`` where that is another file. The mended text
gives no finding, as the registry shows before it is damaged.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.findings.catalogue import catalogue
from tests.conftest import found
from tests.projects import tiny_registry

HERE = Path(__file__).parent
# Families that are about the files of a registry; the others need no registry, or none that can be read.
FAMILIES = ("bytes", "shape", "schema", "keys", "dates", "text", "provenance", "domain")


def _encode(path: Path, encoding: str) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))


def _newlines(path: Path, newline: str) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def _grow(path: Path, size: int) -> None:
    """Let the very last cell grow by so many letters."""
    path.write_bytes(path.read_bytes().removesuffix(b"\n") + b"a" * size + b"\n")


def _folder(path: Path, _: Any) -> None:
    path.unlink()
    path.mkdir()


def _replace(path: Path, texts: list[str]) -> None:
    """For what an example can only tell in words; a lone byte that is no text is written ``\\udcXX``."""
    mended, wrong = texts
    text = path.read_bytes().decode()
    assert text.count(mended) == 1
    path.write_bytes(text.replace(mended, wrong).encode(errors="surrogateescape"))


def _lengthen(path: Path, text_and_times: tuple[str, int]) -> None:
    """Write a cell so many times over."""
    text, times = text_and_times
    whole = path.read_text(encoding="utf-8")
    assert whole.count(f",{text},") == 1
    path.write_bytes(whole.replace(f",{text},", f",{text * times},").encode())


def _link_to(path: Path, target: str) -> None:
    path.rename(path.with_name(target))
    path.symlink_to(target)


def _keep_lines(path: Path, number: int) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:number]))


DAMAGES: dict[str, Callable[[Path, Any], None]] = {
    "delete": lambda path, _: path.unlink(),
    "encode": _encode,
    "folder": _folder,
    "grow": _grow,
    "keep_lines": _keep_lines,
    "lengthen": _lengthen,
    "link_to": _link_to,
    "newlines": _newlines,
    "replace": _replace,
    "write": _write,
}


def cases(family: str) -> list[dict[str, Any]]:
    """The cases of a family, as its file has them."""
    return list(yaml.safe_load((HERE / f"{family}.yaml").read_text(encoding="utf-8")))


CASES = [pytest.param(case, id=f"{family}-{case.get('example') or case['name']}") for family in FAMILIES for case in cases(family)]


def break_registry(root: Path, case: dict[str, Any]) -> str:
    """Damage the registry as the case says, and return the file that was damaged."""
    name = case.get("file", "")
    wrong, mended = case.get("wrong"), case.get("mended")
    if "example" in case:
        example = catalogue()[case["example"]].example
        name = name or example.file
        wrong, mended = example.wrong["ko"], example.mended["ko"]
    path = root / name
    if "damage" in case:
        ((way, how),) = case["damage"].items()
        DAMAGES[way](path, how)
    else:
        text = path.read_bytes().decode()
        assert text.count(mended) == 1
        path.write_bytes(text.replace(mended, wrong).encode())
    return str(name)


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_is_one_finding_at_its_place(tmp_path: Path, case: dict[str, Any]) -> None:
    root = tiny_registry(tmp_path / "registry")
    name = break_registry(root, case)
    line, column = case["at"]
    assert found(root) == [(case.get("example") or case["code"], case.get("path", name), line, column)]


def test_the_registry_is_sound_before_it_is_damaged(tmp_path: Path) -> None:
    assert found(tiny_registry(tmp_path / "registry")) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_example_of_the_catalogue_is_tried(family: str) -> None:
    codes = {code for code, entry in catalogue().items() if entry.family == family}
    tried = {case["example"] for case in cases(family) if "example" in case}
    assert codes - tried == set()


def test_there_are_many_cases_and_no_two_are_alike() -> None:
    assert len(CASES) >= 80
    told = [str(sorted((key, str(value)) for key, value in param.values[0].items() if key != "name")) for param in CASES]
    assert len(set(told)) == len(told)
