"""The grammar of single values: what a date, a number, a yes, an id, an address looks like.

Promises: accepts one way of writing and changes nothing; what is refused comes back as a code with the
value that was probably meant, if that can be told. Constraints (required, allowed values, ranges) are not
checked here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count
from typing import Any
from urllib.parse import urlsplit

from terbuka.base.periods import DAY_SHAPE, FIRST_DAY, LAST_DAY, ZONES, day_of, is_day
from terbuka.record import numerals, spreadsheet
from terbuka.record.schema import Column
from terbuka.record.spot import Spot

LONGEST_LINK = 2_000

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,15})")
#: A longer number is an identifier, or one that Excel has cut.
MOST_WHOLE = 10**15 - 1
#: Money may be longer; above this, programs that count in floating point lose digits (2 to the 53rd).
MOST_MONEY = 2**53 - 1
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$|clock\$", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*")
_MOMENT = re.compile(f"({DAY_SHAPE}) ([0-9]{{2}}):([0-9]{{2}})")
_EXCEL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|BUSY!|SPILL!|CALC!|#+)")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A refused value: the code of the problem and its facts (``isi`` found, ``usul`` probably meant)."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def read(text: str, column: Column) -> Any:
    """Turn the text of one cell or scalar into its value by the column's type; ``Wrong`` when refused.

    Types: ``tanggal`` date, ``waktu`` datetime without a zone, ``bilangan`` int, ``ya-tidak`` bool, ``daftar-*``
    tuple of text, all else text. Of open data: ``desimal``, ``lintang``, ``bujur`` Decimal, ``tahun`` int, ``angka-ya``
    bool, ``koordinat`` ``Spot``.
    """
    if column.type != "markdown" and ("\n" in text or "\r" in text):
        return Wrong("ganti-baris", {"isi": re.sub(r"\s*[\r\n]+\s*", " ⏎ ", text)})
    if column.type in _TEXTS and could_be_formula(text):
        return Wrong("teks-rumus", {"isi": text})
    if text.startswith("=") or _EXCEL_ERROR.fullmatch(text.strip()):
        plain = text[2:-1] if text.startswith('="') and text.endswith('"') else ""
        if column.type == "bilangan" and plain.isdecimal():
            plain = plain.lstrip("0") or "0"
        return Wrong("galat-excel", {"isi": text, "usul": plain if plain.isalnum() else ""})
    if column.type == "bilangan" and column.money:
        made: Any = _whole(text, MOST_MONEY)
    else:
        reader = _READERS.get(column.type)
        made = reader(text) if reader else text
    if isinstance(made, Wrong) and column.type in _MEASURED and spreadsheet.is_empty_mark(text):
        return Wrong("tanda-kosong", {"isi": text})
    return made


_TEXTS = frozenset(("teks", "markdown", "daftar-teks"))
_FORMULA = re.compile(
    r"\s*(?:[=＝]\s*\S"
    r"|[+\-@＋－＠](?:[\s+\-@]|[0-9.,]{1,20}\s{0,3}[-+*/^&])*"
    r"(?:[A-Za-z_][\w.]*(?:\(|\||!\$?[A-Za-z])|'[^'\n]{1,200}'!|\$?[A-Za-z]{1,3}\$?[0-9]{1,7}\s{0,3}[-+*/^&(]))"
)


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text: a sign that opens a formula, and a function, a sheet, a program or
    cells behind it. Not ``+62 380 …``, ``@akun``, ``-`` or ``- butir``; a text that begins with ``=`` is another
    mistake."""
    return not text.startswith("=") and _FORMULA.match(text) is not None


def _day(text: str) -> date | Wrong:
    if not is_day(text):
        return _no_day(text)
    try:
        day = day_of(text)
    except ValueError:
        return Wrong("tanggal-tidak-ada", {"isi": text})
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    return Wrong("di-luar-batas", {"isi": text, "batas": f"{FIRST_DAY} … {LAST_DAY}"})


