"""The JSON Schemas that the portal publishes: of each kind of record and of each file below ``api/v1/``; and OpenAPI.

What is said of a file stands where it is written (``PUBLIC``); here it is summed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import terbuka
from terbuka.base.page import File
from terbuka.duties.corpus import Corpus
from terbuka.features.guide import pages as guide
from terbuka.kit import charts, table
from terbuka.kit.origin import schema_address
from terbuka.kit.public import Parameter, PublicFile
from terbuka.law import routes
from terbuka.portal import agenda, data, law_changes
from terbuka.portal.features import everything_shown
from terbuka.portal.openapi import Api
from terbuka.record import json_schema

_KIND = Parameter("berkas", "Nama berkas yang diterangkan skemanya.")
PUBLIC = (
    PublicFile("skema/api/badan/{berkas}.json", "Skema JSON satu berkas milik badan", parameters=(_KIND,)),
    PublicFile("skema/api/{berkas}.json", "Skema JSON satu berkas", parameters=(_KIND,)),
    PublicFile("skema/{jenis}.json", "Skema JSON satu jenis data"),
)
#: In the order in which the description lists their schemas.
API = Api(
    (
        *data.PUBLIC,
        *law_changes.PUBLIC,
        *(file for shown in everything_shown() for file in shown.public),
        *(*agenda.PUBLIC, *guide.PUBLIC, *charts.PUBLIC, *PUBLIC),
    )
)


def files(corpus: Corpus) -> Iterator[File]:
    """Everything below ``api/v1/skema/``; each names its own address."""
    for kind, schema in corpus.schemas.items():
        yield _file(corpus, kind, json_schema.for_programs(schema))
    for name, schema_of_file in API.schemas(corpus.schemas):
        yield _file(corpus, f"api/{name}", schema_of_file)


def _file(corpus: Corpus, name: str, schema: dict[str, Any]) -> File:
    path = routes.json_schema(name)
    published = {"$schema": json_schema.DRAFT, "$id": corpus.site_url + path, **schema}
    return File(path=path, content=table.as_json(published))


def named(corpus: Corpus, item: File) -> File:
    """A file of ``api/v1/`` that says first which JSON Schema describes it; any other as it is."""
    name = API.schema_of(item.path) if corpus.site_url else ""
    if not name or not item.content.startswith(b"{"):
        return item
    return replace(item, content=with_schema(item.content, schema_address(corpus, name)))


def with_schema(content: bytes, where: str) -> bytes:
    """An object as JSON with ``$schema`` as its first key, in its own way of writing."""
    start = content[1:16].lstrip()
    gap = content[1 : 1 + len(content[1:16]) - len(start)]
    if start.startswith(b'"$schema"'):
        return content
    key = b'"$schema": ' if gap else b'"$schema":'
    return b"{" + gap + key + json.dumps(where, ensure_ascii=False).encode() + b"," + content[1:]


def openapi(corpus: Corpus, paths: Iterable[str]) -> File:
    """The description of all files below ``api/v1/``; ``paths`` are those that this portal has."""
    described = API.openapi(
        corpus.schemas, paths, portal=corpus.site_name, url=corpus.site_url, version=terbuka.__version__
    )
    return File(path=routes.OPENAPI, content=table.as_json(described))
