"""PDFs made for tests: each hides or does something made up in another place, or only looks as if it did."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from crafted_media import NIK, WORDS, Maker, jpeg
from crafted_office import docx


def pdf(content: str = "", change: Callable[[pikepdf.Pdf], Any] | None = None, **save: Any) -> bytes:
    """A page of text, with more drawn on it and changed as wished."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    text = f"BT /F1 10 Tf 40 780 Td ({WORDS}) Tj ET {content}"
    page.obj.Contents = document.make_stream(text.encode("latin-1"))
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, deterministic_id=True, **save)
    return out.getvalue()


def drawn(text: str, at: str = "40 700", mode: int = 0) -> str:
    return f"BT /F1 10 Tf {mode} Tr {at} Td ({text}) Tj ET"


def _annotation(document: pikepdf.Pdf, **more: Any) -> Any:
    note = document.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([40, 40, 200, 60]), **more))
    page = document.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), note])
    return note


def _form(document: pikepdf.Pdf, text: str) -> Any:
    form = document.make_stream(drawn(text, "2 2").encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
    form.Resources = document.pages[0].obj.Resources
    return form


def _layer(document: pikepdf.Pdf) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("lapis")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    document.pages[0].obj.Resources.Properties = Dictionary(L=layer)


def _orphan_page(document: pikepdf.Pdf) -> None:
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.Resources = document.pages[0].obj.Resources
    page.obj.Contents = document.make_stream(drawn(NIK).encode())
    kept = page.obj
    del document.pages[1]
    document.Root.Taken = document.make_indirect(kept) if not kept.is_indirect else kept


def _attach(document: pikepdf.Pdf, name: str, data: bytes) -> None:
    document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)


def _file_note(document: pikepdf.Pdf) -> None:
    file = document.make_stream(NIK.encode(), Type=Name.EmbeddedFile)
    _annotation(
        document,
        Subtype=Name.FileAttachment,
        FS=Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=file)),
    )


def _picture(document: pikepdf.Pdf, data: bytes) -> None:
    width, height = Image.open(io.BytesIO(data)).size
    image = document.make_stream(data)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, width, height
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    document.pages[0].obj.Resources.XObject = Dictionary(I=image)


def _bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Pemohon {NIK}", 0))


def _xmp(document: pikepdf.Pdf, inner: str) -> None:
    text = (
        '<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"{inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
    document.Root.Metadata = document.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _acro(document: pikepdf.Pdf, **field: Any) -> None:
    note = _annotation(document, Subtype=Name.Widget, **field)
    document.Root.AcroForm = Dictionary(Fields=Array([note]))


def _xfa(document: pikepdf.Pdf, inner: str) -> None:
    stream = document.make_stream(f'<xdp xmlns="http://ns.adobe.com/xdp/">{inner}</xdp>'.encode())
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=stream)


def _open(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = Dictionary(**action)

    return change


def _set(place: str, key: str, value: Callable[[], Any]) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        target = document.Root if place == "root" else document.pages[0].obj
        target[key] = value()

    return change


def revised(first: bytes, second: bytes = b"") -> bytes:
    """A file to which a change was appended that draws its page anew."""
    with pikepdf.open(io.BytesIO(first)) as document:
        number = document.pages[0].obj.Contents.objgen[0]
        size = len(document.objects) + 1
        root = document.Root.objgen[0]
        info = document.docinfo.objgen[0] or root
    start = int(first.rsplit(b"startxref", 1)[1].split()[0])
    content = second or drawn("Halaman yang diperbaiki untuk umum").encode()
    at = len(first)
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = at + len(body)
    return b"%s%sxref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        first, body, number, at, size, root, info, start, table,
    )  # fmt: skip


_PLAIN: dict[str, Any] = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}
_URI = {"S": Name.URI, "URI": String("https://jahat.example/")}
_JS = {"S": Name.JavaScript, "JS": String("app.alert(1)")}


