"""What a citizen does on the portal, in a phone-sized browser: write a letter, count days, keep notes, print.

The portal is built once from the repository, with two things changed: the sample has a WhatsApp number, and a
name that tries to be markup.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import axe_playwright_python
import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

import test_scripts
import trees
from browser import running_browser
from terbuka.duties.corpus import Corpus
from terbuka.portal.load import load
from web import Served, serving

ROOT = trees.REPOSITORY
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SAMPLE, REAL = "biro-contoh", "biro-pemerintahan-setda-ntt"
PHONE = {"width": 360, "height": 740}
NASTY = "<img src=x onerror=alert(1)> & \"kutip\" 'tunggal'"
NOON = "2025-06-02T12:00:00+08:00"
READING = (
    "Tiap alasan punya waktunya sendiri: kantor yang diam dihitung sejak batas jawabannya lewat, penolakan sejak "
    "penolakannya Anda terima. Paling aman pakai akhir yang paling awal di antara yang belum lewat. "
    "(UU 14/2008 Pasal 35 ayat (1) dan Pasal 36 ayat (1); bacaan kami)"
)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("warga") / "portal"
    for part in ("schemas", "datasets", "content"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    body = f"datasets/badan/{SAMPLE}/badan.yml"
    trees.change(root, body, "laman: https", "whatsapp: '+6281200000000'\nlaman: https")
    trees.change(root, body, "nama_pendek: Biro Contoh", 'nama_pendek: "Biro <img src=x onerror=alert(1)>"')
    # An office that is closed on a day of its own: the table of its page must know.
    text = (root / body).read_text("utf-8")
    day = "libur_setempat:\n  - {tanggal: 2026-08-03, nama: Hari Provinsi Contoh, keputusan: Pergub Contoh 1/2026}\n"
    trees.put(root, body, text + day)
    return root


@pytest.fixture(scope="module")
def served(portal: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    out = tmp_path_factory.mktemp("warga-situs") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "terbuka", "build", "--no-search", "--root", str(portal), "--out", str(out)],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "scripts"), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(out, "/portal/") as server:
        yield server


@pytest.fixture(scope="module")
def corpus(portal: Path) -> Corpus:
    found, problems = load(portal)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


def opened(context: BrowserContext, served: Served, address: str, now: str = NOON) -> tuple[Page, list[str]]:
    """A page at a fixed moment, and everything that must stay empty: complaints, dialogs, requests elsewhere."""
    page = context.new_page()
    page.clock.set_fixed_time(now)
    said: list[str] = []
    # This portal is built without its search index: that one file is not there.
    page.on(
        "console", lambda m: said.append(m.text) if m.type == "error" and "pagefind" not in str(m.location) else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: said.append(r.url) if not r.url.startswith((served.url, "data:", "blob:")) else None)
    page.goto(served.url + address, wait_until="networkidle")
    return page, said


def kept(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("Object.assign({}, localStorage)")
    return found


def shown(page: Page) -> str:
    """The visible sheet, one space between words."""
    return re.sub(r"\s+", " ", page.locator(".paper").first.inner_text())


def lines(place: Locator) -> list[str]:
    return [line for line in place.inner_text().split("\n") if line]


def fill_request(page: Page) -> None:
    page.get_by_label("Nama (wajib)").fill(f"CONTOH {NASTY}")
    page.get_by_label("Alamat").fill("Jalan Contoh 2 Kota Contoh")
    page.get_by_label("Nomor telepon atau pos-el").fill("warga@contoh.example")
    page.get_by_label("Rincian informasi").fill("Laporan keuangan 2025; lampirannya")
    page.get_by_label("Tujuan penggunaan").fill("Penelitian")
    page.get_by_label("Mendapat salinan digital").check()
    page.get_by_label("Pos-el", exact=True).check()
    page.get_by_label("Kota atau kabupaten").fill("Kota Contoh")


# --- letters ---------------------------------------------------------------------------------------------


def test_a_request_is_written_whole(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/permohonan/")
    fill_request(page)
    text = shown(page)
    assert f"Nama CONTOH {NASTY}" in text
    assert "X Perorangan" in text
    assert "X Mendapat salinan digital (softcopy)" in text
    assert "Lampiran salinan KTP, atau surat keterangan kependudukan dari Dukcapil" in text
    assert "Kota Contoh, 2 Juni 2025" in text
    assert "DATA CONTOH, bukan keadaan sebenarnya" in text
    assert "paling lambat 10 hari kerja sejak permintaan diterima. Perpanjangan hanya satu kali, 7 hari kerja" in text
    assert page.locator(".paper img").count() == 0
    page.get_by_role("button", name="Salin teks").click()
    page.get_by_text("Teks surat tersalin").wait_for()
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "DATA CONTOH, bukan keadaan sebenarnya\n"
        "FORMULIR PERMINTAAN INFORMASI PUBLIK\n"
        "Yth. PPID Biro Contoh, Sekretariat Daerah Provinsi Contoh\n"
        "Dengan hormat, saya mengajukan permintaan informasi publik:\n"
        f"Nama: CONTOH {NASTY}\n"
        "Alamat: Jalan Contoh 2 Kota Contoh\n"
        "Nomor telepon / pos-el: warga@contoh.example\n"
        "Meminta sebagai: Perorangan\n"
        "Rincian informasi yang dibutuhkan: Laporan keuangan 2025; lampirannya\n"
        "Tujuan penggunaan informasi: Penelitian\n"
        "Cara memperoleh informasi: Mendapat salinan digital (softcopy)\n"
        "Cara mendapatkan salinan: Pos-el\n"
        "Lampiran: salinan KTP, atau surat keterangan kependudukan dari Dukcapil\n"
        "Kota Contoh, 2 Juni 2025\n"
        "Hormat saya,\n"
        f"CONTOH {NASTY}"
    )
    letter = page.get_by_role("link", name="Kirim lewat pos-el").get_attribute("href") or ""
    assert letter.startswith("mailto:ppid@biro.contoh.example?subject=")
    sent = parse_qs(urlsplit(letter).query)
    assert sent["subject"] == [f"Permintaan informasi publik – CONTOH {NASTY}"]
    assert sent["body"] == [copied.replace("\n", "\r\n")]
    chat = page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href") or ""
    assert chat.startswith("https://wa.me/6281200000000?text=")
    assert unquote(chat.partition("text=")[2]) == copied
    assert kept(page) == {}
    assert said == []


def test_nothing_is_kept_unless_asked(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served, f"{SAMPLE}/permohonan/")
    fill_request(page)
    before = len(served.seen)
    assert kept(page) == {}
    page.get_by_label("Simpan isian ini di HP ini").check()
    assert list(kept(page)) == [f"surat:{SAMPLE}:permohonan"]
    page.reload(wait_until="networkidle")
    assert page.get_by_label("Rincian informasi").input_value() == "Laporan keuangan 2025; lampirannya"
    assert page.get_by_label("Mendapat salinan digital").is_checked()
    assert "Laporan keuangan 2025; lampirannya" in shown(page)
    page.get_by_label("Simpan isian ini di HP ini").uncheck()
    assert kept(page) == {}
    page.get_by_label("Simpan isian ini di HP ini").check()
    page.get_by_role("button", name="Kosongkan isian").click()
    assert kept(page) == {}
    assert page.get_by_label("Rincian informasi").input_value() == ""
    assert not [path for path, _, _ in served.seen[before:] if "Laporan" in path or "?" in path]


def test_a_letter_that_is_not_whole_says_what_is_missing(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/permohonan/")
    page.get_by_label("Nama (wajib)").fill("CONTOH")
    page.get_by_role("link", name="Kirim lewat pos-el").click()
    alert = page.get_by_role("alert")
    assert lines(alert) == [
        "Surat belum lengkap. Isi dulu:",
        "Alamat",
        "Nomor telepon atau pos-el",
        "Rincian informasi",
        "Tujuan penggunaan",
    ]
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.get_by_role("link", name="Rincian informasi").click()
    assert page.evaluate("document.activeElement.id") == "f-rincian"
    assert page.get_by_label("Rincian informasi").get_attribute("aria-invalid") == "true"
    # Enter in a field sends nothing anywhere.
    page.get_by_label("Nama (wajib)").press("Enter")
    assert page.url == served.url + f"{SAMPLE}/permohonan/"
    assert said == []


@pytest.mark.parametrize("kind", ["permohonan", "keberatan", "pengaduan", "pengalaman"])
@pytest.mark.parametrize("body", [SAMPLE, REAL])
def test_letters_print_on_few_pages(kind: str, body: str, browser: Browser, served: Served) -> None:
    """Blank without scripts: two copies on two sheets. Written: one page, two when it is long; nothing else prints."""
    pages = {}
    for scripts in (False, True):
        context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(served.url + f"{body}/{kind}/")
        if not scripts:
            assert page.locator(".fields").is_hidden()
        for long in (False, True) if scripts else (False,):
            if long:
                area = page.locator("#f-rincian, #f-kasus, #f-uraian, #f-cerita").first
                area.fill("Data tahun 2025 menurut kecamatan. " * 55)
            document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
            texts = [document[i].get_textpage().get_text_range() for i in range(len(document))]
            pages[scripts, long] = len(document)
            assert [round(x) for x in document[0].get_size()] == [595, 842]
            whole = "\n".join(texts)
            assert "Yth." in texts[0]
            assert "Beranda" not in whole
            assert "Cetak / simpan PDF" not in whole
            assert ("DATA CONTOH" in texts[0]) == (body == SAMPLE)
            if not scripts:
                assert ["Lembar untuk kantor" in texts[0], "Lembar untuk kantor" in texts[1]] == [True, False]
            document.close()
        context.close()
    assert pages == {(False, False): 2, (True, False): 1, (True, True): 2}


def test_two_copies_when_asked(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served, f"{SAMPLE}/permohonan/")
    fill_request(page)
    page.get_by_label("Cetak dua rangkap").check()
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    assert len(texts) == 2
    assert all("Laporan keuangan 2025; lampirannya" in text for text in texts)
    document.close()


def test_a_missing_duty_fills_in_the_letter(phone: BrowserContext, served: Served) -> None:
    """From the availability page: the class decides the step, the title comes from the portal's own list."""
    page, said = opened(phone, served, f"{REAL}/ketersediaan/")
    row = page.locator("li.duty[id=alamat-tugas-fungsi], li.duty[data-status=none]").filter(
        has=page.locator("a.step", has_text="Ajukan keberatan")
    )
    title = str(row.first.locator(".t a").first.text_content())
    row.first.locator("a.step").first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_text(f"Surat sudah diisi tentang: {title}").wait_for()
    assert "#" not in page.url
    assert page.locator("input[name=alasan]:checked").evaluate_all("all => all.map(e => e.value)") == ["b"]
    assert page.get_by_label("Informasi yang diminta").input_value() == title
    case = page.get_by_label("Ceritakan singkat apa yang terjadi").input_value()
    assert case.startswith(f"Informasi berkala “{title}” (")
    assert "Pasal" in case
    assert page.get_by_label("Nomor pendaftaran permintaan").input_value() == ""
    page.get_by_label("Jabatan Atasan PPID").fill("Jabatan Contoh")
    assert "Yth. Atasan PPID Jabatan Contoh, Biro Pemerintahan" in shown(page)
    page.goto(served.url + f"{REAL}/setiap-saat/", wait_until="networkidle")
    page.get_by_role("link", name=re.compile("^Minta informasi ini")).first.click()
    page.get_by_text("Surat sudah diisi tentang: ").wait_for()
    assert "Pasal" in page.get_by_label("Rincian informasi").input_value()
    assert said == []
    assert kept(page) == {}


