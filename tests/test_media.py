"""Media types have one owner: ``base/media.py``. A second list is found by its literals."""

from __future__ import annotations

import ast
import re

import graph
from terbuka.base import media
from terbuka.site import hosting, preview_server, sealing

OWNER = "base/media"
#: ``text/csv``, ``application/json``: a family of IANA's, a slash, a name.
MARK = re.compile(r"\b(?:text|application|image|audio|video|font)/[a-z0-9][a-z0-9.+-]*")
#: Markup and scripts cannot ask Python; each says what it embeds or makes itself. The list may only get shorter.
OWN_WORDS = {
    "features/service/templates/catatan.html": {"application/json"},
    "theme/assets/cari.js": {"text/html"},
    "theme/assets/catatan.js": {"application/json", "text/calendar"},
    "theme/main.html": {"application/atom+xml", "image/svg+xml"},
}


def literals(module: ast.Module) -> set[str]:
    texts = (n.value for n in ast.walk(module) if isinstance(n, ast.Constant))
    spoken = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(module)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    return {found for text in texts if isinstance(text, str) and text not in spoken for found in MARK.findall(text)}


def test_no_other_module_names_a_media_type() -> None:
    second = {graph.name(path): literals(graph.tree(path)) for path in graph.MODULES}
    assert {m for m, found in second.items() if found} == {OWNER}


def test_markup_and_scripts_name_only_what_they_embed_and_what_the_table_knows() -> None:
    files = (p for p in sorted(graph.PACKAGE.rglob("*")) if p.suffix in (".html", ".js", ".typ", ".conf"))
    found = {p.relative_to(graph.PACKAGE).as_posix(): set(MARK.findall(p.read_text("utf-8"))) for p in files}
    assert {name: kinds for name, kinds in found.items() if kinds} == OWN_WORDS
    assert set().union(*OWN_WORDS.values()) <= {m.type for m in media.MEDIA}


def test_a_type_and_an_ending_stand_once() -> None:
    types = [m.type for m in media.MEDIA]
    endings = [ending for m in media.MEDIA for ending in m.endings]
    assert len(types) == len(set(types))
    assert len(endings) == len(set(endings))


def test_files_are_told_by_their_ending() -> None:
    assert media.of("api/v1/data/CONTOH-pos.csv") == "text/csv"
    assert media.of("Pos.XLSX") == media.XLSX
    assert media.served("a.csv") == "text/csv; charset=utf-8"
    assert media.served("a.json") == "application/json"
    assert media.served("a.tidak-dikenal") is None
    assert (media.eu("text/csv"), media.eu("text/calendar")) == ("CSV", "")


def test_what_servers_are_told() -> None:
    """A file that is packed in advance is also packed on the way, and a text is said to be UTF-8 in both servers."""
    nginx, apache = hosting.nginx("default-src 'self'"), hosting.apache("default-src 'self'")
    assert "        text/calendar ics;\n        text/csv csv;\n        text/turtle ttl;\n" in nginx
    assert "        application/yaml yml yaml;\n" in nginx
    assert "    AddType application/yaml .yml .yaml\n" in apache
    assert ".html .css .csv .ics .js .mjs .txt .ttl .xml" in apache
    for kind in (m for m in media.MEDIA if m.packs):
        assert kind.type in apache
        assert {f".{ending}" for ending in kind.endings} <= sealing.TEXTS


def test_the_preview_shows_a_template_instead_of_saving_it() -> None:
    assert preview_server._type("kerangka.yml") == "text/plain; charset=utf-8"
    assert preview_server._type("tabel.parquet") == media.PARQUET
    assert preview_server._type("tanpa-akhiran") == "application/octet-stream"
