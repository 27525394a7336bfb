"""The annual report of one year as blocks: one text for page, PDF and summary (Perki 1/2021 Pasal 56-58).

Promises: every number comes from the registers and tells the state of ``ReportYear.as_of``; what officers did not write
is said to be missing, what no register covers is said so, and neither reads as zero. Knows no format.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from terbuka.model import REPORT_DUTY, AnnualReport, Figures, ReportState, ReportYear
from terbuka.render import table, words
from terbuka.render.document import Block, Document, Grid, Heading, Listing, Paragraph
from terbuka.render.service_view import ServiceView, exact
from terbuka.render.view import BodyView

Cell = str | int | Fraction | None
UNWRITTEN = "Belum diisi."
STATES = {
    ReportState.RUNNING: ("soon", "Tahun masih berjalan"),
    ReportState.WANTING: ("none", "Belum lengkap"),
    ReportState.UNSIGNED: ("soon", "Belum ditandatangani"),
    ReportState.PARTLY: ("soon", "Register tidak meliput setahun penuh"),
    ReportState.DONE: ("ok", "Selesai"),
}
#: The six parts of Pasal 56 ayat (4), for a law that does not name them under ``bagian`` of the duty.
_PARTS = {
    "a": "gambaran umum kebijakan",
    "b": "gambaran umum pelaksanaan",
    "c": "rincian pelayanan",
    "d": "rincian penyelesaian sengketa",
    "e": "kendala",
    "f": "rekomendasi dan rencana tindak lanjut",
}
_COLUMNS = {"permohonan": "putusan", "keberatan": "putusan_atasan", "sengketa": "putusan", "pengaduan": "hasil"}
QUARTER_NAMES = ("I", "II", "III", "IV")


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
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([name for name, _ in self.columns])
        writer.writerows([_plain(cell) for cell in row] for row in self.rows)
        return out.getvalue().encode()


Part = Block | Table


def said(cell: Cell) -> str:
    return cell if isinstance(cell, str) else words.number(cell) if isinstance(cell, int) else exact(cell)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{float(cell):.1f}" if isinstance(cell, Fraction) else table.guarded(str(cell))


class ReportView:
    """The report of one year of one body."""

    def __init__(self, b: BodyView, report: ReportYear):
        self.b, self.y, self.service = b, report, ServiceView(b)
        self.record = report.record or AnnualReport(year=report.year)
        self.title = f"Laporan Layanan Informasi Publik Tahun {report.year}"
        duty = b.law.obligations.get(REPORT_DUTY)
        self.parts: Mapping[str, str] = (duty.parts if duty else None) or _PARTS

    # --- what is said of the whole

    @property
    def mark(self) -> tuple[str, str]:
        return STATES[self.y.state]

    def total(self, register: str) -> Figures | None:
        found = self.y.figures.get(register)
        return found.total if found else None

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
        told += f", {said(f.in_time)} di antaranya dalam batas waktu dan {said(f.late)} terlambat." if f.answered else "."
        if f.median is not None:
            told += f" Separuhnya dijawab dalam {exact(f.median)} {self.unit('permohonan')} atau kurang."
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
                f"Laporan setahun penuh ditandatangani {r.signed_by}, {words.day(r.signed_on)}. Angka di sini hanya dari "
                "register, yang tidak meliput setahun penuh, jadi dapat berbeda dari laporan itu."
            )
        if y.due_on and r.signed_on and r.signed_on > y.due_on:
            told += f" Itu sesudah batas waktunya, {words.day(y.due_on)}."
        return told

    @property
    def lacking(self) -> list[str]:
        schema = self.b.corpus.schemas["laporan-tahunan"]
        return [_lower(schema.column(name).title) for name in self.y.missing]

    def coverage(self) -> list[str]:
        """What of the year the registers do not hold."""
        told = [self.uncovered(name) for name in ("permohonan", "keberatan", "sengketa") if name not in self.y.figures]
        starts: dict[date, list[str]] = {}
        for name, found in self.y.figures.items():
            if (found.since.month, found.since.day) != (1, 1):
                starts.setdefault(found.since, []).append(name)
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
        found = self.y.figures[register]
        return words.span(found.since, found.until)

    def unit(self, register: str) -> str:
        main = self.b.main_deadline(register)
        return "hari kalender" if main and main.unit == "hari-kalender" else "hari kerja"

    def head(self) -> list[Part]:
        return [
            Paragraph(self.lead),
            Paragraph(self.state),
            *(Paragraph(text) for text in self.coverage()),
        ]

    # --- full report, summary, quarters

    def full(self) -> list[Part]:
        return [
            *self.head(),
            *self.law_figures(),
            *self._policy(),
            *self._means(),
            *self._service(),
            *self._disputes(),
            *self._obstacles(),
            *self._next(),
            *self._signature(),
        ]

    def summary(self) -> list[Part]:
        """The short form (Pasal 58 huruf a): the general picture of the service."""
        return [
            *self.head(),
            *self.law_figures(),
            Heading(1, "Keberatan dan sengketa"),
            Paragraph(f"{self._told('keberatan', 'keberatan')} {self._told('sengketa', 'sengketa di Komisi Informasi')}"),
            *self._obstacles(plain=True),
            *self._next(plain=True),
            *self._signature(),
        ]

    def quarters(self) -> list[Part]:
        made: list[Part] = [Paragraph(self.quarter_lead), *(Paragraph(text) for text in self.coverage())]
        titles = {
            "permohonan": "Permohonan informasi",
            "keberatan": "Keberatan",
            "sengketa": "Sengketa di Komisi Informasi",
            "pengaduan": "Pengaduan layanan",
        }
        columns = (
            ("triwulan", "Triwulan"),
            *_COUNTED,
            ("diperpanjang", "Diperpanjang"),
            ("berjalan", "Berjalan"),
            ("berjalan_lewat_batas", "Berjalan, lewat batas"),
        )
        for register, title in titles.items():
            inside = [q for q in self.y.quarters if register in q.figures]
            if not inside:
                continue
            made.append(Heading(1, title))
            if not any(q.figures[register].received for q in inside):
                made.append(Paragraph(self._told(register, register)))
                continue
            rows = []
            for q in inside:
                f = q.figures[register]
                name = f"{QUARTER_NAMES[q.number - 1]} ({_months(q.since, q.until)})"
                rows.append((name, *_counted(f), f.extended, f.open, f.open_late))
            caption = f"{title} menurut triwulan diterima, {self.y.year} ({self.unit(register)})"
            made.append(Table(f"triwulan-{register}", caption, columns, rows))
        return [*made, self._method()]

    @property
    def quarter_lead(self) -> str:
        if not self.y.quarters:
            return self.lead
        late = [q for q in self.y.quarters if (f := q.figures.get("permohonan")) and f.late + f.open_late]
        if "permohonan" not in self.y.figures:
            return self.uncovered("permohonan")
        if not late:
            return f"{self.span('permohonan')}: tidak ada permohonan yang dijawab terlambat atau lewat batas."
        told = [
            f"triwulan {QUARTER_NAMES[q.number - 1]} {said(f.late + f.open_late)} dari {said(f.received)}"
            for q in late
            if (f := q.figures["permohonan"])
        ]
        return f"{self.span('permohonan')}: permohonan yang terlambat atau lewat batas ada di {words.listing(told)}."

    def document(self, blocks: Sequence[Part], title: str, subtitle: str, address: str) -> Document:
        return Document(
            title=title,
            subtitle=subtitle,
            office=self.b.body.name,
            day=words.day(self.y.as_of),
            address=address,
            sample=self.b.body.sample,
            blocks=tuple(block.grid if isinstance(block, Table) else block for block in blocks),
        )

    # --- parts

    def _chapter(self, letter: str) -> Heading:
        return Heading(1, f"{letter}. {_upper(self.parts.get(letter, _PARTS[letter]))}")

    def law_figures(self) -> Iterator[Part]:
        """The four figures that UU 14/2008 Pasal 12 has announced every year, letters a to d."""
        yield Heading(1, "Angka yang wajib diumumkan setiap tahun")
        f = self.total("permohonan")
        if f is None:
            yield Paragraph(self.uncovered("permohonan"))
            return
        unit = self.unit("permohonan")
        rows: list[tuple[Cell, ...]] = [("a", "Permintaan informasi diterima", f.received)]
        rows += [
            ("b", f"Waktu menjawab, nilai tengah ({unit})", f.median),
            ("b", f"Sembilan dari sepuluh dijawab dalam ({unit})", f.p90),
            ("b", f"Waktu tercepat ({unit})", f.fastest),
            ("b", f"Waktu terlama ({unit})", f.slowest),
            ("b", "Dijawab dalam batas waktu", f.in_time),
            ("b", "Dijawab terlambat", f.late),
        ]
        rows += [("c", title, f.decisions.get(value, 0)) for value, title in self._choices("permohonan").items()]
        rows += [("d", f"Alasan: {self.service.ground(name)}", n) for name, n in sorted(f.refusals.items())]
        if not f.refusals:
            rows.append(("d", "Alasan menolak atau menghitamkan", 0))
        title = f"Angka menurut UU 14/2008 Pasal 12, {self.span('permohonan')}"
        columns = (("huruf", "Huruf"), ("butir", "Butir"), ("nilai", "Angka"))
        yield Table("pasal-12", title, columns, rows, (1, 7, 2))
        yield self._method()

    def _policy(self) -> Iterator[Part]:
        yield self._chapter("a")
        yield from _paragraphs(self.record.policy)

    def _means(self) -> Iterator[Part]:
        r = self.record
        yield self._chapter("b")
        yield Heading(2, "Sarana dan keadaannya")
        if r.equipment:
            columns = (("sarana", "Sarana"), ("jumlah", "Jumlah"), ("keadaan", "Keadaan"))
            rows: list[tuple[Cell, ...]] = [
                (e.what, "tidak dihitung" if e.count is None else str(e.count), e.condition) for e in r.equipment
            ]
            yield Table("sarana", f"Sarana layanan pada akhir {self.y.year}", columns, rows, (4, 2, 5))
        else:
            yield Paragraph(UNWRITTEN)
        yield Heading(2, "Petugas dan kualifikasinya")
        if r.staff:
            rows = [(s.role, s.count) for s in r.staff]
            rows.append(("Jumlah", sum(s.count for s in r.staff)))
            columns = (("peran", "Peran"), ("jumlah", "Orang"))
            yield Table("petugas", f"Petugas layanan pada akhir {self.y.year}", columns, rows, (5, 1))
        else:
            yield Paragraph(UNWRITTEN)
        yield Paragraph(f"Kualifikasi: {r.qualification or _lower(UNWRITTEN)}")
        yield Heading(2, "Anggaran dan penggunaannya")
        yield from self._budget()

    def _budget(self) -> Iterator[Part]:
        lines = self.record.budget
        if not lines:
            yield Paragraph(UNWRITTEN)
            return
        planned, spent = sum(x.planned for x in lines), sum(x.spent for x in lines)
        rows: list[tuple[Cell, ...]] = [(x.purpose, x.planned, x.spent, _share(x.spent, x.planned)) for x in lines]
        rows.append(("Jumlah", planned, spent, _share(spent, planned)))
        columns = (("untuk", "Untuk"), ("anggaran", "Anggaran"), ("terpakai", "Terpakai"), ("persen", "Persen"))
        title = f"Anggaran layanan informasi {self.y.year} dan penggunaannya, dalam rupiah"
        yield Table("anggaran", title, columns, rows, (5, 3, 3, 2))

    def _service(self) -> Iterator[Part]:
        yield self._chapter("c")
        y = self.y.figures.get("permohonan")
        if y is None:
            yield Paragraph(self.uncovered("permohonan"))
        elif not y.total.received:
            yield Paragraph(f"Nihil: tidak ada permohonan informasi, {self.span('permohonan')}.")
        else:
            yield from self._requests(y.months, y.total)
        yield from self._complaints()

    def _requests(self, months: Mapping[int, Figures], total: Figures) -> Iterator[Part]:
        unit = self.unit("permohonan")
        more = (("berjalan", "Masih berjalan"),)
        yield Heading(2, "Jumlah permintaan")
        rows: list[tuple[Cell, ...]] = [(words.MONTHS[n - 1], *_counted(f), f.open) for n, f in months.items()]
        rows.append(("Jumlah", *_counted(total), total.open))
        title = f"Permintaan menurut bulan diterima, {self.span('permohonan')} ({unit})"
        yield Table("bulanan", title, (("bulan", "Bulan"), *_COUNTED, *more), rows, (3, 2, 2, 2, 2, 2, 2))
        yield Heading(2, "Waktu menurut kelas informasi")
        schema = self.b.corpus.schemas["permohonan"]
        names = {**schema.column("kelas").choices, "": "Belum dicatat"}
        known = [(title, self.y.classes[name]) for name, title in names.items() if name in self.y.classes]
        rows = [(title, *_counted(f), f.p90, f.fastest, f.slowest) for title, f in known]
        limits = (("persentil_90", "9 dari 10"), ("tercepat", "Tercepat"), ("terlama", "Terlama"))
        title = f"Waktu menjawab menurut kelas informasi, {self.span('permohonan')} ({unit})"
        yield Table("kelas", title, (("kelas", "Kelas"), *_COUNTED, *limits), rows, (4, 2, 2, 2, 2, 2, 2, 2, 2))
        yield Heading(2, "Dikabulkan dan ditolak")
        choices = self._choices("permohonan")
        rows = [(t, n := total.decisions.get(v, 0), _share(n, total.answered)) for v, t in choices.items()]
        rows.append(("Dijawab", total.answered, _share(total.answered, total.answered)))
        columns = (("putusan", "Putusan"), ("jumlah", "Jumlah"), ("persen", "Persen dari yang dijawab"))
        yield Table("putusan", f"Putusan atas permintaan, {self.span('permohonan')}", columns, rows, (5, 2, 3))
        if not total.refusals:
            yield Paragraph("Tidak ada permintaan yang ditolak atau dihitamkan sebagian.")
            return
        rows = [(self.service.ground(name), n) for name, n in sorted(total.refusals.items())]
        columns = (("alasan", "Alasan"), ("jumlah", "Jumlah"))
        title = "Alasan menolak atau menghitamkan sebagian; satu permintaan dapat punya beberapa alasan"
        yield Table("alasan", title, columns, rows, (5, 1))

    def _complaints(self) -> Iterator[Part]:
        f = self.total("pengaduan")
        if f is None:
            return
        yield Heading(2, "Pengaduan layanan")
        yield Paragraph(f"{self._told('pengaduan', 'pengaduan')} Bagian ini di luar yang diminta Pasal 57.")
        if f.received:
            schema = self.b.corpus.schemas["pengaduan"]
            rows = [(title, f.kinds[v]) for v, title in schema.column("jenis").choices.items() if v in f.kinds]
            columns = (("jenis", "Yang diadukan"), ("jumlah", "Jumlah"))
            yield Table("pengaduan", f"Pengaduan menurut jenis, {self.span('pengaduan')}", columns, rows, (5, 1))

    def _disputes(self) -> Iterator[Part]:
        yield self._chapter("d")
        for register, title in (("keberatan", "Keberatan"), ("sengketa", "Sengketa di Komisi Informasi")):
            yield Heading(2, title)
            f = self.total(register)
            yield Paragraph(self._told(register, _lower(title) if register == "keberatan" else "sengketa"))
            if f is None or not f.received:
                continue
            yield self._outcomes(register, title, f)
            if register == "keberatan":
                yield self._grounds()
            elif self.y.outcomes[register].sued:
                yield Paragraph("Putusan pengadilan atas gugatan itu tidak dicatat di register ini.")

    def _outcomes(self, register: str, title: str, f: Figures) -> Table:
        answer = "Ditanggapi Atasan PPID" if register == "keberatan" else "Selesai"
        rows: list[tuple[Cell, ...]] = [("Diterima", f.received), (answer, f.answered)]
        if register == "keberatan":
            rows += [("Ditanggapi dalam batas waktu", f.in_time), ("Ditanggapi terlambat", f.late)]
        rows += [(f"Hasil: {_lower(t)}", f.decisions.get(v, 0)) for v, t in self._choices(register).items()]
        rows += [("Hasilnya sudah dilaksanakan", self.y.outcomes[register].carried_out)]
        if register == "sengketa":
            rows.append(("Digugat ke pengadilan", self.y.outcomes[register].sued))
        rows += [("Dicabut", f.withdrawn), ("Masih berjalan", f.open)]
        columns = (("butir", "Butir"), ("jumlah", "Jumlah"))
        return Table(register, f"{title}, {self.span(register)}", columns, rows, (5, 1))

    def _grounds(self) -> Table:
        known = self.b.law.grounds
        rows = [(f"{n}. {known[n].title}" if n in known else n, c) for n, c in sorted(self.y.grounds.items())]
        columns = (("alasan", "Alasan keberatan"), ("jumlah", "Jumlah"))
        title = "Alasan keberatan; satu keberatan dapat punya beberapa alasan"
        return Table("alasan-keberatan", title, columns, rows, (5, 1))

    def _told(self, register: str, name: str) -> str:
        f = self.total(register)
        if f is None:
            return self.uncovered(register)
        if not f.received:
            return f"Nihil: tidak ada {name}, {self.span(register)}."
        told = f"{said(f.received)} {name} diterima, {said(f.answered)} selesai"
        return told + (f", {said(f.open)} masih berjalan." if f.open else ".")

    def _obstacles(self, *, plain: bool = False) -> Iterator[Part]:
        yield Heading(1, "Kendala") if plain else self._chapter("e")
        for title, items in (("Dari luar", self.record.external), ("Dari dalam", self.record.internal)):
            yield Heading(2, title)
            yield Listing(items) if items else Paragraph(UNWRITTEN)

    def _next(self, *, plain: bool = False) -> Iterator[Part]:
        r = self.record
        yield Heading(1, "Rekomendasi dan rencana tindak lanjut") if plain else self._chapter("f")
        for title, items in (("Rekomendasi", r.recommendations), ("Rencana tindak lanjut", r.follow_ups)):
            yield Heading(2, title)
            yield Listing(items, numbered=True) if items else Paragraph(UNWRITTEN)

    def _signature(self) -> Iterator[Part]:
        r = self.record
        yield Heading(1, "Pengesahan dan salinan")
        copied = "Penyampaian salinan kepada Komisi Informasi belum tercatat di portal ini."
        if r.copied_on is not None and r.copied_on <= self.b.on:
            copied = f"Salinannya diterima Komisi Informasi {words.day(r.copied_on)}, surat nomor {r.copy_number}."
        yield Paragraph(f"{self.state} {copied}")

    def _method(self) -> Paragraph:
        return Paragraph(
            f"Cara membaca: semua angka dihitung dari register menurut keadaan pada {words.day(self.y.as_of)}, menurut hari diterima, "
            "tanpa identitas siapa pun, dan tidak disamarkan. Nilai tengah: separuh dijawab dalam waktu itu atau kurang. "
            "“Belum ada” berarti tidak ada yang dapat dihitung, bukan nol.",
            small=True,
        )

    def _choices(self, register: str) -> Mapping[str, str]:
        return self.b.corpus.schemas[register].column(_COLUMNS[register]).choices


_COUNTED = (
    ("diterima", "Diterima"),
    ("dijawab", "Dijawab"),
    ("dalam_batas", "Dalam batas"),
    ("terlambat", "Terlambat"),
    ("nilai_tengah", "Nilai tengah"),
)


def _counted(f: Figures) -> tuple[Cell, ...]:
    """The cells of ``_COUNTED``."""
    return (f.received, f.answered, f.in_time, f.late, f.median)


def _share(part: int, whole: int) -> Fraction | None:
    """Per cent; without a denominator there is none."""
    return Fraction(100 * part, whole) if whole else None


def _months(since: date, until: date) -> str:
    """``Jan–Mar``; with days where a quarter is not covered whole."""
    if since.day == 1 and since.month % 3 == 1 and until.month % 3 == 0 and until.day >= 30:
        return f"{words.MONTHS[since.month - 1][:3]}–{words.MONTHS[until.month - 1][:3]}"
    return words.span(since, until)


def _paragraphs(texts: Sequence[str]) -> Iterator[Part]:
    yield from (Paragraph(text) for text in texts) if texts else (Paragraph(UNWRITTEN),)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
