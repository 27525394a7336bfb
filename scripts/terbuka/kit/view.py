"""What the templates look at: a body with its entries indexed once, and the rows of duties.

Promises: everything that needs to go over all entries is done here, once a body; a page then only looks up.
Holds no HTML and no sentence of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from terbuka.base.store import Store
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import PlannedDuty, RegisterEntry, Reply
from terbuka.duties.verdict import UNPROVEN, WANTING, BodyAssessment, Evidence, Judgement, Status
from terbuka.kit import words
from terbuka.kit.limits import Limit, limits
from terbuka.kit.sentences import Said, bases_in_force, judged_by, may_be_said, said, unmodelled
from terbuka.law import routes
from terbuka.law.deadlines import Deadline
from terbuka.law.law import Law
from terbuka.law.record import Obligation, StepBasis, ruling
from terbuka.law.roles import bearer, bearing
from terbuka.law.sentences import LIMIT_MARK, Sentence
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Column, Schema

T = TypeVar("T")

REGISTER = "daftar-informasi-publik"
#: Columns that the page of an entry shows in a place of their own, not in the table of details.
APART = {
    "id", "judul", "ringkasan", "uraian", "kewajiban", "topik", "berkas", "tautan", "tautan_diperiksa",
    "halaman_portal", "menggantikan", "kelas",
}  # fmt: skip
GROUPS = ("berkala", "serta-merta", "setiap-saat", "dikecualikan", "layanan")
_KEYS = fields_by_column(RegisterEntry)


def getter(column: str) -> Callable[[RegisterEntry], Any]:
    """How to read a column of the register: a field of the record, or one of its other columns."""
    name = _KEYS.get(column)
    if name is None:
        return lambda entry: entry.extra.get(column)
    return lambda entry: getattr(entry, name)


def shown_as(column: Column) -> Callable[[Any], str]:
    """How a value of the column is written for people."""
    if column.type == "tanggal":
        return words.day
    if column.type == "bilangan":
        return lambda value: words.number(value) if isinstance(value, int | float) else str(value)
    if column.type == "ya-tidak":
        return lambda value: "Ya" if value else "Tidak"
    if column.type.startswith("daftar"):
        return lambda value: ", ".join(str(v) for v in value)
    if column.name == "waktu_pembuatan":
        return words.rough_day
    choices = column.choices
    return lambda value: choices.get(value, str(value)) if choices else str(value)


@dataclass(frozen=True, slots=True)
class Step:
    """The citizen's next step: what the button says, where it leads, why it is lawful."""

    title: str
    text: str
    href: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Where something that counts for a duty can be opened; ``holder`` is another body that shows it."""

    title: str
    href: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One line of "Ketersediaan Informasi Wajib" with its parts."""

    judgement: Judgement
    mark: str
    word: str
    reason: str
    articles: tuple[str, ...]
    step: Step | None
    evidence: tuple[Proof, ...]
    more_evidence: int
    parts: tuple[DutyRow, ...] = ()
    reply: Reply | None = None
    #: The period that the deciding evidence reports on, in words; empty where the duty asks for none.
    period: str = ""
    #: The newest day of announcement or confirmation, for a duty that has no interval.
    looked_on: date | None = None
    #: Why its longest age is what it is, where no article says so.
    proposal: str = ""

    @property
    def obligation(self) -> Obligation:
        return self.judgement.obligation

    @property
    def is_judged(self) -> bool:
        return self.judgement.counted or (self.judgement.status is not Status.NOT_JUDGED and self.judgement.applicable)

    @property
    def holds_judged(self) -> bool:
        """Whether the row, or one of its parts, belongs to the counted picture."""
        return self.is_judged or any(part.holds_judged for part in self.parts)


