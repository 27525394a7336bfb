"""Puts pages into the shell of the theme and publishes the site in one step.

Gets finished values one by one and never keeps them: memory does not grow with the number of pages.
Promises: the old site stays whole until the new one is; every page carries a content policy that allows no
script but ours; the same input gives the same bytes. Runs mkdocs and pagefind, nothing else; no network.

mkdocs renders the prose and one empty shell a navigation and depth; our pages are stitched into the shell at the
marks ``@@t:…@@`` of ``theme/main.html``. The theme gives typography and skeleton; header, menu, footer and scripts
are ours, and none of the theme's scripts is shipped. Each page carries a content policy with the hash of the one
inline script it has. Pagefind's filter files change their order with every run; ``site/building`` writes them again
sorted, so that two builds are equal byte by byte. The address of the site is ``site_url`` in ``mkdocs.yml``;
``TERBUKA_SITE_URL`` overrides it.

- **The foot of a page** (``kit/origin``, ``asal.html``; for prose the same in ``theme/main.html``) says where the
  facts come from. A new kind of page of a body gets it with its ``badan.yml``; pass ``origin=`` to
  ``portal.body_page`` when they come from elsewhere, and ``shared=False`` when the page is not worth passing on.
- **The editor**: ``repo_url`` (https, no user, no password, no query) and ``edit_uri`` in ``mkdocs.yml`` make the
  link "Perbaiki data ini (petugas)". ``edit_uri`` leads from the repository to the folder of the portal; without it
  ``edit/main/`` is taken for GitHub, ``-/edit/main/`` for GitLab, ``_edit/main/`` for Codeberg, Gitea and Forgejo,
  told by the name of the host. mkdocs itself reads ``edit_uri`` as the way to ``content/``, which no page of ours
  uses.
- **The picture of a shared link** (``portal/preview``) is drawn by Pillow with the font it brings, which holds the
  letters of ASCII: accents are taken off; a name that also has other letters is set by typst (``kit/papers/nama.typ``)
  with the fonts of papers. The same bytes from the same versions; others may draw another picture.
- **Without a server** (``build --offline``): relative links to folders get ``index.html``, the content policy names
  ``file:`` beside ``'self'`` (a page on a disk has no origin), the search page is a list (``cari-luring.html``), and
  there is no index, because a page on a disk may not fetch. Addresses that lead out (canonical, preview, sitemap)
  stay.
- **On paper** the line with address and day is the foot of a table that the page becomes; browsers repeat it on each
  sheet as they repeat ``thead``. The number of the sheet is a margin box of ``@page``, which older browsers leave
  out.

Pagefind records every element with an id and the place of its words (``anchors``, ``location``); ``cari.js`` leads to
the row ``baris-…`` in which most of the words stand. A table that is to be found this way has ids on its rows, is not
``data-pagefind-ignore``, and has at most 300 rows: of the register of requests it is the newest page. The search runs
without Pagefind's worker, whose script is as heavy as the first one, and fetches filters only when they are opened:
117 KB in 16 requests at 1,000 entries, before that 134 KB in 19.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from terbuka.base import defaults
from terbuka.base.engines import ENGINES
from terbuka.base.page import Alternate, File, Page, Shell, Version
from terbuka.base.problem import Place, Problem
from terbuka.kit import languages
from terbuka.site import assets, engine, hosting, offline, sealing, sources
from terbuka.site.policy import Policy

THEME = Path(__file__).parents[1] / "theme"
_SHELL_FOLDER = "kerangka"
_TOKEN = re.compile(r"@@t:([a-z]+)@@")
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]*)"[^>]*>.*?</a>', re.DOTALL)
_HREF = re.compile(r'\bhref="([^"#?]*)')
#: Of the theme's frame: switches that only its own scripts turn, which are not valid HTML and not shipped.
_SWITCHES = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div data-md-component="(?:skip|announce)">\s*</div>'
)
# What the theme brings and no page of ours asks for.
_UNUSED = (
    "assets/javascripts",
    "assets/stylesheets/*.map",
    "assets/stylesheets/palette.*",
    "search",
    "sitemap.xml*",
)
_UNUSED_SEARCH = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build needs besides its pages.

    ``url`` ends in ``/``; ``epoch`` dates the files inside archives; ``changed`` says in words of which moment
    the data are; ``edit`` is where a file is changed, with ``{path}`` and ``{line}``; ``offline`` makes links
    that work by double click, without a server; ``compress`` puts packed copies beside texts, for servers that
    send them as they are; ``engine`` is one of ``ENGINES``, empty for the first.
    """

    root: Path
    out: Path
    name: str
    url: str
    epoch: int
    search: bool = True
    changed: str = ""
    edit: str = ""
    offline: bool = False
    compress: bool = False
    engine: str = ""
    #: Texts that differ from their files, by path below ``content/``.
    prose: Mapping[str, str] = field(default_factory=dict)


