"""The files under .github: valid, pinned, with the least permissions, and thin (logic is the command's)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml

import smoke

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.y*ml"))
FORMS = sorted(path for path in GITHUB.glob("ISSUE_TEMPLATE/*.y*ml") if path.stem != "config")

#: Schema -> the files that follow it.
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
}

PINNED = re.compile(r"^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
THIN = re.compile(r"^(terbuka|python -m (pip|venv)|make (dist|lint|test)|python tests/smoke.py)( [^;&|$`<>\n]+)?$")
#: What a run says about itself, to people: no expression, nothing that a shell would read.
SENTENCE = re.compile(r"^echo '::error title=[^'{}:]+::[^'{}]+'$")

# Whoever may do more than read, and what for. Everything else is a mistake.
PAGES = {"pages": "write", "id-token": "write"}
WRITERS = {
    ("terbit", "terbit"): PAGES,
    ("terbit", "isu"): {"contents": "read", "issues": "write"},
    ("portal", "terbit"): PAGES,
    ("portal", "isu"): {"contents": "read", "issues": "write"},
    ("release", "asal"): {"actions": "read", "id-token": "write", "attestations": "write"},
    ("release", "terbit"): {"actions": "read", "contents": "write"},
    ("release", "pypi"): {"actions": "read", "id-token": "write"},
}
#: What publishes a release; every word of it stands here.
PUBLISHING = {
    'gh run download "$GITHUB_RUN_ID" --name rilis --dir dist',
    "sha256sum --check --strict SHA256SUMS",
    'gh release create "$GITHUB_REF_NAME" --verify-tag --generate-notes dist/*',
    "uv publish --trusted-publishing always dist/*.whl dist/*.tar.gz",
}


def name(path: Path) -> str:
    return path.stem


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> Iterator[tuple[str, str, dict]]:
    for path in WORKFLOWS:
        for job_id, job in read(path)["jobs"].items():
            yield path.stem, job_id, job


def steps() -> Iterator[tuple[str, dict]]:
    for workflow, job_id, job in jobs():
        for step in job["steps"]:
            yield f"{workflow}/{job_id}", step


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def follow_schema(schema: str, files: Sequence[Path]) -> None:
    """In one process for all files of a schema: its start is what takes time."""
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files))


def test_the_workflows_and_the_forms_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == [
        *("arsip.yml", "periksa.yml", "portal.yml", "release.yml", "terbit.yml", "uji.yml")
    ]
    assert FORMS


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_follow_their_schema(schema: str) -> None:
    follow_schema(schema, SCHEMAS[schema])


def test_zizmor_finds_nothing() -> None:
    zizmor = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    assert zizmor, "zizmor is in requirements-test.lock"
    run(
        zizmor,
        "--offline",
        "--persona=pedantic",
        "--no-config",
        "--no-progress",
        "--strict-collection",
        str(GITHUB),
    )


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_every_action_is_pinned_by_commit_with_its_version(path: Path) -> None:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    uses = [
        line.removeprefix("- ").removeprefix("uses:").strip() for line in lines if "uses:" in line and line[0] != "#"
    ]
    assert uses
    assert [use for use in uses if not PINNED.match(use)] == []


def test_one_action_has_one_pin() -> None:
    pins = {step["uses"] for _, step in steps() if "uses" in step}
    assert len(pins) == len({pin.split("@")[0] for pin in pins})


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_no_workflow_hands_over_the_repository(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert "secrets." not in text


def test_only_the_listed_jobs_may_write() -> None:
    assert all(read(path)["permissions"] == {} for path in WORKFLOWS)
    writers = {}
    for workflow, job_id, job in jobs():
        if set(job["permissions"].values()) != {"read"}:
            writers[workflow, job_id] = job["permissions"]
    assert writers == WRITERS


def test_runs_call_nothing_but_the_command_and_its_installation() -> None:
    runs = [(where, step["run"]) for where, step in steps() if "run" in step]
    assert runs
    other = [(where, line) for where, line in runs if not THIN.match(line) and not SENTENCE.match(line)]
    assert [(where, line) for where, line in other if line not in PUBLISHING] == []


def test_checkouts_leave_no_credentials_behind() -> None:
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []


def test_changes_are_compared_with_the_branch_they_go_to() -> None:
    """The first parent of the merge that GitHub tests; no text of the change reaches the shell."""
    steps = read(GITHUB / "workflows" / "periksa.yml")["jobs"]["periksa"]["steps"]
    assert [step["with"]["fetch-depth"] for step in steps if "checkout@" in step.get("uses", "")] == [0]
    assert [(step.get("if"), step["run"]) for step in steps if step.get("run", "").startswith("terbuka")] == [
        ("github.event_name != 'pull_request'", "terbuka check --format github"),
        ("github.event_name == 'pull_request'", "terbuka check --format github --against HEAD^1"),
        ("${{ !cancelled() && steps.pasang.outcome == 'success' }}", "terbuka build --offline"),
    ]


def test_publication_is_not_held_up_by_gaps() -> None:
    terbit = read(GITHUB / "workflows" / "terbit.yml")["jobs"]
    assert {job_id: job.get("needs") for job_id, job in terbit.items()} == {
        "bangun": None,
        "peringatan": "bangun",
        "terbit": ["bangun", "peringatan"],
        "kelengkapan": None,
        "isu": "kelengkapan",
    }


def test_the_job_that_writes_issues_reads_no_records() -> None:
    """It gets its data as JSON, at night only and never in a fork, also when the check is red; one step has the token.
    What is internal is told only where the forge says that the repository is private."""
    jobs = read(GITHUB / "workflows" / "terbit.yml")["jobs"]
    private = {"TERBUKA_PRIVAT": "${{ github.event.repository.private }}"}
    nightly_only = (
        "${{ !cancelled() && steps.pasang.outcome == 'success' && github.event_name == 'schedule' "
        "&& !github.event.repository.fork }}"
    )
    told = [step for step in jobs["kelengkapan"]["steps"] if str(step.get("run", "")).startswith("terbuka")]
    assert [(step["run"], step["env"], step.get("if")) for step in told] == [
        ("terbuka check --format github", private, None),
        (
            "terbuka due --format forge --out privat/isu.json",
            private,
            nightly_only,
        ),
    ]
    assert jobs["isu"]["if"] == "${{ !cancelled() && needs.kelengkapan.outputs.isu == 'success' }}"
    called = [step["run"] for step in jobs["isu"]["steps"] if str(step.get("run", "")).startswith("terbuka")]
    assert called == ["terbuka isu privat/isu.json"]
    nightly = [step["run"] for where, step in steps() if "github.token" in str(step) and "release/" not in where]
    assert nightly == called * 2, "here, and in the workflow that offices call"


def test_a_notice_goes_out_when_the_data_are_blocked() -> None:
    """The same job with the whole history; the run stays red because ``bangun`` has failed."""
    jobs = read(GITHUB / "workflows" / "terbit.yml")["jobs"]
    assert jobs["peringatan"]["if"] == "failure() && needs.bangun.outputs.situs == 'failure'"
    assert jobs["bangun"]["outputs"] == {"situs": "${{ steps.situs.outcome }}"}
    assert [step["run"] for step in jobs["bangun"]["steps"] if step.get("id") == "situs"] == ["terbuka build"]
    assert jobs["terbit"]["if"] == (
        "${{ !cancelled() && (needs.bangun.result == 'success' || needs.peringatan.result == 'success') }}"
    )
    built = [step for step in jobs["bangun"]["steps"] if not SENTENCE.match(step.get("run", ""))]
    urgent = jobs["peringatan"]["steps"]
    assert [step["with"].get("fetch-depth") for step in urgent if "checkout@" in step.get("uses", "")] == [0]
    assert [step["run"] for step in urgent if "run" in step] == [
        *[step["run"] for step in built if "run" in step][:-1],
        "terbuka notice",
    ]
    assert [step.get("uses") for step in urgent] == [step.get("uses") for step in built]
    assert not [step for step in [*built, *urgent] if step.get("continue-on-error")]


def test_a_step_that_needs_the_program_waits_for_its_installation() -> None:
    """Where it could not be installed, that is the one error of the job."""
    for where, step in steps():
        if step.get("run", "").startswith("terbuka") and "cancelled()" in step.get("if", ""):
            assert "steps.pasang.outcome == 'success'" in step["if"], where
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            if "steps.pasang." in str(job):
                (named,) = [step["run"] for step in job["steps"] if step.get("id") == "pasang"]
                installs = [step["run"] for step in job["steps"] if "pip install" in step.get("run", "")]
                assert named == installs[-1]


def test_pages_that_are_off_are_told_with_what_to_switch_on() -> None:
    told = [(where, step["if"]) for where, step in steps() if SENTENCE.match(step.get("run", ""))]
    when = "${{ failure() && steps.alamat.outcome == 'failure' }}"
    assert told == [("arsip/arsip", when), ("portal/bangun", when), ("terbit/bangun", when)]


def test_what_pip_fetched_is_kept_for_the_next_run() -> None:
    """Not for a release: what another run has put there is no part of it."""
    set_up = [(where, step["with"]) for where, step in steps() if "setup-python@" in step.get("uses", "")]
    kept = {where: (how.get("cache"), how.get("cache-dependency-path")) for where, how in set_up}
    for where, how in kept.items():
        workflow = where.split("/")[0]
        if workflow in ("release", "uji"):
            assert how == (None, None), where
        else:
            assert how == ("pip", "requirements.txt" if workflow == "portal" else "requirements.lock"), where


def test_the_archive_of_a_year_is_made_on_its_last_day_and_by_hand() -> None:
    """In the afternoon of all of Indonesia, so that a late start stays in the year; it may write nothing."""
    arsip = read(GITHUB / "workflows" / "arsip.yml")
    assert arsip[True] == {"schedule": [{"cron": "17 9 31 12 *"}], "workflow_dispatch": None}  # YAML reads `on`
    (job,) = arsip["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == "terbuka archive"
    assert job["steps"][-1]["with"]["path"] == "arsip-*.zip"


def test_all_is_tested_on_every_change_by_the_same_commands_as_at_home() -> None:
    """``make lint`` where Node is, ``make test`` on every Python, and a smoke run on the other systems."""
    uji = read(GITHUB / "workflows" / "uji.yml")
    assert uji[True] == {"push": None, "pull_request": None, "workflow_dispatch": None}  # YAML reads `on`
    runs = {job_id: [step["run"] for step in job["steps"] if "run" in step] for job_id, job in uji["jobs"].items()}
    assert (runs["tulisan"], runs["uji"]) == (["make lint PYTHON=python3.13"], ["make test PYTHON=python3"])
    assert runs["cobaan"][-2:] == ["python tests/smoke.py", "python tests/smoke.py --wheel"]
    assert [step for step in uji["jobs"]["tulisan"]["steps"] if "setup-node@" in step.get("uses", "")]
    assert not [step for _, job_id, job in jobs() for step in job["steps"] if step.get("continue-on-error")]


def test_the_project_claims_the_versions_that_are_tested() -> None:
    """Of Python and of systems; the smoke run of other systems is no test of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tested = read(GITHUB / "workflows" / "uji.yml")["jobs"]["uji"]
    number = "Programming Language :: Python :: 3."
    claimed = [c.removeprefix(number[:-2]) for c in project["classifiers"] if c.startswith(number)]
    assert claimed == tested["strategy"]["matrix"]["python"]
    assert project["requires-python"] == f">={claimed[0]}"
    systems = [c for c in project["classifiers"] if c.startswith("Operating System")]
    assert (systems, tested["runs-on"]) == (["Operating System :: POSIX :: Linux"], "ubuntu-24.04")


