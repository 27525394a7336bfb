"""A saved catalogue becomes entries and sheets of answers; what cannot be taken is named, and nothing is fetched."""

from __future__ import annotations

import csv
import json
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, date, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import trees
from terbuka.lifecycle import catalogue_package, catalogue_words
from terbuka.lifecycle.catalogue import from_catalogue
from terbuka.lifecycle.catalogue_package import CannotTake, plain
from terbuka.lifecycle.catalogue_read import Taken, read

CATALOGUES = trees.TESTS / "catalogues"
WIB = timezone(timedelta(hours=7))
DAY = date(2026, 6, 30)
TOPICS = {"anggaran": "Anggaran", "wilayah": "Batas & kode wilayah", "pengadaan": "Pengadaan"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a catalogue was about to be fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return trees.grow(tmp_path / "portal")


def rows(root: Path) -> dict[str, dict[str, str]]:
    with (root / trees.REGISTER).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def taken(tmp_path: Path, content: Any, name: str = "katalog.json") -> Taken:
    file = tmp_path / name
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(file, WIB, DAY, TOPICS)


def package(**values: Any) -> dict[str, Any]:
    link = {"url": "https://data.contoh.example/isi.pdf", "format": "PDF"}
    return {"title": "Judul", "notes": "Uraian.", "license_id": "cc-zero", "resources": [link], **values}


def one(tmp_path: Path, **values: Any) -> Taken:
    return taken(tmp_path, {"success": True, "result": {"count": 1, "results": [package(**values)]}})


# --- whole files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ckan.json", "dcat.rdf", "data.json"])
def test_a_catalogue_is_answered_as_a_whole(portal: Path, name: str) -> None:
    before = trees.judged(portal)[2]
    done = trees.terbuka("import", "katalog", str(CATALOGUES / name), "--root", str(portal))
    assert done.stdout == (CATALOGUES / f"{name}.txt").read_text("utf-8")
    assert (done.returncode, done.stderr) == (0 if "TIDAK DIAMBIL" not in done.stdout else 1, "")
    _, assessment, problems = trees.judged(portal)
    assert assessment is not None
    # What is new are notes for the office: nothing is blocked, and no gap comes of it.
    notes = {"entri-tanpa-kewajiban", "entri-tanpa-dokumen", "entri-tanpa-topik"}
    assert {p.code for p in problems} - {p.code for p in before} <= notes


def test_an_entry_says_what_the_catalogue_says(portal: Path) -> None:
    lines = (portal / trees.REGISTER).read_text("utf-8").splitlines()
    trees.put(portal, trees.REGISTER, "\n".join([f"{lines[0]},format,uraian", *(f"{x},," for x in lines[1:]), ""]))
    there = rows(portal)
    trees.terbuka("import", "katalog", str(CATALOGUES / "ckan.json"), "--root", str(portal))
    now = rows(portal)
    assert {name: row for name, row in now.items() if name in there} == there
    row = now["jumlah-penduduk-menurut-kabupaten-2024"]
    assert {name: cell for name, cell in row.items() if cell} == {
        "id": "jumlah-penduduk-menurut-kabupaten-2024",
        "nomor": str(max(int(r["nomor"]) for r in there.values()) + 1),
        "judul": "Jumlah penduduk menurut kabupaten 2024",
        "ringkasan": "Jumlah penduduk akhir tahun menurut kabupaten. lihat metodenya",
        "penguasa": "Dinas Kependudukan Contoh",
        "penanggung_jawab": "Dinas Kependudukan Contoh",
        "waktu_pembuatan": "tidak diketahui",
        "tempat_pembuatan": "tidak diketahui",
        "bentuk": "elektronik",
        "retensi": "tidak diketahui",
        "kelas": "setiap-saat",
        "periode_mulai": "2024-01-01",
        "periode_selesai": "2024-12-31",
        # 17.30 UTC is half past midnight of the next day in the office.
        "diumumkan_pada": "2025-02-01",
        "status_dokumen": "belum-ditetapkan",
        "tautan": "https://data.contoh.example/dataset/a/penduduk-2024.csv",
        "format": "csv",
        "bahasa": "id",
        "lisensi": "cc-by-4.0",
        "uraian": "Berkas lain:\n\n- <https://data.contoh.example/dataset/a/penduduk-2024.xlsx>",
    }


def test_a_sheet_of_answers_is_what_new_dataset_takes(portal: Path, tmp_path: Path) -> None:
    trees.terbuka("import", "katalog", str(CATALOGUES / "ckan.json"), "--root", str(portal))
    sheet = portal / "katalog/jumlah-penduduk-menurut-kabupaten-2024.yml"
    file = tmp_path / "penduduk.csv"
    file.write_text("kabupaten,jumlah\nContoh,1200\nUji,900\n", "utf-8")
    words = ("new", "dataset", str(file), "--answers", str(sheet), "--root", str(portal), "satuan.jumlah=orang")
    done = trees.terbuka(*words)
    assert done.returncode == 0, done.stderr
    text = (portal / trees.BODY / "data/penduduk/datapackage.yml").read_text("utf-8")
    for line in ("judul: Jumlah penduduk menurut kabupaten 2024", "frekuensi: tahunan", "lisensi: cc-by-4.0"):
        assert line in text


def test_a_register_saved_on_windows_keeps_its_bytes(portal: Path) -> None:
    file = portal / trees.REGISTER
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    from_catalogue(portal, "kantor-uji", CATALOGUES / "data.json", DAY)
    after = file.read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].startswith(b"kontrak-pengadaan-2025,")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 1