class NotOurs(Exception):
    """The output folder holds something that was not made by a build; nothing was touched."""


def publish(plan: Plan, shells: Sequence[Shell], made: Iterable[Page | File]) -> list[Problem]:
    """Write the whole site to ``plan.out``, or nothing at all: what kept it from being written, else notes about
    files.

    Raises ``NotOurs`` when the output folder is not empty and not the result of an earlier build.
    """
    plan = replace(plan, root=plan.root.resolve(), out=plan.out.resolve())
    _refuse_foreign(plan)
    plan.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{plan.out.name}-", dir=plan.out.parent) as folder:
        work = Path(folder)
        new = work / "site"
        problems = _run_mkdocs(plan, shells, work, new)
        if problems:
            return problems
        editorial = [p for p in sorted(new.rglob("*.html")) if _SHELL_FOLDER not in p.parts[len(new.parts)]]
        policy = Policy()
        frames = _Frames(new, shells, plan, policy)
        _ship_assets(new / "assets")
        editorial = [p for p in editorial if p.exists()]
        for page in editorial:
            text = policy.put(_SWITCHES.sub("", page.read_text("utf-8")), None)
            if plan.offline and page.name == "404.html":
                text = offline.from_top(text, plan.url)
            page.write_text(offline.from_disk(text) if plan.offline else text, "utf-8")
        notes: list[Problem] = []
        left_out: dict[str, str] = {}
        for item in made:
            if isinstance(item, Page):
                text = frames.fill(item)
                _write(new / item.path, (offline.from_disk(text) if plan.offline else text).encode())
                continue
            notes += item.notes
            if item.instead:
                left_out[item.path] = item.instead
            elif item.source is not None:
                _copy(plan.root / item.source, new / item.path)
            else:
                _write(new / item.path, item.content)
        _say_instead(new, left_out)
        _write(new / ".nojekyll", b"")
        if not plan.offline:
            _write(new / hosting.FILE, hosting.headers_file(policy.whole()).encode())
        _write(new / sealing.MANIFEST, b"")  # pages link to it; it is filled when all else is there
        problems = _dead_links(new, editorial) or (_run_pagefind(plan, new) if plan.search else [])
        if not problems:
            sealing.write_manifest(new)
            if plan.compress:
                sealing.compress(new)
            _swap(new, plan.out, work)
            return notes
    return problems


def _ship_assets(folder: Path) -> None:
    """In the place of our readable scripts and styles, which mkdocs has copied, what visitors get."""
    sources = {p.name: p.read_text("utf-8") for p in sorted((THEME / "assets").iterdir())}
    finished = assets.shipped(sources)
    for name in sources:
        if name in finished:
            _write(folder / name, finished[name].encode())
        else:
            (folder / name).unlink()


def _say_instead(new: Path, left_out: Mapping[str, str]) -> None:
    """In each page, the words for a file that could not be made in the place of a link to it."""
    for page in sorted(new.rglob("*.html")) if left_out else ():
        folder = page.relative_to(new).parent

        def said(link: re.Match[str], folder: Path = folder) -> str:
            words = left_out.get(_resolve(folder, html.unescape(link[1])) or "")
            return link[0] if words is None else f'<span class="meta">{html.escape(words)}</span>'

        text = page.read_text("utf-8")
        page.write_text(_LINK.sub(said, text), "utf-8")


def _refuse_foreign(plan: Plan) -> None:
    out, root = plan.out, plan.root
    if out == root or out in root.parents:
        raise NotOurs(str(plan.out))
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / "api/v1/portal.json").is_file())):
        raise NotOurs(str(plan.out))


def _swap(new: Path, out: Path, work: Path) -> None:
    """Put the new site in the place of the old one: two renames, the old one is kept until both are done."""
    new.chmod(0o755)
    if out.exists():
        out.rename(work / "old")
    new.rename(out)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


# --- the shell, by mkdocs --------------------------------------------------------------------------------


