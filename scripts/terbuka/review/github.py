"""How the command speaks to GitHub: annotations on the lines of a change, and the summary of a run.

Promises: pure. Whatever the records hold reaches neither the runner as a command nor the page as a link, a
picture, a mention or markup. No more annotations than are shown: of ten the last counts the rest. Knows no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from terbuka.base.problem import Problem, Severity, grouped, pick, shown
from terbuka.duties.verdict import Assessment
from terbuka.review import against_report, path, report
from terbuka.review.against import OLD, RED, Comparison, Turn

#: GitHub shows ten errors and ten warnings of a step and drops the rest in silence.
MOST_ANNOTATIONS = 10
#: GitHub drops a summary over 1 MiB whole.
MOST_BYTES = 1_000_000
_LONGEST_PATH = 400
#: ASCII that Markdown, HTML or the page's own filters may read as more than a letter.
_SPECIAL = re.compile(r"[!\"#$&'()*+:<=>@\[\\\]^_`{|}~]")
#: What would begin a list inside a list.
_LIST_MARK = re.compile(r"^(\s*\d*)([-.])")
#: An empty, invisible character: what follows is not read together with what stands before.
_APART = "\u200b"


def quiet(text: str) -> str:
    """Text for the log of a run in which no line is a command for the runner."""
    return text.replace("::", f":{_APART}:").replace("##[", f"##{_APART}[")


# --- annotations -----------------------------------------------------------------------------------------


def marks(
    problems: Sequence[Problem],
    compared: Comparison | None,
    prefix: str = "",
    language: str = "id",
    steps: Sequence[path.BodyPath] = (),
) -> list[str]:
    """Commands for the runner: what turns the check red as errors, the rest as warnings.

    ``prefix`` is the folder of the portal in its repository, with a closing ``/``. Of the gaps that ``steps`` tell,
    those of the first steps are named.
    """
    told = grouped(problems)
    gaps = [p for p in told if p.severity is Severity.GAP]
    errors = [p for p in told if p.severity is Severity.BLOCKED] + gaps
    warnings = [p for p in told if p.severity is Severity.NOTE]
    if compared is not None and compared.judged:
        red = [g.problem for g in compared.gaps(*RED) if g.problem]
        old = [g.problem for g in compared.gaps(*OLD) if g.problem]
        errors = [p for p in errors if p not in gaps] + red
        warnings = old + warnings
    named = path.firsts_of(errors, steps)
    others = path.rest_of(errors, steps)
    return [
        *_capped("error", [*others, *named], prefix, language, more=len(errors) - len(others) - len(named)),
        *_capped("warning", warnings, prefix, language),
    ]


def _capped(level: str, problems: Sequence[Problem], prefix: str, language: str, more: int = 0) -> list[str]:
    """``more`` problems are not named but counted."""
    most = MOST_ANNOTATIONS - bool(more)
    if len(problems) > most:
        named = problems[: MOST_ANNOTATIONS - 1]
        more += len(problems) - len(named)
    else:
        named = problems
    told = [_annotation(level, problem, prefix, language) for problem in named]
    words = (
        f"dan {more} lainnya; semuanya ada di ringkasan jalannya pemeriksaan ini.",
        f"and {more} more; all of them are in the summary of this run.",
    )
    return told + ([f"::{level}::{_data(pick(words, language))}"] if more else [])


def _annotation(level: str, problem: Problem, prefix: str, language: str) -> str:
    place = problem.place
    properties = {"file": shown(f"{prefix}{place.path}", _LONGEST_PATH)}
    if place.line:
        properties["line"] = str(place.line)
    if place.column and not place.cell:  # of a cell the number of its column is known, not the letter in the line
        properties["col"] = str(place.column)
    cell = f" ({pick(('sel', 'cell'), language)} {place.cell})" if place.cell else ""
    properties["title"] = f"{problem.code}{cell}"
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{problem.sentence('temuan', language)}\n→ {problem.sentence('cara', language)}"
    return f"::{level} {given}::{_data(text)}"


def _data(text: str) -> str:
    return quiet(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C")


# --- summary ---------------------------------------------------------------------------------------------


def summary(
    problems: Sequence[Problem],
    assessment: Assessment | None,
    compared: Comparison | None,
    closing: str,
    language: str = "id",
    steps: Sequence[path.BodyPath] = (),
    week: Sequence[tuple[str, Sequence[str]]] = (),
) -> str:
    """The whole answer as Markdown: what is due this ``week`` (headings and their lines), the signal, what is red open,
    everything else folded."""
    made = _Sheet(language)
    _due(made, week)
    told = grouped(problems)
    blocked = [p for p in told if p.severity is Severity.BLOCKED]
    made.add(f"### {plain(closing)}\n")
    if compared is not None:
        made.add(f"**{plain(against_report.signal(compared, language))}**\n")
    made.section(_title(Severity.BLOCKED, language), [_item(p, language) for p in blocked], open_=True)
    gaps = [p for p in told if p.severity is Severity.GAP]
    open_ = path.rest_of(gaps, steps)
    for one in steps:
        made.add(_path(one, language))
    if compared is None:
        made.section(_title(Severity.GAP, language), [_item(p, language) for p in open_], open_=True)
    elif compared.judged:
        _comparison(made, compared, language)
    else:
        made.add("".join(f"> {plain(line)}\n>\n" for line in against_report.why_unjudged(compared, language)))
        made.section(_title(Severity.GAP, language), [_item(p, language) for p in open_], open_=True)
    folded = [_item(p, language) for p in gaps if any(one.holds(p) for one in steps)]
    made.section(pick(("Semua kekurangan dengan pasalnya", "All gaps with their articles"), language), folded)
    notes = [_item(p, language) for p in told if p.severity is Severity.NOTE]
    made.section(_title(Severity.NOTE, language), notes)
    if assessment is not None:
        lines = report.summary(assessment, language).split("\n")
        items = [f"  <br>{plain(line.strip())}\n" if line.startswith(" ") else f"- {plain(line)}\n" for line in lines]
        made.section(pick(("Angka tiap badan", "Figures of each body"), language), items, count=False)
    return made.text()


def _path(one: path.BodyPath, language: str) -> str:
    """What comes next in a body with many gaps: three steps, and the gaps by topic."""
    head = pick(("Langkah berikutnya", "Next steps"), language)
    lines = [f"#### {plain(f'{head}: {path.name(one, language)}')}", "", plain(path.state(one, language)), ""]
    for step in one.first:
        typed = path.command(step, one)
        told = [*path.told(step, one, language), *([typed] if typed else [])]
        lines.append(f"1. **{plain(path.title(step.judgement, language))}**")
        lines += [f"   <br>{plain(line)}" for line in told]
    heads, *rows = ["| " + " | ".join(map(plain, row)) + " |" for row in path.table(one, language)]
    lines += ["", heads, "|---" + "|--:" * (heads.count(" | ")) + "|", *rows]
    return "\n".join([*lines, "", plain(path.closing(language)), ""])


def _due(made: _Sheet, week: Sequence[tuple[str, Sequence[str]]]) -> None:
    for heading, lines in week:
        made.section(heading, [f"- {plain(line)}\n" for line in lines], open_=True, count=False)


def _comparison(made: _Sheet, compared: Comparison, language: str) -> None:
    made.add("".join(f"{plain(line)}\n\n" for line in against_report.version(compared, language)).rstrip("\n") + "\n")
    made.bodies(compared)
    for turn in Turn:
        gaps = compared.gaps(turn)
        red = turn in RED
        inherited = turn is Turn.INHERITED
        items = [f"- {plain(line)}\n" for line in against_report.numbers(gaps, language)] if inherited else []
        for gap in (gap for gap in gaps if gap.counted or not inherited):
            if red and gap.problem is not None:
                items.append(_item(gap.problem, language, against_report.was(gap, language)))
            else:
                items.append(f"- {plain(against_report.named(gap, language))}\n")
        title, meaning = against_report.HEADINGS[turn][0 if language == "id" else 1]
        made.section(f"{title.capitalize()} ({len(gaps)}): {meaning}", items, open_=red, count=False)
    items = []
    for register in compared.registers:
        first, *rest = against_report.rows(register, language)
        items.append(f"- {plain(first)}\n" + "".join(f"  - {plain(line.strip())}\n" for line in rest))
    made.section(pick(("Baris yang berubah di data", "Rows that changed"), language), items, count=False)


def _title(severity: Severity, language: str) -> str:
    words = {
        Severity.BLOCKED: ("Diblokir: tidak ada yang terbit sampai ini diperbaiki", "Blocked: nothing is published"),
        Severity.GAP: ("Kekurangan: situs tetap terbit, pemeriksaan merah", "Gaps: the site is still published"),
        Severity.NOTE: ("Catatan: tidak menghalangi apa pun", "Notes: nothing is held up"),
    }
    return pick(words[severity], language)


def _item(problem: Problem, language: str, before: str = "") -> str:
    place, found, *rest = (plain(line.strip()) for line in report.lines_of(problem, language))
    more = [plain(before)] if before else []
    return f"- **{place}**\n" + "".join(f"  <br>{line}\n" for line in [found, *more, *rest])


class _Sheet:
    """Markdown of a bounded size: items that do not fit are counted instead."""

    def __init__(self, language: str):
        self.language, self.parts, self.left = language, list[str](), MOST_BYTES

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.left -= len(text.encode()) + 1

    def section(self, title: str, items: Sequence[str], *, open_: bool = False, count: bool = True) -> None:
        """A heading with its items, folded unless ``open_``; nothing without items."""
        if not items:
            return
        head = f"{title} ({len(items)})" if count else title
        kept = list(self._fitting(items))
        if len(kept) < len(items):
            rest = len(items) - len(kept)
            kept.append("- " + pick((f"dan {rest} lainnya\n", f"and {rest} more\n"), self.language))
        body = "".join(kept)
        if open_:
            self.add(f"#### {plain(head)}\n\n{body}")
        else:
            self.add(f"<details><summary>{plain(head)}</summary>\n\n{body}\n</details>\n")

    def _fitting(self, items: Iterable[str]) -> Iterable[str]:
        left = self.left - 2_000
        for item in items:
            left -= len(item.encode())
            if left < 0:
                return
            yield item

    def bodies(self, compared: Comparison) -> None:
        """The figures of each body that was touched, when there are several."""
        if len(compared.touched) > 1:
            items = [f"- {plain(against_report.figures(body, self.language))}\n" for body in compared.touched]
            self.section(pick(("Badan yang tersentuh", "Bodies that were touched"), self.language), items)

    def text(self) -> str:
        return "\n".join(self.parts)


def plain(text: str) -> str:
    """Text that Markdown and GitHub's page show letter by letter: no markup, link, mention, picture or formula."""
    apart = re.sub(r"([@#])", rf"\1{_APART}", text).replace("://", f":{_APART}//")
    apart = re.sub(r"(?i)www\.", lambda found: found[0][:3] + _APART + ".", apart)
    coded = _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", apart)
    return _LIST_MARK.sub(lambda found: f"{found[1]}&#{ord(found[2])};", coded)
