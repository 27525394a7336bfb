"""How the import of a survey is told."""

from __future__ import annotations

from collections.abc import Iterator

from terbuka.base.problem import shown
from terbuka.features.survey.intake import Counted
from terbuka.intake.report import left_out
from terbuka.record.schema import Schema


def counted(made: Counted, *, schema: Schema, body: str, only_check: bool) -> str:
    """The answer of the import of a survey: of respondents only how many, of small groups only which."""
    where = f", lembar “{shown(made.source.sheet, 80)}”" if made.source.sheet else ""
    span = made.order.span
    lines = [f"{schema.title} {shown(body, 120)}, {span.title}, dari {shown(made.source.name, 120)}{where}"]
    if made.found.row:
        lines += [f"  {words}" for words in left_out(made)]
    lines += [f"  {words}" for words in made.source.notes]
    if made.groups:
        lines += [f"  {words}" for words in _respondents(made, schema)]
    lines.append(_counted_ending(made, only_check=only_check))
    return "\n".join(lines)


def _respondents(made: Counted, schema: Schema) -> Iterator[str]:
    yield f"Responden: {made.respondents}."
    if made.outside:
        yield f"Tidak dihitung, karena diisi di luar {made.order.span.title}: {made.outside} baris."
    if made.undated:
        yield f"Dihitung walau hari mengisinya kosong: {made.undated} baris."
    if not made.dated:
        yield "Berkas ini tidak memuat hari mengisi: semua barisnya dihitung untuk periode ini."
    for (service, channel), count in made.groups.items():
        yield f"  {_group(schema, service, channel)}: {count}"
    if made.pooled:
        names = "; ".join(_group(schema, *group) for group in made.pooled)
        yield f"Digabung, karena kelompoknya terlalu kecil atau untuk melindungi yang kecil: {names}."


def _group(schema: Schema, service: str, channel: str) -> str:
    named = schema.label("layanan", service)
    return named if service == channel else f"{named}, {schema.label('kanal', channel).lower()}"


def _counted_ending(made: Counted, *, only_check: bool) -> str:
    if made.blocked:
        more = " --partly menghitung baris yang baik saja." if made.refused and not made.order.partly else ""
        return f"Tidak ada yang ditulis.{more}"
    if not made.changes:
        return "Tidak ada yang berubah."
    if only_check:
        return f"Belum ditulis (--check). Tanpa --check, {made.path} diperbarui."
    gone = "Hitungan periode itu yang lama diganti. " if made.replaces else ""
    return (
        f"Ditulis: {made.path}. {gone}Simpan berkas jawabannya di luar repositori, dan hapus bila masa simpannya habis."
    )
