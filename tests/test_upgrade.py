"""``terbuka upgrade``: the same portal, made by the version before, is brought to the next one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import packages
import trees
from terbuka.lifecycle import wheel

REGISTER = "datasets/badan/kantor-uji/daftar-informasi-publik.csv"
_DUTY = """\

- id: aset
  judul: Daftar aset
  judul_en: List of assets
  uraian: Aset yang dikelola kantor.
  ditinjau: belum
  kelas: berkala
  jenis: terbit
  dinilai: sendiri
  satuan: unit
  penetap: ppid
  langkah_warga: keberatan-berkala
  selang: [{mulai: 2021-06-30, nilai: P1Y}]
  dasar_hukum:
    - {peraturan: perki-uji, pasal: Pasal 4, mulai: 2021-06-30}
  terkonfirmasi: ya
"""
_RULES = """\
- sejak: 0.9.0
  berkas: daftar-informasi-publik.csv
  sebab: Nama kolom mengikuti formulir yang baru.
  ganti_nama: {dari: masa_simpan, menjadi: retensi}
"""
_DUTIES = f"{packages.PACKED}/datasets/aturan/id/kewajiban/semua.yml"


def _older_law(text: str) -> str:
    start = text.index("- id: program\n")
    return text[:start] + text[start:].replace("nilai: P6M", "nilai: P1Y", 1)


OLD = {
    "terbuka/duties/record.py": lambda text: text.replace('key("retensi"', 'key("masa_simpan"'),
    f"{packages.PACKED}/schemas/daftar-informasi-publik.yml": lambda text: text.replace(
        "nama: retensi", "nama: masa_simpan"
    ),
    _DUTIES: _older_law,
}
NEW = {"terbuka/lifecycle/migrasi.yml": lambda text: _RULES, _DUTIES: lambda text: text + _DUTY}


def test_try(tmp_path: Path) -> None:
    old = packages.packed(tmp_path / "lama", "0.8.0", OLD)
    new = packages.packed(tmp_path / "baru", "0.9.0", NEW)
    records = packages.body()
    records[REGISTER] = records[REGISTER].replace(b",retensi,", b",masa_simpan,").replace(b"\n", b"\r\n")
    root = packages.portal(tmp_path / "portal", old, records)
    import time

    t = time.time()
    done = trees.terbuka("upgrade", str(new), "--root", str(root), "--check", "--on", "2026-06-30")
    print(time.time() - t)
    print(done)
    done = subprocess.run(
        [sys.executable, "-m", "terbuka", "upgrade", str(new), "--root", str(root), "--check", "--on", "2026-06-30"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(trees.REPOSITORY / "scripts")},
    )
    print(done.returncode, done.stdout, done.stderr)
    assert 0
