"""What people reported and what was done: counts and approved overviews, never a row, a day or a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import trees
from shelves import altered
from terbuka.base.page import File
from terbuka.features.service import reported
from terbuka.features.service.record import Complaint
from terbuka.features.service.reported import Reported
from terbuka.kit.charts import as_csv
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.portal.judging import assess

SAMPLE, REAL = "biro-contoh", "biro-rintisan"
DAY = date(2026, 6, 30)


def view(body: str, complaints: Any = "as they are", since: date | None = date(2026, 1, 1)) -> BodyView:
    corpus = trees.records()
    records = corpus.bodies[body]
    if complaints != "as they are":
        records = altered(records, complaints=complaints, body=altered(records.body, registers_since=since))
        corpus = replace(corpus, bodies={body: records})
    return BodyView(corpus, assess(corpus, dict.fromkeys(corpus.bodies, DAY)).bodies[body], others=False)


def complaint(number: int, kind: str, decided: date | None = None, **rest: Any) -> Complaint:
    day = date(2026, 2, 2)
    return Complaint(
        id=f"ad-{number}", number=f"{number}/AD", kind=kind, channel="surel", received_on=day, complete_on=day,
        answered_on=decided, told_on=decided, decision="terbukti" if decided else None, **rest,
    )  # fmt: skip


TERM = "60 hari kalender sejak hari berkas pengaduan dinyatakan lengkap (UU 25/2009 Pasal 50 ayat (1))."
STORY = "Formulir sulit dicari. Tautannya dipasang di beranda."
APPROVED = {"overview": STORY, "overview_approved_by": "Kepala Subbagian"}
#: Complete on 2 February; decided after 8, 14 and 22 calendar days: the middle is 14. One still runs, none is late.
FOUR = (
    complaint(1, "waktu", date(2026, 2, 10), follow_up="prosedur"),
    complaint(2, "waktu", date(2026, 2, 16), follow_up="informasi", **APPROVED),
    complaint(3, "portal", date(2026, 2, 24)),
    replace(complaint(4, "sarana"), received_on=date(2026, 6, 2), complete_on=date(2026, 6, 2)),
)


def tables(b: BodyView) -> dict[str, list[str]]:
    return {chart.id: as_csv(chart).decode().splitlines()[1:] for chart in Reported(b).charts}


def test_the_answer_comes_first() -> None:
    b = view(SAMPLE, FOUR)
    assert Reported(b).lead == (
        "1 Januari 2026 sampai 30 Juni 2026: 4 laporan masuk, 3 sudah diputus. Semua 3 yang dapat dinilai "
        "diputus dalam batas waktu; tidak ada yang lewat batas. Separuh dari 3 putusan atas laporan tahun 2026 datang "
        "dalam 14 hari kalender atau kurang."
    )
    assert reported.state(b) == "4 laporan sejak 1 Januari 2026, 3 sudah diputus"


def test_what_was_reported_what_was_done_how_long_it_took() -> None:
    """A true complaint whose follow-up nobody wrote down is told as such."""
    made = Reported(view(SAMPLE, FOUR)).charts
    assert tables(view(SAMPLE, FOUR)) == {
        "laporan-jenis": [
            "Layanan lambat atau tidak dijawab,2,laporan",
            "Sarana dan kemudahan akses,1,laporan",
            "Portal atau dokumen tidak dapat dibuka,1,laporan",
        ],
        "laporan-tindakan": [
            "Prosedur diperbaiki,1,laporan",
            "Informasi diperbaiki atau dimuat,1,laporan",
            "Belum dicatat,1,laporan",
        ],
        "laporan-waktu": ["2026 (sampai 30 Juni),14,3,hari kalender"],
    }
    assert [chart.sentence for chart in made] == [
        "Paling banyak (2 dari 4): layanan lambat atau tidak dijawab.",
        "Paling banyak (masing-masing 1 dari 3): prosedur diperbaiki; informasi diperbaiki atau dimuat; belum dicatat.",
        "Tidak ada yang lewat batas waktu. Batasnya " + TERM,
    ]
    assert all(chart.sample for chart in made)


def test_only_approved_overviews_leave_and_nothing_that_points_at_a_person() -> None:
    b = view(SAMPLE, FOUR)
    files = {f.path: f.content.decode() for f in reported.files(b) if isinstance(f, File)}
    assert files[f"api/v1/{SAMPLE}/CONTOH-tanggapan-laporan.csv"] == (
        f"bulan,jenis,hasil,tindak_lanjut,ringkasan\n2026-02,waktu,terbukti,informasi,{STORY}\n"
    )
    (page,) = reported.pages(Portal(b.corpus, (b,)), b)
    assert STORY in page.article
    assert "2 laporan lain yang sudah diputus belum punya ringkasan" in page.article
    for word in ("ad-1", "1/AD", "Kepala Subbagian", "2026-02-10", "10 Februari 2026"):
        assert word not in page.article + "".join(files.values())


def test_nil_no_data_and_not_known_since_when_are_three_things() -> None:
    nil, empty, none = view(SAMPLE, ()), view(SAMPLE, (), since=None), view(REAL)
    assert Reported(nil).lead == "Nihil: tidak ada laporan dari 1 Januari 2026 sampai 30 Juni 2026."
    assert reported.state(nil) == "Nihil sejak 1 Januari 2026"
    assert Reported(empty).lead == "Register pengaduan masih kosong, dan belum dicatat sejak kapan diisi."
    assert Reported(none).lead == (
        "Register pengaduan belum dimuat di portal ini. Itu bukan berarti tidak ada pengaduan."
    )
    assert reported.state(empty) == reported.state(none) == "Belum ada data"
    assert list(reported.files(none)) == []
    for b in (nil, empty, none):
        (page,) = reported.pages(Portal(b.corpus, (b,)), b)
        assert "<svg" not in page.article
        assert ("Untuk petugas: isi" in page.article) == (b is not nil)


def test_reports_that_were_not_decided_have_no_median() -> None:
    b = view(SAMPLE, FOUR[3:])
    assert [chart.id for chart in Reported(b).charts] == ["laporan-jenis"]
    assert Reported(b).lead == "1 Januari 2026 sampai 30 Juni 2026: 1 laporan masuk, 0 sudah diputus."


def test_what_an_officer_typed_is_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    b = view(SAMPLE, (complaint(1, "waktu", date(2026, 2, 10), overview=evil, overview_approved_by="Kepala"),))
    (page,) = reported.pages(Portal(b.corpus, (b,)), b)
    assert "<img" not in page.article
    assert "&lt;img" in page.article
    formula = view(SAMPLE, (complaint(1, "waktu", date(2026, 2, 10), overview="=A1", overview_approved_by="Kepala"),))
    files = [f.content.decode() for f in reported.files(formula) if isinstance(f, File)]
    assert files[0].endswith(",'=A1\n")
