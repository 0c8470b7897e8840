"""CSV: tables for notebooks, databases and spreadsheets, described by a Data Package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from .common.rows import BEYOND_ROWS
from .common.selection import Selection
from .common.tables import EDGE_COLUMNS, NODE_COLUMNS, Column, csv_text

NAME = "csv"
SUFFIX = ""
MEDIA_TYPE = "text/csv"
SUMMARY = "For pandas, R, DuckDB and spreadsheets: tables of nodes, edges, aliases and tags"
OPENING = (
    "pandas.read_csv('FOLDER/nodes.csv', keep_default_na=False), so that a label such as NA stays text; "
    "DuckDB: FROM 'FOLDER/edges.csv'; LibreOffice and Excel: import every column as text, since a cell may "
    "begin with ="
)
KEEPS = "every field of nodes and edges, texts verbatim; datapackage.json says what each column is"
DROPS = BEYOND_ROWS
EXAMPLE = "metier export csv --out tables"

_ALIAS_COLUMNS = (
    Column("node", "string", "IRI of the node", is_required=True),
    Column("alias", "string", "what else it is called", is_required=True),
)
_TAG_COLUMNS = (
    Column("node", "string", "IRI of the practice", is_required=True),
    Column("tag", "string", "label of the tag", is_required=True),
)
_NODE_COLUMNS = tuple(column for column in NODE_COLUMNS if column.type != "list")


def files(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield nodes, edges, aliases and tags as CSV (RFC 4180, 2005), and ``datapackage.json``.

    A node may have many aliases and tags, so they have tables of their own, a row each.
    """
    yield "nodes.csv", _table(_NODE_COLUMNS, selection.nodes)
    yield "edges.csv", _table(EDGE_COLUMNS, selection.edges)
    aliases = ((node.id, alias) for node in selection.nodes for alias in node.aliases)
    yield "aliases.csv", csv_text(_names(_ALIAS_COLUMNS), aliases)
    tags = ((node.id, tag) for node in selection.nodes for tag in node.tags)
    yield "tags.csv", csv_text(_names(_TAG_COLUMNS), tags)
    yield "datapackage.json", json.dumps(_package(selection), indent=2, ensure_ascii=False) + "\n"


def _names(columns: Sequence[Column]) -> list[str]:
    return [column.name for column in columns]


def _table(columns: Sequence[Column], rows: Sequence[object]) -> str:
    fields = attrgetter(*_names(columns))
    return csv_text(_names(columns), map(fields, rows))


def _package(selection: Selection) -> dict[str, Any]:
    """Return the descriptor (Open Knowledge, *Data Package*, version 2.0, 2024)."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "metier",
        "title": selection.title,
        "resources": [
            _resource("nodes", _NODE_COLUMNS, key="id"),
            _resource("edges", EDGE_COLUMNS, key="id", links=("source", "target")),
            _resource("aliases", _ALIAS_COLUMNS, links=("node",)),
            _resource("tags", _TAG_COLUMNS, links=("node",)),
        ],
    }


def _resource(
    name: str, columns: Sequence[Column], key: str | None = None, links: Sequence[str] = ()
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns]}
    if key:
        schema["primaryKey"] = [key]
    if links:
        schema["foreignKeys"] = [
            {"fields": [link], "reference": {"resource": "nodes", "fields": ["id"]}}
            for link in links
        ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if column.is_required:
        field["constraints"] = {"required": True}
    return field
