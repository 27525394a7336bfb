"""What each target of ``rujuk`` holds, and how a problem says that a name is not there.

Promises: pure. The names of a target are those of one body and its law; None where nothing can be said about them,
because they have problems, are not kept here or are no part of the law.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from terbuka.duties.corpus import GUIDE, Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.evaluation.record import Evaluation
from terbuka.features.exclusions.record import ExclusionGround, ground_of
from terbuka.features.standards.record import Standard
from terbuka.features.training.record import ROLES
from terbuka.law import routes
from terbuka.law.law import Law
from terbuka.portal.features import BODY_PAGES, EVIDENCE_PAGES, SOURCES
from terbuka.portal.kinds import LAW_FOLDERS, body_records, law_records
from terbuka.record.fields import fields_by_column
from terbuka.record.files import Document
from terbuka.record.near import near, near_file

#: Kinds of documents that can be listened to.
_AUDIO = ("ogg", "mp3")
#: Pages of the portal that hold a form.
_FORMS = ("permohonan", "keberatan", "pengaduan", "pengalaman")

#: From what is written and what is known to what was probably meant.
Near = Callable[[str, Iterable[str]], str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a record stands: the law that rules it, and the body it belongs to, None for a record of the law."""

    corpus: Corpus
    law: Law | None
    records: BodyRecords | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What may be named: ``where`` it stands in words, ``choices`` that are told where not all ``names`` are,
    ``accepts`` for further names by their form, ``near`` for what was probably meant."""

    names: Collection[str]
    where: str
    choices: Collection[str] | None = None
    accepts: Callable[[str], object] = lambda name: False
    near: Near = near

    def lacks(self, name: str) -> bool:
        return name not in self.names and not self.accepts(name)


def target(name: str, scope: Scope) -> Target | None:
    """What ``rujuk: name`` means in a scope; None where nothing can be said."""
    if name in NAMED:
        return NAMED[name](scope)
    root, kind, *rest = name.split("/")
    schema = scope.corpus.schemas[kind]
    if root == "skema":
        return Target(schema.column(rest[0]).choices, f"schemas/{kind}.yml")
    if root == "aturan":
        records = law_records(scope.law, kind) if scope.law is not None else None
        where = f"{kind}/" if kind in LAW_FOLDERS else f"{kind}.yml"
    else:
        records = body_records(scope.records, kind) if scope.records is not None else None
        where = f"{kind}.{'csv' if schema.shape == 'tabel' else 'yml'}"
    if records is None:
        return None
    field = fields_by_column(type(records[0]))[str(schema.key)] if records else ""
    return Target(dict.fromkeys(str(getattr(record, field)) for record in records), where)


# --- lists that are no file of their own --------------------------------------------------------------------


def _laws(scope: Scope) -> Target | None:
    return Target(scope.corpus.laws, "datasets/aturan/") if scope.corpus.laws else None


def _bodies(scope: Scope) -> Target:
    return Target(dict.fromkeys([*scope.corpus.bodies, *scope.corpus.unread]), "datasets/badan/")


def _of_law(where: str, names: Callable[[Law], Iterable[str]]) -> Callable[[Scope], Target | None]:
    return lambda scope: None if scope.law is None else Target(dict.fromkeys(names(scope.law)), where)


def _of_evaluation(where: str, names: Callable[[Evaluation], Iterable[str]]) -> Callable[[Scope], Target | None]:
    def find(scope: Scope) -> Target | None:
        evaluation = scope.law.maybe(Evaluation) if scope.law is not None else None
        return None if evaluation is None else Target(dict.fromkeys(names(evaluation)), where)

    return find


def _documents(where: str, fits: Callable[[Document], bool], near: Near) -> Callable[[Scope], Target | None]:
    def find(scope: Scope) -> Target | None:
        documents = scope.records.documents if scope.records is not None else {}
        return Target({name: one for name, one in documents.items() if fits(one)}, where, near=near)

    return find


def _exclusion_grounds(scope: Scope) -> Target | None:
    """Letters, and letters with one of their numbers; the letters are told."""
    if scope.law is None:
        return None
    grounds = scope.law.named(ExclusionGround)
    named = [*grounds, *(f"{ground.id}-{number}" for ground in grounds.values() for number in ground.parts or {})]
    names = [name for name in named if ground_of(scope.law, name)]
    return Target(names, "alasan-pengecualian.yml", list(grounds))


def _refusals(law: Law) -> Iterator[str]:
    return (o.id for o in law.obligations.values() if o.group == "dikecualikan" and o.nature == "acuan")


def _of_procedures(law: Law) -> Iterable[str]:
    standard = law.named(Standard).get("sop")
    return standard.obligation_ids if standard else ()


def _guide(scope: Scope) -> Target:
    pages = (page.path.removeprefix(GUIDE).removesuffix(".md") for page in scope.corpus.prose if page.is_guide)
    return Target(sorted(pages), "content/panduan/")


def _closed(where: str, names: Collection[str], *, with_years: bool = False) -> Callable[[Scope], Target]:
    return lambda scope: Target(names, where, accepts=routes.reported_year if with_years else lambda name: False)


#: Places that are no file of their own, and what they hold.
NAMED: Mapping[str, Callable[[Scope], Target | None]] = {
    "aturan": _laws,
    "aturan/alasan-pengecualian": _exclusion_grounds,
    "aturan/kewajiban/alasan-tolak": _of_law("kewajiban/", _refusals),
    "aturan/kewajiban/rumpun": _of_law(
        "kewajiban/ sebagai kelas atau rumpun",
        lambda law: (o.group for o in law.obligations.values() if o.group),
    ),
    "aturan/kewajiban/serta-merta": _of_law("kewajiban/", lambda law: law.urgent_ids),
    "aturan/monev/aspek": _of_evaluation("daftar aspek monev.yml", lambda made: (a.id for a in made.aspects)),
    "aturan/monev/penilai": _of_evaluation("monev.yml", lambda made: (q.assessor_id for q in made.questionnaires)),
    "aturan/monev/pertanyaan": _of_evaluation("monev.yml", lambda made: (q.id for q in made.questions)),
    "aturan/standar/sop": _of_law("standar.yml", _of_procedures),
    "badan": _bodies,
    "berkas": _documents("berkas/", lambda document: True, near_file),
    "berkas/audio": _documents("berkas/ sebagai audio (ogg, mp3)", lambda document: document.kind in _AUDIO, near),
    "halaman": _closed("halaman portal", BODY_PAGES, with_years=True),
    "halaman/bukti": _closed("halaman portal", (*EVIDENCE_PAGES, f"{routes.REPORTS}-<tahun>"), with_years=True),
    "halaman/formulir": _closed("daftar halaman yang memuat formulir", _FORMS),
    # The page of the strategy is no evidence for itself.
    "halaman/strategi": _closed("halaman portal", [code for code in BODY_PAGES if code != routes.STRATEGY]),
    "panduan": _guide,
    "peran-pelatihan": _closed("daftar peran", ROLES),
    "register-indikator": _closed("daftar register sumber indikator", SOURCES),
}


# --- the message --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """The code of a problem and what its facts hold beside the value and what was probably meant.

    ``choices``: what may be written, as a list (``sorted`` for one by the alphabet), or in one text with these words
    for none. ``by_column``: the same value in two columns is two mistakes.
    """

    code: str
    where: bool = False
    owner: bool = False
    choices: str | None = None
    by_column: bool = False


LISTED, SORTED = "daftar", "urut"

_LAW = Message("hukum-rujukan-mati", where=True, owner=True)
_LAW_TARGETS = {"halaman/strategi": Message("strategi-halaman", owner=True)}
_BODY = Message("register-rujukan-mati", where=True)
_BODY_TARGETS = {
    "aturan": Message("aturan-tak-dikenal", choices=SORTED),
    "aturan/alasan-keberatan": Message("alasan-tak-dikenal", choices="belum ada di aturan ini"),
    "aturan/alasan-pengecualian": Message("alasan-pengecualian-tak-dikenal", choices=LISTED),
    "aturan/indikator": Message("indikator-tak-dikenal", choices="(belum ada)"),
    "aturan/kewajiban": Message("kewajiban-tak-dikenal"),
    "aturan/kewajiban/alasan-tolak": Message("alasan-tak-dikenal", choices="belum ada di aturan ini"),
    "aturan/kewajiban/serta-merta": Message("peringatan-jenis", choices=LISTED),
    "aturan/topik": Message("topik-tak-dikenal", choices=SORTED),
    "badan": Message("induk-badan-tak-dikenal"),
    "berkas": Message("berkas-tidak-ada"),
    "halaman/bukti": Message("halaman-tak-dikenal", choices=LISTED),
}
_NONE = "(belum ada satu pun)"
_STANDARD, _EVALUATION, _AUDIT = (
    Message(f"{part}-rujukan-mati", where=True, choices=_NONE, by_column=True) for part in ("standar", "monev", "audit")
)
_BODY_KINDS = {
    "sop": _STANDARD,
    "maklumat": _STANDARD,
    "biaya": _STANDARD,
    "bukti-monev": _EVALUATION,
    "penilaian-mandiri": _EVALUATION,
    "audit": _AUDIT,
    "temuan": _AUDIT,
    "paket": Message("paket-entri-tak-dikenal"),
    "dikecualikan": Message("entri-pembuka-tak-dikenal"),
}


def message(kind: str, target: str, *, of_law: bool) -> Message:
    """How a dead reference from a record of ``kind`` is said: by what it refers to, else by its kind."""
    if of_law:
        return _LAW_TARGETS.get(target, _LAW)
    return _BODY_TARGETS.get(target) or _BODY_KINDS.get(kind, _BODY)
