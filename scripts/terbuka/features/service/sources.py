"""The registers of the service, as indicators and measures look at them."""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.duties.source import YES_NO, Derived, Source
from terbuka.features.service.record import REGISTERS, CaseStage, Service


def _service(register: str, title: str) -> Source:
    return Source(
        title=title,
        rows=lambda made, law: made.get(Service).cases.get(register),
        kind=register,
        cls=REGISTERS[register],
        record=lambda case: case.record,
        derived={
            "tahap": Derived(lambda case: case.stage.value, "Sejauh mana perkaranya.", tuple(CaseStage)),
            "tepat_waktu": Derived(
                lambda case: case.kept,
                "Ya, bila selesai dalam batas hukum; tidak, bila lewat batas, juga bila kemudian dijawab atau dicabut; "
                "kosong, bila masih berjalan dalam batas, berakhir dalam batas, atau belum dapat dihitung.",
                YES_NO,
                "ya-tidak",
            ),
            "lama_hari": Derived(lambda case: case.days, "Hari sampai dijawab, menurut jam hukumnya.", (), "bilangan"),
            "lama_pemenuhan": Derived(
                lambda case: case.days_to_give, "Hari sampai informasinya diberikan.", (), "bilangan"
            ),
            "diperpanjang": Derived(lambda case: case.extended, "Apakah diperpanjang.", YES_NO, "ya-tidak"),
        },
        since=lambda made: made.body.registers_since,
    )


SOURCES: Mapping[str, Source] = {
    "permohonan": _service("permohonan", "Register permohonan"),
    "keberatan": _service("keberatan", "Register keberatan"),
    "sengketa": _service("sengketa", "Register sengketa"),
    "pengaduan": _service("pengaduan", "Register pengaduan"),
}
