"""What stands inside of the documents in ``berkas/``: asked of the guarded process, or known from an earlier run.

Promises: what cannot be opened, runs something, hides something or says where a photo was taken is a problem; what
cannot be searched whole is a note until a post that has looked is recorded; only what has no problem is remembered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from terbuka.base import personal
from terbuka.base.problem import Place, Problem, Severity
from terbuka.base.store import VERDICTS, Store, key
from terbuka.record import peek, scan
from terbuka.record.documents import (
    KINDS,
    Folder,
    other_content,
    private_rows,
    problematic,
    read_documents,
    refuse_private,
)
from terbuka.record.files import Document, FileCheck

#: Fewer letters on a page than these, and a PDF is taken for a picture of a text.
LETTERS_OF_A_PAGE = 20
#: Kept around a value that is remembered, so that it is found again as what it was.
_AROUND = 300
_SEEN_INSIDE = ("pdf", "xlsx", "docx", "pptx", "ods", "odt", "png", "jpg", "jpeg", "webp", "mp3", "ogg")
_WHY = {"makro": "berkas-bermakro", "tautan-luar": "berkas-bertaut"}
_CAUSES = {
    "sandi": ("terkunci kata sandi", "locked by a password"),
    "bom": ("menjadi terlalu besar bila dibuka", "far too large when it is opened"),
    "macet": ("membuat pembacanya macet", "making its reader hang"),
}
_BROKEN = ("rusak atau terpotong", "broken or cut off")
_ACTIONS = {
    "javascript": ("program JavaScript", "a JavaScript program"),
    "launch": ("perintah membuka program lain", "an order to start another program"),
    "kirim": ("perintah mengirim isian ke alamat lain", "an order to send what is filled in to another address"),
    "impor": ("perintah mengambil isian dari berkas lain", "an order to take data from another file"),
    "alamat": (
        "perintah membuka alamat atau berkas lain begitu dibuka",
        "an order to open another address or file by itself",
    ),
}
#: Parts that do not show on a page, in both languages.
_PARTS = {
    "anotasi": ("catatan atau komentar", "notes or comments"),
    "angka": ("sel yang menyimpannya sebagai angka", "cells that keep it as a number"),
    "format-angka": ("format angka", "number formats"),
    "formulir": ("isian formulir", "form fields"),
    "gambar": ("keterangan gambar", "what a picture carries beside its dots"),
    "kotak": ("kotak atau sel berisi satu angka", "boxes or cells with one digit each"),
    "lampiran": ("lampiran di dalam berkas", "files attached to it"),
    "nama-lembar": ("nama lembar", "names of sheets"),
    "penanda": ("penanda (bookmark)", "bookmarks"),
    "pivot": ("simpanan tabel pivot", "the memory of a pivot table"),
    "potong": ("angka yang terpotong atau berjarak", "digits that are broken apart"),
    "properti": ("properti berkas", "properties of the file"),
    "suara": ("keterangan rekaman", "tags of the recording"),
    "tak-tampak": ("bagian yang tidak tampak", "a part that does not show"),
    "tautan": ("alamat tautan", "addresses of links"),
    "tertanam": ("berkas atau benda yang ditanam di dalamnya", "a file or object put into it"),
    "versi": ("versi lama yang masih tersimpan di dalamnya", "an earlier version that it still holds"),
}
_UNSEEN = {
    "batas": ("isinya melebihi yang dapat diperiksa", "it holds more than can be searched"),
    "gambar": (
        "gambar besar; tulisan, wajah, dan kartu di dalamnya hanya terbaca oleh mata",
        "a large picture; only eyes can read what is written or seen in it",
    ),
    "gambar-rusak": ("keterangan di dalam gambarnya rusak", "what its picture carries is broken"),
    "halaman-foto": ("ada halaman berupa foto tanpa teks", "some of its pages are pictures without text"),
    "huruf": ("hurufnya tidak terbaca sebagai teks", "its letters cannot be read as text"),
    "suara": ("yang diucapkan hanya dapat didengar oleh orang", "only people can hear what is said in it"),
    "tertanam": ("ada benda tertanam yang tidak dapat dibuka", "it holds an object that cannot be opened"),
}
_HIDDEN = {"lembar": ("lembar", "sheet"), "baris": ("baris", "rows"), "kolom": ("kolom", "columns")}
_MOST_HIDDEN = 8


def read_folders(root: Path, paths: Sequence[str], store: Store) -> dict[str, Folder]:
    """The folders of documents at ``paths``, with what stands inside; all that is new is asked of one process."""
    folders = {path: read_documents(root, path) for path in paths}
    wanted = [(f, d) for f in folders.values() for d in f.documents.values() if d.kind in _SEEN_INSIDE]
    keys = {d.path: key("isi-dokumen", d.kind, d.sha256) for _, d in wanted}
    known = {path: json.loads(found) for path, name in keys.items() if (found := store.get(VERDICTS, name))}
    new = [{"path": str(root / d.path), "kind": d.kind} for _, d in wanted if d.path not in known]
    answers = peek.look(new) if new else {}
    for folder, document in wanted:
        answer = known.get(document.path) or answers[str(root / document.path)]
        if document.path not in known:
            folder.answers[document.path] = keys[document.path], answer
        _judge(document, answer, folder)
    return folders


def _judge(document: Document, answer: dict[str, Any], folder: Folder) -> None:
    if not answer["ok"]:
        folder.problems.append(_not_opened(document, answer["why"], answer.get("what", "")))
        folder.documents[document.name] = problematic(document.name, document.path)
        return
    parts = [(kind, text) for kind, text in answer["parts"]]
    texts = [answer["text"], *(text for _, text in parts)]
    if any(personal.PRIVATE_MARK in text for text in texts) or private_rows(answer.get("top", ())):
        refuse_private(folder, document)
        return
    folder.inner_texts[document.path] = answer["text"]
    folder.parts[document.path] = parts
    folder.problems += _hidden(document, answer["hidden"])
    if answer["places"]:
        folder.problems.append(
            Problem("berkas-lokasi", Place(document.path), {"isi": document.name, "jalur": document.path})
        )
    unseen = list(answer["unseen"])
    if document.kind == "pdf":
        pages = max(1, answer["pages"])
        has_text = answer.get("has_text", sum(c.isalnum() for c in answer["text"]) >= LETTERS_OF_A_PAGE * pages)
        folder.documents[document.name] = replace(document, has_text=has_text, page_count=answer["pages"])
        if not has_text:
            folder.problems.append(Problem("pdf-tanpa-teks", Place(document.path), {"isi": document.name}))
            unseen = sorted({*unseen, "halaman-foto"})
    if unseen:
        folder.unseen[document.path] = unseen


def _not_opened(document: Document, why: str, what: str) -> Problem:
    if why == "jenis-lain":
        return other_content(document.path, KINDS[document.kind][0])
    if why in _WHY:
        return Problem(_WHY[why], Place(document.path), {"isi": document.name})
    if why == "aksi":
        facts = {"isi": document.name, "apa": _ACTIONS[what][0], "apa_en": _ACTIONS[what][1]}
        return Problem("pdf-menjalankan", Place(document.path), facts)
    cause, cause_en = _CAUSES.get(why, _BROKEN)
    return Problem("berkas-rusak", Place(document.path), {"isi": document.name, "sebab": cause, "sebab_en": cause_en})


def _hidden(document: Document, hidden: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """One problem that names what a workbook hides."""
    if not hidden:
        return
    said = (
        ([], [])
        if len(hidden) <= _MOST_HIDDEN
        else ([f"dan {len(hidden) - _MOST_HIDDEN} lagi"], [f"and {len(hidden) - _MOST_HIDDEN} more"])
    )
    lists: list[list[str]] = []
    for language in (0, 1):
        words = [
            f"{_HIDDEN[kind][language]} {_which(sheet, which, language)}"
            for kind, sheet, which in hidden[:_MOST_HIDDEN]
        ]
        lists.append([*words, *said[language]])
    facts = {"isi": document.name, "bagian": lists[0], "bagian_en": lists[1]}
    yield Problem("berkas-tersembunyi", Place(document.path), facts)


def _which(sheet: str, which: str, language: int) -> str:
    return f"{which} {('di lembar', 'of sheet')[language]} “{sheet}”" if which else f"“{sheet}”"


# --- personal data ------------------------------------------------------------------------------------------------


def search(folder: Folder, allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of personal data in documents: on pages as anywhere, else with the part in which it stands. A value
    that a page or an earlier part holds too is told once."""
    for path in dict.fromkeys([*folder.inner_texts, *folder.parts]):
        told: set[str] = set()

        def once(value: str, where: str, told: set[str] = told) -> bool:
            if value in told:
                return True
            told.add(value)
            return allowed(value, where)

        def noted(value: str, where: str, told: set[str] = told) -> bool:
            told.add(value)
            return allowed(value, where)

        if path in folder.plain_texts and folder.parts.get(path):
            shown = list(islice(personal.find_wrapped(folder.plain_texts[path]), scan.MOST_HITS))
            if len(shown) == scan.MOST_HITS:
                continue  # the text itself was refused, and said not to be read to its end
            told |= {personal.plain(found.value) for found in shown}
        yield from scan.in_document(folder.inner_texts.get(path, ""), path, noted)
        for kind, text in folder.parts.get(path, ()):
            for problem in scan.in_document(text, path, once):
                yield _of_part(problem, kind)


