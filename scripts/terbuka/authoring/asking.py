"""How ``terbuka new`` asks: one question for each value that is needed, again until the check would take it.

Promises: no terminal of its own; lines come from ``ask`` and go to ``say``. Words only, and no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from terbuka.authoring import answers, new
from terbuka.authoring.answers import Given, Path_
from terbuka.authoring.new import Draft
from terbuka.base.problem import Place, Problem, shown
from terbuka.record.schema import Column, Schema

Ask = Callable[[str], str]
Say = Callable[[str], None]
_PROMPT = "> "


def body(known: Sequence[str], ask: Ask, say: Say) -> str:
    """The code of one of several bodies."""
    say(f"\nBadan (--body)\n  Badan yang memiliki catatan ini. Pilihan: {', '.join(known)}.")
    while True:
        code = answers.tidy(ask(_PROMPT))
        if code in known:
            return code
        say(f"  “{shown(code, 80)}” tidak ada. Tulis salah satu: {', '.join(known)}.")


def missing(draft: Draft, given: Given, ask: Ask, say: Say) -> None:
    """Ask for everything that is required and neither given nor known; answers go into ``given``."""
    while True:
        made_up = new.defaults(draft, given)
        source = new.naming(draft.schema, draft.cls)
        open_ = [(path, column) for path, column in answers.lacking(draft.schema.columns, given) if path not in made_up]
        if source and (source,) not in given and len(open_) > 1:
            open_ = [(path, column) for path, column in open_ if path != (draft.schema.key,)]
        if not open_:
            return
        path, column = open_[0]
        given[path] = _one(draft.schema, path, column, ask, say)


def open_(draft: Draft, paths: Iterable[Path_], given: Given, ask: Ask, say: Say) -> None:
    """Ask once for the values that were typed as ``KOLOM=``; Enter leaves one out that may be empty."""
    for path in paths:
        if path not in given:
            text = _one(draft.schema, path, answers.column_at(draft.schema.columns, path), ask, say)
            given |= {path: text} if text else {}


def of_body(schema: Schema, lacks: Iterable[tuple[Path_, Column]], given: Given, ask: Ask, say: Say) -> None:
    """Ask for the little that a new body cannot begin without."""
    for path, column in lacks:
        given[path] = _one(schema, path, column, ask, say)


def again(draft: Draft, given: Given, problems: Iterable[Problem], ask: Ask, say: Say) -> bool:
    """Ask once more for what the problems name, or for what the person names; False when they give up."""
    paths = list(dict.fromkeys(path for problem in problems for path in _named(draft, given, problem)))
    while not paths:
        say("\nKolom mana yang akan diperbaiki? (Enter: batal)")
        name = answers.tidy(ask(_PROMPT))
        if not name:
            return False
        try:
            found: Given = {}
            answers.answer(draft.schema, f"{name}=x", found)
            paths = list(found)
        except answers.CannotAdd as reason:
            say(f"  {reason}")
    for path in paths:
        before = given.pop(path, "")
        text = _one(draft.schema, path, answers.column_at(draft.schema.columns, path), ask, say, before)
        if text:
            given[path] = text
    return True


def more(draft: Draft, given: Given, ask: Ask, say: Say) -> None:
    """Offer the optional columns once, by name."""
    free = [c.name for c in draft.schema.columns if not c.required and not any(p[0] == c.name for p in given)]
    free = [name for name in free if draft.schema.shape != "tabel" or name in draft.header]
    if not free:
        return
    say(f"\nBoleh juga diisi: {', '.join(free)}.\nTulis KOLOM=NILAI satu per satu. (Enter: selesai)")
    while text := answers.tidy(ask(_PROMPT)):
        found: Given = {}
        try:
            answers.answer(draft.schema, text, found)
        except answers.CannotAdd as reason:
            say(f"  {reason}")
            continue
        for path, value in found.items():
            if not _told(new.wrong_answer(draft.schema, answers.column_at(draft.schema.columns, path), value), say):
                given[path] = value


def _named(draft: Draft, given: Mapping[Path_, str], problem: Problem) -> list[Path_]:
    """Where the columns that a problem speaks of were answered."""
    names = [problem.facts.get("kolom"), problem.facts.get("pasangan")]
    top = {c.name for c in draft.schema.columns if not c.columns}
    found = []
    for name in names:
        if isinstance(name, str):
            found += [path for path in given if path[-1] == name] or ([(name,)] if name in top else [])
    return found


def _one(schema: Schema, path: Path_, column: Column, ask: Ask, say: Say, before: str = "") -> str:
    """One answer that stands the check by itself; empty only for what may be left out."""
    say("\n" + question(path, column))
    if before:
        say(f"  Tadi: {shown(before, 160)}")
    while True:
        text = answers.tidy(ask(_PROMPT))
        if not text:
            if not column.required:
                return ""
            _told([Problem("wajib-kosong", Place(schema.kind), {"kolom": column.name})], say)
        elif not _told(new.wrong_answer(schema, column, text), say):
            return text


def _told(problems: Sequence[Problem], say: Say) -> bool:
    """Say what is wrong, in the words of the check; whether anything is."""
    for problem in problems:
        say(f"  {problem.sentence('temuan')}\n  → {problem.sentence('cara')}")
    return bool(problems)


def question(path: Path_, column: Column) -> str:
    """What is asked: title and name, what it means, what may be written, an example."""
    lines = [f"{column.title} ({answers.said(path)})", f"  {' '.join(column.text.split())}"]
    lines += [f"  Pilihan: {_choices(column)}"] if column.choices or column.type == "ya-tidak" else []
    if column.type.startswith("daftar-") and "titik koma" not in column.text:
        lines.append("  Beberapa dipisah titik koma.")
    if column.example is not None:
        lines.append(f"  Contoh: {example(column)}")
    return "\n".join(lines)


def example(column: Column) -> str:
    return column.example if isinstance(column.example, str) else "; ".join(column.example or ())


def _choices(column: Column) -> str:
    if not column.choices:
        return "ya, tidak"
    return ", ".join(
        value if value.replace("-", " ") == label.lower() else f"{value} ({label})"
        for value, label in column.choices.items()
    )


def not_given(lacks: Iterable[tuple[str, Column | None]]) -> str:
    """What must still be given, all at once, for a command that cannot ask."""
    lines = ["masih kurang:"]
    for name, column in lacks:
        if column is None:
            lines.append(f"  {name}")
            continue
        choices = f" Pilihan: {_choices(column)}." if column.choices or column.type == "ya-tidak" else ""
        shown_example = f" Contoh: {example(column)}" if column.example is not None else ""
        lines.append(f"  {name}=…  {column.title}. {' '.join(column.text.split())}{choices}{shown_example}")
    lines.append(
        "Tulis semuanya di belakang perintah, atau jalankan di terminal supaya ditanyai. Tidak ada yang ditulis."
    )
    return "\n".join(lines)


def written(place: str, values: Mapping[Path_, tuple[str, str]], elsewhere: int) -> str:
    """What was written where, what the program filled in by itself, and what comes next."""
    lines = [f"Ditulis: {place}"]
    if values:
        lines.append("Diisi sendiri; ubah bila tidak benar:")
        lines += [f"  {answers.said(path)}: {shown(value, 160)} ({why})" for path, (value, why) in values.items()]
    if elsewhere:
        lines.append(f"Di tempat lain sudah ada {elsewhere} masalah yang menghalangi.")
    lines.append("Berikutnya: baca lagi isinya, lalu jalankan terbuka check.")
    return "\n".join(lines)


def body_written(code: str, base: str) -> str:
    return (
        f"Ditulis: {base}/badan.yml, daftar informasi publik yang masih kosong, dan folder berkas/\n"
        f"Berikutnya: buka {base}/badan.yml. Isinya (bentuk, peran_ppid, sifat, zona_waktu) hanya titik awal:\n"
        "cocokkan satu per satu. Lalu jalankan terbuka check.\n"
        "Badan ini rintisan: kekurangannya tampil tetapi belum dihitung, sampai tahap diubah menjadi berjalan atau\n"
        "hari di rintisan_sampai lewat. Yang dijanjikan lebih dahulu ditulis dengan terbuka new rencana.\n"
        f"Entri pertama: terbuka new entri --body {code}"
    )


NOT_WRITTEN = "Tidak ada yang ditulis. Baris yang disebut adalah baris yang akan ditulis."
THERE_ALREADY = "Tidak ada yang ditulis: berkas itu sudah bermasalah sebelumnya. Perbaiki dahulu."
