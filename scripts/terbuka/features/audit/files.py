"""Internal audits as files: a paper (tagged PDF), the trend and the public columns of the findings as CSV.

Promises: of a finding only published columns leave, days as the schema publishes them; the same records give the same
bytes. No file for a body that has recorded no audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from terbuka.base.page import File
from terbuka.base.periods import month_text
from terbuka.duties.corpus import Corpus
from terbuka.features.audit.pages import CODE, MARKS, NO_PERSONS, TITLE, AuditView, FindingRow, percent
from terbuka.features.audit.record import AssessedFinding, AuditRound, Finding, Recurrence
from terbuka.kit import table, words
from terbuka.kit.document import Block, Document, Grid, Heading, Paragraph
from terbuka.kit.optional import optional_paper
from terbuka.kit.public import PublicFile, tables
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.fields import fields_by_column

#: Files below ``api/v1/<body>/``.
FINDINGS_FILE, TREND_FILE = "temuan", "audit"
TREND_HEAD = (
    "Audit", "Kriteria sesuai", "Bagian sesuai", "Menurut bobot", "Temuan", "Berulang", "Ditutup", "Tepat waktu",
)  # fmt: skip
TREND = (
    "audit", "periode", "selesai_pada", "diperiksa", "sesuai", "sebagian", "tidak", "tidak_berlaku",
    "nilai_bobot_usulan", "temuan", "berulang", "ditutup", "ditutup_tepat_waktu", "belum_selesai",
)  # fmt: skip


def files(corpus: Corpus, views: Iterable[BodyView]) -> Iterator[File]:
    """Paper, trend and the public columns of the findings, for each body that has recorded an audit."""
    for b in views:
        view = AuditView(b)
        if view.rounds:
            yield optional_paper(routes.table_file(b.body, CODE, "pdf"), partial(document, view, corpus.site_url))
        if view.rounds:
            yield from table.derived(
                routes.table_file(b.body, TREND_FILE, "csv"), TREND, map(_trend, view.audit.rounds)
            )
        if view.rounds and view.kept:
            yield from _findings(view)


def document(view: AuditView, site_url: str) -> Document:
    """The page as a paper: what came out, findings with number, kind, overview and action, the audits one by one."""
    b = view.b
    blocks: list[Block] = [Paragraph(f"{view.lead} {view.kept_promises}".strip()), Paragraph(NO_PERSONS)]
    trend = [_trend_words(view, made) for made in view.rounds]
    blocks += [
        Heading(1, "Dari audit ke audit"),
        Grid("Hasil dan temuan menurut audit", TREND_HEAD, trend, range(4, 8), (5, 4, 3, 3, 3, 3, 3, 3)),
    ]
    if not view.confirmed:
        blocks.append(Paragraph("Bobotnya usulan, bukan ketetapan.", small=True))
    if view.kinds:
        kinds = [[title, *(words.number(n) for n in counts)] for title, *counts in view.kinds]
        head = ("Jenis", "Temuan", "Berulang", "Ditutup")
        title = "Jumlah temuan menurut jenis (Perki 1/2021 Pasal 21 ayat (1) huruf k)"
        blocks += [Heading(1, "Temuan menurut jenis"), Grid(title, head, kinds, (1, 2, 3), (5, 1, 1, 1))]
    for made in view.rounds:
        blocks += _round(view, made)
    return Document(
        title=TITLE,
        subtitle=f"Audit {view.period(view.audit.rounds[0])} sampai {view.period(view.rounds[0])}",
        office=b.body.name,
        day=words.day(b.on),
        address=site_url + routes.body_page(b.id, CODE) if site_url else "",
        sample=b.body.sample,
        blocks=blocks,
    )


def _trend_words(view: AuditView, audit: AuditRound) -> list[str]:
    f = audit.figures
    counts = [words.number(n) for n in (f.found, f.repeated, f.closed, f.in_time)] if f else ["belum ada data"] * 4
    met = f"{audit.values.get('sesuai', 0)} dari {audit.applicable}"
    return [view.period(audit), met, percent(audit.share), percent(audit.weighted), *counts]


def _round(view: AuditView, audit: AuditRound) -> Iterator[Block]:
    yield Heading(1, f"Audit {view.period(audit)}")
    yield Paragraph(f"{view.met(audit)} {view.examined(audit)}")
    if audit.figures is None:
        yield Paragraph("Register temuan belum dimuat di portal.")
    elif not audit.findings:
        yield Paragraph("Nihil: audit ini tidak mencatat temuan.")
    else:
        rows = [
            [f.title, f"{f.group}; {f.level.lower()}", f.overview, f.action or "belum ditetapkan", _ending(f)]
            for f in view.findings(audit)
        ]
        head = ("Kriteria", "Jenis dan tingkat", "Gambaran umum", "Tindakan", "Keadaan")
        yield Grid(f"Temuan audit {view.period(audit)}", head, rows, (), (3, 3, 5, 5, 3))
    results = [[r.criterion.title, r.word, r.note or "–"] for r in view.results(audit)]
    yield Grid(
        f"Hasil audit {view.period(audit)} menurut kriteria", ("Kriteria", "Hasil", "Catatan"), results, (), (4, 2, 6)
    )


def _ending(found: FindingRow) -> str:
    return f"{found.done}. {found.again}." if found.again else f"{found.done}."


def _trend(made: AuditRound) -> list[Any]:
    audit, values, f = made.audit, made.values, made.figures
    found = [f.found, f.repeated, f.closed, f.in_time, f.open] if f else [None] * 5
    counts = [values.get(name, 0) for name in MARKS]
    weighted = f"{float(made.weighted):.4f}" if made.weighted is not None else None
    return [audit.id, audit.period, audit.ended_on, made.applicable, *counts, weighted, *found]


def published(b: BodyView) -> list[tuple[str, Any]]:
    """Columns of ``temuan.csv`` that may leave, each with how it is read off a finding; then what is derived."""
    named = fields_by_column(Finding)
    made = [
        (column.name, _public(attrgetter(named[column.name]), column.published, b.on))
        for column in b.corpus.schemas[FINDINGS_FILE].columns
        if column.published != "tidak"
    ]
    kinds = b.corpus.schemas["kriteria-audit"].column("kelompok").choices
    return [
        *made,
        ("jenis", lambda found: kinds[found.criterion.group]),
        ("keadaan", lambda found: "ditutup" if found.closed_on else "belum-selesai"),
        ("berulang_dari", lambda found: found.before if found.recurrence is Recurrence.REPEATED else None),
    ]


def _public(get: Any, how: str, on: date) -> Any:
    def value(finding: AssessedFinding) -> Any:
        held = get(finding.row)
        if isinstance(held, date):
            return None if held > on else month_text(held) if how == "bulan" else held.isoformat()
        return held

    return value


def _findings(view: AuditView) -> Iterator[File]:
    named = published(view.b)
    rows = ([get(found) for _, get in named] for found in view.audit.findings or ())
    address = routes.table_file(view.b.body, FINDINGS_FILE, "csv")
    return table.derived(address, [name for name, _ in named], rows)


#: What is said of these files in the description of the API.
PUBLIC = (
    *tables(TREND_FILE, "Hasil setiap audit internal"),
    *tables(FINDINGS_FILE, "Temuan audit: jenis, gambaran umum, dan tindakan"),
    PublicFile("{badan}/pengawasan.pdf", "Halaman Pengawasan sebagai PDF"),
)
