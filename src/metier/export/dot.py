"""DOT: the graph for Graphviz and for what reads its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .common.picture import GREY, Drawn, line_looks, picture_of
from .common.rows import BEYOND_ROWS, EdgeRow, NodeRow
from .common.selection import Selection
from .common.short_names import ShortNames, joined, texts_of
from .common.xml_text import allowed, forbidden_characters

NAME = "dot"
SUFFIX = ".gv"
MEDIA_TYPE = "text/vnd.graphviz"
SUMMARY = "For Graphviz: the graph as a drawing in SVG, PDF or PNG"
OPENING = (
    "neato -n -Tsvg FILE > graph.svg draws the places of the page (up to a minute for 10,000 nodes); "
    "sfdp, fdp and dot find others"
)
KEEPS = (
    "every node and edge, several between two nodes included, each edge as its author wrote it; "
    "labels, places as on the page of metier view, shape by kind, color by category, line style "
    "and arrow by type, IRIs as URL, definitions and notes as tooltip; as attributes of these "
    "names kind, slug, category, difficulty, status, tags and aliases (joined by |, where a | of "
    r"their own is written \| and a \ is written \\), definition, type, weight (as length), note, "
    r"IRI of links, and whether an author wrote them; in these a \ is written twice"
)
DROPS = (
    f"{BEYOND_ROWS}; an attribute that is empty is not written; the dot and ring that tell "
    "categories of one color apart; sizes: a node is as large as its label; some versions of "
    r"Graphviz put names for \N, \G, \E, \H, \T and \L in tooltips"
)
EXAMPLE = "metier export dot customs-officer --include practices --out customs-officer.gv"

_SPREAD = 3.0
"""Points for a unit of the picture: labels need more room than the dots of the page."""

_SHAPES = {
    "circle": "ellipse",
    "hollow": "ellipse",
    "square": "box",
    "kite": "tab",
    "cross": "component",
    "star": "note",
}
"""What Graphviz calls shapes, or has instead where a label is inside."""

_PAGE = 'charset="UTF-8", labelloc=t, outputorder=edgesfirst, overlap=prism'

_ENTITY = re.compile("&(?=[A-Za-z#])")
"""An ampersand that Graphviz may take for the beginning of an entity of HTML."""

_PART = re.compile(r"(?:\\.|[^\\]){1,4000}", re.DOTALL)
"""What a string may hold: Graphviz before version 3 breaks off those of more than 16 kB."""

_LINE_END = re.compile("\r\n|[\r\n]")


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the DOT (Graphviz, *DOT Language*, 2022; the escapes are those of its *escString*)."""
    picture, names = picture_of(selection), ShortNames(selection)
    yield f"digraph {_quoted('metier')} {{\n"
    yield f"  graph [label={_escaped(selection.title)}, {_PAGE}];\n"
    yield '  node [style=filled, fontname="sans-serif", fontsize=12];\n'
    yield f'  edge [color="{GREY}", fontname="sans-serif", fontsize=9, fontcolor="#555b6b"];\n'
    for node in selection.nodes:
        yield f"  {_quoted(node.name)} [{_attributes(_node(node, picture[node.id]))}];\n"
    for edge in selection.edges:
        ends = f"{_quoted(names.node(edge.source))} -> {_quoted(names.node(edge.target))}"
        yield f"  {ends} [{_attributes(_edge(edge, names))}];\n"
    yield "}\n"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield what was lost of the texts: what XML forbids, SVG can't hold."""
    yield from forbidden_characters(texts_of(selection))


def _node(node: NodeRow, drawn: Drawn) -> dict[str, str]:
    """Return the attributes of a node, quoted; Graphviz counts y upwards, in points."""
    return {
        "label": _escaped(node.label),
        "shape": _SHAPES.get(drawn.shape, drawn.shape),
        "fillcolor": _quoted(drawn.color),
        "color": _quoted(drawn.rim),
        "fontcolor": _quoted(drawn.ink),
        "pos": _quoted(f"{_SPREAD * drawn.x:.1f},{0 - _SPREAD * drawn.y:.1f}"),
        "URL": _escaped(node.id),
        "tooltip": _escaped(node.definition),
        "kind": _quoted(node.kind),
        "slug": _quoted(node.slug),
        "category": _quoted(node.category),
        "difficulty": _quoted(node.difficulty),
        "status": _quoted(node.status),
        "tags": _quoted(joined(node.tags)),
        "aliases": _quoted(joined(node.aliases)),
        "definition": _quoted(node.definition),
    }


def _edge(edge: EdgeRow, names: ShortNames) -> dict[str, str]:
    look = line_looks()[edge.type]
    return {
        "label": _escaped(edge.label),
        "style": look.line if look.line in ("solid", "dotted") else "dashed",
        "dir": "forward" if look.arrow else "none",
        "tooltip": _escaped(edge.note),
        "type": _quoted(edge.type),
        "length": repr(edge.weight),
        "iri": _quoted(names.iri(edge)),
        "note": _quoted(edge.note),
        "asserted": "true" if edge.asserted else "false",
    }


def _attributes(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in values.items() if value != '""')


def _quoted(text: str) -> str:
    r"""Return a quoted ID. A ``\`` is doubled, for the last one would else escape the quote."""
    return _in_quotes(allowed(text).replace("\\", "\\\\").replace('"', '\\"'))


def _escaped(text: str) -> str:
    r"""Return a text that Graphviz shows as it is, where ``\n``, ``\N`` and ``&lt;`` would be read as more."""
    shown = _ENTITY.sub("&amp;", allowed(text)).replace("\\", "\\\\").replace('"', '\\"')
    return _in_quotes(_LINE_END.sub(r"\\n", shown))


def _in_quotes(escaped: str) -> str:
    """Return an escaped text in quotes, a long one as several that are added up."""
    return " + ".join(f'"{part}"' for part in _PART.findall(escaped)) or '""'
