"""What all commands share: exit codes, reading a portal, speaking to the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from terbuka.base import apart, git
from terbuka.base.problem import Problem, Severity, blocking, in_order, shown
from terbuka.base.store import FILES, FOLDER, VERDICTS, Store
from terbuka.cli.codes import BLOCKED, GAPS, WELL, WrongUse
from terbuka.desk import tracked
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.features.open_data.reading import remember
from terbuka.portal.checking import validate
from terbuka.portal.judging import assess, assessed_days, gap_problems
from terbuka.portal.load import load
from terbuka.review import path, report


def portal(options: argparse.Namespace) -> Path:
    """The root; raises ``WrongUse`` when it is no portal at all."""
    root: Path = options.root
    if not root.is_dir():
        raise WrongUse(f"folder “{root}” tidak ada; tunjuk folder portal dengan --root")
    if not (root / "datasets").is_dir() and not (root / "schemas").is_dir():
        raise WrongUse(
            f"“{root.resolve().name}” bukan folder portal (tanpa datasets/ dan schemas/); "
            "tunjuk dengan --root, atau mulai dengan terbuka init"
        )
    return root


def body_named(root: Path, name: str | None) -> str:
    """The code of the body that was named with ``--body``, else that of the only one; raises ``WrongUse``."""
    from terbuka.authoring import new

    known = new.bodies(root)
    body = name if name is not None or len(known) != 1 else known[0]
    if body is not None and body in known:
        return body
    reason = f"badan “{shown(name, 80)}” tidak ada" if name else "sebut badannya dengan --body"
    raise WrongUse(f"{reason}; yang ada: {', '.join(known) or 'belum ada'}")


def outside_of_git(root: Path, file: Path, what: str, done: str, why: str) -> None:
    """What is the office's own lies where git cannot take it up; raises ``WrongUse`` elsewhere.

    ``what`` names it, ``done`` is what would happen there (``ditulis``, ``dibaca``), ``why`` it is kept apart.
    """
    top, full = root.resolve(), file.resolve()
    inside = full.relative_to(top).parts if full.is_relative_to(top) else ()
    folder = apart.FOLDER
    if inside and inside[0] in ("datasets", "content", "schemas", "site"):
        raise WrongUse(
            f"{what} tidak {done} di {inside[0]}/, karena isinya akan terbit; pakai folder {folder}/ "
            "atau tempat di luar repositori"
        )
    try:
        ignored = git.ignored(full)
    except git.NotReadable:
        ignored = False
    if ignored is False and folder not in inside[:-1]:
        raise WrongUse(
            f"{what} {why} dan tidak {done} di dalam repositori git yang belum mengabaikannya; "
            f"pakai folder {folder}/ atau tempat di luar repositori"
        )


def site_url(corpus: Corpus) -> str:
    """The address of the site: what the environment says, else what ``mkdocs.yml`` does."""
    return os.environ.get("TERBUKA_SITE_URL", "").strip() or corpus.site_url


def told_in_private() -> bool:
    """Whether only the office reads what a job prints and writes: said by its workflow, never guessed."""
    return os.environ.get("TERBUKA_PRIVAT", "").strip().lower() in ("true", "private")


def read(options: argparse.Namespace, now: datetime | None = None) -> tuple[Corpus, Assessment | None, list[Problem]]:
    """Load, validate and, unless blocked, assess; problems include the gaps. ``now`` stands for the clock's time."""
    root = portal(options)
    store = store_of(root)
    corpus, problems = load(root, store=store)
    problems += tracked.problems(root)
    if not corpus.schemas or (blocking(problems) and not corpus.bodies):
        return corpus, None, in_order(problems)
    problems += validate(corpus)
    remember(store, corpus, problems)
    if blocking(problems):
        return corpus, None, in_order(problems)
    assessment = assess(corpus, assessed_days(corpus, now or datetime.now(UTC), getattr(options, "on", None)))
    return corpus, assessment, in_order([*problems, *gap_problems(assessment)])


def store_of(root: Path) -> Store:
    """Where verdicts and files of earlier runs lie. A folder that somebody could have handed in, as a link or through
    git, is not believed."""
    folder = root / FOLDER
    linked = any(part.is_symlink() for part in (folder, folder.parent, folder / VERDICTS, folder / FILES))
    return Store(None if linked or git.tracked(root, folder.parent.name) else folder)


def verdict(problems: Sequence[Problem]) -> int:
    if blocking(problems):
        return BLOCKED
    return GAPS if any(p.severity is Severity.GAP for p in problems) else WELL


