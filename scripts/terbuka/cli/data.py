"""The commands of open data: a new dataset from a file, a release."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from terbuka.authoring import answers, asking, editors, inference, new, new_dataset, releases
from terbuka.base.problem import blocking, in_order, shown
from terbuka.cli.codes import BLOCKED, WELL, WrongUse
from terbuka.cli.common import blocked, body_named, portal, print_text
from terbuka.duties.corpus import Corpus
from terbuka.features.open_data.reading import DESCRIPTION, KIND, RELEASES
from terbuka.features.open_data.record import OpenDataset
from terbuka.portal.checking import validate
from terbuka.portal.judging import assessed_days
from terbuka.portal.load import load
from terbuka.record import canonical
from terbuka.record.schema import Schema
from terbuka.record.schemas import read_schemas
from terbuka.record.text import LARGEST_BYTES
from terbuka.review import report

DATASET = "dataset"


def run_new_dataset(options: argparse.Namespace) -> int:
    root = portal(options)
    schemas, problems = read_schemas(root)
    if blocking(problems):
        print_text(in_order(problems), None, "id")
        return BLOCKED
    try:
        return _new_dataset(root, schemas[KIND], options)
    except answers.CannotAdd as reason:
        raise WrongUse(str(reason)) from None
    except inference.NotATable as refused:
        print(report.as_text(in_order(refused.problems)))
        print("Tidak ada yang ditulis. Tempat yang disebut adalah tempat di berkas asalnya.")
        return BLOCKED
    except new.Unsound as unsound:
        print(report.as_text(in_order(unsound.problems)))
        print(asking.THERE_ALREADY if unsound.there else asking.NOT_WRITTEN)
        return BLOCKED
    except EOFError:
        raise WrongUse("jawaban berakhir sebelum selesai; tidak ada yang ditulis") from None


def _new_dataset(root: Path, schema: Schema, options: argparse.Namespace) -> int:
    files = [text for text in options.answers if "=" not in text]
    if len(files) != 1:
        raise WrongUse("sebut satu berkas CSV, misalnya: terbuka new dataset penduduk.csv judul=…")
    file = Path(files[0])
    body = body_named(root, options.body)
    forms, pairs = new_dataset.forms(_answered(options))
    wanted = next((value for name, value in pairs if name == "kode"), None)
    base = f"{new.BODIES}/{body}"
    name = new_dataset.dataset_id(root, base, wanted, file)
    inferred = _inferred(file, forms, schema)
    given, of_columns = new_dataset.take([pair for pair in pairs if pair[0] != "kode"], schema, inferred)
    lacks = list(new_dataset.asked(schema, inferred, given, of_columns))
    if lacks and not _asks():
        raise WrongUse(asking.not_given((answers.said(path), column) for path, column in lacks))
    replies: answers.Given = {}
    asking.of_body(schema, lacks, replies, input, print)
    given |= {path: text for path, text in replies.items() if len(path) == 1}
    of_columns |= {(path[0], path[1]): text for path, text in replies.items() if len(path) == 2}
    folder = f"{base}/data/{name}"
    path, table = f"{folder}/{DESCRIPTION}", f"{name}.csv"
    corpus, _ = load(root)
    on = assessed_days(corpus, datetime.now(UTC)).get(body)
    if on is None:
        raise WrongUse(f"badan “{body}” bermasalah; jalankan terbuka check lebih dahulu")
    text = new_dataset.composed(schema, path, table, inferred, given, of_columns, on)
    text = text if editors.hinted(root) else editors.unhinted(path, text)
    made = {path: text, f"{folder}/{table}": inferred.text}
    notes, _ = new.judge(root, made, (path, 1, text.count("\n")))
    _write(root, made)
    if notes:
        print(report.as_text(in_order(notes)))
    print(new_dataset.said(folder, inferred, of_columns, name))
    return WELL


def _inferred(file: Path, forms: dict[str, str], schema: Schema) -> inference.Inferred:
    """The table; at a terminal a number with two readings is asked about, elsewhere it is refused."""
    data = _bytes(file)
    try:
        inferred = inference.infer(data, file.name, forms)
    except inference.NotATable as refused:
        if any(p.code != "angka-dua-arti" for p in refused.problems) or not _asks():
            raise
        replies: answers.Given = {}
        asking.of_body(schema, [new_dataset.form_column(p) for p in refused.problems], replies, input, print)
        inferred = inference.infer(data, file.name, forms | {path[1]: text for path, text in replies.items()})
    if unknown := [name for name in forms if name and name not in {c.name for c in inferred.columns}]:
        known = ", ".join(c.name for c in inferred.columns)
        raise WrongUse(f"kolom “{shown(unknown[0], 80)}” tidak ada di tabel ini; yang ada: {known}")
    return inferred


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _answered(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Answers of the file and of the command line; those of the line come last and win."""
    pairs = []
    if options.answer_file is not None:
        if not options.answer_file.is_file():
            raise WrongUse(f"berkas jawaban “{options.answer_file}” tidak ada")
        pairs = new_dataset.from_yaml(_bytes(options.answer_file).decode("utf-8", "replace"), options.answer_file.name)
    line = [(name.strip(), value) for name, equals, value in (t.partition("=") for t in options.answers) if equals]
    named = {name for name, _ in line}
    return [*((name, value) for name, value in pairs if name not in named), *line]


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise WrongUse(f"berkas “{shown(str(file), 200)}” tidak ada")
    if file.stat().st_size > LARGEST_BYTES:
        raise WrongUse(
            f"{file.name} lebih besar dari {LARGEST_BYTES // 1_000_000} MB; bagi menurut tahun atau wilayah, "
            "atau terbitkan di laman lain dan tautkan dari daftar informasi"
        )
    return file.read_bytes()


def _write(root: Path, made: dict[str, str]) -> None:
    for path, text in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        canonical.write(root / path, text.encode())


def run_release(options: argparse.Namespace) -> int:
    root = portal(options)
    corpus, problems = load(root)
    problems += validate(corpus)
    if blocking(problems):
        return blocked(in_order(problems))
    body = _owner(corpus, options)
    base = f"{new.BODIES}/{body}/data/{options.dataset}"
    dataset = corpus.bodies[body].named(OpenDataset)[options.dataset]
    on = options.on or assessed_days(corpus, datetime.now(UTC))[body]
    try:
        note = answers.tidy(options.note or "")
        made = releases.prepared(root, base, dataset, corpus.schemas[RELEASES], on, note)
        spot = f"{base}/{RELEASES}.yml"
        new.judge(root, {spot: made.files[spot]}, (spot, 1, made.files[spot].count("\n")))
    except releases.NoRelease as reason:
        raise WrongUse(str(reason)) from None
    except new.Unsound as unsound:
        print(report.as_text(in_order(unsound.problems)))
        print(asking.NOT_WRITTEN)
        return BLOCKED
    _write(root, dict(made.files))
    print(releases.said(made, dataset, on))
    return WELL


def _owner(corpus: Corpus, options: argparse.Namespace) -> str:
    owners = [name for name, records in corpus.bodies.items() if options.dataset in records.named(OpenDataset)]
    if options.body is not None:
        owners = [name for name in owners if name == options.body]
    if len(owners) == 1:
        return owners[0]
    known = [f"{name}/{one}" for name, records in corpus.bodies.items() for one in records.named(OpenDataset)]
    told = f"himpunan data “{shown(options.dataset, 80)}” " + ("ada di beberapa badan" if owners else "tidak ada")
    raise WrongUse(f"{told}; sebut badannya dengan --body. Yang ada: {', '.join(known) or 'belum ada'}")
