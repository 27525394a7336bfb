"""The standards of the service as pages: pledge, hours, costs, the seven procedures; and the letter on an experience.

Promises: a time limit in a sentence is the law's of the assessed day, never typed; a total is computed from the fees;
what is not written here says where its document is, or how to ask for it. Decides no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terbuka.base.page import Page
from terbuka.base.problem import Place
from terbuka.duties.record import RegisterEntry
from terbuka.features.standards.record import (
    ExperienceQuestion,
    Fee,
    Fees,
    Pledge,
    Procedure,
    StandardPart,
    StandardState,
)
from terbuka.kit import words
from terbuka.kit.lists import Gathered
from terbuka.kit.origin import Origin, newest
from terbuka.kit.portal import Portal, View
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.fields import fields_by_column

ASSETS = ("layanan.css", "standar.css", "standar.js")
LETTER = ("layanan.css", "surat.css", "bersama.js", "surat.js")
#: Roles of the time limits that a requester meets before the step of an objection.
LIMITS = ("tenggat-nomor", "tenggat-kelengkapan", "tenggat-jawab")
#: Lines that fit on one sheet for the notice board, and letters on a line, in large and in middle print; a longer
#: pledge is set smaller still.
_SHEET = (("p1", 33, 56), ("p2", 42, 68))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pledge: its heading and its sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An example request: its lines (what and how many, amount) and the total in words."""

    title: str
    lines: tuple[tuple[str, str], ...]
    total: str


