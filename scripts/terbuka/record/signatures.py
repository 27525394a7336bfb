"""What a file that should be a text really is, by its first bytes.

Promises: pure; says only what the bytes tell for certain.
"""

from __future__ import annotations

import re

#: Beginnings of files that are no text, in Indonesian and English.
_STARTS = (
    (b"%PDF-", "PDF", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "gambar PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "gambar JPEG", "a JPEG picture"),
    (b"GIF8", "gambar GIF", "a GIF picture"),
    (b"\x1f\x8b", "arsip gzip", "a gzip archive"),
    (b"Rar!", "arsip RAR", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "arsip 7z", "a 7z archive"),
    (b"MZ", "program Windows", "a Windows program"),
)
_OLD = (
    "dokumen Office lama (.xls, .doc, .ppt), atau yang terkunci kata sandi",
    "an old Office document (.xls, .doc, .ppt), or one locked by a password",
)
#: Parts of a ZIP by which office files are known.
_IN_ZIP = (
    (b"xl/workbook", "buku kerja Excel (.xlsx)", "a workbook of Excel (.xlsx)"),
    (b"word/document", "dokumen Word (.docx)", "a document of Word (.docx)"),
    (b"ppt/presentation", "presentasi PowerPoint (.pptx)", "a presentation of PowerPoint (.pptx)"),
    (b"opendocument.spreadsheet", "lembar kerja OpenDocument (.ods)", "a spreadsheet of OpenDocument (.ods)"),
    (b"opendocument.text", "dokumen OpenDocument (.odt)", "a document of OpenDocument (.odt)"),
)
_WEB = re.compile(rb"(?i)\s*(?:<!doctype|<html|<svg|<table|<\?xml|<script|<body|<head|<meta|<iframe)")


def of_no_text(data: bytes) -> tuple[str, str] | None:
    """The kind of a file that is no plain text, in Indonesian and English; None for what may be one."""
    if data.startswith(b"PK\x03\x04"):
        return next(((i, e) for mark, i, e in _IN_ZIP if mark in data), ("arsip ZIP", "a ZIP archive"))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _OLD
    if found := next(((i, e) for mark, i, e in _STARTS if data.startswith(mark)), None):
        return found
    if _WEB.match(data.removeprefix(b"\xef\xbb\xbf")[:4_000]):
        return "halaman web atau XML", "a web page or XML"
    return None


def utf16(data: bytes) -> str:
    """``utf-16`` for a text with its mark, ``utf-16-le`` or ``-be`` for one of our letters without it; else empty."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[:400]
    even, odd = start[0::2], start[1::2]
    if len(odd) > 1 and not even.count(0) and odd.count(0) * 10 > len(odd) * 9:
        return "utf-16-le"
    if len(odd) > 1 and not odd.count(0) and even.count(0) * 10 > len(even) * 9:
        return "utf-16-be"
    return ""
