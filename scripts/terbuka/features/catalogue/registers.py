"""The registers that the portal makes tables of, as entries of the catalogue of data.

Promises: a register that is not kept, or holds nothing to read, has no entry; each is a state on the assessed day, and
of registers of people no day of a row is told. A further register is one entry of ``REGISTERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from terbuka.base import media
from terbuka.features.annual_report.blocks import ReportView
from terbuka.features.annual_report.record import ReportYear
from terbuka.features.annual_report.view import Table
from terbuka.features.audit.record import AuditAssessment
from terbuka.features.catalogue.entry import Distribution, Entry, Made, area_of
from terbuka.features.exclusions.record import AssessedExclusion
from terbuka.features.indicators.record import ActionState, IndicatorState
from terbuka.features.service.record import Service
from terbuka.features.survey.record import Survey
from terbuka.kit import words
from terbuka.kit.origin import changed_on
from terbuka.kit.view import REGISTER, BodyView
from terbuka.kit.vocabulary import OWN_LICENCE
from terbuka.law import routes
from terbuka.record.schema import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A table that the portal makes of its own records. ``files`` are stems and endings below ``api/v1/<body>/``;
    a stem that ends in ``*`` stands for all that begin so."""

    code: str
    page: str
    title: str
    text: str
    keywords: tuple[str, ...]
    frequency: str
    kept: Callable[[BodyView], bool]
    since: Callable[[BodyView], date | None]
    files: tuple[tuple[str, str], ...]
    mark: str = "dataset"
    plain_names: bool = False


def _kept_since(b: BodyView) -> date | None:
    return b.body.registers_since


def _first_announced(b: BodyView) -> date | None:
    return min((e.announced_on for e in b.entries if e.announced_on and e.announced_on <= b.on), default=None)


