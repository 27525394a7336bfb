"""The description of ``api/v1/`` in OpenAPI 3.1, summed from what is said of each file where it is written.

Promises: pure; a path for each kind of file, with the values of its parameters that exist in this portal and the
example of a file that is there. A file of no kind is left out, and a test finds it with ``undescribed``. A sample's
files whose names start with ``CONTOH-`` have a path of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from terbuka.base import media
from terbuka.kit.public import BODY, PublicFile
from terbuka.kit.shape import Json, Schemas, text

BELOW = "api/v1/"
SELF = "openapi.json"
_SAMPLE = "CONTOH-"
_PARAMETER = re.compile(r"\{([a-z]+)\}")
Values = dict[str, str]


class Api:
    """All kinds of files below ``api/v1/``, in the order in which their schemas are listed."""

    def __init__(self, files: Iterable[PublicFile]):
        self.files = {file.template: file for file in files}
        self.parameters = {p.name: p for p in (BODY, *(p for f in self.files.values() for p in f.parameters))}
        # Those that begin with a word come before those that begin with any body, those that name more before others.
        ordered = sorted(self.files, key=lambda name: (name.startswith("{"), name.count("{")))
        self._forms = [(name, re.compile(self._form(name))) for name in ordered]

    def schemas(self, schemas: Schemas) -> Iterator[tuple[str, Json]]:
        """Each schema with its name (``portal``, ``badan/dikecualikan``), without the address at which it stands: of
        the files of all bodies, then of those of one."""
        own = text("Alamat JSON Schema berkas ini; tidak ada bila portal belum punya alamat.", format="uri").schema
        described = [file for file in self.files.values() if file.shape]
        for file in sorted(described, key=lambda file: file.of_body):
            if file.shape:
                made = file.shape(schemas).schema
                yield file.schema, {"title": file.title, **made, "properties": {"$schema": own, **made["properties"]}}

    def schema_of(self, path: str) -> str:
        """Name of the JSON Schema of a file (``portal``, ``badan/dikecualikan``); empty without one."""
        if not path.startswith(BELOW) or not path.endswith(".json"):
            return ""
        kind = self._kind(path.removeprefix(BELOW))
        return kind[0].schema if kind else ""

    def undescribed(self, paths: Iterable[str]) -> list[str]:
        """Files that are of no kind; the description itself is not looked for."""
        own = (path for path in paths if path != BELOW + SELF)
        return [path for path in own if self._kind(path.removeprefix(BELOW)) is None]

    def openapi(self, schemas: Schemas, paths: Iterable[str], *, portal: str, url: str, version: str) -> Json:
        """The description of the files at ``paths`` (below the portal); ``url`` is the portal's address or empty."""
        found = self._found(paths)
        return {
            "openapi": "3.1.0",
            "info": {
                "title": f"Data terbuka {portal}",
                "version": "1",
                "summary": "Berkas baca-saja: JSON, CSV, kalender, PDF, dan XLSX; tanpa kunci dan tanpa pendaftaran.",
                "description": (
                    f"Dibuat Terbuka {version}. Alamat tidak dihapus dan kunci hanya ditambah. Nama berkas milik badan "
                    f"contoh diawali {_SAMPLE}; isinya karangan. Alamat yang datanya tidak ada menjawab 404."
                ),
                "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            },
            "servers": [{"url": url + BELOW.rstrip("/")}] if url else [{"url": "."}],
            "tags": [
                {"name": "portal", "description": "Semua badan sekaligus."},
                {"name": "badan", "description": "Satu badan."},
                {"name": "contoh", "description": "Badan karangan. Jangan memakai angkanya untuk keadaan nyata."},
            ],
            "paths": {"/" + name: {"get": self._get(name, found[name])} for name in sorted(found)},
            "components": {"schemas": {_component(name): schema for name, schema in self.schemas(schemas)}},
        }

    def _found(self, paths: Iterable[str]) -> dict[str, list[Values]]:
        """The kinds of files that are there, by template; of each the values of the parameters of every file."""
        found: dict[str, list[Values]] = defaultdict(list)
        for path in sorted(paths):
            below = path.removeprefix(BELOW)
            if kind := self._kind(below):
                file, values = kind
                folder, _, name = file.template.rpartition("/")
                found[f"{folder}/{_SAMPLE}{name}" if _SAMPLE in below else file.template].append(values)
        return found

    def _form(self, template: str) -> str:
        parts = _PARAMETER.split(template)
        return "".join(f"(?P<{p}>{self.parameters[p].form})" if n % 2 else re.escape(p) for n, p in enumerate(parts))

    def _kind(self, below: str) -> tuple[PublicFile, Values] | None:
        plain = below.replace(_SAMPLE, "", 1)
        for template, form in self._forms:
            if fitted := form.fullmatch(plain):
                return self.files[template], fitted.groupdict()
        return None

    def _get(self, template: str, found: list[Values]) -> Json:
        """The parameters of the first file are the example: together they lead to it."""
        sample = _SAMPLE in template
        file = self.files[template.replace(_SAMPLE, "")]
        content: Json = {"schema": {"$ref": f"#/components/schemas/{_component(file.schema)}"}} if file.schema else {}
        parameters = [self._parameter(name, found) for name in _PARAMETER.findall(template)]
        answers: Json = {"200": {"description": f"{file.title}.", "content": {media.of(template): content}}}
        if parameters:
            answers["404"] = {"description": "Berkas itu tidak ada: badan itu tidak punya datanya."}
        return {
            "operationId": re.sub(r"[^a-z0-9]+", "-", template.lower()).strip("-"),
            "summary": file.title + (" (DATA CONTOH)" if sample else ""),
            "tags": ["contoh" if sample else "badan" if "{badan}" in template else "portal"],
            **({"parameters": parameters} if parameters else {}),
            "responses": answers,
        }

    def _parameter(self, name: str, found: list[Values]) -> Json:
        known = self.parameters[name]
        kind: Json = {"type": "string"}
        if known.listed:
            kind["enum"] = sorted({values[name] for values in found})
        else:
            kind["pattern"] = f"^{known.form}$"
        example = found[0][name]
        return {
            "name": name, "in": "path", "required": True, "description": known.text, "schema": kind, "example": example,
        }  # fmt: skip


def _component(name: str) -> str:
    return name.replace("/", ".")