def test_the_check_writes_nothing(portal: Path) -> None:
    before = {p: p.read_bytes() for p in portal.rglob("*") if p.is_file()}
    words = ("import", "katalog", str(CATALOGUES / "data.json"), "--root", str(portal), "--check")
    done = trees.terbuka(*words)
    assert done.stdout.startswith("Dapat diambil 1 dari 2 himpunan data di data.json. Belum ada yang ditulis.\n")
    assert done.stdout.endswith("BERIKUTNYA\n  Jalankan lagi tanpa --check.\n")
    assert done.returncode == 1
    assert {p: p.read_bytes() for p in portal.rglob("*") if p.is_file()} == before


def test_taking_the_same_catalogue_again_adds_nothing(portal: Path) -> None:
    from_catalogue(portal, "kantor-uji", CATALOGUES / "ckan.json", DAY)
    before = (portal / trees.REGISTER).read_bytes()
    again = from_catalogue(portal, "kantor-uji", CATALOGUES / "ckan.json", DAY)
    assert again.said().startswith("Diambil 0 dari 7 himpunan data di ckan.json.\n")
    assert (again.files, (portal / trees.REGISTER).read_bytes()) == ({}, before)


def test_a_new_portal_begins_with_a_catalogue(tmp_path: Path) -> None:
    words = ("--id", "kantor-baru", "--nama", "Kantor Baru", "--zona", "WITA")
    done = trees.terbuka("init", str(tmp_path / "baru"), *words, "--dari-katalog", str(CATALOGUES / "data.json"))
    assert "Diambil 1 dari 2 himpunan data di data.json." in done.stdout
    register = tmp_path / "baru/datasets/badan/kantor-baru/daftar-informasi-publik.csv"
    assert "\nkontrak-pengadaan-2025,1,Kontrak pengadaan 2025," in register.read_text("utf-8")


def test_a_catalogue_that_cannot_be_read_makes_no_portal(tmp_path: Path) -> None:
    (tmp_path / "masuk.json").write_text("<!doctype html><title>Masuk</title>", "utf-8")
    words = ("--id", "kantor-baru", "--nama", "Kantor Baru", "--zona", "WITA")
    done = trees.terbuka("init", str(tmp_path / "baru"), *words, "--dari-katalog", str(tmp_path / "masuk.json"))
    assert (done.returncode, "halaman web, bukan katalog" in done.stderr) == (2, True)
    assert "tidak ada yang ditulis" in done.stderr
    assert not (tmp_path / "baru").exists()


