"""What a PDF does by itself or on a click that is more than going to a place: programs, sending, opening the outside.

Names are compared after their escapes are read, in packed objects too, because pikepdf gives both unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from terbuka.record.inside import markup
from terbuka.record.inside.findings import Refused

#: Never, wherever they stand.
RUNNING = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "kirim",
    "/ImportData": "impor",
    "/RichMediaExecute": "javascript",
}
#: A link may do this when it is clicked; a document may not do it by itself.
_OUTWARD = frozenset(("/URI", "/GoToR", "/GoToE"))
_MOST_STEPS = 50


def refuse_actions(document: pikepdf.Pdf) -> None:
    """Raise ``Refused("aksi", which)`` for the first action that is not allowed."""
    for item in document.objects:
        for held in _dictionaries(item, 0):
            _refuse(held)
    for step in _steps(document.Root.get("/OpenAction")):
        if str(step.get("/S", "")) in _OUTWARD:
            raise Refused("aksi", "alamat")
    names = document.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and _filled(names.get("/JavaScript")):
        raise Refused("aksi", "javascript")
    _refuse_forms(document.Root.get("/AcroForm"))


def _refuse(held: Any) -> None:
    sort = held.get("/S")
    if isinstance(sort, pikepdf.Name) and str(sort) in RUNNING and held.get("/Type") != "/StructElem":
        raise Refused("aksi", RUNNING[str(sort)])
    if sort is not None and isinstance(held.get("/JS"), pikepdf.String | pikepdf.Stream):
        raise Refused("aksi", "javascript")
    more = held.get("/AA")
    if isinstance(more, pikepdf.Dictionary):
        for action in dict(more.items()).values():
            if any(str(step.get("/S", "")) in _OUTWARD for step in _steps(action)):
                raise Refused("aksi", "alamat")


def _filled(tree: Any) -> bool:
    held = [tree.get(key) for key in ("/Names", "/Kids")] if isinstance(tree, pikepdf.Dictionary) else []
    return any(isinstance(entries, pikepdf.Array) and len(entries) > 0 for entries in held)


def _steps(action: Any) -> Iterator[Any]:
    """An action and those that follow it; a plain destination is none."""
    waiting, seen = [action], 0
    while waiting and seen < _MOST_STEPS:
        step = waiting.pop()
        seen += 1
        if isinstance(step, pikepdf.Dictionary):
            yield step
            after = step.get("/Next")
            waiting += list(after) if isinstance(after, pikepdf.Array) else [after]


def _dictionaries(item: Any, depth: int) -> Iterator[Any]:
    """The dictionary, and those that stand directly in it."""
    if depth > _MOST_STEPS:
        return
    if isinstance(item, pikepdf.Stream):
        yield from _dictionaries(item.stream_dict, depth)
    elif isinstance(item, pikepdf.Dictionary):
        yield item
        for value in dict(item.items()).values():
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _dictionaries(value, depth + 1)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _dictionaries(value, depth + 1)


def _refuse_forms(form: Any) -> None:
    """Forms of the kind XFA carry their programs as XML."""
    held = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    streams = list(held) if isinstance(held, pikepdf.Array) else [held]
    whole = b"".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
    if not whole.strip():
        return
    root = markup.tree(whole.strip())
    if root is None:
        raise Refused("aksi", "javascript") if b"<script" in whole else Refused("rusak")
    for element in root.iter("{*}script", "{*}submit"):
        if markup.local(element) == "submit" or (element.text or "").strip():
            raise Refused("aksi", "kirim" if markup.local(element) == "submit" else "javascript")
