"""``terbuka upgrade``: the same portal, made by the version before, is brought to the next one."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import packages
import trees
from terbuka import cli
from terbuka.lifecycle import journal, registry, wheel
from terbuka.record.portal_file import read_portal_file

ON = ("--on", "2026-06-30")
REGISTER = "datasets/badan/kantor-uji/daftar-informasi-publik.csv"
OLD, NEW = "pustaka/terbuka-0.8.0-py3-none-any.whl", "pustaka/terbuka-0.9.0-py3-none-any.whl"
_LAW = f"{packages.PACKED}/datasets/aturan/id"
_DUTY = """\

- id: aset
  judul: Daftar aset
  judul_en: List of assets
  uraian: Aset yang dikelola kantor.
  ditinjau: belum
  kelas: berkala
  jenis: terbit
  dinilai: sendiri
  satuan: unit
  penetap: ppid
  langkah_warga: keberatan-berkala
  selang: [{mulai: 2021-06-30, nilai: P1Y}]
  dasar_hukum:
    - {peraturan: perki-uji, pasal: Pasal 4, mulai: 2021-06-30}
  terkonfirmasi: ya
"""
_RULES = """\
- sejak: 0.9.0
  berkas: daftar-informasi-publik.csv
  sebab: Nama kolom mengikuti formulir yang baru.
  ganti_nama: {dari: masa_simpan, menjadi: retensi}
"""
_CHANGES = """\
- id: aset
  tanggal: 2026-05-01
  judul: Daftar aset kini wajib
  jenis: kewajiban-baru
  uraian: Karangan untuk uji.
  bagi_kantor: Umumkan daftar aset sekali setahun.
  bagi_warga: Daftar aset dapat dilihat.
  dasar_hukum: [{peraturan: perki-uji, pasal: Pasal 4}]
  kewajiban: [aset]
  terkonfirmasi: ya
"""


def _older_law(text: str) -> str:
    start = text.index("- id: program\n")
    return text[:start] + text[start:].replace("nilai: P6M", "nilai: P1Y", 1)


#: The version before: one duty less, one interval longer, one column called otherwise.
BEFORE = {
    "terbuka/duties/record.py": lambda text: text.replace('key("retensi"', 'key("masa_simpan"'),
    f"{packages.PACKED}/schemas/daftar-informasi-publik.yml": lambda text: text.replace(
        "nama: retensi", "nama: masa_simpan"
    ),
    f"{_LAW}/kewajiban/semua.yml": _older_law,
}
AFTER = {
    "terbuka/lifecycle/migrasi.yml": lambda text: _RULES,
    f"{_LAW}/kewajiban/semua.yml": lambda text: text + _DUTY,
    f"{_LAW}/perubahan.yml": lambda text: _CHANGES,
    f"{packages.PACKED}/content/tentang.md": lambda text: text + "\nPortal ini gratis.\n",
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the version before and the next one."""
    folder = tmp_path_factory.mktemp("wheel")
    packages.packed(folder, "0.8.0", BEFORE)
    packages.packed(folder, "0.9.0", AFTER)
    return folder


@pytest.fixture
def root(wheels: Path, tmp_path: Path) -> Path:
    """A portal as the version before keeps it, with a table that Excel saved."""
    records = packages.body()
    records[REGISTER] = records[REGISTER].replace(b",retensi,", b",masa_simpan,").replace(b"\n", b"\r\n")
    return packages.portal(tmp_path / "portal", wheels / Path(OLD).name, records)


