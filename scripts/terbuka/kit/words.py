"""How days, numbers, states and reasons are said to people here.

Promises: plain Indonesian words for plain values; the words for a state stand in one table, those for a
reason in the table of messages. Decides nothing and escapes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from terbuka.base import periods
from terbuka.base.day_names import MONTHS, WEEKDAYS
from terbuka.base.periods import Period
from terbuka.base.problem import absence_words, reason_words
from terbuka.duties.record import Fulfilment, RegisterEntry
from terbuka.duties.verdict import UNPROVEN, Absence, Judgement, Status
from terbuka.law.ages import Age
from terbuka.law.body import Body
from terbuka.law.deadlines import ClockStart
from terbuka.law.law import Law
from terbuka.law.record import ChannelBasis, LegalBasis, StepBasis
from terbuka.record import numerals

#: The name of the zone by its place.
ZONES = {place: name for name, (place, _) in periods.ZONES.items()}
_OFFSETS = {timedelta(hours=hours): name for name, (_, hours) in periods.ZONES.items()}
#: What is said without an event; never that all is well.
NO_EVENT = "Tidak ada peristiwa dalam kewenangan {kind} ini yang sedang diumumkan di sini."
SAMPLE = "DATA CONTOH, bukan keadaan sebenarnya"
CLASS_TITLES = {
    "berkala": "Informasi Berkala",
    "serta-merta": "Informasi Serta Merta",
    "setiap-saat": "Informasi Setiap Saat",
    "dikecualikan": "Informasi yang Dikecualikan",
    "layanan": "Layanan Informasi",
}

#: Shape and colour of a state on the page (see ``.status`` in terbuka.css).
MARKS = {
    Status.MET: "ok",
    Status.DUE_SOON: "soon",
    Status.OVERDUE: "late",
    Status.MISSING: "none",
    Status.NIL: "nil",
    Status.NOT_A_DUTY: "other",
    Status.NOT_JUDGED: "other",
}

STATUS_TITLES = {
    Status.MET: "Tersedia",
    Status.DUE_SOON: "Segera dimutakhirkan",
    Status.OVERDUE: "Perlu dimutakhirkan",
    Status.MISSING: absence_words(Absence.UNRECORDED),
    Status.NIL: "Nihil",
    Status.NOT_A_DUTY: "Bukan kewajiban unit ini",
    Status.NOT_JUDGED: "Tidak dinilai",
}

NATURES = {
    "terbit": "wajib diumumkan",
    "tersedia": "wajib tersedia",
    "kejadian": "hanya bila ada kejadian",
    "proses": "proses layanan yang belum dinilai",
    "acuan": "rujukan",
}


def day(value: date | None) -> str:
    """``21 April 2025``; empty for no day."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def aged(age: Age) -> str:
    """``30 November 2026, 12 hari yang lalu``; without an age where there is none to say."""
    if age.day is None:
        return "hari yang tidak tercatat"
    if age.days is None:
        return day(age.day)
    return f"{day(age.day)}, {f'{age.days} hari yang lalu' if age.days else 'hari ini'}"


