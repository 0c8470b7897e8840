"""GEXF 1.3: the graph as Gephi wants it, with places, colors and sizes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from .common.picture import Drawn, line_looks, picture_of
from .common.rows import BEYOND_ROWS, EdgeRow, NodeRow
from .common.selection import Selection
from .common.short_names import ShortNames, texts_of
from .common.xml_text import element_text, forbidden_characters, quoted

NAME = "gexf"
SUFFIX = ".gexf"
MEDIA_TYPE = "application/gexf+xml"
SUMMARY = (
    "For Gephi and Gephi Lite: the graph as a picture that can be laid out, filtered and measured"
)
OPENING = "Gephi: File > Open, graph type Directed; Gephi Lite: File > Open local graph file"
KEEPS = (
    "every node and edge, several between two nodes included, each edge as its author wrote it; "
    "places as on the page of metier view, color by category, size by links; of nodes IRI, label,"
    " kind, slug, category, difficulty, status, tags and aliases (as lists) and definition; of "
    "edges IRI, label, note, whether an author wrote it, the type (as kind and as relation), and "
    "its weight as length, for Gephi's own weight is how strongly nodes attract"
)
DROPS = (
    f"{BEYOND_ROWS}; an attribute that is empty is not written; the dot and ring that tell "
    "categories of one color apart, for there are eight colors; shapes other than disc, square, "
    "triangle and diamond, lines other than solid, dotted and dashed (Gephi shows neither)"
)
EXAMPLE = "metier export gexf --out occupations.gexf"

_NODE = {
    "iri": "anyURI",
    "kind": "string",
    "slug": "string",
    "category": "string",
    "difficulty": "string",
    "status": "string",
    "tags": "liststring",
    "aliases": "liststring",
    "definition": "string",
}
_EDGE = {
    "iri": "anyURI",
    "relation": "string",
    "length": "double",
    "note": "string",
    "asserted": "boolean",
}
"""Attributes of nodes and edges with their types; one called ``type`` would overwrite that of GEXF itself."""

_SHAPES = ("square", "triangle", "diamond")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the GEXF (Gephi, *GEXF 1.3*, 2022). It has no date: the same graph gives the same file."""
    picture, names = picture_of(selection), ShortNames(selection)
    yield _HEAD
    title = element_text(selection.title)
    yield f"  <meta><creator>Metier</creator><description>{title}</description></meta>\n"
    yield '  <graph defaultedgetype="directed" idtype="string" mode="static">\n'
    yield from _declared("node", _NODE)
    yield from _declared("edge", _EDGE)
    yield f'    <nodes count="{len(selection.nodes)}">\n'
    for node in selection.nodes:
        yield _node(node, picture[node.id])
    yield f'    </nodes>\n    <edges count="{len(selection.edges)}">\n'
    for edge in selection.edges:
        yield _edge(edge, names)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield what was lost of the texts."""
    yield from forbidden_characters(texts_of(selection))


def _declared(domain: str, types: Mapping[str, str]) -> Iterator[str]:
    yield f'    <attributes class="{domain}">\n'
    for name, kind in types.items():
        yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _node(node: NodeRow, drawn: Drawn) -> str:
    red, green, blue = drawn.channels
    shape = drawn.shape if drawn.shape in _SHAPES else "disc"
    values = {
        "iri": node.id,
        "kind": node.kind,
        "slug": node.slug,
        "category": node.category,
        "difficulty": node.difficulty,
        "status": node.status,
        "tags": _listed(node.tags),
        "aliases": _listed(node.aliases),
        "definition": node.definition,
    }
    return (  # Gephi counts y upwards
        f"      <node id={quoted(node.name)} label={quoted(node.label)}>\n{_values(values)}"
        f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
        f'        <viz:position x="{drawn.x}" y="{0 - drawn.y}" z="0.0"/>\n'
        f'        <viz:size value="{2 * drawn.radius:.1f}"/>\n'
        f'        <viz:shape value="{shape}"/>\n'
        "      </node>\n"
    )


def _edge(edge: EdgeRow, names: ShortNames) -> str:
    values = {
        "iri": names.iri(edge),
        "relation": edge.type,
        "length": repr(edge.weight),
        "note": edge.note,
        "asserted": "true" if edge.asserted else "false",
    }
    line = line_looks()[edge.type].line
    shape = {"solid": "solid", "dotted": "dotted"}.get(line, "dashed")
    ends = f"source={quoted(names.node(edge.source))} target={quoted(names.node(edge.target))}"
    return (
        f"      <edge id={quoted(names.edge(edge))} {ends} kind={quoted(edge.type)} "
        f"label={quoted(edge.label)}>\n{_values(values)}"
        f'        <viz:shape value="{shape}"/>\n'
        "      </edge>\n"
    )


def _values(values: Mapping[str, str]) -> str:
    filled = "".join(
        f'          <attvalue for="{name}" value={quoted(value)}/>\n'
        for name, value in values.items()
        if value
    )
    return f"        <attvalues>\n{filled}        </attvalues>\n"


def _listed(values: tuple[str, ...]) -> str:
    """Return a list as Gephi and graphology read it: in brackets, each text in quotes as in JSON."""
    return json.dumps(values, ensure_ascii=False) if values else ""
