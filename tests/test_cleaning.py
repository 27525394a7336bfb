"""What is taken out of files, and that nothing else changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from mutagen.id3 import TIT2, TXXX
from PIL import Image, ImageChops, ImageCms

import crafted_media
import crafted_office
import crafted_pdf
import trees
from crafted_media import NIK
from terbuka import cli
from terbuka.authoring import cleaning
from terbuka.record.inside.cleaning import cleaned
from terbuka.record.inside.findings import Findings, Refused
from terbuka.record.inside.media import picture, sound

PHOTO = trees.TESTS / "documents/foto-dengan-gps.jpg"


def dots(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def carried(data: bytes) -> tuple[set[str], list[tuple[str, str]]]:
    findings = Findings()
    picture(data, findings)
    return findings.places, findings.parts


_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_PICTURES = {
    "foto.jpg": PHOTO.read_bytes(),
    "semua.jpg": crafted_media.jpeg(
        place=True, artist=NIK, turned=6, icc_profile=_PROFILE, comment=NIK.encode(), size=(200, 120), progressive=True
    )
    + crafted_media.jpeg(place=True),
    "xmp.jpg": crafted_media.with_xmp(crafted_media.jpeg(turned=3), crafted_media._XMP_PLACE),
    "teks.png": crafted_media.png((b"tEXt", b"Author\0" + NIK.encode()), (b"eXIf", crafted_media.gps_block()[6:])),
    "belakang.png": crafted_media.png(after=NIK.encode()),
    "lokasi.webp": crafted_media.webp(exif=crafted_media.gps_block(), icc_profile=_PROFILE),
}


@pytest.mark.parametrize("name", _PICTURES)
def test_pictures_keep_every_dot_their_turn_and_their_colours(name: str) -> None:
    data = _PICTURES[name]
    content, removed = cleaned(data, name.rsplit(".", 1)[1])
    before, after = dots(data), dots(content)
    assert removed
    assert carried(content) == (set(), [])
    assert NIK.encode() not in content
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert after.info.get("icc_profile") == before.info.get("icc_profile")
    assert after.getexif().get(0x0112, 1) == before.getexif().get(0x0112, 1)
    assert cleaned(content, name.rsplit(".", 1)[1]) == (content, set())


def test_a_position_is_named() -> None:
    assert cleaned(PHOTO.read_bytes(), "jpg")[1] == {"keterangan", "lokasi"}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("mp3", crafted_media.mp3(TIT2(encoding=3, text=["a"]), TXXX(encoding=3, desc="nik", text=[NIK]))),
        ("mp3", crafted_media.mp3(tail=b"TAG" + NIK.encode().ljust(125, b"\0"))),
        ("ogg", crafted_media.ogg(comment=NIK)),
    ],
)
def test_tags_of_sound(kind: str, data: bytes) -> None:
    content, removed = cleaned(data, kind)
    findings = Findings()
    sound(content, findings)
    assert removed == {"keterangan"}
    assert findings.parts == []
    assert NIK.encode() not in content


def _shown(data: bytes) -> bytes:
    return bytes(pypdfium2.PdfDocument(data)[0].render().to_pil().tobytes())


def test_a_pdf_keeps_its_pages_and_its_title() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = "Laporan"
        document.docinfo["/Author"] = NIK
        document.pages[0].obj["/PieceInfo"] = pikepdf.Dictionary(X=pikepdf.String(NIK))
        crafted_pdf._picture(document, crafted_media.jpeg(place=True, artist=NIK))
        crafted_pdf._xmp(document, f"<dc:creator>{NIK}</dc:creator>")

    data = crafted_pdf.revised(crafted_pdf.pdf("q 100 0 0 60 40 600 cm /I Do Q", change, **crafted_pdf._PLAIN))
    content, removed = cleaned(data, "pdf")
    assert removed == {"keterangan", "lokasi", "properti", "versi"}
    assert _shown(content) == _shown(data)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert dict(document.docinfo.items()) == {"/Title": "Laporan"}
        assert "/Metadata" not in document.Root
    assert cleaned(content, "pdf")[1] == set()


def test_what_is_signed_is_left_alone() -> None:
    def sign(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), SigFlags=3)
        document.docinfo["/Author"] = NIK

    with pytest.raises(Refused, match="tertanda-tangan"):
        cleaned(crafted_pdf.pdf(change=sign), "pdf")
    with pytest.raises(Refused, match="tertanda-tangan"):
        cleaned(crafted_office.docx(**{"_xmlsignatures__sig1.xml": "<a/>"}), "docx")


def test_properties_of_office_files() -> None:
    core = "<c><title>Laporan</title><creator>Budi</creator><lastModifiedBy>Budi</lastModifiedBy></c>"
    data = crafted_office.xlsx(
        parts={
            "docProps/core.xml": core,
            "docProps/app.xml": "<a><Company>CV Karangan</Company><Pages>3</Pages></a>",
            "docProps/custom.xml": f"<a><property><lpwstr>{NIK}</lpwstr></property></a>",
            "xl/media/a.jpeg": crafted_media.jpeg(place=True),
        }
    )
    content, removed = cleaned(data, "xlsx")
    assert removed == {"keterangan", "lokasi", "properti"}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(content)) as new:
        assert new.namelist() == old.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "xl/media/a.jpeg"]
        assert b"Laporan" in new.read("docProps/core.xml")
        assert b"Pages" in new.read("docProps/app.xml")
        assert carried(new.read("xl/media/a.jpeg")) == (set(), [])
    odt = crafted_office.opendocument("", meta="<meta:initial-creator>Budi</meta:initial-creator>")
    assert cleaned(odt, "odt")[1] == {"properti"}


# --- the command --------------------------------------------------------------------------------------------------


def test_the_command_tells_what_it_removes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo, text, bad = tmp_path / "foto.jpg", tmp_path / "a.txt", tmp_path / "b.png"
    photo.write_bytes(PHOTO.read_bytes())
    text.write_text("a")
    bad.write_bytes(b"bukan gambar")
    assert cli.main(["bersihkan", "--check", str(photo)]) == 1
    assert photo.read_bytes() == PHOTO.read_bytes()
    assert capsys.readouterr().out == (
        f"akan dihapus dari {photo}: keterangan (pembuat, alat, program, hari, komentar), titik lokasi (GPS)\n"
        "Belum ada yang ditulis. Ulangi tanpa --check untuk menghapusnya.\n"
    )
    assert cli.main(["bersihkan", str(photo)]) == 0
    assert capsys.readouterr().out.startswith(f"dihapus dari {photo}: keterangan")
    assert photo.read_bytes() != PHOTO.read_bytes()
    assert cli.main(["bersihkan", str(photo), str(text), str(bad), str(tmp_path / "c.png")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"sudah bersih: {photo}"
    assert lines[1].startswith(f"tidak disentuh: {text}: jenis ini tidak dapat dibersihkan")
    assert lines[2].startswith(f"tidak disentuh: {bad}: tidak dapat dibaca")
    assert lines[3] == f"tidak disentuh: {tmp_path / 'c.png'}: berkas tidak ada"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.png", "foto.jpg"]


def test_a_link_is_told_from_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo, link = tmp_path / "foto.jpg", tmp_path / "taut.jpg"
    photo.write_bytes(PHOTO.read_bytes())
    link.symlink_to(photo)
    assert cli.main(["bersihkan", str(link)]) == 1
    said = f"tidak disentuh: {link}: ini tautan ke berkas lain; bersihkan berkas aslinya"
    assert capsys.readouterr().out.splitlines()[0] == said
    assert photo.read_bytes() == PHOTO.read_bytes()


def test_files_of_a_new_record_that_carry_more_are_named(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(PHOTO.read_bytes())
    (tmp_path / "polos.png").write_bytes(crafted_media.png())
    names = ("foto.jpg", "polos.png", "tidak-ada.jpg", "a.csv")
    assert cleaning.carrying(tmp_path / name for name in names) == [tmp_path / "foto.jpg"]