#: Zones of Indonesia, and a time without one.
_HOURS = "".join(str(hours) for _, hours in ZONES.values())
_OURS = re.compile(rf"|{spreadsheet.ZONE_NAMES}|(?:(?:gmt|utc) ?)?[+]0?[{_HOURS}](?::?00)?")


def mixed_day(text: str) -> Wrong:
    """A day with two readings, beside days whose month stands first."""
    why, why_en = spreadsheet.Day(why="campur").said()
    return Wrong("tanggal-salah", {"isi": text, "usul": "", "sebab": why, "sebab_en": why_en})


def _no_day(text: str) -> Wrong:
    """Why a text is no day, and the day that it probably means as it should be written."""
    read = spreadsheet.read_day(text)
    if not read.iso and not read.why:
        part, time = spreadsheet.split_time(text)
        read = spreadsheet.read_day(part) if time else read
        # 16.25 UTC is the next day here: only a time of ours tells the day.
        here = time is not None and _OURS.fullmatch(time.zone)
        read = spreadsheet.Day(why="jam", guess=read.iso if here else "") if read.iso else read
    why, why_en = read.said()
    usul = read.iso or ("" if read.why == "nama-hari" else read.guess)
    return Wrong("tanggal-salah", {"isi": text, "usul": usul, "sebab": why, "sebab_en": why_en})


def _moment(text: str) -> datetime | Wrong:
    match = _MOMENT.fullmatch(text)
    if not match:
        return Wrong("waktu-salah", {"isi": text, "usul": _meant_moment(text)})
    day, hour, minute = match.groups()
    read_day = _day(day)
    if isinstance(read_day, Wrong):
        return Wrong(
            "waktu-tidak-ada" if read_day.code == "tanggal-tidak-ada" else read_day.code,
            {**read_day.facts, "isi": text},
        )
    if int(hour) > 23 or int(minute) > 59:
        return Wrong("waktu-tidak-ada", {"isi": text})
    return datetime(read_day.year, read_day.month, read_day.day, int(hour), int(minute))  # noqa: DTZ001 (local time)


def _meant_moment(text: str) -> str:
    """The time that the text probably means, as it should be written; empty when nothing can be told, and when it names
    a zone that need not be the office's."""
    part, time = spreadsheet.split_time(text[:60])
    day = spreadsheet.read_day(part)
    if time is None or time.zone not in ("", *spreadsheet.OUR_ZONES) or not (day.iso or day.guess):
        return ""
    return f"{day.iso or day.guess} {time.hour:02}:{time.minute:02}"


def _whole(text: str, most: int = MOST_WHOLE) -> int | Wrong:
    if _WHOLE.fullmatch(text) and abs(int(text)) <= most:
        return int(text)
    if re.fullmatch(r"-?[0-9]{16,}", text):
        return Wrong("bilangan-terlalu-panjang", {"isi": text, "panjang": len(text.lstrip("-"))})
    written = unicodedata.normalize("NFKC", text[:60]).strip()
    digits = re.sub(r"(?i)^rp\.?|\s|,-$|,00$|[.,_'’](?=[0-9]{3}(?:[^0-9]|$))|^0+(?=[0-9])", "", written)
    usul = digits if _WHOLE.fullmatch(digits) and abs(int(digits)) <= most else ""
    why, why_en = _why_no_number(text[:60])
    return Wrong("bilangan-salah", {"isi": text, "usul": usul, "sebab": why, "sebab_en": why_en})


