"""Many gaps told as a path: what is well, what comes next, how many remain; and every command that it shows.

``tests/paths/<story>.txt`` is the whole answer, Indonesian, ``---``, English. ``--rewrite`` writes them anew; read the
difference as an officer would.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka import __version__, cli
from terbuka.base import defaults
from terbuka.cli import arguments, creating
from terbuka.desk.dashboard import dashboard
from terbuka.duties.first_steps import first_plan, plan_text
from terbuka.duties.verdict import WELL, Status
from terbuka.record.portal_file import PortalFile, as_text
from terbuka.review import path
from terbuka.review.github import summary
from test_cases import planted

PATHS = trees.TESTS / "paths"
DAY = "2026-06-30"
OFFICE = "datasets/badan/kantor-baru"
KINDS, FORMS = tuple(arguments.KINDS), tuple(arguments.FORMS)
DOCUMENT = "Dokumen kantor.\n"
#: What an officer answers, by the column that is asked for.
ANSWERS = {
    "judul": "Dokumen kantor",
    "ringkasan": "Isi dokumen ini dalam satu kalimat.",
    "penguasa": "Subbagian Tata Usaha",
    "penanggung_jawab": "Kepala Kantor",
    "waktu_pembuatan": "2026",
    "tempat_pembuatan": "Kota Uji",
    "bentuk": "elektronik",
    "retensi": "Sesuai JRA",
    "kelas": "setiap-saat",
    "status_dokumen": "ditetapkan",
    "bahasa": "id",
    "lisensi": "cc-by-4.0",
    "berkas": "dokumen.txt",
    "diumumkan_pada": "2026-06-29",
    "periode_mulai": "2026-01-01",
    "periode_selesai": "2026-12-31",
}


def about(kind: str = KINDS[0], form: str = FORMS[0], *, filled: bool = True, stage: str = "berjalan") -> str:
    contact = (
        "alamat: Jalan Uji 1, Kota Uji\n"
        "tentang: Tugas dan fungsi kantor menurut peraturan yang membentuknya.\n"
        "surel: ppid@uji.example\n"
        "laman: https://uji.example\n"
        'jam_layanan:\n  - {hari: senin, buka: "08:00", tutup: "15:00"}\n'
    )
    return (
        "nama: Kantor Baru, Provinsi Uji\n"
        "nama_pendek: Kantor Baru\n"
        "contoh: tidak\n"
        f"tahap: {stage}\n"
        f"bentuk: {form}\n"
        "yurisdiksi: id\n"
        "badan_publik: Pemerintah Provinsi Uji\n"
        "peran_ppid: pelaksana\n"
        "sifat:\n"
        f"  jenis_badan: {kind}\n"
        "  pendidikan_umum: tidak\n"
        "  pemberi_izin: tidak\n"
        "zona_waktu: Asia/Makassar\n"
        f"{contact if filled else ''}"
        "sumber: Karangan untuk pengujian\n"
    )


def thin_portal(root: Path, text: str) -> Path:
    """A portal of one new office, with its own data only; law and schemas come with the program."""
    header = ",".join(c.name for c in trees.records().schemas["daftar-informasi-publik"].columns) + "\n"
    trees.put(root, f"{OFFICE}/badan.yml", text)
    trees.put(root, f"{OFFICE}/daftar-informasi-publik.csv", header)
    trees.put(root, "mkdocs.yml", (trees.portal() / "mkdocs.yml").read_bytes())
    made = PortalFile(version=__version__, law_day=date(2026, 6, 1), written={}, overridden={})
    trees.put(root, "portal.yml", as_text(made))
    return root


@pytest.fixture
def thin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Such a portal with the law of the tests."""
    monkeypatch.setattr(defaults, "folder", trees.portal)
    return lambda text: thin_portal(tmp_path / "portal", text)


