"""The one command: ``terbuka``. Reads the clock, the environment and git, prints, and sets the exit code.

Exit codes: 0 well; 1 blocked; 2 wrong use or a fault of the program; 3 something mandatory is missing or
late. Knows no rule and says nothing about the law.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from terbuka import __version__, clocks, git, report
from terbuka.assess import assess, assessed_days, gap_problems
from terbuka.load import load
from terbuka.model import Assessment, Corpus
from terbuka.problem import Problem, blocking, in_order
from terbuka.validate import validate

WELL, BLOCKED, WRONG_USE, GAPS = 0, 1, 2, 3
#: Days that can be asked for; further out a year or a period more would leave the calendar.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class WrongUse(Exception):
    """The command cannot be carried out as it was given; the text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises, except to leave for ``--help``."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except WrongUse as wrong:
        print(f"terbuka: {wrong}", file=sys.stderr)
    except BrokenPipeError:
        # The reader has seen enough (`terbuka check | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    except KeyboardInterrupt:
        print("terbuka: dihentikan", file=sys.stderr)
    except Exception:  # noqa: BLE001 - the last door: a fault must never look like a verdict
        if os.environ.get("TERBUKA_DEBUG"):
            traceback.print_exc()
        kind = sys.exc_info()[0]
        print(
            f"terbuka: kesalahan program ({kind.__name__ if kind else ''}). Ini bukan salah data Anda dan tidak ada "
            "yang berubah.\nUlangi dengan TERBUKA_DEBUG=1 dan kirim hasilnya kepada pemelihara "
            "(a fault of the program; run again with TERBUKA_DEBUG=1 and report it).",
            file=sys.stderr,
        )
    return WRONG_USE


def parser() -> argparse.ArgumentParser:
    """The grammar of the command; README's help block equals what it prints."""
    top = argparse.ArgumentParser(
        prog="terbuka",
        description="Portal keterbukaan informasi dari data di git: periksa kewajiban, lalu bangun situsnya.",
    )
    top.add_argument("--version", action="version", version=f"terbuka {__version__}")
    commands = top.add_subparsers(title="perintah", metavar="PERINTAH", required=True)

    check = commands.add_parser("check", help="periksa data dan ketersediaan informasi wajib")
    _common(check)
    check.add_argument("--format", choices=("text", "json"), default="text", help="bentuk jawaban (bawaan: text)")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="periksa, lalu bangun situs")
    _common(build)
    build.add_argument("--out", type=Path, metavar="DIR", help="folder hasil (bawaan: site/ di dalam root)")
    build.add_argument("--strict", action="store_true", help="kembalikan 3 dan jangan terbit bila ada kekurangan")
    build.add_argument("--no-search", action="store_true", help="tanpa indeks pencarian (lebih cepat, untuk mencoba)")
    build.set_defaults(run=_build)

    clock = commands.add_parser("deadline", help="hitung hari terakhir sebuah batas waktu, dengan penjelasannya")
    clock.add_argument("clock", metavar="TENGGAT", help="kode batas waktu, misalnya pemberitahuan")
    clock.add_argument("day", type=_day, metavar="HARI", help="hari peristiwanya (hari nol), misalnya 2026-03-13")
    clock.add_argument("--extended", action="store_true", help="dengan perpanjangan menurut aturannya")
    clock.add_argument("--body", metavar="KODE", help="badan yang hukum dan libur setempatnya dipakai")
    clock.add_argument("--json", action="store_true", help="jawaban untuk program")
    clock.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    clock.set_defaults(run=_deadline)

    init = commands.add_parser("init", help="buat portal baru dengan satu badan, tanpa data contoh")
    init.add_argument("dir", type=Path, metavar="DIR", help="folder baru")
    init.add_argument(
        "--root",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="portal asal aturan dan skema (bawaan: folder ini)",
    )
    init.add_argument(
        "--id",
        default="kantor-kami",
        metavar="KODE",
        help="kode badan, menjadi alamatnya (bawaan: kantor-kami)",
    )
    init.add_argument("--nama", default="Kantor Kami", metavar="NAMA", help="nama badan (bawaan: Kantor Kami)")
    init.set_defaults(run=_init)
    return top


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    command.add_argument(
        "--on",
        type=_day,
        metavar="HARI",
        help="nilai pada hari ini, misalnya 2026-06-30 (bawaan: hari ini; badan contoh: hari_contoh)",
    )
    command.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa pesan (bawaan: id)")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-06-30"
        ) from None


# --- check and build -------------------------------------------------------------------------------------


def _read(options: argparse.Namespace) -> tuple[Corpus, Assessment | None, list[Problem]]:
    """Load, validate and, unless blocked, assess; problems include the gaps."""
    root: Path = options.root
    if not root.is_dir():
        raise WrongUse(f"folder “{root}” tidak ada; tunjuk folder portal dengan --root")
    if not (root / "datasets").is_dir() and not (root / "schemas").is_dir():
        raise WrongUse(
            f"“{root.resolve().name}” bukan folder portal (tanpa datasets/ dan schemas/); "
            "tunjuk dengan --root, atau mulai dengan terbuka init"
        )
    corpus, problems = load(root)
    if not corpus.schemas or (blocking(problems) and not corpus.bodies):
        return corpus, None, in_order(problems)
    problems += validate(corpus)
    if blocking(problems):
        return corpus, None, in_order(problems)
    assessment = assess(corpus, assessed_days(corpus, datetime.now(UTC), options.on))
    return corpus, assessment, in_order([*problems, *gap_problems(assessment)])


