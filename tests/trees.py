"""Portals to test on: a small one that grows with files laid over it, and a whole one that is only read.

Both stand in ``tests/`` and take their schemas from the repository. The repository's own records are asked for by
``own()``; which files of tests may do that is listed in ``test_own_data.py``.
"""

from __future__ import annotations

import atexit
import io
import os
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from terbuka import cli
from terbuka.base.page import File, Page
from terbuka.base.problem import Problem, blocking, in_order
from terbuka.duties.agenda import Kind
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.portal.checking import validate
from terbuka.portal.judging import assess, gap_problems
from terbuka.portal.load import load
from terbuka.portal.pages import render
from terbuka.record.schema import Column

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parent
FIXTURE = TESTS / "fixtures/dasar"
RECORDS = TESTS / "records"
BODY = "datasets/badan/kantor-uji"
REGISTER = f"{BODY}/daftar-informasi-publik.csv"
DUTIES = "datasets/aturan/id/kewajiban/semua.yml"
#: The day on which the fixture is complete.
DAY = date(2026, 6, 30)


@cache
def portal() -> Path:
    """The root of a whole portal of made-up records (``tests/records``), to be read and never written to."""
    folder = TemporaryDirectory(prefix="terbuka-uji-")
    atexit.register(folder.cleanup)
    root = Path(folder.name) / "portal"
    shutil.copytree(RECORDS, root, ignore=shutil.ignore_patterns("README.md"))
    shutil.copytree(REPOSITORY / "schemas", root / "schemas")
    return root


@cache
def records() -> Corpus:
    """The records of ``portal()``, read once."""
    corpus, problems = load(portal())
    assert problems == [], problems
    return corpus


@cache
def pages(on: date = DAY) -> Mapping[str, Page | File]:
    """Pages and files of ``portal()`` on a day by their path, made once for all files of tests."""
    corpus = records()
    made = render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, on)))
    return MappingProxyType({item.path: item for item in made})


@cache
def own() -> Corpus:
    """The records of this repository, read once."""
    return load(REPOSITORY)[0]


def template(name: str) -> Path:
    """The one template of that name, in whatever folder of the program it stands."""
    (found,) = (REPOSITORY / "scripts/terbuka").rglob(f"templates/{name}")
    return found


def terbuka(*arguments: str, cwd: Path | None = None, **environment: str) -> CompletedProcess[str]:
    """``terbuka ARGUMENTS`` within this process, with its code and what it printed.

    Starting another one costs a second and reads everything again; that the command also starts by itself is tested in
    ``test_gate.py`` and ``test_site.py``.
    """
    out, err = io.StringIO(), io.StringIO()
    with ExitStack() as around:
        around.enter_context(redirect_stdout(out))
        around.enter_context(redirect_stderr(err))
        around.enter_context(patch.dict(os.environ, environment))
        if cwd:
            around.enter_context(chdir(cwd))
        try:
            code = cli.main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
    return CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def grow(target: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A whole portal at ``target``; ``files`` (path -> content) are laid over it."""
    shutil.copytree(FIXTURE, target)
    shutil.copytree(REPOSITORY / "schemas", target / "schemas")
    for path, content in (files or {}).items():
        put(target, path, content)
    return target


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive with the files of ``members`` (name -> content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def column(name: str, kind: str = "teks", **rest: Any) -> Column:
    """A column of a small schema made for a test."""
    return Column(name=name, title=name.title(), text=name, type=kind, **rest)


def put(root: Path, path: str, content: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace the one place where ``old`` stands."""
    file = root / path
    text = file.read_bytes().decode()
    assert text.count(old) == 1, f"{text.count(old)} times in {path}: {old}"
    file.write_bytes(text.replace(old, new).encode())


def overlay(root: Path, folder: Path, reserved: Iterable[str] = ()) -> None:
    """Lay all files of ``folder`` over the tree, except those with a ``reserved`` name at its top."""
    for file in sorted(folder.rglob("*")):
        below = file.relative_to(folder)
        if file.is_file() and below.as_posix() not in reserved:
            put(root, below.as_posix(), file.read_bytes())


def judged(root: Path, on: date = DAY) -> tuple[Corpus, Assessment | None, list[Problem]]:
    """What ``terbuka check`` finds, without its process: corpus, assessment (None when blocked), problems."""
    corpus, problems = load(root)
    problems += validate(corpus)
    if blocking(problems):
        return corpus, None, in_order(problems)
    assessment = assess(corpus, dict.fromkeys(corpus.bodies, on))
    return corpus, assessment, in_order([*problems, *gap_problems(assessment)])


def article(made: Mapping[str, Page | File], path: str) -> str:
    """The article of the page at ``path``, among rendered items by their path."""
    page = made[f"{path}index.html"]
    assert isinstance(page, Page)
    return page.article


def content(made: Mapping[str, Page | File], path: str) -> bytes:
    """The bytes of the file at ``path``."""
    file = made[path]
    assert isinstance(file, File)
    return file.content


@cache
def kinds_of_agenda() -> tuple[Kind, ...]:
    """Every kind of thing that an agenda may hold: those of the core and of each feature."""
    found: dict[str, Kind] = {}
    for path in sorted((REPOSITORY / "scripts/terbuka").glob("*/**/agenda.py")):
        module = import_module(".".join(path.relative_to(REPOSITORY / "scripts").with_suffix("").parts))
        found |= {value.value: value for value in vars(module).values() if isinstance(value, Kind)}
    return tuple(found.values())
