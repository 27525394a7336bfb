"""A proposed file is the one that was meant, or none."""

from __future__ import annotations

import pytest

from terbuka.record.near import near_file

FILES = ["laporan-2025.pdf", "program-2026.csv", "sk-ppid.pdf", "sk-ppid-01.pdf", "Maklumat.pdf"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Laporan-2025.PDF", "laporan-2025.pdf"),
        ("laporan 2025.pdf", "laporan-2025.pdf"),
        ("lapora-2025.pdf", "laporan-2025.pdf"),
        ("laporan-2024.pdf", ""),
        ("laporan-tahunan-2025.pdf", ""),
        ("sk-ppid-02.pdf", ""),
        ("maklumat.pdf", "Maklumat.pdf"),
        ("foto.png", ""),
    ],
)
def test_only_what_is_very_near(name: str, meant: str) -> None:
    assert near_file(name, FILES) == meant
