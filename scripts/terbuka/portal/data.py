"""Files for machines: JSON, CSV, the map of the site, robots.txt and security.txt.

Promises: the public shapes of ``api/v1/``; days as ``YYYY-MM-DD``; a sample says so in every file. The same
records give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import terbuka
from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Judgement, PackageState, Status
from terbuka.features.catalogue import offers as catalogue
from terbuka.features.catalogue.dcat import DATA_JSON, JSONLD, TURTLE
from terbuka.features.notices import files as notice_files
from terbuka.kit import table, words
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.portal import features
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Column, Schema

#: Addresses of the catalogue of data, by the key that names its form.
CATALOGUES = {"dcat_ap_jsonld": JSONLD, "dcat_ap_turtle": TURTLE, "dcat_us": DATA_JSON}


def files(corpus: Corpus, views: Iterable[BodyView]) -> Iterator[File]:
    """Everything below ``api/v1/``."""
    views = tuple(views)
    yield _json("ketersediaan.json", {"badan": [_availability(v) for v in views]})
    notices = [notice_files.body_json(v, table.head(v), corpus.site_url) for v in views]
    yield _json("peringatan.json", {"badan": notices})
    registers = [_register(v) for v in views]
    yield File(
        path=routes.api("daftar-informasi-publik.json"),
        content=('{"badan": [\n' + ",\n".join(registers) + "\n]}\n").encode(),
    )
    yield _json(
        "portal.json",
        {
            "nama": corpus.site_name,
            "alamat": corpus.site_url or None,
            "commit": corpus.commit,
            "waktu_commit": corpus.commit_time,
            "cadangan": _fallback(corpus),
            "openapi": routes.OPENAPI,
            "umpan": routes.feed(),
            "katalog": CATALOGUES if catalogue.exists(corpus.site_url, views, features.registers()) else None,
            "versi": {"api": "v1", "terbuka": getattr(terbuka, "__version__", None)},
            "bangun_ulang_paling_lambat": table.plain(rebuilt_by(views)),
            "badan": [
                {
                    "id": v.id,
                    "nama": v.body.name,
                    "contoh": v.body.sample,
                    "tahap": v.body.stage,
                    "pada": v.on.isoformat(),
                    "kekurangan": v.assessed.gap_count,
                    "kekurangan_dihitung": v.assessed.gate_count,
                    "belum_terbukti_untuk_unit": len(v.assessed.owed),
                }
                for v in views
            ],
        },
    )
    for view, register in zip(views, registers, strict=True):
        if view.register_read:
            yield from register_csv(view)
            yield File(path=routes.register_file(view.body, "json"), content=(register + "\n").encode())


def _fallback(corpus: Corpus) -> dict[str, Any] | None:
    """Whether the site shows older data because the newest are blocked; ``commit`` is then the older one's."""
    if corpus.fallback is None:
        return None
    return {
        "sebab": "data terbaru diblokir; hanya peringatan yang diambil dari data terbaru",
        "commit_terbaru": corpus.fallback.newest,
        "waktu_commit_terbaru": corpus.fallback.newest_time,
    }


def rebuilt_by(views: Iterable[BodyView]) -> date | None:
    """The day by which the site must have been built again; None when it holds samples only, which do not age."""
    days = [v.law.rebuild.after(v.on) for v in views if not v.body.sample]
    return min(days, default=None)


def _json(name: str, value: Any) -> File:
    return File(path=routes.api(name), content=table.as_json(value))


def _availability(view: BodyView) -> dict[str, Any]:
    tally = view.assessed.tally
    return {
        **table.head(view),
        "tahap": view.body.stage,
        "rintisan_sampai": table.plain(view.body.pilot_until),
        "pada": view.on.isoformat(),
        "ringkasan": {
            "katalog": tally.catalogue,
            "dinilai": tally.judged,
            "tidak_dinilai": {
                "bukan_untuk_badan_ini": tally.not_applicable,
                "rujukan": tally.references,
                "kejadian": tally.events,
                "proses": tally.processes,
                "rincian": tally.details,
                "melalui_bagian": tally.by_parts,
                "melalui_induk": tally.by_parent,
            },
            "status": {s.value: tally.by_status.get(s, 0) for s in Status},
            "jenis": dict(tally.by_nature),
        },
        "kewajiban": [_duty(view, j) for j in view.assessed.judgements.values()],
    }


def _duty(view: BodyView, judgement: Judgement) -> dict[str, Any]:
    duty = judgement.obligation
    row = view.rows[duty.id]
    reply, planned = row.reply, {p.obligation_id: p.due_on for p in view.assessed.records.plan or ()}
    return {
        "id": duty.id,
        "judul": duty.title,
        "kelas": duty.group or None,
        "jenis": duty.nature,
        "dasar_hukum": [words.basis(view.law, b) for b in words.in_force(duty.legal_basis, view.on)],
        "status": judgement.status.value,
        "dihitung": judgement.counted,
        "jatuh_tempo": table.plain(judgement.due_on),
        "alasan": words.reason(judgement) or None,
        "bukti": [view.proof(e).href for e in judgement.evidence],
        "dipenuhi_melalui": _elsewhere(judgement),
        "paket": [_package(state) for state in judgement.packages] or None,
        "keterangan_unit": reply.text if reply else None,
        "rencana_tersedia_pada": table.plain(reply.planned_on) if reply else None,
        "masa_laporan": _period(judgement) if row.period else None,
        "terakhir_diperiksa": table.plain(row.looked_on),
        "direncanakan_paling_lambat": table.plain(planned.get(duty.id)),
    }


