"""``terbuka attest``: one entry at a time, three cells, every other byte as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.authoring.attest import COLUMNS

REGISTER = f"{trees.BODY}/daftar-informasi-publik.csv"


def attest(root: Path, *arguments: str) -> int:
    return cli.main(["attest", "--root", str(root), "--by", "Kepala Subbagian Umum", *arguments])


def portal(folder: Path) -> Path:
    """The fixture with the three columns of the confirmation in its register."""
    root = trees.grow(folder / "portal")
    with (root / REGISTER).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [*rows[0], *(c for c in COLUMNS if c not in rows[0])]
    with (root / REGISTER).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return root


def first_id(root: Path) -> str:
    return (root / REGISTER).read_text("utf-8").splitlines()[1].split(",", 1)[0]


def test_only_the_three_cells_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = portal(tmp_path)
    before = (root / REGISTER).read_bytes().split(b"\n")
    entry = first_id(root)
    checked = 'alamat dicocokkan dengan Pergub, ayat "tiga"'
    assert attest(root, entry, "--checked", checked, "--on", "2026-07-06") == 0
    said = capsys.readouterr().out
    assert "dikonfirmasi 2026-07-06 oleh Kepala Subbagian Umum" in said
    after = (root / REGISTER).read_bytes().split(b"\n")
    assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [1]
    corpus, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    (found,) = (e for e in corpus.bodies["kantor-uji"].register or () if e.id == entry)
    assert (str(found.confirmed_on), found.confirmed_by, found.confirmed_what) == (
        "2026-07-06",
        "Kepala Subbagian Umum",
        checked,
    )


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    root = portal(tmp_path)
    file = root / REGISTER
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes().split(b"\r\n")
    assert attest(root, first_id(root), "--checked", "isi dibaca ulang seluruhnya", "--on", "2026-07-06") == 0
    after = file.read_bytes().split(b"\r\n")
    assert len(after) == len(before)
    assert after[2:] == before[2:]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tidak-ada", "--checked", "isi dibaca ulang"), "entri “tidak-ada” tidak ada"),
        (("ENTRI", "--checked", "ok"), "--checked terlalu pendek"),
        (("ENTRI", "--checked", "isi dibaca ulang", "--on", "2199-01-01"), "2199-01-01 belum tiba"),
        (("ENTRI", "--checked", "isi dibaca ulang", "--on", "1999-01-01"), "sudah dikonfirmasi pada"),
        (("ENTRI", "--checked", "ditelepon ke 0812 3456 7890"), "tampak seperti data pribadi"),
        (("ENTRI", "--checked", "isi dibaca ulang", "--body", "dinas"), "badan “dinas” tidak ada"),
    ],
    ids=["unknown", "too short", "future", "older", "personal", "unknown body"],
)
def test_nothing_is_written_when_it_is_refused(
    arguments: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path)
    entry = first_id(root)
    assert attest(root, entry, "--checked", "isi dibaca ulang", "--on", "2026-07-01") == 0
    before = (root / REGISTER).read_bytes()
    code = attest(root, *(entry if a == "ENTRI" else a for a in arguments))
    assert (code, (root / REGISTER).read_bytes()) == (2, before)
    assert said in capsys.readouterr().err


def test_a_blocked_portal_is_not_attested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = portal(tmp_path)
    entry = first_id(root)
    file = root / REGISTER
    file.write_text(file.read_text("utf-8") + "baris,rusak\n", "utf-8")
    before = file.read_bytes()
    assert attest(root, entry, "--checked", "isi dibaca ulang", "--on", "2026-07-06") == 1
    assert file.read_bytes() == before
    assert "jumlah-sel" in capsys.readouterr().out


def test_a_register_without_the_columns_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    assert attest(root, first_id(root), "--checked", "isi dibaca ulang", "--on", "2026-07-06") == 2
    assert "kolom dikonfirmasi_pada, dikonfirmasi_oleh, yang_diperiksa belum ada" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["attest", "x", "--by", "b", "--checked", "c"], ["deadline", "x", "2026-03-13"]])
def test_what_is_no_portal_at_all(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As for every other command: wrong use and where to point, not a list of all schemas as missing."""
    assert cli.main([*command, "--root", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "bukan folder portal" in said.err
