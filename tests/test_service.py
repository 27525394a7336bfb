"""The registers of the service on a day: stories that a lawyer can read, figures, the safe window, the agenda.

``tests/scenarios/layanan/*.yml``: a row of a register and what must follow on a day, by the law of this repository.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shelves
import trees
from shelves import altered
from terbuka import cli
from terbuka.desk import agenda_report
from terbuka.duties.agenda import Agenda, Item, When
from terbuka.duties.corpus import Corpus
from terbuka.features.service.agenda import CLOCK
from terbuka.features.service.figures import by_year, figures, median, p90
from terbuka.features.service.judge import service_of
from terbuka.features.service.record import REGISTERS, Complaint, Dispute, Objection, Request, Service, Timeliness
from terbuka.kit import icalendar
from terbuka.law.body import Body
from terbuka.law.clocks import Clockwork, due
from terbuka.law.law import Law
from terbuka.law.workdays import working_days_after
from terbuka.portal.agenda import SOURCES, agenda
from terbuka.record.records import build
from terbuka.record.strict_yaml import parse

CLASSES = {"permohonan": Request, "keberatan": Objection, "sengketa": Dispute, "pengaduan": Complaint}
SCENARIOS = sorted((trees.TESTS / "scenarios/layanan").glob("*.yml"))
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return trees.records()


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Law:
    return corpus.laws["id"]


def body(**rest: Any) -> Body:
    return Body(
        id="kantor",
        name="Kantor Uji",
        short_name="Kantor Uji",
        sample=False,
        stage="berjalan",
        form="unit-kerja",
        jurisdiction_id="id",
        ppid_role="pelaksana",
        traits={"jenis_badan": "pemerintah-daerah"},
        time_zone="Asia/Makassar",
        source="Karangan",
        **rest,
    )


def row(corpus: Corpus, register: str, cells: dict[str, Any]) -> Any:
    given: dict[str, Any] = {"id_publik": "uji", "topik": "anggaran", "kanal": "langsung"}
    return build(CLASSES[register], given | cells, corpus.schemas[register].columns)


def served(corpus: Corpus, on: date, **cells: Any) -> Service:
    """The service of an office with the given rows by register."""
    records = shelves.records(body=cells.pop("body", body()))
    for register, rows in cells.items():
        records = altered(records, **{register: tuple(row(corpus, register, cells_) for cells_ in rows)})
    return service_of(records, corpus.laws["id"], on)


# --- stories -----------------------------------------------------------------------------------------------


def stories() -> Iterator[Any]:
    for file in SCENARIOS:
        node, problems = parse(file.read_text("utf-8"), file.name)
        assert node is not None, problems
        for entry in node.entries:
            story = entry.plain()
            assert story.keys() == {"nama", "register", "baris", "harapan"}, story["nama"]
            yield pytest.param(story, id=f"{file.stem}:{entry.line} {story['nama']}")


@pytest.mark.parametrize("story", list(stories()))
def test_story(story: dict[str, Any], corpus: Corpus) -> None:
    register = story["register"]
    for expected in story["harapan"]:
        on = date.fromisoformat(expected["hari"])
        made = served(corpus, on, **{register: [story["baris"]]})
        assert described(made, register) == {key: value for key, value in expected.items() if key != "hari"}, on


def described(made: Service, register: str) -> dict[str, Any]:
    if not made.cases[register]:
        return {"tahap": "belum-ada"}
    (case,) = made.cases[register]
    told: dict[str, Any] = {
        "tahap": case.stage.value,
        "waktu": case.timeliness.value if case.timeliness else None,
        "hari_kerja": str(case.days) if case.days is not None else None,
        "berjalan": {c.deadline.id: str(c.due_on or "tidak-ada") for c in case.running},
        "perki": {c.deadline.id: str(c.later_due_on) for c in case.running if c.later_due_on},
        "menunggu": {c.deadline.id: str(c.missing_year) for c in case.running if c.missing_year},
        "selambatnya": [c.deadline.id for c in case.running if c.by_bound],
        "anggapan": [c.deadline.id for c in case.running if c.assumed],
        "semula": {c.deadline.id: str(c.moved_from) for c in case.running if c.moved_from},
        "kekurangan": made.gaps[0].clock.deadline.id if made.gaps else None,
    }
    return {key: value for key, value in told.items() if value}


# --- two windows, moving clocks ----------------------------------------------------------------------------


def test_a_row_may_have_two_due_days(law: Law) -> None:
    """Received 26 March 2025, complete 9 April: by the Act 21 April, by the Perki 24 April."""
    work = Clockwork(law)
    days = {"diterima_pada": date(2025, 3, 26), "dinyatakan_lengkap_pada": date(2025, 4, 9), "diperpanjang_pada": None}
    dues = work.all_due(law.deadlines["pemberitahuan"], days, date(2025, 4, 9))
    assert [d.count.due_on for d in dues if d] == [date(2025, 4, 21), date(2025, 4, 24)]
    assert [s.by for s in law.deadlines["pemberitahuan"].starts] == ["uu", "perki"]


def test_a_day_off_decreed_later_moves_a_running_clock(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    moved = due(law, "pemberitahuan", date(2025, 8, 6))
    assert (moved.moved_from, moved.count.due_on) == (date(2025, 8, 20), date(2025, 8, 21))
    assert [s.on for s in moved.moved_by] == [date(2025, 8, 18)]
    known = due(law, "pemberitahuan", date(2025, 8, 11))
    assert (known.moved_from, known.count.due_on) == (None, date(2025, 8, 26)), "decreed on 7 August, before the start"
    assert cli.main(["deadline", "tanggapan-keberatan", "2025-07-14", "--root", str(trees.portal())]) == 0
    out = capsys.readouterr().out
    assert "paling lambat Selasa 2025-08-26\n" in out
    assert "  Semula Senin 2025-08-25, bergeser karena libur 2025-08-18 ditetapkan 2025-08-07.\n" in out


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2027, 6, 1)), st.integers(0, 120))
def test_days_between_undo_counting(start: date, days: int) -> None:
    corpus = trees.records()
    work = Clockwork(corpus.laws["id"])
    end = working_days_after(start, days, work.calendar).due_on
    assert work.days_between(start, end, "hari-kerja") == days
    assert work.days_between(start, end, "hari-kalender") == (end - start).days
    assert work.days_between(date(2018, 12, 3), end, "hari-kerja") is None


MOMENTS = st.dates(date(2026, 6, 1), date(2026, 7, 15))


@settings(deadline=None, max_examples=40)
@given(
    st.fixed_dictionaries(
        {"diterima_pada": st.dates(date(2026, 6, 1), date(2026, 6, 12))},
        optional={
            "dicatat_pada": MOMENTS,
            "diminta_perbaikan_pada": MOMENTS,
            "surat_kurang_diterima_pada": MOMENTS,
            "diperbaiki_pada": MOMENTS,
            "dinyatakan_lengkap_pada": MOMENTS,
            "diperpanjang_pada": MOMENTS,
            "dijawab_pada": MOMENTS,
            "dicabut_pada": MOMENTS,
        },
    )
)
def test_what_is_late_stays_late(days: dict[str, date]) -> None:
    """On whatever days things happen: once late by its last day, a request is late on every day after."""
    corpus = trees.records()
    cells = {name: day.isoformat() for name, day in days.items() if day >= days["diterima_pada"]}
    request = row(corpus, "permohonan", cells)
    records = shelves.records(body=body(), requests=(request,))
    was_late = False
    for n in range(50):
        made = service_of(records, corpus.laws["id"], request.received_on + timedelta(days=n))
        (case,) = made.cases["permohonan"]
        late = case.timeliness is Timeliness.LATE
        assert late or not was_late, (request, n)
        was_late = late


# --- figures -----------------------------------------------------------------------------------------------


def test_median_and_ninetieth_percentile_are_exact() -> None:
    assert (median([]), p90([])) == (None, None)
    assert (median([3]), p90([3])) == (3, 3)
    assert (median([1, 2]), p90([1, 2])) == (Fraction(3, 2), 2)
    assert (median([1, 2, 9]), p90(list(range(1, 11)))) == (2, 9)
    assert p90(list(range(1, 12))) == 10, "nine of eleven are not nine tenths"


ROWS = [
    {"diterima_pada": "2025-12-22", "dicatat_pada": "2025-12-22", "dijawab_pada": "2026-01-09"},
    {"diterima_pada": "2026-01-05", "dicatat_pada": "2026-01-05", "dijawab_pada": "2026-01-06"},
    {"diterima_pada": "2026-03-02", "dicatat_pada": "2026-03-02", "dijawab_pada": "2026-03-04"},
    {"diterima_pada": "2026-03-03", "dicatat_pada": "2026-03-03", "dicabut_pada": "2026-03-04"},
    {"diterima_pada": "2026-05-04", "dicatat_pada": "2026-05-04"},
    {"diterima_pada": "2026-07-01", "dicatat_pada": "2026-07-01"},
    {"diterima_pada": "2026-05-04", "dicatat_pada": "2026-05-04", "dicabut_pada": "2026-06-15"},
    {"diterima_pada": "2018-11-15", "dicatat_pada": "2018-11-15", "dijawab_pada": "2018-12-20"},
]


def test_figures_by_year_and_month(corpus: Corpus) -> None:
    cells_ = ROWS[:6]
    rows = [{"id_publik": f"p-{n}", "putusan": "dikabulkan-seluruhnya", **cells} for n, cells in enumerate(cells_)]
    rows[2] |= {"putusan": "ditolak", "alasan_tolak": ["pengecualian-17-h", "pengecualian-17-i"]}
    made = served(corpus, DAY, permohonan=rows).years["permohonan"]
    assert [(y.year, y.since, y.until) for y in made] == [
        (2026, date(2026, 1, 1), DAY),
        (2025, date(2025, 12, 1), date(2025, 12, 31)),
    ]
    newest, oldest = made
    assert (newest.total.received, newest.total.answered, newest.total.in_time) == (4, 2, 2), "July has not come yet"
    assert (newest.total.open, newest.total.open_late, newest.total.withdrawn) == (1, 1, 1)
    assert (newest.total.median, newest.total.p90) == (Fraction(3, 2), 2)
    assert (newest.answers[2], oldest.answers) == (0, {4: 1})
    assert (newest.medians, oldest.medians) == ({1: Fraction(3, 2), 2: None}, {4: Fraction(11)})
    assert newest.total.refusals == {"pengecualian-17-h": 1, "pengecualian-17-i": 1}
    assert (oldest.total.late, oldest.total.slowest) == (1, 11)
    assert [m for m, f in newest.months.items() if not f.received] == [2, 4, 6], "nil is a result, and not hidden"


def test_nobody_who_waits_too_long_is_left_out_of_in_time(corpus: Corpus) -> None:
    """Answered in time, answered late, open and late, withdrawn when late: one of four; one waits, one left in time."""
    rows = [
        {"diterima_pada": "2026-05-04", "dijawab_pada": "2026-05-06", "diberikan_pada": "2026-06-08"},
        {"diterima_pada": "2026-05-04", "dijawab_pada": "2026-06-08"},
        {"diterima_pada": "2026-05-05"},
        {"diterima_pada": "2026-05-05", "dicabut_pada": "2026-06-15"},
        {"diterima_pada": "2026-06-29"},
        {"diterima_pada": "2026-05-05", "dicabut_pada": "2026-05-06"},
    ]
    rows = [{"id_publik": f"p-{n}", "putusan": "dikabulkan-sebagian", **cells} for n, cells in enumerate(rows)]
    made = served(corpus, DAY, permohonan=rows)
    assert [case.kept for case in made.cases["permohonan"]] == [True, False, False, False, None, None]
    total = made.years["permohonan"][0].total
    assert (total.in_time, total.late, total.open_late, total.ended_late) == (1, 1, 1, 1)
    assert (total.judged, total.missed) == (4, 3)
    assert (total.answered, total.withdrawn, total.open) == (2, 2, 2)
    assert (total.days_counted, total.median) == (2, Fraction(11)), "of two answers, after 2 and 20 working days"
    assert (total.granted, total.given, total.give_counted, total.give_median) == (2, 1, 1, 20), "given long after"


@settings(deadline=None)
@given(st.lists(st.sampled_from(range(len(ROWS))), max_size=12))
def test_every_case_is_counted_once(chosen: list[int]) -> None:
    corpus = trees.records()
    rows = [{"id_publik": f"p-{n}", "putusan": "ditolak", **ROWS[i]} for n, i in enumerate(chosen)]
    total = figures(served(corpus, DAY, permohonan=rows).cases["permohonan"])
    assert total.received == total.answered + total.withdrawn + total.incomplete + total.open
    assert total.answered == total.in_time + total.late + total.uncounted
    assert total.judged == total.in_time + total.late + total.open_late + total.ended_late
    waiting, left = total.open - total.open_late, total.withdrawn + total.incomplete - total.ended_late
    assert total.received == total.judged + waiting + left + total.uncounted, "nobody is left out, nobody twice"


def test_no_data_is_not_nil(corpus: Corpus) -> None:
    """No register; an empty one of unknown age; an empty one that has been kept since a day."""
    assert served(corpus, DAY).cases == {}
    assert served(corpus, DAY, permohonan=[]).years == {"permohonan": ()}
    kept = served(corpus, DAY, body=body(registers_since=date(2026, 5, 4)), permohonan=[]).years["permohonan"]
    assert [(y.since, y.until, list(y.months), y.total.received) for y in kept] == [(date(2026, 5, 4), DAY, [5, 6], 0)]
    assert by_year((), date(2027, 1, 1), DAY) == (), "a register that starts later has no figures yet"


# --- agenda ------------------------------------------------------------------------------------------------


def item(**rest: Any) -> Item:
    given: dict[str, Any] = {
        "body_id": "kantor",
        "body_name": "Kantor Uji",
        "kind": CLOCK,
        "id": "p-1/pemberitahuan",
        "title": "Jawaban: p-1",
        "due_on": DAY,
        "when": When.TODAY,
    }
    return Item(**{**given, **rest})


def test_the_agenda_of_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    root = str(trees.portal())
    assert cli.main(["due", "--root", root, "--body", "biro-contoh", "--format", "json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)["badan"]
    assert made["pada"] == "2026-06-30"
    days = [i["jatuh_tempo"] for i in made["butir"]]
    assert days == sorted(days)
    assert {i["jenis"] for i in made["butir"]} == {
        "kewajiban",
        "batas-waktu",
        "pernyataan",
        "dikecualikan",
        "pelatihan",
        "capaian",
        "data",
    }
    assert not [i for i in made["butir"] if i["keadaan"] == "lewat"]
    assert cli.main(["due", "--root", root, "--body", "biro-contoh", "--on", "2026-07-07"]) == 0
    text = capsys.readouterr().out
    assert "  LEWAT (" in text
    assert "Jumat 2026-07-03, 4 hari yang lalu\n" in text
    assert cli.main(["due", "--root", root, "--body", "biro-contoh", "--format", "markdown"]) == 0
    task = "- [ ] **2026-07-01**, 1 hari lagi: Melengkapi permohonan yang kurang&#58; pi-2026-038"
    assert task in capsys.readouterr().out
    assert cli.main(["due", "--root", root, "--body", "dinas"]) == 2
    assert "badan “dinas” tidak ada; yang ada: biro-contoh" in capsys.readouterr().err


def test_a_clock_that_no_calendar_covers_is_not_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, trees.TESTS / "cases/layanan-tanpa-kalender", ("expected.txt",))
    words = ["due", "--root", str(root), "--on", str(trees.DAY)]
    assert cli.main(words) == 0
    assert (
        "\n  Belum dapat dihitung: 2 batas waktu yang berjalan, karena kalendernya belum ada.\n"
        in capsys.readouterr().out
    )
    assert cli.main([*words, "--format", "json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)["badan"]
    assert made["belum_dapat_dihitung"] == 2
    assert "batas-waktu" not in {i["jenis"] for i in made["butir"]}


def test_a_further_source_is_one_function(monkeypatch: pytest.MonkeyPatch, corpus: Corpus) -> None:
    from terbuka.portal.judging import assess

    made = assess(corpus, dict.fromkeys(corpus.bodies, DAY))
    monkeypatch.setattr(
        "terbuka.portal.agenda.SOURCES", [*SOURCES, lambda one: iter([item(body_id=one.body.id, id="x")])]
    )
    assert sum(i.id == "x" for i in agenda(made).items) == len(made.bodies)


def test_markdown_of_hostile_text() -> None:
    hostile = "@semua [x](javascript:1) <img> ~~x~~ $y$ | `kode` https://x.example www.x.example #1"
    on = dict.fromkeys(["biro"], DAY)
    made = Agenda(
        items=(item(body_id="biro", title=hostile),),
        on=on,
        names={"biro": hostile},
        missing={"biro": 0},
        uncounted={"biro": 0},
    )
    heading, _, _, _, line = agenda_report.as_markdown(made).splitlines()
    harmless = (
        "&#64;\u200bsemua &#91;x&#93;&#40;javascript&#58;1&#41; &#60;img&#62; &#126;&#126;x&#126;&#126; &#36;y&#36; "
        "&#124; &#96;kode&#96; https&#58;\u200b//x.example www\u200b.x.example &#35;\u200b1"
    )
    assert heading.startswith(f"## {harmless}")
    assert harmless in line


def read_calendar(data: bytes) -> list[list[tuple[str, str]]]:
    """Events of a calendar, read strictly by RFC 5545: line ends, length, folding, nesting, needed properties."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in raw)
    assert all(len(line) <= 75 for line in raw)
    lines: list[str] = []
    for part in (line.decode("utf-8") for line in raw):  # each part is whole letters
        if part.startswith(" "):
            lines[-1] += part[1:]
        else:
            lines.append(part)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{icalendar.PRODUCT}"]
    assert lines[-1] == "END:VCALENDAR"
    open_, events = [], []
    for line in lines:
        name, _, value = line.partition(":")
        assert name == name.upper()
        if name == "BEGIN":
            open_.append(value)
            events += [[]] if value == "VEVENT" else []
        elif name == "END":
            assert open_.pop() == value
        elif open_[-1] == "VEVENT":
            events[-1].append((name, value))
    assert open_ == []
    for event in events:
        named = dict(event)
        assert len(named) == len(event), "no property twice"
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= named.keys()
        start, end = (date.fromisoformat(named[f"{n};VALUE=DATE"]) for n in ("DTSTART", "DTEND"))
        assert end - start == timedelta(days=1)
    uids = [dict(e)["UID"] for e in events]
    assert len(set(uids)) == len(uids)
    return events