Said = Callable[..., str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """The whole answer of a command typed in the folder of the portal."""

    def say(root: Path, *words: str) -> str:
        monkeypatch.chdir(root)
        code = cli.main([*words])
        out, err = capsys.readouterr()
        assert err == ""
        return f"kode keluar: {code}\n{out}"

    return say


# --- how it is told ---------------------------------------------------------------------------------------


def nothing_yet(begin: Callable[[str], Path]) -> Path:
    """A new portal, no entry, no address."""
    return begin(about(filled=False))


def starting_up(begin: Callable[[str], Path]) -> Path:
    """The same while it starts up: its plan gives the order, and one of its days has passed."""
    root = begin(about(filled=False, stage="rintisan"))
    plan = first_plan(trees.records().laws["id"], FORMS[0], {"jenis_badan": KINDS[0]}, date(2026, 6, 20))
    trees.put(root, f"{OFFICE}/rencana.yml", plan_text(plan, "Kepala Kantor"))
    return root


def whole(begin: Callable[[str], Path]) -> Path:
    """A sample office that has everything, beside a new one."""
    root = begin(about())
    for name in ("biro-contoh", "provinsi-contoh"):
        shutil.copytree(trees.portal() / "datasets/badan" / name, root / "datasets/badan" / name)
    return root


def blocked(begin: Callable[[str], Path]) -> Path:
    """What blocks stands first and whole; nothing is judged."""
    root = begin(about())
    trees.change(root, f"{OFFICE}/badan.yml", "tahap: berjalan", "tahap: berjalan-jalan")
    return root


def half(begin: Callable[[str], Path]) -> Path:
    """Some of it is there, of one entry something is wanting, and the gate is strict."""
    root = begin(about() + "gerbang: ketat\n")
    source = (trees.portal() / "datasets/badan/biro-contoh/daftar-informasi-publik.csv").read_text("utf-8")
    header, *lines = re.sub(r"CONTOH-[^,;]*(; CONTOH-[^,;]*)*", "dokumen.txt", source).splitlines()
    kept = [line for line in lines if line.startswith(("alamat-", "struktur-", "cara-meminta-", "formulir-"))]
    kept = [line.replace(",ditetapkan,", ",belum-ditetapkan,") if line.startswith("cara-") else line for line in kept]
    undated = [re.sub(r"(?<=,)2026-\d\d-\d\d(?=,,,,ditetapkan)", "", line) for line in kept]
    trees.put(root, f"{OFFICE}/daftar-informasi-publik.csv", "\n".join([header, *undated]) + "\n")
    trees.put(root, f"{OFFICE}/berkas/dokumen.txt", DOCUMENT)
    return root


STORIES: dict[str, tuple[Callable[[Callable[[str], Path]], Path], str, tuple[str, ...]]] = {
    "kosong": (nothing_yet, DAY, ("check",)),
    "rintisan": (starting_up, DAY, ("check",)),
    "separuh-ketat": (half, DAY, ("build", "--no-search")),
    "beberapa-badan": (whole, DAY, ("check",)),
    "hanya-lewat": (whole, "2026-12-15", ("check",)),
    "diblokir": (blocked, DAY, ("check",)),
}


@pytest.mark.parametrize("story", STORIES)
def test_many_gaps_are_a_path(story: str, thin: Callable[[str], Path], said: Said, rewrite: bool) -> None:
    begin, day, words = STORIES[story]
    root = begin(thin)
    if story == "hanya-lewat":
        shutil.rmtree(root / OFFICE)
    answers = [said(root, *words, "--on", day, "--lang", language) for language in ("id", "en")]
    found = "---\n".join(answers)
    expected = PATHS / f"{story}.txt"
    if rewrite:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_all_of_them_are_listed_when_asked_for(thin: Callable[[str], Path], said: Said) -> None:
    root = thin(about())
    assert said(root, "check", "--on", DAY, "--semua").count("[kewajiban-belum-tersedia]") == 64
    assert "[kewajiban-belum-tersedia]" not in said(root, "check", "--on", DAY)


def test_what_does_not_count_yet_is_listed_too(thin: Callable[[str], Path], said: Said) -> None:
    root = starting_up(thin)
    listed = said(root, "check", "--on", DAY, "--semua")
    assert listed.count("[rencana-lewat]") == 1
    assert "BELUM DIHITUNG (63): Kantor Baru, Provinsi Uji, masih rintisan\n" in listed
    waiting = listed.partition("BELUM DIHITUNG")[2]
    assert (
        "  Struktur organisasi dan gambaran umum satuan kerja (profil-struktur-organisasi)\n"
        "    Belum tercatat di portal ini. Perki 1/2021 Pasal 15 ayat (1) huruf c\n"
    ) in waiting
    assert waiting.count("\n    Belum ") == 63
    assert "NOT COUNTED YET (63): " in said(root, "check", "--on", DAY, "--semua", "--lang", "en")
    assert "BELUM DIHITUNG" not in said(root, "check", "--on", DAY)


def test_few_gaps_are_listed_as_they_are(tmp_path: Path, said: Said) -> None:
    root = trees.grow(tmp_path / "portal")
    rows = (root / trees.REGISTER).read_text("utf-8").splitlines(keepends=True)
    trees.put(root, trees.REGISTER, "".join(rows[:-1]))
    listed = said(root, "check", "--on", DAY)
    assert "LANGKAH BERIKUTNYA" not in listed
    assert listed == said(root, "check", "--on", DAY, "--semua")


def test_programs_get_every_gap_and_the_first_steps(thin: Callable[[str], Path], said: Said) -> None:
    root = thin(about(filled=False))
    answer = json.loads(said(root, "check", "--on", DAY, "--format", "json").partition("\n")[2])
    assert len([one for one in answer["masalah"] if one["akibat"] == "kekurangan"]) == 64
    (office,) = answer["badan"]
    assert len(office["langkah_berikutnya"]) == 3
    assert office["langkah_berikutnya"][1] == {
        "kewajiban": "jadwal-waktu-layanan",
        "judul": "Waktu dan jadwal layanan",
        "title": "Opening hours and time limits",
        "cara": "catat",
        "keadaan": "belum-tersedia",
        "direncanakan": None,
        "keterangan": [
            "Jam layanan cukup diisi sekali, dan warga mencarinya sebelum datang.",
            f"Isi dahulu jam_layanan di {OFFICE}/badan.yml.",
        ],
        "explanation": [
            "Opening hours are filled in once, and citizens look for them before they come.",
            f"First fill in jam_layanan in {OFFICE}/badan.yml.",
        ],
        "perintah": "terbuka new entri kewajiban=jadwal-waktu-layanan halaman_portal=profil diumumkan_pada=",
    }


def test_github_marks_the_first_steps_and_folds_the_rest(
    thin: Callable[[str], Path], said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = thin(about())
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "ringkasan.md"))
    lines = said(root, "check", "--on", DAY, "--format", "github").splitlines()
    marks = [line for line in lines if line.startswith("::error")]
    assert [re.findall(r"\(([a-z-]+)\), unit", line) for line in marks[:-1]] == [
        ["profil-kedudukan-tugas-fungsi"],
        ["jadwal-waktu-layanan"],
        ["permintaan-email"],
    ]
    assert marks[-1] == "::error::dan 61 lainnya; semuanya ada di ringkasan jalannya pemeriksaan ini."
    written = (tmp_path / "ringkasan.md").read_text("utf-8")
    assert written.index("#### Langkah berikutnya") < written.index("<details><summary>Semua kekurangan")
    assert written.count("&#91;kewajiban-belum-tersedia&#93;") == 64
    assert "| Profil Badan Publik | 3 |\n" in written


