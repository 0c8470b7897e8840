"""GraphML for yEd: boxes with their labels inside, none over another, and lines between them."""

from __future__ import annotations

from collections.abc import Iterator

from metier.export.common.graphml import NAMESPACE, data, edge_values, keys, node_values
from metier.export.common.picture import LINE, RIM, Drawn, line_looks, picture_of
from metier.export.common.rows import BEYOND_ROWS, EdgeRow, NodeRow
from metier.export.common.selection import Selection
from metier.export.common.short_names import ShortNames, texts_of
from metier.export.common.xml_text import element_text, forbidden_characters, nmtoken
from metier.vocab import relation_types

from .boxes import Box, Size, box_size, boxes

NAME = "graphml-yed"
SUFFIX = ".yed.graphml"
MEDIA_TYPE = "application/graphml+xml"
SUMMARY = "For yEd: the graph as a picture that can be laid out again and printed"
OPENING = "yEd: File > Open; then Layout > One-Click Layout, if its places are not wanted"
KEEPS = (
    "every node and edge; nodes as boxes around their labels, each where the page of metier view has "
    "it or as near as there is room, shape by kind, color by category, line style and arrow by type; "
    "labels of nodes, and of links between practices; IRIs as URL, definitions and notes as "
    "description, kind, slug, category, difficulty, status, tags and aliases (joined by |, where "
    r"a | of their own is written \| and a \ is written \\), type, its label, weight and whether "
    "an author wrote it as custom properties"
)
DROPS = (
    f"{BEYOND_ROWS}; an attribute that is empty is not written; the dot and ring that tell "
    "categories of one color apart; size by links; in the picture, the labels of edges that are no "
    "links between practices (uses-tool, uses-term, has-variant, kind-of): they are custom "
    "properties only"
)
EXAMPLE = "metier export graphml-yed customs-officer --out customs-officer.graphml"

_Y = "http://www.yworks.com/xml/graphml"
_RENAMED = {"iri": "url", "definition": "description", "note": "description"}
"""What yEd calls the attributes that it shows itself."""

_NODE = (
    *("kind", "slug", "category", "difficulty", "status", "tags", "aliases"),
    *("url", "description"),
)
_EDGE = ("type", "label", "weight", "asserted", "url", "description")
_SHAPES = {
    "circle": ("ellipse", Size(1.25, 1.5)),
    "hollow": ("ellipse", Size(1.25, 1.5)),
    "square": ("rectangle", Size(1, 1)),
    "triangle": ("trapezoid", Size(1.4, 1)),
    "diamond": ("diamond", Size(2, 2)),
    "hexagon": ("hexagon", Size(1.25, 1)),
    "pentagon": ("trapezoid2", Size(1.4, 1)),
    "octagon": ("octagon", Size(1.2, 1.2)),
    "kite": ("parallelogram", Size(1.4, 1)),
    "cross": ("roundrectangle", Size(1, 1)),
    "star": ("rectangle3d", Size(1, 1)),
}
"""What yEd calls shapes, or has instead where a label is inside, and what room each needs for its text."""

_LINES = {
    "solid": "line",
    "dotted": "dotted",
    "fine": "dotted",
    "wide-dots": "dotted",
    "dash-dot": "dashed_dotted",
}
_INSIDE = (
    'alignment="center" autoSizePolicy="node_size" configuration="CroppingLabel" fontSize="12" '
    'modelName="internal" modelPosition="c"'
)
"""What makes yEd wrap a label inside its box."""

_SMALL = f'fontSize="9" textColor="{RIM}"'
_HTML = "<html>"
_UNSEEN = "\u200b"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="{NAMESPACE}" xmlns:y="{_Y}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.1/ygraphml.xsd">
  <key id="node-picture" for="node" yfiles.type="nodegraphics"/>
  <key id="edge-picture" for="edge" yfiles.type="edgegraphics"/>
"""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the GraphML with the elements of yEd (yWorks, *GraphML in yFiles for Java 2.x*, 2010)."""
    picture = picture_of(selection)
    placed = boxes(
        picture,
        {
            node.id: box_size(node.label, _SHAPES[picture[node.id].shape][1])
            for node in selection.nodes
        },
    )
    names = ShortNames(selection)
    yield _HEAD
    yield from keys("node", _NODE)
    yield from keys("edge", _EDGE)
    yield '  <graph id="metier" edgedefault="directed">\n'
    for node in selection.nodes:
        yield f'    <node id="{nmtoken(node.name)}">\n'
        yield _shape(node, picture[node.id], placed[node.id])
        values = node_values(node)
        del values["label"]  # it is in the picture
        yield data("node", _renamed(values))
        yield "    </node>\n"
    for edge in selection.edges:
        ends = (nmtoken(names.node(end)) for end in (edge.source, edge.target))
        yield '    <edge id="{}" source="{}" target="{}">\n'.format(
            nmtoken(names.edge(edge)), *ends
        )
        yield _line(edge)
        yield data("edge", _renamed(edge_values(edge, names)))
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def dropped(selection: Selection) -> Iterator[str]:
    """Yield what was lost of the texts."""
    count = sum(1 for node in selection.nodes if _is_html(node.label))
    if count:
        yield f"that {count} labels begin with {_HTML}: a space without width keeps yEd from running it"
    yield from forbidden_characters(texts_of(selection))


def _renamed(values: dict[str, str]) -> dict[str, str]:
    return {_RENAMED.get(name, name): value for name, value in values.items()}


def _is_html(label: str) -> bool:
    return label.lstrip().lower().startswith(_HTML)


def _shape(node: NodeRow, drawn: Drawn, box: Box) -> str:
    label = f"{_UNSEEN if _is_html(node.label) else ''}{node.label}"
    return (
        '      <data key="node-picture"><y:ShapeNode>\n'
        f'        <y:Geometry height="{box.height}" width="{box.width}" x="{box.left}" y="{box.top}"/>\n'
        f'        <y:Fill color="{drawn.color}" transparent="false"/>\n'
        f'        <y:BorderStyle color="{drawn.rim}" type="line" width="1.0"/>\n'
        f'        <y:NodeLabel {_INSIDE} textColor="{drawn.ink}">{element_text(label)}</y:NodeLabel>\n'
        f'        <y:Shape type="{_SHAPES[drawn.shape][0]}"/>\n'
        "      </y:ShapeNode></data>\n"
    )


def _line(edge: EdgeRow) -> str:
    look = line_looks()[edge.type]
    style, arrow = _LINES.get(look.line, "dashed"), "standard" if look.arrow else "none"
    label = f"        <y:EdgeLabel {_SMALL}>{element_text(edge.label)}</y:EdgeLabel>\n"
    return (
        '      <data key="edge-picture"><y:PolyLineEdge>\n'
        f'        <y:LineStyle color="{LINE}" type="{style}" width="1.0"/>\n'
        f'        <y:Arrows source="none" target="{arrow}"/>\n'
        f"{label if edge.type in relation_types() else ''}"
        "      </y:PolyLineEdge></data>\n"
    )