def test_the_smoke_run_knows_what_a_new_portal_answers(tmp_path: Path) -> None:
    """Tried here, where it can be: on the systems for which it is written nobody has run it yet. With the program
    installed by pip into an empty folder; the libraries are those of the tests."""
    assert smoke.smoke(tmp_path, smoke.installed(tmp_path)) == ""
    assert list((tmp_path / "portal/pustaka").glob("terbuka-*.whl"))
    assert not (tmp_path / "portal/.github/workflows/uji.yml").exists(), "a new portal has no tests to run"
    assert (tmp_path / "portal/.github/workflows/periksa.yml").is_file()


def test_a_release_is_tested_built_and_only_then_published() -> None:
    """What may write runs nothing of the repository; nothing but a tag starts it; PyPI waits until it is set up."""
    release = read(GITHUB / "workflows" / "release.yml")
    assert release[True] == {"push": {"tags": ["v*"]}}  # YAML reads `on`
    jobs = release["jobs"]
    assert {job_id: job.get("needs") for job_id, job in jobs.items()} == {
        "uji": None,
        "bangun": "uji",
        "asal": "bangun",
        "terbit": "asal",
        "pypi": "terbit",
    }
    runs = {job_id: [step["run"] for step in job["steps"] if "run" in step] for job_id, job in jobs.items()}
    assert runs["uji"] == ["make lint PYTHON=python3.13", "make test PYTHON=python3.13"]
    assert runs["bangun"] == ["make dist PYTHON=python3.13"]
    assert [step["env"] for step in jobs["bangun"]["steps"] if "run" in step] == [
        {"TERBUKA_TAG": "${{ github.ref_name }}"}
    ]
    last = jobs["asal"]["steps"][-1]
    assert (last["uses"].split("@")[0], last["with"]["subject-path"]) == ("actions/attest", "dist/*")
    for job_id in ("asal", "terbit", "pypi"):
        assert not [step for step in jobs[job_id]["steps"] if "checkout@" in step.get("uses", "")]
        assert set(runs[job_id]) <= PUBLISHING
        lines = [step.get("run", "") for step in jobs[job_id]["steps"]]
        assert lines.index("sha256sum --check --strict SHA256SUMS") < len(lines) - 1
    assert (jobs["pypi"]["if"], jobs["pypi"]["environment"]) == ("vars.TERBUKA_PYPI == 'ya'", "pypi")