def _verdict(problems: Sequence[Problem]) -> int:
    if blocking(problems):
        return BLOCKED
    return GAPS if any(p.code.startswith("kewajiban-") and p.severity.value == "kekurangan" for p in problems) else WELL


def _check(options: argparse.Namespace) -> int:
    with _progress("Memeriksa data …"):
        _, assessment, problems = _read(options)
    code = _verdict(problems)
    if options.format == "json":
        print(report.as_json(problems, assessment, code))
    else:
        _print_text(problems, assessment, options.lang)
        print(_closing(code, options.lang))
    return code


def _build(options: argparse.Namespace) -> int:
    from terbuka import render, site

    with _progress("Memeriksa data …"):
        corpus, assessment, problems = _read(options)
    code = _verdict(problems)
    strict = options.strict or any(
        r.body.gate == "ketat" and (not assessment or assessment.bodies[r.body.id].gate_gaps)
        for r in corpus.bodies.values()
    )
    if code == BLOCKED or assessment is None or (strict and code == GAPS):
        _print_text(problems, assessment, options.lang)
        print(_closing(code, options.lang))
        return code
    commit = git.head(options.root)
    if commit:
        corpus = replace(corpus, commit=commit.id, commit_time=commit.time)
    url = os.environ.get("TERBUKA_SITE_URL", "").strip() or corpus.site_url
    corpus = replace(corpus, site_url=url.rstrip("/") + "/")
    out = options.out or options.root / "site"
    plan = site.Plan(
        root=options.root,
        out=out,
        name=corpus.site_name,
        url=corpus.site_url,
        epoch=commit.epoch if commit else 1_600_000_000,
        search=not options.no_search,
    )
    try:
        with _progress("Membangun situs …"):
            failed = site.publish(plan, render.shells(corpus), render.render(corpus, assessment))
    except site.NotOurs:
        raise WrongUse(f"folder “{out}” berisi hal lain dan tidak disentuh; pilih folder kosong dengan --out") from None
    _print_text([*problems, *failed], assessment, options.lang)
    if failed:
        print(_closing(BLOCKED, options.lang))
        return BLOCKED
    print(f"Situs: {out}" if options.lang == "id" else f"Site: {out}")
    return WELL


def _print_text(problems: Sequence[Problem], assessment: Assessment | None, language: str) -> None:
    """Problems, then figures; in colour on a terminal, plain elsewhere."""
    text = report.as_text(problems, language)
    if assessment:
        text = (text + "\n" if text else "") + report.summary(assessment, language)
    if text and sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        painted = Text(text)
        painted.highlight_regex(r"^(DIBLOKIR|BLOCKED).*", "bold red")
        painted.highlight_regex(r"^(KEKURANGAN|GAPS).*", "bold yellow")
        painted.highlight_regex(r"^(CATATAN|NOTES).*", "bold cyan")
        painted.highlight_regex(r"\[[a-z-]+\]$", "dim")
        Console(soft_wrap=True).print(painted)
    elif text:
        print(text)


def _closing(code: int, language: str) -> str:
    words = {
        WELL: ("Baik: tidak ada yang menghalangi.", "Well: nothing holds it up."),
        BLOCKED: (
            "Diblokir: perbaiki yang di atas, lalu periksa lagi.",
            "Blocked: correct the above and check again.",
        ),
        GAPS: (
            "Ada kekurangan: informasi wajib belum tersedia atau lewat batas.",
            "Gaps: mandatory information is missing or late.",
        ),
    }
    return words[code][0 if language == "id" else 1]


@contextmanager
def _progress(words: str) -> Iterator[None]:
    """A line that turns while people wait; nothing at all where nobody looks."""
    if not sys.stderr.isatty():
        with nullcontext():
            yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


# --- deadline --------------------------------------------------------------------------------------------


def _deadline(options: argparse.Namespace) -> int:
    corpus, problems = load(options.root)
    problems += validate(corpus)
    law_problems = [p for p in problems if p.place.path.startswith(("schemas/", "datasets/aturan"))]
    if blocking(law_problems):
        _print_text(in_order(law_problems), None, "id")
        return BLOCKED
    body = None
    if options.body is not None:
        if options.body not in corpus.bodies:
            raise WrongUse(f"badan “{options.body}” tidak ada; yang ada: {', '.join(corpus.bodies) or 'belum ada'}")
        body = corpus.bodies[options.body].body
    law = corpus.laws.get(body.jurisdiction_id) if body else next(iter(corpus.laws.values()), None)
    if law is None:
        raise WrongUse("aturan tidak ditemukan di datasets/aturan/; tunjuk folder portal dengan --root")
    try:
        due = clocks.due(law, options.clock, options.day, extended=options.extended, body=body)
    except clocks.CannotCount as reason:
        raise WrongUse(str(reason)) from None
    if options.json:
        print(json.dumps(due.as_json(), ensure_ascii=False, indent=1))
    else:
        print(report.deadline(due))
    return WELL


# --- init ------------------------------------------------------------------------------------------------


def _init(options: argparse.Namespace) -> int:
    from terbuka import start

    try:
        made = start.new_portal(options.root, options.dir, options.id, options.nama)
    except start.CannotStart as reason:
        raise WrongUse(str(reason)) from None
    print(made)
    return WELL
