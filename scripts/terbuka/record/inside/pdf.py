"""PDF: the text of its pages, also outside of what is shown, and every other object that holds words.

Pages are read by pdfium, which knows fonts; objects by pikepdf, which sees them all, packed ones and those that
nothing refers to any more too. Earlier versions that the file still carries are read the same way.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pypdfium2

from terbuka.record.inside import digits, markup, media
from terbuka.record.inside.actions import refuse_actions
from terbuka.record.inside.findings import Findings, Refused, printable_runs

MOST_OBJECTS = 400_000
MOST_VERSIONS = 20
MOST_FORMS = 1_000
MOST_STREAM = 30_000_000
#: Letters of a page that a photograph of text has not; the share of the page that it covers.
LETTERS_OF_A_PAGE, LETTERS_OVER_A_PHOTO = 20, 600
_SOME, _MOST = 0.25, 0.7
_DEEPEST = 40
_VERSION_END = re.compile(rb"startxref\s+[0-9]+\s+%%EOF[ \t]*\r?\n?")
_DAY = re.compile(r"D?:?[0-9]{4,14}(?:[Z+-].*)?")
_NO_TEXT = frozenset((
    "/ID", "/CheckSum", "/M", "/CreationDate", "/ModDate", "/Cert", "/CharSet", "/Lookup", "/FontName", "/BaseFont",
    "/FontFamily", "/Registry", "/Ordering", "/DA", "/Style", "/Panose", "/OutputConditionIdentifier",
))  # fmt: skip
_ANNOTATION = frozenset(("/Contents", "/RC", "/Subj"))
_FIELD = frozenset(("/V", "/DV", "/TU", "/TM", "/T", "/Opt", "/MK", "/AS", "/RV"))
_SHOWS_TEXT = re.compile(rb"\bTj|\bTJ|['\"]\s|\bDo\b")
_NUMBER_IN_NAME = re.compile(r"[0-9]{9}|@")


def read(source: Any, findings: Findings) -> None:
    """Read a PDF from a path or bytes."""
    data = source if isinstance(source, bytes) else _bytes(source)
    if not data:
        raise ValueError("empty")
    with pikepdf.open(io.BytesIO(data)) as document:
        refuse_actions(document)
        texts = _version(document, data, findings)
    _earlier(data, texts, findings)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 (the path is a plain text here)
        return file.read()


def _version(document: pikepdf.Pdf, data: bytes, findings: Findings) -> list[str]:
    """One version of the file: its pages, then its objects. Gives the texts of the pages."""
    texts = _pages(data, findings)
    findings.page_count = len(texts)
    for text in texts:
        findings.page(text)
    findings.part("potong", "\n".join(digits.scattered("\n".join(texts))))
    _Objects(document, findings).read()
    return texts


def _earlier(data: bytes, texts: list[str], findings: Findings) -> None:
    """Versions before the last change that was appended; a signed paper has some, and often the same text."""
    ends = [m.end() for m in _VERSION_END.finditer(data)][:-1]
    if b"/Linearized" in data[:2_000]:
        ends = ends[1:]
    if len(ends) > MOST_VERSIONS:
        findings.unseen.add("batas")
    for end in ends[-MOST_VERSIONS:]:
        inner = findings.deeper()
        try:
            with pikepdf.open(io.BytesIO(data[:end])) as document:
                before = _version(document, data[:end], inner)
        except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError):
            findings.part("versi", printable_runs(data[:end]))
            continue
        inner.pages = [text for text in before if text not in texts]
        inner.unseen -= {"halaman-foto", "huruf"}
        findings.take(inner, "versi")
    if (last := list(_VERSION_END.finditer(data))) and len(data) - last[-1].end() > 8:
        findings.part("versi", printable_runs(data[last[-1].end() :]))


# --- pages -------------------------------------------------------------------------------------------------------


def _pages(data: bytes, findings: Findings) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    try:
        for number in range(len(document)):
            page = document[number]
            page_text = page.get_textpage()
            text = page_text.get_text_range() if page_text.count_chars() else ""
            letters = sum(c.isalnum() for c in text)
            strange = sum(
                c in "\ufffd\ufffe" or "\ue000" <= c <= "\uf8ff" or (c < " " and not c.isspace()) for c in text
            )
            if strange > max(LETTERS_OF_A_PAGE, letters // 4):
                findings.unseen.add("huruf")
            if letters < LETTERS_OVER_A_PHOTO:
                share = _photographed(page)
                if share >= (_SOME if letters < LETTERS_OF_A_PAGE else _MOST):
                    findings.unseen.add("halaman-foto")
            texts.append(text)
            page_text.close()
            page.close()
    finally:
        document.close()
    return texts


def _photographed(page: Any) -> float:
    """The share of the page that pictures cover, at most 1."""
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        wide = max(0.0, min(right, width) - max(left, 0.0))
        high = max(0.0, min(top, height) - max(bottom, 0.0))
        covered += wide * high
    return covered / (width * height) if width and height else 0.0


# --- objects -----------------------------------------------------------------------------------------------------


class _Objects:
    """Reads all objects of one version."""

    def __init__(self, document: pikepdf.Pdf, findings: Findings):
        self.document, self.findings = document, findings
        self.words: dict[str, list[str]] = {}
        self.shown: set[tuple[int, int]] = set()
        self.apart: list[Any] = []
        self.others: list[tuple[Any, bool]] = []
        self.file_names: dict[tuple[int, int], str] = {}

    def read(self) -> None:
        for page in self.document.pages:
            self._reach(page.obj.get("/Resources"), 0)
            self.shown.add(page.obj.objgen)
        self._file_words(self.document.trailer.get("/Info"))
        for number, item in enumerate(self.document.objects):
            if number >= MOST_OBJECTS:
                self.findings.unseen.add("batas")
                break
            if isinstance(item, pikepdf.Stream):
                self._stream(item)
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and item.get("/Type") == "/Page":
                self._page_apart(item)
            self._gather(item, "", 0)
        for item, attached in self.others:
            if attached or item.objgen in self.file_names:
                self.findings.attached(item.read_bytes(), self.file_names.get(item.objgen, ""), self.findings)
            else:
                self._other_stream(item)
        for kind, texts in self.words.items():
            self.findings.part(kind, "\n".join(texts))
        self._draw_apart()

    def _reach(self, resources: Any, depth: int) -> None:
        """Forms that pages show are read with the pages."""
        if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
            return
        forms = resources.get("/XObject")
        for form in dict(forms.items()).values() if isinstance(forms, pikepdf.Dictionary) else ():
            if isinstance(form, pikepdf.Stream) and form.objgen not in self.shown:
                self.shown.add(form.objgen)
                self._reach(form.get("/Resources"), depth + 1)

    def _page_apart(self, page: Any) -> None:
        if page.objgen not in self.shown:
            self.apart.append(page)

    def _file_words(self, info: Any) -> None:
        if isinstance(info, pikepdf.Dictionary):
            for key, value in info.items():
                if key not in _NO_TEXT and isinstance(value, pikepdf.String):
                    self.keep("properti", str(value))

    def keep(self, kind: str, text: str) -> None:
        if text and not _DAY.fullmatch(text) and sum(c.isprintable() or c.isspace() for c in text) >= len(text) * 0.7:
            self.words.setdefault(kind, []).append(text)

    def _gather(self, item: Any, key: str, depth: int) -> None:
        """Words of an object and of what stands directly in it."""
        if depth > _DEEPEST:
            return
        if isinstance(item, pikepdf.String):
            self.keep(_kind(key), str(item))
        elif isinstance(item, pikepdf.Name):
            if _NUMBER_IN_NAME.search(str(item)):
                self.keep(_kind(key), str(item))
        elif isinstance(item, pikepdf.Array):
            first = item[0] if len(item) else None
            if isinstance(first, pikepdf.Name) and first == "/Indexed":
                return
            self._all((key, inner) for inner in item)(depth)
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            if "/ByteRange" in item or item.get("/Filter") == "/Standard":
                self._signature(item)
                return
            self._named(item)
            pairs = item.items() if isinstance(item, pikepdf.Dictionary) else item.stream_dict.items()
            self._all(_pairs(pairs, key, self))(depth)

    def _all(self, inner: Iterator[tuple[str, Any]]) -> Callable[[int], None]:
        def run(depth: int) -> None:
            for key, value in inner:
                if not getattr(value, "is_indirect", False):
                    self._gather(value, key, depth + 1)

        return run

    def _named(self, item: Any) -> None:
        """Remember what an attached file is called."""
        files = item.get("/EF") if isinstance(item, pikepdf.Dictionary) else None
        if isinstance(files, pikepdf.Dictionary):
            for file in dict(files.items()).values():
                self.file_names[file.objgen] = str(item.get("/UF", item.get("/F", "")))

    def _signature(self, item: Any) -> None:
        for key in ("/Name", "/Location", "/Reason", "/ContactInfo"):
            if isinstance(value := item.get(key), pikepdf.String):
                self.keep("properti", str(value))

    def _stream(self, item: Any) -> None:
        """A stream by what it is: a picture, properties, an attachment, a form that no page shows, or plain text."""
        kind, subtype = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
        if subtype == "/Image":
            self._picture(item)
        elif kind == "/Metadata" or subtype == "/XML":
            media.xmp(item.read_bytes(), self.findings, "properti")
        elif subtype == "/Form":
            if item.objgen not in self.shown:
                self.apart.append(item)
        elif kind == "/EmbeddedFile" or (kind not in ("/XRef", "/ObjStm", "/CMap") and not self._is_of_a_font(item)):
            self.others.append((item, kind == "/EmbeddedFile"))

    def _is_of_a_font(self, item: Any) -> bool:
        if "/Length1" in item or subtype_of_font(item) or ("/N" in item and "/Alternate" in item):
            return True
        return any(key in item for key in ("/PatternType", "/ShadingType", "/FunctionType", "/PaintType"))

    def _picture(self, item: Any) -> None:
        filters = item.get("/Filter")
        names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        if names == ["/JPXDecode"]:
            self.findings.part("gambar", printable_runs(item.read_raw_bytes()[:65_536], 12))
        if names[-1:] != ["/DCTDecode"]:
            return
        raw = item.read_raw_bytes() if len(names) == 1 else item.read_bytes(pikepdf.StreamDecodeLevel.generalized)
        inner = self.findings.deeper()
        try:
            media.picture(raw, inner)
        except ValueError:
            inner.part("gambar", printable_runs(raw[:65_536]))
        self.findings.take(inner, "gambar")

    def _other_stream(self, item: Any) -> None:
        try:
            data = item.read_bytes()
        except pikepdf.PdfError:
            return
        if len(data) > MOST_STREAM:
            self.findings.unseen.add("batas")
            return
        if data.lstrip()[:1] == b"<":
            self.findings.part("formulir", markup.all_text(data.strip()))
        elif b"begincmap" not in data and not _SHOWS_TEXT.search(data):
            self._keep_text(data)

    def _keep_text(self, data: bytes) -> None:
        try:
            text = data.decode("utf-16") if data[:2] in (b"\xfe\xff", b"\xff\xfe") else data.decode("utf-8")
        except UnicodeDecodeError:
            return
        if _NUMBER_IN_NAME.search(text) and not re.fullmatch(r"[-0-9.\sA-Za-z*']*\b(?:re|l|m|c|cm|gs|q|Q)\s*", text):
            self.keep("tak-tampak", text)

    def _draw_apart(self) -> None:
        """Read what no page shows (the look of fields and notes, pages that were taken out) as pages of their own."""
        apart = [item for item in self.apart if _shows_text(item)]
        if len(apart) > MOST_FORMS:
            self.findings.unseen.add("batas")
        if not apart:
            return
        with pikepdf.new() as sheet:
            for item in apart[:MOST_FORMS]:
                _put(sheet, item)
            file = io.BytesIO()
            sheet.save(file)
        texts = _pages(file.getvalue(), Findings())
        self.findings.part("tak-tampak", "\n".join([*texts, *digits.scattered("\n".join(texts))]))


def subtype_of_font(item: Any) -> bool:
    return str(item.get("/Subtype", "")) in ("/Type1C", "/CIDFontType0C", "/OpenType")


def _pairs(pairs: Any, key: str, objects: _Objects) -> Iterator[tuple[str, Any]]:
    names = dict(pairs)
    outline = "/Title" in names and ("/Parent" in names or "/Dest" in names)
    annotation = "/Rect" in names and names.get("/Subtype") not in ("/Widget", None)
    for name, value in names.items():
        if name in _NO_TEXT:
            continue
        if _NUMBER_IN_NAME.search(name):
            objects.keep(_kind(key), name[1:])
        own = name
        if outline and name == "/Title":
            own = "penanda"
        elif annotation and name in ("/T", *_ANNOTATION):
            own = "/Contents"
        yield own if own in _ANNOTATION | _FIELD | {"/URI", "penanda"} else key or own, value


def _kind(key: str) -> str:
    if key in _ANNOTATION:
        return "anotasi"
    if key in _FIELD:
        return "formulir"
    if key == "/URI":
        return "tautan"
    return key if key == "penanda" else "tak-tampak"


def _shows_text(item: Any) -> bool:
    if not isinstance(item, pikepdf.Stream):
        return True
    try:
        return bool(_SHOWS_TEXT.search(item.read_bytes()))
    except pikepdf.PdfError:
        return False


def _put(sheet: pikepdf.Pdf, item: Any) -> None:
    try:
        if isinstance(item, pikepdf.Stream):
            page = sheet.add_blank_page()
            form = sheet.copy_foreign(item)
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            page.obj.Contents = sheet.make_stream(b"/F Do")
        else:
            sheet.pages.append(pikepdf.Page(item))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return


__all__ = ["LETTERS_OF_A_PAGE", "Refused", "read"]