def _period(judgement: Judgement) -> dict[str, Any]:
    entry = judgement.evidence[0].entry
    return {"mulai": table.plain(entry.period_from), "selesai": table.plain(entry.period_until)}


def _elsewhere(judgement: Judgement) -> dict[str, Any] | None:
    """The signed record that the duty is met elsewhere, as it stands in the data."""
    record = judgement.fulfilment
    if record is None:
        return None
    return {key: table.plain(getattr(record, name)) for key, name in fields_by_column(type(record)).items()}


def _package(state: PackageState) -> dict[str, Any]:
    return {
        "id": state.package.id,
        "nama": state.package.name,
        "dinilai": state.judged,
        "wajib": [d.id for d in state.needed],
        "belum_ada": [d.id for d in state.missing],
    }


def _register(view: BodyView) -> str:
    """A body's register as JSON, one entry a line: quick to write, and a change shows as one line."""
    decision = view.decision
    names = [(column.name, get) for column, get, _ in view.columns]
    head = {
        **table.head(view),
        "keputusan": {"nomor": decision[0], "tanggal": table.plain(decision[1])} if decision else None,
        "usulan": decision[2] if decision else len(view.entries),
    }
    rows = (
        {"alamat": routes.entry(view.id, e.id), **{name: table.plain(get(e)) for name, get in names}}
        for e in view.entries
    )
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "informasi": [\n' + lines + "\n]}"


def register_csv(view: BodyView) -> Iterator[File]:
    """The register in canonical form, and for spreadsheets."""
    address = routes.register_file(view.body, "csv")
    return table.register(address, (column for column, _, _ in view.columns), view.entries)


def template_name(schema: Schema) -> str:
    """Place of the blank template of a kind: a CSV with its header, or a YAML with its keys explained."""
    return routes.api(f"templat/{schema.kind}.{'csv' if schema.shape == 'tabel' else 'yml'}")


def templates(corpus: Corpus) -> Iterator[File]:
    """A blank template of every kind of record, from its schema."""
    for schema in corpus.schemas.values():
        if schema.shape == "tabel":
            text = ",".join(column.name for column in schema.columns) + "\n"
        else:
            first = "- " if schema.shape == "daftar" else ""
            lines = [f"# {schema.title}. {_one_line(schema.text)}", *_keys(schema.columns, first)]
            text = "\n".join(lines) + "\n"
        yield File(path=template_name(schema), content=text.encode())


def _keys(columns: Iterable[Column], first: str, indent: str = "") -> Iterator[str]:
    """Lines of a YAML template: what a key means, and the key; optional ones are commented out."""
    below = indent + " " * len(first)
    for number, column in enumerate(columns):
        needed = "wajib" if column.required else "boleh kosong"
        choices = f" Pilihan: {', '.join(column.choices)}." if column.choices else ""
        start = below if number else indent
        yield f"{start}# {column.title} ({needed}). {_one_line(column.text)}{choices}"
        mark = "" if column.required else "# "
        yield f"{start}{'' if number else first}{mark}{column.name}:"
        inner = _keys(column.columns, "- " if column.type == "daftar" else "", below + "  ")
        yield from inner if column.required else ("# " + line.replace("# ", "", 1) for line in inner)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def for_robots(corpus: Corpus, views: Iterable[BodyView], listed: Iterable[tuple[str, str | None]]) -> Iterator[File]:
    """robots.txt, sitemap.xml (``listed``: address and day of change) and security.txt."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, changed_on in listed:
        changed = f"<lastmod>{changed_on}</lastmod>" if changed_on else ""
        lines.append(f"<url><loc>{escape(corpus.site_url + address)}</loc>{changed}</url>")
    lines.append("</urlset>")
    yield File(path="sitemap.xml", content=("\n".join(lines) + "\n").encode())
    yield File(
        path="robots.txt",
        content=f"User-agent: *\nAllow: /\n\nSitemap: {corpus.site_url}sitemap.xml\n".encode(),
    )
    yield File(path=".well-known/security.txt", content=_security(corpus, views).encode())


def _security(corpus: Corpus, views: Iterable[BodyView]) -> str:
    """RFC 9116; a year after the last change it expires, whoever reads it and whenever it was built."""
    real = [v.body for v in views if not v.body.sample]
    letters = [f"mailto:{b.email}" for b in real if b.email]
    pages = [corpus.site_url + routes.body_page(b.id, "pengaduan") for b in real]
    lines = [f"Contact: {c}" for c in (letters + pages)[:3] or [corpus.site_url]]
    if corpus.commit_time:
        changed = datetime.fromisoformat(corpus.commit_time)
        leap = (changed.month, changed.day) == (2, 29)
        expires = changed.replace(year=changed.year + 1, day=28 if leap else changed.day)
        lines.append(f"Expires: {expires.isoformat(timespec='seconds')}")
    lines += ["Preferred-Languages: id, en", f"Canonical: {corpus.site_url}.well-known/security.txt"]
    return "\n".join(lines) + "\n"
