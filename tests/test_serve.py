from __future__ import annotations

import http.client
import os
import shutil
import socket
import struct
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from generator import serve

SOON = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "zones").mkdir(parents=True)
    (site / "assets").mkdir()
    (site / "index.html").write_text("<h1>처음</h1>", encoding="utf-8")
    (site / "404.html").write_text("<h1>없습니다</h1>", encoding="utf-8")
    (site / "zones/index.html").write_text("zones", encoding="utf-8")
    (site / "assets/app.js").write_text("export {}", encoding="utf-8")
    (site / "large.bin").write_bytes(bytes(4_000_000))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[ThreadingHTTPServer]:
    with serve.server(folder, 0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def answer(server: ThreadingHTTPServer, path: str, method: str = "GET") -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=SOON)
    connection.request(method, path)
    response = connection.getresponse()
    found = response.status, response.read().decode("utf-8"), response.headers
    connection.close()
    return found


def test_pages_are_served_as_they_are_now_and_never_from_a_cache(server: ThreadingHTTPServer, folder: Path) -> None:
    status, body, headers = answer(server, "/")
    assert (status, body, headers["Cache-Control"]) == (200, "<h1>처음</h1>", "no-store")
    (folder / "index.html").write_text("<h1>다음</h1>", encoding="utf-8")
    assert answer(server, "/")[:2] == (200, "<h1>다음</h1>")
    assert answer(server, "/zones/")[:2] == (200, "zones")


def test_a_site_that_was_swapped_in_is_served(server: ThreadingHTTPServer, folder: Path) -> None:
    shutil.move(folder, folder.parent / "old")
    folder.mkdir()
    (folder / "index.html").write_text("new", encoding="utf-8")
    assert answer(server, "/")[:2] == (200, "new")


@pytest.mark.parametrize("path", ["/nowhere/", "/zones/nowhere", "/../secret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt"])
def test_a_wrong_address_shows_the_page_for_it(server: ThreadingHTTPServer, path: str) -> None:
    status, body, headers = answer(server, path)
    assert (status, body, headers["Content-Type"]) == (404, "<h1>없습니다</h1>", "text/html; charset=utf-8")


def test_a_question_for_the_head_of_a_wrong_address_gets_no_body(server: ThreadingHTTPServer) -> None:
    assert answer(server, "/nowhere/", "HEAD")[:2] == (404, "")


def test_without_a_page_for_it_a_wrong_address_is_404_all_the_same(server: ThreadingHTTPServer, folder: Path) -> None:
    (folder / "404.html").unlink()
    assert answer(server, "/nowhere/")[0] == 404


def test_a_method_that_changes_things_is_refused(server: ThreadingHTTPServer) -> None:
    assert answer(server, "/", "POST")[0] == 501


def test_a_script_is_served_as_one_whatever_the_system_says(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mimetypes.guess_type", lambda path: ("text/plain", None))
    assert answer(server, "/assets/app.js")[2]["Content-Type"] == "text/javascript"


def test_a_browser_that_goes_away_leaves_nothing_on_the_screen(server: ThreadingHTTPServer, capfd: pytest.CaptureFixture[str]) -> None:
    for sent in (b"GET /large.bin HTTP/1.0\r\n\r\n", b"GE", b""):
        with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
            # Closed at once and without farewell.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(sent)
            if sent:
                time.sleep(0.1)
    assert answer(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_the_server_is_seen_from_this_computer_alone(server: ThreadingHTTPServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_or_is_none_is_an_error(server: ThreadingHTTPServer, folder: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        serve.server(folder, server.server_port)
    for port in (-1, 65536):
        with pytest.raises(OverflowError):
            serve.server(folder, port)


def test_a_new_a_changed_and_a_deleted_file_are_seen_and_caches_are_not(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/zones.csv").write_text("id\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("x", encoding="utf-8")
    roots = [tmp_path / "data", tmp_path / "mkdocs.yml", tmp_path / "nowhere"]
    before = serve.snapshot(roots)
    assert set(before) == {tmp_path / "data/zones.csv", tmp_path / "mkdocs.yml"}
    (tmp_path / "data/__pycache__").mkdir()
    (tmp_path / "data/__pycache__/x.pyc").write_bytes(b"")
    assert serve.snapshot(roots) == before
    os.utime(tmp_path / "mkdocs.yml", ns=(1, 1))
    changed = serve.snapshot(roots)
    assert changed != before
    (tmp_path / "data/zones.csv").unlink()
    assert serve.snapshot(roots) != changed


def test_files_that_vanish_or_lead_nowhere_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert serve.snapshot([tmp_path]) == {}


def test_everything_that_the_site_is_made_from_is_watched(tmp_path: Path) -> None:
    assert serve.watched(tmp_path, tmp_path / "elsewhere") == [
        tmp_path / "elsewhere",
        *(tmp_path / name for name in ("site_src", "generator", "mkdocs.yml", "mkdocs.en.yml")),
    ]


def test_a_change_builds_again_also_when_it_falls_into_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_POLL_SECONDS", 0.02)
    built, stop = threading.Semaphore(0), threading.Event()
    times: list[int] = []

    def rebuild() -> None:
        times.append(len(times))
        if len(times) == 1:
            (tmp_path / "second.csv").write_text("x", encoding="utf-8")
        built.release()

    watcher = threading.Thread(target=serve.watch, args=([tmp_path], serve.snapshot([tmp_path]), rebuild, stop))
    watcher.start()
    assert not built.acquire(timeout=0.1)
    (tmp_path / "first.csv").write_text("x", encoding="utf-8")
    assert built.acquire(timeout=SOON)
    assert built.acquire(timeout=SOON)
    assert not built.acquire(timeout=0.1)
    stop.set()
    watcher.join(SOON)
    assert not watcher.is_alive()
    assert times == [0, 1]
