"""How ``terbuka format`` speaks: per table what changed, what is to be compared, what was left.

Promises: pure; nothing that was typed by anyone reaches a terminal unescaped or with personal data in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from terbuka.base.problem import Problem, shown
from terbuka.record.canonical import BODIES, Cell, Tidied

MOST_CELLS = 20


def said(
    tidied: Tidied, refused: Sequence[Problem] = (), *, only_check: bool = False, most: int | None = MOST_CELLS
) -> str:
    """What happened to one file, in Indonesian; of cells with one reading at most ``most`` are shown. ``refused`` is
    what the check still refuses in the tidied table."""
    if not tidied.changed and not tidied.left and not refused:
        return f"{shown(tidied.path)}: sudah rapi"
    done = "akan dirapikan" if only_check else "dirapikan"
    if not tidied.changed:
        done = "dibiarkan seperti adanya" if tidied.left else "bentuknya sudah rapi, isinya belum diterima"
    lines = [f"{shown(tidied.path)}: {done}"]
    lines += [f"  Seluruh berkas: {words}." for words in tidied.whole]
    doubtful = [cell for cell in tidied.cells if cell.note]
    plain = [cell for cell in tidied.cells if not cell.note]
    if doubtful:
        lines += [f"  {len(doubtful)} sel perlu dicocokkan:", *map(_cell_words, doubtful)]
    if plain:
        cut = plain if most is None else plain[:most]
        lines += [f"  {len(plain)} sel diubah:", *map(_cell_words, cut)]
        if len(plain) > len(cut):
            lines.append(f"    … dan {len(plain) - len(cut)} lainnya (--all menampilkan semuanya)")
    if tidied.left:
        lines.append(f"  {len(tidied.left)} hal tidak dipahami dan dibiarkan; perbaiki sendiri:")
        lines += [f"    {words}" for words in _left_words(tidied.left)]
    if refused:
        where = " (tempatnya menurut tabel yang sudah rapi)" if tidied.changed else ""
        lines.append(f"  {len(refused)} hal masih ditolak terbuka check{where}; perbaiki sendiri:")
        problems = refused if most is None else refused[:most]
        lines += [f"    {words}" for words in _left_words(problems)]
        if len(refused) > len(problems):
            lines.append(f"    … dan {len(refused) - len(problems)} lainnya (--all menampilkan semuanya)")
    lines += [f"  Catatan: {words}." for words in tidied.notes]
    return "\n".join(lines)


def _cell_words(cell: Cell) -> str:
    row = f"{shown(cell.key, 80)}, " if cell.key else ""
    change = f"“{_in_line(cell.before)}”"
    if cell.after != cell.before:
        change += f" → “{_in_line(cell.after)}”" if cell.after else " → dikosongkan"
    return f"    sel {cell.place.cell} ({row}{cell.column}): {change}" + (f"; {cell.note}" if cell.note else "")


def _in_line(text: str) -> str:
    return shown(re.sub(r"[\r\n]+", " ⏎ ", text), 160)


def _left_words(left: Sequence[Problem]) -> Iterator[str]:
    for problem in left:
        where = f"sel {problem.place.cell}" if problem.place.cell else f"baris {problem.place.line or 1}"
        meant = f" {problem.sentence('usul')}" if problem.facts.get("usul") else ""
        yield f"{where}: {problem.sentence('temuan')}{meant} [{problem.code}]"


def closing(files: int, changed: int, left: int, *, only_check: bool) -> str:
    """The last line: how many tables, and what is still to do."""
    if not files:
        return f"Tidak ada tabel di {BODIES}/."
    done = f"{changed} dari {files} tabel {'perlu dirapikan' if only_check else 'dirapikan'}"
    if left:
        done += f"; {left} tabel memuat yang tidak dipahami atau ditolak"
    if only_check and changed:
        done += "; jalankan terbuka format"
    return f"Selesai: {done}." + (" Baca perubahannya sebelum mengirim." if changed and not only_check else "")
