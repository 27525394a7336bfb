"""The working paper of an internal audit: a workbook and the record to be filled in, both outside of what git keeps.

Promises: what the program can count on the day stands there with its figure and where it comes from; the judgement is
left blank, also where the figure suggests one: it is the auditor's. No formula; the same bytes from the same records.
Heads and filled cells are locked without a password; what is to be filled in is open.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from terbuka.base import personal
from terbuka.base.periods import Span
from terbuka.duties.measure import Measured
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.audit.judge import all_measured
from terbuka.features.audit.record import AssessedFinding, AuditAssessment, AuditCriterion, FindingState
from terbuka.kit import words
from terbuka.kit.workbooks import opened
from terbuka.law.law import Law
from terbuka.record.schema import Schema

_ROWS = 40
_HEAD = {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
_INTERNAL = {**_HEAD, "bg_color": "#F8CBAD"}
_FILLED = {"text_wrap": True, "valign": "top", "border": 1}
_OPEN = {**_FILLED, "locked": False, "bg_color": "#FFFBE6"}
_BY_HAND, _NOTHING = "diperiksa dengan tangan", "belum ada data di portal"

PAPER, FINDINGS, EARLIER, GUIDE = "Kertas kerja", "Temuan", "Temuan lama", "Petunjuk"
_COLUMNS = (
    ("No", 5), ("Kode kriteria", 24), ("Bidang", 18), ("Kriteria", 24), ("Pertanyaan", 40), ("Dasar hukum", 28),
    ("Cara memeriksa", 40), ("Bobot usulan", 8), ("Angka program", 26), ("Sumber angka", 24), ("Usulan program", 14),
    ("Hasil", 14), ("Yang dilihat auditor (catatan untuk umum)", 40), ("Bukti yang dilihat (tetap di kantor)", 32),
)  # fmt: skip
_FILLED_COLUMNS = 11


def figure(measured: Measured | None) -> str:
    """``38 dari 49 permohonan yang sudah dijawab atau lewat batas``; in words where there is nothing to count."""
    if measured is None:
        return _BY_HAND
    if not measured.known:
        return _NOTHING
    return (
        f"{measured.met} dari {measured.total} {measured.unit}"
        if measured.total
        else f"nihil: tidak ada {measured.unit}"
    )


def workbook(assessed: BodyAssessment, law: Law, schemas: Mapping[str, Schema], period: str, span: Span) -> bytes:
    """The bytes of the working paper of one body for one period."""
    out = io.BytesIO()
    book = opened(out, f"Kertas kerja audit {period} (INTERNAL)")
    # By this mark the check knows the paper wherever it turns up: it is not for publication.
    book.set_custom_property(personal.PRIVATE_MARK, personal.PRIVATE_MARK)
    formats = {
        "head": book.add_format(_HEAD),
        "internal": book.add_format(_INTERNAL),
        "filled": book.add_format(_FILLED),
        "open": book.add_format(_OPEN),
        "day": book.add_format({**_OPEN, "num_format": "yyyy-mm-dd"}),
        "bold": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    paper, findings = book.add_worksheet(PAPER), book.add_worksheet(FINDINGS)
    earlier, guide = book.add_worksheet(EARLIER), book.add_worksheet(GUIDE)
    _paper(paper, formats, assessed, law, schemas, span)
    _findings(findings, formats, law, schemas["temuan"])
    _earlier(earlier, formats, assessed.get(AuditAssessment).findings or ())
    _guide(guide, formats, assessed, period, span)
    for sheet in (paper, findings, earlier):
        sheet.freeze_panes(1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        mark = f" – {words.SAMPLE}" if assessed.body.sample else ""
        sheet.set_footer(f"&L{assessed.body.short_name}, audit {period}, INTERNAL{mark}&RLembar &P dari &N")
    book.close()
    return out.getvalue()


def _heads(sheet: Any, heads: Sequence[tuple[str, int, Any]]) -> None:
    for at, (title, width, style) in enumerate(heads):
        sheet.write_string(0, at, title, style)
        sheet.set_column(at, at, width)


def _paper(
    sheet: Any,
    formats: Mapping[str, Any],
    assessed: BodyAssessment,
    law: Law,
    schemas: Mapping[str, Schema],
    span: Span,
) -> None:
    last = len(_COLUMNS) - 1
    _heads(sheet, [(t, w, formats["internal" if at == last else "head"]) for at, (t, w) in enumerate(_COLUMNS)])
    values = next(c for c in schemas["audit"].column("hasil").columns if c.name == "nilai").choices
    groups = schemas["kriteria-audit"].column("kelompok").choices
    row = 0
    for row, (criterion, measured) in enumerate(all_measured(assessed, law, span), 1):
        proposal = measured.proposal if measured else None
        cells = (
            row, criterion.id, groups.get(criterion.group, criterion.group), criterion.title, criterion.question,
            words.bases(law, criterion.legal_basis), criterion.method, criterion.weight, figure(measured),
            measured.source if measured else "", proposal or "",
        )  # fmt: skip
        for at, value in enumerate(cells):
            sheet.write(row, at, value, formats["filled"])
        for at in range(_FILLED_COLUMNS, len(_COLUMNS)):
            sheet.write_blank(row, at, None, formats["open"])
    if row:
        sheet.data_validation(1, _FILLED_COLUMNS, row, _FILLED_COLUMNS, _list(list(values)))


def _list(source: Sequence[str] | str) -> dict[str, Any]:
    error = {"error_title": "Isian tidak dikenal", "error_message": "Pilih dari daftar."}
    return {"validate": "list", "source": source, **error}


def _findings(sheet: Any, formats: Mapping[str, Any], law: Law, schema: Schema) -> None:
    """An empty register of findings in the columns of ``temuan.csv``; internal ones are marked by word and colour."""
    heads = []
    for column in schema.columns:
        internal = column.published == "tidak"
        title = f"{column.name} (INTERNAL)" if internal else column.name
        width = 36 if (column.longest or 0) > 200 else 20
        heads.append((title, width, formats["internal" if internal else "head"]))
    _heads(sheet, heads)
    for at, column in enumerate(schema.columns):
        for row in range(1, _ROWS + 1):
            sheet.write_blank(row, at, None, formats["day" if column.type == "tanggal" else "open"])
        if column.choices:
            sheet.data_validation(1, at, _ROWS, at, _list(list(column.choices)))
        elif column.name == "kriteria" and law.named(AuditCriterion):
            sheet.data_validation(1, at, _ROWS, at, _list(f"='{PAPER}'!$B$2:$B${len(law.named(AuditCriterion)) + 1}"))


_STATES = {
    FindingState.WITHOUT_ACTION: "belum ada tindakan",
    FindingState.OPEN: "dikerjakan",
    FindingState.LATE: "lewat jatuh tempo",
    FindingState.CLOSED: "ditutup",
}


def _earlier(sheet: Any, formats: Mapping[str, Any], findings: Sequence[AssessedFinding]) -> None:
    """What earlier audits found, the open ones first, to be looked at again."""
    titles = (
        ("Kode", 16), ("Audit", 10), ("Kriteria", 26), ("Gambaran", 40), ("Tindakan", 40), ("Penanggung", 22),
        ("Jatuh tempo", 12), ("Ditutup", 12), ("Keadaan", 18), ("Masih dijalankan?", 16), ("Catatan auditor", 40),
    )  # fmt: skip
    _heads(sheet, [(title, width, formats["internal"]) for title, width in titles])
    ordered = sorted(findings, key=lambda f: (f.closed_on is not None, f.row.found_on, f.row.id))
    for number, finding in enumerate(ordered, 1):
        row = finding.row
        cells = (
            row.id, row.audit_id, row.criterion_id, row.overview, row.action or "", row.owner or "",
            str(row.due_on or ""), str(finding.closed_on or ""), _STATES[finding.state],
        )  # fmt: skip
        for at, text in enumerate(cells):
            sheet.write_string(number, at, text, formats["filled"])
        for at in (len(cells), len(cells) + 1):
            sheet.write_blank(number, at, None, formats["open"])
    if ordered:
        sheet.data_validation(1, len(titles) - 2, len(ordered), len(titles) - 2, _list(["ya", "tidak"]))


def _guide(sheet: Any, formats: Mapping[str, Any], assessed: BodyAssessment, period: str, span: Span) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    until = min(span.until, assessed.on)
    lines = [
        ("INTERNAL", "Kertas kerja audit. Memuat penanggung dan bukti; tidak diunggah dan tidak diterbitkan."),
        *([("CONTOH", words.SAMPLE)] if assessed.body.sample else []),
        ("Yang diaudit", assessed.body.name),
        ("Periode", f"{period}: {span.since} sampai {span.until}. Angka program dihitung sampai {until}."),
        ("Auditor", "Bukan yang diaudit. Jabatan auditor ditulis di audit.yml dan diperiksa."),
        (
            "Angka program",
            (
                "Dihitung dari catatan di portal. Permohonan, keberatan, dan pengaduan menurut hari diterima dalam "
                "periode; ketersediaan, standar, dan berkas menurut keadaan pada hari kertas ini dibuat."
            ),
        ),
        ("Usulan program", "Semua cocok: sesuai; sebagian: sebagian; tidak satu pun: tidak. Auditor yang memutuskan."),
        (
            "Hasil",
            "Pilih dari daftar, sesudah uji petik. Yang tidak diperiksa dikosongkan dan tidak ditulis di audit.yml.",
        ),
        ("Bobot", "Bobot usulan proyek ini, bukan ketetapan siapa pun."),
        ("Temuan", "Satu baris satu temuan. Kolom jingga (INTERNAL) tidak pernah terbit. Jangan menulis nama orang."),
        (
            "Temuan lama",
            "Lihat lagi apakah perbaikannya masih dijalankan. Yang muncul lagi dicatat sebagai temuan baru.",
        ),
        (
            "Sesudah selesai",
            "Salin hasilnya ke audit.yml (kerangkanya dibuat bersama buku ini) dan temuannya ke temuan.csv.",
        ),
    ]
    for row, (left, right) in enumerate(lines):
        sheet.write_string(row, 0, left, formats["bold"])
        sheet.write_string(row, 1, right, formats["wrap"])


# --- the record -------------------------------------------------------------------------------------------


def skeleton(assessed: BodyAssessment, law: Law, schemas: Mapping[str, Schema], period: str, span: Span) -> str:
    """One record for ``audit.yml``: what the program knows filled in, posts and judgements left blank."""
    nested = {c.name: c for c in schemas["audit"].column("hasil").columns}
    lines = [
        f"# Kerangka catatan audit {period}, {assessed.body.name}. Isi yang kosong, lalu tambahkan ke audit.yml.",
        f"# nilai: {', '.join(nested['nilai'].choices)}. Hapus kriteria yang tidak diperiksa. Catatannya dibaca umum.",
        f"- id: {period}",
        f"  periode: {period}",
        "  jenis: menyeluruh",
        "  ruang_lingkup:",
        "  mulai_pada:",
        "  selesai_pada:",
        "  auditor:  # jabatan, bukan yang diaudit",
        "  diaudit:  # jabatan atau bagian",
        "  hasil:",
        *_result_lines(assessed, law, span),
    ]
    return "\n".join(lines) + "\n"


def _result_lines(assessed: BodyAssessment, law: Law, span: Span) -> Iterator[str]:
    for criterion, measured in all_measured(assessed, law, span):
        yield f"    - kriteria: {criterion.id}"
        yield f"      nilai:  # {criterion.title}"
        if measured is not None and measured.known and measured.total:
            yield f'      catatan: "{measured.met} dari {measured.total} {measured.unit}."'
