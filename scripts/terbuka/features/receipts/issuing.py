"""Makes the receipt of one case and writes down its fingerprint: ``terbuka receipt``.

Promises: the code is drawn here, stands in the two files of the receipt and is forgotten; what is kept is the
fingerprint and the key, one row a case. The files go where no repository and no site takes them. Everything is made
before anything is written, and a fault on the way leaves the old receipt good.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terbuka.base import apart
from terbuka.base.problem import shown
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.features.receipts import codes as receipt_code
from terbuka.features.receipts import paper as receipt_files
from terbuka.features.receipts import sheet as receipt_sheet
from terbuka.features.receipts.record import RECEIPT_REGISTERS, Receipt
from terbuka.features.service.record import Case, Service
from terbuka.kit.optional import optional
from terbuka.kit.view import BodyView
from terbuka.law.routes import is_placeholder
from terbuka.record import canonical, tables

KIND = "tanda-terima"
#: Where receipts are written when no folder is named; git ignores ``privat/``.
FOLDER = f"{apart.FOLDER}/tanda-terima"


class CannotIssue(Exception):
    """Nothing was written; the text says in Indonesian why, and what to do."""


@dataclass(frozen=True, slots=True)
class Issued:
    """``table`` is the file that holds the fingerprint now, ``files`` are the receipt; ``replaced`` says whether an
    older receipt has become void. The code is in the files only; no PDF is among them when
    it could not be made, and the HTML holds the same."""

    case: Case
    body_id: str
    files: tuple[Path, ...]
    table: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the number (or public code) of the case, where it is, where the files go."""

    number: str
    body_id: str | None = None
    register: str | None = None
    folder: Path | None = None
    anew: bool = False


def issue(root: Path, corpus: Corpus, assessment: Assessment, order: Order, site_url: str) -> Issued:
    """Draw a code for one case and write its receipt. Raises ``CannotIssue``; then nothing has changed."""
    b, case = _find(corpus, assessment, order)
    if not case.record.number:
        raise CannotIssue(
            f"{case.record.id} belum punya nomor pendaftaran; isi kolom nomor di {case.register}.csv lebih dulu "
            "(UU 14/2008 Pasal 22 ayat (5))"
        )
    if not site_url or (not b.body.sample and is_placeholder(site_url)):
        raise CannotIssue(
            f"alamat portal masih contoh ({site_url or 'kosong'}), jadi kode QR tidak menuju ke mana pun; "
            "isi site_url di mkdocs.yml dengan alamat yang sebenarnya"
        )
    old = _rows(b)
    mine = (case.register, case.record.id)
    if mine in old and not order.anew:
        raise CannotIssue(
            f"{case.record.id} sudah punya tanda terima. Kodenya tidak dapat dicetak ulang karena tidak disimpan; "
            "ganti dengan --baru, dan yang lama tidak berlaku lagi"
        )
    folder = _folder(root, order.folder) / b.id
    code, row = _drawn(b.id)
    sheet = receipt_sheet.sheet(b, case, code, site_url)
    qr = receipt_files.qr_svg(sheet.link)
    paper = optional(f"{case.record.id}.pdf", lambda: receipt_files.pdf(sheet.as_json(), qr))
    made = {} if paper.instead else {folder / paper.path: paper.content}
    made[folder / f"{case.record.id}.html"] = receipt_sheet.as_html(sheet, qr).encode()
    path = f"{canonical.BODIES}/{b.id}/{KIND}.csv"
    table = _table(corpus, path, {**old, mine: row})
    _write(made, root / path, table)
    if paper.instead:
        (folder / paper.path).unlink(missing_ok=True)  # one of an older code would pass for this one
    return Issued(case, b.id, tuple(made), path, replaced=mine in old)


def _find(corpus: Corpus, assessment: Assessment, order: Order) -> tuple[BodyView, Case]:
    if order.body_id is not None and order.body_id not in assessment.bodies:
        raise CannotIssue(f"badan “{order.body_id}” tidak ada; yang ada: {', '.join(assessment.bodies) or 'belum ada'}")
    wanted = order.number.strip().casefold()
    registers = RECEIPT_REGISTERS if order.register is None else (order.register,)
    found = [
        (assessed, case)
        for name, assessed in assessment.bodies.items()
        if order.body_id in (None, name)
        for register in registers
        for case in assessed.get(Service).cases.get(register, ())
        if wanted in ((case.record.number or "").casefold(), case.record.id.casefold())
    ]
    if not found:
        files = " dan ".join(f"{register}.csv" for register in registers)
        raise CannotIssue(
            f"nomor “{shown(order.number, 80)}” tidak ada di {files}; catat barisnya di register lebih dulu, "
            "dan periksa bahwa hari diterimanya sudah tiba"
        )
    if len(found) > 1:
        where = ", ".join(f"{assessed.body.id} ({case.register} {case.record.id})" for assessed, case in found)
        raise CannotIssue(f"nomor itu ada di beberapa tempat: {where}; pilih dengan --body atau --register")
    assessed, case = found[0]
    return BodyView(corpus, assessed, others=len(assessment.bodies) > 1), case


def _folder(root: Path, asked: Path | None) -> Path:
    """The folder, unless git would keep it or the site would show it."""
    folder = (asked if asked is not None else root / FOLDER).resolve()
    if not apart.is_apart(root, folder):
        raise CannotIssue(
            f"folder “{asked or FOLDER}” dapat ikut tersimpan di git atau terbit bersama situs; tanda terima memuat "
            f"kode rahasia. Pakai {FOLDER}, atau folder di luar repositori"
        )
    return folder


def _drawn(body_id: str) -> tuple[str, tuple[str, str]]:
    """A bare code, and its fingerprint and key."""
    code = receipt_code.read(receipt_code.draw())
    return code, (receipt_code.fingerprint(body_id, code), receipt_code.key(body_id, code))


def _rows(b: BodyView) -> dict[tuple[str, str], tuple[str, str]]:
    return {(r.register, r.case_id): (r.fingerprint, r.key) for r in b.assessed.records.rows(Receipt) or ()}


def _table(corpus: Corpus, path: str, rows: dict[tuple[str, str], tuple[str, str]]) -> bytes:
    """The whole table in its canonical order; a problem in it is a fault of this module."""
    schema = corpus.schemas[KIND]
    lines = [[column.name for column in schema.columns]]
    lines += ([*case, *row] for case, row in sorted(rows.items(), key=lambda r: (r[0][1], r[1])))
    text = "".join(canonical.row_text(line) for line in lines)
    _, problems = tables.read(text, schema, path)
    if problems:
        raise CannotIssue(f"{path} tidak akan terbaca: {problems[0].sentence('temuan')}")
    return text.encode()


def _write(files: dict[Path, bytes], table: Path, content: bytes) -> None:
    written: list[Path] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(path.name + ".baru")
            written.append(fresh)
            fresh.touch(mode=0o600)
            fresh.write_bytes(data)
        if not table.exists():
            table.touch()
        canonical.write(table, content)
        for path, fresh in zip(files, written, strict=True):
            fresh.replace(path)
    except OSError as error:
        raise CannotIssue(f"tidak dapat menulis: {error.strerror or 'galat berkas'}") from None
    finally:
        for fresh in written:
            fresh.unlink(missing_ok=True)
