"""What is a state on a day: duties, entries of the register, their files and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from terbuka.duties.record import RegisterEntry
from terbuka.duties.source import Derived, Source, yes
from terbuka.duties.verdict import WELL, BodyAssessment, Judgement, Status
from terbuka.law.law import Law
from terbuka.record.files import Document


def _duties(assessed: BodyAssessment, _law: Law) -> Sequence[Judgement] | None:
    return [j for j in assessed.judgements.values() if j.counted] if _entries(assessed) else None


def _entries(assessed: BodyAssessment) -> list[RegisterEntry]:
    """The entries that had been announced or looked at by the day."""
    dates = ((e, (e.announced_on, e.confirmed_on)) for e in assessed.records.register or ())
    return [e for e, days in dates if any(d is not None and d <= assessed.on for d in days)]


def _current(assessed: BodyAssessment) -> list[RegisterEntry]:
    """Those of them that no other one has replaced."""
    entries = _entries(assessed)
    replaced = {e.replaces_id for e in entries}
    return [e for e in entries if e.id not in replaced]


def _register(assessed: BodyAssessment, _law: Law) -> Sequence[tuple[RegisterEntry, bool | None]]:
    """Each entry that none has replaced, with whether it is current; None for one without an interval."""
    due: dict[str, date] = {}
    for judgement in assessed.judgements.values():
        for proof in judgement.evidence:
            last = proof.interval_due_on
            if last is not None and proof.body_id is None:
                due[proof.entry.id] = min(last, due.get(proof.entry.id, last))
    return [(e, assessed.on <= due[e.id] if e.id in due else None) for e in _current(assessed)]


def _documents(assessed: BodyAssessment, _law: Law) -> Sequence[Document]:
    """The documents of the entries, each once."""
    there = assessed.records.documents
    names = dict.fromkeys(name for entry in _entries(assessed) for name in entry.files)
    return [there[name] for name in names if name in there]


def _links(assessed: BodyAssessment, law: Law) -> Sequence[tuple[str, bool | None]]:
    """Each link that leads out, with whether it was looked at lately; None where no age is set."""
    found = [(e.link, e.link_checked_on) for e in _current(assessed) if e.link]
    covering = (f for f in assessed.records.fulfilments or () if f.covers(assessed.on))
    found += [(f.link, f.link_checked_on) for f in covering if f.link]
    age = law.link_age
    return [(link, age.reaches(day, assessed.on) if age else None) for link, day in found]


SOURCES: Mapping[str, Source] = {
    "kewajiban": Source(
        title="Informasi wajib yang dinilai",
        rows=_duties,
        as_of=True,
        derived={
            "kode": Derived(lambda j: j.obligation.id, "Kode kewajiban."),
            "kelas": Derived(lambda j: j.obligation.group, "Kelas informasi, atau rumpun layanan."),
            "status": Derived(lambda j: j.status.value, "Keadaan pada hari itu.", tuple(Status)),
            "terpenuhi": yes(lambda j: j.status in WELL, "Ya, bila tersedia dan belum lewat batas, atau dinyatakan."),
        },
    ),
    "daftar-informasi-publik": Source(
        title="Daftar Informasi Publik",
        rows=_register,
        kind="daftar-informasi-publik",
        cls=RegisterEntry,
        record=lambda row: row[0],
        as_of=True,
        derived={"mutakhir": yes(lambda row: row[1], "Ya, bila belum lewat selang pemutakhiran menurut hukum.")},
    ),
    "berkas": Source(
        title="Berkas dokumen",
        rows=_documents,
        as_of=True,
        derived={
            "jenis": Derived(lambda d: d.kind, "Jenis berkas, misalnya pdf."),
            "berteks": yes(lambda d: d.has_text, "Ya, bila ada teksnya; kosong, bila jenisnya tidak dapat diperiksa."),
            "ukuran": Derived(lambda d: d.size, "Ukuran dalam bita.", (), "bilangan"),
            "halaman": Derived(lambda d: d.page_count, "Banyaknya halaman.", (), "bilangan"),
        },
    ),
    "tautan": Source(
        title="Tautan ke luar portal",
        rows=_links,
        as_of=True,
        derived={"masih_diperiksa": yes(lambda row: row[1], "Ya, bila dibuka petugas belum lama (usia_tautan).")},
    ),
}
