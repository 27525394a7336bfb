"""The command for those who write data: the hints that editors give."""

from __future__ import annotations

import argparse

from terbuka.base.problem import blocking, in_order
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import portal, print_text


def run_schema(options: argparse.Namespace) -> int:
    """Write ``.vscode/`` anew from ``schemas/``; with ``--check`` only tell, and 1 when anything would change."""
    from terbuka.authoring import editors
    from terbuka.record.schemas import read_schemas

    root = portal(options)
    schemas, problems = read_schemas(root)
    if blocking(problems):
        print_text(in_order(problems), None, "id")
        return BLOCKED
    try:
        changes = editors.changes(root, schemas)
    except editors.NotPlainJson as file:
        raise WrongUse(
            f"{file} tidak terbaca sebagai JSON dan tidak disentuh; hapus komentar dan koma penutup di dalamnya, "
            "atau pindahkan berkas itu, lalu ulangi"
        ) from None
    if not options.check:
        editors.write(root, changes)
    done = {
        (False, False): "ditulis",
        (True, False): "dihapus",
        (False, True): "berubah",
        (True, True): "tidak dipakai",
    }
    for change in changes:
        print(f"{done[change.content is None, options.check]}: {change.path}")
    if not changes:
        print(f"Petunjuk untuk editor sudah sesuai dengan schemas/ ({len(schemas)} jenis data).")
        return WELL
    if options.check:
        print("Perbarui dengan terbuka schema.")
        return BLOCKED
    print("Petunjuk untuk editor sekarang sesuai dengan schemas/.")
    return WELL
