"""Findings of the portal's setting: whether its data can be read, addresses, bodies, calendars.

Promises: pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from terbuka.authoring.example_values import left_over
from terbuka.base.periods import month_day
from terbuka.base.problem import shown
from terbuka.desk.facts import GOOD, LOOK, Facts, Finding, some
from terbuka.desk.repository import expected_address
from terbuka.law.routes import is_placeholder


def _data(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.blocked is None:
        remedy = "Perbaiki dahulu yang salah di atas, atau jalankan terbuka check."
        yield Finding("data", "Data", LOOK, "belum dapat dibaca; yang di bawah ini belum lengkap", remedy)
    elif facts.blocked:
        found = f"{facts.blocked} masalah menghalangi; yang di bawah ini mungkin belum lengkap"
        yield Finding("data", "Data", LOOK, found, "Jalankan terbuka check; ia menyebut semuanya.")
    else:
        yield Finding("data", "Data", GOOD, "terbaca")


def _address(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.blocked is None:
        return
    title = "Alamat situs"
    if is_placeholder(facts.site_url):
        remedy = "Tulis alamat yang sebenarnya di site_url pada mkdocs.yml, atau setel TERBUKA_SITE_URL saat membangun."
        expected = expected_address(facts)
        if expected:
            remedy += f" Menurut repositori ini: site_url: {shown(expected, 120)}"
        found = f"masih alamat contoh, {shown(facts.site_url, 80)}" if facts.site_url else "belum ada"
        yield Finding("alamat-situs", title, LOOK, found, remedy)
    else:
        yield Finding("alamat-situs", title, GOOD, shown(facts.site_url, 80))
    if facts.repository:
        yield Finding("alamat-repositori", "Alamat repositori", GOOD, "diisi; halaman memuat “Perbaiki data ini”")
    else:
        remedy = "Isi repo_url di mkdocs.yml, supaya petugas dapat membuka baris asalnya langsung dari halaman."
        found = "belum diisi, jadi halaman tidak memuat “Perbaiki data ini”"
        yield Finding("alamat-repositori", "Alamat repositori", LOOK, found, remedy)


def _bodies(facts: Facts, _today: date) -> Iterator[Finding]:
    if not facts.bodies:
        return
    starting = [b.id for b in facts.bodies if b.stage == "rintisan"]
    samples = [b.id for b in facts.bodies if b.sample]
    if starting:
        remedy = (
            "Kekurangannya tampil tetapi belum dihitung. Tetapkan dengan pimpinan hari akhirnya (rintisan_sampai di "
            "badan.yml) dan yang dipenuhi lebih dahulu (rencana.yml), lalu ubah tahap menjadi berjalan."
        )
        yield Finding("tahap", "Tahap badan", LOOK, f"masih rintisan: {some(starting)}", remedy)
    else:
        yield Finding("tahap", "Tahap badan", GOOD, "semua berjalan")
    if samples and len(samples) < len(facts.bodies):
        remedy = "Hapus foldernya di datasets/badan/ sebelum portal diumumkan, supaya karangan tidak dikira sungguhan."
        found = f"berdampingan dengan badan sungguhan: {some(samples)}"
        yield Finding("badan-contoh", "Badan contoh", LOOK, found, remedy)
    else:
        yield Finding("badan-contoh", "Badan contoh", GOOD, "hanya contoh" if samples else "tidak ada")


def _examples(facts: Facts, _today: date) -> Iterator[Finding]:
    title = "Isi contoh di badan.yml"
    for body, values in facts.identities.items():
        left = [f"{key} ({shown(value, 60)})" for key, value in left_over(values)]
        if left:
            remedy = (
                f"Buka datasets/badan/{body}/badan.yml dan tulis yang sebenarnya. Yang belum diketahui diberi tanda # "
                "di depan barisnya."
            )
            yield Finding("isi-contoh", title, LOOK, f"{body}: {some(left)}", remedy)
    if facts.identities and not any(left_over(values) for values in facts.identities.values()):
        yield Finding("isi-contoh", title, GOOD, "tidak ada")


def _is_asked(today: date, from_on: str | None) -> bool:
    return from_on is not None and (today.month, today.day) >= month_day(from_on)


def _calendars(facts: Facts, today: date) -> Iterator[Finding]:
    for law, years in facts.calendars.items():
        title, base = "Kalender hari libur", f"datasets/aturan/{law}/kalender/"
        both = (today.year, today.year + 1)
        missing = [str(year) for year in both if year not in years]
        known = ", ".join(f"{year} {years[year]}" for year in both if year in years)
        if missing:
            remedy = f"Tambahkan {base}{missing[0]}.yml; batas waktu yang menyentuh tahun itu belum dapat dihitung."
            found = f"belum ada: {', '.join(missing)}" + (f" (ada: {known})" if known else "")
            yield Finding("kalender", title, LOOK, found, remedy)
        elif years[today.year] == "perkiraan":
            remedy = f"Cocokkan {base}{today.year}.yml dengan keputusan bersamanya, lalu ubah statusnya menjadi tetap."
            yield Finding("kalender", title, LOOK, known, remedy)
        elif years[both[1]] == "perkiraan" and _is_asked(today, facts.calendar_asked_from.get(law)):
            remedy = f"Ganti {base}{both[1]}.yml dengan daftar dari keputusan bersamanya, lalu ubah statusnya."
            yield Finding("kalender", title, LOOK, known, remedy)
        else:
            yield Finding("kalender", title, GOOD, known)


LOOKS = (_data, _address, _bodies, _examples, _calendars)
