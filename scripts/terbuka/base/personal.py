"""What may identify a person in a text: what must not go out (NIK or KK, telephone, e-mail), and what is told (NIP,
NPWP, account, passport, day of birth).

Promises: pure and linear in the length of the text; the found value can be said in a masked form only
(UU 27/2022 Pasal 4 and 65). Knows the forms, not who may use them.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from terbuka.base import personal_forms

#: Words in the name of a column that holds something about a person (Perki 1/2021 Pasal 32, Lampiran VIII and XI).
_PERSON = frozenset((
    "nama", "name", "alamat", "address", "nik", "ktp", "kk", "npwp", "sk", "akta", "identitas", "telepon", "telp", "hp",
    "wa", "whatsapp", "handphone", "ponsel", "kontak", "email", "e-mail", "surel", "pekerjaan", "kuasa", "tujuan",
    "umur", "kelamin", "gender", "agama", "lahir", "tanda", "ttd", "pengadu", "terlapor", "pelapor",
    "keterangan", "catatan",
))  # fmt: skip


def names_a_person(column: str) -> bool:
    """Whether the name of a column speaks of a person: ``nama_pemohon``, ``No. HP``, ``NIK``."""
    return not _PERSON.isdisjoint(re.split(r"[^a-z-]+", column.lower()))


#: Stands in every workbook that ``terbuka register-privat`` writes, and in nothing that is published.
PRIVATE_MARK = "terbuka-register-privat"
_A_NAME = re.compile(r"nama( (lengkap|pemohon|pelapor|pengadu|orang|penduduk|warga)[a-z ]*)?")
_ASKS = re.compile(r"\b(pemohon|pelapor|pengadu)\b")
_REACHES = re.compile(r"alamat|kontak|telepon|telp|\bhp\b|whatsapp|pos-el|surel|e-?mail")
_NIK = re.compile(r"\b(nik|ktp)\b")


def is_private_header(cells: Iterable[str]) -> bool:
    """Whether a row of titles is that of a register of people (Perki 1/2021 Pasal 32, Lampiran VIII and XI): a name
    with NIK and address, with occupation and address or contact, or that of one who asks with any of these.

    A list of offices (name, address, telephone) is none. A title may be written with underscores, and may begin with
    the group of a form (``Data pemohon/Nama lengkap``), which counts as part of what it says.
    """
    titles = [re.sub(r"[\s_]+", " ", re.sub(r"\([^)]*\)", "", cell)).strip().casefold() for cell in cells]
    names = [title for title in titles if _A_NAME.fullmatch(title.rpartition("/")[2].strip())]
    if not names:
        return False
    others = [title for title in titles if title not in names]
    reached = any(_REACHES.search(title) for title in others)
    working = any(title.startswith("pekerjaan") for title in others)
    known = any(_NIK.search(title) for title in others)
    asks = any(_ASKS.search(title) for title in names)
    return (reached and (known or working)) or (asks and (reached or working or known))


#: What must not go out. All other kinds are told: signatures carry a NIP, companies an NPWP.
BLOCKS = frozenset(("nik", "telepon", "pos-el"))


def blocks(kind: str) -> bool:
    """Whether what is of this ``kind`` keeps a portal from going out; else it is a note."""
    return kind in BLOCKS


@dataclass(frozen=True, slots=True)
class Found:
    """A value that looks personal; ``start`` is its offset. ``kind``: ``nik``, ``telepon``, ``pos-el`` (these block),
    ``nip``, ``npwp``, ``rekening``, ``paspor``, ``lahir`` (these are told)."""

    kind: str
    value: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.value)


def find(text: str) -> Iterator[Found]:
    """All suspicious values of a text, in order, none inside another; what blocks goes before what is told.

    A long text is looked at part by part, so that whoever has seen enough need not wait for the rest.
    """
    if len(text) <= _PART:
        return _find(text)
    return _in_parts(text)


#: Letters that are searched at once, and those that a part shares with the next where no line ends.
_PART, _SHARED = 1_000_000, 200


def _in_parts(text: str) -> Iterator[Found]:
    start = last = 0
    while start < len(text):
        end = min(start + _PART, len(text))
        line = text.rfind("\n", start, end) + 1 if end < len(text) else end
        for titles in _find(text[start : line or end]):
            if start + titles.start >= last:
                last = start + titles.end
                yield Found(titles.kind, titles.value, start + titles.start)
        start = line or (end - _SHARED if end < len(text) else end)


def _find(text: str) -> Iterator[Found]:
    plain_text = text if text.isascii() else text.translate(_ascii_signs(text))
    taken = _apart(sorted(personal_forms.blocks(plain_text)), [])
    taken = _apart(sorted(personal_forms.notes(plain_text)), taken)
    return (Found(kind, text[start:end], start) for start, end, kind in taken)


def _apart(spans: list[personal_forms.Span], taken: list[personal_forms.Span]) -> list[personal_forms.Span]:
    """``taken`` and those of ``spans`` that overlap neither them nor each other, in order."""
    made: list[personal_forms.Span] = []
    others = iter([*taken, (sys.maxsize, sys.maxsize, "")])
    other = next(others)
    last = 0
    for span in spans:
        while other[1] <= span[0]:
            made.append(other)
            last = other[1]
            other = next(others)
        if span[0] >= last and span[1] <= other[0]:
            made.append(span)
            last = span[1]
    return [*made, *(span for span in (other, *others) if span[2])]


def find_wrapped(text: str) -> Iterator[Found]:
    """As ``find``, and a NIK that goes on in the next line of a running text."""
    plain_text = text if text.isascii() else text.translate(_ascii_signs(text))
    cut = list(personal_forms.cut_by_a_line(plain_text))
    if not cut:
        return find(text)
    spans = _apart(cut, [(f.start, f.end, f.kind) for f in find(text)])
    return (Found(kind, text[start:end], start) for start, end, kind in spans)


_MARKED = re.compile(r"[&\\*`\n\r]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BESIDE_DIGITS = re.compile(r"[*`]{1,3}(?=[0-9])|(?<=[0-9])[*`]{1,3}|(?<=[0-9])<!--.{0,200}?-->(?=[0-9])")
_SOFT_BREAK = re.compile(r"(?<!\n)[ \t]{0,9}\r?\n(?![ \t]{0,9}(?:[-*+>|#]|[0-9]{1,3}[.)] |\r?\n))[ \t]{0,9}")


def as_read(text: str) -> str:
    """A text as its reader sees it: entities of HTML decoded, escapes and emphasis of Markdown gone, the lines of a
    paragraph joined."""
    if not _MARKED.search(text):
        return text
    shown = _BESIDE_DIGITS.sub("", _ESCAPED.sub(r"\1", html.unescape(text)))
    return _SOFT_BREAK.sub(" ", shown)


_TWINS = {"＋": "+", "．": ".", "·": ".", "＠": "@", "（": "(", "）": ")", "／": "/", "∕": "/", "⁄": "/", "＿": "_"}
_CLASS_TWINS = {"Pd": "-", "Zs": " ", "Cf": "-"}


def _ascii_signs(text: str) -> dict[int, str]:
    """Digits, dashes and spaces of other scripts as their ASCII twins, one sign for one sign; what cannot be seen
    between two digits does not keep them apart."""
    table = {}
    for sign in set(text):
        if sign.isascii():
            continue
        digit = unicodedata.decimal(sign, None)
        twin = str(digit) if digit is not None else _TWINS.get(sign) or _CLASS_TWINS.get(unicodedata.category(sign))
        if twin is not None:
            table[ord(sign)] = twin
    return table


_WRITTEN_AT = re.compile(r"%40|[ ]?[\[({] ?at ?[\])}] ?", re.IGNORECASE)
_WRITTEN_DOT = re.compile(r" ?[\[({] ?(?:dot|titik) ?[\])}] ?", re.IGNORECASE)


def plain(value: str) -> str:
    """The value without its separators, to compare two ways of writing the same."""
    if "@" in value or _WRITTEN_AT.search(value):
        return _WRITTEN_DOT.sub(".", _WRITTEN_AT.sub("@", value.lower()))
    return "".join(str(unicodedata.decimal(c)) for c in value if unicodedata.decimal(c, None) is not None)


def is_mobile(value: str) -> bool:
    """Whether a telephone number is that of a mobile telephone, which is a person's until somebody says otherwise."""
    digits = plain(value)
    return digits.startswith(("08", "628")) and not digits.startswith(("0800", "62800"))


def masked(titles: Found) -> str:
    """The value as it may be said: enough to find it, too little to use it."""
    if titles.kind == "pos-el":
        return titles.value[0] + "•••@•••"
    return titles.value[:3] + "•" * (len(titles.value) - 3)


def hide(text: str) -> str:
    """The text with each suspicious value masked, and what looks like one only beside what is left of another."""
    while True:
        parts, last = [], 0
        for titles in find(text):
            parts += [text[last : titles.start], masked(titles)]
            last = titles.end
        if not parts:
            return text
        text = "".join([*parts, text[last:]])
