"""Everything that an office has typed as one ZIP with a description, so that it can move elsewhere.

Promises: files leave byte for byte, whether the check has something against them or not; the same files on the same day
give the same bytes; what stays behind is named; symbolic links, ``privat/`` and what git ignores stay behind; a file
that is there is never written over, and no half file is left.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files as resources
from pathlib import Path

from terbuka import __version__
from terbuka.base import apart, git
from terbuka.base.problem import shown
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.features.catalogue import dcat
from terbuka.features.catalogue.offers import entries, offered
from terbuka.features.catalogue.triples import turtle
from terbuka.features.open_data.record import OpenDataset, TableSpec
from terbuka.kit import table
from terbuka.kit.view import BodyView
from terbuka.lifecycle import leaving_descriptor
from terbuka.lifecycle.leaving_descriptor import Content, Known
from terbuka.portal.features import registers
from terbuka.record.canonical import BODIES
from terbuka.record.json_schema import for_programs
from terbuka.record.text import JUNK
from terbuka.site import archive, sealing

TOP, PORTAL = "terbuka-data", "portal"
HISTORY = "riwayat.bundle"
#: What an office types or overrides, below its portal.
PARTS = ("README.md", "content", "datasets", "katalog", "mkdocs.yml", "portal.yml", "schemas")
#: What programs make from the rest.
_MADE = (".git", "build", "site")
_FIRST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier time
_MOST_NAMED = 20
#: In a name, what leads into another folder or another disk where the ZIP is opened on Windows.
_OUT_OF_FOLDER = ("\\", ":")


@dataclass(frozen=True, slots=True)
class Kept:
    """Files of a portal: ``files`` path -> place of those that leave, ``left`` path -> why of those that stay."""

    files: Mapping[str, Path]
    left: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The ZIP that was written: counts of its files and tables, bytes, SHA-256; ``lacking`` what it could not hold."""

    files: int
    tables: int
    size: int
    sha256: str
    left: Mapping[str, str]
    lacking: tuple[str, ...]


def kept(root: Path, body: str | None = None) -> Kept:
    """The office's own files below ``root``; of one body with ``body``, and what all share. Raises ``git.NotReadable``
    when there is a repository and git cannot be asked what it ignores."""
    ignored = frozenset(path.rstrip("/") for path in git.left_out(root, *PARTS))
    files: dict[str, Path] = {}
    left: dict[str, str] = {}

    def walk(path: str, place: Path) -> None:
        if reason := _unwanted(path, place, body, ignored):
            left[path] = reason
        elif place.is_dir():
            for entry in sorted(place.iterdir(), key=lambda e: e.name):
                walk(f"{path}/{entry.name}", entry)
        else:
            files[path] = place

    for part in PARTS:
        if (root / part).exists() or (root / part).is_symlink():
            walk(part, root / part)
    for entry in sorted(root.iterdir()):
        if entry.name not in (*PARTS, *_MADE) and not JUNK.fullmatch(entry.name):
            left[entry.name] = "folder privat" if entry.name.casefold() == apart.FOLDER else "di luar folder isian"
    return Kept(files, left)


def _unwanted(path: str, place: Path, body: str | None, ignored: frozenset[str]) -> str:
    """Why a file or folder stays behind; empty when it leaves."""
    folder, _, name = path.rpartition("/")
    if place.is_symlink():
        return "tautan simbolik"
    if name.casefold() == apart.FOLDER:
        return "folder privat"
    if name == ".git" or (JUNK.fullmatch(name) and name != ".gitkeep"):
        return "bukan isian kantor"
    if body is not None and folder == BODIES and name != body:
        return "badan lain"
    if path in ignored:
        return "diabaikan git"
    if any(sign in name for sign in _OUT_OF_FOLDER):
        return "namanya berarti tempat lain di Windows"
    odd = not place.is_dir() and not place.is_file()
    return "bukan berkas, atau namanya rusak" if odd or not path.isprintable() else ""


