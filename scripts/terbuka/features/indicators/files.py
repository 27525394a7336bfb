"""Files of the indicators and of the corrective actions.

Promises: only published columns, days as the schema publishes them; null and an empty cell mean that there is no
data, which is not zero; a sample says so in every JSON file and in every name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from terbuka.base.page import File
from terbuka.base.periods import QUARTER, month_text
from terbuka.features.indicators.record import (
    ActionStage,
    ActionState,
    Indicator,
    IndicatorState,
    IndicatorStatus,
    Obstacle,
    Point,
    Trend,
)
from terbuka.kit import table
from terbuka.kit.public import Parameter, PublicFile, tables
from terbuka.kit.shape import (
    Key,
    Schemas,
    Shape,
    about,
    choice,
    count,
    day,
    flag,
    key,
    month,
    number,
    of_column,
    one_of,
    or_null,
    record,
    several,
    text,
)
from terbuka.kit.view import BodyView
from terbuka.law import routes
from terbuka.record.fields import fields_by_column
from terbuka.record.schema import Column

_STATUS: dict[str, str] = {
    IndicatorStatus.NO_DATA: "belum ada data",
    IndicatorStatus.NO_TARGET: "ada nilainya, belum ada sasaran",
    IndicatorStatus.REACHED: "sasaran tercapai",
    IndicatorStatus.NOT_REACHED: "sasaran belum tercapai",
}
_TREND: dict[str, str] = {Trend.BETTER: "lebih baik", Trend.SAME: "sama", Trend.WORSE: "lebih buruk"}
_STAGE: dict[str, str] = {
    ActionStage.PLANNED: "belum dimulai",
    ActionStage.RUNNING: "berjalan",
    ActionStage.OVERDUE: "berjalan, melewati batas yang direncanakan",
    ActionStage.DONE: "selesai pada waktunya",
    ActionStage.DONE_LATE: "selesai sesudah batas yang direncanakan",
}


def performance_files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        schemas = b.corpus.schemas
        yield File(
            path=routes.table_file(b.body, "kinerja", "json"), content=table.as_json(_indicators(schemas).write(b))
        )
        quarter = _quarter(schemas)
        for state in b.assessed.named(IndicatorState).values():
            rows = [quarter.row(_Quarter(state, p, b.on)) for p in state.points]
            address = routes.indicator_file(b.body, state.indicator.id)
            yield File(path=address, content=table.rows_as_csv(quarter.names, rows))
        yield File(
            path=routes.table_file(b.body, "tindak-lanjut", "json"), content=table.as_json(_actions(schemas).write(b))
        )
        action = _action(schemas)
        cells = (action.row(_Action(a, b.on)) for a in b.assessed.every(ActionState))
        yield from table.derived(routes.table_file(b.body, "tindak-lanjut", "csv"), action.names, cells)


def _number(about: str) -> Shape[Fraction]:
    """For machines: rounded to six decimals."""
    return Shape(
        number(about).schema, lambda value: value.numerator if value.denominator == 1 else round(float(value), 6)
    )


# --- indicators -------------------------------------------------------------------------------------------


class _Quarter(NamedTuple):
    state: IndicatorState
    point: Point
    on: date


class _Indicator(NamedTuple):
    b: BodyView
    state: IndicatorState

    @property
    def of(self) -> Indicator:
        return self.state.indicator


def _indicators(schemas: Schemas) -> Shape[BodyView]:
    return record(
        "Indikator kinerja satu badan.",
        table.HEAD,
        table.ASSESSED,
        key("indikator", lambda b: [_Indicator(b, state) for state in b.assessed.named(IndicatorState).values()],
            several("Menurut urutan data aturan.", _indicator(schemas))),
    )  # fmt: skip


def _indicator(schemas: Schemas) -> Shape[_Indicator]:
    kind = schemas["indikator"]

    def told(name: str, read: Callable[[Indicator], str]) -> Key[_Indicator]:
        return key(name, lambda i: read(i.of), text(about(kind, name)))

    return record(
        "Satu indikator.",
        told("id", lambda i: i.id),
        told("judul", lambda i: i.title),
        told("uraian", lambda i: i.text),
        told("rumus", lambda i: i.formula),
        told("sumber", lambda i: i.source),
        key("ukuran", lambda i: i.of.measure, choice(kind.column("ukuran"))),
        told("satuan", lambda i: i.unit),
        key("arah", lambda i: i.of.direction, choice(kind.column("arah"))),
        key("ditetapkan_dengan", lambda i: i.of.decided_with, or_null(text(about(kind, "ditetapkan_dengan")))),
        key("alamat", lambda i: routes.indicator(i.b.id, i.of.id), text(table.PAGE)),
        key("keadaan", lambda i: i.state.status, one_of("Keadaan pada hari penilaian.", _STATUS)),
        key("arah_perubahan", lambda i: i.state.trend, or_null(one_of("Dibandingkan triwulan sebelumnya.", _TREND))),
        key("terkini", lambda i: str(i.state.current.quarter), text("Triwulan yang menentukan keadaannya.")),
        key("triwulan", lambda i: [_Quarter(i.state, p, i.b.on) for p in i.state.points],
            several("Delapan triwulan terakhir, yang lama lebih dahulu.", _quarter(schemas))),
    )  # fmt: skip


def _quarter(schemas: Schemas) -> Shape[_Quarter]:
    return record(
        "Satu triwulan.",
        key("triwulan", lambda q: q.point.quarter.code,
            text("Tahun dan triwulan, misalnya 2026-T2.", pattern=f"^{QUARTER}$")),
        key("sampai", lambda q: min(q.point.quarter.last, q.on), day("Hari terakhir yang dihitung.")),
        key("nilai", lambda q: q.point.value,
            or_null(_number("Nilai dalam satuannya."), "null berarti belum ada data, bukan nol.")),
        key("satuan", lambda q: q.state.indicator.unit, text(about(schemas["indikator"], "satuan"))),
        key("pembilang", lambda q: q.point.part if q.point.value is not None else None,
            or_null(count("Banyaknya yang dihitung, untuk ukuran bagian."))),
        key("penyebut", lambda q: q.point.rows if q.point.value is not None and q.point.part is not None else None,
            or_null(count("Banyaknya yang disaring, untuk ukuran bagian."))),
        key("dicatat_pada", lambda q: q.point.read_on,
            or_null(day("Hari keadaan ini dicatat."), "null bila dihitung dari register.")),
        key("sasaran", lambda q: q.point.target.value if q.point.target else None,
            or_null(_number("Sasaran yang berlaku pada triwulan itu."))),
        key("tercapai", lambda q: q.point.reached(q.state.indicator),
            or_null(flag("true bila sasaran tercapai."), "null tanpa nilai atau tanpa sasaran.")),
        key("berjalan", lambda q: q.point.running, flag("true bila triwulannya belum berakhir.")),
    )  # fmt: skip


# --- obstacles and actions --------------------------------------------------------------------------------


class _Action(NamedTuple):
    state: ActionState
    on: date


def _actions(schemas: Schemas) -> Shape[BodyView]:
    return record(
        "Kendala dan tindakan perbaikan satu badan.",
        table.HEAD,
        table.ASSESSED,
        key("tindakan", lambda b: [_Action(action, b.on) for action in b.assessed.every(ActionState)],
            several("Menurut urutan tabelnya.", _action(schemas))),
    )  # fmt: skip


def _action(schemas: Schemas) -> Shape[_Action]:
    """Published columns, days as months, then what the program derives."""
    return record(
        "Satu kendala dengan tindakannya.",
        [_published(column) for column in schemas["kendala"].columns if column.published != "tidak"],
        key("keadaan", lambda a: a.state.stage, one_of("Dihitung dari tanggalnya.", _STAGE)),
        key("indikator", lambda a: a.state.indicator.id if a.state.indicator else None,
            or_null(text("Indikator yang memperlihatkan akibatnya."))),
        key("sebelum", lambda a: a.state.before.value if a.state.before else None,
            or_null(_number("Nilai pada triwulan sebelum tindakan dimulai."))),
        key("sesudah", lambda a: a.state.after.value if a.state.after else None,
            or_null(_number("Nilai pada triwulan sesudah tindakan selesai."))),
        key("akibat", lambda a: a.state.effect, or_null(one_of("Akibat yang terukur.", _TREND))),
    )  # fmt: skip


def _published(column: Column) -> Key[_Action]:
    """A planned day may lie ahead; what is dated later than the assessed day otherwise has not happened yet."""
    field = fields_by_column(Obstacle)[column.name]
    monthly = column.published == "bulan"

    def read(action: _Action) -> Any:
        value = getattr(action.state.obstacle, field)
        if not isinstance(value, date):
            return value
        if value > action.on and column.name != "batas_pada":
            return None
        return month_text(value) if monthly else value.isoformat()

    shape: Shape[Any] = month(" ".join(column.text.split())) if monthly else of_column(column)
    return Key(column.name, (or_null(shape) if monthly and not column.required else shape).schema, read)


#: What is said of these files in the description of the API.
PUBLIC = (
    PublicFile("{badan}/kinerja.json", "Indikator kinerja", _indicators),
    PublicFile("{badan}/tindak-lanjut.json", "Kendala dan tindakan perbaikan", _actions),
    *tables("tindak-lanjut", "Kendala dan tindakan perbaikan"),
    PublicFile(
        "{badan}/kinerja-{indikator}.csv",
        "Triwulan satu indikator kinerja",
        parameters=(Parameter("indikator", "Kode indikator."),),
    ),
)
