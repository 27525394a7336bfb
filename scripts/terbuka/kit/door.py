"""The door by which ``terbuka import`` takes a file whose rows are not those of the register that it fills.

A register without such a door is taken column by column (``merge``).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from terbuka.base.problem import Problem
from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.law.private_register import ImportColumn
from terbuka.record.schema import Schema


class Outcome(Protocol):
    """What an import does: the text of the register afterwards, and what stands against it."""

    problems: list[Problem]
    blocked: bool
    new: str

    @property
    def changes(self) -> bool: ...


class Take(Protocol):
    """Reads ``source`` (``intake.source.Source``) over the table ``old`` of the body; ``check`` gives the problems of
    the portal with some texts in the place of its files. Raises ``CannotImport`` where that cannot be done."""

    def __call__(
        self,
        options: argparse.Namespace,
        source: Any,
        corpus: Corpus,
        records: BodyRecords,
        mapping: Sequence[ImportColumn],
        check: Callable[[Mapping[str, str]], Sequence[Problem]],
        *,
        old: str | None,
    ) -> Outcome: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """``register`` is filled from files that are called ``what`` and hold ``holds``. ``arguments`` adds its own options
    to the command, ``flags`` names them, ``given`` says whether one was typed, ``lacking`` what must be typed (empty:
    nothing). ``counting`` is said while ``take`` works."""

    register: str
    what: str
    holds: str
    flags: str
    counting: str
    arguments: Callable[[argparse.ArgumentParser], None]
    given: Callable[[argparse.Namespace], bool]
    lacking: Callable[[argparse.Namespace], str]
    take: Take
    #: What was done, for the register of that schema and the body of that name; whether it was only tried.
    told: Callable[[Any, Schema, str, bool], str]
