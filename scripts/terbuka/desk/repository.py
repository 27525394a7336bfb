"""Findings of git and of the forge: history, working files, approval, where it is pushed, workflows, pages.

Promises: pure; an address of a remote is told without user and password. Sources: where GitHub, GitLab and Forgejo look
for CODEOWNERS and for workflows is said in their documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from terbuka.base.forges import FORGEJO, GITHUB, GITLAB, is_pages_host, pages_address
from terbuka.base.problem import shown
from terbuka.desk.facts import GOOD, LOOK, WRONG, Facts, Finding, some
from terbuka.desk.triggers import Pushes, of_gitlab, of_workflow
from terbuka.law.routes import is_placeholder

#: GitHub stops scheduled workflows after so many days without activity; the second leaves time to act.
STOPS_AFTER, WARNS_AFTER = 60, 45
_GITHUB_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
_GITLAB_OWNERS = ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_FORGEJO_OWNERS = (".forgejo/CODEOWNERS", ".gitea/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
#: Where a forge looks for CODEOWNERS, by its kind; anywhere when the kind is not known.
OWNERS = {
    GITHUB: _GITHUB_OWNERS,
    GITLAB: _GITLAB_OWNERS,
    FORGEJO: _FORGEJO_OWNERS,
    "": tuple(dict.fromkeys((*_GITHUB_OWNERS, *_GITLAB_OWNERS, *_FORGEJO_OWNERS))),
}
_FORGES = {GITHUB: "GitHub", GITLAB: "GitLab", FORGEJO: "Forgejo"}
_PLACES = {
    GITHUB: ".github/workflows",
    GITLAB: ".gitlab-ci.yml",
    FORGEJO: ".forgejo/workflows",
    "": ".github/workflows",
}
_CALLS = re.compile(r"^[^#\n]*\bterbuka (check|build)\b", re.MULTILINE)
_SCHEDULE = re.compile(r"""^ *schedule:|^[^#\n]*\$CI_PIPELINE_SOURCE *== *["']schedule["']""", re.MULTILINE)


def _git(facts: Facts, _today: date) -> Iterator[Finding]:
    title = "Git"
    lost = "Tanpa itu terbuka check --against dan terbuka notice tidak berjalan, dan situs tidak menyebut versinya."
    plain = facts.git_said.startswith("fatal: not a git repository") if facts.git_said else True
    said = "" if plain else f" ({shown(facts.git_said, 160)})"
    if facts.git == "tanpa-git":
        yield Finding("git", title, LOOK, "git tidak ditemukan", f"Pasang git. {lost}")
    elif facts.git == "tidak-ada":
        yield Finding("git", title, LOOK, "belum ada commit", f"Buat commit pertama. {lost}")
    elif facts.git:
        remedy = (
            "Bila portal ini baru, jalankan git init -b main, atau ikuti langkah menerbitkan di README.md. Bila folder "
            "ini dari unduhan ZIP, riwayatnya tertinggal: jalankan git clone ALAMAT di tempat lain, lalu pindahkan "
            f"perubahan Anda ke sana. {lost}"
        )
        yield Finding("git", title, LOOK, f"folder ini bukan repositori git{said}", remedy)
    elif facts.shallow:
        remedy = "Jalankan: git fetch --unshallow. Di alur kerja: fetch-depth: 0."
        yield Finding("git", title, LOOK, "riwayatnya terpotong, jadi versi lama tidak dapat dibandingkan", remedy)
    else:
        yield Finding("git", title, GOOD, "repositori lengkap")


def _private(facts: Facts, _today: date) -> Iterator[Finding]:
    if facts.git:
        return
    if facts.private:
        found = f"{len(facts.private)} berkas kerja tersimpan di git: {some(facts.private)}"
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
    places = OWNERS[_kind(facts)]
    path = facts.owners_path or places[0]
    remedy = f"Isi {path} dengan akun atau tim yang ada, hapus tanda #, lalu wajibkan persetujuannya untuk main."
    if facts.owners is None:
        yield Finding("penyetuju", title, LOOK, "CODEOWNERS tidak ada", remedy)
    elif path not in places:
        move = f"Pindahkan ke {places[0]}."
        yield Finding("penyetuju", title, LOOK, f"{path} tidak dibaca {_FORGES[_kind(facts)]}", move)
    elif not active:
        yield Finding("penyetuju", title, LOOK, "CODEOWNERS belum diaktifkan", remedy)
    elif any("NAMA-PEMELIHARA" in line for line in active):
        yield Finding("penyetuju", title, LOOK, "CODEOWNERS masih menyebut @NAMA-PEMELIHARA", remedy)
    else:
        yield Finding("penyetuju", title, GOOD, f"CODEOWNERS memuat {len(active)} aturan")


def _kind(facts: Facts) -> str:
    return facts.forge.kind if facts.forge else ""


def _remote(facts: Facts, _today: date) -> Iterator[Finding]:
    title = "Tempat unggah"
    if facts.git:
        return
    heads = facts.heads
    push = _push(facts, heads.remote or "origin")
    if not heads.remote:
        remedy = (
            "Buat repositori kosong di GitHub, GitLab, atau Codeberg, lalu jalankan: git remote add origin ALAMAT, "
            f"lalu {push}"
        )
        found = "belum ada remote, jadi semuanya hanya tersimpan di komputer ini"
        yield Finding("tempat-unggah", title, LOOK, found, remedy)
        return
    place = f"{heads.remote} → {facts.forge.shown}" if facts.forge else f"{heads.remote} → folder atau alamat lain"
    if heads.pushed:
        yield Finding("tempat-unggah", title, GOOD, shown(place, 120))
    else:
        found = f"{shown(place, 120)}, tetapi belum ada cabang yang diunggah"
        yield Finding("tempat-unggah", title, LOOK, found, f"Jalankan: {push}")


def _push(facts: Facts, remote: str) -> str:
    """The command that pushes the branch for the first time, by the name that a workflow listens to."""
    branch = facts.heads.branch or "main"
    pushes = [push for push in _pushes(facts).values() if push is not None]
    heard = not pushes or any(push.take(branch) for push in pushes)
    if not facts.heads.remote:  # which forge it will be is not known: the name has to suit them all
        heard = heard and all(push.take(branch) for push in pushes if push.names)
    name = branch if heard else _plain_name(pushes) or branch
    rename = "" if name == branch or name in facts.heads.known else f"git branch -m {name}, lalu "
    return f"{rename}git push -u {remote} {name}"


def _automation(facts: Facts) -> dict[str, str]:
    """Text of the files that the forge runs; where the forge is not known, all that stand there."""
    kind = _kind(facts)
    gitlab = {".gitlab-ci.yml": facts.gitlab_ci} if facts.gitlab_ci is not None else {}
    if kind == GITLAB:
        return gitlab
    if kind == FORGEJO:
        return dict(facts.forgejo_workflows or facts.workflows)
    return {**facts.workflows, **({} if kind == GITHUB else {**facts.forgejo_workflows, **gitlab})}


def _workflows(facts: Facts, today: date) -> Iterator[Finding]:
    title = "Alur kerja"
    files = _automation(facts)
    calls = {call for text in files.values() for call in _CALLS.findall(text)}
    daily = any(_SCHEDULE.search(text) for text in files.values())
    lacking = [f"terbuka {call}" for call in ("check", "build") if call not in calls]
    lacking += [] if daily else ["jadwal (schedule)"]
    place = _PLACES[_kind(facts)]
    origin = "portal percobaan yang dibuat terbuka init di folder lain" if facts.thin else "portal asal"
    remedy = f"Salin {place} dari {origin}; tanpanya pemeriksaan dan penerbitan tidak berjalan sendiri."
    if not files:
        found = f"{place} tidak ada" if place.endswith(".yml") else f"tidak ada di {place}"
        yield Finding("alur-kerja", title, LOOK, found, remedy)
    elif lacking:
        yield Finding("alur-kerja", title, LOOK, f"tidak ada yang memuat {', '.join(lacking)}", remedy)
    else:
        yield Finding("alur-kerja", title, GOOD, f"{len(files)} alur, memeriksa dan membangun menurut jadwal")
    if daily and facts.committed is not None and _kind(facts) in (GITHUB, ""):
        yield _quiet((today - datetime.fromtimestamp(facts.committed, UTC).date()).days)


def _branch(facts: Facts, _today: date) -> Iterator[Finding]:
    """Whether a push starts a workflow that builds. Another branch may be checked out while the right one exists."""
    title, branch = "Cabang yang diterbitkan", facts.heads.branch
    pushes = _pushes(facts)
    if facts.git or not branch or not pushes:
        return
    known = {name: push for name, push in pushes.items() if push is not None}
    if len(known) < len(pushes):
        unread = [name for name in pushes if name not in known]
        remedy = f"Pastikan sendiri bahwa {some(unread)} berjalan saat cabang {shown(branch, 60)} diunggah."
        yield Finding("cabang", title, LOOK, f"pemicu tidak terbaca: {some(unread)}", remedy)
        return
    heard = [name for name in (branch, *facts.heads.known) if any(push.take(name) for push in known.values())]
    deaf = {name: push for name, push in known.items() if push.names and not push.take(branch)}
    if branch in heard and deaf and not facts.heads.remote:
        yield _unheard(branch, deaf, "origin", elsewhere=True)
    elif branch in heard:
        yield Finding("cabang", title, GOOD, f"{shown(branch, 60)} dibangun setiap kali diunggah")
    elif heard:
        found = f"{shown(heard[0], 60)}; yang sedang terbuka {shown(branch, 60)}"
        yield Finding("cabang", title, GOOD, found)
    else:
        yield _unheard(branch, known, facts.heads.remote or "origin")


def _pushes(facts: Facts) -> dict[str, Pushes | None]:
    """By file, what starts those that build the site."""
    building = {name: text for name, text in _automation(facts).items() if "build" in _CALLS.findall(text)}
    return {name: of_gitlab(t) if name == ".gitlab-ci.yml" else of_workflow(t) for name, t in building.items()}


def _plain_name(pushes: Iterable[Pushes]) -> str | None:
    """The first name of a branch, not a pattern, that starts one of them."""
    names = sorted({name for push in pushes for name in push.names})
    return next((name for name in names if re.fullmatch(r"[A-Za-z0-9._/-]+", name)), None)


def _unheard(branch: str, known: Mapping[str, Pushes], remote: str, *, elsewhere: bool = False) -> Finding:
    """A branch that none of the files listens to; ``elsewhere``: others do, for another forge."""
    names = sorted({name for push in known.values() for name in push.names})
    own, files = shown(branch, 60), some(sorted(known))
    plain = _plain_name(known.values())
    if plain:
        found = f"{own} tidak didengar alur kerja mana pun; {files} hanya mendengar {some(names)}"
        if elsewhere:
            found = f"{own} tidak didengar {files}, yang hanya mendengar {some(names)}"
        remedy = (
            f"Jalankan: git branch -m {plain}, lalu git push -u {remote} {plain}. Sesudah itu jadikan {plain} cabang "
            "utama (default branch) di pengaturan repositori."
        )
    else:
        found = f"{own} tidak didengar alur kerja mana pun ({files})"
        remedy = f"Tambahkan di {files}: on: push: branches: [{own}]"
    return Finding("cabang", "Cabang yang diterbitkan", LOOK, found, remedy)


def _pages(facts: Facts, _today: date) -> Iterator[Finding]:
    """The address of the pages that follows from the remote, against that of the site. A domain of one's own is never
    wrong: only the forge knows whether it is set there. While the address is an example, ``setting`` asks for it."""
    title = "Alamat Pages"
    expected = expected_address(facts)
    if facts.blocked is None or expected is None or is_placeholder(facts.site_url):
        return
    host = urlsplit(facts.site_url).hostname or ""
    own, wanted = shown(facts.site_url, 120), shown(expected, 120)
    if facts.site_url.rstrip("/") == expected.rstrip("/"):
        yield Finding("alamat-pages", title, GOOD, f"{own}, seperti yang diberikan kepada repositori ini")
    elif facts.domain:
        remedy = f"Samakan: tulis site_url: {wanted} di mkdocs.yml, atau hapus content/CNAME."
        yield Finding("alamat-pages", title, LOOK, f"site_url {own}, tetapi content/CNAME menyebut {wanted}", remedy)
    elif facts.forge and is_pages_host(host, facts.forge):
        remedy = f"Tulis site_url: {wanted} di mkdocs.yml. Bila situsnya memang terbit dari repositori lain, biarkan."
        found = f"site_url {own}, padahal repositori ini terbit di {wanted}"
        yield Finding("alamat-pages", title, LOOK, found, remedy)
    else:
        yield Finding("alamat-pages", title, GOOD, f"alamat sendiri, {own}")


def expected_address(facts: Facts) -> str | None:
    """Where the site is expected from what stands in the repository: the domain that a file CNAME names, else the pages
    of the forge; None when neither tells."""
    if facts.domain:
        return f"https://{facts.domain}/"
    return pages_address(facts.forge) if facts.forge else None


def _quiet(days: int) -> Finding:
    title, found = "Perubahan terakhir", f"{max(days, 0)} hari yang lalu"
    if days < WARNS_AFTER:
        return Finding("perubahan-terakhir", title, GOOD, found)
    remedy = (
        f"GitHub menghentikan jadwal setelah {STOPS_AFTER} hari tanpa kegiatan. Periksa tab Actions; satu perubahan "
        "di main menjalankannya lagi."
    )
    return Finding("perubahan-terakhir", title, LOOK, found, remedy)


LOOKS = (_git, _private, _line_ends, _owners, _remote, _workflows, _branch, _pages)
