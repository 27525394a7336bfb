"""What documents hide is found wherever it stands, and what only looks like it raises no alarm."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import crafted_media
import crafted_office
import crafted_pdf
import trees
from terbuka.load import insides
from terbuka.load.documents import Folder
from terbuka.model import FileCheck
from terbuka.problem import Place, Problem
from terbuka.store import Store

HANDED = trees.TESTS / "documents"
#: What is expected of each document that was handed over; None for nothing.
EXPECTED: dict[str, tuple[str, str] | None] = {
    "pdf-metadata.pdf": ("data-pribadi-dalam", "properti"),
    "pdf-form-field.pdf": ("data-pribadi-dalam", "formulir"),
    "pdf-annotation.pdf": ("data-pribadi-dalam", "anotasi"),
    "pdf-attachment.pdf": ("data-pribadi-dalam", "lampiran"),
    "pdf-old-revision.pdf": ("data-pribadi-dalam", "versi"),
    "pdf-nik-two-lines.pdf": ("data-pribadi-dalam", "potong"),
    "pdf-nik-letterspaced.pdf": ("data-pribadi-dalam", "potong"),
    "pdf-js-objstm.pdf": ("pdf-menjalankan", "JavaScript"),
    "pdf-submitform.pdf": ("pdf-menjalankan", "mengirim"),
    "docx-nik-hyperlink-url.docx": ("data-pribadi-dalam", "tautan"),
    "docx-phone-boxes.docx": ("data-pribadi-dalam", "kotak"),
    "docx-picture-gps.docx": ("berkas-lokasi", ""),
    "jpeg-gps.jpg": ("berkas-lokasi", ""),
    "foto-dengan-gps.jpg": ("berkas-lokasi", ""),
    "png-text-chunk.png": ("data-pribadi-dalam", "gambar"),
    "xlsx-nik-sci.xlsx": ("data-pribadi-dalam", "angka"),
    "xlsx-phone-number.xlsx": ("data-pribadi-dalam", "angka"),
    "xlsx-hidden-col.xlsx": ("berkas-tersembunyi", "kolom C"),
    "xlsx-hidden-row.xlsx": ("berkas-tersembunyi", "baris 4"),
    "xlsx-veryhidden-sheet.xlsx": ("berkas-tersembunyi", "lembar “Sangat”"),
    "xlsx-pivotcache-nik-attr.xlsx": ("data-pribadi-dalam", "pivot"),
    "xlsx-sheet-name.xlsx": ("data-pribadi-dalam", "nama-lembar"),
    "xlsx-vba-renamed.xlsx": ("berkas-bermakro", ""),
    "json-nik-esc.json": ("data-pribadi-dalam", "kode"),
    "ods-nik-attr.ods": ("data-pribadi-dalam", "tak-tampak"),
    "pdf-clean.pdf": None,
}
UNSAFE = {
    **{f"{name}.pdf": made for name, made in crafted_pdf.unsafe_pdfs().items()},
    **crafted_office.unsafe_office(),
    **crafted_media.unsafe_media(),
}
HARMLESS = {
    **{f"{name}.pdf": make for name, make in crafted_pdf.harmless_pdfs().items()},
    **crafted_office.harmless_office(),
    **crafted_media.harmless_media(),
}
#: Notes that a sound file may carry: only people can hear it.
NOTES = {"berkas-belum-diperiksa"}


def seen(root: Path, files: Iterable[tuple[str, bytes]]) -> tuple[Folder, dict[str, list[Problem]]]:
    """The problems of documents by name, when nothing is allowed."""
    (root / "berkas").mkdir(parents=True)
    for name, data in files:
        (root / "berkas" / name).write_bytes(data)
    folder = insides.read_folders(root, ["berkas"], Store())["berkas"]
    found = [*folder.problems, *insides.search(folder, lambda value, path: False), *insides.unchecked(folder, ())]
    for path, text in folder.plain_texts.items():
        found += insides.scan.in_records(text, path, lambda value, path: False)
    by_name: dict[str, list[Problem]] = {}
    for problem in found:
        by_name.setdefault(problem.place.path.rsplit("/", 1)[-1], []).append(problem)
    return folder, by_name


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Problem]]]:
    """All documents of this file, each set looked at in one go."""
    sets = {
        "diserahkan": [(name, (HANDED / name).read_bytes()) for name in EXPECTED],
        "berbahaya": [(name, make()) for name, (make, _, _) in UNSAFE.items()],
        "aman": [(name, make()) for name, make in HARMLESS.items()],
    }
    return {name: seen(tmp_path_factory.mktemp(name), files)[1] for name, files in sets.items()}


def check(problems: list[Problem], code: str, part: str) -> None:
    """One of the problems has this code, and names this part of the document."""
    same = [p for p in problems if p.code == code]
    assert same, [p.code for p in problems]
    words = insides._PARTS.get(part, (part,))[0]
    assert any(words in p.sentence("temuan") for p in same), [p.sentence("temuan") for p in same]
    assert all(crafted_media.NIK not in p.sentence("temuan") + p.sentence("cara") for p in problems)


def test_there_are_enough() -> None:
    assert len(EXPECTED) >= 25
    assert len(UNSAFE) >= 90
    assert len(HARMLESS) >= 35


@pytest.mark.parametrize("name", EXPECTED)
def test_documents_that_were_handed_over(name: str, verdicts: dict[str, dict[str, list[Problem]]]) -> None:
    expected = EXPECTED[name]
    problems = verdicts["diserahkan"].get(name, [])
    if expected is None:
        assert problems == []
    else:
        check(problems, *expected)


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_documents(name: str, verdicts: dict[str, dict[str, list[Problem]]]) -> None:
    _, code, part = UNSAFE[name]
    check(verdicts["berbahaya"].get(name, []), code, part)


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_documents(name: str, verdicts: dict[str, dict[str, list[Problem]]]) -> None:
    problems = [p for p in verdicts["aman"].get(name, []) if p.code not in NOTES]
    assert [(p.code, p.sentence("temuan")) for p in problems] == []


def _check(name: str, mark: str) -> FileCheck:
    from datetime import date

    return FileCheck(file=name, fingerprint=mark, checker="Verifikator", on=date(2026, 1, 31), place=Place("a.yml", 1))
