"""What an office has before it: what is late, due and expiring, by body and by day.

Promises: pure; each source is a function from one assessed body to items, and ``SOURCES`` is the only list of them,
so that a further source is one function more. Knows no rule: days come from the assessment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from terbuka.duties.record import Fulfilment, Statement
from terbuka.duties.verdict import DATED, BodyAssessment, Status
from terbuka.law.record import Obligation

#: Days ahead that the morning list shows; what lies further is counted.
AHEAD = timedelta(days=30)
#: Days ahead that are this week's work, also on a Saturday.
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is due. ``value`` is the public word, ``words`` say it in a count, ``category`` in a calendar; ``page`` is
    the code of the page of the body that tells of it, ``address`` finds another one; ``action`` is what the office does
    about it, one sentence in Indonesian. A feature has kinds of its own."""

    value: str
    words: str
    category: str
    page: str = ""
    address: Callable[[Item], str] | None = None
    action: str = ""


DUTY = Kind(
    value="kewajiban",
    words="informasi wajib",
    category="KEWAJIBAN",
    page="ketersediaan",
    action="Muat yang terbaru, lalu perbarui entrinya di Daftar Informasi Publik.",
)
STATEMENT = Kind(
    value="pernyataan",
    words="pernyataan",
    category="PERNYATAAN",
    page="ketersediaan",
    action="Perbarui pernyataannya bila masih benar, atau muat informasinya.",
)
PLAN = Kind(
    value="rencana",
    words="rencana rintisan",
    category="RENCANA RINTISAN",
    page="ketersediaan",
    action="Kerjakan yang direncanakan di rencana.yml.",
)
CALENDAR = Kind(
    value="kalender",
    words="kalender hari libur",
    category="KALENDER",
    page="batas-waktu",
    action="Pakai data aturan terbaru, atau isi kalendernya dari keputusan bersama.",
)


class When(StrEnum):
    """Where the day lies, seen from the assessed day."""

    LATE = "lewat"
    TODAY = "hari-ini"
    SOON = "segera"
    LATER = "nanti"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing with a last lawful day. ``id`` is stable within body and kind; ``register`` only for a clock.

    ``bearer`` says who must act (``kantor``, ``pemohon``, ``komisi-informasi``); ``note`` is one sentence in
    Indonesian or empty; ``public`` whether its exact day may be published: that of a request would tell when a
    person came.
    """

    body_id: str
    body_name: str
    kind: Kind
    id: str
    title: str
    due_on: date
    when: When
    articles: tuple[str, ...] = ()
    bearer: str = "kantor"
    register: str | None = None
    note: str = ""
    counted: bool = True
    sample: bool = False
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """All items of the bodies, sorted by body, day, kind and id; ``on`` the assessed day of each body."""

    items: tuple[Item, ...]
    on: dict[str, date]
    names: dict[str, str]
    #: Duties that have no day at all because nothing is there yet, by body.
    missing: dict[str, int]
    #: Running clocks whose last day no calendar covers, by body.
    uncounted: dict[str, int]

    def of(self, body_id: str) -> tuple[Item, ...]:
        return tuple(one for one in self.items if one.body_id == body_id)

    def told_outside(self, *, private: bool) -> Agenda:
        """What may stand where others than the office read it. Unless that place is ``private``, what is internal is
        left out whole: not even its number is told, since a number that grows tells when a person came."""
        if private:
            return self
        items = tuple(one for one in self.items if one.public)
        return replace(self, items=items, uncounted=dict.fromkeys(self.uncounted, 0))


def when(due_on: date, on: date) -> When:
    if due_on < on:
        return When.LATE
    if due_on == on:
        return When.TODAY
    return When.SOON if due_on <= on + AHEAD else When.LATER


# --- sources ----------------------------------------------------------------------------------------------


def item(assessed: BodyAssessment, kind: Kind, *, id: str, title: str, due_on: date, **rest: Any) -> Item:  # noqa: A002 (its key)
    """An item of a body on its assessed day; ``rest`` are further fields of ``Item``."""
    return Item(
        body_id=assessed.body.id,
        body_name=assessed.body.name,
        kind=kind,
        id=id,
        title=title,
        due_on=due_on,
        when=when(due_on, assessed.on),
        counted=assessed.counted,
        sample=assessed.body.sample,
        **rest,
    )


def duties(assessed: BodyAssessment) -> Iterator[Item]:
    """Duties that the gate counts and that have a last lawful day; a statement in their place is its own source."""
    for judgement in assessed.judgements.values():
        wanted = judgement.status in DATED
        if judgement.counted and wanted and judgement.due_on is not None:
            duty = judgement.obligation
            yield item(
                assessed,
                DUTY,
                id=duty.id,
                title=duty.title,
                due_on=judgement.due_on,
                articles=_articles(duty, assessed),
            )


def _articles(duty: Obligation, assessed: BodyAssessment) -> tuple[str, ...]:
    return tuple(
        f"{assessed.instrument_names.get(b.instrument_id, b.instrument_id)} {b.article or ''}".strip()
        for b in duty.legal_basis
        if b.in_force(assessed.on)
    )


def statements(assessed: BodyAssessment) -> Iterator[Item]:
    """The last days of statements that cover a duty on the assessed day, or that have just ended; among them those
    that a duty is met elsewhere."""
    titles = {name: judgement.obligation.title for name, judgement in assessed.judgements.items()}
    newest: dict[str, Statement | Fulfilment] = {}
    given: list[Statement | Fulfilment] = [*(assessed.records.statements or ()), *(assessed.records.fulfilments or ())]
    for statement in given:
        if statement.signed_on <= assessed.on:
            known = newest.get(statement.obligation_id)
            if known is None or statement.until > known.until:
                newest[statement.obligation_id] = statement
    for statement in newest.values():
        judgement = assessed.judgements.get(statement.obligation_id)
        if judgement is None or (statement.until < assessed.on and judgement.status is not Status.MISSING):
            continue
        yield item(
            assessed,
            STATEMENT,
            id=statement.id,
            title=f"Pernyataan berakhir: {titles[statement.obligation_id]}",
            due_on=statement.until,
            articles=(statement.ground,),
        )


def plan(assessed: BodyAssessment) -> Iterator[Item]:
    """What a body promised for its time of starting up and does not show yet, and the last day of that time."""
    if assessed.counted:
        return
    for promise in assessed.records.plan or ():
        judgement = assessed.judgements.get(promise.obligation_id)
        if judgement is not None and judgement.is_gap and judgement.status is Status.MISSING:
            yield replace(
                item(
                    assessed,
                    PLAN,
                    id=promise.obligation_id,
                    title=f"Direncanakan: {judgement.obligation.title}",
                    due_on=promise.due_on,
                    articles=_articles(judgement.obligation, assessed),
                ),
                counted=True,
            )
    if assessed.body.pilot_until is not None:
        yield item(
            assessed,
            PLAN,
            id="rintisan",
            title="Rintisan berakhir",
            due_on=assessed.body.pilot_until,
            note="Sesudah hari ini semua kekurangan dihitung.",
        )


def calendars(assessed: BodyAssessment) -> Iterator[Item]:
    """The days off of this and the next year while they are not decided: before the year starts its list is to be that
    of the decree. No gap: time limits are counted with the estimate and say so."""
    for year in assessed.calendars_wanted:
        yield item(
            assessed,
            CALENDAR,
            id=str(year),
            title=f"Kalender hari libur {year}: pasang daftar dari keputusan bersamanya",
            due_on=date(year - 1, 12, 31),
            note="Sampai itu, batas waktu yang menyentuh tahun itu masih perkiraan atau belum dapat dihitung.",
        )
