"""The commands for moving in: a saved catalogue."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import portal, progress
from terbuka.lifecycle.catalogue import MOST_NAMED, from_catalogue
from terbuka.lifecycle.catalogue_package import CannotTake
from terbuka.portal.load import load


def run_catalogue(options: argparse.Namespace) -> int:
    """``terbuka import katalog``: 0 when all was taken, 1 when something was refused or, with ``--check``, would be
    written."""
    root = portal(options)
    if options.mapping is not None or options.partly:
        raise WrongUse("--mapping dan --partly hanya untuk register kantor; dari katalog selalu diambil yang memenuhi")
    body = _body(root, options.body)
    most = None if options.all else MOST_NAMED
    try:
        with progress("Membaca katalog dan memeriksa …"):
            report = from_catalogue(root, body, options.file, _today(root, body), check=options.check)
    except CannotTake as reason:
        raise WrongUse(str(reason)) from None
    print(report.said(most))
    return BLOCKED if report.refused or (options.check and report.files) else WELL


def first_entries(root: Path, body: str, file: Path) -> int:
    """What ``init --dari-katalog`` does once the portal is there; a catalogue that cannot be read changes nothing."""
    print()
    try:
        print(from_catalogue(root, body, file, _today(root, body)).said())
    except CannotTake as reason:
        print(
            f"Portalnya sudah ada, tetapi katalog belum diambil: {reason}.\n"
            f"Sesudah diperbaiki: terbuka import katalog FILE --body {body}"
        )
        return BLOCKED
    return WELL


def _body(root: Path, named: str | None) -> str:
    from terbuka.authoring import new
    from terbuka.base.problem import shown

    known = new.bodies(root)
    body = named or (known[0] if len(known) == 1 else None)
    if body not in known:
        told = f"badan “{shown(named, 80)}” tidak ada" if named else "sebut badannya dengan --body"
        raise WrongUse(f"{told}; yang ada: {', '.join(known) or 'belum ada'}")
    return str(body)


def _today(root: Path, body: str) -> date:
    corpus, _ = load(root)
    zone = corpus.bodies[body].body.time_zone if body in corpus.bodies else corpus.time_zone
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
