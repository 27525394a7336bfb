"""Reads a whole root: ``schemas/``, ``datasets/``, ``content/`` and ``mkdocs.yml`` into a ``Corpus``.

Promises: everything that is wrong with the form of the records is found in one pass; what has problems is
absent from the corpus, so that one mistake gives one message. Nothing is written, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from terbuka.load import scan, shell, tables
from terbuka.load.documents import read_documents
from terbuka.load.prose import read_prose
from terbuka.load.records import build, check
from terbuka.load.schemas import problems_with_model, read_schemas
from terbuka.load.strict_yaml import Node, parse
from terbuka.load.text import entries, read_text
from terbuka.load.values import ID, meant_id
from terbuka.model import (
    AllowedContact,
    Body,
    BodyRecords,
    CalendarYear,
    CitizenStep,
    Corpus,
    Deadline,
    Gathering,
    Instrument,
    Law,
    ObjectionGround,
    Obligation,
    RegisterEntry,
    Reply,
    Schema,
    Statement,
    Topic,
)
from terbuka.periods import Period
from terbuka.problem import Place, Problem

T = TypeVar("T")
K = TypeVar("K", Instrument, CitizenStep, Deadline, Gathering, ObjectionGround, Topic)

REGISTER = "daftar-informasi-publik"
#: The kinds that the program reasons about, each with its class in ``model``.
KINDS: dict[str, type | None] = {
    "alasan-keberatan": ObjectionGround,
    "badan": Body,
    REGISTER: RegisterEntry,
    "himpunan": Gathering,
    "kalender": CalendarYear,
    "kewajiban": Obligation,
    "kontak-kantor": AllowedContact,
    "keterangan": Reply,
    "langkah-warga": CitizenStep,
    "penilaian": None,
    "peraturan": Instrument,
    "pernyataan": Statement,
    "tenggat": Deadline,
    "topik": Topic,
}
FOLDERS = ("aturan", "badan")
LAW_FILES = (
    "peraturan.yml",
    "langkah-warga.yml",
    "tenggat.yml",
    "alasan-keberatan.yml",
    "topik.yml",
    "himpunan.yml",
    "penilaian.yml",
)
BODY_FILES = ("badan.yml", f"{REGISTER}.csv", "pernyataan.yml", "keterangan.yml", "kontak-kantor.yml")


def load(root: Path) -> tuple[Corpus, list[Problem]]:
    """Read the tree below ``root``.

    Returns the corpus of what is sound and all problems of form, unsorted. Raises only ``OSError`` when the
    root cannot be read at all.
    """
    reader = _Reader(root)
    corpus = reader.corpus()
    return corpus, reader.problems


@dataclass
class _Reader:
    root: Path
    problems: list[Problem] = field(default_factory=list)
    schemas: dict[str, Schema] = field(default_factory=dict)
    #: Text of every record file that could be decoded, for the search for personal data.
    texts: dict[str, str] = field(default_factory=dict)
    allowances: list[scan.Allowances] = field(default_factory=list)

    def corpus(self) -> Corpus:
        linked = [name for name in ("schemas", "datasets") if (self.root / name).is_symlink()]
        self.problems += (Problem("tautan-simbolik", Place(name)) for name in linked)
        if linked or not self._read_schemas():
            return Corpus(laws={}, bodies={}, schemas=self.schemas)
        self._strays("datasets", (), FOLDERS)
        laws = {name: law for name in self._folders("datasets/aturan") if (law := self._law(name))}
        self.problems += scan.in_all(self.texts, lambda value, path: False)
        bodies = {name: body for name in self._folders("datasets/badan") if (body := self._body(name))}
        prose, texts, found = read_prose(self.root)
        self.problems += found
        self.problems += scan.in_all(texts, self._shown_by_any)
        for allowances in self.allowances:
            self.problems += allowances.unused()
        name, url = self._site()
        return Corpus(laws=laws, bodies=bodies, schemas=self.schemas, prose=prose, site_name=name, site_url=url)

    def _read_schemas(self) -> bool:
        """Whether every kind that is needed can be used."""
        self.schemas, found = read_schemas(self.root)
        broken = {p.place.path for p in found}
        for kind, cls in KINDS.items():
            if kind in self.schemas:
                found += problems_with_model(self.schemas[kind], cls) if cls else ()
            elif f"schemas/{kind}.yml" not in broken:
                found.append(Problem("skema-hilang", Place(f"schemas/{kind}.yml"), {"isi": kind}))
        self.problems += found
        return not any(p.place.path.removeprefix("schemas/").removesuffix(".yml") in KINDS for p in found)

    # --- folders ------------------------------------------------------------------------------------------

    def _folders(self, below: str) -> list[str]:
        """Names of the folders of records; all else there is a problem."""
        names = []
        before = len(self.problems)
        for path, entry in entries(self.root, below):
            if entry.is_symlink():
                self.problems.append(Problem("tautan-simbolik", Place(path)))
            elif not entry.is_dir():
                facts = {"isi": entry.name, "pilihan": ["nama-folder/"]}
                self.problems.append(Problem("berkas-tak-dikenal", Place(path), facts))
            elif not ID.fullmatch(entry.name):
                facts = {"isi": entry.name, "usul": meant_id(entry.name)}
                self.problems.append(Problem("nama-folder-salah", Place(path), facts))
            else:
                names.append(entry.name)
        if not names and len(self.problems) == before and not (self.root / below).is_symlink():
            self.problems.append(Problem("folder-hilang", Place(below)))
        return names

    def _strays(self, base: str, files: tuple[str, ...], folders: tuple[str, ...]) -> None:
        """What nobody would read must not stand there in silence; known files are looked at by their readers."""
        for path, entry in entries(self.root, base):
            if entry.name in files:
                continue
            if entry.is_symlink():
                self.problems.append(Problem("tautan-simbolik", Place(path)))
            elif entry.name not in folders or not entry.is_dir():
                allowed = [*files, *(f"{name}/" for name in folders)]
                facts = {"isi": entry.name, "pilihan": allowed}
                self.problems.append(Problem("berkas-tak-dikenal", Place(path), facts))

    def _exists(self, path: str) -> bool:
        there = self._stands(path)
        if not there:
            self.problems.append(Problem("berkas-hilang", Place(path), {"isi": path.rsplit("/", 1)[-1]}))
        return there

    def _stands(self, path: str) -> bool:
        """Whether anything has this name, whatever it is."""
        return (self.root / path).exists() or (self.root / path).is_symlink()

    # --- one file -----------------------------------------------------------------------------------------

    def _text(self, path: str) -> str | None:
        text, found = read_text(self.root, path)
        self.problems += found
        if text is not None:
            self.texts[path] = text
        return text

    def _node(self, path: str, *, empty: bool = False) -> Node | None:
        """The tree of a YAML file; None when it has problems, or when it is ``empty`` and may be."""
        text = self._text(path)
        if text is None:
            return None
        node, found = parse(text, path)
        if node is None and not found and not empty:
            found.append(Problem("yaml-kosong", Place(path, 1)))
        self.problems += found
        return node

    def _records(self, path: str, kind: str, cls: type[T], **given: Any) -> tuple[T, ...] | None:
        """Records of a YAML file, an empty tuple for an empty list, None when it has problems."""
        before = len(self.problems)
        schema = self.schemas[kind]
        node = self._node(path, empty=schema.shape == "daftar")
        if node is None:
            return () if len(self.problems) == before else None
        instance, found = check(node, schema, path)
        self.problems += found
        if found:
            return None
        if schema.shape == "catatan":
            return (build(cls, instance, schema.columns, place=Place(path, node.line), **given),)
        return tuple(
            build(cls, record, schema.columns, place=Place(path, spot.line))
            for record, spot in zip(instance, node.entries, strict=True)
        )

    def _needed(self, path: str, kind: str, cls: type[T], **given: Any) -> tuple[T, ...] | None:
        return self._records(path, kind, cls, **given) if self._exists(path) else None

    def _optional(self, path: str, kind: str, cls: type[T]) -> tuple[T, ...] | None:
        return self._records(path, kind, cls) if self._stands(path) else ()

    # --- the law ------------------------------------------------------------------------------------------

    def _law(self, name: str) -> Law | None:
        base = f"datasets/aturan/{name}"
        self._strays(base, LAW_FILES, ("kewajiban", "kalender"))
        obligations = self._obligations(f"{base}/kewajiban")
        instruments = self._by_id(f"{base}/peraturan.yml", "peraturan", Instrument)
        steps = self._by_id(f"{base}/langkah-warga.yml", "langkah-warga", CitizenStep)
        deadlines = self._by_id(f"{base}/tenggat.yml", "tenggat", Deadline)
        grounds = self._by_id(f"{base}/alasan-keberatan.yml", "alasan-keberatan", ObjectionGround)
        gatherings = self._by_id(f"{base}/himpunan.yml", "himpunan", Gathering)
        topics = self._by_id(f"{base}/topik.yml", "topik", Topic)
        windows = self._windows(f"{base}/penilaian.yml")
        years = self._calendar(f"{base}/kalender")
        if obligations is None or instruments is None or steps is None:
            return None
        if deadlines is None or grounds is None or gatherings is None or topics is None:
            return None
        if windows is None or years is None:
            return None
        return Law(
            jurisdiction_id=name,
            instruments=instruments,
            obligations={o.id: o for o in obligations},
            steps=steps,
            topics=topics,
            **windows,
            deadlines=deadlines,
            grounds=grounds,
            gatherings=tuple(gatherings.values()),
            calendar_years=years,
        )

    def _by_id(self, path: str, kind: str, cls: type[K]) -> dict[str, K] | None:
        records = self._needed(path, kind, cls)
        return None if records is None else {record.id: record for record in records}

    def _calendar(self, folder: str) -> tuple[CalendarYear, ...] | None:
        """Lists of days off, a file a year; a law without any is allowed, then no working day is counted."""
        made: list[CalendarYear] = []
        whole = True
        for path, file in entries(self.root, folder) if (self.root / folder).is_dir() else ():
            if file.suffix != ".yml" or file.is_symlink() or not file.is_file():
                code = "tautan-simbolik" if file.is_symlink() else "berkas-tak-dikenal"
                self.problems.append(Problem(code, Place(path), {"isi": file.name, "pilihan": ["2026.yml"]}))
                continue
            records = self._records(path, "kalender", CalendarYear)
            whole = whole and records is not None
            made += records or ()
        return tuple(made) if whole else None

    def _obligations(self, folder: str) -> list[Obligation] | None:
        made: list[Obligation] = []
        whole = True
        found = False
        for path, file in entries(self.root, folder):
            if file.suffix != ".yml" or file.is_symlink() or not file.is_file():
                code = "tautan-simbolik" if file.is_symlink() else "berkas-tak-dikenal"
                self.problems.append(Problem(code, Place(path), {"isi": file.name, "pilihan": ["*.yml"]}))
                continue
            found = True
            records = self._records(path, "kewajiban", Obligation)
            whole = whole and records is not None
            made += records or ()
        if not found:
            self.problems.append(Problem("folder-hilang", Place(folder)))
        return made if self._unique(made) and whole and found else None

    def _unique(self, obligations: Iterable[Obligation]) -> bool:
        """An id may stand in one file only; within a file the reader of records has looked already."""
        seen: dict[str, Place] = {}
        fine = True
        for duty in obligations:
            if duty.id in seen and seen[duty.id].path != duty.place.path:
                first = f"{seen[duty.id].line} {seen[duty.id].path}"
                facts = {"kolom": "id", "isi": duty.id, "baris_pertama": first}
                self.problems.append(Problem("kunci-ganda", duty.place, facts))
                fine = False
            seen.setdefault(duty.id, duty.place)
        return fine

    def _windows(self, path: str) -> dict[str, Period] | None:
        """Periods of the assessment by the name of their field in ``Law``."""
        node = self._node(path) if self._exists(path) else None
        if node is None:
            return None
        _, found = check(node, self.schemas["penilaian"], path)
        self.problems += found
        if found:
            return None
        fields = {"jendela_segera": "soon", "bangun_ulang": "rebuild"}
        return {fields[key]: Period.parse(value.text) for key, value in node.items.items() if value.text}

    # --- one body -----------------------------------------------------------------------------------------

    def _body(self, name: str) -> BodyRecords | None:
        base = f"datasets/badan/{name}"
        self._strays(base, BODY_FILES, ("berkas",))
        made = self._needed(f"{base}/badan.yml", "badan", Body, id=name)
        folder = read_documents(self.root, f"{base}/berkas")
        self.problems += folder.problems
        register, header = self._register(f"{base}/{REGISTER}.csv")
        statements = self._optional(f"{base}/pernyataan.yml", "pernyataan", Statement)
        replies = self._optional(f"{base}/keterangan.yml", "keterangan", Reply)
        listed = self._optional(f"{base}/kontak-kantor.yml", "kontak-kantor", AllowedContact)
        body = made[0] if made else None
        if listed is not None:
            allowances = scan.Allowances(base, self._office_contacts(body), listed)
            self.allowances.append(allowances)
            own = {path: text for path, text in self.texts.items() if path in self._record_paths(base)}
            self.problems += scan.in_all(own | folder.plain_texts, allowances)
            for path, text in folder.inner_texts.items():
                self.problems += scan.in_document(text, path, allowances)
            self.problems += scan.in_names(folder.paths, allowances)
        if body is None:
            return None
        return BodyRecords(
            body=body,
            register=register,
            header=header,
            statements=statements,
            documents=folder.documents,
            allowed_contacts=listed or (),
            replies=replies,
        )

    @staticmethod
    def _record_paths(base: str) -> set[str]:
        return {f"{base}/{name}" for name in BODY_FILES if name != "kontak-kantor.yml"}

    def _shown_by_any(self, value: str, path: str) -> bool:
        """Whether any body allows the value; each is asked, so that no permission seems unused."""
        return any([allowed(value, path) for allowed in self.allowances])  # noqa: C419

    def _register(self, path: str) -> tuple[tuple[RegisterEntry, ...] | None, tuple[str, ...]]:
        text = self._text(path) if self._exists(path) else None
        if text is None:
            return None, ()
        schema = self.schemas[REGISTER]
        table, found = tables.read(text, schema, path)
        self.problems += found
        if found:
            return None, ()
        rows = [
            build(RegisterEntry, cells, schema.columns, place=Place(path, row.line), row=row.number)
            for row, cells in table.rows
        ]
        return tuple(rows), table.header

    def _office_contacts(self, body: Body | None) -> tuple[str, ...] | None:
        """Values of the keys that the schema calls office contacts; None when they cannot be known."""
        if body is None:
            return None
        found: list[str] = []
        names = {c.name for c in self.schemas["badan"].columns if c.privacy == "kontak-kantor"}
        for spec in body.__dataclass_fields__.values():
            value = getattr(body, spec.name)
            if spec.metadata.get("key") in names and value:
                found += value if isinstance(value, tuple) else (value,)
        return tuple(found)

    # --- the shell of the site ----------------------------------------------------------------------------

    def _site(self) -> tuple[str, str]:
        node = self._node("mkdocs.yml") if self._exists("mkdocs.yml") else None
        if node is None:
            return "", ""
        name, url, found = shell.read_site(node)
        self.problems += found
        return name, url
