"""The commands that check, build and show a portal."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from terbuka.base import git
from terbuka.base.problem import Problem, blocking, in_order
from terbuka.base.store import FILES
from terbuka.cli.codes import BLOCKED, GAPS, WELL, WrongUse
from terbuka.cli.common import (
    closing,
    held_back,
    kept_back,
    more,
    paths_of,
    portal,
    print_text,
    progress,
    read,
    site_url,
    store_of,
    verdict,
    waiting_of,
)
from terbuka.duties.corpus import Corpus
from terbuka.duties.verdict import Assessment
from terbuka.review import report


def run_check(options: argparse.Namespace) -> int:
    if options.against is not None or options.format == "github":
        from terbuka.cli.comparing import run_change

        return run_change(options)
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    code = verdict(problems)
    if options.format == "json":
        print(report.as_json(problems, assessment, code, steps=paths_of(options, corpus, assessment)))
        return code
    steps = paths_of(options, corpus, assessment)
    print_text(problems, assessment, options.lang, steps=steps, waiting=waiting_of(options, assessment))
    print(closing(code, options.lang) + more(code, options.lang))
    return code


def run_build(options: argparse.Namespace) -> int:
    if options.offline and options.compress:
        raise WrongUse("--compress untuk server dan --offline untuk tanpa server; pilih salah satu")
    with progress("Memeriksa data …"):
        corpus, assessment, problems = read(options)
    code = verdict(problems)
    steps = paths_of(options, corpus, assessment)
    if assessment is None or code == BLOCKED or (code == GAPS and (options.strict or held_back(assessment))):
        print_text(problems, assessment, options.lang, steps=steps)
        print(closing(code, options.lang))
        if code == GAPS:
            print(kept_back("--strict" if options.strict else "gerbang: ketat", options.lang))
        return code
    out = options.out or options.root / "site"
    with progress("Membangun situs …"):
        failed = publish(
            options.root,
            corpus,
            assessment,
            out,
            site_url(corpus),
            search=not options.no_search,
            commit=git.head(options.root),
            offline=options.offline,
            compress=options.compress,
        )
    print_text(in_order([*problems, *failed]), assessment, options.lang, steps=steps)
    if blocking(failed):
        print(closing(BLOCKED, options.lang))
        return BLOCKED
    print(f"Situs: {out}" if options.lang == "id" else f"Site: {out}")
    if options.offline:
        first = out / "index.html"
        print(f"Buka dengan klik dua kali: {first}" if options.lang == "id" else f"Open by double click: {first}")
    return WELL


def publish(
    root: Path,
    corpus: Corpus,
    assessment: Assessment,
    out: Path,
    url: str,
    *,
    search: bool,
    commit: git.Commit | None,
    offline: bool = False,
    compress: bool = False,
) -> list[Problem]:
    """Write the whole site of the version ``commit`` for the address ``url``; what kept it from being written, else
    notes about its files.

    ``offline`` makes one that is opened by double click; it has no search index, which needs a server; ``compress``
    puts packed copies beside texts. Raises ``WrongUse`` when ``out`` holds something else.
    """
    from terbuka.features.guide.prose import prose
    from terbuka.kit import words
    from terbuka.portal.pages import render
    from terbuka.portal.shells import shells
    from terbuka.site import building as site

    if commit:
        corpus = replace(corpus, commit=commit.id, commit_time=corpus.local(commit.time))
    corpus, store = replace(corpus, site_url=url.rstrip("/") + "/"), store_of(root)
    plan = site.Plan(
        root=root,
        out=out,
        name=corpus.site_name,
        url=corpus.site_url,
        epoch=commit.epoch if commit else 1_600_000_000,
        search=search and not offline,
        changed=words.moment(corpus.commit_time),
        edit=corpus.edit_url,
        engine=corpus.engine,
        offline=offline,
        compress=compress,
        prose=prose(corpus, assessment),
    )
    made = render(corpus, assessment, offline=offline, store=store)
    try:
        problems = site.publish(plan, shells(corpus, assessment), made)
    except site.NotOurs:
        raise WrongUse(f"folder “{out}” berisi hal lain dan tidak disentuh; pilih folder kosong dengan --out") from None
    if not blocking(problems):
        store.tidy(FILES)
    return problems


def run_serve(options: argparse.Namespace) -> int:
    from terbuka.site import preview_server as serve

    def build(out: Path, url: str) -> serve.Made:
        start = datetime.now(UTC)
        corpus, assessment, problems = read(options)
        if assessment is not None:
            commit = git.head(options.root)
            problems += publish(options.root, corpus, assessment, out, url, search=False, commit=commit)
        stopping = [p for p in problems if blocking([p])]
        if stopping or assessment is None:
            text = report.as_text(stopping)
            return serve.Made(f"{text}\n{report.not_shown(len(stopping))}", problems=text)
        return serve.Made(report.now_shown(problems, (datetime.now(UTC) - start).total_seconds()))

    portal(options)
    try:
        serve.serve(options.root, options.port, build, lambda words: print(words, flush=True))
    except serve.PortTaken:
        raise WrongUse(
            f"port {options.port} dipakai program lain; pilih yang lain dengan --port, atau --port 0"
        ) from None
    return WELL