def test_the_workflow_that_offices_call_does_what_the_own_ones_do() -> None:
    """The same jobs with the same commands, on the libraries and the program that the office has locked."""
    portal = read(GITHUB / "workflows" / "portal.yml")
    assert list(portal[True]) == ["workflow_call"]  # YAML reads `on`
    assert "secrets" not in portal[True]["workflow_call"]

    def commands(jobs: dict) -> dict[str, list[str]]:
        runs = {job_id: [step["run"] for step in job["steps"] if "run" in step] for job_id, job in jobs.items()}
        return {job_id: [run for run in lines if run.startswith("terbuka")] for job_id, lines in runs.items()}

    own = {**read(GITHUB / "workflows" / "terbit.yml")["jobs"], **read(GITHUB / "workflows" / "periksa.yml")["jobs"]}
    expected = commands(own)
    expected["periksa"].remove("terbuka check --format github")  # by hand only: here a push does that
    assert commands(portal["jobs"]) == expected
    assert {job_id: job["permissions"] for job_id, job in portal["jobs"].items()} == {
        job_id: job["permissions"] for job_id, job in own.items()
    }
    installs = [step["run"] for job in portal["jobs"].values() for step in job["steps"] if "pip" in step.get("run", "")]
    assert set(installs) == {"python -m pip install --require-hashes --only-binary :all: -r requirements.txt"}
    assert len(installs) == 5
    for job_id in ("bangun", "kelengkapan"):
        assert portal["jobs"][job_id]["if"] == "github.event_name != 'pull_request'"


