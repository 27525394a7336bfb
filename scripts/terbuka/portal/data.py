"""Files for machines: JSON, CSV, the map of the site, robots.txt and security.txt.

Promises: the public shapes of ``api/v1/``; days as ``YYYY-MM-DD``; a sample says so in every file. The same
records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

import terbuka
from terbuka.base.page import File
from terbuka.duties.corpus import Corpus, Fallback
from terbuka.features.catalogue import offers as catalogue
from terbuka.features.catalogue.dcat import DATA_JSON, JSONLD, TURTLE
from terbuka.kit import table
from terbuka.kit.public import Parameter, PublicFile
from terbuka.kit.shape import Schemas, Shape, choice, count, day, key, or_null, record, several, text, told_moment
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.law.ages import RELEASED
from terbuka.portal import features, law_changes
from terbuka.record.schema import Column, Schema


class _Site(NamedTuple):
    """What ``portal.json`` is written from."""

    corpus: Corpus
    views: tuple[BodyView, ...]


def files(corpus: Corpus, views: Iterable[BodyView]) -> Iterator[File]:
    """``portal.json``."""
    views = tuple(views)
    shape = _portal(corpus.schemas)
    yield File(path=routes.api("portal.json"), content=table.as_json(shape.write(_Site(corpus, views))))


def rebuilt_by(views: Iterable[BodyView]) -> date | None:
    """The day by which the site must have been built again; None when it holds samples only, which do not age."""
    days = [v.law.rebuild.after(v.on) for v in views if not v.body.sample]
    return min(days, default=None)


# --- shapes -----------------------------------------------------------------------------------------------


def _portal(schemas: Schemas) -> Shape[_Site]:
    return record(
        "Isi berkas.",
        key("nama", lambda p: p.corpus.site_name, text("Nama portal.")),
        key("alamat", lambda p: p.corpus.site_url or None,
            or_null(text("Alamat portal, diakhiri garis miring.", format="uri"))),
        key("commit", lambda p: p.corpus.commit,
            or_null(text("Kode perubahan (commit) data yang tampil; berubah bila datanya berubah."))),
        key("waktu_commit", lambda p: p.corpus.commit_time, or_null(told_moment("Waktu perubahan itu."))),
        key("cadangan", lambda p: p.corpus.fallback, or_null(_fallback())),
        key("openapi", lambda _: routes.OPENAPI,
            text("Alamat gambaran semua berkas (OpenAPI 3.1), di bawah alamat portal.")),
        key("umpan", lambda _: routes.feed(),
            text("Alamat umpan Atom informasi baru dan berubah, di bawah alamat portal.")),
        key("umpan_perubahan_aturan", lambda _: routes.LAW_CHANGES_FEED,
            text("Alamat umpan Atom perubahan aturan, di bawah alamat portal.")),
        key("katalog", lambda p: p if catalogue.exists(p.corpus.site_url, p.views, features.registers()) else None,
            or_null(_catalogue(), "null bila belum ada data yang dapat dipanen.")),
        key("versi", lambda p: p, _version()),
        key("hukum", lambda p: p.corpus.laws.values(),
            several("Hukum yang dipakai portal, dengan harinya.", law_changes.LAW_DAY)),
        key("bangun_ulang_paling_lambat", lambda p: rebuilt_by(p.views),
            or_null(day("Sesudah hari ini portal berhenti dimutakhirkan bila belum dibangun ulang."),
                "null bila portal hanya berisi data contoh.")),
        key("badan", lambda p: p.views, several(table.BODIES, _body_of_portal(schemas))),
    )  # fmt: skip


def _fallback() -> Shape[Fallback]:
    """Whether the site shows older data because the newest are blocked; ``commit`` is then the older one's."""
    return record(
        "Terisi hanya bila situs memakai data yang lebih lama karena data terbaru diblokir.",
        key("sebab", lambda _: "data terbaru diblokir; hanya peringatan yang diambil dari data terbaru",
            text("Apa yang terjadi, dengan kalimat biasa.")),
        key("commit_terbaru", lambda f: f.newest, or_null(text("Kode perubahan data terbaru, yang tidak tampil."))),
        key("waktu_commit_terbaru", lambda f: f.newest_time, or_null(told_moment("Waktu perubahan data terbaru."))),
    )  # fmt: skip


def _catalogue() -> Shape[_Site]:
    return record(
        "Katalog data untuk pemanen, di bawah alamat portal.",
        key("dcat_ap_jsonld", lambda _: JSONLD, text("DCAT-AP 3.0.1 sebagai JSON-LD.")),
        key("dcat_ap_turtle", lambda _: TURTLE, text("Isi yang sama sebagai Turtle.")),
        key("dcat_us", lambda _: DATA_JSON, text("DCAT-US 1.1 (data.json).")),
    )


def _version() -> Shape[_Site]:
    return record(
        "Versi.",
        key("api", lambda _: "v1", text("Versi susunan berkas di bawah api/.", const="v1")),
        key("terbuka", lambda _: terbuka.__version__, text("Versi program yang membangun portal.")),
        key("terbit", lambda _: RELEASED, day("Hari terbit versi program itu.")),
    )


def _body_of_portal(schemas: Schemas) -> Shape[BodyView]:
    return record(
        "Satu badan.",
        (one for one in table.HEAD if not one.optional),
        key("tahap", lambda b: b.body.stage, choice(schemas["badan"].column("tahap"))),
        table.ASSESSED,
        key("kekurangan", lambda b: b.assessed.gap_count,
            count("Banyaknya kekurangan: informasi wajib yang belum tercatat atau lewat batas.")),
        key("kekurangan_dihitung", lambda b: b.assessed.gate_count,
            count("Kekurangan yang membuat pemeriksaan merah; selama rintisan hanya yang sudah dijanjikan.")),
        key("belum_terbukti_untuk_unit", lambda b: len(b.assessed.owed),
            count("Banyaknya butir milik unit yang dinyatakan dipenuhi di badan ini, tetapi belum terbukti di sini.")),
    )  # fmt: skip


_KIND = Parameter("jenis", "Jenis data, seperti di kamus data.")
#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("portal.json", "Portal: dari data mana, sampai kapan, dan badan mana saja", _portal),
    PublicFile("templat/{jenis}.csv", "Templat kosong satu jenis tabel", parameters=(_KIND,)),
    PublicFile("templat/{jenis}.yml", "Templat kosong satu jenis catatan", parameters=(_KIND,)),
)

# --- tables and templates ---------------------------------------------------------------------------------


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
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for address, changed_on in listed:
        changed = f"<lastmod>{changed_on}</lastmod>" if changed_on else ""
        lines.append(f"<url><loc>{escape(corpus.site_url + address)}</loc>{changed}</url>")
    lines.append("</urlset>")
    yield File(path="sitemap.xml", content=("\n".join(lines) + "\n").encode())
    yield File(
        path="robots.txt", content=f"User-agent: *\nAllow: /\n\nSitemap: {corpus.site_url}sitemap.xml\n".encode()
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
