"""The day of a time that an online form wrote, at the office.

Promises: pure. A time whose zone is known, because it stands beside it or because of its title, is moved into the zone
of the office first: 00 to 08 in Kupang is yesterday in UTC. A time without one is taken for the office's own.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from terbuka.base.periods import ZONES, is_day
from terbuka.record import spreadsheet
from terbuka.record.spreadsheet import Time

_ZONES = {name.casefold(): hours for name, (_, hours) in ZONES.items()} | {"z": 0, "utc": 0, "gmt": 0}
_IN_TITLE = re.compile(
    rf"(?i)[(\[, ]({spreadsheet.ZONE_NAMES}|(?:utc|gmt)(?: ?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?)[)\]]?\s*$"
)
UTC = "utc"


def day_part(text: str) -> str:
    """The text of a day without the time behind it."""
    return spreadsheet.split_time(text)[0]


def zone_of_title(title: str) -> str:
    """The zone that the title of a column names, ``Waktu (UTC)``, as ``Time.zone`` has it; empty for none."""
    match = _IN_TITLE.search(title)
    return match[1].casefold() if match else ""


def day(text: str, zone: ZoneInfo, *, month_first: bool, written_in: str = "") -> tuple[str, str]:
    """The ISO day at the office and its other reading, as ``spreadsheet.day``; the text itself when it is none.
    ``written_in`` is the zone of a time that names none, else that of the office."""
    part, time = spreadsheet.split_time(text)
    made, other = spreadsheet.day(part, month_first=month_first)
    if not is_day(made):
        return text, ""
    named = time.zone or written_in if time else ""
    if time is None or not named:
        return made, other
    return _moved(made, time, named, zone) or text, other and (_moved(other, time, named, zone) or other)


def _moved(iso: str, time: Time, named: str, zone: ZoneInfo) -> str:
    try:
        start = datetime.fromisoformat(iso).replace(hour=time.hour, minute=time.minute)
        return start.replace(tzinfo=timezone(_offset(named))).astimezone(zone).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def _offset(name: str) -> timedelta:
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    digits = re.sub(r"[^0-9]", "", name)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    made = timedelta(hours=int(hours), minutes=int(minutes))
    return -made if "-" in name else made
