"""The annual report, read as a worked example: a register that is counted by hand, and what the report says of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

import shelves
import trees
from terbuka.base.page import File, Page
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import RegisterEntry
from terbuka.duties.verdict import Assessment, Status
from terbuka.features.annual_report.blocks import ReportView
from terbuka.features.annual_report.pages import files, pages, state
from terbuka.features.annual_report.record import AnnualReport, BudgetLine, Equipment, ReportState, ReportYear, Staff
from terbuka.features.service.record import Dispute, Objection, Request
from terbuka.kit import words
from terbuka.kit.portal import Portal
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.portal.judging import assess, gap_problems, produced
from terbuka.portal.pages import render

BODY = "biro-contoh"
#: The report of 2025 was signed on this day, and is looked at on that one.
SIGNED, DAY = date(2026, 3, 16), date(2026, 6, 30)


def request(number: int, received: str, answered: str | None, decision: str | None, **rest: Any) -> Request:
    return Request(
        id=f"p-{number}",
        received_on=date.fromisoformat(received),
        recorded_on=date.fromisoformat(received),
        complete_on=date.fromisoformat(received),
        answered_on=date.fromisoformat(answered) if answered else None,
        decision=decision,
        topic_id="anggaran",
        channel="surel",
        **rest,
    )


#: Beside each: the working days after the day of receipt, counted on a wall calendar of 2025.
REQUESTS = (
    request(1, "2025-02-03", "2025-02-10", "dikabulkan-seluruhnya", information_class="berkala"),  # Mon-Mon: 5
    request(  # Mon, two weeks: 10, the last lawful day
        2,
        "2025-02-03",
        "2025-02-17",
        "dikabulkan-sebagian",
        information_class="berkala",
        refusal_ids=("pengecualian-17-h",),
    ),
    request(3, "2025-02-03", "2025-02-18", "dikabulkan-seluruhnya", information_class="setiap-saat"),  # 11: late
    request(  # Tue-Thu: 2
        4, "2025-02-04", "2025-02-06", "ditolak", information_class="setiap-saat", refusal_ids=("pengecualian-17-i",)
    ),
    request(5, "2025-02-05", None, None, withdrawn_on=date(2025, 2, 7)),  # withdrawn
    request(6, "2025-07-07", "2025-07-14", "tidak-dikuasai", directed_to="PPID Utama"),  # Mon-Mon: 5
    # 23, 24, 29, 30 December; 25 and 26 are off: 4
    request(7, "2025-12-22", "2025-12-30", "dikabulkan-seluruhnya", information_class="setiap-saat"),
    # Answered four days after the report was signed: open, and past its day, in the report.
    request(8, "2025-12-29", "2026-03-20", "dikabulkan-seluruhnya"),
)
OBJECTIONS = (
    Objection(
        id="k-1",
        request_id="p-3",
        ground_ids=("g",),
        received_on=date(2025, 3, 3),
        recorded_on=date(2025, 3, 3),
        answered_on=date(2025, 3, 14),
        decision="diterima",
        carried_out_on=date(2025, 3, 17),
    ),
    Objection(
        id="k-2",
        request_id="p-4",
        ground_ids=("a", "d"),
        received_on=date(2025, 8, 4),
        recorded_on=date(2025, 8, 4),
        answered_on=date(2025, 8, 20),
        decision="ditolak",
    ),
)
DISPUTES = (
    Dispute(
        id="s-1",
        objection_id="k-2",
        received_on=date(2025, 9, 1),
        begun_on=date(2025, 9, 15),
        answered_on=date(2025, 10, 15),
        way="ajudikasi",
        decision="dikabulkan",
        carried_out_on=date(2025, 11, 3),
        sued_on=date(2026, 4, 1),
    ),
)
REPORT = AnnualReport(
    year=2025,
    policy=("Tujuh SOP berlaku.",),
    equipment=(Equipment(what="Meja layanan", count=1, condition="Baik"), Equipment(what="=1+1", condition="Baik")),
    staff=(Staff(role="Petugas", count=2), Staff(role="Verifikator", count=1)),
    qualification="Telah dilatih.",
    budget=(
        BudgetLine(purpose="Pelatihan", planned=10_000_000, spent=7_500_000),
        BudgetLine(purpose="Laman", planned=20_000_000, spent=20_000_000),
    ),
    external=("Tidak ada.",),
    internal=("Petugas sedikit.",),
    recommendations=("Menambah petugas.",),
    follow_ups=("Diusulkan dalam anggaran 2026.",),
    signed_by="Kepala Biro",
    signed_on=SIGNED,
)
NOT_WRITTEN = AnnualReport(year=2025)


def portal(report: AnnualReport | None = REPORT, since: str | None = "2024-01-01", **rest: Any) -> Corpus:
    """The sample's body with nothing but the register above."""
    own = trees.records()
    found = own.bodies[BODY]
    records = shelves.records(
        body=replace(found.body, registers_since=date.fromisoformat(since) if since else None),
        **{
            "requests": REQUESTS,
            "objections": OBJECTIONS,
            "disputes": DISPUTES,
            "reports": (report,) if report else (),
            **rest,
        },
    )
    return replace(own, bodies={BODY: records, "provinsi-contoh": own.bodies["provinsi-contoh"]})


