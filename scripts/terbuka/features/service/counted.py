"""How counts, shares and medians of the service are said: always of how many.

Promises: pure; one sentence for the share that kept the legal day, for every page that says it.
"""

from __future__ import annotations

from fractions import Fraction

from terbuka.features.service.record import Figures
from terbuka.kit import words

NONE = "belum ada"


def count(value: int) -> str:
    return words.number(value)


def of(part: int, whole: int) -> str:
    """``73 dari 84 (86,9 %)``; without a denominator there is no share."""
    return f"{count(part)} dari {count(whole)} ({words.number(100 * part / whole, 1)}\u00a0%)" if whole else count(part)


def among(value: Fraction | int | None, whole: int) -> str:
    """``8 (dari 80)``: a median with the number of cases that have a length."""
    return exact(value) if value is None else f"{exact(value)} (dari {count(whole)})"


def share_in_time(kept: int, judged: int, done: str) -> str:
    """Without its full stop; ``done`` is the word for an answer (``dijawab``, ``diputus``)."""
    if kept == judged:
        return f"Semua {count(judged)} yang dapat dinilai {done} dalam batas waktu; tidak ada yang lewat batas"
    return f"Dalam batas waktu: {of(kept, judged)} yang sudah {done} atau sudah lewat batas"


def in_time(f: Figures) -> str:
    """The share that kept the day, with its denominator, as every page says it; ``f.judged`` is not zero."""
    told = share_in_time(f.in_time, f.judged, "dijawab")
    if not f.missed:
        return f"{told}."
    open_late, ended = f.open_late, f.ended_late
    left = [f"{count(open_late)} masih berjalan lewat batas"] if open_late else []
    left += [f"{count(ended)} berakhir tanpa jawaban sesudah lewat batas"] if ended else []
    return f"{told}, di antaranya {words.listing(left)}." if left else f"{told}."


def exact(value: Fraction | int | None) -> str:
    if value is None:
        return NONE
    return words.exact(value)