@pytest.mark.parametrize("duty", ["tidak-ada", "constructor", "__proto__", "<img src=x>"])
def test_a_strange_fragment_is_only_text(duty: str, phone: BrowserContext, served: Served) -> None:
    page, said = opened(
        phone,
        served,
        f"{SAMPLE}/keberatan/#kewajiban={duty}&informasi=%3Cimg%20src=x%20onerror=alert(1)%3E&__proto__=x&alasan=c,z&kuasa="
        + "k" * 900,
    )
    assert page.get_by_label("Informasi yang diminta").input_value() == "<img src=x onerror=alert(1)>"
    assert page.locator("input[name=alasan]:checked").evaluate_all("all => all.map(e => e.value)") == ["c"]
    assert len(page.get_by_label("Nama kuasa").input_value()) == 200
    assert page.locator(".paper img").count() == 0
    assert said == []


def test_secrecy_of_identity_is_in_the_complaint(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/pengaduan/")
    assert "WhatsApp" in page.locator("main, .page").first.inner_text()
    page.get_by_label("Rahasiakan identitas saya").check()
    page.get_by_label("Dimintai biaya yang tidak semestinya").check()
    page.get_by_label("Apa yang terjadi").fill("Loket tutup sebelum jamnya.")
    text = shown(page)
    assert "X Saya minta identitas saya dirahasiakan (UU 25/2009 Pasal 42)" in text
    assert "X Dimintai biaya yang tidak semestinya" in text
    assert "Loket tutup sebelum jamnya." in text
    assert said == []


def test_an_experience_is_told_without_a_name_and_kept_nowhere(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/pengalaman/")
    page.get_by_label("Kapan Anda meminta informasi").fill("Mei 2025")
    page.get_by_label("Dijawab, tetapi terlambat").check()
    page.get_by_label("Ya, tanpa tanda bukti").check()
    page.get_by_label("Yang ingin Anda sampaikan").fill(NASTY)
    mail = page.get_by_role("link", name="Kirim lewat pos-el").get_attribute("href")
    letter = parse_qs(urlsplit(str(mail)).query)["body"][0].replace("\r\n", "\n")
    assert letter == "\n".join(
        [
            "DATA CONTOH, bukan keadaan sebenarnya",
            "PENGALAMAN MEMINTA INFORMASI",
            "Yth. Pengelola layanan informasi Biro Contoh, Sekretariat Daerah Provinsi Contoh",
            "Begini pengalaman saya meminta informasi:",
            "Bulan dan tahun meminta: Mei 2025",
            "Waktu jawaban: Dijawab, tetapi terlambat",
            "Biaya: Ya, tanpa tanda bukti",
            f"Cerita atau saran: {NASTY}",
            "2 Juni 2025",
        ]
    )
    whatsapp = page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    assert parse_qs(urlsplit(str(whatsapp)).query)["text"] == [letter]
    assert page.locator(".paper img").count() == 0
    assert page.locator("form").filter(has=page.locator("[name=cerita]")).count() == 0, "nothing can be submitted"
    assert kept(page) == {}
    assert said == []


def test_a_link_to_a_change_of_the_law_unfolds_it(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, "perubahan-aturan/")
    folded = page.locator(".brief > details")
    assert folded.count() == page.locator(".brief > details:not([open])").count() > 20
    page.evaluate("location.hash = 'id-masa-laporan'")
    page.locator("#id-masa-laporan").get_by_text("Bagi warga:").wait_for()
    assert page.locator(".brief > details[open]").count() == 1
    page.goto("about:blank")
    page.goto(f"{served.url}perubahan-aturan/#id-isi-penolakan")
    assert page.locator("#id-isi-penolakan").get_by_text("Bagi warga:").is_visible()
    page.goto(f"{served.url}{SAMPLE}/ketersediaan/#ringkasan-kinerja")
    assert page.locator("#ringkasan-kinerja > details:not([open])").count() == 1, "what says more is not opened"
    assert said == []


def test_large_print_stays_on_the_device(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/standar-layanan/")
    size = "parseFloat(getComputedStyle(document.querySelector('.pledge p')).fontSize)"
    before = page.evaluate(size)
    button = page.get_by_role("button", name="Huruf besar")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate(size) >= 1.4 * before
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []
    assert kept(page) == {"huruf-besar": "ya"}
    page.reload(wait_until="networkidle")
    assert page.evaluate(size) >= 1.4 * before
    page.get_by_role("button", name="Huruf besar").click()
    assert page.evaluate(size) == before
    assert kept(page) == {}
    assert said == []


def test_large_print_and_audio_without_scripts(browser: Browser, served: Served) -> None:
    """A link leads to the pledge in large print; its recording is fetched only when it is played."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + f"{SAMPLE}/standar-layanan/")
    assert page.get_by_role("button", name="Huruf besar").is_hidden()
    page.get_by_role("link", name="Maklumat satu lembar, huruf besar").click()
    assert page.url.endswith(f"{SAMPLE}/standar-layanan/maklumat/")
    player = page.locator("audio")
    assert player.get_attribute("preload") == "none"
    assert player.get_attribute("aria-label") == "Maklumat, bahasa Indonesia"
    assert not [path for path, _, _ in served.seen if path.endswith(".ogg")]
    source = page.request.get(served.url + f"{SAMPLE}/berkas/CONTOH-maklumat-pelayanan-2026.ogg")
    assert source.body()[:4] == b"OggS"
    assert (
        "Kami menjawab paling lambat 10 hari kerja sejak permintaan diterima." in page.locator("article").inner_text()
    )
    assert page.locator("article p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 23
    context.close()


def test_the_pledge_is_one_sheet_for_the_notice_board(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served, f"{SAMPLE}/standar-layanan/maklumat/")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(document) == 1
    assert [round(x) for x in document[0].get_size()] == [595, 842]
    text = document[0].get_textpage().get_text_range()
    for words in ("MAKLUMAT PELAYANAN", "DATA CONTOH", "10 hari kerja", "Kepala Biro Contoh", "Evaluasi kinerja"):
        assert words in text
    for words in ("Beranda", "Dengarkan", "Sumber dan perubahan", "Cetak"):
        assert words not in text
    document.close()


def test_unknown_contacts_are_said_to_be_unknown(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served, f"{REAL}/pengaduan/")
    channels = {str(item.locator(".t").text_content()): item.inner_text() for item in page.locator("li.item").all()}
    assert list(channels) == [
        "Meja layanan", "Telepon", "Pos-el", "WhatsApp", "Inspektorat", "SP4N-LAPOR!", "Ombudsman Republik Indonesia",
        "Komisi Informasi",
    ]  # fmt: skip
    assert "Belum tercatat di portal ini" in channels["WhatsApp"]
    assert "Kontaknya belum diketahui portal ini" in channels["Inspektorat"]
    assert "belum dicocokkan dengan sumber resminya" in channels["Ombudsman Republik Indonesia"]
    assert "(0380) 830382" in channels["Telepon"]


# --- days ------------------------------------------------------------------------------------------------


def test_the_browser_counts_as_the_program_does(phone: BrowserContext, served: Served, corpus: Corpus) -> None:
    """One start day in forty; ``test_scripts.py`` compares all of them without a page."""
    page, said = opened(phone, served, f"{SAMPLE}/batas-waktu/")
    wanted, _ = test_scripts.answers(corpus, SAMPLE, 40)
    first, last = test_scripts.FIRST.isoformat(), test_scripts.LAST.isoformat()
    found = page.evaluate(
        """async ([names, address, first, last]) => {
          const k = await terbuka.muat(address), made = {};
          const digest = async text => {
            const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
            return [...new Uint8Array(bytes)].slice(0, 8).map(x => x.toString(16).padStart(2, "0")).join("");
          };
          for (const name of names) {
            made[name] = [];
            for (let day = first; day <= last; day = terbuka.tambah(day, 40)) {
              const r = k.due(name.replace("+", ""), day, name.endsWith("+"));
              made[name].push(await digest(r.galat === "kalender" ? String(r.tahun) : r.galat || JSON.stringify(r)));
            }
          }
          return made;
        }""",
        [list(wanted), served.url + f"api/v1/{SAMPLE}/hari-kerja.json", first, last],
    )
    assert found == wanted
    assert said == []


def test_the_browser_says_what_rests_on_an_estimate(phone: BrowserContext, served: Served) -> None:
    """The table of working days as it stands before the decree of a year."""
    page, said = opened(phone, served, f"{SAMPLE}/batas-waktu/")
    table = page.request.get(served.url + f"api/v1/{SAMPLE}/hari-kerja.json").json()
    table["tahun"]["2027"]["status"] = "perkiraan"
    for day in table["libur"]:
        if day["tanggal"].startswith("2027"):
            day["perkiraan"], day["dasar"] = True, None
    page.route("**/hari-kerja.json", lambda route: route.fulfill(json=table))
    page.reload()
    page.get_by_label("Tanggal hari itu").fill("2027-03-01")
    assert "Perkiraan" in page.locator("[data-hitung] [data-hasil]").inner_text()
    assert said == []


def test_the_calculator_says_the_day_and_why(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/batas-waktu/")
    page.get_by_label("Tanggal hari itu").fill("2025-03-26")
    result = page.locator("[data-hasil]")
    assert result.locator("p").first.text_content() == "Paling lambat Senin, 21 April 2025"
    assert "10 hari kerja sesudah Rabu, 26 Maret 2025. UU 14/2008 Pasal 22 ayat (7) dan (8)" in result.inner_text()
    page.get_by_text("16 hari tidak dihitung").click()
    rows = page.locator("[data-lewati] tbody tr").all_inner_texts()
    assert [" ".join(r.split()) for r in rows][:2] == [
        "Jumat, 28 Maret 2025 Cuti Bersama Hari Suci Nyepi (SKB 3 Menteri Nomor 1017, 2, dan 2 Tahun 2024)",
        "Sabtu, 29 Maret 2025 akhir pekan",
    ]
    page.get_by_label("Diperpanjang dengan alasan tertulis").check()
    assert result.locator("p").first.text_content() == "Paling lambat Rabu, 30 April 2025"
    page.get_by_label("Yang dihitung").select_option("kelengkapan")
    assert page.get_by_label("Diperpanjang dengan alasan tertulis").is_hidden()
    page.get_by_label("Tanggal hari itu").fill("2027-12-30")
    assert "Belum dapat dihitung: hitungannya sampai ke tahun 2028" in result.inner_text()
    page.get_by_label("Tanggal hari itu").fill("2027-03-01")
    assert "Perkiraan" not in result.inner_text()
    assert said == []


def test_the_calendar_and_its_table_need_no_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + f"{SAMPLE}/batas-waktu/")
    assert page.locator("[data-hitung]").is_hidden()
    assert page.locator(".month table").count() == 24
    august = page.locator(".month").filter(has=page.get_by_text("Agustus 2026"))
    assert re.sub(r"\s+", " ", august.locator("tbody tr").nth(1).inner_text()) == "3 kantor 4 5 6 7 8 9"
    assert "3 Hari Provinsi Contoh (libur setempat, Pergub Contoh 1/2026)" in august.inner_text()
    decree = "Ditetapkan dengan SKB 3 Menteri Nomor 1497, 2, dan 5 Tahun 2025"
    assert decree not in page.locator("article").inner_text()
    page.get_by_text("Dari mana ini? Kalender 2026").click()
    assert decree in page.locator("article").inner_text()
    page.get_by_text("hari kerja sejak 30 Juni 2026").click()
    row = page.locator("table.next tbody tr").first.inner_text()
    assert row.split("\t") == ["Selasa, 30 Juni 2026", "14 Juli 2026", "23 Juli 2026"]
    page.get_by_text("Diterima dalam 60 hari kerja sebelum 30 Juni 2026").click()
    rows = page.locator("table.past tbody tr")
    assert rows.count() == 60
    assert rows.last.inner_text().split("\t") == ["Senin, 29 Juni 2026", "13 Juli 2026", "22 Juli 2026"]
    # 3 April, Good Friday, is among the days between.
    first = rows.first.inner_text()
    assert first.split("\t") == ["Kamis, 26 Maret 2026", "10 April 2026 sudah lewat", "21 April 2026 sudah lewat"]
    context.close()


# --- notes -----------------------------------------------------------------------------------------------


def note(page: Page, **days: str) -> None:
    page.get_by_label("Tentang apa").fill(days.pop("perihal", "Laporan keuangan 2025"))
    page.get_by_label("Nomor pendaftaran").fill(days.pop("nomor", "007/PPID/2025"))
    if days.keys() - {"diterima"}:
        page.locator("[data-lain]").evaluate("e => e.open = true")
    for name, value in days.items():
        field = page.locator(f"#n-{name}")
        if name == "hasil":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Simpan di HP ini").click()


def steps(page: Page) -> dict[str, list[str]]:
    """Title of each step of the first note -> its sentences, without the reasons."""
    found = {}
    for box in page.locator(".note-card").first.locator(".step-box").all():
        found[str(box.locator("h3").text_content())] = box.locator(":scope > p").all_text_contents()
    return found


def test_a_note_shows_both_days_and_the_safe_window(phone: BrowserContext, served: Served) -> None:
    """Received 26 March, complete 9 April 2025 (the example of the method page), looked at on 2 June."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/")
    assert page.get_by_text("Belum ada catatan di HP ini.").is_visible()
    assert kept(page) == {}
    note(page, diterima="2025-03-26", lengkap="2025-04-09")
    assert steps(page) == {
        "Jawaban kantor": [
            "Paling lambat Senin, 21 April 2025, 10 hari kerja sejak diterima (UU 14/2008).",
            "Lewat batas undang-undang sejak 22 April 2025.",
        ],
        "Menurut Perki 1/2021": ["Dihitung sejak dinyatakan lengkap, jawaban paling lambat Kamis, 24 April 2025."],
        "Bila tidak dijawab: keberatan": [
            "Paling aman antara Jumat, 25 April 2025 dan Rabu, 11 Juni 2025.",
            "Sekarang waktunya. Tinggal 9 hari.",
        ],
    }
    assert list(kept(page)) == [f"catatan:{SAMPLE}"]
    page.get_by_role("link", name="Siapkan surat keberatan").click()
    page.wait_for_load_state("networkidle")
    assert page.url == served.url + f"{SAMPLE}/keberatan/"
    assert page.get_by_label("Nomor pendaftaran permintaan").input_value() == "007/PPID/2025"
    assert page.get_by_label("Informasi yang diminta").input_value() == "Laporan keuangan 2025"
    assert page.locator("input[name=alasan]:checked").evaluate_all("all => all.map(e => e.value)") == ["c"]
    text = shown(page)
    assert "Tanggal permintaan 26 Maret 2025" in text
    assert (
        "Permohonan saya diterima Rabu, 26 Maret 2025 dan harus dijawab paling lambat Senin, 21 April 2025. "
        "Sampai Senin, 2 Juni 2025 saya belum menerima jawaban tertulis."
    ) in text
    assert "Yth. Atasan PPID (Sekretaris Daerah Provinsi Contoh)" in text
    assert said == []


def test_a_late_refusal_opens_a_term_of_its_own(phone: BrowserContext, served: Served) -> None:
    """Received 5 January 2026, silent, refused 20 April: the term of the silence ended, those of the refusal live."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/", "2026-04-25T12:00:00+08:00")
    note(page, diterima="2026-01-05", dijawab="2026-04-20", hasil="a")
    assert steps(page)["Keberatan atas jawabannya"] == [
        "Paling aman paling lambat Selasa, 9 Juni 2026.",
        READING,
        "Sekarang waktunya. Tinggal 45 hari.",
    ]
    assert page.locator(".note-card .step-box > ul > li").all_text_contents() == [
        "Tidak ditanggapi sampai batasnya (huruf c): waktunya berakhir Kamis, 5 Maret 2026.",
        "Jawabannya (huruf a): paling lambat Selasa, 9 Juni 2026.",
        "Terlambat dijawab (huruf g): paling lambat Selasa, 9 Juni 2026.",
    ]
    page.get_by_role("link", name="Siapkan surat keberatan").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("input[name=alasan]:checked").evaluate_all("all => all.map(e => e.value)") == ["a", "g"]
    assert said == []


def test_days_beyond_reason_are_refused_and_forgotten(phone: BrowserContext, served: Served) -> None:
    """A stored day in 9999 once hung the page: what is typed is refused, what is read back is dropped."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/")
    for field in page.locator("input[type=date]").all():
        assert (field.get_attribute("min"), field.get_attribute("max")) == ("1990-01-01", "2099-12-31")
    note(page, diterima="9999-12-30")
    assert "Diterima kantor pada: isi tahun antara 1990 dan 2099." in lines(page.get_by_role("alert"))
    note(page, diterima="2025-05-28", keberatan="9999-12-30")
    assert "Keberatan diterima kantor pada: isi tahun antara 1990 dan 2099." in lines(page.get_by_role("alert"))
    assert kept(page) == {}
    good = {"id": "abcdefgh", "perihal": "Baik", "diterima": "2025-05-28"}
    stored = [
        {**good, "id": "aaaaaaaa", "perihal": "Jauh", "diterima": "9999-12-30"},
        {**good, "perihal": "Sebagian", "dijawab": "9999-12-31", "keberatan": "0001-01-01", "lengkap": 20250528},
        {**good, "id": "cccccccc", "perihal": {"a": 1}},
        [good],
        *({**good, "id": f"banyak{n:04}", "perihal": f"Catatan {n}"} for n in range(500)),
    ]
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"catatan:{SAMPLE}", json.dumps(stored)])
    page.reload(wait_until="networkidle")
    titles = page.locator(".note-card h2").all_text_contents()
    assert titles[:2] == ["Sebagian", "Catatan 0"]
    assert len(titles) == 200
    assert page.locator(".note-card").first.get_by_text("Keberatan baru").count() == 0
    page.goto(served.url + f"{SAMPLE}/catatan/#perihal=x&diterima=9999-12-30&dijawab=2025-05-28")
    page.reload(wait_until="networkidle")
    assert page.locator("#n-diterima").input_value() == ""
    assert said == []


