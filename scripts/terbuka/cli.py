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

from terbuka import __version__, against_report, clocks, earlier, explain, git, github, report
from terbuka.against import Comparison
from terbuka.assess import assess, assessed_days, gap_problems
from terbuka.load import load
from terbuka.model import Assessment, Corpus
from terbuka.problem import Problem, blocking, codes, in_order, shown
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
    check.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="bentuk jawaban (bawaan: text)"
    )
    check.add_argument(
        "--against",
        metavar="REF",
        help="bandingkan dengan versi ini di git, misalnya origin/main; kekurangan yang sudah ada di sana dimaafkan",
    )
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="periksa, lalu bangun situs")
    _common(build)
    build.add_argument("--out", type=Path, metavar="DIR", help="folder hasil (bawaan: site/ di dalam root)")
    build.add_argument("--strict", action="store_true", help="kembalikan 3 dan jangan terbit bila ada kekurangan")
    build.add_argument("--no-search", action="store_true", help="tanpa indeks pencarian (lebih cepat, untuk mencoba)")
    build.set_defaults(run=_build)

    preview = commands.add_parser("serve", help="tampilkan situs di komputer ini, dan perbarui saat data berubah")
    preview.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    preview.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help="nomor port; 0 mencari yang kosong (bawaan: 8000)",
    )
    preview.add_argument("--on", type=_day, metavar="HARI", help="nilai pada hari ini (bawaan: seperti check)")
    preview.set_defaults(run=_serve)

    clock = commands.add_parser("deadline", help="hitung hari terakhir sebuah batas waktu, dengan penjelasannya")
    clock.add_argument("clock", metavar="TENGGAT", help="kode batas waktu, misalnya pemberitahuan")
    clock.add_argument("day", type=_day, metavar="HARI", help="hari peristiwanya (hari nol), misalnya 2026-03-13")
    clock.add_argument("--extended", action="store_true", help="dengan perpanjangan menurut aturannya")
    clock.add_argument("--body", metavar="KODE", help="badan yang hukum dan libur setempatnya dipakai")
    clock.add_argument("--json", action="store_true", help="jawaban untuk program")
    clock.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    clock.set_defaults(run=_deadline)

    tidy = commands.add_parser("format", help="rapikan tabel (CSV) yang disimpan Excel, tanpa mengubah isinya")
    tidy.add_argument("files", nargs="*", type=Path, metavar="FILE", help="tabel tertentu (bawaan: semua tabel badan)")
    tidy.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    tidy.add_argument("--check", action="store_true", help="hanya sebutkan, jangan menulis; 1 bila ada yang berubah")
    tidy.add_argument("--all", action="store_true", help="tampilkan semua sel yang berubah, bukan 20 yang pertama")
    tidy.set_defaults(run=_format)

    about = commands.add_parser("explain", help="jelaskan sebuah kode masalah: arti, alasan, dan cara memperbaikinya")
    about.add_argument("code", metavar="KODE", help="kode di dalam kurung siku, misalnya tanggal-salah")
    about.set_defaults(run=_explain)

    attest = commands.add_parser("attest", help="catat bahwa satu entri sudah diperiksa dan masih benar")
    attest.add_argument("entry", metavar="ENTRI", help="kode entri di DIP, misalnya profil-biro")
    attest.add_argument("--by", required=True, metavar="JABATAN", help="jabatan yang memeriksa, bukan nama orang")
    attest.add_argument("--checked", required=True, metavar="TEKS", help="apa yang dibandingkan dengan apa")
    attest.add_argument("--on", type=_day, metavar="HARI", help="hari pemeriksaan (bawaan: hari ini di kantor itu)")
    attest.add_argument("--body", metavar="KODE", help="badan pemilik entri, bila kodenya ada di beberapa badan")
    attest.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    attest.set_defaults(run=_attest)

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


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan nomor port; pakai 0 sampai 65535")


# --- check and build -------------------------------------------------------------------------------------


def _portal(options: argparse.Namespace) -> Path:
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


