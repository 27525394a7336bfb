"""The receipt as files: its QR code (segno) and its PDF/UA (typst).

Promises: the same sheet gives the same bytes; no font and no package of the system or the network is used. Knows
no rule and words nothing.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import segno

from terbuka.kit.pdf import typeset

#: Level M: readable with a seventh of it worn off.
_CORRECTION = "m"


def qr_code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error=_CORRECTION)


def qr_svg(text: str) -> str:
    """The QR code as an SVG with a quiet zone, to stand within a page."""
    out = io.BytesIO()
    qr_code(text).save(
        out,
        kind="svg",
        border=4,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        title="Kode QR",
        lineclass=None,
        svgclass=None,
    )
    return out.getvalue().decode().strip()


def pdf(sheet: Mapping[str, Any], qr: str) -> bytes:
    """The sheet on A4 as tagged PDF (PDF/UA-1); ``qr`` is an SVG."""
    return typeset(files("terbuka.features.receipts") / "papers/tanda-terima.typ", sheet, qr=qr).content
