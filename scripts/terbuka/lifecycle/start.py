"""A new portal: one body, what the office may change, and what the program keeps up to date for it.

Promises: nothing of the program but one wheel, nothing of a sample; the same office on the same day gives the same
bytes; no clock, no network. ``lifecycle/placing`` lays the files into a folder, ``lifecycle/registry`` asks pip.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from terbuka import __version__
from terbuka.authoring import bodies, editors, specimen
from terbuka.base import defaults, periods
from terbuka.base.periods import clipped
from terbuka.base.personal import find
from terbuka.base.problem import shown
from terbuka.duties.first_steps import first_plan, plan_text
from terbuka.law.law import Law
from terbuka.lifecycle import wheel
from terbuka.portal.load.law import read_law
from terbuka.record.portal_file import REGISTRY, WHEEL, PortalFile, as_text
from terbuka.record.reader import Reader
from terbuka.record.scan import WORDS
from terbuka.record.schema import Schema
from terbuka.record.schemas import read_schemas
from terbuka.record.text import hidden
from terbuka.record.values import could_be_formula

#: The branch that the workflows listen to and the README speaks of.
BRANCH = "main"
#: What people call the time zone of their office -> how ``badan.yml`` writes it.
ZONES = {name: zone for name, (zone, _) in periods.ZONES.items()}
#: The law of a new body, a folder of ``datasets/aturan``.
LAW = "id"
#: What a new body is taken to do until the office says otherwise in ``badan.yml``.
_TRAITS = {"pendidikan_umum": False, "pemberi_izin": False}
#: Months of ``rintisan`` of a new body.
PILOT_MONTHS = 6
LONGEST_NAME = 200
REQUIREMENTS, LIBRARY = "requirements.txt", "pustaka"
#: Files that the program keeps up to date while nobody changed them, each with its template.
WRITTEN = {
    ".github/workflows/arsip.yml": "arsip.yml",
    ".github/workflows/pemutakhiran.yml": "pemutakhiran.yml",
    ".github/workflows/periksa.yml": "periksa.yml",
    ".github/workflows/terbit.yml": "terbit.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
}
#: Files that are the office's own from the first day, each with its template.
OWN = {
    ".editorconfig": "editorconfig.txt",
    ".gitattributes": "gitattributes.txt",
    ".github/CODEOWNERS": "codeowners.txt",
    ".gitignore": "gitignore.txt",
    "PANDUAN.md": "PANDUAN.md",
    "README.md": "README.md",
    "SECURITY.md": "SECURITY.md",
    "mkdocs.yml": "mkdocs.yml",
}
#: ``@@name@@`` in a template: signs that neither YAML nor a shell nor a workflow uses together.
_MARK = re.compile("@@([a-z_]+)@@")
_MARKDOWN = re.compile(r"([\\`*_\[\]#|~])")


class CannotStart(Exception):
    """The new portal cannot be written; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The first body: its code, its name, WIB, WITA or WIT, and what it is by law (``bentuk`` and ``jenis_badan`` of
    ``badan.yml``)."""

    id: str
    name: str
    zone: str
    form: str = "unit-kerja"
    kind: str = "pemerintah-daerah"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Where a portal gets its program from. ``wheel``: its name and its bytes, when the portal holds it itself;
    ``sha256``: that of the wheel, wherever it stands."""

    version: str
    sha256: str
    wheel: tuple[str, bytes] | None = None

    @property
    def source(self) -> str:
        return WHEEL if self.wheel else REGISTRY


def supply_of(version: str, name: str, content: bytes) -> Supply:
    """The program as a wheel in the portal."""
    return Supply(version=version, sha256=hashlib.sha256(content).hexdigest(), wheel=(name, content))


def own_supply() -> Supply:
    """The program that is running, as a wheel in the portal; raises ``CannotStart``."""
    try:
        name, content = wheel.own()
    except wheel.BadWheel as reason:
        raise CannotStart(f"{reason}. Tidak ada yang ditulis.") from None
    return supply_of(__version__, name, content)


def fault(office: Office) -> str:
    """Why no portal can be made for the office, in words; empty when one can."""
    if wrong := bodies.code_fault(office.id):
        return wrong
    if not office.name.strip():
        return 'nama badan kosong; tulis nama resminya di antara tanda kutip, misalnya --nama "Dinas Kesehatan"'
    if hidden(office.name, "nama") or not office.name.isprintable():
        return "nama badan memuat tanda yang tidak terlihat atau baris baru; ketik ulang namanya"
    if len(office.name) > LONGEST_NAME:
        return f"nama badan lebih dari {LONGEST_NAME} huruf; tulis nama resminya saja"
    if personal := next(find(office.name), None):
        return f"nama badan memuat yang mirip {WORDS[personal.kind][0]}; tulis nama resmi kantornya saja"
    if office.name.startswith("=") or could_be_formula(office.name):
        return "nama badan dibaca lembar kerja sebagai rumus; hapus tanda di depannya"
    if office.zone not in ZONES:
        return f"zona waktu “{shown(office.zone, 20)}” tidak dikenal; yang ada: {', '.join(ZONES)}"
    return ""


