"""Counting working days: tables whose names carry the weekday, a naive count, reported lists of days off.

``tests/scenarios/batas-waktu/*.yml``: every clock of the law as a count by hand, day by day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from terbuka import cli
from terbuka.duties.corpus import Corpus
from terbuka.law.body import Body, LocalDayOff
from terbuka.law.clocks import CannotCount, Due, calendar_of, due
from terbuka.law.law import Law
from terbuka.law.workdays import Calendar, Holiday, NoCalendar, working_days_after, working_days_before
from terbuka.record.strict_yaml import parse

ROOT = trees.REPOSITORY
YEARS = range(2020, 2028)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.own()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.laws["id"]


@pytest.fixture(scope="module")
def calendar(law: Law) -> Calendar:
    return calendar_of(law)


#: Received -> the 10th, 17th and 30th working day; and the 10th when cuti bersama is forgotten, to show the harm.
VECTORS = {
    "Wednesday 2024-04-03, Lebaran": ("2024-04-03", "2024-04-25", "2024-05-07", "2024-05-30", "2024-04-19"),
    "Wednesday 2025-03-26, Nyepi and Lebaran": ("2025-03-26", "2025-04-21", "2025-04-30", "2025-05-22", "2025-04-11"),
    "Monday 2025-08-11, 18 August added late": ("2025-08-11", "2025-08-26", "2025-09-04", "2025-09-24", "2025-08-25"),
    "Tuesday 2026-02-10, Imlek": ("2026-02-10", "2026-02-26", "2026-03-09", "2026-04-02", "2026-02-25"),
    "Friday 2026-03-13, Nyepi and Lebaran": ("2026-03-13", "2026-04-06", "2026-04-15", "2026-05-05", "2026-03-30"),
}


@pytest.mark.parametrize("name", VECTORS)
def test_known_counts(name: str, calendar: Calendar) -> None:
    received, ten, seventeen, thirty, forgotten = (date.fromisoformat(d) for d in VECTORS[name])
    assert received.strftime("%A") == name.split(maxsplit=1)[0]
    assert working_days_after(received, 10, calendar).due_on == ten
    assert working_days_after(received, 17, calendar).due_on == seventeen
    assert working_days_after(received, 30, calendar).due_on == thirty
    national = {d: h for d, h in calendar.holidays.items() if h.kind != "cuti-bersama"}
    assert working_days_after(received, 10, Calendar(holidays=national, years=calendar.years)).due_on == forgotten


def test_day_zero_is_the_day_of_the_event(calendar: Calendar) -> None:
    monday = date(2026, 7, 6)
    assert working_days_after(monday, 0, calendar).due_on == monday
    assert working_days_after(monday, 1, calendar).due_on == date(2026, 7, 7)
    assert working_days_after(date(2026, 7, 10), 1, calendar).due_on == date(2026, 7, 13), "Friday to Monday"
    assert working_days_after(date(2026, 7, 11), 1, calendar).due_on == date(2026, 7, 13), "Saturday to Monday"


def test_every_start_day_against_a_naive_count(calendar: Calendar) -> None:
    """For every day of 2020-2026 and the legal lengths, walk day by day over the library's own calendar."""
    off = set(holidays.ID(years=YEARS, categories=("public", "government")))
    start = date(2020, 1, 1)
    while start <= date(2026, 12, 31):
        left, here, expected = 30, start, {}
        while left and here.year <= 2027:
            here += timedelta(days=1)
            if here.weekday() < 5 and here not in off:
                left -= 1
                expected[30 - left] = here
        for days in (3, 10, 14, 17, 30):
            assert working_days_after(start, days, calendar).due_on == expected[days], (start, days)
        start += timedelta(days=1)


