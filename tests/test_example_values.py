"""What an office forgot to replace in ``badan.yml``: the list comes from the specimen itself."""

from __future__ import annotations

import re

import pytest

from terbuka.authoring import bodies
from terbuka.authoring.example_values import left_over, typed


def test_the_specimen_is_full_of_examples_and_no_real_choice_is_one() -> None:
    """Every line that is switched on by taking its ``#`` away, nothing else written."""
    text = re.sub(
        r"^# (?=[a-z_]+: (?!rintisan selama)|[a-z_]+:$|  - |  [A-Z])", "", bodies.specimen(), flags=re.MULTILINE
    )
    assert left_over(typed(text)) == [
        ("nama", "@@nama@@"),
        ("nama_pendek", "@@nama@@"),
        ("induk", "kode-badan-publik"),
        ("badan_publik", "Pemerintah Provinsi …"),
        (
            "tentang",
            (
                "Kedudukan, ruang lingkup, maksud, tujuan, tugas, dan fungsi kantor …, disalin dari peraturan yang "
                "membentuknya."
            ),
        ),
        ("alamat", "Jalan …"),
        ("telepon", "(kode area) nomor"),
        ("surel", "ppid@….go.id"),
        ("laman", "https://….go.id/"),
        ("jam_layanan", "{hari: senin, buka: 08:00, tutup: 15:00}"),
        ("formulir_permohonan", "https://…"),
        ("formulir_survei", "https://…"),
    ]


def test_a_body_that_was_just_begun_has_none() -> None:
    assert left_over(typed(bodies.specimen().replace("@@nama@@", "Dinas Perhubungan"))) == []


@pytest.mark.parametrize(
    "value", ["Jalan … nomor 5", "@@nama@@", "https://dinas.example/", "ppid@dinas.example", "http://localhost/"]
)
def test_what_nobody_means_is_known_in_any_key(value: str) -> None:
    assert left_over({"alamat": [value]}) == [("alamat", value)]


@pytest.mark.parametrize("value", ["Jalan Frans Seda", "https://dinas.go.id/", "ppid@dinas.go.id", "Sekretaris Daerah"])
def test_what_an_office_writes_is_none(value: str) -> None:
    assert left_over({"alamat": [value]}) == []


def test_opening_hours_of_a_whole_week_may_have_the_line_of_the_specimen() -> None:
    hours = ["{hari: senin, buka: 08:00, tutup: 15:00}", "{hari: selasa, buka: 08:00, tutup: 15:00}"]
    assert left_over({"jam_layanan": hours}) == []
    assert left_over({"jam_layanan": hours[:1]}) == [("jam_layanan", hours[0])]


def test_what_cannot_be_read_has_no_values() -> None:
    assert typed("nama: [\n") == {}
