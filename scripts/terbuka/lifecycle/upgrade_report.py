"""How an upgrade is told: what it changes for each body, for the records, for texts and files; then what to do.

Promises: pure; what was typed by anyone is shown as ``problem.shown`` shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from terbuka.base.defaults import PORTAL_FILE
from terbuka.base.problem import shown
from terbuka.lifecycle.migrations import BrokenRecord, Question, Unanswered
from terbuka.lifecycle.offers import Needs
from terbuka.lifecycle.outlook import BodyOutlook, ColumnChange
from terbuka.lifecycle.portrait import Duty, LawNote
from terbuka.lifecycle.start import REQUIREMENTS
from terbuka.lifecycle.upgrade import Plan
from terbuka.record.portal_file import WHEEL, PortalFile
from terbuka.review import against_report
from terbuka.review.against import BodyChange, Turn

#: Lines of one difference that are shown; files of which only the number is told from here on.
MOST_LINES, MOST_NAMED = 60, 12
NOTHING_WRITTEN = "Tidak ada yang ditulis."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the comparison found; ``missing``: why there is none, ``figures``: what there is all the same."""

    day: str = ""
    figures: Sequence[BodyChange] = ()
    bodies: Sequence[BodyOutlook] = ()
    columns: Sequence[ColumnChange] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)
    law: Sequence[LawNote] = ()
    missing: str = ""


def as_text(planned: Plan, outlook: Outlook) -> str:
    """The whole preview; ends without a line break."""
    parts = [
        _head(planned),
        *compared(outlook),
        section("CATATAN YANG DIUBAH BENTUKNYA, isi lainnya tetap", list(_records(planned))),
        section("TULISAN KANTOR SENDIRI yang naskah aslinya berubah", list(_overrides(outlook.overrides))),
        section("BERKAS PROGRAM", list(_files(planned))),
        section(
            "ALUR KERJA GITHUB yang menunggu: ditulis oleh terbuka upgrade di komputer, sesudah usulan ini digabungkan",
            planned.waiting,
        ),
        section("BERKAS PROGRAM YANG DIUBAH DI SINI, dibiarkan", list(left(planned))),
    ]
    return "\n\n".join(part for part in parts if part)


def compared(outlook: Outlook) -> list[str]:
    """The parts that two pictures of the portal give."""
    return [
        f"Perbandingan kewajiban tidak ada: {outlook.missing}" if outlook.missing else "",
        *_duties(outlook),
        *_status(outlook),
        section("CATATAN HUKUM YANG BERUBAH", list(_law(outlook.law))),
        section("KOLOM", list(_columns(outlook.columns))),
    ]


def _head(planned: Plan) -> str:
    old, new = planned.before, planned.portal
    if not planned.newer:
        return _none_newer(new)
    return (
        f"Pemutakhiran terbuka {old.version} → {new.version}, hukum per {old.law_day} → {new.law_day}."
        if old.law_day != new.law_day
        else f"Pemutakhiran terbuka {old.version} → {new.version}, hukum tetap per {new.law_day}."
    )


def _none_newer(portal: PortalFile) -> str:
    return (
        "Tidak ditemukan program yang lebih baru. Portal ini memakai "
        f"terbuka {portal.version}, hukum per {portal.law_day}."
    )


def section(title: str, lines: Sequence[str]) -> str:
    """Lines below a title; empty when there are none."""
    return "\n".join([title, *(f"  {line}".rstrip() for line in lines)]) if lines else ""


# --- duties and status ---------------------------------------------------------------------------------------


def _duties(outlook: Outlook) -> Iterator[str]:
    for body in outlook.bodies:
        lines = [
            *_listed("datang", [_duty(code, duty) for code, duty in body.come.items()]),
            *_listed("tidak ada lagi", [_duty(code, duty) for code, duty in body.gone.items()]),
            *_listed(
                "selangnya berubah",
                [
                    f"{_named(code, now)}: {was.interval} → {now.interval}"
                    for code, (was, now) in body.intervals.items()
                ],
            ),
        ]
        yield section(f"KEWAJIBAN {shown(body.name)}", lines)
    if outlook.bodies and not any(b.come or b.gone or b.intervals for b in outlook.bodies):
        yield "KEWAJIBAN tetap: tidak ada yang datang, hilang, atau berubah selangnya."


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"{title} ({len(lines)})", *(f"  {line}" for line in lines)] if lines else []


def _duty(code: str, duty: Duty) -> str:
    return f"{_named(code, duty)}; {duty.interval}"


def _named(code: str, duty: Duty) -> str:
    return f"{shown(duty.title)} ({shown(code)}), {shown(duty.articles)}"


