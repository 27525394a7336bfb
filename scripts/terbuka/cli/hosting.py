"""The commands for whoever puts the site somewhere: what a server says, and the archive of a year."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from terbuka.base import git
from terbuka.base.problem import blocking
from terbuka.cli.building import publish
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import blocked, portal, print_text, progress, read, site_url, verdict
from terbuka.kit import words
from terbuka.site import archive, hosting

_KINDS = {"nginx": hosting.nginx, "apache": hosting.apache}
#: Folders whose content is published or checked; an archive in them would be taken for a part.
_TAKEN = ("content", "datasets", "schemas", "site")


def run_hosting(options: argparse.Namespace) -> int:
    """Print what a server must say for a built site, from the policy that the site names."""
    site = options.site or options.root / "site"
    file = site / hosting.FILE
    policy = hosting.policy_of(file.read_text("utf-8")) if file.is_file() else None
    if policy is None:
        raise WrongUse(f"“{site}” bukan situs yang dibangun untuk server; jalankan terbuka build lebih dahulu")
    print(_KINDS[options.server](policy), end="")
    return WELL


def run_archive(options: argparse.Namespace) -> int:
    """Build the site for a disk and pack it; 1 when blocked, as for a build."""
    root, now = portal(options), datetime.now(UTC)
    moment = min(now, datetime(options.year, 12, 31, 12, tzinfo=UTC)) if options.year else now
    commit = git.head(root)
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options, moment)
    if assessment is None or verdict(problems) == BLOCKED:
        return blocked(problems)
    days = [made.on for made in assessment.bodies.values() if not made.body.sample] or [moment.date()]
    year = _year_of(options.year, max(days), commit)
    target = _target(options, root, year)
    with progress("Membangun arsip …"), tempfile.TemporaryDirectory(prefix="terbuka-") as folder:
        site = Path(folder) / archive.SITE
        failed = publish(root, corpus, assessment, site, site_url(corpus), search=False, commit=commit, offline=True)
        if blocking(failed):
            return blocked(failed)
        print_text(failed, None, "id")
        about = archive.About(
            year=year,
            name=corpus.site_name,
            url=site_url(corpus),
            day=words.day(max(days)),
            data_of=words.moment(corpus.local(commit.time) if commit else None),
            commit=commit.id if commit else "",
            sample=any(made.body.sample for made in assessment.bodies.values()),
        )
        try:
            made = archive.write(site, target, about, commit.epoch if commit else 0)
        except FileExistsError:
            raise _there(target) from None
    print(f"Arsip: {target} ({words.number(made.files)} berkas, {words.size(made.size)})")
    print(f"SHA-256: {made.sha256}")
    return WELL


def _year_of(asked: int | None, day: date, commit: git.Commit | None) -> int:
    """The year to keep; raises ``WrongUse`` for a year to come, and when the data at hand are younger than it."""
    year = asked or day.year
    if year > day.year:
        raise WrongUse(f"tahun {year} belum berjalan")
    if commit and datetime.fromisoformat(commit.time).year > year:
        raise WrongUse(
            f"data di folder ini lebih baru dari akhir {year}; ambil dahulu versi akhir tahun itu:\n"
            f"  git worktree add --detach ../akhir-{year} "
            f"$(git rev-list -1 --before={year + 1}-01-01T00:00:00+07:00 HEAD)\n"
            f"  terbuka archive {year} --root ../akhir-{year}"
        )
    return year


def _target(options: argparse.Namespace, root: Path, year: int) -> Path:
    target: Path = options.out or root / archive.name(year)
    full, top = target.resolve(), root.resolve()
    if target.suffix.lower() != ".zip":
        raise WrongUse(f"arsip adalah berkas .zip, bukan “{target.name}”")
    if full.is_relative_to(top) and full.relative_to(top).parts[0] in _TAKEN:
        raise WrongUse(f"arsip tidak ditulis di {full.relative_to(top).parts[0]}/; pakai tempat lain dengan --out")
    if target.exists():
        raise _there(target)
    if not target.parent.is_dir():
        raise WrongUse(f"folder “{target.parent}” tidak ada")
    return target


def _there(target: Path) -> WrongUse:
    return WrongUse(f"“{target}” sudah ada dan tidak ditimpa; pindahkan, atau pilih nama lain dengan --out")
