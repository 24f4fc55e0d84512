"""A server on loopback as a good host is one: text is compressed, and what a browser may keep is said."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

_KEPT = "public, max-age=31536000"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder as long as the block runs, and give its address."""
    root = folder.resolve()

    @cache
    def packed(path: Path) -> bytes:
        return gzip.compress(path.read_bytes(), mtime=0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path)
            path = (root / name.lstrip("/")).resolve()
            path = path / "index.html" if path.is_dir() else path
            if not path.is_relative_to(root) or not path.is_file():
                self.send_error(404)
                return
            self.send_response(200)
            kind = guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", _KEPT if "/assets/" in name else "no-cache")
            self.send_header("Content-Length", str(len(packed(path))))
            self.end_headers()
            self.wfile.write(packed(path))

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing: the table is what is read."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
