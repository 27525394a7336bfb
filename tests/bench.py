"""Measures time, memory and weight on made-up portals of 1,000 and 10,000 entries, in one run.

``make bench`` prints a table; the figures in docs/figures.md come from it. Nothing here is a test: machines differ.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import bench_data
import bench_documents
import bench_portal
from browser import running_browser
from web import serving

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000)
REQUESTS = 100_000
_RUN = """
import resource, sys
from terbuka.cli import main
code = main(sys.argv[1:])
kb = lambda who: resource.getrusage(who).ru_maxrss
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(u.ru_utime + u.ru_stime for u in used)
print("@@", code, kb(resource.RUSAGE_SELF), kb(resource.RUSAGE_CHILDREN), cpu)
"""


@dataclass(frozen=True)
class Run:
    """One run of the command: ``seconds`` on the wall, ``mb`` of our process, ``tools_mb`` of the largest tool;
    ``cpu`` is what all of them used, in seconds, which others on the machine disturb less."""

    code: int
    seconds: float
    mb: float
    tools_mb: float
    cpu: float


def run(*arguments: str) -> Run:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ},
    )
    seconds = time.perf_counter() - start
    code, own, tools, cpu = done.stdout.rsplit("@@", 1)[1].split()
    return Run(int(code), seconds, int(own) / 1024, int(tools) / 1024, float(cpu))


def portal(folder: Path, entries: int, bodies: int = 1) -> Path:
    """A portal of ``bodies``, the first above all others, with ``entries`` rows each, serving the duties in turn."""
    for part in ("schemas", "datasets/aturan", "content"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for number in range(bodies):
        _body(folder / "datasets/badan", number, entries)
    return folder


def _body(folder: Path, number: int, entries: int) -> None:
    sample = ROOT / "datasets/badan/biro-contoh"
    name = f"biro-{number}" if number else "biro-besar"
    body = folder / name
    (body / "berkas").mkdir(parents=True)
    text = re.sub(r"(?m)^lambang: .*\n", "", (sample / "badan.yml").read_text("utf-8"))
    for column in ("nama", "nama_pendek"):
        text = re.sub(rf"(?m)^{column}: .*$", f"{column}: Biro Nomor {number}", text)
    if number:
        text = text.replace("induk: provinsi-contoh", "induk: biro-besar")
    else:
        text = text.replace("induk: provinsi-contoh\n", "").replace("bentuk: unit-kerja", "bentuk: badan-publik")
    (body / "badan.yml").write_text(text, "utf-8")
    with (sample / "daftar-informasi-publik.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (body / "daftar-informasi-publik.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for count in range(entries):
            row = dict(rows[count % len(rows)])
            row |= {"id": f"{row['id']}-{count}", "nomor": str(count + 1), "berkas": "", "menggantikan": ""}
            row["judul"] = f"{row['judul']} (berkas ke-{count + 1})"
            row["tautan"] = f"https://dokumen.contoh.example/{count}"
            writer.writerow(row)


def registers(root: Path, requests: int) -> None:
    """Adds a register of ``requests`` rows to the one body of ``portal``, the sample's rows over and over."""
    sample = ROOT / "datasets/badan/biro-contoh"
    with (sample / "permohonan.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["dijawab_pada"]]
    body = root / "datasets/badan/biro-besar"
    with (body / "permohonan.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for number in range(requests):
            row = rows[number % len(rows)]
            writer.writerow(row | {"id_publik": f"pi-{number + 1}", "nomor": f"{number + 1}/PI"})


def service_pages(root: Path) -> str:
    """Seconds that the pages and files of the registers take, judged once before."""
    code = (
        "import sys, time, datetime\n"
        "from pathlib import Path\n"
        "from terbuka.features.service.files import service_files\n"
        "from terbuka.features.service.pages import service_pages\n"
        "from terbuka.kit import portal, view\n"
        "from terbuka.portal.judging import assess\n"
        "from terbuka.portal.load import load\n"
        "corpus, _ = load(Path(sys.argv[1]))\n"
        "made = assess(corpus, dict.fromkeys(corpus.bodies, datetime.date(2026, 6, 30)))\n"
        "views = tuple(view.BodyView(corpus, one, others=False) for one in made.bodies.values())\n"
        "start = time.perf_counter()\n"
        "whole = portal.Portal(corpus, views)\n"
        "pages = [p for b in views for p in service_pages(whole, b)]\n"
        "files = list(service_files(views))\n"
        "import gzip\n"
        "heaviest = max(len(gzip.compress(p.article.encode())) for p in pages[:20])\n"
        "took = time.perf_counter() - start\n"
        "print(f'{took:.1f} s, {len(pages)} halaman, terberat {heaviest / 1000:.1f} KB (gzip)')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def coaching() -> dict[str, str]:
    """What coaching, supervision and evaluation add to the making of this repository's pages (budget 3 s with their
    papers; the best of three), and what each PDF takes when it is made first (budget 2 s)."""
    code = (
        "import sys, time\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from terbuka.kit import pdf\n"
        "from terbuka.portal import coaching\n"
        "from terbuka.portal.features import everything_shown\n"
        "from terbuka.portal.judging import assess, assessed_days\n"
        "from terbuka.portal.load import load\n"
        "from terbuka.portal.pages import render\n"
        "corpus, _ = load(Path(sys.argv[1]))\n"
        "made = assess(corpus, assessed_days(corpus, datetime.now(UTC)))\n"
        "papers = []\n"
        "typeset = pdf.typeset\n"
        "def timed(*given):\n"
        "    start = time.perf_counter()\n"
        "    done = typeset(*given)\n"
        "    papers.append(time.perf_counter() - start)\n"
        "    return done\n"
        "pdf.typeset = timed\n"
        "def took(parts):\n"
        "    coaching.parts_of = lambda shown: parts\n"
        "    papers.clear()\n"
        "    start = time.perf_counter()\n"
        "    count = sum(1 for _ in render(corpus, made))\n"
        "    return time.perf_counter() - start - sum(papers), count, list(papers)\n"
        "parts = coaching.parts_of(everything_shown())\n"
        "made_first = took(parts)[2]  # later ones come from what typst remembers\n"
        "all_ = min(took(parts) for _ in range(3))\n"
        "none = min(took(()) for _ in range(3))\n"
        "print(len(parts), all_[1] - none[1], all_[0] - none[0])\n"
        "print(len(made_first), sum(made_first), max(made_first, default=0))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, check=True)
    parts, pages, seconds, papers, whole, longest = done.stdout.split()
    return {
        "pembinaan dan evaluasi: halaman": f"{float(seconds):.2f} s ({parts} bagian, {pages} halaman)",
        "pembinaan dan evaluasi: PDF": f"{papers} berkas, {float(whole):.2f} s, terlama {float(longest):.2f} s",
        "pembinaan dan evaluasi: tambahan": f"{float(seconds) + float(whole):.2f} s (anggaran 3 s; satu PDF 2 s)",
    }


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def visit(site: Path) -> dict[str, str]:
    """Bytes and requests of a first visit and of a first search, as a browser makes them."""
    with running_browser() as browser, serving(site) as served:
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        page.goto(served.url, wait_until="networkidle")
        first = [size for _, _, size in served.seen]
        page.goto(served.url + "cari/", wait_until="networkidle")
        before = len(served.seen)
        page.locator("#q").fill("anggaran")
        page.locator("[data-results] li").first.wait_for()
        page.wait_for_load_state("networkidle")
        search = [size for _, _, size in served.seen[before:]]
    return {
        "kunjungan pertama": f"{sum(first) / 1000:.1f} KB, {len(first)} permintaan",
        "pencarian pertama, tambahan": f"{sum(search) / 1000:.1f} KB, {len(search)} permintaan",
    }


def many_bodies(folder: Path) -> dict[str, str]:
    """40 bodies with 150 entries each: check, check against a version of its own, build with the index."""
    root = portal(folder / "banyak", 150, 40)
    git = ["git", "-C", str(root), "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "data"]):
        subprocess.run([*git, *command], check=True)
    plain = min(run("check", "--root", str(root)).seconds for _ in range(3))
    against = min(run("check", "--against", "HEAD", "--root", str(root)).seconds for _ in range(3))
    built = run("build", "--root", str(root), "--out", str(folder / "banyak-site"))
    return {
        "40 badan x 150 entri: check": f"{plain:.1f} s",
        "40 badan x 150 entri: check --against": f"{against:.1f} s ({against / plain:.1f} kali)",
        "40 badan x 150 entri: build": f"{built.seconds:.1f} s, {built.mb:.0f} MB (kode {built.code})",
    }


def datasets(folder: Path) -> dict[str, str]:
    """Open data: many small datasets and a large table, the first time and when nothing has changed; what the real
    area tables of this repository add to a build."""
    told: dict[str, str] = {}
    for name, fill, title in (
        ("banyak-data", bench_data.many, f"{bench_data.SMALL} himpunan x {bench_data.ROWS} baris"),
        ("data-besar", bench_data.large, f"{bench_data.LARGE} baris x 12 kolom"),
    ):
        root = portal(folder / name, 40)
        fill(root)
        for command in (("check",), ("build", "--out", str(folder / f"{name}-site"))):
            shutil.rmtree(root / "build", ignore_errors=True)
            for state in ("pertama", "tak berubah"):
                made = run(*command, "--root", str(root))
                told[f"{title}: {command[0]}, {state}"] = (
                    f"{made.seconds:.1f} s, prosesor {made.cpu:.1f} s, {made.mb:.0f} MB (kode {made.code})"
                )
    told[f"periksa isi {bench_documents.FILES} PDF"] = bench_documents.told(folder / "dokumen")
    told["tabel wilayah NTT: tambahan"] = area_tables(folder / "wilayah")
    return told


def area_tables(folder: Path) -> str:
    """Seconds that the four area tables add to a build, all files written; the best of three each."""
    for part in ("schemas", "datasets", "content"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    taken = []
    for there in (True, False):
        if not there:
            shutil.rmtree(folder / "datasets/badan/biro-pemerintahan-setda-ntt/data")
        seconds = []
        for _ in range(3):
            shutil.rmtree(folder / "build", ignore_errors=True)
            out = folder.parent / f"wilayah-{there}"
            seconds.append(run("build", "--no-search", "--root", str(folder), "--out", str(out)).seconds)
        taken.append(min(seconds))
    return f"{taken[0] - taken[1]:.1f} s (dari {taken[0]:.1f} s)"


def preview() -> float:
    """Seconds until a changed row of the sample is on the page that ``terbuka serve`` shows."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portal"
        for part in ("schemas", "datasets", "content"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        register = root / "datasets/badan/biro-contoh/daftar-informasi-publik.csv"
        command = [sys.executable, "-m", "terbuka", "serve", "--root", str(root), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().split()[1]
                process.stdout.readline()
                text = register.read_text("utf-8")
                register.write_text(text.replace("Struktur organisasi Biro Contoh", "Struktur yang diubah"), "utf-8")
                start = time.perf_counter()
                page = address + "biro-contoh/informasi/struktur-organisasi/"
                while b"Struktur yang diubah" not in urllib.request.urlopen(page, timeout=60).read():  # noqa: S310 - our own address
                    time.sleep(0.02)
                return time.perf_counter() - start
            finally:
                process.terminate()


def main() -> None:
    lines: list[tuple[str, str]] = []
    sample = run("check", "--root", str(ROOT))
    lines.append(("check repositori ini, dingin", f"{sample.seconds:.2f} s, {sample.mb:.0f} MB (kode {sample.code})"))
    lines += coaching().items()
    lines.append(("serve: baris yang diubah tampil", f"{preview():.1f} s"))
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sendiri").mkdir()
        lines += bench_portal.life(Path(folder) / "sendiri").items()
        for size in SIZES:
            root = portal(Path(folder) / str(size), size)
            out = Path(folder) / f"site-{size}"
            for name, arguments in (
                ("check", ("check",)),
                ("build tanpa pencarian", ("build", "--no-search", "--out", str(out))),
                ("build", ("build", "--out", str(out))),
            ):
                made = run(*arguments, "--root", str(root))
                taken.setdefault(name, []).append(made.seconds)
                text = f"{made.seconds:.1f} s, {made.mb:.0f} MB, alat {made.tools_mb:.0f} MB (kode {made.code})"
                lines.append((f"{size:,} entri: {name}".replace(",", "."), text))
        lines += many_bodies(Path(folder)).items()
        lines += datasets(Path(folder)).items()
        root = portal(Path(folder) / "layanan", 100)
        registers(root, REQUESTS)
        made = run("check", "--root", str(root))
        text = f"{made.seconds:.1f} s, {made.mb:.0f} MB (kode {made.code})"
        lines.append((f"{REQUESTS:,} permohonan: check".replace(",", "."), text))
        lines.append(("register dan statistiknya", service_pages(root)))
        site = Path(folder) / f"site-{SIZES[0]}"
        entries = sorted((site / "biro-besar/informasi").glob("*/index.html"))
        heaviest = max(packed(p) for p in entries[:200])
        lines.append(("halaman entri terberat (gzip)", f"{heaviest / 1000:.1f} KB"))
        lines += visit(site).items()
    for name, (small, large) in taken.items():
        lines.append((f"pertumbuhan {name}", f"{large / small:.1f} kali untuk {SIZES[1] // SIZES[0]} kali entri"))
    width = max(len(name) for name, _ in lines)
    for name, text in lines:
        print(f"{name:<{width}}  {text}")


if __name__ == "__main__":
    main()
