"""Asks the readers of real catalogues what they understand of ours: CKAN's (``ckanext-dcat``) and udata's.

``make harvest`` builds the portal of this repository and the same portal without its real bodies, and lets both readers
read JSON-LD and Turtle. Each has an environment of its own below ``build/``, because neither fits beside the other or
beside ours; that is the only part that needs a network. What they need is kept by small tests in ``test_catalogue.py``.
Ends with 1 when a reader understands less than it could.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / "build/harvest"
#: Reader -> what pip installs for it, by name; CKAN's package names what it needs only as an extra.
READERS = {
    "ckan": ("ckan[requirements]==2.12.0", "ckanext-dcat==2.4.4"),
    "udata": ("udata==17.18.0",),
}
FORMS = {"catalog.jsonld": "json-ld", "catalog.ttl": "turtle"}
#: What every dataset and every file should have once it is read, by what a reader calls it here.
DATASET = ("title", "description", "modified", "period", "area", "keywords", "contact", "publisher")
FILE = ("title", "format", "media", "address", "size", "licence")
#: udata knows contacts and publishers only by its database, and takes an area only from coordinates.
NOT_ASKED = {"ckan": frozenset[str](), "udata": frozenset(("contact", "publisher", "area"))}

Said = dict[str, Any]


# --- inside the environment of a reader ---------------------------------------------------------------------


def of_ckan(text: str, form: str) -> Iterator[Said]:
    parser = importlib.import_module("ckanext.dcat.processors").RDFParser()
    parser.parse(text, form)
    for found in parser.datasets():
        extras = {e["key"]: e["value"] for e in found["extras"]}
        yield {
            "title": found.get("title"),
            "description": found.get("notes"),
            "modified": extras.get("modified"),
            "period": [extras.get("temporal_start"), extras.get("temporal_end")],
            "area": extras.get("spatial_text"),
            "keywords": [t["name"] for t in found["tags"]],
            "contact": extras.get("contact_name"),
            "publisher": extras.get("publisher_name"),
            "licence": found.get("license_id"),
            "files": [
                {
                    "title": r.get("name"),
                    "format": r.get("format"),
                    "media": r.get("mimetype"),
                    "address": r.get("url"),
                    "size": r.get("size"),
                    "licence": found.get("license_id"),
                }
                for r in found["resources"]
            ],
        }


def of_udata(text: str, form: str) -> Iterator[Said]:
    """Its parser without its database and its lists on the network: a licence or schema is told by its address."""
    flask, rdflib = importlib.import_module("flask"), importlib.import_module("rdflib")
    reader, udata = importlib.import_module("udata.core.dataset.rdf"), importlib.import_module("udata.rdf")
    models = importlib.import_module("udata.core.dataset.models")
    models.License.guess = classmethod(lambda cls, *texts, **_: None)
    models.License.default = classmethod(lambda cls: None)
    models.ResourceSchema.all = classmethod(lambda cls: [])
    app = flask.Flask("harvest")
    app.config.from_object(importlib.import_module("udata.settings").Defaults)
    app.config.update(DEFAULT_LANGUAGE="id", URLS_RESOLVE_HOSTNAME=False)
    # Its addresses are checked with messages in a language, and those come from this part of the program.
    importlib.import_module("flask_babel").Babel(app)
    with app.app_context():
        graph = rdflib.Graph(namespace_manager=udata.namespace_manager).parse(data=text, format=form)
        for node in sorted(graph.subjects(rdflib.RDF.type, udata.DCAT.Dataset)):
            found = reader.dataset_from_rdf(graph, node=node, dryrun=True)
            span = found.temporal_coverage
            for resource in found.resources:
                resource.validate()  # a file that it refuses costs the dataset
            yield {
                "title": found.title,
                "description": found.description,
                "modified": str(found.harvest.modified_at or ""),
                "period": [str(span.start), str(span.end)] if span else None,
                "area": "coordinates" if found.spatial else None,
                "keywords": list(found.tags),
                "frequency": str(found.frequency or ""),
                "files": [
                    {
                        "title": r.title,
                        "format": r.format,
                        "media": r.mime,
                        "address": r.url,
                        "size": r.filesize,
                        "licence": ", ".join(r.extras.get("dcat", {}).get("license", [])),
                    }
                    for r in found.resources
                ],
            }


def read(reader: str, file: Path) -> None:
    """Print as JSON what ``reader`` understands of ``file``; no address is asked for anything."""

    def refused(*_: object, **__: object) -> None:
        raise OSError("the reader asked a network")

    socket.getaddrinfo = refused  # type: ignore[assignment]
    form = FORMS[file.name]
    found = (of_ckan if reader == "ckan" else of_udata)(file.read_text("utf-8"), form)
    print(json.dumps(list(found), default=str))


# --- outside ------------------------------------------------------------------------------------------------


def python(reader: str) -> str:
    """The interpreter of the reader's environment, made on the first call."""
    folder = ENVIRONMENTS / reader
    own = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / ".ready"
    wanted = "\n".join(READERS[reader])
    if not ready.is_file() or ready.read_text("utf-8") != wanted:
        print(f"Setting up {reader}: {', '.join(READERS[reader])} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [own, "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install"]
        subprocess.run([*pip, *READERS[reader]], check=True)
        ready.write_text(wanted, "utf-8")
    return str(own)


def build(root: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "terbuka", "build", "--no-search", "--root", str(root), "--out", str(out)]
    environment = {**os.environ, "TERBUKA_SITE_URL": "https://data.contoh-panen.id/"}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return out


def of_samples(folder: Path) -> Path:
    """This portal without its real bodies, so that every register and kind of file is in the catalogue."""
    for part in ("datasets", "schemas", "content"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for body in (folder / "datasets/badan").iterdir():
        if "\ncontoh: ya" not in (body / "badan.yml").read_text("utf-8"):
            shutil.rmtree(body)
    return folder


def lacking(reader: str, found: Iterable[Said]) -> Iterator[str]:
    """What of a dataset or a file the reader did not understand."""
    for dataset in found:
        yield from (
            f"{dataset['title']}: no {key}" for key in DATASET if key not in NOT_ASKED[reader] and not dataset[key]
        )
        for file in dataset["files"]:
            yield from (f"{dataset['title']}: {file['title']}: no {key}" for key in FILE if not file[key])
            if "://" in f"{file['format']} {file['media']}":
                yield f"{dataset['title']}: {file['title']}: its format is an address, {file['format']}"
        if not dataset["files"]:
            yield f"{dataset['title']}: no files"


def told(found: list[Said]) -> None:
    for dataset in found:
        span = "–".join(str(day) for day in dataset["period"] or [])
        print(f"  {dataset['title']}\n    {span} · {dataset['area']} · changed {str(dataset['modified'])[:10]}")
        kinds = sorted({f"{file['format']} ({file['media']})" for file in dataset["files"]})
        licences = sorted({str(file["licence"]) for file in dataset["files"]})
        print(f"    {len(dataset['files'])} files: {', '.join(kinds)} · licence {', '.join(licences)}")


def main() -> int:
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "contoh").mkdir()
        sites = {
            "portal": build(ROOT, folder / "situs"),
            "samples": build(of_samples(folder / "contoh/portal"), folder / "situs-contoh"),
        }
        for reader in READERS:
            for name, site in sites.items():
                answers = []
                for file in FORMS:
                    command = [python(reader), __file__, reader, str(site / file)]
                    done = subprocess.run(command, check=True, capture_output=True, text=True)
                    answers.append(json.loads(done.stdout.splitlines()[-1]))
                    missing += (f"{reader}, {name}, {file}: {what}" for what in lacking(reader, answers[-1]))
                    if "asked a network" in done.stderr:
                        missing.append(f"{reader}, {name}, {file}: something has to be fetched before it is understood")
                print(f"{reader}, {name}: {len(answers[0])} datasets from JSON-LD, {len(answers[1])} from Turtle")
                told(answers[1])
    print("\n".join(missing) or "Both readers understood everything that is asked of them.")
    return 1 if missing else 0


if __name__ == "__main__":
    if len(sys.argv) == 3:
        read(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
