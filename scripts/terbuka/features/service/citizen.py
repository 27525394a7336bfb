"""The pages on which a citizen acts: ask, object, complain, count days, keep own notes.

Promises: the portal itself receives nothing; a letter is written on the visitor's device, and without scripts
the same page prints as a blank form. What the law says on them comes from its data.

``Page.assets`` names scripts and styles that only such pages load. ``surat.js`` writes letters: fields fill
``[data-isi]`` and ``[data-pilihan]`` of the sheet as text, and the plain text is read back from the first sheet
(``[data-t]``), so that print, e-mail and copy say the same. The fields stand in no ``<form>``: nothing can be
submitted. Without scripts the fields are hidden and the sheet is a blank form; ``surat.css`` prints the sheet and
nothing else. What one page hands to another stands behind ``#`` (``#kewajiban=<id>``, ``#nomor=…``), is taken as
text, and is removed from the address; the title of a duty comes from ``judul-kewajiban.json``, never from the link.
``hari.js`` looks days up in ``hari-kerja.json`` and gives the same object as ``terbuka deadline --json``;
``tests/test_scripts.py`` compares both for every clock and every start day of 2020 to 2027. Which of the two legal
starting points is shown to whom, and which terms live, is in ``langkah.js``, tested with the stories of
``tests/scenarios/hak/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack
from urllib.parse import urlsplit

from terbuka.base.day_names import WEEKDAYS
from terbuka.base.page import File, Page
from terbuka.features.service import working_days
from terbuka.kit import table, words
from terbuka.kit.portal import OfBodyPage, Portal, View
from terbuka.kit.public import PublicFile
from terbuka.kit.sentences import may_be_said
from terbuka.kit.shape import Schemas, Shape, by, key, record, text
from terbuka.kit.view import BodyView, DutyRow
from terbuka.law import routes
from terbuka.law.sentences import ComplaintChannel

LETTER = ("layanan.css", "surat.css", "bersama.js", "surat.js")
DAYS = ("layanan.css", "bersama.js", "hari.js")
#: Groups of channels in the order in which one should try them.
GROUPS = ("kantor", "pengawas-internal", "nasional", "pengawas-luar")


@dataclass(frozen=True, slots=True)
class Right:
    """A point of the notice of rights with its time limits in words, and its articles."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to complain and, for the office's own, what it says about itself (empty: not known)."""

    known: ComplaintChannel
    contacts: tuple[str, ...]
    articles: tuple[str, ...]


class RequestPage(View, template="permohonan.html"):
    form_host: str
    rights: Sequence[Right]
    kinds: Sequence[tuple[str, str]]


class ObjectionPage(View, template="keberatan.html"):
    rights: Sequence[Right]
    grounds: Sequence[tuple[str, str]]
    free: Sequence[str]


class ComplaintPage(View, template="pengaduan.html"):
    rights: Sequence[Right]
    groups: Sequence[tuple[str, Sequence[Channel]]]


class DaysPage(View, template="batas-waktu.html"):
    years: Sequence[working_days.YearView]
    weekdays: Sequence[str]
    starts: Sequence[working_days.StartRow]
    past: Sequence[working_days.StartRow]
    first_day: int | None
    last_day: int | None
    off_kinds: Mapping[str, str]


class NotesPage(View, template="catatan.html"): ...


def pages(portal: Portal, b: BodyView) -> Iterator[Page | File]:
    """All pages of this kind of one body, and the two small files that their scripts look things up in."""
    name = b.body.name
    answer = b.limit("tenggat-jawab")
    promise = f", dijawab paling lambat {answer.days}" if answer else ""
    form = b.body.request_form

    def fixed(view: View, code: str, title: str, description: str, **own: Unpack[OfBodyPage]) -> Page:
        own["section"] = "layanan"
        return portal.body_page(b, view, routes.body_page(b.id, code), title, description, **own)

    yield fixed(
        _request(b),
        "permohonan",
        "Permohonan Informasi",
        f"Cara meminta informasi kepada {name}: siapkan KTP{promise}.",
        assets=(*LETTER, "mesin-cari.js", "tersedia.js"),
        frame_origin=f"https://{urlsplit(form).netloc}" if form else None,
    )
    yield fixed(
        _objection(b),
        "keberatan",
        "Keberatan",
        f"Cara mengajukan keberatan kepada atasan PPID {name}.",
        assets=LETTER,
    )
    yield fixed(
        ComplaintPage(rights=rights(b, "pengaduan"), groups=_channels(b)),
        "pengaduan",
        "Pengaduan",
        f"Ke mana melapor tentang layanan {name}.",
        assets=LETTER,
    )
    yield fixed(
        _days(b),
        "batas-waktu",
        "Batas waktu dan hari kerja",
        f"Kapan {name} harus menjawab: kalender hari kerja dengan keputusannya, dan penghitung batas waktu.",
        assets=(*DAYS, "batas.js"),
    )
    yield fixed(
        NotesPage(),
        "catatan",
        "Catatan saya (hanya di HP ini)",
        f"Catat tanggal permohonan Anda kepada {name} di HP sendiri, dan lihat kapan harus dijawab.",
        assets=(*DAYS, "catatan.js"),
    )
    yield working_days.table(b)
    yield _duty_titles(b)


