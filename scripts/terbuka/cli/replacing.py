"""What both kinds of upgrade share: the portal is held, judged as it would become, and written as a whole."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from terbuka import __version__
from terbuka.base import git
from terbuka.base.defaults import PORTAL_FILE
from terbuka.base.problem import Problem, blocking, in_order
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import at_a_terminal
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.lifecycle import journal, portrait, upgrade
from terbuka.lifecycle import upgrade_report as report
from terbuka.portal.checking import validate
from terbuka.portal.judging import assess, assessed_days
from terbuka.portal.load import load


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Holds the portal, after an upgrade that was interrupted has been finished; raises ``WrongUse``."""
    with told(), journal.alone(root):
        if journal.finish(root):
            print("Pemutakhiran sebelumnya, yang terhenti di tengah, sudah dibereskan.", flush=True)
        yield


@contextmanager
def told() -> Iterator[None]:
    """Why nothing could be written, as the command says it."""
    try:
        yield
    except EOFError:
        raise WrongUse("jawaban berakhir sebelum selesai; tidak ada yang ditulis") from None
    except journal.Busy:
        raise WrongUse("pemutakhiran lain sedang berjalan di portal ini; tunggu sampai selesai, lalu ulangi") from None
    except journal.Touched as changed:
        raise WrongUse(report.touched(changed.paths)) from None
    except journal.CannotWrite as error:
        rest = "semua berkas tetap seperti sebelumnya"
        if error.halfway:
            rest = "sebagian berkas belum selesai. Atasi sebabnya, lalu jalankan perintah yang sama: sisanya dibereskan"
        raise WrongUse(f"{error.path} tidak dapat ditulis ({error.why}); {rest}") from None


def carry_out(
    root: Path, planned: upgrade.Plan, options: argparse.Namespace, done: str, derived: Collection[str] = ()
) -> int:
    """Write what was planned, after somebody at a terminal has agreed; ``done`` is told then. Files that are
    ``derived`` from others need not be in git."""
    unsaved = git.unsaved(root, [path for path in planned.files if path not in derived])
    if unsaved and options.check:
        print(report.unsaved(unsaved))
        return BLOCKED
    if unsaved:
        raise WrongUse(report.unsaved(unsaved))
    if options.check or not planned.files:
        print(report.only_checked(planned))
        return BLOCKED if planned.files else WELL
    if at_a_terminal() and input("Jalankan? [y/T] ").strip().lower() not in ("y", "ya"):
        print(report.NOTHING_WRITTEN)
        return WELL
    journal.change(root, planned.files, PORTAL_FILE)
    print(done)
    return WELL


def picture(root: Path, options: argparse.Namespace) -> portrait.Picture:
    """What the running program says of the portal at ``root``."""
    corpus, assessment, problems = _judged(root, options)
    return portrait.picture(__version__, root, corpus, assessment, problems)


def _judged(root: Path, options: argparse.Namespace) -> tuple[Corpus, Assessment | None, Sequence[Problem]]:
    corpus, problems = load(root)
    if not blocking(problems):
        problems += validate(corpus)
    if blocking(problems):
        return corpus, None, in_order(problems)
    return corpus, assess(corpus, assessed_days(corpus, datetime.now(UTC), options.on)), in_order(problems)