#: Days off as press reports of the decrees, their changes and the election days listed them; put together apart from
#: the data. The decree for 2022 named 9 July for Idul Adha, a Saturday; it became Sunday the 10th.
REPORTED = {
    2020: {
        "libur-nasional": "01-01 01-25 03-22 03-25 04-10 05-01 05-07 05-21 05-24 05-25 06-01 07-31 08-17 08-20 "
        "10-29 12-09 12-25",
        "cuti-bersama": "08-21 10-28 10-30 12-24 12-31",
    },
    2021: {
        "libur-nasional": "01-01 02-12 03-11 03-14 04-02 05-01 05-13 05-14 05-26 06-01 07-20 08-11 08-17 10-20 12-25",
        "cuti-bersama": "05-12",
    },
    2022: {
        "libur-nasional": "01-01 02-01 02-28 03-03 04-15 05-01 05-02 05-03 05-16 05-26 06-01 07-10 07-30 08-17 "
        "10-08 12-25",
        "cuti-bersama": "04-29 05-04 05-05 05-06",
    },
    2023: {
        "libur-nasional": "01-01 01-22 02-18 03-22 04-07 04-22 04-23 05-01 05-18 06-01 06-04 06-29 07-19 08-17 "
        "09-28 12-25",
        "cuti-bersama": "01-23 03-23 04-19 04-20 04-21 04-24 04-25 06-02 06-28 06-30 12-26",
    },
    2024: {
        "libur-nasional": "01-01 02-08 02-10 02-14 03-11 03-29 03-31 04-10 04-11 05-01 "
        "05-09 05-23 06-01 06-17 07-07 08-17 09-16 11-27 12-25",
        "cuti-bersama": "02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26",
    },
    2025: {
        "libur-nasional": "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 "
        "05-12 05-29 06-01 06-06 06-27 08-17 09-05 12-25",
        "cuti-bersama": "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26",
    },
    2026: {
        "libur-nasional": "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 "
        "05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25",
        "cuti-bersama": "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
    },
}


@pytest.mark.parametrize("year", REPORTED)
def test_calendar_equals_the_reported_decrees(year: int, law: Law) -> None:
    """The check of the dates that does not share their origin."""
    (ours,) = (y for y in law.calendar_years if y.year == year)
    for kind, days in REPORTED[year].items():
        assert {d.on.strftime("%m-%d") for d in ours.days if d.kind == kind} == set(days.split()), (year, kind)
    assert (ours.status, bool(ours.decree)) == ("tetap", True)


@pytest.mark.parametrize("year", YEARS)
def test_calendar_equals_the_library(year: int, law: Law) -> None:
    """The first lists were made with this library, so today this only guards them: a difference means that a
    newer library or a correction of ours knows something the other does not, a question to be answered.
    """
    (ours,) = (y for y in law.calendar_years if y.year == year)
    kinds = {
        "libur-nasional": set(holidays.ID(years=year, categories=("public",))),
        "cuti-bersama": set(holidays.ID(years=year, categories=("government",))),
    }
    for kind, theirs in kinds.items():
        mine = {d.on for d in ours.days if d.kind == kind}
        assert mine == theirs, f"{kind} {year}: only here {sorted(mine - theirs)}, only there {sorted(theirs - mine)}"
    assert (ours.status, bool(ours.decree)) == ("tetap", True)


#: Day off -> the day of the decree that brought it in the course of its year, as reported.
DECREED_LATE = {
    "2020-08-21": "2020-03-09",
    "2020-10-28": "2020-04-09",
    "2020-10-30": "2020-03-09",
    "2020-12-09": "2020-11-27",
    "2020-12-31": "2020-04-09",
    "2021-08-11": "2021-06-18",
    "2021-10-20": "2021-06-18",
    "2022-04-29": "2022-04-07",
    "2022-05-04": "2022-04-07",
    "2022-05-05": "2022-04-07",
    "2022-05-06": "2022-04-07",
    "2023-04-19": "2023-03-29",
    "2023-04-20": "2023-03-29",
    "2023-06-28": "2023-06-16",
    "2023-06-30": "2023-06-16",
    "2024-02-14": "2024-02-06",
    "2024-11-27": "2024-11-21",
    "2025-08-18": "2025-08-07",
}


def test_days_that_were_decreed_late_name_their_decree(law: Law) -> None:
    late = [d for y in law.calendar_years for d in y.days if d.decreed_on]
    assert {str(d.on): str(d.decreed_on) for d in late} == DECREED_LATE
    assert all(d.decree and re.search(r"Nomor \d", d.decree) for d in late), "by number"
    assert all(re.search(r"\d", y.decree or "") and y.note for y in law.calendar_years)


