"""The grammar of the command: what may be typed, and what its help says."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from terbuka import __version__
from terbuka.base.periods import FIRST_DAY, LAST_DAY, day_of
from terbuka.cli import auditing, cleaning, hosting, office
from terbuka.cli.building import run_build, run_check, run_serve
from terbuka.cli.creating import run_new
from terbuka.cli.dashboard import run_dashboard
from terbuka.cli.data import run_release
from terbuka.cli.desk import run_receipt
from terbuka.cli.morning import run_due, run_measure
from terbuka.cli.tools import run_attest, run_deadline, run_doctor, run_explain, run_format, run_init
from terbuka.cli.urgent import run_notice
from terbuka.cli.writing import run_schema

#: Days that can be asked for; further out a year or a period more would leave the calendar.


def parser() -> argparse.ArgumentParser:
    """The grammar of the command; README's help block equals what it prints."""
    top = argparse.ArgumentParser(
        prog="terbuka",
        description="Portal keterbukaan informasi dari data di git: periksa kewajiban, lalu bangun situsnya.",
    )
    top.add_argument("--version", action="version", version=f"terbuka {__version__}")
    commands = top.add_subparsers(title="perintah", metavar="PERINTAH", required=True)

    check = commands.add_parser("check", help="periksa data dan ketersediaan informasi wajib")
    _common(check)
    check.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="bentuk jawaban (bawaan: text)"
    )
    check.add_argument(
        "--against",
        metavar="REF",
        help="bandingkan dengan versi ini di git, misalnya origin/main; kekurangan yang sudah ada di sana dimaafkan",
    )
    check.set_defaults(run=run_check)

    build = commands.add_parser("build", help="periksa, lalu bangun situs")
    _common(build)
    build.add_argument("--out", type=Path, metavar="DIR", help="folder hasil (bawaan: site/ di dalam root)")
    build.add_argument("--strict", action="store_true", help="kembalikan 3 dan jangan terbit bila ada kekurangan")
    build.add_argument("--no-search", action="store_true", help="tanpa indeks pencarian (lebih cepat, untuk mencoba)")
    build.add_argument(
        "--offline",
        action="store_true",
        help="situs yang dibuka dengan klik dua kali, tanpa server dan tanpa sambungan, misalnya dari USB",
    )
    build.add_argument(
        "--compress",
        action="store_true",
        help="tambah salinan .gz dan .br di samping setiap teks, untuk server yang mengirimnya apa adanya",
    )
    build.set_defaults(run=run_build)

    notice = commands.add_parser(
        "notice", help="terbitkan peringatan sekarang, di atas data baik terakhir bila data terbaru diblokir"
    )
    notice.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    notice.add_argument("--out", type=Path, metavar="DIR", help="folder hasil (bawaan: site/ di dalam root)")
    notice.add_argument(
        "--base",
        metavar="REF",
        default="HEAD",
        help="cari versi baik mulai dari sini, lalu ke belakang (bawaan: HEAD)",
    )
    notice.add_argument("--on", type=_day, metavar="HARI", help="nilai pada hari ini (bawaan: seperti check)")
    notice.add_argument("--no-search", action="store_true", help="tanpa indeks pencarian (lebih cepat)")
    notice.set_defaults(run=run_notice)

    hosting.grammar(commands)

    preview = commands.add_parser("serve", help="tampilkan situs di komputer ini, dan perbarui saat data berubah")
    preview.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    preview.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help="nomor port; 0 mencari yang kosong (bawaan: 8000)",
    )
    preview.add_argument("--on", type=_day, metavar="HARI", help="nilai pada hari ini (bawaan: seperti check)")
    preview.set_defaults(run=run_serve)

    clock = commands.add_parser("deadline", help="hitung hari terakhir sebuah batas waktu, dengan penjelasannya")
    clock.add_argument("clock", metavar="TENGGAT", help="kode batas waktu, misalnya pemberitahuan")
    clock.add_argument("day", type=_day, metavar="HARI", help="hari peristiwanya (hari nol), misalnya 2026-03-13")
    clock.add_argument("--extended", action="store_true", help="dengan perpanjangan menurut aturannya")
    clock.add_argument("--body", metavar="KODE", help="badan yang hukum dan libur setempatnya dipakai")
    clock.add_argument("--json", action="store_true", help="jawaban untuk program")
    clock.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    clock.set_defaults(run=run_deadline)

    due = commands.add_parser("due", help="sebutkan apa yang lewat, jatuh tempo, dan berakhir, menurut badan dan hari")
    due.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    due.add_argument("--on", type=_day, metavar="HARI", help="lihat dari hari ini (bawaan: seperti check)")
    due.add_argument("--body", metavar="KODE", help="hanya badan ini")
    due.add_argument(
        "--format",
        choices=("text", "json", "markdown", "ics"),
        default="text",
        help="bentuk jawaban; ics untuk kalender kantor, jangan diterbitkan (bawaan: text)",
    )
    due.set_defaults(run=run_due)

    board = commands.add_parser(
        "dashboard", help="buat dasbor untuk pimpinan dan PPID Utama: satu berkas HTML, tidak diterbitkan"
    )
    board.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    board.add_argument("--on", type=_day, metavar="HARI", help="lihat dari hari ini (bawaan: seperti check)")
    board.add_argument(
        "--body", metavar="KODE", help="lembar badan ini (bawaan: satu-satunya badan, atau gambaran semua unit)"
    )
    board.add_argument(
        "--out", type=Path, metavar="FILE", help="berkas .html di luar git (bawaan: di dalam folder privat/)"
    )
    board.set_defaults(run=run_dashboard)

    tidy = commands.add_parser("format", help="rapikan tabel (CSV) yang disimpan Excel, tanpa mengubah isinya")
    tidy.add_argument("files", nargs="*", type=Path, metavar="FILE", help="tabel tertentu (bawaan: semua tabel badan)")
    tidy.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    tidy.add_argument("--check", action="store_true", help="hanya sebutkan, jangan menulis; 1 bila ada yang berubah")
    tidy.add_argument("--all", action="store_true", help="tampilkan semua sel yang berubah, bukan 20 yang pertama")
    tidy.set_defaults(run=run_format)

    cleaning.grammar(commands)
    office.grammar(commands)
    auditing.grammar(commands, _day)

    about = commands.add_parser("explain", help="jelaskan sebuah kode masalah: arti, alasan, dan cara memperbaikinya")
    about.add_argument("code", metavar="KODE", help="kode di dalam kurung siku, misalnya tanggal-salah")
    about.set_defaults(run=run_explain)

    new = commands.add_parser(
        "new", help="tambah satu catatan atau badan: bertanya seperlunya, memeriksa, lalu menulis"
    )
    new.add_argument(
        "kind",
        metavar="JENIS",
        help="badan, entri, pernyataan, keterangan, pemenuhan, paket, peringatan, dikecualikan, nama berkas lain "
        "milik badan, dataset (lalu berkas CSV-nya), tanda-terima (lalu nomornya), "
        "atau register-privat",
    )
    new.add_argument(
        "answers",
        nargs="*",
        metavar="KOLOM=NILAI",
        help="jawaban yang sudah diketahui; daftar dipisah titik koma, isi bertingkat memakai titik "
        "(bantuan.telepon=112); untuk badan: kodenya dahulu",
    )
    new.add_argument("--body", metavar="KODE", help="badan pemilik catatan, bila portal ini punya beberapa")
    new.add_argument(
        "--answers",
        dest="answer_file",
        type=Path,
        metavar="BERKAS",
        help="untuk dataset: jawaban dalam berkas YAML, kunci yang sama dengan KOLOM=NILAI",
    )
    new.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    new.set_defaults(run=run_new)

    release = commands.add_parser(
        "release", help="catat rilis himpunan data: baris yang masuk, keluar, dan berubah sejak rilis terakhir"
    )
    release.add_argument("dataset", metavar="DATASET", help="kode himpunan data: nama foldernya di data/")
    release.add_argument("--body", metavar="KODE", help="badan pemilik data, bila portal ini punya beberapa")
    release.add_argument("--note", metavar="TEKS", help="mengapa datanya berubah, satu kalimat")
    release.add_argument("--on", type=_day, metavar="HARI", help="hari rilis (bawaan: hari ini di kantor itu)")
    release.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    release.set_defaults(run=run_release)

    doctor = commands.add_parser(
        "doctor", help="periksa apakah komputer dan repositori ini siap: git, pustaka, setelan"
    )
    doctor.add_argument("--json", action="store_true", help="jawaban untuk program")
    doctor.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    doctor.set_defaults(run=run_doctor)

    attest = commands.add_parser("attest", help="catat bahwa satu entri sudah diperiksa dan masih benar")
    attest.add_argument("entry", metavar="ENTRI", help="kode entri di DIP, misalnya profil-biro")
    attest.add_argument("--by", required=True, metavar="JABATAN", help="jabatan yang memeriksa, bukan nama orang")
    attest.add_argument("--checked", required=True, metavar="TEKS", help="apa yang dibandingkan dengan apa")
    attest.add_argument("--on", type=_day, metavar="HARI", help="hari pemeriksaan (bawaan: hari ini di kantor itu)")
    attest.add_argument("--body", metavar="KODE", help="badan pemilik entri, bila kodenya ada di beberapa badan")
    attest.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    attest.set_defaults(run=run_attest)

    measure = commands.add_parser("measure", help="catat keadaan indikator hari ini, pada akhir triwulan")
    measure.add_argument("body", metavar="BADAN", help="kode badan")
    measure.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    measure.set_defaults(run=run_measure, on=None, lang="id")

    hints = commands.add_parser("schema", help="perbarui petunjuk untuk editor (.vscode/) dari schemas/")
    hints.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    hints.add_argument("--check", action="store_true", help="hanya sebutkan, jangan menulis; 1 bila ada yang berubah")
    hints.set_defaults(run=run_schema)

    receipt = commands.add_parser(
        "receipt", help="buat tanda terima berkode (PDF dan HTML) untuk satu permohonan atau keberatan"
    )
    receipt.add_argument("number", metavar="NOMOR", help="nomor pendaftaran di register, atau kode publiknya")
    receipt.add_argument("--body", metavar="KODE", help="badan pemilik perkara, bila nomornya ada di beberapa badan")
    receipt.add_argument(
        "--register", choices=("permohonan", "keberatan"), help="register tempat nomornya dicatat (bawaan: keduanya)"
    )
    receipt.add_argument(
        "--out", type=Path, metavar="DIR", help="folder di luar git untuk berkasnya (bawaan: privat/tanda-terima)"
    )
    receipt.add_argument(
        "--baru", action="store_true", help="ganti tanda terima yang sudah ada; yang lama tidak berlaku lagi"
    )
    receipt.add_argument("--on", type=_day, metavar="HARI", help="hari ini menurut Anda (bawaan: seperti check)")
    receipt.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    receipt.set_defaults(run=run_receipt)

    init = commands.add_parser("init", help="buat portal baru dengan satu badan, tanpa data contoh")
    init.add_argument("dir", type=Path, metavar="DIR", help="folder baru")
    init.add_argument(
        "--root",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="portal asal aturan dan skema (bawaan: folder ini)",
    )
    init.add_argument(
        "--id",
        default="kantor-kami",
        metavar="KODE",
        help="kode badan, menjadi alamatnya (bawaan: kantor-kami)",
    )
    init.add_argument("--nama", default="Kantor Kami", metavar="NAMA", help="nama badan (bawaan: Kantor Kami)")
    init.set_defaults(run=run_init)
    return top


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder portal (bawaan: folder ini)")
    command.add_argument(
        "--on",
        type=_day,
        metavar="HARI",
        help="nilai pada hari ini, misalnya 2026-06-30 (bawaan: hari ini; badan contoh: hari_contoh)",
    )
    command.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa pesan (bawaan: id)")


def _day(text: str) -> date:
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
