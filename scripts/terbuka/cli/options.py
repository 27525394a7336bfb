"""What several commands take behind their name: options that are the same everywhere, and the values they are given.

What needs a part of the program is loaded when a value is read.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

#: Before the first law of the catalogue (2008) nobody had a portal of this kind to keep.
_FIRST_YEAR = 2008


def add_root(command: argparse.ArgumentParser, words: str = "folder portal (bawaan: folder ini)") -> None:
    command.add_argument("--root", type=Path, default=Path(), metavar="DIR", help=words)


def add_on(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--on", type=day, metavar="HARI", help=words)


def add_body(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--body", metavar="KODE", help=words)


def add_out(command: argparse.ArgumentParser, words: str, metavar: str = "FILE") -> None:
    command.add_argument("--out", type=Path, metavar=metavar, help=words)


def add_switch(command: argparse.ArgumentParser, option: str, words: str) -> None:
    command.add_argument(option, action="store_true", help=words)


def add_checked(command: argparse.ArgumentParser) -> None:
    """What ``check`` and ``build`` share."""
    add_root(command)
    add_on(command, "nilai pada hari ini, misalnya 2026-06-30 (bawaan: hari ini; badan contoh: hari_contoh)")
    command.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa pesan (bawaan: id)")


# --- values --------------------------------------------------------------------------------------------------


def day(text: str) -> date:
    from terbuka.base.periods import FIRST_DAY, LAST_DAY, day_of

    try:
        typed = day_of(text)
        if not FIRST_DAY <= typed <= LAST_DAY:
            raise ValueError
        return typed
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-06-30"
        ) from None


def port(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan nomor port; pakai 0 sampai 65535")


def year(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) >= _FIRST_YEAR:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan tahun; tulis misalnya 2026")
