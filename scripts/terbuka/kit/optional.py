"""Files that a site can do without: papers and workbooks, beside pages that hold the same.

Promises: one that cannot be made takes nothing else down; it is left out, its page says so, and a note names it.
"""

from __future__ import annotations

from collections.abc import Callable

from terbuka.base.page import File
from terbuka.base.problem import Place, Problem
from terbuka.kit import lettering
from terbuka.kit.document import Document
from terbuka.kit.pdf import paper

#: What a page says where it would link to a file that could not be made.
INSTEAD = "Berkas ini belum dapat dibuat; isinya dapat dibaca di situs ini."


def optional_paper(path: str, document: Callable[[], Document]) -> File:
    """The PDF of a document at ``path``, or what stands for it; notes name letters that no font has."""
    notes: list[Problem] = []

    def content() -> bytes:
        made = paper(document())
        for sign, text in made.replaced.items():
            facts = {"huruf": lettering.codes([sign]), "isi": text, "kelompok": path}
            notes.append(Problem("huruf-tak-tercetak", Place(path), facts))
        return made.content

    file = optional(path, content)
    return File(path=path, content=file.content, instead=file.instead, notes=(*file.notes, *notes))


def optional(path: str, content: Callable[[], bytes]) -> File:
    """A file of the site, or what stands for it when it cannot be made, whatever the reason."""
    try:
        return File(path=path, content=content())
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a writer in Rust panics with an exception that is no Exception
        reason = f"{type(error).__name__}: {error}"
        return File(path=path, instead=INSTEAD, notes=(Problem("berkas-tak-jadi", Place(path), {"isi": reason}),))
