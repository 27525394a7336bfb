"""How the command speaks: problems and figures as text for people and as JSON for programs.

Promises: pure; nothing that was typed by anyone reaches a terminal or a log unescaped. Knows no rule.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from terbuka.base.day_names import WEEKDAYS
from terbuka.base.problem import Place, Problem, Severity, grouped, shown
from terbuka.duties.verdict import Assessment, BodyAssessment, Status
from terbuka.features.exclusions.judge import lists_exclusions
from terbuka.features.exclusions.record import AssessedExclusion, ExclusionState
from terbuka.law.clocks import Due
from terbuka.law.workdays import Skipped
from terbuka.record.numerals import written
from terbuka.review import path

VERSION = 1
_HEADINGS = {
    Severity.BLOCKED: ("DIBLOKIR", "tidak ada yang terbit sampai ini diperbaiki"),
    Severity.GAP: ("KEKURANGAN", "situs tetap terbit, pemeriksaan merah"),
    Severity.NOTE: ("CATATAN", "tidak menghalangi apa pun"),
}
_HEADINGS_EN = {
    Severity.BLOCKED: ("BLOCKED", "nothing is published until this is corrected"),
    Severity.GAP: ("GAPS", "the site is still published, the check is red"),
    Severity.NOTE: ("NOTES", "nothing is held up"),
}
_MOST_PLACES = 6


def as_text(problems: Sequence[Problem], language: str = "id") -> str:
    """All problems under their headings, each with place, what was found and what to do."""
    headings = _HEADINGS if language == "id" else _HEADINGS_EN
    lines: list[str] = []
    shown = grouped(problems)
    for severity in Severity:
        here = [p for p in shown if p.severity is severity]
        if not here:
            continue
        title, meaning = headings[severity]
        count = sum(1 + len(p.more) for p in here)
        lines += [f"{title} ({count}): {meaning}", ""]
        for problem in here:
            lines += [*lines_of(problem, language), ""]
    return "\n".join(lines)


def lines_of(problem: Problem, language: str) -> list[str]:
    """One problem: its place and code, what was found, what to do."""
    lines = [f"{problem.place.said(language)}  [{problem.code}]", f"  {problem.sentence('temuan', language)}"]
    if problem.more:
        lines.append(f"  {_elsewhere(problem.more, language)}")
    lines.append(f"  → {problem.sentence('cara', language)}")
    if example := problem.sentence("contoh"):
        lines.append(f"  {'Contoh' if language == 'id' else 'Example'}: {example}")
    return lines


def _elsewhere(places: Sequence[Place], language: str) -> str:
    indonesian = language == "id"
    line, page = ("baris", "halaman") if indonesian else ("line", "page")
    words = [p.cell or (f"{page} {p.page}" if p.page else f"{line} {p.line}" if p.line else p.said()) for p in places]
    words = list(dict.fromkeys(words))
    rest = len(words) - _MOST_PLACES
    more = f", +{rest} {'lainnya' if indonesian else 'more'}" if rest > 0 else ""
    return f"{'Juga di' if indonesian else 'Also in'}: {', '.join(words[:_MOST_PLACES])}{more}"


def summary(assessment: Assessment, language: str = "id") -> str:
    """One paragraph a body: what is met, out of how many, and why the rest of the catalogue is not judged."""
    lines = []
    for assessed in assessment.bodies.values():
        lines += _body(assessed) if language == "id" else _body_en(assessed)
    return "\n".join(lines)


def _count(assessed: BodyAssessment, status: Status) -> int:
    return assessed.tally.by_status.get(status, 0)


def denominator(assessed: BodyAssessment) -> str:
    """Why the catalogue's other duties are not in the figure; the parts add up to the catalogue."""
    t = assessed.tally
    parts = [
        (t.not_applicable, "bukan untuk unit ini"),
        (t.references, "rujukan"),
        (t.by_parent, "melalui induk"),
        (t.events, "hanya bila ada kejadian"),
        (t.processes, "proses layanan yang belum dinilai"),
        (t.details, "rincian butir lain"),
        (t.by_parts, "terdiri dari bagian"),
    ]
    rest = ", ".join(f"{n} {words}" for n, words in parts if n)
    return f"Dinilai {t.judged} dari {t.catalogue}" + (f": {rest}" if rest else "")