class StandardsView:
    """The standards of one body as pages see them."""

    def __init__(self, b: BodyView):
        self.b, self.states = b, b.assessed.every(StandardState)

    def of(self, standard_id: str) -> list[StandardState]:
        return [s for s in self.states if s.standard.id == standard_id]

    def state(self, standard_id: str) -> StandardState | None:
        return next(iter(self.of(standard_id)), None)

    @property
    def pledge(self) -> Pledge | None:
        state = self.state("maklumat")
        return state.record if state and isinstance(state.record, Pledge) else None

    @property
    def signed(self) -> bool:
        """Whether the pledge was signed by the assessed day; a post alone is no signature."""
        day = self.pledge.signed_on if self.pledge else None
        return day is not None and day <= self.b.on

    @property
    def fees(self) -> Fees | None:
        state = self.state("biaya")
        return state.record if state and isinstance(state.record, Fees) else None

    def limit(self, deadline_id: str) -> str:
        """``paling lambat 10 hari kerja, dapat diperpanjang satu kali 7 hari kerja, dihitung dari …``."""
        known, deadline = self.b.limits[deadline_id], self.b.law.deadlines[deadline_id]
        if deadline.backwards:
            return f"paling lambat {known.days} sebelum {deadline.counted_from}"
        if not deadline.length_on(self.b.on).days:
            return f"{known.days} ({deadline.counted_from})"
        more = f", dapat diperpanjang satu kali {known.extension}" if known.extension else ""
        return f"paling lambat {known.days}{more}, dihitung dari {deadline.counted_from}"

    # --- the pledge

    def sections(self) -> list[Section]:
        """The parts a-f that are written, in the order of the law."""
        state, pledge = self.state("maklumat"), self.pledge
        if state is None or pledge is None:
            return []
        named, schema = fields_by_column(Pledge), self.b.corpus.schemas["maklumat"]
        found = [(p.name, getattr(pledge, named[p.name])) for p in state.parts]
        return [
            Section(schema.column(name).title, tuple(self.b.said(s) for s in value))
            for name, value in found
            if isinstance(value, tuple) and value and isinstance(value[0], str)
        ]

    def sheet(self) -> str:
        """How large the pledge can be set to fit on one sheet."""
        opening = self.pledge.statement if self.pledge else ""
        for name, most, width in _SHEET:
            lines = 6 + 1.2 * (1 + len(opening) // (width - 12))
            for section in self.sections():
                lines += 1.6 + sum(1 + len(s) // width for s in section.sentences)
            if lines <= most - 5:
                return name
        return "p3"

    # --- the costs

    def price(self, fee: Fee) -> str:
        if fee.free:
            return "Gratis"
        if fee.rupiah is None:
            return f"Menurut {fee.as_charged}"
        return f"{rupiah(fee.rupiah)} per {fee.unit}" if fee.unit else rupiah(fee.rupiah)

    def examples(self) -> list[Example]:
        fees = self.fees
        by_id = {f.id: f for f in fees.fees} if fees else {}
        made = []
        for example in fees.examples if fees else ():
            total, others, lines = 0, [], []
            for part in example.counts:
                fee = by_id[part.fee_id]
                amount = (fee.rupiah or 0) * part.count
                total += amount
                others += [f"{fee.what.lower()} menurut {fee.as_charged}"] if fee.as_charged else []
                worth = rupiah(amount) if fee.rupiah else self.price(fee)
                many = f", {words.number(part.count)} {fee.unit or 'kali'}" if fee.unit or part.count > 1 else ""
                lines.append((fee.what + many, worth))
            parts = ([rupiah(total)] if total else []) + others
            made.append(Example(example.title, tuple(lines), " ditambah ".join(parts) or "Gratis"))
        return made

    # --- completeness, and where the document is

    def article(self, part: StandardPart) -> str:
        instrument = self.b.law.instruments.get(part.instrument_id or "")
        return " ".join(w for w in (instrument.name if instrument else part.instrument_id, part.article) if w)

    def documents(self, state: StandardState) -> list[RegisterEntry]:
        """The entries that serve the duty; the one that the record names first."""
        named = state.record.entry_id if state.record else None
        found = [e for e in self.b.by_duty.get(state.obligation.id, []) if e.id != named]
        return ([self.b.by_id[named]] if named and named in self.b.by_id else []) + found

    def missing(self, state: StandardState) -> str:
        """``belum ada pelaksana dan keluaran``; empty for a complete one, and for one that is not written here."""
        return f"belum ada {words.listing(p.title for p in state.missing)}" if state.record and state.missing else ""

    def further(self, p: Procedure) -> list[str]:
        """The time limits of a procedure that none of its steps names."""
        return [name for name in p.deadline_ids if name not in {step.deadline_id for step in p.steps}]

    def others(self, gathered: Gathered) -> Gathered:
        """What the hub has not shown yet of the duties that it gathers."""
        shown = {s.obligation.id for s in self.states}
        left = [(title, [row for row in duties if row[0].id not in shown]) for title, duties in gathered]
        return [(title, duties) for title, duties in left if duties]

    def counted(self) -> str:
        """``6 dari 7 SOP lengkap; …`` or that none is written here."""
        states = self.of("sop")
        written = [s for s in states if s.record]
        if not written:
            return "Langkah SOP belum ditulis di portal ini."
        told = f"{sum(s.complete for s in states)} dari {len(states)} SOP lengkap"
        for state in states:
            if state.record is None:
                told += f"; {state.obligation.title}: belum ditulis di sini"
            elif state.missing:
                told += f"; {state.obligation.title}: {self.missing(state)}"
        return told + "."


def rupiah(amount: int) -> str:
    return f"Rp {words.number(amount)}"


def _origin(state: StandardState | None, b: BodyView) -> Origin | None:
    """The file of the record; None for a page that is not written here, which comes from what the office says."""
    record = state.record if state else None
    if state is None or record is None:
        return None
    day = record.signed_on if isinstance(record, Pledge) else record.set_on
    known = day is not None and day <= b.on
    said = f"Ditetapkan {words.day(day)}." if known else "Tanggal penetapan belum tercatat."
    return Origin((said,), (record.place,), day if known else None)


class StandardsPage(View, template="standar.html"):
    s: StandardsView
    limits: Sequence[str]
    gathered: Gathered


class PledgePage(View, template="maklumat.html"):
    s: StandardsView


def pages(portal: Portal, b: BodyView, gathered: Gathered, whole: Origin) -> Iterator[Page]:
    """The hub, the sheet for the notice board, a page for each procedure, and the letter about an experience.

    ``gathered`` are the duties that the hub shows with their documents, ``whole`` where those come from.
    """
    s, name = StandardsView(b), b.body.name
    written = [st.record.place for st in s.states if st.record]
    days = [o.changed_on for st in s.states if (o := _origin(st, b))]
    yield portal.body_page(
        b,
        StandardsPage(
            s=s,
            limits=(*b.clocks(*LIMITS), *b.step_clocks("keberatan"), *b.clocks("tenggat-tanggapan")),
            gathered=s.others(gathered),
        ),
        routes.body_page(b.id, "standar-layanan"),
        "Standar Layanan",
        f"Maklumat, biaya, waktu, dan prosedur layanan informasi {name}.",
        section="standar-layanan",
        assets=ASSETS,
        origin=Origin(
            whole.said,
            (*whole.places, *dict.fromkeys(Place(p.path) for p in written)),
            newest(b.on, [whole.changed_on, *days]),
        ),
    )
    if s.pledge is not None:
        yield portal.body_page(
            b,
            PledgePage(s=s),
            routes.standard(b.id, routes.PLEDGE),
            "Maklumat Pelayanan",
            f"Janji layanan informasi {name}, dengan huruf besar dan untuk papan pengumuman.",
            section="standar-layanan",
            assets=(*ASSETS, "maklumat.css"),
            origin=_origin(s.state("maklumat"), b),
        )
    for state in s.of("sop"):
        yield _procedure(portal, b, s, state)
    yield _experience(portal, b)


class ProcedurePage(View, template="sop.html"):
    s: StandardsView
    state: StandardState
    p: Procedure | None
    basis: Sequence[str]


def _procedure(portal: Portal, b: BodyView, s: StandardsView, state: StandardState) -> Page:
    record = state.record if isinstance(state.record, Procedure) else None
    said = f"{len(record.steps)} langkah" if record and record.steps else "langkahnya belum ditulis di portal ini"
    return portal.body_page(
        b,
        ProcedurePage(
            s=s,
            state=state,
            p=record,
            basis=tuple(words.basis(b.law, x) for x in words.in_force(state.obligation.legal_basis, b.on)),
        ),
        routes.standard(b.id, state.obligation.id),
        state.obligation.title,
        f"SOP {b.body.name}: {said}, pelaksana, batas waktu, dan hasilnya.",
        section="standar-layanan",
        indexed=record is not None,
        assets=("standar.css",),
        origin=_origin(state, b),
    )


class ExperiencePage(View, template="pengalaman.html"):
    questions: Sequence[tuple[ExperienceQuestion, Sequence[tuple[str, str]], str, str]]


def _experience(portal: Portal, b: BodyView) -> Page:
    questions = [
        (q, list(q.choices.items()), b.said(q.right), words.bases(b.law, q.legal_basis))
        for q in b.law.named(ExperienceQuestion).values()
    ]
    return portal.body_page(
        b,
        ExperiencePage(questions=questions),
        routes.body_page(b.id, "pengalaman"),
        "Pengalaman meminta informasi",
        f"Ceritakan pengalaman Anda meminta informasi kepada {b.body.name}. Ditulis di HP Anda, tidak disimpan portal.",
        section="layanan",
        assets=LETTER,
    )
