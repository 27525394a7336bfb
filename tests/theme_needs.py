"""What a page still needs of the theme and of mkdocs: ``python tests/theme_needs.py`` prints it, ``--rewrite`` writes
it to ``tests/theme_needs.txt``.

It is read from a build of the tests' portal, not from memory: templates that the renderer really opened, what of the
theme's frame is left in the pages, its files in the finished site, rules of its stylesheet that can meet an element of
ours, and what our own templates ask of mkdocs. ``test_theme_needs.py`` holds it against the written list.
"""

from __future__ import annotations

import json
import re
import runpy
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from textwrap import TextWrapper
from typing import Any
from unittest.mock import patch

import jinja2
from jinja2 import nodes

WRITTEN = Path(__file__).with_name("theme_needs.txt")
THEME = Path(__file__).parents[1] / "scripts/terbuka/theme"
_CLASSES = re.compile(r'\bclass="([^"]*)"')
_TAGS = re.compile(r"<([a-z][a-z0-9]*)")
_ATTRIBUTES = re.compile(r"\b(data-md-[a-z-]+)=")
_RULE = re.compile(r"([^{}]+)\{")
_PROPERTY = re.compile(r"--md-[a-z0-9-]+")
_HASHED = re.compile(r"\.[0-9a-f]{8}\.")
#: Of selectors: what says nothing about the element.
_STATES = re.compile(r"::?[a-z-]+(\([^)]*\))?|\[(?:dir|hidden|open|href|title)[^\]]*\]")


def needs() -> dict[str, list[str]]:
    """Kind -> sorted names."""
    with tempfile.TemporaryDirectory(prefix="terbuka-tema-") as folder:
        site, traced = _build(Path(folder))
        pages = [path.read_text("utf-8") for path in sorted(site.rglob("*.html"))]
        shipped = [path.relative_to(site).as_posix() for path in sorted(site.glob("assets/**/*")) if path.is_file()]
        (sheet,) = site.glob("assets/stylesheets/main.*.css")
        rules = sheet.read_text("utf-8")
    used = {name for page in pages for names in _CLASSES.findall(page) for name in names.split()}
    tags = {name for page in pages for name in _TAGS.findall(page)}
    styled, met = _met(rules, used)
    ours = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.is_file()}
    own_css = "".join(path.read_text("utf-8") for path in sorted(THEME.rglob("*.css")))
    kinds: dict[str, Iterable[str]] = {
        "files of the theme in the site": (_plain(path) for path in _foreign(shipped, ours)),
        "templates of the theme": traced["theme"],
        "templates of mkdocs": traced["mkdocs"],
        "blocks of the theme's base.html that are ours": traced["blocks"],
        "classes of the theme in a page": (name for name in used if name.startswith("md-")),
        "attributes of the theme in a page": (name for page in pages for name in _ATTRIBUTES.findall(page)),
        "classes that the theme's stylesheet meets": styled,
        "elements that the theme's stylesheet meets": met & tags,
        "properties of the theme in our stylesheet": _PROPERTY.findall(own_css),
        "settings of mkdocs": traced["settings"],
        "read from mkdocs in our templates": _read_from_mkdocs(),
    }
    return {kind: sorted(set(names)) for kind, names in kinds.items()}


def as_text(found: Mapping[str, Sequence[str]]) -> str:
    """A line with the kind and the number of its names, the names below."""
    wrap = TextWrapper(width=110, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return "\n".join(f"{kind} ({len(names)})\n{wrap.fill(', '.join(names))}\n" for kind, names in found.items())


def from_text(text: str) -> dict[str, list[str]]:
    """What ``as_text`` wrote."""
    groups = (group.split("\n", 1) for group in text.strip().split("\n\n"))
    return {head.rpartition(" (")[0]: " ".join(names.split()).split(", ") for head, names in groups}


def _plain(path: str) -> str:
    return _HASHED.sub(".*.", path)


def _foreign(shipped: Iterable[str], ours: set[str]) -> Iterator[str]:
    """Files below ``assets`` that the theme brought; pictures of shared links are drawn by us."""
    return (path for path in shipped if path not in ours and not path.startswith("assets/pratinjau/"))


def _met(rules: str, used: set[str]) -> tuple[set[str], set[str]]:
    """Classes and elements of the selectors that can meet an element of ours: those whose classes are all used and that
    ask for nothing else that only the theme writes."""
    classes: set[str] = set()
    tags: set[str] = set()
    for group in _RULE.findall(re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)):
        for selector in group.split(",") if "@" not in group else ():
            bare = _STATES.sub("", selector)
            named = set(re.findall(r"\.([A-Za-z_][\w-]*)", bare))
            if named <= used and "[" not in bare and "#" not in bare:
                classes |= named
                tags |= set(re.findall(r"(?:^|[\s>+~(])([a-z][a-z0-9]*)", bare))
    return classes, tags


