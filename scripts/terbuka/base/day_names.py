"""The names of months and weekdays: the one table for pages, messages, readers and scripts.

Promises: plain tables. Months begin with January; weekdays with Monday, as ``date.weekday()`` counts.
"""

from __future__ import annotations

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _numbered(names: tuple[str, ...], further: tuple[str, ...], first: int) -> dict[str, int]:
    """Every spelling in small letters, the short one of three letters too, with its number."""
    spellings = zip(names, further, strict=True)
    return {
        word: number
        for number, (name, more) in enumerate(spellings, first)
        for word in (name.casefold(), name[:3].casefold(), *more.split())
    }


#: How people write them, with their numbers: months from 1, weekdays as ``date.weekday`` has them.
MONTH_NUMBERS = _numbered(
    MONTHS,
    (
        "january", "february peb pebruari", "march mrt", "", "may", "june",
        "july", "agt ags agust aug august", "sept", "october oct", "nop nopember", "dec december",
    ),
    1,
)  # fmt: skip
WEEKDAY_NUMBERS = _numbered(WEEKDAYS, ("", "", "", "", "jum'at", "", "ahad"), 0) | _numbered(WEEKDAYS_EN, ("",) * 7, 0)