def test_our_own_catalogue_comes_back(tmp_path: Path) -> None:
    """What the site offers to harvesters is read again: the same datasets in all three forms."""
    pages = trees.pages()
    found = []
    for name in ("catalog.jsonld", "catalog.ttl", "data.json"):
        (tmp_path / name).write_bytes(trees.content(pages, name))
        read_again = read(tmp_path / name, WIB, DAY, TOPICS)
        offered = json.loads(trees.content(pages, "data.json"))["dataset"]
        assert len(offered) == read_again.read > 1
        titles = [e.cells["judul"] for e in read_again.entries] + [d.title for d in read_again.datasets if d.alone]
        assert sorted(titles) == sorted(one["title"] for one in offered)
        found.append([(e.cells["judul"], e.cells["tautan"].split("/")[2]) for e in read_again.entries])
    assert sorted(found[0]) == sorted(found[1]) == sorted(found[2])


# --- single values --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "code", "unknown"),
    [
        (("CC-BY-4.0",), "cc-by-4.0", ""),
        (("http://creativecommons.org/licenses/by/4.0/legalcode",), "cc-by-4.0", ""),
        (("cc-by",), "sebut-sumber", ""),
        (("https://creativecommons.org/licenses/by/3.0/igo/",), "sebut-sumber", ""),
        (("cc-zero",), "cc0-1.0", ""),
        (("odc-odbl",), "odbl-1.0", ""),
        (("notspecified", "License not specified"), "", ""),
        (("cc-by-sa",), "", "cc-by-sa"),
        (("https://creativecommons.org/licenses/by-nc/4.0/",), "", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ((), "", ""),
    ],
)
def test_a_licence_is_known_or_said_to_be_unknown(names: tuple[str, ...], code: str, unknown: str) -> None:
    assert catalogue_words.licence(names) == (code, unknown)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-31", "2025-01-31"),
        ("2025-01-31T17:30:00.123456", "2025-02-01"),
        ("2025-01-31T17:30:00+07:00", "2025-01-31"),
        ("2025-01-31T17:30:00Z", "2025-02-01"),
        ("31/01/2025", None),
        ("2025-02-30", None),
        ("2025", None),
        ("9999-12-31T23:59:59", None),
    ],
)
def test_a_day_has_one_reading_or_none(text: str, day: str | None) -> None:
    assert catalogue_words.day(text, WIB) == (date.fromisoformat(day) if day else None)


def test_every_frequency_of_our_own_catalogue_is_known() -> None:
    from terbuka.kit.vocabulary import FREQUENCIES, frequency

    for code, said in FREQUENCIES.items():
        assert catalogue_words.interval(frequency(code)) == code
        assert not said.iso or catalogue_words.interval(said.iso) == code
    assert catalogue_words.interval("kadang-kadang") == ""


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("<p>Satu&nbsp;dua</p><p>tiga</p>", "Satu dua tiga"),
        ("Isi<script>alert(1)</script><style>p{}</style>.", "Isi."),
        ("# Judul\n\n* **tebal** dan *miring* dan `kode`", "Judul tebal dan miring dan kode"),
        ("[laman](javascript:alert(1)) ![gambar](https://contoh.example/a.png)", "laman)"),
        ("a\x00b\u202ec\u200bd\te", "abcd e"),
        ("3 * 4 * 5 dan nama_kolom_satu", "3 * 4 * 5 dan nama_kolom_satu"),
        ("5 < 6 & 7", "5 < 6 & 7"),
    ],
)
def test_markup_becomes_plain_text(text: str, read_as: str) -> None:
    assert plain(text) == read_as


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        (["Anggaran", "jalan"], "anggaran"),
        (["kode", "PENGADAAN"], "wilayah; pengadaan"),
        (["batas & kode wilayah"], "wilayah"),
        (["anggaran daerah", "dan"], ""),
    ],
)
def test_a_keyword_that_names_a_topic_is_one(tmp_path: Path, words: list[str], topics: str) -> None:
    (entry,) = one(tmp_path, tags=[{"name": word} for word in words]).entries
    assert entry.cells.get("topik", "") == topics


def people() -> Iterator[tuple[str, str]]:
    """Made-up personal data, put together here so that no file holds them."""
    yield "nik", "53" + "71015505900001"[:14]
    yield "telepon", "0812" + "34567890"
    yield "pos-el", "seseorang" + "@" + "contoh.example"


