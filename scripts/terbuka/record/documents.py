"""The files in ``berkas/``: what they really are, how large, and whether they can be read.

Promises: only the kinds listed here, by ending and by content; a name that is safe in an address. What stands inside
of a PDF, an office file, a picture or a sound is looked at by ``record/insides``.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from terbuka.base import personal
from terbuka.base.problem import Place, Problem
from terbuka.record import signatures
from terbuka.record.cells import lines_of
from terbuka.record.files import Document
from terbuka.record.inside import digits
from terbuka.record.scan import MOST_HITS
from terbuka.record.schema import Column
from terbuka.record.text import entries, not_utf8
from terbuka.record.values import Wrong
from terbuka.record.values import read as read_value

LARGEST_BYTES = 50_000_000
#: A longer JSON file is not parsed; its start has been looked at.
LARGEST_JSON = 5_000_000
_TOP_LETTERS, _TOP_ROWS = 100_000, 30

ZIP = (b"PK\x03\x04",)
# Ending -> beginnings of the content; an empty tuple means plain UTF-8 text.
KINDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "csv": (),
    "txt": (),
    "json": (),
    "xlsx": ZIP,
    "docx": ZIP,
    "pptx": ZIP,
    "ods": ZIP,
    "odt": ZIP,
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "ogg": (b"OggS",),
}
_OTHER = ("jenis lain", "another type")
_EMPTY = ("kosong", "empty")
_NO_JSON = ("bukan JSON yang utuh", "no whole JSON")
_FILE_COLUMN = Column(name="berkas", title="Berkas", text="", type="berkas")


@dataclass
class Folder:
    """What one ``berkas/`` folder holds: documents by name; texts of plain files and of documents by path.

    ``parts`` are texts that do not show on a page, each with its kind; ``unseen`` says why a document could not be
    searched whole; ``answers`` are those that the store did not have, with their keys. A file that has a problem stays
    among the documents, without size, kind and checksum: it is not missing.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    plain_texts: dict[str, str] = field(default_factory=dict)
    inner_texts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    unseen: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_documents(root: Path, path: str) -> Folder:
    """Read the folder ``path``; a missing one is empty. What is inside of documents is not looked at yet."""
    folder = Folder()
    twins: dict[str, str] = {}
    for below, file in entries(root, path):
        folder.paths.append(below)
        folder.documents[file.name] = problematic(file.name, below)
        first = twins.setdefault(file.name.lower(), file.name)
        if file.is_symlink():
            folder.problems.append(Problem("tautan-simbolik", Place(below)))
        elif found := _form(file, below):
            folder.problems.append(found)
        elif first != file.name:
            folder.problems.append(Problem("nama-berkas-kembar", Place(below), {"isi": file.name, "lain": first}))
        else:
            _take(file, below, folder)
    for document in [d for d in folder.documents.values() if d.kind == "csv"]:
        if private_rows(first_rows(folder.plain_texts[document.path])):
            refuse_private(folder, document)
    return folder


def problematic(name: str, path: str) -> Document:
    return Document(name=name, path=path, kind="", size=0, sha256="")


