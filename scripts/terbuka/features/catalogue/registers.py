"""The registers that the portal makes tables of, as entries of the catalogue of data.

Promises: a register that is not kept, or holds nothing to read, has no entry; each is a state on the assessed day, and
of registers of people no day of a row is told. A further register is one entry of ``registers`` of its
feature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from terbuka.base import media
from terbuka.features.catalogue.entry import Distribution, Entry, Made, area_of
from terbuka.kit import words
from terbuka.kit.origin import changed_on
from terbuka.kit.register import Register
from terbuka.kit.view import REGISTER, BodyView
from terbuka.kit.vocabulary import OWN_LICENCE
from terbuka.law import routes
from terbuka.record.schema import Column


def of_registers(
    b: BodyView, registers: Iterable[Register], files: Mapping[str, Made] | None = None
) -> Iterator[Entry]:
    """The entries of the registers that a body keeps; with ``files`` (by address) their files have size and sum, and
    only those that are there are named. Without it those are named that the records tell of."""
    for register in registers:
        if register.kept(b):
            since = register.since(b)
            yield Entry(
                b=b,
                id=register.code,
                page=routes.body_page(b.id, register.page),
                mark=register.mark,
                title=f"{register.title} {b.body.short_name}",
                text=f"{register.text} Kantor: {b.body.name}. Keadaan pada {words.day(b.on)}.",
                keywords=register.keywords,
                frequency=register.frequency,
                licence=OWN_LICENCE,
                area=area_of(b),
                starts=min(since or b.on, b.on),
                ends=b.on,
                issued=since if since and since <= b.on else None,
                modified=_newest(b) if register.code == REGISTER else b.on,
                provenance=f"Disusun portal ini dari catatan {b.body.name}.",
                columns=tuple(_columns(b, register.code)),
                distributions=tuple(_tables(b, register, files)),
            )


def _newest(b: BodyView) -> date | None:
    return max((day for e in b.entries if (day := changed_on(e, b.on))), default=None)


def _columns(b: BodyView, code: str) -> Iterator[tuple[str, str, str]]:
    """Columns of the registers whose schema is published as it is."""
    schema = b.corpus.schemas.get(code) if code in (REGISTER, "dikecualikan") else None
    columns: tuple[Column, ...] = schema.columns if schema else ()
    yield from ((c.title, " ".join(c.text.split()), "") for c in columns)


def _tables(b: BodyView, register: Register, files: Mapping[str, Made] | None) -> Iterator[Distribution]:
    for stem, endings in register.files:
        for ending in endings.split():
            for address in _addresses(b, register, stem, ending, files):
                known = files.get(address) if files is not None else None
                name = address.rpartition("/")[2].removeprefix("CONTOH-").removesuffix(f".{ending}")
                yield Distribution(
                    title=f"{register.title}: {name} ({ending.upper()})" if "*" in stem else
                    f"{register.title} ({ending.upper()})",
                    address=address,
                    media=media.of(address),
                    size=known.size if known else None,
                    sha256=known.sha256 if known else "",
                    schema=routes.json_schema(f"api/badan/{name}") if ending == "json" else "",
                )  # fmt: skip


def _addresses(
    b: BodyView, register: Register, stem: str, ending: str, files: Mapping[str, Made] | None
) -> Iterator[str]:
    address = routes.api(f"{b.id}/{stem}.{ending}") if register.plain_names else routes.table_file(b.body, stem, ending)
    if "*" in stem:
        first, last = address.split("*")
        known = files if files is not None else register.tables(b)
        yield from sorted(a for a in known if a.startswith(first) and a.endswith(last))
    elif files is None or address in files:
        yield address
