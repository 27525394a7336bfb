"""The records behind the door: frozen, typed, already checked one by one.

Here, and only here, the Indonesian keys of the data meet the English names of the code: each field carries
its key. A test proves that the fields of a class are the columns of its schema. No reading, no rule.
"""

from terbuka.model.bodies import (
    AllowedContact,
    Body,
    BodyRecords,
    Document,
    LocalDayOff,
    Opening,
    RegisterEntry,
    Reply,
    Statement,
)
from terbuka.model.corpus import (
    Column,
    Corpus,
    Prose,
    Schema,
)
from terbuka.model.exclusions import (
    AssessedExclusion,
    Exclusion,
    ExclusionState,
)
from terbuka.model.law import (
    CalendarYear,
    CitizenStep,
    Condition,
    Dated,
    DatedLength,
    DayOff,
    Deadline,
    ExclusionGround,
    Gathering,
    Instrument,
    Law,
    LegalBasis,
    ObjectionGround,
    Obligation,
    StepBasis,
    Topic,
)
from terbuka.model.verdict import (
    Assessment,
    BodyAssessment,
    Evidence,
    Judgement,
    RecordGap,
    Status,
    Tally,
)

__all__ = [
    "AllowedContact",
    "AssessedExclusion",
    "Assessment",
    "Body",
    "BodyAssessment",
    "BodyRecords",
    "CalendarYear",
    "CitizenStep",
    "Column",
    "Condition",
    "Corpus",
    "Dated",
    "DatedLength",
    "DayOff",
    "Deadline",
    "Document",
    "Evidence",
    "Exclusion",
    "ExclusionGround",
    "ExclusionState",
    "Gathering",
    "Instrument",
    "Judgement",
    "Law",
    "LegalBasis",
    "LocalDayOff",
    "ObjectionGround",
    "Obligation",
    "Opening",
    "Prose",
    "RecordGap",
    "RegisterEntry",
    "Reply",
    "Schema",
    "Statement",
    "Status",
    "StepBasis",
    "Tally",
    "Topic",
]