def _status(outlook: Outlook) -> Iterator[str]:
    if not outlook.bodies:
        yield section("STATUS sebelum dan sesudah", [against_report.figures(body) for body in outlook.figures])
        return
    lines = [against_report.figures(body.change) for body in outlook.bodies]
    for turn in (turn for turn in Turn if turn is not Turn.INHERITED):
        gaps = [gap for body in outlook.bodies for gap in body.change.gaps if gap.turn is turn]
        words, _ = against_report.HEADINGS[turn]
        lines += [f"{words[0]} ({len(gaps)})"] if gaps else []
        lines += [f"  {against_report.named(gap, 'id')}" for gap in gaps]
    yield section(f"STATUS sebelum dan sesudah, keduanya dinilai pada {outlook.day}", lines)


def _law(changes: Sequence[LawNote]) -> Iterator[str]:
    for note in changes[:MOST_NAMED]:
        yield f"{note.day}: {shown(note.title)}"
        yield f"  {shown(note.for_office)}"
    if len(changes) > MOST_NAMED:
        yield f"dan {len(changes) - MOST_NAMED} lainnya"


# --- records, texts, files -----------------------------------------------------------------------------------


def _columns(changes: Sequence[ColumnChange]) -> Iterator[str]:
    for one in changes:
        if one.old:
            yield f"{one.kind}: {one.old} menjadi {one.name} ({shown(one.title)})"
        elif one.gone:
            yield f"{one.kind}: {one.name} ({shown(one.title)}) tidak dipakai lagi"
        else:
            filled = "wajib diisi" if one.required else "boleh kosong"
            yield f"{one.kind}: baru, {one.name} ({shown(one.title)}), {filled}"


def _records(planned: Plan) -> Iterator[str]:
    for rule, paths in planned.migrated.done:
        yield f"{rule.said}: {shown(rule.why)}"
        yield from (f"  {path}" for path in paths)


def _overrides(changed: Mapping[str, str]) -> Iterator[str]:
    for path, difference in changed.items():
        yield f"{path}: punya kantor tetap dipakai; ambil dari perubahan naskah asli ini yang masih perlu"
        yield from indented(difference)


def _files(planned: Plan) -> Iterator[str]:
    written = [path for path in planned.own if planned.files[path] is not None]
    removed = [path for path in planned.own if planned.files[path] is None]
    for title, paths in (("ditulis", written), ("dihapus", removed)):
        if paths:
            rest = f", dan {len(paths) - MOST_NAMED} lainnya" if len(paths) > MOST_NAMED else ""
            yield f"{title}: {', '.join(paths[:MOST_NAMED])}{rest}"


def left(planned: Plan) -> Iterator[str]:
    """The files of the program that the office changed."""
    for one in planned.left:
        if one.gone:
            yield f"{one.path}: dihapus di sini, tidak dibuat lagi"
        elif not one.difference:
            yield f"{one.path}: tidak dipakai program lagi; hapus bila tidak diperlukan"
        elif one.path == REQUIREMENTS:
            yield (
                f"{one.path}: selama belum disesuaikan, yang terpasang tetap program lama. Salin perubahan ini, "
                "atau hapus berkasnya lalu ulangi terbuka upgrade"
            )
        else:
            yield f"{one.path}: salin dari perubahan ini yang perlu"
        yield from indented(one.difference)


