"""Urgent notices (house: peringatan, informasi serta-merta) and the services that are competent first.

Times are local times of the office, without a zone, as the officer typed them; ``Body.instant`` makes them
absolute. UU 14/2008 Pasal 10, Perki 1/2021 Pasal 19, 25 and 26.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from terbuka.base.problem import Place
from terbuka.record.fields import key, place_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Where help is to be had: an office, never a person."""

    name: str = key("nama", needed=True)
    phone: str | None = key("telepon")
    link: str | None = key("tautan")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeUpdate:
    at: datetime = key("waktu", needed=True)
    text: str = key("isi", needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One urgent notice.

    ``happened_at`` is when it happens, which may lie ahead (a planned outage, a flood that is forecast);
    ``known_at`` when the office learnt of it, if that is another time.
    """

    id: str = key("id", needed=True)
    title: str = key("judul", needed=True)
    obligation_ids: tuple[str, ...] = key("jenis", refers="aturan/kewajiban/serta-merta", needed=True)
    event: str = key("peristiwa", needed=True)
    danger: str = key("bahaya", needed=True)
    affected: str = key("siapa", needed=True)
    actions: tuple[str, ...] = key("tindakan", needed=True)
    evacuation: str | None = key("evakuasi")
    help: tuple[Help, ...] = key("bantuan", of=Help, default=())
    announced_by: str = key("diumumkan_oleh", needed=True)
    happened_at: datetime = key("waktu_peristiwa", needed=True)
    known_at: datetime | None = key("waktu_diketahui")
    announced_at: datetime = key("waktu_pengumuman", needed=True)
    ends_at: datetime = key("berakhir_pada", needed=True)
    updates: tuple[NoticeUpdate, ...] = key("pembaruan", of=NoticeUpdate, default=())
    withdrawn_at: datetime | None = key("dicabut_pada")
    withdrawn_why: str | None = key("alasan_dicabut")
    place: Place = place_field()

    @property
    def counted_from(self) -> datetime:
        """The time from which the delay of the announcement is counted."""
        return self.known_at or self.happened_at

    @property
    def delay_minutes(self) -> int:
        """Minutes between knowing and announcing; the law allows none (Perki 1/2021 Pasal 25 ayat (1))."""
        return int((self.announced_at - self.counted_from).total_seconds() // 60)

    @property
    def over_at(self) -> datetime:
        """When it ends: as planned, or when it was withdrawn."""
        return min(self.ends_at, self.withdrawn_at) if self.withdrawn_at else self.ends_at

    @property
    def changed_at(self) -> datetime:
        """The last time at which its text changed."""
        return max(
            [self.announced_at, *(u.at for u in self.updates), *([self.withdrawn_at] if self.withdrawn_at else [])]
        )

    def runs_on(self, day: date) -> bool:
        """Whether it has not ended before ``day``. A time of announcement that lies ahead does not silence it: a
        slip of the pen must not take a warning off the page."""
        return self.over_at.date() >= day


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyService:
    """A service that is competent in an emergency and so is named before the office's own notice.

    ``obligation_ids`` are the urgent duties it is competent for; none means all of them.
    """

    id: str = key("id", needed=True)
    name: str = key("nama", needed=True)
    purpose: str = key("untuk", needed=True)
    link: str | None = key("tautan")
    obligation_ids: tuple[str, ...] = key("jenis", refers="aturan/kewajiban", default=())
    source: str = key("sumber", needed=True)
    place: Place = place_field()
