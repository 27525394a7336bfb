"""Urgent notices for machines: the public JSON, and each notice as an entry of a feed.

Promises: absolute times; an entry keeps its id, which is the address of its page; the same records give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.features.notices.record import EmergencyService, Help, Notice
from terbuka.features.notices.view import Notices, NoticeView
from terbuka.kit import table, words
from terbuka.kit.atom import Entry
from terbuka.kit.public import PublicFile
from terbuka.kit.shape import (
    Keys,
    Schemas,
    Shape,
    about,
    columns,
    flag,
    key,
    moment,
    or_null,
    record,
    several,
    text,
    whole,
    within,
)
from terbuka.kit.view import BodyView
from terbuka.law import routes


def files(schemas: Schemas, views: tuple[BodyView, ...]) -> Iterator[File]:
    """The notices of all bodies, also those that are over."""
    document = table.of_bodies(_notices(schemas)).write(views)
    yield File(path=routes.api("peringatan.json"), content=table.as_json(document))


def _notices(schemas: Schemas) -> Shape[BodyView]:
    """What ``api/v1/peringatan.json`` says of one body."""
    return record(
        "Peringatan satu badan.",
        table.HEAD,
        table.ASSESSED,
        key("umpan", lambda b: routes.feed(b.id, "serta-merta"),
            text("Alamat umpan Atom badan ini, di bawah alamat portal.")),
        key("tanpa_peristiwa", lambda b: None if b.view(Notices).running else words.NO_EVENT.format(kind=b.kind),
            or_null(text("Kalimat untuk ditampilkan bila tidak ada yang berlaku."))),
        key("serta_merta", lambda b: [_Notice(view, b.corpus.site_url) for view in b.view(Notices).every],
            several("Semua peringatan, juga yang sudah berakhir.", _notice(schemas))),
    )  # fmt: skip


class _Notice(NamedTuple):
    view: NoticeView
    site_url: str

    @property
    def of(self) -> Notice:
        return self.view.notice

    def at(self, local: datetime) -> datetime:
        return self.view.body.instant(local)


def _notice(schemas: Schemas) -> Shape[_Notice]:
    """``berlaku`` is as of the assessed day."""
    kind = schemas["peringatan"]

    def own(*names: str) -> Keys[_Notice]:
        return within(lambda n: n.of, columns(Notice, kind.columns, names))

    return record(
        "Satu peringatan.",
        key("id", lambda n: n.of.id, text("Kode peringatan.")),
        key("alamat", lambda n: n.view.address, text(table.PAGE)),
        key("tautan", lambda n: n.site_url + n.view.address if n.site_url else None,
            or_null(text("Alamat lengkap halamannya.", format="uri"))),
        own("judul"),
        key("jenis", lambda n: n.of.obligation_ids, several(about(kind, "jenis"), text("Kode kewajiban."))),
        key("berlaku", lambda n: n.view.running,
            flag("true bila berlaku pada hari penilaian. Bandingkan sendiri dengan berakhir_pada.")),
        own("peristiwa", "bahaya", "siapa", "tindakan", "evakuasi"),
        key("bantuan", lambda n: n.of.help,
            several(about(kind, "bantuan"),
                record("Satu tempat meminta bantuan.", columns(Help, kind.column("bantuan").columns)))),
        own("diumumkan_oleh"),
        key("waktu_peristiwa", lambda n: n.at(n.of.happened_at), moment(about(kind, "waktu_peristiwa"))),
        key("waktu_diketahui", lambda n: n.at(n.of.known_at) if n.of.known_at else None,
            or_null(moment(about(kind, "waktu_diketahui")))),
        key("waktu_pengumuman", lambda n: n.at(n.of.announced_at), moment(about(kind, "waktu_pengumuman"))),
        key("jeda_menit", lambda n: n.of.delay_minutes,
            whole("Menit dari peristiwa diketahui (atau terjadi) sampai diumumkan.")),
        key("berakhir_pada", lambda n: n.at(n.of.ends_at), moment(about(kind, "berakhir_pada"))),
        key("pembaruan", lambda n: [(n.at(u.at), u.text) for u in n.of.updates],
            several(about(kind, "pembaruan"), _update(about(kind, "pembaruan")))),
        key("dicabut_pada", lambda n: n.at(n.of.withdrawn_at) if n.of.withdrawn_at else None,
            or_null(moment(about(kind, "dicabut_pada")))),
        key("alasan_dicabut", lambda n: n.of.withdrawn_why, or_null(text(about(kind, "alasan_dicabut")))),
        key("layanan_berwenang", lambda n: n.view.services,
            several("Lembaga yang berwenang; ikuti lebih dahulu.", _service())),
    )  # fmt: skip


def _update(meaning: str) -> Shape[tuple[datetime, str]]:
    return record(
        "Satu kabar.",
        key("waktu", lambda u: u[0], moment(meaning)),
        key("isi", lambda u: u[1], text("Apa yang berubah.")),
    )


def _service() -> Shape[EmergencyService]:
    return record(
        "Lembaga.",
        key("nama", lambda s: s.name, text("Nama lembaga.")),
        key("untuk", lambda s: s.purpose, text("Untuk apa.")),
        key("tautan", lambda s: s.link, or_null(text("Laman resminya."))),
    )


#: What is said of this file in the description of the API.
PUBLIC = (
    PublicFile(
        "peringatan.json",
        "Peringatan (informasi serta-merta) semua badan",
        lambda schemas: table.of_bodies(_notices(schemas)),
    ),
)


# --- feeds ------------------------------------------------------------------------------------------------


def as_entry(corpus: Corpus, view: NoticeView) -> Entry:
    """A notice in a feed; a withdrawn one says so first."""
    n = view.notice
    mark = "DATA CONTOH: " if view.body.sample else ""
    return Entry(
        link=corpus.site_url + view.address,
        title=mark + ("Dicabut: " if n.withdrawn_at else "") + n.title,
        published=_instant(view, n.announced_at),
        updated=_instant(view, n.changed_at),
        author=n.announced_by,
        categories=tuple((duty.id, duty.title) for duty in view.duties),
        summary=f"{n.event} Berlaku sampai {view.said(n.over_at)}.",
        content="\n".join(_content(view)),
    )


def _content(view: NoticeView) -> list[str]:
    n = view.notice
    parts = [f"Dicabut {view.said(n.withdrawn_at)}: {n.withdrawn_why}"] if n.withdrawn_at else []
    parts += [f"{view.said(u.at)}: {u.text}" for u in sorted(n.updates, key=lambda u: u.at, reverse=True)]
    parts += ["Yang harus dilakukan:", *(f"- {action}" for action in n.actions), f"Bahaya: {n.danger}"]
    parts.append(f"Siapa: {n.affected}")
    if n.evacuation:
        parts.append(f"Evakuasi: {n.evacuation}")
    parts += [f"Bantuan: {' · '.join(p for p in (h.name, h.phone, h.link) if p)}" for h in n.help]
    parts += [f"Lembaga berwenang: {' · '.join(p for p in (s.name, s.link) if p)}" for s in view.services]
    return parts


def _instant(view: NoticeView, local: datetime) -> str:
    return view.body.instant(local).isoformat(timespec="seconds")
