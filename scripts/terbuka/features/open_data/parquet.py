"""A table as Parquet, written by DuckDB.

Promises: typed columns, exact decimals; the same table gives the same bytes; nothing is fetched.
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from terbuka.features.open_data.record import DataColumn, DataTable

_TYPES = {"bilangan": "BIGINT", "tahun": "INTEGER", "tanggal": "DATE"}
_YES = {"ya-tidak": "ya", "angka-ya": "1"}


def parquet(table: DataTable) -> bytes:
    """The bytes of the file; a coordinate is a text as it was written."""
    import duckdb

    columns = ", ".join(_column(table, at, column) for at, column in enumerate(table.spec.columns))
    names = ", ".join(f"'{c.name}': 'VARCHAR'" for c in table.spec.columns)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "t.csv", Path(folder) / "t.parquet"
        source.write_text(table.text, "utf-8", newline="")
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(":memory:", config=settings) as base:
            base.execute(
                f"COPY (SELECT {columns} FROM read_csv(?, header = true, auto_detect = false, delim = ',', "  # noqa: S608
                f"quote = '\"', escape = '\"', nullstr = '', columns = {{{names}}}, parallel = false)) "
                f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)",
                [str(source)],
            )
        return target.read_bytes()


def _column(table: DataTable, at: int, column: DataColumn) -> str:
    """One column of the selection; names of columns are letters, digits and underscores (``schemas``)."""
    name = f'"{column.name}"'
    if column.type in _YES:
        return f"CASE WHEN {name} IS NULL THEN NULL ELSE {name} = '{_YES[column.type]}' END AS {name}"
    if column.type in ("desimal", "lintang", "bujur"):
        values = [row[at] for row in table.rows]
        places = max((-int(v.as_tuple().exponent) for v in values if isinstance(v, Decimal)), default=0)
        return f"CAST({name} AS DECIMAL(38, {max(places, 0)})) AS {name}"
    return f"CAST({name} AS {_TYPES[column.type]}) AS {name}" if column.type in _TYPES else name
