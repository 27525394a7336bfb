"""``terbuka doctor``: each finding by its facts, two computers in whole, and the probes on real folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import trees
from terbuka import cli
from terbuka.base.forges import Repository
from terbuka.base.git import Heads
from terbuka.desk import probe
from terbuka.desk.computer import pins
from terbuka.desk.doctor import as_json, as_text, findings
from terbuka.desk.facts import GOOD, LOOK, WRONG, BodyFacts, Facts
from terbuka.portal.load import load

TODAY = date(2026, 11, 24)
LOCK = """\
jinja2==3.1.6 \\
    --hash=sha256:aa
ruamel.yaml==0.18 \\
    --hash=sha256:bb
tzdata==2026.6 ; sys_platform == 'win32' \\
    --hash=sha256:cc
aneh==1 ; python_version < '3.9' \\
    --hash=sha256:dd
"""


def at(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


PUBLISHES = """\
on:
  push:
    branches: [main]
  schedule:
jobs:
  bangun:
    run: terbuka build
"""
SOUND = Facts(
    python=(3, 11, 9),
    platform="linux",
    lock=LOCK,
    installed={"jinja2": "3.1.6", "ruamel-yaml": "0.18"},
    encoding="UTF-8",
    free=5_000_000_000,
    indexer="pagefind 1.5.2",
    committed=at(date(2026, 11, 20)),
    attributes="# satu cara\n* text=auto eol=lf\n",
    owners="# siapa\n/mkdocs.yml @dinas/penerbit\n",
    workflows={"periksa.yml": "run: terbuka check\n", "terbit.yml": PUBLISHES},
    site_url="https://ppid.dinas.go.id/",
    bodies=(BodyFacts(id="dinas", sample=False, stage="berjalan"),),
    calendars={"id": {2026: "tetap", 2027: "perkiraan"}},
    heads=Heads("main", ("main",), "origin", "https://github.com/dinas/portal.git", pushed=True),
    forge=Repository("github.com", "dinas/portal"),
    identities={"dinas": {"nama": ["Dinas Contoh"], "surel": ["ppid@dinas.go.id"]}},
)
BAD = Facts(
    python=(3, 9, 2),
    platform="win32",
    lock=LOCK,
    installed={"jinja2": "3.0.0"},
    encoding="cp1252",
    missing_zones=("Asia/Makassar",),
    writable=False,
    free=123_000_000,
    indexer=None,
    shallow=True,
    committed=at(date(2026, 9, 1)),
    private=("privat/register.csv", "rekap.XLSX"),
    attributes=None,
    owners="# * @NAMA-PEMELIHARA\n",
    heads=Heads("master", ("master",), "origin", "git@github.com:dinas/portal.git"),
    forge=Repository("github.com", "dinas/portal"),
    workflows={"terbit.yml": "# terbuka check\n" + PUBLISHES},
    blocked=3,
    site_url="https://terbuka.example/",
    repository=False,
    bodies=(
        BodyFacts(id="dinas", sample=False, stage="rintisan"),
        BodyFacts(id="biro-contoh", sample=True, stage="berjalan"),
    ),
    calendars={"id": {2026: "perkiraan"}},
    identities={"dinas": {"alamat": ["Jalan …"], "telepon": ["(kode area) nomor"]}},
)


ON_GITLAB = Repository("gitlab.com", "dinas/portal")
ON_CODEBERG = Repository("codeberg.org", "dinas/portal")
MONDAY = "{hari: senin, buka: 08:00, tutup: 15:00}"
GITLAB_CI = """\
periksa:
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == "main"
  script:
    - terbuka check
    - terbuka build
"""
ANY_BRANCH = GITLAB_CI.replace('"main"', "$CI_DEFAULT_BRANCH")


def test_a_sound_computer() -> None:
    assert (
        as_text(findings(SOUND, TODAY))
        == """\
