"""How the answer on a change is told: figures first, then what the change opens, worsens, closes and moves.

Promises: pure; what was typed by anyone is shown as ``problem.shown`` shows it. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from terbuka.base.problem import Problem, Severity, pick, shown
from terbuka.duties.verdict import WANTING, Status
from terbuka.review.against import DUTY, BodyChange, Comparison, GapChange, Stage, Turn
from terbuka.review.report import lines_of
from terbuka.review.rows import RegisterChange, Row

#: So many inherited gaps, and rows of one kind, are named; of the rest the number is told.
MOST_NAMED = 9
STATUS_WORDS = {
    Status.MET: ("terpenuhi", "met"),
    Status.DUE_SOON: ("terpenuhi", "met"),
    Status.OVERDUE: ("lewat batas", "overdue"),
    Status.MISSING: ("belum tercatat", "missing"),
    Status.NIL: ("nihil", "nil"),
    Status.NOT_A_DUTY: ("bukan kewajiban", "not a duty"),
    Status.NOT_JUDGED: ("tidak dinilai", "not judged"),
}
HEADINGS = {
    Turn.NEW: (
        ("BARU", "kekurangan yang dibuka perubahan ini"),
        ("NEW", "gaps that this change opens"),
    ),
    Turn.WORSENED: (
        ("MEMBURUK", "kekurangan lama yang diperparah perubahan ini"),
        ("WORSENED", "old gaps that this change makes worse"),
    ),
    Turn.EASED: (
        ("MEMBAIK", "masih kurang, tetapi lebih baik daripada sebelumnya"),
        ("EASED", "still gaps, but better than before"),
    ),
    Turn.CLOSED: (
        ("TERTUTUP", "kekurangan yang tidak ada lagi"),
        ("CLOSED", "gaps that are gone"),
    ),
    Turn.INHERITED: (
        ("BAWAAN", "sudah ada sebelumnya, tidak menahan perubahan ini"),
        ("INHERITED", "there before, this change is not held up by them"),
    ),
}
_ROWS = (("BARIS", "yang berubah di data"), ("ROWS", "what changed in the records"))


# --- figures ---------------------------------------------------------------------------------------------


def signal(compared: Comparison, language: str = "id") -> str:
    """The answer in one line: the figures of the one body that was touched, else a sum over all of them."""
    if not compared.judged:
        return _unjudged(compared, language)
    if len(compared.touched) == 1:
        return figures(compared.touched[0], language)
    changed = [body for body in compared.touched if body.changed]
    if changed:
        start = (f"{len(changed)} badan berubah", f"{len(changed)} bodies changed")
        parts = [text for turn in list(Turn)[:4] if (text := _turned(changed, turn, language))]
        return ": ".join([pick(start, language), ", ".join(parts)] if parts else [pick(start, language)])
    if len(compared.bodies) == 1:
        return figures(compared.bodies[0], language)
    same = (f"Ketersediaan {len(compared.bodies)} badan tetap", f"Nothing changed for {len(compared.bodies)} bodies")
    return pick(same, language)


def figures(body: BodyChange, language: str = "id") -> str:
    """``Kantor: terpenuhi 61 → 63 dari 108, 1 baru lewat batas``."""
    mark = pick((" [DATA CONTOH]", " [SAMPLE DATA]"), language) if body.sample else ""
    parts = [_met(body, language)]
    for status in WANTING:
        if count := body.count(Turn.NEW, status):
            words = pick(STATUS_WORDS[status], language)
            parts.append(pick((f"{count} baru {words}", f"{count} newly {words}"), language))
    parts += [text for turn in list(Turn)[1:4] if (text := _turned([body], turn, language))]
    if told := _stage(body):
        parts.append(pick(told, language))
    return f"{shown(body.name)}{mark}: {', '.join(parts)}"


def _turned(bodies: Sequence[BodyChange], turn: Turn, language: str) -> str:
    count = sum(body.count(turn) for body in bodies)
    words = {
        Turn.NEW: ("kekurangan baru", "new gaps"),
        Turn.WORSENED: ("memburuk", "worsened"),
        Turn.EASED: ("membaik", "eased"),
        Turn.CLOSED: ("tertutup", "closed"),
    }[turn]
    return f"{count} {pick(words, language)}" if count else ""


def _met(body: BodyChange, language: str) -> str:
    met, of = pick(("terpenuhi", "met"), language), pick(("dari", "of"), language)
    (was, now), (judged_before, judged) = body.met, body.judged
    if was is None or now is None:
        return f"{met} {was if now is None else now} {of} {judged_before if judged is None else judged}"
    if judged_before != judged:
        return f"{met} {was} {of} {judged_before} → {now} {of} {judged}"
    if was == now:
        return f"{met} {now} {of} {judged}" + pick((" (tetap)", " (as before)"), language)
    return f"{met} {was} → {now} {of} {judged}"


def _stage(body: BodyChange) -> tuple[str, str] | None:
    shown_before = sum(g.turn is not Turn.NEW and g.turn is not Turn.CLOSED for g in body.gaps)
    if body.stage is Stage.ADDED:
        return ("badan baru", "a new body") if body.counted else ("badan baru, rintisan", "a new body, starting up")
    if body.stage is Stage.REMOVED:
        return (f"badan dihapus bersama {body.gone} kekurangan", f"body removed together with {body.gone} gaps")
    if body.stage is Stage.NOW_COUNTED:
        return (
            f"kini berjalan: {shown_before} kekurangan lama mulai dihitung",
            f"now running: {shown_before} old gaps start to count",
        )
    if body.stage is Stage.NO_LONGER_COUNTED:
        return (
            f"kini rintisan: {shown_before} kekurangan lama tidak dihitung lagi",
            f"now starting up: {shown_before} old gaps do not count any more",
        )
    return None if body.counted else ("rintisan: belum dihitung", "starting up: not counted")


# --- text ------------------------------------------------------------------------------------------------


def as_text(compared: Comparison, language: str = "id") -> str:
    """The whole comparison; ends without a line break."""
    lines = [signal(compared, language)]
    if not compared.judged:
        return "\n".join([*lines, *(f"  {line}" for line in why_unjudged(compared, language)), ""])
    lines += [*(f"  {line}" for line in version(compared, language)), ""]
    if len(compared.touched) > 1:
        lines += [*(f"  {figures(body, language)}" for body in compared.touched), ""]
    for turn in (turn for turn in Turn if turn is not Turn.INHERITED):
        found = compared.gaps(turn)
        if found:
            lines += [heading(turn, len(found), language), ""]
            for gap in found:
                lines += _gap(gap, language)
    if compared.registers:
        title, meaning = _ROWS[0] if language == "id" else _ROWS[1]
        lines += [f"{title}: {meaning}", ""]
        for register in compared.registers:
            lines += [f"  {line}" for line in rows(register, language)]
        lines.append("")
    inherited = compared.gaps(Turn.INHERITED)
    if inherited:
        lines += [heading(Turn.INHERITED, len(inherited), language), ""]
        lines += [f"  {line}" for line in folded(inherited, language)]
        lines.append("")
    return "\n".join(lines)


def heading(turn: Turn, count: int, language: str) -> str:
    title, meaning = HEADINGS[turn][0 if language == "id" else 1]
    return f"{title} ({count}): {meaning}"


def version(compared: Comparison, language: str) -> Iterator[str]:
    """Which version it was compared with (the day is that of the commit), and how it could be read."""
    about = f"{shown(compared.ref, 100)} ({compared.commit[:7]}, {compared.commit_time[:10]})"
    words = (
        f"Dibandingkan dengan {about}; keduanya dinilai pada hari yang sama.",
        f"Compared with {about}; both assessed on the same day.",
    )
    yield pick(words, language)
    if compared.lent:
        named = ", ".join(shown(path) for path in compared.lent[:MOST_NAMED])
        rest = f", {_more(len(compared.lent) - MOST_NAMED, language)}" if len(compared.lent) > MOST_NAMED else ""
        words = (
            f"Versi itu lebih lama daripada program ini; yang belum dimilikinya diambil dari sini: {named}{rest}.",
            f"That version is older than this program; what it lacked was taken from here: {named}{rest}.",
        )
        yield pick(words, language)


def _unjudged(compared: Comparison, language: str) -> str:
    about = f"{shown(compared.ref, 100)} ({compared.commit[:7]}, {compared.commit_time[:10]})"
    words = (
        f"Tidak dapat dibandingkan dengan {about}: semua kekurangan dihitung.",
        f"Cannot be compared with {about}: all gaps count.",
    )
    return pick(words, language)


def why_unjudged(compared: Comparison, language: str) -> Iterator[str]:
    """Why the other version cannot be judged, with its first problems."""
    found = compared.unjudged
    if not found:
        yield pick(
            ("Versi itu belum memuat portal di folder ini.", "That version has no portal in this folder."), language
        )
        return
    count = len(found)
    yield pick(
        (f"Versi itu sendiri diblokir ({count} masalah):", f"That version is blocked itself ({count}):"), language
    )
    for problem in found[:MOST_NAMED]:
        yield f"- {problem.place.said(language)} [{problem.code}] {problem.sentence('temuan', language)}"
    if count > MOST_NAMED:
        yield _more(count - MOST_NAMED, language)


def _gap(gap: GapChange, language: str) -> list[str]:
    if gap.problem is None:
        return [f"  {named(gap, language)}", ""]
    place, found, *rest = lines_of(gap.problem, language)
    return [place, found, f"  {was(gap, language)}", *rest, ""]


def was(gap: GapChange, language: str) -> str:
    """What it was before, and which of its parts were lost."""
    words = pick(STATUS_WORDS[gap.before] if gap.before else _none(gap, "belum dinilai"), language)
    text = pick((f"Sebelumnya {words}.", f"Before: {words}."), language)
    if gap.lost_parts:
        parts = ", ".join(shown(d.title if language == "id" else d.title_en) for d in gap.lost_parts)
        text += pick((f" Bagian yang hilang: {parts}.", f" Parts that were lost: {parts}."), language)
    return text


def _none(gap: GapChange, not_judged: str) -> tuple[str, str]:
    """A duty without a status was not judged; a record without one had nothing wrong."""
    return (not_judged, "not judged") if gap.subject.kind == DUTY else ("tanpa kekurangan", "no gap")


def named(gap: GapChange, language: str) -> str:
    """A gap in one line: body, duty or record, what it was and what it is."""
    title = shown(gap.subject.title if language == "id" else gap.subject.title_en)
    before, now = (
        pick(STATUS_WORDS[status] if status else _none(gap, "tidak dinilai"), language)
        for status in (gap.before, gap.now)
    )
    state = now if gap.turn is Turn.INHERITED else f"{before} → {now}"
    lost = gap.lost_parts and ", " + was(gap, language).rstrip(".")
    mark = "" if gap.counted else pick((" (belum dihitung)", " (not counted)"), language)
    return f"{shown(gap.body_name)}: {title} ({shown(gap.subject.id)}), {state}{lost or ''}{mark}"


def folded(gaps: Sequence[GapChange], language: str) -> Iterator[str]:
    """Numbers by body, then the worst of those that count."""
    yield from numbers(gaps, language)
    worst = [g for g in gaps if g.counted]
    for gap in worst[:MOST_NAMED]:
        yield f"- {named(gap, language)}"
    if len(worst) > MOST_NAMED:
        yield _more(len(worst) - MOST_NAMED, language)


def numbers(gaps: Sequence[GapChange], language: str) -> Iterator[str]:
    """How many gaps of each status a body has."""
    for name in dict.fromkeys(g.body_id for g in gaps):
        own = [g for g in gaps if g.body_id == name]
        counts = [
            f"{count} {pick(STATUS_WORDS[status], language)}"
            for status in WANTING
            if (count := sum(g.now is status for g in own))
        ]
        mark = "" if own[0].counted else pick((" (belum dihitung)", " (not counted)"), language)
        yield f"{shown(own[0].body_name)}: {', '.join(counts)}{mark}"


def _more(count: int, language: str) -> str:
    return pick((f"dan {count} lainnya", f"and {count} more"), language)


def rows(register: RegisterChange, language: str) -> Iterator[str]:
    """One register: the numbers, then which rows."""
    kinds: tuple[tuple[tuple[str, str], Sequence[str]], ...] = (
        (("ditambah", "added"), [shown(name) for name in register.added]),
        (("diubah", "changed"), [_row(row) for row in register.changed]),
        (("dipindah ke sini", "moved here"), [_moved(row, language) for row in register.moved_here]),
        (("dihapus", "removed"), [shown(name) for name in register.removed]),
    )
    counts = [f"{len(names)} {pick(words, language)}" for words, names in kinds if names]
    yield f"{shown(register.folder)}, {shown(register.register)}: {', '.join(counts)}"
    for words, names in kinds:
        if names:
            rest = f", {_more(len(names) - MOST_NAMED, language)}" if len(names) > MOST_NAMED else ""
            yield f"  {pick(words, language)}: {', '.join(names[:MOST_NAMED])}{rest}"


def _row(row: Row) -> str:
    return f"{shown(row.id)} ({', '.join(shown(c) for c in row.columns)})"


def _moved(row: Row, language: str) -> str:
    source = pick(("dari", "from"), language)
    columns = f"; {', '.join(shown(c) for c in row.columns)}" if row.columns else ""
    return f"{shown(row.id)} ({source} {shown(row.other)}{columns})"


def closing(opened: bool, language: str) -> str:
    """The verdict on a change in one sentence."""
    if opened:
        words = (
            "Ada kekurangan baru: perubahan ini membuka atau memperparah kekurangan.",
            "New gaps: this change opens gaps or makes them worse.",
        )
    else:
        words = ("Baik: perubahan ini tidak menambah kekurangan.", "Well: this change adds no gap.")
    return pick(words, language)


def rest_of(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that the comparison does not tell: all but gaps."""
    return [p for p in problems if p.severity is not Severity.GAP]