@dataclass
class BodyView:
    """A body as pages see it; ``others`` says whether the portal holds further bodies, ``store`` holds made files."""

    corpus: Corpus
    assessed: BodyAssessment
    others: bool
    store: Store = field(default_factory=Store, repr=False, compare=False)
    #: Values that a sentence asks of a feature, ``{indikator:ikm}``, by what stands before the colon.
    inserts: Mapping[str, Callable[[BodyView, str], str]] = field(default_factory=dict, repr=False, compare=False)
    _views: dict[Callable[[BodyView], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    law: Law = field(init=False)
    entries: tuple[RegisterEntry, ...] = field(init=False)
    by_id: Mapping[str, RegisterEntry] = field(init=False)
    titles: Mapping[str, str] = field(init=False)
    by_class: Mapping[str, list[RegisterEntry]] = field(init=False)
    by_topic: Mapping[str, list[RegisterEntry]] = field(init=False)
    by_duty: Mapping[str, list[RegisterEntry]] = field(init=False)
    replaced_by: Mapping[str, RegisterEntry] = field(init=False)

    def __post_init__(self) -> None:
        self.body = self.assessed.body
        self.id = self.body.id
        self.on: date = self.assessed.on
        self.law = self.corpus.law_of(self.body)
        self.register_read = self.assessed.records.register is not None
        self.entries = tuple(sorted(self.assessed.records.register or (), key=lambda e: (e.number, e.id)))
        self.by_id = {e.id: e for e in self.entries}
        self.titles = {e.id: e.title for e in self.entries}
        self.replaced_by = {e.replaces_id: e for e in self.entries if e.replaces_id}
        by_class, by_topic, by_duty = defaultdict(list), defaultdict(list), defaultdict(list)
        for entry in sorted(self.entries, key=lambda e: (e.id in self.replaced_by, e.number, e.id)):
            by_class[entry.information_class].append(entry)
            for name in entry.topic_ids:
                by_topic[name].append(entry)
            for name in entry.obligation_ids:
                by_duty[name].append(entry)
        self.by_class, self.by_topic, self.by_duty = by_class, by_topic, by_duty
        self.documents = self.assessed.records.documents
        self.real_pages = self.assessed.produced
        self.mark = " (contoh)" if self.body.sample else ""
        self.unit = self.body.short_name + self.mark
        self.kind = "unit" if self.body.is_unit else "badan"
        self.parent = self.corpus.parent_of(self.body)
        self.parent_name = self.corpus.parent_name(self.body) or ""
        self.units = self.corpus.units_of(self.body)

    def view(self, make: Callable[[BodyView], T]) -> T:
        """What a feature shows of the body, made once."""
        if make not in self._views:
            self._views[make] = make(self)
        made: T = self._views[make]
        return made

    @cached_property
    def without_topic(self) -> int:
        """Entries that no topic leads to."""
        return sum(not e.topic_ids for e in self.entries)

    @cached_property
    def plan(self) -> list[tuple[PlannedDuty, DutyRow]]:
        """What a body that is starting up promised, by day."""
        promises = sorted(self.assessed.records.plan or (), key=lambda p: p.due_on)
        return [(p, self.rows[p.obligation_id]) for p in promises if p.obligation_id in self.rows]

    # --- duties

    @cached_property
    def rows(self) -> dict[str, DutyRow]:
        """All duties of the catalogue by id, in its order."""
        children: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.assessed.judgements.values():
            if judgement.obligation.umbrella_id:
                children[judgement.obligation.umbrella_id].append(judgement)
        done: dict[str, DutyRow] = {}

        def row(judgement: Judgement) -> DutyRow:
            name = judgement.obligation.id
            return self._row(judgement, tuple(row(part) for part in children[name]))

        for name, judgement in self.assessed.judgements.items():
            done[name] = row(judgement)
        return done

    def _row(self, judgement: Judgement, parts: tuple[DutyRow, ...]) -> DutyRow:
        wanting = judgement.status in WANTING
        evidence, duty = judgement.evidence, judgement.obligation
        reply = self.replies.get(duty.id) if wanting else None
        limit = ruling(duty.period_limits, self.on)
        timed = ruling(duty.intervals, self.on) or duty.reports_on_a_period
        return DutyRow(
            judgement=judgement,
            mark=words.MARKS[judgement.status],
            word=words.status(judgement, self.body, self.assessed.absence(judgement)),
            reason=words.reason(judgement),
            articles=tuple(words.basis(self.law, b) for b in words.in_force(duty.legal_basis, self.on)),
            step=self.step(judgement) if wanting else self.parents_step(judgement),
            evidence=tuple(self.proof(e) for e in evidence[:3]),
            more_evidence=max(0, len(evidence) - 3),
            parts=parts,
            reply=reply,
            period=words.covered(evidence[0].entry) if evidence and duty.reports_on_a_period else "",
            looked_on=max(e.counts_from for e in evidence) if evidence and not timed else None,
            proposal=limit.why if limit and not limit.confirmed else "",
        )

    def proof(self, evidence: Evidence) -> Proof:
        """Where the evidence can be opened: the page of its entry, here or at another body, or a link."""
        entry = evidence.entry
        if isinstance(entry, RegisterEntry):
            holder = self.corpus.bodies[evidence.body_id].body if evidence.body_id else self.body
            return Proof(entry.title, routes.entry(holder.id, entry.id), holder.name if evidence.body_id else "")
        portal = self.law.portals.get(entry.portal_id or "")
        return Proof(entry.title, entry.link or "", portal.name if portal else self.parent_name)

    def parents_step(self, judgement: Judgement) -> Step | None:
        """A letter to the PPID Utama about what it was to show and does not."""
        record = judgement.fulfilment
        if judgement.reason != UNPROVEN or record is None:
            return None
        text = (
            f"Kepada PPID Utama {self.parent_name}\n\nMenurut {self.body.name}, dokumen “{record.title}” dimuat di "
            f"halaman Anda. Pada {words.day(self.on)} dokumen itu belum dapat dibuka di sana. Mohon dimuat, atau "
            "beri tahu di mana dapat dibuka.\n"
        )
        if self.parent is not None and self.parent.email:
            href = mail(self.parent.email, f"Belum dapat dibuka: {record.title}", text)
        else:
            href = self.lead_ppid or routes.body_page(self.body.id, "pengaduan")
        return Step("Tanyakan kepada PPID Utama", text, href, ())

    @property
    def lead_ppid(self) -> str:
        """Where the PPID Utama is: the parent's page in this portal, else the address that the body names."""
        return routes.body(self.parent.id) if self.parent else self.body.lead_ppid or ""

    @cached_property
    def replies(self) -> dict[str, Reply]:
        """What the unit said by the assessed day, by duty; shown while the duty is missing or late."""
        replies = self.assessed.records.replies or ()
        return {reply.obligation_id: reply for reply in replies if reply.written_on <= self.on}

    @cached_property
    def groups(self) -> list[tuple[str, list[DutyRow], list[DutyRow]]]:
        """Class, its judged rows at umbrella level, its rows that are not judged."""
        known = self.assessed.judgements
        tops = [r for r in self.rows.values() if r.obligation.umbrella_id not in known]
        result = []
        for group in GROUPS:
            mine = [r for r in tops if r.obligation.group == group]
            if mine:
                judged = [r for r in mine if r.holds_judged]
                result.append((group, judged, [r for r in mine if not r.holds_judged]))
        return result

    def wanting(self, group: str) -> list[DutyRow]:
        """Judged duties of a class that are missing or late."""
        return [r for r in self.rows.values() if r.obligation.group == group and r.judgement.is_gap]

    def count(self, status: Status) -> int:
        return self.assessed.tally.by_status.get(status, 0)

    @property
    def available(self) -> int:
        """Judged duties that are met on the day; due soon is still met, a statement is not a document."""
        return self.assessed.tally.available

    @property
    def nil_or_no_duty(self) -> int:
        """Judged duties that are neither available nor a gap: nil, or no duty of this body."""
        return self.assessed.tally.judged - self.available - len(self.assessed.gaps) - self.count(Status.NOT_JUDGED)

    @property
    def available_word(self) -> str:
        """What the count of ``available`` says: of 0, and while ``rintisan``, no more than what is recorded."""
        return "tersedia" if self.available and self.assessed.counted else "tercatat di portal ini"

    def step(self, judgement: Judgement) -> Step | None:
        """The lawful next step for a duty that is missing or late, with a way that really exists."""
        step = self.law.steps.get(judgement.obligation.step_id or "")
        if step is None:
            return None
        body = self.body
        if step.channel == "telepon" and body.phones:
            href = tel(body.phones[0])
        elif step.channel == "induk" and self.parent is not None:
            href = routes.body_page(self.parent.id, "permohonan")
        elif step.channel == "induk" and body.lead_ppid:
            href = body.lead_ppid
        elif step.channel in ("permohonan", "keberatan"):
            href = routes.about_duty(routes.body_page(body.id, step.channel), judgement.obligation.id)
        else:
            href = routes.about_duty(routes.body_page(body.id, "pengaduan"), judgement.obligation.id)
        return Step(
            step.title,
            self.said(step.text),
            href,
            tuple(words.basis(self.law, b) for b in bases_in_force(self.law, step.legal_basis, self.on)),
        )

    @cached_property
    def limits(self) -> dict[str, Limit]:
        """Time limits by id, as long as the law of the assessed day makes them."""
        return limits(self.corpus, self.law, self.on)

    def said(self, text: str) -> str:
        """A sentence of the law's data or of a standard, with the time limits that rule on the assessed day and the
        values of its own indicators."""

        def limit(match: re.Match[str]) -> str:
            kind, _, name = match[1].partition(":")
            if name:
                return self.inserts[kind](self, name)
            known = self.limits[match[1]]
            return known.extension if match[2] else known.days

        return LIMIT_MARK.sub(limit, text)

    def limit(self, role: str) -> Limit | None:
        """The time limit that has ``role``; None for a law without one."""
        clock = bearer(self.law.deadlines, role)
        return self.limits.get(clock.id) if clock else None

    def clocks(self, *roles: str) -> list[str]:
        """Ids of the time limits that have ``roles``, in that order."""
        return [clock.id for clock in bearing(self.law.deadlines, *roles)]

    def step_clocks(self, *steps: str) -> list[str]:
        """Ids of the time limits of the citizen's ``steps``, step by step."""
        return [d.id for step in steps for d in self.law.deadlines.values() if d.step == step]

    @property
    def objection_clocks(self) -> list[str]:
        """Ids of the time limits from an objection to the court, step by step."""
        return [
            *self.step_clocks("keberatan"),
            *self.clocks("tenggat-tanggapan"),
            *self.step_clocks("sengketa", "gugatan"),
        ]

    def entries_about(self, role: str) -> list[RegisterEntry]:
        """The entries of the topic that has ``role``; none for a law without one."""
        topic = bearer(self.law.topics, role)
        return self.by_topic.get(topic.id, []) if topic else []

    def sentences_as(self, *roles: str) -> list[Said]:
        """The sentences of the law that have ``roles``, in that order; without those that do not rule on the day."""
        return self._ruling(bearing(self.law.sentences, *roles))

    def _ruling(self, sentences: Iterable[Sentence]) -> list[Said]:
        return [
            said(self.law, sentence, self.on)
            for sentence in sentences
            if may_be_said(self.law, sentence.legal_basis, sentence.text, self.limits, self.on)
        ]

    def articles(self, bases: Iterable[StepBasis]) -> str:
        """Those articles, in one line, whose regulations rule on the assessed day; empty when none does."""
        return words.bases(self.law, bases_in_force(self.law, bases, self.on))

    @cached_property
    def judged_by(self) -> str:
        """The regulations by which the body is judged on its day, in one line; empty when none rules yet."""
        return ", ".join(i.name for i in judged_by(self.law, self.on))

    @cached_property
    def unmodelled(self) -> list[tuple[str, str]]:
        """Name of each regulation that ruled on the day and is not counted here, and what of it that is."""
        return [(i.name, i.unmodelled or "") for i in unmodelled(self.law, self.on)]

    def for_scripts(self, *roles: str) -> dict[str, list[dict[str, str]]]:
        """The sentences that a script says: ``teks``, ``dasar`` and ``tanda`` (both may be empty) by role."""
        return {
            role: [{"teks": self.said(x.text), "dasar": x.article, "tanda": x.mark} for x in sentences]
            for role in roles
            if (sentences := self.sentences_as(role))
        }

    def spoken(self, *roles: str) -> tuple[str, ...]:
        """Sentences of the law as plain text, each with its article and mark; without those that do not rule."""
        sentences = self.sentences_as(*roles)
        beside = ["; ".join(part for part in (x.article, x.mark) if part) for x in sentences]
        return tuple(self.said(x.text) + (f" ({y})" if y else "") for x, y in zip(sentences, beside, strict=True))

    @property
    def commission(self) -> Mapping[str, str | bool] | None:
        """The Komisi Informasi that is competent: the body's own, else that of the body above it."""
        return self.body.commission or (self.parent.commission if self.parent else None)

    def sentences(self, page: str) -> list[Said]:
        """All sentences that a page says, in the order of the data."""
        return self._ruling(s for s in self.law.sentences.values() if page in s.pages)

    def main_deadline(self, register: str) -> Deadline | None:
        """The time limit by which the answers of a register are judged."""
        return next((d for d in self.law.deadlines.values() if d.register == register and d.main), None)

    # --- the register

    @cached_property
    def decision(self) -> tuple[str, date | None, int] | None:
        """Latest decision on the register, its day, and how many entries are still proposals."""
        set_ones = [e for e in self.entries if e.decision]
        if not set_ones:
            return None
        latest = max(set_ones, key=lambda e: (e.decision_on or date.min, e.decision or ""))
        return latest.decision or "", latest.decision_on, len(self.entries) - len(set_ones)

    @cached_property
    def latest(self) -> list[RegisterEntry]:
        known = [e for e in self.entries if e.announced_on and e.announced_on <= self.on]
        return sorted(known, key=lambda e: (e.announced_on, e.number), reverse=True)[:5]

    @cached_property
    def columns(self) -> list[tuple[Column, Callable[[RegisterEntry], Any], Callable[[Any], str]]]:
        schema: Schema = self.corpus.schemas[REGISTER]
        return [(c, getter(c.name), shown_as(c)) for c in schema.columns]

    @cached_property
    def _details(self) -> list[tuple[str, Callable[[RegisterEntry], Any], Callable[[Any], str]]]:
        return [(c.title, get, show) for c, get, show in self.columns if c.name not in APART]

    def details(self, entry: RegisterEntry) -> list[tuple[str, str]]:
        """Title and value of every other column that is filled."""
        found = []
        for title, get, show in self._details:
            value = get(entry)
            if value not in (None, "", ()):
                found.append((title, show(value)))
        return found

    def label(self, column: str, value: str) -> str:
        return self.corpus.schemas[REGISTER].label(column, value)

    def report_link(self, address: str, title: str) -> str:
        """Where "Laporkan masalah" leads: a letter naming the page, the telephone, or the complaints."""
        body = self.body
        if not body.email:
            return tel(body.phones[0]) if body.phones else routes.body_page(body.id, "pengaduan")
        return mail(body.email, f"Masalah pada: {title}", f"Halaman: {address}\n\nMasalah yang saya temukan:\n")

    @property
    def zone(self) -> str:
        return words.ZONES.get(self.body.time_zone, "")


def flat(columns: Iterable[Column], above: str = "") -> Iterator[tuple[str, Column]]:
    """All columns with their full names: nested ones as ``jam_layanan.buka``."""
    for column in columns:
        yield above + column.name, column
        yield from flat(column.columns, f"{above}{column.name}.")


def tel(text: str) -> str:
    """``(0380) 123456`` -> ``tel:+62380123456``."""
    digits = "".join(c for c in text if c.isdigit())
    return "tel:+62" + digits[1:] if digits.startswith("0") else "tel:+" + digits if "+" in text else "tel:" + digits


def mail(address: str, subject: str, text: str) -> str:
    return f"mailto:{address}?subject={quote(subject)}&body={quote(text)}"


def split(items: Iterable[T], most: int) -> list[list[T]]:
    """Cut a long list into pages; an empty list is one empty page."""
    whole = list(items)
    return [whole[i : i + most] for i in range(0, len(whole), most)] or [[]]