def _form(file: Path, path: str) -> Problem | None:
    if not file.is_file() or isinstance(read_value(file.name, _FILE_COLUMN), Wrong):
        return Problem("nama-berkas-salah", Place(path), {"kolom": "berkas", "isi": file.name})
    kind = file.suffix[1:].lower()
    if kind not in KINDS:
        return Problem("jenis-berkas", Place(path), {"isi": file.name, "pilihan": list(KINDS)})
    size = file.stat().st_size
    if size > LARGEST_BYTES:
        facts = {"ukuran_mb": size // 1_000_000, "batas_mb": LARGEST_BYTES // 1_000_000}
        return Problem("berkas-terlalu-besar", Place(path), facts)
    return None


def _take(file: Path, path: str, folder: Folder) -> None:
    data = file.read_bytes()
    kind = file.suffix[1:].lower()
    problem = _wrong_start(data, kind, path) if KINDS[kind] or not data else _take_plain(data, kind, path, folder)
    if problem is not None:
        folder.problems.append(problem)
        return
    digest = hashlib.sha256(data).hexdigest()
    folder.documents[file.name] = Document(name=file.name, path=path, kind=kind, size=len(data), sha256=digest)


def _wrong_start(data: bytes, kind: str, path: str) -> Problem | None:
    fits = data.startswith(KINDS[kind]) and (kind != "webp" or data[8:12] == b"WEBP")
    return None if data and fits else other_content(path, data)


def _take_plain(data: bytes, kind: str, path: str, folder: Folder) -> Problem | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        looks_plain = b"\0" not in data[:4_000] and signatures.of_no_text(data) is None
        return not_utf8(data, path, error) if looks_plain else other_content(path, data)
    if "\0" in text or signatures.of_no_text(data) is not None:
        return other_content(path, data)
    if kind == "json" and len(data) <= LARGEST_JSON:
        try:
            json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            return other_content(path, data, _NO_JSON)
    folder.plain_texts[path] = text
    folder.parts[path] = _numbers_apart(text, kind)
    return None


def _numbers_apart(text: str, kind: str) -> list[tuple[str, str]]:
    """Numbers that a plain text holds in pieces, or in another notation; so many that they are refused as many."""
    parts = [("angka", digits.unfolded(text)), ("kotak", digits.scattered(text))]
    if kind == "csv":
        mark, titles = _header(text)
        parts.append(("kotak", chain.from_iterable(map(digits.boxed, _wide_rows(text, mark)))))
        parts.append(("angka", digits.lost_zeros(titles, _rows(text, mark))))
    found = [(name, "\n".join(islice(texts, MOST_HITS))) for name, texts in parts]
    return [(name, joined) for name, joined in found if joined]


def _header(text: str) -> tuple[str, list[str]]:
    """The sign that cuts the first line of a table most often, and its cells."""
    first = next(iter(lines_of(text)), "")
    mark = max(",;\t", key=first.count)
    return mark, next(_rows(first, mark), [])


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    return (line.rstrip("\r\n").replace('"', "").split(mark) for line in lines_of(text))


def _wide_rows(text: str, mark: str) -> Iterator[list[str]]:
    """Those that have room for a number with one digit a cell."""
    wide = (line for line in lines_of(text) if line.count(mark) >= digits.SHORTEST - 1)
    return (cells for line in wide for cells in _rows(line, mark))


def other_content(path: str, data: bytes, words: tuple[str, str] = _OTHER) -> Problem:
    words = (signatures.of_no_text(data) or words) if data else _EMPTY
    facts = {"isi": path.rsplit("/", 1)[-1], "ternyata": words[0], "ternyata_en": words[1]}
    return Problem("isi-berkas-lain", Place(path), facts)


def private_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of titles is that of a register of people, and something stands below it."""
    for number, cells in enumerate(rows):
        if personal.is_private_header(cells):
            return any(any(cell.strip() for cell in below) for below in rows[number + 1 :])
    return False


def first_rows(text: str) -> list[list[str]]:
    """The first rows of a CSV, by the sign that its first line holds most; empty for what is none."""
    lines = text.removeprefix("\ufeff")[:_TOP_LETTERS].splitlines(keepends=True)
    if not lines:
        return []
    mark = max(",;\t", key=lines[0].count)
    try:
        return [cells for cells, _ in zip(csv.reader(lines, delimiter=mark), range(_TOP_ROWS), strict=False)]
    except csv.Error:
        return []


def refuse_private(folder: Folder, document: Document) -> None:
    folder.problems.append(Problem("register-privat-di-repositori", Place(document.path), {"isi": document.name}))
    folder.documents[document.name] = problematic(document.name, document.path)
    # One mistake, one message: the values in it are not told one by one.
    folder.plain_texts.pop(document.path, None)
    folder.inner_texts.pop(document.path, None)
    folder.parts.pop(document.path, None)
    folder.unseen.pop(document.path, None)
