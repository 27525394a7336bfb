"""The command that brings the issues of a forge up to date: one for each unit, as ``due --format forge`` says."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from terbuka.base.problem import shown
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.desk import forge, issues
from terbuka.desk.forge import Forge, Step
from terbuka.review.github import quiet

#: A document of all issues is far smaller.
_MOST_BYTES = 40_000_000
_DONE = {
    "buat": "Dibuat",
    "ubah": "Diubah",
    "tutup": "Ditutup",
    "buka-lagi": "Dibuka lagi",
    "tetap": "Tetap",
}


def run_issues(options: argparse.Namespace) -> int:
    """0 when all is as it should be, and without the right to write; 1 when the forge did not answer."""
    wanted, whole = _document(options.file)
    where = _forge()
    if isinstance(where, str):
        _print([Step(what="buat", wanted=issue, standing=None) for issue in wanted], where)
        return WELL
    try:
        undone, reason = forge.apply(where, wanted, whole=whole, tell=_tell)
    except forge.NoAnswer as error:
        print(f"terbuka: isu belum diperbarui: {error}. Dicoba lagi pada jalan berikutnya.", file=sys.stderr)
        return BLOCKED
    if reason:
        _print(undone, reason)
    return WELL


def _document(file: Path) -> tuple[list[issues.Issue], bool]:
    try:
        if str(file) == "-":
            content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with file.open("rb") as opened:
                content = opened.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise issues.Broken("terlalu besar")
        return issues.read_json(content.decode())
    except OSError as error:
        raise WrongUse(
            f"“{file}” tidak dapat dibaca ({error.strerror}); buat dengan terbuka due --format forge"
        ) from None
    except (UnicodeDecodeError, issues.Broken) as error:
        reason = error if isinstance(error, issues.Broken) else "bukan UTF-8"
        raise WrongUse(f"“{file}” tidak dipakai: {reason}; buat lagi dengan terbuka due --format forge") from None


def _forge() -> Forge | str:
    """The forge that this job runs on; where there is none, why not."""
    given = os.environ.get
    if "true" in (given("FORGEJO_ACTIONS"), given("GITEA_ACTIONS")):
        return "di Forgejo dan Gitea isunya belum ditulis sendiri"
    for mark, name, make, tokens in (
        ("GITHUB_ACTIONS", "GITHUB_REPOSITORY", forge.github, ("GH_TOKEN", "GITHUB_TOKEN")),
        ("GITLAB_CI", "CI_PROJECT_ID", forge.gitlab, ("GITLAB_TOKEN",)),
    ):
        if given(mark) == "true":
            if not any(given(token) for token in tokens):
                return f"{tokens[0]} tidak diisi"
            try:
                return make(given(name, ""))
            except ValueError as error:
                raise WrongUse(f"“{shown(error)}” bukan proyek; {name} diisi oleh forge") from None
    return "perintah ini tidak dijalankan oleh GitHub atau GitLab"


def _name(step: Step) -> str:
    title = step.wanted.title if step.wanted else step.standing.title if step.standing else ""
    number = f" (nomor {step.standing.number})" if step.standing else ""
    return quiet(f"{shown(title)}{number}")


def _tell(step: Step) -> None:
    if step.what != "tetap" or step.standing is not None:
        print(f"{_DONE[step.what]}: {_name(step)}")


def _print(undone: list[Step], reason: str) -> None:
    print(f"Tidak ada yang ditulis di forge: {quiet(shown(reason))}. Yang semestinya tertulis:")
    for step in undone:
        if step.what == "tetap":
            continue
        state = "tertutup" if step.wanted is None or step.wanted.state == issues.CLOSED else "terbuka"
        print(f"\n--- {_name(step)} [{state}]")
        if step.wanted is not None:
            print(quiet(step.wanted.text), end="")
