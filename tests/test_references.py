"""What columns refer to: the grammar of ``rujuk``, its targets, and the walk that finds what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

import trees
from terbuka.portal.references import all_columns, misdirected
from terbuka.portal.targets import NAMED
from terbuka.record.schema import Column, Schema

SCHEMAS = trees.records().schemas


def schema(*columns: Column, shape: str = "daftar") -> dict[str, Schema]:
    """The schemas of the repository, and one more with ``columns``."""
    made = Schema(kind="uji", title="Uji", text="Uji.", shape=shape, key=None, columns=columns)
    return {**SCHEMAS, "uji": made}


@pytest.mark.parametrize(
    "target",
    ["aturan/topik", "aturan/kewajiban", "badan/permohonan", "badan/rencana", "skema/permohonan/kanal", *NAMED],
)
def test_where_a_column_may_lead(target: str) -> None:
    assert list(misdirected(schema(trees.column("x", "daftar-id", target=target)))) == []


@pytest.mark.parametrize(
    "target",
    [
        "id",
        "topik",
        "aturan/topikk",
        "aturan/permohonan",
        "badan/topik",
        "badan/kontak-kantor",
        "aturan/monev",
        "aturan/monev/bobot",
        "skema/permohonan",
        "skema/permohonan/nomor",
        "lain/topik",
        "aturan/",
    ],
)
def test_where_no_column_may_lead(target: str) -> None:
    inner = trees.column("x", "id", target=target)
    (problem,) = misdirected(schema(trees.column("isi", "daftar", columns=(inner,))))
    assert (problem.code, problem.facts["sebab"]) == ("skema-salah", f"x: rujuk: {target}")


@pytest.mark.parametrize("kind", ["tanggal", "bilangan", "ya-tidak", "peta", "daftar"])
def test_what_cannot_refer(kind: str) -> None:
    column = trees.column("x", kind, target="aturan/topik", columns=(trees.column("y"),))
    (problem,) = misdirected(schema(column))
    assert problem.facts["sebab"] == f"x: rujuk tidak untuk {kind}"


def test_a_list_of_records_refers_by_the_column_that_its_target_is_called_by() -> None:
    inner = trees.column("topik", "id")
    assert list(misdirected(schema(trees.column("x", "daftar", target="aturan/topik", columns=(inner,))))) == []


def test_every_list_of_its_own_is_referred_to() -> None:
    targets = {column.target for one in SCHEMAS.values() for column in all_columns(one.columns)}
    assert set(NAMED) <= targets


def test_a_key_of_the_same_table_is_no_other_record() -> None:
    column = SCHEMAS["daftar-informasi-publik"].column("menggantikan")
    assert (column.refers_to, column.target) == ("id", None)


def test_every_dead_reference_of_a_nested_record_is_told_at_its_own_line(tmp_path: Path) -> None:
    """Two steps of one procedure, each with a time limit that is not there."""
    root = trees.grow(tmp_path / "portal")
    steps = "".join(f"    - {{apa: Langkah {n}, batas_waktu: hilang-{n}}}\n" for n in (1, 2))
    trees.put(root, f"{trees.BODY}/sop.yml", f"- kewajiban: profil\n  langkah:\n{steps}")
    found = [(p.place.line, p.facts["isi"]) for p in trees.judged(root)[2] if p.code == "standar-rujukan-mati"]
    assert found[-2:] == [(3, "hilang-1"), (4, "hilang-2")]