def pack(
    root: Path,
    target: Path,
    corpus: Corpus,
    assessment: Assessment | None,
    *,
    body: str | None = None,
    history: bool = False,
    epoch: int = 0,
) -> Packed:
    """Write the new file ``target``; ``epoch`` (seconds since 1970) dates all inside. ``assessment`` is None while the
    check blocks: then the catalogue is lacking. Raises ``FileExistsError`` and ``git.NotReadable``."""
    found = kept(root, body)
    contents = {path: Content.of(path, place.read_bytes()) for path, place in found.files.items()}
    known = Known(corpus.schemas, _tables(corpus))
    descriptor = leaving_descriptor.described(f"terbuka-{body or 'portal'}", corpus.site_name, contents, known, PORTAL)
    catalogue = {f"katalog/{path}": data for path, data in _catalogue(corpus, assessment, body)}
    made = {
        "datapackage.json": _json(descriptor),
        "kamus/KAMUS.md": leaving_descriptor.dictionary(corpus.schemas).encode(),
        **{f"kamus/{kind}.schema.json": _json(for_programs(schema)) for kind, schema in corpus.schemas.items()},
        **catalogue,
        **(_history(root) if history else {}),
        "README.txt": _readme(corpus.site_name, found.left, with_catalogue=bool(catalogue), history=history),
    }
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in made.items()}
    sums |= {f"{PORTAL}/{path}": content.sha256 for path, content in contents.items()}
    made[sealing.MANIFEST] = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()
    own = {f"{PORTAL}/{path}": place for path, place in found.files.items()}
    _write(target, {**made, **own}, max(_FIRST, datetime.fromtimestamp(epoch, UTC).timetuple()[:6]))
    return Packed(
        files=len(contents),
        tables=leaving_descriptor.tables(descriptor),
        size=target.stat().st_size,
        sha256=sealing.checksum(target),
        left=found.left,
        lacking=() if catalogue else (_why_no_catalogue(corpus, assessment),),
    )


def _history(root: Path) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="terbuka-") as folder:
        git.bundle(root, Path(folder) / HISTORY)
        return {HISTORY: (Path(folder) / HISTORY).read_bytes()}


def _write(target: Path, made: Mapping[str, bytes | Path], when: tuple[int, ...]) -> None:
    """Files by path, as their bytes or as the place they are read from, one at a time."""
    file = target.open("xb")
    try:
        with file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path, data in sorted(made.items()):
                content = data if isinstance(data, bytes) else data.read_bytes()
                archive.put(packed, f"{TOP}/{path}", content, when)
    except BaseException:
        target.unlink()
        raise


def _tables(corpus: Corpus) -> dict[str, tuple[TableSpec, Mapping[str, str]]]:
    """The tables of sound datasets by the path of their file."""
    tables: dict[str, tuple[TableSpec, Mapping[str, str]]] = {}
    for records in corpus.bodies.values():
        for dataset in records.named(OpenDataset).values():
            paths = {name: one.path for name, one in dataset.tables.items()}
            tables |= {one.path: (one.spec, paths) for one in dataset.tables.values()}
    return tables


def _catalogue(corpus: Corpus, assessment: Assessment | None, body: str | None) -> Iterator[tuple[str, bytes]]:
    """The catalogue of what is published, in its three forms; nothing without an address of the site."""
    if assessment is None or not corpus.site_url:
        return
    judged = assessment.bodies
    views = offered(BodyView(corpus, judged[one], others=len(judged) > 1) for one in judged if body in (None, one))
    offers = [entry for view in views for entry in entries(view, registers())]
    if not offers:
        return
    document = dcat.jsonld(corpus, views, offers)
    yield dcat.JSONLD, table.as_json(document)
    yield dcat.TURTLE, turtle(document)
    yield dcat.DATA_JSON, table.as_json(dcat.data_json(corpus, offers))


def _why_no_catalogue(corpus: Corpus, assessment: Assessment | None) -> str:
    if assessment is None:
        return "katalog (DCAT): data masih diblokir terbuka check"
    if not corpus.site_url:
        return "katalog (DCAT): alamat situs (site_url) belum diisi di mkdocs.yml"
    return "katalog (DCAT): belum ada data yang diterbitkan"


def _readme(name: str, left: Mapping[str, str], *, with_catalogue: bool, history: bool) -> bytes:
    text = (resources("terbuka.lifecycle") / "bekal.txt").read_text("utf-8")
    catalogue = (
        "  katalog/              katalog dari yang diterbitkan: DCAT (JSON-LD, Turtle) dan data.json\n"
        "                        the catalogue of what is published\n"
    )
    bundle = (
        f"  {HISTORY}        seluruh riwayat, juga yang pernah dihapus, dengan nama dan pos-el setiap\n"
        f"                        penulisnya: git clone {HISTORY} portal-lama\n"
        "                        the whole history, with what was deleted since, and with names and\n"
        "                        e-mail addresses of all authors\n"
    )
    stays = "".join(f"  {line}\n" for line in named(left, None))
    parts = {
        "nama": name,
        "katalog": catalogue if with_catalogue else "",
        "riwayat": bundle if history else "",
        "versi": __version__,
        "tidak_ikut": f"\nTIDAK IKUT / LEFT BEHIND\n{stays}" if stays else "",
    }
    for key, value in parts.items():
        text = text.replace(f"@@{key}@@", value)
    return text.replace("\n", "\r\n").encode()


def named(left: Mapping[str, str], most: int | None = _MOST_NAMED) -> list[str]:
    """What stays behind, a line each; more than ``most`` are counted."""
    lines = [f"{shown(path, 120)}: {reason}" for path, reason in sorted(left.items())]
    return lines if most is None or len(lines) <= most else [*lines[:most], f"… dan {len(lines) - most} lagi"]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
