"""Open data from the file of an office to its releases: ``terbuka new dataset``, its clock, ``terbuka release``."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import trees
from terbuka import cli
from terbuka.authoring import inference
from terbuka.base.problem import in_order
from terbuka.features.open_data.agenda import DATASET
from terbuka.features.open_data.judge import EVERY, state_of
from terbuka.features.open_data.record import DatasetState, DataState, OpenDataset
from terbuka.portal.agenda import agenda
from terbuka.record.strict_yaml import parse

FOLDER = f"{trees.BODY}/data/penduduk"
CASE = trees.TESTS / "cases/data-lewat"
ANSWERS = ["judul=Penduduk", "uraian=Jumlah penduduk.", "produsen=Bagian Data", "frekuensi=tahunan"]
ANSWERS += ["lisensi=cc-by-4.0"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command on a sound portal in ``portal``: exit code, output, complaint."""
    root = trees.grow(tmp_path / "portal")

    def command(*words: str) -> tuple[int, str, str]:
        code = cli.main([*words, "--root", str(root)])
        return code, *capsys.readouterr()

    return command


def kinds(text: str) -> dict[str, str]:
    """The type that is inferred for each column of a CSV."""
    return {column.name: column.type for column in inference.infer(text.encode(), "uji.csv").columns}


def refused(data: str | bytes) -> list[str]:
    with pytest.raises(inference.NotATable) as caught:
        inference.infer(data if isinstance(data, bytes) else data.encode(), "uji.csv")
    return [f"{p.code} {p.place}" for p in in_order(caught.value.problems)]


# --- what a file says by itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param("1,20,-3", "bilangan", id="whole numbers"),
        pytest.param("1.5,20,-3", "desimal", id="decimals with a point"),
        pytest.param("01,02,10", "teks", id="codes with leading zeros stay text"),
        pytest.param("5371010101,53710101,0", "bilangan", id="long numbers"),
        pytest.param("2026-01-31,2026-02-01,", "tanggal", id="ISO days, one of them missing"),
        pytest.param("31/01/2026,05/02/2026,1/3/2026", "tanggal", id="days as people write them"),
        pytest.param("31/01/2026,besok,", "teks", id="one that is no day"),
        pytest.param("ya,Tidak,TRUE", "ya-tidak", id="yes and no"),
        pytest.param("1,0,1", "angka-ya", id="one and zero"),
        pytest.param("-8.5 123.5,-10.1 124.2,", "koordinat", id="a coordinate in one cell"),
        pytest.param("1.234,12.5,2", "desimal", id="a comma file: a point is decimal"),
        pytest.param("1.234.567,12,2", "bilangan", id="two points can only stand between thousands"),
    ],
)
def test_types(cells: str, kind: str) -> None:
    text = "x,y\n" + "".join(f"{cell},a\n" for cell in cells.split(","))
    assert kinds(text)["x"] == kind


def test_names_say_what_is_a_year_or_half_a_coordinate() -> None:
    text = "tahun,lintang,bujur,jumlah\n2025,-8.5,123.5,2025\n2024,-9.5,124.5,2024\n"
    assert kinds(text) == {"tahun": "tahun", "lintang": "lintang", "bujur": "bujur", "jumlah": "bilangan"}


@pytest.mark.parametrize("name", ["kode", "kode_wilayah", "district_code", "id"])
def test_a_code_of_digits_is_a_name_and_keeps_them(name: str) -> None:
    made = inference.infer(f"{name};luas\n53.100;1.045\n53.200;2.000\n".encode(), "uji.csv")
    assert [c.type for c in made.columns] == ["teks", "bilangan"]
    assert made.text == f"{name},luas\n53.100,1045\n53.200,2000\n"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("kode,nama\na,x\nb,x\n", ("kode",), id="one column"),
        pytest.param("kode,tahun,n\na,2024,1\na,2025,2\nb,2024,3\n", ("kode", "tahun"), id="two, and not the measure"),
        pytest.param("kode,nama\na,x\na,x\n", (), id="none: two rows are equal"),
        pytest.param("kode,nama\n,x\nb,y\n", ("nama",), id="not one with an empty cell"),
    ],
)
def test_keys(text: str, keys: tuple[str, ...]) -> None:
    assert inference.infer(text.encode(), "uji.csv").keys == keys


