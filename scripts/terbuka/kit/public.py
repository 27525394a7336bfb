"""What is said of a file below ``api/v1/`` where it is written: its place, its title, the shape of its JSON.

The description of the API (``openapi``) is the sum of these. A feature names its own files, and the parameters of their
places that no other feature has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from terbuka.kit.shape import Schemas, Shape


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of an address in braces: what it means, the form of its value, whether the description lists all
    values that this portal has."""

    name: str
    text: str
    form: str = "[a-z0-9-]+"
    listed: bool = True


#: The parameter that nearly all have.
BODY = Parameter("badan", "Kode badan, sama dengan bagian pertama alamat halamannya.")


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A kind of file: ``template`` is its place below ``api/v1/`` (``{badan}/temuan.csv``), ``shape`` the shape of a
    JSON file of ours; others keep a standard of their own."""

    template: str
    title: str
    shape: Callable[[Schemas], Shape[Any]] | None = None
    parameters: tuple[Parameter, ...] = ()

    @property
    def of_body(self) -> bool:
        return self.template.startswith("{badan}/")

    @property
    def schema(self) -> str:
        """The name of its JSON Schema, ``portal`` or ``badan/kinerja``; empty without a shape."""
        if self.shape is None:
            return ""
        first, _, rest = self.template.removesuffix(".json").partition("/")
        return f"badan/{rest.partition('/')[0]}" if rest else first


def tables(name: str, title: str) -> tuple[PublicFile, PublicFile]:
    """A table of a body as CSV, and its copy for spreadsheets."""
    return (
        PublicFile(f"{{badan}}/{name}.csv", f"{title}, sebagai tabel untuk program"),
        PublicFile(f"{{badan}}/{name}-excel.csv", f"{title}, sebagai tabel untuk Excel"),
    )
