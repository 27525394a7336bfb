"""``terbuka init``: what a new portal holds, what is asked, what is refused, and that its README leads to a site."""

from __future__ import annotations

import errno
import hashlib
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
import time_machine
import yaml

import trees
from terbuka import __version__, cli
from terbuka.cli import arguments, starting
from terbuka.cli.grammar import COMMANDS
from terbuka.lifecycle import placing, registry, start
from terbuka.lifecycle.start import CannotStart, Office, Supply
from terbuka.portal.checking import validate
from terbuka.portal.load import load
from terbuka.record.portal_file import PortalFile, read_portal_file
from terbuka.record.schemas import read_schemas

Run = Callable[..., tuple[int, str, str]]

#: 09.00 in Makassar, 10.00 in Jayapura.
NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)
DAY = date(2026, 11, 30)
OFFICE = Office(id="dinas-uji", name="Dinas Uji", zone="WITA")
TYPED = ("--id", "dinas-uji", "--nama", "Dinas Uji", "--zona", "WITA")
BODY = "datasets/badan/dinas-uji"
WHEEL = f"terbuka-{__version__}-py3-none-any.whl"
FILES = [
    ".editorconfig",
    ".gitattributes",
    ".github/CODEOWNERS",
    ".gitignore",
    "PANDUAN.md",
    "README.md",
    "SECURITY.md",
    f"{BODY}/badan.yml",
    f"{BODY}/berkas/.gitkeep",
    f"{BODY}/daftar-informasi-publik.csv",
    f"{BODY}/rencana.yml",
    "mkdocs.yml",
    "portal.yml",
    f"pustaka/{WHEEL}",
    "requirements.txt",
    # Workflows for GitHub and GitLab.
    *start.WRITTEN,
]
#: A wheel for tests that look at something else.
PACK = start.own_supply
STUB = start.supply_of(__version__, WHEEL, b"PK")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        return (code, *capsys.readouterr())

    return command


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """``init`` without packing the program, which takes as long as all the rest."""
    monkeypatch.setattr(start, "own_supply", lambda: STUB)


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch, light: None) -> None:  # noqa: ARG001
    """``init`` as it is."""
    monkeypatch.setattr(start, "own_supply", PACK)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# --- what is written ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("packed")
