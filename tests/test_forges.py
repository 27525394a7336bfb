"""Forges by an address, the pages of a repository, and which branches start a workflow."""

from __future__ import annotations

import pytest

import trees
from terbuka.base.forges import Repository, is_pages_host, kind_of, pages_address, read_remote
from terbuka.desk.triggers import of_gitlab, of_workflow


@pytest.mark.parametrize(
    ("url", "shown", "kind"),
    [
        ("https://github.com/dinas/portal.git", "github.com/dinas/portal", "github"),
        ("https://petugas:kunci@GitHub.com/dinas/portal/", "github.com/dinas/portal", "github"),
        ("git@github.com:dinas/portal.git", "github.com/dinas/portal", "github"),
        ("ssh://git@ssh.github.com:443/dinas/portal.git", "github.com/dinas/portal", "github"),
        ("git@gitlab.com:dinas/ppid/portal.git", "gitlab.com/dinas/ppid/portal", "gitlab"),
        ("https://gitlab.dinas.go.id/ppid/portal", "gitlab.dinas.go.id/ppid/portal", "gitlab"),
        ("ssh://git@codeberg.org/dinas/portal.git", "codeberg.org/dinas/portal", "forgejo"),
        ("https://git.dinas.go.id/ppid/portal.git", "git.dinas.go.id/ppid/portal", ""),
    ],
)
def test_a_remote(url: str, shown: str, kind: str) -> None:
    repository = read_remote(url)
    assert repository is not None
    assert (repository.shown, repository.kind) == (shown, kind)


@pytest.mark.parametrize(
    "url",
    [
        "", "/srv/git/portal.git", "../portal", r"C:\git\portal", "file:///srv/git/portal.git", "https://github.com/",
        "https://github.com/dinas", "https://github.com/dinas/por tal", "https://[::1", "git@github.com:/dinas",
        "https://github.com/dinas/<b>",
    ],
)  # fmt: skip
def test_what_is_no_forge(url: str) -> None:
    assert read_remote(url) is None


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("github.com/Dinas/Portal", "https://dinas.github.io/Portal/"),
        ("github.com/Dinas/dinas.github.io", "https://dinas.github.io/"),
        ("gitlab.com/dinas/portal", "https://dinas.gitlab.io/portal/"),
        ("gitlab.com/dinas/ppid/portal", "https://dinas.gitlab.io/ppid/portal/"),
        ("gitlab.com/dinas/dinas.gitlab.io", "https://dinas.gitlab.io/"),
        ("codeberg.org/dinas/portal", "https://dinas.codeberg.page/portal/"),
        ("codeberg.org/dinas/pages", "https://dinas.codeberg.page/"),
        ("github.com/dinas/portal/lain", None),
        ("gitlab.dinas.go.id/ppid/portal", None),
        ("git.dinas.go.id/ppid/portal", None),
    ],
)
def test_the_pages_of_a_repository(repository: str, address: str | None) -> None:
    host, _, path = repository.partition("/")
    assert pages_address(Repository(host, path)) == address


def test_a_domain_of_ones_own_is_no_page_of_the_forge() -> None:
    github, gitlab = Repository("github.com", "dinas/portal"), Repository("gitlab.com", "dinas/portal")
    assert is_pages_host("lain.github.io", github)
    assert is_pages_host("lain.gitlab.io", gitlab)
    assert not is_pages_host("ppid.dinas.go.id", github)
    assert not is_pages_host("cuddly-lamp-1a2b3c.pages.github.io", github)
    assert not is_pages_host("portal-1a2b3c.gitlab.io", gitlab)
    assert not is_pages_host("dinas.github.io", gitlab)
    assert not is_pages_host("git.dinas.go.id", Repository("git.dinas.go.id", "ppid/portal"))


def test_a_mark_is_a_whole_label_of_the_host() -> None:
    assert kind_of("bukangithub.com") == ""
    assert kind_of("gitea.dinas.go.id") == "forgejo"


@pytest.mark.parametrize(
    ("on", "taken", "left_out"),
    [
        ("on: push", ["main", "usul/a"], []),
        ("on: [push, pull_request]", ["main"], []),
        ("on: pull_request", [], ["main"]),
        ("on:\n  push:", ["main", "usul/a"], []),
        ("on:\n  push:\n    branches: [main]", ["main"], ["master", "main2"]),
        ("on:\n  push:\n    branches: main", ["main"], ["master"]),
        ("on:\n  push:\n    branches:\n      - 'rilis/*'\n      - v?", ["rilis/1", "v", ""], ["rilis/1/2"]),
        ("on:\n  push:\n    branches: ['**', '!usul/**']", ["main", "a/b"], ["usul/a/b"]),
        ("on:\n  push:\n    branches-ignore: ['usul/*']", ["main", "usul/a/b"], ["usul/a"]),
        ("on:\n  push:\n    branches: ['v[0-9]+']", ["v1", "v12"], ["v"]),
        ("on:\n  push:\n    branches: ['v[']", ["v["], ["v"]),
        ("on:\n  push:\n    tags: ['v*']", [], ["main"]),
        ("on:\n  push:\n    paths: [datasets/**]", ["main"], []),
        ("on:\n  schedule:\n    - cron: 1 1 * * *", [], ["main"]),
    ],
)
def test_the_branches_of_a_workflow(on: str, taken: list[str], left_out: list[str]) -> None:
    pushes = of_workflow(f"name: a\n{on}\njobs: {{}}\n")
    assert pushes is not None
    assert [name for name in [*taken, *left_out] if pushes.take(name)] == taken


@pytest.mark.parametrize(
    ("text", "taken", "left_out"),
    [
        ("pages:\n  script: terbuka build\n", ["main", "lain"], []),
        ("pages:\n  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n", ["main", "master"], []),
        ('pages:\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n', ["main"], ["master"]),
        ("# if: $CI_DEFAULT_BRANCH\npages:\n  rules:\n    - if: $CI_COMMIT_REF_NAME == 'main'\n", ["main"], ["master"]),
        ("pages:\n  only:\n    - main\n", ["main"], ["master"]),
        ("pages:\n  only:\n    refs: [main]\n", ["main"], ["master"]),
        ("pages:\n  only: [branches]\n", ["main", "master"], []),
    ],
)
def test_the_branches_of_gitlab(text: str, taken: list[str], left_out: list[str]) -> None:
    pushes = of_gitlab(text)
    assert pushes is not None
    assert [name for name in [*taken, *left_out] if pushes.take(name)] == taken


def test_what_cannot_be_read_is_never_guessed() -> None:
    assert of_workflow("on: &semua push\n") is None
    assert of_workflow("jobs: {}\n") is None
    assert of_gitlab("pages:\n  rules:\n    - if: $CI_COMMIT_BRANCH =~ /^main/\n") is None
    assert of_gitlab("pages: &a\n  only: [main]\n") is None


def test_our_own_workflows_are_read() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (trees.REPOSITORY / ".github/workflows").glob("*.yml")}
    pushes = {name: of_workflow(text) for name, text in texts.items()}
    assert None not in pushes.values()
    assert pushes["terbit.yml"] is not None
    assert [name for name in ("main", "master") if pushes["terbit.yml"].take(name)] == ["main"]
