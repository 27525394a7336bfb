"""Urgent notices for machines: the public JSON and an Atom feed a body (RFC 4287).

Promises: absolute times; an entry keeps its id, which is the address of its page; the same records give the same
bytes. The XML is written by the standard library, which escapes all that was typed.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from xml.etree import ElementTree as ET

from terbuka import routes
from terbuka.model import Corpus
from terbuka.page import File
from terbuka.render import words
from terbuka.render.notices import NoticeView
from terbuka.render.view import BodyView

ATOM = "http://www.w3.org/2005/Atom"
#: Entries of a feed, newest first; the list page and the JSON hold all.
MOST_ENTRIES = 50


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


def feed(corpus: Corpus, b: BodyView) -> File:
    """The Atom feed of one body."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "id"})
    here = corpus.site_url + routes.feed(b.id)
    mark = "DATA CONTOH: " if b.body.sample else ""
    shown = b.notices[:MOST_ENTRIES]
    _text(root, "title", f"{mark}Peringatan {b.body.name}")
    _text(root, "id", here)
    _text(root, "updated", max((_updated(v) for v in shown), default=_never(corpus, b)))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    page = corpus.site_url + routes.body_page(b.id, "serta-merta")
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _text(ET.SubElement(root, "author"), "name", b.body.name)
    for view in shown:
        _entry(root, corpus, view, mark)
    ET.indent(root, " ")
    return File(path=routes.feed(b.id), content=ET.tostring(root, "utf-8", xml_declaration=True) + b"\n")


def _entry(root: ET.Element, corpus: Corpus, view: NoticeView, mark: str) -> None:
    n = view.notice
    entry = ET.SubElement(root, "entry")
    state = "Dicabut: " if n.withdrawn_at else ""
    _text(entry, "title", mark + state + n.title)
    _text(entry, "id", corpus.site_url + view.address)
    _text(entry, "published", _instant(view, n.announced_at))
    _text(entry, "updated", _updated(view))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": corpus.site_url + view.address})
    _text(ET.SubElement(entry, "author"), "name", n.announced_by)
    for duty in view.duties:
        ET.SubElement(entry, "category", {"term": duty.id, "label": duty.title})
    _text(entry, "summary", f"{n.event} Berlaku sampai {view.said(n.over_at)}.")
    _text(entry, "content", "\n".join(_content(view))).set("type", "text")


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


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = text
    return made


def _instant(view: NoticeView, local: datetime) -> str:
    return view.body.instant(local).isoformat(timespec="seconds")


def _updated(view: NoticeView) -> str:
    return _instant(view, view.notice.changed_at)


def _never(corpus: Corpus, b: BodyView) -> str:
    """A feed without entries has changed with its data, or on the assessed day."""
    return corpus.commit_time or b.body.instant(datetime.combine(b.on, time())).isoformat(timespec="seconds")


def body_json(view: BodyView, head: dict[str, Any], site_url: str) -> dict[str, Any]:
    """What ``api/v1/peringatan.json`` says of one body."""
    return {
        **head,
        "pada": view.on.isoformat(),
        "umpan": routes.feed(view.id),
        "tanpa_peristiwa": None if view.running_notices else words.NO_EVENT.format(kind=view.kind),
        "serta_merta": [as_json(v, site_url) for v in view.notices],
    }
