"""The program as one wheel: what it carries, that tree and wheel write the same site, and wheels that are refused."""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import pytest

import terbuka
import trees
from terbuka.base import defaults
from terbuka.lifecycle import wheel
from terbuka.lifecycle.wheel import BadWheel
from terbuka.record.portal_file import PortalFile, as_text

NAME = wheel.file_name(terbuka.__version__)
ABOUT = f"terbuka-{terbuka.__version__}.dist-info"
#: A portal of at most 3 MB holds the wheel and the data of an office.
MOST = 2_500_000


@cache
def own() -> bytes:
    """The wheel of the running program, packed once."""
    name, data = wheel.own()
    assert name == NAME
    return data


@cache
def files() -> Mapping[str, bytes]:
    """What is in it."""
    with zipfile.ZipFile(io.BytesIO(own())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a wheel is written for a test."""
    return tmp_path / NAME


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as the build backend makes it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=trees.REPOSITORY,
        check=True,
        capture_output=True,
    )
    return folder / NAME


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as an office has it: the members of the wheel and nothing of the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    (folder / NAME).write_bytes(own())
    wheel.unpack(folder / NAME, folder / "isi")
    return folder / "isi"


def run(program: Path, folder: Path, *arguments: str) -> str:
    """The answer of the command as it stands at ``program``, started in ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_wheel_of_the_running_program_has_the_members_of_the_built_one(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert files().keys() ^ members.keys() == set()
    record = f"{ABOUT}/RECORD"
    assert [name for name in members if name != record and members[name] != files()[name]] == []
    assert wheel.packed(members) == own()


def test_the_wheel_carries_what_a_portal_takes_from_it() -> None:
    for part in defaults.CARRIED:
        source = trees.REPOSITORY / part
        for file in [source] if source.is_file() else filter(Path.is_file, source.rglob("*")):
            path = file.relative_to(trees.REPOSITORY).as_posix()
            assert files()[f"terbuka/bawaan/{path}"] == file.read_bytes()


def test_the_wheel_is_small_and_holds_nothing_but_the_program() -> None:
    assert len(own()) < MOST
    assert {name.split("/")[0] for name in files()} == {"terbuka", ABOUT}
    assert [name for name in files() if name.endswith((".pyc", ".pyo")) or "/tests/" in name] == []
    assert {f"{ABOUT}/licenses/LICENSE", f"{ABOUT}/licenses/LICENSE-CONTENT.md"} <= files().keys()
    assert "terbuka/bawaan/datasets/badan" not in "\n".join(files())


def test_the_same_program_gives_the_same_bytes_from_tree_and_wheel(unpacked: Path, tmp_path: Path) -> None:
    assert wheel.own()[1] == own()
    code = "import hashlib, terbuka; from terbuka.lifecycle import wheel\nprint(terbuka.__file__)\n"
    code += "print(hashlib.sha256(wheel.own()[1]).hexdigest())"
    where, digest = run(unpacked, tmp_path, "-c", code).splitlines()
    assert Path(where) == unpacked / "terbuka/__init__.py"
    assert digest == hashlib.sha256(own()).hexdigest()


def test_what_programs_leave_in_folders_is_not_packed(unpacked: Path, tmp_path: Path) -> None:
    program = shutil.copytree(unpacked, tmp_path / "program")
    for scrap in ("terbuka/kit/__pycache__/kit.pyc", "terbuka/bawaan/content/.DS_Store", "terbuka/.cells.py.swp"):
        (program / scrap).parent.mkdir(exist_ok=True)
        (program / scrap).write_bytes(b"0")
    code = "import hashlib; from terbuka.lifecycle import wheel; print(hashlib.sha256(wheel.own()[1]).hexdigest())"
    assert run(program, tmp_path, "-c", code).strip() == hashlib.sha256(own()).hexdigest()


def test_tree_and_wheel_write_the_same_site(unpacked: Path, tmp_path: Path) -> None:
    """A thin portal, so that schemas, law and prose come from the program each time."""
    root = tmp_path / "portal"
    body = root / "datasets/badan/kantor-uji"
    body.mkdir(parents=True)
    shutil.copy(trees.FIXTURE / "datasets/badan/kantor-uji/badan.yml", body)
    header = (
        (trees.FIXTURE / "datasets/badan/kantor-uji/daftar-informasi-publik.csv").read_text("utf-8").splitlines()[0]
    )
    (body / "daftar-informasi-publik.csv").write_text(header + "\n", "utf-8")
    shutil.copy(trees.REPOSITORY / "mkdocs.yml", root)
    (root / "portal.yml").write_text(as_text(PortalFile(version="0.1.0", law_day=date(2026, 1, 1))), "utf-8")
    empty = tmp_path / "kosong"
    empty.mkdir()
    for program, out in ((trees.REPOSITORY / "scripts", "pohon"), (unpacked, "wheel")):
        options = ("--root", str(root), "--out", str(tmp_path / out), "--on", "2026-06-30", "--no-search")
        run(program, empty, "-P", "-m", "terbuka", "build", *options)
    sites = [read(tmp_path / out) for out in ("pohon", "wheel")]
    assert len(sites[0]) > 100
    assert sites[0].keys() == sites[1].keys()
    assert [path for path in sites[0] if sites[0][path] != sites[1][path]] == []


def test_a_wheel_is_known_by_version_and_hash(place: Path) -> None:
    place.write_bytes(own())
    digest = hashlib.sha256(own()).hexdigest()
    taken = wheel.opened(place, digest)
    assert (taken.version, taken.sha256) == (terbuka.__version__, digest)
    packed = f"{wheel.PROGRAM}/{defaults.PACKED}/mkdocs.yml"
    assert taken.files[packed] == (trees.REPOSITORY / "mkdocs.yml").read_bytes()


def test_a_wheel_that_a_browser_renamed_is_known_by_what_is_inside(tmp_path: Path) -> None:
    renamed = tmp_path / "terbuka (1).whl"
    renamed.write_bytes(own())
    assert wheel.opened(renamed).version == terbuka.__version__


def without(*names: str) -> dict[str, bytes]:
    return {path: content for path, content in files().items() if not path.startswith(names)}


def changed(path: str, old: bytes, new: bytes) -> bytes:
    """The wheel with other bytes in one member, its ``RECORD`` made anew."""
    assert old in files()[path]
    return wheel.packed({**files(), path: files()[path].replace(old, new)})


def stuffed(name: str, content: bytes = b"", mode: int = 0o100644) -> bytes:
    """The wheel with one more member that stands in no ``RECORD``."""
    target = io.BytesIO(own())
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return target.getvalue()


def tampered() -> bytes:
    """The wheel with other bytes in one member, its ``RECORD`` as it was."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files().items():
            archive.writestr(path, content + (b"\n" if path == "terbuka/__main__.py" else b""))
    return target.getvalue()


def other_program() -> bytes:
    head = b"Metadata-Version: 2.4\nName: lain\nVersion: 1.0\n"
    return wheel.packed({"lain/__init__.py": b"", "lain-1.0.dist-info/METADATA": head})


def swollen() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"terbuka/{number}", bytes(6_000_000))
    return target.getvalue()


#: What a file may be instead, and the sentence that it gets. `{}`: the size of the file.
REFUSED = {
    "text": (lambda: b"<!doctype html>", "berkas ini bukan wheel; pakai berkas terbuka-*.whl dari rilis Terbuka"),
    "empty": (lambda: b"", "berkas ini bukan wheel; pakai berkas terbuka-*.whl dari rilis Terbuka"),
    "another ZIP": (
        lambda: zipped("data.csv"),
        "berkas ini bukan wheel; pakai berkas terbuka-*.whl dari rilis Terbuka",
    ),
    "cut off": (
        lambda: own()[:-1000],
        "berkas ini terpotong atau rusak ({} bita); unduh lagi dari sumbernya",
    ),
    "half": (
        lambda: own()[: len(own()) // 2],
        "berkas ini terpotong atau rusak ({} bita); unduh lagi dari sumbernya",
    ),
    "damaged": (
        lambda: own()[:5000] + bytes(100) + own()[5100:],
        "berkas ini terpotong atau rusak ({} bita); unduh lagi dari sumbernya",
    ),
    "too large": (
        lambda: own() + bytes(wheel.MOST_BYTES),
        "berkas ini lebih besar dari 8000000 bita; itu bukan rilis Terbuka",
    ),
    "swollen": (swollen, "isinya terlalu banyak untuk Terbuka; itu bukan rilis Terbuka"),
    "other program": (other_program, "ini wheel program lain ('lain'), bukan terbuka"),
    "upwards": (
        lambda: stuffed("terbuka/../../x.py"),
        "memuat berkas yang tidak boleh ada di wheel ('terbuka/../../x.py'); jangan dipasang",
    ),
    "absolute": (
        lambda: stuffed("/etc/x"),
        "memuat berkas yang tidak boleh ada di wheel ('/etc/x'); jangan dipasang",
    ),
    "drive": (
        lambda: stuffed("C:/x"),
        "memuat berkas yang tidak boleh ada di wheel ('C:/x'); jangan dipasang",
    ),
    "backslash": (
        lambda: stuffed("terbuka\\..\\x"),
        "memuat berkas yang tidak boleh ada di wheel ('terbuka\\\\..\\\\x'); jangan dipasang",
    ),
    "link": (
        lambda: stuffed("terbuka/x", b"/etc", 0o120777),
        "memuat berkas yang tidak boleh ada di wheel ('terbuka/x'); jangan dipasang",
    ),
    "beside the program": (
        lambda: wheel.packed({**files(), "mulai.pth": b"import x"}),
        "memuat berkas di luar program (mulai.pth); jangan dipasang",
    ),
    "one name twice": (
        lambda: stuffed("terbuka/CLI/__init__.py"),
        "memuat dua berkas dengan nama yang sama; jangan dipasang",
    ),
    "a file that is a folder": (
        lambda: wheel.packed({**files(), "terbuka/cli": b"x"}),
        "memuat dua berkas dengan nama yang sama; jangan dipasang",
    ),
    "a folder in capital letters": (
        lambda: wheel.packed({**files(), "terbuka/CLI/x.py": b"x"}),
        "memuat dua berkas dengan nama yang sama; jangan dipasang",
    ),
    "a device of Windows": (
        lambda: wheel.packed({**files(), "terbuka/con.py": b"x"}),
        "memuat berkas yang tidak boleh ada di wheel ('terbuka/con.py'); jangan dipasang",
    ),
    "a name that no disk takes": (
        lambda: wheel.packed({**files(), f"terbuka/{'x' * 300}.py": b"x"}),
        f"memuat berkas yang tidak boleh ada di wheel ('terbuka/{'x' * 300}.py'); jangan dipasang",
    ),
    "one more member": (
        lambda: stuffed("terbuka/x.py"),
        "isi 'terbuka/x.py' tidak cocok dengan daftar di dalam wheel (RECORD); jangan dipasang",
    ),
    "one member other": (
        tampered,
        "isi 'terbuka/__main__.py' tidak cocok dengan daftar di dalam wheel (RECORD); jangan dipasang",
    ),
    "other version inside": (
        lambda: changed("terbuka/__init__.py", b'"' + terbuka.__version__.encode() + b'"', b'"9.9"'),
        f"isinya bukan program terbuka {terbuka.__version__}; jangan dipasang",
    ),
    "for one system": (
        lambda: changed(f"{ABOUT}/WHEEL", b"py3-none-any", b"py3-none-win32"),
        f"isinya bukan program terbuka {terbuka.__version__}; jangan dipasang",
    ),
    "no version": (
        lambda: changed(f"{ABOUT}/METADATA", f"\nVersion: {terbuka.__version__}".encode(), b"\nVersion: x"),
        "nomor versinya ('x') tidak terbaca; itu bukan rilis Terbuka",
    ),
    "without the law": (
        lambda: wheel.packed(without("terbuka/bawaan/datasets")),
        f"versi {terbuka.__version__} ini belum membawa hukum dan skema (tanpa datasets/aturan); pakai yang lebih baru",
    ),
}


def zipped(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "a,b\n")
    return target.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_wheel_is_refused_with_its_reason_and_writes_nothing(place: Path, kind: str) -> None:
    make, sentence = REFUSED[kind]
    place.write_bytes(make())
    with pytest.raises(BadWheel) as refused:
        wheel.unpack(place, place.parent / "isi")
    assert str(refused.value) == f"{NAME}: " + sentence.replace("{}", str(place.stat().st_size))
    assert [path.name for path in place.parent.iterdir()] == [NAME]


@pytest.mark.parametrize("part", ["anywhere", "list of members", "end of the list"])
def test_bytes_changed_by_chance_are_refused_or_change_nothing(place: Path, part: str) -> None:
    """No other answer than ``BadWheel``; what is still taken has the very members of the program."""
    end = own().rfind(b"PK\x05\x06")
    start = {"anywhere": 4, "list of members": int.from_bytes(own()[end + 16 : end + 20], "little")}.get(part, end)
    chance = random.Random(part)  # noqa: S311 - the same bytes in each run
    refused = 0
    for _ in range(25):
        data = bytearray(own())
        for _ in range(3):
            data[chance.randrange(start, len(data))] = chance.randrange(256)
        place.write_bytes(data)
        try:
            assert wheel.opened(place).files == files()
        except BadWheel:
            refused += 1
    assert refused


def test_a_wheel_with_another_hash_is_refused(place: Path) -> None:
    place.write_bytes(own())
    with pytest.raises(BadWheel) as refused:
        wheel.opened(place, "0" * 64)
    digest = hashlib.sha256(own()).hexdigest()
    assert str(refused.value) == (
        f"{NAME}: SHA-256 berkas ini {digest}, bukan {'0' * 64} seperti yang dicatat; "
        "jangan dipasang, unduh lagi dari sumbernya"
    )


def test_a_cut_off_wheel_says_so_before_its_hash(place: Path) -> None:
    place.write_bytes(own()[:-1000])
    with pytest.raises(BadWheel, match="terpotong"):
        wheel.opened(place, "0" * 64)


def test_no_file_and_a_folder_are_said_to_be_none(tmp_path: Path) -> None:
    for path in (tmp_path / "tidak-ada.whl", tmp_path):
        with pytest.raises(BadWheel) as refused:
            wheel.opened(path)
        assert str(refused.value) == f"{path}: tidak ada berkas yang dapat dibaca di sini; periksa nama dan tempatnya"


def test_a_folder_that_holds_something_is_left_alone(place: Path) -> None:
    place.write_bytes(own())
    full = place.parent / "penuh"
    full.mkdir()
    (full / "milik-kami").write_bytes(b"")
    with pytest.raises(FileExistsError):
        wheel.unpack(place, full)
    assert [path.name for path in full.iterdir()] == ["milik-kami"]
    (full / "milik-kami").unlink()
    wheel.unpack(place, full)
    assert (full / "terbuka/__init__.py").is_file()


def test_a_program_that_is_not_installed_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(found.version == terbuka.__version__ for found in distributions(name="terbuka"))
    monkeypatch.setattr(terbuka, "__version__", "9.9.9")
    with pytest.raises(BadWheel) as refused:
        wheel.own()
    assert str(refused.value) == (
        "program terbuka 9.9.9 yang berjalan ini tidak terpasang sebagai paket; "
        "pasang dengan pip (di repositori program: make site), lalu ulangi"
    )
