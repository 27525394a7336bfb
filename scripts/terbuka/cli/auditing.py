"""The command of the auditor: the working paper of an internal audit, outside of what git keeps."""

from __future__ import annotations

import argparse
from pathlib import Path

from terbuka.base import apart
from terbuka.cli.codes import WELL, WrongUse
from terbuka.cli.common import blocked, outside_of_git, portal, progress, read
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit import paper as audit_paper
from terbuka.features.audit.judge import span_of
from terbuka.record import canonical

WHAT = "kertas kerja audit"


def run_audit(options: argparse.Namespace) -> int:
    """Write the working paper and the skeleton of the record for one body and one period."""
    root = portal(options)
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    if assessment is None:
        return blocked(problems)
    bodies = assessment.bodies
    if options.body is None and len(bodies) > 1:
        raise WrongUse(f"portal ini punya beberapa badan; pilih dengan --body: {', '.join(bodies)}")
    name = options.body or next(iter(bodies))
    if name not in bodies:
        raise WrongUse(f"badan “{name}” tidak ada; yang ada: {', '.join(bodies)}")
    assessed, period = bodies[name], options.period
    span = span_of(period)
    if span.since > assessed.on:
        raise WrongUse(f"periode {period} belum mulai: hari penilaiannya {assessed.on}")
    paper, record = _places(root, options.out, assessed, period)
    law = corpus.law_of(assessed.body)
    paper.parent.mkdir(parents=True, exist_ok=True)
    canonical.write(paper, audit_paper.workbook(assessed, law, corpus.schemas, period, span))
    canonical.write(record, audit_paper.skeleton(assessed, law, corpus.schemas, period, span).encode())
    print(f"Kertas kerja: {paper}\nKerangka catatan untuk audit.yml: {record}")
    if assessed.on < span.until:
        print(f"Periode {period} belum selesai: angkanya sampai {assessed.on}.")
    print("Keduanya tetap di kantor. Angka program mengusulkan; hasilnya diputuskan auditor, yang bukan yang diaudit.")
    return WELL


def _places(root: Path, out: Path | None, assessed: BodyAssessment, period: str) -> tuple[Path, Path]:
    """Where the two files go; raises ``WrongUse`` where git would keep them or something stands already."""
    mark = "CONTOH-" if assessed.body.sample else ""
    paper = out or root / apart.FOLDER / f"{mark}audit-{period}-{assessed.body.id}.xlsx"
    if paper.suffix.casefold() != ".xlsx":
        raise WrongUse(f"“{paper}” bukan .xlsx; beri nama dengan akhiran .xlsx")
    record = paper.with_suffix(".yml")
    for file in (paper, record):
        outside_of_git(root, file, WHAT, "ditulis", "berisi penanggung dan bukti temuan")
        if file.exists():
            raise WrongUse(f"“{file}” sudah ada dan tidak ditimpa; pilih nama lain dengan --out")
    return paper, record


def typed_period(text: str) -> str:
    """A period as it is typed."""
    try:
        span_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan periode; tulis tahun atau tahun-semester, misalnya 2026 atau 2026-1"
        ) from None
    return text