def test_the_example_of_a_call_is_a_workflow_with_enough_rights(tmp_path: Path) -> None:
    """The lines that an office copies from the head of `portal.yml`, with names put in."""
    text = (GITHUB / "workflows" / "portal.yml").read_text(encoding="utf-8")
    lines = [line.removeprefix("#   ") for line in text.splitlines() if line.startswith("#   ")]
    example = "\n".join(lines[lines.index("name: portal") :]) + "\n"
    example = example.replace("PEMILIK/REPOSITORI", "kantor/terbuka").replace("@COMMIT", f"@{'0' * 40}")
    (tmp_path / "portal.yml").write_text(example, encoding="utf-8")
    follow_schema("vendor.github-workflows", [tmp_path / "portal.yml"])
    granted = yaml.safe_load(example)["jobs"]["portal"]["permissions"]
    order = ["none", "read", "write"]
    for job in read(GITHUB / "workflows" / "portal.yml")["jobs"].values():
        for right, level in job["permissions"].items():
            assert order.index(granted[right]) >= order.index(level)


def test_a_proposal_asks_for_no_command_line_of_an_officer() -> None:
    """What is not a comment names no command; those who change code read the comment."""
    template = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    shown = re.sub("<!--.*?-->", "", template, flags=re.DOTALL)
    assert not re.search(r"\b(make|terbuka|git|python|pip)\b", shown)
    assert "make" in template
    assert "data pribadi" in shown


def test_forms_ask_for_no_attachment_and_warn_of_personal_data() -> None:
    for path in FORMS:
        form = read(path)
        assert form["body"][0]["type"] == "markdown"
        warning = form["body"][0]["attributes"]["value"]
        assert "data pribadi" in warning
        assert "berkas" in warning
        assert not [field for field in form["body"] if field["type"] == "upload"]
