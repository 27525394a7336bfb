"""What the pages and files of the registers look at: published values only, figures with their definitions.

Promises: a value leaves as its column says (``terbit`` of the schema): whole, as its month, or not at all; what is
dated after the assessed day is not there yet. Holds no HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from terbuka.base.day_names import MONTHS
from terbuka.base.periods import month_text
from terbuka.features.service.counted import NONE, among, count, exact, in_time, of
from terbuka.features.service.record import (
    Case,
    CaseStage,
    Complaint,
    Figures,
    Request,
    Service,
    Timeliness,
    YearFigures,
)
from terbuka.kit import words
from terbuka.kit.view import BodyView
from terbuka.law import routes

#: Registers whose rows are published; complaints are told in figures only.
ROWS = ("permohonan", "keberatan", "sengketa")
STAGES = {
    CaseStage.RECEIVED: "Diterima",
    CaseStage.CHECKED: "Pemeriksaan kelengkapan",
    CaseStage.AWAITING: "Menunggu perbaikan pemohon",
    CaseStage.INCOMPLETE: "Tidak lengkap",
    CaseStage.PROCESSED: "Diproses",
    CaseStage.EXTENDED: "Diperpanjang",
    CaseStage.CLOSED: "Selesai",
    CaseStage.WITHDRAWN: "Dicabut",
}
KEPT = {
    Timeliness.IN_TIME: "Dalam batas",
    Timeliness.LATE: "Lewat batas",
    Timeliness.UNKNOWN: "Belum dapat dihitung",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A request as the public register shows it."""

    id: str
    received: str
    topic: str
    subject: str
    decision: str
    why: str
    days: int | None
    stage: str
    kept: str
    late: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its definition, and its value in each year as text."""

    title: str
    definition: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One register on the page of statistics; ``years`` None: the register is not kept in this portal."""

    register: str
    title: str
    law: str
    unit: str
    years: tuple[YearFigures, ...] | None
    rows: tuple[Row, ...] = ()
    nil: str = ""


class Followed(NamedTuple):
    """A decided complaint whose overview a second post has approved; ``month`` is that of the decision."""

    month: str
    kind: str
    result: str
    follow_up: str | None
    overview: str


def followed(b: BodyView) -> list[Followed]:
    """What became of complaints, newest first. Nothing in it says when, by whom or about whom one was made."""
    complaints: list[Followed] = []
    for case in b.assessed.get(Service).cases.get("pengaduan", ()):
        r = case.record
        if not isinstance(r, Complaint) or case.stage is not CaseStage.CLOSED:
            continue
        if r.answered_on and r.overview_approved_by and r.overview:
            complaints.append(Followed(month_text(r.answered_on), r.kind, r.decision or "", r.follow_up, r.overview))
    return sorted(complaints, key=lambda t: (t.month, t.overview), reverse=True)