def portal_files(office: Office, supply: Supply, day: date) -> dict[str, bytes]:
    """All files of a new portal by path; raises ``CannotStart``."""
    if wrong := fault(office):
        raise CannotStart(wrong)
    schemas, law = _of_the_program()
    written = written_files(supply)
    portal = PortalFile(
        version=supply.version,
        law_day=law.as_of or day,
        source=supply.source,
        written={path: hashlib.sha256(content).hexdigest() for path, content in written.items()},
    )
    return {
        **_body(schemas, law, office, day),
        **{path: _filled(template, _facts(office, day)) for path, template in OWN.items()},
        **written,
        defaults.PORTAL_FILE: as_text(portal).encode(),
    }


def written_files(supply: Supply) -> dict[str, bytes]:
    """What the program owns in a portal, by path: its workflows, the list of libraries with their hashes and, unless it
    comes by name, its wheel. ``portal.yml`` keeps their SHA-256, and an upgrade replaces those that nobody changed."""
    contents = {path: _filled(template, {"cabang": BRANCH}) for path, template in WRITTEN.items()}
    contents[REQUIREMENTS] = requirements(supply).encode()
    if supply.wheel:
        name, content = supply.wheel
        contents[f"{LIBRARY}/{name}"] = content
    return contents


def requirements(supply: Supply) -> str:
    """What ``pip install --require-hashes -r requirements.txt`` installs: the program, and the locked libraries."""
    what = f"./{LIBRARY}/{supply.wheel[0]}" if supply.wheel else f"terbuka=={supply.version}"
    head = _template("requirements.txt").replace("@@program@@", f"{what} --hash=sha256:{supply.sha256}")
    return head + (defaults.folder() / defaults.LOCK).read_text("utf-8")


def pilot_end(day: date) -> date:
    """The last day of ``rintisan`` of a portal that was started on ``day``, unless its plan reaches further."""
    months = day.month - 1 + PILOT_MONTHS
    return clipped(day.year + months // 12, months % 12 + 1, day.day)


def _of_the_program() -> tuple[Mapping[str, Schema], Law]:
    """The schemas and the law that come with the program."""
    reader = Reader(defaults.folder())
    reader.schemas, problems = read_schemas(reader.root)
    law = None if problems else read_law(reader, LAW)
    if law is None:
        raise CannotStart("skema atau aturan di dalam program tidak terbaca; pasang lagi programnya")
    return reader.schemas, law


def _body(schemas: Mapping[str, Schema], law: Law, office: Office, day: date) -> dict[str, bytes]:
    kind = {"jenis_badan": office.kind}
    plan = first_plan(law, office.form, {**_TRAITS, **kind}, day)
    values: dict[str, Any] = {
        "nama": office.name,
        "nama_pendek": office.name,
        "tahap": "rintisan",
        "rintisan_sampai": max([pilot_end(day), *(row.due_on for row in plan)]).isoformat(),
        "bentuk": office.form,
        "yurisdiksi": LAW,
        "peran_ppid": "pelaksana" if office.form == "unit-kerja" else "utama",
        "sifat": kind,
        "zona_waktu": ZONES[office.zone],
    }
    about = specimen.filled_in(bodies.specimen().replace("@@nama@@", ""), schemas["badan"].columns, values)
    texts = bodies.body_files(schemas, about)
    if plan:
        texts["rencana.yml"] = plan_text(plan)
    paths = {f"datasets/badan/{office.id}/{name}": text for name, text in texts.items()}
    return {path: editors.unhinted(path, text).encode() for path, text in paths.items()}


def _facts(office: Office, day: date) -> dict[str, str]:
    """What the templates of the office's own files ask for."""
    return {
        "besok": (day + timedelta(days=1)).isoformat(),
        "cabang": BRANCH,
        "hari": day.isoformat(),
        "id": office.id,
        "nama": _MARKDOWN.sub(r"\\\1", html.escape(office.name, quote=False)),
    }


def _filled(template: str, facts: Mapping[str, str]) -> bytes:
    return _MARK.sub(lambda mark: facts[mark[1]], _template(template)).encode()


def _template(name: str) -> str:
    return (files("terbuka.lifecycle") / "templates" / name).read_text("utf-8")
