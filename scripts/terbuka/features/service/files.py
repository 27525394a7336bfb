"""Files of the information service: registers without people, statistics, and a calendar to subscribe to.

Promises: only published columns, days as the schema publishes them; a sample says so in every file. The calendar
holds duties and statements: the exact day of a request would tell when a person came (``terbuka due`` has them all).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from terbuka.base.page import File
from terbuka.features.service import reported
from terbuka.features.service.charts import chart_files, request_charts
from terbuka.features.service.record import Figures, Service, YearFigures
from terbuka.features.service.view import FOLLOWED, ROWS, ServiceView, columns, followed
from terbuka.kit import table, words
from terbuka.kit.view import BodyView
from terbuka.law import routes


def service_files(views: Iterable[BodyView]) -> Iterator[File]:
    for b in views:
        service = b.assessed.get(Service)
        for register in ROWS:
            if register in service.cases:
                yield from _csv(b, register)
                yield File(path=routes.service_file(b.body, register, "json"), content=_json(b, register))
        yield File(path=routes.api(f"{b.id}/statistik.json"), content=_statistics(b))
        yield from chart_files(b, request_charts(ServiceView(b)))
        yield from reported.files(b)


def _head(b: BodyView) -> dict[str, Any]:
    head: dict[str, Any] = {"id": b.id, "nama": b.body.name, "contoh": b.body.sample, "pada": b.on.isoformat()}
    if b.body.sample:
        head["peringatan"] = words.SAMPLE
    return head


def _csv(b: BodyView, register: str) -> Iterator[File]:
    named = columns(b, register)
    rows = ([get(case) for _, get in named] for case in b.assessed.get(Service).cases[register])
    return table.derived(routes.service_file(b.body, register, "csv"), [name for name, _ in named], rows)


def _json(b: BodyView, register: str) -> bytes:
    """One case a line: quick to write, and a change shows as one line."""
    named = columns(b, register)
    rows = (
        json.dumps({name: get(case) for name, get in named}, ensure_ascii=False)
        for case in b.assessed.get(Service).cases[register]
    )
    head = json.dumps({**_head(b), "register": register}, ensure_ascii=False)
    return (head[:-1] + ', "baris": [\n' + ",\n".join(rows) + "\n]}\n").encode()


def _statistics(b: BodyView) -> bytes:
    service = b.assessed.get(Service)
    registers = {
        name: [_year(y) for y in service.years[name]] if name in service.cases else None
        for name in ("permohonan", "keberatan", "sengketa", "pengaduan")
    }
    done = (
        [dict(zip(FOLLOWED, told, strict=True)) for told in followed(b)] if registers["pengaduan"] is not None else None
    )
    return table.as_json({**_head(b), "register": registers, "tindak_lanjut_pengaduan": done})


def _year(y: YearFigures) -> dict[str, Any]:
    return {
        "tahun": y.year,
        "sejak": y.since.isoformat(),
        "sampai": y.until.isoformat(),
        "setahun": _figures(y.total),
        "bulan": {f"{y.year}-{month:02}": _figures(f) for month, f in y.months.items()},
    }


def _figures(f: Figures) -> dict[str, Any]:
    return {
        "diterima": f.received,
        "dijawab": f.answered,
        "dalam_batas": f.in_time,
        "terlambat": f.late,
        "tidak_dapat_dihitung": f.uncounted,
        "berjalan": f.open,
        "berjalan_lewat_batas": f.open_late,
        "berakhir_lewat_batas": f.ended_late,
        "dapat_dinilai": f.judged,
        "tidak_lengkap": f.incomplete,
        "dicabut": f.withdrawn,
        "diperpanjang": f.extended,
        "hari": {
            "dihitung": f.days_counted,
            "tercepat": f.fastest,
            "nilai_tengah": float(f.median) if f.median is not None else None,
            "persentil_90": f.p90,
            "terlama": f.slowest,
        },
        "pemenuhan": {
            "dikabulkan": f.granted,
            "diberikan": f.given,
            "dihitung": f.give_counted,
            "nilai_tengah": float(f.give_median) if f.give_median is not None else None,
            "persentil_90": f.give_p90,
        },
        "putusan": dict(sorted(f.decisions.items())),
        "alasan_tolak": dict(sorted(f.refusals.items())),
        "jenis": dict(sorted(f.kinds.items())),
        "kanal": dict(sorted(f.channels.items())),
        "tindak_lanjut": dict(sorted(f.follow_ups.items())),
    }