def test_a_new_portal_holds_its_data_and_one_wheel(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "portal"
    monkeypatch.setattr("shutil.which", lambda name: f"/a/{name}")
    code, out, err = run("init", target, *TYPED)
    files = tree(target)
    size = f"{sum(map(len, files.values())) / 1e6:.1f}".replace(".", ",")
    assert (code, err) == (0, "")
    assert out == (
        f"Portal Dinas Uji ada di {target} ({len(FILES)} berkas, {size} MB).\n"
        "Dicatat sebagai unit kerja, pemerintah daerah, zona waktu WITA; bila keliru, perbaiki di "
        "datasets/badan/dinas-uji/badan.yml.\n"
        "Buka README.md di folder itu: lima langkah sampai portal tayang. Yang pertama dapat dicoba sekarang:\n"
        f'  cd "{target}"\n'
        "  terbuka check\n"
    )
    assert sorted(files) == sorted(FILES)
    assert len(files) <= 30
    assert sum(map(len, files.values())) <= 3_000_000
    assert not [path for path, content in files.items() if b"@@" in content and not path.startswith("pustaka/")]
    assert list(tmp_path.iterdir()) == [target], "nothing is left beside it"


@pytest.mark.parametrize(
    ("python", "command"),
    [
        ("/a/bin/python", "/a/bin/python -m terbuka"),
        (r"C:\Kantor Kami\python.exe", r'"C:\Kantor Kami\python.exe" -m terbuka'),
    ],
)
def test_a_program_that_is_not_on_the_path_is_called_by_its_python(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, python: str, command: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", python)
    assert run("init", tmp_path / "portal", *TYPED)[1].endswith(f"\n  {command} check\n")


@pytest.mark.usefixtures("packed")
def test_what_the_program_wrote_is_known_by_its_hash(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    files = tree(tmp_path / "portal")
    portal = read_portal_file(tmp_path / "portal")
    law = load(tmp_path / "portal")[0].laws["id"]
    assert portal is not None
    assert law.as_of is not None
    owned = [p for p in FILES if p.startswith((".github/workflows/", ".gitlab", "pustaka/", "requirements"))]
    assert portal == PortalFile(
        version=__version__,
        law_day=law.as_of,
        source="pustaka",
        written={path: hashlib.sha256(files[path]).hexdigest() for path in owned},
    )


@pytest.mark.usefixtures("packed")
def test_the_same_office_on_the_same_day_is_the_same_portal(tmp_path: Path, run: Run) -> None:
    for name in ("satu", "dua"):
        assert run("init", tmp_path / name, *TYPED)[0] == 0
    assert tree(tmp_path / "satu") == tree(tmp_path / "dua")


def test_it_starts_as_rintisan_with_the_plan_of_its_first_half_year(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    body = yaml.safe_load((tmp_path / "portal" / BODY / "badan.yml").read_text("utf-8"))
    plan = yaml.safe_load((tmp_path / "portal" / BODY / "rencana.yml").read_text("utf-8"))
    days = [row["paling_lambat"] for row in plan]
    assert (body["tahap"], body["zona_waktu"], body["bentuk"]) == ("rintisan", "Asia/Makassar", "unit-kerja")
    assert len(plan) == 15
    assert DAY < days[0] <= date(2026, 12, 10)
    assert days == sorted(days)
    assert days[-1] <= body["rintisan_sampai"] <= date(2027, 6, 7)
    code, out, err = run("check", "--root", tmp_path / "portal")
    assert (code, err) == (0, "")
    until = body["rintisan_sampai"]
    assert out.startswith("LANGKAH BERIKUTNYA: Dinas Uji\n")
    assert f"\nDinas Uji, pada 2026-11-30 (rintisan sampai {until}: dihitung 0 dari 15 yang direncanakan)\n" in out
    assert out.endswith("Baik: tidak ada yang menghalangi.\n")


def test_the_forms_and_kinds_that_init_offers_are_those_of_badan_yml() -> None:
    about = read_schemas(trees.REPOSITORY)[0]["badan"]
    (kind,) = (column for column in about.column("sifat").columns if column.name == "jenis_badan")
    assert list(arguments.FORMS) == list(about.column("bentuk").choices)
    assert list(arguments.KINDS) == list(kind.choices)


@pytest.mark.parametrize(
    ("form", "kind"),
    list(product(arguments.FORMS, arguments.KINDS)),
)
def test_every_kind_of_body_starts_sound(tmp_path: Path, form: str, kind: str) -> None:
    office = Office(id="kantor-kami", name="Kantor Kami", zone="WIT", form=form, kind=kind)
    placing.place(tmp_path / "portal", start.portal_files(office, STUB, DAY))
    corpus, problems = load(tmp_path / "portal")
    assert [*problems, *validate(corpus)] == []
    body = corpus.bodies["kantor-kami"].body
    assert (body.form, body.time_zone, body.is_unit) == (form, "Asia/Jayapura", form == "unit-kerja")


@pytest.mark.parametrize(
    ("day", "end"), [((2026, 8, 31), (2027, 2, 28)), ((2026, 6, 30), (2026, 12, 30)), ((2026, 7, 1), (2027, 1, 1))]
)
def test_rintisan_lasts_six_months(day: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert start.pilot_end(date(*day)) == date(*end)


@pytest.mark.parametrize(
    "name", ['Dinas "Satu Pintu"', "Dinas 'Ibu & Anak' <A>", "yes", "Dinas: #1 [Kota] *baru*", "Dinas Kesehatan — Ende"]
)
def test_a_name_is_written_as_it_was_typed(tmp_path: Path, run: Run, name: str) -> None:
    target = tmp_path / "portal"
    assert run("init", target, "--id", "dinas-uji", "--nama", name, "--zona", "wib")[0] == 0
    corpus, problems = load(target)
    assert problems == []
    assert corpus.bodies["dinas-uji"].body.name == name
    heading = (target / "README.md").read_text("utf-8").splitlines()[0]
    assert "<" not in heading
    assert not re.search(r"(?<!\\)[\[*]", heading)


def test_a_second_body_is_added_as_ever(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    assert run("new", "badan", "dinas-dua", "nama=Dinas Dua", "--root", tmp_path / "portal")[0] == 0
    text = (tmp_path / "portal/datasets/badan/dinas-dua/badan.yml").read_text("utf-8")
    assert text.startswith("# Identitas"), "no hint at a schema that the portal does not hold"
    corpus, problems = load(tmp_path / "portal")
    assert (sorted(corpus.bodies), problems) == (["dinas-dua", "dinas-uji"], [])


def test_a_new_portal_takes_the_hints_for_editors_when_it_wants_them(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    assert run("schema", "--root", tmp_path / "portal")[0] == 0
    assert run("schema", "--check", "--root", tmp_path / "portal")[0] == 0


# --- what is asked --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ((), "--nama NAMA, --id KODE, --zona WIB|WITA|WIT"),
        (("--id", "a"), "--nama NAMA, --zona WIB|WITA|WIT"),
        (("--id", "a", "--nama", "A"), "--zona WIB|WITA|WIT"),
    ],
)
def test_without_a_terminal_all_that_is_missing_is_named(
    tmp_path: Path, run: Run, typed: tuple[str, ...], missing: str
) -> None:
    assert run("init", tmp_path / "portal", *typed) == (
        2,
        "",
        (
            f"terbuka: sebut juga {missing}; misalnya: terbuka init portal-kami --id dinas-kesehatan "
            '--nama "Dinas Kesehatan Kabupaten …" --zona WITA\n'
        ),
    )
    assert list(tmp_path.iterdir()) == []


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> list[str]:
    """Let ``init`` ask, and answer it; what it asks is gathered."""
    asked: list[str] = []

    def answer(words: str) -> str:
        asked.append(words)
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr(starting, "at_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    return asked


def test_on_a_terminal_it_asks_until_the_answer_is_sound(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = at_a_terminal(monkeypatch, ["", "Dinas Uji", "Dinas Uji", "", "WIS", "wita"])
    code, out, err = run("init", tmp_path / "portal")
    assert (code, err) == (0, "")
    assert asked == [
        "Nama resmi kantor, misalnya Dinas Kesehatan Kabupaten …: ",
        "Nama resmi kantor, misalnya Dinas Kesehatan Kabupaten …: ",
        "Kode kantor, menjadi alamat halamannya; huruf kecil, angka, tanda hubung [dinas-uji]: ",
        "Kode kantor, menjadi alamat halamannya; huruf kecil, angka, tanda hubung [dinas-uji]: ",
        "Zona waktu kantor: WIB, WITA, WIT: ",
        "Zona waktu kantor: WIB, WITA, WIT: ",
    ]
    assert out.splitlines()[:3] == [
        '  Nama badan kosong; tulis nama resminya di antara tanda kutip, misalnya --nama "Dinas Kesehatan".',
        "  Kode “Dinas Uji” memakai tanda lain dari huruf kecil, angka, dan tanda hubung; mungkin maksudnya dinas-uji.",
        "  Zona waktu “WIS” tidak dikenal; yang ada: WIB, WITA, WIT.",
    ]
    assert (tmp_path / "portal" / BODY).is_dir()


def test_answers_that_end_too_early_leave_nothing(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, ["Dinas Uji"])
    assert run("init", tmp_path / "portal") == (
        2,
        "",
        "terbuka: jawaban berakhir sebelum selesai; tidak ada yang ditulis\n",
    )
    assert list(tmp_path.iterdir()) == []


# --- what is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (
            "id",
            "..",
            "kode “..” memakai tanda lain dari huruf kecil, angka, dan tanda hubung, misalnya dinas-kesehatan",
        ),
        (
            "id",
            "../luar",
            "kode “../luar” memakai tanda lain dari huruf kecil, angka, dan tanda hubung; mungkin maksudnya luar",
        ),
        ("id", "", "kode “” memakai tanda lain dari huruf kecil, angka, dan tanda hubung, misalnya dinas-kesehatan"),
        ("id", "kewajiban", "kode “kewajiban” dipakai halaman portal sendiri; pilih kode lain"),
        ("id", "en", "kode “en” dipakai halaman portal sendiri; pilih kode lain"),
        (
            "id",
            "con",
            "kode “con” adalah nama alat di Windows, jadi tidak dapat menjadi folder di sana; pilih kode lain",
        ),
        (
            "name",
            " ",
            'nama badan kosong; tulis nama resminya di antara tanda kutip, misalnya --nama "Dinas Kesehatan"',
        ),
        ("name", "Dinas\nDua", "nama badan memuat tanda yang tidak terlihat atau baris baru; ketik ulang namanya"),
        ("name", "Dinas\u202e", "nama badan memuat tanda yang tidak terlihat atau baris baru; ketik ulang namanya"),
        ("name", "\x1b[31m", "nama badan memuat tanda yang tidak terlihat atau baris baru; ketik ulang namanya"),
        ("name", "D" * 201, "nama badan lebih dari 200 huruf; tulis nama resminya saja"),
        ("name", "Dinas 0812-0000-0000", "nama badan memuat yang mirip nomor telepon; tulis nama resmi kantornya saja"),
        ("name", "=1+1", "nama badan dibaca lembar kerja sebagai rumus; hapus tanda di depannya"),
    ],
)
def test_what_no_body_can_be_called_is_refused(tmp_path: Path, run: Run, field: str, value: str, said: str) -> None:
    words = {"id": "dinas-uji", "name": "Dinas Uji"} | {field: value}
    typed = (f"--id={words['id']}", f"--nama={words['name']}", "--zona=WITA")
    assert run("init", tmp_path / "portal", *typed) == (2, "", f"terbuka: {said}\n")
    assert list(tmp_path.iterdir()) == []


def refused(run: Run, target: Path, *more: str) -> str:
    """The answer of an ``init`` that is refused and leaves ``target`` as it was."""
    top = target.parent if target.parent.is_dir() else target.parent.parent
    before = tree(top)
    code, out, err = run("init", target, *TYPED, *more)
    assert (code, out, tree(top)) == (2, "", before)
    assert not list(top.rglob(".terbuka-*"))
    return err.removeprefix("terbuka: ").rstrip("\n")


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, run: Run) -> None:
    target = tmp_path / "penuh"
    target.mkdir()
    for name in ("surat.docx", "a.txt", "LICENSE"):
        (target / name).write_text("x", "utf-8")
    assert refused(run, target) == (
        f"folder “{target}” sudah berisi a.txt, surat.docx; pilih folder yang belum ada, atau tambahkan --di-sini bila "
        "portal memang akan ditaruh di antara berkas itu"
    )


def test_a_portal_is_not_started_in_a_portal(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    said = (
        f"di folder “{tmp_path / 'portal'}” sudah ada portal. Menambah badan: terbuka new badan KODE. "
        "Memperbarui program dan aturan: terbuka upgrade"
    )
    assert refused(run, tmp_path / "portal") == said
    assert refused(run, tmp_path / "portal", "--di-sini") == said


def test_a_full_copy_of_the_old_kind_is_told_its_own_way(tmp_path: Path, run: Run) -> None:
    target = tmp_path / "lama"
    for part in ("schemas", "datasets/aturan", "content"):
        (target / part).mkdir(parents=True)
    assert refused(run, target, "--di-sini") == (
        f"folder “{target}” adalah portal lama yang memuat seluruh program; jadikan portal ramping dengan "
        "terbuka upgrade --dari-salinan, tanpa mengubah datanya"
    )


def test_a_target_that_is_no_folder_is_refused(tmp_path: Path, run: Run) -> None:
    file, link, far = tmp_path / "berkas", tmp_path / "tautan", tmp_path / "belum/ada"
    file.write_text("x", "utf-8")
    link.symlink_to(tmp_path / "lain")
    assert refused(run, file) == f"“{file}” adalah berkas, bukan folder; pilih nama lain"
    assert refused(run, link) == f"“{link}” adalah tautan ke tempat lain; sebut folder yang sebenarnya"
    assert refused(run, far) == f"folder “{far.parent}” belum ada; buat dahulu, atau periksa ejaannya"
    said = refused(run, tmp_path / "a\u200bb")
    assert said == "nama folder memuat tanda yang tidak terlihat; ketik ulang namanya"


def test_what_is_in_the_way_is_named(tmp_path: Path, run: Run) -> None:
    target = tmp_path / "lama"
    (target / ".github/workflows").mkdir(parents=True)
    (target / ".github/workflows/terbit.yml").write_text("milik kami", "utf-8")
    (target / "datasets").write_text("berkas", "utf-8")
    (target / "pustaka").symlink_to(tmp_path)
    assert refused(run, target, "--di-sini") == (
        f"di folder “{target}” sudah ada .github/workflows/terbit.yml, datasets, pustaka, dan tidak ada yang ditimpa; "
        "pindahkan atau ganti namanya dahulu, lalu ulangi"
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "tidak boleh ditulisi oleh akun ini; pilih folder lain, misalnya di folder Dokumen"),
        (errno.EROFS, "ada di disk yang hanya dapat dibaca; pilih folder di disk lain"),
        (errno.ENOSPC, "ada di disk yang penuh; kosongkan ruang atau pilih disk lain"),
        (errno.EIO, "tidak dapat ditulisi; periksa disk dan hak aksesnya, atau pilih lain"),
    ],
)
def test_a_disk_that_takes_nothing_is_told_with_its_reason(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    real, written = Path.write_bytes, []

    def write(self: Path, content: bytes) -> int:
        written.append(self)
        if len(written) > 5:
            raise OSError(number, "no")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    assert refused(run, tmp_path / "portal") == f"folder “{tmp_path / 'portal'}” {said}. Tidak ada yang ditulis."
    assert not (tmp_path / "portal").exists()


def test_a_folder_of_the_system_that_nobody_may_write_to(run: Run) -> None:
    code, out, err = run("init", "/proc/portal-kami", *TYPED)
    assert (code, out) == (2, "")
    assert err.startswith("terbuka: folder “/proc/portal-kami” tidak ")
    assert err.endswith(". Tidak ada yang ditulis.\n")


# --- a folder that a forge has made ---------------------------------------------------------------------------


def made_by_a_forge(target: Path) -> Path:
    subprocess.run(["git", "init", "-q", "-b", "main", str(target)], check=True)
    (target / "README.md").write_text("# portal\nPunya kami.\n", "utf-8")
    (target / "LICENSE").write_text("CC BY 4.0\n", "utf-8")
    (target / ".gitignore").write_text("*.log", "utf-8")
    return target


def test_a_new_repository_of_a_forge_becomes_a_portal(tmp_path: Path, run: Run) -> None:
    target = made_by_a_forge(tmp_path / "portal")
    code, out, err = run("init", target, *TYPED)
    assert (code, err) == (0, "")
    assert out.splitlines()[1:3] == [
        "README.md yang sudah ada disimpan sebagai README-lama.md.",
        "Baris portal ditambahkan di bawah isi .gitignore yang sudah ada.",
    ]
    ours = {path for path in tree(target) if not path.startswith(".git/")}
    assert ours == {*FILES, "README-lama.md", "LICENSE"}
    assert (target / "README-lama.md").read_text("utf-8") == "# portal\nPunya kami.\n"
    assert (target / ".gitignore").read_text("utf-8").startswith("*.log\n\n# Hasil dan lingkungan kerja")
    assert (target / "README.md").read_text("utf-8").startswith("# Portal Dinas Uji\n")
    assert load(target)[1] == []


def test_an_old_readme_is_not_lost_twice(tmp_path: Path, run: Run) -> None:
    target = made_by_a_forge(tmp_path / "portal")
    (target / "README-lama.md").write_text("yang pertama", "utf-8")
    said = refused(run, target)
    assert said == f"di folder “{target}” sudah ada README-lama.md; pindahkan dahulu, lalu ulangi"


def test_among_other_files_nothing_is_touched(tmp_path: Path, run: Run) -> None:
    target = tmp_path / "lama"
    (target / "datasets").mkdir(parents=True)
    (target / "datasets/catatan.txt").write_text("milik kami", "utf-8")
    assert run("init", target, *TYPED, "--di-sini")[0] == 0
    assert set(tree(target)) == {*FILES, "datasets/catatan.txt"}
    assert (target / "datasets/catatan.txt").read_text("utf-8") == "milik kami"


@pytest.mark.parametrize("steps", [0, 1, 2, 7, 19])
def test_a_rename_that_fails_takes_the_others_back(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    target = made_by_a_forge(tmp_path / "portal")
    folders = {path for path in target.rglob("*") if path.is_dir()}
    real, moved = Path.replace, []

    def rename(self: Path, goal: Path) -> Path:
        moved.append(goal)
        if len(moved) == steps + 1:
            raise OSError(errno.EIO, "no")
        return real(self, goal)

    monkeypatch.setattr(Path, "replace", rename)
    assert "Tidak ada yang ditulis." in refused(run, target)
    assert {path for path in target.rglob("*") if path.is_dir()} == folders


# --- libraries ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("packed")
def test_pip_takes_the_wheel_of_the_portal_by_its_hash(tmp_path: Path, run: Run) -> None:
    """The first line alone, without the libraries: they are those of the lock."""
    run("init", tmp_path / "portal", *TYPED)
    text = (tmp_path / "portal/requirements.txt").read_text("utf-8")
    head, lock = text.split("\n\n", 1)
    digest = hashlib.sha256((tmp_path / "portal/pustaka" / WHEEL).read_bytes()).hexdigest()
    assert head.splitlines()[-1] == f"./pustaka/{WHEEL} --hash=sha256:{digest}"
    assert lock == (Path(__file__).parent.parent / "requirements.lock").read_text("utf-8")
    (tmp_path / "portal/satu.txt").write_text(head + "\n", "utf-8")
    assert pip(tmp_path / "portal", "satu.txt") == 0
    (tmp_path / "portal/satu.txt").write_text(head[:-1] + ("0" if head[-1] != "0" else "1") + "\n", "utf-8")
    assert pip(tmp_path / "portal", "satu.txt") == 1, "another wheel is refused"


def pip(folder: Path, file: str) -> int:
    words = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--no-deps", "--ignore-installed"]
    words += ["--require-hashes", "--only-binary", ":all:", "--quiet", "-r", file]
    return subprocess.run(words, cwd=folder, capture_output=True, timeout=60, check=False).returncode


def answering(monkeypatch: pytest.MonkeyPatch, code: int, wheels: dict[str, bytes]) -> list[list[str]]:
    """Let pip end with ``code`` after it has put ``wheels`` where it was told to."""
    asked: list[list[str]] = []

    def ask(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        for name, content in wheels.items():
            Path(command[command.index("--dest") + 1], name).write_bytes(content)
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(registry.subprocess, "run", ask)
    return asked


def test_by_name_no_wheel_is_in_the_portal(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, 0, {WHEEL: b"PK"})
    assert run("init", tmp_path / "portal", *TYPED, "--dari", "pypi")[0] == 0
    assert sorted(tree(tmp_path / "portal")) == sorted(p for p in FILES if not p.startswith("pustaka/"))
    text = (tmp_path / "portal/requirements.txt").read_text("utf-8")
    assert f"\nterbuka=={__version__} --hash=sha256:{hashlib.sha256(b'PK').hexdigest()}\n" in text
    portal = read_portal_file(tmp_path / "portal")
    assert portal is not None
    assert portal.source == "pypi"
    assert asked[0][-1] == f"terbuka=={__version__}"
    assert not [word for word in asked[0] if "://" in word], "no address is written in the program"


@pytest.mark.parametrize(("code", "wheels"), [(1, {}), (0, {}), (1, {WHEEL: b"PK"})])
def test_by_name_without_an_answer_nothing_is_written(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, code: int, wheels: dict[str, bytes]
) -> None:
    answering(monkeypatch, code, wheels)
    assert run("init", tmp_path / "portal", *TYPED, "--dari", "pypi") == (
        2,
        "",
        (
            f"terbuka: terbuka {__version__} tidak didapat dari tempat pustaka yang dipakai pip di komputer ini: "
            "sambungan terputus, atau versi ini belum diterbitkan di sana. Pakai --dari pustaka: programnya ikut di "
            "dalam portal, tanpa sambungan.\n"
        ),
    )
    assert list(tmp_path.iterdir()) == []


def test_written_files_are_those_that_an_upgrade_may_replace() -> None:
    by_name = Supply(version="1.2.3", sha256="0" * 64)
    assert sorted(start.written_files(by_name)) == [*sorted(start.WRITTEN), "requirements.txt"]
    assert sorted(start.written_files(STUB)) == [*sorted(start.WRITTEN), f"pustaka/{WHEEL}", "requirements.txt"]


def test_a_program_that_is_not_whole_starts_no_portal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(start.defaults, "folder", lambda: tmp_path)
    with pytest.raises(CannotStart, match="skema atau aturan di dalam program tidak terbaca; pasang lagi programnya"):
        start.portal_files(OFFICE, STUB, DAY)


# --- its README -----------------------------------------------------------------------------------------------


def commands(portal: Path) -> list[list[str]]:
    """What step 2 of the README types, in its order."""
    text = (portal / "README.md").read_text("utf-8").split("## 2.")[1].split("## 3.")[0]
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    return [shlex.split(line) for line in lines]


def test_the_readme_leads_to_three_entries_a_dataset_and_a_notice(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = tmp_path / "portal"
    run("init", portal, *TYPED)
    monkeypatch.chdir(portal)
    about = portal / BODY / "badan.yml"
    text = about.read_text("utf-8")
    for line in ("tentang: |-\n#   Kedudukan", "alamat: Jalan …", "surel: ppid@….go.id", "jam_layanan:\n#   - {hari"):
        assert f"# {line}" in text, "the README names the lines that have to be brought to life"
    text = text.replace("# alamat: Jalan …", "alamat: Jalan Contoh 1").replace("# surel: ppid@….go.id", "surel: a@b.id")
    text = text.replace("# tentang: |-\n#   Kedudukan", "tentang: >-\n  Kedudukan").replace("kantor …,", "kantor,")
    about.write_text(text.replace("# jam_layanan:\n#   - {", "jam_layanan:\n  - {"), "utf-8")
    (portal / "jam-layanan.csv").write_text("hari,buka,tutup\nSenin,08:00,15:00\nSelasa,08:00,15:00\n", "utf-8")
    typed = commands(portal)
    assert [words[:3] for words in typed] == [
        *[["terbuka", "new", "entri"]] * 3,
        ["terbuka", "new", "dataset"],
        ["terbuka", "release", "jam-layanan"],
        ["terbuka", "new", "peringatan"],
    ]
    for words in typed:
        code, out, err = run(*words[1:])
        assert (code, err) == (0, ""), (words, out)
    code, out, err = run("check")
    assert (code, err) == (0, "")
    assert "terpenuhi 3 " in out
    corpus, problems = load(portal)
    assert [*problems, *validate(corpus)] == []


def test_all_that_the_readme_links_to_is_there(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    for name in ("README.md", "PANDUAN.md", "SECURITY.md"):
        text = (tmp_path / "portal" / name).read_text("utf-8")
        headings = [anchor(line) for line in text.splitlines() if line.startswith("#")]
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in headings, target
            elif "://" not in target:
                assert (tmp_path / "portal" / target).is_file(), target


def anchor(heading: str) -> str:
    """As forges make the address of a heading."""
    return re.sub(r"[^\w\s-]", "", heading.lstrip("# ").lower()).replace(" ", "-")


def test_every_command_of_the_readme_exists(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "portal", *TYPED)
    known = {command.name for command in COMMANDS}
    text = "".join((tmp_path / "portal" / name).read_text("utf-8") for name in ("README.md", "PANDUAN.md"))
    typed = set(re.findall(r"(?:^|`)terbuka ([a-z][a-z-]*)", text, re.MULTILINE))
    assert typed - known <= {"upgrade"}
    assert {"check", "build", "serve", "new", "doctor", "due", "hosting", "release"} <= typed
