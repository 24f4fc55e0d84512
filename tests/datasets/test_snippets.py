"""The lines that the pages of tables offer to copy are run as they stand, against a server of the real downloads."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from generator import package
from generator.datasets import all_files
from generator.package import Package
from generator.pages.snippets import TEMPLATES, snippets
from tests.datasets import linked
from tests.records import REGISTRY

TABLES = ("zones", "periods")
SECONDS = 60


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are no part of what a test says."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A tool that hangs up when it has what it wants is no error."""


@pytest.fixture(scope="module")
def loaded() -> Package:
    return package.load(REGISTRY)


@pytest.fixture(scope="module")
def written(loaded: Package) -> dict[str, bytes]:
    return all_files(linked(loaded))


@pytest.fixture(scope="module")
def data(written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the folder of downloads, as a site in a folder of its host has it."""
    root = tmp_path_factory.mktemp("site")
    for name, content in written.items():
        path = root / "registry/data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/registry/data/"
        server.shutdown()


def code(tool: str, table: str, data: str) -> str:
    (found,) = (each for each in snippets(table, data) if each.tool == tool)
    return found.code


def said(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def needing(*programs: str) -> None:
    if missing := [name for name in programs if shutil.which(name) is None]:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


def rows(loaded: Package, table: str) -> str:
    return str(len(loaded.tables[table].rows))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("tool", ["pandas", "polars"])
def test_the_lines_for_python_print_the_number_of_rows(tool: str, table: str, data: str, loaded: Package, tmp_path: Path) -> None:
    assert said([sys.executable, "-c", code(tool, table, data)], tmp_path) == rows(loaded, table)


@pytest.mark.parametrize("table", TABLES)
def test_the_query_for_duckdb_gives_the_number_of_rows(table: str, data: str, loaded: Package, tmp_path: Path) -> None:
    query = code("DuckDB", table, data)
    (address,) = re.findall(r"'(http[^']*)'", query)
    # To read from an address it fetches an extension, which a test cannot count on.
    local = tmp_path / "table.parquet"
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        local.write_bytes(answer.read())
    with duckdb.connect() as connection:
        assert connection.execute(query.replace(address, local.as_posix())).fetchall() == [(int(rows(loaded, table)),)]


@pytest.mark.parametrize("table", TABLES)
def test_the_lines_for_the_shell_print_the_number_of_rows(table: str, data: str, loaded: Package, tmp_path: Path) -> None:
    needing("sh", "curl", "wc")
    assert said(["sh", "-c", code("curl", table, data)], tmp_path) == rows(loaded, table)


@pytest.mark.parametrize("table", TABLES)
def test_the_lines_for_sqlite_print_the_number_of_rows(
    table: str, data: str, loaded: Package, written: dict[str, bytes], tmp_path: Path
) -> None:
    needing("sh", "curl", "sqlite3")
    assert said(["sh", "-c", code("SQL (SQLite)", table, data)], tmp_path) == rows(loaded, table)


@pytest.mark.parametrize("table", TABLES)
def test_the_lines_for_javascript_print_the_number_of_rows(table: str, data: str, loaded: Package, tmp_path: Path) -> None:
    needing("node")
    assert said(["node", "--input-type=module", "--eval", code("JavaScript", table, data)], tmp_path) == rows(loaded, table)


@pytest.mark.parametrize("table", TABLES)
def test_the_lines_for_r_print_the_number_of_rows(table: str, data: str, loaded: Package, tmp_path: Path) -> None:
    needing("Rscript")
    assert said(["Rscript", "-e", code("R", table, data)], tmp_path) == f"[1] {rows(loaded, table)}"


@pytest.mark.parametrize("table", TABLES)
def test_the_lines_for_r_read_a_file_that_is_there_and_pair_their_brackets(table: str, data: str) -> None:
    lines = code("R", table, data)
    (address,) = re.findall(r'read\.csv\("([^"]+)"', lines)
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        assert answer.read(3) == b"id,"
    assert lines.count("(") == lines.count(")") > 0
    assert lines.count('"') % 2 == 0
    assert lines.endswith("print(nrow(rows))")


def test_every_tool_names_a_download_of_the_table() -> None:
    for each in snippets("zones", "https://zones.example/data/"):
        assert "https://zones.example/data/" in each.code
        assert "zones" in each.code.replace("https://zones.example/data/", "")
        assert not re.search(r"\{(data|table)\}", each.code)


def test_a_failed_download_is_no_count(data: str, tmp_path: Path) -> None:
    needing("sh", "curl", "sqlite3")
    done = subprocess.run(["sh", "-c", code("SQL (SQLite)", "zones", f"{data}nothing/")], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode != 0
    assert done.stdout == ""


def test_tools_have_names_of_their_own() -> None:
    assert len({template.tool for template in TEMPLATES}) == len(TEMPLATES)
