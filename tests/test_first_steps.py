"""The plan that a new office starts with: which duties, in which order, on which days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka.duties.first_steps import first_plan, plan_text
from terbuka.law.law import Law
from terbuka.law.record import FirstSteps
from terbuka.portal.load import load

START = date(2026, 12, 1)


def traits(kind: str) -> dict[str, str | bool]:
    return {"jenis_badan": kind, "pendidikan_umum": False, "pemberi_izin": False}


def advised(steps: str, count: int = 2) -> str:
    rows = "".join(
        f"  - {{kewajiban: {duty}, hari: {day}, alasan: Mudah., alasan_en: Easy.}}\n"
        for duty, day in (step.split() for step in steps.split(", "))
    )
    return f"jenis: saran\nbersandar_pada: Karangan.\njumlah: {count}\nlangkah:\n{rows}"


@pytest.fixture
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    """A small law with two first steps."""
    advice = {"datasets/aturan/id/langkah-pertama.yml": advised("profil-kedudukan 25, maklumat 30")}
    corpus, problems = load(trees.grow(tmp_path_factory.mktemp("hukum") / "portal", advice))
    assert problems == []
    return corpus.laws["id"]


def test_a_day_off_moves_to_the_next_working_day() -> None:
    """Seven days after 17 December 2026 the office is closed for Christmas, then it is weekend."""
    plan = first_plan(trees.records().laws["id"], "unit-kerja", traits("pemerintah-daerah"), date(2026, 12, 17))
    assert [row.due_on for row in plan[:3]] == [date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 7)]


def test_a_year_without_a_calendar_still_has_weekends(law: Law) -> None:
    days = [row.due_on for row in first_plan(law, "unit-kerja", traits("organisasi"), date(2040, 5, 1))]
    assert days == [date(2040, 5, 28), date(2040, 5, 31)]  # Saturday 26 May moves to Monday


def test_the_plan_is_a_record_that_the_portal_takes(law: Law, tmp_path: Path) -> None:
    steps = first_plan(law, "unit-kerja", traits("pemerintah-daerah"), date(2026, 6, 1))
    text = plan_text(steps, 'Kepala "Biro": satu')
    assert text == (
        "# yaml-language-server: $schema=../../../.vscode/skema/rencana.json\n"
        "# Rencana awal: saran, bukan perintah hukum. Urutan dan harinya boleh diganti; kewajibannya dari hukum.\n"
        "# Sesudah pimpinan menyetujuinya, tulis jabatannya di ditetapkan_oleh; sebelum itu portal menulis usulan.\n"
        "\n"
        "# Mudah.\n"
        "- kewajiban: profil-kedudukan\n"
        "  paling_lambat: 2026-06-26\n"
        '  ditetapkan_oleh: "Kepala \\"Biro\\": satu"\n'
        "\n"
        "# Mudah.\n"
        "- kewajiban: maklumat\n"
        "  paling_lambat: 2026-07-01\n"
        '  ditetapkan_oleh: "Kepala \\"Biro\\": satu"\n'
    )
    open_text = plan_text(steps)
    assert open_text == text.replace('  ditetapkan_oleh: "Kepala \\"Biro\\": satu"\n', "  # ditetapkan_oleh:\n")
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/rencana.yml": text})
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: rintisan")
    _, assessment, problems = trees.judged(root)
    assert assessment is not None, problems
    assert [(p.obligation_id, p.set_by) for p in assessment.bodies["kantor-uji"].records.plan or ()] == [
        ("profil-kedudukan", 'Kepala "Biro": satu'),
        ("maklumat", 'Kepala "Biro": satu'),
    ]


def test_a_law_without_advice_has_no_plan(tmp_path: Path) -> None:
    law = load(trees.grow(tmp_path / "portal"))[0].laws["id"]
    assert law.maybe(FirstSteps) is None
    assert first_plan(law, "unit-kerja", traits("pemerintah-daerah"), START) == ()
    assert plan_text(()) == ""


def test_a_duty_that_has_ended_is_not_planned() -> None:
    """Before the regulation of 2021 nothing of the list is a duty."""
    law = trees.records().laws["id"]
    early = first_plan(law, "unit-kerja", traits("pemerintah-daerah"), date(2009, 1, 1))
    assert early == ()