#: What keeps a text from being a number, the first that fits: shape, Indonesian, English.
_NO_NUMBERS = (
    (r"(?i)(?:rp|idr|usd|\$).*", ": mata uangnya ikut ditulis", ": the currency is written with it"),
    (r"-?[0-9][0-9.,]*\s*%", ": tanda persennya ikut ditulis", ": the per cent sign is written with it"),
    (r"(?i)-?[0-9.,]+e[+-]?[0-9]+", ": bentuk singkat buatan Excel, angka aslinya hilang", ": Excel has shortened it"),
    (r"-?[0-9][0-9.,]*\s*[a-zA-Z].*", ": ada kata di belakang angkanya", ": there are words behind the digits"),
    (r"-?0[0-9]+", ": ada nol di depan, seperti pada kode", ": it has leading zeros, as a code has"),
    (r"\(.*\)", ": kurung dipakai sebagai tanda kurang", ": brackets stand for a minus"),
    (r"[+].*", ": ada tanda tambah di depan", ": it has a plus before it"),
    (r"-?[0-9.]*,[0-9]+", ": ada koma di antara angkanya", ": there is a comma between its digits"),
    (r"-?[1-9][0-9]{0,2}([.,][0-9]{3})+([.,][0-9]+)?", ": ribuannya dipisah", ": its thousands are separated"),
    (r"-?[0-9]+\.[0-9]+", ": ada angka di belakang titik desimal", ": it has decimals"),
    (r"-?[0-9][0-9.,_'’ ]*", ": ada tanda di antara angkanya", ": there are signs between its digits"),
    (r"[^0-9]+", ": tidak memuat angka", ": it holds no digit"),
)


def _why_no_number(text: str) -> tuple[str, str]:
    if not text.isascii() and unicodedata.normalize("NFKC", text).isdecimal():
        return ": angkanya dari huruf lain (lebar penuh)", ": its digits are those of another script"
    written = unicodedata.normalize("NFKC", text).strip()
    return next(((why, english) for shape, why, english in _NO_NUMBERS if re.fullmatch(shape, written)), ("", ""))


def _yes(text: str) -> bool | Wrong:
    return {"ya": True, "tidak": False}.get(text, Wrong("ya-tidak-salah", {"isi": text}))


def _id(text: str) -> str | Wrong:
    if ID.fullmatch(text) and len(text) <= 80 and not is_windows_name(text):
        return text
    meant = meant_id(text)
    return Wrong("kode-salah", {"isi": text, "usul": f"{meant}-1" if is_windows_name(meant) else meant})


