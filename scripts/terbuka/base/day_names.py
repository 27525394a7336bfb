"""The names of months and weekdays in Indonesian: the one table for pages, messages, readers and scripts.

Promises: plain tuples. Months begin with January; weekdays with Monday, as ``date.weekday()`` counts.
"""

from __future__ import annotations

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