def test_few_values_often_repeated_are_reference_codes() -> None:
    text = "nama,jenis\n" + "".join(f"n{n},{'kota' if n % 2 else 'desa'}\n" for n in range(12))
    assert [c.choices for c in inference.infer(text.encode(), "uji.csv").columns] == [(), ("desa", "kota")]


def test_what_excel_in_indonesia_writes_is_converted_and_told() -> None:
    data = (
        "\ufeffsep=;\r\nKode;Luas (ha);Penduduk;Dicatat;Anggaran\r\n"
        "01;1.045,5;1.200;31/01/2026;Rp 1.250.000\r\n02;7;800;05/02/2026;Rp 2.000\r\n;;;;\r\n"
    ).encode()
    made = inference.infer(data, "uji.csv")
    assert made.text == (
        "kode,luas,penduduk,dicatat,anggaran\n01,1045.5,1200,2026-01-31,1250000\n02,7,800,2026-02-05,2000\n"
    )
    assert list(made.told) == [
        "tanda BOM dihapus",
        "baris “sep=;” dihapus",
        "ganti baris Windows (CRLF) menjadi LF",
        "pemisah titik koma menjadi koma",
        (
            "nama kolom: “Kode” → kode, “Luas (ha)” → luas, “Penduduk” → penduduk, “Dicatat” → dicatat, "
            "“Anggaran” → anggaran"
        ),
        "kolom luas: koma desimal menjadi titik, 1 sel (“1.045,5” → 1045.5)",
        "kolom penduduk: titik ribuan dihapus, 1 sel (“1.200” → 1200)",
        "kolom dicatat: tanggal dibaca hari dahulu, 2 sel (“31/01/2026” → 2026-01-31)",
        "kolom anggaran: titik ribuan dihapus, 2 sel (“Rp 1.250.000” → 1250000)",
    ]
    assert [(c.name, c.unit) for c in made.columns if c.unit] == [("luas", "ha")]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param("", ["berkas-kosong uji.csv:1"], id="nothing"),
        pytest.param("a,b\n", ["data-tanpa-baris uji.csv"], id="a header alone"),
        pytest.param("a,b\n1\n1,2\n", ["jumlah-sel uji.csv:2"], id="uneven rows"),
        pytest.param("a,A\n1,2\n", ["kolom-ganda uji.csv:1 (sel B1)"], id="a header twice"),
        pytest.param("a,\n1,2\n", ["kolom-tanpa-nama uji.csv:1 (sel B1)"], id="a column without a name"),
        pytest.param('a,b\n"1,2\n', ["kutip-rusak uji.csv:1"], id="an open quote"),
        pytest.param(b"a,b\n\xc3\xa9,\xe9\n", ["bukan-utf8 uji.csv:2"], id="two encodings"),
        pytest.param("a,b\nx,5371010101900001\n", ["data-pribadi uji.csv:2 (sel B2)"], id="a NIK"),
        pytest.param("a,b\nx,budi@uji.example\n", ["data-pribadi uji.csv:2 (sel B2)"], id="an address"),
        pytest.param(
            "Nama,NIK,Alamat\nx,1,y\n", ["register-privat-di-repositori uji.csv:1"], id="a register of people"
        ),
    ],
)
def test_refused_files(data: str | bytes, found: list[str]) -> None:
    assert refused(data) == found


# --- terbuka new dataset ----------------------------------------------------------------------------------


