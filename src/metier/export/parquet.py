"""Parquet: the tables with their types, compressed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from .common.rows import BEYOND_ROWS
from .common.selection import Selection
from .common.tables import EDGE_COLUMNS, NODE_COLUMNS, Column

NAME = "parquet"
SUFFIX = ""
MEDIA_TYPE = "application/vnd.apache.parquet"
REQUIRES = "pyarrow"
SUMMARY = "For pandas, Polars, DuckDB and Spark: the tables of nodes and edges with their types"
OPENING = (
    "pandas.read_parquet('FOLDER/nodes.parquet'); polars.read_parquet(...); DuckDB: "
    "FROM 'FOLDER/edges.parquet'"
)
KEEPS = (
    "every field of nodes and edges, aliases and tags as lists of strings, what is unknown as null"
)
DROPS = BEYOND_ROWS
EXAMPLE = "metier export parquet --out tables"


def files(selection: Selection) -> Iterator[tuple[str, bytes]]:
    """Yield ``nodes.parquet`` and ``edges.parquet`` (Apache Parquet format 2.6, 2018).

    The schema says what each column is. The same version of pyarrow gives the same bytes.
    """
    yield "nodes.parquet", _table(NODE_COLUMNS, selection.nodes)
    yield "edges.parquet", _table(EDGE_COLUMNS, selection.edges)


def _table(columns: Sequence[Column], rows: Sequence[object]) -> bytes:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")  # an extra, and without types
    types = {
        "string": arrow.string(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "list": arrow.list_(arrow.string()),
    }
    schema = arrow.schema(
        arrow.field(
            column.name,
            types[column.type],
            nullable=not column.is_required and column.type != "list",
            metadata={"description": column.description},
        )
        for column in columns
    )
    arrays = [_values(column, rows) for column in columns]
    stream = io.BytesIO()
    parquet.write_table(arrow.table(arrays, schema=schema), stream, compression="zstd")
    return stream.getvalue()


def _values(column: Column, rows: Sequence[object]) -> list[object]:
    values = (getattr(row, column.name) for row in rows)
    if column.type == "string" and not column.is_required:
        return [value or None for value in values]
    return list(values)
