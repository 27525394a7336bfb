"""One year of the annual report before it is set: its tables as values, and what is said of the whole.

Promises: an answer first, then how far the report is, then what the registers do not cover; none of it reads as zero.
Knows no format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from terbuka.features.annual_report.record import REPORT_DUTY, AnnualReport, ReportState, ReportYear
from terbuka.features.service.counted import exact, in_time
from terbuka.features.service.record import Figures
from terbuka.features.service.view import ServiceView
from terbuka.kit import table, words
from terbuka.kit.document import Block, Grid, Paragraph
from terbuka.kit.view import BodyView
from terbuka.law.roles import bearer

Cell = str | int | Fraction | None
STATES = {
    ReportState.RUNNING: ("soon", "Tahun masih berjalan"),
    ReportState.WANTING: ("none", "Belum lengkap"),
    ReportState.UNSIGNED: ("soon", "Belum ditandatangani"),
    ReportState.PARTLY: ("soon", "Register tidak meliput setahun penuh"),
    ReportState.DONE: ("ok", "Selesai"),
}
#: The six parts of Pasal 56 ayat (4), for a law that does not name them under ``bagian`` of the duty.
PARTS = {
    "a": "gambaran umum kebijakan",
    "b": "gambaran umum pelaksanaan",
    "c": "rincian pelayanan",
    "d": "rincian penyelesaian sengketa",
    "e": "kendala",
    "f": "rekomendasi dan rencana tindak lanjut",
}
_COLUMNS = {"permohonan": "putusan", "keberatan": "putusan_atasan", "sengketa": "putusan", "pengaduan": "hasil"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report: ``code`` names its file, ``columns`` are the key in the file and the heading on paper.

    A cell is a text, a whole number, a fraction (days or per cent), or None where there is nothing to count.
    """

    code: str
    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()

    @property
    def numeric(self) -> tuple[int, ...]:
        """Positions of columns that hold no text."""
        return tuple(n for n in range(len(self.columns)) if not any(isinstance(row[n], str) for row in self.rows))

    @property
    def grid(self) -> Grid:
        rows = [[said(cell) for cell in row] for row in self.rows]
        return Grid(self.title, [title for _, title in self.columns], rows, self.numeric, self.widths)

    def as_csv(self) -> bytes:
        return table.rows_as_csv([name for name, _ in self.columns], ([_plain(c) for c in row] for row in self.rows))


Part = Block | Table


def said(cell: Cell) -> str:
    return cell if isinstance(cell, str) else words.number(cell) if isinstance(cell, int) else exact(cell)


def _plain(cell: Cell) -> str | int | float | None:
    return round(float(cell), 1) if isinstance(cell, Fraction) else cell


class YearView:
    """The report of one year of one body."""

    def __init__(self, b: BodyView, report: ReportYear):
        self.b, self.y, self.service = b, report, ServiceView(b)
        self.record = report.record or AnnualReport(year=report.year)
        self.title = f"Laporan Layanan Informasi Publik Tahun {report.year}"
        duty = bearer(b.law.obligations, REPORT_DUTY)
        self.parts: Mapping[str, str] = (duty.parts if duty else None) or PARTS

    # --- what is said of the whole

    @property
    def mark(self) -> tuple[str, str]:
        return STATES[self.y.state]

    def total(self, register: str) -> Figures | None:
        figures = self.y.figures.get(register)
        return figures.total if figures else None

    @property
    def lead(self) -> str:
        """The answer first: how many requests, how many answered, how many in time."""
        f = self.total("permohonan")
        if f is None:
            return self.uncovered("permohonan")
        when = self.span("permohonan")
        if not f.received:
            return f"{when}: nihil, tidak ada permohonan informasi."
        told = f"{when}: {said(f.received)} permohonan informasi diterima, {said(f.answered)} dijawab"
        told += "."
        if f.judged:
            told += f" {in_time(f)}"
        unit = self.unit("permohonan")
        if f.median is not None:
            told += f" Separuh dari {said(f.days_counted)} jawaban datang dalam {exact(f.median)} {unit} atau kurang."
        if f.give_median is not None:
            told += f" Informasinya diberikan dalam {exact(f.give_median)} {unit} (nilai tengah dari "
            told += f"{said(f.give_counted)} yang diberikan)."
        return told

    @property
    def state(self) -> str:
        """How far the report is, in sentences."""
        r, y = self.record, self.y
        if y.state is ReportState.RUNNING:
            return f"Tahun {y.year} masih berjalan. Ini angka sementara, bukan laporan tahunan."
        if y.state is ReportState.WANTING:
            return f"Rancangan. Belum diisi: {words.listing(self.lacking)}."
        if y.state is ReportState.UNSIGNED:
            return "Rancangan, belum ditandatangani."
        told = f"Ditandatangani {r.signed_by}, {words.day(r.signed_on)}."
        if y.state is ReportState.PARTLY:
            told = (
                f"Laporan setahun penuh ditandatangani {r.signed_by}, {words.day(r.signed_on)}. Angka di sini hanya "
                "dari register, yang tidak meliput setahun penuh, jadi dapat berbeda dari laporan itu."
            )
        if y.due_on and r.signed_on and r.signed_on > y.due_on:
            told += f" Itu sesudah batas waktunya, {words.day(y.due_on)}."
        return told

    @property
    def lacking(self) -> list[str]:
        schema = self.b.corpus.schemas["laporan-tahunan"]
        return [lower(schema.column(name).title) for name in self.y.missing]

    def coverage(self) -> list[str]:
        """What of the year the registers do not hold."""
        told = [self.uncovered(name) for name in ("permohonan", "keberatan", "sengketa") if name not in self.y.figures]
        starts: dict[date, list[str]] = {}
        for name, figures in self.y.figures.items():
            if (figures.since.month, figures.since.day) != (1, 1):
                starts.setdefault(figures.since, []).append(name)
        for since, names in starts.items():
            told.append(
                f"Register {words.listing(names)} dimuat sejak {words.day(since)}. "
                f"Yang diterima pada {self.y.year} sebelum hari itu tidak terhitung di sini."
            )
        return told

    def uncovered(self, register: str) -> str:
        if not self.service.kept(register):
            return f"Register {register} belum dimuat di portal ini. Itu bukan berarti tidak ada {register}."
        years = self.service.service.years[register]
        if not years:
            return f"Register {register} masih kosong, dan belum dicatat sejak kapan diisi."
        return f"Register {register} baru dimuat sejak {words.day(years[-1].since)}, jadi tidak meliput {self.y.year}."

    def span(self, register: str) -> str:
        figures = self.y.figures[register]
        return words.span(figures.since, figures.until)

    def unit(self, register: str) -> str:
        main = self.b.main_deadline(register)
        return "hari kalender" if main and main.unit == "hari-kalender" else "hari kerja"

    def head(self) -> list[Part]:
        return [
            Paragraph(self.lead),
            Paragraph(self.state),
            *(Paragraph(text) for text in self.coverage()),
        ]

    def told(self, register: str, name: str) -> str:
        f = self.total(register)
        if f is None:
            return self.uncovered(register)
        if not f.received:
            return f"Nihil: tidak ada {name}, {self.span(register)}."
        told = f"{said(f.received)} {name} diterima, {said(f.answered)} selesai"
        return told + (f", {said(f.open)} masih berjalan." if f.open else ".")

    def choices(self, register: str) -> Mapping[str, str]:
        return self.b.corpus.schemas[register].column(_COLUMNS[register]).choices


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]
