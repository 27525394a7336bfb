"""All records of one body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from terbuka.base.problem import Place, cell_name
from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Reply, Statement
from terbuka.features.annual_report.record import AnnualReport
from terbuka.features.audit.record import Audit, Finding
from terbuka.features.evaluation.record import EvaluationEvidence, SelfAssessment
from terbuka.features.exclusions.record import Exclusion
from terbuka.features.indicators.record import Obstacle, Reading, Target
from terbuka.features.notices.record import Notice
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.private_register.record import ImportColumn
from terbuka.features.receipts.record import Receipt
from terbuka.features.service.record import Complaint, Dispute, Objection, Request
from terbuka.features.standards.record import Fees, Pledge, Procedure
from terbuka.features.survey.record import SurveyCount
from terbuka.features.training.record import Training
from terbuka.law.body import Body
from terbuka.record.files import AllowedContact, Document, FileCheck


class Row(Protocol):
    """A record that is a row of a table: ``row`` as a spreadsheet counts it."""

    @property
    def place(self) -> Place: ...

    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecords:
    """A body with all its records; ``register`` is None when the table has problems and so is absent.

    The registers of the service are None when they are not kept here (no data, which is not the same as no
    case), or have problems. ``headers`` are the columns of each table's file by kind, in their order there, for
    the names of cells.
    """

    body: Body
    register: tuple[RegisterEntry, ...] | None = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: tuple[Statement, ...] | None = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    allowed_contacts: tuple[AllowedContact, ...] = ()
    file_checks: tuple[FileCheck, ...] = ()
    replies: tuple[Reply, ...] | None = ()
    fulfilments: tuple[Fulfilment, ...] | None = ()
    plan: tuple[PlannedDuty, ...] | None = ()
    packages: tuple[Package, ...] | None = ()
    notices: tuple[Notice, ...] | None = ()
    pledges: tuple[Pledge, ...] | None = ()
    fees: tuple[Fees, ...] | None = ()
    procedures: tuple[Procedure, ...] | None = ()
    evaluation_evidence: tuple[EvaluationEvidence, ...] | None = ()
    self_assessments: tuple[SelfAssessment, ...] | None = ()
    reports: tuple[AnnualReport, ...] | None = ()
    exclusions: tuple[Exclusion, ...] | None = ()
    imports: tuple[ImportColumn, ...] | None = ()
    requests: tuple[Request, ...] | None = None
    objections: tuple[Objection, ...] | None = None
    disputes: tuple[Dispute, ...] | None = None
    complaints: tuple[Complaint, ...] | None = None
    receipts: tuple[Receipt, ...] | None = None
    audits: tuple[Audit, ...] | None = ()
    findings: tuple[Finding, ...] | None = None
    targets: tuple[Target, ...] | None = ()
    obstacles: tuple[Obstacle, ...] | None = None
    readings: tuple[Reading, ...] | None = ()
    trainings: tuple[Training, ...] | None = None
    #: Open datasets by id, in the order of their folders; one with a problem is absent.
    datasets: Mapping[str, OpenDataset] = field(default_factory=dict)
    survey: tuple[SurveyCount, ...] | None = None

    @property
    def lists_exclusions(self) -> bool:
        """Whether there is a list of excluded information at all; an empty one says that nothing is excluded."""
        return bool(self.exclusions) or "dikecualikan" in self.headers

    def cell(self, record: Row, column: str) -> Place:
        """Place of one cell of a table, as the file and as a spreadsheet count it."""
        header = self.headers.get(PurePosixPath(record.place.path).stem, ())
        if column not in header:
            return record.place
        position = header.index(column) + 1
        return Place(record.place.path, record.place.line, position, cell_name(position, record.row))
