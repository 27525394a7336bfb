"""What may identify a person in a text: NIK or KK, telephone, e-mail.

Promises: pure and linear in the length of the text; the found value can be said in a masked form only
(UU 27/2022 Pasal 4 and 65). Knows the forms, not who may use them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NOT_WITHIN = r"(?<![0-9])(?<![0-9]\.)"
_GAP = "[ .-]{1,2}"
_SIXTEEN = re.compile(rf"{_NOT_WITHIN}[0-9]{{16}}(?![0-9])")
_SHAPES = ((4, 4, 4, 4), (8, 8), (6, 6, 4), (2, 2, 2, 6, 4), (6, 2, 2, 2, 4), (2, 2, 2, 2, 2, 2, 4))
_SPACED = re.compile(
    r"(?<![0-9])(?:" + "|".join(_GAP.join(f"[0-9]{{{size}}}" for size in shape) for shape in _SHAPES) + r")(?![0-9])"
)
_PHONE = re.compile(
    rf"{_NOT_WITHIN}(?:"
    r"\(?\+62\)?[ .-]{0,2}\(?[2-9](?:[ .()-]{0,2}[0-9]){6,10}"
    r"|\(0[0-9]{2,3}\)[ .-]{0,2}[0-9](?:[ .-]?[0-9]){4,8}"
    r"|0\)?8[1-9](?:[ .-]?[0-9]){6,10}"
    r"|628[1-9][0-9]{7,9}"
    r")(?![0-9])"
)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
# Kode provinsi Kemendagri. Kode lama tetap hidup dalam NIK yang terbit sebelum pemekaran.
_PROVINCES = {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)}
_PROVINCES |= {81, 82, *range(91, 97)}
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

    A list of offices (name, address, telephone) is none.
    """
    titles = [re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", cell)).strip().casefold() for cell in cells]
    names = [title for title in titles if _A_NAME.fullmatch(title)]
    if not names:
        return False
    others = [title for title in titles if title not in names]
    reached = any(_REACHES.search(title) for title in others)
    working = any(title.startswith("pekerjaan") for title in others)
    known = any(_NIK.search(title) for title in others)
    asks = any(_ASKS.search(title) for title in names)
    return (reached and (known or working)) or (asks and (reached or working or known))


@dataclass(frozen=True, slots=True)
class Found:
    """A value that looks personal: ``kind`` is ``nik``, ``telepon`` or ``pos-el``; ``start`` its offset."""

    kind: str
    value: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.value)


def find(text: str) -> Iterator[Found]:
    """All suspicious values of a text, in order, none inside another."""
    plain_text = text if text.isascii() else text.translate(_ascii_signs(text))
    spans = [(m.start(), m.end(), "nik") for p in (_SIXTEEN, _SPACED) for m in p.finditer(plain_text) if _is_nik(m[0])]
    spans += [(m.start(), m.end(), "telepon") for m in _PHONE.finditer(plain_text)]
    if "@" in plain_text:
        spans += [(m.start(), m.end(), "pos-el") for m in _EMAIL.finditer(plain_text)]
    last = 0
    for start, end, kind in sorted(spans):
        if start >= last:
            yield Found(kind, text[start:end], start)
            last = end


def _ascii_signs(text: str) -> dict[int, str]:
    """Digits, dashes and spaces of other scripts as their ASCII twins, one sign for one sign."""
    table = {}
    for sign in set(text):
        if sign.isascii():
            continue
        digit = unicodedata.decimal(sign, None)
        category = unicodedata.category(sign)
        if digit is not None:
            table[ord(sign)] = str(digit)
        elif category in ("Pd", "Zs"):
            table[ord(sign)] = "-" if category == "Pd" else " "
        elif sign in "＋．＠（）":
            table[ord(sign)] = "+.@()"["＋．＠（）".index(sign)]
    return table


def _is_nik(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if int(digits[:2]) not in _PROVINCES or digits[12:] == "0000":
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def plain(value: str) -> str:
    """The value without its separators, to compare two ways of writing the same."""
    if "@" in value:
        return value.lower()
    return "".join(str(unicodedata.decimal(c)) for c in value if unicodedata.decimal(c, None) is not None)


def is_mobile(value: str) -> bool:
    """Whether a telephone number is that of a mobile telephone, which is a person's until somebody says otherwise."""
    digits = plain(value)
    return digits.startswith(("08", "628")) and not digits.startswith(("0800", "62800"))


def masked(found: Found) -> str:
    """The value as it may be said: enough to find it, too little to use it."""
    if found.kind == "pos-el":
        return found.value[0] + "•••@•••"
    return found.value[:3] + "•" * (len(found.value) - 3)


def hide(text: str) -> str:
    """The text with each suspicious value masked."""
    parts, last = [], 0
    for found in find(text):
        parts += [text[last : found.start], masked(found)]
        last = found.end
    return "".join([*parts, text[last:]])
