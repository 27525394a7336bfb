"""The workflow ``pemutakhiran``, run step by step in a shell as the runner would, against a repository on this disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

import packages
import trees
from terbuka.lifecycle import start

WORKFLOW = ".github/workflows/pemutakhiran.yml"
#: Answers `pr list` with the number of pull requests that were opened, and writes down everything it is asked.
GH = """\
#!/bin/sh
echo "gh $*" >> "$GH_LOG"
case "$1 $2" in
  "pr list") grep -c "^gh pr create" "$GH_LOG" || true ;;
  "pr create") cat "${10}" > "$GH_BODY"; exit "${GH_ENDS:-0}" ;;
esac
"""


def jobs() -> dict[str, dict]:
    text = start.written_files(start.Supply(version="0.1.0", sha256="0" * 64))[WORKFLOW].decode()
    return yaml.safe_load(text)["jobs"]


def steps() -> dict[str, dict]:
    """The steps that run a shell, by their names."""
    return {step["name"]: step for job in jobs().values() for step in job["steps"] if "run" in step}


def do_git(root: Path, *words: str) -> str:
    settings = ["-c", "user.name=Uji", "-c", "user.email=uji@uji.example", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(root), *settings, *words]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A portal of an older version that knows a newer wheel in its library, cloned from a bare repository."""
    old = packages.packed(tmp_path / "wheel", "0.1.1")
    root = packages.portal(tmp_path / "portal", old)
    shutil.copy(packages.packed(tmp_path / "wheel", "0.1.2"), root / "pustaka")
    do_git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "asal.git")
    do_git(root, "init", "--quiet", "--initial-branch=main")
    do_git(root, "remote", "add", "origin", str(tmp_path / "asal.git"))
    do_git(root, "add", "--all", "--force")
    do_git(root, "commit", "--quiet", "-m", "awal")
    do_git(root, "push", "--quiet", "origin", "main")
    return root


def shell(root: Path, tmp_path: Path, name: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one step as GitHub does (``bash -eo pipefail``)."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[name]["run"]]
    return _run(root, tmp_path, command, **more)


def propose(tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The second job on a machine of its own: a new clone, and nothing of the first job but the handed-over folder."""
    folder = tmp_path / f"usulan-{len(list(tmp_path.glob('usulan-*')))}"
    do_git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}/asal.git", str(folder / "kerja"))
    shutil.copytree(tmp_path / "usulan", folder / "usulan")
    return shell(folder / "kerja", tmp_path, "Buka satu usulan", RUNNER_TEMP=str(folder), **more)


#: Says and does what the program did before, for what comes after it.
REPLAY = """\
#!/bin/sh
case "$*" in
  *--check*) cat "$REPLAY/jawaban.txt"; exit 1 ;;
  *) git apply "$REPLAY/perubahan.patch" ;;
