"""Searches all public text of a body for personal data, with the list of what its office may show.

Promises: each value that is not allowed is one problem, masked; an allowance that nobody needs is a problem.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from terbuka import personal
from terbuka.load.tables import cell_finder
from terbuka.load.text import line_starts
from terbuka.model import AllowedContact
from terbuka.problem import Place, Problem

#: Between the pages of a text that was taken out of a document.
PAGE_END = "\f"
_DIGITS_OF_NIK = 16
_WORDS = {"nik": "NIK atau nomor KK", "telepon": "nomor telepon", "pos-el": "alamat pos-el"}
_WORDS_EN = {"nik": "NIK or family card number", "telepon": "telephone number", "pos-el": "e-mail address"}


@dataclass
class Allowances:
    """What one body may show: its own contacts in ``badan.yml``, its notices and ``content/``, the rest as listed.

    ``own`` is None while ``badan.yml`` cannot be read: then only a NIK is certainly not the office's. ``helps`` are
    the telephones of help in the notices, None while those cannot be read; they are offices, so the number of a
    mobile telephone needs a permission of its own.
    """

    base: str
    own: tuple[str, ...] | None
    listed: tuple[AllowedContact, ...]
    helps: tuple[str, ...] | None = ()
    used: set[AllowedContact] = field(default_factory=set)

    def __call__(self, value: str, path: str) -> bool:
        """Whether the body allows the plain ``value`` in the file ``path``."""
        for contact in self.listed:
            if path == self._path(contact) and _holds(contact.value, value):
                self.used.add(contact)
                return True
        notices = f"{self.base}/peringatan.yml"
        if path == notices and self._helps(value):
            return True
        at_home = path in (f"{self.base}/badan.yml", notices) or path.startswith("content/")
        if self.own is None:
            return at_home and not (value.isdigit() and len(value) == _DIGITS_OF_NIK)
        return at_home and any(_holds(contact, value) for contact in self.own)

    def _helps(self, value: str) -> bool:
        if "@" in value or len(value) == _DIGITS_OF_NIK or personal.is_mobile(value):
            return False
        return self.helps is None or any(_holds(phone, value) for phone in self.helps)

    def _path(self, contact: AllowedContact) -> str:
        return contact.where if contact.where.startswith("content/") else f"{self.base}/{contact.where}"

    def unused(self) -> Iterator[Problem]:
        for contact in self.listed:
            if contact not in self.used:
                yield Problem("kontak-tak-terpakai", contact.place, {"tempat": contact.where})


def _holds(contact: str, value: str) -> bool:
    known = personal.plain(contact)
    return value == known if "@" in value else value in known


def in_records(text: str, path: str, allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of a text file, with line and column, in a table with the cell."""
    all_found = list(_not_allowed(text, path, allowed))
    if not all_found:
        return
    starts = line_starts(text)
    cell_of = cell_finder(text) if path.endswith(".csv") else None
    for found in all_found:
        line = bisect_right(starts, found.start)
        place = Place(path, line, found.start - starts[line - 1] + 1)
        yield _problem(found, cell_of(place) if cell_of else place)


def in_document(text: str, path: str, allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of the text of a PDF or office file, with the page where there are pages."""
    for found in _not_allowed(text, path, allowed):
        page = text.count(PAGE_END, 0, found.start) + 1 if PAGE_END in text or path.endswith(".pdf") else 0
        yield _problem(found, Place(path, page=page))


def in_names(paths: Iterable[str], allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of the names of files, which become addresses."""
    for path in paths:
        for found in _not_allowed(path.rsplit("/", 1)[-1], path, allowed):
            yield Problem("data-pribadi-nama", Place(path), _facts(found))


def in_all(texts: Mapping[str, str], allowed: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Problems of several text files by path."""
    for path, text in texts.items():
        yield from in_records(text, path, allowed)


def _not_allowed(text: str, path: str, allowed: Callable[[str, str], bool]) -> Iterator[personal.Found]:
    return (found for found in personal.find(text) if not allowed(personal.plain(found.value), path))


def _problem(found: personal.Found, place: Place) -> Problem:
    return Problem("data-pribadi", place, _facts(found))


def _facts(found: personal.Found) -> dict[str, str]:
    return {
        "jenis": _WORDS[found.kind],
        "jenis_en": _WORDS_EN[found.kind],
        "samar": personal.masked(found),
        "kelompok": found.kind,
    }
