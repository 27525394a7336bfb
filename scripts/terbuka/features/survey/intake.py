"""From the export of a survey's form to counts of groups, the only thing that is written.

Promises: no row of a person is written anywhere; small groups are pooled before anything is written (``pooling``); an
answer outside the scale, an empty one, or a question that is not found stops the import with its cell. A second
import that would give single answers away by its difference is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from terbuka.base.periods import day_of
from terbuka.base.problem import Problem, blocking, in_order
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.survey.form import FILLED_IN, GROUPS, form_schema
from terbuka.features.survey.pooling import Group, TooFew, pool
from terbuka.features.survey.record import SCALE, SurveyMethod, SurveySpan, method_of
from terbuka.intake.cells import Taken, layout, take_rows
from terbuka.intake.merge import CannotImport, Check
from terbuka.intake.source import Source
from terbuka.intake.titles import Found, find_titles, holds_days
from terbuka.law.private_register import ImportColumn
from terbuka.record import canonical, tables
from terbuka.record.schema import Schema

KIND = "survei"
#: What a value outside the grammar of numbers becomes: an answer that is none.
_NO_NUMBER = ("bilangan-salah", "bilangan-terlalu-panjang", "impor-angka")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for: the period, how many people were served in it, whether it may replace an earlier import."""

    span: SurveySpan
    population: int | None = None
    replace: bool = False
    partly: bool = False
    mapping: Sequence[ImportColumn] = ()


@dataclass(slots=True)
class Counted:
    """What an import does. ``groups`` are the parts that are written with their respondents, ``pooled`` the groups
    that are not named; rows are told by number only. While ``blocked`` nothing is written."""

    path: str
    source: Source
    found: Found
    order: Order
    old: str | None
    new: str = ""
    groups: dict[Group, int] = field(default_factory=dict)
    pooled: list[Group] = field(default_factory=list)
    outside: int = 0
    undated: int = 0
    refused: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    replaces: bool = False
    problems: list[Problem] = field(default_factory=list)
    blocked: bool = False

    @property
    def respondents(self) -> int:
        return sum(self.groups.values())

    @property
    def dated(self) -> bool:
        """Whether the file says on which day each form was filled in."""
        return FILLED_IN in self.found.columns

    @property
    def changes(self) -> bool:
        return bool(self.new) and self.new != self.old


def count(
    source: Source, corpus: Corpus, records: BodyRecords, order: Order, check: Check, *, old: str | None
) -> Counted:
    """Count the file for one period, over the table ``old`` of the body. Raises ``CannotImport`` when the period has no
    method, is there already, or the table cannot be read."""
    law = corpus.law_of(records.body)
    method = method_of(law.named(SurveyMethod), order.span)
    if method is None:
        raise CannotImport(f"tidak ada metode survei di skm.yml untuk periode {order.span.code}")
    schema = corpus.schemas[KIND]
    form = form_schema(schema, method)
    own = [replace(m, constant=None if m.column not in GROUPS else m.constant) for m in order.mapping]
    own += [m for m in records.rows(ImportColumn) or () if m.column not in {o.column for o in order.mapping}]
    titles = find_titles(source, form, law, own)
    _numbered(titles, method)
    path = f"{canonical.BODIES}/{records.body.id}/{KIND}.csv"
    counted = Counted(path, source, titles, order, old, problems=[*titles.problems])
    before = _table(old, schema, path)
    if any(row["periode"] == order.span.code for row in before) and not order.replace:
        raise CannotImport(f"periode {order.span.code} sudah ada di {path}; pakai --replace untuk menggantinya")
    counted.problems += [] if counted.problems else [*layout(source, titles), *_undated(source, titles)]
    if counted.problems:
        counted.blocked = True
        return counted
    forms = list(_forms(counted, take_rows(source, titles, form, ZoneInfo(records.body.time_zone)), form, method))
    if counted.refused and not order.partly:
        counted.blocked = True
        counted.problems = in_order(counted.problems)
        return counted
    _write(counted, forms, before, schema, method)
    if not counted.blocked and counted.changes:
        known = {(p.code, p.place.path, str(sorted(p.facts.items()))) for p in check({})}
        new = [
            p
            for p in check({path: counted.new})
            if blocking([p]) and (p.code, p.place.path, str(sorted(p.facts.items()))) not in known
        ]
        counted.problems += new
        counted.blocked = bool(new)
    counted.problems = in_order(counted.problems)
    return counted


def _undated(source: Source, titles: Found) -> Iterator[Problem]:
    """Days under a title that is not known: taken for a file without days, every period would take all its forms."""
    dated = [title for title, at in titles.unknown.items() if holds_days(source, titles.row, at)]
    if dated and FILLED_IN not in titles.columns:
        place = source.place(titles.row, titles.unknown[dated[0]])
        yield Problem("impor-hari-tak-dikenal", place, {"isi": dated, "kolom": FILLED_IN})


def _numbered(titles: Found, method: SurveyMethod) -> None:
    """Answers as forms write a number and its words together: ``4 - Sangat baik``, ``4. Sangat baik``."""
    for element in method.elements:
        for value, label in zip(SCALE, element.answers, strict=True):
            for shape in ("{0} - {1}", "{0}. {1}", "{0}) {1}", "{0} = {1}", "{0}: {1}", "{0} ({1})", "{1} ({0})"):
                titles.words[element.id].setdefault(shape.format(value, label).casefold(), str(value))


def _table(old: str | None, schema: Schema, path: str) -> list[dict[str, str]]:
    if old is None:
        return []
    table, problems = tables.read(old, schema, path)
    if problems:
        raise CannotImport(f"{path} sendiri masih bermasalah; jalankan terbuka check dan perbaiki dahulu")
    return [{name: tables.as_text(v) for name, v in cells.items()} for _, cells in table.rows]