class ServiceView:
    """The registers of one body as pages see them."""

    def __init__(self, b: BodyView):
        self.b, self.service = b, b.assessed.get(Service)

    def kept(self, register: str) -> bool:
        return register in self.service.cases

    @property
    def requests(self) -> Sequence[Case]:
        """Newest first."""
        return sorted(
            self.service.cases.get("permohonan", ()),
            key=lambda case: (case.record.received_on, case.record.id),
            reverse=True,
        )

    def lines(self, cases: Iterable[Case]) -> Iterator[Line]:
        topics = self.b.law.topics
        label = self.b.corpus.schemas["permohonan"].label
        for case in cases:
            record = case.record
            if not isinstance(record, Request):
                continue
            told = not case.stage.is_open
            yield Line(
                id=record.id,
                received=words.month(record.received_on),
                topic=topics[record.topic_id].title if record.topic_id in topics else record.topic_id,
                subject=record.subject or "" if told else "",
                decision=label("putusan", record.decision) if record.decision and told else "",
                why=self._why(record) if told else "",
                days=case.days,
                stage=STAGES[case.stage] + (" (diperpanjang)" if self._was_extended(case) else ""),
                kept=KEPT[case.timeliness] if case.timeliness else "",
                late=case.timeliness is Timeliness.LATE,
            )

    def _was_extended(self, case: Case) -> bool:
        return case.extended and case.stage is not CaseStage.EXTENDED

    def _why(self, record: Request) -> str:
        told = [self.ground(name) for name in record.refusal_ids]
        if record.directed_to:
            told.append(f"diarahkan ke {record.directed_to}")
        return "; ".join(told)

    def ground(self, name: str) -> str:
        """A ground of refusal as its article: ``UU 14/2008 Pasal 17 huruf i``."""
        duty = self.b.law.obligations.get(name)
        return words.basis(self.b.law, duty.legal_basis[0]) if duty and duty.legal_basis else name

    # --- figures

    @property
    def sections(self) -> list[Section]:
        return [self._section(*about) for about in _SECTIONS]

    def _section(self, register: str, title: str, law: str) -> Section:
        main = self.b.main_deadline(register)
        unit = "hari kalender" if main and main.unit == "hari-kalender" else "hari kerja"
        if not self.kept(register):
            return Section(register, title, law, unit, None)
        years = self.service.years[register]
        nil = ""
        if years and not any(y.total.received for y in years):
            nil = f"Nihil: tidak ada {register} dari {words.day(years[-1].since)} sampai {words.day(years[0].until)}."
        return Section(register, title, law, unit, years, tuple(self._rows(register, years, unit)), nil)

    def _rows(self, register: str, years: Sequence[YearFigures], unit: str) -> Iterator[Row]:
        def row(title: str, definition: str, value: Callable[[Figures], str]) -> Row:
            return Row(title, definition, tuple(value(y.total) for y in years))

        answer = {"permohonan": "dijawab", "keberatan": "ditanggapi"}.get(register, "diputus")
        term = self._term(register)
        yield row("Diterima", f"{register.capitalize()} yang diterima dalam tahun itu.", lambda f: count(f.received))
        yield row(answer.capitalize(), f"Di antaranya yang sudah {answer}.", lambda f: count(f.answered))
        if term:
            yield row(
                f"{answer.capitalize()} dalam batas waktu",
                f"Paling lambat {term}. Dari semua yang sudah {answer} atau sudah lewat batas.",
                lambda f: of(f.in_time, f.judged),
            )
            yield row("Terlambat", f"Yang {answer} sesudah hari itu.", lambda f: count(f.late))
        if any(y.total.uncounted for y in years):
            yield row("Tidak dapat dihitung", "Kalender atau tanggal mulainya belum ada.", lambda f: count(f.uncounted))
        if any(y.total.days_counted for y in years):
            yield from self._times(register, unit, row)
        if any(y.total.granted for y in years):
            yield from self._fulfilment(unit, row)
        if register == "permohonan":
            yield row("Diperpanjang", "Dengan alasan tertulis, satu kali.", lambda f: count(f.extended))
        yield from self._decisions(register, years)
        if any(y.total.incomplete for y in years):
            yield row(
                "Tidak dilengkapi",
                "Tidak dilengkapi pada waktunya, jadi tidak diproses.",
                lambda f: count(f.incomplete),
            )
        yield row("Dicabut", "Dicabut sebelum selesai.", lambda f: count(f.withdrawn))
        yield row("Masih berjalan", f"Belum {answer} pada hari penilaian.", lambda f: count(f.open))
        if term:
            yield row(
                "Berjalan, lewat batas", "Di antaranya yang sudah lewat hari terakhir.", lambda f: count(f.open_late)
            )
        if any(y.total.ended_late for y in years):
            yield row(
                "Berakhir sesudah lewat batas",
                f"Dicabut atau tidak dilengkapi tanpa pernah {answer}, sesudah hari terakhirnya lewat.",
                lambda f: count(f.ended_late),
            )

    def _times(self, register: str, unit: str, row: Callable[..., Row]) -> Iterator[Row]:
        begin = "berkasnya lengkap" if register == "pengaduan" else "dimulai" if register == "sengketa" else "diterima"
        yield row(
            f"Nilai tengah waktu ({unit})",
            f"Separuh selesai dalam waktu ini atau kurang, dihitung sejak {begin}. Yang belum selesai tidak ikut.",
            lambda f: among(f.median, f.days_counted),
        )
        yield row(
            f"Sembilan dari sepuluh ({unit})",
            "Sedikitnya 90 persen selesai dalam waktu ini atau kurang.",
            lambda f: among(f.p90, f.days_counted),
        )
        yield row(
            f"Tercepat–terlama ({unit})",
            "Yang paling cepat dan yang paling lama.",
            lambda f: f"{f.fastest}–{f.slowest}" if f.fastest is not None else NONE,
        )

    def _fulfilment(self, unit: str, row: Callable[..., Row]) -> Iterator[Row]:
        """Time until the information was in the requester's hands (UU 14/2008 Pasal 12 huruf b)."""
        yield row(
            "Sudah diberikan",
            "Yang dikabulkan dan hari diberikannya tercatat, dari semua yang dikabulkan.",
            lambda f: of(f.given, f.granted),
        )
        yield row(
            f"Nilai tengah waktu memenuhi ({unit})",
            "Dari diterima sampai informasinya diberikan. Yang belum tercatat diberikan belum punya lama.",
            lambda f: among(f.give_median, f.give_counted),
        )
        yield row(
            f"Sembilan dari sepuluh dipenuhi ({unit})",
            "Sedikitnya 90 persen diberikan dalam waktu ini atau kurang.",
            lambda f: among(f.give_p90, f.give_counted),
        )

    def _term(self, register: str) -> str:
        main = self.b.main_deadline(register)
        limit = self.b.limits.get(main.id) if main else None
        if main is None or limit is None or not main.starts:
            return ""
        more = f" (diperpanjang {limit.extension})" if limit.extension else ""
        return f"{limit.days}{more} sejak {main.counted_from}; {words.basis(self.b.law, main.starts[0])}"

    def _decisions(self, register: str, years: Sequence[YearFigures]) -> Iterator[Row]:
        column = {"permohonan": "putusan", "keberatan": "putusan_atasan", "sengketa": "putusan", "pengaduan": "hasil"}
        choices = self.b.corpus.schemas[register].column(column[register]).choices
        always = register in ("permohonan", "keberatan")
        for value, title in choices.items():
            if not always and not any(y.total.decisions.get(value) for y in years):
                continue
            values = tuple(count(y.total.decisions.get(value, 0)) for y in years)
            yield Row(title, "", values)

    def refusals(self) -> list[tuple[str, tuple[str, ...]]]:
        """Grounds of refusal or redaction that were used, with their number in each year."""
        years = self.service.years.get("permohonan", ())
        used = sorted({name for y in years for name in y.total.refusals})
        return [(self.ground(n), tuple(count(y.total.refusals.get(n, 0)) for y in years)) for n in used]

    def complaint_kinds(self) -> list[tuple[str, tuple[str, ...]]]:
        """What complaints were about, with their number in each year."""
        return self._complaints("jenis", lambda f: f.kinds)

    def complaint_channels(self) -> list[tuple[str, tuple[str, ...]]]:
        """By which way complaints came, with their number in each year."""
        return self._complaints("kanal", lambda f: f.channels)

    def follow_ups(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was done about decided complaints, with its number in each year."""
        return self._complaints("tindak_lanjut", lambda f: f.follow_ups)

    def _complaints(
        self, column: str, get: Callable[[Figures], Mapping[str, int]]
    ) -> list[tuple[str, tuple[str, ...]]]:
        years = self.service.years.get("pengaduan", ())
        choices = self.b.corpus.schemas["pengaduan"].column(column).choices
        used = [name for name in choices if any(get(y.total).get(name) for y in years)]
        return [(choices[n], tuple(count(get(y.total).get(n, 0)) for y in years)) for n in used]

    def unrecorded(self) -> int:
        """Decided complaints that were found true, in whole or in part, and whose follow-up is not recorded."""
        closed = [c.record for c in self.service.cases.get("pengaduan", ()) if c.stage is CaseStage.CLOSED]
        complaints = [r for r in closed if isinstance(r, Complaint) and r.decision in ("terbukti", "sebagian")]
        return sum(r.follow_up is None for r in complaints)

    def followed(self) -> list[Followed]:
        return followed(self.b)

    def year_title(self, y: YearFigures) -> str:
        """``2026 (sampai 30 Juni)`` where a year is not covered whole."""
        parts = []
        if (y.since.month, y.since.day) != (1, 1):
            parts.append(f"sejak {y.since.day} {MONTHS[y.since.month - 1]}")
        if (y.until.month, y.until.day) != (12, 31):
            parts.append(f"sampai {y.until.day} {MONTHS[y.until.month - 1]}")
        return f"{y.year} ({', '.join(parts)})" if parts else str(y.year)

    @property
    def lead(self) -> str:
        """The answer first: the newest year in one or two sentences."""
        if not self.kept("permohonan"):
            return "Register permohonan belum dimuat di portal ini. Itu bukan berarti tidak ada permohonan."
        years = self.service.years["permohonan"]
        if not years:
            return "Register permohonan masih kosong, dan belum dicatat sejak kapan diisi."
        latest = years[0].total
        when = self.year_title(years[0])
        before = self.service.late_of_earlier_years("permohonan")
        waiting = f" {count(before)} permohonan dari tahun sebelumnya masih berjalan lewat batas." if before else ""
        if not latest.received:
            return f"{when}: nihil, tidak ada permohonan.{waiting}"
        told = f"{when}: {count(latest.received)} permohonan diterima, {count(latest.answered)} sudah dijawab"
        told += "."
        if latest.judged:
            told += f" {in_time(latest)}"
        told += waiting
        if latest.median is not None:
            told += f" Separuh dari {count(latest.days_counted)} jawaban datang dalam {exact(latest.median)} hari kerja"
            told += " atau kurang."
        if latest.give_median is not None:
            told += f" Informasinya diberikan dalam {exact(latest.give_median)} hari kerja (nilai tengah dari "
            told += f"{count(latest.give_counted)} yang diberikan)."
        return told

    def file(self, register: str, ending: str) -> str:
        return routes.service_file(self.b.body, register, ending)


_SECTIONS = (
    ("permohonan", "Permohonan informasi", "UU 14/2008 Pasal 12; Perki 1/2021 Pasal 15 ayat (5) dan 57"),
    ("keberatan", "Keberatan", "UU 14/2008 Pasal 35–36; Perki 1/2021 Pasal 56 ayat (4)"),
    ("sengketa", "Sengketa di Komisi Informasi", "UU 14/2008 Pasal 37–38; Perki 1/2021 Pasal 56 ayat (4)"),
    ("pengaduan", "Pengaduan dan tindak lanjut", "UU 25/2009 Pasal 36, 44, dan 50"),
)
