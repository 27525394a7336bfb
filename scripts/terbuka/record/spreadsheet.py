"""How people, forms and spreadsheets in Indonesia write days, times and single numbers: the one grammar of them.

Promises: pure; nothing is guessed. ``read_day`` says the day that a text can only mean, its other reading where the
month could stand first, or why it is none (``WHYS``) with the day that was probably meant. Who reads decides what to
accept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from terbuka.base.day_names import MONTH_NUMBERS, WEEKDAY_NUMBERS, WEEKDAYS, WEEKDAYS_EN
from terbuka.base.periods import ZONES, day_of

#: How ``Time.zone`` names the zones of Indonesia, and the same as a pattern.
OUR_ZONES = tuple(map(str.casefold, ZONES))
ZONE_NAMES = "|".join(OUR_ZONES)
_QUOTES = dict.fromkeys(map(ord, "’‘`´ʼ"), "'")
_WEEKDAY = re.compile(r"(?:hari )?([a-z']{3,9})(?:, ?| tanggal | )(?=[0-9])")
_MIDNIGHT = re.compile(r"[ t]00?[:.]00([:.]00(?:\.0+)?)?$")
_TIME = re.compile(
    r"(?:[ ,]+|t)(?:(?:pukul|jam|pkl\.?) )?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})"
    r"(?:\.[0-9]+)?)?(?: ?(?P<half>[ap])\.?m\.?)?"
    rf"(?: ?(?P<zone>{ZONE_NAMES}|z|(?:(?:gmt|utc) ?)?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?|gmt|utc))?$"
)
_YEAR_FIRST = re.compile(r"([0-9]{4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"([0-9]{1,2}) ?[-/. ] ?([a-z]{3,9})\.? ?[-/. ] ?([0-9]{4}|[0-9]{2})")
_NAMED_MONTH = re.compile(r"([a-z]{3,9})\.? ?[-/. ]? ?([0-9]{4}|[0-9]{2})")
_MONTH = re.compile(r"(?:([0-9]{4})[-/]([0-9]{1,2})|([0-9]{1,2})[-/]([0-9]{4}))")
_SERIAL = re.compile(r"[2-6][0-9]{4}(?:[.,][0-9]+)?")
_NO_YEAR = re.compile(r"[0-9]{1,2} ?[-/. ] ?(?:[a-z]{3,9}|[0-9]{1,2})")
_SEVERAL = re.compile(
    r"[0-9]{1,2} ?(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|dan|,) ?[0-9]{1,2} ?[-/. ]? ?[a-z].*|.*[0-9]{4}.*[0-9]{4}"
)
_POINTS = re.compile(r"(-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,00?)?")
_NO_CENTS = re.compile(r"(-?(?:0|[1-9][0-9]*)),00?")
_EMPTY_MARK = re.compile(
    r"-{1,3}|[–—]|\.{1,3}|[*?]|n[./]?a\.?|null|none|nan|nil|nihil|\(?kosong\)?|(?:tidak|tdk|belum) ada(?: data| nilai)?"
    r"|(?:data )?(?:tidak|belum) (?:tersedia|ada)|tidak diketahui"
)
#: Why a text is no day, in Indonesian and English; ``{…}`` is filled by ``Day.facts``.
WHYS = {
    "": ("", ""),
    "tahun": (": tahunnya hanya dua angka", ": its year has two digits only"),
    "urut": (": itu nomor urut hari buatan Excel", ": it is a day counted by Excel"),
    "nol": (": itu nol yang ditampilkan Excel sebagai tanggal", ": it is a zero that Excel shows as a day"),
    "bulan": (": harinya tidak ditulis, hanya bulan dan tahun", ": it is a month without a day"),
    "tanpa-tahun": (": tahunnya tidak ditulis", ": it has no year"),
    "beberapa": (": itu lebih dari satu hari", ": it is more than one day"),
    "bulan-depan": (": bulannya ditulis di depan", ": the month stands first"),
    "campur": (
        ": kolom ini juga memuat tanggal yang bulannya di depan, jadi artinya tidak pasti",
        ": the column also holds days with the month first, so that nobody can tell",
    ),
    "kalender": (": hari itu tidak ada di kalender", ": there is no such day in the calendar"),
    "nama-hari": (
        ": nama harinya tidak cocok, {hari_iso} adalah hari {hari}",
        ": the weekday does not fit, {hari_iso} is a {hari_en}",
    ),
    "nama-bulan": (": nama bulannya tidak dikenal", ": the name of its month is unknown"),
    "jam": (": kolom ini untuk hari saja, tanpa jam", ": this column is for a day, without a time"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """``iso`` is the day that a text means and ``other`` the one with day and month the other way round; without
    ``iso``, ``why`` is a key of ``WHYS`` and ``guess`` what was probably meant."""

    iso: str = ""
    other: str = ""
    why: str = ""
    guess: str = ""

    def said(self) -> tuple[str, str]:
        """Why it is no day, as the end of a sentence in Indonesian and English; empty when nothing can be told."""
        words, english = WHYS[self.why]
        if self.why == "nama-hari":
            number = day_of(self.guess).weekday()
            words = words.format(hari_iso=self.guess, hari=WEEKDAYS[number])
            english = english.format(hari_iso=self.guess, hari_en=WEEKDAYS_EN[number])
        return words, english


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as it was written; ``zone`` in small letters, empty when none was named."""

    hour: int
    minute: int
    zone: str = ""


