"""Many gaps told as a path: what is well, what comes next with its very command, and how many remain, by topic.

Promises: pure. A body with few gaps keeps its list; of one with many the gaps of its duties are told here, and all
other problems stay as they are, so that what blocks is never hidden. What is late is told apart from what was never
recorded. Everything typed passes ``shown``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from terbuka.base.problem import Problem, absence_words, pick, reason_words, shown
from terbuka.duties.corpus import Corpus
from terbuka.duties.gaps import articles
from terbuka.duties.next_steps import NextStep, Way, next_steps
from terbuka.duties.verdict import Assessment, BodyAssessment, Judgement, Status
from terbuka.law.record import Obligation

#: Up to so many gaps a body keeps its list; from there on a path says more.
FEW = 6
#: Steps that are told with their command.
FIRST = 3
_CODES = ("kewajiban-belum-tersedia", "kewajiban-lewat", "rencana-lewat")
_CLASSES = {
    "berkala": ("Informasi berkala", "Periodic information"),
    "serta-merta": ("Informasi serta-merta", "Urgent information"),
    "setiap-saat": ("Informasi setiap saat", "Information at any time"),
    "dikecualikan": ("Informasi yang dikecualikan", "Excluded information"),
    "layanan": ("Layanan informasi", "Information service"),
}
_OTHERS = ("Lainnya", "Other")
#: Never recorded, begun and not complete, late.
_STATES = (("belum tercatat", "not recorded"), ("belum lengkap", "not complete"), ("lewat batas", "late"))
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=/:\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPath:
    """The path of one body: all its steps in order. ``options`` is what a command needs besides (``--body``)."""

    assessed: BodyAssessment
    steps: tuple[NextStep, ...]
    options: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[NextStep, ...]:
        return self.steps[:FIRST]

    @property
    def duties(self) -> tuple[Obligation, ...]:
        return tuple(step.judgement.obligation for step in self.steps)

    def holds(self, problem: Problem) -> bool:
        """Whether a problem is one of the gaps that the path tells."""
        return problem.code in _CODES and problem.facts.get("badan") == self.assessed.body.id


def paths(corpus: Corpus, assessment: Assessment | None, root: str = "", *, few: int = FEW) -> tuple[BodyPath, ...]:
    """The path of every body that has more than ``few`` gaps; ``root`` is what was typed behind ``--root``, if so."""
    taken = []
    for body_id, assessed in (assessment.bodies if assessment else {}).items():
        if len(assessed.gaps) > few:
            options = [*(["--body", body_id] if len(corpus.bodies) > 1 else []), *(["--root", root] if root else [])]
            steps = next_steps(assessed, corpus.law_of(assessed.body))
            taken.append(BodyPath(assessed=assessed, steps=steps, options=tuple(options)))
    return tuple(taken)


def first_titles(corpus: Corpus, assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """The first steps of every body with any gap, by name only."""
    return {
        path.assessed.body.id: tuple(title(step.judgement, "id") for step in path.first)
        for path in paths(corpus, assessment, few=0)
    }


def rest_of(problems: Sequence[Problem], taken: Sequence[BodyPath]) -> list[Problem]:
    """The problems that no path tells."""
    return [problem for problem in problems if not any(path.holds(problem) for path in taken)]


def firsts_of(problems: Sequence[Problem], taken: Sequence[BodyPath]) -> list[Problem]:
    """Of the gaps that are told by paths those of the first steps, in their order."""
    wanted = [(p.assessed.body.id, step.judgement.obligation.id) for p in taken for step in p.first]
    known = {(p.facts.get("badan"), p.facts.get("kewajiban")): p for p in problems if p.code in _CODES}
    return [known[key] for key in wanted if key in known]


# --- one step -------------------------------------------------------------------------------------------------


def command(step: NextStep, path: BodyPath) -> str:
    """What to type for a step; empty when a line of a record has to be changed by hand. On a terminal the command asks
    for all that it still needs."""
    if step.way is Way.RECORD:
        words = ["terbuka", "new", "entri", *step.answers, *path.options]
    elif step.way is Way.CONFIRM and step.entry_id:
        words = ["terbuka", "attest", step.entry_id, *path.options]
    else:
        return ""
    return " ".join(_quoted(shown(word)) for word in words)


def _quoted(word: str) -> str:
    """A word as the shells of Windows, macOS and Linux take it."""
    return word if set(word) <= _SAFE else f'"{word}"'


def title(judgement: Judgement, language: str) -> str:
    duty = judgement.obligation
    return shown(duty.title if language == "id" else duty.title_en)


def told(step: NextStep, path: BodyPath, language: str) -> Iterator[str]:
    """Why a step comes now and what comes before it, a line each; what to do by hand where there is no command."""
    on, body = path.assessed.on, path.assessed.body
    if step.planned is not None:
        late = step.planned < on
        yield pick(
            (
                f"Direncanakan paling lambat {step.planned}{', harinya sudah lewat' if late else ''}.",
                f"Planned for {step.planned} at the latest{', and that day has passed' if late else ''}.",
            ),
            language,
        )
    if step.advice is not None and step.way is Way.RECORD:
        yield shown(step.advice.why if language == "id" else step.advice.why_en)
    if step.fill_in:
        keys, file = ", ".join(step.fill_in), f"datasets/badan/{body.id}/badan.yml"
        yield pick((f"Isi dahulu {keys} di {file}.", f"First fill in {keys} in {file}."), language)
    if step.way is Way.CONFIRM:
        yield pick(
            (
                "Lewat batas. Baca lagi dokumennya; bila masih benar, catat bahwa sudah diperiksa:",
                "Late. Read the document again; if it is still right, record that it was checked:",
            ),
            language,
        )
    elif step.way is Way.RECORD and step.judgement.status is Status.OVERDUE:
        yield _why(step, language)
    elif step.way is Way.MEND:
        entry = next(
            (e for e in path.assessed.records.register or () if e.id == step.judgement.facts.get("entri_id")), None
        )
        yield from [path.assessed.records.cell(entry, "id").said(language)] if entry else []
        yield _why(step, language)
        yield "→ " + _why(step, language, "cara")


def _why(step: NextStep, language: str, part: str = "alasan") -> str:
    facts = {"kewajiban": step.judgement.obligation.id, **step.judgement.facts}
    return reason_words(step.judgement.reason, facts, language, part)


# --- the table ------------------------------------------------------------------------------------------------


def topics(path: BodyPath, language: str) -> dict[str, list[int]]:
    """How many gaps of each of ``_STATES`` a topic has: that of the heading above a duty where several stand below it,
    else its class."""
    above = [duty.umbrella_id for duty in path.duties]
    counts: dict[str, list[int]] = {}
    for judgement in sorted((step.judgement for step in path.steps), key=list(path.assessed.judgements.values()).index):
        umbrella = judgement.obligation.umbrella_id
        head = path.assessed.judgements.get(umbrella or "")
        if head is not None and above.count(umbrella) > 1:
            topic = title(head, language)
        else:
            topic = pick(_CLASSES.get(judgement.obligation.group, _OTHERS), language)
        state = 2 if judgement.status is Status.OVERDUE else 1 if _begun(judgement, path.assessed) else 0
        counts.setdefault(topic, [0] * len(_STATES))[state] += 1
    return counts


def _begun(judgement: Judgement, assessed: BodyAssessment) -> bool:
    return assessed.absence(judgement).value == "belum-lengkap"


def table(path: BodyPath, language: str) -> list[list[str]]:
    """The gaps by topic as text: the headings, a line a topic, the sum; without a column in which there is nothing."""
    counts = topics(path, language)
    sums = _sums(path)
    columns = [number for number, total in enumerate(sums) if total]
    lines = [*counts.items(), (pick(("Jumlah", "Total"), language), sums)]
    return [
        [pick(("Topik", "Topic"), language), *(pick(_STATES[number], language).capitalize() for number in columns)],
        *([name, *(str(row[number] or "–") for number in columns)] for name, row in lines),
    ]


def _sums(path: BodyPath) -> list[int]:
    return [sum(column) for column in zip(*topics(path, "id").values(), strict=True)]


# --- as text --------------------------------------------------------------------------------------------------


def as_text(taken: Sequence[BodyPath], language: str) -> str:
    """All paths, body by body; empty without any."""
    lines: list[str] = []
    for path in taken:
        lines += _lines(path, language)
    return "\n".join(lines)


def _lines(path: BodyPath, language: str) -> Iterator[str]:
    yield f"{pick(('LANGKAH BERIKUTNYA', 'NEXT STEPS'), language)}: {name(path, language)}"
    yield ""
    yield f"  {state(path, language)}"
    yield ""
    for number, step in enumerate(path.first, 1):
        yield f"  {number}. {title(step.judgement, language)}"
        yield from (f"     {line}" for line in told(step, path, language))
        if typed := command(step, path):
            yield f"     {typed}"
    yield ""
    rows = table(path, language)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield f"  {row[0].ljust(widths[0])}  {numbers}"
    yield ""
    yield f"  {closing(language)}"
    yield ""


def name(path: BodyPath, language: str) -> str:
    """The body that takes the steps; made-up data are marked."""
    mark = pick((" [DATA CONTOH]", " [SAMPLE DATA]"), language) if path.assessed.body.sample else ""
    return shown(path.assessed.body.name) + mark


def state(path: BodyPath, language: str) -> str:
    """What is well, what was never recorded, what is begun, what is late, and of which plan the day has passed."""
    tally = path.assessed.tally
    rest = ", ".join(f"{n} {pick(words, language)}" for n, words in zip(_sums(path), _STATES, strict=True) if n)
    well = pick(
        (
            f"{tally.well} dari {tally.judged} informasi wajib sudah baik; {rest}.",
            f"{tally.well} of {tally.judged} mandatory items are well; {rest}.",
        ),
        language,
    )
    begin = pick(("Mulai dari sini, yang termudah di depan:", "Start here, the easiest in front:"), language)
    if not tally.well:
        well = pick((f"Informasi wajib: {rest}.", f"Mandatory items: {rest}."), language)
        begin = pick(
            (
                "Tidak perlu sekaligus. Mulai dari sini, yang termudah di depan:",
                "Not all at once. Start here, the easiest in front:",
            ),
            language,
        )
    passed = 0 if path.assessed.counted else sum(one.id in path.assessed.promised for one in path.duties)
    if passed:
        begin = (
            pick(
                (f"Dari rencana, {passed} sudah lewat harinya. ", f"Of the plan, {passed} are past their day. "),
                language,
            )
            + begin
        )
    return f"{well} {begin}"


def closing(language: str) -> str:
    return pick(
        (
            "Urutannya saran, bukan perintah hukum. Daftar lengkap dengan pasalnya: terbuka check --semua",
            "The order is advice, no law. The whole list with its articles: terbuka check --semua",
        ),
        language,
    )


# --- the whole list -------------------------------------------------------------------------------------------


def uncounted(assessment: Assessment | None, language: str) -> str:
    """Every gap that is shown but does not count yet, because its body is ``rintisan``, with its articles; empty
    without any. Gaps that count are problems and stand there."""
    lines: list[str] = []
    for assessed in assessment.bodies.values() if assessment else ():
        waiting = [j for j in assessed.gaps if not assessed.counts(j.obligation.id)]
        if waiting:
            head, body = pick(("BELUM DIHITUNG", "NOT COUNTED YET"), language), BodyPath(assessed=assessed, steps=())
            why = pick(("masih rintisan", "still starting up (rintisan)"), language)
            lines += [f"{head} ({len(waiting)}): {name(body, language)}, {why}", ""]
            for judgement in waiting:
                word = absence_words(assessed.absence(judgement), language)
                if judgement.status is Status.OVERDUE:
                    word = pick(("Lewat batas", "Late"), language)
                lines.append(f"  {title(judgement, language)} ({judgement.obligation.id})")
                lines.append(f"    {word}. {shown(articles(judgement.obligation, assessed))}")
            lines.append("")
    return "\n".join(lines)


# --- for programs ---------------------------------------------------------------------------------------------


def as_json(path: BodyPath) -> list[dict[str, Any]]:
    """The first steps of one body; keys as documented in ``docs/answers.md``."""
    return [
        {
            "kewajiban": step.judgement.obligation.id,
            "judul": title(step.judgement, "id"),
            "title": title(step.judgement, "en"),
            "cara": step.way.value,
            "keadaan": step.judgement.status.value,
            "direncanakan": step.planned.isoformat() if step.planned else None,
            "keterangan": list(told(step, path, "id")),
            "explanation": list(told(step, path, "en")),
            "perintah": command(step, path) or None,
        }
        for step in path.first
    ]
