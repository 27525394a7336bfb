"""Reads the law of one jurisdiction: ``datasets/aturan/<name>/``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from terbuka.base.periods import Period
from terbuka.base.problem import Place, Problem
from terbuka.duties.measure import Measure
from terbuka.duties.source import Source
from terbuka.duties.subject import Subject
from terbuka.law.deadlines import CalendarYear, WorkingDayBound
from terbuka.law.law import Law
from terbuka.law.private_register import Form
from terbuka.law.record import Obligation
from terbuka.portal.features import BODY_PAGES, EVIDENCE_PAGES, FEATURES, SOURCES
from terbuka.portal.kinds import LAW_CORE, LAW_FOLDERS, LAW_LISTS, LAW_OPTIONAL, LAW_RECORDS, SENTENCES
from terbuka.record.reader import Reader
from terbuka.record.text import entries
from terbuka.record.values import is_windows_name


def read_law(reader: Reader, name: str) -> Law | None:
    """The law called ``name``; None when any part of it has problems."""
    base = f"datasets/aturan/{name}"
    known = (
        *(f"{kind}.yml" for kind in [*LAW_LISTS, *LAW_OPTIONAL]),
        "penilaian.yml",
        *(f"{kind}.yml" for kind in LAW_RECORDS),
    )
    reader.strays(base, tuple(sorted(known)), LAW_FOLDERS)
    obligations = _obligations(reader, f"{base}/kewajiban")
    needed: dict[str, tuple[Any, ...] | None] = {
        kind: reader.needed(f"{base}/{kind}.yml", kind, cls) for kind, cls in LAW_LISTS.items()
    }
    others: dict[str, tuple[Any, ...] | None] = {
        kind: reader.optional(f"{base}/{kind}.yml", kind, cls) for kind, cls in LAW_OPTIONAL.items()
    }
    read = needed | others
    windows = _windows(reader, f"{base}/penilaian.yml")
    years = _calendar(reader, f"{base}/kalender")
    single: dict[type, tuple[Any, ...] | None] = {
        cls: reader.optional(f"{base}/{kind}.yml", kind, cls) for kind, cls in LAW_RECORDS.items()
    }
    if obligations is None or windows is None or years is None or None in [*read.values(), *single.values()]:
        return None
    lists = {kind: {record.id: record for record in records or ()} for kind, records in read.items()}
    core: dict[str, Any] = {part: lists[kind] for part, (kind, _) in LAW_CORE.items()}
    core["gatherings"] = tuple(core["gatherings"].values())
    shelf: dict[type, Any] = {cls: lists[kind] for kind, cls in [*LAW_LISTS.items(), *LAW_OPTIONAL.items()]}
    shelf |= {cls: records[0] for cls, records in single.items() if records}
    law = Law(
        jurisdiction_id=name,
        obligations={o.id: o for o in obligations},
        calendar_years=years,
        shelf=shelf,
        sentences=lists[SENTENCES],
        **core,
        **windows,
    )
    return replace(
        law.put(Source, SOURCES)
        .put(Measure, {name: one for feature in FEATURES for name, one in feature.measures.items()})
        .put(Subject, {name: one for feature in FEATURES for name, one in feature.subjects.items()})
        .put(Form, {name: one for feature in FEATURES for name, one in feature.forms.items()}),
        inserts=tuple(name for feature in FEATURES for name in feature.inserts(law)),
        body_pages=BODY_PAGES,
        evidence_pages=EVIDENCE_PAGES,
    )


def _calendar(reader: Reader, folder: str) -> tuple[CalendarYear, ...] | None:
    """Lists of days off, a file a year; a law without any is allowed, then no working day is counted."""
    read = [reader.records(path, "kalender", CalendarYear) for path in _files(reader, folder, "2026.yml")]
    return None if None in read else tuple(year for years in read for year in years or ())


def _obligations(reader: Reader, folder: str) -> list[Obligation] | None:
    files = _files(reader, folder, "*.yml")
    if not files:
        reader.problems.append(Problem("folder-hilang", Place(folder)))
    read = [reader.records(path, "kewajiban", Obligation) for path in files]
    made = [duty for duties in read for duty in duties or ()]
    return made if _unique(reader, made) and files and None not in read else None


def _files(reader: Reader, folder: str, named: str) -> list[str]:
    """Paths of the YAML files of a folder; all else there is a problem that says what files are ``named`` like."""
    paths = []
    for path, file in entries(reader.root, folder):
        if is_windows_name(file.name) or ";" in file.name:
            reader.problems.append(Problem("nama-berkas-salah", Place(path), {"isi": file.name}))
        elif file.suffix == ".yml" and file.is_file() and not file.is_symlink():
            paths.append(path)
        else:
            code = "tautan-simbolik" if file.is_symlink() else "berkas-tak-dikenal"
            reader.problems.append(Problem(code, Place(path), {"isi": file.name, "pilihan": [named]}))
    return paths


def _unique(reader: Reader, obligations: Iterable[Obligation]) -> bool:
    """An id may stand in one file only; within a file the reader of records has looked already."""
    seen: dict[str, Place] = {}
    fine = True
    for duty in obligations:
        if duty.id in seen and seen[duty.id].path != duty.place.path:
            first = f"{seen[duty.id].line} {seen[duty.id].path}"
            facts = {"kolom": "id", "isi": duty.id, "baris_pertama": first}
            reader.problems.append(Problem("kunci-ganda", duty.place, facts))
            fine = False
        seen.setdefault(duty.id, duty.place)
    return fine


def _windows(reader: Reader, path: str) -> dict[str, Any] | None:
    """Periods and numbers of the assessment by the name of their field in ``Law``."""
    node = reader.node(path) if reader.exists(path) else None
    values = None if node is None else reader.values(path, node, reader.schemas["penilaian"])
    if values is None:
        return None
    periods = {"jendela_segera": "soon", "bangun_ulang": "rebuild", "usia_tautan": "link_age"}
    periods |= {"usia_hukum": "law_age", "usia_program": "program_age"}
    made: dict[str, Any] = {name: Period.parse(values[key]) for key, name in periods.items() if values.get(key)}
    made["opening_window"] = values.get("jendela_pengecualian")
    times, more = values.get("terpanjang_kali"), values.get("terpanjang_tambah")
    made["longest"] = None if times is None or more is None else WorkingDayBound(times=times, more=more)
    made["calendar_asked_from"] = values.get("minta_kalender_mulai")
    return made