def test_a_hostile_name_is_no_markup_and_no_command(thin: Callable[[str], Path]) -> None:
    name = "Kantor @semua <img src=x> | ::error::x"
    corpus, assessment, problems = trees.judged(thin(about().replace("Kantor Baru, Provinsi Uji", f"'{name}'")))
    assert assessment is not None, problems
    made = path.paths(corpus, assessment)
    assert f"LANGKAH BERIKUTNYA: {name}\n" in path.as_text(made, "id")
    told = summary(problems, assessment, None, "Selesai.", steps=made)
    assert "<img" not in told
    assert "@semua" not in told
    assert "::error" not in told


# --- every command that it shows ----------------------------------------------------------------------------


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], int]:
    """Paste a command into a terminal and answer what it asks."""

    def answer(_prompt: str) -> str:
        asked = re.findall(r"\(([a-z_.]+)\)\n", capsys.readouterr().out)
        return ANSWERS.get(asked[-1], "") if asked else ""

    def paste(command: str) -> int:
        program, *words = shlex.split(command)
        assert program == "terbuka"
        return cli.main(words)

    monkeypatch.setattr(creating, "at_a_terminal", lambda: True)
    monkeypatch.setattr(creating, "_ask", answer)
    return paste


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], int]:
    return at_a_terminal(monkeypatch, capsys)


