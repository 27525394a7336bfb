"""A site anywhere: what servers say, packed copies, checksums, and the archive of a year."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine

import trees
from terbuka import cli
from terbuka.kit import table
from terbuka.site import archive, hosting, sealing
from terbuka.site.policy import Policy

SCRIPT = "<script>alert(1)</script>"
HASH = "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="
PAGE = f'<html><head><meta charset="utf-8">{SCRIPT}</head></html>'


def policy(*origins: str) -> str:
    """The whole policy of a site with one inline script, whose pages frame these origins."""
    pages = Policy()
    for origin in origins or (None,):
        pages.put(PAGE, origin)
    return pages.whole()


# --- one policy ------------------------------------------------------------------------------------------


def test_a_page_says_which_scripts_it_has_and_what_it_may_frame() -> None:
    assert Policy().put(PAGE, "https://formulir.uji.example") == PAGE.replace(
        '<meta charset="utf-8">',
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"script-src 'self' 'wasm-unsafe-eval' '{HASH}'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
        "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        'frame-src https://formulir.uji.example">',
    )


def test_the_server_says_what_any_page_needs_and_that_nobody_may_frame_one() -> None:
    assert policy("https://b.example", "https://a.example", "https://b.example") == (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' '{HASH}'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-src https://a.example https://b.example; frame-ancestors 'none'"
    )


def test_a_line_never_gets_too_long_for_a_host() -> None:
    many = policy(*(f"https://formulir-permohonan-nomor-{number}.uji.example" for number in range(60)))
    assert many == policy("https:")
    assert len(many) < 1_900


# --- three ways of saying it -----------------------------------------------------------------------------


def test_the_file_of_headers() -> None:
    assert hosting.headers_file(policy()) == (
        "# Dibaca Cloudflare Pages, Netlify, dan yang serupa. Server lain: terbuka hosting.\n"
        "\n"
        "/*\n"
        f"  Content-Security-Policy: {policy()}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  X-Frame-Options: DENY\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), "
        "usb=()\n"
        "  Access-Control-Allow-Origin: *\n"
        "\n"
        "/assets/:berkas\n"
        "  Cache-Control: public, max-age=600\n"
        "\n"
        "/assets/stylesheets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "\n"
        "/pagefind/filter/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "\n"
        "/pagefind/fragment/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "\n"
        "/pagefind/index/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "\n"
        "/api/*\n"
        "  Cache-Control: public, max-age=600\n"
    )


@pytest.mark.parametrize("write", [hosting.nginx, hosting.apache], ids=["nginx", "apache"])
def test_servers_say_the_same_as_the_file(write: Callable[[str], str]) -> None:
    text = write(policy())
    assert "@@" not in text
    for name, value in hosting.headers(policy()).items():
        assert re.search(rf'(?m)^ +(add_header|Header always set) {name} "{re.escape(value)}"( always;)?$', text), name
    for folder, (caching, deep) in hosting.CACHING.items():
        assert f"/{folder}/{'' if deep else '[^/]+$'}" in text
        assert f'"{caching}"' in text
    # All else is asked for each time: an urgent notice cannot wait.
    assert '"public, max-age=0, must-revalidate"' in text


def test_the_policy_is_read_back_from_the_file() -> None:
    assert hosting.policy_of(hosting.headers_file(policy())) == policy()
    assert hosting.policy_of("/*\n  X-Frame-Options: DENY\n") is None


def test_a_referrer_is_told_as_the_pages_say_it() -> None:
    theme = (trees.REPOSITORY / "scripts/terbuka/theme/main.html").read_text("utf-8")
    assert '<meta name="referrer" content="strict-origin-when-cross-origin">' in theme


# --- a built site ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trees.grow(tmp_path_factory.mktemp("inang") / "portal")


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """A whole site with its search index and packed copies."""
    out = root.parent / "situs"
    assert cli.main(["build", "--root", str(root), "--out", str(out), "--on", "2026-06-30", "--compress"]) == 0
    return out


def listed(site: Path) -> dict[str, str]:
    """Path -> SHA-256, as the list of a site says."""
    lines = (site / "manifest-sha256.txt").read_text("utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def test_the_list_holds_every_file_that_can_be_fetched(site: Path) -> None:
    found = {name: path for name, path in sealing.files(site) if not name.endswith((".gz", ".br"))}
    assert set(found) - set(listed(site)) == {".nojekyll", "_headers", "manifest-sha256.txt"}
    assert listed(site) == {name: hashlib.sha256(found[name].read_bytes()).hexdigest() for name in sorted(listed(site))}
    assert list(listed(site)) == sorted(listed(site))


def test_what_a_page_may_do_the_server_lets_it_do(site: Path) -> None:
    """Browsers hold a page to both policies, so the header must hold every word of each page's own."""

    def directives(text: str) -> dict[str, set[str]]:
        return {name: set(words) - {"'none'"} for name, *words in (part.split() for part in text.split(";"))}

    told = directives(hosting.policy_of((site / "_headers").read_text("utf-8")) or "")
    seen = 0
    for page in site.rglob("*.html"):
        found = re.search(r'Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8"))
        assert found is not None, page
        for name, words in directives(found[1]).items():
            assert words <= told[name], page
        seen += 1
    assert seen > 30
    assert told["frame-ancestors"] == set()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_a_citizen_finds_a_changed_file(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "situs"
    shutil.copytree(site, copy)
    command = ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"]
    assert subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True).stdout == ""
    (copy / "robots.txt").write_text("lain")
    done = subprocess.run(command, cwd=copy, check=False, capture_output=True, text=True, env={"LC_ALL": "C"})
    assert done.stdout == "robots.txt: FAILED\n"


def test_packed_copies_say_the_same_and_only_where_they_are_smaller(site: Path) -> None:
    import brotli

    for name, path in sealing.files(site):
        if path.suffix in sealing.PACKED:
            continue
        copies = [path.with_name(path.name + ending) for ending in sealing.PACKED]
        wanted = path.suffix in sealing.TEXTS and path.stat().st_size >= 1024 and name != sealing.MANIFEST
        if name != sealing.MANIFEST:
            assert [copy.exists() for copy in copies] == [wanted, wanted], name
        if wanted:
            assert gzip.decompress(copies[0].read_bytes()) == path.read_bytes()
            assert brotli.decompress(copies[1].read_bytes()) == path.read_bytes()
            assert max(copy.stat().st_size for copy in copies) < path.stat().st_size


def test_packed_copies_are_the_same_each_time(site: Path, tmp_path: Path) -> None:
    plain = [(name, path) for name, path in sealing.files(site) if path.suffix not in sealing.PACKED]
    for name, path in plain:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, tmp_path / name)
    sealing.compress(tmp_path)
    again, first = ({name: path.read_bytes() for name, path in sealing.files(top)} for top in (tmp_path, site))
    assert again == first


