"""Reads one public body: ``datasets/badan/<name>/``."""

from __future__ import annotations

from typing import Any

from terbuka.duties.record import REGISTER
from terbuka.duties.records import BodyRecords
from terbuka.features.notices.record import Notice
from terbuka.features.open_data.reading import read_datasets
from terbuka.features.open_data.record import OpenDataset
from terbuka.law.body import Body
from terbuka.portal.kinds import BODY_LISTS, BODY_TABLES
from terbuka.record import insides, scan
from terbuka.record.documents import Folder
from terbuka.record.files import AllowedContact, FileCheck
from terbuka.record.reader import Reader

_RECORD_FILES = (
    "badan.yml",
    *(f"{kind}.csv" for kind in BODY_TABLES),
    *(f"{kind}.yml" for kind in BODY_LISTS),
)
_FILES = (*_RECORD_FILES, "kontak-kantor.yml", "pemeriksaan-berkas.yml")


def read_body(reader: Reader, name: str, folder: Folder) -> BodyRecords | None:
    """The body in the folder ``name`` with its documents; None when ``badan.yml`` has problems, else what has problems
    is None."""
    base = f"datasets/badan/{name}"
    reader.strays(base, tuple(sorted(_FILES)), ("berkas", "data"))
    made = reader.needed(f"{base}/badan.yml", "badan", Body, id=name)
    reader.problems += folder.problems
    shelf: dict[type, Any] = {}
    headers: dict[str, tuple[str, ...]] = {}
    for kind, cls in BODY_TABLES.items():
        path = f"{base}/{kind}.csv"
        # Without the register there is no body; the others need not be kept.
        if kind == REGISTER or reader.stands(path):
            shelf[cls], headers[kind] = reader.table(path, kind, cls) if reader.exists(path) else (None, ())
    for kind, cls in BODY_LISTS.items():
        shelf[cls] = reader.optional(f"{base}/{kind}.yml", kind, cls)
    listed = reader.optional(f"{base}/kontak-kantor.yml", "kontak-kantor", AllowedContact)
    checks = reader.optional(f"{base}/pemeriksaan-berkas.yml", "pemeriksaan-berkas", FileCheck)
    reader.problems += insides.unchecked(folder, checks or ())
    shelf[OpenDataset] = read_datasets(reader, base)
    body = made[0] if made else None
    if listed is not None:
        notices = shelf[Notice]
        helps = None if notices is None else tuple(h.phone for n in notices for h in n.help if h.phone)
        own = _office_contacts(reader, body)
        _look_for_personal_data(reader, base, folder, scan.Allowances(base, own, listed, helps))
    if body is None:
        return None
    return BodyRecords(
        body=body,
        shelf=shelf,
        headers=headers,
        documents=folder.documents,
        allowed_contacts=listed or (),
        file_checks=checks or (),
    )


def _look_for_personal_data(reader: Reader, base: str, folder: Folder, allowances: scan.Allowances) -> None:
    reader.allowances.append(allowances)
    wanted = {f"{base}/{name}" for name in (*_RECORD_FILES, "pemeriksaan-berkas.yml")}
    data = (path for path in reader.texts if path.startswith(f"{base}/data/") and path not in reader.clean)
    own = {path: reader.texts[path] for path in (*(path for path in reader.texts if path in wanted), *data)}
    reader.problems += scan.in_all(own | folder.plain_texts, allowances, reader.found)
    problems = [*folder.problems, *insides.search(folder, allowances), *scan.in_names(folder.paths, allowances)]
    reader.problems += problems[len(folder.problems) :]
    insides.remember(folder, problems, reader.store)


def _office_contacts(reader: Reader, body: Body | None) -> tuple[str, ...] | None:
    """Values of the keys that the schema calls office contacts; None when they cannot be known."""
    if body is None:
        return None
    found: list[str] = []
    names = {c.name for c in reader.schemas["badan"].columns if c.privacy == "kontak-kantor"}
    for spec in body.__dataclass_fields__.values():
        value = getattr(body, spec.name)
        if spec.metadata.get("key") in names and value:
            found += value if isinstance(value, tuple) else (value,)
    return tuple(found)