def first_commands(root: Path) -> list[tuple[str, str]]:
    """The first fifteen steps of the new office: duty and command. What it fills in before is filled in."""
    corpus, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    (one,) = path.paths(corpus, assessment)
    assert all(not step.fill_in for step in one.steps[:15])
    return [(step.judgement.obligation.id, path.command(step, one)) for step in one.steps[:15]]


def still_open_after(commands: list[tuple[str, str]], root: Path, paste: Callable[[str], int]) -> dict[str, Status]:
    """The duties among them that are not well once every command was typed in ``root``, which is this folder."""
    trees.put(root, f"{OFFICE}/berkas/dokumen.txt", DOCUMENT)
    for duty, command in commands:
        assert paste(command) == 0, (duty, command)
    _, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    judgements = assessment.bodies["kantor-baru"].judgements
    return {duty: judgements[duty].status for duty, _ in commands if judgements[duty].status not in WELL}


@pytest.mark.parametrize("kind", KINDS)
def test_every_command_of_the_first_fifteen_steps_closes_its_duty(
    kind: str, thin: Callable[[str], Path], typed: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = first_commands(thin(about(kind, "badan-publik")))
    root = thin(about(kind, "unit-kerja"))
    assert first_commands(root) == commands
    monkeypatch.chdir(root)
    assert still_open_after(commands, root, typed) == {}


def test_the_command_of_a_late_duty_closes_it(
    thin: Callable[[str], Path], typed: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is read again; the command asks who did and what was compared."""
    root = whole(thin)
    shutil.rmtree(root / OFFICE)
    on = date(2026, 12, 15)
    corpus, assessment, _ = trees.judged(root, on)
    assert assessment is not None
    made = {one.assessed.body.id: one for one in path.paths(corpus, assessment)}
    one = made["biro-contoh"]
    step = one.first[0]
    command = path.command(step, one)
    assert command == "terbuka attest alamat-tugas-fungsi --body biro-contoh"
    replies = iter(["Kepala Subbagian Umum", "Alamat dicocokkan dengan peraturan terbaru"])
    monkeypatch.setattr(creating, "_ask", lambda _prompt: next(replies))
    monkeypatch.chdir(root)
    assert typed(command) == 0
    _, assessment, _ = trees.judged(root, on)
    assert assessment is not None
    due = assessment.bodies["biro-contoh"].judgements[step.judgement.obligation.id]
    # The sample's own day is 30 June 2026, and the confirmation is of that day.
    assert due.status is not Status.OVERDUE


#: Cases of one gap, with its way and its command; empty where a line is mended by hand.
WAYS = {
    "kewajiban-belum-tersedia": ("catat", "new entri kewajiban=maklumat berkas= diumumkan_pada="),
    "kewajiban-belum-tersedia__bagian": (
        "catat",
        "new entri kewajiban=program-anggaran kelas=berkala berkas= diumumkan_pada=",
    ),
    "kewajiban-belum-tersedia__payung-saja": (
        "catat",
        'new entri "kewajiban=program-nama; program-anggaran" kelas=berkala berkas= diumumkan_pada=',
    ),
    "kewajiban-lewat__periode": (
        "catat",
        (
            'new entri "kewajiban=program-nama; program-anggaran" kelas=berkala berkas= '
            "periode_mulai= periode_selesai= diumumkan_pada="
        ),
    ),
    "kewajiban-lewat__tahunan": (
        "catat",
        "new entri kewajiban=laporan-layanan kelas=berkala berkas= periode_mulai= periode_selesai= diumumkan_pada=",
    ),
    "kewajiban-lewat": ("periksa", "attest profil-kantor"),
    "kewajiban-lewat__tautan-lama": ("lengkapi", ""),
    "kewajiban-belum-tersedia__pernyataan-habis": ("lengkapi", ""),
    "kewajiban-belum-tersedia__tanpa-tanggal": ("lengkapi", ""),
    "kewajiban-belum-tersedia__paket": ("lengkapi", ""),
}


@pytest.mark.parametrize("case", WAYS)
def test_every_kind_of_gap_has_its_way(
    case: str, tmp_path: Path, typed: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is recorded by its command is closed by it; what is mended by hand says where and how."""
    root, day = planted(trees.TESTS / "cases" / case, tmp_path / "portal")
    on = date.fromisoformat(day)
    corpus, assessment, _ = trees.judged(root, on)
    (one,) = path.paths(corpus, assessment, few=0)
    step, (way, words) = one.first[0], WAYS[case]
    command = path.command(step, one)
    assert (step.way.value, command) == (way, f"terbuka {words}" if words else "")
    if way == "lengkapi":
        assert any(line.startswith("→ ") for line in path.told(step, one, "id"))
        assert any(line.startswith("→ ") for line in path.told(step, one, "en"))
    if way == "catat":
        trees.put(root, f"{trees.BODY}/berkas/dokumen.txt", DOCUMENT)
        for column, answer in (("diumumkan_pada", day), ("periode_mulai", "2025-01-01"), ("kelas", "setiap-saat")):
            monkeypatch.setitem(ANSWERS, column, answer)
        monkeypatch.chdir(root)
        assert typed(command) == 0
        _, assessment, problems = trees.judged(root, on)
        assert assessment is not None, problems
        assert assessment.bodies["kantor-uji"].judgements[step.judgement.obligation.id].status in WELL


def test_other_bodies_and_folders_are_named_in_the_command(thin: Callable[[str], Path]) -> None:
    root = whole(thin)
    corpus, assessment, _ = trees.judged(root)
    (one,) = path.paths(corpus, assessment, "folder kami/portal")
    assert path.command(one.first[0], one) == (
        "terbuka new entri kewajiban=profil-kedudukan-tugas-fungsi kelas=berkala halaman_portal=profil "
        'diumumkan_pada= --body kantor-baru --root "folder kami/portal"'
    )


def test_what_is_typed_without_a_value_is_asked_once_and_may_stay_empty(
    thin: Callable[[str], Path], typed: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = thin(about())
    trees.put(root, f"{OFFICE}/berkas/dokumen.txt", DOCUMENT)
    monkeypatch.chdir(root)
    monkeypatch.setitem(ANSWERS, "kelas", "berkala")
    assert typed("terbuka new entri kewajiban=program-kegiatan berkas= diumumkan_pada= uraian=") == 0
    row = (root / OFFICE / "daftar-informasi-publik.csv").read_text("utf-8").splitlines()[1]
    assert ",2026-06-29," in row
    assert ",dokumen.txt," in row
    assert row.endswith(",")


def test_without_a_terminal_attest_says_what_it_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    assert cli.main(["attest", "profil", "--root", str(root)]) == 2
    assert "sebut --by: Jabatan yang memeriksa, bukan nama orang." in capsys.readouterr().err


# --- what the office sees elsewhere ---------------------------------------------------------------------------


def test_the_morning_list_names_the_next_three(thin: Callable[[str], Path], said: Said) -> None:
    root = thin(about(filled=False))
    assert (
        "\n  Langkah berikutnya: Kedudukan, alamat lengkap, ruang lingkup, maksud dan tujuan, tugas dan fungsi; Waktu "
        "dan jadwal layanan; Permintaan melalui surat elektronik (terbuka check menunjukkan perintahnya).\n"
        in said(root, "due", "--on", DAY)
    )
    assert "Langkah berikutnya&#58; Kedudukan" in said(root, "due", "--on", DAY, "--format", "markdown")


def test_an_office_that_has_all_has_no_next_step(tmp_path: Path, said: Said) -> None:
    root = trees.grow(tmp_path / "portal")
    assert "Langkah berikutnya" not in said(root, "due", "--on", DAY)
    assert "LANGKAH BERIKUTNYA" not in said(root, "check", "--on", DAY)


def test_the_dashboard_names_the_easiest_first(thin: Callable[[str], Path]) -> None:
    corpus, assessment, problems = trees.judged(thin(about(filled=False)))
    assert assessment is not None, problems
    page = dashboard(corpus, assessment)
    first, second = page.index("Kedudukan, alamat lengkap"), page.index("Waktu dan jadwal layanan")
    assert page.index("Informasi wajib, yang termudah di depan") < first < second
    assert "<code>terbuka check --semua</code>" in page