def _case(code: str, title: str, text: str, *keywords: str, mark: str = "") -> Register:
    return Register(
        code=f"register-{code}",
        page="register-permohonan",
        mark=f"dataset-{mark}" if mark else "dataset",
        title=title,
        text=f"{text} Tanpa identitas; hari ditulis sampai bulannya.",
        keywords=(*keywords, "layanan informasi", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: code in b.assessed.get(Service).cases,
        since=_kept_since,
        files=((f"register-{code}", "csv json"),),
    )


def _survey_since(b: BodyView) -> date | None:
    periods = b.assessed.get(Survey).periods
    return min((p.span.first for p in periods), default=None)


def _first_quarter(b: BodyView) -> date | None:
    points = (p for s in b.assessed.named(IndicatorState).values() for p in s.points if p.value is not None)
    return min((p.quarter.first for p in points), default=None)


REGISTERS = (
    Register(
        code="daftar-informasi-publik",
        page="daftar-informasi-publik",
        title="Daftar Informasi Publik",
        text="Semua informasi publik yang dikuasai kantor dan tidak dikecualikan, satu baris satu informasi.",
        keywords=("daftar informasi publik", "DIP", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.entries),
        since=_first_announced,
        files=(("daftar-informasi-publik", "csv json"),),
    ),
    Register(
        code="dikecualikan",
        page="dikecualikan",
        title="Daftar informasi yang dikecualikan",
        text="Informasi yang ditutup: alasan, pasal, akibat, keputusan, dan sampai kapan, satu baris satu informasi.",
        keywords=("informasi dikecualikan", "uji konsekuensi", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.every(AssessedExclusion)),
        since=lambda b: None,
        files=(("dikecualikan", "csv json"),),
    ),
    _case(
        "permohonan", "Register permohonan informasi", "Permohonan informasi dan jawabannya, satu baris satu.",
        "permohonan informasi",
    ),
    _case(
        "keberatan", "Register keberatan informasi", "Keberatan atas jawaban permohonan dan putusannya.",
        "keberatan informasi", mark="keberatan",
    ),
    _case(
        "sengketa", "Register sengketa informasi", "Sengketa di Komisi Informasi dan hasilnya.",
        "sengketa informasi", "Komisi Informasi", mark="sengketa",
    ),
    Register(
        code="statistik",
        page="statistik",
        title="Statistik layanan informasi",
        text="Banyaknya permohonan, keberatan, sengketa, dan pengaduan menurut tahun dan bulan, serta lama jawabannya.",
        keywords=("statistik", "layanan informasi", "PPID"),
        frequency="bulanan",
        kept=lambda b: bool(b.assessed.get(Service).cases),
        since=_kept_since,
        files=(("statistik", "json"),),
        plain_names=True,
    ),
    Register(
        code="kinerja",
        page="kinerja",
        title="Indikator kinerja layanan informasi",
        text="Nilai setiap indikator menurut triwulan, dengan pembilang, penyebut, dan sasarannya.",
        keywords=("indikator kinerja", "layanan informasi", "PPID"),
        frequency="triwulanan",
        kept=lambda b: _first_quarter(b) is not None,
        since=_first_quarter,
        files=(("kinerja", "json"), ("kinerja-*", "csv")),
    ),
    Register(
        code="tindak-lanjut",
        page="tindak-lanjut",
        title="Kendala dan tindakan perbaikan",
        text="Kendala layanan, tindakan yang diambil, keadaannya, dan akibatnya pada indikator.",
        keywords=("tindak lanjut", "perbaikan layanan", "PPID"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.every(ActionState)),
        since=lambda b: None,
        files=(("tindak-lanjut", "csv json"),),
    ),
    Register(
        code="survei",
        page="survei-kepuasan",
        title="Survei kepuasan layanan",
        text="Hitungan jawaban survei menurut periode, unsur, dan kelompok, serta Indeks Kepuasan Masyarakat.",
        keywords=("survei kepuasan", "IKM", "SKM"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.get(Survey).periods),
        since=_survey_since,
        files=(("survei", "csv json"),),
    ),
    Register(
        code="pengawasan",
        page="pengawasan",
        title="Audit internal layanan informasi",
        text="Hasil audit menurut kriteria, dan temuan dengan nomor, jenis, gambaran umum, dan tindakannya.",
        keywords=("audit internal", "temuan", "pengawasan"),
        frequency="tidak-tentu",
        kept=lambda b: bool(b.assessed.get(AuditAssessment).rounds),
        since=lambda b: None,
        files=(("audit", "csv"), ("temuan", "csv")),
    ),
    Register(
        code="tanggapan-laporan",
        page="tanggapan-laporan",
        title="Tanggapan atas laporan masyarakat",
        text="Apa yang dilaporkan orang dan apa yang dikerjakan, tanpa nama.",
        keywords=("pengaduan", "tanggapan", "layanan publik"),
        frequency="tidak-tentu",
        kept=lambda b: "pengaduan" in b.assessed.get(Service).cases,
        since=_kept_since,
        files=(("tanggapan-laporan", "csv"),),
    ),
    Register(
        code="laporan-tahunan",
        page="laporan-tahunan",
        title="Tabel laporan tahunan layanan informasi",
        text="Semua tabel laporan tahunan layanan informasi menurut Perki 1/2021 Pasal 56, setiap tahun.",
        keywords=("laporan tahunan", "layanan informasi", "PPID"),
        frequency="tahunan",
        kept=lambda b: bool(b.assessed.every(ReportYear)),
        since=lambda b: min((date(y.year, 1, 1) for y in b.assessed.every(ReportYear)), default=None),
        files=(("laporan-tahunan-*", "csv"),),
    ),
)  # fmt: skip


def of_registers(b: BodyView, made: Mapping[str, Made] | None = None) -> Iterator[Entry]:
    """The entries of the registers that a body keeps; with ``made`` (by address) their files have size and sum, and
    only those that are there are named. Without it those are named that the records tell of."""
    for register in REGISTERS:
        if register.kept(b):
            since = register.since(b)
            yield Entry(
                b=b,
                id=register.code,
                page=routes.body_page(b.id, register.page),
                mark=register.mark,
                title=f"{register.title} {b.body.short_name}",
                text=f"{register.text} Kantor: {b.body.name}. Keadaan pada {words.day(b.on)}.",
                keywords=register.keywords,
                frequency=register.frequency,
                licence=OWN_LICENCE,
                area=area_of(b),
                starts=min(since or b.on, b.on),
                ends=b.on,
                issued=since if since and since <= b.on else None,
                modified=_newest(b) if register.code == REGISTER else b.on,
                provenance=f"Disusun portal ini dari catatan {b.body.name}.",
                columns=tuple(_columns(b, register.code)),
                distributions=tuple(_tables(b, register, made)),
            )


def _newest(b: BodyView) -> date | None:
    return max((day for e in b.entries if (day := changed_on(e, b.on))), default=None)


def _columns(b: BodyView, code: str) -> Iterator[tuple[str, str, str]]:
    """Columns of the registers whose schema is published as it is."""
    schema = b.corpus.schemas.get(code) if code in (REGISTER, "dikecualikan") else None
    columns: tuple[Column, ...] = schema.columns if schema else ()
    yield from ((c.title, " ".join(c.text.split()), "") for c in columns)


def _tables(b: BodyView, register: Register, made: Mapping[str, Made] | None) -> Iterator[Distribution]:
    for stem, endings in register.files:
        for ending in endings.split():
            for address in _addresses(b, register, stem, ending, made):
                known = made.get(address) if made is not None else None
                name = address.rpartition("/")[2].removeprefix("CONTOH-").removesuffix(f".{ending}")
                yield Distribution(
                    title=f"{register.title}: {name} ({ending.upper()})" if "*" in stem else
                    f"{register.title} ({ending.upper()})",
                    address=address,
                    media=media.of(address),
                    size=known.size if known else None,
                    sha256=known.sha256 if known else "",
                    schema=routes.json_schema(f"api/badan/{name}") if ending == "json" else "",
                )  # fmt: skip


def _told(b: BodyView, stem: str) -> Iterator[str]:
    """The tables of a register with many: one an indicator, and one a block of the report of a year."""
    if stem.startswith("kinerja"):
        yield from (routes.indicator_file(b.body, name) for name in b.assessed.named(IndicatorState))
    else:
        for year in b.assessed.every(ReportYear):
            view = ReportView(b, year)
            tables = (part for part in (*view.full(), *view.quarters()) if isinstance(part, Table))
            yield from (routes.report_file(b.body, year.year, "csv", part.code) for part in tables)


def _addresses(
    b: BodyView, register: Register, stem: str, ending: str, made: Mapping[str, Made] | None
) -> Iterator[str]:
    address = routes.api(f"{b.id}/{stem}.{ending}") if register.plain_names else routes.table_file(b.body, stem, ending)
    if "*" in stem:
        first, last = address.split("*")
        known = made if made is not None else _told(b, stem)
        yield from sorted(a for a in known if a.startswith(first) and a.endswith(last))
    elif made is None or address in made:
        yield address
