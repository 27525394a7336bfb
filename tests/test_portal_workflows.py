"""What a new portal brings for GitHub and GitLab: valid, pinned, thin, and run step by step as their runners do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import test_workflows as ours
import trees
from terbuka.lifecycle import placing, start
from terbuka.lifecycle.start import Office

DAY = date(2026, 11, 30)
INSTALL = "python -m pip install --require-hashes --only-binary :all: -r requirements.txt"
#: Where the program is installed: the folder that a runner has on its PATH after the step that installs it.
BIN = Path(sysconfig.get_path("scripts"))
OFFICE = Office(id="dinas-uji", name="Dinas Uji", zone="WITA")


def made(folder: Path) -> Path:
    """A portal as ``init`` makes it, with a stub of a wheel: the program is installed already."""
    files = start.portal_files(OFFICE, start.supply_of("0.0.0", "terbuka-0.0.0-py3-none-any.whl", b"PK"), DAY)
    placing.place(folder, files)
    return folder


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only looked at."""
    return made(tmp_path_factory.mktemp("portal") / "portal")


def workflows(portal: Path) -> list[Path]:
    return sorted(portal.glob(".github/workflows/*"))


def read(file: Path) -> dict[str, Any]:
    return yaml.safe_load(file.read_text("utf-8"))