def unescaped(value: str) -> str:
    return value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_makes_a_sound_calendar(text: str) -> None:
    data = icalendar.calendar("Uji", [item(title=text.replace("\\", "/"))], {"kantor": DAY}, alarm=True)
    (event,) = read_calendar(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "/")
    expected = "".join(c for c in lines if unicodedata.category(c) not in ("Cc", "Cs") or c == "\n")
    assert unescaped(dict(event)["SUMMARY"]) == expected


def test_the_calendar_of_the_office(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["due", "--root", str(trees.portal()), "--body", "biro-contoh", "--format", "ics"]) == 0
    data = capfdbinary.readouterr().out
    events = read_calendar(data)
    assert any("pi-2026-037" in dict(e)["SUMMARY"] for e in events)
    assert data.count(b"BEGIN:VALARM") == len(events)


def test_published_files_hold_no_exact_day_of_a_request(corpus: Corpus) -> None:
    """What the site shows of a request: its month, never its day, its number or who asked."""
    from terbuka.base.page import File
    from terbuka.portal.judging import assess
    from terbuka.portal.pages import render

    made = assess(corpus, dict.fromkeys(corpus.bodies, DAY))
    files = {
        f.path: f.content.decode("utf-8", "replace")
        for f in render(corpus, made)
        if isinstance(f, File) and not f.source
    }
    register = files["api/v1/biro-contoh/CONTOH-register-permohonan.csv"]
    header, *lines = register.splitlines()
    assert "nomor" not in header
    assert "jenis_pemohon" not in header
    assert len(lines) == 154
    ours = corpus.bodies["biro-contoh"].rows(Request) or ()
    calendar = files["api/v1/biro-contoh/batas-waktu.ics"]
    assert "pi-2026" not in calendar
    read_calendar(calendar.encode())
    for request in ours:
        for path in ("CONTOH-register-permohonan.csv", "CONTOH-register-permohonan.json"):
            text = files[f"api/v1/biro-contoh/{path}"]
            assert str(request.received_on) not in text.replace('"pada": "2026-06-30"', "")
            assert str(request.number) not in text
    statistics = json.loads(files["api/v1/biro-contoh/statistik.json"])
    assert statistics["register"]["permohonan"][1]["setahun"]["diterima"] == 84
    other = json.loads(files["api/v1/biro-rintisan/statistik.json"])
    assert other["register"] == dict.fromkeys(REGISTERS)


