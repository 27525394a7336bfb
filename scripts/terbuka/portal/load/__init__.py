"""Reads a whole root: ``schemas/``, ``datasets/``, ``content/`` and ``mkdocs.yml`` into a ``Corpus``.

Promises: everything that is wrong with the form of the records is found in one pass; what has problems is
absent from the corpus, so that one mistake gives one message. Nothing is written, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from terbuka import __version__
from terbuka.base import defaults
from terbuka.base.problem import Place, Problem
from terbuka.base.store import Store
from terbuka.duties.corpus import Corpus
from terbuka.duties.record import REGISTER
from terbuka.features.open_data import reading as datasets
from terbuka.features.open_data.record import Release
from terbuka.portal.kinds import BODY_LISTS, BODY_OTHERS, BODY_TABLES, LAW_LISTS, LAW_OPTIONAL, LAW_OTHERS
from terbuka.portal.load import bodies, law
from terbuka.portal.load import settings as shell
from terbuka.portal.load.prose import read_prose
from terbuka.portal.references import all_columns, misdirected
from terbuka.record import insides, portal_file, scan
from terbuka.record.canonical import BODIES
from terbuka.record.documents import Folder
from terbuka.record.reader import Reader
from terbuka.record.schemas import more_open, problems_with_model, read_schemas

__all__ = ["KINDS", "REGISTER", "load"]

#: The kinds that the program reasons about, each with its class; None for plain values.
KINDS: dict[str, type | None] = {
    **LAW_OTHERS,
    **BODY_OTHERS,
    datasets.RELEASES: Release,
    **LAW_LISTS,
    **LAW_OPTIONAL,
    **BODY_TABLES,
    **BODY_LISTS,
}
FOLDERS = ("aturan", "badan")


def load(
    root: Path, instead: Mapping[str, str] | None = None, store: Store | None = None
) -> tuple[Corpus, list[Problem]]:
    """Read the tree below ``root``; the texts ``instead``, by path, are read in the place of record files; tables of
    open data that the ``store`` knows as sound are not checked again.

    Returns the corpus of what is sound and all problems of form, unsorted. Raises only ``OSError`` when the
    root cannot be read at all.
    """
    reader = Reader(root, instead=instead or {}, store=store or Store())
    corpus = _corpus(reader)
    return corpus, [_of_the_lists(problem, corpus) for problem in reader.problems]


#: Columns whose codes stand in a list of the law, each with what it refers to there, and the code of the problem.
_LISTED = {
    ("topik", "aturan/topik"): "topik-tak-dikenal",
    ("kewajiban", "aturan/kewajiban"): "kewajiban-tak-dikenal",
    ("kewajiban", "aturan/standar/sop"): "kewajiban-tak-dikenal",
}


def _of_the_lists(problem: Problem, corpus: Corpus) -> Problem:
    """A text that is no code, where a list says which codes there are: one of these is proposed, or all are told."""
    if problem.code != "kode-salah" or not corpus.laws:
        return problem
    column, schema = str(problem.facts.get("kolom")), corpus.schemas.get(PurePosixPath(problem.place.path).stem)
    targets = [one.target for one in all_columns(schema.columns) if one.name == column] if schema else []
    code = next((_LISTED[column, str(name)] for name in targets if (column, str(name)) in _LISTED), None)
    if code is None:
        return problem
    known = {code for law in corpus.laws.values() for code in (law.topics if column == "topik" else law.obligations)}
    usul = str(problem.facts.get("usul", ""))
    if usul and known.issuperset(usul.split("; ")):
        return problem
    close = get_close_matches(usul[:80], known, 1, 0.8)
    facts = {**problem.facts, "usul": close[0] if close else "", "pilihan": sorted(known)}
    return Problem(code, problem.place, facts)


def _corpus(reader: Reader) -> Corpus:
    reader.problems += portal_file.problems(reader.root, __version__)
    if reader.problems and not defaults.is_thin(reader.root):
        return Corpus(laws={}, bodies={}, schemas={})  # every file of the program would be missing
    reader.problems += portal_file.replaced(reader.root)
    linked = [name for name in ("schemas", "datasets") if (reader.root / name).is_symlink()]
    reader.problems += (Problem("tautan-simbolik", Place(name)) for name in linked)
    if linked or not _read_schemas(reader):
        return Corpus(laws={}, bodies={}, schemas=reader.schemas)
    reader.strays("datasets", (), FOLDERS)
    names = _body_names(reader.root)
    # Documents are read by another process, while the records are read here.
    with ThreadPoolExecutor(1) as beside:
        documents = beside.submit(insides.read_folders, reader.root, [_documents_of(n) for n in names], reader.store)
        return _corpus_with(reader, documents)


def _documents_of(body: str) -> str:
    return f"datasets/badan/{body}/berkas"


def _body_names(root: Path) -> list[str]:
    folder = root / BODIES
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.is_symlink()) if folder.is_dir() else []


def _corpus_with(reader: Reader, documents: Future[dict[str, Folder]]) -> Corpus:
    laws = {name: made for name in reader.folders("datasets/aturan") if (made := law.read_law(reader, name))}
    reader.problems += scan.in_all(reader.texts, lambda value, path: False, reader.found)
    folders = reader.folders(BODIES)
    inside = documents.result()
    read = {
        name: body
        for name in folders
        if (body := bodies.read_body(reader, name, inside.get(_documents_of(name), Folder())))
    }
    prose, texts, problems = read_prose(reader.root)
    reader.problems += problems

    def shown_by_any(value: str, path: str) -> bool:
        """Whether any body allows the value; each is asked, so that no permission seems unused."""
        return any([allowed(value, path) for allowed in reader.allowances])  # noqa: C419

    reader.problems += scan.in_all(texts, shown_by_any)
    for allowances in reader.allowances:
        reader.problems += allowances.unused()
    name, url, editor, engine = _site(reader)
    return Corpus(
        laws=laws,
        bodies=read,
        schemas=reader.schemas,
        prose=prose,
        site_name=name,
        site_url=url,
        edit_url=editor,
        engine=engine,
        lent=defaults.lent(reader.root),
        unread=frozenset(folders) - read.keys(),
    )


def _read_schemas(reader: Reader) -> bool:
    """Whether every kind that is needed can be used."""
    reader.schemas, problems = read_schemas(reader.root)
    if any(path.startswith("schemas/") for path in defaults.overridden(reader.root)):
        reader.problems += more_open(reader.schemas, read_schemas(defaults.folder())[0])
    broken = {p.place.path for p in problems}
    for kind, cls in KINDS.items():
        if kind in reader.schemas:
            problems += problems_with_model(reader.schemas[kind], cls) if cls else ()
        elif f"schemas/{kind}.yml" not in broken:
            problems.append(Problem("skema-hilang", Place(f"schemas/{kind}.yml"), {"isi": kind}))
    problems += () if problems else misdirected(reader.schemas)
    reader.problems += problems
    return not any(p.place.path.removeprefix("schemas/").removesuffix(".yml") in KINDS for p in problems)


def _site(reader: Reader) -> tuple[str, str, str, str]:
    node = reader.node("mkdocs.yml") if reader.exists("mkdocs.yml") else None
    if node is None:
        return "", "", "", ""
    name, url, problems = shell.read_site(node)
    editor, wrong = shell.read_editor(node)
    engine, unknown = shell.read_engine(node)
    reader.problems += [*problems, *wrong, *unknown]
    return name, url, editor, engine
