"""The command that takes out of files what they carry beside their content."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from terbuka.cli.common import BLOCKED, WELL


def grammar(commands: Any) -> None:
    wash = commands.add_parser(
        "bersihkan", help="hapus lokasi, pembuat, dan keterangan lain dari foto, rekaman, PDF, dan berkas Office"
    )
    wash.add_argument("files", nargs="+", type=Path, metavar="FILE", help="berkas yang dibersihkan di tempatnya")
    wash.add_argument("--check", action="store_true", help="hanya sebutkan, jangan menulis; 1 bila ada yang dihapus")
    wash.set_defaults(run=run_clean)


def run_clean(options: argparse.Namespace) -> int:
    from terbuka.authoring import cleaning

    cleaned = cleaning.clean(options.files, write=not options.check)
    for one in cleaned:
        print(cleaning.said(one, only_check=options.check))
    print(cleaning.closing(cleaned, only_check=options.check))
    left = any(one.why for one in cleaned) or (options.check and any(one.removed for one in cleaned))
    return BLOCKED if left else WELL
