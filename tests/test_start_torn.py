"""A portal that is laid into a folder: two at once, a computer that goes off, and files that are in the way."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from terbuka.lifecycle import journal, placing
from terbuka.lifecycle.start import CannotStart

MADE = {f"datasets/{number}/isi.yml": b"dari program" for number in range(6)} | {
    ".gitignore": b"site/\n",
    "README.md": b"# Portal\n",
    "portal.yml": b"versi: 1.0\n",
}
OF_A_FORGE = {"README.md": b"# punya kami\n", ".gitignore": b"*.log\n", "LICENSE": b"CC\n"}
WHOLE = MADE | {"README-lama.md": b"# punya kami\n", ".gitignore": b"*.log\n\nsite/\n", "LICENSE": b"CC\n"}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def of_a_forge(folder: Path) -> Path:
    folder.mkdir()
    for name, content in OF_A_FORGE.items():
        (folder / name).write_bytes(content)
    return folder


# --- two at once ----------------------------------------------------------------------------------------------


def _lay(target: Path, mark: bytes, start: Barrier, answers: multiprocessing.Queue[str]) -> None:
    files = {path: mark for path in MADE if path != ".gitignore"}
    start.wait()
    try:
        placing.place(target, files)
        answers.put(mark.decode())
    except CannotStart:
        answers.put("")


@pytest.mark.parametrize("there", [False, True])
def test_of_two_at_once_one_has_it_whole(tmp_path: Path, there: bool) -> None:
    fork = multiprocessing.get_context("spawn")
    for number in range(2):
        target = tmp_path / str(number)
        if there:
            target.mkdir()
        start, answers = fork.Barrier(2), fork.Queue()
        both = [fork.Process(target=_lay, args=(target, mark, start, answers)) for mark in (b"A", b"B")]
        for one in both:
            one.start()
        said = sorted(answers.get(timeout=60) for _ in both)
        for one in both:
            one.join()
        assert said[0] == ""
        assert contents(target) == {path: said[1].encode() for path in MADE if path != ".gitignore"}
        assert not list(tmp_path.rglob(".terbuka-*"))


def test_while_another_holds_the_folder_one_sentence_says_so(tmp_path: Path) -> None:
    target = of_a_forge(tmp_path / "portal")
    with journal.alone(target), pytest.raises(CannotStart) as refused:
        placing.place(target, MADE)
    assert str(refused.value) == (
        f"folder “{target}” sedang diisi oleh terbuka yang lain; tunggu sampai selesai, lalu periksa isinya"
    )
    assert contents(target) == OF_A_FORGE


# --- stopped halfway ------------------------------------------------------------------------------------------

_STOPPED = """\
import os, sys
from pathlib import Path
from test_start_torn import MADE
from terbuka.lifecycle import placing
left = int(sys.argv[2])
def counted(real):
    def call(*words, **more):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*words, **more)
    return call
for name in ("replace", "mkdir", "unlink", "chmod"):
    setattr(Path, name, counted(getattr(Path, name)))
placing.place(Path(sys.argv[1]), MADE)
"""


@pytest.mark.parametrize("calls", range(0, 80, 8))
def test_stopped_at_any_point_the_same_command_ends_it(tmp_path: Path, calls: int) -> None:
    target = of_a_forge(tmp_path / "portal")
    words = [sys.executable, "-c", _STOPPED, str(target), str(calls)]
    where = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run(words, env=where, capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, 9), done.stderr.decode()
    there = contents(target)
    assert b"# punya kami\n" in there.values(), "at no moment is the office's own file gone"
    if journal.unfinished(target):
        placing.check(target)
        with pytest.raises(CannotStart) as answer:
            placing.place(target, MADE)
        assert str(answer.value) == (
            f"pembuatan portal di “{target}” pernah terhenti dan baru saja diselesaikan, dengan kode dan nama yang "
            "diketik waktu itu; periksa dengan terbuka check"
        )
    elif not (target / "portal.yml").exists():
        assert there == OF_A_FORGE | {path: there[path] for path in there if path.startswith(journal.FOLDER)}
        placing.place(target, MADE)
    assert {path: data for path, data in contents(target).items() if path in {*WHOLE, *MADE}} == WHOLE


# --- what is in the way ---------------------------------------------------------------------------------------


def refused(target: Path) -> str:
    before = contents(target)
    with pytest.raises(CannotStart) as answer:
        placing.place(target, MADE)
    assert contents(target) == before
    assert not (target / journal.FOLDER).is_dir()
    return str(answer.value)


def test_of_two_readmes_none_is_lost(tmp_path: Path) -> None:
    target = of_a_forge(tmp_path / "portal")
    (target / "readme.md").write_bytes(b"yang lain\n")
    if len(contents(target)) == len(OF_A_FORGE):
        pytest.skip("capital letters do not count on this disk")
    assert refused(target) == f"di folder “{target}” ada README.md, readme.md; sisakan satu, lalu ulangi"


def test_a_readme_in_small_letters_gets_another_name(tmp_path: Path) -> None:
    target = tmp_path / "portal"
    target.mkdir()
    (target / "readme.md").write_bytes(b"# punya kami\n")
    assert placing.place(target, MADE) == ["readme.md yang sudah ada disimpan sebagai README-lama.md."]
    assert contents(target) == MADE | {"README-lama.md": b"# punya kami\n"}


@pytest.mark.parametrize("name", ["README.md", "readme.md", ".gitignore"])
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_stays_as_it_is(tmp_path: Path, name: str, kind: str) -> None:
    target, outside = tmp_path / "portal", tmp_path / "rahasia"
    target.mkdir()
    outside.write_bytes(b"milik orang lain")
    if kind == "link":
        (target / name).symlink_to(outside)
    elif kind == "pipe":
        os.mkfifo(target / name)
    else:
        (target / name).mkdir()
    assert refused(target) == (
        f"di folder “{target}” sudah ada {name}, dan tidak ada yang ditimpa; pindahkan atau ganti namanya dahulu, "
        "lalu ulangi"
    )
    assert outside.read_bytes() == b"milik orang lain"


@pytest.mark.parametrize("path", ["", "kunci", ".gitignore", "jurnal.json"])
def test_the_working_folder_is_never_a_link_out(tmp_path: Path, path: str) -> None:
    target, outside = tmp_path / "portal", tmp_path / "luar"
    target.mkdir()
    outside.mkdir()
    work = target / journal.FOLDER
    if path:
        work.mkdir()
        (work / path).symlink_to(outside / "berkas")
    else:
        work.symlink_to(outside)
    with pytest.raises(CannotStart):
        placing.place(target, MADE)
    assert list(outside.iterdir()) == []
    assert not (target / "portal.yml").exists()
