"""The grammar of the command: what may be typed, and what its help says.

Loads no part of the program: each command names the function that carries it out, and ``carry_out`` loads that one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from terbuka import __version__

#: Before the first law of the catalogue (2008) nobody had a portal of this kind to keep.
_FIRST_YEAR = 2008
AS_CHECK = "nilai pada hari ini (bawaan: seperti check)"
LOOKED_FROM = "lihat dari hari ini (bawaan: seperti check)"
SITE = "folder hasil (bawaan: site/ di dalam root)"
ONLY_TELL = "hanya sebutkan, jangan menulis; 1 bila ada yang berubah"
FOR_PROGRAMS = "jawaban untuk program"


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
    top.add_argument("--version", action="version", version=f"terbuka {__version__}")
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


# --- what several commands take ------------------------------------------------------------------------------


def _root(command: argparse.ArgumentParser, words: str = "folder portal (bawaan: folder ini)") -> None:
    command.add_argument("--root", type=Path, default=Path(), metavar="DIR", help=words)


def _on(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--on", type=_day, metavar="HARI", help=words)


def _body(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--body", metavar="KODE", help=words)


def _out(command: argparse.ArgumentParser, words: str, metavar: str = "FILE") -> None:
    command.add_argument("--out", type=Path, metavar=metavar, help=words)


def _yes(command: argparse.ArgumentParser, option: str, words: str) -> None:
    command.add_argument(option, action="store_true", help=words)


def _checked(command: argparse.ArgumentParser) -> None:
    """What ``check`` and ``build`` share."""
    _root(command)
    _on(command, "nilai pada hari ini, misalnya 2026-06-30 (bawaan: hari ini; badan contoh: hari_contoh)")
    command.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa pesan (bawaan: id)")


# --- the commands --------------------------------------------------------------------------------------------


def _check(command: argparse.ArgumentParser) -> None:
    _checked(command)
    command.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="bentuk jawaban (bawaan: text)"
    )
    command.add_argument(
        "--against",
        metavar="REF",
        help="bandingkan dengan versi ini di git, misalnya origin/main; kekurangan yang sudah ada di sana dimaafkan",
    )


def _build(command: argparse.ArgumentParser) -> None:
    _checked(command)
    _out(command, SITE, "DIR")
    _yes(command, "--strict", "kembalikan 3 dan jangan terbit bila ada kekurangan")
    _yes(command, "--no-search", "tanpa indeks pencarian (lebih cepat, untuk mencoba)")
    _yes(
        command,
        "--offline",
        "situs yang dibuka dengan klik dua kali, tanpa server dan tanpa sambungan, misalnya dari USB",
    )
    _yes(
        command,
        "--compress",
        "tambah salinan .gz dan .br di samping setiap teks, untuk server yang mengirimnya apa adanya",
    )


def _notice(command: argparse.ArgumentParser) -> None:
    _root(command)
    _out(command, SITE, "DIR")
    command.add_argument(
        "--base",
        metavar="REF",
        default="HEAD",
        help="cari versi baik mulai dari sini, lalu ke belakang (bawaan: HEAD)",
    )
    _on(command, AS_CHECK)
    _yes(command, "--no-search", "tanpa indeks pencarian (lebih cepat)")


def _hosting(command: argparse.ArgumentParser) -> None:
    command.add_argument("server", choices=("apache", "nginx"), metavar="SERVER", help="nginx atau apache")
    command.add_argument("--site", type=Path, metavar="DIR", help="folder situs (bawaan: site/ di dalam root)")
    _root(command)


def _archive(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "year",
        nargs="?",
        type=_year,
        metavar="TAHUN",
        help="tahun yang sudah lewat, dinilai pada 31 Desember (bawaan: tahun ini, dinilai hari ini)",
    )
    _out(command, "berkas baru (bawaan: arsip-TAHUN.zip di dalam root)")
    _root(command)


def _serve(command: argparse.ArgumentParser) -> None:
    _root(command)
    command.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="nomor port; 0 mencari yang kosong (bawaan: 8000)"
    )
    _on(command, AS_CHECK)


def _deadline(command: argparse.ArgumentParser) -> None:
    command.add_argument("clock", metavar="TENGGAT", help="kode batas waktu, misalnya pemberitahuan")
    command.add_argument("day", type=_day, metavar="HARI", help="hari peristiwanya (hari nol), misalnya 2026-03-13")
    _yes(command, "--extended", "dengan perpanjangan menurut aturannya")
    _body(command, "badan yang hukum dan libur setempatnya dipakai")
    _yes(command, "--json", FOR_PROGRAMS)
    _root(command)


def _due(command: argparse.ArgumentParser) -> None:
    _root(command)
    _on(command, LOOKED_FROM)
    _body(command, "hanya badan ini")
    command.add_argument(
        "--format",
        choices=("text", "json", "markdown", "ics"),
        default="text",
        help="bentuk jawaban; ics untuk kalender kantor, jangan diterbitkan (bawaan: text)",
    )


def _dashboard(command: argparse.ArgumentParser) -> None:
    _root(command)
    _on(command, LOOKED_FROM)
    _body(command, "lembar badan ini (bawaan: satu-satunya badan, atau gambaran semua unit)")
    _out(command, "berkas .html di luar git (bawaan: di dalam folder privat/)")


def _format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="tabel tertentu (bawaan: semua tabel badan)"
    )
    _root(command)
    _yes(command, "--check", ONLY_TELL)
    _yes(command, "--all", "tampilkan semua sel yang berubah, bukan 20 yang pertama")


def _clean(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="berkas yang dibersihkan di tempatnya")
    _yes(command, "--check", "hanya sebutkan, jangan menulis; 1 bila ada yang dihapus")


def _workbook(command: argparse.ArgumentParser) -> None:
    _body(command, "badan pemilik register, bila portal ini punya beberapa")
    _root(command)
    _out(command, "nama berkas .xlsx di luar repositori (bawaan: privat/register-KODE.xlsx)")


def _import(command: argparse.ArgumentParser) -> None:
    from terbuka.intake.template import REGISTERS
    from terbuka.portal.features import doors

    opened = doors()
    command.add_argument("register", choices=(*REGISTERS, *opened), help="register yang diisi")
    command.add_argument(
        "file", type=Path, metavar="FILE", help="buku kerja kantor (.xlsx), atau unduhan formulir daring (.xlsx, .csv)"
    )
    _body(command, "badan pemilik register, bila portal ini punya beberapa")
    _root(command)
    command.add_argument(
        "--mapping", type=Path, metavar="FILE", help="pemetaan judul kolom (bawaan: impor.yml milik badan dan aturan)"
    )
    _yes(command, "--check", ONLY_TELL)
    _yes(command, "--partly", "ambil baris yang baik walau ada yang ditolak (bawaan: semua atau tidak)")
    for door in opened.values():
        door.arguments(command)
    _yes(command, "--all", "tampilkan semua baris, bukan 20 yang pertama")


def _audit(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("new",), help="new: kertas kerja baru")
    command.add_argument("period", type=_period, metavar="PERIODE", help="tahun (2026) atau semester (2026-1, 2026-2)")
    _body(command, "badan yang diaudit, bila portal ini punya beberapa")
    _out(command, "nama berkas .xlsx di luar repositori (bawaan: privat/audit-PERIODE-KODE.xlsx)")
    _on(command, AS_CHECK)
    _root(command)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", metavar="KODE", help="kode di dalam kurung siku, misalnya tanggal-salah")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "kind",
        metavar="JENIS",
        help="badan, entri, pernyataan, keterangan, pemenuhan, paket, peringatan, dikecualikan, nama berkas lain "
        "milik badan, dataset (lalu berkas CSV-nya), tanda-terima (lalu nomornya), "
        "atau register-privat",
    )
    command.add_argument(
        "answers",
        nargs="*",
        metavar="KOLOM=NILAI",
        help="jawaban yang sudah diketahui; daftar dipisah titik koma, isi bertingkat memakai titik "
        "(bantuan.telepon=112); untuk badan: kodenya dahulu",
    )
    _body(command, "badan pemilik catatan, bila portal ini punya beberapa")
    command.add_argument(
        "--answers",
        dest="answer_file",
        type=Path,
        metavar="BERKAS",
        help="untuk dataset: jawaban dalam berkas YAML, kunci yang sama dengan KOLOM=NILAI",
    )
    _root(command)


def _release(command: argparse.ArgumentParser) -> None:
    command.add_argument("dataset", metavar="DATASET", help="kode himpunan data: nama foldernya di data/")
    _body(command, "badan pemilik data, bila portal ini punya beberapa")
    command.add_argument("--note", metavar="TEKS", help="mengapa datanya berubah, satu kalimat")
    _on(command, "hari rilis (bawaan: hari ini di kantor itu)")
    _root(command)


def _doctor(command: argparse.ArgumentParser) -> None:
    _yes(command, "--json", FOR_PROGRAMS)
    _root(command)


def _attest(command: argparse.ArgumentParser) -> None:
    command.add_argument("entry", metavar="ENTRI", help="kode entri di DIP, misalnya profil-biro")
    command.add_argument("--by", required=True, metavar="JABATAN", help="jabatan yang memeriksa, bukan nama orang")
    command.add_argument("--checked", required=True, metavar="TEKS", help="apa yang dibandingkan dengan apa")
    _on(command, "hari pemeriksaan (bawaan: hari ini di kantor itu)")
    _body(command, "badan pemilik entri, bila kodenya ada di beberapa badan")
    _root(command)


def _measure(command: argparse.ArgumentParser) -> None:
    command.add_argument("body", metavar="BADAN", help="kode badan")
    _root(command)


def _schema(command: argparse.ArgumentParser) -> None:
    _root(command)
    _yes(command, "--check", ONLY_TELL)


def _receipt(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", metavar="NOMOR", help="nomor pendaftaran di register, atau kode publiknya")
    _body(command, "badan pemilik perkara, bila nomornya ada di beberapa badan")
    command.add_argument(
        "--register", choices=("permohonan", "keberatan"), help="register tempat nomornya dicatat (bawaan: keduanya)"
    )
    _out(command, "folder di luar git untuk berkasnya (bawaan: privat/tanda-terima)", "DIR")
    _yes(command, "--baru", "ganti tanda terima yang sudah ada; yang lama tidak berlaku lagi")
    _on(command, "hari ini menurut Anda (bawaan: seperti check)")
    _root(command)


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("dir", type=Path, metavar="DIR", help="folder baru")
    _root(command, "portal asal aturan dan skema (bawaan: folder ini)")
    command.add_argument(
        "--id", default="kantor-kami", metavar="KODE", help="kode badan, menjadi alamatnya (bawaan: kantor-kami)"
    )
    command.add_argument("--nama", default="Kantor Kami", metavar="NAMA", help="nama badan (bawaan: Kantor Kami)")


#: All commands, in the order of the help.
COMMANDS = (
    Command("check", "periksa data dan ketersediaan informasi wajib", "building:run_check", _check),
    Command("build", "periksa, lalu bangun situs", "building:run_build", _build),
    Command(
        "notice",
        "terbitkan peringatan sekarang, di atas data baik terakhir bila data terbaru diblokir",
        "urgent:run_notice",
        _notice,
    ),
    Command("hosting", "tampilkan setelan server untuk situs yang sudah dibangun", "hosting:run_hosting", _hosting),
    Command(
        "archive",
        "simpan keadaan akhir tahun sebagai satu ZIP yang dibuka tanpa internet",
        "hosting:run_archive",
        _archive,
    ),
    Command("serve", "tampilkan situs di komputer ini, dan perbarui saat data berubah", "building:run_serve", _serve),
    Command(
        "deadline", "hitung hari terakhir sebuah batas waktu, dengan penjelasannya", "tools:run_deadline", _deadline
    ),
    Command(
        "due", "sebutkan apa yang lewat, jatuh tempo, dan berakhir, menurut badan dan hari", "morning:run_due", _due
    ),
    Command(
        "dashboard",
        "buat dasbor untuk pimpinan dan PPID Utama: satu berkas HTML, tidak diterbitkan",
        "dashboard:run_dashboard",
        _dashboard,
    ),
    Command("format", "rapikan tabel (CSV) yang disimpan Excel, tanpa mengubah isinya", "tools:run_format", _format),
    Command(
        "bersihkan",
        "hapus lokasi, pembuat, dan keterangan lain dari foto, rekaman, PDF, dan berkas Office",
        "cleaning:run_clean",
        _clean,
    ),
    Command(
        "register-privat",
        "buat buku kerja Excel untuk register kantor yang memuat data pribadi",
        "office:run_workbook",
        _workbook,
    ),
    Command("import", "ambil kolom yang boleh dibaca umum dari register kantor", "office:run_import", _import),
    Command(
        "audit", "buat kertas kerja audit internal, terisi angka yang dapat dihitung", "auditing:run_audit", _audit
    ),
    Command(
        "explain", "jelaskan sebuah kode masalah: arti, alasan, dan cara memperbaikinya", "tools:run_explain", _explain
    ),
    Command(
        "new", "tambah satu catatan atau badan: bertanya seperlunya, memeriksa, lalu menulis", "creating:run_new", _new
    ),
    Command(
        "release",
        "catat rilis himpunan data: baris yang masuk, keluar, dan berubah sejak rilis terakhir",
        "data:run_release",
        _release,
    ),
    Command(
        "doctor", "periksa apakah komputer dan repositori ini siap: git, pustaka, setelan", "tools:run_doctor", _doctor
    ),
    Command("attest", "catat bahwa satu entri sudah diperiksa dan masih benar", "tools:run_attest", _attest),
    Command("measure", "catat keadaan indikator hari ini, pada akhir triwulan", "morning:run_measure", _measure),
    Command("schema", "perbarui petunjuk untuk editor (.vscode/) dari schemas/", "writing:run_schema", _schema),
    Command(
        "receipt",
        "buat tanda terima berkode (PDF dan HTML) untuk satu permohonan atau keberatan",
        "desk:run_receipt",
        _receipt,
    ),
    Command("init", "buat portal baru dengan satu badan, tanpa data contoh", "tools:run_init", _init),
)


# --- values --------------------------------------------------------------------------------------------------


def _day(text: str) -> date:
    from terbuka.base.periods import FIRST_DAY, LAST_DAY, day_of

    try:
        day = day_of(text)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-06-30"
        ) from None


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan nomor port; pakai 0 sampai 65535")


def _year(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) >= _FIRST_YEAR:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan tahun; tulis misalnya 2026")


def _period(text: str) -> str:
    from terbuka.features.audit.judge import span_of

    try:
        span_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan periode; tulis tahun atau tahun-semester, misalnya 2026 atau 2026-1"
        ) from None
    return text
