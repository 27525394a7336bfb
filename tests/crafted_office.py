"""Office files made for tests: each hides something made up in another place, or only looks as if it did."""

from __future__ import annotations

from collections.abc import Mapping

from crafted_media import NIK, PHONE, WORDS, Maker, jpeg
from trees import zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VBA = "application/vnd.ms-office.vbaProject"


def docx(body: str = "", **parts: str | bytes) -> bytes:
    whole = f"<w:document {_W}><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{body}</w:body></w:document>"
    return zipped({"word/document.xml": whole, **{name.replace("__", "/"): part for name, part in parts.items()}})


def row(cells: str) -> str:
    """A row of a table in a text document, one cell a letter."""
    return (
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in cells)
        + "</w:tr></w:tbl>"
    )


def xlsx(
    rows: str = "",
    before: str = "",
    after: str = "",
    state: str = "visible",
    parts: Mapping[str, str | bytes] | None = None,
    book: str = "",
) -> bytes:
    """A workbook with a sheet "Data" and a second one, whose rows, state and surroundings are as wished."""
    sheet = "<worksheet {}>{}<sheetData>{}</sheetData>{}</worksheet>"
    first = sheet.format(_S, "", '<row r="1"><c r="A1" t="inlineStr"><is><t>Uraian</t></is></c></row>', "")
    return zipped({
        "xl/workbook.xml": f'<workbook {_S}><sheets><sheet name="Data" sheetId="1" r:id="rId1"/>'
        f'<sheet name="Lain" sheetId="2" state="{state}" r:id="rId2"/></sheets>{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {_RELS}><Relationship Id="rId1" Type="{_R}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_R}/worksheet" '
        'Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": first,
        "xl/worksheets/sheet2.xml": sheet.format(_S, before, rows, after),
        **(parts or {}),
    })  # fmt: skip


def cells(*values: str | int, at: int = 1, about: str = "") -> str:
    """A row of a sheet: numbers as numbers, texts as texts."""
    made = []
    for column, value in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", values, strict=False):
        place = f'r="{column}{at}"'
        if isinstance(value, int):
            made.append(f"<c {place}><v>{value}</v></c>")
        else:
            made.append(f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>')
    return f'<row r="{at}" {about}>{"".join(made)}</row>'


def opendocument(body: str, styles: str = "", **parts: str | bytes) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("meta", "meta"),
        )
    )  # fmt: skip
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    made = {name.replace("__", "/"): part for name, part in parts.items()}
    meta = made.pop("meta", "")
    if meta:
        made["meta.xml"] = f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>"
    return zipped({"content.xml": content, **made})


def table(rows: str, columns: str = "", style: str = "") -> str:
    return f'<office:spreadsheet><table:table table:name="A" {style}>{columns}{rows}</table:table></office:spreadsheet>'


def ods_row(*texts: str, about: str = "") -> str:
    inner = "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in texts)
    return f"<table:table-row {about}>{inner}</table:table-row>"