def test_short_texts_and_what_does_not_shrink_stay_alone(tmp_path: Path) -> None:
    (tmp_path / "pendek.txt").write_bytes(b"a" * 1023)
    (tmp_path / "acak.txt").write_bytes(b"".join(hashlib.sha256(bytes([n])).digest() for n in range(64)))
    (tmp_path / "gambar.png").write_bytes(b"a" * 5000)
    assert sealing.compress(tmp_path) == 0


def test_no_file_is_cached_by_two_rules_and_what_is_kept_for_ever_has_a_name_of_its_own(site: Path) -> None:
    kept = []
    for name, path in sealing.files(site):
        rules = [
            caching
            for folder, (caching, deep) in hosting.CACHING.items()
            if name.startswith(f"{folder}/") and (deep or "/" not in name.removeprefix(f"{folder}/"))
        ]
        assert len(rules) <= 1, name
        if rules == [hosting.FOREVER] and path.suffix not in sealing.PACKED:
            kept.append(name)
    assert len(kept) > 10
    assert [name for name in kept if not re.search(r"[._][0-9a-f]{7,}\.", name)] == []


def test_the_settings_of_a_server_are_printed_from_the_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["hosting", "nginx", "--site", str(site)]) == 0
    printed = capsys.readouterr().out
    wanted = hosting.policy_of((site / "_headers").read_text("utf-8"))
    assert wanted is not None
    assert printed == hosting.nginx(wanted)


def test_settings_need_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["hosting", "apache", "--site", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"terbuka: “{tmp_path}” bukan situs yang dibangun untuk server; jalankan terbuka build lebih dahulu\n"
    )