@pytest.mark.parametrize(("kind", "value"), [*people()])
def test_personal_data_are_not_taken(tmp_path: Path, kind: str, value: str) -> None:
    refused = one(tmp_path, title=f"Data {value}").refused
    assert [(r.reason, value in r.title) for r in refused] == [(f"judulnya memuat data pribadi ({kind})", False)]
    (entry,) = one(tmp_path, notes=f"Hubungi {value}.").entries
    assert entry.cells["ringkasan"] == "Judul."
    assert "uraiannya memuat data pribadi dan tidak diambil; tulis ringkasan sendiri" in entry.notes
    made = one(tmp_path, author="Nama Seseorang", maintainer_email=value, tags=[{"name": value}])
    assert value not in repr((made.entries, made.datasets))
    assert made.contacts == 2


@pytest.mark.parametrize("name", ["Drs. Nama Seseorang", "Nama Seseorang, S.Sos., M.Si.", "Ir. Nama Seseorang"])
def test_a_publisher_who_is_a_person_is_not_taken(tmp_path: Path, name: str) -> None:
    (entry,) = one(tmp_path, organization={"title": name}).entries
    assert "penguasa" not in entry.cells
    assert "penerbitnya tampak seperti orang dan tidak diambil; ditulis nama badan" in entry.notes


@pytest.mark.parametrize("name", ["Dinas PUPR", "Biro Hukum", "IRIGASI", "Bagian Umum, Sekretariat"])
def test_an_office_is_no_person(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, organization={"title": name}).entries[0].cells["penguasa"] == name


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://contoh.example/a", "https://contoh.example/", "https://a@contoh.example/b", "", "x"],
)
def test_an_address_that_opens_no_document_is_not_taken(tmp_path: Path, address: str) -> None:
    (refused,) = one(tmp_path, resources=[{"url": address, "format": "PDF"}]).refused
    assert refused.reason == "tidak ada alamat https yang membuka dokumen"


def test_what_the_check_refuses_is_named_and_the_rest_is_taken(portal: Path, tmp_path: Path) -> None:
    """A title that a spreadsheet would run is only seen by the check itself."""
    good = package(resources=[{"url": "https://contoh.example/dua.pdf", "format": "PDF"}], title="Yang baik")
    file = tmp_path / "katalog.json"
    file.write_text(json.dumps([package(title="+HYPERLINK(A1)"), good]), "utf-8")
    report = from_catalogue(portal, "kantor-uji", file, DAY)
    assert [name for name, _ in report.rows] == ["yang-baik"]
    assert [(r.title, "rumus" in r.reason) for r in report.refused] == [("+HYPERLINK(A1)", True)]
    assert "HYPERLINK" not in (portal / trees.REGISTER).read_text("utf-8")


def test_addresses_are_safe_and_differ(portal: Path, tmp_path: Path) -> None:
    titles = ["CON", "Sama", "sama", "人口", "../../etc/passwd", "x" * 200]
    file = tmp_path / "katalog.json"
    links = [[{"url": f"https://contoh.example/{n}.pdf"}] for n in range(len(titles))]
    file.write_text(json.dumps([package(title=t, resources=r) for t, r in zip(titles, links, strict=True)]), "utf-8")
    report = from_catalogue(portal, "kantor-uji", file, DAY)
    assert [name for name, _ in report.rows] == ["con-1", "sama", "sama-2", "entri", "etc-passwd", "x" * 60]
    assert not report.refused
    notes = {name: entry.notes for name, entry in report.rows}
    assert "judulnya sama dengan entri lain; tambahkan yang membedakan, misalnya tahunnya" in notes["sama-2"]


# --- hostile files --------------------------------------------------------------------------------------------