def _of_part(problem: Problem, kind: str) -> Problem:
    place = Place(problem.place.path)
    if problem.code != "data-pribadi":
        return replace(problem, place=place)
    words = _PARTS[kind]
    facts = {
        **problem.facts,
        "bagian": words[0],
        "bagian_en": words[1],
        "kelompok": f"{problem.facts['kelompok']} {kind}",
    }
    return Problem("data-pribadi-dalam", place, facts)


# --- who has looked -----------------------------------------------------------------------------------------------


def fingerprint(document: Document) -> str:
    """Ten letters that change with the content of a file; letters only, so that they look like nobody's number."""
    number = int(document.sha256, 16)
    return "".join(chr(97 + (number >> (4 * at)) % 16) for at in range(10))


def unchecked(folder: Folder, checks: Sequence[FileCheck]) -> Iterator[Problem]:
    """A note of each document that cannot be searched whole and that nobody is recorded to have looked at as it is."""
    for path, reasons in folder.unseen.items():
        document = folder.documents[path.rsplit("/", 1)[-1]]
        if not document.sha256:
            continue
        mark = fingerprint(document)
        looked = [check for check in checks if check.file == document.name]
        if any(check.fingerprint == mark for check in looked):
            continue
        words = [_UNSEEN[reason] for reason in reasons]
        if looked:
            words.append(("berkasnya berubah sejak dilihat", "it has changed since somebody looked"))
        facts = {
            "isi": document.name,
            "sebab": "; ".join(said[0] for said in words),
            "sebab_en": "; ".join(said[1] for said in words),
            "sidik": mark,
        }
        yield Problem("berkas-belum-diperiksa", Place(path), facts)


