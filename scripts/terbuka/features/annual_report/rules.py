"""Contradictions within the annual reports of a body, and with the entries that name them.

Promises: pure and without a clock. What is not written yet is said by the judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from terbuka.base.problem import Problem
from terbuka.duties.records import BodyRecords
from terbuka.features.annual_report.record import AnnualReport
from terbuka.law import routes


def report_problems(records: BodyRecords) -> Iterator[Problem]:
    for report in records.rows(AnnualReport) or ():
        yield from _pairs(report)
        yield from _order(report)
    for entry in records.register or ():
        year = routes.reported_year(entry.portal_page or "")
        if year is not None and (entry.period_from, entry.period_until) != (date(year, 1, 1), date(year, 12, 31)):
            facts = {"isi": entry.portal_page, "tahun": year, "kelompok": entry.id}
            yield Problem("laporan-tahun-lain", records.cell(entry, "halaman_portal"), facts)


def _pairs(report: AnnualReport) -> Iterator[Problem]:
    pairs: tuple[tuple[str, object, str, object], ...] = (
        ("tanggal", report.signed_on, "ditandatangani_oleh", report.signed_by),
        ("salinan_nomor", report.copy_number, "salinan_pada", report.copied_on),
        ("salinan_pada", report.copied_on, "salinan_nomor", report.copy_number),
        ("salinan_berkas", report.copy_receipt, "salinan_pada", report.copied_on),
        ("salinan_pada", report.copied_on, "tanggal", report.signed_on),
    )
    for filled, there, pair, other in pairs:
        if there and not other:
            yield Problem("pasangan-kurang", report.place, {"kolom": filled, "pasangan": pair})


def _order(report: AnnualReport) -> Iterator[Problem]:
    """A report tells of a year that is over, and is copied after it was signed."""
    ends = date(report.year, 12, 31)
    known = (
        ("tanggal", report.signed_on, "akhir tahun yang dilaporkan", "the end of the reported year", ends, True),
        ("salinan_pada", report.copied_on, "hari ditandatangani", "the signature", report.signed_on, False),
    )
    for column, day, before, before_en, earliest, later in known:
        if day is None or earliest is None or day > earliest or (day == earliest and not later):
            continue
        facts = {"kolom": column, "isi": day, "sebelum": before, "sebelum_en": before_en, "hari": earliest}
        yield Problem("laporan-hari-terbalik", report.place, {**facts, "kelompok": f"{report.year} {column}"})