def test_the_decree_of_2027_is_named_and_said_to_be_unread(law: Law) -> None:
    (year,) = (y for y in law.calendar_years if y.year == 2027)
    assert year.decree is not None
    assert year.note is not None
    assert all(part in year.decree for part in ("15 September 2026", "Nomor 1205", "Ketenagakerjaan Nomor 3", "PANRB"))
    assert [sum(d.kind == kind for d in year.days) for kind in ("libur-nasional", "cuti-bersama")] == [18, 8]
    assert "beberapa sumber terbuka yang sepakat" in year.note
    assert "belum dicocokkan dengan naskahnya" in year.note


@given(st.dates(date(2024, 2, 1), date(2027, 6, 30)), st.integers(1, 60))
def test_counting_back_undoes_counting_forward(start: date, days: int) -> None:
    law_days = {date(2025, 1, 1) + timedelta(days=n * 9): Holiday(on=date.min, kind="", name="x") for n in range(100)}
    calendar = Calendar(holidays=law_days, years=frozenset(range(2023, 2029)))
    forward = working_days_after(start, days, calendar)
    back = working_days_before(forward.due_on, days, calendar).due_on
    assert back <= start or calendar.off(start) is not None
    assert working_days_after(back, days, calendar).due_on == forward.due_on
    between = (forward.due_on - start).days
    assert between == days + len(forward.skipped)


def test_a_year_without_a_list_is_never_guessed(calendar: Calendar) -> None:
    with pytest.raises(NoCalendar) as found:
        working_days_after(date(2027, 12, 20), 30, calendar)
    assert found.value.year == 2028


def guessed(law: Law, year: int) -> Law:
    """The law with the calendar of a year as an estimate, as it stands before its decree."""
    years = tuple(replace(y, status="perkiraan", decree=None) if y.year == year else y for y in law.calendar_years)
    return replace(law, calendar_years=years)


def test_an_estimated_year_says_so(law: Law) -> None:
    assert not due(law, "pemberitahuan", date(2027, 7, 1)).count.estimated, "decided"
    law = guessed(law, 2027)
    assert not due(law, "pemberitahuan", date(2026, 12, 1)).count.estimated
    assert due(law, "pemberitahuan", date(2026, 12, 21)).count.estimated
    assert due(law, "pemberitahuan", date(2027, 7, 1)).count.estimated, "even where no holiday is met"


CLOCKS = {"kelengkapan": 3, "perbaikan": 3, "pemberitahuan": 10, "pengajuan-keberatan": 30}
CLOCKS |= {"tanggapan-keberatan": 30, "pengajuan-sengketa": 14, "nomor-pendaftaran": 0}


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_clocks_of_the_law(clock: str, law: Law) -> None:
    made = due(law, clock, date(2026, 7, 6))
    assert made.days == CLOCKS[clock]
    assert made.articles
    if clock == "pemberitahuan":
        assert due(law, clock, date(2026, 7, 6), extended=True).days == 17
    else:
        with pytest.raises(CannotCount, match="tidak dapat diperpanjang"):
            due(law, clock, date(2026, 7, 6), extended=True)


def test_a_day_before_the_rule_is_refused(law: Law) -> None:
    with pytest.raises(CannotCount, match="baru berlaku mulai 2021-06-30"):
        due(law, "kelengkapan", date(2021, 6, 29))


# --- every clock, counted by hand ------------------------------------------------------------------------

STORY_KEYS = {"nama", "tenggat", "mulai", "dihitung", "jatuh_tempo", "semula", "diperpanjang", "libur_setempat"}


def stories() -> Iterator[Any]:
    for file in sorted((trees.TESTS / "scenarios/batas-waktu").glob("*.yml")):
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() <= STORY_KEYS, f"{file.name}:{entry.line}: {story.keys() - STORY_KEYS}"
            yield pytest.param(story, id=f"{file.stem}:{entry.line} {story['nama']}")


def counted(story: dict[str, Any], corpus: Corpus) -> Due:
    """The clock of the story; ``libur_setempat`` (day off -> day of its decree) are days off of the sample's office."""
    off = tuple(
        LocalDayOff(
            on=date.fromisoformat(on), name="Libur uji", decree="Keputusan uji", decreed_on=date.fromisoformat(made)
        )
        for on, made in story.get("libur_setempat", {}).items()
    )
    body: Body = replace(corpus.bodies["biro-contoh"].body, local_days_off=off)
    start = date.fromisoformat(story["mulai"])
    return due(corpus.laws["id"], story["tenggat"], start, extended=story.get("diperpanjang") == "ya", body=body)