def month(value: date) -> str:
    """``April 2025``."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """``Senin``."""
    return WEEKDAYS[value.weekday()]


def browser_weekday(name: str) -> int:
    """The number of ``senin`` in a browser, which counts from Sunday, 0."""
    return (WEEKDAYS.index(name.capitalize()) + 1) % 7


def page_numbers(number: int, last: int) -> list[int | None]:
    """The pages of a list that its page ``number`` links to: the first, the last, those near; None for a gap."""
    near = (n if n in (1, last) or abs(n - number) < 3 else None for n in range(1, last + 1))
    return [n for position, n in enumerate(near, 1) if n is not None or abs(position - number) == 3]


def moment(iso: str | None) -> str:
    """``2026-06-30T08:05:00+08:00`` -> ``30 Juni 2026 pukul 08.05 WITA``; a time of elsewhere is told as in Jakarta."""
    if not iso:
        return ""
    when, zone = here(datetime.fromisoformat(iso))
    return at(when, zone) if zone else day(when.date())


def here(when: datetime) -> tuple[datetime, str]:
    """A moment by a clock of this country, with the name of its zone; empty when the moment names none."""
    offset = when.utcoffset()
    if offset is None:
        return when, ""
    if offset not in _OFFSETS:
        when, offset = when.astimezone(timezone(timedelta(hours=7), "WIB")), timedelta(hours=7)
    return when, _OFFSETS[offset]


def replaced(codes: str) -> str:
    """What a paper says of letters that it could not show, named by ``codes``."""
    return f"Tanda � di kertas ini menggantikan huruf yang belum dapat dicetak ({codes}). Tulisan aslinya ada di situs."


def at(local: datetime, zone: str) -> str:
    """A local time: ``29 Juni 2026 pukul 14.30 WITA``."""
    return f"{day(local.date())} pukul {local:%H.%M} {zone}".strip()


def duration(minutes: int) -> str:
    """``35 menit``, ``2 jam 5 menit``, ``3 hari 2 jam``: the two largest units."""
    parts = [(minutes // 1440, "hari"), (minutes % 1440 // 60, "jam"), (minutes % 60, "menit")]
    return " ".join(f"{number(count)} {unit}" for count, unit in [p for p in parts if p[0]][:2]) or "0 menit"


def span(start: date | None, end: date | None) -> str:
    """Period covered: a whole year as ``2026``, else ``1 Januari–30 Juni 2026``."""
    if not (start and end):
        return f"sejak {day(start)}" if start else f"sampai {day(end)}" if end else ""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day(end)}"
    return f"{day(start)}–{day(end)}"


def covered(entry: RegisterEntry | Fulfilment) -> str:
    """What a document reports on: ``masa 2025``, ``keadaan 31 Desember 2025``; empty where no period was typed."""
    start, end = entry.period_from, entry.period_until
    if start == end:
        return f"keadaan {day(end)}" if end else ""
    return f"masa {span(start, end)}"


def rough_day(text: str) -> str:
    """A day as exact as it is known: ``2026``, ``2026-03`` -> ``Maret 2026``, ``2026-03-31``."""
    known = periods.rough_day(text)
    if not known:
        return text[:1].upper() + text[1:]
    year, *rest = known
    words = [str(day) for day in rest[1:]] + [MONTHS[month - 1] for month in rest[:1]]
    return " ".join([*words, str(year)])


def number(value: float, places: int = 0) -> str:
    """Number as written here: ``1.234,5``."""
    return numerals.written(value, places)


def exact(value: Fraction | int, places: int = 1, *, fixed: bool = False) -> str:
    """An exact number as written here, rounded half up once: ``92,9``; without empty decimals unless ``fixed``."""
    step = 10**places
    # Exact: a float would round 0.25 to the even neighbour, and lose the end of a large number.
    parts = int(abs(Fraction(value)) * step + Fraction(1, 2))
    sign = "-" if value < 0 and parts else ""
    whole = sign + numerals.grouped(parts // step)
    return f"{whole},{parts % step:0{places}}" if parts % step or (fixed and places) else whole


def size(count: int) -> str:
    """Size of a file: ``840 KB``, ``1,2 MB``."""
    if count < 1_000_000:
        return f"{number(max(1, round(count / 1000)))} KB"
    return f"{number(count / 1_000_000, 1)} MB"


def clock(text: str) -> str:
    """``08:00`` -> ``08.00``."""
    return text.replace(":", ".")


def listing(words: Iterable[str]) -> str:
    """``a, b, dan c``."""
    items = list(words)
    if len(items) < 3:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + ", dan " + items[-1]


def period(text: str) -> str:
    """``P6M`` -> ``6 bulan``; ``tidak-ada`` -> ``tanpa selang``."""
    return "tanpa selang" if text == "tidak-ada" else str(Period.parse(text))


def month_day(text: str) -> str:
    """``03-31`` -> ``31 Maret``."""
    month, day_of_month = periods.month_day(text)
    return f"{day_of_month} {MONTHS[month - 1]}"


Basis = LegalBasis | StepBasis | ChannelBasis | ClockStart


def basis(law: Law, item: Basis) -> str:
    """``Perki 1/2021 Pasal 15 ayat (1) huruf a``."""
    instrument = law.instruments.get(item.instrument_id)
    name = instrument.name if instrument else item.instrument_id
    return f"{name} {item.article}" if item.article else name


def bases(law: Law, items: Iterable[Basis]) -> str:
    """Several articles in one line."""
    return "; ".join(basis(law, item) for item in items)


def in_force(items: Iterable[LegalBasis], on: date) -> list[LegalBasis]:
    """The articles that rule on a day (both ends inclusive)."""
    return [i for i in items if i.in_force(on)]


def status(judgement: Judgement, body: Body, absence: Absence = Absence.UNRECORDED) -> str:
    """The state of a duty in the words of the page; ``absence``: what may be said of one that is not met."""
    match judgement.status:
        case Status.MISSING:
            return absence_words(absence)
        case Status.OVERDUE if judgement.due_on:
            since = day(judgement.due_on + timedelta(days=1))
            yearly = judgement.reason == "periode-belum-diliput"
            return f"{'Lewat batas' if yearly else 'Perlu dimutakhirkan'} sejak {since}"
        case Status.NIL:
            return "Nihil: tidak ada kejadian"
        case Status.NOT_A_DUTY:
            return f"Bukan kewajiban {'unit' if body.is_unit else 'badan'} ini"
        case Status.NOT_JUDGED if judgement.reason.startswith("induk"):
            known = {
                "induk-tersedia": "Tersedia di badan induk",
                "induk-belum": "Belum lengkap di badan induk",
                "induk-lewat": "Perlu dimutakhirkan di badan induk",
            }
            return known.get(judgement.reason, "Tanggungan badan induk")
        case Status.NOT_JUDGED if judgement.reason == UNPROVEN:
            return "Belum terbukti di induk"
        case Status.NOT_JUDGED if judgement.reason == "paket-berjalan":
            return "Belum ada paket yang selesai"
        case Status.NOT_JUDGED if judgement.reason == "belum-jatuh-tempo":
            return "Belum jatuh tempo"
    return STATUS_TITLES[judgement.status]


def reason(judgement: Judgement) -> str:
    """Why the duty has its state: the sentence of the table of messages, with days in words."""
    return reason_words(judgement.reason, {key: _said(value) for key, value in judgement.facts.items()})


#: A list of names longer than this is cut; what is left is counted.
_MOST = 120


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        items = [_said(item) for item in value]
        fits = [i for i in range(1, len(items) + 1) if len("; ".join(items[:i])) <= _MOST] or [1]
        rest = len(items) - fits[-1]
        return "; ".join(items[: fits[-1]]) + (f"; dan {rest} lainnya" if rest else "")
    return str(value)
