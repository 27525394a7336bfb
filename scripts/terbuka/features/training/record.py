"""Training of those who serve information: topics, questions, what was planned and held, and what it covers on a day.

Nothing here can hold a person. Numbers by role are read and never published: a role may be one person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field

#: Roles by the code that topics name, each with its words.
ROLES = {
    "ppid-pelaksana": "PPID Pelaksana",
    "pejabat-fungsional": "pejabat fungsional",
    "petugas-layanan": "petugas layanan informasi",
}
HELD, PLANNED, CANCELLED = "terlaksana", "rencana", "batal"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingTopic:
    """What is taught, to which roles, and for how many months one training counts as fresh."""

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    text: str = key("uraian", needed=True)
    months: int = key("segar_bulan", needed=True)
    roles: tuple[str, ...] = key("untuk", refers="peran-pelatihan", needed=True)
    materials: tuple[str, ...] = key("bahan", refers="panduan", default=())
    points: tuple[str, ...] = key("pokok", needed=True)
    source: str = key("sumber", needed=True)
    confirmed: bool = key("terkonfirmasi", needed=True)
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingQuestion:
    """One question of a self-test, with its answer."""

    id: str = key("id", needed=True)
    topic_id: str = key("topik", refers="aturan/topik-pelatihan", needed=True)
    question: str = key("soal", needed=True)
    answer: str = key("jawaban", needed=True)
    basis: str | None = key("dasar")
    place: Place = place_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training that was planned, held or cancelled; ``hours`` whole hours, ``score`` 0 to 100."""

    id: str = key("id", needed=True)
    on: date = key("tanggal", needed=True)
    topic_ids: tuple[str, ...] = key("topik", refers="aturan/topik-pelatihan", needed=True)
    title: str = key("judul", needed=True)
    organiser: str = key("penyelenggara", needed=True)
    way: str = key("cara", needed=True)
    state: str = key("keadaan", needed=True)
    hours: int | None = key("jam")
    leads: int | None = key("peserta_ppid_pelaksana")
    specialists: int | None = key("peserta_pejabat_fungsional")
    clerks: int | None = key("peserta_petugas_layanan")
    score: int | None = key("nilai_evaluasi")
    answers: int | None = key("jawaban_evaluasi")
    material: str | None = key("bahan")
    row: int = field(default=0, compare=False, repr=False)
    place: Place = place_field()

    @property
    def by_role(self) -> dict[str, int]:
        """Participants by role; none where nothing is written."""
        return dict(zip(ROLES, (self.leads or 0, self.specialists or 0, self.clerks or 0), strict=True))


class Freshness(StrEnum):
    FRESH = "segar"
    OLD = "perlu-diulang"
    NEVER = "belum-pernah"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCoverage:
    """One role and topic: the newest training, and the last day on which it counts as fresh. Internal."""

    role: str
    topic: TrainingTopic
    last_on: date | None
    fresh_until: date | None
    state: Freshness


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingState:
    """The training of one body on a day; ``kept`` is False while there is no register: no data, which is not none.

    ``share`` is the part of the pairs of role and topic that are fresh, None without register or pair; ``hours``
    those of all held trainings.
    """

    kept: bool = False
    held: tuple[Training, ...] = ()
    planned: tuple[Training, ...] = ()
    cancelled: tuple[Training, ...] = ()
    ahead: tuple[Training, ...] = ()
    pairs: tuple[RoleCoverage, ...] = ()
    hours: int = 0
    share: Fraction | None = None

    @property
    def listed(self) -> tuple[Training, ...]:
        """What has a result: held trainings, then cancelled ones."""
        return self.held + self.cancelled
