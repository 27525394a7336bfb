"""A calendar file (RFC 5545) of the agenda, for phones and office calendars.

Promises: pure; UTF-8, CR LF, lines of at most 75 octets folded between letters, text escaped; the same agenda gives
the same bytes. Whole-day events only. Ours because the format is small: no recurrence, no time zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from terbuka.agenda import Item, Kind

LONGEST_LINE = 75
PRODUCT = "-//Terbuka//Batas waktu//ID"
_SAMPLE = "DATA CONTOH, bukan keadaan sebenarnya"


def calendar(name: str, items: Iterable[Item], on: dict[str, date], *, alarm: bool = False) -> bytes:
    """All ``items`` as whole-day events of a calendar called ``name``.

    ``on`` is the assessed day of each body: the stamp of its events, so that nothing depends on the clock.
    ``alarm`` adds one to each event, at eight in the morning of the day before.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
    ]
    for item in items:
        lines += _event(item, on[item.body_id], alarm=alarm)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line)).encode()


def _event(item: Item, on: date, *, alarm: bool) -> Iterator[str]:
    told = [item.note, f"Dasar: {'; '.join(item.articles)}" if item.articles else "", _SAMPLE if item.sample else ""]
    yield "BEGIN:VEVENT"
    yield f"UID:{item.kind.value}.{item.id.replace('/', '.')}.{item.due_on:%Y%m%d}@{item.body_id}.terbuka.invalid"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.due_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.due_on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(('[CONTOH] ' if item.sample else '') + item.title)}"
    if description := "\n".join(part for part in told if part):
        yield f"DESCRIPTION:{text(description)}"
    yield f"CATEGORIES:{_CATEGORIES[item.kind]}"
    yield "TRANSP:TRANSPARENT"
    if alarm:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{text(item.title)}"
        yield "TRIGGER:-PT16H"
        yield "END:VALARM"
    yield "END:VEVENT"


_CATEGORIES = {
    Kind.DUTY: "KEWAJIBAN",
    Kind.CLOCK: "BATAS WAKTU",
    Kind.STATEMENT: "PERNYATAAN",
    Kind.EXCLUSION: "DIKECUALIKAN",
    Kind.FINDING: "TEMUAN",
    Kind.ACTION: "TINDAKAN PERBAIKAN",
    Kind.READING: "CAPAIAN",
    Kind.TRAINING: "PELATIHAN",
    Kind.GUIDE: "PANDUAN",
    Kind.DATASET: "DATA TERBUKA",
    Kind.CALENDAR: "KALENDER",
}


def text(value: str) -> str:
    """A value of type TEXT: backslash, semicolon and comma escaped, line breaks as ``\\n``, no control characters."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in escaped if c.isprintable())


def fold(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets; each further part starts with a space, no letter is cut."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part += letter
        size += width
    yield part
