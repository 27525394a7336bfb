"""All records of one body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from terbuka.base.problem import Place, cell_name
from terbuka.base.shelf import Shelved
from terbuka.duties.record import Fulfilment, Package, PlannedDuty, RegisterEntry, Reply, Statement
from terbuka.law.body import Body
from terbuka.record.files import AllowedContact, Document, FileCheck


class Row(Protocol):
    """A record that is a row of a table: ``row`` as a spreadsheet counts it."""

    @property
    def place(self) -> Place: ...

    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecords(Shelved):
    """A body with all its records: ``rows(Request)``; None when the register is not kept here (no data, which is not
    the same as no case), or when the table has problems and so is absent.

    ``headers`` are the columns of each table's file by kind, in their order there, for the names of cells.
    """

    body: Body
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    allowed_contacts: tuple[AllowedContact, ...] = ()
    file_checks: tuple[FileCheck, ...] = ()

    @property
    def register(self) -> tuple[RegisterEntry, ...] | None:
        """The register of public information (DIP)."""
        return self.rows(RegisterEntry)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.every(Statement)

    @property
    def replies(self) -> tuple[Reply, ...]:
        return self.every(Reply)

    @property
    def fulfilments(self) -> tuple[Fulfilment, ...]:
        return self.every(Fulfilment)

    @property
    def plan(self) -> tuple[PlannedDuty, ...]:
        return self.every(PlannedDuty)

    @property
    def packages(self) -> tuple[Package, ...]:
        return self.every(Package)

    def cell(self, record: Row, column: str) -> Place:
        """Place of one cell of a table, as the file and as a spreadsheet count it."""
        header = self.headers.get(PurePosixPath(record.place.path).stem, ())
        if column not in header:
            return record.place
        position = header.index(column) + 1
        return Place(record.place.path, record.place.line, position, cell_name(position, record.row))
