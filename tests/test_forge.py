"""The issue of each unit: what it says, where it may say it, and how it is written with the forge's command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import trees
from terbuka.desk import forge
from terbuka.desk.issues import MOST_LETTERS, Issue, as_json, issue, issues
from terbuka.duties.agenda import Item
from terbuka.portal.agenda import agenda

BOT = "github-actions[bot]"
HOSTILE = "@semua ![x](http://x.example) <!-- y --> ::error::z %0A /close GH-1 !2 ~bug"
KEY = "<!-- terbuka:isu=kantor -->"


# --- what it says ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with late answers to requests in its registers."""
    root = trees.grow(tmp_path_factory.mktemp("terlambat") / "portal")
    trees.overlay(root, trees.TESTS / "cases/layanan-lewat", ("expected.txt",))
    return root


def asked(root: Path, on: str, *words: str, **environment: str) -> Any:
    done = trees.terbuka("due", "--root", str(root), "--on", on, "--format", "forge", *words, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def only(document: Any) -> dict[str, str]:
    (row,) = document["isu"]
    return row


def test_an_issue_names_days_pages_and_what_to_do(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    document = asked(root, "2026-08-05", TERBUKA_SITE_URL="https://keterbukaan.go.id/uji")
    row = only(document)
    assert (document["versi"], document["lengkap"]) == (1, True)
    assert (row["badan"], row["keadaan"]) == ("kantor-uji", "open")
    assert row["judul"] == "Yang perlu dikerjakan: Kantor Uji, Provinsi Uji"
    first, second, rest = row["isi"].split("\n", 2)
    assert (first, second) == (row["kunci"], f"<!-- terbuka:sidik={row['sidik']} -->")
    assert first == "<!-- terbuka:isu=kantor-uji -->"
    assert rest == (
        "\n### Dalam tujuh hari (1)\n\n"
        "- **Senin 2026-08-10**: Program dan kegiatan (informasi wajib). Perki Uji Pasal 3. "
        "Muat yang terbaru, lalu perbarui entrinya di Daftar Informasi Publik. "
        "[Halamannya](https://keterbukaan.go.id/uji/kewajiban/program/).\n\n"
        "### Lainnya dalam 30 hari (1)\n\n"
        "- **Rabu 2026-09-02**: Kedudukan dan alamat kantor (informasi wajib). Perki Uji Pasal 2 huruf a. "
        "Muat yang terbaru, lalu perbarui entrinya di Daftar Informasi Publik. "
        "[Halamannya](https://keterbukaan.go.id/uji/kewajiban/profil-kedudukan/).\n\n"
        "Batas waktu permohonan dan hal lain yang hanya untuk kantor tidak ditulis di sini, karena tempat ini terbuka "
        "bagi umum atau tidak diketahui tertutup. `terbuka due` di komputer kantor menyebut semuanya.\n\n"
        "Ditulis oleh pemeriksaan malam, dan hanya diubah bila isinya berubah. Tulis tanggapan sebagai komentar; "
        "label `terbuka` jangan dilepas.\n"
    )


def test_what_is_missing_is_counted_with_what_to_begin_with(tmp_path: Path) -> None:
    row = only(asked(trees.grow(tmp_path / "portal"), "2027-01-20", TERBUKA_SITE_URL="https://keterbukaan.go.id/uji"))
    assert row["keadaan"] == "open"
    _, _, part = row["isi"].partition("### Belum tercatat (2)\n\n")
    assert part.startswith(
        "2 informasi wajib belum tercatat sama sekali. "
        "[Daftarnya](https://keterbukaan.go.id/uji/kantor-uji/ketersediaan/). "
        "`terbuka check` menyebutnya satu per satu.\n\n"
        "### Mulai dari yang termudah\n\n"
        "- Kedudukan dan alamat kantor\n- Program dan kegiatan\n- Hasil penelitian\n\n"
        "Urutannya saran. `terbuka check` menunjukkan perintahnya.\n"
    )


def test_nothing_is_linked_while_the_address_leads_nowhere(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    assert "](" not in only(asked(root, "2026-08-05"))["isi"], "site_url of the fixture ends in .example"


def test_an_issue_without_anything_to_do_is_closed_and_says_so(tmp_path: Path) -> None:
    row = only(asked(trees.grow(tmp_path / "portal"), "2026-06-30"))
    assert row["keadaan"] == "closed"
    assert (
        "Tidak ada yang lewat, dan tidak ada yang jatuh tempo dalam 30 hari.\n\n"
        "Isu ini ditutup sekarang dan dibuka lagi bila ada yang perlu dikerjakan.\n" in row["isi"]
    )


def test_the_text_changes_only_when_something_crosses_a_border(tmp_path: Path) -> None:
    """Day by day over a month: five days on which something comes near, is due within a week, or is late."""
    root = trees.grow(tmp_path / "portal")
    corpus, assessment, _ = trees.judged(root)
    assert assessment is not None
    told = []
    for number in range(80):
        on = trees.DAY + timedelta(number)
        _, assessment, _ = trees.judged(root, on) if number % 20 == 0 else (corpus, reassess(corpus, on), [])
        assert assessment is not None
        (one,) = issues(agenda(assessment), assessment.bodies)
        told.append((on.isoformat(), one.sum))
    assert [day for (_, before), (day, now) in pairwise(told) if before != now] == [
        "2026-07-11",  # program: within 30 days of 10 August
        "2026-08-03",  # kedudukan: within 30 days of 2 September; program: within seven
        "2026-08-11",  # program: late
        "2026-08-26",  # kedudukan: within seven
        "2026-09-03",  # kedudukan: late
    ]


def reassess(corpus: Any, on: date) -> Any:
    from terbuka.portal.judging import assess

    return assess(corpus, dict.fromkeys(corpus.bodies, on))


def test_what_is_internal_stands_only_where_the_office_alone_reads(late: Path) -> None:
    """Numbers of requests, their days, and even how many there are."""
    day = "2026-06-30"
    public, private = only(asked(late, day)), only(asked(late, day, "--privat"))
    register = trees.terbuka("due", "--root", str(late), "--on", day, "--format", "json").stdout
    internal = [i for i in json.loads(register)["badan"][0]["butir"] if i["jenis"] == "batas-waktu"]
    numbers = {i["id"].split("/")[0] for i in internal}
    assert len(numbers) > 1
    assert all(number in private["isi"] for number in numbers)
    assert not [number for number in numbers if number in public["isi"]]
    assert (public["keadaan"], private["keadaan"]) == ("closed", "open")
    assert "hanya untuk kantor tidak ditulis di sini" in public["isi"]
    assert "hanya untuk kantor tidak ditulis di sini" not in private["isi"]
    empty = late.parent / "tanpa"
    if not empty.exists():
        trees.grow(empty)
    assert public["sidik"] == only(asked(empty, day))["sidik"], "an office without any request says the same"


@pytest.mark.parametrize(
    ("said", "private"), [("true", True), ("private", True), ("", False), ("false", False), ("internal", False)]
)
def test_only_a_place_that_is_known_to_be_private_is(late: Path, said: str, private: bool) -> None:
    assert (only(asked(late, "2026-06-30", TERBUKA_PRIVAT=said))["keadaan"] == "open") is private


def test_samples_have_no_issue() -> None:
    assert [row["badan"] for row in asked(trees.portal(), "2026-06-30")["isu"]] == ["biro-rintisan"]


def test_hostile_titles_are_read_as_letters(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    _, assessment, _ = trees.judged(root, date(2026, 8, 5))
    assert assessment is not None
    found = agenda(assessment)
    worst = replace(found, items=tuple(replace(i, title=HOSTILE) for i in found.items))
    (one,) = issues(worst, assessment.bodies)
    (line,) = [line for line in one.text.splitlines() if "2026-08-10" in line]
    assert line.startswith(
        "- **Senin 2026-08-10**: &#64;\u200bsemua &#33;&#91;x&#93;&#40;http&#58;\u200b//x.example&#41; &#60;&#33;-- y "
        "--&#62; &#58;&#58;error&#58;&#58;z %\u200b0A /close GH-\u200b1 &#33;\u200b2 &#126;\u200bbug (informasi "
        "wajib). "
    )
    assert one.text.count("<!--") == 2


def test_a_text_is_bounded_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    _, assessment, _ = trees.judged(root, date(2026, 8, 5))
    assert assessment is not None
    found = agenda(assessment)
    first = next(i for i in found.items if i.id == "program")

    def many(title: str) -> str:
        items: tuple[Item, ...] = tuple(replace(first, id=f"program-{n}", title=title) for n in range(500))
        (one,) = issues(replace(found, items=items), assessment.bodies)
        return one.text

    assert "### Dalam tujuh hari (500)" in many("Program")
    assert many("Program").count("- **") == 20
    assert "\n- dan 480 lainnya; `terbuka due` menyebut semuanya\n" in many("Program")
    assert len(many("<" * 5000)) < MOST_LETTERS


def test_every_kind_says_what_to_do() -> None:
    assert [kind.value for kind in trees.kinds_of_agenda() if not re.fullmatch(r"[A-Z].+\.", kind.action)] == []


def test_a_document_is_written_only_where_git_does_not_take_it_up(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    words = ("due", "--root", str(root), "--on", "2026-08-05", "--format", "forge", "--out")
    done = trees.terbuka(*words, str(root / "privat/isu.json"))
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((root / "privat/isu.json").read_text("utf-8")) == asked(root, "2026-08-05")
    done = trees.terbuka(*words, str(root / "content/isu.json"))
    assert done.returncode == 2
    assert "dapat ikut tersimpan di git atau terbit bersama situs; pakai folder privat/" in done.stderr
    assert not (root / "content/isu.json").exists()
    done = trees.terbuka("due", "--root", str(root), "--out", str(tmp_path / "x"))
    assert (done.returncode, "--out hanya untuk --format forge" in done.stderr) == (2, True)


def test_blocked_data_say_nothing_of_issues(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal", {trees.REGISTER: "rusak\n"})
    words = ("due", "--root", str(root), "--format", "forge", "--out", str(root / "privat/isu.json"))
    done = trees.terbuka(*words)
    assert (done.returncode, "Diblokir" in done.stdout) == (1, True)
    assert not (root / "privat").exists()


# --- the summary of the night ---------------------------------------------------------------------------------


def summary(root: Path, tmp_path: Path, on: str, *words: str, **environment: str) -> str:
    file = tmp_path / "ringkasan.md"
    file.unlink(missing_ok=True)
    words = ("check", "--root", str(root), "--on", on, "--format", "github", *words)
    trees.terbuka(*words, GITHUB_STEP_SUMMARY=str(file), **environment)
    return file.read_text("utf-8")


def test_the_summary_starts_with_what_is_due_this_week(tmp_path: Path) -> None:
    root = trees.grow(tmp_path / "portal")
    text = summary(root, tmp_path, "2026-08-27")
    assert text.startswith(
        "#### Minggu ini, sampai Kamis 2026-09-03&#58; Kantor Uji, Provinsi Uji\n\n"
        "- Senin 2026-08-10 &#40;lewat&#41;&#58; Program dan kegiatan &#91;kewajiban&#93;\n"
        "- Rabu 2026-09-02&#58; Kedudukan dan alamat kantor &#91;kewajiban&#93;\n\n"
        "### Ada kekurangan"
    )
    assert summary(root, tmp_path, "2026-08-27", "--lang", "en").startswith("#### This week, until Kamis 2026-09-03")
    assert "\n- Tidak ada yang lewat atau jatuh tempo.\n" in summary(root, tmp_path, "2026-06-30")


def test_the_summary_of_a_public_repository_names_no_request(late: Path, tmp_path: Path) -> None:
    def first(**environment: str) -> str:
        return summary(late, tmp_path, "2026-06-30", **environment).partition("\n### ")[0]

    assert "[batas-waktu]".replace("[", "&#91;").replace("]", "&#93;") in first(TERBUKA_PRIVAT="true")
    assert "batas-waktu" not in first()


def test_samples_are_not_part_of_the_week(tmp_path: Path) -> None:
    text = summary(trees.portal(), tmp_path, "2026-06-30")
    assert re.findall("Minggu ini, sampai [^&]+&#58; (.+)", text) == ["Biro Rintisan Sekretariat Daerah Provinsi Uji"]


# --- how it is written ----------------------------------------------------------------------------------------


class Forge:
    """A pretended forge in ``folder`` and the environment of a job on it."""

    def __init__(self, folder: Path, program: str):
        self.folder, self.program = folder, program
        (folder / "bin").mkdir(parents=True)
        command = folder / "bin" / program
        source = (trees.TESTS / "pretended_forge.py").read_text("utf-8")
        command.write_text(f"#!{sys.executable}\n{source}", "utf-8")
        command.chmod(0o755)
        jobs = {
            "gh": {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "kantor/portal", "GH_TOKEN": "x"},
            "glab": {"GITLAB_CI": "true", "CI_PROJECT_ID": "17", "GITLAB_TOKEN": "x", "PRETEND_USER": "project_17_bot"},
        }
        self.job = {
            "GITHUB_ACTIONS": "",
            "GITLAB_CI": "",
            "FORGEJO_ACTIONS": "",
            "GITEA_ACTIONS": "",
            "PRETEND": str(folder),
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            **jobs[program],
        }

    def run(self, *wanted: Issue, whole: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        file = self.folder / "isu.json"
        file.write_text(as_json(wanted, whole=whole), "utf-8")
        return trees.terbuka("isu", str(file), **{**self.job, **environment})

    def calls(self) -> list[dict[str, Any]]:
        """The calls since the last time."""
        file = self.folder / "calls.jsonl"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]

    def writes(self) -> list[tuple[str, str, Any]]:
        return [(c["method"], c["path"], c["payload"]) for c in self.calls() if c["method"] != "GET"]

    def issues(self) -> list[dict[str, Any]]:
        return json.loads((self.folder / "issues.json").read_text("utf-8"))

    def put(self, *found: dict[str, Any]) -> None:
        (self.folder / "issues.json").write_text(json.dumps(found), "utf-8")


@pytest.fixture
def hub(tmp_path: Path) -> Forge:
    return Forge(tmp_path / "forge", "gh")


@pytest.fixture
def lab(tmp_path: Path) -> Forge:
    return Forge(tmp_path / "forge", "glab")


def wanted(text: str = "Satu hal.", *, waiting: bool = True, body: str = "kantor", title: str = "Kerja") -> Issue:
    return issue(body, title, text, waiting)


def test_an_issue_is_made_once_and_changed_only_when_it_says_something_else(hub: Forge) -> None:
    done = hub.run(wanted())
    assert (done.returncode, done.stdout, done.stderr) == (0, "Dibuat: Kerja\n", "")
    new = {"title": "Kerja", "body": wanted().text, "labels": ["terbuka"]}
    assert hub.writes() == [("POST", "repos/kantor/portal/issues", new)]
    assert hub.run(wanted()).stdout == "Tetap: Kerja (nomor 1)\n"
    assert hub.writes() == []
    assert hub.run(wanted("Dua hal.")).stdout == "Diubah: Kerja (nomor 1)\n"
    changed = {"title": "Kerja", "body": wanted("Dua hal.").text, "state": "open"}
    assert hub.writes() == [("PATCH", "repos/kantor/portal/issues/1", changed)]
    assert hub.run(wanted("Selesai.", waiting=False)).stdout == "Ditutup: Kerja (nomor 1)\n"
    ended = {"title": "Kerja", "body": wanted("Selesai.", waiting=False).text, "state": "closed"}
    assert hub.writes() == [("PATCH", "repos/kantor/portal/issues/1", ended)]
    assert hub.run(wanted("Selesai.", waiting=False)).stdout == "Tetap: Kerja (nomor 1)\n"
    assert hub.writes() == []
    assert hub.run(wanted("Tiga hal.")).stdout == "Dibuka lagi: Kerja (nomor 1)\n"
    again = {"title": "Kerja", "body": wanted("Tiga hal.").text, "state": "open"}
    assert hub.writes() == [("PATCH", "repos/kantor/portal/issues/1", again)]
    assert len(hub.issues()) == 1


def test_the_same_on_gitlab(lab: Forge) -> None:
    steps = [wanted(), wanted(), wanted("Dua hal."), wanted("Selesai.", waiting=False), wanted("Tiga hal.")]
    said = [lab.run(one).stdout for one in steps]
    verbs = ["Dibuat", "Tetap", "Diubah", "Ditutup", "Dibuka lagi"]
    assert [line.partition(":")[0] for line in said] == verbs
    made, changed, ended, again = lab.writes()
    where = "projects/17/issues/1"
    assert made == (
        "POST",
        "projects/17/issues",
        {"title": "Kerja", "description": steps[0].text, "labels": "terbuka"},
    )
    assert changed == ("PUT", where, {"title": "Kerja", "description": steps[2].text})
    assert ended == ("PUT", where, {"title": "Kerja", "description": steps[3].text, "state_event": "close"})
    assert again == ("PUT", where, {"title": "Kerja", "description": steps[4].text, "state_event": "reopen"})


def test_an_issue_that_nobody_needs_is_not_made(hub: Forge) -> None:
    assert hub.run(wanted(waiting=False)).stdout == ""
    assert hub.writes() == []


@pytest.mark.parametrize("by_hand", ["closed", "open"])
def test_who_closes_or_reopens_an_issue_by_hand_is_not_contradicted(hub: Forge, by_hand: str) -> None:
    """As long as it would say the same; nobody gets a mail a night."""
    now = wanted(waiting=by_hand == "closed")
    hub.put(standing(now.text, state=by_hand))
    assert hub.run(now).stdout == "Tetap: Kerja (nomor 1)\n"
    assert hub.writes() == []


def standing(text: str, **rest: Any) -> dict[str, Any]:
    given = {
        "number": 1,
        "state": "open",
        "title": "Kerja",
        "body": text,
        "user": {"login": BOT},
        "labels": ["terbuka"],
    }
    return {**given, **rest}


@pytest.mark.parametrize(
    "stranger",
    [
        {"user": {"login": "orang-lain"}},
        {"user": {"login": "github-actions"}},
        {"user": None},
        {"labels": []},
        {"pull_request": {}},
        {"body": f"Salinan:\n{KEY}\n"},
        {"body": f"> {KEY}\n"},
        {"body": None},
    ],
    ids=str,
)
def test_an_issue_that_is_not_ours_is_never_changed(hub: Forge, stranger: dict[str, Any]) -> None:
    """A copied key, another name, a name that is nearly ours, no label, a proposal, a key further below."""
    hub.put(standing(wanted("Lama.").text, **stranger))
    before = hub.issues()[0]
    assert hub.run(wanted()).stdout == "Dibuat: Kerja\n"
    assert [(method, path) for method, path, _ in hub.writes()] == [("POST", "repos/kantor/portal/issues")]
    assert hub.issues()[0] == before


def test_the_name_of_a_token_that_may_be_asked_is_taken(hub: Forge) -> None:
    hub.put(standing(wanted("Lama.").text, user={"login": "ppid-kantor"}))
    assert hub.run(wanted(), PRETEND_USER="ppid-kantor").stdout == "Diubah: Kerja (nomor 1)\n"


def test_of_two_issues_with_one_key_the_older_one_is_kept(hub: Forge) -> None:
    """As two runs at once may leave them: the other is closed, once."""
    hub.put(standing(wanted("Lama.").text), standing(wanted("Lama.").text, number=2))
    assert hub.run(wanted()).stdout == "Diubah: Kerja (nomor 1)\nDitutup: Kerja (nomor 2)\n"
    assert [one["state"] for one in hub.issues()] == ["open", "closed"]
    assert hub.run(wanted()).stdout == "Tetap: Kerja (nomor 1)\n"


def test_a_text_whose_sum_was_changed_by_hand_is_written_again(hub: Forge) -> None:
    hub.put(standing(f"{KEY}\nisi lain"))
    assert hub.run(wanted()).stdout == "Diubah: Kerja (nomor 1)\n"


def test_the_issue_of_a_body_that_is_gone_is_closed(hub: Forge) -> None:
    hub.put(standing(wanted(body="lama").text, title="Kerja lama"))
    assert hub.run(whole=False).stdout == ""
    assert hub.run().stdout == "Ditutup: Kerja lama (nomor 1)\n"
    assert hub.writes() == [("PATCH", "repos/kantor/portal/issues/1", {"state": "closed"})]
    assert hub.run().stdout == ""


def test_nothing_that_was_typed_is_an_argument_or_a_command_for_the_runner(hub: Forge) -> None:
    done = hub.run(wanted(HOSTILE, title=f"{HOSTILE} `id` $(id)"))
    assert "::" not in done.stdout
    (call,) = [call for call in hub.calls() if call["method"] == "POST"]
    assert call["words"] == [
        *("api", "--include", "--method", "POST", "--header", "Accept: application/vnd.github+json"),
        *("repos/kantor/portal/issues", "--input", "-"),
    ]
    assert call["payload"]["title"] == f"{HOSTILE} `id` $(id)"


NO_RIGHTS = "forge menjawab {}: tokennya tidak ada atau tanpa hak atas isu, atau isu dimatikan"


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"GH_TOKEN": "", "GITHUB_TOKEN": ""}, "GH_TOKEN tidak diisi"),
        ({"PRETEND_RIGHTS": "none"}, NO_RIGHTS.format(403)),
        ({"PRETEND_RIGHTS": "read"}, NO_RIGHTS.format(403)),
        ({"PRETEND_STATUS": "410"}, NO_RIGHTS.format(410)),
        ({"PRETEND_STATUS": "401"}, NO_RIGHTS.format(401)),
        ({"PATH": "/tidak-ada"}, "perintah gh tidak ada di sini"),
        ({"GITHUB_ACTIONS": ""}, "perintah ini tidak dijalankan oleh GitHub atau GitLab"),
        ({"FORGEJO_ACTIONS": "true"}, "di Forgejo dan Gitea isunya belum ditulis sendiri"),
    ],
    ids=str,
)
def test_without_rights_it_is_printed(hub: Forge, environment: dict[str, str], reason: str) -> None:
    done = hub.run(wanted("Isi."), **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Tidak ada yang ditulis di forge: {reason}. Yang semestinya tertulis:\n\n--- Kerja [terbuka]\n"
        f"{wanted('Isi.').text}"
    )
    assert not (hub.folder / "issues.json").exists()


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"PRETEND_STATUS": "502"}, "forge menjawab 502"),
        ({"PRETEND_STATUS": "sleep"}, "gh tidak menjawab dalam 1 detik"),
        ({"PRETEND_STATUS": "nonsense"}, "gh berakhir dengan kode 1 tanpa jawaban dari forge"),
    ],
    ids=str,
)
def test_a_forge_that_does_not_answer_is_told_and_nothing_is_guessed(
    hub: Forge, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], reason: str
) -> None:
    monkeypatch.setattr(forge, "SECONDS", 1)
    done = hub.run(wanted(), **environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"terbuka: isu belum diperbarui: {reason}. Dicoba lagi pada jalan berikutnya.\n"


def test_more_issues_than_can_be_read_stop_it(hub: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else an issue that stands further behind would be made a second time each night."""
    monkeypatch.setattr(forge, "PER_PAGE", 2)
    monkeypatch.setattr(forge, "MOST_PAGES", 2)
    hub.put(*(standing("x", number=number) for number in range(1, 4)), standing(wanted("Lama.").text, number=4))
    done = hub.run(wanted())
    assert (done.returncode, hub.writes()) == (1, [])
    assert "lebih dari 4 isu berlabel terbuka; lepas label itu dari yang lama" in done.stderr
    monkeypatch.setattr(forge, "MOST_PAGES", 3)
    assert hub.run(wanted()).stdout == "Diubah: Kerja (nomor 4)\n"


def test_an_issue_whose_label_was_dropped_is_told(hub: Forge) -> None:
    """It would not be found again, and be made once more each night."""
    done = hub.run(wanted(), PRETEND_LABELS="drop")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "terbuka: isu belum diperbarui: isu nomor 1 dibuat tanpa label; pasang label terbuka padanya, supaya tidak "
        "dibuat dua kali. Dicoba lagi pada jalan berikutnya.\n"
    )


def test_no_more_is_written_in_one_run_than_a_forge_bears(hub: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forge, "MOST_WRITES", 1)
    both = [wanted(body="a", title="A"), wanted(body="b", title="B")]
    done = hub.run(*both)
    assert done.returncode == 0
    assert done.stdout.startswith(
        "Dibuat: A\nTidak ada yang ditulis di forge: sudah 1 isu ditulis; sisanya pada jalan berikutnya. "
    )
    assert hub.run(*both).stdout == "Tetap: A (nomor 1)\nDibuat: B\n"


def broken(change: Callable[[dict[str, Any]], Any]) -> str:
    document = json.loads(as_json([wanted()], whole=True))
    change(document)
    return json.dumps(document)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "bukan JSON, atau terpotong"),
        (as_json([wanted()], whole=True)[:-40], "bukan JSON, atau terpotong"),
        ("[" * 100_000, "bukan JSON, atau terpotong"),
        ("[]", "bukan jawaban terbuka due --format forge versi 1"),
        (broken(lambda d: d.update(versi=2)), "bukan jawaban terbuka due --format forge versi 1"),
        (broken(lambda d: d.update(isu={})), "isu atau lengkap tidak seperti semestinya"),
        (broken(lambda d: d["isu"][0].pop("judul")), "isu ke-1 tidak lengkap"),
        (broken(lambda d: d["isu"].append(d["isu"][0])), "dua isu berkunci sama"),
        (broken(lambda d: d["isu"][0].update(judul="Lain")), "isi isu ke-1 tidak cocok dengan sidiknya"),
        (broken(lambda d: d["isu"][0].update(keadaan="closed")), "isi isu ke-1 tidak cocok dengan sidiknya"),
        (broken(lambda d: d["isu"][0].update(kunci="x")), "isi isu ke-1 tidak cocok dengan sidiknya"),
    ],
    ids=range(11),
)
def test_a_document_that_was_changed_on_its_way_is_refused(hub: Forge, text: str, reason: str) -> None:
    file = hub.folder / "lain.json"
    file.write_text(text, "utf-8")
    done = trees.terbuka("isu", str(file), **hub.job)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"tidak dipakai: {reason}; buat lagi dengan terbuka due --format forge" in done.stderr
    assert hub.calls() == []


def test_a_document_that_is_not_there_is_told(hub: Forge) -> None:
    done = trees.terbuka("isu", str(hub.folder / "tidak-ada.json"), **hub.job)
    assert (done.returncode, "tidak dapat dibaca" in done.stderr) == (2, True)


@pytest.mark.parametrize(("program", "name"), [("gh", "GITHUB_REPOSITORY"), ("glab", "CI_PROJECT_ID")])
def test_a_project_that_is_none_is_refused(tmp_path: Path, program: str, name: str) -> None:
    place = Forge(tmp_path / "forge", program)
    done = place.run(wanted(), **{name: "a/b/../../user?x"})
    assert (done.returncode, place.calls()) == (2, [])
    assert f"“a/b/../../user?x” bukan proyek; {name} diisi oleh forge" in done.stderr


# --- the steps of the night, as a runner takes them -----------------------------------------------------------


TEMPLATES = trees.REPOSITORY / "scripts/terbuka/lifecycle/templates"


def read(file: Path) -> dict[str, Any]:
    return yaml.safe_load(file.read_text("utf-8").replace("@@cabang@@", "main"))


def own_steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a job but for the installation of the program, which differs between this repository and portals."""
    return [step for step in job["steps"] if not step["name"].startswith(("Siapkan Python", "Pasang"))]


def test_a_portal_on_github_takes_the_same_steps() -> None:
    here = read(trees.REPOSITORY / ".github/workflows/terbit.yml")["jobs"]
    there = read(TEMPLATES / "terbit.yml")["jobs"]
    for name in ("kelengkapan", "isu"):
        assert own_steps(there[name]) == own_steps(here[name])
        assert {**there[name], "steps": []} == {**here[name], "steps": []}


@pytest.fixture
def night(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs a line in a portal as a runner does: code, output, error output. ``check`` and ``due`` see one day."""
    root = trees.grow(tmp_path / "portal")
    trees.put(root, ".gitignore", "privat/\n")
    subprocess.run(["git", "init", "-q", str(root)], check=True)

    def run(place: Forge, line: str, **environment: str) -> tuple[int, str, str]:
        tokens = ("GH_TOKEN", "GITLAB_TOKEN")
        base = {name: value for name, value in place.job.items() if name not in tokens}
        path = os.pathsep.join([str(place.folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line],
            cwd=root,
            env={**os.environ, **base, "PATH": path, "GITHUB_STEP_SUMMARY": str(tmp_path / "r.md"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


MADE = "Dibuat: Yang perlu dikerjakan: Kantor Uji, Provinsi Uji\n"
SAME = "Tetap: Yang perlu dikerjakan: Kantor Uji, Provinsi Uji (nomor 1)\n"
LATE_DAY = " --on 2026-08-27"


def test_the_steps_of_the_night_are_run_in_a_shell(
    hub: Forge, night: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """Two nights: the first makes the issue although the check is red, the second changes nothing."""
    jobs = read(TEMPLATES / "terbit.yml")["jobs"]
    values = {"${{ github.event.repository.private }}": "true", "${{ github.token }}": "x"}
    check, due, written = (
        (step["run"], {name: values[value] for name, value in step["env"].items()})
        for job in ("kelengkapan", "isu")
        for step in own_steps(jobs[job])
        if "run" in step
    )
    for answer in (MADE, SAME):
        code, log, error = night(hub, check[0] + LATE_DAY, **check[1])
        assert (code, error) == (3, "")
        assert "\n::error file=datasets/badan/kantor-uji/daftar-informasi-publik.csv" in log
        assert night(hub, due[0] + LATE_DAY, **due[1]) == (0, "", "")
        assert night(hub, written[0], **written[1]) == (0, answer, "")
    assert len(hub.writes()) == 1
    assert (tmp_path / "r.md").read_text("utf-8").startswith("#### Minggu ini, sampai Kamis 2026-09-03")


def test_the_same_night_on_gitlab(lab: Forge, night: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Without a token it prints; only the last job has one."""
    jobs = read(TEMPLATES / "gitlab-ci.yml")
    check, isu = jobs["kelengkapan"], jobs["isu"]
    private, token = {"TERBUKA_PRIVAT": "private"}, {"GITLAB_TOKEN": "x"}
    assert check["variables"] == {"TERBUKA_PRIVAT": "$CI_PROJECT_VISIBILITY"}
    assert (isu["needs"], isu["rules"][-1]["when"], check["artifacts"]["when"]) == (["kelengkapan"], "always", "always")
    assert isu["rules"][-1]["if"].startswith('$CI_PIPELINE_SOURCE == "schedule" && ')
    assert check["artifacts"]["paths"] == ["privat/isu.json"]
    (line,), (due,), (written,) = check["script"], check["after_script"], isu["script"]
    assert night(lab, line + LATE_DAY, **private)[0] == 3
    assert night(lab, due + LATE_DAY, **private) == (0, "", "")
    document = tmp_path / "portal/privat/isu.json"
    document.rename(tmp_path / "isu.json")
    nothing = "Isu tidak disentuh, karena isinya tidak tersusun. Sebabnya tertulis di kelengkapan.\n"
    assert night(lab, written, **token) == (0, nothing, ""), "blocked data say so in the job before"
    (tmp_path / "isu.json").rename(document)
    code, printed, error = night(lab, written)
    assert (code, error, lab.calls()) == (0, "", [])
    assert printed.startswith("Tidak ada yang ditulis di forge: GITLAB_TOKEN tidak diisi. Yang semestinya tertulis:\n")
    assert night(lab, written, **token) == (0, MADE, "")
    assert night(lab, written, **token) == (0, SAME, "")
