"""How usable a piece of information is, aspect by aspect. Nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Aspect(StrEnum):
    CURRENT = "mutakhir"
    SERIES = "deret"
    OPEN_FORMAT = "format-terbuka"
    SEARCHABLE = "dapat-dicari"
    DICTIONARY = "kamus"
    LICENCE = "lisensi"
    CONTACT = "kontak"
    STARS = "bintang"


@dataclass(frozen=True, slots=True)
class Check:
    """One aspect: ``met`` or not, ``reason`` a code that says why; ``stars`` 0 to 5, of ``STARS`` alone, which is met
    from three on: open data that anybody can work with."""

    aspect: Aspect
    met: bool
    reason: str
    stars: int = 0


@dataclass(frozen=True, slots=True)
class Openness:
    """The checks of a body by id of the entry, and of the open dataset; an aspect that makes no sense is absent."""

    entries: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
    datasets: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
