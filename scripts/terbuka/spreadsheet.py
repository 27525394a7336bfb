"""What a spreadsheet in Indonesia makes of a day or a number, read back where it can only mean one thing.

Promises: pure; a text that is not understood comes back as it is. Nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date

_MIDNIGHT = re.compile(r"[ T]00?[:.]00([:.]00)?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})([- ])([a-z]{3,9})\2([0-9]{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mar maret march", "apr april", "mei may", "jun juni june",
            "jul juli july", "agu agt ags agustus aug august", "sep sept september", "okt oktober oct october",
            "nov november", "des desember dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_POINTS = re.compile(r"(-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,00?)?")
_NO_CENTS = re.compile(r"(-?(?:0|[1-9][0-9]*)),00?")


def day(text: str, *, month_first: bool) -> tuple[str, str]:
    """The ISO day that a text can only mean, and its other reading when the month could stand first.

    Day first is the way in Indonesia; in a table that also holds days with the month first, nobody can tell.
    Years of two digits and bare numbers are not understood.
    """
    plain = _MIDNIGHT.sub("", text).strip().casefold()
    if match := _YEAR_FIRST.fullmatch(plain):
        return _iso(match[1], match[3], match[4]) or text, ""
    if (match := _NAMED.fullmatch(plain)) and match[3] in _MONTHS:
        return _iso(match[4], _MONTHS[match[3]], match[1]) or text, ""
    if match := _DAY_FIRST.fullmatch(plain):
        made, other = _iso(match[4], match[3], match[1]), _iso(match[4], match[1], match[3])
        if other == made:
            other = ""
        return (text, "") if not made or (other and month_first) else (made, other)
    return text, ""


def only_month_first(text: str) -> bool:
    """Whether the text is a day only when its month stands first."""
    match = _DAY_FIRST.fullmatch(_MIDNIGHT.sub("", text.strip()))
    return bool(match and not _iso(match[4], match[3], match[1]) and _iso(match[4], match[1], match[3]))


def only_day_first(text: str) -> bool:
    """Whether the text is a day only when its day stands first."""
    match = _DAY_FIRST.fullmatch(_MIDNIGHT.sub("", text.strip()))
    return bool(match and _iso(match[4], match[3], match[1]) and not _iso(match[4], match[1], match[3]))


def _iso(year: str, month: str | int, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def whole(text: str) -> str:
    """The digits of a whole number with points between thousands or a decimal part of zeros."""
    if match := _POINTS.fullmatch(text):
        return match[1].replace(".", "")
    match = _NO_CENTS.fullmatch(text)
    return match[1] if match else text