def _body(assessed: BodyAssessment) -> list[str]:
    body = assessed.body
    mark = " [DATA CONTOH]" if body.sample else ""
    stage = "" if assessed.counted else f" ({_pilot(assessed)})"
    due_soon, waiting = _count(assessed, Status.DUE_SOON), _count(assessed, Status.NOT_JUDGED)
    figures = [
        f"terpenuhi {assessed.tally.available} (segera dimutakhirkan {due_soon})",
        f"nihil {_count(assessed, Status.NIL)}",
        f"bukan kewajiban {_count(assessed, Status.NOT_A_DUTY)}",
        f"perlu dimutakhirkan {_count(assessed, Status.OVERDUE)}",
        f"belum tercatat {_count(assessed, Status.MISSING)}",
        *([f"belum jatuh tempo {waiting}"] if waiting else []),
    ]
    return [
        f"{shown(body.name)}{mark}, pada {assessed.on}{stage}",
        f"  {', '.join(figures)}",
        f"  {denominator(assessed)}",
        *_excluded(assessed, "id"),
    ]


def _pilot(assessed: BodyAssessment) -> str:
    """What the stage ``rintisan`` means for the figures of a body."""
    until = f" sampai {assessed.body.pilot_until}" if assessed.body.pilot_until else ""
    if not assessed.records.plan:
        return f"rintisan{until}: kekurangan ditampilkan, belum dihitung"
    return f"rintisan{until}: dihitung {len(assessed.promised)} dari {len(assessed.records.plan)} yang direncanakan"


def _pilot_en(assessed: BodyAssessment) -> str:
    until = f" until {assessed.body.pilot_until}" if assessed.body.pilot_until else ""
    if not assessed.records.plan:
        return f"starting up{until}: gaps are shown, not counted"
    return f"starting up{until}: {len(assessed.promised)} of {len(assessed.records.plan)} planned duties are counted"


def _excluded(assessed: BodyAssessment, language: str) -> list[str]:
    """One line about excluded information, where there is any."""
    words = [
        (ExclusionState.SOON, ("segera terbuka", "about to open")),
        (ExclusionState.LATE, ("terlambat ditetapkan terbuka", "declared too late")),
        (ExclusionState.UNPUBLISHED, ("terbuka tetapi belum dimuat", "open but not published")),
        (ExclusionState.OPENED, ("sudah dibuka", "opened")),
    ]
    if not assessed.every(AssessedExclusion):
        return []
    counts = [(sum(e.state is state for e in assessed.every(AssessedExclusion)), said) for state, said in words]
    parts = [f"{count} {said[0 if language == 'id' else 1]}" for count, said in counts if count]
    title = "Daftar yang dikecualikan" if language == "id" else "List of excluded information"
    return [f"  {title} {len(assessed.every(AssessedExclusion))}" + (f": {', '.join(parts)}" if parts else "")]


def _body_en(assessed: BodyAssessment) -> list[str]:
    mark = " [SAMPLE DATA]" if assessed.body.sample else ""
    stage = "" if assessed.counted else f" ({_pilot_en(assessed)})"
    due_soon, waiting = _count(assessed, Status.DUE_SOON), _count(assessed, Status.NOT_JUDGED)
    figures = [
        f"met {assessed.tally.available} (due soon {due_soon})",
        f"nil {_count(assessed, Status.NIL)}",
        f"not a duty {_count(assessed, Status.NOT_A_DUTY)}",
        f"overdue {_count(assessed, Status.OVERDUE)}",
        f"missing {_count(assessed, Status.MISSING)}",
        *([f"not due yet {waiting}"] if waiting else []),
    ]
    return [
        f"{shown(assessed.body.name)}{mark}, on {assessed.on}{stage}",
        f"  {', '.join(figures)}; judged {assessed.tally.judged} of {assessed.tally.catalogue}",
        *_excluded(assessed, "en"),
    ]


