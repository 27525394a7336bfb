"""What of ``mkdocs.yml`` the program needs and what it refuses: that file can run code.

Promises: only a closed set of Markdown extensions; no plugin, hook, foreign script or other configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from terbuka.base import forges
from terbuka.base.engines import ENGINES
from terbuka.base.problem import Place, Problem
from terbuka.record.schema import Column
from terbuka.record.strict_yaml import Node
from terbuka.record.values import Wrong, read

PATH = "mkdocs.yml"
_FORBIDDEN = ("plugins", "hooks", "INHERIT", "extra_javascript", "extra_css", "extra_templates")
_EXTENSIONS = {"abbr", "admonition", "def_list", "footnotes", "sane_lists", "tables", "toc"}
_ADDRESS = Column(name="site_url", title="", text="", type="tautan")
_BELOW = re.compile(r"([A-Za-z0-9_-][A-Za-z0-9._-]*/)+")
#: Where below a repository the editor of its forge opens a file of the main branch.
_EDITORS = {forges.GITHUB: "edit/main/", forges.GITLAB: "-/edit/main/", forges.FORGEJO: "_edit/main/"}


def read_site(node: Node) -> tuple[str, str, list[Problem]]:
    """Name, address with a closing ``/``, and the problems ``mkdocs-terlarang`` and ``mkdocs-kurang``."""
    problems = [
        Problem("mkdocs-terlarang", Place(PATH, line), {"kunci": what, "kelompok": what})
        for what, line in _refused(node)
    ]
    name, url = (node.items.get(key, Node("teks", 1, 1)) for key in ("site_name", "site_url"))
    if not name.text.strip() or "\n" in name.text or isinstance(read(url.text, _ADDRESS), Wrong):
        return "", "", [*problems, Problem("mkdocs-kurang", Place(PATH, 1))]
    return name.text, url.text.rstrip("/") + "/", problems


def read_editor(node: Node) -> tuple[str, list[Problem]]:
    """Where a file of the portal is changed in the browser, with ``{path}`` and ``{line}``; empty when not told.

    ``repo_url`` is an https address without user, password, question or mark; ``edit_uri`` is the way from
    there to the folder of the portal and may be left out for the forges that are known. Problem:
    ``repositori-salah``, which never repeats the address: it may hold a password.
    """
    empty = Node("teks", 1, 1)
    repository, way = (node.items.get(key, empty).text.strip() for key in ("repo_url", "edit_uri"))
    if not repository and not way:
        return "", []
    parts = None if isinstance(read(repository, _ADDRESS), Wrong) else urlsplit(repository)
    if parts is None or not parts.netloc or parts.query or parts.fragment or set(repository) & set("?#"):
        return "", [_wrong(node, "repo_url")]
    way = way or _EDITORS.get(forges.kind_of(parts.hostname or ""), "")
    if not _BELOW.fullmatch(way):
        return "", [_wrong(node, "edit_uri")]
    return f"{repository.rstrip('/')}/{way}{{path}}#L{{line}}", []


def read_engine(node: Node) -> tuple[str, list[Problem]]:
    """Which program renders the shell, ``extra: mesin:``; empty when not told. Problem: ``mesin-tidak-dikenal``."""
    extra = node.items.get("extra", Node("peta", 1, 1))
    value = extra.items.get("mesin")
    if value is None or value.text in ENGINES:
        return (value.text if value else ""), []
    place = Place(PATH, extra.key_lines["mesin"])
    return "", [Problem("mesin-tidak-dikenal", place, {"pilihan": list(ENGINES)})]


def _wrong(node: Node, key: str) -> Problem:
    line = node.key_lines.get(key) or node.key_lines.get("repo_url") or node.key_lines["edit_uri"]
    return Problem("repositori-salah", Place(PATH, line), {"kunci": key})


def _refused(node: Node) -> Iterator[tuple[str, int]]:
    for key in _FORBIDDEN:
        value = node.items.get(key)
        if value is not None and (value.text.strip() or value.entries or value.items):
            yield key, node.key_lines[key]
    extensions = node.items.get("markdown_extensions", Node("daftar", 1, 1))
    for entry in [*extensions.entries, *([extensions] if extensions.kind != "daftar" else [])]:
        for name in entry.items or [entry.text]:
            if name and name not in _EXTENSIONS:
                yield f"markdown_extensions: {name}", entry.line
