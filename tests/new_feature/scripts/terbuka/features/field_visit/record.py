"""A visit as it stands in ``kunjungan.csv``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field

PAGE = "kunjungan"
REPORTED_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit, from its first to its last day; ``reported_on`` None while there is no report."""

    id: str = key("id", needed=True)
    first: date = key("mulai", needed=True)
    last: date = key("selesai", needed=True)
    where: str = key("tempat", needed=True)
    reported_on: date | None = key("laporan_pada")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()

    @property
    def due_on(self) -> date:
        """The last day for its report."""
        return self.last + REPORTED_WITHIN