baik           Python: 3.11.9
baik           Pustaka: 2 terpasang seperti dalam requirements.lock
baik           Pengindeks pencarian: pagefind 1.5.2
baik           Huruf di jendela perintah: UTF-8
baik           Zona waktu: dikenal untuk semua badan
baik           Folder portal: dapat ditulisi
baik           Ruang disk kosong: 5.000 MB
baik           Git: repositori lengkap
baik           Berkas kerja di git: tidak ada
baik           Akhir baris: .gitattributes menyimpannya dengan satu cara (LF)
baik           Penyetuju perubahan: CODEOWNERS memuat 1 aturan
baik           Tempat unggah: origin → github.com/dinas/portal
baik           Alur kerja: 2 alur, memeriksa dan membangun menurut jadwal
baik           Perubahan terakhir: 4 hari yang lalu
baik           Cabang yang diterbitkan: main dibangun setiap kali diunggah
baik           Alamat Pages: alamat sendiri, https://ppid.dinas.go.id/
baik           Data: terbaca
baik           Alamat situs: https://ppid.dinas.go.id/
baik           Alamat repositori: diisi; halaman memuat “Perbaiki data ini”
baik           Tahap badan: semua berjalan
baik           Badan contoh: tidak ada
baik           Isi contoh di badan.yml: tidak ada
baik           Kalender hari libur: 2026 tetap, 2027 perkiraan

