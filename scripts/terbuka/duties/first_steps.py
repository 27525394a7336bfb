"""Which duties an office that starts takes on first, and its plan of them; whether that advice fits the law.

Promises: pure, the day is an argument. What is chosen, why and in which order is data
(``datasets/aturan/<law>/langkah-pertama.yml``) and advice, no law. A day of the plan is a working day as far as the
calendars of the law reach; in a year without one only weekends are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product

from terbuka.base.problem import Problem
from terbuka.duties.judge import fits, in_force
from terbuka.law.clocks import calendar_of
from terbuka.law.law import Law
from terbuka.law.record import FirstStep, FirstSteps, Obligation
from terbuka.law.workdays import Calendar, NoCalendar
from terbuka.record.schema import Schema

_JUDGED = ("terbit", "tersedia")

Traits = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One row of the plan: the step, its duty and the last day by which it is planned."""

    step: FirstStep
    duty: Obligation
    due_on: date


def steps_of(law: Law, form: str, traits: Traits) -> tuple[FirstStep, ...]:
    """The steps of a body by its form (``bentuk``) and traits (``sifat``), in their order; none without such data."""
    advice = law.maybe(FirstSteps)
    return tuple(step for step in advice.steps if _taken(step, law, form, traits)) if advice else ()


def first_plan(law: Law, form: str, traits: Traits, start: date) -> tuple[Planned, ...]:
    """The plan of a body that starts on ``start``: its steps, each on its day or the next working day after it."""
    calendar = calendar_of(law)
    return tuple(
        Planned(
            step=step,
            duty=law.obligations[step.obligation_id],
            due_on=_working_day(start + timedelta(days=step.days), calendar),
        )
        for step in steps_of(law, form, traits)
        if in_force(law.obligations[step.obligation_id], law, start)
    )


def plan_text(plan: Sequence[Planned], set_by: str | None = None) -> str:
    """The plan as the text of ``rencana.yml``; ``set_by`` is the post that promises it, None while it is a proposal.
    Empty for an empty plan."""
    if not plan:
        return ""
    lines = [
        "# yaml-language-server: $schema=../../../.vscode/skema/rencana.json",
        "# Rencana awal: saran, bukan perintah hukum. Urutan dan harinya boleh diganti; kewajibannya dari hukum.",
        "# Sesudah pimpinan menyetujuinya, tulis jabatannya di ditetapkan_oleh; sebelum itu portal menulis usulan.",
    ]
    for row in plan:
        lines += [
            "",
            f"# {row.step.why}",
            f"- kewajiban: {row.duty.id}",
            f"  paling_lambat: {row.due_on.isoformat()}",
            f"  ditetapkan_oleh: {json.dumps(set_by, ensure_ascii=False)}" if set_by else "  # ditetapkan_oleh:",
        ]
    return "\n".join(lines) + "\n"


def _taken(step: FirstStep, law: Law, form: str, traits: Traits) -> bool:
    duty = law.obligations.get(step.obligation_id)
    return duty is not None and _own(duty, form) and fits(duty.applies_if, traits) and fits(step.applies_if, traits)


def _own(duty: Obligation, form: str) -> bool:
    """Whether a body of that form bears the duty itself and is judged by it."""
    borne = duty.bearer != "badan-publik" or form != "unit-kerja"
    return borne and duty.nature in _JUDGED and duty.judged == "sendiri"


def _working_day(day: date, calendar: Calendar) -> date:
    while _off(day, calendar):
        day += timedelta(days=1)
    return day


def _off(day: date, calendar: Calendar) -> bool:
    try:
        return calendar.off(day) is not None
    except NoCalendar:
        return False


# --- whether the advice fits the law ------------------------------------------------------------------------


def first_step_problems(law: Law, body: Schema) -> Iterator[Problem]:
    """What is wrong with the advice; ``body`` is the schema of ``badan.yml``, which knows the kinds of bodies.

    Of the duties, that each exists is said by its reference.
    """
    advice = law.maybe(FirstSteps)
    if advice is None:
        return
    seen: set[str] = set()
    kinds = tuple(_kinds(body))
    for step in advice.steps:
        for reason, reason_en in _reasons(step, law, body, seen, kinds):
            facts = {"isi": step.obligation_id, "sebab": reason, "sebab_en": reason_en}
            yield Problem("langkah-pertama-tak-cocok", step.place, {**facts, "kelompok": step.obligation_id})
        seen.add(step.obligation_id)
    for earlier, later in pairwise(advice.steps):
        if later.days < earlier.days:
            days = {"isi": later.obligation_id, "hari": later.days, "sebelumnya": earlier.days}
            yield Problem("langkah-pertama-urutan", later.place, days)
    counts = {f"{traits['jenis_badan']} ({form})": len(steps_of(law, form, traits)) for form, traits in kinds}
    if other := [f"{kind} {count}" for kind, count in counts.items() if count != advice.count]:
        yield Problem("langkah-pertama-jumlah", advice.place, {"lain": other, "jumlah": advice.count})


def _reasons(
    step: FirstStep, law: Law, body: Schema, seen: set[str], kinds: Sequence[tuple[str, Traits]]
) -> Iterator[tuple[str, str]]:
    """Why a step cannot stand where it does, in both languages."""
    if step.obligation_id in seen:
        yield "disebut dua kali", "named twice"
    duty = law.obligations.get(step.obligation_id)
    if duty is not None and not any(_own(duty, form) for form, _ in kinds):
        yield "tidak dinilai sendiri", "not judged by itself"
    elif duty is not None and not any(_taken(step, law, form, traits) for form, traits in kinds):
        yield "tidak berlaku bagi jenis badan mana pun", "applies to no kind of body"
    known = {column.name for column in body.columns}
    for name in step.keys:
        if name not in known:
            yield f"isian “{name}” tidak ada di badan.yml", f"“{name}” is no key of badan.yml"


def _kinds(body: Schema) -> Iterator[tuple[str, Traits]]:
    """Every form with every kind of body that there can be, its other traits answered with no."""
    traits = {column.name: column for column in body.column("sifat").columns}
    for form, kind in product(body.column("bentuk").choices, traits["jenis_badan"].choices):
        yield form, {**dict.fromkeys(traits, False), "jenis_badan": kind}
