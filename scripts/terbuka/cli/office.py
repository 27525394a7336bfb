"""The commands between the office's own registers and the portal: the workbook, and the import of what is public."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from terbuka.base import apart
from terbuka.base.problem import Problem, blocking, grouped, in_order
from terbuka.cli.arguments import CATALOGUE
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import outside_of_git, portal, progress
from terbuka.cli.moving import run_catalogue
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.service.record import Request
from terbuka.intake import report as intake_report
from terbuka.intake.merge import CannotImport
from terbuka.intake.merge import take as merged
from terbuka.intake.source import NotReadable, Source, read_source
from terbuka.intake.template import workbook
from terbuka.intake.titles import read_mapping
from terbuka.kit.door import Door, Outcome
from terbuka.law.private_register import ImportColumn
from terbuka.portal.checking import validate
from terbuka.portal.features import doors
from terbuka.portal.judging import assess, assessed_days, gap_problems
from terbuka.portal.load import load
from terbuka.record import canonical
from terbuka.record.text import read_text
from terbuka.review import report


def run_workbook(options: argparse.Namespace) -> int:
    """Write the empty workbook of one body."""
    root = portal(options)
    corpus, records = _body(root, options.body)
    out: Path = options.out or root / apart.FOLDER / f"register-{records.body.id}.xlsx"
    if out.suffix.casefold() != ".xlsx":
        raise WrongUse(f"“{out}” bukan .xlsx; beri nama dengan akhiran .xlsx")
    outside_of_git(root, out, "register kantor", "ditulis", "memuat data pribadi")
    if out.exists():
        raise WrongUse(f"“{out}” sudah ada dan tidak ditimpa; pilih nama lain dengan --out")
    out.parent.mkdir(parents=True, exist_ok=True)
    canonical.write(out, workbook(records.body, corpus.law_of(records.body), corpus.schemas))
    print(
        f"Buku kerja: {out}\n"
        "Baca lembar Petunjuk. Kolom dengan kata PRIBADI tidak pernah diambil; simpan buku ini di luar repositori."
    )
    return WELL


def run_import(options: argparse.Namespace) -> int:
    """Take the public columns of an office's file into the register of a body, or a saved catalogue."""
    return run_catalogue(options) if options.register == CATALOGUE else _run_register(options)


def _run_register(options: argparse.Namespace) -> int:
    opened = doors()
    if options.register in opened:
        return _run_door(opened[options.register], options)
    for door in opened.values():
        if door.given(options):
            raise WrongUse(f"{door.flags} hanya untuk {door.register}")
    root, corpus, records = _named_file(options, "register kantor", "memuat data pribadi")
    schema = corpus.schemas[options.register]
    mapping = _mapping(options.mapping, corpus)
    source = _source(options, "berkas kantor")
    if source is None:
        return BLOCKED
    path = f"{canonical.BODIES}/{records.body.id}/{options.register}.csv"
    old = _text(root, path)
    try:
        with progress("Membandingkan dan memeriksa …"):
            imported = merged(
                source,
                schema,
                corpus,
                records,
                _check(root),
                old=old,
                mapping=mapping,
                requests={r.number.casefold(): r.id for r in records.every(Request) if r.number},
                partly=options.partly,
            )
    except CannotImport as reason:
        raise WrongUse(str(reason)) from None
    if imported.problems or imported.noted:
        print(_problems([*imported.problems, *imported.noted]))
    most = None if options.all else intake_report.MOST_ROWS
    print(
        intake_report.said(
            imported, title=schema.title, body=records.body.short_name, only_check=options.check, most=most
        )
    )
    return _written(imported, root / path, options)


def _run_door(door: Door, options: argparse.Namespace) -> int:
    """Take a file through the door of its feature."""
    if lacking := door.lacking(options):
        raise WrongUse(lacking)
    root, corpus, records = _named_file(options, door.what, door.holds)
    mapping = _mapping(options.mapping, corpus)
    source = _source(options, door.what)
    if source is None:
        return BLOCKED
    path = f"{canonical.BODIES}/{records.body.id}/{door.register}.csv"
    try:
        with progress(door.counting):
            made = door.take(options, source, corpus, records, mapping, _check(root), old=_text(root, path))
    except CannotImport as reason:
        raise WrongUse(str(reason)) from None
    if made.problems:
        print(_problems(made.problems))
    print(door.told(made, corpus.schemas[door.register], records.body.short_name, options.check))
    return _written(made, root / path, options)


