"""Where the facts of a page come from and when they changed last: the block at the foot of every page.

Promises: says only what the records hold; a day to come is no change. Holds no HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from terbuka.base.problem import Place
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import RegisterEntry
from terbuka.kit import words
from terbuka.kit.view import REGISTER, BodyView
from terbuka.law import routes
from terbuka.law.record import Obligation


@dataclass(frozen=True, slots=True)
class Origin:
    """``said`` are sentences about changes, ``places`` the files; the first is where the page is corrected.

    ``changed_on`` is the day of the newest change among the facts, where the records tell it.
    """

    said: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    changed_on: date | None = None


#: Of a page that is made from everything.
WHOLE = Origin(("Disusun dari data semua badan di portal ini.",))
#: Of a page that the program itself brings.
PROGRAM = Origin(("Keterangan ini bagian dari program Terbuka.",))


def of_entry(b: BodyView, entry: RegisterEntry) -> Origin:
    known = (("Diumumkan", entry.announced_on), ("Diperiksa lagi", entry.confirmed_on))
    days = tuple(f"{what} {words.day(day)}." for what, day in known if day and day <= b.on)
    place = entry.place if entry.place.path else register_of(b)
    return Origin(days or ("Tanggal perubahan belum tercatat.",), (place,), changed_on(entry, b.on))


def of_entries(b: BodyView, entries: Iterable[RegisterEntry], *more: Place) -> Origin:
    """A list made from the register: how many rows, and the newest change among them by the assessed day."""
    rows = list(entries)
    days = [day for entry in rows if (day := changed_on(entry, b.on))]
    said = f"Dari {words.number(len(rows))} baris daftar" if rows else "Belum ada baris dalam daftar"
    newest = f"; perubahan terbaru {words.day(max(days))}" if days else ""
    return Origin((f"{said}{newest}.",), (register_of(b), *more), max(days, default=None))


def of_body(b: BodyView) -> Origin:
    return Origin((f"Keterangan kantor: {b.body.source.rstrip('.')}.",), (in_body(b, "badan.yml"),))


def of_duty(duty: Obligation) -> Origin:
    read = "sudah" if duty.confirmed else "belum"
    return Origin((f"Pasalnya {read} dibaca dalam naskah peraturan.",), (duty.place,) if duty.place.path else ())


def of_availability(b: BodyView) -> Origin:
    """The judged duties; without a day of change, because the calendar alone changes them too."""
    records = b.assessed.records
    kept = {"pernyataan.yml": records.statements, "pemenuhan.yml": records.fulfilments, "paket.csv": records.packages}
    more = [in_body(b, name) for name, found in kept.items() if found]
    where = of_entries(b, b.entries, *more, Place(f"datasets/aturan/{b.law.jurisdiction_id}/kewajiban/"))
    return replace(where, changed_on=None)


def of_rows(b: BodyView, name: str, count: int, days: Iterable[date | None] = ()) -> Origin:
    """A page made from ``count`` rows of another table of the body, the file ``name``; ``days`` of their changes."""
    return Origin((f"Dari {words.number(count)} baris tabel.",), (in_body(b, name),), newest(b.on, days))


def newest(on: date, days: Iterable[date | None]) -> date | None:
    """The last of ``days`` that is not after ``on``; None when there is none."""
    return max((day for day in days if day and day <= on), default=None)


def changed_on(entry: RegisterEntry, on: date) -> date | None:
    """The day of the newest change of an entry that is not after ``on``."""
    return newest(on, (entry.announced_on, entry.confirmed_on))


def share_link(title: str, address: str) -> str:
    """A WhatsApp message with title and address, to be sent to whomever the reader chooses."""
    return f"https://wa.me/?text={quote(f'{title} {address}', safe='')}"


def register_of(b: BodyView) -> Place:
    return in_body(b, f"{REGISTER}.csv")


def in_body(b: BodyView, name: str) -> Place:
    return Place(f"datasets/badan/{b.id}/{name}")


def schema_address(corpus: Corpus, name: str) -> str:
    """Where the JSON Schema of a file of ``api/v1/`` stands."""
    return corpus.site_url + routes.json_schema(f"api/{name}")
