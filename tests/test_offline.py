"""Links for a site on a disk, and the address of the editor that ``mkdocs.yml`` may name."""

from __future__ import annotations

import pytest

from terbuka.base.problem import Place
from terbuka.duties.corpus import Corpus
from terbuka.portal.load.settings import read_editor
from terbuka.record.strict_yaml import parse
from terbuka.site import offline


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("a/b/", "a/b/index.html"),
        ("../../", "../../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("a/#kontak", "a/index.html#kontak"),
        ("cari/?q=a/b&amp;unit=c#d/", "cari/index.html?q=a/b&amp;unit=c#d/"),
        ("#isi", "#isi"),
        ("", ""),
        ("?q=a/", "?q=a/"),
        ("a/berkas.pdf", "a/berkas.pdf"),
        ("assets/terbuka.css", "assets/terbuka.css"),
        ("https://uji.example/a/", "https://uji.example/a/"),
        ("//uji.example/a/", "//uji.example/a/"),
        ("mailto:ppid@uji.example?body=a/", "mailto:ppid@uji.example?body=a/"),
        ("tel:+62/", "tel:+62/"),
    ],
)
def test_links_to_folders_lead_to_the_page_in_them(address: str, wanted: str) -> None:
    for tag, name in (("a", "href"), ("form", "action"), ("link", "href")):
        assert offline.from_disk(f'<{tag} class="x/" {name}="{address}">') == f'<{tag} class="x/" {name}="{wanted}">'


def test_only_links_change() -> None:
    text = (
        '<p data-href="a/" title="href=&#34;b/&#34;">a/ &lt;a href="c/"&gt;</p><meta content="https://uji.example/d/">'
    )
    assert offline.from_disk(text) == text
    once = offline.from_disk('<a href="a/">a</a>')
    assert offline.from_disk(once) == once


def test_a_page_on_a_disk_may_use_the_files_beside_it() -> None:
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">"
    assert offline.from_disk(policy) == policy.replace("'self'", "'self' file:")


def test_links_from_the_root_become_relative() -> None:
    text = '<a href="/portal/">1</a><a href="/portal/a/">2</a><a href="/lain/">3</a><a href="//uji.example/">4</a>'
    assert offline.from_top(text, "https://uji.example/portal/") == (
        '<a href="./">1</a><a href="a/">2</a><a href="/lain/">3</a><a href="//uji.example/">4</a>'
    )


@pytest.mark.parametrize(
    ("lines", "link"),
    [
        ("repo_url: https://github.com/uji/portal", "https://github.com/uji/portal/edit/main/a/b.csv#L7"),
        ("repo_url: https://github.com/uji/portal/", "https://github.com/uji/portal/edit/main/a/b.csv#L7"),
        ("repo_url: https://gitlab.uji.example/g/p", "https://gitlab.uji.example/g/p/-/edit/main/a/b.csv#L7"),
        ("repo_url: https://codeberg.org/uji/portal", "https://codeberg.org/uji/portal/_edit/main/a/b.csv#L7"),
        ("repo_url: https://git.uji.example/p\nedit_uri: _edit/rilis/portal/", "https://git.uji.example/p/_edit/rilis/portal/a/b.csv#L7"),
        ("repo_url: https://github.com/uji/p\nedit_uri: edit/rilis/", "https://github.com/uji/p/edit/rilis/a/b.csv#L7"),
        ("site_name: Uji", ""),
        ("repo_url:", ""),
    ],
)  # fmt: skip
def test_the_editor_opens_at_the_very_line(lines: str, link: str) -> None:
    node, _ = parse(lines, "mkdocs.yml")
    assert node is not None
    editor, problems = read_editor(node)
    assert problems == []
    corpus = Corpus(laws={}, bodies={}, schemas={}, edit_url=editor)
    assert corpus.edit_link(Place("a/b.csv", 7)) == link
    assert corpus.edit_link(Place("a/b.csv")) == link.removesuffix("#L7")
    assert corpus.edit_link(Place("a/")) == ""
    assert corpus.edit_link(Place("")) == ""


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("repo_url: http://github.com/uji/portal", "repo_url"),
        ("repo_url: https://petugas:rahasia@github.com/uji/portal", "repo_url"),
        ("repo_url: https://token@github.com/uji/portal", "repo_url"),
        ("repo_url: https://github.com/uji/portal?token=rahasia", "repo_url"),
        ('repo_url: "https://github.com/uji/portal#"', "repo_url"),
        ("repo_url: https://github.com:99999/uji", "repo_url"),
        ("repo_url: git@github.com:uji/portal.git", "repo_url"),
        ('repo_url: "https://github.com/<script>"', "repo_url"),
        ("repo_url: github.com/uji/portal", "repo_url"),
        ("edit_uri: edit/main/", "repo_url"),
        ("repo_url: https://notgithub.example/uji", "edit_uri"),
        ("repo_url: https://github.com/uji/p\nedit_uri: edit/main", "edit_uri"),
        ("repo_url: https://github.com/uji/p\nedit_uri: /edit/", "edit_uri"),
        ("repo_url: https://github.com/uji/p\nedit_uri: edit/../../lain/", "edit_uri"),
        ("repo_url: https://github.com/uji/p\nedit_uri: 'https://jahat.example/'", "edit_uri"),
        ("repo_url: https://github.com/uji/p\nedit_uri: 'edit/{path}/'", "edit_uri"),
    ],
)
def test_an_address_that_cannot_be_used_is_never_repeated(lines: str, key: str) -> None:
    node, _ = parse(lines, "mkdocs.yml")
    assert node is not None
    editor, problems = read_editor(node)
    assert editor == ""
    assert [(p.code, dict(p.facts)) for p in problems] == [("repositori-salah", {"kunci": key})]
