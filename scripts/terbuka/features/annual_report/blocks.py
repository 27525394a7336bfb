"""The annual report of one year as blocks: one text for page, PDF and summary (Perki 1/2021 Pasal 56-58).

Promises: every number comes from the registers and tells the state of ``ReportYear.as_of``; what officers did not write
is said to be missing, what no register covers is said so, and neither reads as zero. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from terbuka.base.day_names import MONTHS
from terbuka.features.annual_report.view import PARTS, Cell, Part, Table, YearView, lower, said, upper
from terbuka.features.service.record import Figures
from terbuka.kit import words
from terbuka.kit.document import Document, Heading, Listing, Paragraph

UNWRITTEN = "Belum diisi."
QUARTER_NAMES = ("I", "II", "III", "IV")


class ReportView(YearView):
    """The report of one year of one body, in its three forms."""

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
            Paragraph(f"{self.told('keberatan', 'keberatan')} {self.told('sengketa', 'sengketa di Komisi Informasi')}"),
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
            ("berjalan", "Berjalan"),
            ("berjalan_lewat_batas", "Berjalan, lewat batas"),
        )
        for register, title in titles.items():
            inside = [q for q in self.y.quarters if register in q.figures]
            if not inside:
                continue
            made.append(Heading(1, title))
            if not any(q.figures[register].received for q in inside):
                made.append(Paragraph(self.told(register, register)))
                continue
            rows = []
            for q in inside:
                f = q.figures[register]
                name = f"{QUARTER_NAMES[q.number - 1]} ({_months(q.since, q.until)})"
                rows.append((name, *_counted(f), f.open, f.open_late))
            caption = f"{title} menurut triwulan diterima, {self.y.year} ({self.unit(register)})"
            made.append(Table(f"triwulan-{register}", caption, columns, rows))
        return [*made, self._method()]

    @property
    def quarter_lead(self) -> str:
        if not self.y.quarters:
            return self.lead
        told_of = [(q.number, q.figures["permohonan"]) for q in self.y.quarters if "permohonan" in q.figures]
        late = [(number, f) for number, f in told_of if f.missed]
        if "permohonan" not in self.y.figures:
            return self.uncovered("permohonan")
        if not late:
            return f"{self.span('permohonan')}: tidak ada permohonan yang dijawab terlambat atau lewat batas."
        told = [f"triwulan {QUARTER_NAMES[number - 1]} {said(f.missed)} dari {said(f.received)}" for number, f in late]
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
        return Heading(1, f"{letter}. {upper(self.parts.get(letter, PARTS[letter]))}")

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
            ("b", "Banyaknya jawaban yang lamanya dihitung", f.days_counted),
            ("b", f"Sembilan dari sepuluh dijawab dalam ({unit})", f.p90),
            ("b", f"Waktu tercepat ({unit})", f.fastest),
            ("b", f"Waktu terlama ({unit})", f.slowest),
            ("b", f"Waktu memenuhi, nilai tengah ({unit})", f.give_median),
            ("b", "Banyaknya pemberian yang lamanya dihitung", f.give_counted),
            ("b", f"Sembilan dari sepuluh dipenuhi dalam ({unit})", f.give_p90),
            ("b", "Dikabulkan, tetapi belum tercatat diberikan", f.granted - f.given),
            ("b", "Dijawab dalam batas waktu", f.in_time),
            ("b", "Dijawab terlambat", f.late),
            ("b", "Lewat batas tanpa jawaban", f.open_late + f.ended_late),
            ("b", "Dalam batas waktu, persen dari yang dapat dinilai", _share(f.in_time, f.judged)),
        ]
        rows += [("c", title, f.decisions.get(value, 0)) for value, title in self.choices("permohonan").items()]
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
        yield self._chapter("b")
        yield from self._equipment()
        yield from self._staff()
        yield from self._budget()

    def _equipment(self) -> Iterator[Part]:
        r = self.record
        yield Heading(2, "Sarana dan keadaannya")
        if r.equipment:
            columns = (("sarana", "Sarana"), ("jumlah", "Jumlah"), ("keadaan", "Keadaan"))
            rows: list[tuple[Cell, ...]] = [
                (e.what, "tidak dihitung" if e.count is None else str(e.count), e.condition) for e in r.equipment
            ]
            yield Table("sarana", f"Sarana layanan pada akhir {self.y.year}", columns, rows, (4, 2, 5))
        else:
            yield Paragraph(UNWRITTEN)

    def _staff(self) -> Iterator[Part]:
        r = self.record
        yield Heading(2, "Petugas dan kualifikasinya")
        if r.staff:
            rows: list[tuple[Cell, ...]] = [(s.role, s.count) for s in r.staff]
            rows.append(("Jumlah", sum(s.count for s in r.staff)))
            columns = (("peran", "Peran"), ("jumlah", "Orang"))
            yield Table("petugas", f"Petugas layanan pada akhir {self.y.year}", columns, rows, (5, 1))
        else:
            yield Paragraph(UNWRITTEN)
        yield Paragraph(f"Kualifikasi: {r.qualification or lower(UNWRITTEN)}")

    def _budget(self) -> Iterator[Part]:
        lines = self.record.budget
        yield Heading(2, "Anggaran dan penggunaannya")
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
        rows: list[tuple[Cell, ...]] = [(MONTHS[n - 1], *_counted(f), f.open) for n, f in months.items()]
        rows.append(("Jumlah", *_counted(total), total.open))
        title = f"Permintaan menurut bulan diterima, {self.span('permohonan')} ({unit})"
        yield Table("bulanan", title, (("bulan", "Bulan"), *_COUNTED, *more), rows, (3, 2, 2, 2, 2, 2, 2, 2))
        yield Heading(2, "Waktu menurut kelas informasi")
        schema = self.b.corpus.schemas["permohonan"]
        names = {**schema.column("kelas").choices, "": "Belum dicatat"}
        known = [(title, self.y.classes[name]) for name, title in names.items() if name in self.y.classes]
        rows = [(title, *_counted(f), f.p90, f.fastest, f.slowest) for title, f in known]
        limits = (("persentil_90", "9 dari 10"), ("tercepat", "Tercepat"), ("terlama", "Terlama"))
        title = f"Waktu menjawab menurut kelas informasi, {self.span('permohonan')} ({unit})"
        yield Table("kelas", title, (("kelas", "Kelas"), *_COUNTED, *limits), rows, (4, 2, 2, 2, 2, 2, 2, 2, 2, 2))
        yield from self._decisions(total)

    def _decisions(self, total: Figures) -> Iterator[Part]:
        yield Heading(2, "Dikabulkan dan ditolak")
        choices = self.choices("permohonan")
        rows: list[tuple[Cell, ...]] = [
            (t, n := total.decisions.get(v, 0), _share(n, total.answered)) for v, t in choices.items()
        ]
        rows.append(("Dijawab", total.answered, _share(total.answered, total.answered)))
        columns = (("putusan", "Putusan"), ("jumlah", "Jumlah"), ("persen", "Persen dari yang dijawab"))
        yield Table("putusan", f"Putusan atas permintaan, {self.span('permohonan')}", columns, rows, (5, 2, 3))
        if not total.refusals:
            yield Paragraph("Tidak ada permintaan yang ditolak atau dihitamkan sebagian.")
            return
        rows = [(self.service.ground(name), n) for name, n in sorted(total.refusals.items())]
        title = "Alasan menolak atau menghitamkan sebagian; satu permintaan dapat punya beberapa alasan"
        yield Table("alasan", title, (("alasan", "Alasan"), ("jumlah", "Jumlah")), rows, (5, 1))

    def _complaints(self) -> Iterator[Part]:
        f = self.total("pengaduan")
        if f is None:
            return
        yield Heading(2, "Pengaduan layanan")
        yield Paragraph(f"{self.told('pengaduan', 'pengaduan')} Bagian ini di luar yang diminta Pasal 57.")
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
            yield Paragraph(self.told(register, lower(title) if register == "keberatan" else "sengketa"))
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
            rows += [("Lewat batas tanpa tanggapan", f.open_late + f.ended_late)]
        rows += [(f"Hasil: {lower(t)}", f.decisions.get(v, 0)) for v, t in self.choices(register).items()]
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
            f"Cara membaca: semua angka dihitung dari register menurut keadaan pada {words.day(self.y.as_of)}, menurut "
            "hari diterima, tanpa identitas siapa pun, dan tidak disamarkan. Nilai tengah: separuh dijawab dalam waktu "
            "itu atau kurang; yang belum dijawab atau belum diberikan belum punya lama. “Belum ada” berarti tidak ada "
            "yang dapat dihitung, bukan nol.",
            small=True,
        )


_COUNTED = (
    ("diterima", "Diterima"),
    ("dijawab", "Dijawab"),
    ("dalam_batas", "Dalam batas"),
    ("terlambat", "Terlambat"),
    ("lewat_tanpa_jawaban", "Lewat, tanpa jawaban"),
    ("nilai_tengah", "Nilai tengah"),
)


def _counted(f: Figures) -> tuple[Cell, ...]:
    """The cells of ``_COUNTED``."""
    return (f.received, f.answered, f.in_time, f.late, f.open_late + f.ended_late, f.median)


def _share(part: int, whole: int) -> Fraction | None:
    """Per cent; without a denominator there is none."""
    return Fraction(100 * part, whole) if whole else None


def _months(since: date, until: date) -> str:
    """``Jan–Mar``; with days where a quarter is not covered whole."""
    if since.day == 1 and since.month % 3 == 1 and until.month % 3 == 0 and until.day >= 30:
        return f"{MONTHS[since.month - 1][:3]}–{MONTHS[until.month - 1][:3]}"
    return words.span(since, until)


def _paragraphs(texts: Sequence[str]) -> Iterator[Part]:
    yield from (Paragraph(text) for text in texts) if texts else (Paragraph(UNWRITTEN),)
