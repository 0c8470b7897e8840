"""The graph as two tables: which columns they have, and how rows become text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table, named after the field of the row that it holds."""

    name: str
    type: str
    """``string``, ``number``, ``boolean``, or ``list`` (of strings)."""
    description: str
    is_required: bool = False
    """Whether every row has a value."""


NODE_COLUMNS = (
    Column("id", "string", "IRI of the node", is_required=True),
    Column("name", "string", "short form of the IRI, such as id:customs-officer", is_required=True),
    Column("label", "string", "what it is called", is_required=True),
    Column("kind", "string", "class, such as Occupation, Tool or Term", is_required=True),
    Column("slug", "string", "what the IRI ends in", is_required=True),
    Column("category", "string", "of practices with a profile"),
    Column("difficulty", "string", "of practices with a profile"),
    Column("status", "string", "of the profile"),
    Column("tags", "list", "labels of the tags of a practice"),
    Column("aliases", "list", "what else it is called"),
    Column("definition", "string", "summary of a practice; what profiles say of a tool or term"),
)
"""The columns for the fields of :class:`metier.export.common.rows.NodeRow`."""

EDGE_COLUMNS = (
    Column("id", "string", "unique: IRI of the link where it has one", is_required=True),
    Column("source", "string", "IRI of the node where it begins", is_required=True),
    Column("target", "string", "IRI of the node where it ends", is_required=True),
    Column("type", "string", "type of link, such as adjacent or uses-tool", is_required=True),
    Column("label", "string", "what the type is called, such as adjacent to", is_required=True),
    Column("weight", "number", "length for shortest paths, above 0", is_required=True),
    Column("note", "string", "what the author says of the link"),
    Column(
        "asserted", "boolean", "whether an author wrote it, or it is inferred", is_required=True
    ),
)
"""The columns for the fields of :class:`metier.export.common.rows.EdgeRow`."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV (RFC 4180, 2005), texts as they are and booleans as ``true`` and ``false``."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows(map(_cell, row) for row in rows)
    return stream.getvalue()


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