def _forms(counted: Counted, rows: Iterable[Taken], form: Schema, method: SurveyMethod) -> Iterator[dict[str, str]]:
    """The forms of the period that are whole; the others are refused, or lie outside of it and are only counted."""
    asked = {element.id for element in method.elements}
    for taken in rows:
        day = taken.values.get(FILLED_IN)
        if day and not counted.order.span.holds(day_of(day)):
            counted.outside += 1
            continue
        problems = [_problem(counted, taken, p, asked) for p in taken.problems]
        told = {str(p.facts.get("kolom")) for p in taken.problems}
        given = {**counted.found.constants, **taken.values}
        problems += _answers(counted, taken, [name for name in asked if name not in told], given)
        problems += _groups(counted, taken, form, given)
        if problems:
            counted.problems += problems
            counted.refused.append(taken.row)
            continue
        counted.undated += counted.dated and not day
        yield given


def _problem(counted: Counted, taken: Taken, problem: Problem, asked: set[str]) -> Problem:
    """A refused cell; what is no number in the column of an answer is no answer."""
    name = str(problem.facts.get("kolom"))
    if name not in asked or problem.code not in _NO_NUMBER:
        return problem
    cell = counted.source.rows[taken.row][counted.found.columns[name]]
    return Problem("impor-jawaban", problem.place, {"kolom": name, "isi": cell.text, "kelompok": name})


def _answers(counted: Counted, taken: Taken, asked: Sequence[str], given: Mapping[str, str]) -> Iterator[Problem]:
    for name in sorted(asked, key=lambda name: counted.found.columns[name]):
        if given.get(name) not in {str(value) for value in SCALE}:
            place = counted.source.place(taken.row, counted.found.columns[name])
            yield Problem("impor-jawaban", place, {"kolom": name, "isi": given.get(name, "(kosong)"), "kelompok": name})


def _groups(counted: Counted, taken: Taken, form: Schema, given: Mapping[str, str]) -> Iterator[Problem]:
    """Service and channel of a form are among those that a form may name."""
    told = {str(p.facts.get("kolom")) for p in taken.problems}
    for name in GROUPS:
        allowed = list(form.column(name).choices)
        if name in told or given.get(name) in allowed:
            continue
        place = counted.source.place(taken.row, counted.found.columns.get(name, 0))
        if not given.get(name):
            yield Problem("wajib-kosong", place, {"kolom": name})
        else:
            facts = {"kolom": name, "isi": given[name], "pilihan": allowed, "usul": ""}
            yield Problem("pilihan-salah", place, {**facts, "kelompok": [name, given[name]]})


def _write(
    counted: Counted,
    forms: Sequence[Mapping[str, str]],
    before: list[dict[str, str]],
    schema: Schema,
    method: SurveyMethod,
) -> None:
    """The new table: the other periods as they are, this one as counts of groups that may be named."""
    sizes = Counter((form["layanan"], form["kanal"]) for form in forms)
    code, least = counted.order.span.code, method.least_group
    try:
        parts = pool(sizes, least)
    except TooFew:
        place = counted.source.place(counted.found.row)
        counted.problems.append(Problem("impor-terlalu-sedikit", place, {"batas": least, "periode": code}))
        counted.blocked = True
        return
    answers = Counter((parts[f["layanan"], f["kanal"]], e.id, f[e.id]) for f in forms for e in method.elements)
    for group, size in sizes.items():
        counted.groups[parts[group]] = counted.groups.get(parts[group], 0) + size
        if parts[group] != group:
            counted.pooled.append(group)
    weight = str(method.number("bobot"))
    population = "" if counted.order.population is None else str(counted.order.population)
    rows = [row for row in before if row["periode"] != code]
    earlier = [row for row in before if row["periode"] == code]
    counted.replaces = bool(earlier)
    steps = list(_small_steps(counted, earlier, least))
    counted.problems += steps
    counted.blocked = bool(steps)
    for part in sorted(counted.groups):
        for element in method.elements:
            counts = {f"n{v}": str(answers[part, element.id, str(v)]) for v in SCALE}
            names = {"periode": code, "layanan": part[0], "kanal": part[1], "unsur": element.id}
            rows.append({"id": "-".join(names.values()), **names, **counts, "populasi": population, "bobot": weight})
    header = [column.name for column in schema.columns]
    text = "".join(canonical.row_text(c) for c in (header, *([row.get(n, "") for n in header] for row in rows)))
    counted.new = canonical.tidy(text.encode(), schema, counted.path).new.decode()


def _small_steps(counted: Counted, earlier: Sequence[Mapping[str, str]], least: int) -> Iterator[Problem]:
    """Groups that this import changes by a few respondents: git keeps both versions, and anybody can subtract."""
    if not earlier:
        return
    before: dict[Group, int] = {}
    for row in earlier:
        before[row["layanan"], row["kanal"]] = sum(int(row[f"n{value}"]) for value in SCALE)
    for group in sorted(before.keys() | counted.groups.keys()):
        if 0 < abs(counted.groups.get(group, 0) - before.get(group, 0)) < least:
            facts = {"layanan": group[0], "kanal": group[1], "batas": least, "kelompok": f"{group}"}
            yield Problem("impor-selisih-kecil", counted.source.place(counted.found.row), facts)
    together = abs(counted.respondents - sum(before.values()))
    if 0 < together < least and before.keys() != counted.groups.keys():
        facts = {"layanan": "semua", "kanal": "semua", "batas": least}
        yield Problem("impor-selisih-kecil", counted.source.place(counted.found.row), facts)
