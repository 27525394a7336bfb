"""The kinds of records: their files, their classes, and where a body or a law holds them.

Promises: pure. A kind is named like its schema and its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from terbuka.duties.record import LISTS as CORE_LISTS
from terbuka.duties.record import TABLES as CORE_TABLES
from terbuka.duties.records import BodyRecords
from terbuka.features.open_data.record import Dataset, OpenDataset
from terbuka.law.body import Body
from terbuka.law.deadlines import CalendarYear, Deadline
from terbuka.law.law import Law
from terbuka.law.record import (
    CitizenStep,
    FirstSteps,
    Gathering,
    Instrument,
    LawChange,
    NationalPortal,
    Obligation,
    PackageDocument,
    Topic,
)
from terbuka.law.sentences import ComplaintChannel, ObjectionGround, RequesterKind, Right, Sentence
from terbuka.portal.features import FEATURES
from terbuka.record.files import AllowedContact, FileCheck

# --- of a body --------------------------------------------------------------------------------------------

#: Kinds of records of a body with their classes: those of the core, then those of every feature.
BODY_TABLES: Mapping[str, type] = dict(chain(CORE_TABLES.items(), *(feature.tables.items() for feature in FEATURES)))
BODY_LISTS: Mapping[str, type] = dict(chain(CORE_LISTS.items(), *(feature.lists.items() for feature in FEATURES)))
#: What stands in files of its own.
BODY_OTHERS: dict[str, type | None] = {
    "badan": Body,
    "kontak-kantor": AllowedContact,
    "pemeriksaan-berkas": FileCheck,
    "datapackage": Dataset,
}

# --- of a law ---------------------------------------------------------------------------------------------

#: Lists of the core, all of them needed: field of ``Law`` -> kind (and name of the file), class.
LAW_CORE: dict[str, tuple[str, type[Any]]] = {
    "instruments": ("peraturan", Instrument),
    "steps": ("langkah-warga", CitizenStep),
    "deadlines": ("tenggat", Deadline),
    "grounds": ("alasan-keberatan", ObjectionGround),
    "channels": ("saluran-pengaduan", ComplaintChannel),
    "rights": ("hak-pemohon", Right),
    "requester_kinds": ("syarat-pemohon", RequesterKind),
    "gatherings": ("himpunan", Gathering),
    "topics": ("topik", Topic),
    "portals": ("portal-nasional", NationalPortal),
    "package_documents": ("dokumen-paket", PackageDocument),
}
#: Of the core, but it may be absent.
SENTENCES = "kalimat-hukum"
#: Kinds of the law with their classes, for all who ask which files there are.
LAW_LISTS: Mapping[str, type] = dict(
    chain(dict(LAW_CORE.values()).items(), *(feature.law_lists.items() for feature in FEATURES))
)
LAW_OPTIONAL: Mapping[str, type] = dict(
    chain([(SENTENCES, Sentence), ("perubahan", LawChange)], *(feature.law_optional.items() for feature in FEATURES))
)
LAW_RECORDS: Mapping[str, type] = dict(
    chain([("langkah-pertama", FirstSteps)], *(feature.law_records.items() for feature in FEATURES))
)
#: What stands in files of its own: kind -> class, None for a kind that becomes plain values.
LAW_OTHERS: dict[str, type | None] = {
    "kewajiban": Obligation,
    "kalender": CalendarYear,
    "penilaian": None,
    **LAW_RECORDS,
}

# --- all of them ------------------------------------------------------------------------------------------

#: Kinds of which ``body_records`` and ``law_records`` give the records.
BODY_KINDS = (*BODY_TABLES, *BODY_LISTS, *BODY_OTHERS)
#: Kinds of the law that are a folder of files.
LAW_FOLDERS = ("kewajiban", "kalender")
LAW_KINDS = (*LAW_FOLDERS, *LAW_LISTS, *LAW_OPTIONAL, *LAW_RECORDS)

_LAW_FIELDS = {kind: field for field, (kind, _) in LAW_CORE.items()}
_LAW_FIELDS |= {"kewajiban": "obligations", "kalender": "calendar_years", SENTENCES: "sentences"}


def body_records(records: BodyRecords, kind: str) -> tuple[Any, ...] | None:
    """The records of one kind of a body; None where they have problems, or where a table is not kept."""
    apart: dict[str, tuple[Any, ...]] = {
        "badan": (records.body,),
        "kontak-kantor": records.allowed_contacts,
        "pemeriksaan-berkas": records.file_checks,
        "datapackage": tuple(dataset.record for dataset in records.named(OpenDataset).values()),
    }
    return apart[kind] if kind in apart else records.rows({**BODY_TABLES, **BODY_LISTS}[kind])


def law_records(law: Law, kind: str) -> tuple[Any, ...] | None:
    """The records of one kind of a law; None for a single record that it does not have."""
    if kind in LAW_RECORDS:
        record: Any = law.maybe(LAW_RECORDS[kind])
        return None if record is None else (record,)
    field = _LAW_FIELDS.get(kind)
    kept: Any = getattr(law, field) if field else law.named({**LAW_LISTS, **LAW_OPTIONAL}[kind])
    return tuple(kept.values() if isinstance(kept, Mapping) else kept)
