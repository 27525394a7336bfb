"""Contradictions within urgent notices: kinds that are none, times out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from terbuka.base.periods import moment_text
from terbuka.base.problem import Problem
from terbuka.features.notices.record import Notice
from terbuka.law import routes


def notice_problems(notices: Sequence[Notice]) -> Iterator[Problem]:
    """Problems of the notices of one body; none of them depends on today."""
    for notice in notices:
        same = {"isi": notice.id, "kelompok": notice.id}
        if routes.FURTHER_PAGE.fullmatch(notice.id):
            yield Problem("kode-terlarang", notice.place, {"kolom": "id", "isi": notice.id})
        if notice.announced_at < notice.counted_from:
            column = "waktu_diketahui" if notice.known_at else "waktu_peristiwa"
            facts = {
                "kolom": column,
                "mulai": moment_text(notice.counted_from),
                "diumumkan": moment_text(notice.announced_at),
            }
            yield Problem("peringatan-mendahului", notice.place, {**same, **facts})
        yield from _ending(notice, same)
        for pair, other, filled in (
            ("alasan_dicabut", "dicabut_pada", notice.withdrawn_at and not notice.withdrawn_why),
            ("dicabut_pada", "alasan_dicabut", notice.withdrawn_why and not notice.withdrawn_at),
        ):
            if filled:
                yield Problem("pasangan-kurang", notice.place, {"kolom": other, "pasangan": pair})


def _ending(notice: Notice, same: dict[str, Any]) -> Iterator[Problem]:
    first = max(notice.announced_at, notice.happened_at)
    if notice.ends_at <= first:
        column = "waktu_pengumuman" if first == notice.announced_at else "waktu_peristiwa"
        facts = {"kolom": column, "mulai": moment_text(first), "selesai": moment_text(notice.ends_at)}
        yield Problem("peringatan-berakhir", notice.place, {**same, **facts})
        return
    times = [("pembaruan", update.at) for update in notice.updates]
    if notice.withdrawn_at:
        times.append(("dicabut_pada", notice.withdrawn_at))
    for column, at in times:
        if not notice.announced_at <= at <= notice.ends_at:
            facts = {"kolom": column, "waktu": moment_text(at)}
            facts |= {"mulai": moment_text(notice.announced_at), "selesai": moment_text(notice.ends_at)}
            yield Problem("peringatan-pembaruan", notice.place, {**same, **facts})
