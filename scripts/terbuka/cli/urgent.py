"""The command that publishes urgent notices, whatever else is wrong with the newest data."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from terbuka.base import git
from terbuka.base.problem import Problem, blocking, in_order
from terbuka.cli.building import publish
from terbuka.cli.codes import BLOCKED, GAPS, WELL, WrongUse
from terbuka.cli.common import blocked, held_back, paths_of, print_text, progress, read, site_url
from terbuka.duties.corpus import Corpus, Fallback
from terbuka.duties.verdict import Assessment
from terbuka.portal.judging import assess, assessed_days, gap_problems
from terbuka.review import against_report, fallback, fallback_report


def run_notice(options: argparse.Namespace) -> int:
    """Publish the newest data if they are sound, else the newest sound version with the newest notices.

    ``gerbang: ketat`` does not hold a running notice up: being late with something else is no reason to delay a
    warning. Without one there is nothing that may not wait, and the gate stands.
    """
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    newest = git.head(options.root)
    out = options.out or options.root / "site"
    if assessment is not None:
        if _may_wait(assessment):
            return _held(options, corpus, problems, assessment)
        failed = _publish(options, options.root, corpus, assessment, newest, out)
        return _told(failed, fallback_report.newest(out))
    try:
        with progress("Mencari versi baik …"), fallback.newest_sound(options.root, options.base) as base:
            stopping = [p for p in base.problems if blocking([p])]
            if stopping:
                print_text(stopping, None, "id")
                print(fallback_report.notice_is_wrong())
                return BLOCKED
            time = base.corpus.local(newest.time) if newest else None
            corpus = replace(base.corpus, fallback=Fallback(newest=newest.id if newest else None, newest_time=time))
            assessment = assess(corpus, assessed_days(corpus, datetime.now(UTC), options.on))
            if _may_wait(assessment):
                return _held(options, corpus, [*problems, *gap_problems(assessment)], assessment)
            failed = _publish(options, base.folder, corpus, assessment, base.commit, out)
    except fallback.NoSoundVersion as none:
        raise WrongUse(fallback_report.no_sound_version(none.looked_at, shallow=none.shallow)) from None
    except git.NotReadable as error:
        if error.reason in ("bukan-gudang", "tanpa-git"):
            raise WrongUse(fallback_report.no_repository()) from None
        raise WrongUse(against_report.not_readable(error.reason, options.base, error.detail)) from None
    return _told(failed, fallback_report.published(base, assessment, [p for p in problems if blocking([p])], out))


def _may_wait(assessment: Assessment) -> bool:
    """The strict gate holds the data back, and no notice runs that could not wait."""
    return held_back(assessment) and not fallback_report.running(assessment)


def _held(options: argparse.Namespace, corpus: Corpus, problems: list[Problem], assessment: Assessment) -> int:
    print_text(in_order(problems), assessment, "id", steps=paths_of(options, corpus, assessment))
    print(fallback_report.nothing_urgent())
    return GAPS


def _told(failed: list[Problem], text: str) -> int:
    if blocking(failed):
        return blocked(failed)
    print_text(failed, None, "id")
    print(text)
    return WELL


def _publish(
    options: argparse.Namespace,
    root: Path,
    corpus: Corpus,
    assessment: Assessment,
    commit: git.Commit | None,
    out: Path,
) -> list[Problem]:
    with progress("Membangun situs …"):
        return publish(root, corpus, assessment, out, site_url(corpus), search=not options.no_search, commit=commit)