# --- JSON ------------------------------------------------------------------------------------------------


def as_json(compared: Comparison) -> dict[str, Any]:
    """The value of ``perbandingan``; its keys are documented in ``docs/answers.md``."""
    return {
        "ref": shown(compared.ref, 100),
        "commit": compared.commit,
        "waktu_commit": compared.commit_time,
        "dapat_dinilai": compared.judged,
        "dipinjami": list(compared.lent),
        "sebab": [p.as_json() for p in compared.unjudged],
        "badan": [
            {
                "id": body.id,
                "keadaan": body.stage.value,
                "dihitung": body.counted,
                "terpenuhi": list(body.met),
                "dinilai": list(body.judged),
                **{turn.value: body.count(turn) for turn in Turn},
            }
            for body in compared.bodies
        ],
        **{turn.value: [_gap_json(gap) for gap in compared.gaps(turn)] for turn in Turn},
        "baris": [
            {
                "folder": register.folder,
                "register": register.register,
                "ditambah": [shown(name) for name in register.added],
                "diubah": [{"id": shown(row.id), "kolom": list(row.columns)} for row in register.changed],
                "dipindah": [
                    {"id": shown(row.id), "dari": row.other, "kolom": list(row.columns)} for row in register.moved_here
                ],
                "dihapus": [shown(name) for name in register.removed],
            }
            for register in compared.registers
        ],
    }


