"""The command that brings a portal to another version of the program: it finds the version and lets it speak."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from terbuka import __version__
from terbuka.base.defaults import PORTAL_FILE
from terbuka.base.periods import day_of
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import at_a_terminal, progress
from terbuka.cli.replacing import alone, carry_out, picture, told
from terbuka.lifecycle import children, journal, migrations, offers, outlook, portrait, start, upgrade, wheel
from terbuka.lifecycle import upgrade_report as report
from terbuka.record.portal_file import WHEEL, BrokenPortalFile, PortalFile, read_portal_file


def run_upgrade(options: argparse.Namespace) -> int:
    if options.potret:
        return _portrait(options)
    if options.dari_salinan:
        from terbuka.cli.thinning import run_from_copy

        return run_from_copy(options)
    root: Path = options.root
    if options.terbongkar:
        with told():
            return _here(root, _portal(root), options)
    if not journal.unfinished(root):
        _portal(root)  # what is wrong there is told before anything is written
    elif options.check:
        print("Pemutakhiran sebelumnya terhenti di tengah; terbuka upgrade menyelesaikannya.")
        return BLOCKED
    if options.check:
        return _find(root, options)
    with alone(root):
        return _find(root, options)


def _portal(root: Path) -> PortalFile:
    """``portal.yml`` of the portal; raises ``WrongUse`` where none can be relied on."""
    try:
        portal = read_portal_file(root)
    except BrokenPortalFile as broken:
        raise WrongUse(report.broken_portal_file(broken.line, broken.reason)) from None
    if portal is not None:
        return portal
    if not (root / "datasets").is_dir():
        name = root.resolve().name
        raise WrongUse(f"“{name}” bukan folder portal; tunjuk dengan --root, atau mulai dengan terbuka init")
    raise WrongUse(
        f"portal ini salinan penuh, tanpa {PORTAL_FILE}; jadikan ramping dahulu dengan terbuka upgrade "
        "--dari-salinan (lihat dahulu dengan --check)"
    )


# --- which program speaks ------------------------------------------------------------------------------------


def _find(root: Path, options: argparse.Namespace) -> int:
    """Find the program, look at it without trust, and hand over to it."""
    portal = _portal(root)
    with TemporaryDirectory(prefix="terbuka-") as folder:
        work = Path(folder)
        try:
            (work / "pip").mkdir()
            path = offers.wanted(root, portal, options.what, work / "pip")
            if path is None and options.cari and (heard := offers.heard_of(portal, work / "pip")):
                print(report.heard_of(heard))
            path = path or offers.own_wheel(root, portal)
            if path is None:
                print(report.changed_by_hand(portal, upgrade.changed_by_hand(root, portal)))
                return WELL
            inside = path.resolve().is_relative_to(root.resolve())
            known = portal.written.get(path.resolve().relative_to(root.resolve()).as_posix()) if inside else None
            taken = wheel.opened(path, known)
        except (offers.NoOffer, wheel.BadWheel) as reason:
            raise WrongUse(f"{reason}. {report.NOTHING_WRITTEN}") from None
        if offers.is_older(taken.version, portal):
            raise WrongUse(report.older(taken.version, portal))
        needs = offers.needs(taken)
        if needs.python or needs.libraries:
            raise WrongUse(report.lacking(taken.version, needs))
        wheel.unpack(path, work / "program", taken.sha256)
        if not children.starts(work / "program", taken.version):
            raise WrongUse(report.does_not_start(taken.version))
        words = ["upgrade", str(path), "--terbongkar", taken.sha256, "--root", str(root), *_same_words(options)]
        sys.stdout.flush()
        return children.hand_over(work / "program", words)


def _same_words(options: argparse.Namespace) -> list[str]:
    words = ["--check"] if options.check else []
    words += ["--tanpa-alur"] if options.tanpa_alur else []
    words += [word for answer in options.jawab for word in ("--jawab", answer)]
    return words + (["--on", options.on.isoformat()] if options.on else [])


# --- the new program speaks ----------------------------------------------------------------------------------


def _here(root: Path, before: PortalFile, options: argparse.Namespace) -> int:
    """The running program is the one that the portal gets; the portal is held by the program that called."""
    supply = start.supply_of(__version__, wheel.file_name(__version__), Path(options.what).read_bytes())
    if supply.sha256 != options.terbongkar:
        raise WrongUse(f"{options.what} berubah selagi dibaca; ulangi. {report.NOTHING_WRITTEN}")
    if before.source != WHEEL:
        supply = start.Supply(version=__version__, sha256=supply.sha256)
    with TemporaryDirectory(prefix="terbuka-") as folder:
        child, missing = _old_program(root, before, Path(folder), options)
        try:
            rules, answers = migrations.packaged(), _answers(options)
            planned = upgrade.plan(root, before, supply, rules, answers, _ask(options))
            planned = upgrade.without_workflows(planned) if options.tanpa_alur else planned
            with progress("Membandingkan program lama dan baru …"):
                now = _new_picture(root, planned, Path(folder), options)
                planned = (
                    upgrade.with_law_day(planned, day_of(now.law_day)) if now.law_day and planned.newer else planned
                )
                comparison = _compared(planned, now, child, missing)
        except migrations.Unanswered as lacks:
            raise WrongUse(report.unanswered(lacks)) from None
        except migrations.BrokenRecord as broken:
            comparison = report.broken_record(broken)
        finally:
            children.end(child)
    if isinstance(comparison, str):
        print(comparison)
        return BLOCKED
    print(report.as_text(planned, comparison) + "\n")
    return carry_out(root, planned, options, report.done(planned))


def _answers(options: argparse.Namespace) -> dict[str, str]:
    pairs = [answer.partition("=") for answer in options.jawab]
    for name, sign, _ in pairs:
        if not sign or not name.strip():
            raise WrongUse(f"“{name}” bukan jawaban; tulis misalnya --jawab kanal=surat")
    return {name.strip(): value for name, _, value in pairs}


def _ask(options: argparse.Namespace) -> migrations.Ask:
    if options.check or not at_a_terminal():
        return lambda question: None
    return lambda question: input(report.asked(question))


# --- the comparison ------------------------------------------------------------------------------------------


def _old_program(
    root: Path, portal: PortalFile, folder: Path, options: argparse.Namespace
) -> tuple[children.Child | None, str]:
    """The program that the portal has, started on its picture; else why it cannot be. None for the running one."""
    if portal.version == __version__:
        return None, ""
    words = ["upgrade", "--potret", "--root", str(root), *(["--on", options.on.isoformat()] if options.on else [])]
    if portal.source != WHEEL:
        return children.ask(None, words), ""
    path = offers.own_wheel(root, portal)
    if path is None:
        return None, f"wheel terbuka {portal.version} tidak ada di {start.LIBRARY}/."
    try:
        wheel.unpack(path, folder / "lama", portal.written.get(path.relative_to(root).as_posix()))
    except wheel.BadWheel as reason:
        return None, f"{reason}."
    return children.ask(folder / "lama", words), ""


def _new_picture(root: Path, planned: upgrade.Plan, folder: Path, options: argparse.Namespace) -> portrait.Picture:
    """What the running program says of the portal as it would become."""
    copy = folder / "portal"
    copy.mkdir()
    upgrade.preview(root, planned, copy)
    return picture(copy, options)


def _compared(
    planned: upgrade.Plan, now: portrait.Picture, child: children.Child | None, missing: str
) -> report.Outlook | str:
    """What differs between the two programs; a text when one of them cannot judge the portal."""
    before, missing = _before(planned, child, missing)
    if before is not None and before.blocked:
        return report.blocked(before.blocked, already=True)
    if now.blocked and planned.newer:
        return report.blocked(now.blocked, already=False)
    if before is None:
        return report.Outlook(missing=missing, overrides=outlook.changed_since(planned.before.overridden, now))
    return report.Outlook(
        day=", ".join(sorted({body.on for body in now.bodies.values()})),
        bodies=outlook.bodies(before, now),
        columns=outlook.columns(before, now, planned.rules),
        overrides=outlook.overrides(before, now),
        law=outlook.law(before, now, planned.before.law_day),
    )


def _before(planned: upgrade.Plan, child: children.Child | None, missing: str) -> tuple[portrait.Picture | None, str]:
    if child is None:
        return None, missing
    old = planned.before.version
    try:
        picture = portrait.from_json(json.loads(children.answer(child)))
    except (children.NoAnswer, portrait.NotAPicture, ValueError):
        return None, f"terbuka {old} tidak dapat dijalankan di sini."
    if picture.version != old:
        return None, f"yang terpasang di sini terbuka {picture.version}, bukan {old}."
    return picture, ""


def _portrait(options: argparse.Namespace) -> int:
    """What this program says of the portal, for another version that asks."""
    print(json.dumps(portrait.as_json(picture(options.root, options))))
    return WELL
