"""Serve the finished site on this machine and build it again when something changes."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Callable
from pathlib import Path

_WATCHED = ("registry", "site_src", "generator", "mkdocs.yml", "mkdocs.en.yml")
_POLL_SECONDS = 1.0


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site as they are now, never from a browser's cache; 404.html for what is not there."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news; builds are."""


def server(site_dir: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of ``site_dir`` on the loopback address. Raises OSError where the port is taken."""
    handler = functools.partial(_Handler, directory=str(site_dir))
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


def watch(roots: list[Path], rebuild: Callable[[], None], stop: threading.Event) -> None:
    """Call ``rebuild`` whenever a file below the roots changed, until ``stop`` is set."""
    seen = snapshot(roots)
    while not stop.wait(_POLL_SECONDS):
        now = snapshot(roots)
        if now != seen:
            # An editor may still be writing: what counts is the state after a quiet moment.
            time.sleep(_POLL_SECONDS / 2)
            seen = snapshot(roots)
            rebuild()


def watched(project: Path, registry: Path) -> list[Path]:
    """Files and folders whose change makes another site."""
    return [registry, *(project / name for name in _WATCHED if name != "registry")]


def snapshot(roots: list[Path]) -> dict[Path, tuple[int, int]]:
    """Size and time of change of every file below the roots."""
    found = {}
    for root in roots:
        for path in [root] if root.is_file() else root.rglob("*"):
            try:
                if path.is_file() and "__pycache__" not in path.parts:
                    state = path.stat()
                    found[path] = (state.st_mtime_ns, state.st_size)
            except OSError:
                continue
    return found
