"""The workbook in which the office keeps its registers of people (Perki 1/2021 Pasal 32 and 43, Lampiran VIII, XI).

Promises: no formula; the same bytes from the same law and schemas; private columns are marked by a word and by a
colour; the mark of ``personal.PRIVATE_MARK`` stands in it, by which the check knows it wherever it turns up.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from terbuka.base import personal
from terbuka.base.periods import FIRST_DAY, LAST_DAY, day_of
from terbuka.kit.workbooks import letters, opened
from terbuka.law.body import Body
from terbuka.law.law import Law
from terbuka.law.private_register import PrivateColumn
from terbuka.record.schema import Column, Schema

#: Sheets of the workbook, by the kind of register.
REGISTERS = {"permohonan": "Permohonan", "keberatan": "Keberatan"}
PRIVATE_WORD = "PRIBADI"
_GUIDE = "Petunjuk"
#: The sheet of lists is visible: what is hidden would be refused elsewhere, and people may read what they choose from.
LISTS = "Pilihan"
#: What may be chosen: register and column -> value -> its meaning.
Lists = Mapping[tuple[str, str], Mapping[str, str]]
_ROWS = 2_000
_LONGEST_TITLE, _LONGEST_HINT = 32, 255
_PRIVATE = {"bold": True, "bg_color": "#F8CBAD", "border": 1, "text_wrap": True, "valign": "top"}
_PUBLIC = {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}


def workbook(body: Body, law: Law, schemas: Mapping[str, Schema]) -> bytes:
    """The bytes of the empty workbook for one body."""
    out = io.BytesIO()
    book = opened(out, "Register kantor (PRIBADI)")
    book.set_custom_property(personal.PRIVATE_MARK, personal.PRIVATE_MARK)
    formats = {
        "private": book.add_format(_PRIVATE),
        "public": book.add_format(_PUBLIC),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "whole": book.add_format({"num_format": "0"}),
        "bold": book.add_format({"bold": True}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    guide = book.add_worksheet(_GUIDE)
    lists = _all_lists(schemas, law)
    for kind, name in REGISTERS.items():
        private = [p for p in law.named(PrivateColumn).values() if p.register == kind]
        _register(book.add_worksheet(name), formats, private, schemas[kind], lists)
    _lists(book.add_worksheet(LISTS), formats, lists)
    _guide(guide, formats, body, law, schemas)
    guide.activate()
    book.close()
    return out.getvalue()


def _register(
    sheet: Any,
    formats: Mapping[str, Any],
    private: Sequence[PrivateColumn],
    schema: Schema,
    lists: Lists,
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 48)
    for at, column in enumerate(private):
        sheet.write_string(0, at, f"{column.title} ({PRIVATE_WORD})", formats["private"])
        sheet.set_column(at, at, 22, formats["text"])
        sheet.data_validation(1, at, _ROWS, at, {"validate": "any", **_hint(PRIVATE_WORD, column.text)})
    for at, shown in enumerate(schema.columns, len(private)):
        sheet.write_string(0, at, shown.name, formats["public"])
        sheet.set_column(at, at, 18, formats[_FORMATS.get(shown.type, "text")])
        sheet.data_validation(
            1, at, _ROWS, at, {**_allowed(schema.kind, shown, lists), **_hint(shown.title, shown.text)}
        )


_FORMATS = {"tanggal": "day", "bilangan": "whole"}


def _all_lists(schemas: Mapping[str, Schema], law: Law) -> Lists:
    """What may be chosen, by register and column."""
    columns = [(kind, c) for kind in REGISTERS for c in schemas[kind].columns if c.type in ("pilihan", "id")]
    return {(kind, c.name): choices for kind, c in columns if (choices := _choices(c, law))}


def _lists(sheet: Any, formats: Mapping[str, Any], lists: Lists) -> None:
    """One list beside the other: the values that may be chosen, and what each means."""
    sheet.freeze_panes(1, 0)
    for at, ((kind, name), choices) in enumerate(lists.items()):
        sheet.set_column(2 * at, 2 * at + 1, 36)
        sheet.write_string(0, 2 * at, f"{REGISTERS[kind]}: {name}", formats["bold"])
        sheet.write_string(0, 2 * at + 1, "artinya", formats["bold"])
        for row, (value, label) in enumerate(choices.items(), 1):
            sheet.write_string(row, 2 * at, value, formats["text"])
            sheet.write_string(row, 2 * at + 1, label, formats["wrap"])


def _allowed(kind: str, column: Column, lists: Lists) -> dict[str, Any]:
    """What a cell of a public column takes; the check says the last word."""
    if choices := lists.get((kind, column.name)):
        letter = letters(2 * list(lists).index((kind, column.name)))
        return {"validate": "list", "source": f"={LISTS}!{letter}$2:{letter}${len(choices) + 1}", **_ERROR}
    if column.type == "tanggal":
        first = day_of(column.minimum) if column.minimum else FIRST_DAY
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": LAST_DAY, **_ERROR}
    if column.type == "bilangan":
        low, high = int(column.minimum or 0), int(column.maximum or 10**12)
        return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high, **_ERROR}
    return {"validate": "any"}


def _choices(column: Column, law: Law) -> Mapping[str, str]:
    """The values that a column takes, each with its words: from the schema, else from the list of the law."""
    if column.name == "topik":
        return {topic.id: topic.title for topic in law.topics.values()}
    if column.name == "alasan":
        return {ground.id: ground.title for ground in law.grounds.values()}
    if column.name == "alasan_tolak":
        refusing = (o for o in law.obligations.values() if o.group == "dikecualikan" and o.nature == "acuan")
        return {o.id: o.title for o in refusing}
    return column.choices


_ERROR = {
    "error_title": "Isian tidak dikenal",
    "error_message": "Pilih dari daftar, atau tulis seperti petunjuk kolom ini.",
}


def _hint(title: str, text: str) -> dict[str, str]:
    return {"input_title": _short(title, _LONGEST_TITLE), "input_message": _short(text, _LONGEST_HINT)}


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


# --- the sheet that explains ------------------------------------------------------------------------------

_ORDER = "Kolomnya dari kiri ke kanan: yang PRIBADI, lalu kolom register portal."
_WORDS = (
    (
        "Simpan di mana",
        (
            "Di komputer atau server kantor yang dibatasi, tidak pernah di repositori portal, pos-el pribadi, atau "
            "grup pesan."
        ),
    ),
    ("Siapa yang membuka", "Petugas layanan informasi dan PPID saja."),
    (
        "Warna jingga: PRIBADI",
        "Kolom dengan kata PRIBADI hanya untuk kantor. terbuka import tidak pernah mengambilnya.",
    ),
    (
        "Warna biru: diambil",
        "Kolom register portal: diambil terbuka import dan diperiksa. Sebagiannya terbit; artinya di bawah.",
    ),
    (
        "Satu baris",
        "Satu permohonan atau satu keberatan, sejak hari diterima. Baris tanpa nomor belum diambil.",
    ),
    (
        "nomor",
        "Nomor pendaftaran kantor; tidak terbit. id_publik boleh kosong: dibuat saat impor, dan tetap sama.",
    ),
    ("Tanggal", "Ketik sebagai tanggal, misalnya 2026-03-31 atau 31/03/2026."),
    (
        "subjek",
        "Ditulis ulang tanpa nama, alamat, atau nomor siapa pun, hanya sesudah selesai, dan diperiksa jabatan kedua.",
    ),
    (
        "Jangan",
        "Rumus, sel gabung, dan baris, kolom, atau lembar tersembunyi: impor menolaknya dan menyebut tempatnya.",
    ),
    ("Mengambil", "terbuka import permohonan register.xlsx --check. Baca jawabannya, lalu ulangi tanpa --check."),
    (
        "NIK",
        "Tidak dianjurkan: Perki 1/2021 Lampiran VIII tidak memintanya. Cukup catat bahwa identitas sudah ditunjukkan.",
    ),
)


def _guide(sheet: Any, formats: Mapping[str, Any], body: Body, law: Law, schemas: Mapping[str, Schema]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    about = f"Register kantor {body.name}. Buku ini memuat data orang (UU 27/2022)."
    lines = [("private", "PRIBADI. JANGAN DIUNGGAH.", about), ("", "", ""), *(("bold", *words) for words in _WORDS)]
    for kind, name in REGISTERS.items():
        lines += [("", "", ""), ("bold", f"Lembar {name}", _ORDER)]
        for private in law.named(PrivateColumn).values():
            if private.register == kind:
                basis = "; ".join(f"{law.instruments[b.instrument_id].name} {b.article}" for b in private.legal_basis)
                advice = "" if private.advised else "Tidak dianjurkan. "
                lines.append(("private", f"{private.title} ({PRIVATE_WORD})", f"{advice}{private.text} ({basis})"))
        for column in schemas[kind].columns:
            choices = "; ".join(f"{value} = {label}" for value, label in _choices(column, law).items())
            told = f"{column.title}. {column.text}" + (f" Pilihan: {choices}." if choices else "")
            lines.append(("public", column.name, told))
    for row, (style, left, right) in enumerate(lines):
        if left:
            sheet.write_string(row, 0, left, formats[style or "bold"])
            sheet.write_string(row, 1, right, formats["wrap"])
