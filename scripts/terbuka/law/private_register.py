"""What the office keeps for itself, as far as the portal must know of it: how its files name public columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from terbuka.base.problem import Place
from terbuka.law.law import Law
from terbuka.law.record import StepBasis
from terbuka.record.fields import key, place_field
from terbuka.record.schema import Column, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportColumn:
    """How a public column of a register is found in an office's file (house: pemetaan impor).

    ``titles`` may stand above it there, ``utc_titles`` above times in UTC that do not say so; ``words`` maps what is
    typed there to values, ``constant`` is the value of all rows of a file without the column.
    """

    id: str = key("id", needed=True)
    register: str = key("register", needed=True)
    column: str = key("kolom", needed=True)
    titles: tuple[str, ...] = key("judul", default=())
    utc_titles: tuple[str, ...] = key("judul_utc", default=())
    words: Mapping[str, str] | None = key("nilai")
    constant: str | None = key("tetap")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateColumn:
    """A column of the office's own register that holds something about a person, and so never reaches the portal
    (house: kolom pribadi; Perki 1/2021 Pasal 32 and 43, Lampiran VIII and XI). ``advised``: else better left empty."""

    id: str = key("id", needed=True)
    register: str = key("register", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    advised: bool = key("dianjurkan", needed=True)
    legal_basis: tuple[StepBasis, ...] = key("dasar_hukum", refers="aturan/peraturan", of=StepBasis, needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A file whose rows are not those of the register that it fills: a row a respondent, say. ``columns`` are what it
    holds by the law, ``constants`` those of them that may be filled in for all rows."""

    columns: Callable[[Schema, Law], Iterable[Column]]
    constants: tuple[str, ...]
