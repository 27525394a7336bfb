"""The preview on one's own computer: builds, shows, watches the records and builds again: ``terbuka serve``.

Promises: answers on loopback only, to this machine's names only, and only with files of the built site; the
built files stay as they are, the script that reloads a page is added on the way out; while something is
wrong the last good site stays, under a banner. Knows no record and no rule; building is given to it.

``terbuka serve`` listens on 127.0.0.1 only and answers only to ``127.0.0.1:PORT`` and ``localhost:PORT`` as Host, so
that no page of another site can read it. It looks at times and sizes of ``datasets/``, ``schemas/``, ``content/`` and
``mkdocs.yml`` every half second and builds without the search index into a temporary folder. The reloading script and
the banner are added on the way out; they come from the same origin, so the content policy of the pages stands as it
is. Ctrl+C ends it with 0. A change in the program itself needs a new start.
"""

from __future__ import annotations

import html
import json
import mimetypes
import re
import secrets
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from terbuka.base import defaults, media

HOST = "127.0.0.1"
WATCHED = ("datasets", "schemas", "content", defaults.SETTINGS, defaults.PORTAL_FILE)
SECONDS = 0.5
_OURS = "/__terbuka/"
_MOST_SHOWN = 20_000
_BODY = re.compile(rb"<body[^>]*>")
#: What the table of media types calls otherwise, because browsers show it so instead of saving it.
_SHOWN = {"yml": "txt"}
# Asks whether there is another version than the one this page came with; then the page is loaded again.
_SCRIPT = b"""(() => {
  const seen = document.currentScript.dataset.version;
  const ask = async () => {
    try {
      const answer = await fetch("/__terbuka/keadaan", {cache: "no-store"});
      if (answer.ok && (await answer.json()).versi !== seen) return location.reload();
    } catch { /* the command has ended, or is being started again */ }
    setTimeout(ask, 500);
  };
  ask();
})();
"""
_STYLE = b"""#terbuka-pratinjau{padding:.6rem 1rem;background:#7a1420;color:#fff;font:1rem/1.45 system-ui,sans-serif}
#terbuka-pratinjau summary{cursor:pointer;text-decoration:underline}
#terbuka-pratinjau pre{white-space:pre-wrap;overflow-wrap:anywhere;max-height:50vh;overflow:auto;margin:.5rem 0 0;
background:none;color:inherit;font:.9rem/1.4 ui-monospace,monospace}
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What one build gave: ``told`` is a line for the terminal, ``problems`` why nothing new can be shown."""

    told: str
    problems: str = ""


class PortTaken(Exception):
    """Another program listens there."""


@dataclass
class _State:
    """What is shown now; each field is replaced as a whole."""

    port: int = 0
    site: Path | None = None
    previous: Path | None = None
    problems: str = ""
    number: int = 0
    run: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def version(self) -> str:
        return f"{self.run}-{self.number}"


def serve(root: Path, port: int, build: Callable[[Path, str], Made], say: Callable[[str], None]) -> None:
    """Show the portal at ``root`` until the command is ended from the keyboard.

    ``build`` gets an empty folder's path and the address of the site, and writes the site there unless it
    returns problems. Port 0 takes a free one. Raises ``PortTaken``.
    """
    state = _State()
    try:
        server = _Server((HOST, port), _handler(state))
    except OSError as error:
        raise PortTaken from error
    ended = threading.Event()

    def end(_number: int, _frame: Any) -> None:
        ended.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    state.port = server.server_port
    url = f"http://{HOST}:{state.port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        with tempfile.TemporaryDirectory(prefix="terbuka-") as work:
            say(f"Pratinjau: {url} (hanya di komputer ini; tanpa indeks pencarian). Ctrl+C mengakhiri.")
            _watch(root, lambda out: build(out, url), Path(work), state, say)
    except BaseException:
        # A library that is interrupted in the middle of a build may call that an error of its own.
        if not ended.is_set():
            raise
        say("Pratinjau diakhiri.")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _watch(root: Path, build: Callable[[Path], Made], work: Path, state: _State, say: Callable[[str], None]) -> None:
    """Build, and again whenever a file changes; what changes while building is seen afterwards."""
    pause = threading.Event()
    built: Mapping[str, tuple[int, int]] | None = None
    trouble = ""
    while True:
        there = snapshot(root)
        if there == built:
            pause.wait(SECONDS)
            continue
        out = work / f"situs-{state.number + 1}"
        try:
            made = build(out)
        except OSError as error:
            # A program that saves a file may take it away for a moment.
            if trouble != str(error):
                trouble = str(error)
                say(f"Belum dapat dibaca, dicoba lagi: {error.strerror or trouble}")
            pause.wait(SECONDS)
            continue
        built, trouble = there, ""
        _show(state, out, made)
        say(made.told)


def _show(state: _State, out: Path, made: Made) -> None:
    """Take the new site, or keep the old one under its problems; the one before stays for those who are reading."""
    gone = out if made.problems else state.previous
    if not made.problems:
        state.previous, state.site = state.site, out
    state.problems = made.problems
    state.number += 1
    if gone:
        shutil.rmtree(gone, ignore_errors=True)


