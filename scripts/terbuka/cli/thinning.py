"""``terbuka upgrade --dari-salinan``: a portal that is a full copy of the program becomes a thin one."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from terbuka.base.periods import ZONES, day_of
from terbuka.base.problem import blocking
from terbuka.cli.codes import BLOCKED, GAPS, WELL, WrongUse
from terbuka.cli.common import progress
from terbuka.cli.replacing import alone, carry_out, picture
from terbuka.lifecycle import children, journal, outlook, portrait, start, thinning, thinning_report, upgrade
from terbuka.lifecycle import upgrade_report as report
from terbuka.lifecycle.thinning import NotACopy, Thinning
from terbuka.portal.judging import assess, assessed_days
from terbuka.portal.load import load
from terbuka.review import earlier

_OLDER = "hukum di salinan ini lebih lama daripada yang dibaca program baru; yang dibandingkan hanya jumlahnya."


def run_from_copy(options: argparse.Namespace) -> int:
    root: Path = options.root
    if options.what is not None or options.jawab:
        raise WrongUse("--dari-salinan tidak memakai wheel atau --jawab: program yang berjalan ini yang ikut ke portal")
    if journal.unfinished(root) and not options.check:
        with alone(root):
            return WELL
    try:
        thinning.check(root)
    except NotACopy as reason:
        raise WrongUse(str(reason)) from None
    if options.check:
        return _thin(root, options)
    with alone(root):
        return _thin(root, options)


def _thin(root: Path, options: argparse.Namespace) -> int:
    day = datetime.now(UTC).date()
    with TemporaryDirectory(prefix="terbuka-") as folder, progress("Membandingkan salinan dan program …"):
        try:
            supply = start.own_supply()
            thinned = thinning.thinning(root, supply, day)
        except start.CannotStart as reason:
            raise WrongUse(str(reason)) from None
        after = Path(folder, "sesudah")
        after.mkdir()
        upgrade.preview(root, thinned.plan, after)
        now = picture(after, options)
        if now.law_day:
            thinned = replace(thinned, plan=upgrade.with_law_day(thinned.plan, day_of(now.law_day)))
        if office := _office(after):
            thinned = thinning.with_guide(root, thinned, office, supply, day)
        comparison = _compared(root, thinned, now, Path(folder), options)
    if isinstance(comparison, str):
        print(comparison)
        return BLOCKED
    print(thinning_report.as_text(thinned, comparison) + "\n")
    return carry_out(root, thinned.plan, options, thinning_report.done(), thinned.derived)


def _compared(
    root: Path, thinned: Thinning, now: portrait.Picture, folder: Path, options: argparse.Namespace
) -> report.Outlook | str:
    """The copy with its own law, and the thin portal with the law of the program, both read by the running program."""
    if now.blocked:
        return thinning_report.blocked(now.blocked)
    copy = folder / "sebelum"
    copy.mkdir()
    upgrade.preview(root, replace(thinned.plan, files={}), copy)
    corpus, problems, _ = earlier.read_with_lent(folder / "sesudah", copy)
    judged = None if blocking(problems) else assess(corpus, assessed_days(corpus, datetime.now(UTC), options.on))
    before = portrait.picture(thinned.plan.before.version, copy, corpus, judged, problems)
    if before.blocked:
        return _figures(root, thinned, now, folder / "semula", options)
    return report.Outlook(
        day=", ".join(sorted({body.on for body in now.bodies.values()})),
        bodies=outlook.bodies(before, now),
        columns=outlook.columns(before, now, thinned.plan.rules),
        law=outlook.law(before, now, thinned.plan.before.law_day),
    )


def _figures(
    root: Path, thinned: Thinning, now: portrait.Picture, copy: Path, options: argparse.Namespace
) -> report.Outlook:
    """What the program of the copy says by itself, where the running one cannot read its law."""
    copy.mkdir()
    upgrade.preview(root, replace(thinned.plan, files={}), copy)
    words = ["check", "--format", "json", "--root", str(copy), *(["--on", str(options.on)] if options.on else [])]
    try:
        printed = children.answer(children.ask(root / "scripts", words), good=(WELL, GAPS))
        figures = outlook.figures(json.loads(printed), now)
    except (children.NoAnswer, ValueError, KeyError, TypeError):
        return report.Outlook(missing="salinan ini diblokir, atau programnya tidak dapat dijalankan di sini.")
    return report.Outlook(missing=_OLDER, figures=figures)


def _office(root: Path) -> start.Office | None:
    """The first body that is no sample; None where none can be read."""
    bodies = [records.body for records in load(root)[0].bodies.values() if not records.body.sample]
    zones = {place: name for name, (place, _) in ZONES.items()}
    if not bodies:
        return None
    body = bodies[0]
    kind = str(body.traits.get("jenis_badan", "pemerintah-daerah"))
    return start.Office(id=body.id, name=body.name, zone=zones[body.time_zone], form=body.form, kind=kind)
