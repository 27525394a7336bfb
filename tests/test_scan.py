"""What is searched for personal data are values as they are read, and never those with a grammar of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

import trees
from terbuka.record import scan

NUMBER = "5371010101900001"
PHONE = "081234567890"
#: Hashes in which each kind stands.
HASHES = [
    f"a{NUMBER}" + "b" * 47,
    NUMBER + "f" * 48,
    f"a{PHONE}b" + "a" * 50,
    f"6281234567890{'e' * 51}",
    f"c198001012005011001{'d' * 45}",
    "0812345678901" + "a" + "1" * 50,
]


def told(root: Path) -> list[tuple[str, str]]:
    return [(p.code, str(p.place)) for p in trees.judged(root)[2] if p.code.startswith("data-pribadi")]


@pytest.mark.parametrize("hashed", HASHES)
def test_hashes_of_receipts_and_releases_are_no_text(hashed: str, tmp_path: Path) -> None:
    assert len(hashed) == 64
    root = trees.grow(
        tmp_path / "portal",
        {
            f"{trees.BODY}/tanda-terima.csv": (
                f"register,id_publik,sidik,kunci\npermohonan,pi-2026-001,{hashed},{hashed[::-1]}\n"
            ),
            f"{trees.BODY}/berkas/program-2026.csv": f"berkas,sha256\nlaporan.pdf,{hashed}\n",
        },
    )
    assert told(root) == []


_DATASET = f"{trees.BODY}/data/uji"
_DESCRIPTION = """\
judul: Uji
uraian: Uji.
produsen: Kantor Uji
frekuensi: tahunan
diterbitkan_pada: 2026-01-01
dimutakhirkan_pada: 2026-01-01
lisensi: cc-by-4.0
tabel:
  - kode: uji
    berkas: uji.csv
    judul: Uji
    kolom:
      - {nama: nama, judul: Nama, uraian: Nama, tipe: teks, wajib: ya}
      - {nama: pagu, judul: Pagu, uraian: Pagu, tipe: bilangan, satuan: rupiah}
      - {nama: nomor, judul: Nomor, uraian: Nomor, tipe: bilangan}
      - {nama: lintang, judul: Lintang, uraian: Lintang, tipe: lintang}
      - {nama: hari, judul: Hari, uraian: Hari, tipe: tanggal}
      - {nama: kelas, judul: Kelas, uraian: Kelas, tipe: teks, pilihan: {'0812345678': A}}
"""


def test_values_of_open_data_with_a_grammar_of_their_own(tmp_path: Path) -> None:
    """An amount with a unit is none; a number without one may be a telephone."""
    head = "nama,pagu,nomor,lintang,hari,kelas\n"
    root = trees.grow(tmp_path / "portal", {f"{_DATASET}/datapackage.yml": _DESCRIPTION.replace("'0812345678'", "b")})
    trees.put(root, f"{_DATASET}/uji.csv", head + "Budi,6281234567890,1,-8.123456789012345,2026-01-01,b\n")
    assert told(root) == []
    trees.put(root, f"{_DATASET}/uji.csv", head + "Budi,1,6281234567890,-8.5,2026-01-01,b\n")
    assert told(root) == [("data-pribadi", f"{_DATASET}/uji.csv:2 (sel C2)")]


#: A text of a record that its reader sees as a NIK, and where it is told.
SEEN = {
    "folded": (f"{trees.BODY}/badan.yml", "alamat: Jalan Uji 1", "alamat: >-\n  KTP 53710101\n  01900001"),
    "escaped": (f"{trees.BODY}/badan.yml", "alamat: Jalan Uji 1", 'alamat: "5\\x3371010101900001"'),
    "plain over lines": (f"{trees.BODY}/badan.yml", "alamat: Jalan Uji 1", "alamat: KTP 5371 0101\n  0190 0001"),
    "comment": (f"{trees.BODY}/badan.yml", "alamat: Jalan Uji 1", f"alamat: Jalan Uji 1 # Budi {NUMBER}"),
    "entity in a table": (trees.REGISTER, "Alamat dan tugas", "KTP &#53;371010101900001"),
    "emphasis in a table": (trees.REGISTER, "Alamat dan tugas", "KTP 53710101**01900001**"),
    "joined lines": ("content/tentang.md", "Portal ini karangan.", "Nomor 53710101\n01900001 ada."),
    "entity in prose": ("content/tentang.md", "Portal ini karangan.", "Nomor 53710101&#48;1900001 ada."),
    "law": (trees.DUTIES, "induk: profil\n", f"induk: profil\n  # tanya {PHONE}\n"),
}


@pytest.mark.parametrize("where", SEEN)
def test_values_as_they_are_read(where: str, tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    path, old, new = SEEN[where]
    file = root / path
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    found = told(root)
    assert [code for code, _ in found] == ["data-pribadi"]
    line = file.read_text("utf-8").split(new)[0].count("\n") + 1
    told_line = int(found[0][1].removeprefix(f"{path}:").split(" ")[0])
    assert line <= told_line <= line + new.count("\n")


def test_a_json_file_without_its_escapes() -> None:
    text = '{"a": 1,\n "nama": "\\u0035371010101900001", "hp": "0812\\/3456\\/7890"}'
    assert [(one.kind, place.line) for one, place in scan.in_text(text, "x.json")] == [("nik", 2), ("telepon", 2)]


def test_rows_below_each_other_are_not_joined() -> None:
    assert list(scan.in_text("kode,nama\n1,53710101\n01900001,b\n", "x.csv")) == []
    assert list(scan.in_text("- 53710101\n- 01900001\n", "x.md")) == []


def test_a_list_of_people_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MOST_HITS", 3)
    hits = scan.in_text("hp 081234567890\n" * 9, "x.txt")
    problems = list(scan.problems(hits, lambda value, path: False))
    assert [p.code for p in problems] == ["data-pribadi"] * 3 + ["data-pribadi-banyak"]
    assert problems[-1].place.path == "x.txt"


def test_many_notes_hide_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MOST_HITS", 3)
    text = "NIP 198001012005011001\n" * 9 + PHONE
    problems = list(scan.problems(scan.in_text(text, "x.txt"), lambda value, path: False))
    assert [p.code for p in problems] == ["data-pribadi-dimuat"] * 3 + ["data-pribadi"]


def test_a_nik_is_nobodys_to_allow(tmp_path: Path) -> None:
    """Listed or in the office's own contacts: whoever signs, it stays refused; a telephone is allowed."""
    root = trees.grow(
        tmp_path / "portal",
        {
            f"{trees.BODY}/kontak-kantor.yml": (
                f"- nilai: '{NUMBER}'\n  tempat: berkas/program-2026.csv\n  alasan: Disetujui kepala\n"
                f"- nilai: 0812-3456-7890\n  tempat: berkas/program-2026.csv\n  alasan: Nomor layanan\n"
            ),
            f"{trees.BODY}/berkas/program-2026.csv": f"nama,nomor,telepon\nBudi,{NUMBER},{PHONE}\n",
        },
    )
    assert told(root) == [("data-pribadi", f"{trees.BODY}/berkas/program-2026.csv:2 (sel B2)")]
    assert "kontak-nik" in {p.code for p in trees.judged(root)[2]}
