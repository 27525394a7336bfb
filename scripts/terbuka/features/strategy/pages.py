"""The page "Strategi pembinaan": each line of the strategy opens to its living evidence and says what state that is in.

Promises: every line is there with every page that it names; a state is computed, never typed, and a page without
data says so. Which pages prove which line is data (``strategi.yml``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from terbuka.base.page import Page
from terbuka.base.problem import Place
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import Service
from terbuka.features.standards.record import Pledge, Procedure
from terbuka.features.strategy.record import StrategyLine, StrategyState
from terbuka.kit import words
from terbuka.kit.origin import Origin
from terbuka.kit.portal import Portal, View
from terbuka.kit.shown import Part
from terbuka.kit.view import BodyView
from terbuka.law import routes

CODE = routes.STRATEGY
TITLE = "Strategi pembinaan"
NO_DATA = "Belum ada data"
READABLE = "Dapat dibaca di portal ini"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page that proves a line; ``state`` is empty where a page has none to tell."""

    title: str
    address: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    line: StrategyLine
    evidence: tuple[Evidence, ...]
    articles: str
    state: StrategyState

    @property
    def is_living(self) -> bool:
        """Whether the line's own evidence is there; that a page exists proves nothing."""
        return self.state.is_living


def state(b: BodyView) -> str:
    """``9 dari 12 baris sudah ada buktinya``."""
    states = b.assessed.named(StrategyState)
    living = sum(s.is_living for s in states.values())
    return f"{living} dari {len(states)} baris sudah ada buktinya" if living else NO_DATA


class StrategyPage(View, template="strategi.html"):
    lead: str
    about: str
    measures: Mapping[str, str]
    sections: Sequence[tuple[str, Sequence[Row]]]


def pages(portal: Portal, b: BodyView, parts: Sequence[Part]) -> Iterator[Page]:
    schemas = b.corpus.schemas
    rows = [_row(b, line, parts) for line in b.law.named(StrategyLine).values()]
    sections = [
        (schemas["strategi"].label("bagian", name), list(members))
        for name, members in groupby(rows, key=lambda row: row.line.part)
    ]
    said = state(b)
    lead = f"{said}. Setiap baris membuka halaman yang membuktikannya." if said != NO_DATA else f"{said}."
    yield portal.body_page(
        b,
        StrategyPage(
            lead=lead,
            about=schemas["strategi"].text if rows else "",
            measures=schemas["strategi"].column("bukti").columns[0].choices if rows else {},
            sections=sections,
        ),
        routes.body_page(b.id, CODE),
        TITLE,
        f"Strategi pembinaan, pengawasan, evaluasi, dan monitoring {b.body.name}: {said[:1].lower()}{said[1:]}.",
        section="laporan",
        origin=Origin(places=(Place(f"datasets/aturan/{b.law.jurisdiction_id}/strategi.yml"),)),
    )


def _row(b: BodyView, line: StrategyLine, parts: Sequence[Part]) -> Row:
    known = {part.code: part for part in parts}
    found = []
    for code in line.pages:
        part = known.get(code)
        title = part.title if part else TITLES.get(code) or code.replace("-", " ").capitalize()
        told = part.state(b) if part else STATES[code](b) if code in STATES else ""
        found.append(Evidence(title, routes.body_page(b.id, code), told))
    for address in line.prose:
        titles = [p.title for p in b.corpus.prose if routes.prose(p.path) == address]
        found += [Evidence(title, address, READABLE) for title in titles]
    return Row(line, tuple(found), words.bases(b.law, line.legal_basis), b.assessed.named(StrategyState)[line.id])


# --- pages that are no part of coaching: their titles, and what state they are in


def _availability(b: BodyView) -> str:
    judged = b.assessed.tally.judged
    if not b.register_read or not judged:
        return NO_DATA
    return f"{words.number(b.available)} dari {words.number(judged)} informasi wajib {b.available_word}"


def _register(b: BodyView) -> str:
    return f"{words.number(len(b.entries))} informasi dalam daftar" if b.entries else NO_DATA


def _requests(b: BodyView) -> str:
    years = b.assessed.get(Service).years.get("permohonan", ())
    if not years:
        return NO_DATA
    received = sum(y.total.received for y in years)
    since = words.day(years[-1].since)
    if not received:
        return f"Nihil sejak {since}"
    answered = words.number(sum(y.total.answered for y in years))
    return f"{words.number(received)} permohonan sejak {since}, {answered} sudah dijawab"


def _reach(b: BodyView) -> str:
    """By which ways the office can be reached."""
    body = b.body
    ways = [
        (body.address, "datang langsung"),
        (body.phones, "telepon"),
        (body.whatsapp, "WhatsApp"),
        (body.email, "pos-el"),
    ]
    named = [name for known, name in ways if known]
    return f"Dapat disampaikan lewat {words.listing(named)}" if named else NO_DATA


def _standards(b: BodyView) -> str:
    records = b.assessed.records
    count = len(records.rows(Procedure) or ())
    pledge = "Maklumat dan " if records.rows(Pledge) else ""
    return f"{pledge}{count} SOP tertulis" if count else NO_DATA


def _receipts(b: BodyView) -> str:
    count = len(b.assessed.records.rows(Receipt) or ())
    return f"{words.number(count)} tanda terima berkode" if count else NO_DATA


TITLES: Mapping[str, str] = {
    "permohonan": "Minta informasi",
    "keberatan": "Ajukan keberatan",
    "pengaduan": "Saluran pengaduan",
    "pengalaman": "Ceritakan pengalaman",
    "cek-status": "Cek status",
    "batas-waktu": "Batas waktu",
    "standar-layanan": "Standar Layanan",
    "informasi": "Informasi Publik",
    "daftar-informasi-publik": "Daftar Informasi Publik",
    "ketersediaan": "Ketersediaan Informasi Wajib",
    "register-permohonan": "Register Permohonan (tanpa identitas)",
    "statistik": "Statistik layanan",
    "laporan": "Laporan & Evaluasi",
}
STATES: Mapping[str, Callable[[BodyView], str]] = {
    "permohonan": _reach,
    "pengaduan": _reach,
    "pengalaman": _reach,
    "cek-status": _receipts,
    "standar-layanan": _standards,
    "informasi": _register,
    "daftar-informasi-publik": _register,
    "ketersediaan": _availability,
    "register-permohonan": _requests,
    "statistik": _requests,
}
