"""Mermaid: a neighborhood as a flowchart in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from metier.errors import UsageError

from .common.picture import Drawn, line_looks, picture_of
from .common.rows import BEYOND_ROWS, EdgeRow, NodeRow
from .common.selection import Selection

NAME = "mermaid"
SUFFIX = ".mmd"
MEDIA_TYPE = "text/vnd.mermaid"
SUMMARY = (
    "For Markdown on GitHub, in GitLab, Obsidian and notebooks: a neighborhood as a flowchart, of "
    "practices alone unless --include asks for more"
)
OPENING = "put it into Markdown between ```mermaid and ```; or mmdc --input FILE --output graph.svg"
KEEPS = (
    "every node of the neighborhood and every edge that an author wrote, several between two "
    "nodes included, each as it was written; with --inferred the other edges too; labels, kind as "
    "shape, category as color, IRIs as links; what the type of an edge is called, its arrow, and "
    "whether it is a link of authors (solid) or what they use (dotted)"
)
DROPS = (
    f"{BEYOND_ROWS}; slugs, difficulties, statuses, tags, aliases, definitions, notes, weights and "
    "IRIs of links; names of kinds and categories, and what tells categories of one color apart; "
    "the places of the page; edges that no author wrote (kind-of), unless --inferred asks for them"
)
EXAMPLE = "metier export mermaid customs-officer --out customs-officer.mmd"
NEEDS_CENTER = True
INCLUDES = ("practices",)
"""What there is beside practices, unless ``--include`` says otherwise: all tools are too much to draw."""

MOST_EDGES, MOST_CHARACTERS = 500, 50_000
"""What Mermaid draws unless it is told otherwise: ``maxEdges`` and ``maxTextSize`` (in units of UTF-16)."""

_SHAPES = {
    "circle": ("([", "])"),
    "square": ("[", "]"),
    "triangle": ("[/", "\\]"),
    "diamond": ("{", "}"),
    "hexagon": ("{{", "}}"),
    "pentagon": ("[\\", "/]"),
    "octagon": ("[[", "]]"),
    "hollow": ("(", ")"),
    "kite": (">", "]"),
    "cross": ("[(", ")]"),
    "star": ("[/", "/]"),
}
"""What is on either side of a label, for each shape of the page."""

_UNSAFE = re.compile(r"[^\w ,]|_")
_LINE_ENDS = re.compile("\r\n|[\r\n]")


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the flowchart (Mermaid, *Flowcharts - Basic Syntax*, version 11, 2024).

    Raises UsageError where it would be more than Mermaid draws.
    """
    text = "".join(_lines(selection))
    characters = len(text.encode("utf-16-le")) // 2
    count = len(_edges(selection))
    if count > MOST_EDGES or characters > MOST_CHARACTERS:
        raise UsageError(
            f"{count} links in {characters} characters are more than Mermaid draws, "
            f"which is {MOST_EDGES} in {MOST_CHARACTERS}: choose a smaller --depth, an "
            "--include with less, or another format"
        )
    yield text


def _edges(selection: Selection) -> list[EdgeRow]:
    return [edge for edge in selection.edges if edge.asserted or selection.inferred]


def _lines(selection: Selection) -> Iterator[str]:
    picture = picture_of(selection)
    names = {node.id: f"n{number}" for number, node in enumerate(selection.nodes)}
    colors = {
        color: f"c{number}"
        for number, color in enumerate(sorted({picture[node].rim for node in names}))
    }
    yield "flowchart LR\n"
    for node in selection.nodes:
        yield _node(node, names[node.id], picture[node.id], colors)
    for edge in _edges(selection):
        yield _edge(edge, names)
    for color, name in colors.items():
        yield f"  classDef {name} fill:#fff,stroke:{color},stroke-width:3px,color:#16181f\n"


def _node(node: NodeRow, name: str, drawn: Drawn, colors: Mapping[str, str]) -> str:
    before, after = _SHAPES[drawn.shape]
    return (
        f'  {name}{before}"{_escaped(node.label)}"{after}\n'
        f"  class {name} {colors[drawn.rim]}\n"
        f'  click {name} href "{_escaped_iri(node.id)}"\n'
    )


def _edge(edge: EdgeRow, names: Mapping[str, str]) -> str:
    look = line_looks()[edge.type]
    is_use = edge.type.startswith("uses-") or not edge.asserted
    line = ("-." if is_use else "--", ".-" if is_use else "--")
    arrow = ">" if look.arrow else ("" if is_use else "-")
    return f'  {names[edge.source]} {line[0]} "{_escaped(edge.label)}" {line[1]}{arrow} {names[edge.target]}\n'


def _escaped(text: str) -> str:
    """Return a text in which every character that could mean something is an entity code."""
    lines = _LINE_ENDS.split(text)
    return "<br/>".join(_UNSAFE.sub(lambda found: f"#{ord(found[0])};", line) for line in lines)


def _escaped_iri(iri: str) -> str:
    return iri.replace('"', "%22").replace("%%", "%25%")