def unused(name: str, used: Container[str]) -> str:
    """``name``, with the first number from 2 behind it that makes it none of ``used``."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in used)


def meant_id(text: str) -> str:
    """The id that the text probably means; empty when it holds no letter and no digit."""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def _link(text: str) -> str | Wrong:
    try:
        parts = urlsplit(text)
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        return Wrong("tautan-salah", {"isi": text})
    clean = (
        text.isascii() and len(text) <= LONGEST_LINK and all(c.isprintable() and c not in " \"'<>\\^`{|}" for c in text)
    )
    whole = parts.scheme == "https" and "@" not in parts.netloc and _HOST.fullmatch(parts.hostname or "")
    return text if clean and whole and port_ok else Wrong("tautan-salah", {"isi": text})


def _file(text: str) -> str | Wrong:
    fine = _FILE.fullmatch(text) and ".." not in text and not text.endswith(".") and not is_windows_name(text)
    return text if fine else Wrong("nama-berkas-salah", {"isi": text})


def is_windows_name(name: str) -> bool:
    """Whether Windows keeps the name for a device, whatever ending it has: no file can be stored under it there."""
    return _DEVICE.fullmatch(name.split(".", maxsplit=1)[0].rstrip(" ")) is not None


def _several(one: Callable[[str], Any]) -> Callable[[str], Any]:
    def read_all(text: str) -> tuple[str, ...] | Wrong:
        values = [part.strip() for part in text.split(";")]
        if not values[-1]:
            values.pop()
        if not values or not all(values) or len(set(values)) < len(values):
            return Wrong("daftar-salah", {"isi": text})
        wrongs = [made for value in values if isinstance(made := one(value), Wrong)]
        if not wrongs:
            return tuple(values)
        wrong = wrongs[0]
        if len(wrongs) > 1:
            meant = [made.facts.get("usul", "") if isinstance(made := one(value), Wrong) else value for value in values]
            usul = "; ".join(meant) if all(meant) and len(set(meant)) == len(meant) else ""
            wrong = Wrong(wrong.code, {"isi": "; ".join(str(made.facts["isi"]) for made in wrongs), "usul": usul})
        by_comma = [part.strip() for part in text.split(",")]
        if len(by_comma) > 1 and not any(isinstance(one(part), Wrong) for part in by_comma):
            return Wrong(wrong.code, {**wrong.facts, "usul": "; ".join(by_comma)})
        return wrong

    return read_all


_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
_YEAR = re.compile(r"(1[0-9]|2[01])[0-9]{2}")
_PART = r"([0-9]{1,3})[°º]\s?([0-5]?[0-9])['′]\s?([0-5]?[0-9](?:[.,][0-9]{1,6})?)(?:\"|″|'')\s?"
_DEGREES = re.compile(_PART + r"([NSUL])\s*,?\s*" + _PART + r"([EWTB])")
_PAIR = re.compile(r"(-?[0-9]{1,2}\.[0-9]{1,15})\s*[,;]?\s+(-?[0-9]{1,3}\.[0-9]{1,15})")


def _decimal(text: str) -> Decimal | Wrong:
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    bare = re.sub(r"\s", "", text[:60])
    both = numerals.two_readings(bare)
    local = None if both else re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?|-?[0-9]+,[0-9]+", bare)
    usul = numerals.with_point(bare.replace(".", "")) if local else ""
    why, why_en = _why_no_number(text[:60])
    if both:
        decimal = numerals.with_comma(both[1])
        why, why_en = f": dapat berarti {both[0]} atau {decimal}", f": it may mean {both[0]} or {both[1]}"
    return Wrong("desimal-salah", {"isi": text, "usul": usul, "sebab": why, "sebab_en": why_en})


def _year(text: str) -> int | Wrong:
    return int(text) if _YEAR.fullmatch(text) else Wrong("tahun-salah", {"isi": text})


def _zero_one(text: str) -> bool | Wrong:
    return text == "1" if text in ("0", "1") else Wrong("nol-satu-salah", {"isi": text})


def _spot(text: str) -> Spot | Wrong:
    """``08°42'54.00" S 121°29'44.00" E``, or two numbers in degrees: latitude first."""
    if found := _DEGREES.fullmatch(text.strip()):
        south, west = found[4] == "S", found[8] in ("W", "B")
        latitude, longitude = _in_degrees(*found.group(1, 2, 3)), _in_degrees(*found.group(5, 6, 7))
        latitude, longitude = -latitude if south else latitude, -longitude if west else longitude
    elif found := _PAIR.fullmatch(text.strip()):
        latitude, longitude = Decimal(found[1]), Decimal(found[2])
    else:
        return Wrong("koordinat-salah", {"isi": text})
    if abs(latitude) > 90 or abs(longitude) > 180:
        return Wrong("koordinat-salah", {"isi": text})
    return Spot(latitude, longitude, text)


def _in_degrees(degrees: str, minutes: str, seconds: str) -> Decimal:
    sixtieth = Decimal(60)
    made = Decimal(degrees) + Decimal(minutes) / sixtieth + Decimal(numerals.with_point(seconds)) / sixtieth / sixtieth
    return made.quantize(Decimal("0.000001"))


#: Types in whose cells a dash is no value but says that there is none.
_MEASURED = (
    "tanggal",
    "waktu",
    "bilangan",
    "desimal",
    "lintang",
    "bujur",
    "tahun",
    "ya-tidak",
    "angka-ya",
    "koordinat",
)
_READERS: dict[str, Callable[[str], Any]] = {
    "tanggal": _day,
    "waktu": _moment,
    "bilangan": _whole,
    "ya-tidak": _yes,
    "id": _id,
    "tautan": _link,
    "berkas": _file,  # one of ``daftar-berkas``
    "desimal": _decimal,
    "lintang": _decimal,
    "bujur": _decimal,
    "tahun": _year,
    "angka-ya": _zero_one,
    "koordinat": _spot,
    "daftar-teks": _several(lambda text: text),
    "daftar-id": _several(_id),
    "daftar-berkas": _several(_file),
}
