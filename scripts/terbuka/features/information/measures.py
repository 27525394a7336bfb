"""What is counted of duties, of the register and of the ways to the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from terbuka.duties.measure import Measure, Question, Rows, of_source, says
from terbuka.duties.verdict import AVAILABLE, DATED, WELL, Judgement, Status
from terbuka.features.information.sources import SOURCES
from terbuka.record.files import Document
from terbuka.record.schema import ADVISED_BYTES


def _duties(question: Question) -> Sequence[Judgement]:
    return [j for j in question.made.judgements.values() if j.counted]


def _named_duties(question: Question) -> Sequence[Judgement]:
    judgements = question.made.judgements
    return [judgements[name] for name in question.named if name in judgements]


def _decided(question: Question) -> Sequence[bool]:
    """Of each entry whether it had been decided by the day."""
    entries, on = question.made.records.register or (), question.made.on
    return [e.decision is not None and (e.decision_on is None or e.decision_on <= on) for e in entries]


def _files(question: Question) -> Iterable[Document]:
    """Every file that the office publishes, also one that no announced entry names: the auditor opens them all."""
    return question.made.records.documents.values()


def _ways(*names: str) -> Rows:
    """Of each way to reach the office, a field of the body, whether there is one."""
    return lambda q: [bool(getattr(q.made.body, name)) for name in names]


_OFFICE = "halaman Ketersediaan"

MEASURES: Mapping[str, Measure] = {
    "wajib-tersedia": Measure(
        rows=_duties,
        whole=lambda j: j.status is not Status.NOT_JUDGED,
        part=lambda j: j.status is not Status.MISSING,
        unit="informasi wajib",
        kept_in=_OFFICE,
    ),
    "wajib-mutakhir": Measure(
        rows=_duties,
        whole=lambda j: j.status in DATED,
        part=lambda j: j.status in AVAILABLE,
        unit="informasi wajib yang tersedia",
        kept_in=_OFFICE,
    ),
    "kewajiban-terpenuhi": Measure(
        rows=_named_duties,
        whole=lambda j: j.status is not Status.NOT_JUDGED,
        part=lambda j: j.status in WELL,
        unit="kewajiban",
        kept_in=_OFFICE,
    ),
    "informasi-wajib-tersedia": Measure(rows=_duties, part=lambda j: j.status in AVAILABLE),
    "dip-ditetapkan": Measure(rows=_decided, part=bool, unit="butir DIP", kept_in="daftar-informasi-publik.csv"),
    "informasi-dapat-dibuka": Measure(
        rows=lambda q: q.made.records.register or (), part=lambda e: bool(e.files or e.link or e.portal_page)
    ),
    "tautan-diperiksa": of_source(
        SOURCES["tautan"],
        "tautan ke luar portal",
        "daftar-informasi-publik.csv dan pemenuhan.yml",
        part=says(SOURCES["tautan"], "masih_diperiksa", "ya"),
    ),
    "berkas-berteks": Measure(
        rows=_files,
        whole=says(SOURCES["berkas"], "berteks"),
        part=says(SOURCES["berkas"], "berteks", "ya"),
        unit="berkas yang dapat diperiksa teksnya",
        kept_in="berkas/",
    ),
    "berkas-ringan": Measure(rows=_files, part=lambda d: d.size <= ADVISED_BYTES, unit="berkas", kept_in="berkas/"),
    "jalan-menghubungi": Measure(
        rows=_ways("address", "phones", "email", "opening"),
        part=bool,
        unit="jalan: alamat, telepon, pos-el, jam layanan",
        kept_in="badan.yml",
    ),
    "saluran-pengaduan": Measure(rows=_ways("address", "phones", "whatsapp", "email"), part=bool),
    # A written request from afar (Perki 1/2021 Pasal 28 ayat (2)); a message by WhatsApp is none.
    "cara-daring": Measure(rows=_ways("request_form", "email"), part=bool),
}