def assessed(corpus: Corpus, on: date = DAY) -> Assessment:
    return assess(corpus, dict.fromkeys(corpus.bodies, on))


def year(corpus: Corpus, on: date = DAY, wanted: int = 2025) -> ReportYear:
    return next(y for y in assessed(corpus, on).bodies[BODY].every(ReportYear) if y.year == wanted)


def view(corpus: Corpus, on: date = DAY) -> ReportView:
    return ReportView(BodyView(corpus, assessed(corpus, on).bodies[BODY], others=True), year(corpus, on))


def made(corpus: Corpus, on: date = DAY, body: str = BODY) -> dict[str, Page | File]:
    """The pages and files of the reports of one body."""
    b = BodyView(corpus, assessed(corpus, on).bodies[body], others=True)
    return {item.path: item for item in (*pages(Portal(corpus, (b,)), b), *files([b]))}


@pytest.fixture(scope="module")
def site() -> dict[str, Page | File]:
    return made(portal())


def table(site: Mapping[str, Page | File], code: str, wanted: int = 2025) -> list[list[str]]:
    """Rows of the CSV of a table, without its header."""
    file = site[f"api/v1/{BODY}/CONTOH-laporan-tahunan-{wanted}-{code}.csv"]
    assert isinstance(file, File)
    assert file.content is not None
    return list(csv.reader(io.StringIO(file.content.decode())))[1:]


def article(site: Mapping[str, Page | File], path: str) -> str:
    page = site[f"{BODY}/laporan-tahunan/{path}index.html"]
    assert isinstance(page, Page)
    return page.article


# --- the worked example -----------------------------------------------------------------------------------------


def test_the_figures_of_the_act_are_those_counted_by_hand(site: dict[str, Page | File]) -> None:
    """UU 14/2008 Pasal 12. Days of the six answers in order: 2, 4, 5, 5, 10, 11; the middle lies between 5 and 5,
    nine tenths of six are reached with the sixth."""
    assert table(site, "pasal-12") == [
        ["a", "Permintaan informasi diterima", "8"],
        ["b", "Waktu menjawab, nilai tengah (hari kerja)", "5.0"],
        ["b", "Banyaknya jawaban yang lamanya dihitung", "6"],
        ["b", "Sembilan dari sepuluh dijawab dalam (hari kerja)", "11"],
        ["b", "Waktu tercepat (hari kerja)", "2"],
        ["b", "Waktu terlama (hari kerja)", "11"],
        ["b", "Waktu memenuhi, nilai tengah (hari kerja)", ""],
        ["b", "Banyaknya pemberian yang lamanya dihitung", "0"],
        ["b", "Sembilan dari sepuluh dipenuhi dalam (hari kerja)", ""],
        ["b", "Dikabulkan, tetapi belum tercatat diberikan", "4"],
        ["b", "Dijawab dalam batas waktu", "5"],
        ["b", "Dijawab terlambat", "1"],
        ["b", "Lewat batas tanpa jawaban", "1"],
        ["b", "Dalam batas waktu, persen dari yang dapat dinilai", "71.4"],
        ["c", "Dikabulkan seluruhnya", "3"],
        ["c", "Dikabulkan sebagian", "1"],
        ["c", "Ditolak (dikecualikan)", "1"],
        ["c", "Tidak dikuasai", "1"],
        ["c", "Belum didokumentasikan", "0"],
        ["d", "Alasan: UU 14/2008 Pasal 17 huruf h", "1"],
        ["d", "Alasan: UU 14/2008 Pasal 17 huruf i", "1"],
    ]


