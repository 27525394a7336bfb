"""The forms of numbers and addresses that may identify a person: NIK and KK, telephones, e-mail, NIP, NPWP, accounts,
passports, days of birth.

Promises: pure and linear in the length of the text; spans of a text in which digits, dashes and blanks are ASCII.
Knows the forms, not who may use them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from terbuka.base.day_names import MONTH_NUMBERS

Span = tuple[int, int, str]

#: Between the digits of one number as people write it: one or two signs, or a sign between blanks.
_GAP = r"(?: [-./_] |[ ./_-]{1,2})"
_DIGITS = re.compile("[0-9]+")
_RUN = re.compile(rf"[0-9]+(?:{_GAP}[0-9]+)*")
# A wide net: which of these are one run, ``_RUN`` says.
_LONG_RUN = re.compile(r"[0-9](?<![0-9][0-9])(?:[ ./_-]{0,3}[0-9]){15}")
_BOXES = re.compile(r"[0-9](?<![0-9][0-9])(?<![0-9] [0-9])(?: {1,2}[0-9]){9,15}(?! {0,2}[0-9])")
# Kode provinsi Kemendagri. Kode lama tetap hidup dalam NIK yang terbit sebelum pemekaran.
_PROVINCES = {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)}
_PROVINCES |= {81, 82, *range(91, 97)}
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: Where the parts of a NIK end (province, regency, district, day, month, year), and halves or quarters of it.
_CUTS = frozenset((2, 4, 6, 8, 10, 12))
_SAYS_NIK = re.compile(r"\b(?:nik|ktp|kk|kartu keluarga|kependudukan|identitas)\b", re.IGNORECASE)
_SAYS_MONEY = re.compile(r"(?:\brp\.?|\bidr) ?\Z", re.IGNORECASE)
#: Letters before a number in which a word tells what it is.
_NEAR = 60
#: From so many rows of digits of one shape on, of which fewer than this share could be a NIK, they are a table.
_ROWS_OF_TABLE, _SHARE = 8, 0.3
_DAYS = re.compile(
    r"(?<![0-9])(?:(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}([-./])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
)
_POWER = re.compile(r"(?<![0-9.,])([1-9])[.,]([0-9]{12,15})[eE]\+?15(?![0-9])")

_T = r"(?:[ .-]{0,2}| ?[/_] ?|\) ?| - )"
_HEAD = r"(?<![0-9]{0})(?<![0-9]\.{0})"
# Each way starts with a sign of its own, so that the search goes from sign to sign; what may not be before it is next.
_PHONE = re.compile(
    r"(?:"
    rf"\+{_HEAD.format('.')}62\)?[ .-]{{0,2}}(?:\(0\)[ .-]{{0,2}})?\(?[2-9](?:[ ./_()-]{{0,2}}[0-9]){{6,10}}"
    rf"|\({_HEAD.format('.')}0[0-9]{{2,3}}\)[ .-]{{0,2}}[0-9](?:{_T}[0-9]){{4,8}}"
    rf"|0{_HEAD.format('.')}\)?8[1-9](?:{_T}[0-9]){{6,10}}"
    rf"|0{_HEAD.format('.')}0 ?62(?:[ .-]{{0,2}}|/)8[1-9](?:{_T}[0-9]){{7,9}}"
    rf"|6{_HEAD.format('.')}2(?<![0-9] 62)(?:[ .-]{{1,2}}|/)8[1-9][0-9](?:{_T}[0-9]){{6,9}}"
    rf"|6{_HEAD.format('.')}28[1-9][0-9]{{7,9}}"
    r")(?![0-9])"
)
#: Nomor induk berusaha: thirteen digits that begin with the day of issue, so that 081225… is one of 8 December.
_THIRTEEN, _SAYS_NIB = re.compile("[0-9]{13}"), re.compile(r"\bNIB\b[^0-9\n]{0,20}\Z")
_AT = re.compile(r"@|%40|[ ]?[\[({] ?at ?[\])}] ?", re.IGNORECASE)
_SAYS_AT = ("at]", "at)", "at}", "at ]", "at )", "at }")
_DOT = r"(?:\.| ?[\[({] ?(?:dot|titik) ?[\])}] ?)"
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\Z")
_LABEL = "[A-Za-z0-9-]{1,63}"
_DOMAIN = re.compile(
    rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}(?:[A-Za-z]{{2,63}}|xn--[A-Za-z0-9-]{{1,59}})", re.IGNORECASE
)
_SIGN_AT = re.compile(r"@|%40")
#: A hash or another long code of a program, by the whole word.
_CODE = re.compile(
    r"(?=[0-9]*[A-Fa-f])(?:[0-9a-f]{32,128}|[0-9A-F]{32,128})"
    r"|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
)
_NOT_IN_CODES = " ,;:.()\n\r\t\"'/"
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[0-9A-Za-z-]{0,128}\Z"), re.compile(r"[0-9A-Za-z-]{0,128}")

_NIP = re.compile(
    r"[12](?<![0-9].)[09][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ .-]{0,2}"
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2]|21)[ .-]{0,2}[12][ .-]{0,2}[0-9]{3}(?![0-9])"
)
_NPWP = re.compile(r"[0-9](?<![0-9].)[0-9]\.[0-9]{3}\.[0-9]{3}\.[0-9][-.][0-9]{3}\.[0-9]{3}(?![0-9])")
_NPWP_SAID = re.compile(r"\bnpwp\b[^0-9\n]{0,20}([0-9](?:[ .-]{0,2}[0-9]){14,15})(?![0-9])", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?<!kode )\b(?:no(?:mor)?[. ]{0,2})?(?:rekening|norek|rek\.)(?! (?:belanja|pendapatan|pembiayaan))"
    r"[^0-9\n]{0,40}(?<![0-9.])([0-9](?:[ -]?[0-9]){8,15})(?![0-9.])",
    re.IGNORECASE,
)
_PASSPORT = re.compile(r"\b(?:paspor|passport)\b[^\n]{0,20}?\b([A-Z][0-9]{7}|[A-Z]{2}[0-9]{6,7})\b", re.IGNORECASE)
_MONTH = f"(?:{'|'.join(sorted({spelling[:3] for spelling in MONTH_NUMBERS}))})[a-z]{{0,6}}"
_BORN = re.compile(
    r"(?<!hari )\b(?:lahir|ttl)\b[^0-9\n]{0,40}((?:0?[1-9]|[12][0-9]|3[01])(?:[-./ ](?:0?[1-9]|1[0-2])[-./ ]"
    rf"| {{1,2}}{_MONTH} {{1,2}})(?:19|20)[0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_SAYS_NAME = re.compile(r"\b[Nn]ama\b|\b[A-Z][a-z'’]+ (?:[A-Z]\. ?)?[A-Z][a-z'’]+[^A-Za-z]{0,4}\Z")


#: Forms with their kind; the words without one of which the form is not looked for. A group is what is meant.
_SAID: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (_NIP, "nip", ()),
    (_NPWP, "npwp", ()),
    (_NPWP_SAID, "npwp", ("npwp",)),
    (_ACCOUNT, "rekening", ("rek",)),
    (_PASSPORT, "paspor", ("paspor", "passport")),
)


class _Row(NamedTuple):
    """Sixteen digits in groups: ``shape`` tells them from others of a table, None where they are no row of numbers."""

    start: int
    end: int
    shape: object
    valid: bool


def is_nik(digits: str) -> bool:
    """Whether sixteen digits can be a NIK or the number of a family card: province, day and month exist, and no regency
    or district is 00."""
    if int(digits[:2]) not in _PROVINCES or digits[12:] == "0000" or "00" in (digits[2:4], digits[4:6]):
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= 40 if day > 40 else 0
    if not (1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]):
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def blocks(text: str) -> Iterator[Span]:
    """Spans of what must not go out: ``nik``, ``telepon``, ``pos-el``; they may overlap."""
    found = [*_niks(text), *_boxes(text), *_phones(text), *_mails(text)]
    return (span for span in found if not _in_code(text, span))


#: A number that the end of a line cuts, in running text: words stand before it in its line.
_CUT = re.compile(
    r"(?<=[A-Za-z:;,(]) ?(?<![0-9])(?P<one>[0-9](?:[ ./_-]{0,2}[0-9]){0,14})[ -]{0,2}\r?\n[ \t]{0,8}"
    r"(?P<two>[0-9](?:[ ./_-]{0,2}[0-9]){0,14})(?![0-9])"
)


def cut_by_a_line(text: str) -> Iterator[Span]:
    """Spans of each NIK that goes on in the next line of a running text."""
    for match in _CUT.finditer(text):
        before = _DIGITS.findall(match["one"])
        after = _DIGITS.findall(match["two"])
        digits = "".join([*before, *after])
        sizes = tuple(map(len, [*before[:-1], before[-1] + after[0], *after[1:]]))
        # Codes of two areas of one regency that stand below each other are no NIK.
        areas = digits[:4] == "".join(after)[:4]
        if len(digits) == 16 and not areas and _aligned(sizes) and is_nik(digits):
            yield match.start("one"), match.end("two"), "nik"


def notes(text: str) -> Iterator[Span]:
    """Spans of what a document may have to carry: ``nip``, ``npwp``, ``rekening``, ``paspor``, ``lahir``."""
    return (span for span in _notes(text) if not _in_code(text, span))


def _notes(text: str) -> Iterator[Span]:
    low = text.lower()
    for pattern, kind, words in _SAID:
        if not words or any(word in low for word in words):
            yield from ((*found.span(pattern.groups), kind) for found in pattern.finditer(text))
    for born in _BORN.finditer(text) if "lahir" in low or "ttl" in low else ():
        if _SAYS_NAME.search(text, max(0, born.start() - _NEAR), born.start()):
            yield born.start(1), born.end(1), "lahir"


# --- NIK and KK -------------------------------------------------------------------------------------------


def _niks(text: str) -> Iterator[Span]:
    rows: list[_Row] = []
    at = 0
    while (found := _LONG_RUN.search(text, at)) and (run := _RUN.match(text, found.start())):
        at = run.end()
        rows += _in_run(text, [(m.start(), m.end()) for m in _DIGITS.finditer(text, run.start(), run.end())])
    powers = _POWER.finditer(text) if "15" in text else ()
    for power in powers:
        if is_nik((power[1] + power[2]).ljust(16, "1")):
            yield power.start(), power.end(), "nik"
    for row in _unlike_tables(text, rows):
        yield row.start, row.end, "nik"


def _unlike_tables(text: str, rows: list[_Row]) -> Iterator[_Row]:
    """The valid ones, without rows of tables that can be read as a NIK by chance."""
    count = Counter(row.shape for row in rows)
    valid = Counter(row.shape for row in rows if row.valid)
    for row in rows:
        if not row.valid:
            continue
        number = count[row.shape]
        chance = row.shape is not None and number >= _ROWS_OF_TABLE and valid[row.shape] < _SHARE * number
        if not chance or _says_nik(text, row.start):
            yield row


def _in_run(text: str, parts: list[tuple[int, int]]) -> Iterator[_Row]:
    """Sixteen digits within a run of groups: whole groups only."""
    total, first = 0, 0
    thousands = _holds_thousands(text[parts[0][0] : parts[-1][1]])
    for last, (start, end) in enumerate(parts):
        total += end - start
        while total > 16:
            total -= parts[first][1] - parts[first][0]
            first += 1
        if total == 16 and (row := _row(text, parts, first, last, thousands)):
            yield row


def _row(text: str, parts: list[tuple[int, int]], first: int, last: int, thousands: bool) -> _Row | None:
    start, end = parts[first][0], parts[last][1]
    whole = first == 0 and last == len(parts) - 1
    if not whole and last - first > len(_CUTS):
        return None
    written = text[start:end]
    digits = "".join(_DIGITS.findall(written))
    if text[max(0, start - 2) : start][-2:-1].isdigit() and text[start - 1] == ".":
        return None
    if _SAYS_MONEY.search(text, max(0, start - 5), start):
        return None
    if first == last:
        return _Row(start, end, None, is_nik(digits))
    sizes = tuple(end - start for start, end in parts[first : last + 1])
    if not _plausible(text, start, sizes, whole=whole) or (thousands and " " in written):
        return None
    if len(sizes) == 2 and sizes[0] <= 3 and _DECIMAL.fullmatch(written) and not _says_nik(text, start):
        return None
    if not whole and text[end : end + 1] == "." and text[end + 1 : end + 2] != " ":
        return None
    if not _DIGITS.search(_DAYS.sub("", written)):
        return None
    table = not re.search("[./_-]", written)
    return _Row(start, end, _shape(sizes) if table else None, is_nik(digits))


def _shape(sizes: tuple[int, ...]) -> object:
    return sizes if _aligned(sizes) else "loose"


def _aligned(sizes: tuple[int, ...]) -> bool:
    """Whether all groups end where a part of a NIK ends, and the serial number is not cut."""
    return set(accumulate(sizes[:-1])) <= _CUTS


def _plausible(text: str, start: int, sizes: tuple[int, ...], *, whole: bool) -> bool:
    """Whether somebody would write a NIK in such groups: along its parts; else only where nothing else stands beside
    it, in groups of some length or digit by digit; in pairs where it is called so."""
    if _aligned(sizes):
        return True
    if not whole:
        return False
    if max(sizes) == 1 or min(sizes[1:]) >= 3:
        return True
    gaps = re.search("[./_-]", text[start : start + 16])
    return min(sizes) >= 2 and (gaps is not None or _says_nik(text, start))


def _says_nik(text: str, start: int) -> bool:
    return _SAYS_NIK.search(text, max(0, start - _NEAR), start) is not None


_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_THOUSANDS = re.compile(r"(?<![0-9./_-])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9./_-])")


def _holds_thousands(run: str) -> bool:
    return "." in run and " " in run and _THOUSANDS.search(run) is not None


# --- telephones and addresses -----------------------------------------------------------------------------


def _boxes(text: str) -> Iterator[Span]:
    """A mobile telephone with one digit in each box of a form, unless a table holds rows like it."""
    rows = list(_BOXES.finditer(text))
    hits = [row for row in rows if re.match(r"0 {1,2}8 {1,2}[1-9](?: {1,2}[0-9]){7,10}\Z", row[0])]
    if len(rows) < _ROWS_OF_TABLE or len(hits) >= _SHARE * len(rows):
        yield from ((row.start(), row.end(), "telepon") for row in hits)


def _phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        if _is_phone(match[0]) and not (
            _THIRTEEN.fullmatch(match[0]) and _SAYS_NIB.search(text, max(0, match.start() - _NEAR), match.start())
        ):
            yield match.start(), match.end(), "telepon"


def _is_phone(written: str) -> bool:
    """Not the number of a letter (``085/1234/2026``), nor a row of small numbers that starts with 62."""
    groups = _DIGITS.findall(written)
    if "/" in written and not written.startswith(("+", "(")):
        before = written[: written.index("/")]
        letter = len(groups) > 2 and re.fullmatch("(?:19|20)[0-9]{2}", groups[-1]) and written[-5] == "/"
        if letter or (len(before) < 4 and before not in ("62", "62 ")):
            return False
    return not (groups[0] == "62" and written[0] == "6") or min(map(len, groups[1:])) >= 3


def _mails(text: str) -> Iterator[Span]:
    low = text.lower()
    written_out = any(said in low for said in _SAYS_AT)
    for sign in (_AT if written_out else _SIGN_AT).finditer(text):
        before = _LOCAL.search(text[max(0, sign.start() - 64) : sign.start()])
        after = _DOMAIN.match(text, sign.end()) if before else None
        if before and after:
            start = sign.start() - len(before[0])
            yield start, after.end(), "pos-el"


# --- codes of programs ------------------------------------------------------------------------------------


def _in_code(text: str, span: Span) -> bool:
    """Whether the span lies in a hash or a UUID."""
    start, end, kind = span
    if kind == "pos-el" or not (text[start - 1 : start] + text[end : end + 1]).strip(_NOT_IN_CODES):
        return False
    before = _WORD_BEFORE.search(text[max(0, start - 128) : start])
    after = _WORD_AFTER.match(text, end)
    word = (before[0] if before else "") + text[start:end] + (after[0] if after else "")
    return _CODE.fullmatch(word) is not None
