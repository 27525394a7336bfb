"""The command that adds a record or a body, and the only place that asks on the terminal."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from terbuka.authoring import answers, asking, bodies, new
from terbuka.base.problem import blocking, in_order
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import at_a_terminal, portal, print_text
from terbuka.cli.data import DATASET, run_new_dataset
from terbuka.record.schema import Schema
from terbuka.record.schemas import read_schemas
from terbuka.review import report

BODY_ASKED = ("nama",)
#: No records but papers of the desk; `terbuka receipt` and `terbuka register-privat` are the same with more options.
RECEIPT = "tanda-terima"
WORKBOOK = "register-privat"


def run_new(options: argparse.Namespace) -> int:
    if options.kind == RECEIPT:
        return _receipt(options)
    if options.kind == DATASET:
        return run_new_dataset(options)
    if options.answer_file is not None:
        raise WrongUse(f"--answers hanya untuk {DATASET}")
    if options.kind == WORKBOOK and not options.answers:
        from terbuka.cli.office import run_workbook

        return run_workbook(argparse.Namespace(root=options.root, body=options.body, out=None))
    root = portal(options)
    schemas, problems = read_schemas(root)
    if blocking(problems):
        print_text(in_order(problems), None, "id")
        return BLOCKED
    ask = _ask if at_a_terminal() else None
    try:
        kind = new.kind_named(options.kind, schemas)
        if kind not in schemas:
            raise WrongUse(f"schemas/{kind}.yml tidak ada; jalankan terbuka check lebih dahulu")
        if kind == new.BODY:
            return _body(root, schemas, options, ask)
        return _record(root, schemas, kind, options, ask)
    except answers.CannotAdd as reason:
        raise WrongUse(str(reason)) from None
    except new.Unsound as unsound:
        return _refused(unsound)
    except EOFError:
        raise WrongUse("jawaban berakhir sebelum selesai; tidak ada yang ditulis") from None


def _receipt(options: argparse.Namespace) -> int:
    from terbuka.cli.desk import run_receipt

    if len(options.answers) != 1:
        raise WrongUse("sebut satu nomor pendaftaran, misalnya: terbuka new tanda-terima 040/PI/2026")
    rest = {"register": None, "out": None, "baru": False, "on": None}
    given = {"number": options.answers[0], "body": options.body, "root": options.root}
    return run_receipt(argparse.Namespace(**given, **rest))


def _ask(prompt: str) -> str:
    return input(prompt)


def asked(given: str | None, option: str, question: str) -> str:
    """What was typed behind ``option``, else the answer to ``question`` on a terminal. Raises ``WrongUse``."""
    if given is not None:
        return given
    if not at_a_terminal():
        raise WrongUse(f"sebut {option}: {question}")
    print(f"\n{question}")
    try:
        return answers.tidy(_ask("> "))
    except EOFError:
        raise WrongUse("jawaban berakhir sebelum selesai; tidak ada yang ditulis") from None


def _refused(unsound: new.Unsound) -> int:
    print(report.as_text(in_order(unsound.problems)))
    print(asking.THERE_ALREADY if unsound.there else asking.NOT_WRITTEN)
    return BLOCKED


def _record(
    root: Path, schemas: Mapping[str, Schema], kind: str, options: argparse.Namespace, ask: asking.Ask | None
) -> int:
    given: answers.Given = {}
    open_ = [path for text in options.answers if (path := answers.answer(schemas[kind], text, given))]
    known = new.bodies(root)
    body = options.body or (known[0] if len(known) == 1 else None)
    if body is None and ask and known:
        body = asking.body(known, ask, print)
    if body is None:
        lacks = [(answers.said(p), c) for p, c in answers.lacking(schemas[kind].columns, given) if not c.as_before]
        by_itself = new.by_itself(schemas[kind], new.kinds(schemas)[kind], given)
        listed = [(name, column) for name, column in lacks if name not in by_itself]
        raise WrongUse(asking.not_given([(f"--body KODE  Pilihan: {', '.join(known)}", None), *listed]))
    draft = new.draft(root, schemas, kind, body)
    if ask:
        asking.missing(draft, given, ask, print)
        asking.open_(draft, open_, given, ask, print)
        asking.more(draft, given, ask, print)
    while True:
        if ask:
            asking.missing(draft, given, ask, print)
        try:
            return _written(root, draft, given)
        except new.Unsound as unsound:
            if not ask or unsound.there:
                raise
            _refused(unsound)
            if not asking.again(draft, given, unsound.problems, ask, print):
                return BLOCKED


def _written(root: Path, draft: new.Draft, given: answers.Given) -> int:
    made_up = new.defaults(draft, given)
    values = {**{path: value for path, (value, _) in made_up.items()}, **given}
    by_itself = new.by_itself(draft.schema, draft.cls, given)
    lacks = [
        (answers.said(p), c)
        for p, c in answers.lacking(draft.schema.columns, values)
        if answers.said(p) not in by_itself
    ]
    if lacks:
        raise WrongUse(asking.not_given(lacks))
    composed = new.compose(draft, values)
    notes, elsewhere = new.judge(root, {draft.path: composed.text}, (draft.path, composed.line, composed.last))
    new.write(root, draft, composed)
    if notes:
        print(report.as_text(in_order(notes)))
    print(asking.written(f"{draft.path}:{composed.line}", made_up, len(elsewhere)))
    _tell_of_files(root, draft, given)
    return WELL


def _tell_of_files(root: Path, draft: new.Draft, given: answers.Given) -> None:
    """Say which of the files that the record names carry more than their content."""
    from terbuka.authoring import cleaning

    columns = {column.name for column in draft.schema.columns if column.type == "daftar-berkas"}
    names = [name.strip() for path, text in given.items() if path[0] in columns for name in text.split(";")]
    folder = (root / draft.path).parent / "berkas"
    for path in cleaning.carrying(folder / name for name in names if name):
        print(f"Hapus dahulu keterangan yang dibawanya (lokasi, pembuat): terbuka bersihkan {path.relative_to(root)}")


def _body(root: Path, schemas: Mapping[str, Schema], options: argparse.Namespace, ask: asking.Ask | None) -> int:
    codes = [text for text in options.answers if "=" not in text]
    given: answers.Given = {}
    for text in options.answers:
        if "=" in text:
            answers.answer(schemas[new.BODY], text, given)
    if len(codes) != 1:
        raise WrongUse("tulis satu kode untuk badan baru, misalnya: terbuka new badan dinas-kesehatan")
    (code,) = codes
    new.body_code(root, code)
    base = f"{new.BODIES}/{code}"
    lacks = [((name,), schemas[new.BODY].column(name)) for name in BODY_ASKED if (name,) not in given]
    if lacks and not ask:
        raise WrongUse(asking.not_given((answers.said(path), column) for path, column in lacks))
    if ask:
        asking.of_body(schemas[new.BODY], lacks, given, ask, print)
    made = new.compose_body(root, schemas, given)
    texts = {f"{base}/{name}": text for name, text in made.items() if not name.startswith("berkas/")}
    new.judge(root, texts, (f"{base}/badan.yml", 1, len(made["badan.yml"])))
    bodies.write_body(root, code, made)
    print(asking.body_written(code, base))
    return WELL