@pytest.mark.parametrize("story", list(stories()))
def test_counted_by_hand(story: dict[str, Any], corpus: Corpus) -> None:
    made = counted(story, corpus)
    by_hand = [
        date.fromisoformat(f"{month}-{int(day):02}")
        for month, days in story.get("dihitung", {}).items()
        for day in days.split()
    ]
    assert str(made.count.due_on) == story["jatuh_tempo"]
    assert (str(made.moved_from) if made.moved_from else None) == story.get("semula")
    if made.deadline.unit != "hari-kerja":
        assert (by_hand, made.count.skipped) == ([], ())
        return
    assert len(by_hand) == made.days
    assert [made.count.start, *by_hand][-1] == made.count.due_on
    passed = walked(made) - {made.count.start}
    assert passed - {s.on for s in made.count.skipped} == set(by_hand)


def walked(made: Due) -> set[date]:
    """All days from the first to the last one of the count."""
    first, last = sorted((made.count.start, made.count.due_on))
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def test_every_clock_is_counted_across_year_end_lebaran_and_a_late_decree(corpus: Corpus) -> None:
    """By the days themselves. A clock of no days stands on such a day; calendar days and counts back do not move."""
    law = corpus.laws["id"]
    lebaran = {d.on for y in law.calendar_years for d in y.days if "Idul Fitri" in d.name}
    decreed_late = {d.on for y in law.calendar_years for d in y.days if d.decreed_on}
    shown = set()
    for story in stories():
        made = counted(story.values[0], corpus)
        days = walked(made)
        moves = made.deadline.unit == "hari-kerja" and made.days and not made.deadline.backwards
        if len({day.year for day in days}) > 1 or (not made.days and max(days).strftime("%m-%d") == "12-31"):
            shown.add((made.deadline.id, "year end"))
        if days & lebaran:
            shown.add((made.deadline.id, "Lebaran"))
        if made.moved_from or (not moves and days & decreed_late):
            shown.add((made.deadline.id, "late decree"))
    assert shown == {(clock, what) for clock in law.deadlines for what in ("year end", "Lebaran", "late decree")}


# --- the command -----------------------------------------------------------------------------------------


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["deadline", "--root", str(ROOT), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_explains_its_count(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "perbaikan", "2026-12-22")
    assert code == 0
    assert out == (
        "Melengkapi permohonan yang kurang: paling lambat Selasa 2026-12-29\n"
        "  3 hari kerja, dihitung dari hari pemohon menerima surat keterangan tidak lengkap, "
        "Selasa 2026-12-22 (hari nol).\n"
        "  Dasar: Perki 1/2021 Pasal 33\n"
        "  Tidak dihitung, 4 hari:\n"
        "    Kamis 2026-12-24: Cuti Bersama Hari Raya Natal (SKB 3 Menteri Nomor 1497, 2, dan 5 Tahun 2025)\n"
        "    Jumat 2026-12-25: Hari Raya Natal (SKB 3 Menteri Nomor 1497, 2, dan 5 Tahun 2025)\n"
        "    Sabtu 2026-12-26\n"
        "    Minggu 2026-12-27\n"
        "  Kalender 2026: Hari libur nasional dan cuti bersama 2026. "
        "Tanggal dan nomor keputusan belum dicocokkan dengan naskahnya.\n"
    )


def test_the_command_answers_programs(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "pemberitahuan", "2026-03-13", "--extended", "--json", "--body", "biro-contoh")
    made = json.loads(out)
    assert code == 0
    assert (made["tenggat"], made["mulai"], made["jatuh_tempo"]) == ("pemberitahuan", "2026-03-13", "2026-04-15")
    assert {"tanggal", "sebab", "dasar"} <= made["dilewati"][0].keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("besok", "2026-07-06"), "batas waktu “besok” tidak dikenal; yang ada: nomor-pendaftaran"),
        (("pemberitahuan", "2027-12-28"), "belum dapat dihitung: hitungan sampai ke tahun 2028"),
        (("pemberitahuan", "2026-07-06", "--body", "dinas"), "badan “dinas” tidak ada; yang ada: biro-contoh"),
    ],
    ids=["unknown clock", "no calendar", "unknown body"],
)
def test_the_command_refuses_to_guess(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
