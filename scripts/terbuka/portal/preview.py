"""The picture that WhatsApp and others show beside a link: one for the portal, one for each body.

Promises: 1200 × 630, far below 100 KB; the whole name fits; a sample says so; the same words give the same
bytes. The font comes with Pillow and knows the letters of English: accents are taken off. A name that also has other
letters is set by typst, with the fonts that papers have.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from importlib.resources import files

import typst
from PIL import Image, ImageDraw, ImageFont

from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.kit import lettering, words
from terbuka.kit.optional import optional
from terbuka.law import routes

WIDTH, HEIGHT = 1200, 630
_EDGE, _STRIP, _SMALL = 80, 36, 40
_GROUND, _INK, _SOFT, _GOLD, _RED, _DARK = "#114b46", "#ffffff", "#c9dcd8", "#e9b44c", "#a8432f", "#241a02"
_TOP = 130
#: Sizes that a name may have, largest first; the first at which all of it fits is taken.
_SIZES = (96, 80, 68, 56, 46, 36, 28)
_PLAIN = str.maketrans("–—‑‘’“”·", "---''\"\"-")


def pictures(corpus: Corpus) -> Iterator[File]:
    """One file for the portal and one for each body, each where ``routes.preview`` says."""
    what = "Cari dokumen, minta informasi, laporkan masalah"
    yield optional(routes.preview(""), partial(picture, corpus.site_name, what, sample=False))
    for body in (records.body for records in corpus.bodies.values()):
        yield optional(routes.preview(body.id), partial(picture, body.name, corpus.site_name, sample=body.sample))


@lru_cache(maxsize=256)
def picture(name: str, above: str, *, sample: bool) -> bytes:
    """A PNG with ``name`` in large letters below ``above`` in small ones, and the mark of a sample."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - _STRIP, WIDTH, HEIGHT), _GOLD)
    for x in range(0, WIDTH, 2 * _STRIP):
        draw.polygon([(x, HEIGHT - _STRIP), (x + 2 * _STRIP, HEIGHT - _STRIP), (x + _STRIP, HEIGHT)], _RED)
    draw.text((_EDGE, 70), _cut(said(above), _font(_SMALL)), _SOFT, _font(_SMALL))
    floor = HEIGHT - _STRIP - (110 if sample else 30)
    letters = _set(name, floor - _TOP) if others(name) else None
    if letters is not None:
        image.paste(letters, (_EDGE, _TOP + (floor - _TOP - letters.height) // 2), letters)
    else:
        _write(draw, said(name) or "Informasi Publik", floor)
    if sample:
        draw.rectangle((0, floor + 15, WIDTH, HEIGHT - _STRIP), _GOLD)
        draw.text((_EDGE, floor + 40), words.SAMPLE, _DARK, _font(_SMALL), stroke_width=1, stroke_fill=_DARK)
    file = io.BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, name: str, floor: int) -> None:
    lines, size = _fitted(name, floor - _TOP)
    height = _height(size)
    top = _TOP + (floor - _TOP - height * len(lines)) // 2
    for number, line in enumerate(lines):
        place = (_EDGE, top + number * height)
        draw.text(place, line, _INK, _font(size), stroke_width=size // 40, stroke_fill=_INK)


def others(text: str) -> bool:
    """Whether a text has letters that the font of Pillow does not know even without their accents."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return any(unicodedata.category(c)[0] in "LNS" and not " " <= c <= "~" for c in apart)


def _set(name: str, room: int) -> Image.Image | None:
    """The name in letters of any script, at the largest size at which it is no higher than ``room``; what is higher
    even then is cut off below. None when it cannot be set."""
    image = None
    for size in _SIZES:
        given = {"data": json.dumps({"name": lettering.clean(name), "size": size}, ensure_ascii=False)}
        source = (files("terbuka.kit") / "papers/nama.typ").read_bytes()
        compiler = typst.Compiler(source, font_paths=lettering.fonts(), ignore_system_fonts=True)
        try:
            content = compiler.compile(format="png", ppi=72, sys_inputs=given)
        except typst.TypstError:
            return None
        if not isinstance(content, bytes):
            return None
        image = Image.open(io.BytesIO(content)).convert("RGBA")
        if image.height <= room:
            return image
    return image.crop((0, 0, image.width, room)) if image else None


def said(text: str) -> str:
    """The text in letters that the font knows: dashes and quotes made plain, accents and the rest left out."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return " ".join("".join(c for c in apart if " " <= c <= "~").split())


def _fitted(text: str, room: int) -> tuple[list[str], int]:
    """The lines of a name and the largest size at which they fit; what is too long even then ends in dots."""
    for size in _SIZES:
        lines = _wrapped(text, size)
        if len(lines) * _height(size) <= room and all(_width(line, size) <= WIDTH - 2 * _EDGE for line in lines):
            return lines, size
    most = room // _height(size)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} ..."]
    return [_cut(line, _font(size)) for line in lines], size


def _height(size: int) -> int:
    return round(size * 1.2)


def _wrapped(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= WIDTH - 2 * _EDGE:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    while line.strip(" .") and font.getlength(line) > WIDTH - 2 * _EDGE:
        line = line.rstrip(" .")[:-1] + "..."
    return line


def _width(line: str, size: int) -> float:
    return _font(size).getlength(line) + size // 20


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):  # a build of Pillow without FreeType
        raise TypeError("Pillow lacks FreeType")
    return font
