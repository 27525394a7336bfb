"""A small server for the built site: compresses like a public host, answers 404 like one, and counts."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_PACKED = (".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".webmanifest")


@dataclass
class Served:
    """``url`` ends in ``/``; ``seen`` holds (path, status, bytes sent) of every request, in order."""

    url: str
    seen: list[tuple[str, int, int]] = field(default_factory=list)


@contextmanager
def serving(folder: Path, below: str = "/") -> Iterator[Served]:
    """Serve ``folder`` on this machine's loopback at the path ``below``, as a project site is served."""
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / path.removeprefix(below).lstrip("/")
            if file.is_dir() and not path.endswith("/"):
                self.send_response(301)
                self.send_header("Location", path + "/")
                self.end_headers()
                return
            if file.is_dir():
                file = file / "index.html"
            found = file.is_file() and path.startswith(below)
            data = file.read_bytes() if found else (folder / "404.html").read_bytes()
            kind = mimetypes.guess_type(file.name if found else "404.html")[0] or "application/octet-stream"
            self.send_response(200 if found else 404)
            if not found or file.suffix in _PACKED:
                data = gzip.compress(data, 9, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            self.send_header("Content-Type", kind + charset)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            served.seen.append((path, 200 if found else 404, len(data)))

        def log_message(self, *_: object) -> None:
            """Say nothing: the tests look at ``seen``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_address[1]}{below}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