def test_the_details_of_pasal_57_are_those_counted_by_hand(site: dict[str, Page | File]) -> None:
    bare = {row[0]: row[1:] for row in table(site, "bulanan")}
    # received, answered, in time, late, late without an answer, middle, still open
    assert bare["Februari"] == ["5", "4", "3", "1", "0", "7.5", "0"]
    assert bare["Juli"] == ["1", "1", "1", "0", "0", "5.0", "0"]
    assert bare["Desember"] == ["2", "1", "1", "0", "1", "4.0", "1"]
    assert bare["Maret"] == ["0", "0", "0", "0", "0", "", "0"], "nothing to count is empty, not zero"
    assert bare["Jumlah"] == ["8", "6", "5", "1", "1", "5.0", "1"]
    # class: received, answered, in time, late, late without an answer, middle, nine of ten, fastest, slowest
    assert table(site, "kelas") == [
        ["Berkala", "2", "2", "2", "0", "0", "7.5", "10", "5", "10"],
        ["Setiap saat", "3", "3", "2", "1", "0", "4.0", "11", "2", "11"],
        ["Belum dicatat", "3", "1", "1", "0", "1", "5.0", "5", "5", "5"],
    ]
    assert table(site, "putusan") == [
        ["Dikabulkan seluruhnya", "3", "50.0"],
        ["Dikabulkan sebagian", "1", "16.7"],
        ["Ditolak (dikecualikan)", "1", "16.7"],
        ["Tidak dikuasai", "1", "16.7"],
        ["Belum didokumentasikan", "0", "0.0"],
        ["Dijawab", "6", "100.0"],
    ]
    assert table(site, "alasan") == [["UU 14/2008 Pasal 17 huruf h", "1"], ["UU 14/2008 Pasal 17 huruf i", "1"]]
    assert table(site, "anggaran") == [
        ["Pelatihan", "10000000", "7500000", "75.0"],
        ["Laman", "20000000", "20000000", "100.0"],
        ["Jumlah", "30000000", "27500000", "91.7"],
    ]
    assert table(site, "petugas")[-1] == ["Jumlah", "3"]
    assert table(site, "sarana")[1] == ["'=1+1", "tidak dihitung", "Baik"], "a spreadsheet computes nothing"


def test_objections_and_disputes_are_those_counted_by_hand(site: dict[str, Page | File]) -> None:
    assert dict(table(site, "keberatan")) == {
        "Diterima": "2",
        "Ditanggapi Atasan PPID": "2",
        "Ditanggapi dalam batas waktu": "2",
        "Ditanggapi terlambat": "0",
        "Lewat batas tanpa tanggapan": "0",
        "Hasil: diterima": "1",
        "Hasil: diterima sebagian": "0",
        "Hasil: ditolak": "1",
        "Hasilnya sudah dilaksanakan": "1",
        "Dicabut": "0",
        "Masih berjalan": "0",
    }
    assert [(row[0][:2], row[1]) for row in table(site, "alasan-keberatan")] == [("a.", "1"), ("d.", "1"), ("g.", "1")]
    dispute = dict(table(site, "sengketa"))
    assert (dispute["Diterima"], dispute["Selesai"], dispute["Hasil: dikabulkan"]) == ("1", "1", "1")
    assert dispute["Hasilnya sudah dilaksanakan"] == "1"
    assert dispute["Digugat ke pengadilan"] == "0", "the lawsuit came after the signature"