# --- what is remembered -------------------------------------------------------------------------------------------


def remember(folder: Folder, problems: Sequence[Problem], store: Store) -> None:
    """Keep the answers about documents without a problem that blocks: of their texts only what was found in them."""
    at_fault = {p.place.path for p in problems if p.severity is Severity.BLOCKED}
    for path, (name, answer) in folder.answers.items():
        if answer["ok"] and path not in at_fault and path in folder.inner_texts:
            document = folder.documents[path.rsplit("/", 1)[-1]]
            pages = answer["text"].split(peek.PAGE_END)
            kept = {
                **{part: answer[part] for part in ("ok", "hidden", "places", "unseen", "pages")},
                "text": peek.PAGE_END.join(map(_found_in, pages)),
                "parts": [[kind, found] for kind, text in answer["parts"] if (found := _found_in(text))],
                "top": [],
                "has_text": document.has_text,
            }
            store.put(VERDICTS, name, json.dumps(kept).encode())


def _found_in(text: str) -> str:
    """What is found in a text, each with a little of what stands around it."""
    spots: list[list[int]] = []
    for titles in personal.find_wrapped(text):
        start, end = max(0, titles.start - _AROUND), min(len(text), titles.end + _AROUND)
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if spots and start <= spots[-1][1]:
            spots[-1][1] = end
        else:
            spots.append([start, end])
    return "\n \n".join(text[start:end] for start, end in spots)