def test_a_letter_takes_no_day_beyond_reason(phone: BrowserContext, served: Served) -> None:
    """Kept, handed over behind "#" or typed: a day of another age never stands in the letter."""
    page, said = opened(phone, served, f"{SAMPLE}/keberatan/#tanggal_minta=9999-12-30&informasi=Peta")
    assert page.get_by_label("Informasi yang diminta").input_value() == "Peta"
    assert page.locator("[name=tanggal_minta]").input_value() == ""
    stored = {"tanggal_minta": "0001-01-01", "informasi": {"a": 1}, "nomor": 7, "alasan": {"b": 2}, "nama": "CONTOH"}
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"surat:{SAMPLE}:keberatan", json.dumps(stored)])
    page.reload(wait_until="networkidle")
    assert page.locator("[name=tanggal_minta]").input_value() == ""
    assert page.get_by_label("Informasi yang diminta").input_value() == ""
    assert "object" not in shown(page)
    page.locator("[name=tanggal_minta]").fill("9999-12-30")
    assert "9999" not in shown(page)
    page.get_by_role("button", name="Salin teks").click()
    told = lines(page.get_by_role("alert"))
    assert "Tanggal permintaan diterima kantor: isi tahun antara 1990 dan 2099" in told
    assert said == []


def test_impossible_days_are_told_in_words(phone: BrowserContext, served: Served) -> None:
    page, _ = opened(phone, served, f"{SAMPLE}/catatan/")
    note(page, perihal="", diterima="2025-03-26", dijawab="2025-03-25", ditanggapi="2025-05-01")
    assert lines(page.get_by_role("alert")) == [
        "Belum dapat disimpan:",
        "Tulis tentang apa permohonannya.",
        "Jawaban Anda terima pada tidak mungkin sebelum Rabu, 26 Maret 2025.",
        "Isi dulu: Keberatan diterima kantor pada.",
    ]
    assert kept(page) == {}