def test_quarters_add_up_to_the_year(site: dict[str, Page | File]) -> None:
    # received, answered, in time, late, late without an answer, middle, open, open and past its day
    assert table(site, "triwulan-permohonan") == [
        ["I (Jan–Mar)", "5", "4", "3", "1", "0", "7.5", "0", "0"],
        ["II (Apr–Jun)", "0", "0", "0", "0", "0", "", "0", "0"],
        ["III (Jul–Sep)", "1", "1", "1", "0", "0", "5.0", "0", "0"],
        ["IV (Okt–Des)", "2", "1", "1", "0", "1", "4.0", "1", "1"],
    ]
    text = article(site, "2025/triwulan/")
    assert (
        "2025: permohonan yang terlambat atau lewat batas ada di triwulan I 1 dari 5 dan triwulan IV 1 dari 2." in text
    )


def test_page_and_pdf_say_the_same(site: dict[str, Page | File]) -> None:
    lead = (
        "2025: 8 permohonan informasi diterima, 6 dijawab. Dalam batas waktu: 5 dari 7 (71,4\u00a0%) yang sudah "
        "dijawab atau sudah lewat batas, di antaranya 1 masih berjalan lewat batas. Separuh dari 6 jawaban "
        "datang dalam 5 hari kerja atau kurang."
    )
    assert f'<p class="lead">{lead}</p>' in article(site, "2025/")
    for part, sheets in (("", 2), ("-ringkasan", 1)):
        file = site[f"api/v1/{BODY}/CONTOH-laporan-tahunan-2025{part}.pdf"]
        assert isinstance(file, File)
        assert file.content is not None
        assert len(file.content) < 2_000_000
        assert b"pdfuaid" in file.content
        document = pypdfium2.PdfDocument(file.content)
        assert document.is_tagged()
        assert len(document) >= sheets
        texts = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
        assert all(words.SAMPLE in text for text in texts)
        whole = " ".join(texts)
        assert lead.replace("\u00a0", " ") in whole
        assert "Ditandatangani Kepala Biro, 16 Maret 2026." in whole
        assert "data per 16 Maret 2026" in whole
    chapters = [f"{letter}. " in article(site, "2025/") for letter in "abcdef"]
    assert all(chapters), "the six parts of Pasal 56 ayat (4)"


# --- what is signed stays, what is missing is said ---------------------------------------------------------------


def test_a_signed_report_stays_as_it_was_signed() -> None:
    """The eighth request was answered on 20 March: after the signature, so the report still tells it as open."""
    signed, draft = year(portal()), year(portal(replace(REPORT, signed_by=None, signed_on=None)))
    assert (signed.as_of, signed.figures["permohonan"].total.answered) == (SIGNED, 6)
    assert (draft.as_of, draft.figures["permohonan"].total.answered) == (DAY, 7)
    assert (draft.outcomes["sengketa"].sued, signed.outcomes["sengketa"].sued) == (1, 0)
    assert year(portal(), SIGNED) == signed, "the same report on the day of its signature"


