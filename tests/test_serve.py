"""``terbuka serve``: a real process on a free port, read as a browser and as an intruder would."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import trees
from browser import running_browser
from terbuka import cli
from terbuka.site.preview_server import snapshot

#: Far more than a build takes; a machine under load must not make a test fail.
PATIENCE = 60.0
HOME = "/kantor-uji/"
REGISTER = "/kantor-uji/daftar-informasi-publik/"
BANNER = "Perubahan terakhir belum tayang"


@dataclass
class Preview:
    """A running command; ``lines`` gets what it says as it says it."""

    root: Path
    process: subprocess.Popen[str]
    lines: queue.Queue[str]
    port: int = 0

    def until(self, words: str) -> list[str]:
        """What was said up to a line that holds the words."""
        said: list[str] = []
        while words not in "".join(said):
            said.append(self.lines.get(timeout=PATIENCE))
        return said

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            if host != "":
                connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def shows(self, path: str, words: str) -> float:
        """Seconds until a page holds the words."""
        start = time.perf_counter()
        while words not in self.ask(path)[2]:
            assert time.perf_counter() - start < PATIENCE, words
            time.sleep(0.02)
        return time.perf_counter() - start


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> Preview:
        root = tmp_path / "portal"
        if not root.exists():
            trees.grow(root)
        process = subprocess.Popen(
            [sys.executable, "-m", "terbuka", "serve", "--root", str(root), "--on", str(trees.DAY), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(trees.REPOSITORY / "scripts"), "TMPDIR": str(tmp_path)},
        )
        running.append(process)
        lines: queue.Queue[str] = queue.Queue()

        def listen() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                lines.put(line)

        threading.Thread(target=listen, daemon=True).start()
        preview = Preview(root, process, lines)
        address = re.search(r"http://127\.0\.0\.1:([0-9]+)/", "".join(preview.until("Pratinjau")))
        assert address is not None
        preview.port = int(address[1])
        return preview

    yield run
    for process in running:
        process.kill()
        process.wait(PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def preview(start: Callable[..., Preview]) -> Preview:
    made = start("--port", "0")
    made.until("Tayang")
    return made


def test_a_changed_row_a_broken_table_and_the_end(preview: Preview, tmp_path: Path) -> None:
    status, headers, page = preview.ask(HOME)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert page.count("/__terbuka/muat-ulang.js") == 1
    version = json.loads(preview.ask("/__terbuka/keadaan")[2])["versi"]
    assert f'data-version="{version}"' in page

    text = (preview.root / trees.REGISTER).read_text("utf-8")
    trees.change(preview.root, trees.REGISTER, "Maklumat pelayanan,", "Maklumat yang baru,")
    preview.shows(REGISTER, "Maklumat yang baru")
    preview.until("Tayang, dibangun dalam")
    assert json.loads(preview.ask("/__terbuka/keadaan")[2])["versi"] != version

    trees.put(preview.root, trees.REGISTER, text.replace("Maklumat pelayanan,", '"Maklumat yang baru,'))
    preview.shows(REGISTER, BANNER)
    said = "".join(preview.until("Situs terakhir yang baik tetap ditampilkan"))
    assert "DIBLOKIR (1)" in said
    page = preview.ask(REGISTER)[2]
    assert "Maklumat yang baru" in page
    assert "[kutip-rusak]" in page
    assert preview.ask("/tidak/ada/")[0] == 404
    assert BANNER in preview.ask("/tidak/ada/")[2]

    trees.put(preview.root, trees.REGISTER, text)
    preview.shows(REGISTER, "Maklumat pelayanan<")
    assert BANNER not in preview.ask(REGISTER)[2]

    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(PATIENCE) == 0
    assert preview.until("Pratinjau diakhiri.\n")[-1] == "Pratinjau diakhiri.\n"
    assert not list(tmp_path.glob("terbuka-*"))
    assert not (preview.root / "site").exists()


def test_blocked_from_the_start(start: Callable[..., Preview], tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/badan.yml": "<script>alert(1)</script>: [\n"})
    preview = start("--port", "0")
    preview.until("menunggu perbaikan")
    status, _, page = preview.ask(HOME)
    assert status == 503
    assert "[yaml-rusak]" in page
    assert "<script>alert" not in page
    trees.put(root, f"{trees.BODY}/badan.yml", (trees.FIXTURE / trees.BODY / "badan.yml").read_bytes())
    preview.shows(HOME, "Kantor Uji")
    assert preview.ask(HOME)[0] == 200


def test_only_this_computer_and_only_the_site(preview: Preview) -> None:
    port = preview.port
    assert preview.ask(HOME, f"localhost:{port}")[0] == 200
    for host in (
        "",
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.1.evil.example:{port}",
        "127.0.0.1",
        f"[::1]:{port}",
    ):
        status, _, page = preview.ask(HOME, host)
        assert (status, page) == (403, "Pratinjau ini hanya menjawab dari komputer ini sendiri.\n"), host
    for path in (
        "/../../portal/mkdocs.yml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/kantor-uji/..%2f..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cmkdocs.yml",
        "/C:/Windows/win.ini",
        "/a%00b",
        "/" + "a" * 300,
        f"http://127.0.0.1:{port}/",
        "kantor-uji/",
        "*",
    ):
        assert preview.ask(path)[0] == 400, path
    for path in ("//etc/passwd", "/etc/passwd", "/mkdocs.yml", "/__terbuka/lain", "/api/v1/portal.json/"):
        assert preview.ask(path)[0] == 404, path
    assert preview.ask("/kantor-uji")[1]["Location"] == "/kantor-uji/"
    assert preview.ask("//kantor-uji")[1]["Location"] == "/kantor-uji/"
    assert preview.ask(HOME, method="POST")[0] == 501
    status, headers, page = preview.ask(HOME, method="HEAD")
    assert (status, page) == (200, "")
    assert int(headers["Content-Length"]) > 1_000


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/terbuka.js", "text/javascript; charset=utf-8"),
        ("/assets/terbuka.css", "text/css; charset=utf-8"),
        ("/api/v1/portal.json", "application/json"),
        ("/kantor-uji/berkas/laporan-2025.pdf", "application/pdf"),
    ],
)
def test_files_are_what_they_say(preview: Preview, path: str, kind: str) -> None:
    status, headers, _ = preview.ask(path)
    assert (status, headers["Content-Type"]) == (200, kind)


def test_a_taken_port_is_wrong_use(preview: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--root", str(preview.root), "--port", str(preview.port)]) == 2
    assert f"port {preview.port} dipakai program lain" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "x", "１"])
def test_a_port_that_is_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["serve", f"--port={port}"])
    assert end.value.code == 2
    assert "bukan nomor port" in capsys.readouterr().err


def test_the_open_page_loads_itself_again(preview: Preview) -> None:
    """In a real browser, under the content policy of the page, with nothing on its console."""
    with running_browser() as browser:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"http://127.0.0.1:{preview.port}{REGISTER}")
        trees.change(preview.root, trees.REGISTER, "Maklumat pelayanan,", "Maklumat yang baru,")
        page.get_by_text("Maklumat yang baru").first.wait_for(timeout=PATIENCE * 1000)
        trees.change(preview.root, trees.REGISTER, "Maklumat yang baru,", '"Maklumat yang baru,')
        alert = page.get_by_role("alert").filter(has_text=BANNER)
        alert.wait_for(timeout=PATIENCE * 1000)
        assert alert.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(122, 20, 32)"
        alert.get_by_text("Lihat masalahnya").click()
        assert "[kutip-rusak]" in alert.inner_text()
        assert said == []


def test_what_is_watched(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    before = snapshot(root)
    assert before == snapshot(root)
    trees.put(root, "README.md", "lain")
    trees.put(root, f"{trees.BODY}/.~lock.daftar#", "lain")
    trees.put(root, f"{trees.BODY}/~$daftar.csv", "lain")
    ours = {path for path, found in snapshot(root).items() if before.get(path) != found}
    assert ours <= {(root / trees.BODY).as_posix()}
    for path in (trees.REGISTER, "content/tentang.md", "schemas/badan.yml", "mkdocs.yml"):
        before = snapshot(root)
        trees.put(root, path, (root / path).read_bytes() + b"\n")
        assert snapshot(root) != before, path
    before = snapshot(root)
    (root / trees.REGISTER).unlink()
    assert snapshot(root) != before


#: A build in which a library is interrupted and says so in its own words.
INTERRUPTED = """
import signal, sys
from pathlib import Path
from terbuka.site import preview_server

def build(out, url):
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise RuntimeError("Query interrupted") from None

preview_server.serve(Path(sys.argv[1]), 0, build, print)
"""


def test_an_interruption_in_the_middle_of_a_build_is_an_end(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "Pratinjau diakhiri.", "")
