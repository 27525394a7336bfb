"""The grammar of the command: what may be typed, and what its help says.

Loads no part of the program: each command names the function that carries it out, and ``carry_out`` loads that one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from terbuka import __released__, __version__
from terbuka.cli import arguments


class Command(NamedTuple):
    """``run`` is ``module:function`` below ``terbuka.cli``; ``arguments`` adds what may be typed behind the name."""

    name: str
    help: str
    run: str
    arguments: Callable[[argparse.ArgumentParser], None]


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """The grammar of the command; README's help block equals what it prints. With the name of the command that is
    ``asked``, the others are only named: what may be typed behind one can need the features of the portal."""
    top = argparse.ArgumentParser(
        prog="terbuka",
        description="Portal keterbukaan informasi dari data di git: periksa kewajiban, lalu bangun situsnya.",
    )
    top.add_argument("--version", action="version", version=f"terbuka {__version__} ({__released__})")
    commands = top.add_subparsers(title="perintah", metavar="PERINTAH", required=True)
    for one in COMMANDS:
        command = commands.add_parser(one.name, help=one.help)
        command.set_defaults(run=one.run)
        if asked in (None, one.name):
            one.arguments(command)
    return top


def carry_out(options: argparse.Namespace) -> int:
    """Load the module of the command that was typed, and run it; its exit code."""
    module, _, function = options.run.partition(":")
    return int(getattr(import_module(f"terbuka.cli.{module}"), function)(options))


#: All commands, in the order of the help.
COMMANDS = (
    Command("check", "periksa data dan ketersediaan informasi wajib", "building:run_check", arguments.of_check),
    Command("build", "periksa, lalu bangun situs", "building:run_build", arguments.of_build),
    Command(
        "notice",
        "terbitkan peringatan sekarang, di atas data baik terakhir bila data terbaru diblokir",
        "urgent:run_notice",
        arguments.of_notice,
    ),
    Command(
        "hosting",
        "tampilkan setelan server untuk situs yang sudah dibangun",
        "hosting:run_hosting",
        arguments.of_hosting,
    ),
    Command(
        "archive",
        "simpan keadaan akhir tahun sebagai satu ZIP yang dibuka tanpa internet",
        "hosting:run_archive",
        arguments.of_archive,
    ),
    Command(
        "serve",
        "tampilkan situs di komputer ini, dan perbarui saat data berubah",
        "building:run_serve",
        arguments.of_serve,
    ),
    Command(
        "deadline",
        "hitung hari terakhir sebuah batas waktu, dengan penjelasannya",
        "tools:run_deadline",
        arguments.of_deadline,
    ),
    Command(
        "due",
        "sebutkan apa yang lewat, jatuh tempo, dan berakhir, menurut badan dan hari",
        "morning:run_due",
        arguments.of_due,
    ),
    Command(
        "isu",
        "perbarui isu tiap badan di GitHub atau GitLab menurut terbuka due --format forge",
        "issues:run_issues",
        arguments.of_issues,
    ),
    Command(
        "dashboard",
        "buat dasbor untuk pimpinan dan PPID Utama: satu berkas HTML, tidak diterbitkan",
        "dashboard:run_dashboard",
        arguments.of_dashboard,
    ),
    Command(
        "format",
        "rapikan tabel (CSV) yang disimpan Excel, tanpa mengubah isinya",
        "tools:run_format",
        arguments.of_format,
    ),
    Command(
        "bersihkan",
        "hapus lokasi, pembuat, dan keterangan lain dari foto, rekaman, PDF, dan berkas Office",
        "cleaning:run_clean",
        arguments.of_clean,
    ),
    Command(
        "register-privat",
        "buat buku kerja Excel untuk register kantor yang memuat data pribadi",
        "office:run_workbook",
        arguments.of_workbook,
    ),
    Command(
        "import",
        "ambil yang boleh dibaca umum dari register kantor, atau isi katalog data yang lama",
        "office:run_import",
        arguments.of_import,
    ),
    Command(
        "audit",
        "buat kertas kerja audit internal, terisi angka yang dapat dihitung",
        "auditing:run_audit",
        arguments.of_audit,
    ),
    Command(
        "explain",
        "jelaskan sebuah kode masalah: arti, alasan, dan cara memperbaikinya",
        "tools:run_explain",
        arguments.of_explain,
    ),
    Command(
        "new",
        "tambah satu catatan atau badan: bertanya seperlunya, memeriksa, lalu menulis",
        "creating:run_new",
        arguments.of_new,
    ),
    Command(
        "release",
        "catat rilis himpunan data: baris yang masuk, keluar, dan berubah sejak rilis terakhir",
        "data:run_release",
        arguments.of_release,
    ),
    Command(
        "doctor",
        "periksa apakah komputer dan repositori ini siap: git, pustaka, setelan",
        "tools:run_doctor",
        arguments.of_doctor,
    ),
    Command(
        "attest", "catat bahwa satu entri sudah diperiksa dan masih benar", "tools:run_attest", arguments.of_attest
    ),
    Command(
        "measure", "catat keadaan indikator hari ini, pada akhir triwulan", "morning:run_measure", arguments.of_measure
    ),
    Command(
        "schema", "perbarui petunjuk untuk editor (.vscode/) dari schemas/", "writing:run_schema", arguments.of_schema
    ),
    Command(
        "receipt",
        "buat tanda terima berkode (PDF dan HTML) untuk satu permohonan atau keberatan",
        "desk:run_receipt",
        arguments.of_receipt,
    ),
    Command(
        "export",
        "bawa semua yang diisi kantor sebagai satu ZIP yang dapat dibaca program lain",
        "moving:run_export",
        arguments.of_export,
    ),
    Command("init", "buat portal baru dengan satu badan, tanpa data contoh", "starting:run_init", arguments.of_init),
    Command(
        "upgrade",
        "pindah ke versi program dan hukum yang lebih baru, sesudah menyebut apa yang berubah",
        "upgrading:run_upgrade",
        arguments.of_upgrade,
    ),
)
