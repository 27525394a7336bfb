"""The commands for daily work: clocks, tables, entries, explanations."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from terbuka.base import explain
from terbuka.base.problem import blocking, codes, in_order, shown
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import blocked, portal, print_text
from terbuka.duties.corpus import Corpus
from terbuka.law import clocks
from terbuka.portal.checking import validate
from terbuka.portal.judging import assessed_days
from terbuka.portal.load import load
from terbuka.review import report


def run_deadline(options: argparse.Namespace) -> int:
    corpus, problems = load(portal(options))
    problems += validate(corpus)
    law_problems = [p for p in problems if p.place.path.startswith(("schemas/", "datasets/aturan"))]
    if blocking(law_problems):
        print_text(in_order(law_problems), None, "id")
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


def run_format(options: argparse.Namespace) -> int:
    from terbuka.authoring import format_report as canonical_report
    from terbuka.record import canonical
    from terbuka.record.schemas import read_schemas

    root = portal(options)
    schemas, problems = read_schemas(root)
    if blocking(problems):
        print_text(in_order(problems), None, "id")
        return BLOCKED
    try:
        found = canonical.find(root, schemas, options.files)
    except canonical.NotATable as reason:
        raise WrongUse(str(reason)) from None
    changed = left = 0
    for path, schema in found:
        tidied = canonical.tidy_file(root, path, schema)
        if tidied.changed and not options.check:
            canonical.write(root / path, tidied.new)
        refused = canonical.refused(tidied, schema)
        most = None if options.all else canonical_report.MOST_CELLS
        print(canonical_report.said(tidied, refused, only_check=options.check, most=most))
        changed += tidied.changed
        left += bool(tidied.left or refused)
    print(canonical_report.closing(len(found), changed, left, only_check=options.check))
    return BLOCKED if left or (changed and options.check) else WELL


def run_attest(options: argparse.Namespace) -> int:
    from terbuka.authoring import attest

    root = portal(options)
    corpus, problems = load(root)
    problems += validate(corpus)
    if blocking(problems):
        return blocked(in_order(problems))
    days = assessed_days(corpus, datetime.now(UTC))
    try:
        made = attest.attest(
            root,
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


def run_explain(options: argparse.Namespace) -> int:
    code = options.code.strip().strip("[]").lower()
    if code not in codes():
        near = explain.nearest(code)
        hint = f"mungkin maksudnya: {', '.join(near)}" if near else "semua kode ada di halaman /kode/ portal"
        raise WrongUse(f"kode “{shown(options.code, 80)}” tidak dikenal; {hint}")
    print(explain.as_text(explain.explanation(code)))
    return WELL


def run_doctor(options: argparse.Namespace) -> int:
    """1 when something is ``salah``, else 0: what is only to be looked at holds nobody up."""
    from terbuka.desk import ages, doctor, probe

    root = portal(options)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that lacks letters is one of the findings
    try:
        found = load(root)
    except ImportError:
        found = None
    today = datetime.now(_clock(found[0] if found else None)).date()
    made = doctor.findings(probe.facts(root, found, os.environ.get("TERBUKA_SITE_URL", "").strip()), today)
    made += ages.findings(root, found[0] if found else None, today)
    code = BLOCKED if any(finding.state == doctor.WRONG for finding in made) else WELL
    print(doctor.as_json(made, code, today) if options.json else doctor.as_text(made))
    return code


def _clock(corpus: Corpus | None) -> tzinfo:
    """That of the office; of Jakarta where the portal cannot be read, or the computer has no table of zones."""
    try:
        return ZoneInfo(corpus.time_zone) if corpus else timezone(timedelta(hours=7))
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=7))
