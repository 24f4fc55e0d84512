"""The Nu HTML checker reads one page of every kind. Without Java or npm it is skipped; the parser beside it always reads."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.kinds import LANGUAGES, file_of, moved, page_kinds

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".zones" / "nu"
JAR = "node_modules/vnu-jar/build/dist/vnu.jar"
# Markup of the theme's base template that stands outside all of its blocks.
THEIRS = (
    "Attribute “autocomplete” is only allowed when the input type is “color”, “date”, “datetime-local”, “email”, “hidden”, “month”, "
    "“number”, “password”, “range”, “search”, “tel”, “text”, “time”, “url”, or “week”."
)


@pytest.fixture(scope="module")
def jar() -> Path:
    """The checker, installed from its lock file once for each version."""
    for program in ("java", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed; the Nu HTML checker needs Java, and npm to be had")
    folder = CACHE / hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    if not (folder / JAR).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        install = [str(shutil.which("npm")), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=300)
        if done.returncode:
            shutil.rmtree(folder)
            pytest.fail(f"npm could not install the Nu HTML checker: {done.stderr.strip()[-200:]}")
    return folder / JAR


def messages(jar: Path, files: list[Path]) -> list[tuple[str, str]]:
    """File and message of every error."""
    command = ["java", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", "--errors-only", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=True)
    read = json.loads(done.stdout)["messages"]
    return [(each["url"], f"{each['message']} {each.get('lastLine')}: {each.get('extract', '').strip()}") for each in read]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_an_error_of_ours(site: Path, jar: Path, language: str) -> None:
    files = [file_of(site, path) for path in (*page_kinds(site, language), *moved(site, language))]
    found = messages(jar, files)
    assert [each for each in found if not each[1].startswith(THEIRS)] == []
    # The theme's two checkboxes, on every page: when they are gone, so is the exception.
    assert set(Counter(url for url, _ in found).values()) == {2}


def test_a_mistake_is_found(jar: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=ko><head><title>a</title></head><body><ul><p>b</p></ul></body></html>", encoding="utf-8")
    ((_, message),) = messages(jar, [page])
    assert "Element “p” not allowed as child of element “ul”" in message
