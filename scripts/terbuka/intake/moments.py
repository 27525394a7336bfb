"""The day of a time that an online form wrote, at the office.

Promises: pure. A time with an offset from UTC is moved into the zone of the office first: 00 to 08 in Kupang is
yesterday in UTC. A time without one is taken for the office's own.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from terbuka import spreadsheet

_TIME = re.compile(
    r"[ T,]+(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?: ?(?P<half>[AP])M)?"
    r"(?: ?(?P<zone>WIB|WITA|WIT|Z|(?:(?:GMT|UTC) ?)?[+-][0-9]{1,2}(?::?[0-9]{2})?))?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^[A-Za-z']{4,7}, ")
_ZONES = {"WIB": 7, "WITA": 8, "WIT": 9, "Z": 0}
_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_part(text: str) -> str:
    """The text of a day without the time behind it and the name of the day before it."""
    return _TIME.sub("", _WEEKDAY.sub("", text.strip()))


def day(text: str, zone: ZoneInfo, *, month_first: bool) -> tuple[str, str]:
    """The ISO day at the office and its other reading, as ``spreadsheet.day``; the text itself when it is none."""
    made, other = spreadsheet.day(day_part(text), month_first=month_first)
    if not _ISO.fullmatch(made):
        return text, ""
    time = _TIME.search(text.strip())
    if time is None or not time["zone"]:
        return made, other
    return _moved(made, time, zone) or text, other and (_moved(other, time, zone) or other)


def _moved(iso: str, time: re.Match[str], zone: ZoneInfo) -> str:
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].upper() == "P" else 0)
    try:
        start = datetime.fromisoformat(iso).replace(hour=hour, minute=int(time["minute"]))
        return start.replace(tzinfo=timezone(_offset(time["zone"].upper()))).astimezone(zone).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def _offset(name: str) -> timedelta:
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    digits = re.sub(r"[^0-9]", "", name)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    made = timedelta(hours=int(hours), minutes=int(minutes))
    return -made if "-" in name else made
