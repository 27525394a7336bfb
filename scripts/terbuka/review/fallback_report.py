"""How the command says what was published while the newest data are blocked.

Promises: first what citizens see now, then what they do not see, then what to do. Bounded, harmless text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from terbuka.base.problem import Problem, shown
from terbuka.duties.verdict import Assessment
from terbuka.features.notices.record import Notice
from terbuka.kit import words
from terbuka.review.fallback import MOST_VERSIONS, Base

#: Lines of a list that are shown before the rest is counted.
_MOST = 10


def newest(out: Path) -> str:
    return f"Data terbaru baik: situs dibangun seluruhnya, peringatan termasuk.\nSitus: {out}"


def notice_is_wrong() -> str:
    return (
        "Diblokir: peringatannya sendiri bermasalah dan belum terbit. Perbaiki yang di atas; masalah berkas lain tidak "
        "menghalangi.\nSambil menunggu, umumkan lewat saluran lain: informasi serta-merta tidak boleh ditunda."
    )


def nothing_urgent() -> str:
    return (
        "Tidak diterbitkan: gerbang: ketat menahan data selama ada kekurangan, dan tidak ada peringatan yang berlaku.\n"
        "Yang sudah terbit tetap tayang. Perbaiki yang di atas; bila ada peristiwa, tambahkan peringatannya dengan "
        "terbuka new peringatan."
    )


def running(assessment: Assessment) -> list[tuple[str, Notice]]:
    """The notices that run on the assessed days, each with the id of its body."""
    return [
        (name, notice)
        for name, made in assessment.bodies.items()
        for notice in made.records.rows(Notice) or ()
        if notice.runs_on(made.on)
    ]


def published(base: Base, assessment: Assessment, problems: Sequence[Problem], out: Path) -> str:
    """What was published of the ``base``, what was left out, what blocks the newest data."""
    shown_now = running(assessment)
    lines = [
        "Situs dibangun dari data baik yang terakhir, dengan peringatan dari data terbaru.",
        f"Dasar: data per {words.moment(base.corpus.local(base.commit.time))} (commit {base.commit.id[:12]})",
        f"Peringatan yang berlaku ({len(shown_now)}):",
        *_listed(f"{body}: {notice.title}, sampai {_over(assessment, body, notice)}" for body, notice in shown_now),
    ]
    if base.missing:
        lines.append(
            "PERINGATAN INI TIDAK TERBIT, karena badannya belum ada dalam versi dasar: "
            + ", ".join(shown(b, 80) for b in base.missing)
        )
    if base.behind:
        lines += [f"Perubahan yang belum ikut ({len(base.behind)} berkas):", *_listed(base.behind)]
    first = [f"{problem.place}  [{problem.code}]" for problem in problems]
    if first:
        lines += [f"Yang menahan data terbaru ({len(first)} masalah):", *_listed(first)]
    lines += [
        "Perbaiki masalah itu; terbuka check menyebut semuanya. Sesudahnya semua terbit lagi, peringatan tetap ikut.",
        f"Situs: {out}",
    ]
    return "\n".join(lines)


def _over(assessment: Assessment, body: str, notice: Notice) -> str:
    """When a notice ends, by the clock of its office."""
    return words.at(notice.over_at, words.ZONES[assessment.bodies[body].body.time_zone])


def _listed(items: Iterable[str]) -> list[str]:
    every = [shown(item, 200) for item in items]
    rest = len(every) - _MOST
    return [f"  {item}" for item in every[:_MOST]] + ([f"  dan {rest} lainnya"] if rest > 0 else [])


def no_sound_version(looked_at: int, *, shallow: bool) -> str:
    """Nothing to build on: why, and what to do."""
    if shallow:
        return (
            f"{looked_at} versi yang terambil semuanya diblokir, dan riwayat gudang ini hanya terambil sebagian; ambil "
            "seluruhnya dengan git fetch --unshallow, atau isi fetch-depth: 0 pada actions/checkout "
            "(the clone is shallow; run git fetch --unshallow, or set fetch-depth: 0)"
        )
    more = "; tunjuk versi yang lebih lama dengan --base" if looked_at >= MOST_VERSIONS else ""
    return (
        f"tidak satu pun dari {looked_at} versi terakhir dapat dipakai sebagai dasar{more}. Perbaiki data terbaru "
        "(terbuka check), dan umumkan lewat saluran lain sambil menunggu (no earlier version is sound)"
    )


def no_repository() -> str:
    return (
        "data terbaru diblokir, dan tanpa gudang git tidak ada versi baik untuk dipakai; jalankan di hasil git clone, "
        "atau perbaiki dahulu yang disebut terbuka check (not a git repository, so there is no sound version)"
    )
