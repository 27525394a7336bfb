"""Numbers of people that are not written in one piece: one digit a box, broken over two lines, kept as a number.

Pure. Gives texts that are to be searched, and judges nothing: whether they look like a number of a person is for
``personal`` to say. What looks like a table of counts or like money is left out here, because only here its
surroundings are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

_PHONE_WORD = re.compile(r"(?i)\b(?:hp|telp?|tlp|telepon|ponsel|handphone|wa|whatsapp|kontak|phone|hubungi)\b")
_NIK_WORD = re.compile(r"(?i)\b(?:nik|ktp|kk|kartu keluarga|induk kependudukan)\b")
_MONEY_WORD = re.compile(
    r"(?i)\b(?:rp|rupiah|anggaran|pagu|realisasi|nilai|jumlah|total|harga|biaya|belanja|pendapatan|dana|apb[dn]|dau|dak"
    r"|dbh|pad|transfer|pembiayaan|aset|utang|kewajiban|ekuitas|modal|saldo|kas|pajak|retribusi|hibah|kontrak|hps"
    r"|nominal|sisa|target|surplus|defisit|silpa|pdrb|triwulan|semester|tahun|bulan|(?:19|20)[0-9]{2})\b"
)
_MOBILE = re.compile(r"8[1-9][0-9]{7,10}")
_SPACED = re.compile(r"(?<!\S)\d(?:[^\S\r\n]+\d(?!\S)){9}")
_LINE_BREAK = re.compile(r"(?<![0-9.,])([0-9]{3,15})[ \t]*[-.]?[ \t]*\r?\n[ \t]*([0-9]{1,12})(?![0-9])")
_SCIENTIFIC = re.compile(r"(?<![0-9.,])[0-9](?:[.,][0-9]{4,17})?[eE]\+?[0-9]{2}(?![0-9])")
#: Digits of a NIK; a mobile number with its 0 has 10 to 13.
_NIK, SHORTEST, _LONGEST = 16, 10, 13
#: A mobile number without its 0 has nine digits or more.
_SHORTEST_NUMBER = 9
#: How far before a broken number a word may stand that says what it is, and how long a full line is.
_BEFORE, _FULL_LINE = 80, 40


def boxed(cells: Sequence[str]) -> Iterator[str]:
    """Numbers of one row, whose digits stand in cells of their own: 16 of them, or a mobile number that fills the row
    or is named as one. Rows of counts of one digit each are none."""
    texts = [cell.strip() for cell in cells]
    words = " ".join(text for text in texts if len(text) > 1)
    run: list[str] = []
    held = sum(bool(text) for text in texts)
    for text in [*texts, "|"]:
        if len(text) == 1 and text.isdigit():
            run.append(text)
            continue
        number = "".join(run)
        mobile = SHORTEST <= len(run) <= _LONGEST and number.startswith("08")
        if len(run) == _NIK or (mobile and (held == len(run) or _PHONE_WORD.search(words))):
            yield number
        run = []


def scattered(text: str) -> Iterator[str]:
    """Numbers of a running text that are letter-spaced or broken over two lines."""
    last = 0
    for spaced in _SPACED.finditer(text):
        if spaced.start() >= last:
            start = max(text.rfind("\n", last, spaced.start()) + 1, last)
            last = text.find("\n", spaced.end()) + 1 or len(text)
            for line in text[start:last].splitlines():
                yield from boxed(line.split())
    for match in _LINE_BREAK.finditer(text):
        number = match[1] + match[2]
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        width = match.start() - (text.rfind("\n", 0, match.start()) + 1) + len(match[1])
        mobile = number.startswith("08") and SHORTEST <= len(number) <= _LONGEST
        # The codes of two areas of one regency, below each other in a table.
        areas = match[1][:4] == match[2][:4]
        nik = len(number) == _NIK and not areas and (width >= _FULL_LINE or bool(_NIK_WORD.search(before)))
        if nik or (mobile and _PHONE_WORD.search(before)):
            yield number


def unfolded(text: str) -> Iterator[str]:
    """Numbers of 16 digits that a spreadsheet has written as ``5,39999450690999E+15``."""
    for match in _SCIENTIFIC.finditer(text):
        whole = whole_number(match[0].replace(",", "."))
        if len(whole) == _NIK:
            yield as_nik(whole)


def whole_number(written: str) -> str:
    """The digits of a whole number in any notation of a file; empty for what is none, or longer than 20 digits."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return ""
    if not number.is_finite() or number.adjusted() > 20 or number < 0 or number != number.to_integral_value():
        return ""
    return f"{number.to_integral_value():f}"


def as_nik(whole: str) -> str:
    """A NIK that went through a number has lost its last digit, which then is 0; no NIK ends in 0000."""
    return f"{whole[:-1]}1" if whole.endswith("0000") else whole


def lost_zeros(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Mobile numbers without their 0 in columns that are called after telephones: all that a plain table tells."""
    named = [at for at, title in enumerate(titles) if _PHONE_WORD.search(title.replace("_", " "))]
    for cells in rows if named else ():
        for at in named:
            whole = cells[at].strip().lstrip("0") if at < len(cells) else ""
            if _MOBILE.fullmatch(whole):
                yield f"0{whole}"


@dataclass
class Columns:
    """Numbers of one sheet by column, kept until it is known what the column is about."""

    words: dict[int, list[str]] = field(default_factory=dict)
    numbers: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)

    def text(self, column: int, text: str) -> None:
        """A cell with text: the first ones of a column say what it is about."""
        words = self.words.setdefault(column, [])
        if len(words) < 3 and column not in self.numbers:
            words.append(text[:200])

    def number(self, column: int, written: str, grouped: bool) -> None:
        """A cell with a number; ``grouped`` when it is shown with thousands or as money."""
        if len(written) < _SHORTEST_NUMBER and "E" not in written and "e" not in written:
            if len(written.partition(".")[0]) > 2:
                self.others[column] = self.others.get(column, 0) + 1
            return
        whole = whole_number(written)
        if len(whole) == _NIK or _MOBILE.fullmatch(whole):
            self.numbers.setdefault(column, []).append((whole, grouped))
        elif len(whole) > 2:
            self.others[column] = self.others.get(column, 0) + 1

    def suspicious(self) -> Iterator[str]:
        """NIKs and mobile numbers (their 0 put back) that are kept as numbers; money is left out."""
        for column, numbers in self.numbers.items():
            title = " ".join(self.words.get(column, ()))
            named = bool(_PHONE_WORD.search(title) or _NIK_WORD.search(title))
            money = bool(_MONEY_WORD.search(title)) or any(grouped for _, grouped in numbers)
            if money and not named:
                continue
            for whole, _ in numbers:
                if len(whole) == _NIK:
                    yield as_nik(whole)
                elif named or (column not in self.others and not whole.endswith("000")):
                    yield f"0{whole}"
