"""Whether a computer and a repository are set up well: findings from facts, and how they are told.

Promises: pure; ``probe`` gathers the facts, ``cli`` gives the day. What only time brings is never ``salah``.
Judges the setting, not the records: those are ``terbuka check``'s.

Exit code: 0 when nothing is ``salah``, else 1. ``salah`` keeps the program from working or may expose people: Python,
libraries, indexer, time zones, a folder that cannot be written, no room, working registers in git. The rest is
``perlu dilihat``, whatever time brings among it: years without a calendar, 45 days without a commit. It uses no
network, and answers too when the records are blocked or a library is missing (PyYAML apart, without which no command
starts).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from terbuka.base.periods import month_day
from terbuka.base.problem import shown
from terbuka.law.routes import is_placeholder

VERSION = 1
GOOD, LOOK, WRONG = "baik", "perlu dilihat", "salah"
OLDEST_PYTHON = (3, 11)
#: Bytes free: below the first nothing can be built, below the second a large portal may not fit.
TOO_LITTLE, LITTLE = 200_000_000, 1_000_000_000
#: GitHub stops scheduled workflows after so many days without activity; the second leaves time to act.
STOPS_AFTER, WARNS_AFTER = 60, 45
_MOST_NAMED = 5
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)(?: *; *([^\\]+?))? *\\?$", re.MULTILINE)
_PLATFORM = re.compile(r"sys_platform == '(\w+)'")
_CALLS = re.compile(r"^[^#\n]*\bterbuka (check|build)\b", re.MULTILINE)
_SCHEDULE = re.compile(r"^ *schedule:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """What matters of a body: ``stage`` is ``rintisan`` or ``berjalan``."""

    id: str
    sample: bool
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found. Texts are None where a file is missing.

    ``git`` is empty when all is well, else a reason of ``git.NotReadable`` (``tanpa-git``, ``bukan-gudang``,
    ``tidak-ada`` for a repository without a commit), ``git_said`` what git said. ``committed`` is the time of the
    commit in seconds since 1970. ``blocked`` counts what blocks the records, None when they could not be read at
    all. ``private`` are files that git keeps although they may hold people. ``calendars``: law -> year -> status;
    ``calendar_asked_from``: law -> month and day from which that of the next year is asked for.
    ``free`` is in bytes. ``indexer`` is the version that answered.
    """

    python: tuple[int, int, int]
    platform: str
    lock: str | None
    installed: Mapping[str, str]
    encoding: str
    missing_zones: Sequence[str] = ()
    writable: bool = True
    free: int = LITTLE
    indexer: str | None
    git: str = ""
    git_said: str = ""
    shallow: bool = False
    committed: int | None
    private: Sequence[str] = ()
    attributes: str | None
    owners: str | None
    workflows: Mapping[str, str] = field(default_factory=dict)
    blocked: int | None = 0
    site_url: str = ""
    repository: bool = True
    bodies: Sequence[BodyFacts] = ()
    calendars: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    calendar_asked_from: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: ``state`` is ``baik``, ``perlu dilihat`` or ``salah``; ``remedy`` is empty
    when nothing is to be done."""

    code: str
    title: str
    state: str
    found: str
    remedy: str = ""


def findings(facts: Facts, today: date) -> list[Finding]:
    """All findings, in one order."""
    return [finding for look in _LOOKS for finding in look(facts, today)]


def pins(lock: str, platform: str) -> dict[str, str]:
    """Names and versions of a lock file that are meant for this platform; names as the index spells them."""
    found = {}
    for name, version, condition in _PIN.findall(lock):
        meant = _PLATFORM.fullmatch(condition)
        if not condition or (meant and meant[1] == platform):
            found[re.sub(r"[-_.]+", "-", name).lower()] = version
    return found


# --- the computer ----------------------------------------------------------------------------------------


def _python(facts: Facts, _today: date) -> Iterator[Finding]:
    mine = ".".join(map(str, facts.python))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    if facts.python[:2] < OLDEST_PYTHON:
        yield Finding("python", "Python", WRONG, mine, f"Pasang Python {wanted} atau yang lebih baru.")
    else:
        yield Finding("python", "Python", GOOD, mine)


def _packages(facts: Facts, _today: date) -> Iterator[Finding]:
    title, install = "Pustaka", "python -m pip install --require-hashes -r requirements.lock"
    if facts.lock is None:
        remedy = "Salin requirements.lock dari portal asal, supaya semua komputer memakai pustaka yang sama."
        yield Finding("pustaka", title, LOOK, "requirements.lock tidak ada", remedy)
        return
    wanted = pins(facts.lock, facts.platform)
    missing = [name for name in wanted if name not in facts.installed]
    other = [f"{n} {facts.installed[n]} (terkunci {v})" for n, v in wanted.items() if facts.installed.get(n, v) != v]
    if missing:
        yield Finding("pustaka", title, WRONG, f"belum terpasang: {_some(missing)}", f"Jalankan: {install}")
    if other:
        yield Finding("pustaka", title, LOOK, f"lain versinya: {_some(other)}", f"Jalankan: {install}")
    if not missing and not other:
        yield Finding("pustaka", title, GOOD, f"{len(wanted)} terpasang seperti dalam requirements.lock")


def _indexer(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.indexer is None:
        remedy = (
            "Pasang lagi pustaka terkunci. Sementara itu terbuka build --no-search membuat situs tanpa kotak pencarian."
        )
        yield Finding("pencarian", "Pengindeks pencarian", WRONG, "pagefind tidak dapat dijalankan", remedy)
    else:
        yield Finding("pencarian", "Pengindeks pencarian", GOOD, shown(facts.indexer, 60))


def _console(facts: Facts, _today: date) -> Iterator[Finding]:
    name = facts.encoding.lower().replace("_", "-")
    if name in ("utf-8", "utf8"):
        yield Finding("huruf", "Huruf di jendela perintah", GOOD, "UTF-8")
        return
    remedy = "Setel PYTHONUTF8=1 (Windows: setx PYTHONUTF8 1), lalu buka jendela perintah yang baru."
    found = f"{shown(facts.encoding, 40) or 'tidak diketahui'}, jadi tanda seperti “ dan → dapat gagal tampil"
    yield Finding("huruf", "Huruf di jendela perintah", LOOK, found, remedy)


def _zones(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.missing_zones:
        found = f"tidak dikenal: {_some(facts.missing_zones)}"
        remedy = (
            "Pasang pustaka tzdata: python -m pip install tzdata. Tanpanya hari dan batas waktu tidak dapat dihitung."
        )
        yield Finding("zona-waktu", "Zona waktu", WRONG, found, remedy)
    else:
        yield Finding("zona-waktu", "Zona waktu", GOOD, "dikenal untuk semua badan")


def _disk(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.writable:
        yield Finding("folder", "Folder portal", GOOD, "dapat ditulisi")
    else:
        remedy = "Pindahkan portal ke folder milik Anda, atau minta izin menulis kepada pengelola komputer."
        yield Finding("folder", "Folder portal", WRONG, "tidak dapat ditulisi", remedy)
    found = f"{facts.free // 1_000_000:_} MB".replace("_", ".")
    remedy = "Kosongkan ruang disk; membangun situs menulis semua berkas sekali lagi."
    state = WRONG if facts.free < TOO_LITTLE else LOOK if facts.free < LITTLE else GOOD
    yield Finding("ruang-disk", "Ruang disk kosong", state, found, "" if state == GOOD else remedy)


# --- git and the forge -----------------------------------------------------------------------------------


def _git(facts: Facts, _today: date) -> Iterator[Finding]:
    title = "Git"
    lost = "Tanpa itu terbuka check --against dan terbuka notice tidak berjalan, dan situs tidak menyebut versinya."
    said = f" ({shown(facts.git_said, 160)})" if facts.git_said else ""
    if facts.git == "tanpa-git":
        yield Finding("git", title, LOOK, "git tidak ditemukan", f"Pasang git. {lost}")
    elif facts.git == "tidak-ada":
        yield Finding("git", title, LOOK, "belum ada commit", f"Buat commit pertama. {lost}")
    elif facts.git:
        yield Finding("git", title, LOOK, f"folder ini bukan repositori git{said}", f"Jalankan git init. {lost}")
    elif facts.shallow:
        remedy = "Jalankan: git fetch --unshallow. Di alur kerja: fetch-depth: 0."
        yield Finding("git", title, LOOK, "riwayatnya terpotong, jadi versi lama tidak dapat dibandingkan", remedy)
    else:
        yield Finding("git", title, GOOD, "repositori lengkap")


def _private(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.git:
        return
    if facts.private:
        found = f"{len(facts.private)} berkas kerja tersimpan di git: {_some(facts.private)}"
        remedy = (
            "Mungkin memuat data pribadi. Jangan diunggah. Ikuti SECURITY.md: menghapus berkasnya saja tidak "
            "menghapus riwayatnya."
        )
        yield Finding("berkas-kerja", "Berkas kerja di git", WRONG, found, remedy)
    else:
        yield Finding("berkas-kerja", "Berkas kerja di git", GOOD, "tidak ada")


def _line_ends(facts: Facts, _today: date) -> Iterator[Finding]:
    rules = [line.split() for line in (facts.attributes or "").splitlines() if not line.startswith("#")]
    if any(rule[:1] in (["*"], ["*.csv"]) and "eol=lf" in rule for rule in rules):
        yield Finding("akhir-baris", "Akhir baris", GOOD, ".gitattributes menyimpannya dengan satu cara (LF)")
        return
    found = ".gitattributes tidak ada" if facts.attributes is None else ".gitattributes tidak memuat eol=lf"
    remedy = "Tulis * text=auto eol=lf di .gitattributes; tanpanya Windows mengubah setiap baris."
    yield Finding("akhir-baris", "Akhir baris", LOOK, found, remedy)


def _owners(facts: Facts, _today: date) -> Iterator[Finding]:
    title = "Penyetuju perubahan"
    active = [line for line in (facts.owners or "").splitlines() if line.strip() and not line.startswith("#")]
    remedy = (
        "Isi .github/CODEOWNERS dengan akun atau tim yang ada, hapus tanda #, lalu wajibkan persetujuannya untuk main."
    )
    if facts.owners is None:
        yield Finding("penyetuju", title, LOOK, "CODEOWNERS tidak ada", remedy)
    elif not active:
        yield Finding("penyetuju", title, LOOK, "CODEOWNERS belum diaktifkan", remedy)
    elif any("NAMA-PEMELIHARA" in line for line in active):
        yield Finding("penyetuju", title, LOOK, "CODEOWNERS masih menyebut @NAMA-PEMELIHARA", remedy)
    else:
        yield Finding("penyetuju", title, GOOD, f"CODEOWNERS memuat {len(active)} aturan")


def _workflows(facts: Facts, today: date) -> Iterator[Finding]:
    title = "Alur kerja"
    calls = {call for text in facts.workflows.values() for call in _CALLS.findall(text)}
    daily = any(_SCHEDULE.search(text) for text in facts.workflows.values())
    lacking = [f"terbuka {call}" for call in ("check", "build") if call not in calls]
    lacking += [] if daily else ["jadwal (schedule)"]
    remedy = "Salin .github/workflows dari portal asal; tanpanya pemeriksaan dan penerbitan tidak berjalan sendiri."
    if not facts.workflows:
        yield Finding("alur-kerja", title, LOOK, "tidak ada di .github/workflows", remedy)
    elif lacking:
        yield Finding("alur-kerja", title, LOOK, f"tidak ada yang memuat {', '.join(lacking)}", remedy)
    else:
        yield Finding("alur-kerja", title, GOOD, f"{len(facts.workflows)} alur, memeriksa dan membangun menurut jadwal")
    if daily and facts.committed is not None:
        yield _quiet((today - datetime.fromtimestamp(facts.committed, UTC).date()).days)


def _quiet(days: int) -> Finding:
    title, found = "Perubahan terakhir", f"{max(days, 0)} hari yang lalu"
    if days < WARNS_AFTER:
        return Finding("perubahan-terakhir", title, GOOD, found)
    remedy = (
        f"GitHub menghentikan jadwal setelah {STOPS_AFTER} hari tanpa kegiatan. Periksa tab Actions; satu perubahan "
        "di main menjalankannya lagi."
    )
    return Finding("perubahan-terakhir", title, LOOK, found, remedy)


# --- the portal ------------------------------------------------------------------------------------------


def _data(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.blocked is None:
        remedy = "Perbaiki dahulu yang salah di atas, atau jalankan terbuka check."
        yield Finding("data", "Data", LOOK, "belum dapat dibaca; yang di bawah ini belum lengkap", remedy)
    elif facts.blocked:
        found = f"{facts.blocked} masalah menghalangi; yang di bawah ini mungkin belum lengkap"
        yield Finding("data", "Data", LOOK, found, "Jalankan terbuka check; ia menyebut semuanya.")
    else:
        yield Finding("data", "Data", GOOD, "terbaca")


def _address(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.blocked is None:
        return
    title = "Alamat situs"
    if is_placeholder(facts.site_url):
        remedy = "Tulis alamat yang sebenarnya di site_url pada mkdocs.yml, atau setel TERBUKA_SITE_URL saat membangun."
        found = f"masih alamat contoh, {shown(facts.site_url, 80)}" if facts.site_url else "belum ada"
        yield Finding("alamat-situs", title, LOOK, found, remedy)
    else:
        yield Finding("alamat-situs", title, GOOD, shown(facts.site_url, 80))
    if facts.repository:
        yield Finding("alamat-repositori", "Alamat repositori", GOOD, "diisi; halaman memuat “Perbaiki data ini”")
    else:
        remedy = "Isi repo_url di mkdocs.yml, supaya petugas dapat membuka baris asalnya langsung dari halaman."
        found = "belum diisi, jadi halaman tidak memuat “Perbaiki data ini”"
        yield Finding("alamat-repositori", "Alamat repositori", LOOK, found, remedy)


def _bodies(facts: Facts, _today: date) -> Iterator[Finding]:
    if not facts.bodies:
        return
    starting = [b.id for b in facts.bodies if b.stage == "rintisan"]
    samples = [b.id for b in facts.bodies if b.sample]
    if starting:
        remedy = (
            "Kekurangannya tampil tetapi belum dihitung. Tetapkan dengan pimpinan hari akhirnya (rintisan_sampai di "
            "badan.yml) dan yang dipenuhi lebih dahulu (rencana.yml), lalu ubah tahap menjadi berjalan."
        )
        yield Finding("tahap", "Tahap badan", LOOK, f"masih rintisan: {_some(starting)}", remedy)
    else:
        yield Finding("tahap", "Tahap badan", GOOD, "semua berjalan")
    if samples and len(samples) < len(facts.bodies):
        remedy = "Hapus foldernya di datasets/badan/ sebelum portal diumumkan, supaya karangan tidak dikira sungguhan."
        found = f"berdampingan dengan badan sungguhan: {_some(samples)}"
        yield Finding("badan-contoh", "Badan contoh", LOOK, found, remedy)
    else:
        yield Finding("badan-contoh", "Badan contoh", GOOD, "hanya contoh" if samples else "tidak ada")


def _is_asked(today: date, from_on: str | None) -> bool:
    return from_on is not None and (today.month, today.day) >= month_day(from_on)


def _calendars(facts: Facts, today: date) -> Iterator[Finding]:
    for law, years in facts.calendars.items():
        title, base = "Kalender hari libur", f"datasets/aturan/{law}/kalender/"
        both = (today.year, today.year + 1)
        missing = [str(year) for year in both if year not in years]
        told = ", ".join(f"{year} {years[year]}" for year in both if year in years)
        if missing:
            remedy = f"Tambahkan {base}{missing[0]}.yml; batas waktu yang menyentuh tahun itu belum dapat dihitung."
            found = f"belum ada: {', '.join(missing)}" + (f" (ada: {told})" if told else "")
            yield Finding("kalender", title, LOOK, found, remedy)
        elif years[today.year] == "perkiraan":
            remedy = f"Cocokkan {base}{today.year}.yml dengan keputusan bersamanya, lalu ubah statusnya menjadi tetap."
            yield Finding("kalender", title, LOOK, told, remedy)
        elif years[both[1]] == "perkiraan" and _is_asked(today, facts.calendar_asked_from.get(law)):
            remedy = f"Ganti {base}{both[1]}.yml dengan daftar dari keputusan bersamanya, lalu ubah statusnya."
            yield Finding("kalender", title, LOOK, told, remedy)
        else:
            yield Finding("kalender", title, GOOD, told)


_LOOKS: tuple[Callable[[Facts, date], Iterator[Finding]], ...] = (
    _python,
    _packages,
    _indexer,
    _console,
    _zones,
    _disk,
    _git,
    _private,
    _line_ends,
    _owners,
    _workflows,
    _data,
    _address,
    _bodies,
    _calendars,
)


# --- told ------------------------------------------------------------------------------------------------


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    rest = len(names) - _MOST_NAMED
    told = ", ".join(shown(name, 120) for name in names[:_MOST_NAMED])
    return f"{told}, dan {rest} lainnya" if rest > 0 else told


def as_text(found: Sequence[Finding]) -> str:
    """One line a finding, what to do below it, the sum at the end."""
    width = max(len(state) for state in (GOOD, LOOK, WRONG))
    lines = []
    for finding in found:
        lines.append(f"{finding.state:{width}}  {finding.title}: {finding.found}")
        if finding.remedy:
            lines.append(f"{'':{width}}  → {finding.remedy}")
    counts = [f"{state} {sum(f.state == state for f in found)}" for state in (GOOD, LOOK, WRONG)]
    return "\n".join([*lines, "", ", ".join(counts)])


def as_json(found: Sequence[Finding], code: int, today: date) -> str:
    """Shape of ``terbuka doctor --json``; the day is ISO text, ``cara`` null when nothing is to be done."""
    made = {
        "versi": VERSION,
        "kode_keluar": code,
        "pada": today.isoformat(),
        "hasil": [
            {"kode": f.code, "judul": f.title, "keadaan": f.state, "temuan": f.found, "cara": f.remedy or None}
            for f in found
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)