def as_json(
    problems: Sequence[Problem],
    assessment: Assessment | None,
    exit_code: int,
    comparison: dict[str, Any] | None = None,
    steps: Sequence[path.BodyPath] = (),
) -> str:
    """The whole answer as one JSON document; its keys are documented in ``docs/answers.md``."""
    bodies = list(assessment.bodies.values()) if assessment else []
    told = {one.assessed.body.id: path.as_json(one) for one in steps}
    document: dict[str, Any] = {
        "versi": VERSION,
        "kode_keluar": exit_code,
        "badan": [_body_json(made) | {"langkah_berikutnya": told.get(made.body.id, [])} for made in bodies],
        "masalah": [p.as_json() for p in grouped(problems)],
    }
    if comparison is not None:
        document["perbandingan"] = comparison
    return json.dumps(document, ensure_ascii=False, indent=1)


def _body_json(assessed: BodyAssessment) -> dict[str, Any]:
    return {
        "id": assessed.body.id,
        "nama": assessed.body.name,
        "contoh": assessed.body.sample,
        "tahap": assessed.body.stage,
        "pada": assessed.on.isoformat(),
        "dinilai": assessed.tally.judged,
        "katalog": assessed.tally.catalogue,
        "status": {s.value: assessed.tally.by_status.get(s, 0) for s in Status if s is not Status.NOT_JUDGED},
        "dikecualikan": _excluded_json(assessed),
    }


def _excluded_json(assessed: BodyAssessment) -> dict[str, int] | None:
    """Rows of the list of excluded information by state; None where there is no list."""
    if not lists_exclusions(assessed.records):
        return None
    return {state.value: sum(e.state is state for e in assessed.every(AssessedExclusion)) for state in ExclusionState}


def now_shown(problems: Sequence[Problem], seconds: float) -> str:
    """One line for a preview that has been built."""
    counts = [
        f"{count} {severity.value}" for severity in Severity if (count := sum(p.severity is severity for p in problems))
    ]
    listed = f"; {', '.join(counts)} (terbuka check menyebutnya)" if counts else ""
    return f"Tayang, dibangun dalam {written(seconds, 1)} detik{listed}."


def not_shown(count: int) -> str:
    """One line for a preview that could not be built."""
    return f"Belum tayang: {count} masalah di atas. Situs terakhir yang baik tetap ditampilkan; menunggu perbaikan …"


def deadline(due: Due) -> str:
    """A counted deadline in words: the answer first, then how it was counted, day by day."""
    count, rule = due.count, due.deadline
    unit = "hari kerja" if rule.unit == "hari-kerja" else "hari kalender"
    way = "mundur dari" if rule.backwards else "dari"
    length = f"{due.days} {unit}" + (f" ({due.days - due.extension} + {due.extension})" if due.extension else "")
    lines = [
        f"{rule.title}: paling lambat {weekday(count.due_on)}",
        f"  {length}, dihitung {way} {rule.counted_from}, {weekday(count.start)} (hari nol).",
        f"  Dasar: {'; '.join(due.articles)}",
    ]
    if rule.note:
        lines.append(f"  {rule.note}")
    if count.skipped:
        lines.append(f"  Tidak dihitung, {len(count.skipped)} hari:")
    for day in count.skipped:
        source = f" ({day.decree})" if day.decree else " (perkiraan, belum ada keputusan)" if day.estimated else ""
        named = "" if day.why in WEEKDAYS else f": {day.why}"
        lines.append(f"    {weekday(day.on)}{named}{source}")
    if due.moved_from is not None:
        lines.append(f"  Semula {weekday(due.moved_from)}, bergeser karena {moved_because(due.moved_by)}.")
    lines += [f"  Kalender {note}" for note in due.calendar_notes]
    if count.estimated:
        lines.append(
            "  PERKIRAAN: kalender salah satu tahunnya belum ditetapkan. Hitung lagi sesudah keputusannya terbit."
        )
    return "\n".join(lines)


def moved_because(days: Sequence[Skipped]) -> str:
    """Why a running clock moved: ``libur 2025-08-18 ditetapkan 2025-08-07``."""
    return ", ".join(f"libur {day.on} ditetapkan {day.decreed_on}" for day in days)


def weekday(day: date) -> str:
    """A day with its name: ``Senin 2026-11-23``."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"
