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
    Fallback,
    Prose,
    Schema,
)
from terbuka.model.law import (
    CalendarYear,
    CitizenStep,
    Condition,
    Dated,
    DatedLength,
    DayOff,
    Deadline,
    Gathering,
    Instrument,
    Law,
    LegalBasis,
    ObjectionGround,
    Obligation,
    StepBasis,
    Topic,
)
from terbuka.model.notices import EmergencyService, Help, Notice, NoticeUpdate
from terbuka.model.verdict import (
    Assessment,
    BodyAssessment,
    Evidence,
    Judgement,
    Status,
    Tally,
)

__all__ = [
    "AllowedContact",
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
    "EmergencyService",
    "Evidence",
    "Fallback",
    "Gathering",
    "Help",
    "Instrument",
    "Judgement",
    "Law",
    "LegalBasis",
    "LocalDayOff",
    "Notice",
    "NoticeUpdate",
    "ObjectionGround",
    "Obligation",
    "Opening",
    "Prose",
    "RegisterEntry",
    "Reply",
    "Schema",
    "Statement",
    "Status",
    "StepBasis",
    "Tally",
    "Topic",
]
