"""Looks into documents that strangers may have made, in a process of its own with limits.

Reads lines of JSON ``{"path": …, "kind": …}`` and answers each with ``{"path", "ok", "text", "pages"}`` or
``{"path", "ok", "why"}``. A document that is broken, too large or a bomb is answered with ``ok: false``;
nothing of it is run. This is the only module that opens PDF and office files.
"""

from __future__ import annotations

import html
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

MOST_SECONDS = 20
MOST_MEMORY = 2_000_000_000
MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 5_000
MOST_TEXT = 2_000_000
PAGE_END = "\f"

_MAIN_PART = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "ods": "content.xml",
    "odt": "content.xml",
}
_RUNS = re.compile(r"(?i).*\.(bin|exe|dll|js|vbs|ps1|bat|cmd|jar|xlm)|(basic|scripts|xl/macrosheets)/.*")
_HARMLESS = re.compile(r"(?i).*printersettings[^/]*\.bin")
_INNER = re.compile(r"(?i).*/embeddings/[^/]+\.(xlsx|docx|pptx)")
_OUTWARD = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_BLOCK_END = re.compile(r"</(?:\w+:)?(?:p|h|si|v|is|c|row|tr|tc|table-cell|creator|title|subject|description)>")
_TAG = re.compile(r"<[^>]*>")
_PDF_RUNS = re.compile(rb"/(?:JavaScript|Launch)\b")


def look(requests: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """Answers by path. The document that made the process fail or hang gets ``why: macet``; the ones behind
    it are looked at by a new process."""
    answers: dict[str, dict[str, Any]] = {}
    waiting = list(requests)
    while waiting:
        for answer in _ask(waiting):
            answers[answer["path"]] = answer
        waiting = [r for r in waiting if r["path"] not in answers]
        if waiting:
            answers[waiting.pop(0)["path"]] = {"ok": False, "why": "macet"}
    return answers


def _ask(requests: list[dict[str, str]]) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(r) + "\n" for r in requests)
    process = subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        out, _ = process.communicate(lines, timeout=MOST_SECONDS * (1 + len(requests)))
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
    whole = out[: out.rfind("\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


# --- in the guarded process ------------------------------------------------------------------------------


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


def _pdf(path: str) -> dict[str, Any]:
    import pypdfium2

    if _PDF_RUNS.search(Path(path).read_bytes()):
        return {"ok": False, "why": "makro"}
    document = pypdfium2.PdfDocument(path)
    pages, size = [], 0
    for page in document:
        text = page.get_textpage().get_text_bounded()
        pages.append(text.replace(PAGE_END, " "))
        size += len(text)
        if size > MOST_TEXT:
            break
    return {"text": PAGE_END.join(pages), "pages": len(document), "ok": True}


def _office(source: Any, kind: str, depth: int = 0) -> dict[str, Any]:
    with zipfile.ZipFile(source) as archive:
        members = archive.infolist()
        names = [m.filename for m in members]
        if sum(m.file_size for m in members) > MOST_UNPACKED or len(members) > MOST_MEMBERS:
            return {"ok": False, "why": "bom"}
        if _MAIN_PART[kind] not in names:
            return {"ok": False, "why": "jenis-lain"}
        if any(_RUNS.fullmatch(n) and not _HARMLESS.fullmatch(n) for n in names):
            return {"ok": False, "why": "makro"}
        if any("externallink" in n.lower() for n in names):
            return {"ok": False, "why": "tautan-luar"}
        parts = []
        for member in members:
            name = member.filename.lower()
            if name.endswith(".rels") and _points_outward(archive.read(member)):
                return {"ok": False, "why": "tautan-luar"}
            if name == "[content_types].xml" and b"macroEnabled" in archive.read(member):
                return {"ok": False, "why": "makro"}
            if name.endswith(".xml"):
                parts.append(_words(archive.read(member)))
            elif depth == 0 and (inner := _INNER.fullmatch(name)):
                inside = _office(io.BytesIO(archive.read(member)), inner[1], depth + 1)
                if not inside["ok"]:
                    return inside
                parts.append(inside["text"])
    return {"text": "\n".join(parts)[:MOST_TEXT], "ok": True}


def _points_outward(relations: bytes) -> bool:
    """Links that people click are fine; templates, pictures and data that are fetched on opening are not."""
    return any(b"/hyperlink" not in found for found in _OUTWARD.findall(relations))


def _words(xml: bytes) -> str:
    text = _BLOCK_END.sub("\n", xml.decode("utf-8", "replace"))
    return html.unescape(_TAG.sub("", text))


def main() -> None:
    _limit_memory()
    for line in sys.stdin:
        request = json.loads(line)
        _limit_time()
        try:
            kind = request["kind"]
            answer = _pdf(request["path"]) if kind == "pdf" else _office(request["path"], kind)
        except Exception as error:  # noqa: BLE001 (whatever a broken document does to its reader)
            answer = {"ok": False, "why": "sandi" if "password" in str(error).lower() else "rusak"}
        sys.stdout.write(json.dumps({"path": request["path"], **answer}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
