"""Which program renders the shell: mkdocs, or ProperDocs, a fork of it that is kept up. Both read the same settings and
write the same bytes (``tests/test_engine.py``); docs/engine.md says why there are two.

Promises: neither is imported here; whether one is installed is asked before anything is written.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from terbuka.base.engines import ENGINES
from terbuka.base.problem import Place, Problem


def missing(engine: str) -> list[Problem]:
    """The problem ``mesin-belum-terpasang`` when ``engine``, one of ``ENGINES`` or empty, is not installed here."""
    name = engine or ENGINES[0]
    return [] if find_spec(name) else [Problem("mesin-belum-terpasang", Place("mkdocs.yml"), {"mesin": name})]


def command(engine: str, settings: Path) -> list[str]:
    """What builds the shell from the file ``settings``; every warning is an error."""
    return [sys.executable, "-m", engine or ENGINES[0], "build", "--quiet", "--strict", "-f", str(settings)]
