"""The guarded process: reads lines of JSON ``{"path", "kind"}``, answers each with a line of JSON.

An answer is ``{"path", "ok": true, "text", "parts", "hidden", "places", "unseen", "top", "pages"}`` (see ``Findings``)
or ``{"path", "ok": false, "why", "what"}``. The kind ``lembar:NAME`` asks for the cells of one sheet of a workbook;
``bersih:KIND`` for a copy without what the file carries beside its content, at ``{"to"}``. A document that is broken,
too large or a bomb is answered with ``ok: false``; nothing of it is run.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any

from terbuka.record.inside.findings import MOST_SECONDS, Findings, Refused

MOST_MEMORY = 2_000_000_000


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):  # Windows and macOS hand out no such limit.
        return


def _limit_time() -> None:
    """The alarm is not caught: it ends the process, also in the middle of foreign code."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)


def answer_to(request: dict[str, str]) -> dict[str, Any]:
    """The answer to one request; raises whatever a broken document does to its reader."""
    kind, path = request["kind"], request["path"]
    if kind.startswith("lembar:"):
        from terbuka.record.inside.cells import sheet

        return sheet(path, kind.removeprefix("lembar:"))
    if kind.startswith("bersih:"):
        from terbuka.record.inside.cleaning import clean

        return clean(path, kind.removeprefix("bersih:"), request["to"])
    findings = Findings()
    if kind == "pdf":
        from terbuka.record.inside import office, pdf

        findings.attached = office.attached
        pdf.read(path, findings)
    elif kind in ("jpg", "jpeg", "png", "webp"):
        from terbuka.record.inside import media

        media.picture(Path(path).read_bytes(), findings, whole=True)
    elif kind in ("mp3", "ogg"):
        from terbuka.record.inside import media

        media.sound(Path(path).read_bytes(), findings, whole=True)
    else:
        from terbuka.record.inside import office

        office.office(path, kind, findings)
    return findings.answer()


def main() -> None:
    _limit_memory()
    logging.disable()
    for line in sys.stdin:
        request = json.loads(line)
        _limit_time()
        try:
            answer = answer_to(request)
        except Refused as refused:
            answer = {"ok": False, "why": refused.why}
            if refused.what:
                answer["what"] = refused.what
        except Exception as error:  # noqa: BLE001 (whatever a broken document does to its reader)
            # pikepdf's own class; the library is there only when a PDF was read.
            answer = {"ok": False, "why": "sandi" if type(error).__name__ == "PasswordError" else "rusak"}
        sys.stdout.write(json.dumps({"path": request["path"], **answer}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
