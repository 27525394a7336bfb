"""Reads one public body: ``datasets/badan/<name>/``."""

from __future__ import annotations

from typing import Any

from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Reply, Statement
from terbuka.duties.records import BodyRecords
from terbuka.features.annual_report.record import AnnualReport
from terbuka.features.audit.record import Audit, Finding
from terbuka.features.evaluation.record import EvaluationEvidence, SelfAssessment
from terbuka.features.exclusions.record import Exclusion
from terbuka.features.indicators.record import Obstacle, Reading, Target
from terbuka.features.notices.record import Notice
from terbuka.features.open_data.reading import read_datasets
from terbuka.features.open_data.record import Dataset
from terbuka.features.private_register.record import ImportColumn
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import Complaint, Dispute, Objection, Request
from terbuka.features.standards.record import Fees, Pledge, Procedure
from terbuka.features.survey.record import SurveyCount
from terbuka.features.training.record import Training
from terbuka.law.body import Body
from terbuka.record import insides, scan
from terbuka.record.documents import Folder
from terbuka.record.files import AllowedContact, FileCheck
from terbuka.record.reader import Reader

REGISTER = "daftar-informasi-publik"
#: Tables: field of ``BodyRecords`` -> kind (and name of the file), class. The register is needed, others may be absent.
TABLES: dict[str, tuple[str, type[Any]]] = {
    "register": (REGISTER, RegisterEntry),
    "exclusions": ("dikecualikan", Exclusion),
    "packages": ("paket", Package),
    "requests": ("permohonan", Request),
    "objections": ("keberatan", Objection),
    "disputes": ("sengketa", Dispute),
    "complaints": ("pengaduan", Complaint),
    "trainings": ("pelatihan", Training),
    "receipts": ("tanda-terima", Receipt),
    "findings": ("temuan", Finding),
    "self_assessments": ("penilaian-mandiri", SelfAssessment),
    "obstacles": ("kendala", Obstacle),
    "readings": ("capaian", Reading),
    "survey": ("survei", SurveyCount),
}
#: YAML lists, each may be absent: field of ``BodyRecords`` -> kind (and name of the file), class.
LISTS: dict[str, tuple[str, type[Any]]] = {
    "statements": ("pernyataan", Statement),
    "replies": ("keterangan", Reply),
    "fulfilments": ("pemenuhan", Fulfilment),
    "plan": ("rencana", PlannedDuty),
    "notices": ("peringatan", Notice),
    "imports": ("impor", ImportColumn),
    "procedures": ("sop", Procedure),
    "audits": ("audit", Audit),
    "evaluation_evidence": ("bukti-monev", EvaluationEvidence),
    "targets": ("sasaran", Target),
    "reports": ("laporan-tahunan", AnnualReport),
    # One record a body each.
    "pledges": ("maklumat", Pledge),
    "fees": ("biaya", Fees),
}
#: What stands in files of its own.
OTHERS: dict[str, type | None] = {
    "badan": Body,
    "kontak-kantor": AllowedContact,
    "pemeriksaan-berkas": FileCheck,
    "datapackage": Dataset,
}
_RECORD_FILES = (
    "badan.yml",
    *(f"{kind}.csv" for kind, _ in TABLES.values()),
    *(f"{kind}.yml" for kind, _ in LISTS.values()),
)
_FILES = (*_RECORD_FILES, "kontak-kantor.yml", "pemeriksaan-berkas.yml")


def read_body(reader: Reader, name: str, folder: Folder) -> BodyRecords | None:
    """The body in the folder ``name`` with its documents; None when ``badan.yml`` has problems, else what has problems
    is None."""
    base = f"datasets/badan/{name}"
    reader.strays(base, _FILES, ("berkas", "data"))
    made = reader.needed(f"{base}/badan.yml", "badan", Body, id=name)
    reader.problems += folder.problems
    records: dict[str, Any] = {}
    headers: dict[str, tuple[str, ...]] = {}
    for part, (kind, cls) in TABLES.items():
        path = f"{base}/{kind}.csv"
        needed = kind == REGISTER
        if not needed and not reader.stands(path):
            continue
        records[part], headers[kind] = reader.table(path, kind, cls) if reader.exists(path) else (None, ())
    for part, (kind, cls) in LISTS.items():
        records[part] = reader.optional(f"{base}/{kind}.yml", kind, cls)
    listed = reader.optional(f"{base}/kontak-kantor.yml", "kontak-kantor", AllowedContact)
    checks = reader.optional(f"{base}/pemeriksaan-berkas.yml", "pemeriksaan-berkas", FileCheck)
    reader.problems += insides.unchecked(folder, checks or ())
    data = read_datasets(reader, base)
    body = made[0] if made else None
    if listed is not None:
        notices = records["notices"]
        helps = None if notices is None else tuple(h.phone for n in notices for h in n.help if h.phone)
        own = _office_contacts(reader, body)
        _look_for_personal_data(reader, base, folder, scan.Allowances(base, own, listed, helps))
    if body is None:
        return None
    return BodyRecords(
        body=body,
        headers=headers,
        datasets=data,
        documents=folder.documents,
        allowed_contacts=listed or (),
        file_checks=checks or (),
        **records,
    )


def _look_for_personal_data(reader: Reader, base: str, folder: Folder, allowances: scan.Allowances) -> None:
    reader.allowances.append(allowances)
    wanted = {f"{base}/{name}" for name in (*_RECORD_FILES, "pemeriksaan-berkas.yml")}
    data = (path for path in reader.texts if path.startswith(f"{base}/data/") and path not in reader.clean)
    own = {path: reader.texts[path] for path in (*(path for path in reader.texts if path in wanted), *data)}
    reader.problems += scan.in_all(own | folder.plain_texts, allowances, reader.found)
    found = [*folder.problems, *insides.search(folder, allowances), *scan.in_names(folder.paths, allowances)]
    reader.problems += found[len(folder.problems) :]
    insides.remember(folder, found, reader.store)


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