def _run_mkdocs(plan: Plan, shells: Sequence[Shell], work: Path, new: Path) -> list[Problem]:
    if problems := engine.missing(plan.engine):
        return problems
    docs = work / "docs"
    sources.copy_prose(plan.root, docs)
    for path, text in plan.prose.items():
        _write(docs / path, text.encode())
    for number, shell in enumerate(shells):
        for depth in shell.depths:
            _write(docs / _shell_path(number, depth) / "index.md", _shell_page(shell.name))
    if not (docs / "index.md").exists():
        own = [s.name for s in shells if s.lang == languages.ORIGINAL]
        _write(docs / "index.md", _shell_page(own[1] if len(own) == 2 else own[0]))
    lent = sources.lent_settings(plan.root)
    config: dict[str, Any] = {
        **lent,
        "INHERIT": str(plan.root / defaults.SETTINGS),
        "docs_dir": str(docs),
        "site_dir": str(new),
        "site_url": plan.url,
        "theme": {**lent.get("theme", {}), "name": "material", "custom_dir": str(THEME)},
        "plugins": [],
        "hooks": [],
        "not_in_nav": f"/{_SHELL_FOLDER}-*\n/index.md",
        "extra": {
            **lent.get("extra", {}),
            "terbuka": {
                "shells": {s.name: asdict(s) for s in shells},
                "portal": {"name": plan.name},
                "changed": plan.changed,
                "edit": plan.edit,
                "lent": sources.lent_prose(plan.root),
            },
        },
    }
    # Letters as they are: YAML would read the two halves of an escaped picture letter as broken ones.
    (work / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False), "utf-8")
    return _run(plan.engine or ENGINES[0], engine.command(plan.engine, work / "mkdocs.yml"), plan, work)


def _shell_path(number: int, depth: int) -> str:
    return "/".join([f"{_SHELL_FOLDER}-{number}-{depth}", *["x"] * (depth - 1)])


def _shell_page(name: str) -> bytes:
    return f"---\ntitle: kerangka\ncangkang: {json.dumps(name)}\n---\n\nkerangka\n".encode()


def _run(tool: str, command: list[str], plan: Plan, work: Path) -> list[Problem]:
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(plan.epoch),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONDEVMODE": "",
    }
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment
    )
    if done.returncode == 0:
        return []
    lines = [line for line in (done.stderr + done.stdout).replace(str(work), "").splitlines() if line.strip()]
    said = [line for line in lines if line.startswith(("WARNING", "ERROR"))] or lines[-3:]
    return [Problem("situs-gagal", Place("mkdocs.yml"), {"alat": tool, "isi": " · ".join(said[:5])})]


class _Frames:
    """The built shells, cut at their tokens, one for each navigation and depth."""

    def __init__(self, new: Path, shells: Sequence[Shell], plan: Plan, policy: Policy):
        self.plan, self.policy = plan, policy
        self.built: dict[tuple[str, int], str] = {}
        for number, shell in enumerate(shells):
            for depth in shell.depths:
                file = new / _shell_path(number, depth) / "index.html"
                self.built[shell.name, depth] = _SWITCHES.sub("", file.read_text("utf-8"))
        home = _SWITCHES.sub("", (new / "index.html").read_text("utf-8"))
        if "@@t:artikel@@" in home:
            self.built["", 0] = home
            (new / "index.html").unlink()
        for pattern in (f"{_SHELL_FOLDER}-*", *_UNUSED):
            for path in new.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.cut = lru_cache(maxsize=None)(self._cut)

    def _cut(self, shell: str, depth: int, section: str, frame_origin: str | None) -> list[str]:
        text = self.built["", 0] if depth == 0 else self.built[shell, depth]
        if section:
            text = text.replace(f'data-bagian="{section}"', f'data-bagian="{section}" aria-current="true"')
        return _TOKEN.split(self.policy.put(text, frame_origin))

    def fill(self, page: Page) -> str:
        """The finished page: texts escaped into their places, the article as it is."""
        depth = page.path.count("/")
        parts = self.cut(page.shell, depth, page.section, page.frame_origin)
        address = page.canonical if page.canonical is not None else page.address
        title = page.title if page.title == self.plan.name else f"{page.title} · {self.plan.name}"
        values = {
            "judul": html.escape(title),
            "nama": html.escape(page.title),
            "uraian": html.escape(page.description),
            "kanonik": html.escape(self.plan.url + address),
            "robots": "" if page.indexed else '<meta name="robots" content="noindex">',
            "sumber": "".join(_alternate(page.up, a) for a in page.alternates)
            + "".join(_asset(page.up, name) for name in page.assets),
            "alternatif": _alternates(page, self.plan.url) if page.canonical in (None, page.address) else "",
            "bahasa": "".join(_switch(page.up, version) for version in page.versions),
            "artikel": page.article,
        }
        return "".join(values[part] if number % 2 else part for number, part in enumerate(parts))


