"""Each page's template and its view name the same fields, and every page can be made of a body that says nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta, nodes

import trees
from terbuka.base.problem import blocking
from terbuka.kit.portal import Portal, View, environment
from terbuka.portal.checking import validate
from terbuka.portal.features import everything_shown
from terbuka.portal.judging import assess
from terbuka.portal.load import load
from terbuka.portal.pages import SearchPage, render

everything_shown()  # A view is known once its feature is loaded.

VIEWS = {view.template: view for view in View.__subclasses__()}
#: What ``Portal.article`` gives to every template, and to those of a body.
GLOBALS = {"up", "site", "corpus", "asal", "b", "heading"} | set(environment().globals)


def reads(name: str) -> set[str]:
    """The names that a template looks at and does not set itself, with those of the templates that it includes."""
    env = environment()
    assert env.loader is not None
    tree = env.parse(env.loader.get_source(env, name)[0])
    names = meta.find_undeclared_variables(tree)
    for include in tree.find_all(nodes.Include):
        assert isinstance(include.template, nodes.Const)
        names |= reads(include.template.value)
    return names - {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def test_each_template_reads_exactly_the_fields_of_its_view() -> None:
    fields = {name: set(view.__dataclass_fields__) for name, view in VIEWS.items()}
    assert {name: reads(name) - GLOBALS for name in VIEWS} == fields
    assert not GLOBALS & set().union(*fields.values())
    assert len(VIEWS) == len(View.__subclasses__()), "two views of one template"


#: What ``badan.yml`` must hold, and nothing more: no contact, no register, no hours.
BODY = """\
nama: {name}
nama_pendek: {name}
contoh: tidak
tahap: rintisan
bentuk: badan-publik
yurisdiksi: id
peran_ppid: {role}
sifat: {{jenis_badan: pemerintah-daerah, pendidikan_umum: tidak, pemberi_izin: tidak}}
zona_waktu: Asia/Makassar
sumber: Karangan untuk pengujian
"""
ENTRY = {
    "id": "info-satu", "nomor": "1", "judul": "Info satu", "ringkasan": "Satu.", "penguasa": "Tata Usaha",
    "penanggung_jawab": "Kepala", "waktu_pembuatan": "2026", "tempat_pembuatan": "Kota Uji", "bentuk": "cetak",
    "retensi": "JRA", "kelas": "setiap-saat", "status_dokumen": "belum-ditetapkan", "bahasa": "id",
    "lisensi": "cc-by-4.0",
}  # fmt: skip
NOTICE = """\
- id: padam-2026-06-01
  judul: Listrik padam
  jenis: [serta-merta-gangguan-utilitas]
  peristiwa: Listrik padam.
  bahaya: Lift berhenti.
  siapa: Pengunjung.
  tindakan: [Pakai tangga.]
  diumumkan_oleh: Kepala Kantor
  waktu_peristiwa: 2026-06-01 08:00
  waktu_diketahui: 2026-06-01 08:00
  waktu_pengumuman: 2026-06-01 08:10
  berakhir_pada: 2026-06-01 15:00
"""
DATASET = """\
judul: Angka uji
uraian: Angka.
produsen: Tata Usaha
frekuensi: tidak-tentu
diterbitkan_pada: 2026-01-02
dimutakhirkan_pada: 2026-01-02
lisensi: cc-by-4.0
wilayah: Kota Uji
tabel:
  - kode: satu
    berkas: satu.csv
    judul: Satu
    kolom:
      - {nama: kode, judul: Kode, uraian: Kode baris., tipe: teks, wajib: ya}
  - kode: dua
    berkas: dua.csv
    judul: Dua
    kolom:
      - {nama: kode, judul: Kode, uraian: Kode baris., tipe: teks, wajib: ya}
"""
#: An office with one record, the shortest that is legal, of each kind that has a page of its own.
THIN = {
    "badan.yml": BODY.format(name="Kantor Tipis", role="pelaksana").replace("badan-publik", "unit-kerja")
    + "induk: kantor-kosong\nformulir_survei: https://formulir.contoh.example/survei\n",
    "daftar-informasi-publik.csv": f"{','.join(ENTRY)}\n{','.join(ENTRY.values())}\n",
    "paket.csv": "id,nama,tahun,metode\np-01-2026,Paket uji,2026,tender\n",
    "peringatan.yml": NOTICE,
    "laporan-tahunan.yml": "- tahun: 2025\n",
    "maklumat.yml": "pernyataan: Kami melayani.\n",
    "data/angka/datapackage.yml": DATASET,
    "data/angka/satu.csv": "kode\n" + "".join(f"k{n}\n" for n in range(1200)),
    "data/angka/dua.csv": "kode\nk1\n",
}


def test_every_template_is_rendered_for_offices_that_say_nothing_but_what_they_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "portal"
    shutil.copytree(trees.portal(), root)
    shutil.rmtree(root / "datasets/badan")
    trees.put(root, "datasets/badan/kantor-kosong/badan.yml", BODY.format(name="Kantor Kosong", role="utama"))
    trees.put(root, "datasets/badan/kantor-kosong/daftar-informasi-publik.csv", ",".join(ENTRY) + "\n")
    for name, text in THIN.items():
        trees.put(root, f"datasets/badan/kantor-tipis/{name}", text)
    corpus, problems = load(root)
    assert [problem for problem in (*problems, *validate(corpus)) if blocking([problem])] == []
    rendered: dict[str, Portal] = {}
    article = Portal.article

    def noted(portal: Portal, view: View, *args: Any) -> str:
        rendered[view.template] = portal
        return article(portal, view, *args)

    monkeypatch.setattr(Portal, "article", noted)
    list(render(corpus, assess(corpus, dict.fromkeys(corpus.bodies, trees.DAY)), offline=True))
    # The search that asks an index stands in the place of the list of all pages.
    rendered["cari-luring.html"].page(SearchPage(), "cari/index.html", "Cari", "Cari")
    assert set(VIEWS) == set(rendered)
