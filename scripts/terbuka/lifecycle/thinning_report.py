"""How ``terbuka upgrade --dari-salinan`` is told: what goes, what stays the office's own, what nobody knows.

Promises: pure; what was typed by anyone is shown as ``problem.shown`` shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from terbuka.base.defaults import PORTAL_FILE
from terbuka.base.problem import shown
from terbuka.lifecycle import upgrade_report
from terbuka.lifecycle.start import REQUIREMENTS
from terbuka.lifecycle.thinning import Thinning
from terbuka.lifecycle.upgrade_report import Outlook, indented, section
from terbuka.record.canonical import BODIES

_HEAD = (
    "Portal salinan penuh (program {before}) menjadi portal ramping dengan terbuka {now}, hukum per {day}. "
    f"Catatan di {BODIES}/ tidak disentuh."
)


def as_text(made: Thinning, outlook: Outlook) -> str:
    """The whole preview; ends without a line break."""
    portal, before = made.plan.portal, made.plan.before
    written = sorted(path for path, content in made.plan.files.items() if content is not None)
    parts = [
        _HEAD.format(before=before.version, now=portal.version, day=portal.law_day),
        *upgrade_report.compared(outlook),
        section("DIHAPUS, karena bukan punya kantor dan kini ikut program", list(_gone(made))),
        section(
            "DIUBAH KANTOR, atau dari versi program yang tidak dikenal: tetap dipakai di tempat bawaan",
            list(_overrides(made)),
        ),
        section("TULISAN DAN ATURAN TAMBAHAN KANTOR, tetap", [shown(path) for path in made.added]),
        section("TIDAK DIKENAL, dibiarkan; hapus sendiri bila tidak diperlukan", _named(made.unknown)),
        section("BERKAS PROGRAM YANG DIUBAH DI SINI, dibiarkan", list(upgrade_report.left(made.plan))),
        section("DITULIS", _named(written)),
    ]
    return "\n\n".join(part for part in parts if part)


def _gone(made: Thinning) -> Iterator[str]:
    gone = [path for path, content in made.plan.files.items() if content is None]
    for top, number in sorted(Counter(_top(path) for path in gone).items()):
        yield f"{top}: {number} berkas" if top.endswith("/") else top


def _top(path: str) -> str:
    steps = path.split("/")
    depth = 2 if steps[0] == "datasets" else 1
    return "/".join(steps[:depth]) + "/" if len(steps) > depth else path


def _overrides(made: Thinning) -> Iterator[str]:
    for path, difference in made.overrides.items():
        yield f"{path}: hapus bila ini bukan perubahan kantor; bedanya dari bawaan:"
        yield from indented(difference)


def _named(paths: Sequence[str]) -> list[str]:
    most = upgrade_report.MOST_NAMED * 3
    return [
        *(shown(path) for path in paths[:most]),
        *([f"dan {len(paths) - most} lainnya"] if len(paths) > most else []),
    ]


def blocked(reasons: Sequence[str]) -> str:
    """Why a thin portal cannot be made of the copy as it is."""
    most = upgrade_report.MOST_NAMED
    rest = [f"  dan {len(reasons) - most} lainnya"] if len(reasons) > most else []
    head = "Dengan hukum dan skema bawaan program, portal ini diblokir; perbaiki dahulu di salinannya, lalu ulangi:"
    return "\n".join([head, *(f"  {reason}" for reason in reasons[:most]), *rest, upgrade_report.NOTHING_WRITTEN])


def done() -> str:
    """What to do after everything was written."""
    return "\n".join(
        [
            f"Selesai: portal ini kini ramping, dengan {PORTAL_FILE} dan program di pustaka/. Berikutnya:",
            f"  python -m pip install --require-hashes --only-binary :all: -r {REQUIREMENTS}",
            "  terbuka check",
            '  git add --all && git commit -m "portal ramping"',
            "Kembali ke keadaan sebelumnya: git revert pada commit itu.",
        ]
    )