def _named_file(options: argparse.Namespace, what: str, holds: str) -> tuple[Path, Corpus, BodyRecords]:
    """The portal and the body, once the file is there and lies outside of git."""
    root = portal(options)
    if not options.file.is_file():
        raise WrongUse(f"berkas “{options.file}” tidak ada")
    outside_of_git(root, options.file, what, "dibaca", holds)
    return (root, *_body(root, options.body))


def _source(options: argparse.Namespace, what: str) -> Source | None:
    """The file as it was read; None where it could not be, which has been said then."""
    try:
        with progress(f"Membaca {what} …"):
            return read_source(options.file, options.register)
    except NotReadable as unreadable:
        print(_problems([unreadable.problem]))
        print("Tidak ada yang ditulis.")
        return None


def _written(made: Outcome, path: Path, options: argparse.Namespace) -> int:
    """Write the register unless something stands against it; the exit code."""
    if made.changes and not made.blocked and not options.check:
        canonical.write(path, made.new.encode())
    return BLOCKED if made.problems or (options.check and made.changes) else WELL


def _problems(problems: Sequence[Problem]) -> str:
    """What keeps rows of the office's file out, and what is only to be looked at."""
    lines = []
    for title, here in (
        ("MASALAH ({}): yang di bawah ini tidak diambil", [p for p in problems if blocking([p])]),
        ("CATATAN ({}): periksa, tidak menghalangi", [p for p in problems if not blocking([p])]),
    ):
        if here:
            lines += [title.format(len(here)), ""]
            for problem in grouped(here):
                lines += [*report.lines_of(problem, "id"), ""]
    return "\n".join(lines)


def _body(root: Path, name: str | None) -> tuple[Corpus, BodyRecords]:
    """The sound portal and the body that is meant."""
    corpus, problems = load(root)
    law = [p for p in problems if p.place.path.startswith(("schemas/", "datasets/aturan"))]
    if not corpus.bodies or law:
        raise WrongUse("data portal ini belum dapat dibaca; jalankan terbuka check lebih dahulu")
    if name is None and len(corpus.bodies) > 1:
        raise WrongUse(f"portal ini punya beberapa badan; pilih dengan --body: {', '.join(corpus.bodies)}")
    name = name or next(iter(corpus.bodies))
    if name not in corpus.bodies:
        raise WrongUse(f"badan “{name}” tidak ada; yang ada: {', '.join(corpus.bodies)}")
    records = corpus.bodies[name]
    if records.body.jurisdiction_id not in corpus.laws:
        raise WrongUse("aturan badan ini belum dapat dibaca; jalankan terbuka check lebih dahulu")
    return corpus, records


def _mapping(file: Path | None, corpus: Corpus) -> Sequence[ImportColumn]:
    if file is None:
        return ()
    if not file.is_file():
        raise WrongUse(f"berkas “{file}” tidak ada")
    made, problems = read_mapping(file, corpus.schemas["impor"])
    if problems:
        print(_problems(in_order(problems)))
        raise WrongUse(f"“{file.name}” belum dapat dipakai; perbaiki yang di atas")
    return made


def _text(root: Path, path: str) -> str | None:
    if not (root / path).exists() and not (root / path).is_symlink():
        return None
    text, problems = read_text(root, path)
    if text is None or blocking(problems):
        raise WrongUse(f"{path} sendiri belum dapat dibaca; jalankan terbuka check dan perbaiki dahulu")
    return text


def _check(root: Path) -> Callable[[Mapping[str, str]], Sequence[Problem]]:
    """All problems of the portal with some texts in the place of its files; being late is none here."""

    def check(instead: Mapping[str, str]) -> Sequence[Problem]:
        corpus, problems = load(root, instead)
        if not corpus.schemas or (blocking(problems) and not corpus.bodies):
            return problems
        problems += validate(corpus)
        if blocking(problems):
            return problems
        return [*problems, *gap_problems(assess(corpus, assessed_days(corpus, datetime.now(UTC))))]

    return check
