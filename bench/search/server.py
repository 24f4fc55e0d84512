"""A server on loopback that compresses what compresses, and remembers how many bytes each address took."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

_CHUNK = 4096


class Served:
    """The address of a served folder, and the bytes that were sent for each path since ``sent`` was last emptied.

    ``rate`` is how many bytes of an answer go out in a second; without one, all go at once.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.sent: dict[str, int] = {}
        self.rate: int | None = None


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve a folder as long as the block runs."""
    root = folder.resolve()

    @cache
    def body(path: Path, changed: int) -> tuple[bytes, bool]:
        data = path.read_bytes()
        packed = gzip.compress(data, mtime=0)
        return (packed, True) if len(packed) < len(data) else (data, False)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path)
            path = (root / name.lstrip("/")).resolve()
            path = path / "index.html" if path.is_dir() else path
            if not path.is_relative_to(root) or not path.is_file():
                self.send_error(404)
                return
            data, packed = body(path, path.stat().st_mtime_ns)
            self.send_response(200)
            self.send_header("Content-Type", guess_type(path.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            for start in range(0, len(data), _CHUNK):
                if served.rate:
                    time.sleep(_CHUNK / served.rate)
                if start + _CHUNK >= len(data):
                    # Counted before the last piece leaves, since the browser may be done with it before this thread goes on.
                    served.sent[name] = len(data)
                self.wfile.write(data[start : start + _CHUNK])

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing: the table is what is read."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
