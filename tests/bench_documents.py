"""How long the search of documents takes: 200 PDFs of ten pages, with tags, tables and a signature with its NIP.

``bench.py`` adds its line to the table; alone it is ``.venv/bin/python tests/bench_documents.py``, which fails above
the budget.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from terbuka.base.store import Store
from terbuka.kit.document import Document, Grid, Heading, Paragraph
from terbuka.kit.pdf import pdf
from terbuka.record import insides

FILES, PAGES = 200, 10
#: Seconds, cold and when nothing has changed.
BUDGET = (30.0, 2.0)
_SENTENCE = "Laporan pelayanan informasi publik memuat uraian kegiatan, anggaran, dan hasilnya pada unit kerja ini. "


def many(folder: Path) -> None:
    """``FILES`` documents of ``PAGES`` pages each, no two the same."""
    folder.mkdir(parents=True)
    for number in range(FILES):
        (folder / f"laporan-{number}.pdf").write_bytes(_paper(number))


def _paper(number: int) -> bytes:
    rows = [[f"Kegiatan {n}", f"{number * 1_000 + n}", f"{n * 1_250_500:,}".replace(",", ".")] for n in range(12)]
    blocks = []
    for page in range(PAGES):
        blocks += [
            Heading(1, f"Bab {page + 1}"),
            *(Paragraph(_SENTENCE * 5) for _ in range(5)),
            Grid(f"Tabel {page + 1}", ("Kegiatan", "Nomor", "Pagu (Rp)"), rows, (1, 2)),
        ]
    blocks.append(Paragraph("Kepala Kantor Uji, NIP 197001012000031001"))
    return pdf(Document(title=f"Laporan {number}", office="Kantor Uji", day="2026-06-30", blocks=blocks))


def measured(root: Path) -> tuple[float, float]:
    """Seconds of the search of ``root``/berkas, cold and again."""
    took = []
    for _ in range(2):
        store = Store(root / "simpanan")
        start = time.perf_counter()
        folder = insides.read_folders(root, ["berkas"], store)["berkas"]
        found = list(insides.search(folder, lambda value, path: False))
        insides.remember(folder, [*folder.problems, *found], store)
        took.append(time.perf_counter() - start)
        assert [p.code for p in folder.problems] == []
        assert all(d.page_count is not None and d.page_count >= PAGES for d in folder.documents.values())
    return took[0], took[1]


def told(folder: Path) -> str:
    """The measurement as a cell of the table."""
    many(folder / "berkas")
    cold, again = measured(folder)
    return f"{cold:.1f} s; tak berubah {again:.1f} s"


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        many(Path(name) / "berkas")
        cold, again = measured(Path(name))
    print(f"{FILES} PDF x {PAGES} halaman: {cold:.1f} s; tak berubah {again:.1f} s; batas {BUDGET} s")
    return int(cold > BUDGET[0] or again > BUDGET[1])


if __name__ == "__main__":
    sys.exit(main())
