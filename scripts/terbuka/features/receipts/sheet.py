"""The receipt that the desk prints: what stands on it, and the same as one HTML page without anything beside it.

Promises: says what the register says, with the due days of ``clocks``; nothing about the person, whose name is
written by hand, and nothing of what was asked. The code stands on the sheet and nowhere else.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from terbuka.features.receipts import codes as receipt_code
from terbuka.features.service import citizen
from terbuka.features.service.record import Case, Objection, Request
from terbuka.kit import words
from terbuka.kit.portal import environment
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.clocks import Clockwork, Due

_TITLES = {
    "permohonan": "Tanda bukti penerimaan permohonan informasi",
    "keberatan": "Tanda terima keberatan",
}
_LAST = {"permohonan": "Hari terakhir jawaban", "keberatan": "Hari terakhir tanggapan"}
#: Roles of the sentences of the law that the sheet says beside the days.
_RULES = {"permohonan": ("jawab-waktu", "jawab-perpanjangan"), "keberatan": ("keberatan-tanggapan",)}
_WHO = {"permohonan": "Nama pemohon", "keberatan": "Nama yang mengajukan"}
_CONTENT = {
    "permohonan": "Isi permintaan ada di lembar permohonan Anda.",
    "keberatan": "Isi keberatan ada di lembar keberatan Anda.",
}
_UNKNOWN = "belum dapat dihitung: kalender tahun itu belum ada"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A receipt in words. ``facts`` and ``limits`` are pairs of a title and its text (the number first), ``blanks``
    titles of what is written by hand; ``rules`` and ``rights`` sentences with their articles; ``code`` in its groups;
    ``link`` the address that the QR code holds, the code behind ``#``; ``page`` the same address without it; ``mark``
    is what stands on every sheet of a made-up office, else empty."""

    title: str
    parent: str
    office: str
    contacts: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    blanks: tuple[str, ...]
    content: str
    limits: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    skipped: str
    code: str
    link: str
    page: str
    rights: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def sheet(b: BodyView, case: Case, code: str, site_url: str) -> Sheet:
    """The receipt of one case for the bare ``code``; ``site_url`` ends in ``/``."""
    record = case.record
    main = b.main_deadline(case.register)
    work = Clockwork(b.law, b.body)
    plain = work.due(main.id, record.received_on) if main else None
    limit = b.limits.get(main.id) if main else None
    limits: list[tuple[str, str]] = []
    if limit:
        limits.append((_LAST[case.register], _due(plain)))
    longer: Due | None = None
    if main and limit and limit.extension:
        longer = work.due(main.id, record.received_on, extended=True)
        limits.append(("Bila diperpanjang", _due(longer)))
    number = b.corpus.schemas[case.register].column("nomor").title
    facts = [(number, record.number or ""), ("Diterima", _weekday(record))]
    recorded = getattr(record, "recorded_on", None)
    if recorded is not None and recorded <= b.on:
        facts.append(("Dicatat", f"{words.weekday(recorded)}, {words.day(recorded)}"))
    if isinstance(record, Request):
        facts.append(("Lewat", b.corpus.schemas["permohonan"].label("kanal", record.channel)))
    elif isinstance(record, Objection):
        facts.append(("Alasan", "; ".join(b.law.grounds[g].title for g in record.ground_ids if g in b.law.grounds)))
    body = b.body
    contacts = [body.address or "", "Telepon " + ", ".join(body.phones) if body.phones else "", body.email or ""]
    contacts.append(f"WhatsApp {body.whatsapp}" if body.whatsapp else "")
    return Sheet(
        title=_TITLES[case.register],
        parent=b.parent_name,
        office=body.name,
        contacts=" · ".join(c for c in contacts if c),
        mark=words.SAMPLE if body.sample else "",
        facts=tuple(facts),
        content=_CONTENT[case.register],
        blanks=(_WHO[case.register], "Petugas penerima"),
        limits=tuple(limits),
        rules=b.spoken(*_RULES[case.register]),
        skipped=_skipped(longer or plain),
        code=receipt_code.grouped(code),
        link=site_url + routes.check_status(b.id, receipt_code.grouped(code)),
        page=site_url + routes.check_status(b.id),
        rights=tuple(f"{x.text} ({x.article})" for x in citizen.rights(b, case.register)),
    )


def _weekday(record: Any) -> str:
    return f"{words.weekday(record.received_on)}, {words.day(record.received_on)}"


def _due(due: Due | None) -> str:
    if due is None:
        return _UNKNOWN
    guess = " (perkiraan, sebagian hari liburnya belum ditetapkan)" if due.count.estimated else ""
    return f"{words.weekday(due.count.due_on)}, {words.day(due.count.due_on)}{guess}"


def _skipped(due: Due | None) -> str:
    """The days off on the way, each with its decree once."""
    if due is None:
        return ""
    named = [s for s in due.count.skipped if s.on.weekday() < 5]
    if not named:
        return "Sabtu dan Minggu tidak dihitung. Tidak ada hari libur di antaranya."
    days = "; ".join(f"{words.day(s.on)} {s.why}" for s in named)
    decrees = "; ".join(dict.fromkeys(s.decree for s in named if s.decree))
    return f"Tidak dihitung: Sabtu, Minggu, dan {days}." + (f" Menurut {decrees}." if decrees else "")


def as_html(made: Sheet, qr: str) -> str:
    """A page that needs nothing else; ``qr`` is an SVG that the program drew itself."""
    template = environment().get_template("tanda-terima.html")
    return template.render(s=made, qr=Markup(qr))  # noqa: S704 - drawn by us, holds nothing that was typed