def snapshot(root: Path) -> Mapping[str, tuple[int, int]]:
    """Time and size of every watched file, without what programs leave behind for a moment."""
    found = {}
    for name in WATCHED:
        top = root / name
        for path in [top, *top.rglob("*")] if top.is_dir() else [top]:
            if path.name.startswith((".", "~$")):
                continue
            try:
                status = path.stat()
            except OSError:
                continue
            found[path.as_posix()] = (status.st_mtime_ns, status.st_size if path.suffix else 0)
    return found


# --- answers ---------------------------------------------------------------------------------------------


class _Server(ThreadingHTTPServer):
    # On Windows this would let two programs share one port.
    allow_reuse_address = sys.platform != "win32"
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _handler(state: _State) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, content, more = self._answer()
            self.send_response(status)
            headers = {
                "Content-Type": kind,
                "Content-Length": str(len(content)),
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
                "Cross-Origin-Resource-Policy": "same-origin",
                **more,
            }
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def do_HEAD(self) -> None:
            self.do_GET()

        def _answer(self) -> tuple[int, str, bytes, Mapping[str, str]]:
            if self.headers.get("Host", "") not in (f"{HOST}:{state.port}", f"localhost:{state.port}"):
                return _plain(403, "Pratinjau ini hanya menjawab dari komputer ini sendiri.")
            parts = unquote(self.path.partition("?")[0]).split("/")
            if parts[0] or any(p in (".", "..") or len(p) > 200 or re.search(r"[\\:\0]", p) for p in parts):
                return _plain(400, "Alamat ini tidak sah.")
            path = "/".join(parts)
            if path.startswith(_OURS):
                return _own(path.removeprefix(_OURS), state)
            if state.site is None:
                status = 503 if state.problems else 200
                return status, _type(".html"), _waiting(state), {}
            return _file([p for p in parts if p], path.endswith("/"), state.site, state)

        def log_message(self, *_: object) -> None:
            """Say nothing: the terminal is for problems."""

    return Handler


def _plain(status: int, words: str) -> tuple[int, str, bytes, Mapping[str, str]]:
    return status, _type(".txt"), f"{words}\n".encode(), {}


def _own(name: str, state: _State) -> tuple[int, str, bytes, Mapping[str, str]]:
    if name == "keadaan":
        return 200, _type(".json"), json.dumps({"versi": state.version}).encode(), {}
    if name == "muat-ulang.js":
        return 200, _type(".js"), _SCRIPT, {}
    if name == "pratinjau.css":
        return 200, _type(".css"), _STYLE, {}
    return _plain(404, "Tidak ada di sini.")


def _file(parts: list[str], folder: bool, site: Path, state: _State) -> tuple[int, str, bytes, Mapping[str, str]]:
    file = site.joinpath(*parts)
    try:
        inside = file.resolve().is_relative_to(site.resolve())
        if inside and file.is_dir() and not folder:
            # From the parts, so that an address like //elsewhere never leads away.
            return 301, _type(".txt"), b"", {"Location": "/" + quote("/".join(parts)) + "/"}
        if file.is_dir():
            file = file / "index.html"
        found = inside and file.is_file() and not (folder and file.name != "index.html")
        content = (file if found else site / "404.html").read_bytes()
    except OSError:
        return _plain(503, "Situs sedang diganti; muat ulang halaman ini.")
    if not found:
        file = site / "404.html"
    if file.suffix == ".html":
        content = _with_ours(content, state)
    return 200 if found else 404, _type(file.name), content, {}


def _type(name: str) -> str:
    """What is said of a file: never what the settings of a computer say of a kind that the portal makes."""
    shown = _SHOWN.get(name.rpartition(".")[2].lower(), name)
    return media.served(shown) or mimetypes.guess_type(name)[0] or media.UNKNOWN


def _with_ours(page: bytes, state: _State) -> bytes:
    """The page with the script that reloads it and, when something is wrong, a banner."""
    if state.problems:
        banner = _banner(state, "Perubahan terakhir belum tayang. Ini situs terakhir yang baik.")
        page = _BODY.sub(lambda match: match[0] + banner, page, count=1)
    head, end, rest = page.rpartition(b"</body>")
    return head + _script(state) + end + rest if end else page + _script(state)


def _script(state: _State) -> bytes:
    return f'<script src="{_OURS}muat-ulang.js" data-version="{state.version}"></script>'.encode()


def _banner(state: _State, words: str) -> bytes:
    problems = html.escape(state.problems[:_MOST_SHOWN])
    return (
        f'<link rel="stylesheet" href="{_OURS}pratinjau.css"><div id="terbuka-pratinjau" role="alert"><b>{words}</b>'
        f'<details><summary>Lihat masalahnya</summary><pre tabindex="0">{problems}</pre></details></div>'
    ).encode()


def _waiting(state: _State) -> bytes:
    """The page while there is no site yet: being built, or blocked from the start."""
    words = b"<p>Situs sedang dibangun &#8230;</p>"
    if state.problems:
        words = _banner(state, "Situs belum dapat dibangun. Perbaiki yang berikut; halaman ini berganti sendiri.")
        words = words.replace(b"<details>", b"<details open>")
    head = b'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Pratinjau</title></head><body>'
    return head + words + _script(state) + b"</body></html>"