def unsafe_pdfs() -> dict[str, tuple[Maker, str, str]]:
    """By name: how it is made, the code that is expected, the part that is named."""
    inside = "data-pribadi-dalam"
    runs = "pdf-menjalankan"
    return {
        "xmp": (lambda: pdf(change=lambda d: _xmp(d, f"<dc:creator>NIK {NIK}</dc:creator>")), inside, "properti"),
        "penanda": (lambda: pdf(change=_bookmark), inside, "penanda"),
        "luar-halaman": (lambda: pdf(drawn(NIK, "900 900")), "data-pribadi", ""),
        "terpotong": (
            lambda: pdf(drawn(NIK, "40 20"), _set("page", "/CropBox", lambda: Array([0, 300, 595, 842]))),
            "data-pribadi",
            "",
        ),
        "huruf-tak-tampak": (lambda: pdf(drawn(NIK, mode=3)), "data-pribadi", ""),
        "lapis-mati": (lambda: pdf(f"/OC /L BDC {drawn(NIK)} EMC", _layer), "data-pribadi", ""),
        "petunjuk-isian": (
            lambda: pdf(change=lambda d: _acro(d, FT=Name.Tx, T=String("a"), TU=String(NIK))),
            inside,
            "formulir",
        ),
        "pilihan-isian": (
            lambda: pdf(change=lambda d: _acro(d, FT=Name.Btn, T=String("a"), AS=Name("/" + NIK))),
            inside,
            "formulir",
        ),
        "rupa-catatan": (
            lambda: pdf(
                change=lambda d: _annotation(d, Subtype=Name.FreeText, AP=Dictionary(N=_form(d, NIK))),
            ),
            inside,
            "tak-tampak",
        ),
        "halaman-lepas": (lambda: pdf(change=_orphan_page), inside, "tak-tampak"),
        "lampiran-docx": (
            lambda: pdf(change=lambda d: _attach(d, "a.docx", docx(f"<w:p><w:r><w:t>{NIK}</w:t></w:r></w:p>"))),
            inside,
            "lampiran",
        ),
        "lampiran-pdf": (lambda: pdf(change=lambda d: _attach(d, "a.pdf", pdf(drawn(NIK)))), inside, "lampiran"),
        "lampiran-nama": (lambda: pdf(change=lambda d: _attach(d, f"{NIK}.txt", b"a")), inside, ""),
        "lampiran-tanpa-jenis": (
            lambda: pdf(
                change=lambda d: _annotation(
                    d,
                    Subtype=Name.FileAttachment,
                    FS=Dictionary(
                        F=String("a.docx"),
                        EF=Dictionary(F=d.make_stream(docx(f"<w:p><w:r><w:t>{NIK}</w:t></w:r></w:p>"))),
                    ),
                )
            ),
            inside,
            "lampiran",
        ),
        "catatan-lampiran": (lambda: pdf(change=_file_note), inside, "lampiran"),
        "tautan-wa": (
            lambda: pdf(
                change=lambda d: _annotation(
                    d,
                    Subtype=Name.Link,
                    A=Dictionary(S=Name.URI, URI=String("https://wa.me/62812" + "34567890")),
                )
            ),
            inside,
            "tautan",
        ),
        "foto-gps": (lambda: pdf(change=lambda d: _picture(d, jpeg(place=True))), "berkas-lokasi", ""),
        "foto-nik": (lambda: pdf(change=lambda d: _picture(d, jpeg(artist=NIK))), inside, "gambar"),
        "teks-pengganti": (
            lambda: pdf(
                change=_set("root", "/StructTreeRoot", lambda: Dictionary(Type=Name.StructTreeRoot, Alt=String(NIK)))
            ),
            inside,
            "tak-tampak",
        ),
        "simpanan-program": (
            lambda: pdf(change=_set("page", "/PieceInfo", lambda: Dictionary(X=Dictionary(Private=String(NIK))))),
            inside,
            "tak-tampak",
        ),
        "xfa": (lambda: pdf(change=lambda d: _xfa(d, f"<data><nik>{NIK}</nik></data>")), inside, "formulir"),
        "sesudah-akhir": (lambda: pdf() + f"\n{NIK}\n".encode(), inside, "versi"),
        "versi-lama": (lambda: revised(pdf(drawn(NIK), **_PLAIN)), inside, "versi"),
        "properti-utf16": (
            lambda: pdf(change=lambda d: d.docinfo.__setitem__("/Author", f"Petugas – {NIK}")),
            inside,
            "properti",
        ),
        "properti-sendiri": (lambda: pdf(change=lambda d: d.docinfo.__setitem__("/Pemohon", NIK)), inside, "properti"),
        "terpaket": (
            lambda: pdf(
                change=lambda d: _acro(d, FT=Name.Tx, T=String("a"), V=String(NIK)),
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            ),
            inside,
            "formulir",
        ),
        "jauh-di-belakang": (lambda: pdf(_long_text()), "data-pribadi", ""),
        "js-tersamar": (
            lambda: pdf(change=_open(**_JS), **_PLAIN).replace(b"/JavaScript", b"/J#61vaScript"),
            runs,
            "JavaScript",
        ),
        "js-halaman": (
            lambda: pdf(change=_set("page", "/AA", lambda: Dictionary(O=Dictionary(**_JS)))),
            runs,
            "JavaScript",
        ),
        "js-isian": (
            lambda: pdf(change=lambda d: _acro(d, FT=Name.Tx, T=String("a"), AA=Dictionary(K=Dictionary(**_JS)))),
            runs,
            "JavaScript",
        ),
        "js-daftar": (
            lambda: pdf(
                change=_set(
                    "root",
                    "/Names",
                    lambda: Dictionary(JavaScript=Dictionary(Names=Array([String("a"), Dictionary(**_JS)]))),
                )
            ),
            runs,
            "JavaScript",
        ),
        "js-xfa": (
            lambda: pdf(change=lambda d: _xfa(d, '<script contentType="application/x-javascript">a()</script>')),
            runs,
            "JavaScript",
        ),
        "js-terpaket": (
            lambda: pdf(
                change=lambda d: d.make_indirect(d.Root).__setitem__("/OpenAction", d.make_indirect(Dictionary(**_JS))),
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            ),
            runs,
            "JavaScript",
        ),
        "launch": (
            lambda: pdf(
                change=lambda d: _annotation(d, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("a.exe")))
            ),
            runs,
            "program lain",
        ),
        "launch-kemudian": (
            lambda: pdf(
                change=_open(
                    S=Name.GoTo,
                    D=String("a"),
                    Next=Dictionary(S=Name.Launch, F=String("a.exe")),
                )
            ),
            runs,
            "program lain",
        ),
        "alamat-saat-dibuka": (lambda: pdf(change=_open(**_URI)), runs, "begitu dibuka"),
        "alamat-saat-halaman": (
            lambda: pdf(change=_set("page", "/AA", lambda: Dictionary(O=Dictionary(**_URI)))),
            runs,
            "begitu dibuka",
        ),
        "impor-isian": (lambda: pdf(change=_open(S=Name.ImportData, F=String("a.fdf"))), runs, "mengambil"),
        "kirim-tombol": (
            lambda: pdf(
                change=lambda d: _acro(
                    d, FT=Name.Btn, T=String("a"), A=Dictionary(S=Name.SubmitForm, F=String("https://jahat.example/"))
                )
            ),
            runs,
            "mengirim",
        ),
        "lampiran-program": (lambda: pdf(change=lambda d: _attach(d, "a.exe", b"MZ")), "berkas-bermakro", ""),
    }


