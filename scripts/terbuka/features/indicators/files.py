"""Files of the indicators and of the corrective actions.

Promises: only published columns, days as the schema publishes them; null and an empty cell mean that there is no
data, which is not zero; a sample says so in every JSON file and in every name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from terbuka.base.page import File
from terbuka.base.periods import month_text
from terbuka.features.indicators.record import ActionState, IndicatorState, Obstacle, Point
from terbuka.kit import table
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Column

QUARTER = (
    "triwulan", "sampai", "nilai", "satuan", "pembilang", "penyebut", "dicatat_pada", "sasaran", "tercapai", "berjalan",
)  # fmt: skip
#: What the program adds to a published row of an action.
DERIVED = ("keadaan", "indikator", "sebelum", "sesudah", "akibat")


def performance_files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        head = {**table.head(b), "pada": b.on.isoformat()}
        states = b.assessed.named(IndicatorState).values()
        yield File(
            path=routes.table_file(b.body, "kinerja", "json"),
            content=table.as_json({**head, "indikator": [_indicator(b, s) for s in states]}),
        )
        for s in states:
            rows = [_quarter(s, p, b.on) for p in s.points]
            yield File(path=routes.indicator_file(b.body, s.indicator.id), content=_csv(QUARTER, rows))
        actions = [_action(b, a) for a in b.assessed.every(ActionState)]
        names = [*(c.name for c in _published(b)), *DERIVED]
        yield File(
            path=routes.table_file(b.body, "tindak-lanjut", "json"),
            content=table.as_json({**head, "tindakan": actions}),
        )
        cells = ([action[name] for name in names] for action in actions)
        yield from table.derived(routes.table_file(b.body, "tindak-lanjut", "csv"), names, cells)


def number(value: Fraction | None) -> int | float | None:
    """For machines: rounded to six decimals."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else round(float(value), 6)


def _indicator(b: BodyView, s: IndicatorState) -> dict[str, Any]:
    i = s.indicator
    return {
        "id": i.id,
        "judul": i.title,
        "uraian": i.text,
        "rumus": i.formula,
        "sumber": i.source,
        "ukuran": i.measure,
        "satuan": i.unit,
        "arah": i.direction,
        "ditetapkan_dengan": i.decided_with,
        "alamat": routes.indicator(b.id, i.id),
        "keadaan": s.status.value,
        "arah_perubahan": s.trend.value if s.trend else None,
        "terkini": str(s.current.quarter),
        "triwulan": [_quarter(s, p, b.on) for p in s.points],
    }


def _quarter(s: IndicatorState, p: Point, on: date) -> dict[str, Any]:
    return {
        "triwulan": p.quarter.code,
        "sampai": min(p.quarter.last, on).isoformat(),
        "nilai": number(p.value),
        "satuan": s.indicator.unit,
        "pembilang": p.part if p.value is not None else None,
        "penyebut": p.rows if p.value is not None and p.part is not None else None,
        "dicatat_pada": table.plain(p.read_on),
        "sasaran": number(p.target.value) if p.target else None,
        "tercapai": p.reached(s.indicator),
        "berjalan": p.running,
    }


def _published(b: BodyView) -> list[Column]:
    return [c for c in b.corpus.schemas["kendala"].columns if c.published != "tidak"]


def _action(b: BodyView, a: ActionState) -> dict[str, Any]:
    names = fields_by_column(Obstacle)
    row = {c.name: _said(getattr(a.obstacle, names[c.name]), c, b.on) for c in _published(b)}
    return {
        **row,
        "keadaan": a.stage.value,
        "indikator": a.indicator.id if a.indicator else None,
        "sebelum": number(a.before.value) if a.before else None,
        "sesudah": number(a.after.value) if a.after else None,
        "akibat": a.effect.value if a.effect else None,
    }


def _said(value: Any, column: Column, on: date) -> Any:
    """A planned day may lie ahead; what is dated later than the assessed day otherwise has not happened yet."""
    if not isinstance(value, date):
        return value
    if value > on and column.name != "batas_pada":
        return None
    return month_text(value) if column.published == "bulan" else value.isoformat()


def _csv(names: Iterable[str], rows: Iterable[dict[str, Any]]) -> bytes:
    names = list(names)
    return table.rows_as_csv(names, ([row[name] for name in names] for row in rows))