def _request(b: BodyView) -> RequestPage:
    form = b.body.request_form
    return RequestPage(
        form_host=urlsplit(form).netloc if form else "",
        rights=rights(b, "permohonan"),
        kinds=[(k.id, k.title) for k in b.law.requester_kinds.values() if b.articles(k.legal_basis)],
    )


def _objection(b: BodyView) -> ObjectionPage:
    return ObjectionPage(
        rights=rights(b, "keberatan"),
        grounds=[(g.id, f"{g.id}. {g.title}") for g in b.law.grounds.values()],
        free=[g.id for g in b.law.grounds.values() if g.needs_no_number],
    )


def _days(b: BodyView) -> DaysPage:
    return DaysPage(
        years=working_days.years(b),
        weekdays=[name[:3] for name in WEEKDAYS],
        starts=working_days.start_rows(b),
        past=working_days.past_rows(b),
        first_day=min((y.year for y in b.law.calendar_years), default=None),
        last_day=max((y.year for y in b.law.calendar_years), default=None),
        off_kinds=_day_off_kinds(b),
    )


def _day_off_kinds(b: BodyView) -> Mapping[str, str]:
    """The words of the schema of calendars for each kind of day off."""
    for column in b.corpus.schemas["kalender"].column("hari").columns:
        if column.name == "jenis":
            return column.choices
    return {}


def rights(b: BodyView, form: str) -> list[Right]:
    """The notice of rights for the back of a form, with the time limits that rule on the assessed day."""
    return [
        Right(b.said(r.text), b.articles(r.legal_basis))
        for r in b.law.rights.values()
        if r.form == form and may_be_said(b.law, r.legal_basis, r.text, b.limits, b.on)
    ]


def _channels(b: BodyView) -> list[tuple[str, list[Channel]]]:
    """Title of each group with its channels."""
    body = b.body
    contacts = {
        "alamat": (body.address,) if body.address else (),
        "telepon": body.phones,
        "surel": (body.email,) if body.email else (),
        "whatsapp": (body.whatsapp,) if body.whatsapp else (),
    }
    titles = b.corpus.schemas["saluran-pengaduan"].column("kelompok").choices
    found = []
    for group in GROUPS:
        members = [
            Channel(c, contacts.get(c.body_contact or "", ()), tuple(words.basis(b.law, x) for x in c.legal_basis))
            for c in b.law.channels.values()
            if c.group == group
        ]
        if members:
            found.append((titles.get(group, group), members))
    return found


def _duty_titles(b: BodyView) -> File:
    """``judul-kewajiban.json``: title and articles by the id of a duty."""
    value = _titles(b.corpus.schemas).write(b)
    return File(path=routes.duty_titles(b.id), content=table.as_short_json(value))


def _titles(_schemas: Schemas) -> Shape[BodyView]:
    duty: Shape[DutyRow] = record(
        "Satu kewajiban.",
        key("judul", lambda row: row.obligation.title, text("Nama informasi atau layanan.")),
        key("dasar_hukum", lambda row: "; ".join(row.articles), text("Peraturan dan pasalnya.")),
    )
    return record(
        "Judul setiap kewajiban.",
        table.SHORT_HEAD,
        key("kewajiban", lambda b: b.rows, by("Menurut kode kewajiban.", duty)),
    )


#: What is said of this file in the description of the API.
PUBLIC = (PublicFile("{badan}/judul-kewajiban.json", "Judul dan dasar hukum setiap kewajiban", _titles),)
