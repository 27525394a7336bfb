"""The real thing: the repository's own portal, built once, read as citizens read it, in a real browser."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

import markup
import trees
from browser import running_browser
from terbuka.features.service.record import Request
from terbuka.portal.judging import produced
from test_urgent import RUNNING
from web import Served, serving

ROOT = Path(__file__).resolve().parent.parent
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SAMPLE, REAL = "biro-contoh", "biro-pemerintahan-setda-ntt"
PROVINCE = "provinsi-contoh"
SAMPLES = (SAMPLE, PROVINCE)
ADDRESS = {"TERBUKA_SITE_URL": "https://terbuka.example/portal"}
# Titles of tables that reach out of their own scrolling frame, where nobody reads them to the end.
CUT_CAPTIONS = """[...document.querySelectorAll('.scroll caption')]
  .filter(c => c.offsetWidth > c.closest('.scroll').clientWidth + 1).map(c => c.textContent)"""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}

#: One page of every kind, below the site.
KINDS = {
    "portal": "",
    "home": f"{SAMPLE}/",
    "profile": f"{SAMPLE}/profil/",
    "hub": f"{SAMPLE}/informasi/",
    "entry": f"{SAMPLE}/informasi/alamat-tugas-fungsi/",
    "register": f"{SAMPLE}/daftar-informasi-publik/",
    "class": f"{SAMPLE}/berkala/",
    "urgent": f"{SAMPLE}/serta-merta/",
    "notice that has ended": f"{SAMPLE}/serta-merta/listrik-padam-2026-05-20/",
    "excluded": f"{SAMPLE}/dikecualikan/",
    "excluded without a list": f"{REAL}/dikecualikan/",
    "datasets": f"{SAMPLE}/data/",
    "datasets without data": f"{PROVINCE}/data/",
    "dataset": f"{SAMPLE}/data/kunjungan-meja-contoh/",
    "dataset of a third party": f"{REAL}/data/wilayah-ntt/",
    "table of a dataset": f"{SAMPLE}/data/kunjungan-meja-contoh/kunjungan/",
    "table with a map": f"{REAL}/data/wilayah-ntt/pulau/",
    "further rows of a table": f"{REAL}/data/wilayah-ntt/desa/halaman-3/",
    "datasets in English": f"en/{SAMPLE}/data/",
    "dataset in English": f"en/{SAMPLE}/data/kunjungan-meja-contoh/",
    "topic": f"{SAMPLE}/topik/anggaran/",
    "availability": f"{SAMPLE}/ketersediaan/",
    "availability with gaps": f"{REAL}/ketersediaan/",
    "services": f"{SAMPLE}/layanan/",
    "request": f"{SAMPLE}/permohonan/",
    "objection": f"{SAMPLE}/keberatan/",
    "complaint": f"{SAMPLE}/pengaduan/",
    "objection without a superior": f"{REAL}/keberatan/",
    "days": f"{SAMPLE}/batas-waktu/",
    "notes": f"{SAMPLE}/catatan/",
    "own status": f"{SAMPLE}/cek-status/",
    "own status without receipts": f"{REAL}/cek-status/",
    "standards": f"{SAMPLE}/standar-layanan/",
    "standards that are not written": f"{REAL}/standar-layanan/",
    "pledge": f"{SAMPLE}/standar-layanan/maklumat/",
    "procedure": f"{SAMPLE}/standar-layanan/sop-permintaan/",
    "procedure that is not written": f"{REAL}/standar-layanan/sop-permintaan/",
    "experience": f"{SAMPLE}/pengalaman/",
    "reports": f"{SAMPLE}/laporan/",
    "audits": f"{SAMPLE}/pengawasan/",
    "audits without data": f"{REAL}/pengawasan/",
    "annual reports": f"{SAMPLE}/laporan-tahunan/",
    "annual reports without data": f"{REAL}/laporan-tahunan/",
    "annual report": f"{SAMPLE}/laporan-tahunan/2025/",
    "summary of an annual report": f"{SAMPLE}/laporan-tahunan/2025/ringkasan/",
    "quarters": f"{SAMPLE}/laporan-tahunan/2026/triwulan/",
    "request register": f"{SAMPLE}/register-permohonan/",
    "statistics": f"{SAMPLE}/statistik/",
    "statistics without data": f"{REAL}/statistik/",
    "evaluation": f"{SAMPLE}/evaluasi/",
    "evaluation without data": f"{REAL}/evaluasi/",
    "self-assessment": f"{SAMPLE}/evaluasi/ki-pusat-2025/",
    "evidence": f"{SAMPLE}/bukti/",
    "evidence of a question": f"{SAMPLE}/bukti/akses-disabilitas/",
    "evidence of a question without data": f"{REAL}/bukti/akses-disabilitas/",
    "indicators": f"{SAMPLE}/kinerja/",
    "indicators without data": f"{REAL}/kinerja/",
    "indicator": f"{SAMPLE}/kinerja/dijawab-tepat-waktu/",
    "indicator without data": f"{REAL}/kinerja/kewajiban-tepat-waktu/",
    "actions": f"{SAMPLE}/tindak-lanjut/",
    "actions without data": f"{REAL}/tindak-lanjut/",
    "training": f"{SAMPLE}/pelatihan/",
    "training without data": f"{REAL}/pelatihan/",
    "material and self-test": f"{SAMPLE}/pelatihan/prosedur-permohonan/",
    "guide": "panduan/",
    "guide with a table": "panduan/batas-jawaban/",
    "reports of people": f"{SAMPLE}/tanggapan-laporan/",
    "reports of people without data": f"{REAL}/tanggapan-laporan/",
    "strategy": f"{SAMPLE}/strategi-pembinaan/",
    "strategy with little data": f"{REAL}/strategi-pembinaan/",
    "survey": f"{SAMPLE}/survei-kepuasan/",
    "survey without data": f"{REAL}/survei-kepuasan/",
    "survey sheet": f"{SAMPLE}/survei-kepuasan/lembar/",
    "catalogue": "kewajiban/",
    "duty": "kewajiban/standar-layanan/",
    "changes of the law": "perubahan-aturan/",
    "units": f"{PROVINCE}/unit/",
    "packages": f"{SAMPLE}/pengadaan/",
    "search": "cari/",
    "dictionary": "kamus/",
    "codes": "kode/",
    "code": "kode/yaml-rusak/",
    "status": "status/",
    "prose": "hak-anda/",
    "glossary": "glosarium/",
    "developers": "pengembang/",
    "method": "metodologi/ketersediaan/",
    "method of openness": "metodologi/keterbukaan-data/",
    "not found": "tidak/ada/",
    "portal in English": "en/",
    "home in English": f"en/{SAMPLE}/",
    "profile in English": f"en/{SAMPLE}/profil/",
    "request in English": f"en/{SAMPLE}/permohonan/",
    "objection in English": f"en/{SAMPLE}/keberatan/",
    "objection in English without a superior": f"en/{REAL}/keberatan/",
    "costs in English": f"en/{SAMPLE}/standar-layanan/",
    "costs in English that are not written": f"en/{REAL}/standar-layanan/",
    "accessibility in English": "en/aksesibilitas/",
}


def terbuka(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "terbuka", *arguments],
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), **environment},
    )


def prints(folder: Path) -> dict[str, str]:
    """Checksum of every file below a folder."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    done = terbuka("build", "--root", str(ROOT), "--out", str(out), **ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same portal as ``site``, made to be opened by double click."""
    out = tmp_path_factory.mktemp("disk") / "portal di USB"
    done = terbuka("build", "--offline", "--root", str(ROOT), "--out", str(out), **ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(f"Buka dengan klik dua kali: {out / 'index.html'}\n")
    return out


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[Served]:
    with serving(site, "/portal/") as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


def listening(page: Page) -> tuple[list[str], list[str]]:
    """Addresses that a page asks for, and what its console complains about, as they come."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """A page and what its console complained about."""
    page = context.new_page()
    _, said = listening(page)
    page.goto(address, wait_until="networkidle")
    return page, said


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 250
    return found


# --- the build -------------------------------------------------------------------------------------------


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert terbuka("build", "--root", str(ROOT), "--out", str(again), **ADDRESS).returncode == 0
    assert prints(again) == prints(site)


def test_the_sample_does_not_age(tmp_path: Path) -> None:
    """Check and build of a portal with samples alone, today and with the clock 400 days ahead."""
    root = tmp_path / "portal"
    shutil.copytree(trees.portal(), root)
    shutil.rmtree(root / "datasets/badan/biro-rintisan")
    ahead = tmp_path / "clock"
    ahead.mkdir()
    (ahead / "sitecustomize.py").write_text(
        "import datetime, time_machine\n"
        "time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=400)).start()\n"
    )
    later = {"PYTHONPATH": f"{ahead}{os.pathsep}{ROOT / 'scripts'}"}
    year = terbuka_python("import datetime; print(datetime.date.today().isoformat())", **later)
    assert year != terbuka_python("import datetime; print(datetime.date.today().isoformat())")
    today = terbuka("check", "--root", str(root))
    ahead_check = terbuka("check", "--root", str(root), **later)
    assert (ahead_check.returncode, ahead_check.stdout) == (0, today.stdout), ahead_check.stderr
    first, second = tmp_path / "one", tmp_path / "two"
    assert terbuka("build", "--no-search", "--root", str(root), "--out", str(first)).returncode == 0
    assert terbuka("build", "--no-search", "--root", str(root), "--out", str(second), **later).returncode == 0
    assert prints(first) == prints(second)


def terbuka_python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout


def test_the_repository_builds_and_checks_400_days_ahead(tmp_path: Path) -> None:
    """The steps of ``make site`` and the check, when the clock has moved on: time alone changes no verdict."""
    code = (
        "import datetime, sys, time_machine\n"
        "time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=400)).start()\n"
        "from terbuka.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    for arguments in (["check"], ["build", "--no-search", "--out", str(tmp_path / "site")]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments, "--root", str(ROOT)],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_failed_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    root, out = trees.grow(tmp_path / "portal"), tmp_path / "site"
    assert terbuka("build", "--no-search", "--root", str(root), "--out", str(out)).returncode == 0
    before = prints(out)
    prose = root / "content/tentang.md"
    prose.write_text(prose.read_text("utf-8") + "\n[hilang](tidak-ada.md)\n", "utf-8")
    done = terbuka("build", "--no-search", "--root", str(root), "--out", str(out))
    assert done.returncode == 1
    assert "tidak-ada.md" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert prints(out) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_command_works_from_inside_the_portal(tmp_path: Path) -> None:
    """As ``make site`` calls it: no options, the portal is the current folder, the site goes to ``site/``."""
    root = trees.grow(tmp_path / "portal")
    done = terbuka("build", "--no-search", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site/kantor-uji/index.html").is_file()
    one_body = (root / "site/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://uji.example/kantor-uji/">' in one_body
    assert "Semua badan" not in one_body


def test_a_folder_with_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "skripsi.docx").write_text("bab 1")
    done = terbuka("build", "--no-search", "--root", str(ROOT), "--out", str(tmp_path))
    assert done.returncode == 2
    assert "berisi hal lain dan tidak disentuh" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["skripsi.docx"]


def test_a_strict_body_is_not_published_with_gaps(tmp_path: Path) -> None:
    root, out = trees.grow(tmp_path / "portal"), tmp_path / "site"
    body = root / trees.BODY / "badan.yml"
    body.write_text(body.read_text("utf-8") + "gerbang: ketat\n", "utf-8")
    build = ("build", "--no-search", "--root", str(root), "--out", str(out))
    held = terbuka(*build, "--on", "2027-12-31")
    assert held.returncode == 3
    assert held.stdout.endswith(
        "Ada kekurangan: informasi wajib belum tercatat atau lewat batas.\n"
        "Situs tidak dibangun: gerbang: ketat menahannya selama ada kekurangan. Yang sudah terbit tetap tayang.\n"
    )
    assert not out.exists()
    asked = terbuka(*build, "--on", "2027-12-31", "--strict", "--lang", "en")
    assert asked.stdout.splitlines()[-1] == (
        "The site was not built: --strict holds it while there are gaps. What is published stays."
    )
    assert terbuka(*build, "--on", str(trees.DAY)).returncode == 0


# --- what was written ------------------------------------------------------------------------------------


def test_no_link_is_dead_and_every_anchor_is_there(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    texts = {page: page.read_text("utf-8") for page in pages(site)}
    for page, text in texts.items():
        ids[page] = set(re.findall(r'\bid="([^"]+)"', text))
    dead = []
    for page, text in texts.items():
        if page.name == "404.html":
            continue
        for found in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            target, _, anchor = html.unescape(found).partition("#")
            target = target.partition("?")[0]
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            where = page if not target else site / os.path.normpath(page.relative_to(site).parent / target)
            where = where / "index.html" if where.is_dir() else where
            if not where.is_file():
                dead.append(f"{page.relative_to(site)} -> {found}")
            # What stands behind "#name=" is handed to a script of the page; it is no anchor.
            elif anchor and "=" not in anchor and anchor not in ids.get(where, {anchor}):
                dead.append(f"{page.relative_to(site)} -> {found} (anchor)")
    assert dead == []


def test_pages_and_their_translations_name_each_other(site: Path) -> None:
    """Both ways, each itself too, Indonesian for everybody else; any other page says at its switch that it has none."""
    start = ADDRESS["TERBUKA_SITE_URL"] + "/"
    named: dict[str, dict[str, str]] = {}
    for page in pages(site):
        text = page.read_text("utf-8")
        address = page.relative_to(site).as_posix().removesuffix("index.html")
        lang = "en" if address.startswith("en/") else "id"
        if page.name == "404.html":
            continue
        assert f'<html lang="{lang}"' in text, address
        found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', text)
        assert len(found) == len(dict(found)), address
        if found:
            named[start + address] = dict(found)
        (switch,) = re.findall(r'<a class="lang" lang="(\w+)" hreflang="\w+" href="[^"]*">[^<]*(<span)?', text)
        assert switch == ("en" if lang == "id" else "id", "" if found else "<span"), address
    # Home and accessibility of the portal; of three bodies home, four pages of service, list of data; two datasets.
    assert len(named) == 2 * (2 + 6 * 3 + 2)
    for address, ways in named.items():
        assert set(ways) == {"en", "id", "x-default"}
        assert ways["x-default"] == ways["id"]
        assert address in ways.values()
        assert all(named[other] == ways for other in ways.values())


def test_one_index_is_searched_and_it_is_indonesian(site: Path) -> None:
    entry = json.loads((site / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == ["id"]


def test_every_page_carries_the_policy_one_title_and_one_heading(site: Path) -> None:
    for page in pages(site):
        text = page.read_text("utf-8")
        name = str(page.relative_to(site))
        assert text.count('http-equiv="Content-Security-Policy"') == 1, name
        assert "default-src 'none'" in text, name
        assert "@@t:" not in text, name
        assert len(re.findall(r"<title>[^<]+</title>", text.partition("</head>")[0])) == 1, name
        assert len(re.findall(r"<h1[ >]", text)) == 1, name
        assert f'<html lang="{"en" if name.startswith("en/") else "id"}"' in text, name
        assert not re.search(r'<[^>]+\s(?:style|on[a-z]+)=["\']', text), name
        assert not re.search(
            r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//(?!terbuka\.example/)', text
        ), name


def test_every_page_is_valid_html(site: Path) -> None:
    found = {page.relative_to(site).as_posix(): [*markup.faults(page.read_text("utf-8"))] for page in pages(site)}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<input type="checkbox" autocomplete="off">', "<input type=checkbox> with autocomplete=off"),
        ('<p id="a">x</p><p id="a">y</p>', "id 'a' twice"),
        ("<p>x<ul><li>y</li></ul></p>", "<ul> inside <p>"),
        ("<div><b>x</div></b>", "</div> ends <b>"),
        ("<div><p>x</p>", "<div> is not closed"),
        ("<ul><p>x</p></ul>", "<p> inside <ul>"),
        ('<a href="x"><button>y</button></a>', "<button> inside <a>"),
        ('<label for="n">x</label>', "points at 'n', which is not there"),
        ('<p class="a" class="b">x</p>', "<p> has class twice"),
        ('<img src="x.png">', "<img> without alt"),
    ],
)
def test_what_is_not_valid_is_found(text: str, said: str) -> None:
    assert any(said in fault for fault in markup.faults(text)), [*markup.faults(text)]


def test_sample_pages_say_so_and_real_ones_do_not(site: Path) -> None:
    for page in pages(site):
        body = page.relative_to(site).parts[0]
        text = page.read_text("utf-8")
        if body in SAMPLES:
            assert "<strong>DATA CONTOH</strong>" in text, page
        if body == REAL:
            assert "DATA CONTOH" not in text, page


def test_pages_that_count_as_evidence_are_there(site: Path) -> None:
    from terbuka.law.routes import evidence_page
    from terbuka.portal.load import load

    corpus, _ = load(ROOT)
    for records in corpus.bodies.values():
        found = produced(records, records.body.sample_day or date(2026, 6, 30))
        assert found
        for code in found:
            assert (site / evidence_page(records.body.id, code) / "index.html").is_file(), code


def test_the_public_json_has_the_promised_shape(site: Path) -> None:
    availability = json.loads((site / "api/v1/ketersediaan.json").read_text("utf-8"))
    bodies = {b["id"]: b for b in availability["badan"]}
    assert set(bodies) == {SAMPLE, PROVINCE, REAL}
    assert {name for name, body in bodies.items() if body["contoh"]} == set(SAMPLES)
    assert {bodies[name]["pada"] for name in SAMPLES} == {"2026-06-30"}
    duty = bodies[SAMPLE]["kewajiban"][0]
    keys = {"id", "judul", "kelas", "jenis", "dasar_hukum", "status", "jatuh_tempo", "bukti"}
    assert keys <= duty.keys()
    assert {len(body["kewajiban"]) for body in bodies.values()} == {214}
    register = json.loads((site / "api/v1/daftar-informasi-publik.json").read_text("utf-8"))
    assert {b["id"] for b in register["badan"]} == {SAMPLE, PROVINCE, REAL}
    portal = json.loads((site / "api/v1/portal.json").read_text("utf-8"))
    assert "commit" in portal


def test_the_downloaded_register_is_the_register(site: Path) -> None:
    import csv

    made = site / f"api/v1/{SAMPLE}/CONTOH-daftar-informasi-publik.csv"
    source = ROOT / f"datasets/badan/{SAMPLE}/daftar-informasi-publik.csv"
    with made.open(encoding="utf-8", newline="") as one, source.open(encoding="utf-8", newline="") as two:
        assert list(csv.DictReader(one)) == list(csv.DictReader(two))


def test_documents_are_published_whole(site: Path) -> None:
    for body in SAMPLES:
        for source in (ROOT / f"datasets/badan/{body}/berkas").iterdir():
            assert (site / body / "berkas" / source.name).read_bytes() == source.read_bytes()


def test_the_index_names_only_files_that_are_there(site: Path) -> None:
    """The filters are written anew in a fixed order; every name in the index must be that of a file."""
    folder = site / "pagefind"
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    (meta,) = folder.glob("*.pf_meta")
    assert entry["languages"]["id"]["hash"] == meta.name.split(".")[1]
    import cbor2

    _, pages, chunks, filters, *_ = cbor2.loads(gzip.decompress(meta.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert {name for _, name in filters} == {p.stem for p in (folder / "filter").iterdir()}
    assert {title for title, _ in filters} == {"jenis", "kelas", "unit"}
    assert {page[0] for page in pages} == {p.stem for p in (folder / "fragment").iterdir()}
    assert {chunk[2] for chunk in chunks} == {p.stem for p in (folder / "index").iterdir()}


def test_sitemap_lists_pages_that_exist_and_no_shell(site: Path) -> None:
    found = re.findall(r"<loc>https://terbuka\.example/portal/([^<]*)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert len(found) > 200
    assert len(found) == len(set(found))
    for address in found:
        assert (site / address / "index.html").is_file(), address
    assert not [a for a in found if a.startswith("kerangka")]
    assert (site / "robots.txt").read_text("utf-8").count("sitemap.xml") == 1
    assert "Contact:" in (site / ".well-known/security.txt").read_text("utf-8")


def test_pages_are_light(site: Path) -> None:
    """The budgets: an entry at most 8 KB compressed."""
    entries = [p for body in SAMPLES for p in sorted((site / body / "informasi").glob("*/index.html"))]
    assert len(entries) > 100
    heaviest = max(entries, key=lambda p: len(gzip.compress(p.read_bytes(), 9)))
    assert len(gzip.compress(heaviest.read_bytes(), 9)) <= 8_000, heaviest


# --- in the browser --------------------------------------------------------------------------------------


def test_first_visit_and_first_search_are_light(browser: Browser, site: Path) -> None:
    with serving(site) as server:
        context = browser.new_context(viewport=PHONE)
        page, said = opened(context, server.url + f"{SAMPLE}/")
        first = list(server.seen)
        assert said == []
        assert len(first) <= 6, first
        assert sum(size for _, _, size in first) <= 50_000, first
        page.goto(server.url + "cari/", wait_until="networkidle")
        before = len(server.seen)
        page.locator("#q").fill("anggaran")
        page.locator("[data-results] li").first.wait_for()
        page.wait_for_load_state("networkidle")
        assert sum(size for _, _, size in server.seen[before:]) <= 130_000, server.seen[before:]
        context.close()


#: Colours of the theme change slowly; axe would see one that is on its way.
AT_REST = """() => new Promise(done => {
    const look = () => document.getAnimations().length ? setTimeout(look, 20) : done();
    requestAnimationFrame(() => requestAnimationFrame(look));
})"""


#: Kinds that are looked at by phone and desk in both schemes. Of all others each part is: what only one size shows (the
#: menu, its button, tables that turn into lists) is made once for all pages.
THOROUGH = ("portal", "home", "register", "entry", "request", "statistics", "dataset", "prose", "home in English")
#: The first look sees the whole page; the others leave out what only repeats, in long tables and lists.
AGAIN = "{exclude: [['tbody tr:nth-child(n+31)'], ['li:nth-child(n+31)'], ['section:nth-of-type(n+13)']]}"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab that walks through all kinds of pages, with axe in each."""
    context = browser.new_context(viewport=PHONE, color_scheme="light")
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", list(KINDS))
def test_page_is_accessible_and_asks_nobody_else(kind: str, tab: Page, served: Served) -> None:
    """Axe at 360 px in light and at 1280 px in dark; no request elsewhere, no complaint, no sideways scrolling."""
    asked: list[str] = []
    said: list[str] = []
    hearing = {
        "request": lambda request: asked.append(request.url),
        "console": lambda message: said.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: said.append(str(error)),
    }
    for event, hear in hearing.items():
        tab.on(event, hear)  # type: ignore[call-overload] # the names that it knows
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type] # width and height
    tab.emulate_media(color_scheme="light")
    tab.goto(served.url + KINDS[kind], wait_until="load")
    looks = [(PHONE, "light"), (DESK, "dark")]
    if kind in THOROUGH:
        looks += [(DESK, "light"), (PHONE, "dark")]
    for number, (viewport, scheme) in enumerate(looks):
        where = f"{kind} {viewport['width']} {scheme}"
        part = AGAIN if number else "document"
        tab.set_viewport_size(viewport)  # type: ignore[arg-type] # width and height
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two that it knows
        tab.evaluate(AT_REST)
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), where
        assert tab.evaluate(CUT_CAPTIONS) == [], where
        found = tab.evaluate(f"axe.run({part}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
        assert found == [], where
    for event, hear in hearing.items():
        tab.remove_listener(event, hear)
    assert [u for u in asked if not u.startswith((served.url, "data:"))] == [], kind
    assert len(said) == (1 if kind == "not found" else 0), (kind, said)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_everything_is_reachable_by_keyboard(viewport: dict[str, int], browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=viewport)
    page, _ = opened(context, served.url + f"{SAMPLE}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    if viewport is PHONE:
        menu = page.get_by_role("button", name="Menu")
        assert page.get_by_role("link", name="Layanan", exact=True).first.is_hidden()
        menu.focus()
        page.keyboard.press("Enter")
        assert menu.get_attribute("aria-expanded") == "true"
        assert page.locator("#menu").get_by_role("link", name="Layanan", exact=True).is_visible()
        page.keyboard.press("Escape")
        assert menu.get_attribute("aria-expanded") == "false"
    reached = set()
    page.reload(wait_until="networkidle")
    for _ in range(200):
        page.keyboard.press("Tab")
        here: Any = page.evaluate(
            "(() => { const e = document.activeElement, r = e.getBoundingClientRect();"
            " return [e.tagName, e.textContent.trim().slice(0, 40), r.width > 0 && r.height > 0] })()"
        )
        if here[0] == "BODY":
            break
        assert here[2], f"focus on something that is not shown: {here}"
        reached.add(here[1])
    visible: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[href], button')].filter(e => e.checkVisibility())"
        ".map(e => e.textContent.trim().slice(0, 40))"
    )
    assert {text for text in visible if text != "Langsung ke isi"} <= reached
    context.close()


def test_search_finds_indonesian_word_forms(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served.url + "cari/")
    assert not [u for u, _, _ in served.seen if "pagefind/" in u and "fragment" in u]
    counts = {}
    for word in ("anggaran", "penganggaran", "dianggarkan"):
        page.goto(served.url + f"cari/?q={word}", wait_until="networkidle")
        page.locator("[data-results] li").first.wait_for()
        assert page.locator("#q").input_value() == word
        counts[word] = page.get_by_role("status").first.text_content()
    assert len({re.match(r"[0-9.]+", str(text))[0] for text in counts.values()}) == 1, counts  # type: ignore[index]
    assert said == []
    page.locator("[data-results] a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1


def test_what_is_already_there_is_offered_while_a_request_is_written(phone: BrowserContext, served: Served) -> None:
    """The search of the portal, fetched with the first word that says something; what it finds leads to its page."""
    page, said = opened(phone, served.url + f"{SAMPLE}/permohonan/")
    offer = page.locator("[data-tersedia][data-dari=f-rincian]")
    page.get_by_label("Rincian informasi").fill("saya ingin")
    assert offer.is_hidden()
    page.get_by_label("Rincian informasi").fill("saya ingin salinan laporan keuangan")
    offer.wait_for()
    assert offer.locator("p").text_content() == "Mungkin sudah tersedia:"
    found = offer.get_by_role("link").all_text_contents()
    assert 1 <= len(found) <= 4
    assert any("laporan" in title.lower() or "keuangan" in title.lower() for title in found)
    offer.get_by_role("link").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1
    assert said == []


def test_search_filters_by_class_and_unit(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served.url + "cari/?q=laporan")
    page.locator("[data-results] li").first.wait_for()
    every = page.get_by_role("status").first.text_content()
    page.get_by_text("Saring hasil").click()
    select = page.get_by_label("Kelas")
    select.wait_for()
    label = next(t for t in select.locator("option").all_text_contents() if t.startswith("Berkala"))
    select.select_option(label=label)
    page.wait_for_function("was => document.querySelector('[role=status]').textContent !== was", arg=every)
    assert page.get_by_label("Unit").count() == 1


def test_search_leads_to_the_row_of_a_register(phone: BrowserContext, served: Served) -> None:
    """The link carries the anchor of the row that the words stand in; filters are fetched only when opened."""
    row = next(r for r in trees.own().bodies[SAMPLE].rows(Request) or () if r.id)
    before = len(served.seen)
    page, said = opened(phone, served.url + f"cari/?q={row.id}")
    link = page.locator(f"[data-results] a[href$='#baris-{row.id}']")
    link.first.wait_for()
    assert not [u for u, _, _ in served.seen[before:] if "pf_filter" in u]
    link.first.click()
    page.wait_for_url(f"**/register-permohonan/#baris-{row.id}")
    assert row.id in str(page.locator(":target").text_content())
    assert said == []


def test_search_leads_to_the_row_of_a_small_table(phone: BrowserContext, served: Served) -> None:
    """Two words: of all rows the one in which both stand; its address is that of the key."""
    page, said = opened(phone, served.url + "cari/?q=rote+ndao")
    link = page.locator("[data-results] a[href*='/wilayah-ntt/kabupaten/#baris-']").first
    link.wait_for()
    link.click()
    page.wait_for_url("**/data/wilayah-ntt/kabupaten/#baris-53.14")
    # The script of the table draws its rows anew, so that the row is found by its mark and not as ``:target``.
    found = page.locator("[id='baris-53.14']")
    assert "Rote Ndao" in str(found.text_content()).title()
    assert found.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")
    assert said == []


def test_search_says_when_nothing_is_found(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served.url + "cari/?q=zxcvbnm")
    page.get_by_text("Tidak ada hasil untuk “zxcvbnm”").wait_for()
    assert page.locator("[data-browse]").is_visible()


def test_a_letter_shows_what_may_be_there_already(phone: BrowserContext, served: Served) -> None:
    """The subject is looked up on the device while it is typed; the search box leads to the search of this office."""
    page, said = opened(phone, served.url + f"{SAMPLE}/permohonan/")
    page.get_by_label("Rincian informasi").fill("Saya ingin melihat laporan layanan informasi tahun 2025")
    found = page.locator("[data-tersedia] a")
    found.first.wait_for()
    assert "laporan" in str(found.first.text_content()).lower()
    assert f"/{SAMPLE}/" in str(found.first.get_attribute("href"))
    assert said == []
    page.get_by_label("Cari dokumen atau data").fill("anggaran")
    page.locator("form[role=search]").get_by_role("button").click()
    page.locator("[data-results] li").first.wait_for()
    assert "unit=Biro+Contoh" in page.url


def test_pages_work_without_javascript(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + f"{SAMPLE}/")
    assert page.get_by_role("link", name="Layanan", exact=True).first.is_visible()
    page.get_by_role("link", name="Minta informasi").first.click()
    assert page.get_by_role("heading", level=1).text_content() == "Permohonan Informasi"
    assert page.get_by_role("link", name="Buka formulir permohonan").is_visible()
    assert page.locator("iframe").count() == 0
    page.goto(served.url + f"{SAMPLE}/daftar-informasi-publik/")
    assert page.locator("table tbody tr").count() > 40
    page.goto(served.url + f"{SAMPLE}/ketersediaan/")
    assert page.locator("details").count() > 0
    page.goto(served.url + "cari/?q=anggaran")
    assert page.get_by_role("link", name="Daftar Informasi Publik Biro Contoh").is_visible()
    context.close()


def test_the_form_is_framed_only_after_a_tap(phone: BrowserContext, served: Served, site: Path) -> None:
    page, said = opened(phone, served.url + f"{SAMPLE}/permohonan/")
    assert page.locator("iframe").count() == 0
    assert said == []
    page.route("https://formulir.contoh.example/**", lambda route: route.fulfill(body="formulir kantor"))
    page.get_by_role("button", name="Isi di halaman ini").click()
    assert page.locator("iframe").get_attribute("src") == "https://formulir.contoh.example/permohonan"
    assert page.frame_locator("iframe").get_by_text("formulir kantor").is_visible()
    assert said == []
    policies = {
        p.relative_to(site).as_posix(): re.search(r"frame-src ([^;\"]+)", p.read_text("utf-8"))[1]  # type: ignore[index]
        for p in pages(site)
    }
    opened_for = {name for name, origin in policies.items() if origin != "'none'"}
    surveyed = {f"{SAMPLE}/survei-kepuasan/index.html"}
    assert opened_for == {f"{body}/permohonan/index.html" for body in SAMPLES} | surveyed
    assert policies[f"{SAMPLE}/permohonan/index.html"] == "https://formulir.contoh.example"


def test_the_register_can_be_filtered(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served.url + f"{SAMPLE}/daftar-informasi-publik/")
    rows = page.locator("table tbody tr")
    every = rows.count()
    page.locator("form[data-filter] input").fill("anggaran")
    shown = page.locator("table tbody tr:visible").count()
    assert 0 < shown < every
    assert f"{shown} dari {every}" in str(page.locator("form[data-filter] [data-count]").text_content())


def test_a_table_of_data_is_sorted_searched_and_paged(phone: BrowserContext, served: Served) -> None:
    before = len(served.seen)
    page, said = opened(phone, served.url + f"{REAL}/data/wilayah-ntt/pulau/")
    rows, status = page.locator("table.baris tbody tr:visible"), page.locator("[data-alat] [role=status]")
    assert (rows.count(), status.text_content()) == (25, "1–25 dari 653 baris")
    assert not [path for path, _, _ in served.seen[before:] if "/baris/" in path], (
        "rows are fetched only when asked for"
    )
    # Rows that came later read as they do in the plain pages.
    page.get_by_role("button", name="Berikutnya").click()
    status.filter(has_text="26–50 dari 653 baris").wait_for()
    for _ in range(3):
        page.get_by_role("button", name="Berikutnya").click()
    status.filter(has_text="101–125 dari 653 baris").wait_for()
    cells = "tr => [tr.id, ...[...tr.cells].slice(0, 6).map(c => c.textContent)]"
    fetched = [row.evaluate(cells) for row in rows.all()]
    other, _ = opened(phone, served.url + f"{REAL}/data/wilayah-ntt/pulau/halaman-2/")
    assert fetched == [row.evaluate(cells) for row in other.locator("tbody tr").all()[:25]]
    # Filters and words together, then sorting both ways; what a code means is found too.
    page.get_by_label("Berpenduduk", exact=True).select_option("1")
    status.filter(has_text="dari 53 baris, disaring dari 653").wait_for()
    page.get_by_label("Cari di tabel").fill("rote ndao")
    status.filter(has_text="disaring dari 653").filter(has_not_text="53 baris,").wait_for()
    page.get_by_role("button", name="Nama", exact=True).click()
    page.locator("th[aria-sort=ascending]").wait_for()
    names = page.locator("table.baris tbody tr td:nth-child(6)")
    up = names.all_text_contents()
    assert len(up) > 3
    assert up == sorted(up)
    page.get_by_role("button", name="Nama", exact=True).click()
    page.locator("th[aria-sort=descending]").wait_for()
    page.wait_for_function(
        "first => document.querySelector('table.baris tbody td:nth-child(6)').textContent !== first", arg=up[0]
    )
    assert names.all_text_contents() == up[::-1]
    page.get_by_label("Cari di tabel").fill("tidakadapulauini")
    status.filter(has_text="Tidak ada baris yang cocok").wait_for()
    assert said == []


def test_the_mark_of_a_row_leads_to_it_and_its_cell_can_be_reported(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served.url + f"{REAL}/data/wilayah-ntt/desa/#baris-53.71.06.1005")
    row = page.locator("tr.kena")
    row.wait_for()
    assert row.get_attribute("id") == "baris-53.71.06.1005"
    assert row.is_visible()
    row.get_by_role("button", name="Lapor kesalahan di 53.71.06.1005").click()
    box = page.get_by_role("dialog", name="Laporkan kesalahan di 53.71.06.1005")
    box.get_by_label("Kolom yang salah").select_option("Nama")
    letter = unquote(str(box.get_by_role("link", name="Tulis surat ke kantor").get_attribute("href")))
    for part in (
        "mailto:biropemsetdantt@gmail.com?subject=Kesalahan data: Kode dan nama wilayah Nusa Tenggara Timur",
        "Tabel: Desa dan kelurahan (desa.csv)\nBaris: 53.71.06.1005\nKolom: Nama\nYang tertulis: ",
        f"Halaman: https://terbuka.example/portal/{REAL}/data/wilayah-ntt/desa/#baris-53.71.06.1005",
    ):
        assert part in letter
    page.evaluate(AXE)
    assert page.evaluate("axe.run({}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
    box.get_by_role("button", name="Tutup").click()
    assert page.get_by_role("dialog").count() == 0
    # A row that stands in the page but not on the first page of rows, and one that is gone.
    page.goto(served.url + f"{REAL}/data/wilayah-ntt/kecamatan/#baris-53.04.12")
    page.locator("tr.kena[id='baris-53.04.12']").wait_for()
    page.evaluate("location.hash = 'baris-99.99'")
    page.locator("[data-alat] [role=status]").filter(has_text="Baris itu tidak ada lagi di tabel ini.").wait_for()
    assert said == []


def test_a_table_of_data_stands_without_javascript(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + f"{REAL}/data/wilayah-ntt/desa/")
    assert page.locator("table.baris tbody tr:visible").count() == 100
    page.get_by_role("navigation", name="Halaman daftar").get_by_role("link", name="2", exact=True).click()
    assert page.locator("tbody tr:visible").count() == 500
    assert page.get_by_role("link", name="Laporkan masalah").is_visible()
    context.close()


def test_a_first_view_of_data_is_light(browser: Browser, site: Path) -> None:
    """At most 80 KB compressed, whatever the number of rows."""
    with serving(site) as server:
        for kind in ("dataset", "dataset of a third party", "table with a map"):
            context = browser.new_context(viewport=PHONE)
            before = len(server.seen)
            opened(context, server.url + KINDS[kind])
            assert sum(size for _, _, size in server.seen[before:]) <= 80_000, server.seen[before:]
            context.close()


def test_availability_unfolds_and_offers_a_step(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served.url + f"{REAL}/ketersediaan/")
    text = str(page.locator("main").text_content())
    assert "64 dari 214" in text
    assert page.get_by_role("link", name=re.compile("keberatan", re.IGNORECASE)).count() > 0


def test_a_hostile_portal_stays_text(browser: Browser, tmp_path: Path) -> None:
    """Whatever is typed into records is shown as it was typed, in pages, search results and downloads."""
    root, out = tmp_path / "portal", tmp_path / "site"
    for part in ("schemas", "datasets/aturan", "content", *(f"datasets/badan/{name}" for name in SAMPLES)):
        shutil.copytree(ROOT / part, root / part)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    nasty = "<img src=x onerror=alert(1)>"
    base = root / f"datasets/badan/{SAMPLE}"
    body = (base / "badan.yml").read_text("utf-8")
    body = re.sub(r"(?m)^(nama|nama_pendek): .*$", rf'\1: "Biro {nasty}"', body)
    (base / "badan.yml").write_text(body, "utf-8")
    import csv

    with (base / "daftar-informasi-publik.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in ("judul", "ringkasan", "penguasa", "penanggung_jawab", "retensi"):
            row[column] = f"{row[column]} {nasty}"
        row["uraian"] = (
            f"{nasty} [klik](javascript:alert(2)) <script>alert(3)</script> **tebal** ![x](https://evil.example/x.png)"
        )
    with (base / "daftar-informasi-publik.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with (base / "dikecualikan.csv").open(encoding="utf-8", newline="") as file:
        closed = list(csv.DictReader(file))
    for row in closed:
        for column in ("judul", "konsekuensi_dibuka", "konsekuensi_ditutup", "keputusan", "disetujui_oleh"):
            row[column] = f"{row[column]} {nasty}"
    with (base / "dikecualikan.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(closed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(closed)
    done = terbuka("build", "--root", str(root), "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "&lt;img src=x" in (out / SAMPLE / "dikecualikan/index.html").read_text("utf-8")
    for page in out.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<img src=x" not in text, page
        assert not re.search(r"<script>alert|href=\"javascript|evil\.example/x\.png\"", text), page
    with serving(out) as server:
        context = browser.new_context(viewport=PHONE)
        for address in (
            "",
            f"{SAMPLE}/",
            f"{SAMPLE}/informasi/{rows[0]['id']}/",
            f"{SAMPLE}/daftar-informasi-publik/",
            "cari/?q=anggaran",
        ):
            page = context.new_page()
            asked, _ = listening(page)
            page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
            page.goto(server.url + address, wait_until="networkidle")
            assert [u for u in asked if not u.startswith((server.url, "data:"))] == [], address
            assert page.locator("img[src=x]").count() == 0
            if "cari" in address:
                page.locator("[data-results] li").first.wait_for()
                assert nasty in str(page.locator("[data-results]").text_content())
                assert page.locator("[data-results] img").count() == 0
        context.close()


# --- urgent notices --------------------------------------------------------------------------------------

#: Noon in Kupang on the day of the fixture, and a minute after the notice has ended.
DURING, AFTER = "2026-06-30T12:00:00+08:00", "2026-06-30T18:00:30+08:00"
URGENT_PAGES = {
    "home": "",
    "body": "kantor-uji/",
    "urgent list": "kantor-uji/serta-merta/",
    "notice": "kantor-uji/serta-merta/banjir-2026/",
    "entry": "kantor-uji/informasi/maklumat-2026/",
    "prose": "tentang/",
    "status": "status/",
    "not found": "tidak/ada/",
}


@pytest.fixture(scope="session")
def warned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A made-up portal with one notice that runs on its day."""
    folder = tmp_path_factory.mktemp("darurat")
    root = trees.grow(folder / "portal", {f"{trees.BODY}/peringatan.yml": RUNNING})
    done = terbuka("build", "--no-search", "--on", "2026-06-30", "--root", str(root), "--out", str(folder / "site"))
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(folder / "site") as server:
        yield server


def banner(page: Page) -> Locator:
    return page.get_by_role("region", name="Peringatan")


@pytest.mark.parametrize("address", list(URGENT_PAGES.values()), ids=list(URGENT_PAGES))
def test_a_notice_stands_above_every_page_until_it_ends(address: str, browser: Browser, warned: Served) -> None:
    """By the reader's own clock, also while the page stays open; without JavaScript it stays and tells its end."""
    title, end = "Banjir di Kelurahan Uji, jauhi bantaran sungai", "berlaku sampai 30 Juni 2026 pukul 18.00 WITA"
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.clock.install(time=DURING)
    page.goto(warned.url + address)
    assert banner(page).is_visible()
    assert end in str(banner(page).text_content())
    page.clock.fast_forward("06:01:00")
    assert banner(page).count() == 0
    page.clock.set_system_time(AFTER)
    page.reload()
    assert banner(page).count() == 0
    context.close()
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(warned.url + address)
    assert end in str(banner(page).text_content())
    if address != URGENT_PAGES["not found"]:  # its links are absolute: the address of the site, not of this server
        banner(page).get_by_role("link", name=title).click()
        assert page.get_by_role("heading", level=1).text_content() == title
    context.close()


def test_pages_tell_the_end_of_a_notice_by_the_reader_s_clock(phone: BrowserContext, warned: Served) -> None:
    page = phone.new_page()
    page.clock.install(time=DURING)
    page.goto(warned.url + URGENT_PAGES["notice"])
    assert page.get_by_text("Berlaku sampai 30 Juni 2026 pukul 18.00 WITA.", exact=True).is_visible()
    assert page.get_by_text("Sudah berakhir").is_hidden()
    assert page.get_by_role("link", name="(0380) 555123").get_attribute("href") == "tel:+62380555123"
    page.clock.set_system_time(AFTER)
    page.reload()
    assert page.get_by_text("Sudah berakhir 30 Juni 2026 pukul 18.00 WITA.").is_visible()
    page.goto(warned.url + URGENT_PAGES["urgent list"])
    assert page.get_by_text("Tidak ada peristiwa dalam kewenangan unit ini").is_visible()
    assert page.get_by_text("Ada peringatan yang sedang berlaku").is_hidden()


@pytest.mark.parametrize("address", [URGENT_PAGES[k] for k in ("body", "urgent list", "notice")])
def test_a_warned_page_is_accessible(address: str, browser: Browser, warned: Served) -> None:
    for viewport in (PHONE, DESK):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=viewport, color_scheme=scheme)
            page = context.new_page()
            asked, said = listening(page)
            page.clock.set_fixed_time(DURING)
            page.goto(warned.url + address)
            assert banner(page).is_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            page.evaluate(AXE)
            assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
            assert said == []
            assert [url for url in asked if not url.startswith((warned.url, "data:"))] == []
            context.close()


@pytest.mark.parametrize("name", ["listrik-padam-2026-05-20", "jalan-longsor-2026-02-14"])
def test_a_notice_prints_on_one_sheet(name: str, browser: Browser, served: Served, tmp_path: Path) -> None:
    import pypdfium2

    context = browser.new_context(viewport=DESK, color_scheme="dark")
    page, _ = opened(context, served.url + f"{SAMPLE}/serta-merta/{name}/")
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
    page.pdf(path=tmp_path / "a.pdf", format="A4", margin=margins)  # type: ignore[arg-type]
    context.close()
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    pages = len(document)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert pages == 1
    assert "https://www.bnpb.go.id/" in text
    assert "Diumumkan oleh" in text


def test_the_sample_and_the_real_body_have_no_running_notice(site: Path) -> None:
    assert not [page for page in pages(site) if 'class="urgent"' in page.read_text("utf-8")]
    assert not (ROOT / f"datasets/badan/{REAL}/peringatan.yml").exists()


def test_the_not_found_page_works_at_any_depth(phone: BrowserContext, served: Served) -> None:
    page = phone.new_page()
    answer = page.goto(served.url + "a/b/c/d/", wait_until="load")
    assert answer is not None
    assert answer.status == 404
    assert "tidak ditemukan" in str(page.locator("h1").text_content()).lower()


# --- by double click -------------------------------------------------------------------------------------


def test_every_link_on_a_disk_leads_to_a_file(site: Path, disk: Path) -> None:
    lost = []
    for page in pages(disk):
        for found in re.findall(r'\b(?:href|src|action)="([^"]*)"', page.read_text("utf-8")):
            target = re.split(r"[?#]", html.unescape(found), maxsplit=1)[0]
            if target and not re.match(r"[a-z][a-z0-9+.-]*:", target):
                where = os.path.normpath(page.relative_to(disk).parent / target)
                if target.startswith("/") or not (disk / where).is_file():
                    lost.append(f"{page.relative_to(disk)} -> {found}")
    assert lost == []
    assert not (disk / "pagefind").exists()
    # Only pages differ: data, pictures and documents are those of the site.
    here, there = prints(disk), prints(site)
    told = {"_headers", "manifest-sha256.txt"}
    others = {name for name in there if not name.endswith(".html") and not name.startswith("pagefind/")} - told
    assert {name: here.get(name) for name in others} == {name: there[name] for name in others}
    assert {name for name in here if name.endswith(".html")} == {name for name in there if name.endswith(".html")}
    canonical = re.compile(r'<(?:link rel="canonical"|meta property="og:[a-z]+") [^>]*>')
    for name in ("index.html", f"{SAMPLE}/berkala/index.html", "hak-anda/index.html"):
        assert canonical.findall((disk / name).read_text("utf-8")) == canonical.findall(
            (site / name).read_text("utf-8")
        )


def test_a_site_on_a_disk_has_the_same_bytes_again(disk: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert terbuka("build", "--offline", "--root", str(ROOT), "--out", str(again), **ADDRESS).returncode == 0
    assert prints(again) == prints(disk)


def test_a_site_on_a_disk_is_walked_by_clicks(phone: BrowserContext, disk: Path) -> None:
    """Home, body, entry, document, register, search and back, from file://, with nothing asked elsewhere."""
    page = phone.new_page()
    asked, said = listening(page)
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((disk / "index.html").as_uri())
    top = disk.as_uri() + "/"

    def follow(name: str, address: str, heading: str) -> None:
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(top + address)
        assert page.locator("h1").text_content() == heading

    name = "Biro Contoh, Sekretariat Daerah Provinsi Contoh"
    follow(name, f"{SAMPLE}/index.html", name)
    styled = page.evaluate("getComputedStyle(document.querySelector('.head')).backgroundColor")
    assert styled == "rgb(17, 75, 70)"
    assert page.get_by_role("button", name="Menu").is_visible(), "the script did not run"
    follow("Semua informasi publik", f"{SAMPLE}/informasi/index.html", "Informasi Publik")
    register = "Daftar Informasi Publik"
    follow(f"{register} (DIP)", f"{SAMPLE}/daftar-informasi-publik/index.html", register)
    page.locator("form[data-filter] input").fill("alamat")
    assert 0 < page.locator("table tbody tr:visible").count() < 10
    page.get_by_role("link", name="Alamat, tugas, dan fungsi Biro Contoh").click()
    page.wait_for_url(top + f"{SAMPLE}/informasi/alamat-tugas-fungsi/index.html")
    document = page.locator("a.file").first.get_attribute("href")
    assert document is not None
    opened_file = page.evaluate("document.querySelector('a.file').href")
    assert Path(opened_file.removeprefix("file://").replace("%20", " ")).read_bytes().startswith(b"%PDF")
    page.go_back()
    assert page.url == top + f"{SAMPLE}/daftar-informasi-publik/index.html"
    follow("Cari", "cari/index.html", "Cari")
    assert "Pencarian isi dokumen hanya ada di portal daring" in str(page.locator(".lead").text_content())
    every = page.locator("#halaman li").count()
    assert every > 250
    page.goto(top + f"{SAMPLE}/index.html")
    page.locator("#q").fill("alamat tugas")
    page.locator("#q").press("Enter")
    page.wait_for_url(top + "cari/index.html?*")
    assert page.locator("#q").input_value() == "alamat tugas"
    shown = page.locator("#halaman li:visible")
    assert shown.count() < 5
    assert f"{shown.count()} dari {every} ditampilkan" in str(page.locator("[data-count]").text_content())
    shown.first.get_by_role("link").click()
    page.wait_for_url(re.compile(r".*/index\.html"))
    assert page.locator("h1").count() == 1
    assert [u for u in asked if not u.startswith((top, "data:"))] == []
    assert said == []


def test_the_list_of_pages_on_a_disk_is_accessible(phone: BrowserContext, disk: Path) -> None:
    page = phone.new_page()
    page.goto((disk / "cari/index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(r => r.violations.map(v => v.id))") == []


# --- passing on, printing, correcting ----------------------------------------------------------------------


def test_every_page_has_a_preview_for_those_it_is_sent_to(site: Path) -> None:
    portal = json.loads((site / "api/v1/portal.json").read_text("utf-8"))
    samples = {body["id"]: body["contoh"] for body in portal["badan"]}
    for page in pages(site):
        if page.name == "404.html":
            continue
        text = page.read_text("utf-8")
        found = {
            key: html.unescape(value)
            for key, value in re.findall(r'<meta property="og:([a-z_:]+)" content="([^"]*)">', text)
        }
        name = page.relative_to(site).as_posix()
        original = not name.startswith("en/")
        needed = {"title", "description", "url", "image", "site_name", "type"} | ({"locale"} if original else set())
        assert found.keys() >= needed, name
        assert all(found.values()), name
        assert found.get("locale") == ("id_ID" if original else None), name
        assert found["site_name"] == "Portal Informasi Publik"
        canonical = re.search(r'<link rel="canonical" href="([^"]*)">', text)
        assert canonical is not None, name
        assert found["url"] == html.unescape(canonical[1]), name
        body = name.removeprefix("en/").partition("/")[0]
        picture = f"assets/pratinjau/{body if body in samples else 'index'}.png"
        assert found["image"] == f"https://terbuka.example/portal/{picture}", name
        assert samples.get(body, False) == ("DATA CONTOH" in found["image:alt"]), name
        assert text.count('<meta name="twitter:card" content="summary_large_image">') == 1, name
    made = sorted((site / "assets/pratinjau").iterdir())
    assert {p.stem for p in made} == {*samples, "index"}
    for path in made:
        assert path.stat().st_size < 100_000
        assert path.read_bytes()[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)


def test_a_page_is_shared_by_the_device_or_its_address_copied(browser: Browser, served: Served) -> None:
    address = f"{SAMPLE}/informasi/alamat-tugas-fungsi/"
    whole = f"https://terbuka.example/portal/{address}"
    context = browser.new_context(viewport=PHONE)
    context.add_init_script("navigator.share = what => { window.shared = what; return Promise.resolve() }")
    page, said = opened(context, served.url + address)
    page.get_by_role("link", name="Bagikan", exact=True).click()
    assert page.evaluate("window.shared") == {
        "title": "DATA CONTOH: Alamat, tugas, dan fungsi Biro Contoh – Biro Contoh",
        "url": whole,
    }
    assert page.url == served.url + address
    context.close()
    context = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script("delete Navigator.prototype.share")
    page = context.new_page()
    page.goto(served.url + address)
    page.get_by_role("button", name="Salin tautan").click()
    page.get_by_role("button", name="Tautan tersalin").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == whole
    context.close()
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + address)
    link = page.get_by_role("link", name="Bagikan lewat WhatsApp").get_attribute("href")
    assert link is not None
    assert link.startswith("https://wa.me/?text=DATA%20CONTOH%3A%20Alamat")
    assert link.endswith("https%3A%2F%2Fterbuka.example%2Fportal%2Fbiro-contoh%2Finformasi%2Falamat-tugas-fungsi%2F")
    assert said == []
    context.close()


@pytest.mark.parametrize(
    ("kind", "sheets"), [("home", 2), ("entry", 2), ("register", 3), ("availability", 10), ("duty", 1), ("prose", 2)]
)
def test_each_printed_sheet_names_its_page_and_the_day_of_the_data(
    kind: str, sheets: int, browser: Browser, served: Served, tmp_path: Path
) -> None:
    import pypdfium2

    context = browser.new_context(viewport=DESK, color_scheme="dark")
    page, _ = opened(context, served.url + KINDS[kind])
    page.pdf(path=tmp_path / "halaman.pdf", format="A4", prefer_css_page_size=True)
    context.close()
    document = pypdfium2.PdfDocument(tmp_path / "halaman.pdf")
    texts = [re.sub(r"\s+", " ", document[number].get_textpage().get_text_range()) for number in range(len(document))]
    document.close()
    assert len(texts) >= sheets
    for number, text in enumerate(texts, 1):
        where = f"{kind}, {number}: {text[-300:]}"
        assert f"https://terbuka.example/portal/{KINDS[kind]} · data per " in text, where
        assert f"Lembar {number} dari {len(texts)}" in text, where
        assert "Bagikan" not in text, where
        if kind == "register" and number < len(texts):
            assert text.count("No. Informasi Kelas Dikuasai oleh") == 1, where


def test_print_is_black_on_white_also_in_the_dark(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=DESK, color_scheme="dark")
    context.add_init_script("localStorage.setItem('tampilan', 'gelap')")
    page, _ = opened(context, served.url + f"{SAMPLE}/ketersediaan/")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[...document.querySelectorAll('body, h1, .page p, .page a, .head, .status')].filter(e => e.checkVisibility())"
        ".flatMap(e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor])"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    context.close()


def test_pages_lead_to_the_line_that_is_corrected_when_the_repository_is_named(site: Path, tmp_path: Path) -> None:
    for page in pages(site):
        assert "(petugas)</a>" not in page.read_text("utf-8"), page
    root = tmp_path / "portal"
    shutil.copytree(trees.portal(), root)
    shell = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(shell + "\nrepo_url: https://github.com/uji/portal\n", "utf-8")
    out = tmp_path / "site"
    done = terbuka("build", "--no-search", "--root", str(root), "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    edit = "https://github.com/uji/portal/edit/main/"
    wanted = {
        f"{SAMPLE}/informasi/struktur-organisasi/": f"datasets/badan/{SAMPLE}/daftar-informasi-publik.csv#L3",
        f"{SAMPLE}/pengaduan/": f"datasets/badan/{SAMPLE}/badan.yml",
        "hak-anda/": "content/hak-anda.md",
        "tentang/": "content/tentang.md",
    }
    for address, place in wanted.items():
        text = (out / address / "index.html").read_text("utf-8")
        found = re.findall(r'<a href="([^"]*)"[^>]*>Perbaiki data ini \(petugas\)</a>', text)
        assert found == [edit + place]
        path, _, line = place.partition("#L")
        if line:
            rows = (root / path).read_text("utf-8").splitlines()
            assert rows[int(line) - 1].startswith("struktur-organisasi,")


def test_page_prints_without_menu(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=DESK)
    page, _ = opened(context, served.url + f"{SAMPLE}/profil/")
    page.emulate_media(media="print")
    assert page.locator("#menu").is_hidden()
    assert page.locator("h1").is_visible()
    context.close()


def test_no_body_can_take_the_place_of_a_page(site: Path) -> None:
    from terbuka.kit.languages import reserved

    tops = {p.name.partition(".")[0] for p in site.iterdir() if not p.name.startswith((".", "_"))}
    assert tops - {SAMPLE, PROVINCE, REAL} <= reserved()


def test_addresses_are_the_promised_ones(site: Path) -> None:
    promised = [
        f"{SAMPLE}/",
        *(f"{SAMPLE}/{kind}/" for kind in ("berkala", "serta-merta", "setiap-saat", "dikecualikan")),
        f"{SAMPLE}/informasi/alamat-tugas-fungsi/",
        f"{SAMPLE}/ketersediaan/",
        "kewajiban/profil-kedudukan-tugas-fungsi/",
    ]
    assert [p for p in promised if not (site / PurePosixPath(p) / "index.html").is_file()] == []
