"""Bodies, laws and assessments made or changed in tests, each kind of record by a short name: ``requests=(…)``."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Reply, Statement
from terbuka.duties.records import BodyRecords
from terbuka.duties.verdict import BodyAssessment
from terbuka.features.annual_report.record import AnnualReport
from terbuka.features.audit.record import Audit, AuditAssessment, AuditCriterion, Finding
from terbuka.features.evaluation.record import Evaluation, EvaluationEvidence, SelfAssessment
from terbuka.features.exclusions.record import Exclusion, ExclusionGround
from terbuka.features.indicators.record import Indicator, IndicatorState, Obstacle, Reading, Target
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import REGISTERS, Service
from terbuka.features.standards.record import ExperienceQuestion, Fees, Pledge, Procedure, Standard
from terbuka.features.strategy.record import StrategyLine
from terbuka.features.survey.record import SurveyCount, SurveyMethod
from terbuka.features.training.record import Training, TrainingQuestion, TrainingTopic
from terbuka.law.law import Law
from terbuka.law.private_register import ImportColumn

KINDS: dict[type, dict[str, type]] = {
    BodyRecords: {
        "register": RegisterEntry,
        "statements": Statement,
        "replies": Reply,
        "fulfilments": Fulfilment,
        "plan": PlannedDuty,
        "packages": Package,
        "exclusions": Exclusion,
        "notices": Notice,
        "pledges": Pledge,
        "fees": Fees,
        "procedures": Procedure,
        "evaluation_evidence": EvaluationEvidence,
        "self_assessments": SelfAssessment,
        "reports": AnnualReport,
        "imports": ImportColumn,
        **REGISTERS,
        "requests": REGISTERS["permohonan"],
        "objections": REGISTERS["keberatan"],
        "disputes": REGISTERS["sengketa"],
        "complaints": REGISTERS["pengaduan"],
        "receipts": Receipt,
        "audits": Audit,
        "findings": Finding,
        "targets": Target,
        "obstacles": Obstacle,
        "readings": Reading,
        "trainings": Training,
        "datasets": OpenDataset,
        "survey": SurveyCount,
    },
    Law: {
        "exclusion_grounds": ExclusionGround,
        "services": EmergencyService,
        "standards": Standard,
        "questions": ExperienceQuestion,
        "audit_criteria": AuditCriterion,
        "evaluation": Evaluation,
        "indicators": Indicator,
        "training_topics": TrainingTopic,
        "training_questions": TrainingQuestion,
        "strategy": StrategyLine,
        "survey_methods": SurveyMethod,
    },
    BodyAssessment: {"service": Service, "audit": AuditAssessment, "indicators": IndicatorState},
}


def altered(owner: Any, /, **values: Any) -> Any:
    """The same with other fields, or other records of a kind; a kind may also be named by its class."""
    own = {f.name for f in fields(owner)}
    known = KINDS.get(type(owner), {})
    for name, value in values.items():
        owner = replace(owner, **{name: value}) if name in own else owner.put(known[name], value)
    return owner


def records(**values: Any) -> BodyRecords:
    """Records of one body; its register is empty unless it is named."""
    return altered(BodyRecords(body=values.pop("body")), **{"register": (), **values})


def law(**values: Any) -> Law:
    own = {f.name for f in fields(Law)}
    core = {name: value for name, value in values.items() if name in own}
    return altered(Law(**core), **{name: value for name, value in values.items() if name not in own})
