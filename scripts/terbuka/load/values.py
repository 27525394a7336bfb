"""The grammar of single values: what a date, a number, a yes, an id, an address looks like.

Promises: accepts one way of writing and changes nothing; what is refused comes back as a code with the
value that was probably meant, if that can be told. Constraints (required, allowed values, ranges) are not
checked here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from terbuka.model import Column, Spot

#: A day outside is a slip whatever the column says, and far enough inside for all arithmetic.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_LINK = 2_000

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$|clock\$", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}):([0-9]{2})")
_LOOSE_TIME = re.compile(
    r"(?P<day>.+?)(?:\s*,?\s+|t)(?:pukul |jam )?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.]00)?"
    r"(?: ?(?:wib|wita|wit|z|\+0[789]:00))?"
)
_LOCAL_DAY = re.compile(r"([0-9]{1,2})\s?[/. -]\s?([0-9]{1,2}|[a-z]{3,9})\s?[/. -]\s?([0-9]{4}|[0-9]{2})")
_LOOSE_DAY = re.compile(r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})")
_SERIAL_DAY = re.compile(r"[2-6][0-9]{4}")
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8}
_MONTHS |= {"agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12}
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
    reader = _READERS.get(column.type)
    return reader(text) if reader else text


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
    if not _DAY.fullmatch(text):
        return Wrong("tanggal-salah", {"isi": text, "usul": _meant_day(text)})
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Wrong("tanggal-tidak-ada", {"isi": text})
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    return Wrong("di-luar-batas", {"isi": text, "batas": f"{FIRST_DAY} … {LAST_DAY}"})


def _meant_day(text: str) -> str:
    """The day that the text probably means, as it should be written; empty when nothing can be told."""
    written = unicodedata.normalize("NFKC", text[:60]).strip().lower()
    written = re.sub(r"[ t][0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2})?$", "", written)
    if match := _LOCAL_DAY.fullmatch(written):
        month = int(match[2]) if match[2].isdecimal() else _MONTHS.get(match[2][:3], 0)
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        parts = (year, month, int(match[1]))
    elif match := _LOOSE_DAY.fullmatch(written):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif _SERIAL_DAY.fullmatch(written):
        return str(date(1899, 12, 30) + timedelta(days=int(written)))
    else:
        return ""
    try:
        return str(datetime(*parts).date())  # noqa: DTZ001 (a day, not a time)
    except ValueError:
        return ""


def _moment(text: str) -> datetime | Wrong:
    found = _MOMENT.fullmatch(text)
    if not found:
        return Wrong("waktu-salah", {"isi": text, "usul": _meant_moment(text)})
    day, hour, minute = found.groups()
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
    """The time that the text probably means, as it should be written; empty when nothing can be told."""
    found = _LOOSE_TIME.fullmatch(unicodedata.normalize("NFKC", text[:60]).strip().lower())
    if not found or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return ""
    day = found["day"] if _DAY.fullmatch(found["day"]) else _meant_day(found["day"])
    return f"{day} {int(found['hour']):02}:{found['minute']}" if day else ""


def _whole(text: str) -> int | Wrong:
    if _WHOLE.fullmatch(text):
        return int(text)
    if re.fullmatch(r"-?[0-9]{16,}", text):
        return Wrong("bilangan-terlalu-panjang", {"isi": text, "panjang": len(text.lstrip("-"))})
    written = unicodedata.normalize("NFKC", text[:60]).strip()
    digits = re.sub(r"(?i)^rp\.?|\s|,-$|,00$|[.,_'’](?=[0-9]{3}(?:[^0-9]|$))|^0+(?=[0-9])", "", written)
    return Wrong("bilangan-salah", {"isi": text, "usul": digits if _WHOLE.fullmatch(digits) else ""})


def _yes(text: str) -> bool | Wrong:
    return {"ya": True, "tidak": False}.get(text, Wrong("ya-tidak-salah", {"isi": text}))


def _id(text: str) -> str | Wrong:
    if ID.fullmatch(text) and len(text) <= 80 and not is_windows_name(text):
        return text
    meant = meant_id(text)
    return Wrong("kode-salah", {"isi": text, "usul": f"{meant}-1" if is_windows_name(meant) else meant})


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
        wrong = next((made for value in values if isinstance(made := one(value), Wrong)), None)
        if wrong is None:
            return tuple(values)
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
    bare = re.sub(r"\s", "", text)
    local = re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?|-?[0-9]+,[0-9]+", bare)
    return Wrong("desimal-salah", {"isi": text, "usul": bare.replace(".", "").replace(",", ".") if local else ""})


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
    made = Decimal(degrees) + Decimal(minutes) / sixtieth + Decimal(seconds.replace(",", ".")) / sixtieth / sixtieth
    return made.quantize(Decimal("0.000001"))


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