def held_back(assessment: Assessment) -> bool:
    """Whether a body that wants no publication with gaps (``gerbang: ketat``) has one that counts. A body that is
    still ``rintisan`` never holds the site up: its promises and its last day turn the check red and no more."""
    strict = [made for made in assessment.bodies.values() if made.body.gate == "ketat"]
    return any(made.gate_count for made in strict if made.body.stage == "berjalan")


def whole_text(
    problems: Sequence[Problem],
    assessment: Assessment | None,
    language: str,
    before: str = "",
    steps: Sequence[path.BodyPath] = (),
    waiting: str = "",
) -> str:
    """What is told ``before``, then problems, the paths of bodies with many gaps among them, the list of gaps that are
    ``waiting`` to be counted, then figures."""
    told = path.rest_of(problems, steps)
    notes = [p for p in told if p.severity is Severity.NOTE]
    others = [p for p in told if p.severity is not Severity.NOTE]
    parts = [
        before,
        report.as_text(others, language),
        path.as_text(steps, language),
        waiting,
        report.as_text(notes, language),
        report.summary(assessment, language) if assessment else "",
    ]
    return "\n".join(part for part in parts if part)


def print_text(
    problems: Sequence[Problem],
    assessment: Assessment | None,
    language: str,
    before: str = "",
    steps: Sequence[path.BodyPath] = (),
    waiting: str = "",
) -> None:
    """The answer in colour on a terminal, plain elsewhere."""
    text = whole_text(problems, assessment, language, before, steps, waiting)
    if text and sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        painted = Text(text)
        painted.highlight_regex(r"^(DIBLOKIR|BLOCKED).*", "bold red")
        painted.highlight_regex(
            r"^(KEKURANGAN|GAPS|LANGKAH|NEXT|BELUM DIHITUNG|NOT COUNTED|BARU|NEW|MEMBURUK|WORSENED).*", "bold yellow"
        )
        painted.highlight_regex(r"^(CATATAN|NOTES|BAWAAN|INHERITED|BARIS|ROWS).*", "bold cyan")
        painted.highlight_regex(r"^(TERTUTUP|CLOSED|MEMBAIK|EASED).*", "bold green")
        painted.highlight_regex(r"\[[a-z-]+\]$", "dim")
        Console(soft_wrap=True).print(painted)
    elif text:
        print(text)


def paths_of(options: argparse.Namespace, corpus: Corpus, assessment: Assessment | None) -> tuple[path.BodyPath, ...]:
    """The paths of bodies with many gaps, unless the whole list was asked for; for programs those of all with any."""
    json = getattr(options, "format", "text") == "json"
    if getattr(options, "semua", False) and not json:
        return ()
    root = "" if options.root == Path() else str(options.root)
    return path.paths(corpus, assessment, root, few=0 if json else path.FEW)


def waiting_of(options: argparse.Namespace, assessment: Assessment | None) -> str:
    """The gaps that do not count yet, when the whole list was asked for."""
    return path.uncounted(assessment, options.lang) if getattr(options, "semua", False) else ""


def blocked(problems: Sequence[Problem], language: str = "id") -> int:
    """Say what keeps a command from its work, of all ``problems``; the exit code for it."""
    print_text([p for p in problems if blocking([p])], None, language)
    print(closing(BLOCKED, language))
    return BLOCKED


def closing(code: int, language: str) -> str:
    words = {
        WELL: ("Baik: tidak ada yang menghalangi.", "Well: nothing holds it up."),
        BLOCKED: (
            "Diblokir: perbaiki yang di atas, lalu periksa lagi.",
            "Blocked: correct the above and check again.",
        ),
        GAPS: (
            "Ada kekurangan: informasi wajib belum tercatat atau lewat batas.",
            "Gaps: mandatory information is missing or late.",
        ),
    }
    return words[code][0 if language == "id" else 1]


def kept_back(reason: str, language: str) -> str:
    """Why a site was not built although its data are sound."""
    if language == "id":
        return f"Situs tidak dibangun: {reason} menahannya selama ada kekurangan. Yang sudah terbit tetap tayang."
    return f"The site was not built: {reason} holds it while there are gaps. What is published stays."


def more(code: int, language: str) -> str:
    """Where those who read the answer on a terminal learn what a code means."""
    if code == WELL:
        return ""
    indonesian = " terbuka explain KODE menjelaskan lebih jauh."
    return indonesian if language == "id" else " terbuka explain CODE tells more (in Indonesian)."


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def progress(words: str) -> Iterator[None]:
    """A line that turns while people wait; nothing at all where nobody looks."""
    if not sys.stderr.isatty():
        with nullcontext():
            yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield
