"""GraphML: the graph with all its attributes, and no picture."""

from __future__ import annotations

from collections.abc import Iterator

from .common.graphml import NAMESPACE, data, edge_values, keys, node_values
from .common.rows import BEYOND_ROWS
from .common.selection import Selection
from .common.short_names import ShortNames, texts_of
from .common.xml_text import element_text, forbidden_characters, nmtoken

NAME = "graphml"
SUFFIX = ".graphml"
MEDIA_TYPE = "application/graphml+xml"
SUMMARY = "For programs that compute with graphs: networkx, igraph, R"
OPENING = (
    'networkx.read_graphml("FILE"); igraph.Graph.Read_GraphML("FILE"); '
    'R: igraph::read_graph("FILE", "graphml")'
)
KEEPS = (
    "every node and edge, several between two nodes included, each edge as its author wrote it; "
    "of nodes IRI, label, kind, slug, category, difficulty, status, tags, aliases and definition;"
    " of edges IRI, type, label, weight (a length for shortest paths), note, and whether an "
    r"author wrote it; tags and aliases are joined by |, where a | of their own is written \| and "
    "a \\ is written \\\\"
)
DROPS = f"{BEYOND_ROWS}; an attribute that is empty is not written"
EXAMPLE = "metier export graphml --out occupations.graphml"

_NODE = (
    *("iri", "label", "kind", "slug", "category", "difficulty", "status"),
    *("tags", "aliases", "definition"),
)
_EDGE = ("iri", "type", "label", "weight", "note", "asserted")
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd">
"""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the GraphML (U. Brandes et al., *GraphML Primer*, and its schema 1.0, 2002)."""
    names = ShortNames(selection)
    yield _HEAD
    yield f"  <desc>{element_text(selection.title)}</desc>\n"
    yield from keys("node", _NODE)
    yield from keys("edge", _EDGE)
    yield '  <graph id="metier" edgedefault="directed">\n'
    for node in selection.nodes:
        yield f'    <node id="{nmtoken(node.name)}">\n'
        yield data("node", node_values(node))
        yield "    </node>\n"
    for edge in selection.edges:
        ends = (nmtoken(names.node(end)) for end in (edge.source, edge.target))
        yield '    <edge id="{}" source="{}" target="{}">\n'.format(
            nmtoken(names.edge(edge)), *ends
        )
        yield data("edge", edge_values(edge, names))
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield what was lost of the texts."""
    yield from forbidden_characters(texts_of(selection))