_LD = {"@graph": [{"@id": "urn:a", "@type": "http://www.w3.org/ns/dcat#Dataset"}]}
_BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rdf:RDF/>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "“katalog.json” kosong"),
        ("[" * 100_000, "“katalog.json” tidak terbaca sebagai JSON: terpotong atau rusak; simpan ulang"),
        ('{"result": ', "“katalog.json” tidak terbaca sebagai JSON: terpotong atau rusak; simpan ulang"),
        ('{"a": ' + "9" * 5000 + "}", "“katalog.json” tidak terbaca sebagai JSON: terpotong atau rusak; simpan ulang"),
        ("\xff\xfe".encode("latin-1"), "“katalog.json” bukan teks UTF-8; simpan jawaban katalognya apa adanya"),
        ("<!doctype html><title>Masuk</title>", "“katalog.json” halaman web, bukan katalog; simpan jawaban API-nya"),
        ({"success": False, "error": {}}, "jawaban CKAN ini menyatakan gagal"),
        (["satu", "dua"], "berkas ini hanya daftar kode (package_list)"),
        ({**_LD, "@context": "https://contoh.example/k.jsonld"}, "konteks JSON-LD katalog ini ada di internet"),
        ({**_LD, "@context": [{}, "k.jsonld"]}, "konteks JSON-LD katalog ini ada di internet (“k.jsonld”)"),
        ({"@graph": [{"a": {"@context": {"@import": "https://contoh.example/k"}}}]}, "konteks JSON-LD"),
        (f'<?xml version="1.0"?>{_BOMB}', "RDF/XML ini memuat DOCTYPE atau entitas, yang tidak dibaca"),
        ('<?xml version="1.0" encoding="utf-16"?><a/>', "RDF/XML ini memakai pengodean utf-16"),
        ("<rdf:RDF", "katalog ini tidak terbaca sebagai RDF (SAXParseException); simpan ulang"),
        ({"@graph": [{"@id": "urn:a"}]}, "“katalog.json” tidak memuat satu himpunan data pun; simpan jawaban"),
        ({"success": True, "result": {"count": 0, "results": []}}, "“katalog.json” tidak memuat satu himpunan data"),
        ("ini bukan katalog", "katalog ini tidak terbaca sebagai RDF (BadSyntax); simpan ulang"),
        ("<urn:a> <urn:b> " + "[ <urn:b> " * 5000, "katalog ini tidak terbaca sebagai RDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, content: Any, message: str) -> None:
    with pytest.raises(CannotTake) as refused:
        taken(tmp_path, content)
    assert str(refused.value).startswith(message)


def test_a_limit_is_never_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_package, "MOST_PACKAGES", 3)
    with pytest.raises(
        CannotTake, match=r"katalog ini memuat 4 himpunan data; yang dibaca paling banyak 3 .*tidak ada"
    ):
        taken(tmp_path, [package()] * 4)
    monkeypatch.setattr("terbuka.lifecycle.catalogue_read.MOST_BYTES", 10)
    with pytest.raises(CannotTake, match="jadi tidak dibaca dan tidak ada yang diambil"):
        taken(tmp_path, [package()])
    links = [{"url": f"https://contoh.example/{n}.pdf"} for n in range(70)]
    monkeypatch.undo()
    (entry,) = one(tmp_path, resources=links).entries
    assert "39 berkas lain tidak disebut di entri" in entry.notes
    assert any(note.startswith("20 alamat tidak diambil") for note in entry.notes)


@pytest.mark.parametrize("value", [None, 7, True, [], {}, [[]], {"a": [1]}, float("nan")])
def test_values_of_another_kind_count_as_not_said(tmp_path: Path, value: Any) -> None:
    for name in ("title", "notes", "license_id", "resources", "tags", "groups", "extras", "organization", "url"):
        read_again = one(tmp_path, **{name: value})
        assert len(read_again.entries) + len(read_again.refused) == 1
    for name in ("distribution", "publisher", "contactPoint", "keyword", "language", "temporal"):
        again = taken(tmp_path, {"dataset": [{"title": "A", name: value}, value]})
        assert len(again.refused) == 2


@pytest.mark.parametrize(
    "mark",
    [
        {"private": True},
        {"private": "true"},
        {"private": 1},
        {"state": "Deleted"},
        {"visibility": "private"},
        {"access_level": "non-public"},
        {"extras": [{"key": "access_rights", "value": "http://publications.europa.eu/x/access-right/NON_PUBLIC"}]},
    ],
)
def test_what_is_not_public_there_is_not_taken(tmp_path: Path, mark: dict[str, Any]) -> None:
    answer = one(tmp_path, **mark)
    assert answer.entries == ()
    assert [refused.reason for refused in answer.refused] == ["di katalog asal tidak terbuka untuk umum"]


@pytest.mark.parametrize(
    "mark", [{"private": False}, {"private": "False"}, {"state": "active"}, {"capacity": "public"}]
)
def test_what_is_public_there_is_taken(tmp_path: Path, mark: dict[str, Any]) -> None:
    assert len(one(tmp_path, **mark).entries) == 1


