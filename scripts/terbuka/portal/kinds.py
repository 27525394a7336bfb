"""Where the records of each kind are kept: the one table of kinds, their files, fields and classes.

Promises: pure. A kind is named like its schema and its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Reply, Statement
from terbuka.duties.records import BodyRecords
from terbuka.features.annual_report.record import AnnualReport
from terbuka.features.audit.record import Audit, AuditCriterion, Finding
from terbuka.features.evaluation.record import Evaluation, EvaluationEvidence, SelfAssessment
from terbuka.features.exclusions.record import Exclusion, ExclusionGround
from terbuka.features.indicators.record import Indicator, Obstacle, Reading, Target
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.features.open_data.record import Dataset
from terbuka.features.private_register.record import ImportColumn, PrivateColumn
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import Complaint, Dispute, Objection, Request
from terbuka.features.standards.record import ExperienceQuestion, Fees, Pledge, Procedure, Standard
from terbuka.features.strategy.record import StrategyLine
from terbuka.features.survey.record import SurveyCount, SurveyMethod
from terbuka.features.training.record import Training, TrainingQuestion, TrainingTopic
from terbuka.law.body import Body
from terbuka.law.deadlines import CalendarYear, Deadline
from terbuka.law.law import Law
from terbuka.law.record import CitizenStep, Gathering, Instrument, NationalPortal, Obligation, PackageDocument, Topic
from terbuka.law.sentences import ComplaintChannel, ObjectionGround, RequesterKind, Right, Sentence
from terbuka.record.files import AllowedContact, FileCheck

REGISTER = "daftar-informasi-publik"

# --- of a body --------------------------------------------------------------------------------------------

#: Tables: field of ``BodyRecords`` -> kind (and name of the file), class. The register is needed, others may be absent.
BODY_TABLES: dict[str, tuple[str, type[Any]]] = {
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
BODY_LISTS: dict[str, tuple[str, type[Any]]] = {
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
#: What stands in files of its own: kind -> class.
BODY_OTHERS: dict[str, type | None] = {
    "badan": Body,
    "kontak-kantor": AllowedContact,
    "pemeriksaan-berkas": FileCheck,
    "datapackage": Dataset,
}

# --- of a law ---------------------------------------------------------------------------------------------

#: Lists with an id: field of ``Law`` -> kind (and name of the file), class. All of them are needed.
LAW_LISTS: dict[str, tuple[str, type[Any]]] = {
    "instruments": ("peraturan", Instrument),
    "steps": ("langkah-warga", CitizenStep),
    "deadlines": ("tenggat", Deadline),
    "grounds": ("alasan-keberatan", ObjectionGround),
    "exclusion_grounds": ("alasan-pengecualian", ExclusionGround),
    "channels": ("saluran-pengaduan", ComplaintChannel),
    "rights": ("hak-pemohon", Right),
    "requester_kinds": ("syarat-pemohon", RequesterKind),
    "private_columns": ("register-privat", PrivateColumn),
    "imports": ("impor", ImportColumn),
    "gatherings": ("himpunan", Gathering),
    "topics": ("topik", Topic),
    "portals": ("portal-nasional", NationalPortal),
    "package_documents": ("dokumen-paket", PackageDocument),
    "services": ("layanan-darurat", EmergencyService),
    "standards": ("standar", Standard),
    "questions": ("pengalaman", ExperienceQuestion),
    "audit_criteria": ("kriteria-audit", AuditCriterion),
    "indicators": ("indikator", Indicator),
}
#: Lists that may be absent.
LAW_OPTIONAL: dict[str, tuple[str, type[Any]]] = {
    "sentences": ("kalimat-hukum", Sentence),
    "training_topics": ("topik-pelatihan", TrainingTopic),
    "training_questions": ("soal-pelatihan", TrainingQuestion),
    "strategy": ("strategi", StrategyLine),
    "survey_methods": ("skm", SurveyMethod),
}
#: What stands in files of its own: kind -> class, None for a kind that becomes plain values.
LAW_OTHERS: dict[str, type | None] = {
    "kewajiban": Obligation,
    "kalender": CalendarYear,
    "penilaian": None,
    "monev": Evaluation,
}

_BODY_FIELDS = {kind: field for field, (kind, _) in (BODY_TABLES | BODY_LISTS).items()}
_BODY_FIELDS |= {"badan": "body", "kontak-kantor": "allowed_contacts", "pemeriksaan-berkas": "file_checks"}
_LAW_FIELDS = {kind: field for field, (kind, _) in (LAW_LISTS | LAW_OPTIONAL).items()}
_LAW_FIELDS |= {"kewajiban": "obligations", "kalender": "calendar_years", "monev": "evaluation"}
#: Kinds whose records ``body_records`` and ``law_records`` give.
BODY_KINDS = (*_BODY_FIELDS, "datapackage")
LAW_KINDS = tuple(_LAW_FIELDS)


def body_records(records: BodyRecords, kind: str) -> tuple[Any, ...] | None:
    """The records of one kind of a body; None where they have problems, or where a table is not kept."""
    if kind == "datapackage":
        return tuple(dataset.record for dataset in records.datasets.values())
    return _several(getattr(records, _BODY_FIELDS[kind]))


def law_records(law: Law, kind: str) -> tuple[Any, ...] | None:
    """The records of one kind of a law; None for a single record that it does not have."""
    return _several(getattr(law, _LAW_FIELDS[kind]))


def _several(kept: Any) -> tuple[Any, ...] | None:
    if isinstance(kept, Mapping):
        return tuple(kept.values())
    return kept if kept is None or isinstance(kept, tuple) else (kept,)
