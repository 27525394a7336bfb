"""What the most a refused file costs: memory and time of ``load`` in a process of its own, beside a sound portal.

``python tests/bounds.py [NAME…]`` prints a table; ``tests/test_bounds.py`` holds each to its limit.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import trees

#: What a refused file may add to a check: megabytes and seconds.
MOST_MB, MOST_SECONDS = 300, 5.0

_DATASET = f"{trees.BODY}/data/uji"
_DESCRIPTION = """\
judul: Uji
uraian: Uji.
frekuensi: tahunan
diterbitkan_pada: 2026-01-01
dimutakhirkan_pada: 2026-01-01
lisensi: cc-by-4.0
produsen: Kantor Uji
kata_kunci: [uji]
tabel:
  - kode: uji
    berkas: uji.csv
    judul: Uji
    kolom:
      - {nama: a, judul: A, uraian: A, tipe: teks, wajib: ya}
      - {nama: b, judul: B, uraian: B, tipe: bilangan}
"""


def _wide() -> bytes:
    return b",".join(b"c%d" % n for n in range(5_000_000)) + b"\n1\n"


def _wide_row() -> bytes:
    return b"a,b\n" + b",".join([b"12"] * 600_000) + b"\n"


def _rows(line: bytes, number: int) -> bytes:
    return b"a,b\n" + line * number


_REGISTER_HEAD = "id,nomor,judul\n"

#: Name -> path and content of a file that is refused.
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "5,000,000 columns": (f"{_DATASET}/uji.csv", _wide),
    "a register of 5,000,000 columns": (trees.REGISTER, _wide),
    "a row of 600,000 cells": (f"{_DATASET}/uji.csv", _wide_row),
    "a cell of 50 MB": (f"{_DATASET}/uji.csv", lambda: b'a,b\n"' + b"x" * 50_000_000 + b'",1\n'),
    "a cell of 50 MB in lines": (f"{_DATASET}/uji.csv", lambda: b'a,b\n"' + b"baris\n" * 8_000_000 + b'",1\n'),
    "500,000 wrong cells": (f"{_DATASET}/uji.csv", lambda: _rows(b"x,dua\n", 500_000)),
    "500,000 rows of a wrong width": (f"{_DATASET}/uji.csv", lambda: _rows(b"x,1,2,3\n", 500_000)),
    "200,000 telephones": (f"{_DATASET}/uji.csv", lambda: _rows(b"081234567890,1\n", 200_000)),
    "40 MB with one wrong cell": (
        f"{_DATASET}/uji.csv",
        lambda: _rows(b"kampung di tepi laut,12345\n", 1_500_000) + b"x,dua\n",
    ),
    "a quote that is never closed": (f"{_DATASET}/uji.csv", lambda: b'a,b\n"' + b"x,1\n" * 5_000_000),
    "100,000 unknown keys": (
        f"{trees.BODY}/badan.yml",
        lambda: b"nama: Kantor Uji\n" + b"".join(b"kunci-%06d: x\n" % n for n in range(100_000)),
    ),
    "100,000 unknown keys in a list": (
        f"{trees.BODY}/pernyataan.yml",
        lambda: b"".join(b"- {kunci-%06d: x}\n" % n for n in range(100_000)),
    ),
    "1,000,000 entries": (f"{trees.BODY}/pernyataan.yml", lambda: b"- a\n" * 1_000_000),
    "1,900,000 flow entries": (f"{trees.BODY}/pernyataan.yml", lambda: b"[" + b"a," * 1_900_000 + b"a]"),
    "200,000 wrong days": (
        f"{trees.BODY}/pernyataan.yml",
        lambda: b"- {berlaku_mulai: 1/1/26}\n" * 150_000,
    ),
    "a long key": (f"{trees.BODY}/badan.yml", lambda: b"k" * 3_900_000 + b": x\n"),
    "a page of 90 MB": (
        "content/panjang.md",
        lambda: b"---\ntitle: a\ndescription: b\n---\n" + b"<b>a</b> " * 10_000_000,
    ),
    "a page of 4 MB": (
        "content/panjang.md",
        lambda: b"---\ntitle: a\ndescription: b\n---\n" + b"<b>a</b> " * 430_000,
    ),
    "text of 45 MB with telephones": (f"{trees.BODY}/berkas/uji.txt", lambda: b"HP 0812 3456 7890 ya\n" * 2_100_000),
    "a table of 45 MB with NIK": (
        f"{trees.BODY}/berkas/uji.csv",
        lambda: b"nama,nomor\n" + b"Budi,5371010101900001\n" * 2_000_000,
    ),
}

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from terbuka.base.problem import in_order, grouped
from terbuka.portal.load import load
from terbuka.review.report import as_text, as_json
start = time.process_time()
_, problems = load(Path(sys.argv[1]))
text = as_text(in_order(problems))
print(json.dumps({
    "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "seconds": time.process_time() - start,
    "problems": len(problems),
    "codes": sorted({p.code for p in problems}),
    "said": len(text),
}))
"""


def cost(root: Path) -> dict[str, object]:
    """``mb``, ``seconds``, number of ``problems`` and their ``codes`` of one reading in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _CHILD, str(root)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def planted(name: str, target: Path) -> Path:
    """A sound portal with the file ``name``, written by a process of its own: a child counts what its parent held."""
    code = "import sys, bounds; from pathlib import Path; bounds.plant(sys.argv[1], Path(sys.argv[2]))"
    folder = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", code, name, str(target)], check=True, cwd=folder)
    return target


def plant(name: str, target: Path) -> None:
    path, content = FILES[name]
    root = trees.grow(target)
    if path.startswith(_DATASET):
        trees.put(root, f"{_DATASET}/datapackage.yml", _DESCRIPTION)
    trees.put(root, path, content())


def measured(names: list[str]) -> Iterator[tuple[str, float, float, dict[str, object]]]:
    """Name, megabytes and seconds more than a sound portal, and the whole answer."""
    with tempfile.TemporaryDirectory() as folder:
        sound = cost(trees.grow(Path(folder) / "sound"))
        for number, name in enumerate(names):
            found = cost(planted(name, Path(folder) / str(number)))
            yield (
                name,
                float(str(found["mb"])) - float(str(sound["mb"])),
                float(str(found["seconds"])) - float(str(sound["seconds"])),
                found,
            )


if __name__ == "__main__":
    for name, mb, seconds, found in measured(sys.argv[1:] or list(FILES)):
        print(f"{name:35} {mb:7.0f} MB {seconds:6.1f} s  {found['problems']} {found['codes']}", flush=True)
