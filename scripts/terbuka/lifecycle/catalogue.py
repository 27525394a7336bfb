"""Brings a saved catalogue into the register of a body: entries as rows, datasets as sheets of answers.

Promises: what is written passes the check of the portal (judged before, as ``terbuka new`` does); every other byte of
the register stays; all or nothing; a dataset that the check refuses is named with its words like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from terbuka.authoring import new, specimen
from terbuka.base.problem import blocking, shown
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import REGISTER
from terbuka.features.open_data.reading import KIND
from terbuka.law.body import Body
from terbuka.lifecycle import catalogue_read
from terbuka.lifecycle.catalogue_package import CannotTake
from terbuka.lifecycle.catalogue_read import ASSUMED, Answers, Entry, Refused, Taken
from terbuka.portal.load import load
from terbuka.record import canonical, values
from terbuka.record.schema import Schema
from terbuka.record.text import link_on_the_way

#: The folder of a portal with the sheets of answers; nothing in it is published.
SHEETS = "katalog"
#: So many datasets and notes are named one by one unless all are asked for.
MOST_NAMED = 20
_LONGEST_ID = 60
#: More rounds than this and what is refused has no line of its own.
_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Report:
    """What was taken: ``rows`` are the written entries with their address, ``sheets`` path -> text of the sheets of
    answers, ``files`` what was or would be written, by path below the portal. ``lost``: columns that the register has
    not, so that their values were not written."""

    name: str
    taken: Taken
    rows: tuple[tuple[str, Entry], ...]
    sheets: Mapping[str, str]
    refused: tuple[Refused, ...]
    files: Mapping[str, bytes]
    body: str
    lost: tuple[str, ...] = ()
    only_check: bool = False

    def said(self, most: int | None = MOST_NAMED) -> str:
        """The answer: how many first, then what was not taken, what is to be looked at, what comes next."""
        parts = [_first(self), _not_taken(self.refused, most)]
        if self.rows:
            parts += [_assumed(), _lost(self.lost), _noted(self.rows, most), _next(self)]
        return "\n\n".join(part for part in parts if part)


def from_catalogue(root: Path, body_id: str, file: Path, day: date, *, check: bool = False) -> Report:
    """Take a saved catalogue into the register of ``body_id``; ``day`` is today there. With ``check`` nothing is
    written. Raises ``CannotTake`` (nothing was written)."""
    corpus, problems = load(root)
    if body_id not in corpus.bodies:
        where = next((str(p.place) for p in problems if blocking([p])), "")
        remedy = f"; perbaiki dahulu {where}" if where else ""
        raise CannotTake(f"badan “{shown(body_id, 80)}” tidak ada atau belum terbaca{remedy}; jalankan terbuka check")
    report = _prepared(root, corpus, corpus.bodies[body_id].body, file, day)
    if not check:
        for path, content in report.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            canonical.write(root / path, content)
    return replace(report, only_check=check)


def _prepared(root: Path, corpus: Corpus, body: Body, file: Path, day: date) -> Report:
    schema = corpus.schemas[REGISTER]
    try:
        draft = new.draft(root, corpus.schemas, REGISTER, body.id)
    except new.Unsound as unsound:
        where = unsound.problems[0].place if unsound.problems else REGISTER
        raise CannotTake(f"{where} belum terbaca; jalankan terbuka check dan perbaiki dahulu") from None
    if lacking := [name for name in ASSUMED if name not in draft.header]:
        raise CannotTake(f"kolom {', '.join(lacking)} belum ada di {draft.path}; tambahkan dahulu di baris pertama")
    topics = {topic.id: topic.title for topic in corpus.law_of(body).topics.values()}
    taken = catalogue_read.read(file, ZoneInfo(body.time_zone), day, topics, draft.known)
    rows = _rows(taken.entries, draft.known, body.name, schema)
    text, rows, refused = _judged(root, draft, rows)
    titles = {entry.cells["judul"] for _, entry in rows}
    sheets = _sheets(root, corpus.schemas[KIND], [a for a in taken.datasets if a.alone or a.title in titles], body.name)
    files = {path: sheet.encode() for path, sheet in sheets.items()}
    if rows:
        # Last: until the register is written, taking the catalogue again does all of it.
        files[draft.path] = draft.mark + text.encode()
    filled = {column for _, entry in rows for column in entry.cells}
    lost = tuple(c.name for c in schema.columns if c.name in filled and c.name not in draft.header)
    return Report(file.name, taken, tuple(rows), sheets, (*taken.refused, *refused), files, body.id, lost)


def _rows(
    entries: Sequence[Entry], known: Sequence[Mapping[str, str]], office: str, schema: Schema
) -> list[tuple[str, Entry]]:
    """Each entry with its address: from the title, with a number where it is taken."""
    used = {row.get("id", "") for row in known}
    numbers = [int(row["nomor"]) for row in known if row.get("nomor", "").isdecimal()]
    number = max(numbers, default=0)
    numbered = []
    for entry in entries:
        number += 1
        name = _address(entry.cells["judul"], used)
        used.add(name)
        own = {"penguasa": office, "penanggung_jawab": office, **entry.cells}
        cells = {c.name: own[c.name] for c in schema.columns if c.name in own}
        numbered.append((name, replace(entry, cells={"id": name, "nomor": str(number), **cells})))
    return numbered


def _address(title: str, used: set[str]) -> str:
    base = values.meant_id(title)[:_LONGEST_ID].strip("-") or "entri"
    if values.is_windows_name(base):
        base += "-1"
    return values.unused(base, used)


def _judged(
    root: Path, draft: new.Draft, rows: list[tuple[str, Entry]]
) -> tuple[str, list[tuple[str, Entry]], list[Refused]]:
    """The register with the rows that the check has nothing against, those rows, and the others with its words."""
    refused: list[Refused] = []
    for _ in range(_MOST_ROUNDS):
        text, first, lines = _written(draft, rows)
        if not rows:
            return text, rows, refused
        try:
            new.judge(root, {draft.path: text}, (draft.path, first, first + len(rows)))
        except new.Unsound as unsound:
            wrong = {p.place.line: p for p in reversed(unsound.problems) if p.place.path == draft.path and p.place.line}
            out = {name: wrong[line] for name, line in lines.items() if line in wrong}
            if unsound.there or not out:
                where = "; ".join(str(p.place) for p in unsound.problems[:3])
                raise CannotTake(
                    f"portal ini bermasalah di {where}; jalankan terbuka check dan perbaiki dahulu"
                ) from None
            titles = {name: entry.cells["judul"] for name, entry in rows}
            refused += [
                Refused(shown(titles[name], 100), p.sentence("temuan"), p.sentence("cara")) for name, p in out.items()
            ]
            rows = [(name, entry) for name, entry in rows if name not in out]
        else:
            return text, rows, refused
    raise CannotTake("isi katalog ini terus ditolak pemeriksaan; jalankan terbuka check, lalu ambil sebagian saja")


def _written(draft: new.Draft, rows: Sequence[tuple[str, Entry]]) -> tuple[str, int, dict[str, int]]:
    """The text of the register with the rows at its end, the line of the first, and the line of each by address."""
    old = draft.old if draft.old is not None else canonical.row_text(draft.header)
    first = len(specimen.lines_of(old)) + 1
    added, lines, line = [], {}, first
    for name, entry in rows:
        cells = [entry.cells.get(column, "") for column in draft.header]
        added.append(canonical.row_text(cells))
        lines[name] = line
        line += 1 + sum(cell.count("\n") for cell in cells)
    return (specimen.with_line(old, "".join(added), None) if added else old), first, lines


def _sheets(root: Path, schema: Schema, datasets: Sequence[Answers], office: str) -> dict[str, str]:
    """The sheets of answers by path; one that is there already stays."""
    if link_on_the_way(root, SHEETS):
        raise CannotTake(f"{SHEETS} tautan simbolik, bukan folder; ganti dengan folder biasa")
    sheets: dict[str, str] = {}
    used: set[str] = set()
    for dataset in datasets:
        name = _address(dataset.title, used)
        used.add(name)
        path = f"{SHEETS}/{name}.yml"
        if (root / path).exists() or (root / path).is_symlink():
            continue
        known = {"produsen": office, **dataset.values}
        lines = [
            "# Lembar jawaban dari katalog asal. Simpan berkas CSV-nya, lalu jalankan:",
            f"#   terbuka new dataset {name}.csv --answers {path}",
            f"# {dataset.file}",
        ]
        sheets[path] = "\n".join(lines) + "\n" + specimen.record(schema.columns, known)
    return sheets


# --- the answer ----------------------------------------------------------------------------------------------


def _first(report: Report) -> str:
    verb = "Dapat diambil" if report.only_check else "Diambil"
    total = len(report.rows) + len(report.refused)
    text = f"{verb} {len(report.rows)} dari {total} himpunan data di {shown(report.name, 80)}"
    if report.sheets:
        text += f", dengan {len(report.sheets)} lembar jawaban untuk himpunan data terbuka"
    text += ". Belum ada yang ditulis." if report.only_check else "."
    there = report.taken.there
    if there is not None and there > report.taken.read:
        text += (
            f"\nBerkas ini hanya sebagian: katalognya menyebut {there} himpunan data, di sini {report.taken.read}. "
            f"Simpan juga sisanya (start={report.taken.read}), lalu ambil lagi."
        )
    if report.taken.contacts:
        text += (
            f"\n{report.taken.contacts} nama, pos-el, dan telepon kontak di katalog tidak diambil: "
            "yang terbit jabatan dan unit, bukan orang."
        )
    return text


def _not_taken(refused: Sequence[Refused], most: int | None) -> str:
    if not refused:
        return ""
    lines = [f"TIDAK DIAMBIL ({len(refused)})"]
    for one in refused[:most]:
        lines += [f"  {one.title}", f"    {one.reason}", f"    Lakukan: {one.instead}"]
    return "\n".join([*lines, *_rest(len(refused), most)])


def _assumed() -> str:
    lines = [f"DITULIS SAMA UNTUK SEMUA, karena tidak ada di katalog; perbaiki di {REGISTER}.csv"]
    return "\n".join([*lines, *(f"  {column}: {value} ({why})" for column, (value, why) in ASSUMED.items())])


def _lost(columns: Sequence[str]) -> str:
    if not columns:
        return ""
    return (
        f"TIDAK DITULIS, karena kolomnya belum ada di {REGISTER}.csv: {', '.join(columns)}\n"
        "  Tambahkan di baris pertama lebih dahulu bila isinya perlu, lalu ambil lagi."
    )


def _noted(rows: Sequence[tuple[str, Entry]], most: int | None) -> str:
    noted = [(name, note) for name, entry in rows for note in entry.notes]
    if not noted:
        return ""
    lines = [f"PERLU DILIHAT ({len(noted)})", *(f"  {name}: {note}" for name, note in noted[:most])]
    return "\n".join([*lines, *_rest(len(noted), most)])


def _rest(count: int, most: int | None) -> list[str]:
    return [f"  … dan {count - most} lagi; semuanya dengan --all"] if most is not None and count > most else []


def _next(report: Report) -> str:
    lines = ["BERIKUTNYA"]
    if report.only_check:
        return "\n".join([*lines, "  Jalankan lagi tanpa --check."])
    lines.append(
        f"  Buka datasets/badan/{report.body}/{REGISTER}.csv, lengkapi kelas dan kewajiban, lalu terbuka check."
    )
    lines.append("  Buka setiap tautan; bila isinya benar, tulis harinya di tautan_diperiksa.")
    if report.sheets:
        first = next(iter(report.sheets))
        name = first.rpartition("/")[2].removesuffix(".yml")
        lines.append(f"  Himpunan data: simpan CSV-nya, lalu terbuka new dataset {name}.csv --answers {first}")
    return "\n".join(lines)
