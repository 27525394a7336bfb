"""Urgent notices for machines: the public JSON, and each notice as an entry of a feed.

Promises: absolute times; an entry keeps its id, which is the address of its page; the same records give the same
bytes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from terbuka.duties.corpus import Corpus
from terbuka.features.notices.view import Notices, NoticeView
from terbuka.kit import words
from terbuka.kit.atom import Entry
from terbuka.kit.view import BodyView
from terbuka.law import routes


def as_json(view: NoticeView, site_url: str) -> dict[str, Any]:
    """One notice of ``api/v1/peringatan.json``; ``berlaku`` is as of the assessed day, ``jeda_menit`` a number."""
    n = view.notice
    return {
        "id": n.id,
        "alamat": view.address,
        "tautan": site_url + view.address if site_url else None,
        "judul": n.title,
        "jenis": list(n.obligation_ids),
        "berlaku": view.running,
        "peristiwa": n.event,
        "bahaya": n.danger,
        "siapa": n.affected,
        "tindakan": list(n.actions),
        "evakuasi": n.evacuation,
        "bantuan": [{"nama": h.name, "telepon": h.phone, "tautan": h.link} for h in n.help],
        "diumumkan_oleh": n.announced_by,
        "waktu_peristiwa": _instant(view, n.happened_at),
        "waktu_diketahui": _instant(view, n.known_at) if n.known_at else None,
        "waktu_pengumuman": _instant(view, n.announced_at),
        "jeda_menit": n.delay_minutes,
        "berakhir_pada": _instant(view, n.ends_at),
        "pembaruan": [{"waktu": _instant(view, u.at), "isi": u.text} for u in n.updates],
        "dicabut_pada": _instant(view, n.withdrawn_at) if n.withdrawn_at else None,
        "alasan_dicabut": n.withdrawn_why,
        "layanan_berwenang": [{"nama": s.name, "untuk": s.purpose, "tautan": s.link} for s in view.services],
    }


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


def body_json(view: BodyView, head: dict[str, Any], site_url: str) -> dict[str, Any]:
    """What ``api/v1/peringatan.json`` says of one body."""
    return {
        **head,
        "pada": view.on.isoformat(),
        "umpan": routes.feed(view.id, "serta-merta"),
        "tanpa_peristiwa": None if view.view(Notices).running else words.NO_EVENT.format(kind=view.kind),
        "serta_merta": [as_json(v, site_url) for v in view.view(Notices).every],
    }
