"""The command that takes out of files what they carry beside their content."""

from __future__ import annotations

import argparse

from terbuka.cli.codes import BLOCKED, WELL


def run_clean(options: argparse.Namespace) -> int:
    from terbuka.authoring import cleaning

    cleaned = cleaning.clean(options.files, write=not options.check)
    for one in cleaned:
        print(cleaning.said(one, only_check=options.check))
    print(cleaning.closing(cleaned, only_check=options.check))
    left = any(one.why for one in cleaned) or (options.check and any(one.removed for one in cleaned))
    return BLOCKED if left else WELL