def indented(difference: str) -> Iterator[str]:
    """The first lines of a difference, and how many more there are."""
    lines = [shown(line, 200, masking=False) for line in difference.splitlines()]
    yield from (f"  {line}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"  … {len(lines) - MOST_LINES} baris lagi"


# --- how it ends ---------------------------------------------------------------------------------------------


def only_checked(planned: Plan) -> str:
    if planned.files:
        return f"{NOTHING_WRITTEN} Untuk menjalankannya: ulangi tanpa --check."
    return "Tidak ada yang perlu diubah."


def done(planned: Plan) -> str:
    """What to do after everything was written."""
    if not planned.newer:
        return f"Selesai: {len(planned.files)} berkas ditulis atau dihapus."
    return "\n".join(
        [
            f"Selesai: portal ini kini memakai terbuka {planned.portal.version}. Berikutnya:",
            f"  python -m pip install --require-hashes --only-binary :all: -r {REQUIREMENTS}",
            "  terbuka check",
            f'  git add --all && git commit -m "terbuka {planned.portal.version}"',
            "Kembali ke keadaan sebelumnya: git revert pada commit itu.",
        ]
    )


def blocked(reasons: Sequence[str], *, already: bool) -> str:
    """Why an upgrade is refused: the portal cannot be judged, ``already`` by the program that it has."""
    head = (
        "Portal ini sudah diblokir oleh program yang dipakainya sekarang; perbaiki dahulu, lalu ulangi:"
        if already
        else "Dengan program baru portal ini diblokir; perbaiki dahulu dengan program yang sekarang, lalu ulangi:"
    )
    rest = [f"  dan {len(reasons) - MOST_NAMED} lainnya"] if len(reasons) > MOST_NAMED else []
    return "\n".join([head, *(f"  {reason}" for reason in reasons[:MOST_NAMED]), *rest, NOTHING_WRITTEN])


def broken_record(broken: BrokenRecord) -> str:
    return (
        f"{shown(broken.path)}:{broken.line}: {shown(broken.reason)}, sehingga catatan ini tidak dapat dibawa ke "
        f"bentuk baru. Perbaiki baris itu, lalu ulangi. {NOTHING_WRITTEN}"
    )


def unanswered(lacks: Unanswered) -> str:
    if lacks.wrong:
        (question,) = lacks.questions
        return f"jawaban “{shown(lacks.wrong, 80)}” untuk {question.name} tidak dapat dipakai; {_takes(question)}"
    asked = [
        f"  --jawab {one.body}:{one.name}=NILAI  {shown(one.words)} ({one.path}); {_takes(one)}"
        for one in lacks.questions
    ]
    head = "program baru meminta isian yang hanya kantor tahu; ulangi dengan jawabannya:"
    return "\n".join([head, *asked, NOTHING_WRITTEN])


def asked(question: Question) -> str:
    return f"{shown(question.words)} ({question.path}, kolom {question.name}; {_takes(question)}): "


def _takes(question: Question) -> str:
    if question.choices:
        return f"pilihan: {', '.join(question.choices)}"
    return f"bentuk: {question.pattern}" if question.pattern else "teks bebas, tidak boleh kosong"


def broken_portal_file(line: int, reason: str) -> str:
    return (
        f"{PORTAL_FILE}:{line}: bukan seperti yang ditulis program ({shown(reason)}). Berkas ini tidak diubah dengan "
        f"tangan; kembalikan dari riwayat dengan git restore {PORTAL_FILE}, lalu ulangi"
    )


def older(wheel: str, portal: PortalFile) -> str:
    return (
        f"wheel ini terbuka {wheel}, lebih lama daripada yang dipakai portal ini ({portal.version}). Catatan tidak "
        "dibawa mundur: untuk kembali, batalkan pemutakhirannya dengan git revert"
    )


def lacking(version: str, needs: Needs) -> str:
    if needs.python:
        return f"terbuka {version} memerlukan Python {needs.python}; pasang Python itu, lalu ulangi. {NOTHING_WRITTEN}"
    listed = " ".join(f'"{library}"' for library in needs.libraries)
    return (
        f"terbuka {version} memerlukan pustaka yang belum terpasang di sini, atau versinya lain. Jalankan dahulu:\n"
        f"  python -m pip install {listed}\nlalu ulangi. {NOTHING_WRITTEN}"
    )


def does_not_start(version: str) -> str:
    return (
        f"terbuka {version} dari wheel ini tidak dapat dijalankan di komputer ini; unduh lagi dari halaman rilis, atau "
        f"kirim pesan ini kepada pemeliharanya. {NOTHING_WRITTEN}"
    )


def unsaved(paths: Sequence[str]) -> str:
    named = ", ".join(paths[:MOST_NAMED])
    rest = f", dan {len(paths) - MOST_NAMED} lainnya" if len(paths) > MOST_NAMED else ""
    return (
        f"berkas yang akan diganti belum disimpan di git: {named}{rest}. Simpan dahulu (git add --all, lalu git "
        f"commit), supaya pemutakhiran dapat dibatalkan dengan git, lalu ulangi. {NOTHING_WRITTEN}"
    )


def touched(paths: Sequence[str]) -> str:
    return (
        "pemutakhiran sebelumnya terhenti di tengah, dan sesudah itu berkas ini diubah: "
        f"{', '.join(paths[:MOST_NAMED])}. Kembalikan dengan git restore, atau pindahkan, lalu ulangi"
    )


def heard_of(version: str) -> str:
    """What is said of a newer program that only pip knows, to a portal that keeps its program itself."""
    return (
        f"pip mengenal terbuka {shown(version, 40)}. Program portal ini ada di pustaka/, jadi yang dari pip tidak "
        "dijalankan: nama itu dapat didaftarkan siapa saja. Unduh wheel-nya dari halaman rilis Terbuka, taruh di "
        "pustaka/, lalu jalankan terbuka upgrade."
    )


def changed_by_hand(portal: PortalFile, paths: Sequence[str]) -> str:
    """The answer when no newer program is known."""
    lines = [_none_newer(portal)]
    if paths:
        lines.append(f"Diubah di sini, dan tidak diperbarui program: {', '.join(paths)}.")
    if portal.source == WHEEL:
        lines.append("Versi yang lebih baru: taruh wheel-nya di pustaka/, atau terbuka upgrade BERKAS.whl.")
    return "\n".join(lines)
