"""What the two forms of GraphML have in common: declared keys, and the data of nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .rows import EdgeRow, NodeRow
from .short_names import ShortNames, joined
from .xml_text import element_text

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"weight": "double", "asserted": "boolean"}
"""What attributes are that are no strings."""


def node_values(node: NodeRow) -> dict[str, str]:
    """Return the attributes of a node as texts."""
    return {
        "iri": node.id,
        "label": node.label,
        "kind": node.kind,
        "slug": node.slug,
        "category": node.category,
        "difficulty": node.difficulty,
        "status": node.status,
        "tags": joined(node.tags),
        "aliases": joined(node.aliases),
        "definition": node.definition,
    }


def edge_values(edge: EdgeRow, names: ShortNames) -> dict[str, str]:
    """Return the attributes of an edge as texts."""
    return {
        "iri": names.iri(edge),
        "type": edge.type,
        "label": edge.label,
        "weight": repr(edge.weight),
        "note": edge.note,
        "asserted": "true" if edge.asserted else "false",
    }


def keys(domain: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the declarations of the attributes of nodes or edges: ``domain`` is ``node`` or ``edge``."""
    for name in names:
        kind = _TYPES.get(name, "string")
        yield (
            f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
        )


def data(domain: str, values: Mapping[str, str]) -> str:
    """Return the data elements of one node or edge; what is empty is left out."""
    return "".join(
        f'      <data key="{domain}-{name}">{element_text(value)}</data>\n'
        for name, value in values.items()
        if value
    )