def test_a_new_dataset_is_written_checked_and_sound(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Penduduk 2025.csv"
    file.write_text("Kode,Jumlah (orang)\nu1,1200\nu2,800\n")
    code, out, err = run("new", "dataset", str(file), *ANSWERS, "kode=penduduk", "uraian.kode=Kode wilayah.")
    assert (code, err) == (0, "")
    assert out == (
        f"Ditulis: {FOLDER}/datapackage.yml dan tabelnya (2 baris).\n"
        "Diubah ke bentuk baku:\n  nama kolom: “Kode” → kode, “Jumlah (orang)” → jumlah\n"
        "Diduga dari isinya; ubah bila tidak benar:\n"
        "  kode: teks, wajib, kunci\n  jumlah: bilangan, wajib, satuan orang\n"
        "Uraian masih sama dengan judulnya; tulis artinya: jumlah.\n"
        "Berikutnya: baca lagi datapackage.yml, jalankan terbuka check, lalu terbuka release penduduk.\n"
    )
    corpus, _, problems = trees.judged(tmp_path / "portal", date(2027, 1, 1))
    dataset = corpus.bodies["kantor-uji"].named(OpenDataset)["penduduk"]
    assert dataset.tables["penduduk"].rows == [("u1", 1200), ("u2", 800)]
    assert [c.text for c in dataset.record.tables[0].columns] == ["Kode wilayah.", "Jumlah."]
    assert not [p for p in problems if "/data/" in p.place.path]
    code, _, err = run("new", "dataset", str(file), *ANSWERS, "kode=penduduk")
    assert code == 2
    assert err == (
        f"terbuka: himpunan data “penduduk” sudah ada di {FOLDER}; ganti tabelnya di sana lalu jalankan "
        "terbuka release penduduk, atau beri kode lain dengan kode=…\n"
    )


def test_what_the_file_cannot_say_is_asked_all_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "penduduk.csv"
    file.write_text("kode,jumlah\nu1,1200\n")
    code, out, err = run("new", "dataset", str(file), *ANSWERS[:3])
    assert (code, out) == (2, "")
    assert [line.split("=…")[0].strip() for line in err.splitlines()[1:-1]] == ["frekuensi", "lisensi", "satuan.jumlah"]
    assert not (tmp_path / "portal" / trees.BODY / "data").exists()


def test_answers_may_stand_in_a_file_and_the_line_wins(run: Run, tmp_path: Path) -> None:
    (tmp_path / "penduduk.csv").write_text("kode,jumlah\nu1,1200\n")
    (tmp_path / "jawaban.yml").write_text(
        "judul: Lama\nuraian: Jumlah penduduk.\nprodusen: Bagian Data\nfrekuensi: tahunan\nlisensi: cc-by-4.0\n"
        "kata_kunci: [penduduk, jiwa]\nsatuan:\n  jumlah: orang\n"
    )
    command = ("new", "dataset", str(tmp_path / "penduduk.csv"), "--answers", str(tmp_path / "jawaban.yml"))
    assert run(*command, "judul=Baru")[0] == 0
    record = trees.judged(tmp_path / "portal")[0].bodies["kantor-uji"].named(OpenDataset)["penduduk"].record
    assert (record.title, record.keywords, record.tables[0].columns[1].unit) == ("Baru", ("penduduk", "jiwa"), "orang")


@pytest.mark.parametrize(
    ("word", "complaint"),
    [
        ("lisensi=bebas", "“bebas” tidak boleh di “lisensi”."),
        ("frekuensi=kadang", "“kadang” tidak boleh di “frekuensi”."),
    ],
)
def test_what_the_check_would_refuse_is_not_written(run: Run, tmp_path: Path, word: str, complaint: str) -> None:
    (tmp_path / "penduduk.csv").write_text("kode,nama\nu1,Uji\n")
    kept = [text for text in ANSWERS if text.split("=")[0] != word.split("=", maxsplit=1)[0]]
    code, out, _ = run("new", "dataset", str(tmp_path / "penduduk.csv"), *kept, word)
    assert code == 1
    assert complaint in out
    assert not (tmp_path / "portal" / trees.BODY / "data").exists()


# --- the clock ----------------------------------------------------------------------------------------------


def stories() -> list[object]:
    node, problems = parse((trees.TESTS / "scenarios/data/frekuensi.yml").read_text("utf-8"), "frekuensi.yml")
    assert node is not None, problems
    return [pytest.param(entry.plain(), id=entry.items["nama"].text) for entry in node.entries]


@pytest.mark.parametrize("story", stories())
def test_a_frequency_is_a_clock(story: dict[str, str], tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, CASE, ("expected.txt",))
    path = f"{FOLDER}/datapackage.yml"
    trees.change(root, path, "frekuensi: triwulanan", f"frekuensi: {story['frekuensi']}")
    trees.change(root, path, "diterbitkan_pada: 2026-01-15", f"diterbitkan_pada: {story['terbit']}")
    trees.change(root, path, "dimutakhirkan_pada: 2026-02-28", f"dimutakhirkan_pada: {story['mutakhir']}")
    record = trees.judged(root)[0].bodies["kantor-uji"].named(OpenDataset)["penduduk"].record
    found = state_of(record, date.fromisoformat(story["hari"]))
    assert (found.state.value, str(found.due_on or "")) == (story["keadaan"], story.get("batas", ""))


def test_every_frequency_has_its_length() -> None:
    column = trees.records().schemas["datapackage"].column("frekuensi")
    assert list(column.choices) == list(EVERY)


def test_late_data_are_a_gap_that_counts_only_when_the_body_does(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, CASE, ("expected.txt",))
    _, assessment, problems = trees.judged(root)
    assert assessment is not None
    made = assessment.bodies["kantor-uji"]
    assert (made.named(DatasetState)["penduduk"].state, made.gate_count) == (DataState.LATE, 1)
    assert [(g.kind, g.id, str(g.due_on)) for g in made.record_gaps] == [("data", "penduduk", "2026-05-28")]
    assert [p.code for p in problems] == ["data-lewat"]
    items = agenda(assessment).items
    assert [(i.kind.value, i.title, i.when.value) for i in items if i.kind is DATASET] == [
        ("data", "Mutakhirkan data: Penduduk menurut wilayah", "lewat")
    ]
    trees.change(root, f"{trees.BODY}/badan.yml", "tahap: berjalan", "tahap: rintisan")
    _, assessment, problems = trees.judged(root)
    assert assessment is not None
    made = assessment.bodies["kantor-uji"]
    assert (made.gap_count, made.gate_count, problems) == (1, 0, [])


def test_no_dataset_of_a_sample_is_late_on_its_day() -> None:
    for records in trees.records().bodies.values():
        if records.body.sample_day:
            late = [
                n
                for n, d in records.named(OpenDataset).items()
                if state_of(d.record, records.body.sample_day).state == "lewat"
            ]
            assert late == []


# --- releases -----------------------------------------------------------------------------------------------


def test_releases_tell_what_came_went_and_changed(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    trees.overlay(root, CASE, ("expected.txt",))
    command = ("release", "penduduk", "--on", "2026-06-30")
    assert run(*command)[:2] == (
        0,
        (
            "Rilis 1 dari penduduk, 2026-06-30:\n"
            "  wilayah: 2 baris masuk, 0 keluar, 0 berubah; kini 2 baris\n"
            "  penduduk: 2 baris masuk, 0 keluar, 0 berubah; kini 2 baris\n"
            f"Ditulis:\n  {FOLDER}/rilis/wilayah.csv\n  {FOLDER}/rilis/penduduk.csv\n  {FOLDER}/rilis.yml\n"
        ),
    )
    nothing = "terbuka: tidak ada yang berubah sejak rilis 1 (2026-06-30); tidak ada yang ditulis\n"
    assert run(*command) == (2, "", nothing)
    trees.change(root, f"{FOLDER}/penduduk.csv", "u2,2025,800", "u2,2024,800")
    trees.change(root, f"{FOLDER}/penduduk.csv", "1200", "1250")
    earlier = run("release", "penduduk", "--on", "2026-06-29")
    assert earlier[0] == 2
    assert earlier[2] == (
        "terbuka: rilis terakhir bertanggal 2026-06-30, sesudah 2026-06-29; rilis baru tidak dapat mendahuluinya\n"
    )
    assert run(*command, "--note", "Angka diperbaiki.")[0] == 0
    first, second = trees.judged(root)[0].bodies["kantor-uji"].named(OpenDataset)["penduduk"].releases
    assert (first.version, second.version, second.note) == (1, 2, "Angka diperbaiki.")
    told = second.tables[1]
    assert (told.rows, told.came, told.went, told.changed) == (2, 1, 1, 1)
    assert (told.keys_came, told.keys_went, told.keys_changed) == (("u2 | 2024",), ("u2 | 2025",), ("u1 | 2025",))
    assert (second.tables[0].came, second.tables[0].changed) == (0, 0)


def test_a_release_is_never_compared_with_another_state(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    trees.overlay(root, CASE, ("expected.txt",))
    assert run("release", "penduduk", "--on", "2026-06-30")[0] == 0
    (root / FOLDER / "rilis/penduduk.csv").unlink()
    trees.change(root, f"{FOLDER}/penduduk.csv", "1200", "1250")
    assert run("release", "penduduk", "--on", "2026-06-30") == (
        2,
        "",
        (
            f"terbuka: {FOLDER}/rilis/penduduk.csv tidak ada atau bukan keadaan rilis terakhir (2 baris), jadi "
            "perubahannya "
            "tidak dapat dihitung; kembalikan berkas itu dari versi sebelumnya\n"
        ),
    )


def test_a_dataset_that_is_not_there(run: Run) -> None:
    assert run("release", "penduduk") == (
        2,
        "",
        "terbuka: himpunan data “penduduk” tidak ada; sebut badannya dengan --body. Yang ada: belum ada\n",
    )


# --- what no case can hold ----------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no symbolic links")
def test_a_table_that_is_a_link_is_refused(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, CASE, ("expected.txt",))
    (tmp_path / "luar.csv").write_text("kode,nama,letak\nu1,Uji,\n")
    (root / FOLDER / "wilayah.csv").unlink()
    (root / FOLDER / "wilayah.csv").symlink_to(tmp_path / "luar.csv")
    _, assessment, problems = trees.judged(root)
    assert assessment is None
    assert [(p.code, str(p.place)) for p in problems] == [("tautan-simbolik", f"{FOLDER}/wilayah.csv")]


@pytest.mark.parametrize("start", ["+62", "-lainnya", "@kantor"])
def test_text_may_start_like_a_formula_and_stays_exact(tmp_path: Path, start: str) -> None:
    root = trees.grow(tmp_path / "portal")
    trees.overlay(root, CASE, ("expected.txt",))
    trees.change(root, f"{FOLDER}/wilayah.csv", "Uji Utara", start)
    corpus, _, problems = trees.judged(root)
    assert [p.code for p in problems] == ["data-lewat"]
    assert corpus.bodies["kantor-uji"].named(OpenDataset)["penduduk"].tables["wilayah"].values("nama")[0] == start


def test_at_a_terminal_only_what_is_missing_is_asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "penduduk.csv").write_text("kode,jumlah\nu1,1200\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    replies = iter(["bebas", "cc-by-4.0", "", "orang"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(replies))
    code, out, err = run("new", "dataset", str(tmp_path / "penduduk.csv"), *ANSWERS[:-1])
    assert (code, err, list(replies)) == (0, "", [])
    assert "“bebas” tidak boleh di “lisensi”." in out
    assert "Satuan kolom Jumlah (satuan.jumlah)" in out
    record = trees.judged(tmp_path / "portal")[0].bodies["kantor-uji"].named(OpenDataset)["penduduk"].record
    assert (record.licence, record.tables[0].columns[1].unit) == ("cc-by-4.0", "orang")
