"""Contradictions within the counts of a survey, and within the method that the law data describe.

Promises: pure and without a clock. After it, each group has all elements, one number of respondents and at least as
many of them as may be named, and each period one weight and one population: the judge divides without looking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.survey.record import RULES, SCALE, SurveyCount, SurveyMethod, SurveySpan, method_of
from terbuka.law.law import Law
from terbuka.record.near import near


def survey_problems(records: BodyRecords, law: Law) -> Iterator[Problem]:
    periods: dict[str, dict[tuple[str, str, str], list[SurveyCount]]] = {}
    for row in records.rows(SurveyCount) or ():
        periods.setdefault(row.period, {}).setdefault(row.group, []).append(row)
    for code, groups in periods.items():
        method = method_of(law.named(SurveyMethod), SurveySpan.parse(code))
        first = next(iter(groups.values()))[0]
        if method is None:
            known = ", ".join(m.id for m in law.named(SurveyMethod).values()) or "(belum ada satu pun)"
            yield Problem("survei-tanpa-metode", records.cell(first, "periode"), {"isi": code, "pilihan": known})
            continue
        rows = [row for group in groups.values() for row in group]
        yield from _same(rows, records)
        yield from _weight(first, method, records)
        yield from _population(groups, first, records)
        for group in groups.values():
            yield from _group(group, method, records)


def _same(rows: Sequence[SurveyCount], records: BodyRecords) -> Iterator[Problem]:
    """A weight or a population of its own makes a result that cannot be merged with the others of the period."""
    first = rows[0]
    for column, value in (("bobot", lambda r: Fraction(r.weight)), ("populasi", lambda r: r.population)):
        for row in rows:
            if value(row) != value(first):
                before = records.cell(first, column)
                facts = {
                    "kolom": column,
                    "isi": (row.weight if column == "bobot" else row.population) or "(kosong)",
                    "lain": (first.weight if column == "bobot" else first.population) or "(kosong)",
                    "sel_lain": before.cell or before.line,
                    "periode": row.period,
                    "kelompok": f"{column} {row.period}",
                }
                yield Problem("survei-campur", records.cell(row, column), facts)


def _weight(first: SurveyCount, method: SurveyMethod, records: BodyRecords) -> Iterator[Problem]:
    together = Fraction(first.weight) * len(method.elements)
    if together > 1:
        facts = {"isi": first.weight, "unsur": len(method.elements), "usul": f"1/{len(method.elements)}"}
        yield Problem("survei-bobot", records.cell(first, "bobot"), facts)


def _population(
    groups: dict[tuple[str, str, str], list[SurveyCount]], first: SurveyCount, records: BodyRecords
) -> Iterator[Problem]:
    answered = sum(group[0].respondents for group in groups.values())
    if first.population is not None and first.population < answered:
        facts = {"isi": first.population, "responden": answered, "periode": first.period}
        yield Problem("survei-populasi", records.cell(first, "populasi"), facts)


def _group(rows: Sequence[SurveyCount], method: SurveyMethod, records: BodyRecords) -> Iterator[Problem]:
    known = [element.id for element in method.elements]
    first = rows[0]
    about: dict[str, Any] = {"periode": first.period, "layanan": first.service, "kanal": first.channel}
    seen: dict[str, SurveyCount] = {}
    for row in rows:
        place = records.cell(row, "unsur")
        if row.element_id not in known:
            facts: dict[str, Any] = {
                "isi": row.element_id,
                "usul": near(row.element_id, known),
                "pilihan": ", ".join(known),
            }
            yield Problem("survei-unsur", place, {**facts, "kelompok": row.element_id})
        elif row.element_id in seen:
            other = records.cell(seen[row.element_id], "unsur")
            yield Problem("survei-ganda", place, {**about, "isi": row.element_id, "sel_lain": other.cell or other.line})
        seen.setdefault(row.element_id, row)
    missing = [name for name in known if name not in seen]
    # A misspelled element is named as such, not as missing too.
    if missing and set(seen) <= set(known):
        yield Problem("survei-unsur-kurang", first.place, {**about, "unsur": missing, "semua": len(known)})
    for row in rows:
        if row.respondents != first.respondents:
            other = records.cell(first, "n1")
            facts = {**about, "isi": row.respondents, "lain": first.respondents, "unsur": row.element_id}
            facts |= {"sel_lain": other.cell or other.line, "kelompok": f"{row.group}"}
            yield Problem("survei-jumlah", records.cell(row, "n1"), facts)
    if first.respondents < method.least_group:
        facts = {**about, "batas": method.least_group}
        yield Problem("survei-kelompok-kecil", records.cell(first, "n1"), facts)


def survey_law_problems(method: SurveyMethod) -> Iterator[Problem]:
    """A method names each number once, and words for each answer."""
    for reason, in_english in _lacking(method):
        facts = {"isi": method.id, "sebab": reason, "sebab_en": in_english, "kelompok": reason}
        yield Problem("skm-tidak-lengkap", method.place, facts)


def _lacking(method: SurveyMethod) -> Iterator[tuple[str, str]]:
    rules = [rule.id for rule in method.rules]
    for name in RULES:
        if rules.count(name) != 1:
            yield f"ketentuan “{name}” harus ada tepat satu kali", f"it needs the rule “{name}” exactly once"
    for element in method.elements:
        if len(element.answers) != len(SCALE):
            yield (
                f"unsur “{element.id}” harus punya {len(SCALE)} jawaban",
                f"the element “{element.id}” needs {len(SCALE)} answers",
            )
    for name, ids in (
        ("unsur", [e.id for e in method.elements]),
        ("mutu", [b.id for b in method.bands]),
    ):
        for twice in dict.fromkeys(i for i in ids if ids.count(i) > 1):
            yield f"{name} “{twice}” tertulis lebih dari sekali", f"“{twice}” stands in {name} more than once"
    if any(later.least >= earlier.least for earlier, later in pairwise(method.bands)):
        yield "batas bawah mutu harus menurun", "the lower edges of the grades must descend"
    if "kelompok-terkecil" in rules and method.number("kelompok-terkecil").denominator != 1:
        yield "kelompok terkecil harus bilangan bulat", "the smallest group must be a whole number"


def method_problems(law: Law, _corpus: Corpus) -> Iterator[Problem]:
    for method in law.named(SurveyMethod).values():
        yield from survey_law_problems(method)