def test_the_register_pages_through_the_rest(corpus: Corpus) -> None:
    """Newest first, 250 rows a page, no row twice and none lost, each page light; hostile text is escaped."""
    from terbuka.base.page import Page
    from terbuka.portal.judging import assess
    from terbuka.portal.pages import render

    sample = corpus.bodies["biro-contoh"]
    first = (sample.rows(Request) or ())[0]
    many = tuple(
        replace(first, id=f"p-{n:04}", received_on=date(2024, 7, 1) + timedelta(days=n), subject="<b>tebal</b>")
        for n in range(600)
    )
    bodies = {"biro-contoh": altered(sample, requests=many, objections=(), disputes=(), complaints=None)}
    few = replace(corpus, bodies=bodies)
    made = assess(few, {"biro-contoh": DAY})
    pages = {p.path: p for p in render(few, made) if isinstance(p, Page)}
    found = []
    for path in ("", "halaman-2/", "halaman-3/"):
        page = pages[f"biro-contoh/register-permohonan/{path}index.html"]
        assert len(gzip.compress(page.article.encode())) < 110_000
        assert "<b>tebal</b>" not in page.article
        assert page.indexed == (path == "")
        found += re.findall(r'<th scope="row">(p-[0-9]+)<br>', page.article)
    assert found == [f"p-{n:04}" for n in range(599, -1, -1)]
    assert "biro-contoh/register-permohonan/halaman-4/index.html" not in pages
    told = pages["biro-contoh/statistik/index.html"].article
    assert "Nihil: tidak ada keberatan dari 1 Juli 2024 sampai 30 Juni 2026." in told
    assert "Register pengaduan belum dimuat di portal ini. Itu bukan berarti tidak ada pengaduan." in told


def test_the_gate_counts_open_cases_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A body that is starting up shows its late requests to itself and is not red."""
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, trees.TESTS / "cases/layanan-lewat", ("expected.txt",))
    assert cli.main(["check", "--root", str(root), "--on", "2026-06-30"]) == 3
    assert "p-2026-04" not in capsys.readouterr().out, "a late answer that was given is history"
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: rintisan")
    assert cli.main(["check", "--root", str(root), "--on", "2026-06-30"]) == 0
