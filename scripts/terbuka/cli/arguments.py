"""What may be typed behind each command: one function a command adds its options, in the order of its help.

What needs a part of the program is loaded by the function of that command.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from terbuka.cli.options import add_body, add_checked, add_on, add_out, add_root, add_switch, day, port, year

AS_CHECK = "nilai pada hari ini (bawaan: seperti check)"
LOOKED_FROM = "lihat dari hari ini (bawaan: seperti check)"
SITE = "folder hasil (bawaan: site/ di dalam root)"
ONLY_TELL = "hanya sebutkan, jangan menulis; 1 bila ada yang berubah"
FOR_PROGRAMS = "jawaban untuk program"
#: Behind ``import``: a catalogue from elsewhere, not the office's own register.
CATALOGUE = "katalog"
#: What the body of a new portal may be (``bentuk`` and ``jenis_badan`` of ``badan.yml``), in the words of the answer.
FORMS = {"unit-kerja": "unit kerja", "badan-publik": "badan publik"}
KINDS = {
    "pemerintah-daerah": "pemerintah daerah",
    "kementerian-lembaga": "kementerian atau lembaga",
    "bumn-bumd": "BUMN atau BUMD",
    "partai-politik": "partai politik",
    "organisasi": "organisasi nonpemerintah",
}


def of_check(command: argparse.ArgumentParser) -> None:
    add_checked(command)
    command.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="bentuk jawaban (bawaan: text)"
    )
    command.add_argument(
        "--against",
        metavar="REF",
        help="bandingkan dengan versi ini di git, misalnya origin/main; kekurangan yang sudah ada di sana dimaafkan",
    )
    add_switch(
        command,
        "--semua",
        "sebut setiap kekurangan dengan pasalnya, juga bila banyak (bawaan: langkah berikutnya dan jumlahnya)",
    )


def of_build(command: argparse.ArgumentParser) -> None:
    add_checked(command)
    add_out(command, SITE, "DIR")
    add_switch(command, "--strict", "kembalikan 3 dan jangan terbit bila ada kekurangan")
    add_switch(command, "--no-search", "tanpa indeks pencarian (lebih cepat, untuk mencoba)")
    add_switch(
        command,
        "--offline",
        "situs yang dibuka dengan klik dua kali, tanpa server dan tanpa sambungan, misalnya dari USB",
    )
    add_switch(
        command,
        "--compress",
        "tambah salinan .gz dan .br di samping setiap teks, untuk server yang mengirimnya apa adanya",
    )


def of_notice(command: argparse.ArgumentParser) -> None:
    add_root(command)
    add_out(command, SITE, "DIR")
    command.add_argument(
        "--base",
        metavar="REF",
        default="HEAD",
        help="cari versi baik mulai dari sini, lalu ke belakang (bawaan: HEAD)",
    )
    add_on(command, AS_CHECK)
    add_switch(command, "--no-search", "tanpa indeks pencarian (lebih cepat)")


def of_hosting(command: argparse.ArgumentParser) -> None:
    command.add_argument("server", choices=("apache", "nginx"), metavar="SERVER", help="nginx atau apache")
    command.add_argument("--site", type=Path, metavar="DIR", help="folder situs (bawaan: site/ di dalam root)")
    add_root(command)


def of_archive(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "year",
        nargs="?",
        type=year,
        metavar="TAHUN",
        help="tahun yang sudah lewat, dinilai pada 31 Desember (bawaan: tahun ini, dinilai hari ini)",
    )
    add_out(command, "berkas baru (bawaan: arsip-TAHUN.zip di dalam root)")
    add_root(command)


def of_serve(command: argparse.ArgumentParser) -> None:
    add_root(command)
    command.add_argument(
        "--port", type=port, default=8000, metavar="N", help="nomor port; 0 mencari yang kosong (bawaan: 8000)"
    )
    add_on(command, AS_CHECK)


def of_deadline(command: argparse.ArgumentParser) -> None:
    command.add_argument("clock", metavar="TENGGAT", help="kode batas waktu, misalnya pemberitahuan")
    command.add_argument("day", type=day, metavar="HARI", help="hari peristiwanya (hari nol), misalnya 2026-03-13")
    add_switch(command, "--extended", "dengan perpanjangan menurut aturannya")
    add_body(command, "badan yang hukum dan libur setempatnya dipakai")
    add_switch(command, "--json", FOR_PROGRAMS)
    add_root(command)


def of_due(command: argparse.ArgumentParser) -> None:
    add_root(command)
    add_on(command, LOOKED_FROM)
    add_body(command, "hanya badan ini")
    command.add_argument(
        "--format",
        choices=("text", "json", "markdown", "ics", "forge"),
        default="text",
        help="bentuk jawaban; ics untuk kalender kantor, jangan diterbitkan; forge untuk terbuka isu (bawaan: text)",
    )
    add_switch(command, "--privat", "untuk forge: hanya kantor yang membaca isunya, jadi sebut juga yang internal")
    add_out(command, "untuk forge: berkas di folder privat/ atau di luar repositori (bawaan: dicetak)")


def of_issues(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help="jawaban terbuka due --format forge, atau - untuk masukan baku"
    )


def of_dashboard(command: argparse.ArgumentParser) -> None:
    add_root(command)
    add_on(command, LOOKED_FROM)
    add_body(command, "lembar badan ini (bawaan: satu-satunya badan, atau gambaran semua unit)")
    add_out(command, "berkas .html di luar git (bawaan: di dalam folder privat/)")


def of_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="tabel tertentu (bawaan: semua tabel badan)"
    )
    add_root(command)
    add_switch(command, "--check", ONLY_TELL)
    add_switch(command, "--all", "tampilkan semua sel yang berubah, bukan 20 yang pertama")


def of_clean(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="berkas yang dibersihkan di tempatnya")
    add_switch(command, "--check", "hanya sebutkan, jangan menulis; 1 bila ada yang dihapus")


def of_workbook(command: argparse.ArgumentParser) -> None:
    add_body(command, "badan pemilik register, bila portal ini punya beberapa")
    add_root(command)
    add_out(command, "nama berkas .xlsx di luar repositori (bawaan: privat/register-KODE.xlsx)")


def of_import(command: argparse.ArgumentParser) -> None:
    from terbuka.intake.template import REGISTERS
    from terbuka.portal.features import doors

    opened = doors()
    command.add_argument(
        "register",
        choices=(CATALOGUE, *REGISTERS, *opened),
        help="register yang diisi; katalog mengisi daftar informasi",
    )
    command.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="buku kerja kantor (.xlsx), unduhan formulir daring (.xlsx, .csv), atau katalog yang disimpan "
        "(jawaban CKAN, DCAT, data.json)",
    )
    add_body(command, "badan pemilik register, bila portal ini punya beberapa")
    add_root(command)
    command.add_argument(
        "--mapping", type=Path, metavar="FILE", help="pemetaan judul kolom (bawaan: impor.yml milik badan dan aturan)"
    )
    add_switch(command, "--check", ONLY_TELL)
    add_switch(command, "--partly", "ambil baris yang baik walau ada yang ditolak (bawaan: semua atau tidak)")
    for door in opened.values():
        door.arguments(command)
    add_switch(command, "--all", "tampilkan semua baris, bukan 20 yang pertama")


def of_audit(command: argparse.ArgumentParser) -> None:
    from terbuka.cli.auditing import typed_period

    command.add_argument("action", choices=("new",), help="new: kertas kerja baru")
    command.add_argument(
        "period", type=typed_period, metavar="PERIODE", help="tahun (2026) atau semester (2026-1, 2026-2)"
    )
    add_body(command, "badan yang diaudit, bila portal ini punya beberapa")
    add_out(command, "nama berkas .xlsx di luar repositori (bawaan: privat/audit-PERIODE-KODE.xlsx)")
    add_on(command, AS_CHECK)
    add_root(command)


def of_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", metavar="KODE", help="kode di dalam kurung siku, misalnya tanggal-salah")


def of_new(command: argparse.ArgumentParser) -> None:
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
    add_body(command, "badan pemilik catatan, bila portal ini punya beberapa")
    command.add_argument(
        "--answers",
        dest="answer_file",
        type=Path,
        metavar="BERKAS",
        help="untuk dataset: jawaban dalam berkas YAML, kunci yang sama dengan KOLOM=NILAI",
    )
    add_root(command)


def of_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("dataset", metavar="DATASET", help="kode himpunan data: nama foldernya di data/")
    add_body(command, "badan pemilik data, bila portal ini punya beberapa")
    command.add_argument("--note", metavar="TEKS", help="mengapa datanya berubah, satu kalimat")
    add_on(command, "hari rilis (bawaan: hari ini di kantor itu)")
    add_root(command)


def of_doctor(command: argparse.ArgumentParser) -> None:
    add_switch(command, "--json", FOR_PROGRAMS)
    add_root(command)


def of_attest(command: argparse.ArgumentParser) -> None:
    command.add_argument("entry", metavar="ENTRI", help="kode entri di DIP, misalnya profil-biro")
    command.add_argument(
        "--by", metavar="JABATAN", help="jabatan yang memeriksa, bukan nama orang (bawaan: ditanyakan)"
    )
    command.add_argument("--checked", metavar="TEKS", help="apa yang dibandingkan dengan apa (bawaan: ditanyakan)")
    add_on(command, "hari pemeriksaan (bawaan: hari ini di kantor itu)")
    add_body(command, "badan pemilik entri, bila kodenya ada di beberapa badan")
    add_root(command)


def of_measure(command: argparse.ArgumentParser) -> None:
    command.add_argument("body", metavar="BADAN", help="kode badan")
    add_root(command)


def of_schema(command: argparse.ArgumentParser) -> None:
    add_root(command)
    add_switch(command, "--check", ONLY_TELL)


def of_receipt(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", metavar="NOMOR", help="nomor pendaftaran di register, atau kode publiknya")
    add_body(command, "badan pemilik perkara, bila nomornya ada di beberapa badan")
    command.add_argument(
        "--register", choices=("permohonan", "keberatan"), help="register tempat nomornya dicatat (bawaan: keduanya)"
    )
    add_out(command, "folder di luar git untuk berkasnya (bawaan: privat/tanda-terima)", "DIR")
    add_switch(command, "--baru", "ganti tanda terima yang sudah ada; yang lama tidak berlaku lagi")
    add_on(command, "hari ini menurut Anda (bawaan: seperti check)")
    add_root(command)


def of_init(command: argparse.ArgumentParser) -> None:
    command.add_argument("dir", type=Path, metavar="DIR", help="folder portal; belum ada, atau baru berisi repositori")
    command.add_argument("--id", metavar="KODE", help="kode badan, menjadi alamatnya, misalnya dinas-kesehatan")
    command.add_argument("--nama", metavar="NAMA", help="nama resmi badan, di antara tanda kutip")
    command.add_argument(
        "--zona", type=str.upper, metavar="ZONA", help="zona waktu kantor: WIB (barat), WITA (tengah), atau WIT (timur)"
    )
    command.add_argument(
        "--bentuk",
        choices=FORMS,
        help="unit kerja (misalnya biro atau dinas) atau badan publik sendiri (bawaan: unit-kerja)",
    )
    command.add_argument(
        "--jenis",
        choices=KINDS,
        help="jenis badan menurut hukum (bawaan: pemerintah-daerah)",
    )
    command.add_argument(
        "--dari",
        choices=("pustaka", "pypi"),
        default="pustaka",
        help="program ikut di folder pustaka/ portal, atau diambil menurut nama lewat pip (bawaan: pustaka)",
    )
    add_switch(command, "--di-sini", "taruh di antara berkas yang sudah ada; tidak ada yang ditimpa")
    command.add_argument(
        "--dari-katalog",
        dest="catalogue",
        type=Path,
        metavar="FILE",
        help="isi daftar informasi dari katalog yang disimpan: jawaban CKAN, DCAT, atau data.json",
    )


def of_export(command: argparse.ArgumentParser) -> None:
    add_body(command, "hanya badan ini (bawaan: semua)")
    add_switch(command, "--riwayat", "sertakan riwayat git sebagai satu berkas, termasuk yang pernah dihapus")
    add_out(command, "berkas .zip baru di luar git (bawaan: privat/data-portal.zip)")
    add_root(command)


def of_upgrade(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "what",
        nargs="?",
        metavar="WHEEL|VERSI",
        help="berkas wheel atau nomor versi (bawaan: yang terbaru di pustaka/, atau lewat pip bila sumber: pypi)",
    )
    add_root(command)
    add_switch(
        command, "--check", "hanya sebutkan apa yang berubah, jangan menulis; 1 bila ada yang berubah atau menghalangi"
    )
    command.add_argument(
        "--jawab",
        action="append",
        default=[],
        metavar="KOLOM=NILAI",
        help="isian wajib yang baru; BADAN:KOLOM=NILAI untuk satu badan saja",
    )
    add_switch(
        command,
        "--cari",
        "sebut juga versi baru yang dikenal pip bila programnya ada di pustaka/",
    )
    add_switch(
        command,
        "--tanpa-alur",
        "biarkan .github/workflows/ seperti adanya; hanya orang yang boleh mengubahnya di GitHub",
    )
    add_switch(command, "--dari-salinan", "jadikan portal lama, yang masih memuat seluruh program, portal yang ramping")
    add_on(command, AS_CHECK)
    # Between two versions of the program: what one says of a portal, and the hash of the wheel that was unpacked.
    command.add_argument("--potret", action="store_true", help=argparse.SUPPRESS)
    command.add_argument("--terbongkar", default="", help=argparse.SUPPRESS)
