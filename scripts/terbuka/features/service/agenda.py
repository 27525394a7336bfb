"""The clocks that run in the registers of the service, for the agenda of the office."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.duties.agenda import Item, Kind, item
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.service.record import Clock, Service
from terbuka.law import routes


def _page(one: Item) -> str:
    return routes.body_page(one.body_id, "tanggapan-laporan" if one.register == "pengaduan" else "register-permohonan")


CLOCK = Kind(
    value="batas-waktu",
    words="batas waktu layanan",
    category="BATAS WAKTU",
    address=_page,
    action="Kerjakan, catat di register kantor, lalu ambil dengan terbuka import.",
)


def clocks(assessed: BodyAssessment) -> Iterator[Item]:
    """Clocks that run in the registers, whoever must act."""
    for cases in assessed.get(Service).cases.values():
        for case in cases:
            for clock in case.running:
                if clock.due_on is None:
                    continue
                deadline = clock.deadline
                yield item(
                    assessed,
                    CLOCK,
                    id=f"{case.record.id}/{deadline.id}",
                    title=f"{deadline.title}: {case.record.id}",
                    due_on=clock.due_on,
                    articles=tuple(
                        f"{assessed.instrument_names.get(b.instrument_id, b.instrument_id)} {b.article}"
                        for b in deadline.legal_basis
                    ),
                    bearer=deadline.bearer or "kantor",
                    register=case.register,
                    note=_note(clock),
                    public=False,
                )


def _note(clock: Clock) -> str:
    parts = []
    if clock.extended:
        parts.append("Sudah diperpanjang.")
    if clock.later_due_on is not None:
        parts.append(f"Menurut Perki {clock.later_due_on}; kantor memegang yang lebih awal.")
    elif clock.by_bound:
        parts.append(f"Sudah pasti lewat; hari tepatnya menunggu kalender {clock.missing_year}.")
    elif clock.missing_year is not None:
        parts.append(f"Hari menurut Perki menunggu kalender {clock.missing_year}; hari ini yang dipegang kantor.")
    if clock.moved_from is not None:
        parts.append(f"Semula {clock.moved_from}, bergeser karena {', '.join(clock.moved_by)}.")
    if clock.assumed:
        parts.append("Dihitung sejak suratnya dikirim; sejak diterima bila harinya dicatat.")
    if clock.estimated:
        parts.append("Perkiraan: kalendernya belum ditetapkan.")
    return " ".join(parts)