def _read(options: argparse.Namespace) -> tuple[Corpus, Assessment | None, list[Problem]]:
    """Load, validate and, unless blocked, assess; problems include the gaps."""
    root = _portal(options)
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
        corpus, assessment, problems = _read(options)
        compared = _compared(options, (corpus, assessment, problems))
    judged = compared is not None and compared.judged
    code = _verdict(problems)
    if code == GAPS and compared is not None and compared.judged and not compared.opened:
        code = WELL
    closing = _closing(code, options.lang, compared=judged)
    if options.format == "json":
        print(report.as_json(problems, assessment, code, against_report.as_json(compared) if compared else None))
        return code
    told = against_report.as_text(compared, options.lang) if compared else ""
    listed, figures = (against_report.rest_of(problems), None) if judged else (problems, assessment)
    last = closing + ("" if judged and code != BLOCKED else _more(code, options.lang))
    if options.format == "text":
        _print_text(listed, figures, options.lang, told)
        print(last)
        return code
    print(github.quiet(_text(listed, figures, options.lang, told)))
    print(last)
    for line in github.marks(problems, compared, git.prefix(options.root), options.lang):
        print(line)
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(github.summary(problems, assessment, compared, closing, options.lang))
        except OSError as error:  # the verdict stands all the same
            print(f"terbuka: ringkasan tidak dapat ditulis ({error.strerror})", file=sys.stderr)
    return code


def _compared(options: argparse.Namespace, found: tuple[Corpus, Assessment | None, list[Problem]]) -> Comparison | None:
    if options.against is None:
        return None
    try:
        return earlier.compare(options.root, options.against, found, datetime.now(UTC), options.on)
    except git.NotReadable as error:
        raise WrongUse(against_report.not_readable(error.reason, options.against, error.detail)) from None


def _build(options: argparse.Namespace) -> int:
    from terbuka import site

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
    url = os.environ.get("TERBUKA_SITE_URL", "").strip() or corpus.site_url
    out = options.out or options.root / "site"
    try:
        with _progress("Membangun situs …"):
            failed = _publish(options.root, corpus, assessment, out, url, search=not options.no_search)
    except site.NotOurs:
        raise WrongUse(f"folder “{out}” berisi hal lain dan tidak disentuh; pilih folder kosong dengan --out") from None
    _print_text([*problems, *failed], assessment, options.lang)
    if failed:
        print(_closing(BLOCKED, options.lang))
        return BLOCKED
    print(f"Situs: {out}" if options.lang == "id" else f"Site: {out}")
    return WELL


def _publish(root: Path, corpus: Corpus, assessment: Assessment, out: Path, url: str, *, search: bool) -> list[Problem]:
    """Write the whole site for the address ``url``; what kept it from being written."""
    from terbuka import render, site

    commit = git.head(root)
    if commit:
        corpus = replace(corpus, commit=commit.id, commit_time=commit.time)
    corpus = replace(corpus, site_url=url.rstrip("/") + "/")
    plan = site.Plan(
        root=root,
        out=out,
        name=corpus.site_name,
        url=corpus.site_url,
        epoch=commit.epoch if commit else 1_600_000_000,
        search=search,
    )
    return site.publish(plan, render.shells(corpus), render.render(corpus, assessment))


def _text(problems: Sequence[Problem], assessment: Assessment | None, language: str, before: str = "") -> str:
    """What is told ``before``, then problems, then figures."""
    parts = [before, report.as_text(problems, language), report.summary(assessment, language) if assessment else ""]
    return "\n".join(part for part in parts if part)


def _print_text(problems: Sequence[Problem], assessment: Assessment | None, language: str, before: str = "") -> None:
    """The answer in colour on a terminal, plain elsewhere."""
    text = _text(problems, assessment, language, before)
    if text and sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        painted = Text(text)
        painted.highlight_regex(r"^(DIBLOKIR|BLOCKED).*", "bold red")
        painted.highlight_regex(r"^(KEKURANGAN|GAPS|BARU|NEW|MEMBURUK|WORSENED).*", "bold yellow")
        painted.highlight_regex(r"^(CATATAN|NOTES|BAWAAN|INHERITED|BARIS|ROWS).*", "bold cyan")
        painted.highlight_regex(r"^(TERTUTUP|CLOSED|MEMBAIK|EASED).*", "bold green")
        painted.highlight_regex(r"\[[a-z-]+\]$", "dim")
        Console(soft_wrap=True).print(painted)
    elif text:
        print(text)