def test_the_calendar_file_is_valid(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/catatan/")
    note(page, perihal=f"Anggaran; desa, dan \\ {NASTY} " + "é" * 60, diterima="2025-05-28", lengkap="2025-05-28")
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("^Simpan ke kalender HP")).click()
    assert re.fullmatch(r"batas-waktu-[a-z0-9]+\.ics", coming.value.suggested_filename)
    raw = Path(coming.value.path()).read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[1], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", "")
    depth: list[str] = []
    for line in lines[:-1]:
        assert re.match(r"[A-Z][A-Z-]*(;[A-Z]+=[A-Z]+)?:", line), line
        if line.startswith("BEGIN:"):
            depth.append(line[6:])
        elif line.startswith("END:"):
            assert depth.pop() == line[4:]
    assert depth == []
    assert [x for x in lines if x.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20250617",
        "DTSTART;VALUE=DATE:20250730",
    ]
    assert [x for x in lines if x.startswith("DTEND")] == ["DTEND;VALUE=DATE:20250618", "DTEND;VALUE=DATE:20250731"]
    assert lines.count("BEGIN:VALARM") == 4
    assert [x for x in lines if x.startswith("TRIGGER")] == ["TRIGGER:-PT15H", "TRIGGER:PT9H"] * 2
    uids = [x for x in lines if x.startswith("UID:")]
    assert [re.sub(r"^UID:[a-z0-9]+-|@.*", "", x) for x in uids] == ["pemberitahuan", "keberatan"]
    assert {x for x in lines if x.startswith("URL:")} == {f"URL:{served.url}{SAMPLE}/catatan/"}
    assert {x for x in lines if x.startswith("DTSTAMP")} == {"DTSTAMP:20250602T040000Z"}
    summary = next(x for x in lines if x.startswith("SUMMARY:"))
    assert summary.startswith(f"SUMMARY:Jawaban kantor: Anggaran\\; desa\\, dan \\\\ {NASTY}")
    assert said == []