@pytest.fixture
def run(root: Path, wheels: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """``terbuka upgrade WORDS`` for that portal; without words, to the next version."""

    def command(*words: str) -> tuple[int, str, str]:
        code = cli.main(["upgrade", *(words or (str(wheels / Path(NEW).name),)), "--root", str(root), *ON])
        out, err = capfd.readouterr()
        return code, out, err

    return command


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# --- the same portal by one command after its preview was read -------------------------------------------------

PREVIEW = """\
Pemutakhiran terbuka 0.8.0 → 0.9.0, hukum per 2026-03-01 → 2026-05-01.

KEWAJIBAN Kantor Uji, Provinsi Uji
  datang (1)
    Daftar aset (aset), Perki Uji Pasal 4; setiap 1 tahun
  selangnya berubah (1)
    Program dan kegiatan (program), Perki Uji Pasal 3: setiap 1 tahun → setiap 6 bulan

STATUS sebelum dan sesudah, keduanya dinilai pada 2026-06-30
  Kantor Uji, Provinsi Uji: terpenuhi 5 dari 7 → 5 dari 8, 1 baru belum tercatat
  BARU (1)
    Kantor Uji, Provinsi Uji: Daftar aset (aset), tidak dinilai → belum tercatat

CATATAN HUKUM YANG BERUBAH
  2026-05-01: Daftar aset kini wajib
    Umumkan daftar aset sekali setahun.

KOLOM
  daftar-informasi-publik: masa_simpan menjadi retensi (Jangka waktu penyimpanan)

CATATAN YANG DIUBAH BENTUKNYA, isi lainnya tetap
  masa_simpan menjadi retensi: Nama kolom mengikuti formulir yang baru.
    datasets/badan/kantor-uji/daftar-informasi-publik.csv

BERKAS PROGRAM
  ditulis: .github/workflows/periksa.yml, requirements.txt, pustaka/terbuka-0.9.0-py3-none-any.whl
  dihapus: pustaka/terbuka-0.8.0-py3-none-any.whl

"""
ONLY_CHECKED = "Tidak ada yang ditulis. Untuk menjalankannya: ulangi tanpa --check.\n"
DONE = """\
Selesai: portal ini kini memakai terbuka 0.9.0. Berikutnya:
  python -m pip install --require-hashes --only-binary :all: -r requirements.txt
  terbuka check
  git add --all && git commit -m "terbuka 0.9.0"
Kembali ke keadaan sebelumnya: git revert pada commit itu.
"""


def test_the_portal_of_the_version_before_is_upgraded_after_its_preview(root: Path, wheels: Path, run: Run) -> None:
    before = files(root)
    new = str(wheels / Path(NEW).name)
    assert run(new, "--check") == (1, PREVIEW + ONLY_CHECKED, "")
    assert files(root) == before

    assert run(new) == (0, PREVIEW + DONE, "")
    after = files(root)
    assert after[REGISTER] == before[REGISTER].replace(b",masa_simpan,", b",retensi,", 1)
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == {
        ".github/workflows/periksa.yml",
        OLD,
        NEW,
        REGISTER,
        "portal.yml",
        "requirements.txt",
    }
    portal = read_portal_file(root)
    assert portal is not None
    assert (portal.version, str(portal.law_day)) == ("0.9.0", "2026-05-01")
    assert NEW in portal.written
    assert wheel.opened(root / NEW, portal.written[NEW]).version == "0.9.0"

    answer = "Tidak ditemukan program yang lebih baru. Portal ini memakai terbuka 0.9.0, hukum per 2026-05-01.\n"
    assert run("--check") == (0, f"{answer}\nTidak ada yang perlu diubah.\n", "")
    assert files(root) == after


def test_the_newest_wheel_in_the_library_is_taken_by_itself(root: Path, wheels: Path, run: Run) -> None:
    shutil.copy(wheels / Path(NEW).name, root / NEW)
    code, out, err = run("--check")
    assert (code, err) == (1, "")
    assert out.startswith("Pemutakhiran terbuka 0.8.0 → 0.9.0")
    assert "\n  ditulis: .github/workflows/periksa.yml, requirements.txt\n" in out


def test_what_the_office_changed_is_left_and_shown(root: Path, run: Run) -> None:
    """A workflow of its own, one that it does without, a text of its own whose original has changed."""
    trees.put(root, "content/tentang.md", "---\ntitle: Kami\ndescription: Uraian.\n---\n\nMilik kami.\n")
    (root / ".github/workflows/periksa.yml").write_text("# punya kami\n")
    (root / ".github/workflows/arsip.yml").unlink()
    code, out, err = run()
    assert (code, err) == (0, "")
    assert (
        """
TULISAN KANTOR SENDIRI yang naskah aslinya berubah
  content/tentang.md: punya kantor tetap dipakai; ambil dari perubahan naskah asli ini yang masih perlu
    --- lama/content/tentang.md
    +++ baru/content/tentang.md
"""
        in out
    )
    assert "\n    +Portal ini gratis.\n" in out
    assert (
        """
BERKAS PROGRAM YANG DIUBAH DI SINI, dibiarkan
  .github/workflows/arsip.yml: dihapus di sini, tidak dibuat lagi
  .github/workflows/periksa.yml: salin dari perubahan ini yang perlu
    --- di sini/.github/workflows/periksa.yml
    +++ program/.github/workflows/periksa.yml
    @@ -1 +1,"""
        in out
    )
    assert (root / ".github/workflows/periksa.yml").read_text() == "# punya kami\n"
    assert not (root / ".github/workflows/arsip.yml").exists()
    portal = read_portal_file(root)
    assert portal is not None
    assert list(portal.overridden) == ["content/tentang.md"]
    # The next time it is still known that the office changed them, and that its text is compared with the new original.
    trees.put(root, "content/privasi.md", "---\ntitle: Privasi\ndescription: Uraian.\n---\n\nMilik kami.\n")
    code, out, _ = run("--check")
    assert code == 0
    assert "dibiarkan\n  .github/workflows/arsip.yml: dihapus di sini" in out
    assert "naskah aslinya" not in out


def test_a_list_of_libraries_that_was_changed_keeps_the_wheel_that_it_names(root: Path, run: Run) -> None:
    trees.put(root, "requirements.txt", "./pustaka/terbuka-0.8.0-py3-none-any.whl\npandas\n")
    code, out, _ = run()
    assert code == 0
    assert "  requirements.txt: selama belum disesuaikan, yang terpasang tetap program lama. Salin" in out
    assert (root / OLD).is_file()
    assert (root / NEW).is_file()


# --- bad input ------------------------------------------------------------------------------------------------


def refused(run: Run, root: Path, *words: str) -> str:
    """What a refused command says; nothing of the portal has changed."""
    before = files(root)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert files(root) == before
    return err.removeprefix("terbuka: ").rstrip("\n")


def test_an_older_wheel_is_refused(root: Path, tmp_path: Path, run: Run) -> None:
    older = packages.packed(tmp_path, "0.7.0")
    assert refused(run, root, str(older)) == (
        "wheel ini terbuka 0.7.0, lebih lama daripada yang dipakai portal ini (0.8.0). Catatan tidak dibawa mundur: "
        "untuk kembali, batalkan pemutakhirannya dengan git revert"
    )


def test_a_wheel_that_is_cut_off_or_not_as_recorded_is_refused(
    root: Path, wheels: Path, tmp_path: Path, run: Run
) -> None:
    cut = tmp_path / Path(NEW).name
    cut.write_bytes((wheels / Path(NEW).name).read_bytes()[:20_000])
    assert refused(run, root, str(cut)) == (
        "terbuka-0.9.0-py3-none-any.whl: berkas ini terpotong atau rusak (20000 bita); unduh lagi dari sumbernya. "
        "Tidak ada yang ditulis."
    )
    (root / OLD).write_bytes((root / OLD).read_bytes() + b" ")
    assert re.fullmatch(
        r"terbuka-0\.8\.0-py3-none-any\.whl: SHA-256 berkas ini [0-9a-f]{64}, bukan [0-9a-f]{64} seperti yang dicatat; "
        r"jangan dipasang, unduh lagi dari sumbernya\. Tidak ada yang ditulis\.",
        refused(run, root, "--check"),
    )


def test_without_the_old_program_the_comparison_is_missing_and_that_is_said(root: Path, wheels: Path, run: Run) -> None:
    (root / OLD).unlink()
    trees.put(root, "content/tentang.md", "---\ntitle: Kami\ndescription: Uraian.\n---\n\nMilik kami.\n")
    trees.change(root, "portal.yml", "timpaan: {}\n", f"timpaan:\n  content/tentang.md: {'0' * 64}\n")
    code, out, _ = run(str(wheels / Path(NEW).name), "--check")
    assert code == 1
    assert "\nPerbandingan kewajiban tidak ada: wheel terbuka 0.8.0 tidak ada di pustaka/.\n" in out
    assert "KEWAJIBAN" not in out
    assert "  content/tentang.md: punya kantor tetap dipakai; ambil dari perubahan naskah asli ini yang masih" in out


def test_a_library_that_is_missing_is_named_as_pip_takes_it(root: Path, tmp_path: Path, run: Run) -> None:
    needs = ("jinja2", "jinja2>=99", "pustaka-karangan[satu]>=2", 'lain; sys_platform == "beos"')
    wants = packages.packed(tmp_path, "0.9.0", needs=needs)
    assert refused(run, root, str(wants)) == (
        "terbuka 0.9.0 memerlukan pustaka yang belum terpasang di sini, atau versinya lain. Jalankan dahulu:\n"
        '  python -m pip install "jinja2>=99" "pustaka-karangan[satu]>=2"\n'
        "lalu ulangi. Tidak ada yang ditulis."
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "terbaru",
            (
                "“terbaru” bukan berkas wheel dan bukan nomor versi; tulis misalnya terbuka upgrade "
                "terbuka-0.2.0-py3-none-any.whl atau terbuka upgrade 0.2.0. Tidak ada yang ditulis."
            ),
        ),
        (
            "0.9.9",
            (
                "terbuka 0.9.9 tidak ada di pustaka/ dan tidak didapat lewat pip: sambungan terputus, atau versi itu "
                "belum diterbitkan di sana. Unduh wheel-nya dari halaman rilis, lalu: terbuka upgrade BERKAS.whl. "
                "Tidak ada yang ditulis."
            ),
        ),
    ],
)
def test_a_program_that_cannot_be_had(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, asked: str, said: str
) -> None:
    monkeypatch.setattr(registry, "fetched", lambda wanted, into: None)
    assert refused(run, root, asked) == said