# --- days ---------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """The text with one kind of blanks, quotes, digits and letters."""
    return " ".join(unicodedata.normalize("NFKC", text[:200]).translate(_QUOTES).split()).casefold()


def read_day(text: str, *, month_first: bool = False) -> Day:
    """The day of a text without a time. Day first is the way in Indonesia; with ``month_first``, in a table that also
    holds days with the month first, nobody can tell. A weekday before it must fit, and settles what it can."""
    written = _MIDNIGHT.sub("", plain(text))
    number = None
    if (found := _WEEKDAY.match(written)) and found[1] in WEEKDAY_NUMBERS:
        number, written = WEEKDAY_NUMBERS[found[1]], written[found.end() :]
    read = _read(written, month_first=month_first and number is None)
    return read if number is None or not read.iso else _fitting(read, number)


def _fitting(read: Day, weekday: int) -> Day:
    fits = [day for day in (read.iso, read.other) if day and day_of(day).weekday() == weekday]
    if not fits:
        return Day(why="nama-hari", guess=read.iso)
    return Day(fits[0], fits[1] if len(fits) > 1 else "")


def _read(written: str, *, month_first: bool) -> Day:
    if match := _YEAR_FIRST.fullmatch(written):
        return _certain(match[1], match[3], match[4])
    if match := _NAMED.fullmatch(written):
        if match[2] not in MONTH_NUMBERS:
            return Day(why="nama-bulan")
        return _certain(match[3], MONTH_NUMBERS[match[2]], match[1])
    if match := _DAY_FIRST.fullmatch(written):
        return _by_digits(match[4], match[3], match[1], month_first=month_first)
    if _SERIAL.fullmatch(written):
        return Day(why="urut", guess=str(date(1899, 12, 30) + timedelta(days=int(written[:5]))))
    if month(written):
        return Day(why="bulan")
    if _SEVERAL.fullmatch(written):
        return Day(why="beberapa")
    return Day(why="tanpa-tahun" if _NO_YEAR.fullmatch(written) else "")


def _by_digits(year: str, month: str, day: str, *, month_first: bool) -> Day:
    if year in ("1900", "00") and {month, day} & {"0", "00"}:
        return Day(why="nol")
    full = year if len(year) == 4 else f"20{year}"
    made, other = _iso(full, month, day), _iso(full, day, month)
    if full != year:
        return Day(why="tahun", guess=made if other in ("", made) else "")
    if not made:
        return Day(why="bulan-depan" if other else "kalender")
    if other == made:
        return Day(made)
    return Day(why="bulan-depan") if other and month_first else Day(made, other)


def _certain(year: str, month: str | int, day: str) -> Day:
    if len(year) == 2:
        return Day(why="tahun", guess=_iso(f"20{year}", month, day))
    made = _iso(year, month, day)
    return Day(made) if made else Day(why="kalender")


def day(text: str, *, month_first: bool) -> tuple[str, str]:
    """The ISO day that a text can only mean, and its other reading when the month could stand first; else the text."""
    read = read_day(text, month_first=month_first)
    return (read.iso, read.other) if read.iso else (text, "")


def only_month_first(text: str) -> bool:
    """Whether the text is a day only when its month stands first."""
    day_first, month_first = _both_ways(text)
    return bool(month_first and not day_first)


def only_day_first(text: str) -> bool:
    """Whether the text is a day only when its day stands first."""
    day_first, month_first = _both_ways(text)
    return bool(day_first and not month_first)


def _both_ways(text: str) -> tuple[str, str]:
    match = _DAY_FIRST.fullmatch(_MIDNIGHT.sub("", plain(text)))
    if not match or len(match[4]) != 4:
        return "", ""
    return _iso(match[4], match[3], match[1]), _iso(match[4], match[1], match[3])


def month(text: str) -> str:
    """The month that a text names, as ``2026-03``: ``Mar-26``, ``Maret 2026``, ``03/2026``; empty when it names none.

    Two digits behind a name are the year only where a month is meant: elsewhere ``Mar-26`` may be a day in March.
    """
    written = plain(text)
    if (match := _NAMED_MONTH.fullmatch(written)) and match[1] in MONTH_NUMBERS:
        year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
        return f"{year}-{MONTH_NUMBERS[match[1]]:02}"
    if match := _MONTH.fullmatch(written):
        year, number = (match[1], match[2]) if match[1] else (match[4], match[3])
        return f"{year}-{int(number):02}" if 1 <= int(number) <= 12 else ""
    return ""


def _iso(year: str, month: str | int, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


# --- times --------------------------------------------------------------------------------------------------


def split_time(text: str) -> tuple[str, Time | None]:
    """The text of a day without the time behind it, and that time; None when there is none or it is no time."""
    written = plain(text)
    match = _TIME.search(written)
    if not match or not match.start():
        return text.strip(), None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return text.strip(), None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    if hour > 23 or int(match["minute"]) > 59:
        return text.strip(), None
    return written[: match.start()].rstrip(" ,"), Time(hour, int(match["minute"]), match["zone"] or "")


# --- numbers and marks --------------------------------------------------------------------------------------


def whole(text: str) -> str:
    """The digits of a whole number with points between thousands or a decimal part of zeros."""
    if match := _POINTS.fullmatch(text):
        return match[1].replace(".", "")
    match = _NO_CENTS.fullmatch(text)
    return match[1] if match else text


def is_empty_mark(text: str) -> bool:
    """Whether a cell only says that there is nothing: ``-``, ``n/a``, ``tidak ada data``."""
    return len(text) < 40 and bool(_EMPTY_MARK.fullmatch(plain(text)))