def _gap_json(gap: GapChange) -> dict[str, Any]:
    return {
        "badan": gap.body_id,
        "jenis": gap.subject.kind,
        "id": shown(gap.subject.id),
        "kewajiban": gap.subject.id if gap.subject.kind == DUTY else None,
        "dihitung": gap.counted,
        "sebelumnya": gap.before.value if gap.before else None,
        "kini": gap.now.value if gap.now else None,
        "bagian_hilang": [duty.id for duty in gap.lost_parts],
    }


# --- a version that is not there -------------------------------------------------------------------------

_NOT_READABLE = {
    "nama": "“{ref}” bukan nama versi; tulis nama cabang, tag, atau kode commit, misalnya origin/main "
    "(not the name of a version; write a branch, a tag or a commit)",
    "tanpa-git": "git tidak ditemukan atau tidak menjawab; pasang git, lalu ulangi "
    "(git is missing or does not answer; install it and try again)",
    "bukan-gudang": "folder ini bukan gudang git, sehingga tidak ada versi lain; ambil portalnya dengan git clone, "
    "atau periksa tanpa --against (not a git repository; clone it, or check without --against)",
    "tidak-ada": "versi “{ref}” tidak ada di gudang ini; ambil dahulu dengan git fetch, lalu tulis nama lengkapnya, "
    "misalnya origin/main (no such version here; run git fetch, then name it in full)",
    "dangkal": "versi “{ref}” tidak ada, karena riwayat gudang ini hanya terambil sebagian; ambil "
    "seluruhnya dengan git fetch --unshallow, atau isi fetch-depth: 0 pada actions/checkout "
    "(the clone is shallow; run git fetch --unshallow, or set fetch-depth: 0)",
    "terlalu-besar": "versi “{ref}” terlalu besar untuk dibandingkan; periksa tanpa --against "
    "(too large to compare; check without --against)",
    "rusak": "isi versi “{ref}” tidak dapat ditulis ke folder sementara; periksa ruang penyimpanan, lalu git fsck "
    "(its files cannot be written to a temporary folder; look at the free space, then run git fsck)",
}


def not_readable(reason: str, ref: str, detail: str = "") -> str:
    """Why a version cannot be read and what to do, for a reason of ``git.NotReadable``."""
    said = f" [git: {shown(detail, 200)}]" if detail else ""
    return _NOT_READABLE[reason].format(ref=shown(ref, 100)) + said