@pytest.mark.parametrize(
    ("level", "count"), [("public", 1), ("Public", 1), ("NON-PUBLIC", 0), (" restricted public ", 0), ("rahasia", 0)]
)
def test_the_level_of_data_json_however_it_is_written(tmp_path: Path, level: str, count: int) -> None:
    link = {"downloadURL": "https://data.contoh.example/isi.csv", "mediaType": "text/csv"}
    dataset = {"title": "Judul", "description": "Isi.", "license": "cc-zero", "distribution": [link]}
    assert len(taken(tmp_path, {"dataset": [dataset | {"accessLevel": level}]}).entries) == count


@pytest.mark.parametrize("rights", ['"non-public"', '"Restricted"', "<http://contoh.example/access-right/RESTRICTED>"])
def test_rights_of_dcat_however_they_are_written(tmp_path: Path, rights: str) -> None:
    text = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        f'<urn:a> a dcat:Dataset ; dct:title "Judul" ; dct:accessRights {rights} ; dct:license "cc-zero" ;\n'
        "dcat:landingPage <https://data.contoh.example/isi> .\n"
    )
    answer = taken(tmp_path, text, "katalog.ttl")
    assert [refused.reason for refused in answer.refused] == ["di katalog asal tidak terbuka untuk umum"]


def test_a_broken_portal_is_not_added_to(portal: Path) -> None:
    trees.change(portal, trees.REGISTER, "id,nomor", "id,nomer")
    before = (portal / trees.REGISTER).read_bytes()
    done = trees.terbuka("import", "katalog", str(CATALOGUES / "data.json"), "--root", str(portal))
    assert (done.returncode, done.stdout) == (2, "")
    assert "jalankan terbuka check" in done.stderr
    assert (portal / trees.REGISTER).read_bytes() == before


def test_a_folder_of_sheets_that_leads_elsewhere_is_refused(portal: Path, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (portal / "katalog").symlink_to(tmp_path / "lain")
    before = (portal / trees.REGISTER).read_bytes()
    done = trees.terbuka("import", "katalog", str(CATALOGUES / "ckan.json"), "--root", str(portal))
    assert (done.returncode, "katalog tautan simbolik, bukan folder" in done.stderr) == (2, True)
    assert (list((tmp_path / "lain").iterdir()), (portal / trees.REGISTER).read_bytes()) == ([], before)


def test_options_of_registers_are_refused(portal: Path) -> None:
    done = trees.terbuka("import", "katalog", str(CATALOGUES / "data.json"), "--root", str(portal), "--partly")
    assert (done.returncode, "--mapping dan --partly hanya untuk register kantor" in done.stderr) == (2, True)


def test_the_newer_form_of_data_json(tmp_path: Path) -> None:
    file = {"downloadURL": "https://contoh.example/a.csv", "license": "https://creativecommons.org/licenses/by/4.0/"}
    period = {"@type": "PeriodOfTime", "startDate": "2024-01-01", "endDate": "2024-12-31"}
    (entry,) = taken(tmp_path, {"dataset": [{"title": "A", "temporal": [period], "distribution": [file]}]}).entries
    known = {name: entry.cells[name] for name in ("periode_mulai", "periode_selesai", "lisensi")}
    assert known == {"periode_mulai": "2024-01-01", "periode_selesai": "2024-12-31", "lisensi": "cc-by-4.0"}


def test_moments_of_other_clocks() -> None:
    assert catalogue_words.day("2025-01-31T23:00:00", UTC) == date(2025, 1, 31)


def test_the_files_of_this_test_are_in_their_true_shape(tmp_path: Path) -> None:
    """The same datasets as package_show, as current_package_list_with_resources and bare."""
    whole = json.loads((CATALOGUES / "ckan.json").read_text("utf-8"))
    results = whole["result"]["results"]
    for shape in ({"success": True, "result": results}, results, {"success": True, "result": {"results": results}}):
        assert len(taken(tmp_path, shape).entries) == 2
    assert len(taken(tmp_path, {"success": True, "result": results[0]}).entries) == 1
    shutil.copy(CATALOGUES / "ckan.json", tmp_path / "a.json")
    assert read(tmp_path / "a.json", WIB, DAY).there == 52
