"""What documents hide is found wherever it stands, and what only looks like it raises no alarm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import crafted_media
import crafted_office
import crafted_pdf
import trees
from terbuka.base.problem import Place, Problem, Severity
from terbuka.base.store import Store
from terbuka.record import insides, peek
from terbuka.record.documents import Folder
from terbuka.record.files import Document, FileCheck
from terbuka.record.inside import digits, markup
from terbuka.record.inside.findings import Findings

HANDED = trees.TESTS / "documents"
#: What is expected of each document that was handed over; None for nothing.
EXPECTED: dict[str, tuple[str, str] | None] = {
    "pdf-metadata.pdf": ("data-pribadi-dalam", "properti"),
    "pdf-form-field.pdf": ("data-pribadi-dalam", "formulir"),
    "pdf-annotation.pdf": ("data-pribadi-dalam", "anotasi"),
    "pdf-attachment.pdf": ("data-pribadi-dalam", "lampiran"),
    "pdf-old-revision.pdf": ("data-pribadi-dalam", "versi"),
    "pdf-nik-two-lines.pdf": ("data-pribadi", ""),
    "pdf-nik-letterspaced.pdf": ("data-pribadi", ""),
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
    "json-nik-esc.json": ("data-pribadi", ""),
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
    sound = name.endswith((".mp3", ".ogg"))
    problems = [p for p in verdicts["aman"].get(name, []) if not (sound and p.code in NOTES)]
    assert [(p.code, p.sentence("temuan")) for p in problems] == []


# --- what cannot be searched whole ----------------------------------------------------------------------------------


def _scan_among_text() -> bytes:
    """A page that is a photograph, with the line below it that a signing service writes."""
    return crafted_pdf.pdf(
        "q 595 0 0 842 0 0 cm /I Do Q", lambda d: crafted_pdf._picture(d, crafted_media.jpeg(size=(60, 80)))
    )


def _nested(times: int) -> bytes:
    data = crafted_office.docx(f"<w:p><w:r><w:t>{crafted_media.NIK}</w:t></w:r></w:p>")
    for _ in range(times):
        data = crafted_office.docx(**{"word__embeddings__a.docx": data})
    return data


UNSEEN = {
    "foto-di-antara-teks.pdf": (_scan_among_text, "ada halaman berupa foto tanpa teks"),
    "foto-besar.jpg": (lambda: crafted_media.jpeg(size=(1200, 900)), "gambar besar"),
    "rekaman.mp3": (crafted_media.mp3, "hanya dapat didengar"),
    "terlalu-dalam.docx": (lambda: _nested(5), "benda tertanam"),
    "benda.docx": (
        lambda: crafted_office.docx(**{"word__embeddings__oleObject1.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 99}),
        "benda tertanam",
    ),
    "model-data.xlsx": (
        lambda: crafted_office.xlsx(parts={"xl/model/item.data": b"\0" * 999}),
        "benda tertanam",
    ),
    "huruf.pdf": (
        lambda: crafted_pdf.pdf(crafted_pdf.drawn("\x01\x02\x03\x04\x05" * 20)),
        "hurufnya tidak terbaca",
    ),
}


def test_what_cannot_be_searched_whole_is_said_until_a_post_has_looked(tmp_path: Path) -> None:
    folder, problems = seen(tmp_path, [(name, make()) for name, (make, _) in UNSEEN.items()])
    said = {name: [p.sentence("temuan") for p in found] for name, found in problems.items()}
    assert said.keys() == UNSEEN.keys()
    for name, (_, words) in UNSEEN.items():
        assert [words in sentence for sentence in said[name]] == [True], said[name]
    assert {p.severity for found in problems.values() for p in found} == {Severity.NOTE}
    marks = {d.name: insides.fingerprint(d) for d in folder.documents.values()}
    checks = [_check(name, mark) for name, mark in marks.items()]
    assert list(insides.unchecked(folder, checks)) == []
    old = [_check(name, "a" * 10) for name in marks]
    assert all("berubah sejak dilihat" in p.sentence("temuan") for p in insides.unchecked(folder, old))


def test_a_fingerprint_is_nobodys_number() -> None:
    marks = {
        insides.fingerprint(Document(name="a", path="a", kind="pdf", size=1, sha256=f"{n:064x}"))
        for n in range(0, 10**6, 997)
    }
    assert len(marks) > 1_000
    assert all(mark.isalpha() and len(mark) == 10 for mark in marks)


def test_no_limit_is_silent() -> None:
    """What does not fit is cut off and told."""
    findings = Findings(room=10)
    findings.page("a" * 8)
    assert findings.unseen == set()
    findings.part("properti", f"{crafted_media.NIK}")
    assert findings.unseen == {"batas"}
    assert len(findings.answer()["parts"][0][1]) == 2


# --- what is remembered -----------------------------------------------------------------------------------------------


def test_only_what_has_no_problem_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a remembered document no text is kept but what was found in it; everything is said again as before."""
    berkas = tmp_path / "berkas"
    berkas.mkdir()
    allowed = "kantor" + "@uji.example"
    mail = f"Hubungi {allowed} " + "isi laporan " * 200
    files = {
        "baik.docx": crafted_office.docx(f"<w:p><w:r><w:t>{mail}</w:t></w:r></w:p>"),
        "buruk.docx": crafted_office.docx(f"<w:p><w:r><w:t>{crafted_media.NIK}</w:t></w:r></w:p>"),
        "pindaian.pdf": _scan_among_text(),
    }
    for name, data in files.items():
        (berkas / name).write_bytes(data)
    store = Store(tmp_path / "simpanan")
    asked: list[list[str]] = []
    look = peek.look

    def counted(requests: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
        asked.append(sorted(Path(r["path"]).name for r in requests))
        return look(requests)

    monkeypatch.setattr(peek, "look", counted)

    def said() -> list[tuple[str, str]]:
        folder = insides.read_folders(tmp_path, ["berkas"], store)["berkas"]
        found = list(insides.search(folder, lambda value, path: value == allowed))
        insides.remember(folder, [*folder.problems, *found], store)
        found += [*folder.problems, *insides.unchecked(folder, ())]
        return sorted((p.place.path, p.sentence("temuan")) for p in found)

    first = said()
    assert said() == first
    assert [path for path, _ in first] == ["berkas/buruk.docx", "berkas/pindaian.pdf"]
    assert asked == [sorted(files), ["buruk.docx"]]
    kept = b"".join(p.read_bytes() for p in (tmp_path / "simpanan").rglob("*") if p.is_file())
    assert crafted_media.NIK.encode() not in kept
    assert allowed.encode() in kept
    assert kept.count(b"isi laporan") < 60


def _check(name: str, mark: str) -> FileCheck:
    return FileCheck(file=name, fingerprint=mark, checker="Verifikator", on=date(2026, 1, 31), place=Place("a.yml", 1))


def test_an_encrypted_part_of_an_office_file_is_a_locked_document(tmp_path: Path) -> None:
    """The flag of the part says so, in its own header and in the list at the end of the file."""
    data = bytearray(crafted_office.docx())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    _, problems = seen(tmp_path, [("terkunci.docx", bytes(data))])
    check(problems["terkunci.docx"], "berkas-rusak", "terkunci kata sandi")


def test_a_tab_and_a_blank_end_no_line() -> None:
    """A number with a tab between its digits, or with the blanks of OpenDocument between its groups."""
    number = "5371010101900001"
    tabbed = markup.words(markup.tree(("<p>" + "<tab/>".join(f"<t>{d}</t>" for d in number) + "</p>").encode()))
    assert list(digits.scattered(tabbed)) == [number]
    assert markup.words(markup.tree(b"<p>0812<s/>3456<s/>7890</p>")).strip() == "0812 3456 7890"