def _alternate(up: str, other: Alternate) -> str:
    kind, title, address = (html.escape(text) for text in (other.type, other.title, up + other.address))
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{address}">'


def _alternates(page: Page, url: str) -> str:
    """What tells search engines of the same page in other languages: each names all, itself too; Indonesian is for
    everybody else."""
    same = {version.lang: version.address for version in page.versions if version.same}
    if not same:
        return ""
    found = {page.lang: page.address, **same}
    found = dict(sorted(found.items())) | {"x-default": found[languages.ORIGINAL]}
    return "".join(
        f'<link rel="alternate" hreflang="{html.escape(lang)}" href="{html.escape(url + address)}">'
        for lang, address in found.items()
    )


def _switch(up: str, version: Version) -> str:
    """The link to the page in another language."""
    lang, note = html.escape(version.lang), html.escape(version.note)
    said = f'<span class="vh"> ({note})</span>' if note else ""
    return (
        f'<a class="lang" lang="{lang}" hreflang="{lang}" href="{html.escape(up + version.address) or "./"}">'
        f"{html.escape(version.name)}{said}</a>"
    )


def _asset(up: str, name: str) -> str:
    """The tag that loads one of our own files; the policy allows these and no inline ones."""
    if name.endswith(".css"):
        return f'<link rel="stylesheet" href="{up}assets/{name}">'
    return f'<script src="{up}assets/{name}" defer></script>'


# --- after the pages -------------------------------------------------------------------------------------


def _dead_links(new: Path, editorial: Sequence[Path]) -> list[Problem]:
    """Links of the prose that lead nowhere below the site; other pages are made from checked addresses."""
    problems = []
    for page in editorial:
        at = page.relative_to(new)
        source = "content/" + (at.parent.as_posix() + ".md" if at.name == "index.html" else at.as_posix())
        if not (at.parent / "x").parts or at.name == "404.html":
            continue
        for target in sorted(set(_HREF.findall(page.read_text("utf-8")))):
            if not target or re.match(r"[a-z][a-z0-9+.-]*:|//", target):
                continue
            place = _resolve(at.parent, html.unescape(target))
            if place is None or not ((new / place).is_file() or (new / place / "index.html").is_file()):
                problems.append(Problem("tautan-dalam-mati", Place(source), {"isi": target, "kelompok": target}))
    return problems


def _resolve(folder: Path, target: str) -> str | None:
    parts: list[str] = []
    for part in PurePosixPath(folder.as_posix(), target).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def indexer() -> str | None:
    """Name and version of the search indexer, as it tells them; None when it does not run."""
    command = [sys.executable, "-m", "pagefind", "--version"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace", timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _run_pagefind(plan: Plan, new: Path) -> list[Problem]:
    command = [sys.executable, "-m", "pagefind", "--site", str(new), "--quiet"]
    problems = _run("pagefind", command, plan, new)
    if not problems:
        for pattern in _UNUSED_SEARCH:
            for path in (new / "pagefind").glob(pattern):
                path.unlink()
        _sort_filters(new / "pagefind")
    return problems


def _sort_filters(folder: Path) -> None:
    """Write the filters of the index again in one order: Pagefind's own changes with every run.

    A filter file is a gzip of a mark and CBOR ``[name, [[value, pages], …]]``; the ``.pf_meta`` file names
    it by its hash, and ``pagefind-entry.json`` names that.
    """
    import cbor2

    mark = b"pagefind_dcd"
    names: dict[str, str] = {}

    def read(path: Path) -> Any:
        return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(mark))

    def write(pattern: str, value: Any, length: int) -> str:
        data = mark + cbor2.dumps(value)
        name = "id_" + hashlib.sha256(data).hexdigest()[:length]
        (folder / pattern.format(name)).write_bytes(sealing.gzipped(data))
        return name

    for path in sorted((folder / "filter").glob("*.pf_filter")):
        title, values = read(path)
        old = path.name.partition(".")[0]
        path.unlink()
        names[old] = write("filter/{}.pf_filter", [title, sorted(values)], len(old) - 3)
    for path in sorted(folder.glob("*.pf_meta")):
        version, pages, chunks, filters, *rest = read(path)
        filters = sorted([title, names[hash_]] for title, hash_ in filters)
        old = path.name.split(".")[1]
        path.unlink()
        names[old] = write("pagefind.{}.pf_meta", [version, pages, chunks, filters, *rest], len(old) - 3)
    entry = folder / "pagefind-entry.json"
    text = entry.read_text("utf-8")
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    entry.write_text(text, "utf-8")
