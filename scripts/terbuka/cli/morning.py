"""The commands for the office's clock: what is late, due and expiring; what stands at the end of a quarter."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from terbuka.base import apart
from terbuka.cli.codes import WELL, WrongUse
from terbuka.cli.common import blocked, portal, progress, read, site_url, told_in_private
from terbuka.desk import agenda_report, issues
from terbuka.duties.agenda import Agenda
from terbuka.features.indicators.record import Reading
from terbuka.kit import icalendar
from terbuka.law.ages import Age, ages
from terbuka.portal.agenda import agenda


def run_measure(options: argparse.Namespace) -> int:
    """Write down what the indicators of a state show today."""
    from terbuka.features.indicators import readings
    from terbuka.record import canonical

    corpus, assessment, problems = read(options)
    if assessment is None:
        return blocked(problems)
    if options.body not in assessment.bodies:
        raise WrongUse(f"badan “{options.body}” tidak ada; yang ada: {', '.join(assessment.bodies) or 'belum ada'}")
    assessed = assessment.bodies[options.body]
    found = list(readings.today(assessed, corpus.law_of(assessed.body)))
    if not found:
        print("Belum ada indikator keadaan yang punya nilai; tidak ada yang dicatat.")
        return WELL
    path = f"datasets/badan/{assessed.body.id}/{readings.KIND}.csv"
    content = readings.table(corpus.schemas[readings.KIND], assessed.records.rows(Reading) or (), found)
    canonical.write(portal(options) / path, content)
    for reading in found:
        print(f"Dicatat: {reading.indicator_id}, {reading.on}: {reading.part} dari {reading.whole}")
    print(f"  {path}")
    return WELL


def run_due(options: argparse.Namespace) -> int:
    """Always 0 unless blocked: being late is news here; the verdict is the check's."""
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    if assessment is None:
        return blocked(problems)
    if options.body is not None and options.body not in assessment.bodies:
        raise WrongUse(f"badan “{options.body}” tidak ada; yang ada: {', '.join(assessment.bodies) or 'belum ada'}")
    if options.out is not None and options.format != "forge":
        raise WrongUse("--out hanya untuk --format forge; bentuk lain dicetak")
    made = agenda(assessment, None if options.body is None else [options.body])
    if options.format == "forge":
        private = options.privat or told_in_private()
        url = site_url(corpus)
        found = issues.issues(made, assessment.bodies, url.rstrip("/") + "/" if url else "", private=private)
        return _written(options, issues.as_json(found, whole=options.body is None))
    if options.format == "ics":
        name = f"Batas waktu {made.names[options.body] if options.body else corpus.site_name}"
        if not made.items:
            print("Tidak ada batas waktu, jadi tidak ada kalender.", file=sys.stderr)
            return WELL
        sys.stdout.flush()
        sys.stdout.buffer.write(icalendar.calendar(name, made.items, made.on, site_url=corpus.site_url, alarm=True))
        return WELL
    write: dict[str, Callable[[Agenda, Sequence[Age]], str]]
    write = {"text": agenda_report.as_text, "json": agenda_report.as_json, "markdown": agenda_report.as_markdown}
    # A sample stands still on its own day, on which nothing has aged.
    days = [day for name, day in made.on.items() if not assessment.bodies[name].body.sample]
    print(write[options.format](made, ages(corpus.laws.values(), max(days, default=None))))
    return WELL


def _written(options: argparse.Namespace, document: str) -> int:
    """Print the document, or write it where neither git nor the site takes it up."""
    out: Path | None = options.out
    if out is None:
        print(document)
        return WELL
    if not apart.is_apart(portal(options), out.resolve().parent):
        raise WrongUse(
            f"“{out}” dapat ikut tersimpan di git atau terbit bersama situs; pakai folder {apart.FOLDER}/, atau tempat "
            "di luar repositori"
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(document + "\n", encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"tidak dapat menulis “{out}”: {error.strerror or 'galat berkas'}") from None
    return WELL