esac
"""


def _run(root: Path, tmp_path: Path, command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    """Run a shell with a forge that only writes down, and a pip that finds nothing."""
    tools = tmp_path / "alat"
    tools.mkdir(exist_ok=True)
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    real = f'#!/bin/sh\nexec "{sys.executable}" -P -m terbuka "$@"\n'
    (tools / "terbuka").write_text(REPLAY if "REPLAY" in more else real)
    (tools / "terbuka").chmod(0o755)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PATH": f"{tools}:{sysconfig.get_path('scripts')}:{os.environ['PATH']}",
        "PYTHONPATH": str(trees.REPOSITORY / "scripts"),
        "PIP_NO_INDEX": "1",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "keluaran"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "ringkasan"),
        "GH_LOG": str(tmp_path / "gh.log"),
        "GH_BODY": str(tmp_path / "isi.md"),
        **more,
    }
    (tmp_path / "gh.log").touch()
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_what_runs_a_new_program_may_not_write_and_what_writes_runs_none() -> None:
    """The job with rights takes a difference between files from the other one, and knows no program."""
    look, ask = jobs()["lihat"], jobs()["usulan"]
    assert look["permissions"] == {"contents": "read"}
    assert "github.token" not in str(look)
    assert ask["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert (ask["needs"], ask["if"]) == ("lihat", "needs.lihat.outputs.baru == 'ya'")
    assert [step["uses"].split("@")[0] for step in ask["steps"] if "uses" in step] == [
        "actions/checkout",
        "actions/download-artifact",
    ]
    (line,) = [step["run"] for step in ask["steps"] if "run" in step]
    assert not [word for word in ("terbuka upgrade", "python", "pip ") if word in line]


@pytest.mark.skipif(not shutil.which("bash"), reason="the runner has bash")
def test_one_request_a_version(repository: Path, tmp_path: Path) -> None:
    looked = shell(repository, tmp_path, "Lihat apa yang berubah")
    assert (looked.returncode, looked.stderr) == (0, "")
    assert (tmp_path / "keluaran").read_text() == "baru=ya\n"
    assert looked.stdout.startswith("Pemutakhiran terbuka 0.1.1 → 0.1.2")
    assert "    Pemutakhiran terbuka 0.1.1 → 0.1.2" in (tmp_path / "ringkasan").read_text()
    assert (
        "ALUR KERJA GITHUB yang menunggu: ditulis oleh terbuka upgrade di komputer, sesudah usulan ini digabungkan\n"
        "  .github/workflows/periksa.yml\n"
    ) in looked.stdout

    refused = propose(tmp_path, GH_ENDS="1")
    assert refused.returncode == 1
    assert refused.stdout == (
        "::error title=Usulan ditolak::Cabang pemutakhiran-0.1.2 sudah dikirim, tetapi usulannya ditolak. Hidupkan "
        "Settings, Actions, General, Allow GitHub Actions to create and approve pull requests, lalu jalankan lagi.\n"
    )
    (tmp_path / "gh.log").unlink()

    opened = propose(tmp_path)
    assert (opened.returncode, opened.stderr) == (0, "")
    create = (tmp_path / "gh.log").read_text().splitlines()[-1]
    assert create == (
        "gh pr create --head pemutakhiran-0.1.2 --base main --title Pemutakhiran: terbuka 0.1.2 "
        f"--body-file {tmp_path}/usulan-1/isi.md"
    )
    body = (tmp_path / "isi.md").read_text()
    assert body.startswith("Yang berubah bila usulan ini digabungkan:\n\n    Pemutakhiran terbuka 0.1.1 → 0.1.2")
    assert "ulangi tanpa --check" not in body
    do_git(repository, "fetch", "--quiet")
    changed = do_git(repository, "diff", "--name-only", "main", "origin/pemutakhiran-0.1.2").split()
    assert changed == ["portal.yml", "pustaka/terbuka-0.1.1-py3-none-any.whl", "requirements.txt"]

    again = propose(tmp_path)
    assert (again.returncode, again.stdout) == (0, "Usulan untuk terbuka 0.1.2 sudah pernah dibuka.\n")
    assert (tmp_path / "gh.log").read_text().count("gh pr create") == 1

    (tmp_path / "gh.log").unlink()
    (tmp_path / "usulan/jawaban.txt").write_text("barisé " * 20_000)
    assert propose(tmp_path).returncode == 0
    body = (tmp_path / "isi.md").read_text("utf-8")
    assert len(body) < 65_536, "GitHub takes no longer one"
    assert body.endswith("Terlalu panjang untuk satu usulan; selebihnya ada di ringkasan jalan pemutakhiran.\n")


@pytest.mark.skipif(not shutil.which("bash"), reason="the runner has bash")
def test_without_anything_newer_nothing_happens(repository: Path, tmp_path: Path) -> None:
    (repository / "pustaka/terbuka-0.1.2-py3-none-any.whl").unlink()
    assert trees.terbuka("upgrade", "--root", str(repository)).returncode == 0
    looked = shell(repository, tmp_path, "Lihat apa yang berubah")
    assert looked.returncode == 0
    assert not (tmp_path / "keluaran").exists()
    assert not (tmp_path / "usulan").exists()
    assert looked.stdout.startswith("Tidak ditemukan program yang lebih baru. Portal ini memakai terbuka 0.1.1")


@pytest.mark.skipif(not shutil.which("bash"), reason="the runner has bash")
def test_what_stops_it_turns_the_run_red_and_is_told(repository: Path, tmp_path: Path) -> None:
    """In the log and in the summary; nothing is handed over."""
    trees.change(repository, "portal.yml", "versi: 0.1.1", "versi: satu")
    looked = shell(repository, tmp_path, "Lihat apa yang berubah")
    assert looked.returncode == 1
    reason = "terbuka: portal.yml:3: bukan seperti yang ditulis program (versi)."
    assert looked.stdout.startswith(reason)
    assert looked.stdout.splitlines()[-1] == (
        "::error title=Pemutakhiran tertahan::Portal tidak berubah. Sebabnya dan yang harus dilakukan tertulis di "
        "ringkasan jalan ini."
    )
    assert (tmp_path / "ringkasan").read_text().startswith(f"    {reason}")
    assert not (tmp_path / "keluaran").exists()
    assert not (tmp_path / "usulan").exists()


@pytest.mark.skipif(not shutil.which("sh"), reason="the runner has a shell")
def test_gitlab_opens_one_request_too(repository: Path, tmp_path: Path) -> None:
    """By the options of a push; the forge makes the request from them."""
    text = start.written_files(start.Supply(version="0.1.0", sha256="0" * 64))[".gitlab-ci.yml"].decode()
    file = yaml.safe_load(text)
    (script,) = file["pemutakhiran"]["script"]
    assert file["pemutakhiran"]["rules"] == [{"if": '$PEMUTAKHIRAN == "ya"'}]
    for job in ("pages", "kelengkapan", "isu"):
        assert {"if": '$ARSIP == "ya" || $PEMUTAKHIRAN == "ya"', "when": "never"} in file[job]["rules"]
    origin = tmp_path / "asal.git"
    do_git(origin, "config", "receive.advertisePushOptions", "true")
    hook = origin / "hooks/post-receive"
    hook.write_text('#!/bin/sh\nprintf "%s\\n" "$GIT_PUSH_OPTION_0" "$GIT_PUSH_OPTION_1" "$GIT_PUSH_OPTION_2" > opsi\n')
    hook.chmod(0o755)
    forge = {"CI_REPOSITORY_URL": str(origin), "CI_SERVER_HOST": "gitlab.example"}
    guard = origin / "hooks/pre-receive"
    guard.write_text("#!/bin/sh\nexit 1\n")
    guard.chmod(0o755)
    kept_out = _run(repository, tmp_path, ["sh", "-e", "-c", script], **forge)
    assert kept_out.returncode == 1
    assert kept_out.stdout.endswith(
        "Cabang pemutakhiran-0.1.2 tidak diterima. Hidupkan Settings, CI/CD, Job token permissions, Allow Git push "
        "requests to the repository, lalu jalankan lagi.\n"
    )
    guard.unlink()
    (tmp_path / "jawaban.txt").write_text(kept_out.stdout)
    (tmp_path / "perubahan.patch").write_text(do_git(repository, "diff", "--binary", "origin/main", "HEAD"))
    forge["REPLAY"] = str(tmp_path)
    do_git(repository, "reset", "--quiet", "--hard", "origin/main")
    opened = _run(repository, tmp_path, ["sh", "-e", "-c", script], **forge)
    assert (opened.returncode, opened.stderr) == (0, "")
    assert (origin / "opsi").read_text() == (
        "merge_request.create\nmerge_request.target=main\nmerge_request.title=Pemutakhiran: terbuka 0.1.2\n"
    )
    message = do_git(origin, "show", "--no-patch", "--format=%B", "pemutakhiran-0.1.2")
    assert message.startswith("Pemutakhiran: terbuka 0.1.2\n\nPemutakhiran terbuka 0.1.1 → 0.1.2, hukum")
    do_git(repository, "reset", "--quiet", "--hard", "origin/main")
    again = _run(repository, tmp_path, ["sh", "-e", "-c", script], **forge)
    assert again.returncode == 0
    assert again.stdout.endswith("Usulan untuk terbuka 0.1.2 sudah pernah dibuka.\n")