def _calendar(page: Page) -> list[str]:
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("^Simpan ke kalender HP")).click()
    return Path(coming.value.path()).read_bytes().decode().replace("\r\n ", "").split("\r\n")


def test_a_changed_note_moves_the_same_event_of_the_calendar(phone: BrowserContext, served: Served) -> None:
    """The event is known by its clock, whatever the day, the title and the steps before it; the newer one wins."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/")
    note(page, diterima="2025-05-28", lengkap="2025-05-28")
    seen = [_calendar(page), _calendar(page)]
    page.get_by_role("button", name=re.compile("^Ubah")).click()
    note(page, nomor="", diperpanjang="2025-06-02")
    seen.append(_calendar(page))
    backup = json.loads(kept(page)[f"catatan:{SAMPLE}"])
    backup[0]["urut"] = 1
    page.evaluate("text => localStorage.setItem('catatan:biro-contoh', text)", json.dumps(backup))
    page.clock.set_fixed_time("2025-06-03T12:00:00+08:00")
    page.reload(wait_until="networkidle")
    seen.append(_calendar(page))
    uids = [[x for x in lines if x.startswith("UID:")] for lines in seen]
    assert uids[1:] == uids[:-1]
    days = [[x for x in lines if x.startswith("DTSTART")] for lines in seen]
    assert days[0] == days[1] != days[2] == days[3]
    numbers = [{int(x[9:]) for x in lines if x.startswith("SEQUENCE:")} for lines in seen]
    assert all(len(each) == 1 for each in numbers)
    assert sorted(numbers, key=max) == numbers
    assert len({max(each) for each in numbers}) == 4
    assert said == []


def test_without_a_last_day_there_is_no_calendar_file(phone: BrowserContext, served: Served) -> None:
    """Received in 2028, which has no calendar: the note says so, and offers no empty file."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/", "2028-02-01T12:00:00+08:00")
    note(page, diterima="2028-01-10")
    assert page.get_by_role("button", name=re.compile("^Simpan ke kalender HP")).count() == 0
    assert page.get_by_text("Belum ada hari terakhir untuk disimpan ke kalender HP.").is_visible()
    assert said == []


