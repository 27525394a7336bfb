"""What an office does next about its gaps: duty by duty, the easiest first, each with its way.

Promises: pure. The order is advice: first what the office planned itself, by its days; then ``langkah-pertama.yml``;
then by effort: what only has to be looked at again, what is begun, what is never recorded, what reports on a period
or has parts. Nothing here says that a duty may wait.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from terbuka.duties.first_steps import steps_of
from terbuka.duties.judge import BY_PERIOD
from terbuka.duties.record import RegisterEntry
from terbuka.duties.verdict import NOTHING, BodyAssessment, Judgement, Status
from terbuka.law.body import Body
from terbuka.law.law import Law
from terbuka.law.record import FirstStep
from terbuka.record.fields import fields_by_column

#: Classes of information that an entry of the register may have.
_CLASSES = ("berkala", "serta-merta", "setiap-saat")


class Way(StrEnum):
    """How a gap is closed: confirm an entry that is still right, mend what is begun, record what is not there yet."""

    CONFIRM = "periksa"
    MEND = "lengkapi"
    RECORD = "catat"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One gap and its way. ``entry_id`` is the entry to confirm; ``answers`` what an entry to be recorded starts with
    (``KOLOM=NILAI``, ``KOLOM=`` to be asked); ``fill_in`` keys of ``badan.yml`` that come before; ``planned`` the day
    that the office gave itself; ``advice`` why it comes early."""

    judgement: Judgement
    way: Way
    entry_id: str | None = None
    answers: tuple[str, ...] = ()
    fill_in: tuple[str, ...] = ()
    planned: date | None = None
    advice: FirstStep | None = None


def next_steps(assessed: BodyAssessment, law: Law) -> tuple[NextStep, ...]:
    """The gaps of one body that everybody sees, counted or not, in the order in which they are best closed."""
    body = assessed.body
    advised = {step.obligation_id: step for step in steps_of(law, body.form, body.traits)}
    ranks = {name: rank for rank, name in enumerate(advised)}
    planned = {row.obligation_id: row.due_on for row in assessed.records.plan}
    steps = [_step(judgement, assessed, advised, planned) for judgement in assessed.gaps]

    def order(step: NextStep) -> tuple[date, int, int]:
        rank = ranks.get(step.judgement.obligation.id, len(ranks))
        return step.planned or date.max, rank, _effort(step)

    return tuple(sorted(steps, key=order))


def _effort(step: NextStep) -> int:
    """How much there is to do, in rough classes."""
    duty = step.judgement.obligation
    harder = 3 if step.judgement.parts or step.judgement.packages else 1 if duty.reports_on_a_period else 0
    return list(Way).index(step.way) * 10 + harder


def _step(
    judgement: Judgement,
    assessed: BodyAssessment,
    advised: Mapping[str, FirstStep],
    planned: Mapping[str, date],
) -> NextStep:
    duty = judgement.obligation
    advice, day = advised.get(duty.id), planned.get(duty.id)
    if entry := _to_confirm(judgement):
        return NextStep(judgement=judgement, way=Way.CONFIRM, entry_id=entry, planned=day, advice=advice)
    if not _to_record(judgement):
        return NextStep(judgement=judgement, way=Way.MEND, planned=day, advice=advice)
    page = advice.portal_page if advice else None
    return NextStep(
        judgement=judgement,
        way=Way.RECORD,
        answers=_answers(judgement, page),
        fill_in=_unfilled(advice.keys, assessed.body) if advice else (),
        planned=day,
        advice=advice,
    )


def _to_confirm(judgement: Judgement) -> str | None:
    """The entry of the own register that is late because nobody has looked at it for too long."""
    late = [part for part in judgement.parts if part.status is Status.OVERDUE] or [judgement]
    first = min(late, key=lambda part: part.due_on or date.max)
    if first.status is not Status.OVERDUE or first.reason != "lewat-selang" or not first.evidence:
        return None
    newest = first.evidence[0]
    return newest.entry.id if isinstance(newest.entry, RegisterEntry) and newest.body_id is None else None


def _to_record(judgement: Judgement) -> bool:
    """Whether the gap is closed by one more entry: nothing is there, or only what reports on an earlier period."""
    if judgement.status is Status.OVERDUE:
        return judgement.reason in ("periode-belum-diliput", *BY_PERIOD)
    return judgement.reason in NOTHING or (judgement.reason == "bagian-kurang" and _nothing_else(judgement))


def _nothing_else(judgement: Judgement) -> bool:
    return all(part.reason in NOTHING for part in judgement.parts if part.status is Status.MISSING)


def _answers(judgement: Judgement, page: str | None) -> tuple[str, ...]:
    duty = judgement.obligation
    lacking = [part.obligation.id for part in judgement.parts if part.status is Status.MISSING]
    named = "; ".join(lacking or [duty.id])
    known = [f"kewajiban={named}"]
    known += [f"kelas={duty.information_class}"] if duty.information_class in _CLASSES else []
    reported = duty.reports_on_a_period or any(part.obligation.reports_on_a_period for part in judgement.parts)
    asked = ["periode_mulai=", "periode_selesai="] if reported else []
    return (*known, f"halaman_portal={page}" if page else "berkas=", *asked, "diumumkan_pada=")


def _unfilled(keys: Sequence[str], body: Body) -> tuple[str, ...]:
    names = fields_by_column(Body)
    return tuple(key for key in keys if key in names and not getattr(body, names[key]))
