"""The command of the desk: a receipt for who has just asked."""

from __future__ import annotations

import argparse

from terbuka.cli.codes import WELL, WrongUse
from terbuka.cli.common import blocked, portal, progress, read, site_url
from terbuka.features.receipts import issuing as receipts


def run_receipt(options: argparse.Namespace) -> int:
    root = portal(options)
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    if assessment is None:
        return blocked(problems)
    url = site_url(corpus)
    order = receipts.Order(options.number, options.body, options.register, options.out, options.baru)
    try:
        made = receipts.issue(root, corpus, assessment, order, url.rstrip("/") + "/" if url else "")
    except receipts.CannotIssue as reason:
        raise WrongUse(str(reason)) from None
    print(f"Tanda terima {made.case.record.id}:")
    for file in made.files:
        print(f"  {file}")
    if not any(file.suffix == ".pdf" for file in made.files):
        print("PDF-nya tidak dapat dibuat; cetak dari berkas HTML, isinya sama.")
    if made.replaced:
        print("Tanda terima yang lama tidak berlaku lagi sejak situs dibangun ulang.")
    print(
        "Kodenya hanya ada di berkas itu. Cetak, serahkan kepada pemohon, lalu hapus berkasnya.\n"
        f"Simpan (commit) perubahan di {made.table}; statusnya terlihat sesudah situs dibangun ulang."
    )
    return WELL