def test_missing_periodic_information_needs_no_request(phone: BrowserContext, served: Served) -> None:
    """Ground b: found missing on 8 June 2026, without any request; then objected, and never answered."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/", "2026-06-30T12:00:00+08:00")
    note(page, perihal="Laporan keuangan 2025", nomor="", ditemukan="2026-06-08")
    assert page.locator(".note-card > .meta").first.text_content() == "Didapati tidak ada Senin, 8 Juni 2026"
    assert steps(page) == {
        "Informasi berkala tidak ada: keberatan": [
            "Paling lambat Selasa, 21 Juli 2026.",
            "Sekarang waktunya. Tinggal 21 hari.",
        ]
    }
    assert [x for x in _calendar(page) if x.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20260721"]
    page.get_by_role("link", name="Siapkan surat keberatan").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("input[name=alasan]:checked").evaluate_all("all => all.map(e => e.value)") == ["b"]
    assert page.locator("input[name=nomor]").input_value() == ""
    assert page.locator("input[name=tanggal_minta]").input_value() == ""
    assert page.locator("textarea[name=informasi]").input_value() == "Laporan keuangan 2025"
    page.go_back(wait_until="networkidle")
    page.get_by_role("button", name=re.compile("^Ubah")).click()
    note(page, perihal="Laporan keuangan 2025", nomor="", keberatan="2026-06-01")
    assert "tidak mungkin sebelum Senin, 8 Juni 2026" in page.locator("[data-galat]").inner_text()
    note(page, perihal="Laporan keuangan 2025", nomor="", keberatan="2026-06-10")
    assert list(steps(page)) == ["Tanggapan Atasan PPID", "Bila tidak ditanggapi: sengketa"]
    assert said == []


def test_a_term_that_cannot_be_counted_hides_none_that_can(phone: BrowserContext, served: Served) -> None:
    """Silent, then refused in December 2027: the term of the refusal reaches 2028, that of the silence does not."""
    page, said = opened(phone, served, f"{SAMPLE}/catatan/", "2027-12-20T12:00:00+08:00")
    note(page, diterima="2027-11-01", dijawab="2027-12-10", hasil="a")
    told = steps(page)["Keberatan atas jawabannya"]
    assert told[0] == "Paling aman paling lambat Selasa, 28 Desember 2027."
    lines = page.locator(".note-card .step-box > ul > li").all_text_contents()
    assert lines[0] == "Tidak ditanggapi sampai batasnya (huruf c): paling lambat Selasa, 28 Desember 2027."
    assert lines[1].startswith("Jawabannya (huruf a): Belum dapat dihitung: hitungannya sampai ke tahun 2028")
    page.clock.set_fixed_time("2028-01-04T12:00:00+08:00")
    page.reload(wait_until="networkidle")
    told = steps(page)["Keberatan atas jawabannya"]
    assert told[-1] == "Waktu yang lain belum dapat dihitung, jadi belum tentu lewat."
    assert said == []


def test_notes_can_be_changed_saved_loaded_and_deleted(phone: BrowserContext, served: Served, tmp_path: Path) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/catatan/#perihal=Peta%20batas&nomor=9")
    assert page.get_by_label("Tentang apa").input_value() == "Peta batas"
    assert "#" not in page.url
    note(page, perihal=NASTY, diterima="2025-05-28")
    assert page.locator(".note-card h2").text_content() == NASTY
    assert page.locator(".note-card img").count() == 0
    page.get_by_role("button", name=re.compile("^Ubah")).click()
    assert page.get_by_label("Diterima kantor pada", exact=True).input_value() == "2025-05-28"
    note(page, perihal="Peta batas desa", diterima="2025-05-28")
    assert page.locator(".note-card h2").all_text_contents() == ["Peta batas desa"]
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh cadangan").click()
    copy = tmp_path / "cadangan.json"
    coming.value.save_as(copy)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hapus semua catatan").click()
    assert kept(page) == {}
    assert page.get_by_text("Belum ada catatan di HP ini.").is_visible()
    page.locator("[data-muat]").set_input_files(copy)
    page.get_by_text("1 catatan dimuat dari cadangan.").wait_for()
    assert page.locator(".note-card h2").all_text_contents() == ["Peta batas desa"]
    for bad in ("[]", "{", '{"perihal": 1}', '[{"perihal": "x", "diterima": "2025-02-30"}]', "[null]"):
        copy.write_text(bad)
        page.locator("[data-kabar]").evaluate("e => e.textContent = ''")
        page.locator("[data-muat]").set_input_files(copy)
        page.get_by_text("Berkas itu bukan cadangan catatan.").wait_for()
    hostile = {"id": "../x", "perihal": NASTY, "diterima": "2025-05-28", "nomor": {"a": 1}, "hasil": "zz", "asing": "y"}
    copy.write_text(json.dumps([hostile]))
    page.locator("[data-muat]").set_input_files(copy)
    page.get_by_text("1 catatan dimuat dari cadangan.").wait_for()
    stored = json.loads(kept(page)[f"catatan:{SAMPLE}"])
    assert [set(n) for n in stored] == [set(stored[0])] * 2
    assert "asing" not in stored[1]
    assert stored[1]["hasil"] == ""
    page.get_by_role("button", name=re.compile("^Hapus <img")).click()
    assert page.locator(".note-card h2").all_text_contents() == ["Peta batas desa"]
    assert said == []


def test_the_last_step_leads_to_the_commission(phone: BrowserContext, served: Served) -> None:
    page, said = opened(phone, served, f"{SAMPLE}/catatan/")
    note(page, diterima="2025-01-06", keberatan="2025-03-26", ditanggapi="2025-05-20")
    link = page.get_by_role("link", name="Buka laman Komisi Informasi")
    assert link.get_attribute("href") == "https://komisi-informasi.contoh.example", "the one that is competent"
    assert page.get_by_role("link", name="Siapkan surat keberatan").count() == 0
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_filled_pages_are_accessible(width: int, scheme: str, browser: Browser, served: Served) -> None:
    """Axe on what only shows after use: notes, reasons, a result, a list of errors, a written letter."""
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]

    def look(page: Page, where: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), where
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
        assert found == [], where

    page, _ = opened(context, served, f"{SAMPLE}/catatan/")
    note(page, perihal="Laporan keuangan 2025 " + "panjangsekali" * 8, diterima="2025-03-26", keberatan="2025-05-02")
    note(page, diterima="2027-03-01")
    page.locator(".note-card details, [data-lain]").evaluate_all("all => all.forEach(e => e.open = true)")
    page.get_by_role("button", name="Simpan di HP ini").click()
    look(page, "notes")
    page, _ = opened(context, served, f"{SAMPLE}/batas-waktu/")
    page.get_by_label("Tanggal hari itu").fill("2025-03-26")
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
    look(page, "days")
    for kind in ("permohonan", "keberatan", "pengaduan", "pengalaman"):
        page, _ = opened(
            context, served, f"{REAL}/{kind}/#rincian={'x' * 300}&informasi={'x' * 300}&uraian={'x' * 300}"
        )
        page.get_by_role("button", name="Salin teks").click()
        assert page.get_by_role("alert").is_visible() == (kind != "pengalaman"), "nothing is asked for there"
        look(page, kind)
    context.close()


def test_a_broken_store_does_not_break_the_page(phone: BrowserContext, served: Served) -> None:
    for rubbish in ("{", "null", '"x"', "[1, null]"):
        page, said = opened(phone, served, f"{SAMPLE}/catatan/")
        page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"catatan:{SAMPLE}", rubbish])
        page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"surat:{SAMPLE}:permohonan", rubbish])
        page.reload(wait_until="networkidle")
        assert page.get_by_text("Belum ada catatan di HP ini.").is_visible()
        page.goto(served.url + f"{SAMPLE}/permohonan/")
        assert "FORMULIR PERMINTAAN" in shown(page)
        assert said == []
        page.close()


def test_notes_without_scripts_point_to_the_table(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + f"{SAMPLE}/catatan/")
    assert page.locator("[data-catatan]").is_hidden()
    page.get_by_role("link", name="tabel batas jawaban").click()
    assert page.url.endswith(f"{SAMPLE}/batas-waktu/#tabel")
    context.close()


def test_the_scripts_are_small_and_only_on_their_pages(phone: BrowserContext, served: Served) -> None:
    loaded = {}
    for address in (
        "", "profil/", "permohonan/", "keberatan/", "pengaduan/", "pengalaman/", "standar-layanan/",
        "standar-layanan/maklumat/", "standar-layanan/sop-dip/", "batas-waktu/", "catatan/", "cek-status/",
    ):  # fmt: skip
        before = len(served.seen)
        page, _ = opened(phone, served, f"{SAMPLE}/{address}")
        new = served.seen[before:]
        assert sum(size for path, _, size in new if path.endswith(".js")) <= 12_000, address
        loaded[address] = page.locator("head script[src]").evaluate_all("all => all.map(e => e.src.split('/').pop())")
    letter = ["terbuka.js", "bersama.js", "surat.js"]
    assert loaded == {
        "": ["terbuka.js"],
        "profil/": ["terbuka.js"],
        "permohonan/": [*letter, "mesin-cari.js", "tersedia.js"],
        "keberatan/": letter,
        "pengaduan/": letter,
        "pengalaman/": letter,
        "standar-layanan/": ["terbuka.js", "standar.js"],
        "standar-layanan/maklumat/": ["terbuka.js", "standar.js"],
        "standar-layanan/sop-dip/": ["terbuka.js"],
        "batas-waktu/": ["terbuka.js", "bersama.js", "hari.js", "batas.js"],
        "catatan/": ["terbuka.js", "bersama.js", "hari.js", "catatan.js"],
        "cek-status/": ["terbuka.js", "bersama.js", "cek-status.js"],
    }


def test_every_script_and_style_of_the_pages_is_small() -> None:
    sizes = {name: len(gzip.compress(text.encode(), 9)) for name, text in test_scripts.SENT.items()}
    assert {name: size for name, size in sizes.items() if size >= 8_000} == {}
