"""Reads a folder as ``neo4j-admin database import full`` does, and refuses what that refuses.

Written after Neo4j's documentation (*Operations manual*, CSV header format) and how its CSV reader behaves:
in quotes a doubled quote is a quote; with ``--legacy-style-quoting=true`` a backslash before a quote or a
backslash is an escape; an empty field without quotes is no value, and an empty list in a column of lists.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_HEADER = re.compile(
    r"(?P<name>[^:(]*)(?::(?P<type>[A-Za-z_]+(?:\[\])?)(?:\((?P<space>\w+)\))?)?\Z"
)
_TYPES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@dataclass
class Database:
    """Nodes by space and id, and relationships."""

    nodes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    labels: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    edges: list[dict[str, Any]] = field(default_factory=list)


def csv_rows(text: str, *, legacy: bool = True, multiline: bool = True) -> list[list[str | None]]:
    """Return the fields of each row, None where nothing stands between the commas."""
    rows: list[list[str | None]] = [[]]
    position = 0
    while position < len(text):
        value, position = _field(text, position, legacy, multiline)
        rows[-1].append(value)
        if position < len(text) and text[position] == "\n":
            rows.append([])
        elif position < len(text) and text[position] != ",":
            raise ValueError(f"data after a quote: {text[position : position + 30]!r}")
        elif position < len(text) and text[position + 1 : position + 2] == "":
            rows[-1].append(None)
        position += 1
    return [row for row in rows if row]


def _field(text: str, start: int, legacy: bool, multiline: bool) -> tuple[str | None, int]:
    if text[start] != '"':
        found = re.compile(r"[^,\n]*").match(text, start)
        assert found
        return found.group() or None, found.end()
    parts, position = [], start + 1
    while True:
        one, two = text[position], text[position : position + 2]
        if two == '""' or (legacy and two in ('\\"', "\\\\")):
            parts.append(two[1])
            position += 2
        elif one == '"':
            return "".join(parts), position + 1
        else:
            if one in "\r\n" and not multiline:
                raise ValueError("a line end in a field")
            parts.append(one)
            position += 1


def import_folder(folder: Path) -> Database:
    """Run ``import.sh`` in our own importer; raises ValueError where Neo4j would refuse."""
    script = (folder / "import.sh").read_text(encoding="utf-8")
    command = shlex.split(script.partition("\nneo4j-admin ")[2], comments=True)
    assert command[:4] == ["database", "import", "full", "$database"]
    options = [one.removeprefix("--").partition("=") for one in command[4:]]
    chosen = {name: value for name, _, value in options}
    delimiter = chr(int(chosen["array-delimiter"].removeprefix("U+"), 16))
    settings = {
        "legacy": chosen["legacy-style-quoting"] == "true",
        "multiline": chosen["multiline-fields"] == "true",
    }
    database = Database()
    for wanted, read in (("nodes", _read_node), ("relationships", _read_edge)):
        for name, _, value in options:
            if name == wanted:
                text = (folder / value).read_text(encoding="utf-8")
                header, *rows = csv_rows(text, **settings)
                for row in rows:
                    if len(row) != len(header):
                        raise ValueError(f"{value}: {len(row)} fields, not {len(header)}")
                    read(database, header, row, delimiter)
    unread = {path.name for path in folder.glob("*.csv")} - {value for _, _, value in options}
    if unread:
        raise ValueError(f"the script leaves out {unread}")
    return database


def _cells(
    header: list[str | None], row: list[str | None], delimiter: str
) -> list[tuple[str, str, str, Any]]:
    cells = []
    for head, value in zip(header, row, strict=True):
        found = _HEADER.match(head or "")
        if found is None:
            raise ValueError(f"{head!r} is no header")
        kind = found["type"] or "string"
        cells.append((found["name"], kind, found["space"] or "", _typed(kind, value, delimiter)))
    return cells


def _typed(kind: str, value: str | None, delimiter: str) -> Any:
    if kind == "LABEL" or kind.endswith("[]"):
        return value.split(delimiter) if value else []
    if value is None or kind in ("ID", "START_ID", "END_ID", "TYPE"):
        return value
    return _TYPES[kind](value)


def _properties(cells: list[tuple[str, str, str, Any]]) -> dict[str, Any]:
    return {name: value for name, _, _, value in cells if name and value is not None}


def _read_node(
    database: Database, header: list[str | None], row: list[str | None], delimiter: str
) -> None:
    cells = _cells(header, row, delimiter)
    [key] = [(space, value) for _, kind, space, value in cells if kind == "ID"]
    if key in database.nodes or not key[1]:
        raise ValueError(f"{key} is there twice, or empty")
    database.nodes[key] = _properties(cells)
    database.labels[key] = {
        label for _, kind, _, value in cells if kind == "LABEL" for label in value
    }


def _read_edge(
    database: Database, header: list[str | None], row: list[str | None], delimiter: str
) -> None:
    cells = _cells(header, row, delimiter)
    ends = {kind: (space, value) for _, kind, space, value in cells if kind.endswith("_ID")}
    for end in ("START_ID", "END_ID"):
        if ends[end] not in database.nodes:
            raise ValueError(f"there is no node {ends[end]}")
    [kind] = [value for _, kind, _, value in cells if kind == "TYPE"]
    database.edges.append(
        {**_properties(cells), ":START": ends["START_ID"], ":END": ends["END_ID"], ":TYPE": kind}
    )
