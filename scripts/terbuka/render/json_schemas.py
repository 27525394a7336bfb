"""The JSON Schemas that the portal publishes: of each kind of record and of each file below ``api/v1/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import terbuka
from terbuka import json_schemas, routes
from terbuka.model import Corpus
from terbuka.page import File
from terbuka.render import table


def files(corpus: Corpus) -> Iterator[File]:
    """Everything below ``api/v1/skema/``; each names its own address."""
    for kind, schema in corpus.schemas.items():
        yield _file(corpus, kind, json_schemas.for_programs(schema))
    for name, made in json_schemas.api_schemas(corpus.schemas):
        yield _file(corpus, f"api/{name}", made)


def _file(corpus: Corpus, name: str, made: dict[str, Any]) -> File:
    path = routes.json_schema(name)
    return File(path=path, content=table.as_json(json_schemas.at(corpus.site_url + path, made)))


def openapi(corpus: Corpus, paths: Iterable[str]) -> File:
    """The description of all files below ``api/v1/``; ``paths`` are those that this portal has."""
    made = json_schemas.openapi(
        corpus.schemas, paths, portal=corpus.site_name, url=corpus.site_url, version=terbuka.__version__
    )
    return File(path=routes.OPENAPI, content=table.as_json(made))
