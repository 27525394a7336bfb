"""Contradictions within audits and their findings, and with the criteria of the law.

Promises: pure and without a clock. An audit that is late, or a finding past its day, is no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.audit.record import Audit, AuditCriterion, Finding
from terbuka.law.law import Law

KIND = "temuan"
#: Columns that are filled together: an action has an owner and a last day, a closed finding its evidence.
_PAIRS = (
    ("tindakan", "penanggung"),
    ("tindakan", "jatuh_tempo"),
    ("ditutup_pada", "tindakan"),
    ("ditutup_pada", "bukti"),
)
#: A later day, and the day that it cannot come before.
_ORDER = ("jatuh_tempo", "ditutup_pada")


def audit_problems(records: BodyRecords, _law: Law, corpus: Corpus) -> Iterator[Problem]:
    for audit in records.rows(Audit) or ():
        yield from _audit(audit)
    for finding in records.rows(Finding) or ():
        yield from _finding(finding, records)
    yield from _exposed(records, corpus)


def _audit(audit: Audit) -> Iterator[Problem]:
    if _same(audit.auditor, audit.audited):
        yield Problem(
            "audit-diri-sendiri", audit.place, {"isi": audit.auditor, "audit": audit.id, "kelompok": audit.id}
        )
    if audit.ended_on < audit.begun_on:
        facts = {"audit": audit.id, "mulai": audit.begun_on, "selesai": audit.ended_on, "kelompok": audit.id}
        yield Problem("audit-terbalik", audit.place, facts)
    seen: dict[str, int] = {}
    for result in audit.results:
        name = result.criterion_id
        if name in seen:
            facts = {"kolom": "kriteria", "isi": name, "baris_pertama": seen[name], "kelompok": name}
            yield Problem("kunci-ganda", result.place, facts)
        seen.setdefault(name, result.place.line)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _finding(finding: Finding, records: BodyRecords) -> Iterator[Problem]:
    values = _values(finding)
    for filled, pair in _PAIRS:
        if values[filled] is not None and values[pair] is None:
            facts: dict[str, Any] = {"kolom": filled, "pasangan": pair, "kelompok": f"{filled} {pair}"}
            yield Problem("pasangan-kurang", records.cell(finding, filled), facts)
    for column in _ORDER:
        day = values[column]
        if day is not None and day < finding.found_on:
            facts = {"kode": finding.id, "kolom": column, "isi": day, "kolom_lain": "ditemukan_pada"}
            facts |= {"isi_lain": finding.found_on, "sel_lain": records.cell(finding, "ditemukan_pada").cell}
            yield Problem("urutan-tanggal", records.cell(finding, column), facts)


def _values(finding: Finding) -> dict[str, Any]:
    return {
        "tindakan": finding.action,
        "penanggung": finding.owner,
        "jatuh_tempo": finding.due_on,
        "bukti": finding.evidence,
        "ditutup_pada": finding.closed_on,
    }


def _exposed(records: BodyRecords, corpus: Corpus) -> Iterator[Problem]:
    """A note when the repository itself can be read by all, and holds owners, days or evidence."""
    findings = records.every(Finding)
    if records.body.repository != "terbuka" or not findings:
        return
    schema = corpus.schemas[KIND]
    hidden = [c.name for c in schema.columns if c.published == "tidak"]
    held = [name for name in hidden if any(_values(row)[name] is not None for row in findings)]
    if held:
        facts = {"register": schema.title, "kolom": held, "kelompok": KIND}
        yield Problem("register-terbuka", findings[0].place, facts)


# --- the law's own data -----------------------------------------------------------------------------------

#: A measure that looks at what its criterion names -> the column that names it.
_NEEDS = {"kewajiban-terpenuhi": "kewajiban", "bagian-standar": "standar"}


def criterion_problems(criterion: AuditCriterion, corpus: Corpus) -> Iterator[Problem]:
    """The measure of a criterion has what it looks at."""
    column = _NEEDS.get(criterion.measure or "", "")
    there = {"kewajiban": criterion.obligation_ids, "standar": criterion.standard_id}
    if column and not there[column]:
        text = corpus.schemas["kriteria-audit"].column(column).text
        facts = {"kolom": column, "karena": "ukuran", "isi": criterion.measure, "uraian": text}
        yield Problem("isian-kurang", criterion.place, {**facts, "kelompok": criterion.id})


def criteria_problems(law: Law, corpus: Corpus) -> Iterator[Problem]:
    for criterion in law.named(AuditCriterion).values():
        yield from criterion_problems(criterion, corpus)