baik 23, perlu dilihat 0, salah 0"""
    )


def test_a_bad_computer() -> None:
    assert as_text(findings(BAD, TODAY)) + "\n" == (trees.TESTS / "fixtures/komputer-buruk.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "state", "found", "facts"),
    [
        ("python", WRONG, "3.10.4", {"python": (3, 10, 4)}),
        ("python", GOOD, "3.14.0", {"python": (3, 14, 0)}),
        ("pustaka", LOOK, "requirements.lock tidak ada", {"lock": None}),
        ("pustaka", WRONG, "belum terpasang: ruamel-yaml", {"installed": {"jinja2": "3.1.6"}}),
        (
            "pustaka", LOOK, "lain versinya: jinja2 3.2 (terkunci 3.1.6)",
            {"installed": {"jinja2": "3.2", "ruamel-yaml": "0.18"}},
        ),
        ("pustaka", WRONG, "belum terpasang: tzdata", {"platform": "win32"}),
        ("pencarian", WRONG, "pagefind tidak dapat dijalankan", {"indexer": None}),
        ("huruf", GOOD, "UTF-8", {"encoding": "utf_8"}),
        (
            "huruf", LOOK, "tidak diketahui, jadi tanda seperti “ dan → dapat gagal tampil",
            {"encoding": ""},
        ),
        ("zona-waktu", WRONG, "tidak dikenal: Asia/Jayapura", {"missing_zones": ["Asia/Jayapura"]}),
        ("folder", WRONG, "tidak dapat ditulisi", {"writable": False}),
        ("ruang-disk", WRONG, "199 MB", {"free": 199_999_999}),
        ("ruang-disk", LOOK, "200 MB", {"free": 200_000_000}),
        ("ruang-disk", GOOD, "1.000 MB", {"free": 1_000_000_000}),
        ("git", LOOK, "git tidak ditemukan", {"git": "tanpa-git"}),
        ("git", LOOK, "belum ada commit", {"git": "tidak-ada"}),
        (
            "git", LOOK, "folder ini bukan repositori git (fatal: \\u001b[31m dubious)",
            {"git": "bukan-gudang", "git_said": "fatal: \x1b[31m dubious"},
        ),
        (
            "git", LOOK, "folder ini bukan repositori git",
            {"git": "bukan-gudang", "git_said": "fatal: not a git repository (or any of the parent directories): .git"},
        ),
        ("git", LOOK, "riwayatnya terpotong, jadi versi lama tidak dapat dibandingkan", {"shallow": True}),
        ("berkas-kerja", WRONG, "1 berkas kerja tersimpan di git: kerja/rekap.ods", {"private": ["kerja/rekap.ods"]}),
        (
            "berkas-kerja", WRONG, "7 berkas kerja tersimpan di git: 0.xls, 1.xls, 2.xls, 3.xls, 4.xls, dan 2 lainnya",
            {"private": [f"{n}.xls" for n in range(7)]},
        ),
        ("akhir-baris", LOOK, ".gitattributes tidak ada", {"attributes": None}),
        ("akhir-baris", LOOK, ".gitattributes tidak memuat eol=lf", {"attributes": "# * eol=lf\n*.lock eol=lf\n"}),
        ("akhir-baris", GOOD, ".gitattributes menyimpannya dengan satu cara (LF)", {"attributes": "*.csv text eol=lf"}),
        ("penyetuju", LOOK, "CODEOWNERS tidak ada", {"owners": None}),
        ("penyetuju", LOOK, "CODEOWNERS belum diaktifkan", {"owners": "# * @a\n\n"}),
        ("penyetuju", LOOK, "CODEOWNERS masih menyebut @NAMA-PEMELIHARA", {"owners": "* @NAMA-PEMELIHARA"}),
        ("alur-kerja", LOOK, "tidak ada di .github/workflows", {"workflows": {}}),
        (
            "alur-kerja", LOOK, "tidak ada yang memuat terbuka check, jadwal (schedule)",
            {"workflows": {"a.yml": "# terbuka check\nrun: terbuka build\n"}},
        ),
        ("perubahan-terakhir", GOOD, "44 hari yang lalu", {"committed": at(date(2026, 10, 11))}),
        ("perubahan-terakhir", LOOK, "45 hari yang lalu", {"committed": at(date(2026, 10, 10))}),
        ("perubahan-terakhir", GOOD, "0 hari yang lalu", {"committed": at(date(2026, 12, 1))}),
        ("data", LOOK, "belum dapat dibaca; yang di bawah ini belum lengkap", {"blocked": None}),
        ("data", LOOK, "2 masalah menghalangi; yang di bawah ini mungkin belum lengkap", {"blocked": 2}),
        ("alamat-situs", LOOK, "masih alamat contoh, https://terbuka.example/", {"site_url": "https://terbuka.example/"}),
        ("alamat-situs", LOOK, "masih alamat contoh, http://localhost:8000/", {"site_url": "http://localhost:8000/"}),
        ("alamat-situs", LOOK, "masih alamat contoh, https://ppid.test", {"site_url": "https://ppid.test"}),
        ("alamat-situs", LOOK, "belum ada", {"site_url": ""}),
        (
            "penyetuju", LOOK, ".github/CODEOWNERS tidak dibaca GitLab",
            {"forge": ON_GITLAB, "owners_path": ".github/CODEOWNERS"},
        ),
        ("penyetuju", GOOD, "CODEOWNERS memuat 1 aturan", {"forge": ON_GITLAB, "owners_path": ".gitlab/CODEOWNERS"}),
        (
            "alur-kerja", LOOK, "tidak ada yang memuat jadwal (schedule)",
            {"workflows": {"a.yml": "if: github.event_name == 'schedule'\nrun: terbuka check\nrun: terbuka build\n"}},
        ),
        ("alur-kerja", LOOK, ".gitlab-ci.yml tidak ada", {"forge": ON_GITLAB}),
        (
            "alur-kerja", GOOD, "1 alur, memeriksa dan membangun menurut jadwal",
            {"forge": ON_GITLAB, "gitlab_ci": GITLAB_CI, "workflows": {}},
        ),
        ("alur-kerja", LOOK, "tidak ada di .forgejo/workflows", {"forge": ON_CODEBERG, "workflows": {}}),
        (
            "tempat-unggah", LOOK, "belum ada remote, jadi semuanya hanya tersimpan di komputer ini",
            {"heads": Heads("main")},
        ),
        (
            "tempat-unggah", LOOK, "origin → github.com/dinas/portal, tetapi belum ada cabang yang diunggah",
            {"heads": replace(SOUND.heads, pushed=False)},
        ),
        (
            "tempat-unggah", GOOD, "usb → folder atau alamat lain",
            {"forge": None, "heads": Heads("main", ("main",), "usb", "/media/usb/portal.git", pushed=True)},
        ),
        (
            "cabang", LOOK, "master tidak didengar alur kerja mana pun; terbit.yml hanya mendengar main",
            {"heads": replace(SOUND.heads, branch="master", known=("master",))},
        ),
        (
            "cabang", GOOD, "main; yang sedang terbuka usul/anggaran",
            {"heads": replace(SOUND.heads, branch="usul/anggaran", known=("main", "usul/anggaran"))},
        ),
        (
            "cabang", LOOK, "main tidak didengar alur kerja mana pun (terbit.yml)",
            {"workflows": {"terbit.yml": "on: workflow_dispatch\njobs: terbuka build\n"}},
        ),
        (
            "cabang", LOOK, "pemicu tidak terbaca: terbit.yml",
            {"workflows": {"terbit.yml": "on: &a push\nrun: terbuka build"}},
        ),
        (
            "cabang", LOOK, "master tidak didengar alur kerja mana pun; .gitlab-ci.yml hanya mendengar main",
            {"forge": ON_GITLAB, "gitlab_ci": GITLAB_CI, "heads": Heads("master", ("master",), "origin", pushed=True)},
        ),
        (
            "cabang", LOOK, "master tidak didengar terbit.yml, yang hanya mendengar main",
            {"forge": None, "gitlab_ci": ANY_BRANCH, "heads": Heads("master", ("master",))},
        ),
        (
            "alamat-pages", GOOD, "https://dinas.github.io/portal/, seperti yang diberikan kepada repositori ini",
            {"site_url": "https://dinas.github.io/portal/"},
        ),
        (
            "alamat-pages", LOOK,
            "site_url https://dinas.github.io/, padahal repositori ini terbit di https://dinas.github.io/portal/",
            {"site_url": "https://dinas.github.io/"},
        ),
        (
            "alamat-pages", LOOK,
            "site_url http://dinas.github.io/portal/, padahal repositori ini terbit di https://dinas.github.io/portal/",
            {"site_url": "http://dinas.github.io/portal/"},
        ),
        (
            "alamat-pages", LOOK,
            "site_url https://dinas.github.io/portal/, tetapi content/CNAME menyebut https://ppid.dinas.go.id/",
            {"site_url": "https://dinas.github.io/portal/", "domain": "ppid.dinas.go.id"},
        ),
        (
            "alamat-pages", GOOD, "https://ppid.dinas.go.id/, seperti yang diberikan kepada repositori ini",
            {"domain": "ppid.dinas.go.id"},
        ),
        (
            "alamat-pages", GOOD, "alamat sendiri, https://portal-1a2b3c.gitlab.io/",
            {"forge": ON_GITLAB, "site_url": "https://portal-1a2b3c.gitlab.io/"},
        ),
        (
            "isi-contoh", LOOK, "dinas: alamat (Jalan …), jam_layanan ({hari: senin, buka: 08:00, tutup: 15:00})",
            {"identities": {"dinas": {"alamat": ["Jalan …"], "jam_layanan": [MONDAY]}}},
        ),
        (
            "alamat-repositori", LOOK, "belum diisi, jadi halaman tidak memuat “Perbaiki data ini”",
            {"repository": False},
        ),
        ("tahap", LOOK, "masih rintisan: dinas", {"bodies": [BodyFacts(id="dinas", sample=False, stage="rintisan")]}),
        ("badan-contoh", GOOD, "hanya contoh", {"bodies": [BodyFacts(id="biro", sample=True, stage="berjalan")]}),
        ("badan-contoh", LOOK, "berdampingan dengan badan sungguhan: biro-contoh", {"bodies": BAD.bodies}),
        ("kalender", LOOK, "belum ada: 2026, 2027", {"calendars": {"id": {2025: "tetap"}}}),
        ("kalender", LOOK, "belum ada: 2027 (ada: 2026 tetap)", {"calendars": {"id": {2026: "tetap"}}}),
        (
            "kalender", LOOK, "2026 perkiraan, 2027 perkiraan",
            {"calendars": {"id": {2026: "perkiraan", 2027: "perkiraan"}}},
        ),
    ],
)  # fmt: skip
def test_each_finding(code: str, state: str, found: str, facts: dict[str, Any]) -> None:
    made = [f for f in findings(replace(SOUND, **facts), TODAY) if f.code == code]
    assert [(f.state, f.found) for f in made] == [(state, found)]
    assert bool(made[0].remedy) == (state != GOOD)


@pytest.mark.parametrize(
    ("today", "years", "asked", "state"),
    [
        (date(2026, 9, 30), {2026: "tetap", 2027: "perkiraan"}, "10-01", GOOD),
        (date(2026, 10, 1), {2026: "tetap", 2027: "perkiraan"}, "10-01", LOOK),
        (date(2026, 12, 31), {2026: "tetap", 2027: "perkiraan"}, "10-01", LOOK),
        (date(2026, 12, 31), {2026: "tetap", 2027: "tetap"}, "10-01", GOOD),
        (date(2026, 12, 31), {2026: "tetap", 2027: "perkiraan"}, None, GOOD),
        (date(2027, 1, 1), {2027: "perkiraan", 2028: "perkiraan"}, "10-01", LOOK),
    ],
)
def test_an_estimated_calendar_is_asked_for_from_october(
    today: date, years: dict[int, str], asked: str | None, state: str
) -> None:
    facts = replace(SOUND, calendars={"id": years}, calendar_asked_from={"id": asked})
    (made,) = (f for f in findings(facts, today) if f.code == "kalender")
    assert made.state == state
    assert ("ganti" in made.remedy.lower() or "cocokkan" in made.remedy.lower()) == (state == LOOK)


def test_what_does_not_apply_is_not_said() -> None:
    def told(**facts: Any) -> set[str]:
        return {f.code for f in findings(SOUND, TODAY)} - {f.code for f in findings(replace(SOUND, **facts), TODAY)}

    assert told(git="tanpa-git", committed=None) == {
        "berkas-kerja", "perubahan-terakhir", "tempat-unggah", "cabang",
    }  # fmt: skip
    assert told(workflows={}) == {"perubahan-terakhir", "cabang"}
    assert told(heads=replace(SOUND.heads, branch="")) == {"cabang"}
    assert told(forge=None) == {"alamat-pages"}
    assert told(blocked=None, bodies=(), calendars={}, identities={}) == {
        "alamat-situs", "alamat-pages", "alamat-repositori", "tahap", "badan-contoh", "isi-contoh", "kalender",
    }  # fmt: skip


def test_time_alone_is_never_wrong() -> None:
    """The same computer years later, with nobody looking after it."""
    later = findings(SOUND, date(2036, 1, 1))
    assert {f.code: f.state for f in later if f.state != GOOD} == {"perubahan-terakhir": LOOK, "kalender": LOOK}


def test_an_example_address_is_answered_with_the_one_that_follows_from_the_remote() -> None:
    facts = replace(SOUND, site_url="https://terbuka.example/")
    made = {f.code: f for f in findings(facts, TODAY)}
    assert made["alamat-situs"].remedy.endswith("Menurut repositori ini: site_url: https://dinas.github.io/portal/")
    assert "alamat-pages" not in made


def test_what_to_type_names_the_branch_and_the_remote() -> None:
    unheard = replace(SOUND, heads=Heads("master", ("master",), "asal", "", pushed=True))
    assert {f.code: f.remedy for f in findings(unheard, TODAY)}["cabang"] == (
        "Jalankan: git branch -m main, lalu git push -u asal main. Sesudah itu jadikan main cabang utama (default "
        "branch) di pengaturan repositori."
    )
    beside = Heads("usul", ("main", "usul"))  # main is there already: nothing is renamed over it
    assert {f.code: f.remedy for f in findings(replace(SOUND, heads=beside), TODAY)}["tempat-unggah"].endswith(
        "git remote add origin ALAMAT, lalu git push -u origin main"
    )
    nowhere = replace(SOUND, forge=None, gitlab_ci=ANY_BRANCH, heads=Heads("master", ("master",)))
    assert {f.code: f.remedy for f in findings(nowhere, TODAY)}["tempat-unggah"].endswith(
        "git remote add origin ALAMAT, lalu git branch -m main, lalu git push -u origin main"
    )
    silent = replace(SOUND, workflows={"terbit.yml": "on: workflow_dispatch\njobs: terbuka build\n"})
    assert {f.code: f.remedy for f in findings(silent, TODAY)}["cabang"] == (
        "Tambahkan di terbit.yml: on: push: branches: [main]"
    )


def test_pins_are_for_the_platform() -> None:
    assert pins(LOCK, "linux") == {"jinja2": "3.1.6", "ruamel-yaml": "0.18"}
    assert pins(LOCK, "win32") == {"jinja2": "3.1.6", "ruamel-yaml": "0.18", "tzdata": "2026.6"}
    real = pins((trees.REPOSITORY / "requirements.lock").read_text("utf-8"), sys.platform)
    assert len(real) > 50
    assert {"mkdocs-material", "pagefind", "pyyaml"} <= set(real)


def test_as_json() -> None:
    found = findings(replace(SOUND, indexer=None), TODAY)
    made = json.loads(as_json(found, 1, TODAY))
    assert {k: v for k, v in made.items() if k != "hasil"} == {"versi": 1, "kode_keluar": 1, "pada": "2026-11-24"}
    assert made["hasil"][0] == {
        "kode": "python", "judul": "Python", "keadaan": "baik", "temuan": "3.11.9", "cara": None,
    }  # fmt: skip
    assert made["hasil"][2]["keadaan"] == "salah"
    assert made["hasil"][2]["cara"].startswith("Pasang lagi pustaka terkunci.")


# --- probes ----------------------------------------------------------------------------------------------


def git(root: Path, *words: str) -> None:
    quiet = ["-c", "user.name=uji", "-c", "user.email=uji@uji.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *quiet, *words], check=True, capture_output=True)


def test_the_probes_on_a_repository(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "gudang" / "portal")
    top = root.parent
    git(top, "init", "-q", "-b", "main")
    found = probe.facts(root, load(root))
    assert (found.git, found.committed, found.private) == ("tidak-ada", None, [])
    for path in ("privat/register kerja.csv", "kerja/Privat/x.txt", "rekap.ODS"):
        trees.put(root, path, "a")
    trees.put(root, "kerja/tamu.csv", "Nama,NIK,Alamat\n-,-,-\n")
    for path in ("privat/.gitignore", "privat.md", "rekap.xlsx.md", "tests/a.xlsx"):
        trees.put(root, path, "a")
    trees.put(root, ".github/workflows/a.yml", "run: terbuka check\n")
    trees.put(root, ".github/workflows/catatan.txt", "bukan alur")
    trees.put(root, "CODEOWNERS", "* @a\n")
    trees.put(root, "requirements.lock", "pyyaml==1 \\\n    --hash=sha256:aa\ntak-ada-sama-sekali==2\n")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "satu")
    found = probe.facts(root, load(root))
    assert (found.git, found.shallow, found.blocked) == ("", False, 0)
    assert found.committed is not None
    assert found.private == ["kerja/Privat/x.txt", "kerja/tamu.csv", "privat/register kerja.csv", "rekap.ODS"]
    assert set(found.installed) == {"pyyaml"}
    assert found.workflows == {"a.yml": "run: terbuka check\n"}
    assert found.owners == "* @a\n"
    assert found.attributes is None
    assert found.indexer is not None
    assert found.bodies == [BodyFacts(id="kantor-uji", sample=False, stage="berjalan")]
    assert found.calendars == {"id": {}}
    assert probe.facts(root, load(root), "https://lain.go.id/").site_url == "https://lain.go.id/"
    git(top, "commit", "-q", "--allow-empty", "-m", "dua")
    git(top, "clone", "-q", "--depth", "1", f"file://{top}", str(tmp_path / "dangkal"))
    assert probe.facts(tmp_path / "dangkal/portal", None).shallow


def test_the_probes_of_branches_and_remote(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    git(root, "init", "-q", "-b", "master")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "satu")
    assert probe.facts(root, None).heads == Heads("master", ("master",))
    git(tmp_path, "init", "-q", "--bare", "jauh.git")
    secret = "kunci" + "rahasia"
    git(root, "remote", "add", "origin", f"https://petugas:{secret}@github.com/Dinas/Portal.git")
    found = probe.facts(root, load(root))
    assert found.forge == Repository("github.com", "Dinas/Portal")
    assert secret not in as_text(findings(found, TODAY))
    git(root, "remote", "set-url", "origin", str(tmp_path / "jauh.git"))
    git(root, "push", "-q", "-u", "origin", "master:terbit")
    git(root, "checkout", "-q", "-b", "usul")
    found = probe.facts(root, None)
    assert (found.heads.branch, found.heads.known, found.heads.pushed) == ("usul", ("master", "terbit", "usul"), True)
    assert found.forge is None
    git(root, "checkout", "-q", "master")
    assert probe.facts(root, None).heads.branch == "terbit"
    git(root, "checkout", "-q", "--detach")
    assert probe.facts(root, None).heads.branch == ""


def test_the_probes_of_what_a_forge_reads(tmp_path: Path) -> None:
    files = {
        ".gitlab-ci.yml": GITLAB_CI,
        ".gitea/workflows/a.yml": "on: push\n",
        ".gitlab/CODEOWNERS": "* @dinas\n",
        "content/CNAME": "PPID.dinas.go.id\n",
    }
    root = trees.grow(tmp_path / "portal", files)
    found = probe.facts(root, None)
    assert (found.gitlab_ci, found.forgejo_workflows) == (GITLAB_CI, {"a.yml": "on: push\n"})
    assert (found.owners_path, found.owners) == (".gitlab/CODEOWNERS", "* @dinas\n")
    assert found.domain == "ppid.dinas.go.id"
    assert set(found.identities) == {"kantor-uji"}


def test_the_probes_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = trees.grow(tmp_path / "portal")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    before = sorted(root.rglob("*"))
    found = probe.facts(root, None)
    assert found.git == "bukan-gudang"
    assert (found.blocked, found.bodies, found.site_url, found.writable) == (None, [], "", True)
    assert sorted(root.rglob("*")) == before
    monkeypatch.setenv("PATH", str(tmp_path))
    assert probe.facts(root, None).git == "tanpa-git"


def test_blocked_records_do_not_stop_it(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/badan.yml": "", "datasets/lain.txt": "x"})
    found = probe.facts(root, load(root))
    assert (found.blocked, found.bodies) == (2, [])
    for schema in (root / "schemas").glob("*.yml"):
        schema.unlink()
    assert probe.facts(root, load(root)).blocked is None


def test_a_zone_that_the_computer_does_not_know() -> None:
    assert probe._zone("Asia/Makassar")
    assert not probe._zone("Asia/Tiada")
    assert not probe._zone("../../etc/passwd")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    root = trees.grow(tmp_path / "portal")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr("terbuka.site.building.indexer", lambda: "pagefind 1")
    assert cli.main(["doctor", "--root", str(root)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("salah 0")
    monkeypatch.setattr("terbuka.site.building.indexer", lambda: None)
    assert cli.main(["doctor", "--root", str(root), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["kode_keluar"] == 1
    assert [f["kode"] for f in made["hasil"] if f["keadaan"] == "salah"] == ["pencarian"]
    assert cli.main(["doctor", "--root", str(tmp_path)]) == 2


def test_a_library_that_is_missing_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ModuleNotFoundError("jsonschema")

    monkeypatch.setattr("terbuka.cli.tools.load", broken)
    assert cli.main(["doctor", "--root", str(trees.grow(tmp_path / "portal")), "--json"]) in (0, 1)
    made = {f["kode"]: f["keadaan"] for f in json.loads(capsys.readouterr().out)["hasil"]}
    assert made["data"] == "perlu dilihat"


def test_a_console_without_the_letters_still_gets_its_answer(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    environment = os.environ | {"PYTHONPATH": str(trees.REPOSITORY / "scripts"), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "terbuka", "doctor", "--root", str(root)]
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    assert done.returncode in (0, 1), done.stderr
    assert b"perlu dilihat  Huruf di jendela perintah: cp1252" in done.stdout


def test_the_page_on_answers_names_every_code() -> None:
    text = (trees.REPOSITORY / "docs/answers.md").read_text("utf-8")
    codes = {f.code for f in [*findings(SOUND, TODAY), *findings(BAD, TODAY)]}
    assert [code for code in sorted(codes) if f"`{code}`" not in text] == []
