"""The command of the desk: a receipt for who has just asked."""

from __future__ import annotations

import argparse
import os

from terbuka import receipts
from terbuka.cli.common import BLOCKED, WELL, WrongUse, closing, portal, print_text, progress, read
from terbuka.problem import blocking


def run_receipt(options: argparse.Namespace) -> int:
    root = portal(options)
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    if assessment is None:
        print_text([p for p in problems if blocking([p])], None, "id")
        print(closing(BLOCKED, "id"))
        return BLOCKED
    url = os.environ.get("TERBUKA_SITE_URL", "").strip() or corpus.site_url
    order = receipts.Order(options.number, options.body, options.register, options.out, options.baru)
    try:
        made = receipts.issue(root, corpus, assessment, order, url.rstrip("/") + "/" if url else "")
    except receipts.CannotIssue as reason:
        raise WrongUse(str(reason)) from None
    print(f"Tanda terima {made.case.record.id}:")
    for file in made.files:
        print(f"  {file}")
    if made.replaced:
        print("Tanda terima yang lama tidak berlaku lagi sejak situs dibangun ulang.")
    print(
        "Kodenya hanya ada di berkas itu. Cetak, serahkan kepada pemohon, lalu hapus berkasnya.\n"
        f"Simpan (commit) perubahan di {made.table}; statusnya terlihat sesudah situs dibangun ulang."
    )
    return WELL
