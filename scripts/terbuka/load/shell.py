"""What of ``mkdocs.yml`` the program needs and what it refuses: that file can run code.

Promises: only a closed set of Markdown extensions; no plugin, hook, foreign script or other configuration.
"""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.load.strict_yaml import Node
from terbuka.load.values import Wrong, read
from terbuka.model import Column
from terbuka.problem import Place, Problem

PATH = "mkdocs.yml"
_FORBIDDEN = ("plugins", "hooks", "INHERIT", "extra_javascript", "extra_css", "extra_templates")
_EXTENSIONS = {"abbr", "admonition", "def_list", "footnotes", "sane_lists", "tables", "toc"}
_ADDRESS = Column(name="site_url", title="", text="", type="tautan")


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