def _long_text() -> str:
    """More than two million letters, and a NIK behind them."""
    line = "Uraian panjang tentang pelayanan informasi publik di kantor ini. " * 3
    lines = " ".join(f"({line}) Tj T*" for _ in range(11_000))
    return f"BT /F1 1 Tf 1 TL 40 760 Td {lines} ET {drawn(NIK)}"


def harmless_pdfs() -> dict[str, Maker]:
    ids = (
        "<xmpMM:DocumentID>uuid:5371014506-9000-0300-0812-345678901234</xmpMM:DocumentID>"
        "<xmpMM:InstanceID>xmp.iid:08123456-7890-4a12-8f12-345678901234</xmpMM:InstanceID>"
        "<xmp:CreateDate>2026-01-31T08:12:34+07:00</xmp:CreateDate>"
    )
    codes = "\n".join(drawn(text, f"40 {600 - 12 * n}") for n, text in enumerate(_VILLAGES))
    return {
        "biasa": pdf,
        "tujuan-saat-dibuka": lambda: pdf(change=_open(S=Name.GoTo, D=String("awal"))),
        "tujuan-polos": lambda: pdf(change=_set("root", "/OpenAction", lambda: Array([0, Name.Fit]))),
        "tautan": lambda: pdf(change=lambda d: _annotation(d, Subtype=Name.Link, A=Dictionary(**_URI))),
        "pengenal": lambda: pdf(change=lambda d: _xmp(d, ids)),
        "hari": lambda: pdf(change=lambda d: d.docinfo.__setitem__("/CreationDate", "D:20260131081234+07'00'")),
        "sidik": lambda: pdf(drawn("SHA-256 9f08123456789012ab" + "c5" * 22 + "0812345678")),
        "kode-desa": lambda: pdf(codes),
        "catatan": lambda: pdf(change=lambda d: _annotation(d, Subtype=Name.Text, Contents=String("Sudah diperiksa"))),
        "isian-kosong": lambda: pdf(change=lambda d: _acro(d, FT=Name.Tx, T=String("nama"), V=String(""))),
        "lampiran": lambda: pdf(change=lambda d: _attach(d, "data.csv", b"tahun,jumlah\n2025,81234567891\n")),
        "versi-sama": lambda: revised(pdf(drawn("Lampiran"), **_PLAIN)),
        "foto": lambda: pdf(change=lambda d: _picture(d, jpeg())),
        "tanda-tangan": lambda: pdf(
            change=lambda d: _acro(
                d,
                FT=Name.Sig,
                T=String("ttd"),
                V=Dictionary(
                    Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String(NIK), Reason=String("Disetujui")
                ),
            )
        ),
    }


#: Codes of villages (10 digits) and districts (6), below each other as tables have them.
_VILLAGES = ("5371012001", "537101", "5371012002", "537102", "Kelapa Lima 5371011003", "537103")
