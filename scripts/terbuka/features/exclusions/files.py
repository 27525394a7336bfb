"""Excluded information for machines: the list of a body as JSON and CSV.

Promises: what an officer typed, then what follows on the assessed day under names that no column has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from terbuka.base.page import File
from terbuka.features.exclusions.judge import KIND, lists_exclusions
from terbuka.features.exclusions.pages import grounds
from terbuka.features.exclusions.record import AssessedExclusion, Exclusion, ExclusionState
from terbuka.kit import table
from terbuka.kit.public import PublicFile, tables
from terbuka.kit.shape import (
    Schemas,
    Shape,
    columns,
    day,
    flag,
    key,
    one_of,
    or_null,
    record,
    several,
    text,
    whole,
    within,
)
from terbuka.kit.view import BodyView
from terbuka.law import routes


def files(views: tuple[BodyView, ...]) -> Iterator[File]:
    """``dikecualikan.json`` for all bodies, and for each body with a list its rows as CSV and JSON."""
    documents = [_listed(view.corpus.schemas).write(view) for view in views]
    yield File(path=routes.api(f"{KIND}.json"), content=table.as_json({"badan": documents}))
    for view, document in zip(views, documents, strict=True):
        if document["informasi"] is None:
            continue
        rows = [made.row for made in view.assessed.every(AssessedExclusion)]
        address = routes.table_file(view.body, KIND, "csv")
        yield from table.register(address, view.corpus.schemas[KIND].columns, rows)
        yield File(path=routes.table_file(view.body, KIND, "json"), content=table.as_json(document))


class _Row(NamedTuple):
    made: AssessedExclusion
    view: BodyView


def _listed(schemas: Schemas) -> Shape[BodyView]:
    """A body's list; ``informasi`` is null without a list, empty when the list says that nothing is excluded."""
    return record(
        "Informasi yang dikecualikan satu badan.",
        table.HEAD,
        table.ASSESSED,
        key("informasi", _rows,
            or_null(
                several("Daftarnya. Daftar kosong berarti badan menyatakan tidak menutup apa pun.", _excluded(schemas)),
                "null bila badan belum memuat daftarnya.",
            )),
    )  # fmt: skip


def _rows(view: BodyView) -> list[_Row] | None:
    records = view.assessed.records
    if not lists_exclusions(records) or records.rows(Exclusion) is None:
        return None
    return [_Row(made, view) for made in view.assessed.every(AssessedExclusion)]


_STATE: dict[str, str] = {
    ExclusionState.NOT_YET: "keputusannya belum berlaku pada hari penilaian",
    ExclusionState.CLOSED: "dikecualikan",
    ExclusionState.UNCOUNTED: "batas penetapannya belum dapat dihitung",
    ExclusionState.SOON: "masanya segera berakhir",
    ExclusionState.LATE: "penetapan terbukanya terlambat",
    ExclusionState.DECLARED: "sudah ditetapkan terbuka",
    ExclusionState.UNPUBLISHED: "sudah terbuka menurut hukum, belum dimuat",
    ExclusionState.OPENED: "sudah dibuka",
}


def _excluded(schemas: Schemas) -> Shape[_Row]:
    """Typed columns first, then what was computed for the day, under names that no column has."""
    return record(
        "Satu informasi yang dikecualikan: kolom yang diisi petugas, lalu yang dihitung portal.",
        key("alamat", lambda r: f"{routes.body_page(r.view.id, KIND)}#b-{r.made.row.id}", text(table.PAGE)),
        within(lambda r: r.made.row, columns(Exclusion, schemas[KIND].columns)),
        key("keadaan", lambda r: r.made.state, one_of("Keadaan pada hari penilaian.", _STATE)),
        key("dasar_hukum", lambda r: [ground.article for ground in grounds(r.made.row, r.view.law)],
            several("Pasal setiap alasannya.", text("Pasal."))),
        key("batas_penetapan", lambda r: r.made.due_on,
            or_null(day("Hari terakhir bagi PPID untuk menetapkannya terbuka."))),
        key("batas_perkiraan", lambda r: r.made.estimated,
            flag("true bila batas itu memakai kalender yang masih perkiraan.")),
        key("tahun_tanpa_kalender", lambda r: r.made.missing_year,
            or_null(whole("Tahun yang membuat batasnya belum dapat dihitung."))),
        key("terbuka_mulai", lambda r: r.made.open_since,
            or_null(day("Hari pertama informasi itu terbuka menurut hukum."))),
    )  # fmt: skip


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("dikecualikan.json", "Informasi yang dikecualikan semua badan", lambda s: table.of_bodies(_listed(s))),
    PublicFile("{badan}/dikecualikan.json", "Informasi yang dikecualikan satu badan", _listed),
    *tables("dikecualikan", "Informasi yang dikecualikan satu badan"),
)
