"""The graph as Neo4j's importers read it: one table a kind of node, one a pair of kinds that edges join.

Nodes of one space of ids have different ids: ``hammer`` may be a tool and a term. Specializations and
placeholders are practices too, for edges join them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from metier.analysis.network import USES
from metier.analysis.records import PLACEHOLDER, SPECIALIZATION
from metier.export.common.rows import EdgeRow, NodeRow
from metier.export.common.selection import Selection
from metier.vocab import relation_types

PRACTICE = "Practice"
_FILES = {
    SPECIALIZATION: "specializations",
    PLACEHOLDER: "placeholders",
    "Tool": "tools",
    "Term": "terms",
}
_DELIMITERS = (";", "|", "¦", "\t", *map(chr, range(0xE000, 0xF900)))
"""What may stand between the values of a list, the usual one first, those for private use last."""


class Table(NamedTuple):
    """One CSV file: headers as ``neo4j-admin`` reads them, and rows of texts, empty where nothing is known."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def values(self, header: str) -> list[str]:
        """Return the different values of a column, sorted."""
        number = self.header.index(header)
        return sorted({row[number] for row in self.rows})


def array_delimiter(nodes: Iterable[NodeRow]) -> str:
    """Return the character that separates values of lists: ``;``, or another if a value holds that."""
    used = set("".join(value for node in nodes for value in (*node.tags, *node.aliases)))
    return next(delimiter for delimiter in _DELIMITERS if delimiter not in used)


def space_of(kind: str) -> str:
    """Return the space of ids of a kind of node: Practice, Tool or Term."""
    return kind if kind in USES else PRACTICE


def node_tables(selection: Selection, delimiter: str) -> Iterator[Table]:
    """Yield the tables of nodes that have rows: practices, specializations, placeholders, tools, terms."""
    grouped: dict[str, list[NodeRow]] = {}
    for node in selection.nodes:
        grouped.setdefault(_FILES.get(node.kind, "practices"), []).append(node)
    for name in ("practices", *_FILES.values()):
        if name in grouped:
            yield _node_table(name, grouped[name], delimiter)


def _node_table(name: str, nodes: Sequence[NodeRow], delimiter: str) -> Table:
    space = space_of(nodes[0].kind)
    header = (
        f"id:ID({space})",
        ":LABEL",
        "iri",
        "label",
        "kind",
        "category",
        "difficulty",
        "status",
        "tags:string[]",
        "aliases:string[]",
        "definition",
    )
    rows = [
        (
            node.slug,
            delimiter.join(dict.fromkeys((space, node.kind))),
            node.id,
            node.label,
            node.kind,
            node.category,
            node.difficulty,
            node.status,
            delimiter.join(node.tags),
            delimiter.join(node.aliases),
            node.definition,
        )
        for node in nodes
    ]
    return Table(name, header, rows)


def edge_tables(selection: Selection) -> Iterator[Table]:
    """Yield the tables of edges that have rows, each named after the spaces of ids that its edges join."""
    ends = {node.id: (space_of(node.kind), node.slug) for node in selection.nodes}
    grouped: dict[tuple[str, str], list[EdgeRow]] = {}
    for edge in selection.edges:
        spaces = ends[edge.source][0], ends[edge.target][0]
        grouped.setdefault(spaces, []).append(edge)
    for (source, target), edges in sorted(grouped.items()):
        rows = [_edge_row(edge, ends[edge.source][1], ends[edge.target][1]) for edge in edges]
        header = (
            f":START_ID({source})",
            f":END_ID({target})",
            ":TYPE",
            "id",
            "label",
            "weight:double",
            "note",
            "asserted:boolean",
        )
        yield Table(f"{source}_{target}".lower(), header, rows)


def _edge_row(edge: EdgeRow, source: str, target: str) -> tuple[str, ...]:
    return (
        source,
        target,
        relationship_type(edge.type),
        edge.id,
        edge.label,
        repr(edge.weight),
        edge.note,
        str(edge.asserted).lower(),
    )


def relationship_type(edge_type: str) -> str:
    """Return the type of relationship for a type of edge, such as ``ADJACENT_TO`` for ``adjacent``."""
    known = relation_types()
    name = known[edge_type].direct if edge_type in known else edge_type
    return re.sub("(?<=[a-z])(?=[A-Z])|-", "_", name).upper()


def table_text(table: Table) -> str:
    """Return a table as the CSV that both of Neo4j's readers read alike.

    Each value stands in quotes, quotes in it are doubled, and so are backslashes: ``LOAD CSV`` takes a
    backslash before a quote for an escape unless its server is told otherwise, and ``neo4j-admin`` does so
    when it is asked for ``--legacy-style-quoting``. An empty value without quotes is no value.
    """
    lines = [",".join(table.header)]
    lines += [",".join(map(_quoted, row)) for row in table.rows]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '""') + '"' if value else ""