def _read_from_mkdocs() -> set[str]:
    """What our templates read of ``page`` and ``config``, and filters that Jinja does not bring."""
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 - only parsed
    found = set()
    for path in sorted(THEME.rglob("*.html")):
        tree = environment.parse(path.read_text("utf-8"))
        for chain in map(_chain, tree.find_all(nodes.Getattr)):
            if chain and chain[0] in ("page", "config"):
                open_ended = chain[:2] in (["config", "extra"], ["page", "meta"])
                found.add(".".join(chain[:2] if open_ended else chain).removesuffix(".split"))
        found |= {f"filter {f.name}" for f in tree.find_all(nodes.Filter) if f.name not in environment.filters}
    return {name for name in found if not any(other.startswith(f"{name}.") for other in found)}


def _chain(node: nodes.Node) -> list[str]:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.insert(0, node.attr)
        node = node.node
    return [node.name, *names] if isinstance(node, nodes.Name) else []


def _build(folder: Path) -> tuple[Path, dict[str, Any]]:
    import trees
    from terbuka import cli
    from terbuka.site import engine

    trace, site, real = folder / "trace.json", folder / "site", engine.command

    def traced(name: str, settings: Path) -> list[str]:
        python, _, module, *arguments = real(name, settings)
        return [python, __file__, "--trace", str(trace), str(settings), module, *arguments]

    words = ["build", "--root", str(trees.portal()), "--out", str(site), "--on", trees.DAY.isoformat(), "--no-search"]
    with patch.object(engine, "command", traced), redirect_stdout(StringIO()) as said:
        if cli.main(words):
            raise SystemExit(said.getvalue())
    return site, json.loads(trace.read_text("utf-8"))


def _trace(into: Path, settings: Path, module: str, arguments: list[str]) -> None:
    """Run the engine as it would be, and note which templates it opens that are not ours."""
    opened: dict[str, Path] = {}
    real = jinja2.FileSystemLoader.get_source

    def noted(self: jinja2.FileSystemLoader, environment: jinja2.Environment, name: str) -> Any:
        source = real(self, environment, name)
        opened[name] = Path(source[1])
        return source

    with patch.object(jinja2.FileSystemLoader, "get_source", noted):
        sys.argv = [module, *arguments]
        try:
            runpy.run_module(module, run_name="__main__")
        except SystemExit as end:
            if end.code:
                raise
    foreign = {name: path for name, path in opened.items() if not path.is_relative_to(THEME)}
    parse = jinja2.Environment(autoescape=False).parse  # noqa: S701 - only parsed
    base = parse(foreign["base.html"].read_text("utf-8"))
    ours = parse((THEME / "main.html").read_text("utf-8"))
    blocks = {block.name for block in base.find_all(nodes.Block)}
    written = json.loads(settings.read_text("utf-8"))
    import yaml

    files = (Path(written["INHERIT"]), THEME.parents[2] / "mkdocs.yml")
    inherited = [key for file in files for key in _keys(yaml.safe_load(file.read_text("utf-8")))]
    answer = {
        "theme": [name for name, path in foreign.items() if "material" in path.parts],
        "mkdocs": [name for name, path in foreign.items() if "material" not in path.parts],
        "blocks": [block.name for block in ours.find_all(nodes.Block) if block.name in blocks],
        "settings": sorted({*_keys(written), *inherited}),
    }
    into.write_text(json.dumps(answer), "utf-8")


def _keys(settings: dict[str, Any]) -> Iterator[str]:
    for key, value in settings.items():
        if key == "theme":
            yield from (f"theme.{inner}" for inner in value)
        else:
            yield key


if __name__ == "__main__":
    if sys.argv[1:2] == ["--trace"]:
        _trace(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], sys.argv[5:])
    else:
        found = as_text(needs())
        if sys.argv[1:] == ["--rewrite"]:
            WRITTEN.write_text(found, "utf-8")
        print(found, end="")
