"""How ``terbuka import`` speaks: what it left out, what it adds and changes, what stays.

Promises: pure; of a private column only its title is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from terbuka.base.problem import shown
from terbuka.intake.merge import Imported, Row
from terbuka.intake.source import Source
from terbuka.intake.titles import Found

MOST_ROWS = 20


def said(imported: Imported, *, title: str, body: str, only_check: bool, most: int | None = MOST_ROWS) -> str:
    """The whole answer apart from the problems, in Indonesian; at most ``most`` rows of each kind are shown."""
    where = f", lembar “{shown(imported.source.sheet, 80)}”" if imported.source.sheet else ""
    lines = [f"{title} {shown(body, 120)}, dari {shown(imported.source.name, 120)}{where}"]
    if imported.found.row:
        lines += [f"  {words}" for words in left_out(imported)]
    if not imported.blocked:
        lines += [f"  {words}" for words in _rows(imported, most)]
    lines += [f"  {words}" for words in _notes(imported)]
    lines.append(_ending(imported, only_check=only_check))
    return "\n".join(lines)


class Understood(Protocol):
    """What every import knows: where the titles stand, which columns were not taken, which rows."""

    @property
    def source(self) -> Source: ...
    @property
    def found(self) -> Found: ...
    @property
    def nameless(self) -> Sequence[int]: ...
    @property
    def refused(self) -> Sequence[int]: ...
    @property
    def blocked(self) -> bool: ...


def left_out(made: Understood) -> Iterator[str]:
    if made.found.row > min(made.source.rows, default=1):
        yield f"Judul kolom ada di baris {made.found.row}; yang di atasnya tidak dibaca."
    if made.found.private:
        yield f"Tidak diambil karena pribadi: {', '.join(made.found.private)}."
    if made.found.unknown:
        yield f"Tidak diambil karena bukan kolom register portal: {', '.join(made.found.unknown)}."
    visible = [shown(name, 80) for name, is_hidden in made.source.sheets if not is_hidden]
    hidden = [shown(name, 80) for name, is_hidden in made.source.sheets if is_hidden]
    if visible:
        yield f"Lembar lain tidak dibaca: {', '.join(visible)}."
    if hidden:
        yield f"Lembar tersembunyi tidak dibaca: {', '.join(hidden)}."
    if made.nameless:
        yield (
            f"Belum diambil, karena nomor pendaftarannya kosong: baris {_numbers(made.nameless)}. "
            "Batas waktunya tetap berjalan sejak diterima; beri nomor sekarang (UU 14/2008 Pasal 22 ayat (4) dan (7))."
        )
    if made.refused and not made.blocked:
        yield f"Ditolak, lihat masalahnya di atas: baris {_numbers(made.refused)}."


def _numbers(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:MOST_ROWS])) + (
        f" dan {len(rows) - MOST_ROWS} lainnya" if len(rows) > MOST_ROWS else ""
    )


def _rows(imported: Imported, most: int | None) -> Iterator[str]:
    for words, rows in (("Baru", imported.added), ("Berubah", imported.changed)):
        if rows:
            yield f"{words} ({len(rows)}):"
            yield from (f"  {_row(row)}" for row in (rows if most is None else rows[:most]))
            if most is not None and len(rows) > most:
                yield f"  … dan {len(rows) - most} lainnya (--all menampilkan semuanya)"
    yield f"Sama: {imported.same}."


def _row(row: Row) -> str:
    """The registration number is not told: the answer may be passed on, and the number is never published."""
    cells = [_cell(*cell) for cell in row.cells if cell[0] not in ("id_publik", "nomor")]
    if any(cell[0] == "nomor" and cell[1] for cell in row.cells):
        cells.append("nomor diganti")
    return f"{shown(row.id, 80)} (baris {row.row}): {'; '.join(cells) or 'nomor diisi'}"


def _cell(column: str, before: str, after: str) -> str:
    return f"{column} “{shown(before, 120)}” → “{shown(after, 120)}”" if before else f"{column} “{shown(after, 120)}”"


def _notes(imported: Imported) -> Iterator[str]:
    yield from imported.source.notes
    if imported.doubtful and not imported.blocked:
        yield f"{len(imported.doubtful)} tanggal perlu dicocokkan:"
        for place, column, before, after, other in imported.doubtful[:MOST_ROWS]:
            yield f"  sel {place.cell} ({column}): “{shown(before, 60)}” dibaca {after}, hari dahulu; bukan {other}"
        if len(imported.doubtful) > MOST_ROWS:
            yield f"  … dan {len(imported.doubtful) - MOST_ROWS} lainnya"
    for row, name in imported.alike[:MOST_ROWS] if not imported.blocked else ():
        yield (
            f"Baris {row} mungkin sama dengan {shown(name, 80)}, yang belum bernomor di portal. Bila sama, hapus baris "
            f"baru ini dari tabel, tulis {shown(name, 80)} di id_publik, lalu impor lagi."
        )
    if imported.kept and not imported.blocked:
        yield f"{imported.kept} sel kosong di berkas kantor tetap terisi di portal. Mengosongkannya: di tabel portal."
    for title, place, count in imported.lossy:
        yield (
            f"Periksa register kantor: {count} sel di “{title}” (mulai {place.cell}) menjadi angka; nol di depan atau "
            "angka sesudah yang ke-15 mungkin hilang. Atur kolomnya menjadi Teks dan ketik ulang."
        )


def _ending(imported: Imported, *, only_check: bool) -> str:
    if imported.blocked:
        return "Tidak ada yang ditulis: perbaiki berkas kantor, lalu ulangi." + (
            " --partly mengambil baris yang baik saja." if imported.refused else ""
        )
    if not imported.changes:
        return "Tidak ada yang berubah."
    if only_check:
        return f"Belum ditulis (--check). Tanpa --check, {imported.path} diperbarui."
    return f"Ditulis: {imported.path}. Baca perubahannya sebelum mengirim."
