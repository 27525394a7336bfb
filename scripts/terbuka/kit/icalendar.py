"""A calendar file (RFC 5545) of the agenda, for phones and office calendars.

Promises: pure; UTF-8, CR LF, lines of at most 75 octets folded between letters, text escaped; the same agenda gives
the same bytes. An event keeps its UID when its day moves, and its SEQUENCE never falls from one assessed day to a later
one, so that a phone moves what it has. Whole-day events only. Ours because the format is small: no recurrence, no time
zone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from unicodedata import category

from terbuka.duties.agenda import Item
from terbuka.law import routes

LONGEST_LINE = 75
PRODUCT = "-//Terbuka//Batas waktu//ID"
_SAMPLE = "DATA CONTOH, bukan keadaan sebenarnya"
#: The day on which ``SEQUENCE`` is 0.
_FIRST = date(2020, 1, 1)


def calendar(
    name: str, items: Collection[Item], on: dict[str, date], *, site_url: str = "", alarm: bool = False
) -> bytes:
    """All ``items`` as whole-day events of a calendar called ``name``.

    ``on`` is the assessed day of each body: the stamp of its events, so that nothing depends on the clock. ``site_url``
    ends in ``/``; with it each event names its page. ``alarm`` adds one to each event, at eight in the morning of the
    day before.

    Raises ``ValueError`` without items: a calendar needs a component (RFC 5545 3.6).
    """
    if not items:
        raise ValueError("a calendar needs an event")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
    ]
    for item in items:
        lines += _event(item, on[item.body_id], site_url, alarm=alarm)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line)).encode()


def _event(item: Item, on: date, site_url: str, *, alarm: bool) -> Iterator[str]:
    told = [item.note, f"Dasar: {'; '.join(item.articles)}" if item.articles else "", _SAMPLE if item.sample else ""]
    yield "BEGIN:VEVENT"
    yield f"UID:{item.kind.value}.{item.id.replace('/', '.')}@{item.body_id}.terbuka.invalid"
    yield f"SEQUENCE:{max(0, (on - _FIRST).days)}"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.due_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.due_on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(('[CONTOH] ' if item.sample else '') + item.title)}"
    if description := "\n".join(part for part in told if part):
        yield f"DESCRIPTION:{text(description)}"
    if site_url:
        yield f"URL:{site_url}{page(item)}"
    yield f"CATEGORIES:{item.kind.category}"
    yield "TRANSP:TRANSPARENT"
    if alarm:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{text(item.title)}"
        yield "TRIGGER:-PT16H"
        yield "END:VALARM"
    yield "END:VEVENT"


def page(item: Item) -> str:
    """The address below the site of the page that tells of an item."""
    kind = item.kind
    return kind.address(item) if kind.address else routes.body_page(item.body_id, kind.page)


def text(value: str) -> str:
    """A value of type TEXT: backslash, semicolon and comma escaped, line breaks as ``\\n``, no control characters, no
    half letters. All else stays, also letters that this Python does not know yet."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in escaped if category(c) not in ("Cc", "Cs"))


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