@pytest.mark.parametrize(
    ("report", "since", "on", "wanted"),
    [
        (REPORT, "2024-01-01", DAY, ReportState.DONE),
        (REPORT, "2025-01-01", DAY, ReportState.DONE),
        (REPORT, "2025-01-02", DAY, ReportState.PARTLY),
        (REPORT, None, DAY, ReportState.PARTLY),
        (REPORT, "2024-01-01", date(2026, 3, 15), ReportState.UNSIGNED),
        (replace(REPORT, signed_by=None), "2024-01-01", DAY, ReportState.UNSIGNED),
        (replace(REPORT, internal=()), "2024-01-01", DAY, ReportState.WANTING),
        (None, "2024-01-01", DAY, ReportState.WANTING),
        (NOT_WRITTEN, "2024-01-01", date(2025, 12, 31), ReportState.RUNNING),
        (NOT_WRITTEN, "2024-01-01", date(2026, 1, 1), ReportState.WANTING),
    ],
)
def test_how_far_a_report_has_come(report: AnnualReport | None, since: str | None, on: date, wanted: str) -> None:
    assert year(portal(report, since), on).state == wanted
    counts = f"{routes.REPORTS}-2025" in produced(portal(report, since).bodies[BODY], on)
    assert counts == (wanted == ReportState.DONE)


def test_a_register_that_is_not_kept_makes_no_whole_report() -> None:
    assert year(portal(disputes=None)).state is ReportState.PARTLY
    assert view(portal(disputes=None)).coverage() == [
        "Register sengketa belum dimuat di portal ini. Itu bukan berarti tidak ada sengketa."
    ]


def test_what_is_not_written_is_said_and_never_made_up() -> None:
    v = view(portal(replace(NOT_WRITTEN, policy=("Satu kalimat.",))))
    assert v.state == (
        "Rancangan. Belum diisi: sarana dan keadaannya, petugas, kualifikasi petugas, anggaran, kendala dari luar, "
        "kendala dari dalam, rekomendasi, dan rencana tindak lanjut."
    )
    text = article(made(portal(None)), "2025/")
    # That is of policy, equipment, staff, budget, both obstacles, recommendations and follow-up.
    assert text.count('<p class="empty">Belum diisi.</p>') == 8
    assert "Kualifikasi: belum diisi." in text
    assert "Penyampaian salinan kepada Komisi Informasi belum tercatat di portal ini." in text


def test_a_year_that_is_not_covered_whole_says_from_which_day() -> None:
    v = view(portal(since="2025-07-01", requests=REQUESTS[5:], objections=OBJECTIONS[1:]))
    assert v.lead.startswith("1 Juli–31 Desember 2025: 3 permohonan informasi diterima")
    (told,) = v.coverage()
    assert told == (
        "Register permohonan, keberatan, dan sengketa dimuat sejak 1 Juli 2025. "
        "Yang diterima pada 2025 sebelum hari itu tidak terhitung di sini."
    )
    assert [q.number for q in v.y.quarters] == [3, 4]
    assert v.state == (
        "Laporan setahun penuh ditandatangani Kepala Biro, 16 Maret 2026. Angka di sini hanya dari register, yang "
        "tidak meliput setahun penuh, jadi dapat berbeda dari laporan itu."
    )


def test_nothing_late_is_said_without_a_zero() -> None:
    assert view(portal(requests=REQUESTS[:2])).lead == (
        "2025: 2 permohonan informasi diterima, 2 dijawab. Semua 2 yang dapat dinilai dijawab dalam batas waktu; tidak "
        "ada yang lewat batas. Separuh dari 2 jawaban datang dalam 7,5 hari kerja atau kurang."
    )


def test_three_empty_states_differ() -> None:
    none = portal(requests=None, objections=None, disputes=None)
    assert view(none).lead == "Register permohonan belum dimuat di portal ini. Itu bukan berarti tidak ada permohonan."
    unknown = portal(None, None, requests=(), objections=None, disputes=None)
    assert assessed(unknown).bodies[BODY].every(ReportYear) == ()
    assert view(portal(requests=())).lead == "2025: nihil, tidak ada permohonan informasi."
    real = made(trees.records(), body="biro-rintisan")["biro-rintisan/laporan-tahunan/index.html"]
    assert isinstance(real, Page)
    assert "Belum ada data. Register permohonan belum dimuat di portal ini" in real.article


def test_a_report_signed_late_says_so() -> None:
    assert view(portal(replace(REPORT, signed_on=date(2026, 4, 1)))).state == (
        "Ditandatangani Kepala Biro, 1 April 2026. Itu sesudah batas waktunya, 31 Maret 2026."
    )