def test_a_version_comes_through_pip(wheels: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetched(wanted: str, into: Path) -> Path:
        asked.append(wanted)
        return Path(shutil.copy(wheels / Path(NEW).name, into))

    monkeypatch.setattr(registry, "fetched", fetched)
    code, out, _ = run("0.9.0", "--check")
    assert (code, asked) == (1, ["terbuka==0.9.0"])
    assert out.startswith("Pemutakhiran terbuka 0.8.0 → 0.9.0")


def test_what_only_pip_knows_is_named_and_never_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody can register a name: a portal with its program in ``pustaka/`` takes none from there by itself."""

    def strange(_wanted: str, into: Path) -> Path:
        (into / "terbuka-99.0-py3-none-any.whl").write_bytes(b"PK\x03\x04 not looked at")
        return into / "terbuka-99.0-py3-none-any.whl"

    monkeypatch.setattr(registry, "fetched", strange)
    _, out, _ = run("--cari", "--check")
    named, _, rest = out.partition("\n")
    assert named == (
        "pip mengenal terbuka 99.0. Program portal ini ada di pustaka/, jadi yang dari pip tidak dijalankan: nama itu "
        "dapat didaftarkan siapa saja. Unduh wheel-nya dari halaman rilis Terbuka, taruh di pustaka/, lalu jalankan "
        "terbuka upgrade."
    )
    assert "99.0" not in rest
    monkeypatch.setattr(registry, "fetched", lambda wanted, into: pytest.fail("asked without --cari"))
    assert "pip mengenal" not in run("--check")[1]


def test_by_name_the_newest_is_asked_for_and_no_wheel_is_kept(
    root: Path, wheels: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``sumber: pypi``; the program before is not installed here, so that the comparison is missing."""
    (root / OLD).unlink()
    text = re.sub(rf"  {OLD}: .*\n", "", (root / "portal.yml").read_text()).replace("sumber: pustaka", "sumber: pypi")
    (root / "portal.yml").write_text(text)
    monkeypatch.setattr(registry, "fetched", lambda wanted, into: Path(shutil.copy(wheels / Path(NEW).name, into)))
    code, out, _ = run("--check")
    assert code == 1
    assert re.search(r"Perbandingan kewajiban tidak ada: yang terpasang di sini terbuka [\d.]+, bukan 0\.8\.0\.", out)
    assert "ditulis: .github/workflows/periksa.yml, requirements.txt\n" in out
    monkeypatch.setattr(registry, "fetched", lambda wanted, into: None)
    answer = "Tidak ditemukan program yang lebih baru. Portal ini memakai terbuka 0.8.0, hukum per 2026-03-01.\n"
    assert run("--check") == (0, answer, "")


def test_a_program_that_does_not_start_is_refused(root: Path, tmp_path: Path, run: Run) -> None:
    broken = packages.packed(
        tmp_path, "0.9.0", {"terbuka/cli/grammar.py": lambda text: text + "\nraise SystemExit(1)\n"}
    )
    assert refused(run, root, str(broken)) == (
        "terbuka 0.9.0 dari wheel ini tidak dapat dijalankan di komputer ini; unduh lagi dari halaman rilis, atau "
        "kirim pesan ini kepada pemeliharanya. Tidak ada yang ditulis."
    )


def test_a_broken_record_is_told_with_its_line(root: Path, wheels: Path, run: Run) -> None:
    """Without the program before: it would have refused the portal already."""
    (root / OLD).unlink()
    lines = (root / REGISTER).read_bytes().split(b"\r\n")
    (root / REGISTER).write_bytes(b"\r\n".join([*lines[:2], b"kurang,sel", *lines[2:]]))
    before = files(root)
    assert run(str(wheels / Path(NEW).name)) == (
        1,
        (
            f"{REGISTER}:3: baris ini memuat 2 sel, padahal judulnya 22, sehingga catatan ini tidak dapat dibawa ke "
            "bentuk baru. Perbaiki baris itu, lalu ulangi. Tidak ada yang ditulis.\n"
        ),
        "",
    )
    assert files(root) == before


def test_a_portal_that_is_blocked_already_is_not_upgraded(root: Path, run: Run) -> None:
    trees.change(root, REGISTER, "2026-02-10", "10 Februari")
    before = files(root)
    code, out, err = run()
    assert (code, err) == (1, "")
    first, *_, last = out.splitlines()
    assert first == ("Portal ini sudah diblokir oleh program yang dipakainya sekarang; perbaiki dahulu, lalu ulangi:")
    assert f"\n  {REGISTER}:3 (sel P3) [tanggal-salah] " in out
    assert last == "Tidak ada yang ditulis."
    assert files(root) == before


def test_a_required_value_is_asked_for(root: Path, tmp_path: Path, run: Run) -> None:
    rules = _RULES + (
        "- sejak: 0.9.0\n  berkas: badan.yml\n  sebab: S.\n"
        "  wajib: {nama: kode_pos, tanya: 'Kode pos kantor?', pola: '[0-9]{5}'}\n"
    )
    asking = packages.packed(tmp_path, "0.9.0", {**AFTER, "terbuka/lifecycle/migrasi.yml": lambda text: rules})
    assert refused(run, root, str(asking)) == (
        "program baru meminta isian yang hanya kantor tahu; ulangi dengan jawabannya:\n"
        "  --jawab kantor-uji:kode_pos=NILAI  Kode pos kantor? (datasets/badan/kantor-uji/badan.yml); bentuk: "
        "[0-9]{5}\n"
        "Tidak ada yang ditulis."
    )
    assert refused(run, root, str(asking), "--jawab", "kode_pos=lima") == (
        "jawaban “lima” untuk kode_pos tidak dapat dipakai; bentuk: [0-9]{5}"
    )
    assert refused(run, root, str(asking), "--jawab", "kode_pos") == (
        "“kode_pos” bukan jawaban; tulis misalnya --jawab kanal=surat"
    )
    code, out, _ = run(str(asking), "--jawab", "kode_pos=85111")
    # The answer is written as asked; the new program of this test does not know the key.
    assert code == 1
    assert out.startswith("Dengan program baru portal ini diblokir; perbaiki dahulu dengan program yang sekarang, lalu")
    assert "“kode_pos” tidak dikenal" in out


def test_a_changed_portal_file_stops_it(root: Path, run: Run) -> None:
    trees.change(root, "portal.yml", "versi: 0.8.0", "versi: terbaru")
    assert refused(run, root) == (
        "portal.yml:3: bukan seperti yang ditulis program (versi). Berkas ini tidak diubah dengan tangan; kembalikan "
        "dari riwayat dengan git restore portal.yml, lalu ulangi"
    )


def test_other_folders_are_told_apart(root: Path, run: Run) -> None:
    (root / "portal.yml").unlink()
    assert refused(run, root) == (
        "portal ini salinan penuh, tanpa portal.yml; jadikan ramping dahulu dengan terbuka upgrade --dari-salinan "
        "(lihat dahulu dengan --check)"
    )
    shutil.rmtree(root / "datasets")
    assert refused(run, root) == ("“portal” bukan folder portal; tunjuk dengan --root, atau mulai dengan terbuka init")


def test_two_at_once(root: Path, run: Run) -> None:
    with journal.alone(root):
        assert refused(run, root) == (
            "pemutakhiran lain sedang berjalan di portal ini; tunggu sampai selesai, lalu ulangi"
        )


def test_an_interrupted_upgrade_is_finished_by_the_next_one(root: Path, run: Run) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "_carry_out", lambda *arguments: (_ for _ in ()).throw(KeyboardInterrupt))
        patch.setattr(journal, "_put_back", lambda *arguments: None)
        rename = journal._rename
        patch.setattr(journal, "_rename", lambda old, new: None if old.name.endswith("mundur") else rename(old, new))
        with pytest.raises(KeyboardInterrupt), journal.alone(root):
            journal.change(root, {"portal.yml": b"versi: [\n", "mkdocs.yml": b"baru"}, "portal.yml")
    assert run("--check") == (1, "Pemutakhiran sebelumnya terhenti di tengah; terbuka upgrade menyelesaikannya.\n", "")
    code, out, err = run()
    assert (code, out) == (2, "Pemutakhiran sebelumnya, yang terhenti di tengah, sudah dibereskan.\n")
    assert err.startswith("terbuka: portal.yml:")
    assert (root / "mkdocs.yml").read_bytes() == b"baru"


def do_git(root: Path, *words: str) -> None:
    settings = ["-c", "user.name=Uji", "-c", "user.email=uji@uji.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *settings, *words], capture_output=True, check=True)


def test_what_git_could_not_bring_back_is_not_replaced(root: Path, run: Run) -> None:
    do_git(root, "init", "--quiet")
    do_git(root, "add", "--all", "--force")
    do_git(root, "commit", "--quiet", "-m", "awal")
    trees.change(root, REGISTER, "Profil Kantor Uji", "Profil kantor")
    code, out, err = run()
    assert (code, out) == (2, PREVIEW)
    assert err == (
        f"terbuka: berkas yang akan diganti belum disimpan di git: {REGISTER}. Simpan dahulu (git add --all, lalu git "
        "commit), supaya pemutakhiran dapat dibatalkan dengan git, lalu ulangi. Tidak ada yang ditulis.\n"
    )
    do_git(root, "commit", "--quiet", "--all", "-m", "profil")
    assert run()[0] == 0
    do_git(root, "checkout", "--", ".")
    assert (root / OLD).is_file()
    assert b",masa_simpan," in (root / REGISTER).read_bytes()
