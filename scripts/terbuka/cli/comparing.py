"""The check of a change: compared with another version of the portal, and told where GitHub shows it."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from terbuka.base import git
from terbuka.base.problem import Problem
from terbuka.cli.codes import BLOCKED, GAPS, WELL, WrongUse
from terbuka.cli.common import (
    closing,
    more,
    paths_of,
    print_text,
    progress,
    read,
    told_in_private,
    verdict,
    waiting_of,
    whole_text,
)
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.portal.agenda import agenda
from terbuka.review import against_report, earlier, github, report, week
from terbuka.review.against import Comparison


def run_change(options: argparse.Namespace) -> int:
    """``check`` with ``--against`` or for GitHub: gaps that the other version has too are forgiven."""
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
        compared = _compared(options, (corpus, assessment, problems))
    judged = compared is not None and compared.judged
    code = verdict(problems)
    if code == GAPS and compared is not None and compared.judged and not compared.opened:
        code = WELL
    ending = closing(code, options.lang)
    if judged and code != BLOCKED:
        ending = against_report.closing(code == GAPS, options.lang)
    steps = () if judged and options.format != "json" else paths_of(options, corpus, assessment)
    if options.format == "json":
        told_json = against_report.as_json(compared) if compared else None
        print(report.as_json(problems, assessment, code, told_json, steps))
        return code
    told = against_report.as_text(compared, options.lang) if compared else ""
    listed, figures = (against_report.rest_of(problems), None) if judged else (problems, assessment)
    last = ending + ("" if judged and code != BLOCKED else more(code, options.lang))
    if options.format == "text":
        print_text(listed, figures, options.lang, told, steps, waiting_of(options, figures))
        print(last)
        return code
    print(github.quiet(whole_text(listed, figures, options.lang, told, steps, waiting_of(options, figures))))
    print(last)
    for line in github.marks(problems, compared, git.prefix(options.root), options.lang, steps):
        print(line)
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(path).open("a", encoding="utf-8") as file:
                due = _week(assessment, options)
                file.write(github.summary(problems, assessment, compared, ending, options.lang, steps, due))
        except OSError as error:  # the verdict stands all the same
            print(f"terbuka: ringkasan tidak dapat ditulis ({error.strerror})", file=sys.stderr)
    return code


def _week(assessment: Assessment | None, options: argparse.Namespace) -> list[tuple[str, list[str]]]:
    """What is due this week, for the run of the night; a proposal is told of its own changes instead."""
    if assessment is None or options.against is not None:
        return []
    real = [name for name, made in assessment.bodies.items() if not made.body.sample]
    return week.lines(agenda(assessment, real).told_outside(private=told_in_private()), options.lang)


def _compared(options: argparse.Namespace, found: tuple[Corpus, Assessment | None, list[Problem]]) -> Comparison | None:
    if options.against is None:
        return None
    try:
        return earlier.compare(options.root, options.against, found, datetime.now(UTC), options.on)
    except git.NotReadable as error:
        raise WrongUse(against_report.not_readable(error.reason, options.against, error.detail)) from None
