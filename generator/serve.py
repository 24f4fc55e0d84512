"""Serve the finished site on this machine and build it again when something changes."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WATCHED = ("registry", "site_src", "generator", "mkdocs.yml", "mkdocs.en.yml")
_POLL_SECONDS = 1.0

# Time of change and size of every file.
Snapshot = dict[Path, tuple[int, int]]


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site as they are now, never from a browser's cache; 404.html for what is not there."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Windows may hold that a script is plain text, and a browser then refuses to run it as a module."""
        return "text/javascript" if str(path).endswith(".js") else super().guess_type(path)

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


class _Server(http.server.ThreadingHTTPServer):
    # On Windows the option would let two servers take one port.
    allow_reuse_address = os.name != "nt"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away while a page is sent is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(site_dir: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of ``site_dir`` on the loopback address. Raises OSError where the port is taken."""
    handler = functools.partial(_Handler, directory=str(site_dir))
    return _Server(("127.0.0.1", port), handler)


def watch(roots: list[Path], seen: Snapshot, rebuild: Callable[[], None], stop: threading.Event) -> None:
    """Call ``rebuild`` whenever files below the roots are no longer those that were ``seen``, until ``stop`` is set."""
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


def snapshot(roots: list[Path]) -> Snapshot:
    """The files below the roots as they are now."""
    found = {}
    for root in roots:
        # os.walk passes over folders that vanish while it reads them; rglob does not.
        files = [root] if root.is_file() else [Path(folder, name) for folder, _, names in os.walk(root) for name in names]
        for path in files:
            with contextlib.suppress(OSError):
                if "__pycache__" not in path.parts:
                    state = path.stat()
                    found[path] = (state.st_mtime_ns, state.st_size)
    return found
