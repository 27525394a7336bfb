"""Any table of records as files for machines: canonical CSV, plain values for JSON.

Promises: columns in the order of their schema; days as ``YYYY-MM-DD``; the same records give the same bytes; each
register has a copy beside it that a spreadsheet opens unharmed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from terbuka.base.page import File
from terbuka.kit import words
from terbuka.kit.shape import Key, Keys, Shape, day, flag, key, optional, record, several, text
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.fields import fields_by_column
from terbuka.record.numerals import with_comma
from terbuka.record.schema import Column


def values(records: Iterable[Any], columns: Iterable[Column]) -> Iterator[list[Any]]:
    """The values of each record, in the order of ``columns``; None where it has no such column."""
    names = [column.name for column in columns]
    known: dict[type, dict[str, str]] = {}
    for one in records:
        cls = type(one)
        if cls not in known:
            known[cls] = fields_by_column(cls)
        own, extra = known[cls], getattr(one, "extra", {})
        yield [getattr(one, own[name]) if name in own else extra.get(name) for name in names]


#: What nearly every file says of a body first; a sample says that it is one.
HEAD: Keys[BodyView] = (
    key("id", lambda b: b.id, text("Kode badan, sama dengan bagian pertama alamat halamannya.")),
    key("nama", lambda b: b.body.name, text("Nama resmi badan.")),
    key("contoh", lambda b: b.body.sample,
        flag("true bila badan ini karangan. Jangan memakai angkanya dalam tulisan tentang keadaan nyata.")),
    optional("induk", lambda b: b.parent.id if b.parent else None,
        text("Kode badan induk. Hanya ada bila induknya ada di portal ini.")),
    optional("peringatan", lambda b: words.SAMPLE if b.body.sample else None,
        text("Tanda bahwa isinya data contoh. Hanya ada bila contoh bernilai true.")),
)  # fmt: skip
#: The same for small files that only a page fetches.
SHORT_HEAD: Keys[BodyView] = (
    key("badan", lambda b: b.id, text("Kode badan.")),
    key("contoh", lambda b: b.body.sample, flag("true bila badan ini karangan.")),
)
ASSESSED: Key[BodyView] = key(
    "pada", lambda b: b.on, day("Hari penilaian: keadaan di bawah ini adalah keadaan pada hari itu.")
)
BODIES = "Semua badan di portal ini, satu butir satu badan."
PAGE = "Alamat halamannya, di bawah alamat portal."


def of_bodies(shape: Shape[BodyView]) -> Shape[Iterable[BodyView]]:
    """The file that holds one object of each body."""
    return record("Isi berkas.", key("badan", lambda views: views, several(BODIES, shape)))


def as_json(value: Any) -> bytes:
    """A file of ``api/v1/``, as people can read it too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def as_short_json(value: Any) -> bytes:
    """A file of ``api/v1/`` that a page fetches: without any space."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def one_a_line(document: Mapping[str, Any]) -> str:
    """An object whose last key is a long list, one of its values a line: quick to write, and a change shows there."""
    *_, last = document
    head = json.dumps({name: value for name, value in document.items() if name != last}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in document[last])
    return f'{head[:-1]}, "{last}": [\n{rows}\n]}}'


def cell(value: Any) -> str:
    """A value as a cell of our CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, tuple | list):
        return "; ".join(str(v) for v in value)
    # Python 3.13 quotes a lone carriage return and earlier ones do not, so that rows would break: one line end for all.
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


#: What Excel, LibreOffice and Google Sheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """A text that a spreadsheet would read as a formula is marked as text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def rows_as_csv(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A table for people and programs: as the canonical form, with texts that a spreadsheet can open unharmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(name) for name in header])
    writer.writerows(
        [cell(value) if isinstance(value, int | float) else guarded(cell(value)) for value in row] for row in rows
    )
    return out.getvalue().encode()


def as_csv(columns: Iterable[Column], records: Iterable[Any]) -> bytes:
    """Canonical form: UTF-8, comma, one line end, columns in the order of the schema."""
    columns = tuple(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([cell(value) for value in row] for row in values(records, columns))
    return out.getvalue().encode()


# --- for spreadsheets -------------------------------------------------------------------------------------


def excel_cell(value: Any) -> str:
    """A value as an Indonesian Excel reads it: decimal comma, dd/mm/yyyy, a text never a formula."""
    if isinstance(value, bool):
        return cell(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float | Decimal):
        return with_comma(str(value))
    return cell(value) if isinstance(value, int) else guarded(cell(value))


def for_excel(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """As an Indonesian Excel opens it by double click: semicolons, decimal commas, with a mark of UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(name) for name in header])
    writer.writerows([excel_cell(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def register(address: str, columns: Iterable[Column], records: Iterable[Any]) -> Iterator[File]:
    """The CSV of records at ``address``, exactly as they are, and its copy for spreadsheets."""
    columns, records = tuple(columns), tuple(records)
    yield File(path=address, content=as_csv(columns, records))
    names = [column.name for column in columns]
    yield File(path=routes.excel_file(address), content=for_excel(names, values(records, columns)))


def derived(address: str, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[File]:
    """The CSV of values that follow from records, and its copy for spreadsheets."""
    header, rows = tuple(header), [tuple(row) for row in rows]
    yield File(path=address, content=rows_as_csv(header, rows))
    yield File(path=routes.excel_file(address), content=for_excel(header, rows))
