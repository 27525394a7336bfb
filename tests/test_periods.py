"""Calendar periods, against a naive oracle that steps day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terbuka.base.periods import Period

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 240)


@pytest.mark.parametrize(
    ("text", "months", "days", "words", "english"),
    [
        ("P6M", 6, 0, "6 bulan", "6 months"),
        ("P1Y", 12, 0, "1 tahun", "1 year"),
        ("P30D", 0, 30, "30 hari", "30 days"),
        ("P1Y1M1D", 13, 1, "1 tahun 1 bulan 1 hari", "1 year 1 month 1 day"),
        ("P18M", 18, 0, "1 tahun 6 bulan", "1 year 6 months"),
    ],
)
def test_parse(text: str, months: int, days: int, words: str, english: str) -> None:
    period = Period.parse(text)
    assert (period, str(period), period.in_english()) == (Period(months, days), words, english)


@pytest.mark.parametrize(
    "text", ["", "P", "P6", "6M", "P-6M", "P6M ", "PT6M", "P1W", "p6m", "P６M", "P1D1M", "P6M\n", "P0D"]
)
def test_not_a_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("day", "period", "after"),
    [
        ("2025-08-31", "P6M", "2026-02-28"),
        ("2027-08-31", "P6M", "2028-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-12-31", "P1D", "2027-01-01"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
    ],
)
def test_after(day: str, period: str, after: str) -> None:
    assert Period.parse(period).after(date.fromisoformat(day)) == date.fromisoformat(after)


def naive(day: date, months: int) -> date:
    """Walk to the first of each month; then to the same day, or to the last there is."""
    first = day.replace(day=1)
    for _ in range(months):
        first += timedelta(days=1)
        while first.day != 1:
            first += timedelta(days=1)
    found = first
    while found.day < day.day and (found + timedelta(days=1)).month == first.month:
        found += timedelta(days=1)
    return found


@given(DAYS, st.integers(0, 30))
def test_against_the_oracle(day: date, months: int) -> None:
    assert Period(months).after(day) == naive(day, months)


@given(DAYS, MONTHS, st.integers(0, 400))
def test_before_is_never_later_than_the_way_back(day: date, months: int, days: int) -> None:
    period = Period(months, days)
    assert period.before(day) <= day <= period.after(day)
    back = Period(months).before(Period(months).after(day))
    assert back == day or (back < day and day.day > 28)


@given(DAYS, DAYS, MONTHS)
def test_later_days_fall_due_later(one: date, other: date, months: int) -> None:
    first, last = sorted((one, other))
    assert Period(months).after(first) <= Period(months).after(last)
