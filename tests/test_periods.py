"""Calendar periods, against a naive oracle that steps day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terbuka import cli
from terbuka.base import day_names, periods
from terbuka.base.periods import Period, Term

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


@pytest.mark.parametrize(
    "text", ["20260630", "2026-W27-2", "2026-6-30", "2026-02-30", "2026-06-30 ", "２０２６-06-30", ""]
)
def test_a_day_is_written_in_one_way(text: str) -> None:
    """Python's own reader of days takes the first two."""
    with pytest.raises(ValueError, match=r"day|month"):
        periods.day_of(text)


@pytest.mark.parametrize("text", ["20260630", "2026-W27-2"])
def test_the_command_takes_no_other_day(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "--on", text])
    assert ended.value.code == 2
    assert f"“{text}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-06-30" in capsys.readouterr().err


def test_month_and_day_of_each_year() -> None:
    assert periods.month_day("02-29") == (2, 29)
    assert periods.clipped(2025, 2, 29) == date(2025, 2, 28)
    for wrong in ("2-29", "13-01", "02-29x", "00-10"):
        with pytest.raises(ValueError, match="not a month and a day"):
            periods.month_day(wrong)


def test_parts_of_a_year_read_and_said() -> None:
    said = {code: (str(Term.parse(code)), Term.parse(code).short) for code in ("2025", "2025-2", "2025-t3")}
    assert said == {
        "2025": ("Tahun 2025", "2025"),
        "2025-2": ("Semester II 2025", "II 2025"),
        "2025-t3": ("Triwulan III 2025", "III 2025"),
    }
    with pytest.raises(ValueError, match="2025-t3"):
        Term.parse("2025-t3", quarters=False)


def test_how_long_something_counts() -> None:
    half = Period.parse("P6M")
    assert half.reaches(date(2025, 12, 31), date(2026, 6, 30))
    assert not half.reaches(date(2025, 12, 29), date(2026, 6, 30))
    assert not half.reaches(date(2026, 7, 1), date(2026, 6, 30)), "a day that has not come"
    assert not half.reaches(None, date(2026, 6, 30))


def test_every_name_is_its_own_spelling() -> None:
    for number, name in enumerate(day_names.MONTHS, 1):
        assert day_names.MONTH_NUMBERS[name.casefold()] == day_names.MONTH_NUMBERS[name[:3].casefold()] == number
    for number, names in enumerate(zip(day_names.WEEKDAYS, day_names.WEEKDAYS_EN, strict=True)):
        assert {day_names.WEEKDAY_NUMBERS[name.casefold()] for name in names} == {number}