def test_a_site_for_a_disk_needs_no_packed_copies(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--root", str(root), "--offline", "--compress"]) == 2
    assert capsys.readouterr().err == (
        "terbuka: --compress untuk server dan --offline untuk tanpa server; pilih salah satu\n"
    )


# --- the archive of a year -------------------------------------------------------------------------------


def on(year: int, month: int, day: int) -> time_machine.travel:
    """That noon at the office (WITA is eight hours ahead)."""
    return time_machine.travel(dt.datetime(year, month, day, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture(scope="module")
def packed(root: Path) -> Path:
    with on(2026, 6, 30):
        assert cli.main(["archive", "--root", str(root)]) == 0
    return root / "arsip-2026.zip"


def test_gzip_has_one_header_on_every_python() -> None:
    """Python 3.13 says "unknown" where earlier ones name the system; both are read by all."""
    data = b"terbuka " * 500
    packed = sealing.gzipped(data)
    assert packed[:10].hex() == "1f8b08000000000002ff"
    assert gzip.decompress(packed) == data
    assert sealing.gzipped(b"")[10:] == gzip.compress(b"", 9, mtime=0)[10:]
    assert packed[10:] == gzip.compress(data, 9, mtime=0)[10:]


def test_a_cell_has_one_line_end_on_every_python() -> None:
    """Python 3.13 quotes a carriage return, earlier ones leave it bare, which breaks the row."""
    assert table.rows_as_csv(["a", "b"], [["x\ry", "z\r\nw"]]) == b'a,b\n"x\ny","z\nw"\n'


def test_only_one_place_packs_with_gzip() -> None:
    """The module of the standard library writes another header from one version to the next."""
    for path in (trees.REPOSITORY / "scripts").rglob("*.py"):
        assert "gzip.compress" not in path.read_text("utf-8"), path
        assert "GzipFile" not in path.read_text("utf-8"), path


def test_the_archive_is_told_with_its_size_and_checksum(
    root: Path, tmp_path: Path, packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "lagi.zip"
    capsys.readouterr()
    with on(2026, 6, 30):
        assert cli.main(["archive", "2026", "--root", str(root), "--out", str(target)]) == 0
    assert target.read_bytes() == packed.read_bytes()
    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"Arsip: {re.escape(str(target))} \(\d{{3}} berkas, [\d.,]+ (KB|MB)\)", first)
    assert second == f"SHA-256: {hashlib.sha256(packed.read_bytes()).hexdigest()}"


def test_names_inside_are_sorted_relative_and_in_one_folder(packed: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        entries = file.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "arsip-2026/README.txt"
    assert names[1:] == sorted(names[1:])
    assert all(name.startswith("arsip-2026/situs/") and ".." not in name.split("/") for name in names[1:])
    assert "arsip-2026/situs/index.html" in names
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)  # no repository here, so no time
    }


def test_what_is_inside_explains_itself(packed: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        text = file.read("arsip-2026/README.txt").decode()
    assert text.replace("\r\n", "\n") == (
        "ARSIP 2026: Portal Uji\n"
        "\n"
        "Cara membuka\n"
        "  1. Ekstrak seluruh berkas ZIP ini ke sebuah folder, misalnya di USB.\n"
        "  2. Klik dua kali situs/index.html. Tidak perlu internet.\n"
        "  Pencarian menjadi daftar semua halaman. Dokumen dan tabel terbuka seperti biasa.\n"
        "\n"
        "Keadaan apa yang disimpan\n"
        "  Dinilai pada   : 30 Juni 2026\n"
        "  Data per       : tidak diketahui\n"
        "  Versi data     : tidak diketahui\n"
        "  Alamat portal  : https://uji.example/\n"
        "  Isi portal sesudah itu tidak ada di sini. Yang berlaku sekarang ada di alamat portal.\n"
        "\n"
        "Cara memeriksa bahwa tidak ada yang berubah\n"
        "  Linux, di dalam folder situs (di macOS: shasum -a 256 sebagai ganti sha256sum):\n"
        "    sha256sum -c --quiet manifest-sha256.txt\n"
        "  Windows (PowerShell), satu berkas, lalu bandingkan dengan barisnya di manifest-sha256.txt:\n"
        "    Get-FileHash -Algorithm SHA256 index.html\n"
        "  Sidik SHA-256 berkas ZIP ini disebut saat dibuat. Catat di tempat lain, misalnya di berita acara.\n"
    )
    assert text.count("\r\n") == text.count("\n")


def test_made_up_bodies_are_named_as_such() -> None:
    about = archive.About(year=2026, name="Portal", url="", day="", data_of="", commit="", sample=True)
    assert "DATA CONTOH: arsip ini memuat badan karangan, bukan data resmi." in archive.explanation(about)


def test_a_list_inside_covers_the_site_inside(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        file.extractall(tmp_path)
    inside = tmp_path / "arsip-2026/situs"
    names = {name for name, _ in sealing.files(inside)}
    assert names - set(listed(inside)) == {".nojekyll", "manifest-sha256.txt"}
    assert all(sealing.checksum(inside / name) == digest for name, digest in listed(inside).items())


def test_a_file_that_is_there_is_not_written_over(root: Path, packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = packed.read_bytes()
    capsys.readouterr()
    with on(2026, 6, 30):
        assert cli.main(["archive", "--root", str(root)]) == 2
    assert capsys.readouterr().err == (
        f"terbuka: “{packed}” sudah ada dan tidak ditimpa; pindahkan, atau pilih nama lain dengan --out\n"
    )
    assert packed.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2027"], "tahun 2027 belum berjalan"),
        (["--out", "arsip.tar"], "arsip adalah berkas .zip, bukan “arsip.tar”"),
        (["--out", "datasets/a.zip"], "arsip tidak ditulis di datasets/; pakai tempat lain dengan --out"),
        (["--out", "site/a.zip"], "arsip tidak ditulis di site/; pakai tempat lain dengan --out"),
        (["--out", "tidak-ada/a.zip"], "folder “tidak-ada” tidak ada"),
    ],
    ids=["a year to come", "no zip", "among the data", "in the site", "no folder"],
)
def test_wrong_use_is_told_and_nothing_is_written(
    words: list[str], said: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    before = sorted(root.rglob("*"))
    with on(2026, 6, 30):
        assert cli.main(["archive", *words]) == 2
    assert capsys.readouterr().err == f"terbuka: {said}\n"
    assert sorted(root.rglob("*")) == before


def test_a_year_that_is_over_is_kept_as_it_was_on_its_last_day(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.zip"
    with on(2027, 2, 3):
        assert cli.main(["archive", "2026", "--root", str(root), "--out", str(target)]) == 0
    capsys.readouterr()
    with zipfile.ZipFile(target) as file:
        assert "Dinilai pada   : 31 Desember 2026\r\n" in file.read("arsip-2026/README.txt").decode()


def test_younger_data_are_not_passed_off_as_those_of_the_year(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from terbuka.base import git

    monkeypatch.setattr(git, "head", lambda _: git.Commit("a" * 40, "2027-01-02T08:00:00+08:00", 1_798_848_000))
    with on(2027, 2, 3):
        assert cli.main(["archive", "2026", "--root", str(root), "--out", str(tmp_path / "a.zip")]) == 2
    assert capsys.readouterr().err == (
        "terbuka: data di folder ini lebih baru dari akhir 2026; ambil dahulu versi akhir tahun itu:\n"
        "  git worktree add --detach ../akhir-2026 $(git rev-list -1 --before=2027-01-01T00:00:00+07:00 HEAD)\n"
        "  terbuka archive 2026 --root ../akhir-2026\n"
    )


def test_blocked_data_give_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = trees.grow(tmp_path / "portal", {f"{trees.BODY}/badan.yml": "nama: [\n"})
    assert cli.main(["archive", "--root", str(root)]) == 1
    assert capsys.readouterr().out.endswith("Diblokir: perbaiki yang di atas, lalu periksa lagi.\n")
    assert not list(root.glob("*.zip"))


def test_no_half_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("penuh")

    (tmp_path / "situs").mkdir()
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    about = archive.About(year=2026, name="", url="", day="", data_of="", commit="", sample=False)
    with pytest.raises(OSError, match="penuh"):
        archive.write(tmp_path / "situs", tmp_path / "a.zip", about, 0)
    assert not (tmp_path / "a.zip").exists()