def jobs(portal: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in workflows(portal):
        for name, job in read(file)["jobs"].items():
            yield file.stem, name, job


# --- what they are ------------------------------------------------------------------------------------------


def test_they_follow_their_schemas(portal: Path) -> None:
    assert len(workflows(portal)) == 4
    ours.follow_schema("vendor.github-workflows", workflows(portal))
    ours.follow_schema("custom.github-workflows-require-timeout", workflows(portal))
    ours.follow_schema("vendor.gitlab-ci", [portal / ".gitlab-ci.yml"])


def test_zizmor_finds_nothing(portal: Path) -> None:
    zizmor = shutil.which("zizmor", path=str(BIN))
    assert zizmor
    words = ("--offline", "--persona=pedantic", "--no-config", "--no-progress", "--strict-collection")
    ours.run(zizmor, *words, str(portal / ".github"))


def test_their_actions_are_pinned_as_in_this_repository(portal: Path) -> None:
    """An action that is made safer here is so in portals, from their next upgrade on."""
    pins = {step["uses"] for _, step in ours.steps() if "uses" in step}
    used = {step["uses"] for _, _, job in jobs(portal) for step in job["steps"] if "uses" in step}
    assert used <= pins
    for file in workflows(portal):
        uses = re.findall(r"uses: (.*)", file.read_text("utf-8"))
        assert [use for use in uses if not ours.PINNED.match(use)] == []


def test_who_may_write_is_as_in_this_repository(portal: Path) -> None:
    assert all(read(file)["permissions"] == {} for file in workflows(portal))
    writers = {
        (workflow, name): job["permissions"]
        for workflow, name, job in jobs(portal)
        if set(job["permissions"].values()) != {"read"}
    }
    same = {where: rights for where, rights in ours.WRITERS.items() if where[0] == "terbit"}
    assert same
    proposing = {("pemutakhiran", "usulan"): {"contents": "write", "pull-requests": "write"}}
    assert writers == {**same, **proposing}
    checkouts = [
        step["with"]["persist-credentials"]
        for _, _, job in jobs(portal)
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert checkouts
    assert not any(checkouts)
    for file in workflows(portal):
        text = file.read_text("utf-8")
        assert not re.search(r"pull_request_target|workflow_run|secrets\.", text), file.name


#: The repository's own workflow, the one that offices call, and the one that a portal gets: what differs by design.
BY_DESIGN = (" && vars.TANPA_PAGES != 'ya'", " && inputs.pages")
INSTALLING = ("Pasang", "Siapkan Python", "Baca alamat", "Katakan cara", "Simpan hasil")


def order(jobs: dict[str, Any], name: str) -> dict[str, Any]:
    """What starts a job and its steps, and what it hands over."""
    job = jobs[name]
    when = str(job.get("if"))
    for words in BY_DESIGN:
        when = when.replace(words, "")
    steps = [step for step in job["steps"] if not step["name"].startswith(INSTALLING)]
    about = [(step.get("id"), step.get("if"), step.get("run"), step.get("uses"), step.get("with")) for step in steps]
    return {"needs": job.get("needs"), "if": when, "outputs": job.get("outputs"), "steps": about}


@pytest.mark.parametrize("name", ["bangun", "peringatan", "terbit", "kelengkapan", "isu"])
def test_a_job_starts_for_the_same_reasons_wherever_it_stands(portal: Path, name: str) -> None:
    """Tests of the own workflow hold for the others then."""
    own = order(read(ours.GITHUB / "workflows/terbit.yml")["jobs"], name)
    assert order(read(portal / ".github/workflows/terbit.yml")["jobs"], name) == own
    called = order(read(ours.GITHUB / "workflows/portal.yml")["jobs"], name)
    if called["if"] == "github.event_name != 'pull_request'":
        called["if"] = "None"
    assert called == own


def test_a_proposal_is_checked_by_the_same_steps(portal: Path) -> None:
    own = order(read(ours.GITHUB / "workflows/periksa.yml")["jobs"], "periksa")
    assert order(read(portal / ".github/workflows/periksa.yml")["jobs"], "periksa") == own
    called = order(read(ours.GITHUB / "workflows/portal.yml")["jobs"], "periksa")
    assert called["if"] == "github.event_name == 'pull_request'"
    asks = {step[2] for step in own["steps"] if step[1] != "github.event_name != 'pull_request'"}
    assert {step[2] for step in called["steps"]} == asks


def test_each_job_installs_once_and_keeps_what_pip_fetched(portal: Path) -> None:
    for workflow, name, job in jobs(portal):
        if name in ("terbit", "usulan"):  # write, and run nothing of the portal
            assert "pip" not in str(job), (workflow, name)
            continue
        assert [step["run"] for step in job["steps"] if "pip" in step.get("run", "")] == [INSTALL], (workflow, name)
        (python,) = [step["with"] for step in job["steps"] if "setup-python@" in step.get("uses", "")]
        assert (python["cache"], python["cache-dependency-path"]) == ("pip", "requirements.txt")


def test_publishing_listens_to_the_branch_that_the_readme_names(portal: Path) -> None:
    listens = read(portal / ".github/workflows/terbit.yml")[True]["push"]["branches"]  # YAML reads `on`
    readme = (portal / "README.md").read_text("utf-8")
    assert listens == ["main"]
    assert set(re.findall(r"git init -b (\w+)", readme)) == {"main", "pages"}
    assert f"git push -u origin {listens[0]}" in readme


def test_pages_that_are_off_are_told_with_what_to_switch_on(portal: Path) -> None:
    """The run is red either way; a variable takes GitHub Pages out for who hosts the site elsewhere."""
    for workflow, name in (("terbit", "bangun"), ("arsip", "arsip")):
        steps = read(portal / f".github/workflows/{workflow}.yml")["jobs"][name]["steps"]
        at = next(number for number, step in enumerate(steps) if "configure-pages@" in step.get("uses", ""))
        asked, told = steps[at], steps[at + 1]
        assert asked["if"] == "vars.TANPA_PAGES != 'ya'"
        assert told["if"] == "${{ failure() && steps.alamat.outcome == 'failure' }}"
        done = shell(portal, told["run"])
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == (
            "::error title=GitHub Pages belum menyala::Buka Settings, lalu Pages, lalu pada Source pilih GitHub "
            "Actions; sesudah itu buka tab Actions, pilih jalan ini, lalu Re-run all jobs. Bila Pages tidak ditawarkan "
            "(repositori tertutup di paket gratis), README langkah 4 menyebut pilihan lain.\n"
        )
    bangun, terbit = (read(portal / ".github/workflows/terbit.yml")["jobs"][name] for name in ("bangun", "terbit"))
    assert "vars.TANPA_PAGES != 'ya'" in terbit["if"]
    kept = {step["if"]: step["uses"].split("@")[0] for step in bangun["steps"][-2:]}
    assert kept == {
        "vars.TANPA_PAGES != 'ya'": "actions/upload-pages-artifact",
        "vars.TANPA_PAGES == 'ya'": "actions/upload-artifact",
    }


def test_that_schedules_stop_is_said_where_people_look(portal: Path) -> None:
    for file in ("README.md", ".github/workflows/terbit.yml", ".github/workflows/arsip.yml"):
        text = (portal / file).read_text("utf-8")
        assert "60 hari" in text, file
        assert "Enable workflow" in text, file


# --- run as a runner does -------------------------------------------------------------------------------------


def shell(
    folder: Path, line: str, words: tuple[str, ...] = ("bash", "-e"), **more: str
) -> subprocess.CompletedProcess[str]:
    """A line in the shell of a runner, with the program on its PATH."""
    named = ("HOME", "LANG", "TMPDIR")
    kept = {name: os.environ[name] for name in named if name in os.environ}
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [*words, "-c", line],
        cwd=folder,
        env={**kept, "PATH": path, "CI": "true", **more},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def git(folder: Path, *words: str) -> str:
    about = ("-c", "user.name=Petugas", "-c", "user.email=petugas@contoh.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *about, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A portal in git with a second commit on top of what was published, as in a proposal."""
    folder = made(tmp_path / "portal")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Portal pertama")
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text("utf-8") + "# usulan\n", "utf-8")
    git(folder, "commit", "-qam", "Usulan")
    return folder


def environment(step: dict[str, Any]) -> dict[str, str]:
    """What a step is given; expressions of GitHub as they come out for a site of GitHub Pages."""
    values = {
        "${{ steps.alamat.outputs.base_url }}": "https://dinas.example/portal",
        "${{ github.event.repository.private }}": "true",
        "${{ github.token }}": "",
    }
    return {name: values[text] for name, text in step.get("env", {}).items()}


def run_steps(folder: Path, workflow: str, job: str) -> dict[str, int]:
    """The lines of a job in their order -> how each ended; installing is left out: the program is installed."""
    ended = {}
    for step in read(folder / f".github/workflows/{workflow}.yml")["jobs"][job]["steps"]:
        line = step.get("run", "")
        if line in ("", INSTALL) or "failure()" in step.get("if", ""):
            continue
        if step.get("if") == "github.event_name != 'pull_request'":  # the job `kelengkapan` runs the same line
            continue
        done = shell(folder, line, ("bash", "--noprofile", "--norc", "-eo", "pipefail"), **environment(step))
        assert "Traceback" not in done.stderr, done.stderr
        ended[line] = done.returncode
    return ended


def test_the_steps_of_github_run_in_a_new_portal(checkout: Path) -> None:
    assert run_steps(checkout, "periksa", "periksa") == {
        "terbuka check --format github --against HEAD^1": 0,
        "terbuka build --offline": 0,
    }
    assert (checkout / "site/index.html").is_file()
    assert run_steps(checkout, "terbit", "bangun") == {"terbuka build": 0}
    assert "https://dinas.example/portal/" in (checkout / "site/sitemap.xml").read_text("utf-8")
    assert run_steps(checkout, "terbit", "kelengkapan")["terbuka check --format github"] == 0
    assert run_steps(checkout, "arsip", "arsip") == {"terbuka archive": 0}
    assert len(list(checkout.glob("arsip-*.zip"))) == 1
    assert git(checkout, "status", "--porcelain") == "", "what a run writes is not sent"


def test_a_notice_goes_out_over_the_last_good_version_on_github(checkout: Path) -> None:
    blocked(checkout)
    assert run_steps(checkout, "terbit", "bangun") == {"terbuka build": 1}
    assert run_steps(checkout, "terbit", "peringatan") == {"terbuka notice": 0}
    assert (checkout / "site/index.html").is_file()


def blocked(folder: Path) -> None:
    about = folder / "datasets/badan/dinas-uji/badan.yml"
    about.write_text(about.read_text("utf-8").replace("tahap: rintisan", "tahap: entah"), "utf-8")
    git(folder, "commit", "-qam", "Keliru")


GITLAB = {
    "CI_COMMIT_BRANCH": "main",
    "CI_DEFAULT_BRANCH": "main",
    "CI_PAGES_URL": "https://dinas.example/portal",
    "CI_PROJECT_VISIBILITY": "private",
}


def gitlab(folder: Path, job: str, **more: str) -> list[int]:
    """How the lines of a job of GitLab end, those of ``after_script`` too; a line that fails ends its script."""
    about = read(folder / ".gitlab-ci.yml")[job]
    values = {**GITLAB, **more}
    given = {name: values.get(text.removeprefix("$"), "") for name, text in about.get("variables", {}).items()}
    ended = []
    for part in ("script", "after_script"):
        for line in about.get(part, []):
            done = shell(folder, line, ("sh", "-e"), **values, **given)
            assert "Traceback" not in done.stderr, done.stderr
            ended.append(done.returncode)
            if done.returncode:
                break
    return ended


def test_the_jobs_of_gitlab_run_in_a_new_portal(checkout: Path) -> None:
    """But for lines that are those of GitHub, which the test above has run in the same portal."""
    file = read(checkout / ".gitlab-ci.yml")
    archive = read(checkout / ".github/workflows/arsip.yml")["jobs"]["arsip"]["steps"]
    proposal = read(checkout / ".github/workflows/periksa.yml")["jobs"]["periksa"]["steps"]
    assert file["arsip"]["script"] == [step["run"] for step in archive if step["name"] == "Buat arsip"]
    assert file["arsip"]["variables"] == {"TERBUKA_SITE_URL": "$CI_PAGES_URL"}
    built = [step["run"] for step in proposal if step["name"] == "Bangun situs untuk dilihat"]
    assert file["periksa"]["after_script"] == built
    assert file["periksa"]["artifacts"]["paths"] == ["site"]
    base = git(checkout, "rev-parse", "HEAD^1")
    (line,) = file["periksa"]["script"]
    assert shell(checkout, line, ("sh", "-e"), **GITLAB, CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 0
    assert gitlab(checkout, "pages") == [0]
    assert "https://dinas.example/portal/" in (checkout / "public/sitemap.xml").read_text("utf-8")
    assert gitlab(checkout, "kelengkapan") == [0, 0]
    assert (checkout / "privat/isu.json").is_file()
    assert git(checkout, "status", "--porcelain") == ""


def test_a_notice_goes_out_over_the_last_good_version_on_gitlab(checkout: Path) -> None:
    blocked(checkout)
    assert gitlab(checkout, "pages") == [0]
    assert (checkout / "public/index.html").is_file()
    assert gitlab(checkout, "kelengkapan")[0] == 1, "the run is red all the same"


def test_gitlab_does_the_same_four_things(portal: Path) -> None:
    file = read(portal / ".gitlab-ci.yml")
    assert {"periksa", "pages", "kelengkapan", "arsip"} <= file.keys()
    assert file["default"]["before_script"] == [INSTALL]
    assert file["periksa"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert file["pages"]["artifacts"] == {"paths": ["public"]}


def test_a_full_copy_of_the_sample_is_no_part_of_it(portal: Path) -> None:
    """Nothing of this repository's own bodies, tests or program comes along."""
    text = "".join(file.read_text("utf-8") for file in portal.rglob("*") if file.is_file() and file.suffix != ".whl")
    bodies = [folder.name for folder in (trees.REPOSITORY / "datasets/badan").iterdir() if folder.is_dir()]
    assert bodies
    assert not [name for name in bodies if name in text]