def unsafe_office() -> dict[str, tuple[Maker, str, str]]:
    inside, hidden = "data-pribadi-dalam", "berkas-tersembunyi"
    macro = "berkas-bermakro"
    types = f'<Types {_TYPES}><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.{{}}"/></Types>'
    boxes = cells(*map(int, NIK), at=1)
    return {
        "komentar.xlsx": (lambda: xlsx(parts={"xl/comments1.xml": f"<comments {_S}><t>{NIK}</t></comments>"}), inside, "anotasi"),
        "format.xlsx": (
            lambda: xlsx(parts={"xl/styles.xml": f'<styleSheet {_S}><numFmt numFmtId="164" formatCode="&quot;{NIK}&quot;"/></styleSheet>'}),
            inside,
            "format-angka",
        ),
        "nama-terdefinisi.xlsx": (
            lambda: xlsx(book=f'<definedNames><definedName name="a">"{NIK}"</definedName></definedNames>'),
            "data-pribadi",
            "",
        ),
        "validasi.xlsx": (
            lambda: xlsx(after=f'<dataValidations><dataValidation><formula1>"{NIK},b"</formula1></dataValidation></dataValidations>'),
            "data-pribadi",
            "",
        ),
        "kepala-cetak.xlsx": (lambda: xlsx(after=f"<headerFooter><oddHeader>{NIK}</oddHeader></headerFooter>"), "data-pribadi", ""),
        "tautan.xlsx": (
            lambda: xlsx(
                parts={
                    "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships {_RELS}><Relationship Id="a" Type="{_R}/hyperlink" '
                    f'Target="https://a.example/?q={NIK}" TargetMode="External"/></Relationships>'
                }
            ),
            inside,
            "tautan",
        ),
        "petunjuk-tautan.xlsx": (
            lambda: xlsx(after=f'<hyperlinks><hyperlink ref="A1" tooltip="{NIK}"/></hyperlinks>'),
            "data-pribadi",
            "",
        ),
        "properti-sendiri.xlsx": (lambda: xlsx(parts={"docProps/custom.xml": f"<Properties><lpwstr>{NIK}</lpwstr></Properties>"}), inside, "properti"),
        "pos-el-pembuat.xlsx": (
            lambda: xlsx(parts={"docProps/core.xml": "<a><creator>budi.karangan" + "@surel.example</creator></a>"}),
            inside,
            "properti",
        ),
        "tertanam.xlsx": (
            lambda: xlsx(parts={"xl/embeddings/a.docx": docx(f"<w:p><w:r><w:t>{NIK}</w:t></w:r></w:p>")}),
            inside,
            "tertanam",
        ),
        "ole.xlsx": (
            lambda: xlsx(parts={"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + NIK.encode("utf-16-le") + b"\0" * 64}),
            inside,
            "tertanam",
        ),
        "tersamar.xlsx": (lambda: xlsx(cells("".join(f"_x00{ord(c):02x}_" for c in NIK))), "data-pribadi", ""),
        "rumus.xlsx": (lambda: xlsx(f'<row r="1"><c r="A1"><f>LEFT("{NIK}",3)</f><v>539</v></c></row>'), "data-pribadi", ""),
        "tanpa-baris.xlsx": (lambda: xlsx(f"<c><v>{NIK}</v></c>"), "data-pribadi", ""),
        "tanpa-alamat.xlsx": (lambda: xlsx(f'<row><c t="n"><v>{NIK}.0</v></c></row>'), inside, "angka"),
        "pivot-ilmiah.xlsx": (
            lambda: xlsx(parts={"xl/pivotCache/r1.xml": f'<r {_S}><n v="5.{NIK[1:]}E+15"/></r>'}),
            inside,
            "angka",
        ),
        "gambar-emf.docx": (
            lambda: docx(**{"word__media__a.emf": b"\1\0\0\0" + b"\0" * 36 + b" EMF" + NIK.encode("utf-16-le")}),
            inside,
            "gambar",
        ),
        "gambar-svg.docx": (lambda: docx(**{"word__media__a.svg": f"<svg><text>{NIK}</text></svg>"}), "data-pribadi", ""),
        "pdf-tersamar.docx": (lambda: docx(**{"word__embeddings__a.bin": _pdf(NIK)}), inside, "tertanam"),
        "kotak.xlsx": (lambda: xlsx(boxes), inside, "kotak"),
        "angka-nol-hilang.xlsx": (lambda: xlsx(cells("Nama", "No. HP") + cells("A", int(PHONE), at=2)), inside, "angka"),
        "angka-terpotong.xlsx": (lambda: xlsx(cells("NIK") + cells(int(NIK[:12] + "0000"), at=2)), inside, "angka"),
        "baris-tersaring.xlsx": (lambda: xlsx(cells("a") + cells("b", at=2, about='hidden="1"')), hidden, "baris 2"),
        "baris-rendah.xlsx": (lambda: xlsx(cells("a") + cells("b", at=2, about='ht="0" customHeight="1"')), hidden, "baris 2"),
        "kolom-sempit.xlsx": (
            lambda: xlsx(cells("a", "b"), before='<cols><col min="2" max="3" width="0" customWidth="1"/></cols>'),
            hidden,
            "kolom B-C",
        ),
        "lembar-tersembunyi.xlsx": (lambda: xlsx(cells("a"), state="hidden"), hidden, "lembar “Lain”"),
        "makro-jenis.xlsx": (
            lambda: xlsx(parts={"[Content_Types].xml": types.format("macroEnabled.main+xml")}),
            macro,
            "",
        ),
        "makro-hubungan.xlsx": (
            lambda: xlsx(
                parts={
                    "xl/a.dat": "x",
                    "xl/_rels/b.xml.rels": f'<Relationships {_RELS}><Relationship Id="a" '
                    'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.dat"/></Relationships>',
                }
            ),
            macro,
            "",
        ),
        "makro-isi.docx": (lambda: docx(word__a=b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le")), macro, ""),
        "dde.docx": (lambda: docx("<w:p><w:r><w:instrText>DDEAUTO c:\\\\a</w:instrText></w:r></w:p>"), macro, ""),
        "terhapus.docx": (lambda: docx(f"<w:p><w:del><w:r><w:delText>{NIK}</w:delText></w:r></w:del></w:p>"), "data-pribadi", ""),
        "disembunyikan.docx": (
            lambda: docx(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{NIK}</w:t></w:r></w:p>"),
            "data-pribadi",
            "",
        ),
        "komentar.docx": (
            lambda: docx(word__comments=f"<?xml version='1.0'?><w:comments {_W}><w:p><w:r><w:t>{NIK}</w:t></w:r></w:p></w:comments>"),
            inside,
            "anotasi",
        ),
        "variabel.docx": (
            lambda: docx(**{"word__settings.xml": f'<w:settings {_W}><w:docVar w:name="a" w:val="{NIK}"/></w:settings>'}),
            inside,
            "tak-tampak",
        ),
        "teks-pengganti.docx": (lambda: docx(f'<w:p><w:docPr descr="{NIK}"/></w:p>'), inside, "tak-tampak"),
        "kotak.docx": (lambda: docx(row(NIK)), inside, "kotak"),
        "foto.docx": (lambda: docx(**{"word__media__a.jpeg": jpeg(place=True)}), "berkas-lokasi", ""),
        "catatan.pptx": (
            lambda: zipped({
                "ppt/presentation.xml": "<a/>",
                "ppt/notesSlides/n1.xml": f'<a:p xmlns:a="x"><a:t>{NIK[:8]}</a:t><a:t>{NIK[8:]}</a:t></a:p>',
            }),
            "data-pribadi",
            "",
        ),
        "kolom.ods": (
            lambda: opendocument(
                table(ods_row("a", "b"), '<table:table-column/><table:table-column table:visibility="collapse"/>')
            ),
            hidden,
            "kolom B",
        ),
        "baris.ods": (lambda: opendocument(table(ods_row("a") + ods_row("b", about='table:visibility="filter"'))), hidden, "baris 2"),
        "lembar.ods": (
            lambda: opendocument(
                table(ods_row("a"), style='table:style-name="t"'),
                '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>',
            ),
            hidden,
            "lembar “A”",
        ),
        "makro.ods": (lambda: opendocument(table(""), **{"Basic__Standard__A.xml": "<a/>"}), macro, ""),
        "meta.odt": (lambda: opendocument("", meta=f"<meta:user-defined>{NIK}</meta:user-defined>"), inside, "properti"),
        "foto.odt": (lambda: opendocument("", **{"Pictures__a.jpg": jpeg(artist=NIK)}), inside, "gambar"),
    }  # fmt: skip


def _pdf(text: str) -> bytes:
    from crafted_pdf import drawn, pdf

    return pdf(drawn(text))


def harmless_office() -> dict[str, Maker]:
    default = f'<Types {_TYPES}><Default Extension="bin" ContentType="{_VBA}"/></Types>'
    months = row("083204105067")
    money = f'<styleSheet {_S}><cellXfs><xf numFmtId="0"/><xf numFmtId="3"/></cellXfs></styleSheet>'
    return {
        "jenis-bawaan.xlsx": lambda: xlsx(
            parts={"[Content_Types].xml": default, "xl/printerSettings/printerSettings1.bin": b"\0P\0r\0" * 9}
        ),
        "jenis-bawaan-bermakro.xlsx": lambda: xlsx(
            parts={
                "[Content_Types].xml": f'<Types {_TYPES}><Default Extension="xlsm" '
                'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
            }
        ),
        "pencetak.xlsx": lambda: xlsx(parts={"xl/printerSettings/printerSettings1.bin": b"\0P\0r\0" * 9}),
        "pagu.xlsx": lambda: xlsx(cells("Uraian", "Pagu") + cells("A", 81234567891, at=2)),
        "uang-enam-belas.xlsx": lambda: xlsx(cells("Uraian", "Realisasi (Rp)") + cells("A", int(NIK), at=2)),
        "uang-berformat.xlsx": lambda: xlsx(
            cells("Uraian", "A") + '<row r="2"><c r="B2" s="1"><v>81234567891</v></c></row>', parts={"xl/styles.xml": money}
        ),
        "uang-beragam.xlsx": lambda: xlsx(cells("A") + cells(81234567891, at=2) + cells(1250500, at=3)),
        "kolom-kosong.xlsx": lambda: xlsx(cells("a"), before='<cols><col min="3" max="16384" hidden="1"/></cols>'),
        "baris-kosong.xlsx": lambda: xlsx(cells("a") + '<row r="2" hidden="1"><c r="A2"/></row>'),
        "lembar-kosong.xlsx": lambda: xlsx(state="hidden"),
        "pengenal.xlsx": lambda: xlsx(
            parts={"xl/a.xml": '<a id="{08123456-7890-4123-8123-456789012345}" x="53710145" y="06900003"/>'}
        ),
        "bulan.docx": lambda: docx(row("08320410") + months.replace("<w:tr>", "<w:tr><w:tc><w:p><w:r><w:t>Surat masuk</w:t></w:r></w:p></w:tc>")),
        "revisi.docx": lambda: docx('<w:p w:rsidR="08123456" w:rsidP="53710145"><w:r><w:t>a</w:t></w:r></w:p>'),
        "tautan.docx": lambda: docx(
            **{
                "word___rels__document.xml.rels": f'<Relationships {_RELS}><Relationship Id="a" Type="{_R}/hyperlink" '
                'Target="https://kantor.example/2026/01/31/081" TargetMode="External"/></Relationships>'
            }
        ),
        "kolom-kosong.ods": lambda: opendocument(
            table(ods_row("a"), '<table:table-column/><table:table-column table:visibility="collapse"/>')
        ),
        "libreoffice.odt": lambda: opendocument(
            "<text:p>Laporan</text:p>",
            mimetype="application/vnd.oasis.opendocument.text",
            **{"layout-cache": b"\0\xff\x12" * 9, "Configurations2__accelerator__current.xml": ""},
        ),
        "fon.docx": lambda: docx(**{"word__fonts__font1.odttf": b"\0\xff" * 99}),
        "biasa.odt": lambda: opendocument("<text:p>Laporan</text:p>"),
    }  # fmt: skip