def _closing(code: int, language: str, *, compared: bool = False) -> str:
    if compared and code != BLOCKED:
        return against_report.closing(code == GAPS, language)
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


def _more(code: int, language: str) -> str:
    """Where those who read the answer on a terminal learn what a code means."""
    if code == WELL:
        return ""
    indonesian = " terbuka explain KODE menjelaskan lebih jauh."
    return indonesian if language == "id" else " terbuka explain CODE tells more (in Indonesian)."


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


# --- serve -----------------------------------------------------------------------------------------------


def _serve(options: argparse.Namespace) -> int:
    from terbuka import serve

    def build(out: Path, url: str) -> serve.Made:
        start = datetime.now(UTC)
        corpus, assessment, problems = _read(options)
        if assessment is not None:
            problems = [*problems, *_publish(options.root, corpus, assessment, out, url, search=False)]
        stopping = [p for p in problems if blocking([p])]
        if stopping or assessment is None:
            text = report.as_text(stopping)
            return serve.Made(f"{text}\n{report.not_shown(len(stopping))}", problems=text)
        return serve.Made(report.now_shown(problems, (datetime.now(UTC) - start).total_seconds()))

    _portal(options)
    try:
        serve.serve(options.root, options.port, build, lambda words: print(words, flush=True))
    except serve.PortTaken:
        raise WrongUse(
            f"port {options.port} dipakai program lain; pilih yang lain dengan --port, atau --port 0"
        ) from None
    return WELL


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


# --- format ----------------------------------------------------------------------------------------------


def _format(options: argparse.Namespace) -> int:
    from terbuka import canonical, canonical_report
    from terbuka.load.schemas import read_schemas

    root = _portal(options)
    schemas, problems = read_schemas(root)
    if blocking(problems):
        _print_text(in_order(problems), None, "id")
        return BLOCKED
    try:
        found = canonical.find(root, schemas, options.files)
    except canonical.NotATable as reason:
        raise WrongUse(str(reason)) from None
    changed = left = 0
    for path, schema in found:
        made = canonical.tidy_file(root, path, schema)
        if made.changed and not options.check:
            canonical.write(root / path, made.new)
        print(
            canonical_report.said(
                made, only_check=options.check, most=None if options.all else canonical_report.MOST_CELLS
            )
        )
        changed += made.changed
        left += bool(made.left)
    print(canonical_report.closing(len(found), changed, left, only_check=options.check))
    return BLOCKED if left or (changed and options.check) else WELL


# --- attest ----------------------------------------------------------------------------------------------


def _attest(options: argparse.Namespace) -> int:
    from terbuka import attest

    corpus, problems = load(options.root)
    problems += validate(corpus)
    if blocking(problems):
        _print_text(in_order(problems), None, "id")
        print(_closing(BLOCKED, "id"))
        return BLOCKED
    days = assessed_days(corpus, datetime.now(UTC))
    try:
        made = attest.attest(
            options.root,
            corpus,
            options.entry,
            by=options.by,
            checked=options.checked,
            on=options.on,
            days=days,
            body_id=options.body,
        )
    except attest.CannotAttest as reason:
        raise WrongUse(str(reason)) from None
    print(f"Dicatat: {made.entry.title}\n  dikonfirmasi {made.on} oleh {made.by}: {made.checked}\n  {made.path}")
    return WELL


# --- explain ---------------------------------------------------------------------------------------------


def _explain(options: argparse.Namespace) -> int:
    code = options.code.strip().strip("[]").lower()
    if code not in codes():
        near = explain.nearest(code)
        hint = f"mungkin maksudnya: {', '.join(near)}" if near else "semua kode ada di halaman /kode/ portal"
        raise WrongUse(f"kode “{shown(options.code, 80)}” tidak dikenal; {hint}")
    print(explain.as_text(explain.explanation(code)))
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
