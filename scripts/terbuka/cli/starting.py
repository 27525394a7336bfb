"""The command that starts a portal: what it asks, and what is said when the portal stands."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from terbuka import __version__
from terbuka.cli.arguments import FORMS, KINDS
from terbuka.cli.codes import WELL, WrongUse
from terbuka.cli.common import at_a_terminal
from terbuka.lifecycle import placing, registry, start
from terbuka.lifecycle.start import CannotStart, Office, Supply
from terbuka.record import numerals
from terbuka.record.portal_file import REGISTRY
from terbuka.record.values import meant_id

Ask = Callable[[str], str]
_EXAMPLE = 'terbuka init portal-kami --id dinas-kesehatan --nama "Dinas Kesehatan Kabupaten …" --zona WITA'


def run_init(options: argparse.Namespace) -> int:
    from terbuka.cli import moving

    if options.catalogue is not None:
        moving.must_be_readable(options.catalogue)
    try:
        office = _office(options)
        if wrong := start.fault(office):
            raise CannotStart(wrong)
        placing.check(options.dir, among_others=options.di_sini)
        day = datetime.now(ZoneInfo(start.ZONES[office.zone])).date()
        files = start.portal_files(office, _supply(options.dari), day)
        kept = placing.place(options.dir, files, among_others=options.di_sini)
    except CannotStart as reason:
        raise WrongUse(str(reason)) from None
    except EOFError:
        raise WrongUse("jawaban berakhir sebelum selesai; tidak ada yang ditulis") from None
    print(_standing(options.dir, office, files, kept))
    return WELL if options.catalogue is None else moving.first_entries(options.dir, office.id, options.catalogue)


def _supply(source: str) -> Supply:
    if source == REGISTRY:
        return registry.supply(__version__)
    return start.own_supply()


def _office(options: argparse.Namespace) -> Office:
    """What was typed; on a terminal the rest is asked for, elsewhere all that is missing is named at once."""
    asked = {"--nama NAMA": options.nama, "--id KODE": options.id, f"--zona {'|'.join(start.ZONES)}": options.zona}
    missing = [option for option, value in asked.items() if value is None]
    office = Office(
        id=options.id or "",
        name=options.nama or "",
        zone=options.zona or "",
        form=options.bentuk or "unit-kerja",
        kind=options.jenis or "pemerintah-daerah",
    )
    if not missing:
        return office
    if not at_a_terminal():
        raise WrongUse(f"sebut juga {', '.join(missing)}; misalnya: {_EXAMPLE}")
    return _asked(office, options, input)


def _asked(office: Office, options: argparse.Namespace, ask: Ask) -> Office:
    if options.nama is None:
        office = _until_sound(office, "name", "Nama resmi kantor, misalnya Dinas Kesehatan Kabupaten …", ask)
    if options.id is None:
        words = "Kode kantor, menjadi alamat halamannya; huruf kecil, angka, tanda hubung"
        office = _until_sound(office, "id", words, ask, meant_id(office.name))
    if options.zona is None:
        office = _until_sound(office, "zone", f"Zona waktu kantor: {', '.join(start.ZONES)}", ask)
    return office


def _until_sound(office: Office, field: str, words: str, ask: Ask, meant: str = "") -> Office:
    """Ask until the answer is one that ``start`` takes; Enter takes what was ``meant``."""
    whole = {"id": "kantor", "name": "Kantor", "zone": next(iter(start.ZONES))}
    while True:
        text = ask(f"{words}{f' [{meant}]' if meant else ''}: ").strip() or meant
        text = text.upper() if field == "zone" else text
        wrong = start.fault(replace(office, **{**whole, field: text}))
        if not wrong:
            return replace(office, **{field: text})
        print(f"  {wrong[:1].upper()}{wrong[1:]}.")


def _standing(target: Path, office: Office, files: dict[str, bytes], kept: list[str]) -> str:
    size = numerals.written(sum(map(len, files.values())) / 1e6, 1)
    kind = f"{FORMS[office.form]}, {KINDS[office.kind]}, zona waktu {office.zone}"
    return "\n".join(
        [
            f"Portal {office.name} ada di {target} ({len(files)} berkas, {size} MB).",
            *kept,
            f"Dicatat sebagai {kind}; bila keliru, perbaiki di datasets/badan/{office.id}/badan.yml.",
            "Buka README.md di folder itu: lima langkah sampai portal tayang. Yang pertama dapat dicoba sekarang:",
            *([] if target.resolve() == Path.cwd() else [f'  cd "{target}"']),
            f"  {_program()} check",
        ]
    )


def _program() -> str:
    """How the program is called here: by its name, or by the Python that runs it where the name is not on the path."""
    if shutil.which("terbuka"):
        return "terbuka"
    python = sys.executable
    return f'"{python}" -m terbuka' if " " in python else f"{python} -m terbuka"