def test_a_running_year_has_figures_and_no_report() -> None:
    site = made(portal(NOT_WRITTEN, "2025-01-01"), date(2025, 9, 30))
    assert "<h1>Angka sementara layanan informasi 2025</h1>" in article(site, "2025/")
    assert not [path for path in site if path.startswith(f"api/v1/{BODY}/") and path.endswith(".pdf")]
    assert len(table(site, "triwulan-permohonan")) == 3


def test_the_clause_on_the_hub() -> None:
    clauses = {
        "Belum ada data": portal(None, requests=None, objections=None, disputes=None),
        "2025: belum lengkap": portal(None),
        "2025: selesai, ditandatangani 16 Maret 2026": portal(),
    }
    for clause, corpus in clauses.items():
        assert state(BodyView(corpus, assessed(corpus).bodies[BODY], others=True)) == clause


def test_a_copy_to_the_commission_is_told_from_its_day_on() -> None:
    copied = replace(REPORT, copy_number="112/2026", copied_on=date(2026, 3, 25))
    sentence = "Salinannya diterima Komisi Informasi 25 Maret 2026, surat nomor 112/2026."
    assert sentence in article(made(portal(copied)), "2025/")
    assert sentence not in article(made(portal(copied), date(2026, 3, 24)), "2025/")


# --- the report as evidence --------------------------------------------------------------------------------------


def entry() -> RegisterEntry:
    """The sample's entry of the report of 2025, with the page of the portal instead of its file."""
    found = next(e for e in trees.records().bodies[BODY].register or () if e.id == "laporan-layanan-2025")
    return replace(found, files=(), portal_page="laporan-tahunan-2025")


def test_a_finished_report_meets_its_duty_and_a_draft_does_not() -> None:
    judged = assessed(portal(register=(entry(),))).bodies[BODY].judgements["laporan-layanan-lengkap"]
    assert (judged.status, judged.due_on) == (Status.MET, date(2027, 3, 31))
    draft = portal(replace(REPORT, recommendations=()), register=(entry(),))
    judged = assessed(draft).bodies[BODY].judgements["laporan-layanan-lengkap"]
    assert (judged.status, judged.reason) == (Status.MISSING, "laporan-belum-selesai")
    assert (
        words.reason(judged)
        == "“Laporan layanan informasi 2025 (lengkap)” menunjuk laporan tahun 2025 yang belum selesai."
    )
    (told,) = (p for p in gap_problems(assessed(draft)) if p.facts.get("kewajiban") == "laporan-layanan-lengkap")
    assert "Selesaikan laporan itu di laporan-tahunan.yml" in told.sentence("cara")


def test_the_entry_leads_to_the_page_of_its_year() -> None:
    corpus = portal(register=(entry(),))
    site = {item.path: item for item in render(corpus, assessed(corpus))}
    page = site[f"{BODY}/informasi/laporan-layanan-2025/index.html"]
    assert isinstance(page, Page)
    assert f'href="../../../{BODY}/laporan-tahunan/2025/"' in page.article


def test_typed_text_stays_text() -> None:
    hostile = '<script>alert("x")</script> #import "x" =1+1'
    site = made(portal(replace(REPORT, policy=(hostile,))))
    assert "<script>" not in article(site, "2025/")
    assert "&lt;script&gt;" in article(site, "2025/")
    file = site[f"api/v1/{BODY}/CONTOH-laporan-tahunan-2025.pdf"]
    assert isinstance(file, File)
    texts = [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(file.content)]
    assert hostile in " ".join(" ".join(texts).split())


def test_no_key_of_the_report_holds_a_person() -> None:
    names = {c.name for c in trees.records().schemas["laporan-tahunan"].columns}
    nested = {c.name for column in trees.records().schemas["laporan-tahunan"].columns for c in column.columns}
    assert not {n for n in names | nested if "nama" in n or "nik" in n or "nip" in n}
